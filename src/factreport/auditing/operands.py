"""Operands: the facts that a figure may be worked out from, because the text refers to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import chain, combinations, product
from typing import NamedTuple, get_args

from factreport.auditing.facts import Fact, Metric, are_as_long
from factreport.auditing.fitting import in_scope, is_of_names
from factreport.auditing.mentions import Mention
from factreport.auditing.names import Dimension
from factreport.auditing.scopes import names_compared
from factreport.auditing.times import distinct
from factreport.figures.figure import Figure
from factreport.figures.shifting import shifted
from factreport.figures.units import are_of_one_dimension, to_base

_MOST = 8
_MOST_FACTS = 400  # of a metric that are examined
# Between two figures that belong to different statements.
_TURN = re.compile(r";|\b(?:but|while|whereas|although|though)\b")


class Chosen(NamedTuple):
    """Facts to work a figure out from; it is certain if nothing else can be meant."""

    facts: tuple[Fact, ...]
    is_certain: bool


@dataclass(frozen=True)
class Operands:
    """The facts that a sentence refers to: by their values, by words, and those just before it."""

    mention: Mention
    metrics: Sequence[Metric]
    stated: Mapping[Fact, Figure]
    before: Sequence[Fact]

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
            (*(fact.metric for fact in self.stated), *self.metrics, *(fact.metric for fact in last))
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
        return {
            pair: self._are_beside(pair)
            or (is_alone and len(sentence.figures) == 1 and set(pair) <= set(before))
            for pair in found.values()
        }

    def _are_beside(self, pair: tuple[Fact, Fact]) -> bool:
        """Whether the sentence states both facts beside the figure, which names no other time."""
        sentence, figure = self.mention.sentence, self.mention.figure
        if not set(pair) <= self.stated.keys():
            return False
        figures = [self.stated[fact] for fact in pair]
        for other in figures:
            start, end = sorted((other.start, figure.start))
            between = [one for one in sentence.figures if start < one.start < end]
            if len(between) > 1 or _TURN.search(sentence.text, start, end):
                return False
        since, until = self.mention.clause
        times = [when for when in sentence.own.times if since <= when.start < until]
        return not times or any(when.is_of(fact.period) for when in times for fact in pair)

    def _with_partners(self, fact: Fact) -> Iterator[tuple[Fact, Fact]]:
        """A fact with what it may be compared with, if the text states no other.

        This is its series at the times that the sentence names, else a year before, and the whole
        of which the fact is a part.
        """
        if fact.period is None:
            return
        times = [
            when
            for when in distinct(self.mention.sentence.own.times)
            if not when.is_exact(fact.period) and (when.is_span or not when.is_of(fact.period))
        ]
        earlier = shifted(fact.period, -1, "year") if all(when.leans for when in times) else None
        for other in fact.metric.facts:
            if other is fact or other.record.is_superseded:
                continue
            is_of_series = other.series == fact.series and are_as_long(other, fact)
            is_then = other.period == earlier or any(when.is_of(other.period) for when in times)
            if (is_of_series and is_then) or _is_whole(other, fact):
                yield fact, other

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

    def are_compared(self, base: Fact, result: Fact) -> bool:
        """Whether the sentence compares a fact with one of another area or group, as its base."""
        if base.metric is not result.metric:
            return True
        is_of_whole = _is_whole(base, result) or _is_whole(result, base)
        if is_of_whole and not {base, result} <= set(self.stated):
            return False
        sentence = self.mention.sentence
        bases = names_compared(sentence)
        return (sentence.is_comparing or sentence.points_at_two) and all(
            (not bases or getattr(base.record, part) in bases)
            and getattr(result.record, part) not in bases
            for part in get_args(Dimension)
            if getattr(base.record, part) != getattr(result.record, part)
        )


def compared(operands: Operands) -> Iterator[Chosen]:
    """A base and what is compared with it: a series at two times, or two series at one time."""
    for pair, is_certain in operands.pairs.items():
        if not all(map(operands.is_about, pair)):
            continue
        is_same_time = pair[0].period == pair[1].period
        if pair[0].series == pair[1].series:
            if not is_same_time:
                yield Chosen(tuple(sorted(pair, key=_begin)), is_certain)
        elif is_same_time:
            for base, result in (pair, pair[::-1]):
                if operands.are_compared(base, result):
                    yield Chosen((base, result), is_certain=False)


def parts(operands: Operands) -> Iterator[Chosen]:
    """A part and its whole: of a total, of a longer time, or of another amount."""
    for pair, is_certain in operands.pairs.items():
        whole, part = sorted(pair, key=amount, reverse=True)
        if whole.series == part.series:
            if whole.period != part.period and (
                whole.period and part.period and whole.period.contains(part.period)
            ):
                yield Chosen((part, whole), is_certain)
        elif whole.period == part.period and (whole.metric is not part.metric or whole.is_total):
            yield Chosen((part, whole), is_certain)


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
                    yield Chosen(tuple(some), facts is stated and count == len(facts))


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
    if fact is other or fact.stated.value is None or other.stated.value is None:
        return False
    return are_of_one_dimension(fact.metric.unit, other.metric.unit)


def _begin(fact: Fact) -> date:
    return fact.period.first if fact.period else date.min


def amount(fact: Fact) -> Fraction:
    """The value of a fact in base units; 0 if it has none."""
    return Fraction(to_base(fact.stated.value or Decimal(0), fact.metric.unit))
