"""Periods: when a fact holds, from its first day to its last, both included.

The written forms are those of ISO 8601-1 (years, months, weeks, days, spans), of ISO 8601-2 for
spans with an open end, of SDMX for halves and quarters, and ``2019/20`` for a season, a school year
or a financial year whose months the source does not give.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from factreport.errors import QueryError
from factreport.wording import quoted

Grain = Literal["year", "split year", "half", "quarter", "month", "week", "day", "span"]

MONTHS = str.split(
    "January February March April May June July August September October November December"
)
# How texts spell them, in full and short.
MONTH = "|".join([*(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS), "Sept"])

_SINGLE = (
    r"[0-9]{4}(?:/[0-9]{2}(?![0-9])|-[0-9]{2}-[0-9]{2}|-M?[0-9]{2}"
    r"|-[HS][12]|-Q[1-4]|-W[0-9]{2}|-A1)?"
)
_SPAN = rf"({_SINGLE}|\.\.)/({_SINGLE}|\.\.)"  # not compiled: most runs read no period


class Period(NamedTuple):
    """A stretch of days; ``iso`` is its canonical form.

    ``first`` is ``date.min`` and ``last`` is ``date.max`` if the period is open at that end.
    Overlap, containment and order follow from these two days alone.
    """

    iso: str
    first: date
    last: date

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
    def grain(self) -> Grain:
        """The kind of period."""
        return grain(self.iso)

    def overlaps(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: Period) -> bool:
        """Whether every day of the other is a day of this one."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        return label(self.iso)

    @classmethod
    def of(cls, when: int | str | date) -> Period:
        """The period of a year, a written form or a day; ValueError says what is wrong."""
        if isinstance(when, int):
            if not date.min.year <= when <= date.max.year:
                raise ValueError(f"a year is a number from 1 to 9999, not {when}")
            return _year(when)
        return cls.parse(when) if isinstance(when, str) else cls(when.isoformat(), when, when)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a written period; ValueError says what is wrong and what to write instead."""
        period = read(text)
        if period is None:
            from factreport.period_advice import advice  # only for a mistake

            raise ValueError(advice(text))
        return period


def read(text: str) -> Period | None:
    """Read a written period; None if it has another form.

    ValueError if the form is right but the calendar has no such day or week, or if a span runs
    backwards.
    """
    is_year = len(text) == len("2020") and text.isascii() and text.isdigit()
    if is_year or re.fullmatch(_SINGLE, text):  # for years alone no pattern is compiled
        return _single(text)
    span = re.fullmatch(_SPAN, text)
    if not span or text == "../..":
        return None
    ends = [end if end == ".." else _single(end) for end in span.groups()]
    if None in ends:
        return None
    first, last = (end if isinstance(end, Period) else None for end in ends)
    if first and last:
        if first == last:
            return first
        if first.first > last.first or first.last > last.last:
            meant = f"{last.iso}/{first.iso}"
            raise ValueError(f"the span {quoted(text)} runs backwards; write {quoted(meant)}")
    iso = f"{first.iso if first else '..'}/{last.iso if last else '..'}"
    return Period(iso, first.first if first else date.min, last.last if last else date.max)


def asked(text: str) -> Period:
    """Read the period of a filter: any written form, or a span as people type it.

    ``2016-2020``, ``2016–2020`` and ``2016..2020`` are spans, ``2018..`` and ``..2018`` are open,
    and what `label` gives, such as ``Q2 2024``, is read too; QueryError says what to write instead.
    """
    text = text.strip()
    try:
        if period := read(text):
            return period
        spelled = re.sub(r"\s?[–—]\s?", "..", text)
        spelled = re.sub(r"(?<=^[0-9]{4})-(?=[0-9]{4}$)", "..", spelled).upper()
        if spelled != ".." and (ends := re.fullmatch(r"(.*?)\.\.(.*)", spelled)):
            spelled = f"{ends[1] or '..'}/{ends[2] or '..'}"
        if period := read(spelled):
            return period
        from factreport.period_advice import labelled  # seldom needed

        return labelled(text) or Period.parse(text)
    except ValueError as error:
        raise QueryError(str(error)) from None


def grain(iso: str) -> Grain:
    """The kind of period that a canonical form denotes."""
    if len(iso) == len("2020"):
        return "year"
    if re.fullmatch(r"[0-9]{4}/[0-9]{2}", iso):
        return "split year"
    if "/" in iso:
        return "span"
    grains: dict[str, Grain] = {"H": "half", "Q": "quarter", "W": "week"}
    return grains.get(iso[5]) or ("month" if len(iso) == len("2020-01") else "day")


def label(iso: str) -> str:
    """The period as a table or a sentence shows it.

    ``2020``, ``2019/20``, ``H1 2020``, ``Q1 2020``, ``March 2020``, ``week 5 of 2020``,
    ``2020-03-01``, ``2016–2020``, ``April 2020–March 2021``, ``July–September 2024``,
    ``from 2020``, ``until 2020``.
    """
    kind = grain(iso)
    if kind == "span":
        first, last = re.findall(rf"{_SINGLE}|\.\.", iso)
        if first == "..":
            return f"until {label(last)}"
        if last == "..":
            return f"from {label(first)}"
        shown = label(first)
        if grain(first) == grain(last) in ("month", "quarter", "half"):
            shown = shown.removesuffix(f" {last[:4]}")
        return f"{shown}–{label(last)}"
    year, rest = iso[:4], iso[5:]
    if kind == "month":
        return f"{MONTHS[int(rest) - 1]} {year}"
    if kind == "week":
        return f"week {int(rest[1:])} of {year}"
    return f"{rest} {year}" if kind in ("half", "quarter") else iso


def short_label(iso: str) -> str:
    """The same, with the months of a span short: ``Jul–Sep 2024``."""
    shown = label(iso)
    return re.sub("[A-Z][a-z]{3,}", lambda month: month[0][:3], shown) if "/" in iso else shown


def _year(year: int) -> Period:
    return Period(f"{year:04}", date(year, 1, 1), date(year, 12, 31))


def _months(iso: str, year: int, first: int, count: int) -> Period:
    last, december = first + count - 1, len(MONTHS)
    if last == december:
        return Period(iso, date(year, first, 1), date(year, last, 31))
    return Period(iso, date(year, first, 1), date(year, last + 1, 1) - timedelta(days=1))


def _single(text: str) -> Period | None:
    """A single period, not a span; None if a part of it is out of range.

    ValueError if the calendar has no such day or week.
    """
    year, separator, rest = int(text[:4]), text[4:5], text[5:]
    period = None
    if not year:
        return None
    if not separator or rest == "A1":
        period = _year(year)
    elif separator == "/":
        if int(rest) == (year + 1) % 100 and year < date.max.year:
            # The months are unknown: the period lies somewhere in these two years.
            period = Period(text, date(year, 1, 1), date(year + 1, 12, 31))
    elif rest[0] in "HSQ":
        letter, number = rest[0].replace("S", "H"), int(rest[1:])
        length = 6 if letter == "H" else 3
        period = _months(f"{year:04}-{letter}{number}", year, length * (number - 1) + 1, length)
    elif rest[0] == "W":
        period = _week(text, year, int(rest[1:]))
    elif len(rest) == len("03-01"):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"the calendar has no day {quoted(text)}") from None
        period = Period(text, day, day)
    elif 1 <= (month := int(rest.lstrip("M"))) <= len(MONTHS):
        period = _months(f"{year:04}-{month:02}", year, month, 1)
    return period


def _week(text: str, year: int, number: int) -> Period:
    try:
        monday = date.fromisocalendar(year, number, 1)
        return Period(text, monday, monday + timedelta(days=6))
    except (ValueError, OverflowError):
        raise ValueError(f"the calendar has no week {quoted(text)}") from None
