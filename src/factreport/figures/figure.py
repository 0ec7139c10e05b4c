"""What is read in a text: figures, things that only look like figures, and times."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from factreport.figures.number import EXACT
from factreport.model import Direction, Qualifier, Relation
from factreport.periods import Period
from factreport.unit import Unit


class Figure(NamedTuple):
    """A number as prose writes it; ``text`` is ``start`` to ``end`` of what was read.

    ``value`` is in full, in the written unit, with its scale multiplied out: "32.43 million" is
    32,430,000.  A bare range has only ``low`` and ``high``, a margin all three.  ``step`` is the
    value of one unit in the last written digit: here 10,000.  ``direction`` is the direction of a
    change: "fell 2.6 percent" is 2.6, down.  ``number`` is the position of the number itself,
    without qualifier and unit.
    """

    text: str
    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier | None
    unit: Unit
    step: Decimal
    direction: Direction | None
    number: tuple[int, int]

    @property
    def first(self) -> Decimal:
        """The value, or the lower end of a range."""
        return self.value if self.value is not None else self.low or Decimal(0)

    def scaled(self, factor: Decimal) -> Figure:
        """The figure times a factor, which may be negative."""
        if factor == 1:
            return self
        value, low, high = (
            None if part is None else EXACT.multiply(part, factor)
            for part in (self.value, self.low, self.high)
        )
        if factor < 0:
            low, high = high, low
        step = EXACT.multiply(self.step, abs(factor))
        return self._replace(value=value, low=low, high=high, step=step)


class Skipped(NamedTuple):
    """Digits or number words that are not a figure, and why: "a date", "a label"."""

    text: str
    start: int
    end: int
    reason: str


class Time(NamedTuple):
    """A time that a text names.

    ``relation`` says where a fact's period must lie: "in" (within it), "by" (ends with it), "since"
    (from it on), "until" (up to it), "before", "after".
    """

    text: str
    start: int
    end: int
    period: Period
    relation: Relation


class Reading(NamedTuple):
    """Everything that was read in a text, each part in order."""

    figures: tuple[Figure, ...]
    skipped: tuple[Skipped, ...]
    times: tuple[Time, ...]
