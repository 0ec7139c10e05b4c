"""Values separated by commas, semicolons or tabs: one table, whose first row may be its head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factreport.texts.blocks import Block, Text
from factreport.texts.decoding import decode
from factreport.texts.located import Collected, Seen, after, line_starts
from factreport.texts.normalise import normalise
from factreport.texts.table_headers import Cell, headers_of

_QUOTED = re.compile(r'"((?:[^"]|"")*)"?')
_LINE = re.compile(r"[^\r\n]*")
_LINE_ENDS = re.compile(r"[\r\n]+")


def read(name: str, content: bytes) -> Text:
    """Read a table, separated by whichever of "," ";" and tab is commonest in its first line."""
    source = decode(name, content)
    first = source[: after(_LINE, source, 0)]
    rows = list(_rows(source, max("\t;,", key=first.count)))
    cells = [[Cell(seen.text) for seen in row] for row in rows]
    blocks = [
        Block("cell", *seen, paragraph=1, row=of_row, column=column, corner=corner, table=1)
        for row, headers in zip(rows, headers_of(cells), strict=True)
        for seen, (of_row, column, corner) in zip(row, headers, strict=True)
        if seen.text
    ]
    return Text(name, "csv", tuple(blocks), line_starts(source))


def _rows(source: str, delimiter: str) -> Iterator[list[Seen]]:
    """The values of each line that has any, quoted as in RFC 4180."""
    bare = re.compile(rf"[^{delimiter}\r\n]*")
    row: list[Seen] = []
    at = 1 if source.startswith("\ufeff") else 0
    while at < len(source):
        value = Collected()
        if quoted := _QUOTED.match(source, at):
            at = quoted.start(1)
            # A doubled mark stands for one; a source has no NUL.
            for piece in quoted[1].replace('""', '"\0').split("\0"):
                value.add(piece, at)
                at += len(piece) + 1
            at = quoted.end()
        end = after(bare, source, at)
        value.add(source[at:end], at)
        at = end
        row.append(normalise(value.seen()))
        if source.startswith(delimiter, at):
            at += 1
            continue
        if any(seen.text for seen in row):
            yield row
        row = []
        at = after(_LINE_ENDS, source, at)
    if row:
        yield row
