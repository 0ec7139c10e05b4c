"""Numbers: the exact values of a text as a store may have them."""

from __future__ import annotations

from decimal import Decimal

_LARGEST = 2**63


def number(value: Decimal | None) -> float | None:
    """A value as a store may have it; None for one that is too large for any."""
    if value is None or abs(value) >= _LARGEST:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
