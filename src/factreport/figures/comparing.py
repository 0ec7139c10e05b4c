"""Comparing: how a figure in a text relates to what a fact states.

A figure is judged in its own unit, by its own digits: 7.3 TW is 7,300 GW, and also 7,270 GW
rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar, get_args

from factreport.english.units import BARE_DOLLAR
from factreport.figure_text import decimal_of
from factreport.figures.figure import Figure
from factreport.figures.number import EXACT
from factreport.figures.units import Scale, common_scales, magnitude_of, unit_of
from factreport.model import LOWER_BOUNDS, UPPER_BOUNDS, Direction, Qualifier, Record
from factreport.unit import Unit

Match = Literal["equal", "rounded", "consistent", "qualifier", "different"]
MATCHES: tuple[Match, ...] = get_args(Match)
_Number = TypeVar("_Number", float, Decimal)
# Which facts a qualified figure follows from.  The keys of a row are the fact's qualifiers; the
# signs say where the fact's value may lie: "<" below the figure, "=" at it, ">" above it.  The row
# "at least" reads: it follows from an exact fact at or above the figure, from "more than" at or
# above it, and so on.
_FOLLOWS: dict[Qualifier, dict[Qualifier | None, str]] = {
    "nearly": {None: "<", "nearly": "<="},
    "more than": {None: ">", "more than": ">=", "at least": ">"},
    "at least": {None: ">=", "more than": ">=", "at least": ">="},
    "less than": {None: "<", "nearly": "<=", "less than": "<=", "at most": "<"},
    "at most": {None: "<=", "nearly": "<=", "less than": "<=", "at most": "<="},
}


class Stated(NamedTuple):
    """What a fact states, in its unit: a value, a range, or a value with a margin around it.

    ``written`` contains the words of the source.  ``direction`` is the direction of a change that
    is stated without a sign, as in "Jobs lost: 4,000".
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier | None
    unit: Unit
    written: str | None
    direction: Direction | None = None

    def on(self, scale: Scale) -> Stated:
        """The statement on a scale."""
        value, low, high = _each(scale.place, self.value, self.low, self.high)
        return self._replace(value=value, low=low, high=high)

    def negated(self) -> Stated:
        """The statement with the other sign."""
        value, low, high = _each(EXACT.minus, self.value, self.high, self.low)
        return self._replace(value=value, low=low, high=high)

    def signed_as(self, figure: Figure) -> Stated | None:
        """The fact with the sign as in a figure; None if their directions contradict.

        A figure for a fall is compared by its size, whether the fact is negative or itself states a
        fall.
        """
        written = figure.low if figure.value is None else figure.value
        value = self.low if self.value is None else self.value
        if written is None or value is None:
            return None
        is_fall = value < 0 or (self.direction == "down" and value > 0)
        if figure.direction == "up" and written >= 0:
            return None if is_fall else self
        if figure.direction == "down" and written >= 0:
            if value and not is_fall:
                return None
            return self.negated() if value < 0 else self
        is_signed = written < 0 < value and self.direction == "down"
        return self.negated() if is_signed else self


def stated(record: Record) -> Stated:
    """What a record states."""
    value, low, high = _each(decimal_of, record.value, record.low, record.high)
    return Stated(
        value=value,
        low=low,
        high=high,
        qualifier=record.qualifier,
        unit=unit_of(record.unit or ""),
        written=record.written,
        direction=_direction_in(record.written or "", record.title),
    )


@lru_cache(maxsize=4096)
def _direction_in(written: str, title: str) -> Direction | None:
    """The direction of the change that the words describe, "fell 2.6 percent", or else the title.

    That of a title is the direction of the first word that has one: down for "Jobs lost". A "Change
    in falls" may go up or down.
    """
    # Imported late: most comparisons need no words.
    from factreport.english import directions

    known = directions.WITH_OBJECT | directions.AFTER_DIRECTIONS | directions.DIRECTIONS
    if not known.keys().isdisjoint(written.lower().split()):
        from factreport.figures.reading import read_figure

        figure = read_figure(written)
        if figure and figure.direction:
            return figure.direction
    words = (word for word in title.lower().split() if word in known or word in directions.SIGNED)
    return known.get(next(words, ""))


