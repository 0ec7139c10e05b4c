"""Tables: finds the headers of each cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factreport.english import layout

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2}")
# A text that begins with a number other than a year or "£000" does not name a column.
_VALUE = re.compile(r"\W*(?!(?:1[5-9]|20)\d\d(?!\d)|000s?\b)\d")
_STATUS_MARKS = "pref"  # provisional, revised, estimate, forecast
# The most cells that spans may add to one table; real tables have far fewer.
_MOST_SPANNED = 100_000
# The most headers of a row or of a column; each cell has all of them.
_MOST_HEADERS = 12


class Cell(NamedTuple):
    """A cell, and how many columns and rows it spans."""

    text: str
    is_header: bool = False
    width: int = 1
    height: int = 1


class Headers(NamedTuple):
    """The texts of the headers of a cell, from the outermost to the nearest."""

    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    corner: str = ""


class _Placed(NamedTuple):
    """A cell, the row that it begins in, its first column and the column after its last."""

    cell: Cell
    row: int
    first: int
    end: int


def headers_of(rows: Sequence[Sequence[Cell]], heads: int = 0) -> list[list[Headers]]:
    """The headers of each cell; ``heads`` is the number of head rows, 0 if unknown.

    The head gives each column its headers.  If unknown, it is the rows at the top that have only
    header cells, or else the first row if none of its cells is a value, with the rows below it that
    name columns and no row.  The headers of a row are its header cells, or else all cells before
    its first value, at least the first cell; the corner is the header of the first.  A row in which
    only the first cell has text is a header of the rows below.  After a time the mark of a status
    is always written "2025 Q3 (p)"; other marks there are left out.  The label of a row that begins
    with a dash or with "of which" comes below that of the last row that has none.
    """
    heads = _with_more_heads(rows, heads or _count_heads(rows))
    head: list[list[_Placed]] = []
    section: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()  # the label of the last row that is no part of another
    of_column: dict[int, tuple[str, ...]] = {}  # the headers of each column, once known
    headers_of_rows = []
    for number, row in enumerate(_placed(rows)):
        headers = [Headers()] * len(rows[number])
        # A title for the rows below.
        is_section = bool(row and row[0].cell.text and row[0].cell.height == 1) and not (
            row[0].end == row[-1].end == 1 or any(placed.cell.text for placed in row[1:])
        )
        if number < heads:
            if number < _MOST_HEADERS:
                head.append(row)
        elif is_section:
            section, whole = (row[0].cell.text,), ()
        else:
            # The first cells may be empty: a mark or an icon is there.
            first = next((at for at, placed in enumerate(row) if placed.cell.text), 0)
            first = first if _WORD.search(row[first].cell.text) else 0
            values = (at for at in range(first + 1, len(row)) if _DIGIT.search(row[at].cell.text))
            marked = [placed for placed in row if placed.cell.is_header]
            labels = (marked or row[: next(values, first + 1)])[:_MOST_HEADERS]
            # Where the first column has values, its header is not about the others.
            is_stub = not any(_VALUE.match(placed.cell.text) for placed in labels)
            for placed in row:
                if placed.first not in of_column:
                    of_column[placed.first] = _column_headers(head, placed.first)
            corner = " ".join(of_column[labels[0].first]) if is_stub and labels else ""
            names = [(label.end, _with_plain_mark(label.cell.text)) for label in labels]
            is_part = any(layout.PART.match(name) for _, name in names[:1])
            whole = whole if is_part else tuple(name for _, name in names[:1] if name)
            above = (*section, *whole) if is_part else section
            of_row = (*above, *[name for _, name in names if name])
            headers = [
                Headers(
                    of_row  # one for all values, however many
                    if labels[-1].end <= placed.first
                    else (*above, *[name for end, name in names if name and end <= placed.first]),
                    of_column[placed.first],
                    corner if placed.first > labels[0].first else "",
                )
                for placed in row
                if placed.row == number
            ]
        headers_of_rows.append(headers)
    return headers_of_rows


def _count_heads(rows: Sequence[Sequence[Cell]]) -> int:
    """The number of head rows, whether they have header cells or plain cells that name columns.

    A further row of plain cells names columns if no row above it does, if its first cell is empty,
    or holds the name of the table beside times below other times: "(in thousands) | June 30" below
    "Three months ended".
    """
    heads = 0
    while heads < len(rows) and rows[heads] and all(cell.is_header for cell in rows[heads]):
        heads += 1
    if heads or len(rows) < 2:
        return heads
    is_named = has_columns = False  # what the rows above name
    for row in rows:
        if len(row) < 2 or any(_VALUE.match(cell.text) for cell in row):
            break
        if row[0].text and has_columns:
            names_times = [
                any(layout.TIME.search(cell.text) for cell in head[1:]) for head in (rows[0], row)
            ]
            if is_named or not all(names_times):
                break
        is_named |= bool(row[0].text)
        has_columns = has_columns or any(cell.text for cell in row[1:])
        heads += 1
    return heads if heads < len(rows) else 1


def _with_more_heads(rows: Sequence[Sequence[Cell]], heads: int) -> int:
    """The number of head rows with those below that only have more about the columns.

    So it is in "| | €m | €m |" and "| ($m) | 2020 | 2019 |".
    """
    while heads < len(rows) - 1:
        name, *more = [cell.text for cell in rows[heads]]
        is_of_times = name.startswith("(") and all(map(layout.TIME.match, filter(None, more)))
        if not any(more) or any(map(_VALUE.match, more)) or (name and not is_of_times):
            break
        heads += 1
    return heads


def _placed(rows: Sequence[Sequence[Cell]]) -> Iterator[list[_Placed]]:
    """Each row with the cells that span into it from above, from left to right."""
    reaching: list[_Placed] = []
    spanned = 0
    for number, cells in enumerate(rows):
        above = [placed for placed in reaching if number < placed.row + placed.cell.height]
        spanned += len(above)
        if spanned > _MOST_SPANNED:
            above.clear()
        row: list[_Placed] = []
        column = passed = 0
        for cell in cells:
            while passed < len(above) and above[passed].first <= column:
                row.append(above[passed])
                column = max(column, above[passed].end)
                passed += 1
            row.append(_Placed(cell, number, column, column + cell.width))
            column += cell.width
        row += above[passed:]
        reaching = [placed for placed in row if placed.cell.height > 1]
        yield row


def _column_headers(head: list[list[_Placed]], column: int) -> tuple[str, ...]:
    """The headers of a column; a header that spans several rows counts once."""
    above: list[_Placed] = []
    for row in head:
        at = bisect_right(row, column, key=lambda placed: placed.first) - 1
        if at >= 0 and row[at].end > column and row[at].cell.text and row[at] not in above[-1:]:
            above.append(row[at])
    return tuple(_with_plain_mark(placed.cell.text) for placed in above)


def _with_plain_mark(header: str) -> str:
    marked = layout.MARKED_TIME.fullmatch(header) if _DIGIT.search(header) else None
    if marked is None:
        return header
    time, mark = f"{marked['time'].rstrip()}{marked['rest']}", marked["mark"].lower()
    return f"{time} ({mark})" if mark in _STATUS_MARKS else time
