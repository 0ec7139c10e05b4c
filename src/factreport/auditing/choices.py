"""Choices: which of the facts that a text refers to an operation may take, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations, permutations
from typing import NamedTuple

from factreport.auditing.facts import Fact, are_as_long
from factreport.auditing.operands import MOST, Operands, amount, are_alike, is_whole
from factreport.figures.english.stems import stem
from factreport.figures.period_fit import is_year_long
from factreport.figures.units import are_of_one_dimension, unit_of

EACH = re.compile(r"\s(?:for|per|to)\s(?:each|every|a)\s(\w+)")
# How often a year has what a rate is per.
_PARTS_OF_YEAR = {"day": 365, "week": 52, "month": 12, "quarter": 4}


class Chosen(NamedTuple):
    """Facts to work a figure out from; it is certain if nothing else can be meant.

    ``size`` is a number that the operation takes besides: of months, or of what a rate is per.
    """

    facts: tuple[Fact, ...]
    is_certain: bool = False
    size: Fraction | None = None


def compared(operands: Operands) -> Iterator[Chosen]:
    """A base and what is compared with it: a series at two times, or two series at one time."""
    for pair in operands.pairs:
        if not (all(map(operands.is_about, pair)) and operands.fits_base(pair)):
            continue
        is_same_time = pair[0].period == pair[1].period
        if pair[0].series == pair[1].series:
            if is_same_time or not are_as_long(*pair):
                continue
            old, new = sorted(pair, key=_begin)
            yield Chosen((old, new), operands.are_certain(pair))
            if operands.are_reversed(new, old):
                yield Chosen((new, old))
        elif is_same_time:
            for base, result in (pair, pair[::-1]):
                if operands.are_compared(base, result):
                    yield Chosen((base, result))


def parts(operands: Operands) -> Iterator[Chosen]:
    """A part and its whole: of a total, of a longer time, or of another amount."""
    for pair in operands.pairs:
        whole, part = sorted(pair, key=amount, reverse=True)
        if whole.series == part.series:
            is_part = whole.period and part.period and whole.period.contains(part.period)
            if is_part and whole.period != part.period:
                yield Chosen((part, whole), operands.are_certain(pair))
        elif whole.period == part.period:
            if whole.metric is not part.metric and operands.are_named(part, whole):
                yield Chosen((part, whole))
            elif whole.metric is part.metric and whole.is_total:
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


def lists_of_whole(operands: Operands) -> Iterator[Chosen]:
    """Facts in a row, and behind them the whole of which each is a part."""
    for facts, *_ in lists(operands):
        for whole in facts[0].metric.facts:
            if not whole.record.is_superseded and all(is_whole(whole, fact) for fact in facts):
                yield Chosen((*facts, whole))


def wholes(operands: Operands) -> Iterator[Chosen]:
    """A whole and some parts of it, which a figure for the rest follows."""
    stated = list(operands.stated)[:MOST]
    for first, last in combinations(range(len(stated) + 1), 2):
        some = stated[first:last]
        before = stated[first - 1 : first] if first else operands.before[-1:]
        totals = [fact for fact in some[0].metric.facts if is_whole(fact, some[0])]
        for whole in (*before, *totals):
            is_larger = amount(whole) > sum(map(amount, some))
            if is_larger and all(are_alike(whole, fact) for fact in some):
                yield Chosen((whole, *some))


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
        if _is_counted(noun, number) and not are_alike(total, number):
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


def _begin(fact: Fact) -> date:
    return fact.period.first if fact.period else date.min


def _is_counted(noun: str, fact: Fact) -> bool:
    """Whether a fact is a number of what a noun means: of nights, of hectares."""
    unit = unit_of(noun)
    if fact.metric.unit.per or unit.dimension in ("", "count"):
        return not fact.metric.unit.per and stem(noun) in fact.metric.counted
    return are_of_one_dimension(unit, fact.metric.unit)
