"""The unit of a value: what it multiplies by, and whether it is a percentage."""

from __future__ import annotations

from functools import lru_cache

from factreport.figures.words import PERCENT, SPACED


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


@lru_cache(maxsize=1024)
def is_percent(unit: str) -> bool:
    """Whether a unit is a percentage: "%", "percent of households", "% of GDP".

    A percentage point is a unit of its own, not "%", in a text as in a store: a rise of 5
    percentage points is not a rise of 5%.
    """
    words = unit.lower().replace("per cent", "percent").replace("%", " % ").split()
    points = any(word.startswith("point") for word in words)
    return not points and any(word in (*PERCENT, "percentage") for word in words)
