"""Operands: the facts that a figure may be worked out from, because the text refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple, get_args

from factreport.auditing.facts import Fact, are_as_long
from factreport.auditing.fitting import in_scope
from factreport.auditing.mentions import Mention
from factreport.auditing.names import Dimension
from factreport.auditing.scopes import names_compared
from factreport.auditing.times import distinct
from factreport.figures.shifting import shifted
from factreport.figures.units import are_of_one_dimension, to_base

_MOST = 8


class Chosen(NamedTuple):
    """Facts to work a figure out from; it is certain if nothing else can be meant."""

    facts: tuple[Fact, ...]
    is_certain: bool


@dataclass(frozen=True)
class Operands:
    """The facts that a sentence refers to: by their values, by words, and those just before it."""

    mention: Mention
    stated: Sequence[Fact]
    named: Sequence[Fact]
    before: Sequence[Fact]

    @cached_property
    def names(self) -> frozenset[str | None]:
        """The areas and groups that the sentence names."""
        return frozenset(name.name for name in self.mention.sentence.own.names)

    @cached_property
    def pairs(self) -> dict[tuple[Fact, Fact], bool]:
        """The pairs of facts that can be compared, the likeliest first.

        A pair is certain if the sentence states both facts.
        """
        stated = list(dict.fromkeys(self.stated))[:_MOST]
        before = [fact for fact in dict.fromkeys(self.before[::-1]) if fact not in stated]
        recalled = [fact for fact in before if self._is_recalled(fact)]
        named = [fact for fact in dict.fromkeys((*self.named, *recalled)) if fact not in stated]
        named = named[:_MOST]
        pairs = dict.fromkeys(combinations(stated, 2), True)
        for fact in (*stated, *named, *before):
            for other in self._partners(fact):
                pairs.setdefault((fact, other), False)
        pointed = tuple(before[:2]) if self.mention.sentence.points_at_two else ()
        is_alone = not stated and len(before) == 2  # the sentence is only about these
        for pair in (*product(stated, (*named, *before)), *combinations(named, 2)):
            pairs.setdefault(pair, False)
        for pair in (*combinations(before, 2), *product(named, before)):
            if pair == pointed or is_alone or pair[0].series == pair[1].series:
                pairs.setdefault(pair, is_alone and pair[0] in before)
        return {pair: is_certain for pair, is_certain in pairs.items() if _are_alike(*pair)}

    def _partners(self, fact: Fact) -> list[Fact]:
        """What a fact may be compared with, if the text states no other.

        This is its series at the times that the sentence names, else a year before, and the whole
        of which the fact is a part.
        """
        if fact.period is None:
            return []
        current = [
            other
            for other in fact.metric.facts
            if other is not fact and not other.record.is_superseded
        ]
        series = [
            other for other in current if other.series == fact.series and are_as_long(other, fact)
        ]
        others = [
            when
            for when in distinct(self.mention.sentence.own.times)
            if not when.is_exact(fact.period) and (when.is_span or not when.is_of(fact.period))
        ]
        named = [other for other in series if any(when.is_of(other.period) for when in others)]
        if all(when.leans for when in others):
            earlier = shifted(fact.period, -1, "year")
            named += [other for other in series if other.period == earlier]
        return named + [other for other in current if _is_whole(other, fact)]

    def _is_recalled(self, fact: Fact) -> bool:
        """Whether the sentence names the area or the group of a fact."""
        return not self.names.isdisjoint({fact.record.area, fact.record.group})

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
                and (fact in self.stated or fact in self.before or self._is_recalled(fact))
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
    stated, others = operands.stated, [*operands.before, *operands.named][:_MOST]
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
