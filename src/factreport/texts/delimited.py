"""Values separated by commas, semicolons or tabs: one table, whose first row may be its head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factreport.texts.blocks import Block, Text
from factreport.texts.decoding import decode
from factreport.texts.located import Collected, Seen, after, line_starts
from factreport.texts.normalise import normalise
from factreport.texts.table_headers import Cell, headers_of

_LINE = re.compile(r"[^\r\n]*")
_EMPTY = Seen("", ((0, 0),))


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
    values = re.compile(
        r'(?:"(?P<quoted>[^"]*(?:""[^"]*)*)"?)?'
        rf"(?P<bare>[^{delimiter}\r\n]*)(?P<end>{delimiter}|[\r\n]+|\Z)"
    )
    row: list[Seen] = []
    for value in values.finditer(source, 1 if source.startswith("\ufeff") else 0):
        quoted, bare, end = value.groups()
        if quoted is not None:
            row.append(normalise(_unquoted(value)))
        else:
            row.append(normalise(Seen(bare, ((0, value.start()),))) if bare else _EMPTY)
        if end != delimiter:
            if any(seen.text for seen in row):
                yield row
            row = []


def _unquoted(value: re.Match[str]) -> Seen:
    """A quoted value with what follows it; a doubled mark stands for one."""
    collected, at = Collected(), value.start("quoted")
    for piece in value["quoted"].replace('""', '"\0').split("\0"):  # a source has no NUL
        collected.add(piece, at)
        at += len(piece) + 1
    collected.add(value["bare"], value.start("bare"))
    return collected.seen()
