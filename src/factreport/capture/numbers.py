"""Numbers: the exact values of a text in the form for a store."""

from __future__ import annotations

from decimal import Decimal

LARGEST = 2**63


def number(value: Decimal | None) -> float | None:
    """A value in the form for a store; None if it is too large for one."""
    if value is None or abs(value) >= LARGEST:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
