"""The facts of a store, indexed for an audit: by amount, by words, by area and group."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain
from math import fsum
from typing import get_args

from factreport.auditing.names import Dimension, Names, Word, key_of
from factreport.english.claims import RATE_OF_CHANGE
from factreport.english.comparisons import OF_CHANGE as _OF_CHANGE
from factreport.english.related import PHRASES
from factreport.english.stems import GENERIC, PERSONS, RELATED, WORD, stem, stems, stems_of
from factreport.figures.comparing import Stated, reach, stated
from factreport.figures.figure import Figure
from factreport.figures.period_fit import is_year_long
from factreport.figures.reading import read as reading
from factreport.figures.units import magnitude_of, readings, to_base, unit_of
from factreport.model import Record
from factreport.periods import Period, read
from factreport.unit import Unit
from factreport.wording import fold

# A word that very many metrics share is too common to search by.
_MOST_METRICS = 300
_WEIGHT_OF_GENERIC = 0.1
_WEIGHT_OF_TOPIC = 0.4
_WEIGHT_OF_UNIT = 0.5
_MOST_WORDS = 200_000  # words whose keys are remembered
_MOST_NEAR = 2_000  # facts of about one amount that are examined
OF_CHANGE = stems([_OF_CHANGE])
# Amounts are floats, which are not exact.
_SLACK = 1e-9
_DIGIT = re.compile(r"\d")
_MOST_WRITTEN_OUT = 100
_INITIALS = re.compile(r"\b[A-Z]{3,5}\b")
_MOST_INITIALS = 5
_AS_LONG = 1.2  # a leap year, and a month of 31 days


@dataclass(frozen=True, eq=False)
class Metric:
    """A metric: its words as weighted stems, its unit and its facts.

    ``core`` holds the stems of its title and keywords that say what is counted, ``calls`` those of
    its title and of each keyword separately; ``units`` holds those of its unit.  ``usual`` are the
    area and the group that most metrics of the store have, ``levels`` the metrics of which it tells
    the change.
    """

    id: str
    title: str
    called: str  # its title and its keywords
    unit: Unit
    words: dict[str, float]
    core: frozenset[str]
    calls: tuple[frozenset[str], ...]
    units: frozenset[str]
    facts: list[Fact]
    usual: frozenset[str | None]
    levels: list[Metric]

    @cached_property
    def is_of_change(self) -> bool:
        """Whether its values are changes, or shares, which a text may give as changes."""
        words = map(stem, WORD.findall(self.title))
        return not OF_CHANGE.isdisjoint(words) or bool(RATE_OF_CHANGE.search(self.title))

    @cached_property
    def counted(self) -> frozenset[str]:
        """The words for what it counts, and for the groups of it."""
        return self.core | self.units | stems(group for group in self.names["group"] if group)

    @cached_property
    def known(self) -> frozenset[str]:
        """The words for what it counts, and for its areas and groups."""
        return self.counted | stems(area for area in self.names["area"] if area)

    @cached_property
    def weights_of_calls(self) -> list[float]:
        """The weight of all the stems of each call."""
        return [fsum(self.words[word] for word in call) for call in self.calls]

    @cached_property
    def names(self) -> dict[Dimension, frozenset[str | None]]:
        """The areas and the groups of its facts."""
        return {of: frozenset(fact.name(of) for fact in self.facts) for of in get_args(Dimension)}

    def is_whole(self, name: str | None, dimension: Dimension) -> bool:
        """Whether a text that names no area or group means this one of the metric."""
        names = self.names[dimension]
        if None in names:
            return name is None
        return name in self.usual or (dimension == "area" and len(names) == 1)

    @cached_property
    def current(self) -> dict[tuple[str, str | None, str | None], list[Fact]]:
        """Its facts that no later source has replaced, by their series."""
        current = defaultdict(list)
        for fact in self.facts:
            if not fact.record.is_superseded:
                current[fact.series].append(fact)
        return dict(current)

    @cached_property
    def newest_first(self) -> dict[tuple[str, str | None, str | None], list[Fact]]:
        """The current facts that have a time and are not projected, by their series."""

        def end(fact: Fact) -> date:
            return fact.period.last if fact.period else date.min

        return {
            series: sorted(
                (fact for fact in facts if fact.period and fact.record.status != "projection"),
                key=end,
                reverse=True,
            )
            for series, facts in self.current.items()
        }

    @cached_property
    def has_losses(self) -> bool:
        """Whether any of its values is negative."""
        return any((fact.stated.value or 0) < 0 for fact in self.facts)


@dataclass(frozen=True, eq=False)
class Fact:
    """A record with a value, and the parts of it that an audit compares.

    A total has the area and the group that most facts of the store have.  The group is that of
    the record, or the one that its title names: "Share of women in the workforce".  It may have
    ``parts`` that other groups have, too: "Bachelor, Women" beside "Bachelor, Men".
    """

    record: Record
    stated: Stated
    period: Period | None
    metric: Metric
    is_total: bool
    group: str | None
    parts: frozenset[str]

    @property
    def series(self) -> tuple[str, str | None, str | None]:
        """The metric, area and group that its observations at other times share."""
        return self.metric.id, self.record.area, self.record.group

    @property
    def siblings(self) -> list[Fact]:
        """The facts of its series that no later source has replaced."""
        return self.metric.current.get(self.series, [])

    @cached_property
    def newest(self) -> Fact | None:
        """The newest fact of its series that is current, measured and of an equally long period."""
        of_series = self.metric.newest_first.get(self.series, [])
        return next((other for other in of_series if are_as_long(other, self)), None)

    def is_part_of(self, named: Period) -> bool:
        """Whether it covers a part of the time that a text names, and not all of it.

        The value of a half is not that of one of its quarters, nor that of the year to March the
        value of March, except for a change up to then.  That of a calendar year may come from one
        month, and that of a month from one day, where things are counted once: not where the store
        has changes, the value of the year, or those of other parts of it.
        """
        period = self.period
        if period is None or period.grain == "day" or period == named:
            return False
        if not named.contains(period) or is_year_long(period):
            return False
        is_of_change = self.metric.is_of_change
        if named.grain != "year":
            is_up_to_end = is_of_change and named.last == period.last
            is_long = is_year_long(named) and not is_up_to_end
            return named.grain in ("half", "quarter", "month") or is_long
        return is_of_change or any(
            named.contains(other.period) and other.period != period
            for other in self.siblings
            if other.period and other.period.grain != "day"
        )

    def name(self, dimension: Dimension) -> str | None:
        """Its area or its group."""
        return self.record.area if dimension == "area" else self.group


def are_as_long(first: Fact, other: Fact) -> bool:
    """Whether the periods of two facts are about as long as each other."""
    if first.period is None or other.period is None:
        return True
    if date.min in (first.period.first, other.period.first):
        return True
    if date.max in (first.period.last, other.period.last):
        return True
    shorter, longer = sorted(map(_days, (first.period, other.period)))
    return longer <= shorter * _AS_LONG


def _days(period: Period) -> int:
    """The length of a period; a split year is one of the two in which it lies."""
    days = (period.last - period.first).days + 1
    return days // 2 if period.grain == "split year" else days


class Facts:
    """All metrics of a store, with their facts by amount and by the words of their metric."""

    def __init__(
        self,
        records: Sequence[Record],
        *,
        keywords: Mapping[str, Sequence[str]],
        topics: Mapping[str, Sequence[str]],
    ) -> None:
        """Take records of metrics, the keywords of entries and the words of topics, by id."""
        self.metrics: dict[str, Metric] = {}
        self.facts: list[Fact] = []
        usual = frozenset(
            {
                _usual((record.id, record.area) for record in records),
                _usual((record.id, record.group) for record in records),
            }
        )
        parts = _parts_of_groups(dict.fromkeys(record.group for record in records if record.group))
        texts = [text for record in records for text in (record.title, record.unit or "")]
        texts += [text for some in (keywords, topics) for words in some.values() for text in words]
        self.names = Names(
            {
                "area": dict.fromkeys(record.area for record in records if record.area),
                "group": dict.fromkeys(part for some in parts.values() for part in sorted(some)),
            },
            of_metrics=map(stems_of, dict.fromkeys(texts)),
        )
        self._initials = _initials([*texts, *self.names.names])
        of_topics = {topic: stems(words) for topic, words in topics.items()}
        for record in records:
            metric = self.metrics.get(record.id)
            if metric is None:
                calls = [
                    " ".join(
                        word for token in WORD.findall(call) for word in self._spelled_out(token)
                    )
                    for call in (record.title, *keywords.get(record.id, ()))
                ]
                metric = _metric(record, calls, of_topics, usual)
                self.metrics[record.id] = metric
            period = read(record.period) if record.period else None
            is_total = {record.area, record.group} <= {*usual, None}
            group = record.group or self.names.group_in(record.title)
            of_group = parts.get(record.group or "", frozenset())
            fact = Fact(record, stated(record), period, metric, is_total, group, of_group)
            metric.facts.append(fact)
            self.facts.append(fact)
        self.by_word: dict[str, list[Metric]] = defaultdict(list)
        self._weigh_words()
        self._phrases = _phrases(texts, self.vocabulary)
        self._relate_changes()
        pairs = sorted(
            (amount, number)
            for number, fact in enumerate(self.facts)
            for amount in _amounts(fact.stated)
        )
        self._meanings = lru_cache(maxsize=_MOST_WORDS)(self._meanings_of)
        self._amounts = [amount for amount, _ in pairs]
        self._numbers = [number for _, number in pairs]

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The stems of what metrics count, except people."""
        counting = (metric for metric in self.metrics.values() if metric.unit.dimension == "count")
        return frozenset().union(*(metric.units for metric in counting)) - PERSONS

    @cached_property
    def newest(self) -> Period | None:
        """The latest period of a fact, which a text without a year may be about."""
        periods = (
            fact.period
            for fact in self.facts
            if fact.period
            and fact.record.status != "projection"
            and date.max not in (fact.period.first, fact.period.last)
        )
        return max(periods, key=lambda period: period.last, default=None)

    @cached_property
    def limits(self) -> dict[tuple[Decimal | None, str], frozenset[str]]:
        """The stems of the titles that have a figure with a unit: "at 500 Mbit/s or more"."""
        limits: dict[tuple[Decimal | None, str], frozenset[str]] = {}
        for metric in self.metrics.values():
            for figure in reading(metric.title).figures if _DIGIT.search(metric.title) else ():
                key = figure.value, figure.unit.name
                if figure.unit.dimension and figure.unit.dimension != metric.unit.dimension:
                    limits[key] = limits.get(key, frozenset()) | metric.core - GENERIC
        return limits

    def _weigh_words(self) -> None:
        """Give a word of a metric less weight the more metrics have it."""
        common = Counter(word for metric in self.metrics.values() for word in metric.words)
        for metric in self.metrics.values():
            for word, weight in metric.words.items():
                metric.words[word] = weight / (1 + math.log(common[word]))
                if word in GENERIC or word.isdigit():
                    metric.words[word] *= _WEIGHT_OF_GENERIC
                is_telling = word not in GENERIC or word in metric.core
                if is_telling and common[word] <= _MOST_METRICS:
                    self.by_word[word].append(metric)
        self.vocabulary = frozenset(common)

    def _relate_changes(self) -> None:
        """Note what has which changes."""
        levels: dict[frozenset[str], list[Metric]] = defaultdict(list)
        for metric in self.metrics.values():
            levels[metric.core] += [] if metric.is_of_change else [metric]
        for metric in self.metrics.values():
            metric.levels.extend(levels[metric.core] if metric.is_of_change else ())

    def words_in(self, text: str, start: int, end: int) -> list[Word]:
        """The words of a part of a text that also occur in a fact or a name."""
        words = [
            Word(match.start(), match.end(), key, is_of_fact)
            for match in WORD.finditer(text, start, end)
            for key, is_of_fact in self._meanings(match[0])
        ]
        if self._phrases and (phrases := [*self._phrases.finditer(text, start, end)]):
            words += [
                Word(*phrase.span(), key_of(phrase.lastgroup or ""), True) for phrase in phrases
            ]
            words.sort()
        return words

    def _spelled_out(self, word: str) -> list[str]:
        """The words for which initials stand: "EPS" for "earnings per share" in a title."""
        return self._initials.get(word, [word]) if word.isupper() else [word]

    def _meanings_of(self, word: str) -> list[tuple[str, bool]]:
        """The keys of a word that facts or names have, and whether facts have them.

        A word that none has may speak of what they have: "jobs" of employment.
        """
        known = ((key, key in self.vocabulary) for key in map(key_of, self._spelled_out(word)))
        meanings = [item for item in known if item[1] or item[0] in self.names.keys]
        return meanings or [
            (key, True) for key in RELATED.get(stem(word), ()) if key in self.vocabulary
        ]

    def near(self, figure: Figure) -> list[Fact]:
        """The facts whose amount the figure may state, in any unit of its dimension."""
        low, high = map(float, reach(figure))
        numbers: dict[int, None] = {}
        for slope, zero in _scales(figure.unit):
            ends = sorted((abs(low * slope + zero), abs(high * slope + zero)))
            if low < 0 < high:
                ends[0] = 0.0
            first = bisect_left(self._amounts, ends[0] * (1 - _SLACK))
            last = bisect_right(self._amounts, ends[1] * (1 + _SLACK), first)
            if first < last:
                numbers |= dict.fromkeys(self._numbers[first : min(last, first + _MOST_NEAR)])
        return [self.facts[number] for number in numbers]


