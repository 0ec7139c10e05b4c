"""Review: everything in a store that breaks a rule or gives pause, with its line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from operator import itemgetter

from factreport.errors import StoreError
from factreport.model import Problem
from factreport.store import compile as compiler
from factreport.store import index
from factreport.store.entries import Finding
from factreport.store.files import File, beside, is_plain_file, read
from factreport.store.syntax import find_lines, parse
from factreport.text import counted, escaped, quoted

_LOWER, _UPPER = ("more than", "at least"), ("less than", "at most")
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
        empty = [
            Problem(reading.document.name, 1, "warning", None, "the file has no facts")
            for number, reading in enumerate(readings)
            if not _has_entries(connection, number)
        ]
        return sorted([*placed, *empty], key=lambda problem: _file_order(problem, readings))


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


def _file_order(problem: Problem, readings: Sequence[compiler.Reading]) -> tuple[int, int]:
    names = [reading.document.name for reading in readings]
    return names.index(problem.file), problem.line


def _has_entries(connection: sqlite3.Connection, file: int) -> bool:
    sql = "SELECT 1 FROM (SELECT file FROM entry UNION ALL SELECT file FROM source"
    sql += " UNION ALL SELECT file FROM topic) WHERE file = ? LIMIT 1"
    return connection.execute(sql, (file,)).fetchone() is not None


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
        "SELECT file, id, number, period, area, count(*) OVER same, value, qualifier,"
        " first_value(number) OVER same, first_value(value) OVER same,"
        " first_value(qualifier) OVER same FROM record WHERE kind = 'metric'"
        " WINDOW same AS (PARTITION BY entry, period, area ORDER BY number"
        " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) ORDER BY entry, number"
    )
    for file, one, number, period, area, times, value, qualifier, first, *other in rows:
        if times == 1 or number == first or _are_ends((value, qualifier), tuple(other)):
            continue
        where = f"for {period or 'no time'}" + (f" in {area}" if area else "")
        if value != other[0]:
            words = f"disagrees with observation {first + 1} {where}: {value}; both are kept"
        else:
            words = f"repeats observation {first + 1} {where}; keep one"
        yield _warning(file, "metric", one, words, number)


def _are_ends(one: tuple[float, str | None], other: tuple[float, str | None]) -> bool:
    """Whether two values are the ends of a range: "at least 3.4", "at most 3.6"."""
    lower, upper = sorted((one, other), key=itemgetter(0))
    return lower[1] in _LOWER and upper[1] in _UPPER


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
