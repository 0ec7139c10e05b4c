"""Numbers: a value with the size of its last digit and its scale; and fractions.

Arithmetic never rounds, whatever the caller's decimal context.
"""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Literal, NamedTuple

EXACT = Context(prec=400)
MOST_DIGITS = 40
_ONE = Decimal(1)  # which compares faster than 1
Form = Literal["digits", "grouped", "words", "fraction", "vague"]


class Number(NamedTuple):
    """A number without a unit or a sign, from ``start`` to ``end``.

    ``step`` is the value of one unit in its last written digit, ``zeros`` the number of trailing
    zeros that may come from rounding, ``scale`` the factor of "million" and the like.  The form
    "digits" is that of a year or a label: nothing but digits.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    form: Form
    zeros: int = 0
    scale: Decimal = _ONE

    @property
    def is_scaled(self) -> bool:
        """Whether a word such as "million" is part of it."""
        return self.scale != _ONE

    def scaled(self, scale: int, end: int) -> Number:
        """The number times a scale, such as "million", that ends at ``end``."""
        factor = Decimal(scale)
        return self._replace(
            end=end,
            value=plain(EXACT.multiply(self.value, factor)),
            step=plain(EXACT.multiply(self.step, factor)),
            form="grouped" if self.form in ("digits", "fraction") else self.form,
            scale=EXACT.multiply(self.scale, factor),
        )

    def plus(self, part: Decimal, end: int, step: Decimal) -> Number:
        """The number plus a part: "two" and "a half"."""
        value = plain(EXACT.add(self.value, part))
        form: Form = "words" if self.form == "words" else "grouped"
        return self._replace(end=end, value=value, step=step, form=form, zeros=0)


def plain(value: Decimal) -> Decimal:
    """The value without an exponent and without trailing zeros after the point."""
    if value == value.to_integral_value():
        return value.to_integral_value() if value.adjusted() > MOST_DIGITS else Decimal(int(value))
    return value.normalize(EXACT)


def closing_zeros(whole: str) -> int:
    """How many trailing zeros of a whole number may be rounded; never its first two digits."""
    return min(len(whole) - len(whole.rstrip("0")), max(len(whole) - 2, 0))


def fraction(start: int, end: int, numerator: int, denominator: int) -> Number:
    """A fraction of 1. It is exact to a hundredth: "a third" is never meant to a thousandth."""
    share = EXACT.divide(Decimal(numerator), Decimal(denominator))
    has_end = len(share.as_tuple().digits) < MOST_DIGITS
    value = share if has_end else round(share, 28)
    return Number(start, end, value, Decimal("0.01"), "fraction")


def with_fraction(number: Number, end: int, numerator: int, denominator: int) -> Number:
    """A number with a fraction after it: "12 1/2", "two and a half"."""
    part = fraction(number.start, end, numerator, denominator)
    step = Decimal("0.1") if denominator == 2 else part.step
    return number.plus(part.value, end, step)
