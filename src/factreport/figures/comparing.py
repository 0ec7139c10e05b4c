"""Comparing: how a figure in a text stands to a fact's value, qualifier and unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, get_args

from factreport.figures.exact import EXACT, decimal_of
from factreport.figures.figure import Figure
from factreport.figures.units import in_full, suits
from factreport.model import LOWER_BOUNDS, UPPER_BOUNDS, Qualifier

Match = Literal["equal", "rounded", "consistent", "qualifier", "different"]
MATCHES: tuple[Match, ...] = get_args(Match)
# What a text may say of a fact, by the fact's qualifier (in the columns) and by where the fact's
# value lies as seen from the figure: "<" below it, "=" at it, ">" above it.  Read a row as "the
# text says at least: that follows from an exact fact at or above the figure, from ...".
_FOLLOWS: dict[Qualifier, dict[Qualifier | None, str]] = {
    "nearly": {None: "<", "nearly": "<="},
    "more than": {None: ">", "more than": ">=", "at least": ">"},
    "at least": {None: ">=", "more than": ">=", "at least": ">="},
    "less than": {None: "<", "nearly": "<=", "less than": "<=", "at most": "<"},
    "at most": {None: "<=", "nearly": "<=", "less than": "<=", "at most": "<="},
}


def compare(  # noqa: PLR0911  # the rule in its order
    figure: Figure,
    value: Decimal | float,
    *,
    qualifier: Qualifier | None = None,
    unit: str = "",
) -> Match:
    """How a figure in a text stands to a fact's value, qualifier and unit.

    The one principle: a figure is fair when it follows from the fact.

    - "equal": the same number with the same qualifier.
    - "rounded": the fact's value, rounded to the figure's ``step``, is the figure.  A value half
      way between rounds either way, so the rule is: they differ by at most half a step.
    - "consistent": the numbers may differ, but what the figure's qualifier says follows from the
      fact.  "about" follows from an exact or a "nearly" value that rounds to the figure; "nearly"
      from a value less than one step below it; a bound ("more than", "at most") from a value on
      that side of it.  A bound says that nothing rounder is nearer, so the value lies before the
      next number with as few digits: "more than 2.7 million" holds up to 2.8 million, "more than
      30 million" up to 40, "less than 100" down to 90.  Of two bounds the weaker follows from the
      stronger: "at least" from "more than", not the other way round.
    - "qualifier": the number is equal or rounded, but the figure's qualifier, or the lack of one,
      does not follow: a fact's "more than" was dropped, or has become "about" or "less than".
    - "different": anything else; and a percentage against what is no percentage, or an amount of
      money against what is not counted in it.

    A range holds an exact value that lies between its ends, or at one.  A bound that is one of its
    ends is "equal": "at least" or "more than" its lower one, "at most" or "less than" its upper
    one; whether the other end is a fact too is for the caller to see.  ``value`` is finite.
    """
    exact = decimal_of(value)
    if not suits(figure.unit, unit):
        return "different"
    if figure.upper is not None:
        if (exact, qualifier) in _bounds(figure.value, figure.upper):
            return "equal"
        if not figure.value <= exact <= figure.upper:
            return "different"
        return "consistent" if qualifier is None else "qualifier"
    if exact == figure.value and qualifier == figure.qualifier:
        return "equal"
    half = EXACT.divide(figure.step, Decimal(2))
    near = _is_within(figure.value, exact, half)
    if figure.qualifier is None or figure.qualifier == "about":
        if not near:
            return "different"
        fair = (None, "about", "nearly") if figure.qualifier else (None,)
        if qualifier not in fair:
            return "qualifier"
        return "consistent" if exact == figure.value else "rounded"
    if _holds(figure, figure.qualifier, exact, qualifier):
        return "consistent"
    return "qualifier" if near else "different"


def compare_in_unit(figure: Figure, value: float, qualifier: Qualifier | None, unit: str) -> Match:
    """How a figure stands to a value in its unit, by the rules of `compare`.

    With "million tonnes" and 36.8 both "36.8 million" and "36.8" are equal.
    """
    amounts = {in_full(value, unit), decimal_of(value)}
    found = [compare(figure, amount, qualifier=qualifier, unit=unit) for amount in amounts]
    return min(found, key=MATCHES.index)


def reach(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that `compare` may find to be anything but different."""
    if figure.upper is not None:
        return figure.value, figure.upper
    half = EXACT.divide(figure.step, Decimal(2))
    down = up = half
    if figure.qualifier == "nearly":
        down = figure.step
    elif figure.qualifier in ("less than", "at most"):
        down = max(half, _round_steps(figure.value, figure.step)[0])
    elif figure.qualifier in ("more than", "at least"):
        up = max(half, _round_steps(figure.value, figure.step)[1])
    return EXACT.subtract(figure.value, down), EXACT.add(figure.value, up)


