"""Operands: the facts that a figure may be worked out from, because the text refers to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import chain, combinations, permutations, product
from typing import NamedTuple, get_args

from factreport.auditing.facts import Fact, Metric, are_as_long
from factreport.auditing.fitting import in_scope, is_of_names
from factreport.auditing.mentions import Mention, is_base
from factreport.auditing.names import Dimension
from factreport.auditing.scopes import names_compared
from factreport.auditing.times import distinct
from factreport.figures.english.stems import stem
from factreport.figures.figure import Figure
from factreport.figures.period_fit import is_year_long
from factreport.figures.shifting import shifted
from factreport.figures.units import are_of_one_dimension, to_base, unit_of

_MOST = 8
EACH = re.compile(r"\s(?:for|per|to)\s(?:each|every|a)\s(\w+)")
# How often a year has what a rate is per.
_PARTS_OF_YEAR = {"day": 365, "week": 52, "month": 12, "quarter": 4}
_MOST_FACTS = 400  # of a metric that are examined
# Between two figures that belong to different statements.
_TURN = re.compile(r";|,\sand\b|\b(?:but|while|whereas|although|though)\b")

# What a text compares a time with if it names no other.
_STEP_BACK = re.compile(
    r"\b(?:previous|preceding|prior)\s(quarter|month|week)\b|\b(quarter|month|week)\s(?:before|earlier)\b"
)
_WHOLE = re.compile(
    r"\b(?:overall|average|national(?:ly)?|nationwide|total|as\sa\swhole|(?:country|nation)['’]s)\b"
)
# Between a figure and the base that it is compared with: "27 more than the 2,876".
_TO_BASE = re.compile(r"[^,;()\d]{1,40}")


class Chosen(NamedTuple):
    """Facts to work a figure out from; it is certain if nothing else can be meant.

    ``size`` is a number that the operation takes besides: of months, or of what a rate is per.
    """

    facts: tuple[Fact, ...]
    is_certain: bool = False
    size: Fraction | None = None


@dataclass(frozen=True)
class Operands:
    """The facts that a sentence refers to: by their values, by words, and those just before it."""

    mention: Mention
    metrics: Sequence[Metric]
    meant: Mapping[Fact, Figure]
    likely: Mapping[Fact | None, Figure]
    before: Sequence[Fact]

    @cached_property
    def stated(self) -> dict[Fact, Figure]:
        """The facts whose values the other figures of the sentence have, in their order."""
        taken = {self.mention.figure.start, *(figure.start for figure in self.meant.values())}
        likely = [item for item in self.likely.items() if item[1].start not in taken]
        stated = sorted((*likely, *self.meant.items()), key=lambda item: item[1].start)
        return {fact: figure for fact, figure in stated if fact}

    @cached_property
    def names(self) -> frozenset[str | None]:
        """The areas and groups that the sentence names, or that a pronoun stands for."""
        mention = self.mention
        return frozenset(name.name for name in mention.sentence.own.names).union(
            *(scope.near | scope.far for _, scope in mention.scopes)
        )

    @cached_property
    def named(self) -> list[Fact]:
        """The facts that the sentence names by words, areas, groups and times.

        It names a metric by its words, or by stating another fact of it; else it is about that of
        the last fact before it.  Without a time it is about those of the facts around it.
        """
        sentence = self.mention.sentence
        times = distinct(
            sentence.own.times
            or sentence.headers.times
            or self.mention.times + sentence.before.asides
        )
        last = [fact for fact in self.before if fact.metric is self.before[-1].metric]
        around = self.stated if sentence.own.times else (*self.stated, *last)
        periods = {fact.period for fact in around}
        found: dict[Fact, None] = {}
        for metric in dict.fromkeys(
            (*(fact.metric for fact in self.stated), *(fact.metric for fact in last), *self.metrics)
        ):
            facts = [
                fact
                for fact in metric.facts[:_MOST_FACTS]
                if not fact.record.is_superseded and is_of_names(fact, self.names)
            ]
            for when in times:
                exact = [fact for fact in facts if when.is_exact(fact.period)]
                found |= dict.fromkeys(exact or [fact for fact in facts if when.fits(fact.period)])
            found |= dict.fromkeys(fact for fact in facts if fact.period in periods)
        return list(found)

    @cached_property
    def pairs(self) -> dict[tuple[Fact, Fact], bool]:
        """The pairs of facts that can be combined, the likeliest first.

        A pair is certain if the sentence states both facts beside the figure.
        """
        stated = list(self.stated)[:_MOST]
        before = [fact for fact in dict.fromkeys(self.before[::-1]) if fact not in stated]
        recalled = [
            fact
            for fact in before
            if not self.names.isdisjoint({fact.record.area, fact.record.group})
        ]
        named = [fact for fact in dict.fromkeys((*self.named, *recalled)) if fact not in stated]
        named = named[:_MOST]
        sentence = self.mention.sentence
        pointed = tuple(before[:2]) if sentence.points_at_two else ()
        is_alone = not stated and len(before) == 2  # the sentence is only about these
        pairs = [
            *combinations(stated, 2),
            *chain.from_iterable(map(self._with_partners, (*stated, *named, *before))),
            *product(stated, (*named, *before)),
            *combinations(named, 2),
            *(
                pair
                for pair in (*combinations(before, 2), *product(named, before))
                if pair == pointed or is_alone or pair[0].series == pair[1].series
            ),
        ]
        found: dict[frozenset[Fact], tuple[Fact, Fact]] = {}
        for pair in pairs:
            if _are_alike(*pair):
                found.setdefault(frozenset(pair), pair)
        beside = self.beside
        return {
            pair: (self._is_of_its_time(pair) and (beside & self.meant.keys()).issuperset(pair))
            or (is_alone and len(sentence.figures) == 1 and set(pair) <= set(before))
            for pair in found.values()
            if not beside.isdisjoint(pair)
            or (set(pair) <= set(self.named) and pair[0].metric in self.metrics)
            or not any(_are_alike(pair[0], fact) for fact in beside)
        }

    @cached_property
    def beside(self) -> set[Fact]:
        """The facts that the sentence states beside the figure, in the same statement."""
        sentence, start = self.mention.sentence, self.mention.figure.start
        return {
            fact
            for fact, other in self.stated.items()
            for first, last in [sorted((other.start, start))]
            if sum(first < one.start < last for one in sentence.figures) <= 1
            and not _TURN.search(sentence.text, first, last)
        }

    @cached_property
    def stated_base(self) -> Fact | None:
        """The fact that the sentence states behind the figure, to compare something with it."""
        text, end = self.mention.sentence.text, self.mention.figure.end
        return next(
            (
                fact
                for fact, figure in self.stated.items()
                if is_base(text, figure) and _TO_BASE.fullmatch(text, end, figure.start)
            ),
            None,
        )

    def are_of_base(self, pair: tuple[Fact, Fact], base: Fact) -> bool:
        """Whether a pair is a stated base and what is compared with it, before the figure."""
        start = self.mention.figure.start
        before = [fact for fact in self.beside if self.stated[fact].start < start]
        return base in pair and all(
            fact is base or fact in before or not (before or fact in self.stated) for fact in pair
        )

    def _is_of_its_time(self, facts: Iterable[Fact]) -> bool:
        """Whether a fact is of a time that the clause of the figure names, if it names one."""
        since, until = self.mention.clause
        times = [when for when in self.mention.sentence.own.times if since <= when.start < until]
        return not times or any(when.is_of(fact.period) for when in times for fact in facts)

    def _with_partners(self, fact: Fact) -> Iterator[tuple[Fact, Fact]]:
        """A fact with what it may be compared with, if the text states no other.

        This is its series at the times that the sentence names, else a year before, or its newest
        if the fact is behind the figure; and the whole of which the fact is a part.
        """
        if fact.period is None:
            return
        times = [
            when
            for when in distinct(self.mention.sentence.own.times)
            if not when.is_exact(fact.period) and (when.is_span or not when.is_of(fact.period))
        ]
        sentence = self.mention.sentence
        step = _STEP_BACK.search(sentence.text, sentence.start, sentence.end)
        grain = (step[1] or step[2]) if step else "year"
        is_behind = fact in self.stated and self.stated[fact].start > self.mention.figure.start
        earlier = shifted(fact.period, -1, grain) if all(when.leans for when in times) else None
        for other in fact.metric.facts:
            if other is fact or other.record.is_superseded:
                continue
            is_of_series = other.series == fact.series and are_as_long(other, fact)
            is_then = (
                other.period == earlier
                or (is_behind and other is fact.newest)
                or any(when.is_of(other.period) for when in times)
            )
            if (is_of_series and is_then) or _is_whole(other, fact):
                yield fact, other

    def is_named(self, fact: Fact) -> bool:
        """Whether the sentence states a fact, or names its metric in its own words."""
        stems = self.mention.sentence.own.stems
        return fact in self.stated or (
            fact.metric in self.metrics and not stems.isdisjoint(fact.metric.core)
        )

    def are_named(self, part: Fact, whole: Fact) -> bool:
        """Whether the sentence names two facts, of which one may be before it."""
        named = [fact for fact in (part, whole) if self.is_named(fact)]
        return bool(named) and {part, whole} <= {*named, *self.before}

    def is_about(self, fact: Fact) -> bool:
        """Whether the figure is about the area and the group of a fact, or is compared with it.

        A sentence that states facts of one series is about that series.
        """
        mention = self.mention
        return (
            {stated.series for stated in self.stated} == {fact.series}
            or not self.names.isdisjoint({fact.area, fact.group} - {None})
            or (in_scope(fact, mention.areas, "area") and in_scope(fact, mention.groups, "group"))
            or mention.sentence.points_at_two
            or (
                mention.sentence.is_comparing
                and (
                    fact in self.stated
                    or fact in self.before
                    or not self.names.isdisjoint({fact.record.area, fact.record.group})
                )
            )
        )

    def is_base(self, fact: Fact, earlier: Fact) -> bool:
        """Whether the text compares an earlier fact with a later one: "4.4 times as in May"."""
        start, end = self.mention.figure.start, self.mention.clause[1]
        figure, other = self.stated.get(fact), self.stated.get(earlier)
        if other is None or other.start > start:
            return False
        times = [when for when in self.mention.sentence.own.times if start < when.start < end]
        return figure.start > start if figure else not times

    def are_compared(self, base: Fact, result: Fact) -> bool:
        """Whether the sentence compares a fact with one of another area or group, as its base."""
        if base.metric is not result.metric:
            return self.is_named(base) and self.is_named(result)
        is_of_whole = _is_whole(base, result) or _is_whole(result, base)
        sentence, end = self.mention.sentence, self.mention.figure.end
        is_said = set(self.stated).issuperset({base, result}) or _WHOLE.search(
            sentence.text, end, sentence.end
        )
        if is_of_whole and not is_said:
            return False
        bases = names_compared(sentence)
        return (sentence.is_comparing or sentence.points_at_two) and all(
            (not bases or getattr(base.record, part) in bases)
            and getattr(result.record, part) not in bases
            for part in get_args(Dimension)
            if getattr(base.record, part) != getattr(result.record, part)
        )


def compared(operands: Operands) -> Iterator[Chosen]:
    """A base and what is compared with it: a series at two times, or two series at one time."""
    stated_base = operands.stated_base
    for pair, is_certain in operands.pairs.items():
        if not all(map(operands.is_about, pair)):
            continue
        if stated_base and not operands.are_of_base(pair, stated_base):
            continue
        is_same_time = pair[0].period == pair[1].period
        if pair[0].series == pair[1].series:
            if is_same_time or not are_as_long(*pair):
                continue
            old, new = sorted(pair, key=_begin)
            yield Chosen((old, new), is_certain)
            if operands.is_base(new, old):
                yield Chosen((new, old))
        elif is_same_time:
            for base, result in (pair, pair[::-1]):
                if operands.are_compared(base, result):
                    yield Chosen((base, result))


def parts(operands: Operands) -> Iterator[Chosen]:
    """A part and its whole: of a total, of a longer time, or of another amount."""
    for pair, is_certain in operands.pairs.items():
        whole, part = sorted(pair, key=amount, reverse=True)
        if whole.series == part.series:
            if whole.period != part.period and (
                whole.period and part.period and whole.period.contains(part.period)
            ):
                yield Chosen((part, whole), is_certain)
        elif whole.period == part.period and (
            whole.is_total if whole.metric is part.metric else operands.are_named(part, whole)
        ):
            yield Chosen((part, whole), is_certain and whole.metric is part.metric)


def earlier(operands: Operands) -> Iterator[Chosen]:
    """What something is, and what it was earlier."""
    for chosen in compared(operands):
        old, new = chosen.facts
        if old.series == new.series:
            yield Chosen((new, old), chosen.is_certain)


def lists(operands: Operands) -> Iterator[Chosen]:
    """Facts of one unit in a row, that the sentence states or that come before it."""
    stated, others = list(operands.stated), [*operands.before, *operands.named][:_MOST]
    for facts in (stated, others, [*stated, *others]):
        for count in range(len(facts), 1, -1):
            for first in range(len(facts) - count + 1):
                some = facts[first : first + count]
                if all(_are_alike(some[0], fact) for fact in some[1:]):
                    is_certain = facts is stated and some == list(operands.meant)
                    yield Chosen(tuple(some), is_certain)


def lists_of_whole(operands: Operands) -> Iterator[Chosen]:
    """Facts in a row, and behind them the whole of which each is a part."""
    for facts, *_ in lists(operands):
        for whole in facts[0].metric.facts:
            if not whole.record.is_superseded and all(_is_whole(whole, fact) for fact in facts):
                yield Chosen((*facts, whole))


def wholes(operands: Operands) -> Iterator[Chosen]:
    """A whole and some parts of it, which a figure for the rest follows."""
    stated = list(operands.stated)
    for first in range(len(stated)):
        for last in range(first + 1, len(stated) + 1):
            parts = stated[first:last]
            before = stated[first - 1 : first] if first else operands.before[-1:]
            totals = [fact for fact in parts[0].metric.facts if _is_whole(fact, parts[0])]
            for whole in (*before, *totals):
                is_larger = amount(whole) > sum(map(amount, parts))
                if is_larger and all(_are_alike(whole, fact) for fact in parts):
                    yield Chosen((whole, *parts))


def rates(operands: Operands) -> Iterator[Chosen]:
    """An amount and the number of things that the text divides it by."""
    figure, text = operands.mention.figure, operands.mention.sentence.text
    each = EACH.match(text, figure.end)
    noun = each[1] if each else figure.unit.per
    facts = list(dict.fromkeys((*operands.stated, *operands.before, *operands.named)))
    for total, number in permutations(facts, 2) if noun else ():
        are_of_one = total.series[1:] == number.series[1:] or (total.is_total and number.is_total)
        if total.period != number.period or not are_of_one:
            continue
        if _is_counted(noun, number) and not _are_alike(total, number):
            yield Chosen((total, number), size=Fraction(unit_of(noun).factor))


def years(operands: Operands) -> Iterator[Chosen]:
    """An amount for a year, and how many days, weeks or months the text divides it by."""
    if count := _PARTS_OF_YEAR.get(operands.mention.figure.unit.per):
        for fact in (*operands.stated, *operands.before):
            if fact.period and is_year_long(fact.period):
                yield Chosen((fact,), size=Fraction(count))


def prices(operands: Operands) -> Iterator[Chosen]:
    """A price, or another rate, and the number of things that it is for."""
    for price, number in permutations((*operands.stated, *operands.before), 2):
        noun = price.metric.unit.per
        if noun and price.period == number.period and _is_counted(noun, number):
            yield Chosen((price, number), size=Fraction(unit_of(noun).factor))


def _is_counted(noun: str, fact: Fact) -> bool:
    """Whether a fact is a number of what a noun means: of nights, of hectares."""
    unit = unit_of(noun)
    if fact.metric.unit.per or unit.dimension in ("", "count"):
        return not fact.metric.unit.per and stem(noun) in fact.metric.counted
    return are_of_one_dimension(unit, fact.metric.unit)


def _is_whole(whole: Fact, part: Fact) -> bool:
    """Whether a fact is the whole of which another is a part."""
    names = [(whole.name(of), part.name(of), of) for of in get_args(Dimension)]
    return (
        whole.period == part.period
        and any(mine != yours for mine, yours, _ in names)
        and all(mine == yours or whole.metric.is_whole(mine, of) for mine, yours, of in names)
    )


def _are_alike(fact: Fact, other: Fact) -> bool:
    """Whether two facts may be combined: both have a value, in one dimension."""
    unit, units = fact.metric.unit, other.metric.unit
    if fact is other or fact.stated.value is None or other.stated.value is None:
        return False
    return bool(unit.per) == bool(units.per) and are_of_one_dimension(unit, units)


def _begin(fact: Fact) -> date:
    return fact.period.first if fact.period else date.min


def amount(fact: Fact) -> Fraction:
    """The value of a fact in base units; 0 if it has none."""
    return Fraction(to_base(fact.stated.value or Decimal(0), fact.metric.unit))
