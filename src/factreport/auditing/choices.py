"""Choices: which of the facts that a text refers to an operation may take, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from factreport.auditing.facts import Fact, are_as_long
from factreport.auditing.fitting import is_of_names
from factreport.auditing.operands import MOST, Operands, amount, are_alike, is_whole
from factreport.english.stems import stem
from factreport.figures.units import are_of_one_dimension, unit_of
from factreport.periods import Period


class Chosen(NamedTuple):
    """Facts to work a figure out from; it is certain if nothing else can be meant.

    ``size`` is a number that the operation takes besides: of what a rate is per.
    """

    facts: tuple[Fact, ...]
    is_certain: bool = False
    size: Fraction | None = None


def compared(operands: Operands) -> Iterator[Chosen]:
    """A base and what is compared with it: a series at two times, or two series at one time."""
    for pair in operands.pairs:
        if not all(map(operands.is_about, pair)):
            continue
        if pair[0].series == pair[1].series:
            yield from _at_two_times(operands, pair)
        elif operands.are_of_time(pair):
            for base, result in (pair, pair[::-1]):
                if operands.base is not result and operands.are_compared(base, result):
                    yield Chosen((base, result))


def _at_two_times(operands: Operands, pair: tuple[Fact, Fact]) -> Iterator[Chosen]:
    """A base and a comparison value from one series; the earlier is usually the base."""
    if pair[0].period == pair[1].period or not are_as_long(*pair):
        return
    old, new = sorted(pair, key=lambda fact: fact.period.first if fact.period else date.min)
    if operands.is_about_earlier(old, new):
        yield Chosen((new, old), operands.are_certain(pair))
    elif operands.fits_times(old, new):
        yield Chosen((old, new), operands.are_certain(pair))
    if operands.are_reversed(new, old):
        yield Chosen((new, old))


def parts(operands: Operands) -> Iterator[Chosen]:
    """A part and its whole: of a total, of a longer time, or of another amount."""
    for pair in operands.pairs:
        whole, part = sorted(pair, key=amount, reverse=True)
        if not operands.fits_whole(whole):
            continue
        if whole.series == part.series:
            is_part = whole.period and part.period and whole.period.contains(part.period)
            if is_part and whole.period != part.period:
                yield Chosen((part, whole), operands.are_certain(pair))
        elif operands.are_of_time(pair):
            if whole.metric is not part.metric and operands.are_named(part, whole):
                yield Chosen((part, whole))
            elif whole.metric is part.metric and (
                whole.is_total or is_whole(whole, part) or operands.is_called_whole(whole)
            ):
                yield Chosen((part, whole), operands.are_certain(pair))


def earlier(operands: Operands) -> Iterator[Chosen]:
    """What something is, and what it was earlier."""
    for chosen in compared(operands):
        old, new = chosen.facts
        if old.series == new.series:
            yield Chosen((new, old), chosen.is_certain)


def lists(operands: Operands) -> Iterator[Chosen]:
    """Facts of one unit in a row, that the sentence states or that come before it."""
    stated = list(operands.stated)[:MOST]
    others = [*operands.before, *operands.named][:MOST]
    for facts in (stated, others, [*stated, *others]):
        for count in range(len(facts), 1, -1):
            for first in range(len(facts) - count + 1):
                some = facts[first : first + count]
                if all(are_alike(some[0], fact) for fact in some[1:]):
                    yield Chosen(tuple(some), facts is stated and some == list(operands.meant))


def within(operands: Operands) -> Iterator[Chosen]:
    """The facts of one series that fill a time which the text names: "from June to August"."""
    for metric in operands.metrics:
        of_series: dict[object, list[tuple[Period, Fact]]] = defaultdict(list)
        for fact in metric.facts:
            if fact.period and not fact.record.is_superseded and is_of_names(fact, operands.names):
                of_series[fact.series].append((fact.period, fact))
        for when in operands.mention.times:
            for facts in of_series.values():
                part = sorted(
                    (pair for pair in facts if when.period.contains(pair[0])),
                    key=lambda pair: pair[0].first,
                )
                ends = [period.last.toordinal() for period, _ in part]
                starts = [period.first.toordinal() - 1 for period, _ in part]
                whole = (when.period.first.toordinal() - 1, when.period.last.toordinal())
                if len(part) > 1 and [whole[0], *ends] == [*starts, whole[1]]:
                    yield Chosen(tuple(fact for _, fact in part))


def lists_of_whole(operands: Operands) -> Iterator[Chosen]:
    """Facts in a row, and after them the whole of which each is a part."""
    for facts, *_ in lists(operands):
        for whole in facts[0].metric.facts:
            if not whole.record.is_superseded and all(is_whole(whole, fact) for fact in facts):
                yield Chosen((*facts, whole))


def rates(operands: Operands) -> Iterator[Chosen]:
    """An amount and the number of things that the text divides it by."""
    noun = operands.mention.figure.unit.per
    unit = unit_of(noun)
    facts = list(dict.fromkeys((*operands.stated, *operands.before, *operands.named)))
    for total, number in permutations(facts, 2) if noun else ():
        are_of_one = total.series[1:] == number.series[1:] or (total.is_total and number.is_total)
        if total.period != number.period or not are_of_one:
            continue
        if number.metric.unit.per or unit.dimension in ("", "count"):
            is_counted = not number.metric.unit.per and stem(noun) in number.metric.counted
        else:  # of hectares
            is_counted = are_of_one_dimension(unit, number.metric.unit)
        if is_counted and not are_alike(total, number):
            yield Chosen((total, number), size=Fraction(unit.factor))