def _initials(phrases: Iterable[str]) -> dict[str, list[str]]:
    """The words of phrases by their initials, unless these may stand for other words as well.

    Three or more words in a row may also be a part of a phrase.
    """
    phrases_by: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
    for words in map(WORD.findall, dict.fromkeys(phrases)):
        for first in range(len(words)):
            for last in range(first + 2, min(first + _MOST_INITIALS, len(words)) + 1):
                part = tuple(map(fold, words[first:last]))
                if len(part) > 2 or len(part) == len(words):
                    phrases_by["".join(word[0] for word in part).upper()][part] = None
    return {
        initials: [*next(iter(parts))] for initials, parts in phrases_by.items() if len(parts) == 1
    }


def _phrases(texts: Iterable[str], vocabulary: Collection[str]) -> re.Pattern[str] | None:
    """A pattern for phrases that stand for a word of a fact; the name of a group is that word.

    They are what initials stand for, "gross domestic product" for "GDP", and phrases such as "out
    of work" for "unemployed".
    """
    mixed = (text for text in texts if not text.isupper())
    initials = [*dict.fromkeys(chain.from_iterable(map(_INITIALS.findall, mixed)))]
    parts = [
        rf"(?P<{word}>{'[ -]'.join(rf'{letter}[a-z]+' for letter in word)})"
        for word in initials[:_MOST_WRITTEN_OUT]
    ]
    parts += [
        rf"(?P<{word}>{'|'.join(phrases).replace(' ', '[ -]')})"
        for word, phrases in PHRASES.items()
        if stem(word) in vocabulary
    ]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE) if parts else None


