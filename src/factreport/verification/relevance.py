"""Relevance: whether a place in a text is about the time, the area and the group of a fact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from factreport.auditing.names import Dimension
from factreport.figures.figure import Figure, Time
from factreport.figures.surroundings import When, times_of
from factreport.figures.times import fits
from factreport.model import Record
from factreport.periods import Period
from factreport.verification import messages
from factreport.verification.nearby_names import NearbyNames
from factreport.verification.passages import Occurrence

_DIMENSIONS: tuple[Dimension, Dimension] = ("area", "group")
_WEEK = 7  # days
# Words for an approximate time of the year.
_PART = re.compile(
    r"(?:the )?(?:(?P<end>end|ends|close)|early|late|mid|start|beginning|middle|turn|summer|spring|"
    r"autumn|winter)\b",
    re.IGNORECASE,
)
# Periods that don't begin and end with a month, or whose days a text does not give.
_VAGUE = ("span", "split year", "week")


class Relevance:
    """Checks places in texts against the areas and groups that the facts of a store have."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Take the facts of the store."""
        known: dict[Dimension, set[str]] = {"area": set(), "group": set()}
        self._of_metric: dict[tuple[str, Dimension], set[str]] = defaultdict(set)
        for record in records:
            for dimension in _DIMENSIONS:
                if name := getattr(record, dimension):
                    known[dimension].add(name)
                    self._of_metric[record.id, dimension].add(name)
        self._named = NearbyNames(areas=sorted(known["area"]), groups=sorted(known["group"]))

    def objection(self, record: Record, hit: Occurrence) -> str | None:
        """What the text says about a figure that contradicts the fact, or None."""
        if hit.read is None:
            return None
        return _wrong_time(record, hit, hit.read) or self._wrong_name(record, hit, hit.read)

    def _wrong_name(self, record: Record, hit: Occurrence, figure: Figure) -> str | None:
        """The area or group that the text gives a figure, if the fact has a different one."""
        names, inherited = self._named.of(hit.context, figure)
        for dimension in _DIMENSIONS:
            own, of_metric = getattr(record, dimension), self._of_metric[record.id, dimension]
            named = [name.name for name in names if name.dimension == dimension]
            if own is None:
                named = [name for name in named if name in of_metric]
            elif not named:
                named = [name.name for name in inherited if name.dimension == dimension]
                named = [name for name in named if name in of_metric]
            is_titled = own is None or dimension == "area"
            if named and own not in named and not (is_titled and self._is_titled(record, named)):
                return messages.other_name(hit, named[0], own)
        return None

    def _is_titled(self, record: Record, named: Sequence[str]) -> bool:
        """Whether the title of a metric says that it is about these areas or groups."""
        in_title = {name.name for name in self._named.all_in(record.title)}
        return not in_title.isdisjoint(named)


def _wrong_time(record: Record, hit: Occurrence, figure: Figure) -> str | None:
    """The time that the text gives a figure, if the fact has a different one."""
    if record.period is None:
        return None
    period, when = _period(record.period), hit.context.when(figure)
    if when.where in ("headings", "running", "afar", "nowhere"):
        # Its sentence names no time for it, so one of the times of the paragraph is meant.
        times = () if hit.context.block.kind == "cell" else hit.context.times_of_values
        above = [time for heading in hit.context.block.headings for time in times_of(heading)]
        if not times or any(_may_be(period, time) for time in (*times, *when.times, *above)):
            return None
        return messages.other_time(hit, times[0], period)
    times = when.times
    if when.where in ("beside", "sentence"):
        times += hit.context.follows(figure)
    narrow = When(times, when.where).period
    if narrow and len(times) > 1:  # the quarter of a column in the year of its row
        times = tuple(time for time in times if time.period == narrow)
    if not times or any(_is_of(period, time) for time in times):
        return None
    return messages.other_time(hit, times[0], period)


def _is_of(period: Period, time: Time) -> bool:
    """Whether a fact with this period may be meant if a text names this time.

    Its period is neither longer nor a part, unless the text names only a day, or an approximate
    time of the year.  For periods that don't consist of months, one common day is enough.
    """
    if time.relation not in ("in", "by"):
        return fits(time, period)
    part = _PART.match(time.text)
    if part and part["end"]:
        return period.last == time.period.last
    if period.grain == "span" and _is_as_long(period, time.period):
        return abs(period.last.year - time.period.last.year) <= 1  # of a financial year
    if period.grain == "day" and period.last == time.period.last:
        return True  # at the end of the year that heads a column
    if period.grain == time.period.grain == "split year":
        return period == time.period  # two seasons have a calendar year in common
    is_vague = period.grain in _VAGUE or time.period.grain in (*_VAGUE, "day") or part
    return time.period.overlaps(period) if is_vague else time.period == period


def _may_be(period: Period, time: Time) -> bool:
    """Whether a fact may be for a time named farther away: not if it is a part of that time."""
    return _is_of(period, time) or period.contains(time.period)


def _is_as_long(period: Period, other: Period) -> bool:
    days, others = ((each.last - each.first).days for each in (period, other))
    return other.grain in ("quarter", "half", "year") and abs(days - others) < _WEEK


@lru_cache(maxsize=1024)
def _period(iso: str) -> Period:
    return Period.parse(iso)
