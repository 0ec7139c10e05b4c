"""What is read in a text: figures, what looks like one and is none, and the times it names."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from factreport.model import Qualifier
from factreport.periods import Period

Direction = Literal["up", "down"]


class Unit(NamedTuple):
    """What a figure is measured or counted in.

    ``dimension`` is what converts into each other: "mass", "power", "money:USD", "percent",
    "points"; "count" for whatever is counted, whose noun is ``name``; "" where nothing is named.
    ``factor`` is how many base units of the dimension one of it is.  ``per`` is the rest of a
    rate, such as "100,000 people", or "".
    """

    dimension: str = ""
    name: str = ""
    factor: Decimal = Decimal(1)
    per: str = ""


class Figure(NamedTuple):
    """A number as prose writes it; ``text`` is ``start`` to ``end`` of what was read.

    ``value`` is in full, in the unit that is written, without its scale: "32.43 million" is
    32,430,000; "$62 cents" of a dollar are 62 of the unit "cent".  A bare range has ``low`` and
    ``high`` alone, a margin all three.  ``step`` is what one more in the last written digit is
    worth: 10,000 there.  ``direction`` is that of a change: "fell 2.6 percent" is 2.6, down.
    ``number`` is where the number itself stands, without qualifier and unit.
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


class Skipped(NamedTuple):
    """Digits, or a number in words, that are no figure, and why: "a date", "a label"."""

    text: str
    start: int
    end: int
    reason: str


class Time(NamedTuple):
    """A time that a text names.

    ``relation`` says how a fact's period has to lie to it: "in" (within it), "by" (ends with
    it), "since" (from it on), "until" (up to it), "before", "after".
    """

    text: str
    start: int
    end: int
    period: Period
    relation: Literal["in", "by", "since", "until", "before", "after"]


class Reading(NamedTuple):
    """All that was read in a text, each part in order."""

    figures: tuple[Figure, ...]
    skipped: tuple[Skipped, ...]
    times: tuple[Time, ...]
