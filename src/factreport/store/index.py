"""The index: an SQLite database in which every look-up is one query.

The tables contain the content of the store without repetition.  A ``fact`` belongs to a ``series``,
which is an entry with an area and a group; the facts of an entry have successive numbers, in the
order of the store.  ``appended`` contains where observations outside their entries are: the number
of the file, and the place from 0.  ``part`` contains the texts in which the facts of one entry may
differ: areas, groups and notes; its row 0 stands for none.  The view ``record`` joins everything
into the columns of :class:`factreport.model.Record`, in that order.  ``latest`` contains the newest
facts of each series.
``plain`` contains values in full, 36,800,000 for 36.8 "million tonnes", and ``base`` values in the
base unit of their dimension, each only if it differs from the stored number.  ``words`` finds
entries by the stems of their words, ``spelled`` by the words as they are spelled; ``part_words``
contains the words of the parts and of the sources; ``vocabulary`` contains each word once.
``tally`` counts facts.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from binascii import crc32
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any

from factreport import __version__
from factreport.files import Stamp
from factreport.kinds import ENTRY_TEXTS
from factreport.model import SUPERSEDED, Record, Source, Topic
from factreport.store.locate import PACKAGE

COLUMNS = ", ".join(f'"{field}"' for field in Record._fields)
# The local texts of sources, as the store writes their paths.
TEXTS = "SELECT file, id, text FROM source WHERE text IS NOT NULL"
# How many bits of a period's number distinguish periods with the same days.
PERIOD_BITS = 6
# The columns about all facts of an entry, and those that may be about only some of them.
OWN_WORDS = ("id", "title", "topics", "keywords", *ENTRY_TEXTS, "written")
PART_WORDS = ("area", "grp", "note", "source")

# Without the texts and their lengths: only which words are where.
_FULL_TEXT_OF = "content = '', columnsize = 0, tokenize ="
_STEMS = f"{_FULL_TEXT_OF} 'porter unicode61 remove_diacritics 2'"
_SPELLINGS = f"{_FULL_TEXT_OF} 'unicode61 remove_diacritics 2'"
_WORDS = ", ".join((*OWN_WORDS, *PART_WORDS))
_ENTRY_TEXTS = ", ".join(ENTRY_TEXTS)
_SHOWN_TEXTS = ", ".join(f"nullif({text}, '') AS {text}" for text in ENTRY_TEXTS)

_TABLES = f"""
CREATE TABLE source (
    position INTEGER PRIMARY KEY, {", ".join(Source._fields)}, file INTEGER, day TEXT, part INTEGER,
    UNIQUE (id));
CREATE TABLE topic (
    position INTEGER PRIMARY KEY, {", ".join(Topic._fields)}, file INTEGER, UNIQUE (id));
CREATE TABLE entry (
    position INTEGER PRIMARY KEY, kind TEXT, id TEXT, title TEXT, topics TEXT, unit TEXT,
    dimension TEXT, base_dimension TEXT, keywords TEXT, {_ENTRY_TEXTS}, file INTEGER,
    first_fact INTEGER, last_fact INTEGER);
CREATE TABLE entry_topic (topic TEXT, entry INTEGER, PRIMARY KEY (topic, entry)) WITHOUT ROWID;
CREATE TABLE entry_source (source TEXT, entry INTEGER, PRIMARY KEY (source, entry)) WITHOUT ROWID;
CREATE TABLE appended (
    id TEXT, number INTEGER, file INTEGER, place INTEGER, PRIMARY KEY (id, number)) WITHOUT ROWID;
