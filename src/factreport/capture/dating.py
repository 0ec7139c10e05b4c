"""Dating: the period of each figure of a text.

A wrong period is a false fact; a missing one is asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import timedelta
from operator import attrgetter

from factreport.capture import Sighting
from factreport.capture.words import REACH, stretch
from factreport.english import capture as english
from factreport.english.clauses import PAYING
from factreport.figures.context import is_item, leaning_times, of_blocks, times_of
from factreport.figures.figure import Figure, Time
from factreport.periods import Period
from factreport.texts.blocks import Text

_OPENING = 3  # blocks at the beginning of a text
_FAR = 1_000  # characters of a paragraph
_LONGEST_LINE = 150  # characters
_YEAR = timedelta(days=364)
_LONGEST_TIME = timedelta(days=367)
_RECENT = timedelta(days=183)  # between what a text is about and its date


class Dating:
    """Gives each figure of a text its period."""

    def __init__(self, text: Text, sightings: Iterable[Sighting]) -> None:
        """Take the text, whose first lines and lists may say what it is about, and its figures."""
        self._usual, self._introduced = _opening(text), _introduced(text)
        # After "the third quarter of fiscal 2026", "the quarter" may be of a fiscal year as well.
        sightings = tuple(sightings)
        self._only = _only_time(text, sightings)
        contexts = dict.fromkeys(sighting.context for sighting in sightings)
        times = (time for context in contexts for time in context.reading.times)
        self._is_fiscal = any(
            time.period.grain == "split year" and english.PART.search(time.text) for time in times
        )

    def of(self, sighting: Sighting, *, main: Period | None = None) -> Period | None:
        """The period of a figure; ``main`` is the period of the figure that it is an aside to."""
        is_now = sighting.when.where != "beside" and sighting.context.is_now(sighting.plain)
        period = self._usual if is_now else self._of(sighting, main=main)
        if not self._is_fiscal or any(
            english.MONTH_NAME.search(time.text) for time in sighting.when.times
        ):
            return period
        is_part = english.PART.search(sighting.context.block.text, *stretch(sighting))
        return None if is_part else period  # nobody says which months

    def _of(  # noqa: PLR0911  # a rule a line
        self, sighting: Sighting, *, main: Period | None = None
    ) -> Period | None:
        """The period by the words around a figure.

        The last time that the text named applies in the same paragraph, and farther away if the
        whole text is about it.
        """
        when = sighting.when
        if when.period is None and main:
            return main
        context, figure, text = sighting.context, sighting.plain, sighting.context.block.text
        start, end = stretch(sighting)
        after = context.times(figure.end, end)
        if after and (
            english.AS_OF.search(text, start, after[0].start)
            or english.BRACKET_AND_TIME.fullmatch(text, figure.end, after[0].start)
        ):
            return after[0].period
        is_far = when.where in ("running", "headings", "nowhere", "caption")
        if is_far and not (when.where == "caption" and when.times):
            return self._from_afar(sighting)
        apart = (english.SINCE, english.ALIKE)
        if any(word.search(text, start, time.start) for word in apart for time in when.times):
            return self._from_afar(sighting)
        times = [time for time in when.times if time.start > figure.end]
        if times and when.where in ("sentence", "afar"):
            # "$5 million, or $1 per share, compared with $4 million in 2023"
            between = text[figure.end : times[0].start][:REACH]
            if text.rfind("(", start, figure.start) > text.rfind(")", start, figure.start):
                between = between.partition(")")[2] or between  # "(33% against 29%) in 2023"
            if english.COMPARING.search(between) or english.EVENT.search(between):
                is_like = self._only and self._only.grain == times[0].period.grain
                return self._usual or (self._only if is_like else None)
        if any(_is_base(text, time, figure) for time in when.times):
            named = context.times(start, end)
            mains = [time for time in named if not _is_base(text, time, figure)]
            if mains:
                return mains[0].period if mains[0].start < figure.start else None
            return self._usual or self._only
        if when.period is None:
            return None
        # "Prices rose to 5 in the 12 months to May" is about May; but sales are of all the months.
        is_ended = when.period.grain == "span" and text.endswith("to ", start, figure.start)
        if is_ended and english.STANDING.search(text, start, figure.start):
            return Period.parse(f"{when.period.last:%Y-%m}")
        last = when.times[-1]  # "at the end of 2024" is the last day
        is_end = english.END.match(last.text) and english.AT_END.search(text, start, last.start)
        return Period.of(when.period.last) if is_end else when.period

    def _from_afar(self, sighting: Sighting) -> Period | None:
        """The period of a figure whose clause names none: an open span, or that of the text."""
        context, figure = sighting.context, sighting.plain
        if period := self._introduced.get(context.block.paragraph):
            return period
        start, end = stretch(sighting)
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
                about = self._usual or self._only
                is_later = about and about.first > time.period.last
                until = about.iso.rpartition("/")[2] if about and is_later else ".."
                if about and about.grain == "split year" and is_later:
                    until = str(about.last.year)
                return Period.parse(f"{time.period.iso.partition('/')[0]}/{until}")
            if time.relation not in ("in", "by", "since") and time.end <= figure.start:
                return None  # "through June 30"
        return self._of_text(sighting)

    def _of_text(self, sighting: Sighting) -> Period | None:  # noqa: PLR0911  # a rule a line
        """The period of the text around a figure, if its sentence names none."""
        context, when, usual = sighting.context, sighting.when, self._usual
        block, (start, end) = context.block, stretch(sighting)
        if block.kind == "cell" and when.where == "caption" and not when.times:
            headers = (*block.row, *block.column, block.caption)
            is_relative = any(leaning_times(header, "2000") for header in headers)
            title = context.course[0][1].title
            return title if title and title.grain != "day" and not is_relative else None
        length = when.period.last - when.period.first if when.period else None
        is_year = length is not None and _YEAR <= length < _LONGEST_TIME
        of_other_length = english.QUARTERLY if is_year else english.ANNUAL
        if when.period and of_other_length.search(block.text, start, end):
            is_part = usual is not None and usual != when.period and when.period.contains(usual)
            return usual if is_part else None
        if block.text.endswith("from ", 0, sighting.plain.start):
            return None  # a former value
        if when.where not in ("running", "headings", "nowhere", "caption"):
            return usual or self._only  # its own time is only a beginning: "since 2020"
        here = {
            time.period
            for time in context.times(max(sighting.plain.start - _FAR, 0), sighting.plain.start)
            if not context.clauses.is_aside(time.start)
        }
        last = context.sentence(max(block.text.rfind(" ", 0, start) - 1, 0))[0]
        opening = next(iter(context.times(last, start)), None)
        is_opening = opening and english.OPENING.fullmatch(block.text, last, opening.start)
        if opening and is_opening and when.period == usual and not here & {usual, None}:
            return None  # "In 2023, output was 38.  Losses were 2.", in a text on March 2024
        if when.period and (when.where != "running" or here == {when.period}):
            return when.period
        if usual in here or (when.period and when.period in (usual, self._only)):
            return usual or self._only
        return None if when.period else self._only


def _is_base(text: str, time: Time, figure: Figure) -> bool:
    """Whether a change is from this time: "fell 5% from 2023", "from £1 in 2023 (5% decrease)"."""
    is_change = figure.direction is not None
    if not figure.unit.is_percentage:
        return False
    if time.start < figure.start:
        before = max(time.start - REACH, 0)
        return is_change and english.FROM.search(text, before, time.start) is not None
    between = text[figure.end : time.start][:REACH]
    is_on = english.ON.fullmatch(between) and time.period.grain != "day"
    return bool(is_on or (is_change and english.BASE.search(between)))


def _only_time(text: Text, sightings: Sequence[Sighting]) -> Period | None:
    """The only time that a recent text names for its figures: all of the text is about it.

    "A year earlier" and the base of a change are only compared with.  A text that has no date is
    recent if it says "this year", or reports on a quarter; otherwise it may be about the past.
    """
    named = [
        (sighting, time)
        for sighting in sightings
        for when in [sighting.when]
        if when.where in ("beside", "sentence") and when.period
        for time in when.times
        if time.period.grain != "day"
        if english.NAMED.search(time.text)
        if not _is_base(sighting.context.block.text, time, sighting.plain)
    ]
    if len({time.period for _, time in named}) != 1 or named[-1][1].relation == "by":
        return None
    sighting, time = named[-1]
    day = sighting.context.course[-1][1].day
    if day:
        is_near = time.period.first <= day.first and day.first - time.period.last < _RECENT
        return time.period if is_near else None
    is_recent = any(english.RECENT.search(block.text) for block in text.blocks)
    return time.period if is_recent or _is_reported_on(time.period) else None


def _opening(text: Text) -> Period | None:
    """The time that the title or the first lines of a text say it is about.

    Without a title only a quarter, a half or a financial year counts: a first sentence may be about
    the past.
    """
    prose = tuple(block for block in text.blocks if block.is_prose and block.kind != "cell")
    contexts, time = of_blocks(prose[:_OPENING]), None
    for context in contexts:
        is_sentence = context.block.kind != "heading" and context.block.text.endswith(".")
        if is_sentence or (time := context.course[-1][1].time):
            break
    opening = context.course[-1][1].time if contexts else None
    if not contexts or (time and not is_sentence):
        return time
    return opening if opening and _is_reported_on(opening) else None


def _is_reported_on(period: Period) -> bool:
    """Whether a period is one that reports are about: a quarter, a half or a financial year."""
    months = 12 * (period.last.year - period.first.year) + period.last.month - period.first.month
    is_span = period.grain == "span" and months + 1 in (3, 6, 9, 12)
    return is_span or period.grain in ("quarter", "half", "split year")


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
            is_change = named and named.grain == "span" and named.last - named.first > _LONGEST_TIME
            period = None if is_change else named
    return periods
