"""Times: those that a text names, resolved by their context, and which facts fit them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from factreport.figures.figure import Time
from factreport.figures.shifting import shifted
from factreport.figures.times import fits, read_times
from factreport.periods import MONTHS, Period, label

_SHORTEST_YEAR, _LONGEST_YEAR = 360, 371  # in days from the first to the last
_QUARTER, _HALF = range(88, 93), range(180, 186)
_NEAR = 7  # days
# Words for a part of a year, or for a time relative to another.
_LEANING = re.compile(
    rf"\b(?:{'|'.join(f'{month[:3]}(?:{month[3:]})?' for month in MONTHS)}|Sept|[QH][1-4]|"
    r"[1-4][QH]|quarter|half|months?|earlier|before|previous|prior|preceding|ago|following|next|same)\b"
)
_RELATIVE = re.compile(
    r"\b(?:earlier|before|previous|prior|preceding|ago|following|next|same|last)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\d{4}|\d\d[/–-]\d\d|['’]\d\d|FY ?\d\d")
_OF_READER = re.compile(
    r"(?:last|this|next) (?:quarter|month|season|week)|next year", re.IGNORECASE
)
_MOST_ANCHORS = 6
_PREPOSITION = 12  # characters before a time that show that it is one


class When(NamedTuple):
    """A time that a text names, and where a fact must lie.

    The relation is that of :class:`factreport.figures.figure.Time`, or "from" and "to" for one of
    the ends of a span, or "about" if one day in common is enough.  A time that ``leans`` is
    relative to another: "a year earlier".
    """

    start: int
    end: int
    period: Period
    relation: str
    leans: bool = False
    is_relative: bool = False

    def fits(self, fact: Period | None) -> bool:
        """Whether a fact with this period may be meant; a fact without a period always may."""
        named = self.period
        if fact is None or self.relation == "about":
            return fact is None or named.overlaps(fact)
        if self.relation in ("from", "to"):
            end = named.first if self.relation == "from" else named.last
            return fact.first <= end <= fact.last
        if self.relation == "in":
            return _is_in(named, fact)
        return fits(Time("", 0, 0, named, self.relation), fact)  # type: ignore[arg-type]

    def is_about(self, fact: Period | None) -> bool:
        """Whether a fact is of a day near this day: a year before the end of a financial year."""
        return (
            fact is not None
            and self.period.grain == fact.grain == "day"
            and abs((self.period.first - fact.first).days) <= _NEAR
        )

    @property
    def is_span(self) -> bool:
        """Whether it names two times, the ends of a span."""
        return self.period.grain == "span" and not is_year_long(self.period)

    def is_of(self, fact: Period | None) -> bool:
        """Whether a fact is of this time, or of one of the ends of this span."""
        if fact is None:
            return False
        if self.is_span:
            return any(
                fact.first <= end <= fact.last for end in (self.period.first, self.period.last)
            )
        return self.is_exact(fact) or _is_in(self.period, fact)

    def is_exact(self, fact: Period | None) -> bool:
        """Whether the fact has exactly this period."""
        if fact is None:
            return False
        if (fact.first, fact.last) == (self.period.first, self.period.last):
            return True
        return self.period.grain == "split year" and is_year_long(fact) and self.fits(fact)


@lru_cache(maxsize=16384)
def _is_in(named: Period, fact: Period) -> bool:
    """Whether a fact fits a period that is named without a relation."""
    if named.grain == "day" and fact.grain != "day":
        return fact.first <= named.last  # days usually say when something was published
    if named.grain == "quarter" and _is_own(fact, _QUARTER):
        return abs(fact.last.year - named.last.year) <= 1
    if named.grain == "half" and _is_own(fact, _HALF):
        return abs(fact.last.year - named.last.year) <= 1
    if named.grain == "year" and fact.grain == "split year":
        return named.overlaps(fact)
    if named.grain == "year" and is_year_long(fact):
        return fact.last.year == named.first.year
    return fits(Time("", 0, 0, named, "in"), fact)


def _is_own(period: Period, days: range) -> bool:
    """Whether a period is a part of an organisation's year: its number is not known."""
    is_long = period.first != date.min and period.last != date.max
    return period.grain == "span" and is_long and (period.last - period.first).days in days


@lru_cache(maxsize=4096)
def is_year_long(period: Period) -> bool:
    """Whether a period is a year, of the calendar or of an organisation."""
    if period.first == date.min or period.last == date.max:
        return False
    return _SHORTEST_YEAR <= (period.last - period.first).days <= _LONGEST_YEAR


def times_of(
    text: str, times: Iterable[Time], inherited: Sequence[When], *, start: int, end: int
) -> tuple[When, ...]:
    """Every time from one place of a text to another, in order.

    If the running time does not tell the year of a month, or of "a year earlier", it may refer to
    any of the times before it, including the inherited ones: there is one for each.  "Last month"
    is the reader's, and means nothing.
    """
    found = [
        When(
            time.start,
            time.end,
            time.period,
            time.relation,
            leans=leans(time.text),
            is_relative=bool(_RELATIVE.search(time.text)),
        )
        for time in times
        if not _OF_READER.fullmatch(time.text)
    ]
    if _LEANING.search(text, start, end):
        full = [time.period for time in found if not time.leans]
        anchors = list(dict.fromkeys((*full[::-1], *(time.period for time in inherited))))
        found += _leaning_times(text, tuple(found), anchors[:_MOST_ANCHORS], start=start, end=end)
    return tuple(sorted(set(found), key=_order))


def _leaning_times(
    text: str, known: Sequence[When], anchors: Sequence[Period], *, start: int, end: int
) -> Iterator[When]:
    """The relative times of a part of a text, once for each time they may refer to.

    "December" after a sentence about March 2024 may also be that of the previous year.
    """
    if not anchors:
        return
    for lean in read_after(anchors[0], text[start:end]):
        first, last = start + lean.start, start + lean.end
        if any(time.start < last and first < time.end and not time.leans for time in known):
            continue
        is_relative = bool(_RELATIVE.search(text, first, last))
        for anchor in anchors:
            for time in read_after(anchor, text[max(start, first - _PREPOSITION) : last]):
                yield When(
                    first, last, time.period, lean.relation, leans=True, is_relative=is_relative
                )
                if time.period.first > anchor.first and (
                    earlier := shifted(time.period, -1, "year")
                ):
                    yield When(
                        first, last, earlier, lean.relation, leans=True, is_relative=is_relative
                    )


@lru_cache(maxsize=4096)
def read_after(anchor: Period, text: str) -> tuple[When, ...]:
    """The times of a text, read as if after a sentence about a period."""
    before = f"{label(anchor.iso)}. "
    return tuple(
        When(time.start - len(before), time.end - len(before), time.period, time.relation)
        for time in read_times(before + text)
        if time.start >= len(before) and not _OF_READER.fullmatch(time.text)
    )


def distinct(times: Iterable[When]) -> list[When]:
    """The times without those that are named again elsewhere."""
    return list({(time.period, time.relation): time for time in times}.values())


def _order(when: When) -> tuple[int, int, str]:
    return when.start, when.end, when.period.iso


def leans(written: str) -> bool:
    """Whether a written time is relative to another."""
    return bool(_LEANING.search(written)) and not _YEAR.search(written)
