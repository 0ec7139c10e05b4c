"""The rows of the index, made from the checked entries of a store."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from operator import itemgetter
from typing import Any

from factreport import citation
from factreport.figures.units import unit_of
from factreport.kinds import KINDS
from factreport.model import SUPERSEDED, Source
from factreport.periods import Period
from factreport.store.index import OPEN_END, OPEN_START, Row
from factreport.store.validate import Checker, Document, Entry, kinds_of
from factreport.store.values import amounts, read_values
from factreport.store.words import searchable, with_compounds, words_of
from factreport.wording import shortened

# In rows, the number of a period, a place or a part that is not there, as "" is a text that is
# not: sqlite3 takes as long for one None as for ten numbers.
_NOTHING = 0
# How much of the title of a topic or a source is searched, with every fact that it is of.
_MOST_SEARCHED = 500
# Of a row of fact.
_SERIES, _PERIOD, _PLACE, _STATUS, _SUPERSEDED = map(itemgetter, (0, 1, 5, 6, 7))

_Part = Mapping[str, Any]


class _Numbers(dict[Any, int]):
    """A number for each thing that is asked for, in the order in which they first are."""

    def __init__(self, before: int = 0) -> None:
        super().__init__()
        self._unused = count(before + 1)

    def __missing__(self, thing: Any) -> int:
        return self.setdefault(thing, next(self._unused))


class _Periods(dict[Any, int]):
    """A number for each period, by the year, the text or the day that a store writes for it.

    ``ranks`` order them by their ends, and of these by their beginnings; number 0 is no period.
    """

    def __init__(self) -> None:
        super().__init__({None: _NOTHING})
        self.known: dict[str, Period] = {}
        self.ranks = [0]
        self._numbers: dict[str, int] = {}

    def __missing__(self, when: int | str | date) -> int:
        period = Period.of(when)
        number = self._numbers.get(period.iso)
        if number is None:
            self.known[period.iso] = period
            number = self._numbers[period.iso] = len(self.known)
            self.ranks.append(period.last.toordinal() << 32 | period.first.toordinal())
        self[when] = number
        return number


class Flattener:
    """Turns documents into batches of rows, each with the name of its table.

    When the checker has findings afterwards, the rows mean nothing.
    """

    def __init__(self, documents: list[Document], *, is_whole: bool = True) -> None:
        self._documents = documents
        self._checker = Checker(documents, is_whole=is_whole)
        self.findings = self._checker.findings
        self._topics: dict[str, str] = {}  # the words of each topic
        self._sources: dict[str | None, tuple[str, str]] = {}  # the words and the day of each
        self._parts = _Numbers()
        self._source_parts: dict[str, int] = {}
        self._periods = _Periods()
        self._places: dict[tuple[Any, ...], int] = {}
        self._place_days = [""]
        self._vocabulary: set[str] = set()
        self._tally: dict[tuple[str, str], Counter[Any]] = {}
        self._entries = self._facts = self._series = 0

    def rows(self) -> Iterator[tuple[str, list[Row]]]:
        """Batches of rows of all tables."""
        take = self._checker.take
        self._checker.check_names()
        for document in range(len(self._documents)):
            yield "source", [self._source(entry) for entry in take(document, "source")]
            yield "topic", [self._topic(entry) for entry in take(document, "topic")]
        for document, content in enumerate(self._documents):
            for kind in kinds_of(content):
                for entry in take(document, kind):
                    yield from self._entry(kind, entry)
        yield "part", [(number, text) for text, number in self._parts.items() if type(text) is str]
        yield "part_words", list(self._part_words())
        yield "vocabulary", [(word,) for word in self._vocabulary]
        yield "place", list(self._place_rows())
        yield "period", [_period(*pair) for pair in enumerate(self._periods.known.values(), 1)]
        yield "tally", list(self._tally_rows())

    # Sources and topics

    def _source(self, entry: Entry) -> Row:
        table, id_ = dict(entry.table), str(entry.path[1])
        day = ""
        if "published" in table:
            period = Period.of(table["published"])
            table["published"], day = period.iso, period.first.isoformat()
        if "accessed" in table:
            table["accessed"] = str(table["accessed"])
        keys = ("title", "publisher", "original_publisher", "author")
        words = [shortened(table[key], _MOST_SEARCHED) for key in keys if key in table]
        self._sources[id_] = searchable(" ".join((id_, *words))), day
        values = (table.get(key) for key in Source._fields[1:-1])
        about = (None, id_, *values, citation.reference(table))
        return (*about, entry.document, day, self._parts[Source, id_])

    def _topic(self, entry: Entry) -> Row:
        table, id_ = entry.table, str(entry.path[1])
        keywords = table.get("keywords", ())
        words = (id_, shortened(table["title"], _MOST_SEARCHED), *keywords)
        self._topics[id_] = searchable(" ".join(words))
        return None, id_, table["title"], table.get("summary"), "\n".join(keywords), entry.document

    # Entries

    def _entry(self, kind: str, entry: Entry) -> Iterator[tuple[str, list[Row]]]:
        table, id_ = entry.table, str(entry.path[1])
        parts = self._checker.parts(entry, KINDS[kind])
        self._checker.check_references(entry, parts)
        topics = [topic for topic in table["topics"] if topic in self._topics]
        unit = table.get("unit", "")
        if KINDS[kind].parts:
            parts = read_values(entry, parts, unit, self.findings)
        self._entries += 1
        first = self._facts + 1
        series = _Numbers(self._series)
        facts = self._fact_rows(table, parts, series)
        latest = self._latest(facts, first) if KINDS[kind].parts else [(first, facts[0][0])]
        self._facts += len(facts)
        self._series += len(series)
        yield "fact", facts
        yield "latest", latest
        yield from amounts(parts, unit, first)
        dimension = unit_of(unit).dimension if unit else ""
        about = (kind, id_, table["title"], ";".join(topics), unit, dimension)
        keywords = "\n".join(table.get("keywords", ()))
        own = (keywords, table.get("summary", ""), table.get("by", ""), entry.document)
        yield "entry", [(self._entries, *about, *own, first, self._facts)]
        yield "entry_topic", [(topic, self._entries) for topic in topics]
        sources = {part.get("source", table.get("source")) for part in parts}
        yield "entry_source", [(source, self._entries) for source in sources if source]
        yield (
            "series",
            [
                (number, self._entries, self._part(area), self._part(group))
                for (area, group), number in series.items()
            ],
        )
        words = [(self._entries, *self._words(entry, parts, topics, series))]
        yield "words", words
        yield "spelled", words
        self._count(kind, facts, series)
        self._add("topic", kind, dict.fromkeys(topics, len(facts)))
        self._add("unit", kind, {unit: len(facts)})
        self._add("latest", kind, {"": len(latest)})

    def _part(self, text: str | None) -> int:
        return self._parts[text] if text else _NOTHING

    def _fact_rows(self, entry: _Part, parts: Sequence[_Part], series: _Numbers) -> list[Row]:
        """The rows of an entry's facts; what an observation lacks it takes from the entry."""
        area, group, source = entry.get("area"), entry.get("group"), entry.get("source")
        note, entry_place = self._part(entry.get("note")), self._place(source, entry)
        periods, rows = self._periods, []
        for part in parts:
            get = part.get
            place = entry_place
            # Paragraphs belong to a source: with another source or a place of its own, an
            # observation takes neither paragraphs nor pages from its metric.
            if "paragraph" in part or "page" in part or get("source", source) != source:
                place = self._place(get("source", source), part)
            rows.append(
                (
                    series[get("area", area), get("group", group)],
                    periods[get("year") or get("period") or get("date")],
                    get("value"),
                    get("qualifier", ""),
                    get("written", ""),
                    place,
                    get("status", ""),
                    "",
                    self._parts[part["note"]] if "note" in part else note,
                )
            )
        return self._with_superseded(rows) if "revised" in map(_STATUS, rows) else rows

    def _place(self, source: str | None, table: _Part) -> int:
        cited = source, _numbers(table.get("paragraph")), _numbers(table.get("page"))
        if not any(cited):
            return _NOTHING
        number = self._places.get(cited)
        if number is None:
            number = self._places[cited] = len(self._places) + 1
            self._place_days.append(self._sources.get(source, ("", ""))[1])
        return number

    def _with_superseded(self, rows: list[Row]) -> list[Row]:
        """The rows, each with the day from which a revision of a later source supersedes it."""
        revisions: dict[tuple[int, int], list[str]] = {}
        for row in rows:
            if _STATUS(row) == "revised":
                revisions.setdefault(row[:2], []).append(self._place_days[_PLACE(row)])
        superseded = []
        for row in rows:
            own = self._place_days[_PLACE(row)]
            later = [day for day in revisions.get(row[:2], ()) if day > own > ""]
            superseded.append((*row[:7], min(later, default=""), row[8]))
        return superseded

    def _latest(self, facts: list[Row], first: int) -> list[Row]:
        """The newest facts of each series: those that end last, and of these begin last."""
        newest: dict[int, tuple[int, list[int]]] = {}
        ranks = self._periods.ranks
        for position, (series, period, *_, superseded, _) in enumerate(facts, first):
            rank = ranks[period]
            known = newest.get(series)
            if superseded:
                continue
            if known is None or rank > known[0]:
                newest[series] = rank, [position]
            elif rank == known[0]:
                known[1].append(position)
        return sorted((at, series) for series, (_, places) in newest.items() for at in places)

    # Words

    def _words(
        self, entry: Entry, parts: Sequence[_Part], topics: list[str], series: _Numbers
    ) -> Iterator[str]:
        """The texts of an entry as the index takes them, in the order of its columns."""
        table = entry.table
        written = {part["written"].rstrip("0123456789., ") for part in parts if "written" in part}
        areas, groups = (dict.fromkeys(filter(None, names)) for names in zip(*series, strict=True))
        everyone = (table, *parts) if parts and parts[0] is not table else parts
        notes = dict.fromkeys(part["note"] for part in everyone if "note" in part)
        sources = dict.fromkeys(part["source"] for part in everyone if "source" in part)
        own = (
            str(entry.path[1]),
            table["title"],
            " ".join(self._topics[topic] for topic in topics),
            " ".join(table.get("keywords", ())),
            table.get("summary", ""),
            table.get("by", ""),
            " ".join(dict.fromkeys(re.findall(r"[^\W\d_]+|\d+", " ".join(sorted(written)))))
            if len(written) > 1
            else "".join(written),
        )
        for text in (*own, " ".join(areas), " ".join(groups), " ".join(notes)):
            words = with_compounds(searchable(text)) if text else ""
            self._vocabulary.update(words_of(words))
            yield words
        yield " ".join(self._sources[source][0] for source in sources if source in self._sources)

    def _part_words(self) -> Iterator[Row]:
        for text, number in self._parts.items():
            is_source = type(text) is not str
            words = self._sources[text[1]][0] if is_source else with_compounds(searchable(text))
            self._vocabulary.update(words_of(words))
            yield number, words

    # What there is, counted

    def _count(self, kind: str, facts: list[Row], series: _Numbers) -> None:
        self._add("kind", kind, {kind: len(facts)})
        self._add("period", kind, Counter(map(_PERIOD, facts)))
        self._add("place", kind, Counter(map(_PLACE, facts)))
        statuses = Counter(map(_STATUS, facts))
        if len(statuses) > 1 or "" not in statuses:
            statuses[SUPERSEDED] = sum(map(bool, map(_SUPERSEDED, facts)))
            self._add("status", kind, statuses)
        of_series = Counter(map(_SERIES, facts))
        for (area, group), number in series.items():
            self._add("area", kind, {area: of_series[number]})
            self._add("group", kind, {group: of_series[number]})

    def _add(self, subject: str, kind: str, facts: Mapping[Any, int]) -> None:
        self._tally.setdefault((subject, kind), Counter()).update(facts)

    def _tally_rows(self) -> Iterator[Row]:
        periods = ["", *self._periods.known]
        sources = [None, *(cited[0] for cited in self._places)]
        for (subject, kind), counter in self._tally.items():
            counts = counter
            if subject == "period":
                counts = Counter({periods[number]: facts for number, facts in counter.items()})
            elif subject == "place":
                subject, counts = "source", Counter()
                for number, facts in counter.items():
                    counts[sources[number]] += facts
            for name, facts in counts.items():
                if facts and (name or subject in ("period", "latest")):
                    yield subject, name, kind, facts

    def _place_rows(self) -> Iterator[Row]:
        for (source, paragraphs, pages), position in self._places.items():
            words = citation.place(paragraphs, pages)
            yield position, source, _joined(paragraphs), _joined(pages), words


def _period(position: int, period: Period) -> Row:
    first, last = period.start or OPEN_START, period.end or OPEN_END
    return position, period.iso, first, last, period.year


def _numbers(place: int | Sequence[int] | None) -> tuple[int, ...]:
    if place is None:
        return ()
    return (place,) if isinstance(place, int) else tuple(dict.fromkeys(place))


def _joined(numbers: Iterable[int]) -> str:
    return ";".join(map(str, numbers))
