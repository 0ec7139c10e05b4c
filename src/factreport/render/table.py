"""Tables at a terminal: columns where they fit, a block a row where they don't."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from factreport.render import bars
from factreport.render.answer import Answer, Column, Look, Row

_GAP = 2
# A column of words narrower than this is no pleasure to read: rows become blocks instead.
_NARROWEST = 12
_NARROWEST_SCREEN = 20
_INDENT = 4
# Bars take what room is left: no fewer characters than this, and no more than a page has.
_SHORTEST_BAR, _LONGEST_BAR, _UNLIMITED_BAR = 8, 100, 40
_ROWS_AT_ONCE = 200
# Wide enough for any line: rich needs a number where there is no limit.
_UNLIMITED = 1_000_000
# Nothing depends on it, but without it rich would read whatever LINES holds.
_SCREEN = 25


class _Measured(NamedTuple):
    """A column that has something to show: its longest cell, and how much text there is in all."""

    column: Column
    longest: int
    total: int

    @property
    def least(self) -> int:
        """The narrowest that the column may become."""
        if self.column.is_firm or self.column.is_number:
            return self.longest
        return min(self.longest, max(_NARROWEST, cell_len(self.column.heading)))


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to those who opened the stream: rich would end the process with 1."""
        raise  # noqa: PLE0704 - rich calls it where it has caught the error


