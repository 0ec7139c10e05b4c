"""Numbers: a value with the worth of its last digit, its scale, and fractions of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from factreport.figures.exact import EXACT

MOST_DIGITS = 40
Form = Literal["digits", "grouped", "words", "fraction", "vague"]


class Number(NamedTuple):
    """A number without unit and sign, from ``start`` to ``end``.

    ``step`` is what one more in its last written digit is worth, ``zeros`` how many of the digits
    before the point are closing zeros that a rounded number may have, ``scale`` what "million" or
    the like multiplies it by.  "digits" is the form of a year or a label: digits and no more.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    form: Form
    zeros: int = 0
    scale: Decimal = Decimal(1)

    @property
    def is_scaled(self) -> bool:
        """Whether a word such as "million" is a part of it."""
        return self.scale != 1

    def scaled(self, scale: int, end: int) -> Number:
        """The number times a scale, "million", that ends there."""
        factor = Decimal(scale)
        return self._replace(
            end=end,
            value=plain(EXACT.multiply(self.value, factor)),
            step=plain(EXACT.multiply(self.step, factor)),
            form="grouped" if self.form in ("digits", "fraction") else self.form,
            scale=EXACT.multiply(self.scale, factor),
        )

    def plus(self, part: Decimal, end: int, step: Decimal) -> Number:
        """The number and what is added to it: "two" and "a half"."""
        value = plain(EXACT.add(self.value, part))
        form: Form = "words" if self.form == "words" else "grouped"
        return self._replace(end=end, value=value, step=step, form=form, zeros=0)


def plain(value: Decimal) -> Decimal:
    """The value without an exponent and without closing zeros behind the point."""
    if value == value.to_integral_value():
        return value.to_integral_value() if value.adjusted() > MOST_DIGITS else Decimal(int(value))
    return value.normalize(EXACT)


def closing_zeros(whole: str) -> int:
    """How many closing zeros of a whole number are rounded; its first two digits are not."""
    return min(len(whole) - len(whole.rstrip("0")), max(len(whole) - 2, 0))


def fraction(start: int, end: int, numerator: int, denominator: int) -> Number:
    """A share of one.  It counts to a hundredth: nobody means a thousandth with "a third"."""
    share = EXACT.divide(Decimal(numerator), Decimal(denominator))
    has_end = len(share.as_tuple().digits) < MOST_DIGITS
    value = share if has_end else round(share, 28)
    return Number(start, end, value, Decimal("0.01"), "fraction")


def with_fraction(number: Number, end: int, numerator: int, denominator: int) -> Number:
    """A number with a fraction behind it: "12 1/2", "two and a half"."""
    part = fraction(number.start, end, numerator, denominator)
    step = Decimal("0.1") if denominator == 2 else part.step
    return number.plus(part.value, end, step)
