"""Derived figures: changes, ratios, shares and sums of facts that the text names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from factreport.auditing.directions import direction_of, names_loss
from factreport.auditing.facts import Fact
from factreport.auditing.mentions import Mention
from factreport.auditing.operands import Operands, amount
from factreport.auditing.operations import Operation, sign_of
from factreport.auditing.verdict import told_apart
from factreport.english.claims import BETTER, EARNED
from factreport.english.comparisons import OUTDOING
from factreport.figures.comparing import Stated, compare
from factreport.figures.figure import Figure
from factreport.figures.reading import is_multiple
from factreport.figures.units import common_readings, magnitude_of
from factreport.model import Direction

# How far a ratio in words may be from the true ratio: "a third" is 31 to 35.7%.
_LOOSE = Fraction(7, 100)
_MOST_OFF = Fraction(3, 100)  # by which the rounding of the facts may change a figure


@dataclass(frozen=True)
class Derivation:
    """A figure worked out from facts; a loss that the text calls a loss has no sign."""

    operation: Operation
    facts: tuple[Fact, ...]
    amounts: tuple[Fraction, ...]
    is_certain: bool
    size: Fraction | None

    def result(self, *amounts: Fraction) -> Fraction:
        """The result for these amounts of the facts."""
        return self.operation.compute(*amounts, *([self.size] if self.size else []))

    @cached_property
    def value(self) -> Fraction:
        """The result for the facts."""
        return self.result(*self.amounts)

    @cached_property
    def slack(self) -> Fraction:
        """How far the result may be off because each fact is rounded to its last digit."""
        amounts, slack = self.amounts, Fraction()
        for number, fact in enumerate(self.facts):
            written = fact.stated.value or Decimal(0)
            step = Decimal(1).scaleb(min(int(written.as_tuple().exponent), 0))
            changed = amounts[number] + Fraction(step * fact.metric.unit.factor) / 2
            changed_amounts = [*amounts[:number], changed, *amounts[number + 1 :]]
            slack += abs(self.result(*changed_amounts) - self.value)
        return slack

    @property
    def arithmetic(self) -> str:
        """The arithmetic in words: "+112.4%: 15,270,000 in 2016 to 32,430,000 in 2020"."""
        operation, size = self.operation, abs(self.value)
        if not operation.sign:
            unit = self.facts[0].metric.unit
            size /= Fraction(unit.factor)
            size *= Fraction(magnitude_of(unit)) if operation.is_of_new_unit else 1
        number = f"{float(size):,.{operation.places}f}"
        number = number.rstrip("0").rstrip(".") if "." in number else number
        if self.value < 0:
            number = f"-{number}"
        elif operation.is_change:
            number = f"+{number}"
        operands = [told_apart(fact, self.facts) for fact in self.facts]
        if operation.last_joint:
            operands[-2:] = [operation.last_joint.join(operands[-2:])]
        return f"{number}{operation.sign}: {operation.joint.join(operands)}"


def derive(
    mention: Mention, operations: Sequence[Operation], operands: Operands
) -> tuple[bool, Derivation] | None:
    """The derivation of a figure from facts that the text names, and whether it is right.

    None if nothing shows what the figure is derived from.  A figure is only called wrong if all
    derivations that may be meant have the same result.
    """
    derivations = [
        Derivation(operation, facts, amounts, is_certain, size)
        for operation in operations
        for facts, is_certain, size in operation.choose(operands)
        for amounts in [_amounts(facts, mention)]
        if operation.suits(facts, amounts)
    ]
    for derivation in derivations:
        if _fits(mention, derivation):
            return True, derivation
    is_bare = not mention.sentence.own.stems  # "That is 840 more"
    near = [
        derivation
        for derivation in derivations
        if (mention.is_size or is_multiple(mention.figure) or mention.figure.unit.name == "share")
        and not (operands.stated and operands.beside.isdisjoint(derivation.facts))
        and all(
            operands.is_named(fact)
            or (is_bare and fact.metric in {before.metric for before in operands.before})
            for fact in derivation.facts
        )
    ]
    for meant in ([derivation for derivation in derivations if derivation.is_certain], near):
        if len({derivation.value for derivation in meant}) == 1:
            return False, meant[0]
    return None


def _amounts(facts: Sequence[Fact], mention: Mention) -> tuple[Fraction, ...]:
    amounts = tuple(map(amount, facts))
    is_of_losses = names_loss(mention) and all(size < 0 for size in amounts)
    return tuple(map(abs, amounts)) if is_of_losses else amounts


def _fits(mention: Mention, derivation: Derivation) -> bool:
    """Whether a figure is the result of a derivation, rounded as it is written."""
    figure, operation, value = mention.figure, derivation.operation, derivation.value
    if operation.is_change:
        if _is_reversed(mention, derivation.facts[0], derivation.facts[-1]):
            return False
        direction = sign_of(figure) or direction_of(mention) or _improved(mention, derivation)
        if direction and (value < 0) != (direction == "down"):
            return False
        value = abs(value)
    written = abs(figure.value or Decimal(0))
    figure = figure._replace(value=written, direction=None)
    if figure.unit.name == "share" or is_multiple(figure):
        is_percent = figure.unit.name == "share" and operation.sign == "%"
        return _is_loosely(figure, Fraction(written) * (100 if is_percent else 1), value)
    if not operation.sign:
        of_facts = derivation.facts[0].metric.unit
        sizes = [mine.factor for mine, _ in common_readings(figure.unit, of_facts)]
        if not figure.unit.dimension:
            sizes += [of_facts.factor, of_facts.factor / magnitude_of(of_facts)]
        scales = [Fraction(size) for size in sizes]
    else:  # "80 basis points"
        scales = [Fraction(figure.unit.factor if figure.unit.dimension == "points" else 1)]
    step, number = Fraction(figure.step), Fraction(written)
    for scale in scales:
        size = value / scale
        if figure.qualifier in (None, "about"):
            # The rounding of the facts may change the last digit of the figure by one.
            off = abs(number - size) - step / 2
            if off <= min(step, number * _MOST_OFF) and off <= derivation.slack / scale:
                return True
            continue
        exact = Decimal(size.numerator) / size.denominator
        if compare(figure, Stated(exact, None, None, None, figure.unit, None)) != "different":
            return True
    return False


def _is_reversed(mention: Mention, fact: Fact, other: Fact) -> bool:
    """Whether the text has the lesser of two metrics as the greater: "more deaths than births"."""
    sentence = mention.sentence
    comparison = OUTDOING.search(sentence.text, sentence.start, sentence.end)
    if comparison is None or fact.metric is other.metric:
        return False
    places = [
        [word.start for word in sentence.own.words if word.key in metric.core - apart.core]
        for metric, apart in ((fact.metric, other.metric), (other.metric, fact.metric))
    ]
    amounts = amount(fact), amount(other)
    if not all(places) or amounts[0] == amounts[1]:
        return False
    is_greater_first = (amounts[0] > amounts[1]) == (min(places[0]) < min(places[1]))
    return is_greater_first == bool(comparison["less"])


def _improved(mention: Mention, derivation: Derivation) -> Direction | None:
    """The direction of "improved" or "worsened": for income, up is better."""
    verb = BETTER.search(mention.sentence.text, mention.clause[0], mention.figure.start)
    metric = derivation.facts[-1].metric
    if not verb or not metric.unit.is_money or not EARNED.search(metric.title):
        return None
    return "up" if verb["up"] else "down"


def _is_loosely(figure: Figure, written: Fraction, value: Fraction) -> bool:
    """Whether a share or a ratio in words is about right."""
    if figure.qualifier in ("more than", "at least"):
        if written < 1 and is_multiple(figure):  # "more than halved"
            return written * Fraction(6, 10) < value <= written
        return written <= value < written * Fraction(14, 10)
    if figure.qualifier in ("nearly", "less than", "at most"):
        return written * Fraction(85, 100) <= value <= written
    return abs(value - written) <= written * _LOOSE
