"""Review: everything in a store that breaks a rule or gives pause, with its line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter

from factreport.errors import StoreError
from factreport.figures import conflicts, write_figure
from factreport.model import Problem
from factreport.store import compile as compiler
from factreport.store import index
from factreport.store.entries import Finding
from factreport.store.files import File, beside, is_plain_file, read
from factreport.store.syntax import find_lines, parse
from factreport.wording import counted, escaped, quoted

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "@")


def review(files: Sequence[File]) -> list[Problem]:
    """All errors of the store; where it has none, all warnings, in the order of the files.

    StoreError where a file can't be read at all.  The files are read anew, never the index.
    """
    with closing(index.connect()) as connection:
        try:
            readings = compiler.compile_files(files, connection)
        except StoreError as error:
            found = [one for one in error.problems if isinstance(one, Problem)]
            if len(found) < len(error.problems):
                raise
            return found
        findings = [finding for rule in _RULES for finding in rule(connection)]
        findings += _without_text(connection, files)
        placed = compiler.place(findings, readings, "warning")
        filled = _files_with_entries(connection)
        empty = [
            Problem(reading.document.name, 1, "warning", None, "the file has no facts")
            for number, reading in enumerate(readings)
            if number not in filled
        ]
        order = {reading.document.name: number for number, reading in enumerate(readings)}
        return sorted([*placed, *empty], key=lambda problem: (order[problem.file], problem.line))


def observation_places(
    files: Sequence[File], keys: Sequence[tuple[str, int]]
) -> dict[tuple[str, int], tuple[str, int]]:
    """The file and the line of observations, each asked for by metric id and number from 0."""
    found: dict[tuple[str, int], tuple[str, int]] = {}
    for file in files:
        tables, text = parse(file.name, read(file)[0])
        metrics = tables.get("metric", {})
        is_there = set(metrics if isinstance(metrics, dict) else ())  # else it has just changed
        paths = {
            key: ("metric", key[0], "observations", key[1]) for key in keys if key[0] in is_there
        }
        lines = find_lines(text, paths.values())
        found |= {key: (escaped(file.name), lines[path]) for key, path in paths.items()}
    return found


def _files_with_entries(connection: sqlite3.Connection) -> set[int]:
    """The files that define something, by their numbers."""
    sql = "SELECT file FROM entry UNION SELECT file FROM source UNION SELECT file FROM topic"
    return {file for (file,) in connection.execute(sql)}


def _without_source(connection: sqlite3.Connection) -> Iterator[Finding]:
    """A metric none of whose observations has a source is named once."""
    rows = connection.execute(
        "SELECT file, kind, id, group_concat(CASE WHEN source IS NULL THEN number END),"
        " count(source) FROM record GROUP BY entry HAVING count(source) < count(*)"
    )
    for file, kind, one, numbers, sourced in rows:
        if not sourced:
            yield _warning(file, kind, one, "no source; add source = …")
            continue
        for number in sorted(map(int, numbers.split(","))):
            yield _warning(file, kind, one, "no source; add source = …", number)


def _without_text(connection: sqlite3.Connection, files: Sequence[File]) -> Iterator[Finding]:
    """Sources whose local copy is not where they say."""
    for file, one, text in connection.execute(
        "SELECT file, id, text FROM source WHERE text IS NOT NULL"
    ):
        if not is_plain_file(beside(files[file], text)):
            words = f"there is no file {quoted(text)} for `report verify`; correct its path"
            yield Finding(file, ("source", one, "text"), f"source.{one}", words)


def _unused(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, used in (
        ("source", "SELECT source FROM place WHERE source IS NOT NULL"),
        ("topic", "SELECT topic FROM entry_topic"),
    ):
        rows = connection.execute(f"SELECT file, id FROM {table} WHERE id NOT IN ({used})")
        for file, one in rows:
            yield _warning(file, table, one, "nothing uses it; refer to it or remove it")


def _repeated(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Observations of one metric for one period and area: disagreeing, or the same twice."""
    rows = connection.execute(
        "SELECT file, id, period, area, number, value, qualifier FROM record"
        " WHERE kind = 'metric' ORDER BY entry, period, area, number"
    )
    for (file, one, period, area), group in groupby(rows, key=itemgetter(0, 1, 2, 3)):
        where = f"for {period or 'no time'}" + (f" in {area}" if area else "")
        numbers, *stated = zip(*(row[4:] for row in group), strict=True)
        disagreeing = dict(conflicts(zip(*stated, strict=True)))
        known: dict[float, int] = {}
        for place, (number, value, qualifier) in enumerate(zip(numbers, *stated, strict=True)):
            if place in disagreeing:
                other, named = numbers[disagreeing[place]], write_figure(value, qualifier=qualifier)
                words = f"disagrees with observation {other + 1} {where}: {named}; both are kept"
                yield _warning(file, "metric", one, words, number)
            elif known.setdefault(value, number) != number:
                words = f"repeats observation {known[value] + 1} {where}; keep one"
                yield _warning(file, "metric", one, words, number)


def _formulas(connection: sqlite3.Connection) -> Iterator[Finding]:
    starts = " OR ".join(f"title LIKE '{start}%'" for start in _FORMULA_STARTS)
    for table in ("entry", "source", "topic"):
        kind = "kind" if table == "entry" else f"'{table}'"
        for file, name, one, title in connection.execute(
            f"SELECT file, {kind}, id, title FROM {table} WHERE {starts}"
        ):
            words = f"a spreadsheet takes the title {quoted(title)} for a formula; reword it"
            yield Finding(file, (name, one, "title"), f"{name}.{one}", words)


_RULES = (_without_source, _unused, _repeated, _formulas)


def _warning(file: int, kind: str, one: str, words: str, number: int | None = None) -> Finding:
    if number is None:
        return Finding(file, (kind, one), f"{kind}.{one}", words)
    name = f"{kind}.{one}, observation {number + 1}"
    return Finding(file, (kind, one, "observations", number), name, words)


def summary(problems: Sequence[Problem]) -> str:
    """``2 errors, 1 warning`` or ``no problems``."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [counted(errors, "error")] * bool(errors) + [counted(warnings, "warning")] * bool(
        warnings
    )
    return ", ".join(parts) or "no problems"
