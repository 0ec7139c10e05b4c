"""Shifting: the period a year earlier, the quarter before, the same month of another year."""

from __future__ import annotations

import re
from datetime import timedelta

from factreport import periods
from factreport.periods import Period

_PARTS = {"month": 12, "quarter": 4, "half": 2}
_SIGNS = {"month": "", "quarter": "Q", "half": "H"}


def in_year(form: str, year: int) -> str:
    """A form of a period with its year: "Y-03" is "2020-03", and "X" is the year before."""
    return form.replace("Y", f"{year:04}").replace("X", f"{year - 1:04}")


def in_other_year(form: str, year: int) -> str | None:
    """The same part of another year: "2022-10/2023-06" with 2022 is "2021-10/2022-06".

    None for a form that names years alone, or a day.
    """
    years = re.findall(r"\d{4}", form)
    if re.fullmatch(r"\d{4}/\d{2}", form):
        return f"{year - 1:04}/{year % 100:02}"
    if not years or re.fullmatch(r"\d{4}(?:/\d{4}|-\d\d-\d\d)?", form):
        return None
    return re.sub(r"\d{4}", lambda found: f"{int(found[0]) + year - int(years[-1]):04}", form)


def shifted(period: Period, count: int, unit: str) -> Period | None:
    """The period that lies so many units later, or earlier; None where it has no such unit.

    Years (decades, seasons) leave it of its sort, so "a year earlier" than Q1 2020 is Q1 2019.
    The quarter before is that of the last day; of a whole year there is none.
    """
    if unit == "last-year" and period.grain == "day":
        return Period.of(period.first.year + count)
    if unit in ("year", "last-year", "season", "decade"):
        return _years_later(period, count * (10 if unit == "decade" else 1))
    if unit == "month" and count % 3 == 0 and period.grain == "quarter":
        unit, count = "quarter", count // 3
    if unit == "week":
        days = timedelta(days=7 * count)
        if period.grain == "day":
            return Period.of(period.first + days)
        return _week_of(period, days) if period.grain == "week" else None
    if (period.last - period.first).days > 370 // _PARTS[unit]:
        return None
    parts = _PARTS[unit]
    number = period.last.year * parts + (period.last.month - 1) * parts // 12 + count
    year, part = divmod(number, parts)
    sign = _SIGNS[unit]
    return _read(f"{year:04}-{sign}{part + 1}" if sign else f"{year:04}-{part + 1:02}")


def _week_of(period: Period, days: timedelta) -> Period | None:
    year, week, _ = (period.first + days).isocalendar()
    return _read(f"{year:04}-W{week:02}")


def _years_later(period: Period, count: int) -> Period | None:
    """The same part of another year; the 29th of February is the 28th there."""
    if period.grain == "split year":
        year = period.first.year + count
        return _read(f"{year:04}/{(year + 1) % 100:02}")
    iso = re.sub(r"(?<![^/])\d{4}", lambda year: f"{int(year[0]) + count:04}", period.iso)
    return _read(iso) or _read(iso.replace("-02-29", "-02-28"))


def _read(iso: str) -> Period | None:
    try:
        return periods.read(iso)
    except ValueError:
        return None
