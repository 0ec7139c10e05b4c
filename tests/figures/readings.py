"""A reading in one line, for tests that compare whole readings."""

from __future__ import annotations

from decimal import Decimal

from factreport.figures.figure import Figure
from factreport.figures.reading import read

_MOST_DIGITS = 25


def shown(text: str) -> str:
    """``more than 2700000 people; [a year: 2020]``: figures and what is none, in their order."""
    reading = read(text)
    parts = [(figure.start, _figure(figure)) for figure in reading.figures]
    parts += [(skip.start, f"[{skip.reason}: {skip.text}]") for skip in reading.skipped]
    return "; ".join([part for _, part in sorted(parts)]) or "nothing"


def _figure(figure: Figure) -> str:
    if figure.value is None:
        number = f"{_number(figure.low)}..{_number(figure.high)}"
    else:
        number = _number(figure.value)
        if figure.low is not None:
            number += f" ({_number(figure.low)}..{_number(figure.high)})"
    unit = figure.unit.name + (f" per {figure.unit.per}" if figure.unit.per else "")
    parts = (figure.qualifier, number, unit, figure.direction)
    return " ".join([part for part in parts if part])


def _number(value: Decimal | None) -> str:
    assert value is not None
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        value = round(value, 4)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