CREATE TABLE part (position INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE series (position INTEGER PRIMARY KEY, entry INTEGER, area INTEGER, grp INTEGER);
CREATE TABLE period (
    position INTEGER PRIMARY KEY, iso TEXT, first TEXT, last TEXT, start TEXT, "end" TEXT,
    year INTEGER);
CREATE TABLE place (
    position INTEGER PRIMARY KEY, source TEXT, paragraphs TEXT, pages TEXT, words TEXT);
CREATE TABLE fact (
    position INTEGER PRIMARY KEY, series INTEGER, period INTEGER, value, qualifier TEXT,
    written TEXT, place INTEGER, status TEXT, superseded TEXT, note INTEGER);
CREATE TABLE spread (fact INTEGER PRIMARY KEY, low, high);
CREATE TABLE base (amount, fact INTEGER);
CREATE TABLE plain (amount, fact INTEGER);
CREATE TABLE latest (fact INTEGER PRIMARY KEY, series INTEGER);
CREATE TABLE tally (
    subject TEXT, name, kind TEXT, facts INTEGER, PRIMARY KEY (subject, name, kind)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 ({_WORDS}, {_STEMS});
CREATE VIRTUAL TABLE spelled USING fts5 ({_WORDS}, {_SPELLINGS});
CREATE VIRTUAL TABLE part_words USING fts5 (text, {_STEMS});
CREATE TABLE vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIEW record AS
    SELECT kind, entry.id AS id, entry.title AS title, topics,
        nullif(area.text, '') AS area, nullif(grp.text, '') AS "group",
        iso AS period, year, start, "end",
        value, low, high, nullif(unit, '') AS unit, nullif(qualifier, '') AS qualifier,
        CASE WHEN superseded = '' THEN nullif(status, '')
            WHEN status = '' THEN '{SUPERSEDED}' ELSE status || ', {SUPERSEDED}' END AS status,
        nullif(written, '') AS written, {_SHOWN_TEXTS},
        place.source AS source, paragraphs, pages,
        CASE WHEN reference IS NULL THEN words WHEN words = '' THEN reference
            ELSE reference || ', ' || words END AS citation,
        nullif(note.text, '') AS note,
        fact.position AS position, entry.position AS entry, fact.series AS series,
        fact.position - first_fact AS number, entry.file AS file, dimension,
        fact.period AS time, first, last, status AS own_status, superseded, published, day
    FROM fact
    JOIN series ON series.position = fact.series
    JOIN entry ON entry.position = series.entry
    LEFT JOIN spread ON spread.fact = fact.position
    LEFT JOIN part AS area ON area.position = series.area
    LEFT JOIN part AS grp ON grp.position = series.grp
    LEFT JOIN part AS note ON note.position = fact.note
    LEFT JOIN period ON period.position = fact.period
    LEFT JOIN place ON place.position = fact.place
    LEFT JOIN source ON source.id = place.source;
"""

# Built after the rows are inserted: filling a sorted index is faster than growing one.
_INDEXES = """
CREATE UNIQUE INDEX entry_id ON entry (id);
CREATE INDEX entry_kind ON entry (kind);
CREATE INDEX entry_title ON entry (title COLLATE NOCASE);
CREATE INDEX series_area ON series (area, entry);
CREATE INDEX series_grp ON series (grp, entry);
CREATE INDEX part_text ON part (text);
CREATE INDEX period_first ON period (first, last);
CREATE INDEX fact_series ON fact (series, period);
CREATE INDEX fact_period ON fact (period);
CREATE INDEX fact_value ON fact (value) WHERE value IS NOT NULL;
CREATE INDEX fact_status ON fact (status) WHERE status <> '';
CREATE INDEX fact_qualifier ON fact (qualifier) WHERE qualifier <> '';
CREATE INDEX fact_superseded ON fact (position) WHERE superseded <> '';
CREATE INDEX spread_low ON spread (low);
CREATE INDEX spread_high ON spread (high);
CREATE INDEX base_amount ON base (amount);
CREATE INDEX plain_amount ON plain (amount);
CREATE INDEX latest_series ON latest (series);
"""
_TALLIES = """
INSERT INTO tally SELECT 'kind', kind, kind, sum(last_fact - first_fact + 1) FROM entry
    GROUP BY kind;
INSERT INTO tally SELECT 'unit', unit, kind, sum(last_fact - first_fact + 1) FROM entry
    WHERE unit <> '' GROUP BY unit, kind;
INSERT INTO tally SELECT 'topic', topic, kind, sum(last_fact - first_fact + 1) FROM entry_topic
    CROSS JOIN entry ON entry.position = entry GROUP BY topic, kind;
INSERT INTO tally WITH counted AS (
    SELECT area, grp, kind, sum(facts) AS facts
    FROM (SELECT series, count(*) AS facts FROM fact GROUP BY series)
    CROSS JOIN series ON series.position = series CROSS JOIN entry ON entry.position = entry
    GROUP BY area, grp, kind)
SELECT 'area', text, kind, sum(facts) FROM counted
    CROSS JOIN part ON part.position = area GROUP BY text, kind
UNION ALL SELECT 'group', text, kind, sum(facts) FROM counted
    CROSS JOIN part ON part.position = grp GROUP BY text, kind;
"""

# Rows contain all columns of a table in order, those of a full-text table also their numbers.
_FULL_TEXT = {
    "words": f"(rowid, {_WORDS})",
    "spelled": f"(rowid, {_WORDS})",
    "part_words": "(rowid, text)",
}
_TABLES_OF_THIS_VERSION = f"{__version__}{_TABLES}{_INDEXES}{_TALLIES}"
# The folders of the modules that determine the content of an index.
ROOMS = [os.path.join(PACKAGE, room) for room in ("", "english", "figures", "kinds", "store")]

# The header field that SQLite leaves to applications.  In a small index it contains a checksum,
# which takes a millisecond or two to verify.
_SEAL = slice(60, 64)
_UNSEALED = bytes(4)

# Every SQLite accepts this many parameters in one statement.  One statement for many rows takes two
# thirds of the time of one for each row.
_MOST_PARAMETERS = 999

# Without this SQLite may build an index for one query and return rows in its order.
_NO_OTHER_INDEX = "PRAGMA automatic_index = OFF"

Row = tuple[Any, ...]


def fill(connection: sqlite3.Connection, batches: Iterable[Mapping[str, list[Row]]]) -> None:
    """Make the tables, and insert the rows, batch by batch."""
    connection.executescript(_TABLES)
    connection.execute("BEGIN")
    for batch in batches:
        for table, rows in batch.items():
            if not rows:
                continue
            width = len(rows[0])
            at_once = _MOST_PARAMETERS // width
            # SQLite flushes a full-text index after every statement with several rows.
            whole = 0 if table in _FULL_TEXT else len(rows) - len(rows) % at_once
            for start in range(0, whole, at_once):
                values = tuple(chain.from_iterable(rows[start : start + at_once]))
                connection.execute(_insertion(table, width, at_once), values)
            connection.executemany(_insertion(table, width, 1), rows[whole:])


@cache
def _insertion(table: str, width: int, rows: int) -> str:
    values = f"({', '.join('?' * width)})"
    columns = _FULL_TEXT.get(table, "")
    return f"INSERT INTO {table} {columns} VALUES {', '.join([values] * rows)}"


def finish(connection: sqlite3.Connection) -> None:
    """Create the indexes for look-ups, and count facts."""
    for statement in f"{_INDEXES}{_TALLIES}".split(";"):
        connection.execute(statement)
    connection.execute("COMMIT")


class _Connection(sqlite3.Connection):
    """A connection that closes itself when garbage-collected; Python 3.13 warns about others."""

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self.close()


def connect(path: str = ":memory:") -> sqlite3.Connection:
    """A database to be filled; it need not survive a crash."""
    connection = sqlite3.connect(path, isolation_level=None, factory=_Connection)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -32768")  # in KiB: sorting takes a sixth less time
    connection.execute(_NO_OTHER_INDEX)
    if path == ":memory:":
        connection.execute("PRAGMA temp_store = MEMORY")  # without any file
    return connection


@cache
def program() -> str:
    """What an index depends on besides the files: version, tables, last change of the code."""
    changed = [0]
    with contextlib.suppress(OSError):  # the package may run from an archive
        for room in ROOMS:
            with os.scandir(room) as entries:
                modules = [module for module in entries if module.name.endswith(".py")]
            changed += [module.stat().st_mtime_ns for module in modules]
    return f"{max(changed)} {_TABLES_OF_THIS_VERSION}"


def objection(sql: str, parameters: tuple[Any, ...]) -> str | None:
    """SQLite's objection to a statement, tested on an empty index; None if it has none."""
    with contextlib.closing(connect()) as empty:
        fill(empty, [])
        finish(empty)
        try:
            empty.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            return str(error)
    return None


def seal(path: str, most_bytes: int) -> None:
    """Write a checksum into a finished index, unless it is so large that this takes too long."""
    if os.path.getsize(path) <= most_bytes:
        with open(path, "r+b") as stream:
            total = _sum(stream.read())
            stream.seek(_SEAL.start)
            stream.write(total)


def _sum(content: bytes) -> bytes:
    total = crc32(content[_SEAL.stop :], crc32(content[: _SEAL.start]))
    return total.to_bytes(_SEAL.stop - _SEAL.start, "big")


def open_read_only(path: str, most_sealed: int) -> sqlite3.Connection:
    """Open a finished index; sqlite3.DatabaseError if it is not one.

    The checksum of an index of up to ``most_sealed`` bytes is verified.
    """
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
        if os.path.getsize(path) <= most_sealed:
            with open(path, "rb") as stream:
                content = stream.read()
            if content[_SEAL] not in (_UNSEALED, _sum(content)):
                raise sqlite3.DatabaseError(f"{path} is damaged")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute(_NO_OTHER_INDEX)
    except BaseException:
        connection.close()
        raise
    return connection


def sign(connection: sqlite3.Connection, stamps: Iterable[Stamp | None], digests: str) -> None:
    """Write down from which versions of which files, and by which program, an index was made."""
    connection.execute("CREATE TABLE signature (program TEXT, stamps TEXT, digest TEXT)")
    signed = program(), repr(tuple(stamps)), digests
    connection.execute("INSERT INTO signature VALUES (?, ?, ?)", signed)


def signature(connection: sqlite3.Connection) -> tuple[str, str]:
    """The stamps and the digest that the index was signed with.

    sqlite3.DatabaseError if another version of the program made it.
    """
    signed = connection.execute("SELECT program, stamps, digest FROM signature").fetchone()
    if signed is None or signed[0] != program():
        raise sqlite3.DatabaseError("the index is of another version")
    return signed[1], signed[2]
