"""Tables at a terminal: columns where they fit, a block for each row where they don't."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TextIO

from factreport.render import bars
from factreport.render.answer import Answer, Column, Look
from factreport.render.wrapping import padded, width, wrap

_GAP = 2
# A column of sentences that is narrower than this is hard to read: rows become blocks instead.
_NARROWEST = 16
_NARROWEST_SCREEN = 20
_NARROWEST_TEXT = 12  # beside a label
_SHORT = 12  # a plain cell of this length is not worth a line break
_LONGEST_WORD = 34  # that is not broken unless there is no room for rows at all
_UNLIMITED = 1_000_000
_INDENT = "  "
# Bars take what room is left: no fewer characters than this, and no more than a page has.
_SHORTEST_BAR, _LONGEST_BAR, _UNLIMITED_BAR = 6, 100, 40
_STYLES = {"bold": "1", "dim": "2", "wrong": "1;31", "bar": "36"}

Line = tuple[str, str]  # a text and its style


class Pen(NamedTuple):
    """Writes lines to a stream, in colours and with links where the place shows them."""

    stream: TextIO
    look: Look

    @property
    def room(self) -> int | None:
        """How many columns there are; None where nothing limits them."""
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
        """A text over as many lines as it takes, beside its label or, where narrow, below it."""
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
    """A column that has something to show: its longest cell, and how much text there is in all.

    ``longest_word`` is of the cells and of what stands under them, such as an id.
    """

    column: Column
    longest: int
    total: int
    longest_word: int

    @property
    def least(self) -> int:
        """The narrowest that the column may become: no word in it is broken unless it is long."""
        if self.column.is_whole or (self.column.is_plain and self.longest <= _SHORT):
            return self.longest
        pleasant = 0 if self.column.is_plain else _NARROWEST
        word = min(self.longest_word, _LONGEST_WORD)
        return min(self.longest, max(width(self.column.title), word, pleasant))


def draw(answer: Answer, stream: TextIO, look: Look) -> None:
    """Draw the answer: title, what is said about the whole, rows, notes and footer."""
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


def _draw_rows(pen: Pen, answer: Answer) -> None:
    """In columns, with the ids below the titles where that saves room; else in blocks."""
    columns = _measure(answer, answer.columns, pen.room)
    widths = _fit(columns, pen.room)
    is_broken = widths is None or any(
        measured.longest > room for measured, room in zip(columns, widths, strict=True)
    )
    if is_broken and (stacked := _stacked(answer.columns)):
        stacked_columns = _measure(answer, stacked, pen.room)
        if stacked_widths := _fit(stacked_columns, pen.room):
            columns, widths = stacked_columns, stacked_widths
    if widths is None:
        _draw_blocks(pen, answer, [measured.column for measured in columns])
    else:
        _draw_columns(pen, answer, columns, widths)


def _stacked(columns: Sequence[Column]) -> list[Column]:
    """The columns with area, group and id under the title; none where there are not both."""
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
    """Go through all rows once, for the widths; columns without a word are left out."""
    measured = []
    for column in columns:
        longest = total = word = 0
        for item in answer.shown:
            if cell := column.cell(item):
                taken = width(cell)
                longest, total = max(longest, taken), total + taken
                if not column.is_whole and taken > word:
                    word = max(word, *map(width, cell.split()))
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
    """A column, and where it has bars another one that draws them."""
    if measured.column.bar is None:
        return [measured]
    length = _UNLIMITED_BAR if room is None else _room_for_bar(others, room)
    cell = bars.cell(measured.column, answer.shown, length)
    return [measured, _Measured(Column("", cell, " ", "bar", is_firm=True), length, length, 0)]


def _room_for_bar(measured: Sequence[_Measured], room: int) -> int:
    """What the other columns leave, or if that is too little, a line of a block."""
    taken = sum(max(one.least, min(one.longest, 2 * _NARROWEST)) + _GAP for one in measured)
    if room - taken >= _SHORTEST_BAR:
        return min(room - taken, _LONGEST_BAR)
    return max(room - len(_INDENT), _SHORTEST_BAR)


def _fit(measured: Sequence[_Measured], room: int | None) -> list[int] | None:
    """The width of each column, or None where they can't stand side by side.

    What is left beside the narrowest widths goes to the columns in the measure of their text.
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


