"""SQLite: the answer as a database, for any tool that reads one."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from typing import Any, TextIO

from factreport.answers import Answer
from factreport.errors import OutputError
from factreport.kinds import KINDS
from factreport.kinds.key_types import VALUE_LIMIT
from factreport.render import Look

# With these types `year = '2020'` finds rows, and tools offer facets.  A change can have more
# digits than an SQLite number, so those columns have no type and store values unchanged.
_TYPES = {
    **dict.fromkeys(("year", "facts", *KINDS, "line"), "INTEGER"),
    **dict.fromkeys(("value", "low", "high"), "NUMERIC"),
    **dict.fromkeys(("change", "total_change", "year_before_change"), ""),
    **dict.fromkeys(("change_percent", "growth_per_year", "total_change_percent"), "REAL"),
    **dict.fromkeys(("total_growth_per_year", "year_before_percent"), "REAL"),
}


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """Write a database with the tables ``facts``, ``sources``, ``topics``, ``fact_topics``.

    Lists are joined by ``;``.  An integer beyond 64 bits, as a change can be, is stored as text,
    because the nearest float is a different number.  The stream needs a binary ``buffer``, as files
    and standard output have.
    """
    try:
        # In memory: nothing needs cleaning up if the reader goes away.
        with closing(sqlite3.connect(":memory:")) as database:
            with database:
                _fill(database, answer)
            if hasattr(database, "serialize"):
                content = bytes(database.serialize())
            else:
                content = _saved(database)
    except sqlite3.OperationalError as error:
        raise OutputError(f"can't make the database: {error}") from None
    stream.buffer.write(content)


def _saved(database: sqlite3.Connection) -> bytes:
    """The same before Python 3.11, through a file that is unlinked before it has content."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "facts.db")
        with closing(sqlite3.connect(path)) as copy, open(path, "rb") as content:
            if os.name == "posix":  # elsewhere an open file can't be unlinked
                os.unlink(path)
                os.rmdir(folder)
            copy.execute("PRAGMA journal_mode = MEMORY")  # no journal file
            database.backup(copy)
            return content.read()


def _fill(database: sqlite3.Connection, answer: Answer) -> None:
    source_type = "TEXT REFERENCES sources (id)" if answer.sources else "TEXT"
    types = {**_TYPES, "source": source_type}
    columns = [f'"{field}" {types.get(field, "TEXT")}'.rstrip() for field in answer.fields]
    for name, rows in (("sources", answer.sources), ("topics", answer.topics)):
        if rows:
            fields = [f'"{field}" TEXT' for field in rows[0]._fields]
            fields[0] += " PRIMARY KEY"  # the id
            _make_table(database, f"{name} ({', '.join(fields)}) WITHOUT ROWID", rows)
    _make_table(database, f"facts ({', '.join(columns)})", answer.rows)
    if answer.topics and {"id", "topics"} <= {*answer.fields}:
        # A fact can belong to several topics.
        id_, topics = (answer.fields.index(field) for field in ("id", "topics"))
        pairs = dict.fromkeys((row[id_], topic) for row in answer.rows for topic in row[topics])
        _make_table(
            database,
            "fact_topics (id TEXT, topic TEXT REFERENCES topics (id), PRIMARY KEY (id, topic))"
            " WITHOUT ROWID",
            [*pairs],
        )


def _make_table(
    database: sqlite3.Connection, definition: str, rows: Sequence[Sequence[Any]]
) -> None:
    def stored(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return ";".join(map(str, value))
        is_too_large = isinstance(value, int) and not -VALUE_LIMIT <= value < VALUE_LIMIT
        return str(value) if is_too_large else value

    database.execute(f"CREATE TABLE {definition}")
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        database.executemany(
            f"INSERT INTO {definition.partition(' ')[0]} VALUES ({marks})",
            ([stored(value) for value in row] for row in rows),
        )