def conflicts(facts: Iterable[tuple[float, Qualifier | None]]) -> Iterator[tuple[int, int]]:
    """Of facts about one thing those that an earlier one contradicts: their numbers from 0, both.

    "more than 45,000" and 45,100 can both be true, and so can 44,900 with "about" or "nearly
    45,000"; but of two lower bounds, or two upper ones, that differ, one says too little.
    """
    # What agrees has to lie between the highest of the lower ends and the lowest of the upper
    # ones so far, each kept with the fact that it is of.
    lower, upper = ((Decimal("-inf"), 0), -1), ((Decimal("inf"), 0), -1)
    bounds: dict[bool, tuple[Decimal, int]] = {}
    for number, (stated, qualifier) in enumerate(facts):
        value = decimal_of(stated)
        least, most = _extent(value, qualifier)
        if qualifier in (*LOWER_BOUNDS, *UPPER_BOUNDS):
            bound, of = bounds.setdefault(qualifier in LOWER_BOUNDS, (value, number))
            if bound != value:
                yield number, of
                continue
        if least > upper[0] or most < lower[0]:
            yield number, (upper if least > upper[0] else lower)[1]
            continue
        lower, upper = max(lower, (least, number)), min(upper, (most, number))


# An end of an extent; 1 and -1 leave out the number itself, at the lower end and at the upper.
_End = tuple[Decimal, int]


def _extent(value: Decimal, qualifier: Qualifier | None) -> tuple[_End, _End]:
    """The least and the greatest that a value with its qualifier may mean."""
    if qualifier in LOWER_BOUNDS:
        return (value, int(qualifier == "more than")), (Decimal("inf"), 0)
    if qualifier in UPPER_BOUNDS:
        return (Decimal("-inf"), 0), (value, -int(qualifier == "less than"))
    if qualifier is None:
        return (value, 0), (value, 0)
    down, up = _round_steps(value, Decimal(1))
    if qualifier == "nearly":
        return (EXACT.subtract(value, down), 0), (value, -1)
    least, most = (EXACT.divide(step, Decimal(2)) for step in (down, up))
    return (EXACT.subtract(value, least), 0), (EXACT.add(value, most), 0)


def _bounds(lower: Decimal, upper: Decimal) -> set[tuple[Decimal, Qualifier | None]]:
    """The facts any two of which are a range."""
    return {*((lower, one) for one in LOWER_BOUNDS), *((upper, one) for one in UPPER_BOUNDS)}


def _holds(figure: Figure, said: Qualifier, value: Decimal, qualifier: Qualifier | None) -> bool:
    """Whether a figure with a bound or "nearly" follows from a fact."""
    side = "<" if value < figure.value else "=" if value == figure.value else ">"
    if side not in _FOLLOWS[said].get(qualifier, ""):
        return False
    if side == "=":
        return True
    down, up = (figure.step,) * 2 if said == "nearly" else _round_steps(figure.value, figure.step)
    return EXACT.subtract(figure.value, down) < value < EXACT.add(figure.value, up)


def _is_within(middle: Decimal, value: Decimal, reach: Decimal) -> bool:
    return EXACT.subtract(middle, reach) <= value <= EXACT.add(middle, reach)


def _round_steps(value: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    """How far it is down and up to the next number with as few digits; from zero it is a step.

    From 2,700,000 it is 100,000 either way; from 1,000 it is 1,000 up but 100 down, to 900.
    """
    _, digits, exponent = value.as_tuple()
    written = "".join(map(str, digits)).rstrip("0")
    if not written:
        return step, step
    places = int(exponent) + len(digits) - len(written)
    away = Decimal(f"1e{places}")
    back = Decimal(f"1e{places - 1}") if written == "1" else away
    return (back, away) if value > 0 else (away, back)
