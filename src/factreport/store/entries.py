"""The entries of a store: checked against the declared keys and flattened to rows of the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from operator import itemgetter
from typing import Any, NamedTuple

from factreport import citation, figures
from factreport.model import KINDS, Period
from factreport.store.keys import ID, ID_WORDS, OBSERVATION, TABLES, WHEN, Table
from factreport.store.syntax import Path
from factreport.store.words import searchable
from factreport.text import did_you_mean, listed, quoted

Row = tuple[Any, ...]

_PERIOD, _PLACE = itemgetter(1), itemgetter(6)  # of a row of fact

# What stands for a required key that is missing or wrong; a title or a unit is the empty string.
_EMPTY: Mapping[str, Any] = {"topics": (), "observations": (), "value": None}


class _Numbers(dict[Any, int]):
    """A number for each thing that is asked for, in the order in which they first are."""

    def __init__(self, before: int = 0) -> None:
        super().__init__()
        self._unused = count(before + 1)

    def __missing__(self, thing: Any) -> int:
        return self.setdefault(thing, next(self._unused))


class Document(NamedTuple):
    """A file of a store that was read: its name for messages, and its tables."""

    name: str
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
        self._periods = _Numbers()
        self._places = _Numbers()
        # How many facts of each kind there are, by period and by place.
        self._when: dict[str, Counter[int | None]] = {kind: Counter() for kind in KINDS}
        self._where: dict[str, Counter[int | None]] = {kind: Counter() for kind in KINDS}
        self._usual: set[tuple[str, ...]] = set()
        self._entries = self._facts = self._documents_made = 0

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
        yield "place", list(self._place_rows())
        yield "period", [(position, *Period.of(when)) for when, position in self._periods.items()]
        for table, tally in (("when_tally", self._when), ("where_tally", self._where)):
            for name, counts in tally.items():
                yield table, [(position, name, facts) for position, facts in counts.items()]

    def _take(self, document: int, table: str) -> Iterator[_Entry]:
        """The entries of a table, each removed from its document."""
        ids = self._documents[document].tables.get(table, {})
        for one in list(ids):
            entry = _Entry(document, (table, one), ids.pop(one))
            if not self._is_sound(entry, TABLES[table]):
                entry = entry._replace(table=_mended(entry.table, TABLES[table]))
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
            if not isinstance(content, dict):
                words = f"must be a table of the form [{table}.{one}]"
            elif one in owners:
                words = f"the id {quoted(one)} is taken by {owners[one]}; every id is unique"
            else:
                owners[one] = f"{table}.{one} in {self._documents[document].name}"
                if not ID.fullmatch(one):
                    words = f"{quoted(one)} is not an id; an id is {ID_WORDS}"
                    self.findings.append(Finding(document, (table, one), f"{table}.{one}", words))
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
        if not times and declared is TABLES["event"]:
            self._report(entry, f"an event needs a time; add {listed(WHEN, 'or')}")
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
        if "source" in table:
            self._is_defined(entry, "source", table["source"], "source")
        self._entries += 1
        unit = table.get("unit")
        magnitude = figures.unit_magnitude(unit or "")
        measure = (unit, figures.is_percent(unit or ""))
        documents = _Numbers(self._documents_made)
        facts = self._facts_of(entry, magnitude, documents)
        extent = (self._facts + 1, len(facts))
        self._facts += len(facts)
        self._documents_made += len(documents)
        self._when[kind].update(map(_PERIOD, facts))
        self._where[kind].update(map(_PLACE, facts))
        stated = (table.get("summary"), table.get("status"), table.get("by"), entry.document)
        about = (kind, name, table["title"], ";".join(topics), *measure)
        yield "entry", [(self._entries, *about, *stated, *extent)]
        yield "entry_topic", [(topic, self._entries) for topic in topics]
        yield "fact", facts
        yield "document", [(one, self._entries, *about) for about, one in documents.items()]
        yield "words", list(self._words(entry, topics, documents))

    def _words(self, entry: _Entry, topics: list[str], documents: _Numbers) -> Iterator[Row]:
        subject = " ".join(f"{topic} {self._topic_titles.get(topic, '')}" for topic in topics)
        about = [searchable(one) for one in (str(entry.path[1]), entry.table["title"], subject)]
        summary = searchable(entry.table.get("summary"))
        for (area, note), number in documents.items():
            yield (number, *about, searchable(area), summary, searchable(note))

    def _parts(self, entry: _Entry) -> Sequence[Mapping[str, Any]]:
        """The observations of a metric; else the entry itself."""
        if entry.path[0] != "metric":
            return [entry.table]
        tables: list[Mapping[str, Any]] = entry.table["observations"]
        if self._are_usual(tables):
            return tables
        return [self._observation(_part(entry, *one)) for one in enumerate(tables)]

    def _are_usual(self, tables: Sequence[Mapping[str, Any]]) -> bool:
        """Whether observations have the keys of earlier sound ones, and sound values.

        A large store is nearly all observations: this is many times as fast as to check one
        after the other, which is left to find out what is wrong.
        """
        shapes = set(map(tuple, tables))
        return shapes <= self._usual and all(
            _are_sound(key, [table[key] for table in tables if key in table])
            for key in {key for shape in shapes for key in shape}
        )

    def _observation(self, observation: _Entry) -> Mapping[str, Any]:
        if not self._is_sound(observation, OBSERVATION):
            return _mended(observation.table, OBSERVATION)
        self._usual.add(tuple(observation.table))
        return observation.table

    def _facts_of(self, entry: _Entry, magnitude: int, documents: _Numbers) -> list[Row]:
        """The rows of an entry's facts, made column by column, which is faster than one by one."""
        shared, tables = entry.table, self._parts(entry)

        def column(key: str, usual: Any = None) -> list[Any]:
            return [table.get(key, usual) for table in tables]

        values, written = column("value"), column("written")
        self._check_written(entry, tables, written)
        amounts = values if magnitude == 1 else [_scaled(value, magnitude) for value in values]
        areas, notes = column("area", shared.get("area")), column("note", shared.get("note"))
        when = [one.get("year") or one.get("period") or one.get("date") for one in tables]
        return list(
            zip(
                map(documents.__getitem__, zip(areas, notes, strict=True)),
                [None if one is None else self._periods[one] for one in when],
                values,
                amounts,
                column("qualifier"),
                written,
                self._places_of(entry, tables),
                strict=True,
            )
        )

    def _check_written(
        self, entry: _Entry, tables: Sequence[Mapping[str, Any]], written: list[str | None]
    ) -> None:
        unit = entry.table.get("unit")
        for number, words in enumerate(written):
            if words is None or not unit:
                continue
            value, qualifier = tables[number].get("value"), tables[number].get("qualifier")
            if value is None:
                continue
            if (clause := figures.states(words, value, qualifier, unit)) is not None:
                self._report(_part(entry, number, tables[number]), clause, "written")

    def _places_of(
        self, entry: _Entry, tables: Sequence[Mapping[str, Any]]
    ) -> Iterator[int | None]:
        """The number of each fact's place: a source, and paragraphs or pages in it."""
        sources = [table.get("source") for table in tables]
        if not self._defined["source"].issuperset(filter(None, sources)):
            for number, source in enumerate(sources):
                part = _part(entry, number, tables[number])
                if source is not None and part is not entry:
                    self._is_defined(part, "source", source, "source")
        paragraphs, pages = _place_column(tables, "paragraph"), _place_column(tables, "page")
        cited = list(zip(sources, paragraphs, pages, strict=True))
        known = {own: self._place(own, entry.table) for own in set(cited)}
        return map(known.__getitem__, cited)

    def _place(self, own: tuple[Any, Any, Any], shared: Mapping[str, Any]) -> int | None:
        # Paragraphs belong to a source: with a source or a place of its own, an observation
        # takes neither paragraphs nor pages from its metric.
        source, paragraph, page = own
        if source is paragraph is page is None:
            paragraph, page = shared.get("paragraph"), shared.get("page")
        cited = (source or shared.get("source"), _numbers(paragraph), _numbers(page))
        return self._places[cited] if any(cited) else None

    def _place_rows(self) -> Iterator[Row]:
        for (source, paragraphs, pages), position in self._places.items():
            words = [self._references.get(source or ""), citation.place(paragraphs, pages)]
            joined = ", ".join(filter(None, words))
            yield position, source, _joined(paragraphs), _joined(pages), joined


