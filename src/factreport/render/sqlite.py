"""SQLite: the answer as a database of one table, for any tool that opens one."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from contextlib import closing
from typing import Any, TextIO

from factreport.errors import OutputError
from factreport.render.answer import Answer, Look, Row

# What SQLite has as an integer.
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """The bytes of a database with a table ``facts``, a column a field; lists joined by ``;``.

    An integer beyond 64 bits, as a change can be, is the text of its digits: a nearby real number
    would be another one.  The stream is one that has bytes beneath it, as files and standard
    output do.
    """
    stream.buffer.write(_database(answer))


def _database(answer: Answer) -> bytes:
    """The database, made in memory: when the reader goes away there is nothing to tidy up."""
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            _fill(database, answer)
            if hasattr(database, "serialize"):
                return bytes(database.serialize())
            return _saved(database)
    except sqlite3.OperationalError as error:
        raise OutputError(f"can't make the database: {error}") from None


def _saved(database: sqlite3.Connection) -> bytes:
    """The same where it has to be asked for through a file (before Python 3.11), gone again."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "facts.db")
        with closing(sqlite3.connect(path)) as copy:
            database.backup(copy)
        with open(path, "rb") as content:
            return content.read()


def _fill(database: sqlite3.Connection, answer: Answer) -> None:
    # Columns without a type keep each value as it is: a number stays one.
    columns = ", ".join(f'"{field}"' for field in answer.fields)
    marks = ", ".join("?" * len(answer.fields))
    with database:
        database.execute(f"CREATE TABLE facts ({columns})")
        rows = map(_storable_row, answer.rows)
        database.executemany(f"INSERT INTO facts VALUES ({marks})", rows)


def _storable_row(row: Row) -> list[Any]:
    return [_storable(value) for value in row]


def _storable(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return ";".join(map(str, value))
    if isinstance(value, int) and not _LOWEST <= value <= _HIGHEST:
        return str(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