def _draw_columns(
    pen: Pen, answer: Answer, measured: Sequence[_Measured], widths: Sequence[int]
) -> None:
    columns = [one.column for one in measured]
    headings = [
        padded(column.title, room, is_right=column.is_number)
        for column, room in zip(columns, widths, strict=True)
    ]
    pen.line((" " * _GAP).join(headings))
    pen.line("─" * (sum(widths) + _GAP * (len(widths) - 1)))
    # Where cells run over several lines, a blank one keeps the rows apart.
    is_spaced = any(
        one.longest > 3 * room and not one.column.below
        for one, room in zip(measured, widths, strict=True)
    )
    for number, item in enumerate(answer.shown):
        if number in answer.gaps or (number and is_spaced):
            pen.line()
        cells = [
            _cell_lines(column, item, room, is_wrong=number in answer.wrong)
            for column, room in zip(columns, widths, strict=True)
        ]
        for position in range(max(map(len, cells))):
            pen.line((" " * _GAP).join(_parts(pen, columns, widths, cells, position)))


def _cell_lines(column: Column, item: Any, room: int, *, is_wrong: bool) -> list[Line]:
    """The lines of a cell, each with its style; a wrong row stands out, and says so in words."""
    style = "wrong" if is_wrong else column.style
    cell = column.cell(item)
    lines = [cell] if column.is_whole else wrap(cell, room)
    below = wrap(column.below(item), room - len(_INDENT)) if column.below else []
    return [*((line, style) for line in lines), *((_INDENT + line, "dim") for line in below)]


def _parts(
    pen: Pen,
    columns: Sequence[Column],
    widths: Sequence[int],
    cells: Sequence[Sequence[Line]],
    position: int,
) -> Iterator[str]:
    """What stands in each column on one line of a row."""
    for column, room, lines in zip(columns, widths, cells, strict=True):
        text, style = lines[position] if position < len(lines) else ("", "")
        blanks = " " * (room - width(text))
        painted = pen.painted(text, style)
        yield blanks + painted if column.is_number else painted + blanks


def _draw_blocks(pen: Pen, answer: Answer, columns: Sequence[Column]) -> None:
    """Each row as a block: its title, then what is short on as few lines as it takes."""
    title = next((column for column in columns if column.name == "title"), None)
    for number, item in enumerate(answer.shown):
        if number:
            pen.line()
        cells = {column: column.cell(item) for column in columns}
        style = "wrong" if number in answer.wrong else ""
        if title is not None:
            pen.wrapped(cells.pop(title), style or title.style)
        indent = "" if title is None else _INDENT
        short: list[_Short] = []
        for column, cell in cells.items():
            if column.style == "bar" and cell.strip():
                _draw_short(pen, short, indent)
                short, indent = [], _INDENT
                pen.line(_INDENT + pen.painted(cell, column.style))  # they all begin at one place
            elif cell and (column.is_whole or column.is_plain):
                _add_short(short, column, cell, style)
        _draw_short(pen, short, indent)
        for column, cell in cells.items():
            if cell and not (column.is_whole or column.is_plain):
                pen.wrapped(cell, label=f"{_INDENT}{column.title}: ")


class _Short(NamedTuple):
    """A short text of a block, with its style; a number is never broken, and its unit beside it."""

    text: str
    style: str
    is_number: bool = False
    unit: str = ""

    def pieces(self, room: int) -> list[str]:
        """The text, or where it is wider than the room, what it breaks into."""
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


def _draw_short(pen: Pen, short: Sequence[_Short], indent: str) -> None:
    """Texts side by side, as many on a line as there is room for; the first line indented so."""
    room = pen.room or _UNLIMITED
    line, taken = "", 0
    for one in short:
        for position, piece in enumerate(one.pieces(room - len(_INDENT))):
            size = width(piece)
            if line and (position or taken + 3 + size > room):
                pen.line(line)
                line, indent = "", _INDENT
            taken = (taken + 3 if line else len(indent)) + size
            line = (f"{line} · " if line else indent) + pen.painted(piece, one.style)
    if line:
        pen.line(line)
