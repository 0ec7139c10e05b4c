"""Exact numbers: arithmetic that never rounds, whatever the caller's decimal context."""

from __future__ import annotations

from decimal import Context, Decimal

EXACT = Context(prec=400)


def decimal_of(value: Decimal | float) -> Decimal:
    """The value as written: 0.1 is a tenth, not the nearest binary fraction."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
