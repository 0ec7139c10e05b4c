"""Checks the entries of a store against the declared keys and reports all mistakes.

The valid part of a faulty table is passed on, so that one run finds everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from factreport.figures.statement import Statement, misstatement, states
from factreport.files import Stamp
from factreport.kinds import APPENDED, OBSERVED, TABLES, Kind, Table
from factreport.kinds.key_types import VALUE, check_id
from factreport.store.toml import Path
from factreport.wording import did_you_mean, listed, nearest, quoted

# So many mistakes have one common cause: from here on, no more suggestions.
_MOST_GUESSES = 20
# Nobody reads more; the rest is only counted.
MOST_MISTAKES = 1_000

# Stand-ins for required keys that are missing or wrong; for a text, the empty string.
_EMPTY: Mapping[str, Any] = {"topics": (), "observations": ()}

_STATED = Statement._fields

_Check = Callable[[Any], str | None]


class Document(NamedTuple):
    """A file of a store after reading; its ``name`` is for messages.

    ``appended`` gives, for each ``[[observation]]`` of a checked file, the id of its metric and its
    position among the observations of that metric.  ``stamp`` and ``digest`` prove the version.
    """

    name: str
    tables: dict[str, Any]
    text: str
    appended: list[tuple[str, int]]
    stamp: Stamp | None
    digest: str


class Mistake(NamedTuple):
    """A mistake whose line is not yet known: its document, path, entry and message."""

    document: int
    path: Path
    entry: str | None
    message: str


class Entry(NamedTuple):
    """An entry or an observation: its document, its path and its content."""

    document: int
    path: Path
    table: Mapping[str, Any]

    @property
    def name(self) -> str:
        """``metric.workers, observation 2``; ``observation 2`` if its metric is not known."""
        table, id_, *inside = self.path
        if isinstance(id_, int):
            return f"{table} {id_ + 1}"
        observation = f", observation {int(inside[1]) + 1}" if inside else ""
        return f"{table}.{id_}{observation}"

    def part(self, number: int, table: Mapping[str, Any]) -> Entry:
        """An observation of the entry; an entry without observations is its own only part."""
        if table is self.table:
            return self
        return Entry(self.document, (*self.path, "observations", number), table)


class Mistakes:
    """The first thousand mistakes, and the number of all mistakes."""

    def __init__(self) -> None:
        self.kept: list[Mistake] = []
        self.count = 0

    def add(self, mistake: Mistake) -> None:
        """Add a mistake."""
        self.count += 1
        if self.count <= MOST_MISTAKES:
            self.kept.append(mistake)

    def report(self, entry: Entry, message: str, *path: str | int) -> None:
        """Add a mistake about an entry, or about the part of it at a path."""
        self.add(Mistake(entry.document, entry.path + path, entry.name, message))

    def advice(self, name: str, known: Iterable[str]) -> str:
        """``; did you mean "x"?`` for an unknown name, if few mistakes were made before."""
        return did_you_mean(name, known) if self.count < _MOST_GUESSES else ""

    def unknown(self, subject: str, name: str, known: Iterable[str]) -> str:
        """The message for an unknown name, with the nearest known names, or all of them."""
        near = self.advice(name, known) or f"; known: {', '.join(known)}"
        return f"unknown {subject} {quoted(name)}{near}"


class Checker:
    """Takes the entries out of documents and checks them; ``mistakes`` lists what is wrong.

    This empties the documents, so that a large store is never in memory twice.
    """

    def __init__(self, documents: list[Document], *, is_whole: bool = True) -> None:
        self.mistakes = Mistakes()
        self._documents = documents
        # If a file can't be read, its definitions can't be reported as missing.
        self._is_whole = is_whole
        self._defined = {
            name: {
                id_
                for document in documents
                if isinstance(ids := document.tables.get(name), dict)
                for id_ in ids
            }
            for name in ("source", "topic")
        }
        self._shapes: dict[tuple[str, ...], tuple[_Check, ...]] = {}

    def take(self, document: int, table: str) -> Iterator[Entry]:
        """The entries of a table of a document, each removed from it."""
        ids = self._documents[document].tables.get(table, {})
        declared = TABLES[table]
        for id_ in list(ids):
            entry = Entry(document, (table, id_), ids.pop(id_))
            if not (self._has_known_shape(entry.table, declared) or self._check(entry, declared)):
                entry = entry._replace(table=_mended(entry.table, declared))
            yield entry

    def parts(self, entry: Entry, kind: Kind) -> list[Mapping[str, Any]]:
        """The facts of an entry: its observations, each checked, or the entry itself."""
        declared = kind.parts
        if declared is None:
            return [entry.table]
        return [
            table
            if self._has_known_shape(table, declared)
            or self._check(entry.part(number, table), declared)
            else _mended(table, declared)
            for number, table in enumerate(entry.table["observations"])
        ]

    def _has_known_shape(self, table: Mapping[str, Any], declared: Table) -> bool:
        """Whether a table has the same keys as an earlier valid one, all with valid values."""
        checks = self._shapes.get((declared.description, *table))
        if checks is None:
            return False
        for check, value in zip(checks, table.values(), strict=True):
            if check(value) is not None:
                return False
        return True

    def check_references(self, entry: Entry, parts: Sequence[Mapping[str, Any]]) -> None:
        """Report references to sources and topics that are not defined."""
        for topic in entry.table["topics"]:
            self._check_defined(entry, "topic", topic, "topics")
        source = entry.table.get("source")
        if source is not None:
            self._check_defined(entry, "source", source, "source")
        for number, part in enumerate(parts):
            if part is not entry.table and "source" in part:
                self._check_defined(entry.part(number, part), "source", part["source"], "source")

    def check_names(self) -> None:
        """Report unknown tables and wrong or repeated ids, and remove them."""
        owners: dict[str, str] = {}
        for number, document in enumerate(self._documents):
            for table, ids in list(document.tables.items()):
                if table == "observation":
                    continue
                if table in TABLES and isinstance(ids, dict):
                    self._check_ids(number, table, ids, owners)
                    continue
                message = f"{table} must be tables of the form [{table}.ID]"
                if table not in TABLES:
                    message = self.mistakes.unknown("table", table, [*TABLES, "observation"])
                self.mistakes.add(Mistake(number, (table,), None, message))
                del document.tables[table]
        self._append_observations()

    def _append_observations(self) -> None:
        """Give each ``[[observation]]`` to its metric, after those that the metric has itself."""
        metrics: dict[str, dict[str, Any]] = {}
        for document in self._documents:
            for kind in OBSERVED:
                metrics |= document.tables.get(kind, {})
        for number, document in enumerate(self._documents):
            tables = document.tables.pop("observation", [])
            if not isinstance(tables, list) or not all(isinstance(item, dict) for item in tables):
                message = "observation must be tables of the form [[observation]]"
                self.mistakes.add(Mistake(number, ("observation",), None, message))
                continue
            for position, table in enumerate(tables):
                id_ = table.get("metric")
                metric = metrics.get(id_) if isinstance(id_, str) else None
                observations = metric.get("observations") if metric else None
                if isinstance(observations, list):
                    document.appended.append((table.pop("metric"), len(observations)))
                    observations.append(table)
                    continue
                document.appended.append(("", position))
                entry = Entry(number, ("observation", position), table)
                self._check(entry, APPENDED)
                if isinstance(id_, str) and metric is None and self._is_whole:
                    near = self.mistakes.advice(id_, metrics)
                    self.mistakes.report(entry, f"metric {quoted(id_)} is not defined{near}")

    def _check_ids(
        self, document: int, table: str, ids: dict[str, Any], owners: dict[str, str]
    ) -> None:
        for id_, content in list(ids.items()):
            entry = Entry(document, (table, id_), {})
            if not isinstance(content, dict):
                message = f"must be a table of the form [{table}.{id_}]"
            elif id_ in owners:
                message = f"the id {quoted(id_)} is taken by {owners[id_]}; choose another"
            else:
                owners[id_] = f"{table}.{id_} in {self._documents[document].name}"
                if clause := check_id(id_):
                    self.mistakes.report(entry, f"{quoted(id_)} {clause}")
                continue
            self.mistakes.report(entry, message)
            del ids[id_]

    def _check(self, entry: Entry, declared: Table) -> bool:
        """Check a table; every mistake is reported on its own line."""
        before = self.mistakes.count
        report, table, keys = self.mistakes.report, entry.table, declared.keys
        unknown: list[str] = []
        for name, value in table.items():
            if name not in keys:
                report(entry, self.mistakes.unknown("key", name, keys), name)
                unknown.append(name)
            elif (clause := keys[name].type.check(value)) is not None:
                report(entry, f"{name} {clause}", name)
        for name in declared.required:
            if name not in table and not (unknown and nearest(name, unknown)):
                report(entry, f"{name} is missing; add {name} = …")
        times = [name for name in declared.when if name in table]
        if len(times) > 1:
            report(entry, f"{listed(times)} are given; keep one", times[-1])
        need, together = declared.need, declared.together
        given = [name for name in together if name in table]
        if given and len(given) < len(together):
            missing = listed([name for name in together if name not in given])
            report(entry, f"{listed(given)} without {missing}; add {missing}", given[0])
        elif need and not any(table.keys() >= set(choice) for choice in need.choices):
            choices = listed([" and ".join(choice) for choice in need.choices], "or")
            report(entry, f"{need.message}; add {choices}")
        if self.mistakes.count > before:
            return False
        shape = declared.description, *table
        self._shapes[shape] = tuple(keys[name].type.check for name in table)
        return True

    def _check_defined(self, entry: Entry, table: str, id_: str, key: str) -> None:
        if id_ in self._defined[table] or not self._is_whole:
            return
        near = self.mistakes.advice(id_, self._defined[table]) or f"; add [{table}.{id_}]"
        self.mistakes.report(entry, f"{table} {quoted(id_)} is not defined{near}", key)


def _mended(table: Mapping[str, Any], declared: Table) -> dict[str, Any]:
    """The valid part of a faulty table."""
    keys = declared.keys
    sound = {
        name: value
        for name, value in table.items()
        if name in keys and keys[name].type.check(value) is None
    }
    if "qualifier" in table and "qualifier" not in sound:
        sound.pop("written", None)  # without the qualifier its meaning is unknown
    if not sound.keys() >= set(declared.together):
        for name in declared.together:
            sound.pop(name, None)
    return {**{name: _EMPTY.get(name, "") for name in declared.required}, **sound}


def read_values(
    entry: Entry, parts: Sequence[Mapping[str, Any]], unit: str, mistakes: Mistakes
) -> Sequence[Mapping[str, Any]]:
    """The observations with the values that ``written`` states; contradictions are reported."""
    complete = []
    for number, part in enumerate(parts):
        written, value, stated = part.get("written"), part.get("value"), part
        if written is not None:
            qualifier = part.get("qualifier")
            # The fast path: most values are written like this.
            is_usual = type(value) is int and written == (
                f"{value:,}" if qualifier is None else f"{qualifier} {value:,}"
            )
            if not is_usual:
                stated, clause = _with_stated(part, unit)
                if clause:
                    mistakes.report(entry.part(number, part), clause, "written")
        if "low" in stated:
            low, high, value = stated["low"], stated["high"], stated.get("value")
            clause = None
            if low > high:
                clause = f"low is {low:,}, more than high, {high:,}; swap them"
            elif value is not None and not low <= value <= high:
                clause = (
                    f"value is {value:,}, which is not between low, {low:,}, and high, {high:,}"
                )
            if clause:
                mistakes.report(entry.part(number, part), clause, "low")
        complete.append(stated)
    return complete


def _with_stated(part: Mapping[str, Any], unit: str) -> tuple[Mapping[str, Any], str | None]:
    """An observation with the values that its words state, and a clause if any disagrees."""
    stated = states(part["written"], unit)
    given = {name: part[name] for name in _STATED if name in part}
    if stated is None or any(getattr(stated, name) != given[name] for name in given):
        fact = Statement(*(given.get(name) for name in _STATED))
        if clause := misstatement(part["written"], fact, unit):
            return part, clause
    if stated is None:
        return part, None
    read = {name: part for name, part in stated._asdict().items() if part is not None}
    for name in read.keys() & {"value", "low", "high"}:
        if clause := VALUE.check(read[name]):
            return part, f"written states a figure that {clause}"
    return {**part, **read, **given}, None
