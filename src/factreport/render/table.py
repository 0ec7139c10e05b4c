"""Tables at a terminal: in columns if they fit, else with a block for each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any, NamedTuple, TextIO

from factreport.render import bars
from factreport.render.answer import Answer, Column, Look
from factreport.render.wrapping import padded, width, wrap

_GAP = 2
# A column of sentences narrower than this is hard to read: rows become blocks instead.
_NARROWEST = 16
_NARROWEST_SCREEN = 20
_NARROWEST_TEXT = 12  # beside a label
_SHORT = 12  # a plain cell of this length is not worth a line break
_LONGEST_WORD = 34  # not broken, unless there is no room for rows at all
_UNLIMITED = 1_000_000
_INDENT = "  "
# Bars take the remaining room: at least and at most this many characters, and the last number if
# the width is unlimited.
_SHORTEST_BAR, _LONGEST_BAR, _UNLIMITED_BAR = 6, 100, 40
_STYLES = {"bold": "1", "dim": "2", "wrong": "1;31", "bar": "36"}

Line = tuple[str, str]  # a text and its style


class Pen(NamedTuple):
    """Writes lines to a stream, with colours and links if the output shows them."""

    stream: TextIO
    look: Look

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
        """A line, without blanks at its end."""
        self.stream.write(f"{text.rstrip()}\n")

    def wrapped(
        self, text: str, style: str = "", *, label: str = "", url: str | None = None
    ) -> None:
        """Write a text on several lines, beside its label, or below it if there is little room."""
        room = self.room
        if room is not None and room - width(label) < min(_NARROWEST_TEXT, width(text)):
            self.line(label)
            label = _INDENT * 2
        lines = text.split("\n") if room is None else wrap(text, room - width(label))
        for number, line in enumerate(lines):
            shown = self.painted(line.expandtabs(), style)
            if url and self.look.has_links and url.lower().startswith(("http://", "https://")):
                shown = f"\x1b]8;;{url}\x1b\\{shown}\x1b]8;;\x1b\\"
            self.line((label if number == 0 else " " * width(label)) + shown)


class _Measured(NamedTuple):
    """A column with its measures: its longest cell, and the total length of its cells.

    ``longest_word`` covers the cells and the texts under them, such as ids; for a whole column,
    which has no words, it is the longer end of a span or a range.
    """

    column: Column
    longest: int
    total: int
    longest_word: int

    @property
    def least(self) -> int:
        """The least width of the column, at which only long words are broken."""
        if self.column.is_whole or (self.column.is_plain and self.longest <= _SHORT):
            return self.longest
        pleasant = 0 if self.column.is_plain else _NARROWEST
        word = min(self.longest_word, _LONGEST_WORD)
        return min(self.longest, max(width(self.column.title), word, pleasant))

    def broken_at_dashes(self) -> _Measured:
        """The column with its spans and ranges on two lines."""
        if not self.column.is_whole:
            return self
        return self._replace(longest=max(self.longest_word, width(self.column.title)))


def draw(answer: Answer, stream: TextIO, look: Look) -> None:
    """Draw the answer: title, lines about the whole, rows, notes and footer."""
    pen = Pen(stream, look)
    _draw_about(pen, answer)
    if answer.rows and answer.columns:
        _draw_rows(pen, answer)
    if answer.notes or answer.footer:
        pen.line()
    for note in answer.notes:
        pen.wrapped(note.text, "dim", url=note.url)
    if answer.footer:
        pen.wrapped(answer.footer, "dim")


def _draw_about(pen: Pen, answer: Answer) -> None:
    """The title, and under it each label with its text."""
    if answer.title:
        pen.wrapped(answer.title, "bold")
    label_width = max((width(label) for label, _ in answer.about), default=0)
    was_labelled = False
    for label, text in answer.about:
        if label and not was_labelled:
            pen.line()
        pen.wrapped(text, label=f"{padded(label, label_width)}  " if label else "")
        was_labelled = bool(label)
    if answer.about and answer.columns and answer.rows:
        pen.line()


class _Layout(NamedTuple):
    """Columns side by side with their widths; other columns become headings above the rows."""

    columns: Sequence[_Measured]
    widths: Sequence[int]
    headings: Sequence[Column] = ()

    @property
    def is_broken(self) -> bool:
        """Whether some cell takes several lines."""
        pairs = zip(self.columns, self.widths, strict=True)
        return any(measured.longest > room for measured, room in pairs)


def _draw_rows(pen: Pen, answer: Answer) -> None:
    """Draw the rows in columns, with each row on one line if possible, or else in blocks."""
    layouts = []
    for columns, headings in _arrangements(answer.columns):
        measured = _measure(answer, columns, pen.room)
        if widths := _fit(measured, pen.room):
            layouts.append(_Layout(measured, widths, headings))
            if not layouts[-1].is_broken:
                break
    if not layouts:
        tight = [one.broken_at_dashes() for one in measured]
        if widths := _fit(tight, pen.room):
            layouts.append(_Layout(tight, widths, headings))
    if layouts:
        _draw_columns(pen, answer, layouts[-1])
    else:
        shown = _measure(answer, answer.columns, pen.room)
        _draw_blocks(pen, answer, [one.column for one in shown])


def _arrangements(columns: Sequence[Column]) -> Iterator[tuple[Sequence[Column], Sequence[Column]]]:
    """The ways to arrange columns, best first: the columns, and those that become headings.

    With bars, names of areas and groups become headings, or the bars are left out; without bars
    the id goes under the title.
    """
    yield columns, ()
    if any(column.bar for column in columns):
        names = list(takewhile(lambda column: not column.is_whole, columns))
        rest = columns[len(names) :]
        yield rest, names
        yield [replace(column, bar=None) for column in columns], ()
        yield [replace(column, bar=None) for column in rest], names
    elif stacked := _stacked(columns):
        yield stacked, ()


def _stacked(columns: Sequence[Column]) -> list[Column]:
    """The columns with area, group and id under the title; empty without an id or a title."""
    named = {column.name: column for column in columns}
    if not named.keys() >= {"id", "title"}:
        return []
    under = [named[name] for name in ("area", "group", "id") if name in named]

    def below(item: Any) -> str:
        return " · ".join(cell for column in under if (cell := column.cell(item)))

    title = replace(named["title"], below=below)
    others = [column for column in columns if column not in under]
    return [title if column.name == "title" else column for column in others]


def _measure(answer: Answer, columns: Sequence[Column], room: int | None) -> list[_Measured]:
    """Measure all rows; empty columns are left out."""
    measured = []
    for column in columns:
        longest = total = word = 0
        for item in answer.shown:
            if cell := column.cell(item):
                taken = width(cell)
                longest, total = max(longest, taken), total + taken
                if taken > word:
                    pieces = _at_dash(cell) if column.is_whole else cell.split()
                    word = max(word, *map(width, pieces))
            if column.below:
                below = column.below(item)
                longest = max(longest, len(_INDENT) + width(below))
                word = max(word, len(_INDENT) + max(map(width, below.split())))
        if total or column.is_asked:
            longest = max(longest, width(column.title))
            measured.append(_Measured(column, longest, total, word))
    return [part for one in measured for part in _with_bar(one, measured, answer, room)]


def _with_bar(
    measured: _Measured, others: Sequence[_Measured], answer: Answer, room: int | None
) -> list[_Measured]:
    """A column, followed by one that draws its bars if it has any."""
    if measured.column.bar is None:
        return [measured]
    length = _UNLIMITED_BAR if room is None else _room_for_bar(others, room)
    cell = bars.cell(measured.column, answer.shown, length)
    return [measured, _Measured(Column("", cell, " ", "bar", is_firm=True), length, length, 0)]


def _room_for_bar(measured: Sequence[_Measured], room: int) -> int:
    """The room that the other columns leave, or, if that is too little, a line of a block."""
    taken = sum(max(one.least, min(one.longest, 2 * _NARROWEST)) + _GAP for one in measured)
    if room - taken >= _SHORTEST_BAR:
        return min(room - taken, _LONGEST_BAR)
    return max(room - len(_INDENT), _SHORTEST_BAR)


def _fit(measured: Sequence[_Measured], room: int | None) -> list[int] | None:
    """The width of each column, or None if they don't fit side by side.

    The room beyond the least widths is shared out in proportion to the columns' text.
    """
    if room is None:
        return [one.longest for one in measured]
    widths = [one.least for one in measured]
    left = room - _GAP * (len(measured) - 1) - sum(widths)
    if left < 0:
        return None
    waiting = [number for number, one in enumerate(measured) if one.longest > widths[number]]
    while left and waiting:
        total = sum(measured[number].total for number in waiting)
        shares = {number: max(1, left * measured[number].total // total) for number in waiting}
        for number, share in shares.items():
            more = min(share, left, measured[number].longest - widths[number])
            widths[number] += more
            left -= more
        waiting = [number for number in waiting if measured[number].longest > widths[number]]
    return widths


def _at_dash(cell: str) -> list[str]:
    """A span or a range as the two lines that it may take."""
    first, dash, last = cell.partition("–")
    return [first + dash, last] if last else [cell]


def _draw_columns(pen: Pen, answer: Answer, layout: _Layout) -> None:
    measured, widths = layout.columns, layout.widths
    columns = [one.column for one in measured]
    titles = [
        padded(column.title, room, is_right=column.is_number)
        for column, room in zip(columns, widths, strict=True)
    ]
    pen.line((" " * _GAP).join(titles))
    pen.line("─" * (sum(widths) + _GAP * (len(widths) - 1)))
    # If cells take several lines, a blank line separates the rows.
    is_spaced = any(
        one.longest > 3 * room and not one.column.below
        for one, room in zip(measured, widths, strict=True)
    )
    heading, title = "", ""
    for number, item in enumerate(answer.shown):
        named = " · ".join(name for column in layout.headings if (name := column.cell(item)))
        is_new = bool(layout.headings) and (named != heading or number in answer.gaps)
        if number and (is_new or number in answer.gaps or is_spaced):
            pen.line()
        if is_new:
            pen.wrapped(named, "bold")
        cells = [
            _cell_lines(column, item, room, is_wrong=number in answer.wrong, above=title)
            for column, room in zip(columns, widths, strict=True)
        ]
        heading = named
        title = next((column.cell(item) for column in columns if column.below), "")
        for position in range(max(map(len, cells))):
            pen.line((" " * _GAP).join(_parts(pen, columns, widths, cells, position)))


def _cell_lines(column: Column, item: Any, room: int, *, is_wrong: bool, above: str) -> list[Line]:
    """The lines of a cell, each with its style; a wrong row stands out, and says so in words.

    A title that stands ``above`` already is not said again: what is below it tells the rows.
    """
    style = "wrong" if is_wrong else column.style
    cell = column.cell(item)
    lines = wrap(cell, room)
    if column.is_whole:
        lines = [cell] if width(cell) <= room else _at_dash(cell)
    elif column.below and column.below(item) and cell == above:
        lines = []
    below = wrap(column.below(item), room - len(_INDENT)) if column.below else []
    style_below = "wrong" if is_wrong and not lines else "dim"
    return [*((line, style) for line in lines), *((_INDENT + line, style_below) for line in below)]


def _parts(
    pen: Pen,
    columns: Sequence[Column],
    widths: Sequence[int],
    cells: Sequence[Sequence[Line]],
    position: int,
) -> Iterator[str]:
    """The text of each column on one line of a row."""
    for column, room, lines in zip(columns, widths, cells, strict=True):
        text, style = lines[position] if position < len(lines) else ("", "")
        blanks = " " * (room - width(text))
        painted = pen.painted(text, style)
        yield blanks + painted if column.is_number else painted + blanks


def _draw_blocks(pen: Pen, answer: Answer, columns: Sequence[Column]) -> None:
    """Draw each row as a block: its title, then the short cells on as few lines as possible."""
    title = next((column for column in columns if column.name == "title"), None)
    said: tuple[str, ...] = ()
    for number, item in enumerate(answer.shown):
        cells = {column: column.cell(item) for column in columns}
        style = "wrong" if number in answer.wrong else ""
        names = tuple(cell for column, cell in cells.items() if column.name in ("title", "id"))
        if number and (names != said or title is None):
            pen.line()
        if title is not None and names == said:  # another observation of the same metric
            cells = {
                column: cells[column] for column in cells if column.name not in ("title", "id")
            }
        elif title is not None:
            pen.wrapped(cells.pop(title), style or title.style)
            said = names
        indent, hanging = ("", _INDENT) if title is None else (_INDENT, _INDENT * 2)
        short: list[_Short] = []
        for column, cell in cells.items():
            if column.style == "bar" and cell.strip():
                _draw_short(pen, short, indent=indent, hanging=hanging)
                short, indent = [], _INDENT
                pen.line(_INDENT + pen.painted(cell, column.style))  # all bars begin in one column
            elif cell and (column.is_whole or column.is_plain):
                _add_short(short, column, cell, style)
        _draw_short(pen, short, indent=indent, hanging=hanging)
        for column, cell in cells.items():
            if cell and not (column.is_whole or column.is_plain):
                pen.wrapped(cell, label=f"{_INDENT}{column.title}: ")


class _Short(NamedTuple):
    """A short text of a block, with its style; a number stays whole, with its unit beside it."""

    text: str
    style: str
    is_number: bool = False
    unit: str = ""

    def pieces(self, room: int) -> list[str]:
        """The text, or, if it is wider than the room, its parts."""
        whole = f"{self.text} {self.unit}" if self.unit else self.text
        if width(whole) <= room:
            return [whole]
        number = [self.text] if self.is_number else wrap(self.text, room)
        return [*number, *(wrap(self.unit, room) if self.unit else [])]


def _add_short(short: list[_Short], column: Column, cell: str, style: str) -> None:
    """Add a cell to the short texts of a block; a unit belongs to the value before it."""
    if column.name == "unit" and short and short[-1].is_number:
        short[-1] = short[-1]._replace(unit=cell)
    else:
        is_said = column.is_plain or not column.title.strip()
        text = cell if is_said else f"{column.title} {cell}"
        short.append(_Short(text, style or column.style, column.is_number))


def _draw_short(pen: Pen, short: Sequence[_Short], *, indent: str, hanging: str) -> None:
    """Texts side by side, as many on a line as fit, each line with its indent."""
    room = pen.room or _UNLIMITED
    line, taken = "", 0
    for one in short:
        for position, piece in enumerate(one.pieces(room - len(hanging))):
            size = width(piece)
            if line and (position or taken + 3 + size > room):
                pen.line(line)
                line, indent = "", hanging
            taken = (taken + 3 if line else len(indent)) + size
            line = (f"{line} · " if line else indent) + pen.painted(piece, one.style)
    if line:
        pen.line(line)
