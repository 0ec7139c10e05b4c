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

from factreport.render.answer import Answer, Column, Look, Row

_GAP = 2
# A column of words narrower than this is no pleasure to read: rows become blocks instead.
_NARROWEST = 12
_NARROWEST_SCREEN = 20
_ROWS_AT_ONCE = 200
# Wide enough for any line: rich needs a number where there is no limit.
_UNLIMITED = 1_000_000


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


def draw(answer: Answer, stream: TextIO, look: Look) -> None:
    """Draw the table batch by batch; its widths stay the same all the way."""
    width = _UNLIMITED if look.width is None else max(look.width, _NARROWEST_SCREEN)
    console = Console(
        file=stream,
        width=width,
        force_terminal=look.is_coloured,
        color_system="standard" if look.is_coloured else None,
        no_color=not look.is_coloured,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    measured = _measure(answer)
    if not measured:
        return
    widths = _fit(measured, width)
    columns = [one.column for one in measured]
    if widths is None:
        _draw_blocks(console, columns, answer.rows)
    else:
        # Where cells run over several lines, a blank one keeps the rows apart.
        is_spaced = any(
            one.longest > 3 * width for one, width in zip(measured, widths, strict=True)
        )
        _draw_columns(console, columns, widths, answer.rows, is_spaced=is_spaced)
    notes = answer.notes()
    if notes:
        console.print()
    for note in notes:
        console.print(Text(note), soft_wrap=look.width is None)


def _measure(answer: Answer) -> list[_Measured]:
    """Go through all rows once, for the widths; columns without a word are left out."""
    longest, total = [0] * len(answer.columns), [0] * len(answer.columns)
    for row in answer.rows:
        for number, column in enumerate(answer.columns):
            if cell := column.cell(row):
                width = max(map(cell_len, cell.split("\n")))
                longest[number] = max(longest[number], width)
                total[number] += width
    return [
        _Measured(column, max(cell_len(column.heading), longest[number]), total[number])
        for number, column in enumerate(answer.columns)
        if total[number]
    ]


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
    rows: Iterable[Row],
    *,
    is_spaced: bool,
) -> None:
    is_first = True
    for batch in _batches(rows):
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
            table.add_row(*(Text(column.cell(row)) for column in columns))
        console.print(table)
        is_first = False


def _draw_blocks(console: Console, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Each row as a block: its first cell, and under it a line for each other one."""
    title, *others = columns
    label_width = max((cell_len(column.heading) for column in others), default=0)
    for number, row in enumerate(rows):
        if number:
            console.print()
        console.print(Text(title.cell(row), style="bold", overflow="fold"))
        for column in others:
            if cell := column.cell(row):
                _draw_line(console, column, cell, label_width)


def _draw_line(console: Console, column: Column, cell: str, label_width: int) -> None:
    label = f"  {column.heading:<{label_width}}  "
    if column.is_firm or column.is_number:
        console.print(Text(label + cell), soft_wrap=True)  # the terminal may break it, we don't
        return
    lines = Text(cell).wrap(console, max(console.width - len(label), _NARROWEST), overflow="fold")
    for number, line in enumerate(lines):
        console.print(Text(label if number == 0 else " " * len(label)) + line, soft_wrap=True)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _ROWS_AT_ONCE)):
        yield batch
