"""The index: an SQLite database in which every look-up is one query.

``fact`` and ``entry`` hold what the store says without repetition; the view ``record`` joins
them into the columns of :class:`factreport.model.Record`, in that order.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable
from typing import Any

from factreport import __version__
from factreport.model import Record

APPLICATION_ID = 0x46414354  # "FACT"
_MARKS = ("application_id", "user_version")

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
    magnitude INTEGER, is_percent INTEGER, summary TEXT, status TEXT, by TEXT, file INTEGER);
CREATE TABLE entry_topic (topic TEXT, entry INTEGER, PRIMARY KEY (topic, entry)) WITHOUT ROWID;
CREATE TABLE place (
    position INTEGER PRIMARY KEY, source TEXT, paragraphs TEXT, pages TEXT, citation TEXT);
CREATE TABLE fact (
    position INTEGER PRIMARY KEY, entry INTEGER, number INTEGER, document INTEGER, area TEXT,
    period TEXT, start_year INTEGER, end_year INTEGER, value, amount REAL, qualifier TEXT,
    written TEXT, place INTEGER, note TEXT);
CREATE VIRTUAL TABLE words USING fts5 (
    id, title, topics, area, summary, note,
    content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIEW record AS
    SELECT kind, id, title, topics, area, period,
        CASE WHEN start_year = end_year THEN start_year END AS year,
        start_year, end_year, value, unit, qualifier, written, summary, status, by, source,
        paragraphs, pages, citation, fact.note AS note,
        fact.position AS position, entry, number, document, amount, magnitude, is_percent, place, file
    FROM fact
    JOIN entry ON entry.position = fact.entry
    LEFT JOIN place ON place.position = fact.place;
"""

# Built after the rows are in: a sorted index is filled faster than one that grows.
_INDEXES = """
CREATE UNIQUE INDEX entry_id ON entry (id);
CREATE INDEX fact_entry ON fact (entry, start_year);
CREATE INDEX fact_year ON fact (start_year, end_year);
CREATE INDEX fact_document ON fact (document);
CREATE INDEX fact_area ON fact (area) WHERE area IS NOT NULL;
CREATE INDEX fact_amount ON fact (amount) WHERE amount IS NOT NULL;
CREATE INDEX fact_place ON fact (place);
CREATE INDEX place_source ON place (source);
CREATE TABLE area (name TEXT PRIMARY KEY, facts INTEGER) WITHOUT ROWID;
INSERT INTO area SELECT area, count(*) FROM fact WHERE area IS NOT NULL GROUP BY area;
CREATE TABLE year_tally (start_year INTEGER, end_year INTEGER, kind TEXT, facts INTEGER);
INSERT INTO year_tally SELECT start_year, end_year, kind, count(*) FROM fact
    JOIN entry ON entry.position = fact.entry GROUP BY start_year, end_year, kind;
CREATE TABLE topic_tally (topic TEXT, kind TEXT, facts INTEGER);
INSERT INTO topic_tally SELECT topic, kind, count(*) FROM entry_topic
    JOIN entry ON entry.position = entry_topic.entry
    JOIN fact ON fact.entry = entry.position GROUP BY topic, kind;
CREATE TABLE source_tally (source TEXT, kind TEXT, facts INTEGER);
INSERT INTO source_tally SELECT source, kind, count(*) FROM place
    JOIN fact ON fact.place = place.position
    JOIN entry ON entry.position = fact.entry WHERE source IS NOT NULL GROUP BY source, kind;
"""

_COLUMNS_OF = {
    "source": "position, id, title, author, publisher, original_publisher, published, url, text,"
    " note, reference, file",
    "topic": "position, id, title, summary, file",
    "entry": "position, kind, id, title, topics, unit, magnitude, is_percent, summary, status, by, file",
    "entry_topic": "topic, entry",
    "place": "source, paragraphs, pages, citation, position",
    "fact": "entry, number, document, area, period, start_year, end_year, value, amount,"
    " qualifier, written, place, note",
    "words": "rowid, id, title, topics, area, summary, note",
}
_INSERTS = {
    table: f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(columns.split(',')))})"
    for table, columns in _COLUMNS_OF.items()
}


def create(connection: sqlite3.Connection) -> None:
    """Make the empty tables."""
    connection.executescript(_TABLES)


def fill(
    connection: sqlite3.Connection, batches: Iterable[tuple[str, list[tuple[Any, ...]]]]
) -> None:
    """Put the rows in, batch by batch."""
    connection.execute("BEGIN")
    for table, rows in batches:
        if rows:
            connection.executemany(_INSERTS[table], rows)


def finish(connection: sqlite3.Connection) -> None:
    """Sort what look-ups search by, and count what the store covers."""
    for statement in _INDEXES.split(";"):
        connection.execute(statement)
    connection.execute("COMMIT")


def connect(path: str = ":memory:") -> sqlite3.Connection:
    """A database to be filled; nothing of it needs to survive a crash."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def sign(connection: sqlite3.Connection, stamps: str, digest: str) -> None:
    """Mark a finished index as one, with the version of the files that it was made from."""
    connection.execute("CREATE TABLE signature (stamps TEXT, digest TEXT)")
    connection.execute("INSERT INTO signature VALUES (?, ?)", (stamps, digest))
    connection.execute(f"PRAGMA user_version = {_schema_version()}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def open_read_only(path: str) -> sqlite3.Connection:
    """Open a finished index; sqlite3.DatabaseError where it is none of this version."""
    address = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    prefix = "file:" if address.startswith("/") else "file:/"
    connection = sqlite3.connect(
        f"{prefix}{address}?mode=ro&immutable=1", uri=True, isolation_level=None
    )
    try:
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _MARKS]
        if found != [APPLICATION_ID, _schema_version()]:
            raise sqlite3.DatabaseError(f"{path} is not an index of this version")
        connection.execute("PRAGMA cell_size_check = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def signature(connection: sqlite3.Connection) -> tuple[str, str]:
    """The stamps and the digest that the index was signed with."""
    stamps, digest = connection.execute("SELECT stamps, digest FROM signature").fetchone()
    return stamps, digest


def _schema_version() -> int:
    """A number that changes with the version of the program and with the shape of its tables."""
    return zlib.crc32(f"{__version__}{_TABLES}{_INDEXES}".encode()) & 0x7FFFFFFF
