"""Dating: the period of each figure of a text.

A wrong period is a false fact; a missing one is asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import timedelta
from operator import attrgetter

from factreport.capture import Mention
from factreport.capture.words import REACH, stretch
from factreport.english import capture as english
from factreport.english.clauses import PAYING
from factreport.figures.context import is_item, leaning_times, of_blocks, times_of
from factreport.figures.figure import Figure, Time
from factreport.periods import Period
from factreport.texts.blocks import Text

_OPENING = 3  # blocks at the beginning of a text
_LONGEST_LINE = 150  # characters
_LONGEST_TIME = timedelta(days=367)
_RECENT = timedelta(days=183)  # between what a text is about and its date


class Dating:
    """Gives each figure of a text its period."""

    def __init__(self, text: Text, mentions: Iterable[Mention]) -> None:
        """Take the text, whose first lines and lists may say what it is about, and its figures."""
        self._usual, self._introduced = _opening(text), _introduced(text)
        # A text with "the third quarter of fiscal 2026" may say "the quarter" of such a year, too.
        mentions = tuple(mentions)
        self._only = _only_time(mentions)
        contexts = dict.fromkeys(mention.context for mention in mentions)
        times = (time for context in contexts for time in context.reading.times)
        self._is_fiscal = any(
            time.period.grain == "split year" and english.PART.search(time.text) for time in times
        )

    def of(self, mention: Mention, *, main: Period | None = None) -> Period | None:
        """The period of a figure; ``main`` is that of the figure to which it is an aside."""
        period = self._of(mention, main=main)
        if not self._is_fiscal or any(
            english.MONTH_NAME.search(time.text) for time in mention.when.times
        ):
            return period
        is_part = english.PART.search(mention.context.block.text, *stretch(mention))
        return None if is_part else period  # nobody says which months

    def _of(  # noqa: PLR0911  # a rule a line
        self, mention: Mention, *, main: Period | None = None
    ) -> Period | None:
        """The period by the words around a figure.

        The last time that the text named applies in the same paragraph, and farther away if the
        whole text is about it.
        """
        when = mention.when
        if when.period is None and main:
            return main
        if when.where in ("running", "headings", "nowhere", "caption") and not (
            when.where == "caption" and when.times
        ):
            return self._from_afar(mention)
        context, figure = mention.context, mention.plain
        start = stretch(mention)[0]
        before = [time.start for time in when.times if time.start < figure.start]
        if any(english.SINCE.search(context.block.text, start, time) for time in before):
            return self._from_afar(mention)
        times = [time for time in when.times if time.start > figure.end]
        if times and when.where in ("sentence", "afar"):
            # "$5 million, or $1 per share, compared with $4 million in 2023"
            between = context.block.text[figure.end : times[0].start]
            if english.COMPARING.search(between[:REACH]):
                return None
        is_change = figure.direction and figure.unit.dimension in ("percent", "points")
        if is_change and any(_is_base(context.block.text, time, figure) for time in when.times):
            named = context.times(*stretch(mention))
            mains = [time for time in named if not _is_base(context.block.text, time, figure)]
            return mains[0].period if mains and mains[0].start < figure.start else None
        last = when.times[-1] if when.period else None  # "at the end of 2024" is its last day
        led = context.block.text[max(last.start - REACH, 0) : last.start] if last else ""
        if when.period and last and english.END.match(last.text) and english.AT_END.search(led):
            return Period.of(when.period.last)
        return when.period

    def _from_afar(  # noqa: PLR0911  # a rule a line
        self, mention: Mention
    ) -> Period | None:
        """The period of a figure whose clause names none: an open span, or that of the text."""
        context, figure = mention.context, mention.plain
        if period := self._introduced.get(context.block.paragraph):
            return period
        start, end = stretch(mention)
        for time in context.times(start, end):
            if PAYING.search(context.block.text, start, time.start):
                return None  # a dividend is not of the day on which it is paid
            before = context.block.text[figure.end : time.start]
            figures = context.reading.figures
            after = bisect_right(figures, figure.start, key=attrgetter("start"))
            if figures[after:] and figure.end < figures[after].start < time.start:
                break  # "rose 6%, above the 4% since 2010"
            led = context.block.text[start : time.start]
            is_since = time.relation == "since" or english.SINCE.search(led)
            if is_since and not english.SUPERLATIVE.search(before):
                return Period.parse(f"{time.period.iso.partition('/')[0]}/..")
            if time.relation not in ("in", "by", "since") and time.end <= figure.start:
                return None  # "through June 30"
        when, usual = mention.when, self._usual
        if context.block.kind == "cell" and when.where == "caption" and not when.times:
            headers = (*context.block.row, *context.block.column, context.block.caption)
            is_relative = any(leaning_times(header, "2000") for header in headers)
            title = context.course[0][1].title
            return title if title and title.grain != "day" and not is_relative else None
        is_year = when.period is not None and when.period.grain == "year"
        of_other_length = english.QUARTERLY if is_year else english.ANNUAL
        if when.period and of_other_length.search(context.block.text, start, end):
            is_part = usual is not None and usual != when.period and when.period.contains(usual)
            return usual if is_part else None
        is_from_afar = when.period == context.course[0][1].time
        if when.where != "running" or not is_from_afar or when.period in (self._usual, self._only):
            is_headline = context.block.paragraph == 1 and not context.block.text.endswith(".")
            return when.period or (self._only if is_headline else None)
        return None


def _is_base(text: str, time: Time, change: Figure) -> bool:
    """Whether a change is from this time: "fell 5% from 2023", "from £1 in 2023 (5% decrease)"."""
    if time.start < change.start:
        return english.FROM.search(text, max(time.start - REACH, 0), time.start) is not None
    between = text[change.end : time.start]
    return english.BASE.search(between[:REACH]) is not None


def _only_time(mentions: Sequence[Mention]) -> Period | None:
    """The one time that a recent text names for its figures: all of it is about that time.

    "A year earlier" is only compared with.  A text that has no date is recent if it says "this
    year"; otherwise it may tell of a past.
    """
    named = [
        (mention, time)
        for mention in mentions
        for when in [mention.when]
        if when.where in ("beside", "sentence") and when.period
        for time in when.times
        if time.period.grain != "day" and english.NAMED.search(time.text)
    ]
    if len({time.period for _, time in named}) != 1:
        return None
    mention, time = named[-1]
    day = mention.context.course[-1][1].day
    is_recent = (
        day.first - time.period.last < _RECENT if day else "this" in time.text.lower().split()
    )
    return time.period if is_recent else None


def _opening(text: Text) -> Period | None:
    """The time that the title or the first lines of a text say it is about.

    Without a title only a quarter, a half or a financial year: a first sentence may tell of a past.
    """
    prose = tuple(block for block in text.blocks if block.is_prose and block.kind != "cell")
    context = of_blocks(prose[:_OPENING])
    if not context:
        return None
    title, told = context[0].course[-1][1].time, context[-1].course[-1][1].time
    if title and (prose[0].kind == "heading" or not prose[0].text.endswith(".")):
        return title
    return told if told and told.grain in ("quarter", "half", "split year") else None


def _introduced(text: Text) -> dict[int | None, Period]:
    """The period of each item of a list, by its paragraph, if the line above the list names one."""
    periods: dict[int | None, Period] = {}
    period = None
    for block in text.blocks:
        if is_item(block):
            if period:
                periods[block.paragraph] = period
        elif block.kind != "cell":
            is_line = block.is_prose and len(block.text) <= _LONGEST_LINE
            times = times_of(block.text) if is_line and not block.text.endswith(".") else ()
            named = times[0].period if times else None
            # "Between 2012 and 2013" is the time of changes only.
            period = named if named and named.last - named.first < _LONGEST_TIME else None
    return periods
