"""The rows of the index, made from the checked entries of a store."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import count
from operator import itemgetter
from typing import Any

from factreport.citation import full_place, reference
from factreport.figures.units import magnitude_of, to_base, unit_of
from factreport.kinds import ENTRY_TEXTS, KINDS
from factreport.kinds.key_types import VALUE_LIMIT
from factreport.model import SUPERSEDED, Source
from factreport.periods import Period
from factreport.store.full_text import searchable, with_compounds, words_of
from factreport.store.index import PERIOD_BITS, Row
from factreport.store.validate import Checker, Document, Entry, read_values
from factreport.wording import shortened

# The number for no period, place or part, as "" is for no text: sqlite3 is slow with None.
_NOTHING = 0
# How much of the title of a topic or a source is searched with each of its facts.
_MOST_SEARCHED = 500
# The columns of a row of the table fact.
_PERIOD, _WRITTEN, _PLACE, _STATUS, _SUPERSEDED, _NOTE = map(itemgetter, (2, 5, 6, 7, 8, 9))
# Facts are inserted and counted in batches of this size; a small one takes as long.
_MOST_WAITING = 5_000
_BETWEEN = "\x1f"  # in no text of a store

_Part = Mapping[str, Any]
_Scale = Callable[[float], float]


class _Numbers(dict[Any, int]):
    """A number for each thing, in the order of first use."""

    def __init__(self, before: int = 0) -> None:
        super().__init__()
        self._unused = count(before + 1)

    def __missing__(self, thing: Any) -> int:
        return self.setdefault(thing, next(self._unused))


class _Periods(dict[Any, int]):
    """A number for each period, by the year, text or day with which a store writes it.

    The numbers are in the order of the last days, then of the first days: the newest fact of a
    series has the greatest number.  Periods with the same days differ in the last bits.  Number 0
    means no period.
    """

    def __init__(self) -> None:
        super().__init__({None: _NOTHING})
        self.known: dict[int, Period] = {}
        self._numbers: dict[str, int] = {}

    def __missing__(self, when: int | str | date) -> int:
        period = Period.of(when)
        number = self._numbers.get(period.iso)
        if number is None:
            number = (period.last.toordinal() << 22 | period.first.toordinal()) << PERIOD_BITS
            while number in self.known:
                number += 1
            self.known[number] = period
            self._numbers[period.iso] = number
        self[when] = number
        return number


class Flattener:
    """Turns documents into batches of rows, each with the name of its table.

    If the checker has found mistakes afterwards, the rows are meaningless.
    """

    def __init__(self, documents: list[Document], *, is_whole: bool = True) -> None:
        self._documents = documents
        self._checker = Checker(documents, is_whole=is_whole)
        self.mistakes = self._checker.mistakes
        self._tables: defaultdict[str, list[Row]] = defaultdict(list)
        self._topics: dict[str, str] = {}  # the words of each topic
        self._sources: dict[str | None, tuple[str, str]] = {}  # the words and the day of each
        self._parts = _Numbers()
        self._words_of_part: dict[int, str] = {}
        self._periods = _Periods()
        self._places: dict[tuple[Any, ...], int] = {(None, None, None): _NOTHING}
        self._cited: list[str | None] = [None]  # the source of each place
        self._vocabulary: set[str] = set()
        self._tally: defaultdict[tuple[str, str], Counter[Any]] = defaultdict(Counter)
        self._entries = self._facts = self._series = 0

    def batches(self) -> Iterator[Mapping[str, list[Row]]]:
        """Rows by the names of their tables, some at a time."""
        take, tables = self._checker.take, self._tables
        self._checker.check_names()
        for document in range(len(self._documents)):
            tables["source"] += [self._source(entry) for entry in take(document, "source")]
            for entry in take(document, "topic"):
                table, id_ = entry.table, str(entry.path[1])
                title, keywords = table["title"], table.get("keywords", ())
                searched = " ".join((id_, shortened(title, _MOST_SEARCHED), *keywords))
                [self._topics[id_]] = self._searchable(searched)
                about = id_, title, table.get("summary"), "\n".join(keywords)
                tables["topic"].append((None, *about, entry.document))
        for document, content in enumerate(self._documents):
            for kind in filter(KINDS.__contains__, list(content.tables)):
                for entry in take(document, kind):
                    self._entry(kind, entry)
                    if len(tables["fact"]) >= _MOST_WAITING:
                        yield self._counted(kind)
                        tables.clear()
                yield self._counted(kind)
                tables.clear()
        tables["appended"] = [
            (id_, number, document, place)
            for document, content in enumerate(self._documents)
            for place, (id_, number) in enumerate(content.appended)
            if id_
        ]
        parts = [(number, text) for text, number in self._parts.items() if type(text) is str]
        tables["part"] = [(_NOTHING, ""), *parts]
        tables["part_words"] = list(self._words_of_part.items())
        tables["vocabulary"] = [(word,) for word in self._vocabulary]
        for (source, *cited), number in [*self._places.items()][1:]:  # the first stands for none
            paragraphs, pages = map(_numbers, cited)
            joined = (";".join(map(str, numbers)) for numbers in (paragraphs, pages))
            tables["place"].append((number, source, *joined, full_place(paragraphs, pages)))
        for number, period in self._periods.known.items():
            days = str(period.first), str(period.last), period.start, period.end
            tables["period"].append((number, period.iso, *days, period.year))
        tables["tally"] = list(self._tally_rows())
        yield tables

    def _source(self, entry: Entry) -> Row:
        table, id_ = dict(entry.table), str(entry.path[1])
        day = ""
        if "published" in table:
            period = Period.of(table["published"])
            table["published"], day = period.iso, period.first.isoformat()
        if "accessed" in table:
            table["accessed"] = str(table["accessed"])
        keys = ("title", "publisher", "original_publisher", "author")
        parts = [shortened(table[key], _MOST_SEARCHED) for key in keys if key in table]
        [searched] = self._searchable(" ".join((id_, *parts)))
        part = self._parts[Source, id_]
        self._sources[id_], self._words_of_part[part] = (searched, day), searched
        values = (table.get(key) for key in Source._fields[1:-1])
        about = (None, id_, *values, reference(table))
        return (*about, entry.document, day, part)

    def _entry(self, kind: str, entry: Entry) -> None:
        """Add the rows for an entry, its facts and their words."""
        parts: Sequence[_Part] = self._checker.parts(entry, KINDS[kind])
        if not parts:  # already reported
            return
        table, tables, first = entry.table, self._tables, self._facts + 1
        unit = table.get("unit", "")
        if KINDS[kind].parts:
            parts = read_values(entry, parts, unit, self.mistakes)
        numbers = _Numbers(self._series)
        facts = self._fact_rows(table, parts, numbers)
        self._entries += 1
        self._facts += len(facts)
        self._series += len(numbers)
        number = self._entries
        series = [
            (position, number, self._part(area), self._part(group))
            for (area, group), position in numbers.items()
        ]
        places = dict.fromkeys(map(_PLACE, facts))
        cited = dict.fromkeys([*(self._cited[place] for place in places), table.get("source")])
        cited.pop(None, None)
        topics = [topic for topic in table["topics"] if topic in self._topics]
        if len(topics) < len(table["topics"]) or not cited.keys() <= self._sources.keys():
            self._checker.check_references(entry, parts)
        dimension = unit_of(unit).dimension if unit else ""
        tables["fact"] += facts
        tables["series"] += series
        for name, rows in amounts(parts, unit, first):
            tables[name] += rows
        tables["entry"].append(
            (
                *(number, kind, str(entry.path[1]), table["title"], ";".join(topics), unit),
                *(dimension, dimension if unit and scales(unit)[1] is None else ""),
                "\n".join(table.get("keywords", ())),
                *(table.get(text, "") for text in ENTRY_TEXTS),
                *(entry.document, first, self._facts),
            )
        )
        tables["entry_topic"] += [(topic, number) for topic in topics]
        tables["entry_source"] += [(source, number) for source in cited]
        words = (
            *(number, *self._words(entry, topics, facts, series)),
            " ".join([self._sources[source][0] for source in cited if source in self._sources]),
        )
        tables["words"].append(words)
        tables["spelled"].append(words)

    def _words(
        self, entry: Entry, topics: list[str], facts: list[Row], series: list[Row]
    ) -> Iterator[str]:
        """The searchable texts of an entry, without its sources, in the order of the columns."""
        table = entry.table
        # The words in which values are written; numbers are not searched for as words.
        written = sorted({text.rstrip("0123456789., ") for text in {*map(_WRITTEN, facts)}})
        if len(written) > 1:
            written = list(dict.fromkeys(re.findall(r"[^\W\d_]+", " ".join(written))))
        id_, title, *others = self._searchable(
            *(str(entry.path[1]), table["title"], " ".join(table.get("keywords", ()))),
            *(*(table.get(text, "") for text in ENTRY_TEXTS), " ".join(written)),
        )
        yield from (id_, title, " ".join([self._topics[topic] for topic in topics]), *others)
        _, _, areas, groups = zip(*series, strict=True)
        for numbers in (areas, groups, map(_NOTE, facts)):
            parts = filter(None, dict.fromkeys(numbers))
            yield " ".join([self._words_of_part[part] for part in parts])

    def _part(self, text: str | None) -> int:
        """The number of an area, a group or a note."""
        if not text:
            return _NOTHING
        number = self._parts.get(text)
        if number is None:
            number = self._parts[text]
            [self._words_of_part[number]] = self._searchable(text)
        return number

    def _fact_rows(self, entry: _Part, parts: Sequence[_Part], series: _Numbers) -> list[Row]:
        """The rows of an entry's facts; observations inherit missing keys from the entry."""
        area, group, source = entry.get("area"), entry.get("group"), entry.get("source")
        note, entry_place = self._part(entry.get("note")), self._place(source, entry)
        periods, rows = self._periods, []
        for position, part in enumerate(parts, self._facts + 1):
            get = part.get
            cited = entry_place
            # Paragraphs belong to a source: an observation with another source or a place of its
            # own inherits neither paragraphs nor pages from its metric.
            if "paragraph" in part or "page" in part or get("source", source) != source:
                cited = self._place(get("source", source), part)
            rows.append(
                (
                    position,
                    series[get("area", area), get("group", group)],
                    periods[get("year") or get("period") or get("date")],
                    get("value"),
                    get("qualifier", ""),
                    get("written", ""),
                    cited,
                    get("status", ""),
                    "",
                    self._part(part["note"]) if "note" in part else note,
                )
            )
        if "revised" in map(_STATUS, rows):
            # Each superseded row gets the day from which a revision in a later source counts.
            sources = [self._cited[_PLACE(row)] for row in rows]
            days = [self._sources.get(source, ("", ""))[1] for source in sources]
            revised = [at for at, row in enumerate(rows) if _STATUS(row) == "revised"]
            revisions: dict[Row, list[str]] = {}
            for at in sorted(revised, key=days.__getitem__):
                revisions.setdefault(rows[at][1:3], []).append(days[at])
            for at, row in enumerate(rows):
                later = revisions.get(row[1:3], [])
                first = bisect(later, days[at]) if days[at] else len(later)
                rows[at] = (*row[:8], "".join(later[first : first + 1]), row[9])
        return rows

    def _place(self, source: str | None, table: _Part) -> int:
        paragraph, page = table.get("paragraph"), table.get("page")
        cited = (
            source,
            tuple(paragraph) if type(paragraph) is list else paragraph,
            tuple(page) if type(page) is list else page,
        )
        number = self._places.get(cited)
        if number is None:
            number = self._places[cited] = len(self._places)
            self._cited.append(source)
        return number

    def _searchable(self, *texts: str) -> list[str]:
        """The texts in the form of the index; all at once, which takes half the time."""
        columns = searchable(_BETWEEN.join(texts)).split(_BETWEEN)
        columns = [with_compounds(text) for text in columns]
        self._vocabulary.update(words_of(" ".join(columns)))
        return columns

    def _counted(self, kind: str) -> Mapping[str, list[Row]]:
        """The rows that wait, with the newest of these facts, which are counted."""
        facts = self._tables["fact"]
        # Of a series the facts that end last, then those that begin last.
        newest: dict[int, tuple[int, list[int]]] = {}
        for position, series, period, *_, superseded, _ in facts:
            rank = period >> PERIOD_BITS
            known = newest.get(series)
            if superseded:
                continue
            if known is None or rank > known[0]:
                newest[series] = rank, [position]
            elif rank == known[0]:
                known[1].append(position)
        latest = self._tables["latest"] = sorted(
            (at, series) for series, (_, places) in newest.items() for at in places
        )
        for subject, column in (("period", _PERIOD), ("source", _PLACE), ("status", _STATUS)):
            self._tally[subject, kind].update(map(column, facts))
        self._tally["status", kind][SUPERSEDED] += sum(map(bool, map(_SUPERSEDED, facts)))
        self._tally["latest", kind][""] += len(latest)
        return self._tables

    def _tally_rows(self) -> Iterator[Row]:
        periods = {_NOTHING: "", **{n: period.iso for n, period in self._periods.known.items()}}
        for (subject, kind), counter in self._tally.items():
            counts = counter
            if subject == "period":
                counts = Counter({periods[number]: facts for number, facts in counter.items()})
            elif subject == "source":
                counts = Counter()
                for number, facts in counter.items():
                    counts[self._cited[number]] += facts
            for name, facts in counts.items():
                if facts and (name or subject in ("period", "latest")):
                    yield subject, name, kind, facts


