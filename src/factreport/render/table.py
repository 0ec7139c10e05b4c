"""Tables at a terminal: in columns if they fit, else with details or as blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile, zip_longest
from typing import TextIO

from factreport.answers import Answer, Column
from factreport.render import Look, text_bars
from factreport.render.wrapping import padded, width, wrap

_GAP = 2
# A narrower column of text is hard to read.  One whose longest cell takes more than four lines
# becomes wider, up to the width for sentences.
_NARROWEST, _NARROWEST_PROSE, _MOST_LINES = 12, 30, 4
_NARROWEST_SCREEN = 20
_NARROWEST_TEXT = 20  # beside a label
_LONGEST_WORD = 24  # not broken, unless there is no room for rows at all
_UNLIMITED = 1_000_000
_INDENT = "  "
_FIRST = ("period", "value", "unit")  # below a title
# Bars take the remaining room: at least and at most this many characters, and the last number if
# the width is unlimited.
_SHORTEST_BAR, _LONGEST_BAR, _UNLIMITED_BAR = 6, 100, 40
_STYLES = {"bold": "1", "dim": "2", "wrong": "1;31", "bar": "36"}

Cells = Sequence[tuple[Column, str]]


@dataclass(frozen=True)
class Pen:
    """Writes lines to a stream, with colours and links if the output shows them."""

    stream: TextIO
    look: Look
    addresses: Sequence[str] = ()

    @property
    def room(self) -> int | None:
        """The number of columns; None if unlimited."""
        return None if self.look.width is None else max(self.look.width, _NARROWEST_SCREEN)

    def painted(self, text: str, style: str) -> str:
        """The text in a style, or plain."""
        if not style or not self.look.is_coloured or not text.strip():
            return text
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"

    def line(self, text: str = "") -> None:
        """A line, without spaces at its end."""
        self.stream.write(f"{text.rstrip()}\n")

    def linked(self, text: str, shown: str) -> str:
        """What is shown of a text, as a link to the address of a source that the text has."""
        url = next((url for url in self.addresses if url in text), "")
        return f"\x1b]8;;{url}\x1b\\{shown}\x1b]8;;\x1b\\" if url and shown.strip() else shown

    def wrapped(self, text: str, style: str = "", *, label: str = "", dim: str = "") -> None:
        """Write a text on several lines, beside its label, or below it if there is little room.

        If the last line ends with ``dim``, that part is dim.
        """
        room = self.room
        if room is not None and room - width(label) < min(_NARROWEST_TEXT, width(text)):
            for line in wrap(label, room):
                self.line(line)
            label = _INDENT * 2
        lines = text.split("\n") if room is None else wrap(text, room - width(label))
        for number, line in enumerate(lines):
            end = dim if number == len(lines) - 1 and line.endswith(dim) else ""
            start = self.painted(line.expandtabs().removesuffix(end), style)
            shown = self.linked(text, start + self.painted(end, "dim"))
            self.line((label if number == 0 else " " * width(label)) + shown)


@dataclass(frozen=True)
class _Measure:
    """A column with its longest cell, its least width, and how many cells have which width.

    Narrower than its ``least`` width, a number, a period or an id would be broken, or most lines
    would have a single word.
    """

    column: Column
    longest: int
    least: int
    widths: Mapping[int, int]

    @classmethod
    def of(cls, column: Column) -> _Measure:
        """The column, measured over all rows."""
        cells = list(filter(None, column.cells))
        widths = Counter(map(width, cells))
        heading = width(column.title)
        longest = max([heading, *widths])
        if column.is_whole:
            return cls(column, longest, longest, widths)
        word = max((width(word) for cell in cells for word in cell.split()), default=0)
        prose = min(longest // _MOST_LINES, _NARROWEST_PROSE)
        least = max(heading, min(word, _LONGEST_WORD), prose, _NARROWEST)
        return cls(column, longest, min(least, longest), widths)

    def line_count(self, room: int) -> int:
        """About how many lines its cells take at a width."""
        return sum(count * -(-taken // room) for taken, count in self.widths.items())


@dataclass(frozen=True)
class _Layout:
    """Columns side by side with their widths.

    The other columns become headings above the rows, or details below each row.
    """

    columns: Sequence[_Measure]
    widths: Sequence[int]
    headings: Sequence[_Measure] = ()
    details: Sequence[_Measure] = ()

    @property
    def is_broken(self) -> bool:
        """Whether some cell takes several lines."""
        pairs = zip(self.columns, self.widths, strict=True)
        return any(measure.longest > room for measure, room in pairs)

    @property
    def indent(self) -> str:
        """What the rows begin with below the title of their entry."""
        return _INDENT * any(measure.column.name == "title" for measure in self.headings)

    def named(self, number: int) -> str:
        """The heading of a row, which it shares with those beside it that have the same."""
        cells = (measure.column.cells[number] for measure in self.headings)
        return " · ".join(filter(None, cells))

    def line_count(self, rows: int, room: int | None) -> int:
        """About how many lines so many rows take with their headings."""
        pairs = zip(self.columns, self.widths, strict=True)
        lines = sum(
            measure.line_count(room) - sum(measure.widths.values()) for measure, room in pairs
        )
        headings = groupby(map(self.named, range(rows))) if self.headings else ()
        lines += sum(-(-width(heading) // (room or _UNLIMITED)) for heading, _ in headings)
        room = (room or _UNLIMITED) - len(_INDENT)
        for measure in (part for part in self.details if part.column.has_own_line):
            lines += measure.line_count(max(room - width(f"{measure.column.title}: "), _NARROWEST))
        others = [part for part in self.details if not part.column.has_own_line]  # side by side
        lines += max((measure.line_count(room) for measure in others), default=0)
        return rows + lines


def draw(answer: Answer, stream: TextIO, look: Look) -> None:
    """Draw the answer: title, lines about the whole, rows, notes and footer."""
    pen = Pen(stream, look, answer.addresses if look.has_links else ())
    if answer.title:
        pen.wrapped(answer.title, "bold")
    label_width = max((width(label) for label, _ in answer.about), default=0)
    was_labelled = False
    for label, text in answer.about:
        if label and not was_labelled:
            pen.line()
        pen.wrapped(text, label=f"{padded(label, label_width)}  " if label else "")
        was_labelled = bool(label)
    if answer.rows and answer.columns:
        if answer.about:
            pen.line()
        measures = [*map(_Measure.of, answer.columns_with_words())]
        _draw_rows(pen, answer, _layout(answer, measures, pen.room))
    elif answer.columns and not answer.about and look.width is None:
        pen.line("Nothing to show")  # in a file; at a terminal a message says why
    for number, text in enumerate(answer.below):
        pen.stream.write("\n" * (number == 0))
        pen.wrapped(text, "dim")


def _layout(answer: Answer, measures: Sequence[_Measure], room: int | None) -> _Layout:
    """The layout with the fewest lines, in which no number, period or id is broken.

    Either all columns are side by side, or names become headings above the rows: with bars those of
    areas and groups, else the title with the id.  Of rows without names the last columns become
    details below each row, if that takes fewer lines.  If nothing fits, rows with a title become
    blocks, and others get details.
    """
    rows, has_bars = len(answer.rows), any(measure.column.bars for measure in measures)
    if has_bars:
        headings = list(takewhile(lambda measure: not measure.column.is_whole, measures))
    elif len(headings := [part for part in measures if part.column.name in ("title", "id")]) < 2:
        headings = []
    others = [measure for measure in measures if measure not in headings]
    has_title = bool(headings) and not has_bars
    if has_title:
        others.sort(key=lambda measure: measure.column.name not in _FIRST)
    layouts = []
    for columns, above in (measures, ()), (others, headings):
        layout = _Layout(_with_bar(columns, room), (), above)
        widths = _fit(layout.columns, None if room is None else room - len(layout.indent))
        if widths:
            layouts.append(replace(layout, widths=widths))
            if layouts[-1].line_count(rows, room) == rows:
                break  # no other takes fewer
    is_settled = bool(layouts) and (bool(headings) or not layouts[0].is_broken)
    if not has_title and not is_settled:
        # The first columns side by side, up to the bars if there are any, the others as details.
        # A unit is never parted from its number.
        with_bars = [end for end, measure in enumerate(others, 1) if measure.column.bars]
        firsts = [end for end in range(1, len(others)) if others[end].column.name != "unit"]
        layouts.append(_Layout(others[:1], [room or _UNLIMITED], headings, others[1:]))
        for end in with_bars or firsts:
            beside = _with_bar(others[:end], room)
            if fitting := _fit(beside, room):
                layouts.append(_Layout(beside, fitting, headings, others[end:]))
    if not layouts:
        return _Layout((), (), headings, others)

    def preference(layout: _Layout) -> tuple[int, bool, int]:
        return layout.line_count(rows, room), layout.is_broken, -len(layout.columns)

    return min(layouts, key=preference)


def _with_bar(measures: Sequence[_Measure], room: int | None) -> Sequence[_Measure]:
    """The columns, with one that draws the bars in the remaining room."""
    position = next(
        (number for number, measure in enumerate(measures) if measure.column.bars), None
    )
    if position is None:
        return measures
    length = _UNLIMITED_BAR
    if room is not None:
        taken = sum(
            max(measure.least, min(measure.longest, _NARROWEST_PROSE)) + _GAP
            for measure in measures
        )
        length = min(max(room - taken, _SHORTEST_BAR), _LONGEST_BAR)
    cells = text_bars.cells(measures[position].column, length)
    bar = _Measure(Column("", cells, " ", "bar", is_firm=True), length, length, {})
    return [*measures[: position + 1], bar, *measures[position + 1 :]]


def _fit(measures: Sequence[_Measure], room: int | None) -> list[int] | None:
    """The width of each column, or None if they don't fit side by side.

    They become narrower, step by step, where that adds the fewest lines for each character.
    """
    if room is None:
        return [measure.longest for measure in measures]
    widths = [max(measure.least, min(measure.longest, room)) for measure in measures]
    left = room - _GAP * (len(measures) - 1)
    if left < sum(measure.least for measure in measures):
        return None
    lines = [
        {size: measure.line_count(size) for size in range(measure.least, widest + 1)}
        for measure, widest in zip(measures, widths, strict=True)
    ]
    while (excess := sum(widths) - left) > 0:
        steps = (
            ((lines[number][less] - lines[number][now]) / (now - less), -now, number, less)
            for number, now in enumerate(widths)
            for less in range(max(measures[number].least, now - excess), now)
        )
        *_, number, less = min(steps)
        widths[number] = less
    return widths


def _draw_rows(pen: Pen, answer: Answer, layout: _Layout) -> None:
    """Draw each row in its columns, or without any as a block, with its details below it."""
    columns, widths, gap = [measure.column for measure in layout.columns], layout.widths, " " * _GAP
    is_block = not columns
    if columns:
        titles = gap.join(
            padded(column.title, room, is_right=column.is_number)
            for column, room in zip(columns, widths, strict=True)
        )
        pen.line(layout.indent + titles)
        pen.line("─" * width(layout.indent + titles))
    heading = ""
    for number in range(len(answer.rows)):
        named = layout.named(number)
        is_new = bool(layout.headings) and (named != heading or number in answer.gaps)
        if number and ((is_new and (is_block or not layout.indent)) or number in answer.gaps):
            pen.line()
        if is_new:
            is_title = bool(layout.indent)
            *_, end = (measure.column.cells[number] for measure in layout.headings)
            pen.wrapped(named, "" if is_title else "bold", dim=end if is_title else "")
            heading = named
        cells = []
        for column, room in zip(columns, widths, strict=True):
            cell = column.cells[number]
            first, dash, last = cell.partition("–")
            if not column.is_whole:
                cells.append(wrap(cell, room))
            else:  # what must not be broken, such as a span, takes at most two lines
                cells.append([first + dash, last] if last and width(cell) > room else [cell])
        for lines in zip_longest(*cells, fillvalue=""):
            parts = []
            for column, room, text in zip(columns, widths, lines, strict=True):
                padding = " " * (room - width(text))
                style = "wrong" if number in answer.wrong else column.style
                painted = pen.linked(column.cells[number], pen.painted(text, style))
                parts.append(padding + painted if column.is_number else painted + padding)
            pen.line(layout.indent + gap.join(parts))
        if layout.details:
            details = [(measure.column, measure.column.cells[number]) for measure in layout.details]
            _draw_details(pen, details, hanging=_INDENT * (2 if is_block else 1))


def _draw_details(pen: Pen, details: Cells, *, hanging: str) -> None:
    """Draw cells below a title or a row: the short ones side by side, then texts with a label.

    Every line but the first begins with ``hanging``.
    """
    short = [(column, cell) for column, cell in details if cell and not column.has_own_line]
    room = pen.room or _UNLIMITED
    line: list[str] = []
    indent, taken = _INDENT, len(_INDENT)
    for number, (column, cell) in enumerate(short):
        if column.name == "unit" and number and short[number - 1][0].is_number:
            continue  # beside its number
        text, unit = f"{column.title} {cell}" if column.is_labelled else cell, ""
        if column.is_number and number + 1 < len(short) and short[number + 1][0].name == "unit":
            unit = short[number + 1][1]
        pieces = [f"{text} {unit}".rstrip()]
        if width(pieces[0]) > room - len(hanging):  # a number stays whole, and its unit whole
            pieces = [text] if column.is_number else wrap(text, room - len(hanging))
            pieces += wrap(unit, room - len(hanging)) if unit else []
        for position, piece in enumerate(pieces):
            if line and (position or taken + 3 + width(piece) > room):
                pen.line(indent + " · ".join(line))
                line, indent, taken = [], hanging, len(hanging)
            taken += width(piece) + (3 if line else 0)
            line.append(pen.painted(piece, column.style))
    if line:
        pen.line(indent + " · ".join(line))
    for column, cell in details:
        if cell and column.has_own_line:
            pen.wrapped(f"{column.title}: {cell}", label=_INDENT)
