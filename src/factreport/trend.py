"""Trends: how a metric changes from one observation to the next, and from the first to the last.

What is compared, and what a comparison of inexact figures yields:

- Each area and each group is a series of its own.  Only periods of equal length are compared:
  months with months, quarters with quarters, spans with spans of the same number of months.  A
  month, a quarter or a half is also compared with the same one a year before.
- A value that a revision has replaced is listed, but not compared with anything.
- Several values for one period are all kept.  If one is exact and the others agree with it ("nearly
  45,000"), the exact one is compared; figures that disagree, and ranges, are not.
- Qualifiers carry over.  "More than" or "at least" at the end gives a lower bound for the change,
  at the start an upper bound; "less than" and "at most" the other way round.  The result excludes
  the number itself if either figure does.  If a figure is "about" or "nearly", or has a margin, the
  result is "about".  If one figure pushes the change up and the other pushes it down ("more than
  10", then "more than 12"), or one is a bound and the other "about", no change is given.
- Percentages differ by percentage points, and have neither a change in percent nor growth.
- A percentage starts from a figure above zero and does not end below zero.  Growth per year is
  compound, between figures above zero, over the days between; there is none over less than a
  year, nor from one month or quarter of the year to another.
- Arithmetic is exact; percentages have four decimals, and a bound is rounded to its safe side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from factreport.figure_text import write_figure
from factreport.figures.comparing import conflicts, stated
from factreport.figures.units import unit_of
from factreport.model import LOWER_BOUNDS, UPPER_BOUNDS, Record
from factreport.periods import Period
from factreport.wording import counted, first_few

# More than enough digits for numbers below 2^63; a quotient may have infinitely many.
_ARITHMETIC = Context(prec=60)
_DECIMALS = 4
# A larger ratio only says that the first figure was close to zero.
_LARGEST_RATIO = 10**9
_DAYS_IN_A_YEAR = Decimal("365.2425")  # the mean of the Gregorian calendar
_SHORTEST_YEAR = 360  # in days; 52 weeks count as a year

POINTS = "percentage points"
_RATES = {"percent", "points", "permille"}

_OPPOSITE = {
    "more than": "less than",
    "at least": "at most",
    "less than": "more than",
    "at most": "at least",
}
_SAFE_SIDE: dict[str, str] = {
    **dict.fromkeys(LOWER_BOUNDS, ROUND_FLOOR),
    **dict.fromkeys(UPPER_BOUNDS, ROUND_CEILING),
}


@dataclass(frozen=True)
class Comparison:
    """The change from an earlier observation to a later one.

    ``period`` is the earlier one's.  ``change`` is in the unit of the metric, or in percentage
    points if that unit is a percentage; ``percent`` and ``growth`` (per year) are percentages.  All
    three carry ``qualifier`` (None: exact).  ``reason`` says why one of them is None.
    """

    period: str | None = None
    change: float | None = None
    qualifier: str | None = None
    percent: float | None = None
    growth: float | None = None
    reason: str | None = None


_NO_COMPARISON = Comparison()


@dataclass(frozen=True)
class Step:
    """An observation, compared with the previous one, the first one, and the one a year before."""

    record: Record
    change_unit: str | None
    previous: Comparison = _NO_COMPARISON
    total: Comparison = _NO_COMPARISON
    year_before: Comparison = _NO_COMPARISON

    def as_row(self) -> tuple[Any, ...]:
        """The step in its flat form; the names of the parts are FIELDS."""
        return *self.record, *_field_values(self)

    @property
    def unit_of_changes(self) -> str | None:
        """The unit of the changes; None if the observation could not be compared with any other."""
        comparisons = (self.previous, self.total, self.year_before)
        has_change = any(comparison.change is not None for comparison in comparisons)
        return self.change_unit if has_change else None


# The fields that a step has besides those of its record, and where they come from.
_FIELDS = {
    "previous_period": "previous.period",
    "change": "previous.change",
    "change_unit": "unit_of_changes",
    "change_qualifier": "previous.qualifier",
    "change_percent": "previous.percent",
    "growth_per_year": "previous.growth",
    "first_period": "total.period",
    "total_change": "total.change",
    "total_change_qualifier": "total.qualifier",
    "total_change_percent": "total.percent",
    "total_growth_per_year": "total.growth",
    "year_before_period": "year_before.period",
    "year_before_change": "year_before.change",
    "year_before_qualifier": "year_before.qualifier",
    "year_before_percent": "year_before.percent",
    "reason": "previous.reason",
}
FIELDS = (*Record._fields, *_FIELDS)
_field_values = attrgetter(*_FIELDS.values())


@dataclass(frozen=True)
class _Representative:
    """The observation to compare for a period, and the reason if it can't be compared."""

    record: Record
    period: Period | None
    objection: tuple[str, str] | None  # its subject and its predicate


