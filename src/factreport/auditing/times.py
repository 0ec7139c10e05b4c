"""Times: those that a text names, resolved by their context, and which facts fit them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from factreport.english.between import LEANING, OF_READER, SHIFTED, YEAR
from factreport.english.times import APPROXIMATE
from factreport.figures.figure import Time
from factreport.figures.period_fit import Relation, fits, is_year_long
from factreport.figures.shifting import shifted
from factreport.figures.times import times_after
from factreport.periods import Period

_NEAR = 7  # days
_MOST_ANCHORS = 6
_MOST_TIMES = 20  # in a sentence; in one that names more, each refers to the same time
_REACH = 20  # characters
_LEAD = re.compile(r"(?:\b[A-Za-z]{2,8} ){0,2}\Z")  # words before a time that show that it is one


class When(NamedTuple):
    """A time that a text names, and where a fact must lie.

    The relation is that of :class:`factreport.figures.figure.Time`, or "from" and "to" for one of
    the ends of a span, or "about" if one day in common is enough.  A time that ``leans`` is
    relative to another: "a year earlier".
    """

    start: int
    end: int
    period: Period
    relation: Relation
    leans: bool = False
    is_relative: bool = False

    def fits(self, fact: Period | None) -> bool:
        """Whether a fact with this period may be meant; a fact without a period always may."""
        return fact is None or fits(self.period, fact, self.relation)

    def is_about(self, fact: Period | None) -> bool:
        """Whether a fact is for a day near this one: a year before the end of a financial year."""
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
        """Whether a fact is for this time, or for one of the ends of this span."""
        if fact is None:
            return False
        if self.is_span:
            return fits(self.period, fact, "from") or fits(self.period, fact, "to")
        return self.is_exact(fact) or fits(self.period, fact)

    def is_exact(self, fact: Period | None) -> bool:
        """Whether the fact has exactly this period."""
        if fact is None:
            return False
        if (fact.first, fact.last) == (self.period.first, self.period.last):
            return True
        return self.period.grain == "split year" and is_year_long(fact) and self.fits(fact)


def times_of(
    text: str, times: Iterable[Time], inherited: Iterable[When], *, start: int, end: int
) -> tuple[When, ...]:
    """Every time from one place of a text to another, in order.

    If the running time does not give the year of a month, or of "a year earlier", it may refer to
    any of the times before it, including the inherited ones: the result has one for each.  "Last
    month" depends on the day of reading, so it is left out.
    """
    whens = [
        When(
            time.start,
            time.end,
            time.period,
            "by" if _ends_within(time) else time.relation,
            leans=leans(time.text),
            is_relative=bool(SHIFTED.search(time.text)),
        )
        for time in times
        if not OF_READER.fullmatch(time.text)
    ]
    if LEANING.search(text, start, end):
        full = [time.period for time in whens if not time.leans]
        anchors = list(dict.fromkeys((*full[::-1], *(time.period for time in inherited))))
        whens += _leaning_times(text, tuple(whens), anchors[:_MOST_ANCHORS], start=start, end=end)
    if len(whens) < 2:
        return tuple(whens)
    return tuple(sorted(set(whens), key=lambda when: (when.start, when.end, when.period.iso)))


def _ends_within(time: Time) -> bool:
    """Whether a value may be for any time that ends within this one.

    "The end of March" may mean the quarter which ends then, "the spring of 2023" one of its months.
    """
    part = APPROXIMATE.match(time.text)
    is_end = part is not None and part["end"] is not None
    return bool(part) and (time.period.grain == "year" or (time.period.grain == "month" and is_end))


def _leaning_times(
    text: str, known: Sequence[When], anchors: Sequence[Period], *, start: int, end: int
) -> Iterator[When]:
    """The relative times of a part of a text, once for each time they may refer to.

    "December" after a sentence about March 2024 may also be December of the previous year.
    """
    relative = times_after(anchors[0], text[start:end]) if anchors else ()
    for lean in relative:
        first, last = start + lean.start, start + lean.end
        is_known = any(time.start < last and first < time.end for time in known if not time.leans)
        if is_known or OF_READER.fullmatch(lean.text):
            continue
        is_relative = bool(SHIFTED.search(lean.text))
        leaning = When(first, last, lean.period, lean.relation, leans=True, is_relative=is_relative)
        for anchor in anchors if len(relative) <= _MOST_TIMES else anchors[:1]:
            for time in reread_after(anchor, text, first, last):
                yield leaning._replace(period=time.period)
                earlier = shifted(time.period, -1, "year")
                if earlier and time.period.first > anchor.first:
                    yield leaning._replace(period=earlier)


def reread_after(anchor: Period, text: str, start: int, end: int) -> list[When]:
    """A time, read again with the words before it, as if after a sentence about a period."""
    lead = _LEAD.search(text, max(start - _REACH, 0), start)
    return [
        When(start, end, time.period, time.relation)
        for time in times_after(anchor, text[lead.start() if lead else start : end])
        if not OF_READER.fullmatch(time.text)
    ]


def distinct(times: Iterable[When]) -> list[When]:
    """The times without those that are named again elsewhere."""
    return list({(time.period, time.relation): time for time in times}.values())


def leans(written: str) -> bool:
    """Whether a written time is relative to another."""
    return bool(LEANING.search(written)) and not YEAR.search(written)