def _mended(table: Mapping[str, Any], declared: Table) -> Mapping[str, Any]:
    """A faulty table as far as it is sound: what else is wrong is then found in the same run."""
    keys = declared.keys
    sound = {
        name: value
        for name, value in table.items()
        if name in keys and keys[name].type.check(value) is None
    }
    if "qualifier" not in sound and "qualifier" in table:
        sound.pop("written", None)  # what it should read as is not known
    return {**{name: _EMPTY.get(name, "") for name in declared.required}, **sound}


def _part(entry: _Entry, number: int, table: Mapping[str, Any]) -> _Entry:
    """An observation as an entry in hand; what is no metric is its own only part."""
    if table is entry.table:
        return entry
    return _Entry(entry.document, (*entry.path, "observations", number), table)


def _are_sound(key: str, values: list[Any]) -> bool:
    """Whether a key of an observation may hold all these values."""
    kind = OBSERVATION.keys[key].type
    if kind.are_usual is not None and kind.are_usual(values):
        return True
    return all(kind.check(value) is None for value in values)


def _place_column(tables: Sequence[Mapping[str, Any]], key: str) -> list[Any]:
    places = (table.get(key) for table in tables)
    return [tuple(place) if type(place) is list else place for place in places]


def _scaled(value: float | None, magnitude: int) -> float | None:
    return None if value is None else float(value * magnitude)


def _numbers(place: int | tuple[int, ...] | None) -> tuple[int, ...]:
    if place is None:
        return ()
    return (place,) if isinstance(place, int) else tuple(dict.fromkeys(place))


def _joined(numbers: tuple[int, ...]) -> str:
    return ";".join(map(str, numbers))
