"""Shifting: the period a year earlier, the quarter before, the same month of another year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from factreport import periods
from factreport.periods import Period

_PARTS = ("day", "week", "month", "quarter", "half")  # of a year
_MONTHS = {"month": 1, "quarter": 3, "half": 6}


@lru_cache(maxsize=4096)
def period_of(form: str) -> Period | None:
    """The period of a form; None if the calendar has no such day."""
    try:
        return periods.read(form)
    except ValueError:
        return None


def in_year(form: str, year: int) -> str:
    """A form of a period with its year filled in: "Y-03" is "2020-03"; "X" is the previous year."""
    return form.replace("Y", f"{year:04}").replace("X", f"{year - 1:04}")


def in_other_year(form: str, year: int) -> str | None:
    """The same part of another year: "2022-10/2023-06" with 2022 is "2021-10/2022-06".

    None for a form that names only years, or a day.
    """
    period = period_of(form)
    if period is None or period.grain in ("year", "day"):
        return None
    if period.grain == "span" and "-" not in form:
        return None
    other = period.years_later(year - period.last.year)
    return other and other.iso


def shifted(period: Period, count: int, unit: str) -> Period | None:  # noqa: PLR0911
    """The period ``count`` units later, earlier if negative; None if it has no such unit.

    A shift by years, decades or seasons keeps the kind of the period: "a year earlier" than Q1
    2020 is Q1 2019; "the previous one" is of the same kind.  The quarter before a month or a day is
    the one before its own quarter; the one before June to August is March to May; a whole year has
    none.
    """
    is_day = unit in ("last-year", "reader-year") and period.grain == "day"
    is_whole = unit == "calendar-year" or (unit == "reader-year" and not count)
    if is_day or (is_whole and period.grain in _PARTS):
        return Period.of(period.last.year + count)
    if unit == "one":
        unit = period.grain if period.grain in _PARTS else "year"
    if unit == "day":
        return None
    if unit in ("year", "calendar-year", "last-year", "reader-year", "season", "decade"):
        count *= 10 if unit == "decade" else 1
        return period.years_later(count)
    if unit == "week":
        first = period.first + timedelta(days=7 * count)
        if period.grain == "day":
            return Period.of(first)
        year, week, _ = first.isocalendar()
        return period_of(f"{year:04}-W{week:02}") if period.grain == "week" else None
    length = _month(period.last) - _month(period.first) + 1
    if period.grain in ("day", "week") or length < _MONTHS[unit]:
        number = _month(period.last) // _MONTHS[unit] + count
        return _of_months(number * _MONTHS[unit], _MONTHS[unit])
    if count * _MONTHS[unit] % length:
        return None
    return _of_months(_month(period.first) + count * _MONTHS[unit], length)


def _month(day: date) -> int:
    """The number of the month of a day, counted from the year 0."""
    return 12 * day.year + day.month - 1


def _of_months(first: int, length: int) -> Period | None:
    """The period of ``length`` months that begins with month number ``first``."""
    year, month = divmod(first, 12)
    signs = {3: "Q", 6: "H"}
    if length in signs and month % length == 0:
        return period_of(f"{year:04}-{signs[length]}{month // length + 1}")
    last_year, last_month = divmod(first + length - 1, 12)
    if (length, month) == (12, 0):
        return period_of(f"{year:04}")
    start, end = f"{year:04}-{month + 1:02}", f"{last_year:04}-{last_month + 1:02}"
    return period_of(start if length == 1 else f"{start}/{end}")
