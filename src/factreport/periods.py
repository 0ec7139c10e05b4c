"""Periods: when a fact holds, from its first day to its last, both included.

The written forms are those of ISO 8601-1 (years, months, weeks, days, spans), of ISO 8601-2 for
spans with an open end, of SDMX for halves and quarters, and ``2019/20`` for a season, a school year
or a financial year whose months the source does not give.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Literal, NamedTuple

from factreport.english import months
from factreport.wording import quoted

Grain = Literal["year", "split year", "half", "quarter", "month", "week", "day", "span"]

# Single periods, each with a group of its own name after that of the year; compiled when needed,
# because most runs only read years.
_SINGLE = (
    r"(?P<year>[0-9]{4})(?:-A1|/(?P<split>[0-9]{2})|-[HS](?P<half>[12])|-Q(?P<quarter>[1-4])"
    r"|-W(?P<week>[0-9]{2})|-M?(?P<month>[0-9]{2})|-[0-9]{2}-(?P<day>[0-9]{2}))?"
)
_SPAN = r"(.*)/([0-9]{4}.*|\.\.)"


class Period(NamedTuple):
    """A stretch of days; ``iso`` is its canonical form, and ``grain`` says which form that is.

    ``first`` is ``date.min`` and ``last`` is ``date.max`` if the period is open at that end.
    Overlap, containment and order follow from these two days alone.
    """

    iso: str
    first: date
    last: date
    grain: Grain

    @property
    def rank(self) -> tuple[date, int]:
        """The order of periods: a year before its first quarter, a span before its first year."""
        return self.first, -self.last.toordinal()

    @property
    def start(self) -> str | None:
        """The first day in ISO 8601, or None where the period is open."""
        return None if self.iso.startswith("..") else self.first.isoformat()

    @property
    def end(self) -> str | None:
        """The last day in ISO 8601, or None where the period is open."""
        return None if self.iso.endswith("..") else self.last.isoformat()

    @property
    def year(self) -> int | None:
        """The calendar year that contains the whole period, or None."""
        return self.first.year if self.first.year == self.last.year else None

    @property
    def ends(self) -> tuple[str, ...]:
        """The forms of the two ends of a span, ``..`` if it is open there; else its own form."""
        span = re.fullmatch(_SPAN, self.iso) if self.grain == "span" else None
        return span.groups() if span else (self.iso,)

    def overlaps(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: Period) -> bool:
        """Whether every day of the other is a day of this one."""
        return self.first <= other.first and other.last <= self.last

    def years_later(self, count: int) -> Period | None:
        """The same part of another year, an earlier one if ``count`` is negative.

        None if the calendar has no such week or year; the 29th of February becomes the 28th.
        """
        year = int(self.iso[:4]) + count if self.start else 0
        iso = f"{year:04}{self.iso[4:]}"
        if self.grain == "split year":
            iso = f"{year:04}/{(year + 1) % 100:02}"
        elif self.grain == "span":
            ends = [Period.parse(end) if end != ".." else None for end in self.ends]
            moved = [end.years_later(count) if end else None for end in ends]
            if moved.count(None) > ends.count(None):
                return None
            iso = "/".join(end.iso if end else ".." for end in moved)
        with suppress(ValueError):
            return read(iso)
        return read(f"{iso[:-2]}28") if self.grain == "day" else None

    def __str__(self) -> str:
        """The period as a table or a sentence shows it.

        ``2020``, ``2019/20``, ``H1 2020``, ``Q1 2020``, ``March 2020``, ``week 5 of 2020``,
        ``2020-03-01``, ``2016–2020``, ``April 2020–March 2021``, ``July–September 2024``,
        ``from 2020``, ``until 2020``.
        """
        year, rest = self.iso[:4], self.iso[5:]
        if self.grain == "span":
            start, end = self.ends
            if start == "..":
                return f"until {label(end)}"
            if end == "..":
                return f"from {label(start)}"
            first, last = Period.parse(start), Period.parse(end)
            shown = str(first)
            if first.grain == last.grain in ("month", "quarter", "half"):
                shown = shown.removesuffix(f" {last.iso[:4]}")
            return f"{shown}–{last}"
        if self.grain == "month":
            return f"{months.NAMES[self.first.month - 1]} {year}"
        if self.grain == "week":
            return f"week {int(rest[1:])} of {year}"
        return f"{rest} {year}" if self.grain in ("half", "quarter") else self.iso

    @classmethod
    def of(cls, when: int | str | date) -> Period:
        """The period of a year, a written form or a day; ValueError says what is wrong."""
        if isinstance(when, date):
            return _day(date.fromordinal(when.toordinal()))  # of a datetime only the day
        if isinstance(when, int) and not isinstance(when, bool):
            if not date.min.year <= when <= date.max.year:
                raise ValueError(f"a year is a number from 1 to 9999, not {when}")
            return _year(when)
        return cls.parse(str(when))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a written period; ValueError if it is not one, or not in the calendar."""
        period = read(text) if isinstance(text, str) else None
        if period is None:
            raise ValueError(f"{quoted(str(text))} is not a period")
        return period