def compare(figure: Figure, fact: Stated) -> Match:
    """How a figure in a text relates to a fact.

    - "equal": the same number with the same qualifier.
    - "rounded": the fact's value, rounded to the figure's ``step``, is the figure.  A value half
      way between rounds either way, so the two differ by at most half a step.
    - "consistent": the numbers may differ, but the figure with its qualifier follows from the fact.
      "about" follows from an exact or a "nearly" value that rounds to the figure; "nearly" from a
      value less than one step below it; a bound ("more than", "at most") from a value on that side
      of it.  A bound implies that no rounder number is nearer, so the value lies before the next
      number with as few digits: "more than 2.7 million" follows up to 2.8 million, "more than 30
      million" up to 40, "less than 100" down to 90.  Of two bounds the weaker follows from the
      stronger: "at least" from "more than", not the other way round.
    - "qualifier": the number is equal or rounded, but the figure's qualifier, or the lack of one,
      does not follow: a fact's "more than" was dropped, or has become "about" or "less than".  An
      "about" may be dropped from a rounder number.
    - "different": anything else.

    Ranges: a range follows from a value or a range inside it, and from a bound at one of its ends.
    A figure follows from a fact that is a range if it is true of the whole range; otherwise, if it
    lies inside the range, the result is "qualifier".  A margin is compared by its value, and also
    by its ends if both sides have them.

    Units: see `factreport.figures.units`.  A figure without a unit may have any unit except a
    percentage, with the magnitude of that unit or without it: with "million tonnes" and 36.8 both
    "36.8 million" and "36.8" are equal.  "$" alone is another country's money only if the words of
    the fact have it alone, too.  Direction: a fall is a negative change, or a positive
    number if the fact states a fall.
    """
    signed = fact.signed_as(figure)
    is_other_money = (
        figure.unit.is_bare
        and figure.unit.dimension != fact.unit.dimension
        and not BARE_DOLLAR.search(fact.written or "")
    )
    if signed is None or is_other_money:
        return "different"
    matches = [
        _ScaledFigure.of(figure, scale).match(signed.on(other))
        for scale, other in _scales_between(figure.unit, fact.unit)
    ]
    return min(matches, key=MATCHES.index, default="different")


@lru_cache(maxsize=1024)
def _scales_between(unit: Unit, other: Unit) -> tuple[tuple[Scale, Scale], ...]:
    """The scales on which a figure and a fact can be compared."""
    if unit.dimension or other.is_percentage:
        return tuple(common_scales(unit, other))
    plain, full = Scale(Decimal(1), Decimal(0)), Scale(magnitude_of(other), Decimal(0))
    return ((plain, plain), (plain, full))


class _ScaledFigure(NamedTuple):
    """A figure on a scale; ``down`` and ``up`` are the distances to the next rounder numbers."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier | None
    step: Decimal
    down: Decimal
    up: Decimal

    @classmethod
    def of(cls, figure: Figure, scale: Scale) -> _ScaledFigure:
        """A figure on a scale."""
        down, up = _round_steps(figure.value or Decimal(0), figure.step)
        value, low, high = _each(scale.place, figure.value, figure.low, figure.high)
        steps = [EXACT.multiply(step, scale.factor) for step in (figure.step, down, up)]
        return cls(value, low, high, figure.qualifier, *steps)

    def match(self, fact: Stated) -> Match:
        """How the figure relates to a fact on the same scale."""
        if self.value is None:
            return self.match_of_range(fact)
        if fact.value is None:
            return self.match_with_range(self.value, fact)
        if self.low is not None and fact.low is not None and not self.has_ends_of(fact):
            return "different"
        return self.match_of_value(self.value, fact.value, fact.qualifier)

    def match_of_value(self, value: Decimal, fact: Decimal, qualifier: Qualifier | None) -> Match:
        """How a figure with one number relates to a fact with one number."""
        if value == fact and qualifier == self.qualifier:
            return "equal"
        is_near = self.is_near(value, fact)
        if self.qualifier not in (None, "about"):
            if self.follows(value, fact, qualifier):
                return "consistent"
            return "qualifier" if is_near else "different"
        if not is_near:
            return "different"
        fair: tuple[Qualifier | None, ...] = (None,)
        if self.qualifier:
            fair = (None, "about", "nearly")
        elif value != fact:  # a rounder number says "about" by itself: 4.92 million for 4,918,000
            fair = (None, "about")
        if qualifier not in fair:
            return "qualifier"
        return "consistent" if value == fact else "rounded"

    def match_of_range(self, fact: Stated) -> Match:
        """How a figure that is a range relates to a fact."""
        if self.low is None or self.high is None:
            return "different"
        if fact.low is not None and fact.high is not None and self.has_ends_of(fact):
            if fact.qualifier != self.qualifier:
                return "qualifier"
            return "equal" if (self.low, self.high) == (fact.low, fact.high) else "rounded"
        bound = self.low if fact.qualifier in LOWER_BOUNDS else self.high
        if fact.qualifier in (*LOWER_BOUNDS, *UPPER_BOUNDS) and fact.value == bound:
            return "equal"
        ends = (fact.low, fact.high) if fact.value is None else (fact.value,)
        if not all(end is not None and self.low <= end <= self.high for end in ends):
            return "different"
        return "consistent" if fact.qualifier is None else "qualifier"

    def match_with_range(self, value: Decimal, fact: Stated) -> Match:
        """How a figure with one number relates to a fact that is a range."""
        if fact.low is None or fact.high is None:
            return "different"
        is_inside = fact.low <= value <= fact.high
        is_inside = is_inside or self.is_near(value, fact.low) or self.is_near(value, fact.high)
        end = fact.low if self.qualifier in LOWER_BOUNDS else fact.high
        if (self.qualifier == "about" and is_inside) or self.follows(value, end, None):
            return "consistent"
        return "qualifier" if is_inside else "different"

    def is_near(self, written: Decimal, value: Decimal) -> bool:
        """Whether a value rounds to a number of the figure."""
        distance = EXACT.abs(EXACT.subtract(written, value))
        return EXACT.multiply(Decimal(2), distance) <= self.step

    def follows(self, value: Decimal, fact: Decimal, qualifier: Qualifier | None) -> bool:
        """Whether the figure with a bound or "nearly" follows from a fact's value."""
        if self.qualifier is None or self.qualifier == "about":
            return False
        side = "<" if fact < value else "=" if fact == value else ">"
        if side not in _FOLLOWS[self.qualifier].get(qualifier, ""):
            return False
        is_nearly = self.qualifier == "nearly"
        down, up = (self.step, self.step) if is_nearly else (self.down, self.up)
        return side == "=" or EXACT.subtract(value, down) < fact < EXACT.add(value, up)

    def has_ends_of(self, fact: Stated) -> bool:
        """Whether the ends of the range or margin are those of the fact, as far as written."""
        return all(
            written is not None and end is not None and self.is_near(written, end)
            for written, end in ((self.low, fact.low), (self.high, fact.high))
        )