def draw(answer: Answer, stream: TextIO, look: Look) -> None:
    """Draw the table batch by batch; its widths stay the same all the way."""
    width = _UNLIMITED if look.width is None else max(look.width, _NARROWEST_SCREEN)
    console = _Console(
        file=stream,
        width=width,
        height=_SCREEN,
        force_terminal=look.is_coloured,
        color_system="standard" if look.is_coloured else None,
        no_color=not look.is_coloured,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    _draw_about(console, answer)
    measured = _with_bars(_measure(answer), answer.rows, look.width)
    if measured:
        _draw_rows(console, measured, answer)
    notes = answer.notes()
    if notes:
        console.print()
    for note in notes:
        console.print(Text(note, style="dim"), soft_wrap=look.width is None)


def _draw_about(console: Console, answer: Answer) -> None:
    """The title, and under it each label with its text."""
    if answer.title:
        console.print(Text(answer.title, style="bold"))
    label_width = max((cell_len(label) for label, _ in answer.about), default=0)
    was_labelled = False
    for label, text in answer.about:
        if label and not was_labelled:
            console.print()
        _draw_line(console, f"{label:<{label_width}}  " if label else "", text)
        was_labelled = bool(label)
    if answer.about and answer.columns:
        console.print()


def _draw_rows(console: Console, measured: Sequence[_Measured], answer: Answer) -> None:
    widths = _fit(measured, console.width)
    columns = [one.column for one in measured]
    if widths is None:
        _draw_blocks(console, columns, answer)
        return
    # Where cells run over several lines, a blank one keeps the rows apart.
    is_spaced = any(one.longest > 3 * width for one, width in zip(measured, widths, strict=True))
    _draw_columns(console, columns, widths, answer, is_spaced=is_spaced)


def _measure(answer: Answer) -> list[_Measured]:
    """Go through all rows once, for the widths; columns without a word are left out."""
    longest, total = [0] * len(answer.columns), [0] * len(answer.columns)
    for row in answer.rows:
        for number, column in enumerate(answer.columns):
            if cell := column.cell(row):
                width = _width(cell)
                longest[number] = max(longest[number], width)
                total[number] += width
    return [
        _Measured(column, max(cell_len(column.heading), longest[number]), total[number])
        for number, column in enumerate(answer.columns)
        if total[number] or column.is_asked
    ]


def _width(cell: str) -> int:
    if cell.isascii() and cell.isprintable():
        return len(cell)
    return max(map(cell_len, cell.split("\n")))


def _with_bars(
    measured: Sequence[_Measured], rows: Iterable[Row], width: int | None
) -> list[_Measured]:
    """The columns, and after each one with bars another that draws them."""
    found = []
    for one in measured:
        found.append(one)
        if one.column.bar:
            room = _UNLIMITED_BAR if width is None else _room_for_bar(measured, width)
            draw_bar = bars.cell(one.column.bar, rows, room)
            bars_alone = Column("", draw_bar, is_firm=True, style="cyan")
            found.append(_Measured(bars_alone, room, room))
    return found


def _room_for_bar(measured: Sequence[_Measured], width: int) -> int:
    """What the other columns leave, or if that is too little, the line that a block gives it."""
    taken = sum(max(one.least, min(one.longest, 2 * _NARROWEST)) + _GAP for one in measured)
    if width - taken >= _SHORTEST_BAR:
        return min(width - taken, _LONGEST_BAR)
    labels = max(cell_len(one.column.heading) for one in measured[1:] or measured)
    return max(width - labels - 2 * _GAP, _SHORTEST_BAR)


def _fit(measured: Sequence[_Measured], width: int) -> list[int] | None:
    """The width of each column, or None where they can't stand side by side.

    What is left beside the narrowest widths goes to the columns in the measure of their text.
    """
    widths = [one.least for one in measured]
    room = width - _GAP * (len(measured) - 1) - sum(widths)
    if room < 0:
        return None
    waiting = [n for n, one in enumerate(measured) if one.longest > widths[n]]
    while room and waiting:
        total = sum(measured[n].total for n in waiting)
        shares = {n: max(1, room * measured[n].total // total) for n in waiting}
        for n, share in shares.items():
            more = min(share, room, measured[n].longest - widths[n])
            widths[n] += more
            room -= more
        waiting = [n for n in waiting if measured[n].longest > widths[n]]
    return widths


def _draw_columns(
    console: Console,
    columns: Sequence[Column],
    widths: Sequence[int],
    answer: Answer,
    *,
    is_spaced: bool,
) -> None:
    is_first = True
    for batch in _batches(answer.rows):
        table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, show_header=is_first)
        table.padding, table.leading = (0, 1, 0, 0), int(is_spaced)
        for column, width in zip(columns, widths, strict=True):
            table.add_column(
                Text(column.heading),
                justify="right" if column.is_number else "left",
                style=column.style,
                width=width,
                no_wrap=column.is_firm or column.is_number,
                overflow="fold",
            )
        for row in batch:
            cells = (Text(column.cell(row)) for column in columns)
            table.add_row(*cells, style=_row_style(answer, row))
        console.print(table)
        is_first = False


def _draw_blocks(console: Console, columns: Sequence[Column], answer: Answer) -> None:
    """Each row as a block: its first cell, and under it a line for each other one."""
    title, *others = columns
    label_width = max((cell_len(column.heading) for column in others), default=0)
    for number, row in enumerate(answer.rows):
        if number:
            console.print()
        style = _row_style(answer, row) or "bold"
        console.print(Text(title.cell(row), style=style, overflow="fold"))
        for column in others:
            if not (cell := column.cell(row)):
                continue
            label = f"  {column.heading:<{label_width}}  "
            if column.is_firm or column.is_number:
                _draw_whole(console, label, cell)
            else:
                _draw_line(console, label, cell)


def _draw_whole(console: Console, label: str, cell: str) -> None:
    """A label and a cell that is never broken: beside it, or where that is too narrow below it."""
    if cell_len(label + cell) > console.width and not label.isspace():
        console.print(Text(label.rstrip()))
        label = " " * max(min(console.width - cell_len(cell), _INDENT), 0)
    console.print(Text(label + cell), soft_wrap=True)  # only a terminal breaks it


def _draw_line(console: Console, label: str, text: str) -> None:
    """A label and its text, which wraps beside it, or where that is too narrow below it."""
    if console.width - cell_len(label) < min(_NARROWEST, cell_len(text)):
        console.print(Text(label.rstrip()))
        label = " " * _INDENT
    room = console.width - cell_len(label)
    for number, line in enumerate(Text(text).wrap(console, room, overflow="fold")):
        line.rstrip()
        console.print(Text(label if number == 0 else " " * cell_len(label)) + line, soft_wrap=True)


def _row_style(answer: Answer, row: Row) -> str | None:
    """Among many right rows the wrong one stands out; its first cell says so in words too."""
    return "bold red" if answer.is_wrong and answer.is_wrong(row) else None


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _ROWS_AT_ONCE)):
        yield batch