def steps(records: Iterable[Record]) -> list[Step]:
    """The observations of one metric by area, group and period, each compared with those before.

    Areas and groups come in the order in which they first occur.
    """
    series: dict[tuple[str | None, str | None], list[Record]] = {}
    for record in records:
        series.setdefault((record.area, record.group), []).append(record)
    return [step for observations in series.values() for step in _steps_of_series(observations)]


def length_of(period: Period | None) -> str | None:
    """The length of a period in words; None for periods that are never compared.

    Only periods of equal length are compared.  A span of whole months is measured in months, any
    other in days.
    """
    if period is None or period.start is None or period.end is None:
        return None
    if period.grain != "span":
        return period.grain
    first, last = period.first, period.last
    is_whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if not is_whole_months:
        return f"span of {counted((last - first).days + 1, 'day')}"
    years, months = divmod((last.year - first.year) * 12 + last.month - first.month + 1, 12)
    return f"span of {counted(12 * years + months, 'month') if months else counted(years, 'year')}"


def rounded(percent: float | Decimal, places: int, qualifier: str | None) -> Decimal:
    """The number with this many decimals; a bound is rounded to its safe side."""
    side = _SAFE_SIDE.get(qualifier or "", ROUND_HALF_UP)
    unit = Decimal(1).scaleb(-places)
    return Decimal(str(percent)).quantize(unit, rounding=side, context=_ARITHMETIC)


def _steps_of_series(records: Sequence[Record]) -> list[Step]:
    """The steps of one area and group; the observations of one period are compared together."""
    unit = records[0].unit
    change_unit = POINTS if _is_rate(unit) else unit

    def when(record: Record) -> tuple[date, int, str]:
        """A key to sort by period; records without a period come first."""
        if record.period is None:
            return date.min, date.min.toordinal(), ""
        return *Period.parse(record.period).rank, record.period

    in_order = sorted(records, key=when)
    periods = dict.fromkeys(record.period for record in in_order if not record.is_superseded)
    lengths = Counter(length_of(Period.parse(iso)) if iso else None for iso in periods)
    earlier: dict[str | None, dict[str | None, _Representative]] = {}
    steps_of_series = []
    for _, same_period in groupby(in_order, key=attrgetter("period")):
        group = list(same_period)
        compared: dict[str, Comparison] = {}
        if now := _representative([record for record in group if not record.is_superseded]):
            length = length_of(now.period)
            of_length = earlier.setdefault(length, {})
            compared["previous"] = _previous(now, length, of_length, lengths)
            if of_length and length:
                compared["total"] = _compared(next(iter(of_length.values())), now)
            if now.period and now.period.grain not in ("year", "split year", "span"):
                year_before = now.period.years_later(-1)
                if year_before and (then := of_length.get(year_before.iso)):
                    compared["year_before"] = _compared(then, now)
            of_length[now.record.period] = now
        steps_of_series += [
            Step(record, change_unit, **({} if record.is_superseded else compared))
            for record in group
        ]
    return steps_of_series


def _representative(records: Sequence[Record]) -> _Representative | None:
    """The observation that represents a period, and the reason if it can't be compared."""
    if not records:
        return None
    record = min(records, key=lambda observation: observation.qualifier is not None)
    objection = None
    if any(conflicts(stated(observation) for observation in records)):
        values: dict[tuple[Any, ...], str] = {}
        for other in records:
            key = other.value, other.low, other.high, other.qualifier
            values.setdefault(key, _written(other))
        objection = "the figures", f"disagree: {first_few(list(values.values()), 'figure')}"
    elif record.value is None:
        objection = "the value", "is a range; ranges are not compared"
    period = Period.parse(record.period) if record.period else None
    return _Representative(record, period, objection)


def _written(record: Record) -> str:
    return write_figure(record.value, record.low, record.high, record.qualifier)


