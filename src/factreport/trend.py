"""Trends: how a metric changes from one observation to the next, and from the first to the last.

What is compared, and what a comparison of inexact figures can say:

- Each area is apart.  Single years are compared with single years, days with days, spans with
  spans of as many years; never one with another.
- Several values for one period are all kept.  Where one is exact and the others agree with it
  ("nearly 45,000"), it is compared; with figures that disagree, or are the ends of a range,
  nothing is.
- Qualifiers carry over.  "More than" or "at least" at the end makes a change of at least so much,
  at the start one of at most so much; "less than" and "at most" the other way round.  The result
  excludes the number itself as soon as one of the figures does.  Where one is "about" or "nearly"
  the result is "about".  Where one figure pushes the change up and the other one down ("more than
  10", then "more than 12"), nothing is known about it, and none is given.
- A percentage starts from a figure above zero and does not end below zero; growth per year is
  compound, between figures above zero, over whole years.
- Arithmetic is exact; percentages have four decimals, and a bound is rounded to its safe side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from itertools import groupby
from typing import NamedTuple

from factreport.figures import conflicts, decimal_of, is_percent, write_figure
from factreport.model import LOWER_BOUNDS, UPPER_BOUNDS, Record
from factreport.wording import counted, listed

# More than enough for numbers below 2^63; a quotient has to end somewhere.
_ARITHMETIC = Context(prec=60)
_DECIMALS = 4
# Beyond this a ratio says no more than that the first figure was next to nothing.
_LARGEST_RATIO = 10**9

# Of figures that disagree, so many are named: the reason stands in the row of each one.
_MOST_NAMED = 5

# What lies between two percentages.
POINTS = "percentage points"

_OPPOSITE = {
    "more than": "less than",
    "at least": "at most",
    "less than": "more than",
    "at most": "at least",
}
_VAGUE = {"about", "nearly"}
_SAFE_SIDE = {
    **dict.fromkeys(("more than", "at least"), ROUND_FLOOR),
    **dict.fromkeys(("less than", "at most"), ROUND_CEILING),
}


class Step(NamedTuple):
    """One observation, compared with the one before it and with the first: flat, as in JSON.

    ``change`` is in ``change_unit``, the unit of the metric, or percentage points where that is
    a percentage; ``change_percent`` and ``growth_per_year`` are percentages.  All three carry
    ``change_qualifier`` (None: exact).  ``previous_period`` and ``first_period`` are what it is
    compared with; the fields with ``total`` compare it with the first.  ``reason`` says why a
    number of the comparison with the previous one is None.  The other fields are those of Record.
    """

    id: str
    title: str
    area: str | None
    period: str | None
    year: int | None
    start_year: int | None
    end_year: int | None
    value: float | None
    unit: str | None
    qualifier: str | None
    written: str | None
    previous_period: str | None
    change: float | None
    change_unit: str | None
    change_qualifier: str | None
    change_percent: float | None
    growth_per_year: float | None
    first_period: str | None
    total_change: float | None
    total_change_qualifier: str | None
    total_change_percent: float | None
    total_growth_per_year: float | None
    reason: str | None
    source: str | None
    paragraphs: tuple[int, ...]
    pages: tuple[int, ...]
    citation: str | None
    note: str | None


class Comparison(NamedTuple):
    """What lies between two observations: numbers as in Step, or the reason why there are none."""

    period: str | None = None
    change: float | None = None
    qualifier: str | None = None
    percent: float | None = None
    growth: float | None = None
    reason: str | None = None


_NOTHING = Comparison()


class _Together(NamedTuple):
    """The observations of one period: the one that is compared, or what keeps it from that."""

    figure: Record
    objection: str | None
    named: str

    @property
    def reason(self) -> str | None:
        """Why nothing is compared with the figures."""
        return self.objection and f"the figures {self.objection}: {self.named}"


def steps(records: Iterable[Record]) -> list[Step]:
    """The observations of one metric by area and period, each compared with those before it.

    Areas come in the order in which they are first met.
    """
    areas: dict[str | None, list[Record]] = {}
    for record in records:
        areas.setdefault(record.area, []).append(record)
    return [step for found in areas.values() for step in _steps_in_area(found)]


def rounded(percent: float, places: int, qualifier: str | None) -> Decimal:
    """The number with so many decimals; one that is a bound stays on its safe side."""
    return _round(decimal_of(percent), places, qualifier)


def _steps_in_area(records: Sequence[Record]) -> list[Step]:
    """The steps of one area; the observations of one period stand, and count, together."""
    periods: dict[tuple[str, int], list[_Together]] = {}
    found = []
    for _, same_period in groupby(sorted(records, key=_when), key=_when):
        group = list(same_period)
        now = _together(group)
        kind, other = _kind_of(now.figure), next(reversed(periods), None)
        before = periods.setdefault(kind, [])
        previous, total = _NOTHING, _NOTHING
        if before:
            previous, total = _compared(before[-1], now), _compared(before[0], now)
        elif other:
            reason = f"{_described(kind)} is not compared with {_described(other)}"
            previous = Comparison(reason=reason)
        if now.reason:
            previous = previous._replace(reason=now.reason)
        before.append(now)
        found += [_step(record, previous, total) for record in group]
    return found


def _when(record: Record) -> tuple[int, int, str]:
    return record.start_year or 0, record.end_year or 0, record.period or ""


def _kind_of(record: Record) -> tuple[str, int]:
    """What periods are compared among themselves: their sort, and how many years they cover."""
    if record.start_year is None or record.end_year is None:
        return "nothing", 0
    if len(record.period or "") == len("2021-01-26"):
        return "day", 0
    return "years", record.end_year - record.start_year + 1


def _described(kind: tuple[str, int]) -> str:
    sort, years = kind
    if sort == "nothing":
        return "a figure without a period"
    if sort == "day":
        return "a day"
    return "a single year" if years == 1 else f"a span of {counted(years, 'year')}"


def _together(group: Sequence[Record]) -> _Together:
    figure = min(group, key=lambda one: one.qualifier is not None)
    different = list(dict.fromkeys(_written(one) for one in group))
    more = len(different) - _MOST_NAMED
    named = different if more <= 0 else [*different[:_MOST_NAMED], f"{more:,} more"]
    return _Together(figure, _objection(figure, group), listed(named))


def _objection(figure: Record, group: Sequence[Record]) -> str | None:
    """What several figures for one period do that keeps one of them from standing for all."""
    if any(conflicts((one.value or 0, one.qualifier) for one in group)):
        return "disagree"
    qualifiers = {one.qualifier for one in group}
    has_both_ends = qualifiers & {*LOWER_BOUNDS} and qualifiers & {*UPPER_BOUNDS}
    return "are a range" if figure.qualifier and has_both_ends else None


def _compared(earlier: _Together, later: _Together) -> Comparison:
    start, end = earlier.figure, later.figure
    base = Comparison(period=start.period)
    for one in (later, earlier):
        if one.objection:
            return base._replace(reason=f"the figures for {one.figure.period} {one.objection}")
    if start.value is None or end.value is None or start.period is None:
        return base._replace(reason="a figure without a period is not compared")
    if _are_opposed(start.qualifier, end.qualifier):
        return base._replace(
            reason=f"from {_written(start)} to {_written(end)} any change is possible"
        )
    qualifier = _combined(start.qualifier, end.qualifier)
    first, last = decimal_of(start.value), decimal_of(end.value)
    change = _plain(_ARITHMETIC.subtract(last, first))
    return _with_rates(
        base._replace(change=change, qualifier=qualifier), first, last, _years_between(start, end)
    )


def _written(record: Record) -> str:
    return " ".join(part for part in (record.qualifier, write_figure(record.value or 0)) if part)


def _with_rates(found: Comparison, first: Decimal, last: Decimal, years: int | None) -> Comparison:
    """The comparison, with what is worked out from the ratio of the figures if it means much."""
    if first <= 0 or last < 0:
        base = "zero" if first == 0 else "a figure below zero"
        way = f"from {base}" if first <= 0 else "from above to below zero"
        return found._replace(reason=f"there is no percentage {way}")
    if last == 0 and found.qualifier:
        return found._replace(reason="there is no percentage between a figure so vague and zero")
    ratio = _ARITHMETIC.divide(last, first)
    if ratio > _LARGEST_RATIO:
        return found._replace(reason="the percentage is too large to mean anything")
    found = found._replace(percent=_percent(ratio, found.qualifier))
    if last == 0:
        return found._replace(reason="there is no growth per year down to zero")
    if not years:
        return found._replace(reason="days that are not whole years apart have no growth per year")
    yearly = _ARITHMETIC.power(ratio, _ARITHMETIC.divide(Decimal(1), Decimal(years)))
    return found._replace(growth=_percent(yearly, found.qualifier))


def _years_between(start: Record, end: Record) -> int | None:
    """The whole years from one period to a later one of its kind; None between other days."""
    is_day = _kind_of(start)[0] == "day"
    if is_day and (start.period or "")[4:] != (end.period or "")[4:]:
        return None
    return (end.start_year or 0) - (start.start_year or 0)


def _are_opposed(start: str | None, end: str | None) -> bool:
    """Whether one figure may be higher so that the change is, and the other so that it is not."""
    if start not in _OPPOSITE or end not in _OPPOSITE:
        return False
    return (start in LOWER_BOUNDS) == (end in LOWER_BOUNDS)


def _combined(start: str | None, end: str | None) -> str | None:
    """The qualifier of a change between figures with these ones."""
    if start in _VAGUE or end in _VAGUE:
        return "about"
    bounds = [bound for bound in (end, _OPPOSITE.get(start or "")) if bound]
    strict = [bound for bound in bounds if bound.endswith("than")]
    return next(iter([*strict, *bounds]), None)


def _percent(ratio: Decimal, qualifier: str | None) -> float:
    percent = _ARITHMETIC.multiply(_ARITHMETIC.subtract(ratio, Decimal(1)), Decimal(100))
    return float(_round(percent, _DECIMALS, qualifier))


def _round(number: Decimal, places: int, qualifier: str | None) -> Decimal:
    side = _SAFE_SIDE.get(qualifier or "", ROUND_HALF_EVEN)
    return number.quantize(Decimal(1).scaleb(-places), rounding=side, context=_ARITHMETIC)


def _plain(number: Decimal) -> float:
    """A whole number as such, whatever its exponent; another as the nearest float."""
    return int(number) if number == number.to_integral_value(context=_ARITHMETIC) else float(number)


def _step(record: Record, previous: Comparison, total: Comparison) -> Step:
    has_change = previous.change is not None or total.change is not None
    unit = POINTS if is_percent(record.unit or "") else record.unit
    return Step(
        id=record.id,
        title=record.title,
        area=record.area,
        period=record.period,
        year=record.year,
        start_year=record.start_year,
        end_year=record.end_year,
        value=record.value,
        unit=record.unit,
        qualifier=record.qualifier,
        written=record.written,
        previous_period=previous.period,
        change=previous.change,
        change_unit=unit if has_change else None,
        change_qualifier=previous.qualifier,
        change_percent=previous.percent,
        growth_per_year=previous.growth,
        first_period=total.period,
        total_change=total.change,
        total_change_qualifier=total.qualifier,
        total_change_percent=total.percent,
        total_growth_per_year=total.growth,
        reason=previous.reason,
        source=record.source,
        paragraphs=record.paragraphs,
        pages=record.pages,
        citation=record.citation,
        note=record.note,
    )
