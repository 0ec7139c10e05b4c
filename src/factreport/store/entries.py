"""The entries of a store: checked against the declared keys and flattened to rows of the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from operator import itemgetter
from typing import Any, NamedTuple

from factreport import citation, figures
from factreport.model import KINDS, Period, Source, Topic
from factreport.store.columns import Columns
from factreport.store.keys import ID, ID_WORDS, OBSERVATION, TABLES, VALUE_LIMIT, WHEN, Table
from factreport.store.syntax import Path
from factreport.store.words import searchable
from factreport.wording import did_you_mean, listed, quoted, shortened

Row = tuple[Any, ...]
_Place = int | Sequence[int] | None
_Scope = tuple[str | None, str | None]  # an area and a note

_PERIOD, _PLACE = itemgetter(1), itemgetter(5)  # of a row of fact

# In rows, the number of a period or a place that is not there, as "" is a text that is not:
# sqlite3 takes as long for one None as for ten numbers.
_NOTHING = 0

# Of the title of a topic, in characters: it is searched with every fact of the topic.
_MOST_SEARCHED = 1_000
# A store with as many mistakes has one that makes them all: no need to guess at each.
_MOST_GUESSES = 100

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
        self._topic_titles: dict[str, str] = {}
        self._periods = _Numbers()
        self._places = _Numbers()
        # How many facts of each kind there are, by period and by place.
        self._when: dict[str, Counter[int]] = {kind: Counter() for kind in KINDS}
        self._where: dict[str, Counter[int]] = {kind: Counter() for kind in KINDS}
        self._usual: set[tuple[str, ...]] = set()
        self._scopes = _Numbers()
        self._entries = self._facts = self._series = 0

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
        scopes = [(number, *scope) for scope, number in self._scopes.items()]
        yield "scope", scopes
        texts = [(number, *(searchable(one or "") for one in scope)) for number, *scope in scopes]
        yield "scope_words", texts
        yield "place", list(self._place_rows())
        yield "period", [(number, *Period.of(when)) for when, number in self._periods.items()]
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
                    words = _unknown("table", table, TABLES)
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
                words = f"the id {quoted(one)} is taken by {owners[one]}; choose another"
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
                self._report(entry, _unknown("key", name, keys), name)
            elif (clause := key.type.check(value)) is not None:
                self._report(entry, f"{name} {clause}", name)
        for name in declared.required:
            if name not in entry.table:
                self._report(entry, f"{name} is missing; add {name} = …")
        times = [name for name in WHEN if name in entry.table and name in keys]
        if len(times) > 1:
            self._report(entry, f"two times, {listed(times)}; keep one", times[-1])
        if not times and declared is TABLES["event"]:
            self._report(entry, f"an event needs a time; add {listed(WHEN, 'or')}")
        return len(self.findings) == before

    def _is_defined(self, entry: _Entry, table: str, one: str, key: str) -> bool:
        if one in self._defined[table] or not self._is_whole:
            return True
        is_guessed = len(self.findings) < _MOST_GUESSES
        near = did_you_mean(one, self._defined[table]) if is_guessed else ""
        near = near or f"; add [{table}.{one}]"
        self._report(entry, f"{table} {quoted(one)} is not defined{near}", key)
        return False

    # Rows

    def _source(self, entry: _Entry) -> Row:
        table = dict(entry.table)
        if "published" in table:
            table["published"] = str(table["published"])
        values = (table.get(key) for key in Source._fields[1:-1])
        return (None, entry.path[1], *values, citation.reference(table), entry.document)

    def _topic(self, entry: _Entry) -> Row:
        name = str(entry.path[1])
        self._topic_titles[name] = shortened(entry.table["title"], _MOST_SEARCHED)
        values = (entry.table.get(key) for key in Topic._fields[1:])
        return (None, name, *values, entry.document)

    def _entry(self, kind: str, entry: _Entry) -> Iterator[tuple[str, list[Row]]]:
        table, name = entry.table, entry.path[1]
        topics = [one for one in table["topics"] if self._is_defined(entry, "topic", one, "topics")]
        if "source" in table:
            self._is_defined(entry, "source", table["source"], "source")
            self._places[table["source"], (), ()]  # it is used, though each fact may have another
        self._entries += 1
        unit = table.get("unit", "")
        columns = self._columns(entry)
        series = _Numbers(self._series)
        facts = self._facts_of(entry, columns, series)
        extent = (self._facts + 1, len(facts))
        yield "scaled", list(self._scaled(columns, unit))
        self._facts += len(facts)
        self._series += len(series)
        self._when[kind].update(map(_PERIOD, facts))
        self._where[kind].update(map(_PLACE, facts))
        about = (kind, name, table["title"], ";".join(topics), unit, figures.signs(unit))
        stated = (table.get(key, "") for key in ("summary", "status", "by"))
        yield "entry", [(self._entries, *about, *stated, entry.document, *extent)]
        yield "entry_topic", [(topic, self._entries) for topic in topics]
        yield "fact", facts
        yield "series", [(one, self._entries, self._scopes[of]) for of, one in series.items()]
        yield "words", [(self._entries, *self._words(entry, topics, series))]

    def _words(self, entry: _Entry, topics: list[str], scopes: Iterable[_Scope]) -> Iterator[str]:
        """The texts of an entry as the index takes them."""
        areas, notes = (dict.fromkeys(filter(None, texts)) for texts in zip(*scopes, strict=True))
        yield searchable(str(entry.path[1]))
        yield searchable(entry.table["title"])
        titles = (self._topic_titles.get(one, "") for one in topics)
        yield searchable(shortened(" ".join((*topics, *titles)), _MOST_SEARCHED * 10))
        yield searchable(" ".join(areas))
        yield searchable(entry.table.get("summary", ""))
        yield searchable(" ".join(notes))

    def _columns(self, entry: _Entry) -> Columns:
        """The observations of a metric, checked; else the entry itself."""
        if entry.path[0] != "metric":
            return Columns([entry.table])
        columns = Columns(entry.table["observations"])
        if columns.shapes <= self._usual and all(
            _are_sound(key, columns.held(key)) for key in columns.keys
        ):
            return columns
        # One after the other, to find out what is wrong.
        parts = [_part(entry, *one) for one in enumerate(columns.tables)]
        return Columns([self._observation(part) for part in parts])

    def _observation(self, observation: _Entry) -> Mapping[str, Any]:
        if not self._is_sound(observation, OBSERVATION):
            return _mended(observation.table, OBSERVATION)
        self._usual.add(tuple(observation.table))
        return observation.table

    def _facts_of(self, entry: _Entry, columns: Columns, series: _Numbers) -> list[Row]:
        """The rows of an entry's facts."""
        self._check_written(entry, columns)
        self._check_sources(entry, columns)
        shared = entry.table

        def one_of_series(area: str | None = None, note: str | None = None) -> int:
            return series[area or shared.get("area"), note or shared.get("note")]

        def place(source: str | None = None, paragraph: _Place = None, page: _Place = None) -> int:
            # Paragraphs belong to a source: with another source or a place of its own, an
            # observation takes neither paragraphs nor pages from its metric.
            source = source or shared.get("source")
            if source == shared.get("source") and paragraph is None and page is None:
                paragraph, page = shared.get("paragraph"), shared.get("page")
            cited = (source, _numbers(paragraph), _numbers(page))
            return self._places[cited] if any(cited) else _NOTHING

        return list(
            zip(
                columns.mapped(("area", "note"), one_of_series),
                columns.mapped(WHEN, self._period),
                columns.filled("value"),
                columns.filled("qualifier", ""),
                columns.filled("written", ""),
                columns.mapped(("source", "paragraph", "page"), place),
                strict=True,
            )
        )

    def _period(self, year: Any = None, period: Any = None, date: Any = None) -> int:
        when = year or period or date
        return self._periods[when] if when else _NOTHING

    def _scaled(self, columns: Columns, unit: str) -> Iterator[Row]:
        """The values as plain numbers, where the unit has a magnitude."""
        if figures.unit_magnitude(unit) != 1:
            for position, value in enumerate(columns.filled("value"), start=self._facts + 1):
                if value is not None:
                    amount = figures.in_full(value, unit)
                    is_exact = amount == int(amount) and abs(amount) < VALUE_LIMIT
                    yield int(amount) if is_exact else float(amount), position

    def _check_written(self, entry: _Entry, columns: Columns) -> None:
        unit = entry.table.get("unit")
        if unit and "written" in columns.keys:
            written, values, qualifiers = map(columns.filled, ("written", "value", "qualifier"))
            for number, clause in figures.misstatements(written, values, qualifiers, unit):
                self._report(_part(entry, number, columns.tables[number]), clause, "written")

    def _check_sources(self, entry: _Entry, columns: Columns) -> None:
        held = columns.held("source") if "source" in columns.keys else []
        if not self._defined["source"].issuperset(held):
            for number, table in enumerate(columns.tables):
                if "source" in table:
                    part = _part(entry, number, table)
                    self._is_defined(part, "source", table["source"], "source")

    def _place_rows(self) -> Iterator[Row]:
        for (source, paragraphs, pages), position in self._places.items():
            words = citation.place(paragraphs, pages)
            yield position, source, _joined(paragraphs), _joined(pages), words


def _unknown(subject: str, name: str, known: Iterable[str]) -> str:
    near = did_you_mean(name, known) or f"; known: {', '.join(known)}"
    return f"unknown {subject} {quoted(name)}{near}"


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
    # What is equal and of one type is checked once.
    types = set(map(type, values))
    different = set(values) if len(types) == 1 and list not in types else values
    return all(kind.check(value) is None for value in different)


def _numbers(place: _Place) -> tuple[int, ...]:
    if place is None:
        return ()
    return (place,) if isinstance(place, int) else tuple(dict.fromkeys(place))


def _joined(numbers: tuple[int, ...]) -> str:
    return ";".join(map(str, numbers))
