"""Where keys, elements and facts are in the files of a store: for messages and editors.

The index has no lines.  Finding one takes a walk over the tokens of its file, which is slower than
parsing it, and only a message or an editor needs it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import chain

import tomli

from factreport.errors import StoreError
from factreport.files import File, read
from factreport.store.sql import Rows, Sql
from factreport.store.toml import Path, decoded, tokens
from factreport.wording import escaped


def line_of_entry(files: Sequence[File], id_: str, rows: Rows) -> tuple[File, int] | None:
    """The file and the line of the entry, source or topic with this id; None if there is none."""
    tables = ("entry", "kind"), ("source", "'source'"), ("topic", "'topic'")
    selects = [f"SELECT file, {kind} FROM {table} WHERE id = ?1" for table, kind in tables]
    for file, kind in rows(Sql(" UNION ALL ".join(selects), (id_,))):
        path: Path = (kind, id_)
        return files[file], _lines_in(files[file], [path])[path]
    return None


def lines_of_facts(
    files: Sequence[File], positions: Sequence[int], rows: Rows
) -> list[tuple[File, int]]:
    """The file and the line of the facts at these positions of the index, in this order."""
    sql = (
        "SELECT record.file, kind, record.id, record.number, appended.file, place"
        " FROM json_each(?) AS wanted CROSS JOIN record ON record.position = wanted.value"
        " LEFT JOIN appended ON appended.id = record.id AND appended.number = record.number"
        " ORDER BY wanted.key"
    )
    paths: list[tuple[int, Path]] = [
        (file, (kind, id_, "observations", number))
        if place is None
        else (other, ("observation", place))
        for file, kind, id_, number, other, place in rows(Sql(sql, (json.dumps(positions),)))
    ]
    grouped: dict[int, list[Path]] = {}
    for file, path in paths:
        grouped.setdefault(file, []).append(path)
    lines = {file: _lines_in(files[file], group) for file, group in grouped.items()}
    return [(files[file], lines[file][path]) for file, path in paths]


def _lines_in(file: File, paths: Sequence[Path]) -> dict[Path, int]:
    content, stamp = read(file)
    if stamp != file.stamp:
        name = escaped(file.name)
        raise StoreError(f"{name}: the file has changed since the store was opened; try again")
    return find_lines(decoded(file.name, content), paths)


def find_lines(text: str, paths: Iterable[Path]) -> dict[Path, int]:
    """The line, from 1, of each path, or of its nearest parent if the path does not exist.

    The text must be valid TOML.  It is only walked if a store has problems to locate.
    """
    parents = {path: [path[:end] for end in range(len(path), -1, -1)] for path in paths}
    walk = _Walk(text, frozenset(chain.from_iterable(parents.values())))
    walk.read_document()
    lines = walk.lines
    return {path: next(lines[up] for up in parents[path] if up in lines) for path in parents}


class _Walk:
    """One walk over the tokens of a valid TOML document that notes where wanted paths begin."""

    def __init__(self, text: str, wanted: frozenset[Path]) -> None:
        self.tokens = tokens(text)
        self.line = self.next_line = 1
        self.group = self.token = ""
        self.wanted = wanted
        self.lines: dict[Path, int] = {(): 1}
        self.newest: dict[Path, int] = {}  # the number of the last table of each array of tables

    def read_document(self) -> None:
        """Note the line of each wanted path that exists."""
        table: Path = ()
        self.advance()
        while self.group and len(self.lines) < len(self.wanted):
            if self.accept("["):
                table = self.header()
            elif not self.accept("\n"):
                self.value(self.key(table, "="))

    def note(self, path: Path, line: int) -> Path:
        if path in self.wanted:
            self.lines.setdefault(path, line)
        return path

    def advance(self) -> None:
        for group, _, token in self.tokens:
            self.line = self.next_line
            self.next_line += token.count("\n")
            if group != "skip":
                self.group, self.token = group, token
                return
        self.group = self.token = ""

    def accept(self, token: str) -> bool:
        if self.token != token:
            return False
        self.advance()
        return True

    def skip_separators(self) -> None:
        while self.accept("\n") or self.accept(","):
            pass

    def key(self, path: Path, end: str) -> Path:
        """Read a dotted key up to its end, and note where it and its parents begin."""
        line = self.line
        while self.group and not self.accept(end):
            if self.group == "bare":
                parts = [part for part in self.token.split(".") if part]
            else:  # decoded only if something inside is wanted
                is_wanted = path in self.wanted
                parts = [tomli.loads(f"key = {self.token}")["key"] if is_wanted else self.token]
            for part in parts:
                if path in self.newest:
                    path = (*path, self.newest[path])
                path = self.note((*path, part), line)
            self.advance()
        return path

    def header(self) -> Path:
        line, is_array = self.line, self.accept("[")
        path = self.key((), "]")
        if is_array:
            self.accept("]")
            self.newest[path] = self.newest.get(path, -1) + 1
            self.note((*path, self.newest[path]), line)
        return path

    def value(self, path: Path) -> None:
        # One stack frame for each level, so everything that tomli reads can be walked.
        if self.accept("["):
            number = 0
            self.skip_separators()
            while self.group and not self.accept("]"):
                self.value(self.note((*path, number), self.line))
                self.skip_separators()
                number += 1
        elif self.accept("{"):
            self.skip_separators()
            while self.group and not self.accept("}"):
                self.value(self.key(path, "="))
                self.skip_separators()
        else:
            while self.group in ("bare", "string"):
                self.advance()
