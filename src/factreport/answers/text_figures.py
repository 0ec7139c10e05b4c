"""The figures of a text, for people and programs: how each was read, which facts it may match."""

from __future__ import annotations

from collections.abc import Sequence

from factreport import citation
from factreport.answers import Answer, Column, safe_rows
from factreport.capture import FigureRow
from factreport.figure_text import write_figure
from factreport.periods import short_label
from factreport.wording import escaped, shortened, visible_line

FIELDS = FigureRow._fields
_LONGEST_FIGURE = 60
_ARROWS = {"up": "↑ ", "down": "↓ ", None: ""}


def answer(rows: Sequence[FigureRow]) -> Answer:
    """The figures that were read, and those skipped, with the reason."""

    def place(row: FigureRow) -> str:
        """``12:5 ¶2``, to find and to cite it; without lines, the page or the paragraph."""
        lines = f"{row.line}:{row.column}" if row.line is not None else ""
        pages = (row.page,) if row.page is not None and not lines else ()
        paragraphs = (row.paragraph,) if row.paragraph and not pages else ()
        return " ".join(filter(None, (lines, citation.short_place(paragraphs, pages))))

    texts = (shortened(visible_line(row.text), _LONGEST_FIGURE) for row in rows)
    values = (
        _ARROWS[row.direction] + write_figure(row.value, row.low, row.high, row.qualifier)
        for row in rows
    )
    facts = (f"skipped: {row.skipped}" if row.skipped else ", ".join(row.facts) for row in rows)
    columns = [
        Column("place", map(place, rows), is_firm=True),
        Column("text", texts, "Figure", style="bold"),
        Column("value", values, is_number=True),
        Column("unit", (row.unit or "" for row in rows)),
        Column("period", (short_label(row.period) for row in rows), is_firm=True),
        Column("facts", facts, "In the store", style="dim", is_labelled=True),
    ]
    if len({row.file for row in rows}) > 1:
        columns.insert(0, Column("file", (escaped(row.file) for row in rows), is_labelled=True))
    return Answer(fields=FIELDS, rows=safe_rows(rows), columns=columns)
