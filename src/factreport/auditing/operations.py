"""Operations: how a figure may be worked out, from which facts, and which words call for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache, partial
from itertools import permutations, product
from typing import NamedTuple

from factreport.auditing.directions import direction_of, is_of_change
from factreport.auditing.facts import Fact, are_as_long
from factreport.auditing.fitting import is_of_names
from factreport.auditing.mentions import Mention
from factreport.auditing.operands import MOST, Operands, amount, are_alike, is_whole
from factreport.english import arithmetic
from factreport.english.comparisons import FROM, TO
from factreport.english.stems import stem
from factreport.figures.figure import Figure
from factreport.figures.reading import is_multiple
from factreport.figures.units import are_of_one_dimension, unit_of
from factreport.model import Direction
from factreport.periods import Period

_NEAR = 40  # characters after a figure


class Chosen(NamedTuple):
    """Facts to work a figure out from; it is certain if nothing else can be meant.

    ``size`` is one more number that the operation takes: the number that a rate is per.
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
    if pair[0].period == pair[1].period or not are_as_long(*pair) or operands.is_from_name:
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


def changed(operands: Operands, *, in_percent: bool) -> Iterator[Chosen]:
    """A level and its change; with the sign by which the change counts, -1 for a fall."""
    for level, metric in product((*operands.stated, *operands.before), operands.metrics):
        unit, units = level.metric.unit, metric.unit
        is_relative = units.dimension == "percent" != unit.dimension
        is_same = is_relative or are_of_one_dimension(unit, units) or units.dimension == "points"
        if is_relative != in_percent or not (is_same and level.metric in metric.levels):
            continue
        for change in metric.facts:
            if change.period == level.period and change.series[1:] == level.series[1:]:
                is_fall = change.stated.direction == "down" and amount(change) > 0
                sign = Fraction(-1 if is_fall else 1)
                if not is_relative or sign * amount(change) > -100:
                    yield Chosen((level, change), level in operands.beside, sign)


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
        if number.metric.unit.per or unit.is_count:
            is_counted = not number.metric.unit.per and stem(noun) in number.metric.counted
        else:  # of hectares
            is_counted = are_of_one_dimension(unit, number.metric.unit)
        if is_counted and not are_alike(total, number):
            yield Chosen((total, number), size=Fraction(unit.factor))


class Operation(NamedTuple):
    """A way to work a figure out from facts: how they are chosen, and how it is written.

    The result is an amount in the unit of the facts, unless it has a ``sign``.  ``takes_rates``
    says whether the facts are percentages; None if either will do.
    """

    choose: Callable[[Operands], Iterable[Chosen]]
    compute: Callable[..., Fraction]
    joint: str  # between the facts in the arithmetic
    sign: str = ""
    last_joint: str = ""  # before the last of several facts
    places: int = 6
    is_of_new_unit: bool = False
    is_change: bool = False
    is_relative: bool = False
    is_of_one_metric: bool = False
    takes_rates: bool | None = None

    def suits(self, facts: Sequence[Fact], amounts: Iterable[Fraction]) -> bool:
        """Whether the result for these facts would mean something."""
        metric = facts[0].metric
        return (
            self.takes_rates in (None, metric.unit.dimension == "percent")
            and not (self.is_relative and any(size <= 0 for size in amounts))
            and not (self.is_of_one_metric and any(fact.metric is not metric for fact in facts))
        )


CHANGE = Operation(compared, lambda old, new: new - old, " to ", is_change=True, takes_rates=False)
POINTS = CHANGE._replace(sign=" points", takes_rates=True)
RATIO = Operation(
    compared,
    lambda old, new: new / old,
    " to ",
    " times",
    places=2,
    is_relative=True,
    is_of_one_metric=True,
)
PERCENT_CHANGE = RATIO._replace(
    compute=lambda old, new: (new / old - 1) * 100,
    sign="%",
    places=1,
    is_change=True,
    takes_rates=False,
)
SHARE = Operation(
    parts,
    lambda part, whole: part / whole * 100,
    " of ",
    "%",
    places=1,
    is_relative=True,
    takes_rates=False,
)
SHARE_OF_EARLIER = SHARE._replace(choose=earlier)
SUM = Operation(lists, lambda *addends: sum(addends, Fraction()), " + ")
SUM_OVER_TIME = SUM._replace(choose=within)
SHARE_OF_SUM = SHARE._replace(
    choose=lists_of_whole,
    compute=lambda *addends: sum(addends[:-1], Fraction()) / addends[-1] * 100,
    joint=" + ",
    last_joint=" of ",
)
BASE = Operation(
    partial(changed, in_percent=False),
    lambda level, change, sign: level - sign * change,
    " less a change of ",
)
BASE_IN_PERCENT = BASE._replace(
    choose=partial(changed, in_percent=True),
    compute=lambda level, change, sign: level / (1 + sign * change / 100),
)
BASES = [BASE_IN_PERCENT, BASE]
QUOTIENT = Operation(
    rates, lambda total, number, size: total * size / number, " / ", is_of_new_unit=True
)


