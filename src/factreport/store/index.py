"""The index: an SQLite database in which every look-up is one query.

The tables hold what the store says without repetition: a ``series`` is the facts of an entry that
have a ``scope``, which is an area and a note, in common.  The view ``record`` joins them into the
columns of :class:`factreport.model.Record`, in that order.  ``words`` are all words of an entry,
those of its scopes together; ``scope_words`` tell which scope they are of.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from binascii import crc32
from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import Any

from factreport import __version__
from factreport.model import Record

APPLICATION_ID = 0x46414354  # "FACT"

COLUMNS = ", ".join(f'"{field}"' for field in Record._fields)

_TABLES = """
CREATE TABLE source (
    position INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, author TEXT, publisher TEXT,
    original_publisher TEXT, published TEXT, url TEXT, text TEXT, note TEXT, reference TEXT,
    file INTEGER);
CREATE TABLE topic (
    position INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, summary TEXT, file INTEGER);
CREATE TABLE entry (
    position INTEGER PRIMARY KEY, kind TEXT, id TEXT, title TEXT, topics TEXT, unit TEXT,
    signs TEXT, summary TEXT, status TEXT, by TEXT, file INTEGER,
    first_fact INTEGER, facts INTEGER);
CREATE TABLE entry_topic (topic TEXT, entry INTEGER, PRIMARY KEY (topic, entry)) WITHOUT ROWID;
CREATE TABLE scope (position INTEGER PRIMARY KEY, area TEXT, note TEXT);
CREATE TABLE series (position INTEGER PRIMARY KEY, entry INTEGER, scope INTEGER);
CREATE TABLE period (
    position INTEGER PRIMARY KEY, iso TEXT, start_year INTEGER, end_year INTEGER);
CREATE TABLE place (
    position INTEGER PRIMARY KEY, source TEXT, paragraphs TEXT, pages TEXT, words TEXT);
CREATE TABLE fact (
    position INTEGER PRIMARY KEY, series INTEGER, period INTEGER, value,
    qualifier TEXT, written TEXT, place INTEGER);
