"""Aligned columns: tables of plain text, whose cells are below each other, between wide spaces.

Lines with numbers in the same columns are the rows of a table.  The lines right above them that
have words over the columns are its head.  A header belongs to the columns below it, or to those
that are nearer to it than to its neighbours.  A row is named by the text at its left and by the
titles above it.  A title is a line without numbers; it names the rows that are indented below it,
or, if none is, all rows up to the next title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from factreport.english import layout

_PIECE = re.compile(r"[^\s|]+(?: [^\s|]+)*")
_MAY_BE_ROW = re.compile(r"(?:(?<= {2})|(?<=[\t|])|(?<=\.\. )|(?<=\. \. ))[^\s\w]{0,3} ?\d")
_YEAR = re.compile(r"\D{0,2}(?:1[5-9]|20)\d\d\D{0,4}|(?:1[5-9]|20)\d\d[-/–]\d\d(?:\d\d)?")
_LEADERS = re.compile(r"(?:\s{0,2}\.){3,}")
_NAME = re.compile(r"[^\W\d_]{2}")
_VALUE = re.compile(
    r"(?!\(0+\)\Z)(?:[-–−+(<>~≈≲$€£¥]*\s?\.?\d[\d.,]*(?: \d{3}(?:[.,]\d+)?)*(?:\s?%)?\)?"
    r"(?:\s?[*†‡¹²³]|\s?\([a-z\d]\)|[a-z])?|[-–—−*]+|\.{2,3}|[x:†‡]"
    rf"|{layout.NO_VALUE})",
    re.IGNORECASE,
)
# "15 270" is one number.
_NUMBERS = re.compile(
    r"(?<!\S)[$€£¥]?\s?[-–−(]?[$€£¥]?(?:\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d[\d.,]*)%?\)?(?!\S)"
)
_LISTED = re.compile(r"(?<!\S)[$€£¥(]?\d")
# "1996 –97" is one year.
_SPLIT_YEAR = re.compile(r"((?:1[5-9]|20)\d\d) {1,3}(?=[-–]\d\d\b)")
_RULE = re.compile(r"[\s|+=_.:*-]*\Z")
_FEWEST_ROWS, _FEWEST_VALUES = 2, 3
_MOST_COLUMNS = 60
_MOST_HEADS = 6
_LONGEST_HEADER, _LONGEST_TITLE = 60, 200
_SENTENCE_ENDS = (".", "!", "?", ";")
_NEAR = 2  # characters


class Line(NamedTuple):
    """A line that is not blank: its position in the source, its paragraph and its page."""

    start: int
    end: int
    paragraph: int
    page: int | None


class Piece(NamedTuple):
    """Words between wide spaces: their position in the source, and their columns of characters."""

    start: int
    end: int
    left: int
    right: int
    text: str

    @property
    def is_value(self) -> bool:
        """Whether it is a number, or stands for one that is missing."""
        return _VALUE.fullmatch(self.text) is not None


class AlignedCell(NamedTuple):
    """A cell: its position in the source, and the names of its row and its column."""

    start: int
    end: int
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    corner: str = ""


class AlignedTable(NamedTuple):
    """The numbers of the lines of a table, and the cells of each line."""

    first: int
    end: int
    cells: Sequence[Sequence[AlignedCell]]
    caption: str


_Rows = Sequence[Sequence[Piece]]
_Columns = Sequence[tuple[int, int]]  # the left and the right end of each


def tables(source: str, lines: Sequence[Line]) -> Iterator[AlignedTable]:
    """The tables of a text, from top to bottom; linear in its length."""
    number = done = 0
    while number < len(lines):
        if not _MAY_BE_ROW.search(source, lines[number].start, lines[number].end):
            number += 1
            continue
        rows = _rows(source, lines, number)
        columns = _columns(rows)
        heads, titles = _heads(source, lines[done : number + 1], columns) if columns else ([], [])
        if not (columns and _is_table(rows, heads, columns)):
            number += max(len(rows), 1)
            continue
        rows, end = [*titles, *rows], number + len(rows)
        first = end - len(rows) - len(heads)
        caption = _caption(source, lines[done : first + 1])
        cells = [
            *([AlignedCell(piece.start, piece.end) for piece in head] for head in heads),
            *_cells(rows, heads, columns),
        ]
        yield AlignedTable(first, end, cells, caption)
        done = number = end


def _pieces(source: str, line: Line) -> list[Piece]:
    """The pieces of a line; several numbers with single spaces between them are several."""
    pieces = []
    text = source[line.start : line.end]
    if _RULE.match(text):
        return []
    tabs = "\t" in text
    text = _LEADERS.sub(lambda dots: " " * len(dots[0]), text)
    text = _SPLIT_YEAR.sub(lambda year: year[1].ljust(len(year[0]), "–"), text)
    for match in _PIECE.finditer(text):
        spans = [match.span()]
        numbers = list(_NUMBERS.finditer(match[0]))
        joined = "".join(number[0] for number in numbers).replace(" ", "")
        if len(numbers) > 1 and joined == match[0].replace(" ", ""):
            at = match.start()
            ends = [(number.end(), len(number[0].strip())) for number in numbers]
            spans = [(at + end - length, at + end) for end, length in ends]
        for first, last in spans:
            left = len(text[:first].expandtabs()) if tabs else first
            pieces.append(
                Piece(
                    line.start + first,
                    line.start + last,
                    left,
                    left + last - first,
                    source[line.start + first : line.start + last],
                )
            )
    return pieces


def _rows(source: str, lines: Sequence[Line], first: int) -> list[list[Piece]]:
    """The lines from the first row on that are rows, or titles between rows.

    A line with no values but years is the head of a table.
    """
    rows: list[list[Piece]] = []
    end = 0  # after the last row with values
    for number in range(first, len(lines)):
        before, line = lines[max(number - 1, first)], lines[number]
        if line.page != before.page or len(rows) > end + 1:
            break
        pieces = _pieces(source, line)
        if len(pieces) == 1 and rows and (values := sum(piece.is_value for piece in rows[-1])) > 1:
            # A row whose values have single spaces between them: "Upper Vale 4.1 5.0".
            start, _, left, _, text = pieces[0]
            parts, at = list[Piece](), 0
            for word in text.rsplit(" ", values):
                after = at + len(word)
                parts.append(Piece(start + at, start + after, left + at, left + after, word))
                at = after + 1
            is_row = len(parts) > values and _NAME.search(parts[0].text)
            pieces = parts if is_row and all(part.is_value for part in parts[1:]) else pieces
        has_values = any(piece.is_value and not _YEAR.fullmatch(piece.text) for piece in pieces)
        has_values &= any(piece.is_value for piece in pieces[1:])
        is_title = len(pieces) == 1 and len(pieces[0].text) <= _LONGEST_HEADER
        if pieces and not (has_values or is_title):
            break
        rows.append(pieces)
        end = len(rows) if has_values else end
    return rows[:end]


def _columns(rows: _Rows) -> _Columns:
    """The left and right end of each column of values; empty if there is no table.

    Values below each other belong to one column.  If a few rows are shifted, the values of most
    rows are counted from the left.
    """
    values = [[piece for piece in row[1:] if piece.is_value] for row in rows]
    values = [row for row in values if row]
    if any(piece.text.startswith("000") for row in values for piece in row):
        return []  # the thousands of "15  000" are separate
    number = sum(map(len, values))
    if len(values) < _FEWEST_ROWS or number < _FEWEST_VALUES:
        return []
    merged: list[tuple[int, int]] = []
    for left, right in sorted((piece.left, piece.right) for row in values for piece in row):
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    starts = [left for left, _ in merged]
    places = ([bisect_right(starts, piece.left) for piece in row] for row in values)
    if any(len(set(row)) < len(row) for row in places):
        (usual, times), *_ = Counter(map(len, values)).most_common(1)
        full = [row for row in values if len(row) == usual]
        if times * 3 < len(values) * 2 or max(map(len, values)) > usual:
            return []
        merged = [
            (min(piece.left for piece in column), max(piece.right for piece in column))
            for column in zip(*full, strict=True)
        ]
    is_full = number * 3 >= len(merged) * len(values)
    return merged if is_full and len(merged) <= _MOST_COLUMNS else []


def _is_table(rows: _Rows, heads: _Rows, columns: _Columns) -> bool:
    """Whether rows with a head are a table, and not a list of contents, a chart, or two tables.

    Two tables beside each other have names between their values.
    """
    parted = sum(
        any(
            _NAME.search(row[at].text) and row[at + 1].is_value and row[at - 1].is_value
            for at in range(2, len(row) - 1)
        )
        for row in rows
    )
    labels = [row[0].text for row in rows if row]
    long = sum(len(label) > _LONGEST_HEADER for label in labels)
    if max(parted, long) * 3 >= len(rows):
        return False
    texts = [piece.text.lower() for head in heads for piece in head]
    is_named = sum(map(bool, map(_NAME.search, labels))) * 2 >= len(rows)
    return ("page" not in texts) if texts else (len(columns) > 1 and is_named)


def _heads(
    source: str, lines: Sequence[Line], columns: _Columns
) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """The head of the table whose first row is the last of ``lines``, and the titles below it.

    The head is the lines right above the row that have words over its columns.
    """
    heads: list[list[Piece]] = []
    titles: list[list[Piece]] = []
    for below, line in pairwise(lines[: -_MOST_HEADS - 2 : -1]):
        pieces = _pieces(source, line)
        is_near = line.paragraph >= below.paragraph - 1 and line.page == below.page
        is_over = bool(pieces) and pieces[-1].right > columns[0][0] - _NEAR
        is_title = len(pieces) == 1 and pieces[0].left < columns[0][0] - _NEAR
        is_prose = any(len(piece.text) > _LONGEST_HEADER for piece in pieces)
        is_prose |= bool(pieces) and layout.CAPTION.match(pieces[0].text) is not None
        if not is_near or is_prose or (heads and (is_title or (pieces and not is_over))):
            break
        (titles if is_title else heads).insert(0, pieces)
    return heads, titles if heads else []


def _cells(rows: _Rows, heads: _Rows, columns: _Columns) -> Iterator[list[AlignedCell]]:
    """The cells of each row with their headers."""
    over: list[tuple[str, ...]] = [()] * len(columns)
    for number, pieces in enumerate(heads):
        headers = _headers_over(pieces, columns, over)
        words = list(filter(None, headers))
        if not number and len(words) == 1 and layout.UNIT_OF_TABLE.fullmatch(words[0]):
            headers = words * len(columns)
        over = [
            (*above, header) if header else above
            for above, header in zip(over, headers, strict=True)
        ]
    stubs = tuple(head[0].text for head in heads if head and head[0].right <= columns[0][0])
    middles = [left + right for left, right in columns]
    for labels, row, values in _labelled(rows, columns):
        places: Iterable[int] = range(len(columns))
        if len(values) != len(columns):
            distances = (
                [abs(middle - piece.left - piece.right) for middle in middles] for piece in values
            )
            places = (of_piece.index(min(of_piece)) for of_piece in distances)
        yield [
            *(AlignedCell(label.start, label.end, (), stubs) for label in labels),
            *(
                AlignedCell(piece.start, piece.end, row, over[place], " ".join(stubs))
                for piece, place in zip(values, places, strict=True)
            ),
        ]


def _labelled(
    rows: _Rows, columns: _Columns
) -> Iterator[tuple[Sequence[Piece], tuple[str, ...], Sequence[Piece]]]:
    """The labels of each row, its names with those of its titles, and its values."""
    titles: list[tuple[Piece, bool]] = []  # and whether the rows below are indented
    parts, (left, _) = [], columns[0]
    for row in rows:
        end = len(row)
        for at, piece in enumerate(row):
            if piece.left >= left or (piece.is_value and piece.right > left):
                end = at
                break
        parts.append((row[:end], row[end:]))
    below: list[Piece | None] = []
    for labels, _ in reversed(parts):
        below.append(labels[0] if labels else below[-1] if below else None)
    for (labels, values), following in zip(parts, [*below[-2::-1], None], strict=True):
        names = [piece.text for piece in labels]
        while labels and titles and titles[-1][1] and labels[0].left <= titles[-1][0].left:
            titles.pop()
        if labels and not values:
            if not (names[0][0] == "(" or names[0][0].islower()):  # the rest of the name above
                is_indented = following is not None and following.left > labels[0].left
                titles = [title for title in titles if title[1] and is_indented]
                titles.append((labels[0], is_indented))
            yield labels, (), ()
            continue
        above = [title.text for title, _ in titles]
        if names and above and names[0][:1].islower():
            above[-1] = f"{above[-1]} {names.pop(0)}"  # the name of the row takes two lines
            titles.pop()
        yield labels, (*above, *names), values


def _headers_over(
    pieces: Sequence[Piece], columns: _Columns, above: Sequence[tuple[str, ...]]
) -> list[str]:
    """The header that a line of the head gives each column, "" if none.

    A header beside a column belongs to it if both are below the same headers; otherwise it
    continues a longer name.
    """
    pieces = [piece for piece in pieces if piece.right > columns[0][0] - _NEAR]
    if not pieces:
        return [""] * len(columns)
    middle = (columns[0][0] + columns[-1][1]) / 2
    (first, *_), (*_, last) = pieces, pieces
    if len(pieces) == 1 and abs((first.left + first.right) / 2 - middle) <= max(
        _NEAR, (columns[-1][1] - columns[0][0]) / 8
    ):
        return [first.text] * len(columns)
    gaps = [below.left - piece.right for piece, below in pairwise(pieces)]
    reach = min(gaps, default=0) / 2 if len(pieces) < len(columns) else 0
    nearest: list[tuple[Piece, int]] = []  # to each column, and by how much they overlap
    for left, right in columns:
        overlaps = [min(piece.right, right) - max(piece.left, left) for piece in pieces]
        nearest.append((pieces[overlaps.index(max(overlaps))], max(overlaps)))
    over = {
        (piece, names)
        for (piece, overlap), names in zip(nearest, above, strict=True)
        if overlap > -_NEAR
    }
    headers = []
    for (piece, overlap), names, (left, right) in zip(nearest, above, columns, strict=True):
        is_within = first.left - reach <= (left + right) / 2 <= last.right + reach
        is_beside = is_within and -overlap <= reach and (piece, names) in over
        is_listed = len(_LISTED.findall(piece.text)) > 1
        headers.append(piece.text if (overlap > -_NEAR or is_beside) and not is_listed else "")
    return headers


def _caption(source: str, lines: Sequence[Line]) -> str:
    """The title right above the last of ``lines``: a short paragraph that is not a sentence."""
    *above, below = lines
    if not above:
        return ""
    title = [line for line in above[-_MOST_HEADS:] if line.paragraph == above[-1].paragraph]
    words = " ".join(source[title[0].start : title[-1].end].split())
    is_near = title[-1].paragraph >= below.paragraph - 1 and title[-1].page == below.page
    is_short = len(words) <= _LONGEST_TITLE and len(title) < _MOST_HEADS
    return words if is_near and is_short and not words.endswith(_SENTENCE_ENDS) else ""
