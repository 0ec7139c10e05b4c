"""Figures in prose: where they stand, what they say, how to write and compare them.

A figure is a number as a writer gives it: digits or number words, with its magnitude ("million"),
its unit sign ("%", "$") and its qualifier ("more than").  Arithmetic is exact throughout.

What is read: see `read_figures`.  When two figures agree: see `compare`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factreport.figures.comparing import (
        MATCHES,
        Match,
        compare,
        compare_in_unit,
        conflicts,
        reach,
    )
    from factreport.figures.exact import decimal_of
    from factreport.figures.figure import Figure
    from factreport.figures.places import Place, Text
    from factreport.figures.qualifiers import qualifier_of
    from factreport.figures.reading import read_figure, read_figures
    from factreport.figures.stating import bare_numbers, misstatements, reads_as, states
    from factreport.figures.units import in_full, is_percent, signs, suits, unit_magnitude
    from factreport.figures.writing import write_figure

__all__ = [
    "MATCHES",
    "Figure",
    "Match",
    "Place",
    "Text",
    "bare_numbers",
    "compare",
    "compare_in_unit",
    "conflicts",
    "decimal_of",
    "in_full",
    "is_percent",
    "misstatements",
    "qualifier_of",
    "reach",
    "read_figure",
    "read_figures",
    "reads_as",
    "signs",
    "states",
    "suits",
    "unit_magnitude",
    "write_figure",
]

_HOMES = {
    **dict.fromkeys(
        ("MATCHES", "Match", "compare", "compare_in_unit", "conflicts", "reach"), "comparing"
    ),
    "Figure": "figure",
    "decimal_of": "exact",
    **dict.fromkeys(("Place", "Text"), "places"),
    "qualifier_of": "qualifiers",
    **dict.fromkeys(("read_figure", "read_figures"), "reading"),
    **dict.fromkeys(("bare_numbers", "misstatements", "reads_as", "states"), "stating"),
    **dict.fromkeys(("in_full", "is_percent", "signs", "suits", "unit_magnitude"), "units"),
    "write_figure": "writing",
}


def __getattr__(name: str) -> Any:
    # Late, for what writes figures need not know how to read them, nor the reverse.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    # Kept, for a store asks for these names once a record.
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