def _each(
    change: Callable[[_Number], Decimal], *numbers: _Number | None
) -> Iterator[Decimal | None]:
    return (None if number is None else change(number) for number in numbers)


def reach(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the greatest value, in the figure's unit, that are not "different" from it."""
    if figure.value is None:
        ends = (figure.low or Decimal(0), figure.high or Decimal(0))
    else:
        ends = (figure.value, figure.value)
    down = up = EXACT.divide(figure.step, Decimal(2))
    if figure.qualifier == "nearly":
        down = figure.step
    elif figure.qualifier in UPPER_BOUNDS:
        down = max(down, _round_steps(ends[0], figure.step)[0])
    elif figure.qualifier in LOWER_BOUNDS:
        up = max(up, _round_steps(ends[0], figure.step)[1])
    return EXACT.subtract(ends[0], down), EXACT.add(ends[1], up)


def conflicts(facts: Iterable[Stated]) -> Iterator[tuple[int, int]]:
    """Pairs of contradicting facts about one thing, by number from 0: a fact and an earlier one.

    "more than 45,000" and 45,100 can both be true, and so can 44,900 with "about" or "nearly
    45,000", and 3.5 with 3.4 to 3.6; but if two lower bounds differ, or two upper bounds, one of
    them says too little.  A fact without a value contradicts nothing.
    """
    # A fact agrees if it overlaps the interval from the highest lower end to the lowest upper end
    # so far; each end is kept with the number of its fact.
    lower, upper = ((Decimal("-inf"), 0), -1), ((Decimal("inf"), 0), -1)
    bounds: dict[bool, tuple[Decimal, int]] = {}
    for number, fact in enumerate(facts):
        extent = _extent(fact)
        if extent is None:
            continue
        least, most = extent
        if fact.value is not None and fact.qualifier in (*LOWER_BOUNDS, *UPPER_BOUNDS):
            bound, of = bounds.setdefault(fact.qualifier in LOWER_BOUNDS, (fact.value, number))
            if bound != fact.value:
                yield number, of
                continue
        if least > upper[0] or most < lower[0]:
            yield number, (upper if least > upper[0] else lower)[1]
            continue
        lower, upper = max(lower, (least, number)), min(upper, (most, number))


# An end of an extent; 1 at the lower end and -1 at the upper end exclude the number itself.
_End = tuple[Decimal, int]


def _extent(fact: Stated) -> tuple[_End, _End] | None:
    """The least and the greatest value that a fact may mean."""
    value, qualifier = fact.value, fact.qualifier
    if fact.low is not None and fact.high is not None:
        return (fact.low, 0), (fact.high, 0)
    if value is None:
        return None
    least, most = (value, 0), (value, 0)
    down, up = _round_steps(value, Decimal(1))
    if qualifier in LOWER_BOUNDS:
        least, most = (value, int(qualifier == "more than")), (Decimal("inf"), 0)
    elif qualifier in UPPER_BOUNDS:
        least, most = (Decimal("-inf"), 0), (value, -int(qualifier == "less than"))
    elif qualifier == "nearly":
        least, most = (EXACT.subtract(value, down), 0), (value, -1)
    elif qualifier == "about":
        half = Decimal("0.5")
        least = EXACT.subtract(value, EXACT.multiply(down, half)), 0
        most = EXACT.add(value, EXACT.multiply(up, half)), 0
    return least, most


def _round_steps(value: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    """The distances down and up to the next number with as few digits; ``step`` for zero.

    From 2,700,000 it is 100,000 either way; from 1,000 it is 1,000 up but 100 down, to 900.
    """
    if not value:
        return step, step
    _, digits, exponent = value.as_tuple()
    written = len(digits)
    while not digits[written - 1]:
        written -= 1
    places = int(exponent) + len(digits) - written
    away = Decimal((0, (1,), places))
    back = Decimal((0, (1,), places - 1)) if digits[:written] == (1,) else away
    return (back, away) if value > 0 else (away, back)
