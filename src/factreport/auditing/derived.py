"""Derived figures: changes, ratios, shares and sums of facts that the text names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import Literal, NamedTuple, get_args

from factreport.auditing.directions import direction_of, is_of_change
from factreport.auditing.facts import Fact, are_as_long
from factreport.auditing.mentions import Mention
from factreport.auditing.names import Dimension
from factreport.auditing.times import When
from factreport.figures.comparing import Stated, compare
from factreport.figures.english.comparisons import FROM, RATIOS, TO
from factreport.figures.figure import Direction, Figure, Unit
from factreport.figures.shifting import shifted
from factreport.figures.units import are_of_one_dimension, common_readings, magnitude_of, to_base
from factreport.periods import label

Operation = Literal["change", "percent change", "points", "ratio", "share", "earlier share", "sum"]

# How far a ratio in words may be from the true ratio: "a third" is 31 to 35.7%.
_LOOSE = Fraction(7, 100)
_MOST_STEPS = 3  # by which the rounding of the facts may change the last digit
_MOST_OPERANDS = 8
_SHARE = re.compile(
    r"\s?(?:percent|per\scent|%)?\s?of\b|.{0,40}\b(?:share|part|proportion)\sof\b", re.IGNORECASE
)
# "Half of what it was in 2021", "a third of the loss in 2022"
_OF_EARLIER = re.compile(
    r"\s?(?:percent|per\scent|%)?\s?of\s(?:what|its|their|the\s(?:\w+\s){1,2}(?:in|of)\s[^a-z])"
)
_SHARE_BEFORE = re.compile(
    r"\b(?:account(?:s|ed|ing)?\sfor|ma[dk]e(?:s|up)?(?:\sup)?|represent(?:s|ed|ing)?|share\sof|"
    r"(?:that|this|which)\sis(?:,?\sfor)?|or)\s(?:about\s|some\s|just\s)*$",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"\b(?:difference|gap|margin|outnumber\w*|exceed\w*|by|change|surplus|deficit|lead|ahead|"
    r"add(?:s|ed)|lack\w*|short|balance|leav(?:es?|ing)|net)\b",
    re.IGNORECASE,
)
_AMOUNTS = re.compile(r"\b(?:amount|come)(?:s|ed)?\sto\s[^,;.]*\Z")
_TIMES = re.compile(r"\s?(?:times|fold)\b|-fold\b|\dx\b", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:change|growth|increase|decrease|difference|±|\+/-)", re.IGNORECASE)
_AGAIN = re.compile(r"\s?as\s(?:much|many)\s(?:again|more)\b")
_NEAR = 40  # characters after a figure


class Derivation(NamedTuple):
    """A possible derivation of a figure: an operation on facts, and its result."""

    operation: Operation
    facts: tuple[Fact, ...]
    value: Fraction
    is_explicit: bool

    @property
    def slack(self) -> Fraction:
        """How far the result may be off, given the number of digits of the facts."""
        errors = [_error(fact) for fact in self.facts]
        if self.operation in ("change", "points", "sum"):
            return sum(errors, Fraction())
        parts = [error / _amount(fact) for error, fact in zip(errors, self.facts, strict=True)]
        ratio = self.value / 100 + (self.operation == "percent change")
        whole = self.value if self.operation == "ratio" else ratio * 100
        return abs(whole) * sum(map(abs, parts), Fraction())


class CheckedDerivation(NamedTuple):
    """Whether a figure agrees with its derivation, the facts, and the arithmetic in words."""

    is_right: bool
    fact: Fact
    words: str


class Operands(NamedTuple):
    """The facts that a sentence refers to: by their values, by words, and those just before it.

    ``times`` are those that the sentence names: of a series one fact is stated, and the other one
    is of such a time, or of a year before.  "The two", "both" and the like refer to the last two
    facts before it.  ``bases`` are the areas and groups behind "than" or "as".  ``subject`` holds
    the facts of the areas and groups that the figure is about; only a part of a whole may be of
    others.
    """

    stated: Sequence[Fact]
    named: Sequence[Fact]
    before: Sequence[Fact]
    times: Sequence[When]
    names: frozenset[str] = frozenset()
    are_pointed_at: bool = False
    is_comparing: bool = False
    bases: frozenset[str] = frozenset()
    subject: Callable[[Fact], bool] = bool

    def recalls(self, fact: Fact) -> bool:
        """Whether the sentence names the area or the group of a fact."""
        return not self.names.isdisjoint({fact.record.area, fact.record.group})

    def refers_to(self, fact: Fact) -> bool:
        """Whether the sentence, or the one before, states a fact or names what it is of."""
        return fact in self.stated or fact in self.before or self.recalls(fact)

    def compare(self, base: Fact, result: Fact) -> bool:
        """Whether the sentence compares a fact with one of another area or group, as its base."""
        if base.metric is not result.metric:
            return True
        is_of_whole = _is_whole(base, result) or _is_whole(result, base)
        if is_of_whole and not {base, result} <= set(self.stated):
            return False
        different = [
            (getattr(base.record, part), getattr(result.record, part))
            for part in ("area", "group")
            if getattr(base.record, part) != getattr(result.record, part)
        ]
        if not self.is_comparing and not self.are_pointed_at:
            return False
        return all(
            (not self.bases or old in self.bases) and new not in self.bases
            for old, new in different
        )


def derive(
    mention: Mention, operations: Sequence[Operation], operands: Operands
) -> CheckedDerivation | None:
    """The derivation of a figure from facts that the text names; None if there is none."""
    figure = mention.figure
    found = list(_derivations(operations, operands))
    for derivation in found:
        if _fits(figure, derivation, mention):
            return CheckedDerivation(True, derivation.facts[-1], _arithmetic(derivation))
    explicit = [derivation for derivation in found if derivation.is_explicit]
    if len({derivation.value for derivation in explicit}) == 1:
        return CheckedDerivation(False, explicit[0].facts[-1], _arithmetic(explicit[0]))
    return None


def operations_of(mention: Mention) -> list[Operation]:  # noqa: PLR0911  # the rule in its order
    """The operations that the words around a figure suggest, the likeliest first."""
    figure, sentence = mention.figure, mention.sentence
    if figure.value is None:
        return []
    before = sentence.text[mention.clause[0] : figure.start]
    is_target = TO.search(before) and not _AMOUNTS.search(before)
    is_state = FROM.search(before) or is_target  # "from 7.9 to 12.4 percent"
    after = sentence.text[figure.end : min(figure.end + _NEAR, sentence.end)]
    if figure.unit.dimension == "points" or re.search(r"\bpoints?$", figure.text):
        return ["points", "change"]
    if _TIMES.match(after) or _TIMES.search(figure.text) or is_ratio(figure):
        return ["ratio"]
    around = sentence.text[max(figure.start - 2, 0) : figure.start] + after[:1]
    is_in_brackets = around[1:] == "()" or around == ", ,"
    is_share = bool(is_in_brackets or _SHARE.match(after) or _SHARE_BEFORE.search(before))
    if is_state and (figure.unit.dimension != "percent" or not _SHARE.match(after)):
        return ["share"] if figure.unit.name == "share" else []
    direction = (
        sign_of(figure) or direction_of(mention) or _CHANGE.search(" ".join(mention.headers))
    )
    if figure.unit.dimension == "percent":
        if _AGAIN.match(after):
            return ["percent change"]
        found: list[Operation] = []
        if (is_share or figure.unit.name == "share") and not mention.is_size:
            found += ["share", "earlier share"] if _OF_EARLIER.match(after) else ["share"]
        if direction or is_of_change(mention):
            found.insert(0 if direction else 1, "percent change")
        return found
    if sentence.is_of_sum and not mention.is_size:
        return ["sum", "change"] if direction else ["sum"]
    is_difference = (
        mention.is_size or direction or _DIFFERENCE.search(before) or _DIFFERENCE.search(after)
    )
    return ["change"] if is_difference else []


def sign_of(figure: Figure) -> Direction | None:
    """The direction of a figure that is written with a sign: "+9.0%"."""
    if figure.value is not None and figure.value < 0:
        return "down"
    return "up" if figure.text.startswith("+") else None


def is_ratio(figure: Figure) -> bool:
    """Whether a figure is a ratio in words, such as "doubled"."""
    return figure.text.lower().split()[-1] in RATIOS


def _derivations(operations: Sequence[Operation], operands: Operands) -> Iterator[Derivation]:
    """Derivations from the facts that a sentence states, names or follows."""
    pairs: dict[tuple[Fact, Fact], bool] = {}
    for pair, is_explicit in _pairs(operands):
        pairs.setdefault(pair, is_explicit)
    for operation in operations:
        if operation == "sum":
            others = [*operands.before, *operands.named][:_MOST_OPERANDS]
            yield from _sums(operands.stated, others)
        for pair, is_explicit in pairs.items():
            others = [fact for fact in pair if not operands.subject(fact)]
            is_compared = operands.is_comparing and all(map(operands.refers_to, others))
            if others and operation != "share" and not is_compared:
                continue
            yield from _of_pair(operation, pair, operands, is_explicit=is_explicit)


def _pairs(operands: Operands) -> Iterator[tuple[tuple[Fact, Fact], bool]]:
    """The pairs of facts that a figure may be derived from, the likeliest first.

    A pair is explicit if nothing else can be meant: the sentence states both facts.
    """
    stated = list(dict.fromkeys(operands.stated))[:_MOST_OPERANDS]
    before = [fact for fact in dict.fromkeys(operands.before[::-1]) if fact not in stated]
    recalled = [fact for fact in before if operands.recalls(fact)]
    named = [fact for fact in dict.fromkeys((*operands.named, *recalled)) if fact not in stated]
    named = named[:_MOST_OPERANDS]
    pointed = tuple(before[:2]) if operands.are_pointed_at else ()
    yield from ((pair, True) for pair in combinations(stated, 2))
    for fact in (*stated, *named, *before):
        yield from (((fact, other), False) for other in _partners(fact, operands.times))
    others = (*product(stated, (*named, *before)), *combinations(named, 2))
    yield from ((pair, False) for pair in others)
    is_alone = not stated and len(before) == 2  # the sentence is only about these
    for pair in (*combinations(before, 2), *product(named, before)):
        if pair == pointed or is_alone or pair[0].series == pair[1].series:
            yield pair, is_alone and pair[0] in before


def _partners(fact: Fact, times: Sequence[When]) -> list[Fact]:
    """What a fact may be compared with, if the text states no other.

    This is its series at the times that the sentence names, else a year before, and the whole of
    which the fact is a part.
    """
    if fact.period is None:
        return []
    current = [
        other for other in fact.metric.facts if other is not fact and not other.record.is_superseded
    ]
    series = [
        other for other in current if other.series == fact.series and are_as_long(other, fact)
    ]
    others = [
        when
        for when in times
        if not when.is_exact(fact.period) and (when.is_span or not when.is_of(fact.period))
    ]
    named = [other for other in series if any(when.is_of(other.period) for when in others)]
    if all(when.leans for when in others):
        earlier = shifted(fact.period, -1, "year")
        named += [other for other in series if other.period == earlier]
    return named + [other for other in current if _is_whole(other, fact)]


def _is_whole(whole: Fact, part: Fact) -> bool:
    """Whether a fact is the whole of which another is a part."""
    names = [(whole.name(of), part.name(of), of) for of in get_args(Dimension)]
    return (
        whole.period == part.period
        and any(mine != yours for mine, yours, _ in names)
        and all(mine == yours or whole.metric.is_whole(mine, of) for mine, yours, of in names)
    )


def _sums(stated: Sequence[Fact], others: Sequence[Fact]) -> Iterator[Derivation]:
    """The sum of all facts of one unit that the sentence states, or that come before it."""
    for facts, explicit in ((stated, True), ([*others], False), ([*stated, *others], False)):
        for count in range(len(facts), 1, -1):
            for first in range(len(facts) - count + 1):
                some = facts[first : first + count]
                if all(_are_alike(some[0], fact) for fact in some[1:]):
                    values = [_amount(fact) for fact in some]
                    yield Derivation(
                        "sum",
                        tuple(some),
                        sum(values, Fraction()),
                        explicit and count == len(facts),
                    )


def _of_pair(
    operation: Operation, pair: tuple[Fact, Fact], operands: Operands, *, is_explicit: bool
) -> Iterator[Derivation]:
    """The result of an operation on two facts, if they may be combined like this."""
    first, other = pair
    if operation == "sum" or not _are_alike(first, other):
        return
    is_same_metric, is_same_time = first.metric is other.metric, first.period == other.period
    is_series = first.series == other.series and not is_same_time
    if not is_series and not (is_same_time and first.series != other.series):
        return
    is_of_rates = first.metric.unit.dimension == "percent"
    if operation in ("share", "earlier share"):
        if not is_of_rates:
            yield from _shares(operation, pair, is_series=is_series, is_explicit=is_explicit)
        return
    orders = [tuple(sorted(pair, key=_begin))] if is_series else [pair, (other, first)]
    for base, result in orders:
        if not is_series and not operands.compare(base, result):
            continue
        if operation in ("change", "points"):
            if is_of_rates == (operation == "points"):
                value = _amount(result) - _amount(base)
                yield Derivation(operation, (base, result), value, is_explicit and is_series)
        elif _amount(base) > 0 and is_same_metric and (operation == "ratio" or not is_of_rates):
            ratio = _amount(result) / _amount(base)
            value = ratio if operation == "ratio" else (ratio - 1) * 100
            yield Derivation(operation, (base, result), value, is_explicit and is_series)


def _shares(
    operation: Operation, pair: tuple[Fact, Fact], *, is_series: bool, is_explicit: bool
) -> Iterator[Derivation]:
    """A part of a whole: of a total, of a longer time, or of what it was earlier."""
    is_earlier = operation == "earlier share"
    whole, part = sorted(pair, key=_begin) if is_earlier else sorted(pair, key=_amount)[::-1]
    is_whole = is_series or whole.metric is not part.metric or whole.is_total
    is_within = whole.period and part.period and whole.period.contains(part.period)
    is_of_time = is_series == is_earlier or (is_series and is_within)
    if _amount(whole) and is_of_time and is_whole:
        value = _amount(part) / _amount(whole) * 100
        yield Derivation(operation, (part, whole), value, is_explicit)


def _begin(fact: Fact) -> date:
    return fact.period.first if fact.period else date.min


def _are_alike(fact: Fact, other: Fact) -> bool:
    """Whether two facts may be combined: both have a value, in one dimension."""
    if fact is other or fact.stated.value is None or other.stated.value is None:
        return False
    return are_of_one_dimension(fact.metric.unit, other.metric.unit)


def _amount(fact: Fact) -> Fraction:
    """The value of a fact in base units."""
    return Fraction(to_base(Decimal(fact.stated.value or 0), fact.metric.unit))


def _error(fact: Fact) -> Fraction:
    """Half a unit in the last digit of a fact, in base units."""
    value = fact.stated.value or Decimal(0)
    step = Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
    return Fraction(step * fact.metric.unit.factor) / 2


def _fits(figure: Figure, derivation: Derivation, mention: Mention) -> bool:
    value = derivation.value
    direction = sign_of(figure) or direction_of(mention)
    if derivation.operation in ("change", "percent change", "points"):
        if direction and (value < 0) != (direction == "down"):
            return False
        value = abs(value)
    if figure.value is None:
        return False
    figure = figure._replace(value=abs(figure.value), direction=None)
    written = Fraction(figure.value or 0)
    if figure.unit.name == "share" or is_ratio(figure):
        if derivation.operation not in ("ratio", "change", "points"):
            written *= 100 if figure.unit.name == "share" else 1
        return _is_loosely(figure, written, value)
    scales = [Fraction(1)]
    if derivation.operation in ("change", "sum"):
        scales = list(_scales(figure, derivation.facts[0].metric.unit))
    if derivation.operation == "points" and figure.unit.dimension == "points":
        scales = [Fraction(figure.unit.factor)]  # "80 basis points"
    amounts = [value / scale for scale in scales]
    stated = [
        Stated(Decimal(amount.numerator) / amount.denominator, None, None, None, figure.unit, None)
        for amount in amounts
    ]
    if any(compare(figure, fact) != "different" for fact in stated):
        return True
    step = Fraction(figure.step)
    most = step * (_MOST_STEPS if step < 1 else 1)
    return figure.qualifier in (None, "about") and any(
        abs(written - value / scale) <= step / 2 + min(most, derivation.slack / scale)
        for scale in scales
    )


def _scales(figure: Figure, unit: Unit) -> Iterator[Fraction]:
    """The size of a figure's unit in base units; a bare figure may have the unit of the facts."""
    if not figure.unit.dimension:
        yield Fraction(unit.factor)
        yield Fraction(unit.factor / magnitude_of(unit))
    for mine, _ in common_readings(figure.unit, unit):
        yield Fraction(mine.factor)