CREATE TABLE scaled (amount, fact INTEGER);
CREATE TABLE when_tally (period INTEGER, kind TEXT, facts INTEGER);
CREATE TABLE where_tally (place INTEGER, kind TEXT, facts INTEGER);
CREATE VIRTUAL TABLE words USING fts5 (
    id, title, topics, area, summary, note,
    content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE scope_words USING fts5 (
    area, note, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIEW record AS
    SELECT kind, entry.id AS id, entry.title AS title, topics, area, iso AS period,
        CASE WHEN start_year = end_year THEN start_year END AS year,
        start_year, end_year, value, nullif(unit, '') AS unit,
        nullif(qualifier, '') AS qualifier, nullif(written, '') AS written,
        nullif(summary, '') AS summary, nullif(status, '') AS status, nullif(by, '') AS by,
        place.source AS source, paragraphs, pages,
        CASE WHEN reference IS NULL THEN words WHEN words = '' THEN reference
            ELSE reference || ', ' || words END AS citation,
        scope.note AS note,
        fact.position AS position, entry.position AS entry,
        fact.position - first_fact AS number, signs, entry.file AS file,
        fact.period AS time, fact.place AS place
    FROM fact
    JOIN series ON series.position = fact.series
    JOIN scope ON scope.position = series.scope
    JOIN entry ON entry.position = series.entry
    LEFT JOIN period ON period.position = fact.period
    LEFT JOIN place ON place.position = fact.place
    LEFT JOIN source ON source.id = place.source;
"""

# Built after the rows are in: a sorted index is filled faster than one that grows.
_INDEXES = """
CREATE UNIQUE INDEX entry_id ON entry (id);
CREATE INDEX series_entry ON series (entry);
CREATE INDEX series_scope ON series (scope);
CREATE INDEX scope_area ON scope (area) WHERE area IS NOT NULL;
CREATE INDEX period_years ON period (start_year, end_year);
CREATE INDEX place_source ON place (source);
CREATE INDEX fact_series ON fact (series, period);
CREATE INDEX fact_period ON fact (period);
CREATE INDEX fact_place ON fact (place);
CREATE INDEX fact_value ON fact (value) WHERE value IS NOT NULL;
CREATE INDEX scaled_amount ON scaled (amount);
CREATE TABLE area (name TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO area SELECT DISTINCT area FROM scope WHERE area IS NOT NULL;
CREATE TABLE year_tally (start_year INTEGER, end_year INTEGER, kind TEXT, facts INTEGER);
INSERT INTO year_tally SELECT start_year, end_year, kind, sum(facts) FROM when_tally
    LEFT JOIN period ON period.position = period GROUP BY start_year, end_year, kind;
CREATE TABLE topic_tally (topic TEXT, kind TEXT, facts INTEGER, PRIMARY KEY (topic, kind));
INSERT INTO topic_tally SELECT topic, kind, sum(facts) FROM entry_topic
    JOIN entry ON entry.position = entry_topic.entry GROUP BY topic, kind;
CREATE TABLE source_tally (source TEXT, kind TEXT, facts INTEGER, PRIMARY KEY (source, kind));
INSERT INTO source_tally SELECT source, kind, sum(facts) FROM where_tally
    JOIN place ON place.position = place WHERE source IS NOT NULL GROUP BY source, kind;
PRAGMA analysis_limit = 400;
ANALYZE;
"""

_COLUMNS_OF = {
    "source": "position, id, title, author, publisher, original_publisher, published, url, text,"
    " note, reference, file",
    "topic": "position, id, title, summary, file",
    "entry": "position, kind, id, title, topics, unit, signs, summary, status,"
    " by, file, first_fact, facts",
    "entry_topic": "topic, entry",
    "scope": "position, area, note",
    "series": "position, entry, scope",
    "period": "position, iso, start_year, end_year",
    "place": "position, source, paragraphs, pages, words",
    "fact": "series, period, value, qualifier, written, place",
    "scaled": "amount, fact",
    "when_tally": "period, kind, facts",
    "where_tally": "place, kind, facts",
    "words": "rowid, id, title, topics, area, summary, note",
    "scope_words": "rowid, area, note",
}
_TABLES_OF_THIS_VERSION = f"{__version__}{_TABLES}{_INDEXES}"
# Where the modules lie that decide what an index holds.
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_ROOMS = (_PACKAGE, os.path.join(_PACKAGE, "store"), os.path.join(_PACKAGE, "figures"))

# Where SQLite keeps a number of the user's own, which it does not use, and up to which size of an
# index that is what its bytes add up to: reading it takes a millisecond or two.
_SEAL = slice(60, 64)
_MOST_SEALED = 2**20
_UNSEALED = bytes(4)

# SQLite takes as many parameters in one statement everywhere, and a statement of many rows takes
# two thirds of the time of as many statements.
_MOST_PARAMETERS = 999

Row = tuple[Any, ...]


def create(connection: sqlite3.Connection) -> None:
    """Make the empty tables."""
    connection.executescript(_TABLES)


def fill(connection: sqlite3.Connection, batches: Iterable[tuple[str, list[Row]]]) -> None:
    """Put the rows in, batch by batch."""
    connection.execute("BEGIN")
    waiting: dict[str, list[Row]] = {table: [] for table in _COLUMNS_OF}
    for table, rows in batches:
        waiting[table] += rows
        if len(waiting[table]) >= _MOST_PARAMETERS:
            waiting[table] = _insert(connection, table, waiting[table])
    for table, rows in waiting.items():
        connection.executemany(_insertion(table, 1), _insert(connection, table, rows))


def _insert(connection: sqlite3.Connection, table: str, rows: list[Row]) -> list[Row]:
    """Put in as many rows as fill statements; the rest comes back."""
    # SQLite writes a full-text index out at each statement of many rows.
    if table.endswith("words"):
        connection.executemany(_insertion(table, 1), rows)
        return []
    at_once = _MOST_PARAMETERS // len(_COLUMNS_OF[table].split(","))
    statement = _insertion(table, at_once)
    whole = len(rows) - len(rows) % at_once
    for start in range(0, whole, at_once):
        connection.execute(statement, tuple(chain.from_iterable(rows[start : start + at_once])))
    return rows[whole:]


@cache
def _insertion(table: str, rows: int) -> str:
    columns = _COLUMNS_OF[table]
    values = f"({', '.join('?' * len(columns.split(',')))})"
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([values] * rows)}"


def finish(connection: sqlite3.Connection) -> None:
    """Sort what look-ups search by, and count what the store covers."""
    for statement in _INDEXES.split(";"):
        connection.execute(statement)
    connection.execute("COMMIT")


class _Connection(sqlite3.Connection):
    """A connection that closes when nobody holds it any more; Python 3.13 warns of others."""

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self.close()


def connect(path: str = ":memory:") -> sqlite3.Connection:
    """A database to be filled; nothing of it needs to survive a crash."""
    connection = sqlite3.connect(path, isolation_level=None, factory=_Connection)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -32768")  # in KiB: sorting takes a sixth less time
    if path == ":memory:":
        connection.execute("PRAGMA temp_store = MEMORY")  # no file at all
    return connection


@cache
def program() -> str:
    """What an index depends on besides the files: version, tables, the code's last change."""
    changed = [0]
    with contextlib.suppress(OSError):  # it may be run from within an archive
        for room in _ROOMS:
            with os.scandir(room) as found:
                modules = [one for one in found if one.name.endswith(".py")]
            changed += [one.stat().st_mtime_ns for one in modules]
    return f"{max(changed)} {_TABLES_OF_THIS_VERSION}"


def objection(sql: str, parameters: tuple[Any, ...]) -> str | None:
    """What SQLite has against a statement, whatever the index holds; None if nothing."""
    with contextlib.closing(connect()) as empty:
        create(empty)
        fill(empty, [])
        finish(empty)
        try:
            empty.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            return str(error)
    return None


def sign(connection: sqlite3.Connection, stamps: str, digest: str) -> None:
    """Mark a finished index as one, with the version of the files that it was made from."""
    connection.execute("CREATE TABLE signature (program TEXT, stamps TEXT, digest TEXT)")
    connection.execute("INSERT INTO signature VALUES (?, ?, ?)", (program(), stamps, digest))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def seal(path: str) -> None:
    """Note in a finished index what its bytes add up to; a large one takes too long to add up."""
    if os.path.getsize(path) <= _MOST_SEALED:
        with open(path, "r+b") as stream:
            total = _sum(stream.read())
            stream.seek(_SEAL.start)
            stream.write(total)


def _is_whole(path: str) -> bool:
    """Whether no byte has changed since the index was sealed, if it was."""
    if os.path.getsize(path) > _MOST_SEALED:
        return True
    with open(path, "rb") as stream:
        content = stream.read()
    return content[_SEAL] in (_UNSEALED, _sum(content))


def _sum(content: bytes) -> bytes:
    total = crc32(content[_SEAL.stop :], crc32(content[: _SEAL.start]))
    return total.to_bytes(_SEAL.stop - _SEAL.start, "big")


def open_read_only(path: str) -> sqlite3.Connection:
    """Open a finished index; sqlite3.DatabaseError where it is none."""
    address = os.path.abspath(path).replace(os.sep, "/")
    address = address.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    prefix = "file:" if address.startswith("/") else "file:/"
    connection = sqlite3.connect(
        f"{prefix}{address}?mode=ro&immutable=1",
        uri=True,
        isolation_level=None,
        factory=_Connection,
    )
    try:
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise sqlite3.DatabaseError(f"{path} is not an index")
        if not _is_whole(path):
            raise sqlite3.DatabaseError(f"{path} is damaged")
        connection.execute("PRAGMA cell_size_check = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def signature(connection: sqlite3.Connection) -> tuple[str, str]:
    """The stamps and the digest that the index was signed with.

    sqlite3.DatabaseError where another version of the program has made it.
    """
    found = connection.execute("SELECT program, stamps, digest FROM signature").fetchone()
    if found is None or found[0] != program():
        raise sqlite3.DatabaseError("the index is of another version")
    return found[1], found[2]
