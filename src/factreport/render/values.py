"""Values as people read them: digits grouped, the qualifier as a sign, ranges and margins."""

from __future__ import annotations

from decimal import Decimal

# One sign for each qualifier, and none for an exact value.
SIGNS = {
    "about": "≈",
    "nearly": "~",
    "more than": ">",
    "at least": "≥",
    "less than": "<",
    "at most": "≤",
}


def figure(
    value: float | None, low: float | None, high: float | None, qualifier: str | None
) -> str:
    """``> 2,700,000``, ``3,400,000–3,600,000``, ``7.2 ± 0.4``, ``2.3 (1.9–2.7)``; or nothing."""
    if value is None and low is None:
        return ""
    body = "" if value is None else number(value)
    if low is not None and high is not None:
        ends = span(number(low), number(high))
        margin = None if value is None else Decimal(repr(high)) - Decimal(repr(value))
        if value is None or margin is None:
            body = ends
        elif margin == Decimal(repr(value)) - Decimal(repr(low)):
            body = f"{body} ± {_plain(margin)}"
        else:
            body = f"{body} ({ends})"
    return f"{SIGNS[qualifier]} {body}" if qualifier else body


def number(value: float) -> str:
    """The number with its digits grouped, as exact as it is stored."""
    return f"{value:,}" if isinstance(value, int) else _plain(Decimal(repr(value)))


def span(low: str, high: str) -> str:
    """``1–2``; in words where a minus sign would meet the dash."""
    return f"{low} to {high}" if "-" in (low[0], high[0]) else f"{low}–{high}"


def _plain(value: Decimal) -> str:
    return f"{value:,f}"
