"""The unit of a value: what it multiplies by, whether it is a percentage, which money it is."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from factreport.figures.exact import EXACT, decimal_of
from factreport.figures.words import CURRENCIES, CURRENCY_NAMES, MONEY, PERCENT, SPACED


@lru_cache(maxsize=1024)
def unit_magnitude(unit: str) -> int:
    """What one of a unit is worth: 1000000 for "million tonnes", 1000000000 for "USD bn", else 1.

    Only what stands before "per" or "/" counts: "deaths per million people" has 1.
    """
    magnitude = 1
    for word in unit.lower().partition("/")[0].replace("-", " ").split():
        if word == "per":
            break
        magnitude *= SPACED.get(word, 1)
    return magnitude


def in_full(value: Decimal | float, unit: str) -> Decimal:
    """The value as a plain number, exactly: 36800000 for 36.8 in "million tonnes"."""
    return EXACT.multiply(decimal_of(value), Decimal(unit_magnitude(unit)))


@lru_cache(maxsize=1024)
def is_percent(unit: str) -> bool:
    """Whether a unit is a percentage: "%", "percent of households", "% of GDP".

    A percentage point is a unit of its own, not "%", in a text as in a store: a rise of 5
    percentage points is not a rise of 5%.
    """
    words = unit.lower().replace("per cent", "percent").replace("%", " % ").split()
    points = any(word.startswith("point") for word in words)
    return not points and any(word in (*PERCENT, "percentage") for word in words)


@lru_cache(maxsize=1024)
def currencies(unit: str) -> frozenset[str]:
    """The signs of the money that a unit names: "$" for "million US dollars", "USD per tonne"."""
    words = re.findall(r"[^\W\d_]+|[$€£¥₹]", unit.lower())
    known = CURRENCIES | CURRENCY_NAMES
    return frozenset(known[word] for word in words if word in known)


@lru_cache(maxsize=1024)
def signs(unit: str) -> str:
    """The signs that a figure in a unit may have: "%", those of its money, or none."""
    return "%" if is_percent(unit) else "".join(sorted(currencies(unit)))


def suits(sign: str, unit: str) -> bool:
    """Whether a figure with this sign, "%", that of a currency or "", may state a value in a unit.

    A number without a sign may be an amount of any money, and no percentage.
    """
    if sign in MONEY:
        return sign in currencies(unit)
    return (sign == "%") == is_percent(unit)
