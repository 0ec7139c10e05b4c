"""The entries of a store: checked against the declared keys and flattened to rows of the index."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from factreport import figures
from factreport.model import KINDS, Period
from factreport.store import citation
from factreport.store.keys import ID, ID_WORDS, OBSERVATION, TABLES, WHEN, Table
from factreport.store.syntax import Path
from factreport.store.words import searchable
from factreport.text import did_you_mean, listed, quoted

Row = tuple[Any, ...]


class Document(NamedTuple):
    """A file of a store that was read: its name, the folder it is in, and its tables."""

    name: str
    folder: str
    tables: dict[str, Any]


class Finding(NamedTuple):
    """A mistake before its line is known: in which document, under which path, of which entry."""

    document: int
    path: Path
    entry: str | None
    words: str


class _Entry(NamedTuple):
    """An entry, or an observation of one, in hand: where it stands and what it says."""

    document: int
    path: Path
    table: Mapping[str, Any]

    @property
    def name(self) -> str:
        table, one, *inside = self.path
        observation = f", observation {int(inside[1]) + 1}" if inside else ""
        return f"{table}.{one}{observation}"

    def inherited(self, key: str, parent: _Entry) -> Any:
        return self.table[key] if key in self.table else parent.table.get(key)


class Flattener:
    """Turns documents into rows of the index, batch by batch, and collects what is wrong.

    ``rows()`` empties the documents as it goes, so that a large store is never held twice.
    When there are ``findings`` afterwards, the store is refused and its rows mean nothing.
    """

    def __init__(self, documents: list[Document], *, is_whole: bool = True) -> None:
        self.findings: list[Finding] = []
        self._documents = documents
        self._is_whole = is_whole
        self._defined = {name: self._ids(name) for name in ("source", "topic")}
        self._references: dict[str, str] = {}
        self._topic_titles: dict[str, str] = {}
        self._periods: dict[Any, Period] = {}
        self._places: dict[Any, int] = {}
        self._entries = self._facts = self._word_lists = 0

    def _ids(self, table: str) -> set[str]:
        found = (document.tables.get(table) for document in self._documents)
        return {one for ids in found if isinstance(ids, dict) for one in ids}

    def rows(self) -> Iterator[tuple[str, list[Row]]]:
        """Batches of rows, each with the name of its table."""
        self._check_names()
        for document in range(len(self._documents)):
            yield "source", [self._source(entry) for entry in self._take(document, "source")]
            yield "topic", [self._topic(entry) for entry in self._take(document, "topic")]
        for document, content in enumerate(self._documents):
            for kind in [name for name in content.tables if name in KINDS]:
                for entry in self._take(document, kind):
                    yield from self._entry(kind, entry)
        yield "place", [(*row, position) for row, position in self._places.items()]

    def _take(self, document: int, table: str) -> Iterator[_Entry]:
        """The sound entries of a table, each removed from its document."""
        ids = self._documents[document].tables.get(table, {})
        for one in list(ids):
            entry = _Entry(document, (table, one), ids.pop(one))
            if self._is_sound(entry, TABLES[table]):
                yield entry

    # Names: tables and ids, over the whole store

    def _check_names(self) -> None:
        owners: dict[str, str] = {}
        for number, document in enumerate(self._documents):
            for table, ids in list(document.tables.items()):
                if table not in TABLES:
                    words = f"unknown table {quoted(table)}{did_you_mean(table, TABLES)}"
                elif not isinstance(ids, dict):
                    words = f"{table} must be tables of the form [{table}.ID]"
                else:
                    self._check_ids(number, table, ids, owners)
                    continue
                self.findings.append(Finding(number, (table,), None, words))
                del document.tables[table]

    def _check_ids(
        self, document: int, table: str, ids: dict[str, Any], owners: dict[str, str]
    ) -> None:
        for one, content in list(ids.items()):
            if not ID.fullmatch(one):
                words = f"{quoted(one)} is not an id; an id is {ID_WORDS}"
            elif not isinstance(content, dict):
                words = f"must be a table of the form [{table}.{one}]"
            elif one in owners:
                words = f"the id {quoted(one)} is taken by {owners[one]}; every id is unique"
            else:
                owners[one] = f"{table}.{one} in {self._documents[document].name}"
                continue
            self.findings.append(Finding(document, (table, one), f"{table}.{one}", words))
            del ids[one]

    # Checks of one table

    def _report(self, entry: _Entry, words: str, *path: str | int) -> None:
        self.findings.append(Finding(entry.document, entry.path + path, entry.name, words))

    def _is_sound(self, entry: _Entry, declared: Table) -> bool:
        """Check the keys of a table; every fault is reported at its own line."""
        before = len(self.findings)
        keys = declared.keys
        for name, value in entry.table.items():
            key = keys.get(name)
            if key is None:
                words = f"unknown key {quoted(name)}{did_you_mean(name, keys)}"
                self._report(entry, words, name)
            elif (clause := key.type.check(value)) is not None:
                self._report(entry, f"{name} {clause}", name)
        for name in declared.required:
            if name not in entry.table:
                self._report(entry, f"{name} is missing")
        times = [name for name in WHEN if name in entry.table and name in keys]
        if len(times) > 1:
            self._report(entry, f"two times, {listed(times)}; keep one", times[-1])
        return len(self.findings) == before

    def _is_defined(self, entry: _Entry, table: str, one: str, key: str) -> bool:
        if one in self._defined[table] or not self._is_whole:
            return True
        near = did_you_mean(one, self._defined[table]) or f"; add [{table}.{one}]"
        self._report(entry, f"{table} {quoted(one)} is not defined{near}", key)
        return False

    # Rows

    def _source(self, entry: _Entry) -> Row:
        table = dict(entry.table)
        if "published" in table:
            table["published"] = str(table["published"])
        if "text" in table:
            folder = self._documents[entry.document].folder
            table["text"] = os.path.join(folder, table["text"])
        name = str(entry.path[1])
        self._references[name] = citation.reference(table)
        values = (table.get(key) for key in TABLES["source"].keys)
        return (None, name, *values, self._references[name], entry.document)

    def _topic(self, entry: _Entry) -> Row:
        name = str(entry.path[1])
        self._topic_titles[name] = entry.table["title"]
        values = (entry.table.get(key) for key in TABLES["topic"].keys)
        return (None, name, *values, entry.document)

    def _entry(self, kind: str, entry: _Entry) -> Iterator[tuple[str, list[Row]]]:
        table, name = entry.table, entry.path[1]
        topics = [one for one in table["topics"] if self._is_defined(entry, "topic", one, "topics")]
        if kind == "event" and not any(key in table for key in WHEN):
            self._report(entry, f"an event needs a time; add {listed(WHEN, 'or')}")
        self._entries += 1
        unit = table.get("unit")
        measure = (unit, figures.unit_magnitude(unit or ""), figures.is_percent(unit or ""))
        parts = self._observations(entry) if kind == "metric" else [entry]
        words: dict[tuple[str | None, str | None], int] = {}
        facts = [self._fact(part, entry, number, words) for number, part in enumerate(parts)]
        joined = ";".join(topics)
        yield (
            "entry",
            [
                (self._entries, kind, name, table["title"], joined, *measure)
                + (table.get("summary"), table.get("status"), table.get("by"), entry.document)
            ],
        )
        yield "entry_topic", [(topic, self._entries) for topic in topics]
        yield "fact", facts
        subject = " ".join(f"{topic} {self._topic_titles.get(topic, '')}" for topic in topics)
        about = [searchable(one) for one in (str(name), table["title"], subject)]
        summary = searchable(table.get("summary"))
        yield (
            "words",
            [
                (number, *about, searchable(area), summary, searchable(note))
                for (area, note), number in words.items()
            ],
        )

    def _observations(self, metric: _Entry) -> Iterator[_Entry]:
        document, path = metric.document, (*metric.path, "observations")
        for number, table in enumerate(metric.table["observations"]):
            observation = _Entry(document, (*path, number), table)
            if self._is_sound(observation, OBSERVATION):
                yield observation

    def _fact(
        self, part: _Entry, entry: _Entry, number: int, words: dict[tuple[Any, Any], int]
    ) -> Row:
        table = part.table
        value, qualifier, written = (table.get(key) for key in ("value", "qualifier", "written"))
        unit = entry.table.get("unit", "")
        if written is not None and value is not None:
            if (clause := figures.states(written, value, qualifier, unit)) is not None:
                self._report(part, clause, "written")
        area, note = part.inherited("area", entry), part.inherited("note", entry)
        if (document := words.get((area, note))) is None:
            self._word_lists += 1
            document = words[area, note] = self._word_lists
        period, start_year, end_year = self._period(table)
        return (
            self._entries,
            number,
            document,
            area,
            period,
            start_year,
            end_year,
            value,
            value * figures.unit_magnitude(unit) if value is not None else None,
            qualifier,
            written,
            self._place(part, entry),
            note,
        )

    def _period(self, table: Mapping[str, Any]) -> Period | tuple[None, None, None]:
        when = next((table[key] for key in WHEN if key in table), None)
        if when is None:
            return None, None, None
        if when not in self._periods:
            self._periods[when] = Period.of(when)
        return self._periods[when]

    def _place(self, part: _Entry, entry: _Entry) -> int | None:
        """The number of the place that is cited: a source, and paragraphs or pages in it."""
        source = part.inherited("source", entry)
        if source is not None and not self._is_defined(
            part if "source" in part.table else entry, "source", source, "source"
        ):
            return None
        # Paragraphs belong to a source: with a source or a place of its own, an observation
        # takes neither paragraphs nor pages from its metric.
        own = part.table.keys() & {"source", "paragraph", "page"}
        cited = part.table if own else entry.table
        paragraphs, pages = _numbers(cited.get("paragraph")), _numbers(cited.get("page"))
        if source is None and not paragraphs and not pages:
            return None
        cited_as = [self._references.get(source), citation.place(paragraphs, pages)]
        row = (source, _joined(paragraphs), _joined(pages), ", ".join(filter(None, cited_as)))
        return self._places.setdefault(row, len(self._places) + 1)


def _numbers(place: int | list[int] | None) -> tuple[int, ...]:
    if place is None:
        return ()
    return (place,) if isinstance(place, int) else tuple(dict.fromkeys(place))


def _joined(numbers: tuple[int, ...]) -> str:
    return ";".join(map(str, numbers))
