"""The store: one or more TOML files, read as one and asked by queries."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from factreport.errors import QueryError, StoreError
from factreport.model import KINDS, Counts, Record, Source, Topic, Years
from factreport.store import cache, files, index
from factreport.store.files import File, Progress, described, no_progress
from factreport.store.query import NUMBERS, Query, Statement, marks, selection, statement
from factreport.wording import did_you_mean, fold, is_encodable, nearest, quoted

if TYPE_CHECKING:
    from factreport.figures import Figure

# An index of any size is opened in less time than a file is read, checked and indexed, but one
# that is smaller than this is not worth a file in the user's cache.
_INDEXED_FROM_BYTES = 4_096
# From this size on a person is told what takes so long.
_SLOW_FROM_BYTES = 4_000_000
_MOST_NAMES = 12
_MOST_ASKED = 500
_MOST_NEIGHBOURS, _MOST_NEAR = 50, 500
# A zero more or less, thousands for millions: the powers of ten by which a figure goes wrong.
_SLIPS = (-6, -3, -2, -1, 1, 2, 3, 6)

_TOPICS, _PARAGRAPHS, _PAGES = map(Record._fields.index, ("topics", "paragraphs", "pages"))
_REPEATED = tuple(
    Record._fields.index(field)
    for field in ("id", "title", "area", "unit", "summary", "by", "source", "citation", "note")
)
_WITH_ID = ("entry", "source", "topic")
# What comes of making a record of a row that no index holds.
_SENSELESS = (AttributeError, TypeError, ValueError)
_SINGLE = ("figure", "latest", "best_first", "sort", "limit")
_NAMED_BY = {
    "topic": "id FROM topic ORDER BY position",
    "source": "id FROM source ORDER BY position",
    "area": "name FROM area",
}


def open_store(*paths: str | os.PathLike[str]) -> Store:
    """Open the store made of these files and folders, ``-`` being standard input.

    Without a path: REPORT_FACTS, else the nearest ``facts.toml`` here or in a parent folder,
    else the store that comes with the package.  A store that breaks a rule is refused with a
    StoreError; its ``problems`` are all that is wrong, in the order of the files.
    """
    return Store(files.locate([os.fspath(path) for path in paths]))


class Store:
    """Facts that can be selected.  Made by :func:`open_store`, for the thread that opened it."""

    def __init__(self, located: Sequence[File], progress: Progress | None = None) -> None:
        self.files = tuple(located)
        self._progress = progress or no_progress
        self._connection = cache.open_index(self.files) or self._build()
        self._version = index.signature(self._connection)

    def select(self, query: Query) -> list[Record]:
        """The records that answer the query, in the order of the store unless it says otherwise.

        QueryError for a kind, topic, source, area or field that the store does not have.
        """
        return list(self.iterate(query))

    def iterate(self, query: Query) -> Iterator[Record]:
        """The same one by one, for answers too large to hold."""
        return self._rows(statement(self.resolve(query)), _recorder())

    def count(self, query: Query) -> int:
        """How many records answer the query."""
        select = selection(self.resolve(query), "1")
        counted = Statement(f"SELECT count(*) FROM ({select.sql})", select.parameters)
        return int(next(self._rows(counted))[0])

    def years(self, query: Query) -> list[Years]:
        """The periods, as years, of the records that answer the query; each once."""
        select = selection(self.resolve(query), "start_year, end_year")
        sql = f"SELECT DISTINCT * FROM ({select.sql}) WHERE start_year IS NOT NULL"
        return [Years(*row) for row in self._rows(Statement(sql, select.parameters))]

    def resolve(self, query: Query) -> Query:
        """The query with every name as the store spells it; QueryError for one it lacks."""
        query = Query(*map(_several, query._fields, query))
        for text in (*query.text, *query.topics, *query.sources, *query.areas, *query.ids):
            if not is_encodable(text):
                raise QueryError(f"{quoted(text)} is no text in UTF-8")
        if query.limit is not None and query.limit < 0:
            raise QueryError(f"a limit is a number from 0 on, not {query.limit}")
        if query.sort is not None:
            check_known("field", query.sort.removeprefix("-"), Record._fields)
        for kind in query.kinds:
            check_known("kind", kind, KINDS)
        return query._replace(
            topics=self._spellings("topic", query.topics),
            sources=self._spellings("source", query.sources),
            areas=self._spellings("area", query.areas),
        )

    def sources(self, *ids: str) -> list[Source]:
        """The sources with these ids, or all, in the order of the store."""
        wanted = ids if len(ids) <= _MOST_ASKED else ()  # SQLite takes so many at once
        select = _entries("source", ("file", *Source._fields), wanted)
        found = [self._source(*row) for row in self._rows(select)]
        return found if wanted or not ids else [one for one in found if one.id in set(ids)]

    def _source(self, file: int, *values: Any) -> Source:
        """A source; the path of its text is relative to the file that names it.

        In the index it stays as written: the name of a folder need not be text.
        """
        source = Source(*values)
        if source.text is None:
            return source
        return source._replace(text=files.beside(self.files[file], source.text))

    def topics(self, *ids: str) -> list[Topic]:
        """The topics with these ids, or all, in the order of the store."""
        return [Topic(*row) for row in self._rows(_entries("topic", Topic._fields, ids))]

    def coverage(self, subject: Literal["topic", "source", "year"]) -> dict[Any, Counts]:
        """How many facts there are of each kind, by topic id, by source id or by Years.

        A fact of several topics counts under each; one without a time under None.
        """
        found: dict[Any, dict[str, int]] = {}
        for *key, kind, facts in self._rows(Statement(f"SELECT * FROM {subject}_tally")):
            found.setdefault(tuple(key), {})[kind] = facts
        return {
            _tally_key(key): Counts(sum(kinds.values()), *(kinds.get(kind, 0) for kind in KINDS))
            for key, kinds in found.items()
        }

    def suggestions(self, asked: str) -> list[str]:
        """The ids most like this one, or whose titles are."""
        tables = " UNION ALL ".join(f"SELECT id, title FROM {one}" for one in _WITH_ID)
        known = dict(self._rows(Statement(tables)))
        titles = {title: one for one, title in known.items()}
        found = [*nearest(asked, known), *(titles[one] for one in nearest(asked, titles))]
        return list(dict.fromkeys(found))[:3]

    def neighbours(self, figure: Figure) -> list[Record]:
        """Observations that a figure may have been meant for: near it, or off by powers of ten.

        The nearest ones come first; a percentage is near percentages alone.  Of very many that are
        near, only so many are looked at.
        """
        value, least, greatest = (
            float(figure.value),
            *sorted((float(figure.value / 2), float(figure.value * 2))),
        )
        powers = [float(figure.value.scaleb(power)) for power in _SLIPS]
        # Both ways along the sorted values, and no further than to what is far off.
        near = " UNION ALL ".join(
            f"SELECT * FROM (SELECT {fact} AS hit, {number} AS number FROM {table}"
            f" WHERE {number} {side} ORDER BY {number} {order} LIMIT {_MOST_NEAR})"
            for table, (number, fact) in NUMBERS.items()
            for side, order in ((">= ? AND {0} <= ?", ""), ("< ? AND {0} >= ?", "DESC"))
            for side in [side.format(number)]
        )
        slips = " UNION ALL ".join(
            f"SELECT {fact}, {number} FROM {table} WHERE {number} IN ({marks(powers)})"
            for table, (number, fact) in NUMBERS.items()
        )
        sql = (
            f"SELECT {index.COLUMNS} FROM (SELECT hit, min(abs(number - ?)) AS distance"
            f" FROM ({near} UNION ALL {slips}) GROUP BY hit)"
            " CROSS JOIN record ON record.position = hit WHERE (signs = '%') = ?"
            f" ORDER BY distance LIMIT {_MOST_NEIGHBOURS}"
        )
        around = (value, greatest, value, least) * len(NUMBERS)
        parameters = (value, *around, *powers * len(NUMBERS), figure.unit == "%")
        return list(self._rows(Statement(sql, parameters), _recorder()))

    def titles(
        self, beginning: str = "", kinds: Sequence[str] = (), *, most: int
    ) -> list[tuple[str, str]]:
        """The ids that begin like this, of these kinds or of everything, with their titles."""
        tables = ["entry"] if kinds else _WITH_ID
        # A range of the index, where LIKE would go through all ids.
        where = "id >= ? AND id < ?" + (f" AND kind IN ({marks(kinds)})" if kinds else "")
        selects = [f"SELECT id, title FROM {table} WHERE {where}" for table in tables]
        bounds = (beginning, f"{beginning}~", *kinds) * len(tables)
        select = Statement(f"{' UNION ALL '.join(selects)} LIMIT ?", (*bounds, most))
        return [(one, title) for one, title in self._rows(select)]

    def names(self, subject: Literal["topic", "source", "area"]) -> list[str]:
        """All topic ids, source ids or areas."""
        return [row[0] for row in self._rows(Statement(f"SELECT {_NAMED_BY[subject]}"))]

    def _spellings(
        self, subject: Literal["topic", "source", "area"], names: Iterable[str]
    ) -> list[str]:
        """The names as the store has them: just so, else all that differ in case or accents."""
        column = "name" if subject == "area" else "id"
        found: list[str] = []
        for name in names:
            same = Statement(f"SELECT {column} FROM {subject} WHERE {column} = ?", (name,))
            own = [row[0] for row in self._rows(same)]
            if not own:
                known = self.names(subject)  # there may be many: only a mistake pays for them
                folded = fold(name)
                own = [one for one in known if fold(one) == folded]
                if not own:
                    raise unknown(subject, name, known)
            found += own
        return found

    def _build(self) -> sqlite3.Connection:
        from factreport.store import compile as compiler  # an index that is there needs no TOML

        size = sum(file.stamp.size for file in self.files if file.stamp)
        progress = self._progress if size >= _SLOW_FROM_BYTES else no_progress

        def compile_into(connection: sqlite3.Connection, begun_ns: int) -> cache.Contents:
            return compiler.version(
                compiler.compile_files(self.files, connection, progress, begun_ns=begun_ns)
            )

        try:
            connection = None
            if size >= _INDEXED_FROM_BYTES:
                connection = cache.build_index(self.files, compile_into)
            if connection is None:
                connection = index.connect()
                contents = compile_into(connection, time.time_ns())
                index.sign(connection, repr(contents.stamps), contents.digest)
            return connection
        finally:
            progress("")

    def _rows(
        self, select: Statement, make: Callable[[tuple[Any, ...]], Any] = tuple
    ) -> Iterator[Any]:
        """What is made of the rows of a statement.  A damaged index is made anew.

        The same files give the same index, so the rows go on where they broke off.
        """
        given = 0
        try:
            for row in self._connection.execute(*select):
                yield make(row)
                given += 1
        except (sqlite3.DatabaseError, *_SENSELESS) as error:
            if objection := index.objection(*select):
                words = f"this is too much to ask for at once; ask for less: {objection}"
                raise QueryError(words) from None
            self._make_anew(given, error)
            try:
                yield from map(make, islice(self._connection.execute(*select), given, None))
            except sqlite3.Error as again:  # no fault of the index
                words = f"the index can't be read: {again}; make room for temporary files"
                raise StoreError(f"{described(self.files)}: {words}") from None

    def _make_anew(self, given: int, error: Exception) -> None:
        """Make the index anew; StoreError where that is of no use."""
        self._connection.close()
        self._connection = self._build()
        version = index.signature(self._connection)
        if given and version != self._version:
            words = f"{described(self.files)}: the store has changed while it was read; ask again"
            raise StoreError(words) from error
        self._version = version


def _several(name: str, part: Any) -> Any:
    """A lone text or year where a list is due as a list of one."""
    is_lone = isinstance(part, str | int) and name not in _SINGLE
    return [part] if is_lone else part


def check_known(subject: str, name: str, known: Iterable[str]) -> None:
    """QueryError, with the nearest names and the list, unless the name is known."""
    known = list(known)
    if name not in known:
        raise unknown(subject, name, known)


def unknown(subject: str, name: str, known: Sequence[str]) -> QueryError:
    """The error for a name that the store does not have."""
    shown = known if len(known) <= _MOST_NAMES else [*known[:_MOST_NAMES], "…"]
    there_is = f"known: {', '.join(shown)}" if known else f"the store has no {subject}"
    near = did_you_mean(name, known)
    return QueryError(f"unknown {subject} {quoted(name)}{near or ';'} {there_is}")


def _entries(table: str, fields: Sequence[str], ids: Sequence[str]) -> Statement:
    where = f"WHERE id IN ({marks(ids)})" if ids else ""
    return Statement(f"SELECT {', '.join(fields)} FROM {table} {where} ORDER BY position", (*ids,))


def _tally_key(key: tuple[Any, ...]) -> Any:
    if len(key) == 1:
        return key[0]
    return Years(*key) if key[0] is not None else None


def _recorder() -> Callable[[tuple[Any, ...]], Record]:
    """What makes records of rows; a text that is that of the row before is kept once."""
    before: tuple[Any, ...] = (None,) * len(Record._fields)

    def record(row: tuple[Any, ...]) -> Record:
        nonlocal before
        values = list(row)
        for place in _REPEATED:
            if values[place] == before[place]:
                values[place] = before[place]
        before = tuple(values)
        values[_TOPICS] = tuple(row[_TOPICS].split(";"))
        values[_PARAGRAPHS] = _numbers(row[_PARAGRAPHS])
        values[_PAGES] = _numbers(row[_PAGES])
        return Record._make(values)

    return record


def _numbers(joined: str | None) -> tuple[int, ...]:
    return tuple(map(int, joined.split(";"))) if joined else ()
