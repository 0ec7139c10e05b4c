"""Numbers: the exact values of a text as plain numbers."""

from __future__ import annotations

from decimal import Context, Decimal

_LARGEST = Decimal("1e300")  # near that of a float
_MOST_DIGITS = 25  # a fraction without an end has more
_PLACES = 6


def number(value: Decimal | None) -> float | None:
    """A value as a number; None if it is beyond every float.  A third is 0.333333."""
    if value is None or abs(value) >= _LARGEST:
        return None
    if value == value.to_integral_value():
        return int(value)
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        value = Context(prec=max(value.adjusted() + 1, 0) + _PLACES).create_decimal(value)
    return int(value) if value == value.to_integral_value() else float(value)