def _previous(
    now: _Representative,
    length: str | None,
    of_length: dict[str | None, _Representative],
    lengths: Mapping[str | None, int],
) -> Comparison:
    """The comparison with the previous period, or the reason why there is none."""
    comparison = _NO_COMPARISON
    if of_length and length:
        comparison = _compared(next(reversed(of_length.values())), now)
    elif lengths[length] == 1 and len(lengths) > 1 and now.period:
        names = [length, next(other for other in lengths if other != length)]
        this, other = (
            f"{'an' if name[0] in 'aeiou' else 'a'} {name}" if name else "an open or missing period"
            for name in names
        )
        comparison = Comparison(reason=f"{this} is not compared with {other}")
    if now.objection:
        return Comparison(period=comparison.period, reason=" ".join(now.objection))
    return comparison


def _compared(earlier: _Representative, later: _Representative) -> Comparison:
    start, end = earlier.record, later.record
    for side in (later, earlier):
        if side.objection and side.period:
            subject, predicate = side.objection
            reason = f"{subject} for {side.period} {predicate}"
            return Comparison(start.period, reason=reason)
    if start.value is None or end.value is None:
        return Comparison(start.period, reason="there is no value to compare")
    signs = [sign for sign in (_sign(end), _OPPOSITE.get(_sign(start), _sign(start))) if sign]
    if len({_SAFE_SIDE.get(sign) for sign in signs}) > 1:
        ends = f"from {_written(start)} to {_written(end)}"
        reason = f"nothing can be said about the change {ends}"
        return Comparison(start.period, reason=reason)
    first, last = Decimal(repr(start.value)), Decimal(repr(end.value))
    qualifier = min(signs, key=lambda sign: not sign.endswith("than"), default=None)
    difference = _ARITHMETIC.subtract(last, first)
    is_whole = difference == difference.to_integral_value(context=_ARITHMETIC)
    change = int(difference) if is_whole else float(difference)
    if _is_rate(end.unit):
        return Comparison(start.period, change, qualifier)
    years = None
    if earlier.period and later.period:
        # From one first day to another, whole years exactly; none below one year, nor between
        # different months or quarters: the season would count as growth.
        begun, now = earlier.period.first, later.period.first
        days = (now - begun).days
        if (begun.month, begun.day) == (now.month, now.day):
            years = Decimal(now.year - begun.year)
        elif days >= _SHORTEST_YEAR and later.period.grain not in ("month", "quarter", "half"):
            years = days / _DAYS_IN_A_YEAR
    return Comparison(start.period, change, qualifier, *_rates(first, last, qualifier, years))


def _sign(record: Record) -> str:
    """How exact a figure makes a change: a bound, "about", or "" for an exact one."""
    is_vague = record.low is not None or record.qualifier in ("about", "nearly")
    return "about" if is_vague else record.qualifier or ""


def _is_rate(unit: str | None) -> bool:
    """Whether a unit is a rate: its changes are in points, and it has no growth.

    Plain "points", of a league, an index or a test, are counted like anything else.
    """
    measure = unit_of(unit or "")
    return measure.dimension in _RATES and measure.name != "points"


def _rates(
    first: Decimal, last: Decimal, qualifier: str | None, years: Decimal | None
) -> tuple[float | None, float | None, str | None]:
    """The change in percent, the growth per year, and the reason if one of them is missing."""
    if first <= 0 or last < 0:
        base = "zero" if first == 0 else "a figure below zero"
        way = f"from {base}" if first <= 0 else "from above to below zero"
        return None, None, f"there is no percentage change {way}"
    if last == 0 and qualifier:
        return None, None, "there is no percentage change: the figures are too vague"
    ratio = _ARITHMETIC.divide(last, first)
    if ratio > _LARGEST_RATIO:
        return None, None, "the percentage change is too large to mean anything"
    percent = _percent(ratio, qualifier)
    if last == 0:
        return percent, None, "there is no growth per year: the last figure is zero"
    if years is None:
        return percent, None, None
    yearly = _ARITHMETIC.power(ratio, _ARITHMETIC.divide(Decimal(1), years))
    return percent, _percent(yearly, qualifier), None


def _percent(ratio: Decimal, qualifier: str | None) -> float:
    percent = _ARITHMETIC.multiply(_ARITHMETIC.subtract(ratio, Decimal(1)), Decimal(100))
    return float(rounded(percent, _DECIMALS, qualifier))
