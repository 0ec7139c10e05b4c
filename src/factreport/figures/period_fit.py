"""Fitting: which periods of facts fit a time that a text names."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import Literal

from factreport.english.times import APPROXIMATE
from factreport.figures.figure import Time
from factreport.periods import Period

Relation = Literal["in", "by", "since", "until", "before", "after", "from", "to", "about"]

_WEEK, _MONTH = timedelta(days=7), timedelta(days=31)
_SHORTEST_YEAR, _LONGEST_YEAR = timedelta(days=360), timedelta(days=371)  # a year less a day
# Periods that don't begin and end with a month, or whose days a text does not give.
_VAGUE = ("span", "split year", "week")


@lru_cache(maxsize=16384)
def fits(named: Period, fact: Period, relation: Relation = "in") -> bool:  # noqa: PLR0911
    """Whether a fact with this period may be meant by a text that names another.

    "in": the period lies within the time.  The months of a split year, such as "fiscal 2022", are
    unknown: a fact about a whole year fits if it ends in its second year.  The quarters, halves and
    years of an organisation may be counted from any year, and a day usually says when something was
    published.  "by": the period ends within the time; "since": it begins with the time or later;
    "until": it ends with the time or earlier; "before": it ends before the time; "after": it begins
    after the time; "from" and "to": it contains the first or the last day; "about": one day in
    common is enough.
    """
    match relation:
        case "about":
            return named.overlaps(fact)
        case "from":
            return fact.first <= named.first <= fact.last
        case "to":
            return fact.first <= named.last <= fact.last
        case "by":
            return named.first <= fact.last <= named.last
        case "since":
            return named.first <= fact.first
        case "until":
            return fact.last <= named.last
        case "before":
            return fact.last < named.first
        case "after":
            return named.last < fact.first
    match named.grain, fact.grain:
        case "day", grain if grain != "day":
            return fact.first <= named.last
        case "year", "split year":
            return named.overlaps(fact)
        case ("quarter" | "half" | "year") as part, "span" if _is_as_long(named, fact):
            return abs(fact.last.year - named.last.year) <= (part != "year")
        case "split year", _ if is_year_long(fact):
            return named.contains(fact) and fact.last.year == named.last.year
    return named.contains(fact)


def is_of(time: Time, fact: Period) -> bool:  # noqa: PLR0911  # one rule per line
    """Whether a fact is for a time: its period is neither longer nor only a part of it.

    But the text may name only a day, or an approximate time of the year.  For periods that don't
    consist of months, one common day is enough.
    """
    named = time.period
    if time.relation not in ("in", "by"):
        return fits(named, fact, time.relation)
    part = APPROXIMATE.match(time.text)
    if part and part["end"]:
        return fact.last == named.last
    if fact.grain == "span" and _is_as_long(named, fact):
        return abs(fact.last.year - named.last.year) <= 1  # of a financial year
    if fact.grain == "day" and fact.last == named.last:
        return True  # at the end of the year that heads a column
    if fact.grain == named.grain == "split year":
        return fact == named  # two seasons have a calendar year in common
    if fact.grain == named.grain == "span":  # its ends may be known only by the month
        ends = ((fact.first, named.first), (fact.last, named.last))
        return all(abs(days - other) <= _MONTH for days, other in ends)
    is_vague = fact.grain in _VAGUE or named.grain in (*_VAGUE, "day") or part
    return named.overlaps(fact) if is_vague else named == fact


def _is_as_long(named: Period, fact: Period) -> bool:
    """Whether a period is as long as a quarter, a half or a year, give or take some days."""
    longer = (fact.last - fact.first) - (named.last - named.first)
    return named.grain in ("quarter", "half", "year") and abs(longer) < _WEEK


@lru_cache(maxsize=4096)
def is_year_long(period: Period) -> bool:
    """Whether a period is a year, of the calendar or of an organisation."""
    return _SHORTEST_YEAR <= period.last - period.first <= _LONGEST_YEAR