def _is_loosely(figure: Figure, written: Fraction, value: Fraction) -> bool:
    if figure.qualifier in ("more than", "at least"):
        if written < 1 and is_ratio(figure):  # "more than halved"
            return written * Fraction(6, 10) < value <= written
        return written <= value < written * Fraction(14, 10)
    if figure.qualifier in ("nearly", "less than", "at most"):
        return written * Fraction(85, 100) <= value <= written
    return abs(value - written) <= written * _LOOSE


def _arithmetic(derivation: Derivation) -> str:
    """The arithmetic in words: "+112.4%: 15,270,000 in 2016 to 32,430,000 in 2020"."""
    value = derivation.value
    operands = [_operand(fact, derivation.facts) for fact in derivation.facts]
    if derivation.operation == "sum":
        return f"{_number(value / _factor(derivation))}: {' + '.join(operands)}"
    if derivation.operation in ("share", "earlier share"):
        return f"{_number(value, 1)}%: {operands[0]} of {operands[1]}"
    if derivation.operation == "ratio":
        return f"{_number(value, 2)} times: {operands[0]} to {operands[1]}"
    sign = "+" if value >= 0 else "-"
    if derivation.operation == "percent change":
        return f"{sign}{_number(abs(value), 1)}%: {operands[0]} to {operands[1]}"
    if derivation.operation == "points":
        return f"{sign}{_number(abs(value))} points: {operands[0]} to {operands[1]}"
    return f"{sign}{_number(abs(value) / _factor(derivation))}: {operands[0]} to {operands[1]}"


def _factor(derivation: Derivation) -> Fraction:
    return Fraction(derivation.facts[0].metric.unit.factor)


def _number(value: Fraction, places: int = 6) -> str:
    text = (
        f"{round(value, places):f}" if isinstance(value, Decimal) else f"{float(value):,.{places}f}"
    )
    return text.rstrip("0").rstrip(".") if "." in text else text


def _operand(fact: Fact, facts: Iterable[Fact]) -> str:
    """A fact in the arithmetic, with whatever distinguishes it from the others."""
    facts = list(facts)
    value = f"{fact.stated.value:,}"
    if len({operand.record.unit for operand in facts}) > 1:
        value += f" {fact.record.unit}"
    parts = []
    if len({operand.metric.id for operand in facts}) > 1:
        parts.append(fact.metric.title)
    if len({operand.record.area for operand in facts}) > 1 and fact.record.area:
        parts.append(fact.record.area)
    if len({operand.record.group for operand in facts}) > 1 and fact.record.group:
        parts.append(fact.record.group)
    words = f" ({', '.join(parts)})" if parts else ""
    periods = {operand.record.period for operand in facts}
    when = f" in {label(fact.record.period)}" if fact.record.period and len(periods) > 1 else ""
    return f"{value}{words}{when}"
