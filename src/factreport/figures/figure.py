"""A figure: a number in a text, as its writer gives it."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from factreport.model import Qualifier


class Figure(NamedTuple):
    """One figure in a text.

    ``value`` is exact: 32430000 for "32.43 million"; in a range it is the lower end, and ``upper``
    the other one.  ``step`` is the precision as written, the worth of the last digit: 10000 for
    "32.43 million", 0.1 for "93.8%", 1 for "440,000".  After "about" and "nearly" the closing
    zeros of a whole number are no digits of it beyond the second: "about 440,000" and "about
    400,000" both have a step of 10000.  ``unit`` is "%", a currency sign or "".  ``text`` is
    ``[start:end]`` of the text that was read, the qualifier included.
    """

    value: Decimal
    upper: Decimal | None
    step: Decimal
    unit: str
    qualifier: Qualifier | None
    text: str
    start: int
    end: int
