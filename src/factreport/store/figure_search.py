"""The ranges of the index in which the value of a figure may be found."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from math import ceil, floor

from factreport.figures.comparing import reach
from factreport.figures.figure import Figure
from factreport.figures.units import to_base
from factreport.kinds.key_types import VALUE_LIMIT
from factreport.store.index import COLUMNS
from factreport.store.sql import Reach, Sql

# The powers of ten by which figures are often wrong: a zero too many, thousands for millions.
_SLIPS = (-6, -3, -2, -1, 1, 2, 3, 6)
_MOST_NEAR = 50  # on either side of the figure
_EXACT_FLOATS = 2**53


def reaches_of(figure: Figure) -> tuple[Reach, ...]:
    """The ranges for a figure: as a store writes the value, in full, or converted.

    With the unit "million tonnes" a user may search for the stored 36.8 or for 36.8 million.  "13%"
    is also the size of a fall, which may be stored as -13.
    """
    if figure.value and figure.value > 0 and figure.direction != "up":
        return *_ranges(figure), *_ranges(figure.scaled(Decimal(-1)))
    return _ranges(figure)


def _ranges(figure: Figure) -> tuple[Reach, ...]:
    least, greatest = reach(figure)
    middle = (least + greatest) / 2 if figure.value is None else figure.value
    numbers = (middle, least, greatest)
    dimension = figure.unit.dimension
    if dimension in ("", "count"):
        bounds = _bounds(*numbers)
        return Reach("fact", *bounds, None), Reach("plain", *bounds, None)
    in_base = _bounds(*(to_base(number, figure.unit) for number in numbers))
    return Reach("fact", *in_base, dimension), Reach("base", *in_base, dimension)


def nearest_to(figure: Figure, most: int) -> Sql:
    """The statement for the facts whose values are nearest to a figure, or off by powers of ten."""
    value = figure.value or figure.low or Decimal(0)
    plain = "SELECT fact, amount FROM plain"
    amounts = f"(SELECT position AS hit, value AS number FROM fact UNION ALL {plain})"
    sides = (("number BETWEEN ?1 AND ?2", ""), ("number < ?1 AND number >= ?3", "DESC"))
    near = [
        f"SELECT * FROM (SELECT * FROM {amounts} WHERE {side} ORDER BY number {order}"
        f" LIMIT {_MOST_NEAR})"
        for side, order in sides
    ]
    slips = f"SELECT * FROM {amounts} WHERE number IN (?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
    sql = (
        f"SELECT {COLUMNS} FROM (SELECT hit, min(abs(number - ?1)) AS distance"
        f" FROM ({' UNION ALL '.join([*near, slips])}) GROUP BY hit)"
        " CROSS JOIN record ON record.position = hit WHERE (dimension = 'percent') = ?4"
        " ORDER BY distance LIMIT ?5"
    )
    lower, upper = sorted((value / 2, value * 2))
    powers = [float(value.scaleb(power)) for power in _SLIPS]
    is_percent = figure.unit.dimension == "percent"
    return Sql(sql, (float(value), float(upper), float(lower), is_percent, most, *powers))


def _bounds(middle: Decimal, least: Decimal, greatest: Decimal) -> tuple[float, float, float]:
    return _number(middle), _number(least, floor), _number(greatest, ceil)


def _number(value: Decimal, to_integer: Callable[[Decimal], int] = round) -> float:
    """The value as SQLite compares it: an integer if a float would not be exact."""
    if abs(value) < _EXACT_FLOATS:
        return float(value)
    return max(1 - VALUE_LIMIT, min(to_integer(value), VALUE_LIMIT - 1))