def _numbers(cited: int | Sequence[int] | None) -> tuple[int, ...]:
    if cited is None:
        return ()
    return (cited,) if isinstance(cited, int) else tuple(dict.fromkeys(cited))


def amounts(parts: Sequence[_Part], unit: str, first: int) -> Iterator[tuple[str, list[Row]]]:
    """The ranges of observations, and their numbers in full and in the base unit."""
    spread = [
        (number, part["low"], part["high"])
        for number, part in enumerate(parts, first)
        if "low" in part
    ]
    yield "spread", spread
    ends = [(end, at) for at, *ends in spread for end in ends]
    for table, scaled in zip(("plain", "base"), scales(unit), strict=True):
        if scaled:
            numbered = enumerate(parts, first)
            values = [(part["value"], number) for number, part in numbered if "value" in part]
            yield table, [(scaled(value), at) for value, at in [*ends, *values]]
        else:
            yield table, ends


@lru_cache(maxsize=1024)
def scales(unit: str) -> tuple[_Scale | None, _Scale | None]:
    """The functions from a number in a unit to its value in full and in the base unit.

    None if the number stays the same.
    """
    measure = unit_of(unit)
    magnitude = magnitude_of(measure)
    plain = None if magnitude == 1 else _scale(lambda amount: amount * magnitude)
    is_base = to_base(Decimal(0), measure) == 0 and to_base(Decimal(1), measure) == 1
    base = None if is_base else _scale(lambda amount: to_base(amount, measure))
    return plain, base


def _scale(scaled: Callable[[Decimal], Decimal]) -> _Scale:
    """The same function for numbers; the result is an int if it is whole and fits into SQLite."""

    def number(value: float) -> float:
        amount = scaled(Decimal(repr(value)))
        is_whole = abs(amount) < VALUE_LIMIT and amount == int(amount)
        return int(amount) if is_whole else float(amount)

    return number
