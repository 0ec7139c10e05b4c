"""The store: one or more TOML files, read as one and searched with queries."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from factreport.errors import QueryError, StoreError
from factreport.files import File, Progress, no_progress
from factreport.kinds import ENTRY_TEXTS, KINDS
from factreport.model import Record, Source, Topic
from factreport.periods import Period
from factreport.store import index, locate
from factreport.store.cache import Cache, Digest
from factreport.store.plan import plan_of
from factreport.store.query import Query, check_known, check_text, check_type, wrong
from factreport.store.sql import Plan, Sql, Values, finding, selecting
from factreport.wording import fold, nearest

if TYPE_CHECKING:
    from factreport.figures.figure import Figure

# Opening an index always takes less time than reading, checking and indexing a file, but a store
# smaller than this is not worth a file in the user's cache.
_INDEXED_FROM_BYTES = 4_096
# From this size on, progress is shown.
_SLOW_FROM_BYTES = 4_000_000
_MOST_SUGGESTED = 800

_TOPICS, _PARAGRAPHS, _PAGES = map(Record._fields.index, ("topics", "paragraphs", "pages"))
_REPEATED = tuple(
    Record._fields.index(field)
    for field in ("id", "title", "area", "group", "unit", *ENTRY_TEXTS, "source", "citation")
)
_WITH_ID = ("entry", "source", "topic")

Subject = Literal["topic", "source", "area", "group", "status", "unit"]


def open_store(*paths: str | bytes | os.PathLike[str]) -> Store:
    """Open the store in these files and folders; ``-`` is standard input.

    Without a path: REPORT_FACTS, else the nearest ``facts.toml`` or folder ``facts`` here or in a
    parent folder, else the store that comes with the package.  A store that breaks a rule raises
    StoreError, whose ``problems`` list everything that is wrong, in the order of the files.
    """
    for path in paths:
        check_type("a path", path, (str, bytes, os.PathLike), "text or a path")
    return Store(locate.locate([os.fsdecode(path) for path in paths]))


class Store:
    """Facts that can be selected.  Made by :func:`open_store`, for the thread that opened it."""

    def __init__(
        self,
        located: Sequence[File],
        progress: Progress = no_progress,
        *,
        cache: Cache | None = None,
        slow_from_bytes: int = _SLOW_FROM_BYTES,
    ) -> None:
        self.files = tuple(located)
        size = sum(file.stamp.size for file in self.files if file.stamp)
        self._progress = progress if size >= slow_from_bytes else no_progress
        self._cache = (cache or Cache()) if size >= _INDEXED_FROM_BYTES else None
        known = self._cache.open_index(self.files) if self._cache else None
        self._connection = known or self._build()

    def select(self, query: Query) -> list[Record]:
        """The records that answer the query, in the order of the store unless it sets another.

        QueryError for a topic, source, area, group or status that is not in the store.
        """
        return self._rows(selecting(self._plan(query)), _records)

    def count(self, query: Query) -> int:
        """How many records answer the query."""
        hits = finding(self._plan(query))
        return int(self._rows(hits._replace(text=f"SELECT count(*) FROM ({hits.text})"))[0][0])

    def resolve(self, query: Query) -> Query:
        """The query with every name as the store spells it; QueryError for an unknown name."""
        return self._plan(query).query

    def sources(self, *ids: str) -> list[Source]:
        """The sources with these ids, or all, in the order of the store."""
        return [Source(*row) for row in self._rows(_entries("source", Source._fields, ids))]

    def topics(self, *ids: str) -> list[Topic]:
        """The topics with these ids, or all, in the order of the store."""
        rows = self._rows(_entries("topic", Topic._fields, ids))
        return [
            Topic(id_, title, summary, tuple(filter(None, keywords.split("\n"))))
            for id_, title, summary, keywords in rows
        ]

    def coverage(
        self, subject: Literal["topic", "source", "period", "kind"]
    ) -> dict[str | None, dict[str, int]]:
        """How many facts there are of each kind, by topic id, source id, ISO period or kind.

        A fact with several topics counts under each; a fact without a time counts under None.
        """
        check_known("subject", subject, ("topic", "source", "period", "kind"))
        counts: dict[Any, dict[str, int]] = {}
        sql = "SELECT name, kind, facts FROM tally WHERE subject = ?"
        for name, kind, facts in self._rows(Sql(sql, (subject,))):
            counts.setdefault(name or None, dict.fromkeys(KINDS, 0))[kind] = facts
        if subject == "period":
            periods = {iso: Period.parse(iso).rank for iso in counts if iso}
            in_order = [*sorted(periods, key=periods.__getitem__), None]
            counts = {iso: counts[iso] for iso in in_order if iso in counts}
        return counts

    def names(self, subject: Subject) -> list[str]:
        """All ids of topics or sources, or all areas, groups, statuses or units of facts."""
        check_known("subject", subject, get_args(Subject))
        if subject in ("topic", "source"):
            sql = Sql(f"SELECT id FROM {subject} ORDER BY position")
        else:
            text = "SELECT DISTINCT name FROM tally WHERE subject = ? AND name <> ''"
            sql = Sql(text, (subject,))
        return [name for (name,) in self._rows(sql)]

    def titles(
        self, beginning: str = "", kinds: Sequence[str] = (), *, limit: int
    ) -> list[tuple[str, str]]:
        """The ids with this beginning and their titles: entries of these kinds, or everything.

        At most ``limit`` of each: entries, sources, topics.
        """
        check_text("the beginning", beginning)
        kinds = Query(kinds=kinds, limit=limit).kinds
        tables = ["entry"] if kinds else _WITH_ID
        # This reads a range of the index; LIKE would go through all ids.
        marks = ", ".join("?" * len(kinds))
        where = "id >= ? AND id < ?" + (f" AND kind IN ({marks})" if kinds else "")
        selects = [
            f"SELECT * FROM (SELECT id, title FROM {table} WHERE {where} LIMIT ?)"
            for table in tables
        ]
        bounds = (beginning, f"{beginning}~", *kinds, min(limit, sys.maxsize)) * len(tables)
        return self._rows(Sql(" UNION ALL ".join(selects), bounds))

    def id_of_title(self, title: str) -> str | None:
        """The id of the only entry, source or topic with this title, in any case and accents."""
        check_text("a title", title)
        selects = [f"SELECT id FROM {table} WHERE title = ?1 COLLATE NOCASE" for table in _WITH_ID]
        ids = {id_ for (id_,) in self._rows(Sql(" UNION ".join(selects), (title,)))}
        if ids:
            return ids.pop() if len(ids) == 1 else None
        from factreport.store.full_text import asked_words, phrase

        if words := asked_words(title):  # accents differ too
            entries = f"SELECT rowid FROM spelled WHERE spelled MATCH ? LIMIT {_MOST_SUGGESTED}"
            # A title in ASCII, which has a byte for each character, was found above, if anywhere.
            has_accents = "length(CAST(title AS BLOB)) > length(title)"
            others = [
                f"SELECT id, title FROM {table} WHERE {has_accents} OR ?2"
                for table in ("source", "topic")
            ]
            sql = f"SELECT id, title FROM entry WHERE position IN ({entries})"
            sql = " UNION ALL ".join([sql, *others])
            asked = (f"title : {phrase(words)}", not title.isascii())
            titled = self._rows(Sql(sql, asked))
            ids = {id_ for id_, other in titled if fold(other) == fold(title)}
        return ids.pop() if len(ids) == 1 else None

    def suggestions(self, asked: str) -> list[str]:
        """The ids that are most like this text, or whose titles are."""
        check_text("a name", asked)
        # In a large store, of those that begin alike, and of the others.
        known = dict(self.titles(fold(asked)[:2], limit=_MOST_SUGGESTED))
        known |= self.titles(limit=_MOST_SUGGESTED)
        titles = {title: id_ for id_, title in known.items()}
        near = [*nearest(asked, known), *(titles[title] for title in nearest(asked, titles))]
        return list(dict.fromkeys(near))[:3]

    def nearest_to(self, figure: Figure, limit: int) -> list[Record]:
        """Observations with the values that a figure may have been meant for, the nearest first."""
        from factreport.figures.figure import Figure  # imported late: few questions have one
        from factreport.store.figure_search import nearest_to

        check_type("figure", figure, Figure, "a figure")
        return self._rows(nearest_to(figure, limit), _records)

    def texts(self) -> dict[str, str]:
        """The paths of the texts that sources name, by their ids, whether they exist or not."""
        return locate.texts_of(self._rows(Sql(index.TEXTS)), self.files)

    def file_of_source(self, id_: str) -> File:
        """The file that describes a source; QueryError if the store has no such source."""
        if not self.sources(id_):
            check_known("source", id_, self.names("source"))
        [(file,)] = self._rows(Sql("SELECT file FROM source WHERE id = ?1", (id_,)))
        return self.files[int(file)]

    def keywords(self) -> dict[str, tuple[str, ...]]:
        """The keywords of entries, by id; entries without any are left out."""
        rows = self._rows(Sql("SELECT id, keywords FROM entry WHERE keywords <> ''"))
        return {id_: tuple(keywords.split("\n")) for id_, keywords in rows}

    def line_of(self, id_: str) -> tuple[File, int] | None:
        """The file and the line of an entry, a source or a topic; None if the id is unknown."""
        from factreport.store.line_numbers import line_of_entry  # imported late: needs TOML

        check_text("an id", id_)
        return line_of_entry(self.files, id_, self._rows)

    def lines_of(self, query: Query, numbers: Iterable[int]) -> list[tuple[File, int]]:
        """The files and the lines of the records with these numbers, from 0, in an answer."""
        from factreport.store.line_numbers import lines_of_facts  # imported late: needs TOML

        hits = self._rows(finding(self._plan(query)))
        positions = {number: position for number, (position,) in enumerate(hits)}
        try:
            wanted = [positions[number] for number in numbers]
        except (KeyError, TypeError):
            raise wrong("numbers", "numbers of records in the answer, from 0", numbers) from None
        return lines_of_facts(self.files, wanted, self._rows)

    def _build(self) -> sqlite3.Connection:
        from factreport.store import build_index  # imported late: an existing index needs no TOML

        def build_into(connection: sqlite3.Connection, digest: Digest | None = None) -> None:
            build_index.build(self.files, connection, self._progress, digest)

        try:
            connection = self._cache.build_index(self.files, build_into) if self._cache else None
            if connection is None:
                connection = index.connect()
                build_into(connection)
            return connection
        finally:
            self._progress("")

    def _plan(self, query: Query) -> Plan:
        check_type("the query", query, Query, "a Query")
        return plan_of(query, self._rows, self.names)

    def _rows(self, select: Sql, make: Callable[[Any], list[Any]] = list) -> list[Any]:
        """What is made of the rows of a statement.  A damaged index is built again."""
        try:
            return make(self._connection.execute(*select))
        # The last three: a row of a damaged index can't become a record.
        except (sqlite3.DatabaseError, AttributeError, TypeError, ValueError):
            if objection := index.objection(*select):
                why = f"the query is too large: {objection}"
                raise QueryError(why) from None
            self._connection.close()
            self._connection = self._build()
            try:
                return make(self._connection.execute(*select))
            except sqlite3.Error as again:  # the index is not at fault
                why = f"the index can't be read: {again}; make room for temporary files"
                raise StoreError(f"{locate.described(self.files)}: {why}") from None


def _entries(table: str, fields: Sequence[str], ids: Sequence[str]) -> Sql:
    for id_ in ids:
        check_text("an id", id_)
    values = Values()
    where = f"WHERE id IN ({values.names(ids)})" if ids else ""
    sql = f"SELECT {', '.join(fields)} FROM {table} {where} ORDER BY position"
    return Sql(sql, tuple(values))


def _records(rows: Iterable[tuple[Any, ...]]) -> list[Record]:
    """The records of rows; a text that repeats the previous row's is stored only once."""
    records = []
    before: Sequence[Any] = (None,) * len(Record._fields)
    for row in rows:
        values = list(row)
        for field in _REPEATED:
            if values[field] == before[field]:
                values[field] = before[field]
        topics, paragraphs, pages = values[_TOPICS], values[_PARAGRAPHS], values[_PAGES]
        before = tuple(values)
        values[_TOPICS] = tuple(topics.split(";"))
        values[_PARAGRAPHS] = tuple(map(int, paragraphs.split(";"))) if paragraphs else ()
        values[_PAGES] = tuple(map(int, pages.split(";"))) if pages else ()
        records.append(Record._make(values))
    return records