def read(text: str) -> Period | None:
    """Read a written period; None if it has another form.

    ValueError if the form is right but the calendar has no such day or week, or if a span runs
    backwards.
    """
    if form := re.fullmatch(_SINGLE, text):
        return _single(form)
    span = re.fullmatch(_SPAN, text)
    if not span or text == "../..":
        return None
    singles = [re.fullmatch(_SINGLE, end) for end in span.groups()]
    first, last = (_single(form) if form else None for form in singles)
    if [first and first.iso, last and last.iso].count(None) > span.groups().count(".."):
        return None
    if first and last:
        if first == last:
            return first
        if first.first > last.first or first.last > last.last:
            meant = f"{last.iso}/{first.iso}"
            raise ValueError(f"the span {quoted(text)} runs backwards; write {quoted(meant)}")
    iso = f"{first.iso if first else '..'}/{last.iso if last else '..'}"
    days = first.first if first else date.min, last.last if last else date.max
    return Period(iso, *days, "span")


def label(iso: str) -> str:
    """The period with this canonical form as a table or a sentence shows it."""
    return str(Period.parse(iso))


def short_label(iso: str | None) -> str:
    """The same, with the months of a span short: ``Jul–Sep 2024``; empty without a period."""
    shown = str(Period.parse(iso)) if iso else ""
    is_span = iso is not None and "/" in iso
    return re.sub("[A-Z][a-z]{3,}", lambda month: month[0][:3], shown) if is_span else shown


def short_month(number: int) -> str:
    """The short name of a month, given its number: ``Jan``."""
    return months.SHORT[number - 1]


def _year(year: int) -> Period:
    return Period(f"{year:04}", date(year, 1, 1), date(year, 12, 31), "year")


def _day(day: date) -> Period:
    return Period(day.isoformat(), day, day, "day")


def _single(form: re.Match[str]) -> Period | None:  # noqa: PLR0911  # a form a line
    """A single period, not a span; None if a part of it is out of range.

    ValueError if the calendar has no such day or week.
    """
    year, grain = int(form["year"]), form.lastgroup or ""
    number = int(form[grain])
    if not year:
        return None
    try:
        if grain == "day":
            return _day(date.fromisoformat(form[0]))
        if grain == "week":
            monday = date.fromisocalendar(year, number, 1)
            return Period(form[0], monday, monday + timedelta(days=6), "week")
    except (ValueError, OverflowError):
        raise ValueError(f"the calendar has no {grain} {quoted(form[0])}") from None
    if grain == "half":
        return _months(f"{year:04}-H{number}", "half", date(year, 6 * number - 5, 1), 6)
    if grain == "quarter":
        return _months(f"{year:04}-Q{number}", "quarter", date(year, 3 * number - 2, 1), 3)
    if grain == "month" and 1 <= number <= len(months.NAMES):
        return _months(f"{year:04}-{number:02}", "month", date(year, number, 1), 1)
    if grain == "split" and number == (year + 1) % 100 and year < date.max.year:
        # The months are unknown: the period lies somewhere in these two years.
        return Period(form[0], date(year, 1, 1), date(year + 1, 12, 31), "split year")
    return _year(year) if grain == "year" else None


def _months(iso: str, grain: Grain, first: date, count: int) -> Period:
    following = first.month + count
    if following > len(months.NAMES):
        return Period(iso, first, date(first.year, 12, 31), grain)
    return Period(iso, first, date(first.year, following, 1) - timedelta(days=1), grain)