@lru_cache(maxsize=256)
def operations_of(mention: Mention) -> Sequence[Operation]:
    """The operations that the words around a figure suggest, the likeliest first."""
    figure, sentence = mention.figure, mention.sentence
    if figure.value is None:
        return []
    before = sentence.text[sentence.start : figure.start]
    after = sentence.text[figure.end : min(figure.end + _NEAR, sentence.end)]
    if figure.unit.dimension == "points":
        return [POINTS, CHANGE]
    is_again = arithmetic.AGAIN.match(after)
    is_part = figure.unit.name == "share" and arithmetic.PART_OF_OTHER.match(after)
    if is_again or is_part or arithmetic.TIMES_AS.match(after) or is_multiple(figure):
        return [PERCENT_CHANGE if is_again else RATIO]
    is_earlier = mention.is_own and all(when.is_relative for when in mention.times)
    bases = BASES if mention.is_base or is_earlier else []
    if FROM.search(before) or (TO.search(before) and not arithmetic.AMOUNTS.search(before)):
        # "From 7.9 to 12.4 percent" gives levels, "slid to 27% of revenue" a share
        is_share = figure.unit.dimension == "percent" and (
            arithmetic.SHARE_AFTER.match(after) or arithmetic.SHARES.search(before)
        )
        return bases + [SHARE] * bool(is_share or figure.unit.name == "share")
    headers = " ".join(sentence.row_and_column)
    direction = sign_of(figure) or direction_of(mention) or arithmetic.CHANGE_NOUN.search(headers)
    if figure.unit.dimension == "percent":
        is_change = bool(direction or mention.is_size)
        return _of_percent(mention, before, after, is_change=is_change) + bases
    clause = sentence.text[mention.clause[0] : figure.start]
    is_difference = bool(direction or any(map(arithmetic.DIFFERENCE.search, (clause, after))))
    called = {
        SUM: (sentence.is_of_sum and not mention.is_size)
        or arithmetic.PARTS_FOLLOW.fullmatch(after),
        SUM_OVER_TIME: not mention.is_size and any(when.is_span for when in mention.times),
        QUOTIENT: figure.unit.per,
        CHANGE: mention.is_size or is_difference,
    }
    return [operation for operation, is_called in called.items() if is_called] + bases


def _of_percent(mention: Mention, before: str, after: str, *, is_change: bool) -> list[Operation]:
    """The operations that the words before and after a percentage or a fraction suggest."""
    figure, text = mention.figure, mention.sentence.text
    around = text[max(figure.start - 2, 0) : figure.start] + after[:1]
    is_in_brackets = around[1:] == "()" or around == ", ,"
    is_of_whole = arithmetic.SHARE_AFTER.match(after)
    is_share = is_in_brackets or is_of_whole or arithmetic.SHARE_BEFORE.search(before)
    shares: list[Operation] = []
    if (is_share or figure.unit.name == "share") and (is_of_whole or not mention.is_size):
        shares = [SHARE, SHARE_OF_EARLIER] if arithmetic.OF_EARLIER.match(after) else [SHARE]
    if mention.sentence.is_of_sum:
        shares = [SHARE_OF_SUM, *shares]
    if is_change:
        # Only a share in words, "by a fifth", tells a change of a rate from points.
        takes_rates = None if figure.unit.name == "share" else False
        return [PERCENT_CHANGE._replace(takes_rates=takes_rates), *shares]
    return [*shares[:1], PERCENT_CHANGE, *shares[1:]] if is_of_change(mention) else shares


def sign_of(figure: Figure) -> Direction | None:
    """The direction of a figure that is written with a sign: "+9.0%"."""
    if figure.value is not None and figure.value < 0:
        return "down"
    return "up" if figure.text.startswith("+") else None
