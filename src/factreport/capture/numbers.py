"""Numbers: the exact values of a text in the form for a store."""

from __future__ import annotations

from decimal import Context, Decimal

from factreport.kinds.types import VALUE_LIMIT

_MOST_DIGITS = 25  # a fraction without an end has more
_PLACES = 6


def number(value: Decimal | None) -> float | None:
    """A value in the form for a store; None if it is too large for one.

    A third is 0.333333.
    """
    if value is None or abs(value) >= VALUE_LIMIT:
        return None
    if value == value.to_integral_value():
        return int(value)
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        value = Context(prec=max(value.adjusted() + 1, 0) + _PLACES).create_decimal(value)
    return int(value) if value == value.to_integral_value() else float(value)
