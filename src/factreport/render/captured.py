"""The figures of a text, for people and programs: how each was read, which facts it may match."""

from __future__ import annotations

from collections.abc import Sequence

from factreport import citation
from factreport.capture import FigureRow
from factreport.figures.writing import write_figure
from factreport.render.answer import Answer, Column, safe_rows
from factreport.render.records import period
from factreport.wording import escaped, shortened, visible_line

FIELDS = FigureRow._fields
_LONGEST_FIGURE = 60
_ARROWS = {"up": "↑ ", "down": "↓ ", None: ""}


def answer(rows: Sequence[FigureRow]) -> Answer:
    """The figures that were read, and those skipped, with the reason."""
    columns = [
        Column("place", _place, is_firm=True, is_plain=True),
        Column(
            "text",
            lambda row: shortened(visible_line(row.text), _LONGEST_FIGURE),
            "Figure",
            style="bold",
            is_plain=True,
        ),
        Column(
            "value",
            lambda row: (
                _ARROWS[row.direction] + write_figure(row.value, row.low, row.high, row.qualifier)
            ),
            is_number=True,
            is_plain=True,
        ),
        Column("unit", lambda row: row.unit or "", is_plain=True),
        Column("period", lambda row: period(row.period), is_firm=True, is_plain=True),
        Column(
            "facts",
            lambda row: f"skipped: {row.skipped}" if row.skipped else ", ".join(row.facts),
            "In the store",
            style="dim",
            is_plain=True,
        ),
    ]
    if len({row.file for row in rows}) > 1:
        columns.insert(0, Column("file", lambda row: escaped(row.file)))
    return Answer(fields=FIELDS, rows=safe_rows(rows), items=rows, columns=columns)


def _place(row: FigureRow) -> str:
    """``12:5 ¶2``, to find and to cite it; without meaningful lines, the page or the paragraph."""
    lines = f"{row.line}:{row.column}" if row.line is not None else ""
    is_paged = row.page is not None and not lines
    paragraph = (row.paragraph,) if row.paragraph and not is_paged else ()
    cited = citation.short_place(paragraph, (row.page,) if row.page and is_paged else ())
    return " ".join(filter(None, (lines, cited)))