def _parts_of_groups(groups: Iterable[str]) -> dict[str, frozenset[str]]:
    """The parts of each group, between commas, if other groups have each of them as well."""
    split = {group: frozenset(group.split(", ")) for group in groups}
    common = Counter(part for parts in split.values() for part in parts)
    return {
        group: parts if all(common[part] > 1 for part in parts) else frozenset({group})
        for group, parts in split.items()
    }


def _usual(names: Iterable[tuple[str, str | None]]) -> str | None:
    """The area or group, or None, that most metrics have: it represents the whole."""
    # Ties go to the first, because the order of a set varies.
    common = Counter(name for _, name in dict.fromkeys(names)).most_common(1)
    return common[0][0] if common else None


def _metric(
    record: Record,
    called: Sequence[str],
    of_topics: Mapping[str, frozenset[str]],
    usual: frozenset[str | None],
) -> Metric:
    call_stems = stems(called)
    words = {word: _WEIGHT_OF_TOPIC for topic in record.topics for word in of_topics[topic]}
    units = stems([record.unit or ""])
    words |= dict.fromkeys(units, _WEIGHT_OF_UNIT)
    words |= dict.fromkeys(call_stems, 1.0)
    calls = [stems([text]) for text in called]
    calls = [call - GENERIC or call for call in calls if call]
    core = frozenset[str]().union(*calls)
    unit = unit_of(record.unit or "")
    return Metric(
        record.id,
        record.title,
        " | ".join(called),
        unit,
        words,
        core,
        tuple(calls),
        units,
        [],
        usual,
        [],
    )


def _amounts(stated: Stated) -> Iterator[float]:
    """The sizes that a fact states, in base units, and as the store writes them."""
    magnitude = float(magnitude_of(stated.unit))
    for value in {stated.value, stated.low, stated.high}:
        if value is None:
            continue
        sizes = {abs(float(value) * slope + zero) for slope, zero in _scales(stated.unit)}
        yield from sizes | {abs(float(value)), abs(float(value)) * magnitude}


@lru_cache(maxsize=4096)
def _scales(unit: Unit) -> list[tuple[float, float]]:
    """The factor into base units, and what to add, for each unit that may be meant."""
    zeros = [to_base(Decimal(0), meant) for meant in readings(unit)]
    return [
        (float(to_base(Decimal(1), meant) - zero), float(zero))
        for meant, zero in zip(readings(unit), zeros, strict=True)
    ]
