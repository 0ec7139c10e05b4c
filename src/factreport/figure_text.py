"""Writing: a value with its range, its margin and its qualifier, in one line."""

from __future__ import annotations

from decimal import Decimal

from factreport.model import Qualifier

SIGNS: dict[str, str] = {
    "about": "≈ ",
    "nearly": "≲ ",
    "more than": "> ",
    "at least": "≥ ",
    "less than": "< ",
    "at most": "≤ ",
}


def write_number(value: Decimal | float) -> str:
    """The number in digits, grouped and never rounded: ``1,234.5``; a float 4 is ``4.0``."""
    text = str(value)
    plain = text if "e" not in text.lower() else f"{decimal_of(value):f}"
    sign = "-" if plain.startswith("-") else ""
    whole, _, fraction = plain.removeprefix("-").partition(".")
    least = 1 if isinstance(value, float) else 0
    fraction = fraction[:least] + fraction[least:].rstrip("0")
    return f"{sign}{int(whole):,}.{fraction}" if fraction else f"{sign}{int(whole):,}"


def write_figure(
    value: Decimal | float | None,
    low: Decimal | float | None = None,
    high: Decimal | float | None = None,
    qualifier: Qualifier | None = None,
) -> str:
    """``> 2,700,000``, ``3,400,000–3,600,000``, ``7.2 ± 0.4``, ``2.3 (1.9–2.8)``."""
    sign = SIGNS[qualifier] if qualifier else ""
    if low is None or high is None:
        return sign + ("" if value is None else write_number(value))
    joined = "–" if low >= 0 else " to "
    span = f"{write_number(low)}{joined}{write_number(high)}"
    if value is None:
        return sign + span
    middle, least, most = decimal_of(value), decimal_of(low), decimal_of(high)
    spread = most - middle
    if middle - least == spread:
        is_whole = isinstance(value, float) and spread == int(spread)
        margin = write_number(float(spread) if is_whole else spread)
        return f"{sign}{write_number(value)} ± {margin}"
    return f"{sign}{write_number(value)} ({span})"


def decimal_of(value: Decimal | float) -> Decimal:
    """The value as written: 0.1 is a tenth, not the nearest binary fraction."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
