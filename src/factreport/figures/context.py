"""The context of a figure in a text: its sentence, the words beside it, and its time.

A figure has the time beside it, else the one that its clause is about, else that of the headers
or the headings above it, else the running time (see `running`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import cycle
from operator import attrgetter, itemgetter
from typing import Literal

from factreport.english import between as english
from factreport.english.claims import NOW
from factreport.english.headers import is_base, lead_of
from factreport.figures.clauses import Clauses, Moment, borders, sentence_ends
from factreport.figures.figure import Figure, Reading, Time
from factreport.figures.marks import marks_of, without_marks
from factreport.figures.reading import read
from factreport.figures.running import NO_TIME, Running
from factreport.figures.shapes import Skip
from factreport.figures.shifting import period_of
from factreport.figures.tables import (
    NO_COLUMNS,
    Columns,
    columns_of,
    read_block,
    without_mark,
    year_of,
)
from factreport.figures.times import times_after
from factreport.periods import Period
from factreport.texts.blocks import Block

# A table may have no full stop in it, so anything farther away than this is not beside a figure.
_REACH = 400
_MOST_TIMES = 8  # side by side
_MOST_BETWEEN = 4  # figures that only describe a kind of thing

# "(2023: 4)": the time in the brackets is that of the figure after it.
_BEFORE_NEXT = re.compile(r"\s?[:,=]?\s?[$€£¥]?\d|[^)\n]{0,60}:")

_LONGEST_BASE = 20  # characters
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONGEST_TITLE = 120
_BULLETS = ("•", "●", "▪", "◦", "■", "►", "- ", "* ", "– ")


# "afar": in the sentence, but beyond other figures; "running": the time of the text before it.
Where = Literal[
    "beside", "headers", "sentence", "afar", "headings", "caption", "running", "nowhere"
]


_start, _end = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True)
class FigureTimes:
    """The times that a text gives a figure, and where they are."""

    times: tuple[Time, ...]
    where: Where

    @cached_property
    def period(self) -> Period | None:
        """The single period that is meant; None if there is none or several."""
        periods = dict.fromkeys(time.period for time in self.times)
        # The row names a quarter, the column its year.
        if len(periods) == 2 and self.where != "caption":
            wide, narrow = sorted(periods, key=lambda period: period.first - period.last)
            return narrow if wide.contains(narrow) else None
        return next(iter(periods)) if len(periods) == 1 else None


_NO_TIMES = FigureTimes((), "nowhere")


class Context:
    """A block of a text with everything that was read in it."""

    def __init__(
        self,
        block: Block,
        running: Callable[[], Running] = lambda: NO_TIME,
        columns: Columns = NO_COLUMNS,
        marks: Sequence[Skip] = (),
    ) -> None:
        """Take a block, a function for its running time, and what the text shows of its numbers.

        That is what is known of its column, and which of its numbers are marks.
        """
        self.block = block
        self._running = running
        self._columns = columns
        self._marks = marks

    @cached_property
    def course(self) -> list[tuple[int, Running]]:
        """The running times of the block, each with where it begins."""
        is_caption = self.block.kind == "heading" and english.CAPTION.match(self.block.text)
        if self.block.kind == "cell" or is_caption or not self.reading.times:
            return [(0, self._running())]
        return self._running().course(self.clauses, self.reading.times)

    @cached_property
    def reading(self) -> Reading:
        """The figures with the unit, scale and sign that the headers of a cell give them."""
        reading = read_block(self.block, self._running(), self._columns)
        return without_marks(reading, self._marks, self.block.text) if self._marks else reading

    @cached_property
    def plain(self) -> Reading:
        """The figures as the words of the block alone give them."""
        if self.block.kind != "cell":
            return self.reading
        return read(without_mark(self.block.text))

    def sentence(self, position: int) -> tuple[int, int]:
        """Where the sentence that contains a position begins and ends."""
        ends = (0, *sentence_ends(self.block.text))
        number = bisect_right(ends, position, hi=len(ends) - 1)
        start, end = ends[number - 1], ends[number]
        return start + (start > 0 and self.block.text.startswith(" ", start)), end

    def when(self, figure: Figure) -> FigureTimes:
        """The time of a figure: beside it, in its headers, its clause, or the headings above."""
        if beside := self._respective.get(figure.start) or self.beside(figure):
            return FigureTimes(beside, "beside")
        if self.block.kind == "cell":
            return self._time_in_headers()
        return self._time_in_clause(figure) or self._time_in_headings or self._running_time(figure)

    def _time_in_headers(self) -> FigureTimes:
        """The times that the headers of a cell name; the year of "Q1" may come above the table."""
        block, headers = self.block, (*self.block.row, *self.block.column)
        named = tuple(
            time for name in headers for time in times_of(name) if not is_base(name, time.start)
        )
        # "Three months ended" may come above "September 30," and that above "2024".
        together = times_of(" ".join(block.column))
        if len(named) == 1 == len(together) and together[0].period != named[0].period:
            return FigureTimes(together, "headers")
        above = (*block.column, *block.row, block.caption, *reversed(block.headings))
        context = next((words for words in above if times_of(words)), "")
        leaning = tuple(
            time
            for name in headers
            for time in leaning_times(name, context)
            if not english.COMPARING.search(name, 0, time.start)
        )
        # "Year earlier" is not the year that the other header names.
        is_shifted = any(english.SHIFTED.search(time.text) for time in leaning)
        named = leaning if is_shifted else named + leaning
        return (
            FigureTimes(named, "headers")
            if named
            else FigureTimes(times_of(block.caption), "caption")
        )

    def _time_in_clause(self, figure: Figure) -> FigureTimes | None:
        """The time that the clause of a figure names, or the clauses around it."""
        number: int | None = self._clause(figure)
        since = figure.start - _REACH
        while number is not None:
            clause = self.clauses[number]
            if nearest := self._nearest(number, figure):
                is_far = self._number(nearest[0]) > self._number(figure) + 1
                ends = _ends_of(nearest)
                if ends and self._is_target(figure):
                    return FigureTimes(ends[1:], "sentence")
                return FigureTimes(nearest, "afar" if is_far else "sentence")
            if clause.kind == "brackets" and english.OF_CHANGE.match(self.block.text, clause.start):
                outer = self.clauses[clause.outer] if clause.outer is not None else clause
                if outer.kind == "compared":  # "5 in 2013, compared with 4 in 2012 (a rise of 25%)"
                    number = outer.outer
                    continue
            if clause.time is not None:  # "the most since 2013 (when 61 came)"
                then = self.reading.times[clause.time]._replace(relation="in")
                return FigureTimes((then,), "sentence")
            if clause.kind == "compared":  # "between 2013 and 2023 it rose from 4 to 5"
                ends = _ends_of(self._nearest(clause.outer or 0, figure))
                after = bisect_right(self.reading.figures, figure.start, key=_start)
                is_base = any(map(self._is_target, self.reading.figures[after : after + 1]))
                return FigureTimes(ends[:1], "sentence") if ends and is_base else _NO_TIMES
            before = bisect_left(self.reading.figures, clause.start, key=_start) - 1
            if clause.kind == "brackets" and before >= 0:  # "103,000 (1.9%)"
                last = self.reading.figures[before]
                if self._clause(last) == clause.outer:
                    return self.when(last)
            number = clause.outer if clause.start > since else None
        return None

    def base_of(self, figure: Figure) -> FigureTimes | None:
        """The time of the value to which a figure has changed: 2024 in "in 2024, 6, up from 5"."""
        clause = self.clauses[self._clause(figure)]
        before = self.block.text[max(clause.start - _LONGEST_BASE, 0) : clause.start]
        if clause.kind != "compared" or clause.outer is None or not english.BASE.search(before):
            return None
        if nearest := self._nearest(clause.outer, figure):
            return FigureTimes(nearest, "sentence")
        return self._time_in_headings or self._running_time(figure)

    def _is_target(self, figure: Figure) -> bool:
        """Whether a figure is the one to which another has changed: "from 4 to 5"."""
        number = bisect_left(self.reading.figures, figure.start, key=_start) - 1
        if number < 0 or not english.TO.search(
            self.block.text, max(0, figure.start - 30), figure.start
        ):
            return False
        base = self.clauses[self._clause(self.reading.figures[number])]
        return base.kind == "compared" and self.block.text.endswith("from", 0, base.start)

    @cached_property
    def _respective(self) -> dict[int, tuple[Time, ...]]:
        """The times of figures that a sentence gives in the same order: "5 and 6, respectively"."""
        respective: dict[int, tuple[Time, ...]] = {}
        for word in english.RESPECTIVELY.finditer(self.block.text):
            start, end = self.sentence(word.start())
            times = [time for time in self.times(start, end) if time.relation == "in"]
            first = bisect_left(self.reading.figures, start, key=_start)
            last = bisect_left(self.reading.figures, end, key=_start)
            if len(times) > 1 and first < last and (last - first) % len(times) == 0:
                figures = self.reading.figures[first:last]
                respective |= {figure.start: (time,) for figure, time in zip(figures, cycle(times))}
        return respective

    @cached_property
    def clauses(self) -> Clauses:
        """The clauses of the block."""
        moments = [
            Moment(
                time.start,
                time.end,
                is_span=time.period.grain == "span"
                and not (english.EARLIER.match(time.text) or english.SHIFT.search(time.text)),
                is_short=time.period.grain == "day",
            )
            for time in self.reading.times
        ]
        return Clauses(self.block.text, moments)

    def _clause(self, part: Figure | Time) -> int:
        """The number of the clause that contains a figure or a time."""
        return self.clauses.at(part.number[0] if isinstance(part, Figure) else part.start)

    @cached_property
    def _named(self) -> dict[int, list[Time]]:
        """The times that each clause names for its values."""
        named: dict[int, list[Time]] = {}
        for time in self.reading.times:
            if time.relation in ("in", "by") and not self.clauses.is_told(time.start):
                named.setdefault(self._clause(time), []).append(time)
        return named

    def _running_time(self, figure: Figure) -> FigureTimes:
        """The running time at the sentence of a figure."""
        start = self.sentence(figure.start)[0]
        time = self.course[bisect_right(self.course, start, key=itemgetter(0)) - 1][1].time
        if time is None:
            return _NO_TIMES
        return FigureTimes((Time(str(time), 0, 0, time, "in"),), "running")

    def _nearest(self, clause: int, figure: Figure) -> tuple[Time, ...]:
        """The last time of a clause before a figure, else the first after it.

        Times right beside that one are included: "as in 2016 and in 2018, it was 4".
        """
        times = self._free.get(clause, ())
        first = bisect_left(times, figure.start, key=_start)
        near = times[max(first - _MOST_TIMES, 0) : first] or times[first : first + _MOST_TIMES]
        if not near:
            return ()
        nearest = near[-1] if first else near[0]
        if abs(nearest.start - figure.start) > _REACH:
            return ()
        number = self._number(nearest)
        return tuple(time for time in near if self._number(time) == number)

    def _number(self, part: Figure | Time) -> int:
        """The number of figures before a time, or before another figure."""
        return bisect_left(self.reading.figures, part.start, key=_start)

    @cached_property
    def _free(self) -> dict[int, list[Time]]:
        """The times of each clause for figures without one beside them.

        Times beside another figure are among them only if there are no others; "a year earlier"
        after another figure is never among them.
        """
        owned = self._owned
        return {
            clause: [time for time in times if time not in owned]
            or [
                time
                for time in times
                if time.start < owned[time].start or not english.SHIFT.search(time.text)
            ]
            for clause, times in self._named.items()
        }

    @cached_property
    def _owned(self) -> dict[Time, Figure]:
        """The times that are beside a figure."""
        return {time: figure for figure in self.reading.figures for time in self.beside(figure)}

    def is_now(self, figure: Figure) -> bool:
        """Whether the text gives a figure for the day of its writing: "500 are open today"."""
        days = NOW.finditer(self.block.text, *self.sentence(figure.start))
        return any(self.are_together(figure, day.span()) for day in days)

    def are_together(self, figure: Figure, other: tuple[int, int]) -> bool:
        """Whether no mark of punctuation stands between a figure and other words."""
        first, last = min(other[1], figure.end), max(other[0], figure.start)
        return not english.PAUSE.search(self.block.text, first, last)

    def possible_times(self, figure: Figure) -> tuple[tuple[Time, ...], tuple[Time, ...]]:
        """The times that a figure without its own may have, and those of other figures.

        A time beside another figure of its sentence, or of a sentence after it that has figures,
        is that of the other, and one in a comparison or in brackets is only for what is there.
        """
        own_clause, sentence = self._clause(figure), self.sentence(figure.start)
        may_be: list[Time] = []
        of_others: list[Time] = []
        for time in self._times_with_values:
            number = self._clause(time)
            is_aside = self.clauses[number].kind != "main"
            is_taken = sentence[0] <= time.start < sentence[1] and time in self._owned
            is_taken |= sentence[1] <= time.start and number in self._clauses_with_figures
            is_other = number != own_clause and (is_aside or is_taken)
            (of_others if is_other else may_be).append(time)
        return tuple(may_be), tuple(of_others)

    @cached_property
    def _clauses_with_figures(self) -> frozenset[int]:
        """The clauses that contain figures."""
        return frozenset(map(self._clause, self.reading.figures))

    @cached_property
    def _times_with_values(self) -> tuple[Time, ...]:
        """The times for which the block may give values: in a comparison, only beside a figure."""
        return tuple(
            time
            for time in self.reading.times
            if time in self._named.get(number := self._clause(time), [])
            and (self.clauses[number].kind != "compared" or number in self._clauses_with_figures)
        )

    @cached_property
    def _time_in_headings(self) -> FigureTimes | None:
        """The times of the nearest heading that has any."""
        for heading in reversed(self.block.headings):
            if (times := times_of(heading)) and not english.CAPTION.match(heading):
                return FigureTimes(times, "headings")
        return None

    def beside(self, figure: Figure) -> tuple[Time, ...]:
        """The times right after a figure, or else right before it."""
        text, times = self.block.text, self.reading.times
        after = bisect_left(times, figure.end, key=_start)
        time = times[after] if after < len(times) else None
        if time and time.start < figure.end + _REACH and self._is_next(figure, time):
            between = text[figure.end : time.start]
            mine, yours = self._clause(figure), self._clause(time)
            around = self.clauses[yours]
            is_shared = mine == yours or (around.kind == "brackets" and around.outer == mine)
            if between.rstrip().endswith("("):
                is_own = not _BEFORE_NEXT.match(text, time.end)
            else:
                is_own = "(" not in between and not self.clauses.is_told(time.start)
            words = (
                english.BETWEEN_SHIFT if english.SHIFT.search(time.text) else english.BETWEEN_AFTER
            )
            is_named = time.relation in ("in", "by") and is_shared and is_own
            if is_named and words.fullmatch(between):
                # The time that a phrase ends with: "the prior year 13-week period ended May 4".
                while after + 1 < len(times) and self._is_next(figure, times[after + 1]):
                    between = text[times[after].end : times[after + 1].start]
                    if between and not english.GOES_ON.fullmatch(between):
                        break
                    after += 1
                return (times[after],)
        before = bisect_right(times, figure.start, key=_end) - 1
        if before >= 0:
            time = times[before]
            is_beside = english.BETWEEN_BEFORE.fullmatch(text, time.end, figure.start)
            if is_beside and time in self._named.get(self._clause(figure), ()):
                return (time,)
        return ()

    def is_in_time(self, figure: Figure) -> bool:
        """Whether a figure is a part of a time: "the 13 weeks ended May 4"."""
        times = self.reading.times
        before = bisect_right(times, figure.start, key=_start) - 1
        return before >= 0 and figure.end <= times[before].end

    def _is_next(self, figure: Figure, time: Time) -> bool:
        """Whether no other figure is between a figure and a time after it."""
        others = self.reading.figures
        following = bisect_right(others, figure.start, key=_start)
        for other in others[following : following + _MOST_BETWEEN]:
            if other.start >= time.start:
                return True
            # "In the same three months of 2022".
            is_of_time = (
                other.unit.is_duration and self.block.text[other.end : time.start] == " of "
            )
            if not (is_of_time or is_adjective(other, self.block.text)):
                return False
        return len(others) - following <= _MOST_BETWEEN

    def times(self, start: int, end: int) -> tuple[Time, ...]:
        """The times that begin between two positions."""
        times = self.reading.times
        return times[bisect_left(times, start, key=_start) : bisect_left(times, end, key=_start)]

    def follows(self, figure: Figure) -> tuple[Time, ...]:
        """The times after a figure that don't belong to the next figure in its sentence."""
        others = self.reading.figures
        following = bisect_right(others, figure.start, key=_start)
        end = self.sentence(figure.start)[1]
        if following < len(others) and others[following].start < end:
            after = borders(self.block.text, figure.end, others[following].start)
            end = next((border.start() for border in after), others[following].start)
        times = self.times(figure.end, min(end, figure.end + _REACH))
        return tuple(
            time
            for time in times
            if time.relation in ("in", "by") and not self.clauses.is_told(time.start)
            if self._clause(time) == self._clause(figure)
            or not _BEFORE_NEXT.match(self.block.text, time.end)
        )


class _Runs:
    """The running times of the blocks of a text, read as far as needed."""

    def __init__(self, blocks: Sequence[Block], day: Period | None) -> None:
        self._found: list[Running] = []
        self._day = day
        columns = columns_of(block for block in blocks if block.kind == "cell")
        marks = marks_of(blocks)
        self.parts = [
            Context(block, partial(self._at, at), columns, marks.get(at, ()))
            for at, block in enumerate(blocks)
        ]

    def _at(self, number: int) -> Running:
        """The running time where a block begins: of its headings, or of the block before."""
        for at in range(len(self._found), number + 1):
            block, last = self.parts[at].block, self.parts[at - 1].block
            if at > 1 and block.kind == last.kind == "cell" and block.headings == last.headings:
                self._found.append(self._found[-1])  # a cell is about the time of its headers
                continue
            if at:
                running = self.parts[at - 1].course[-1][1]
            else:
                texts = (part.block.text for part in self.parts)
                years = frozenset(int(year) for text in texts for year in _YEAR.findall(text))
                running = Running(day=self._day, years=years)
            if at == 1 and len(self.parts[0].block.text) <= _LONGEST_TITLE:
                running = running._replace(title=running.lead)
            named = (
                time.period
                for heading in reversed(block.headings)
                if not english.CAPTION.match(heading)
                for time in times_of(heading)
                if time.relation == "in"
            )
            above = next(named, None)
            if above or (at and last.headings != block.headings):
                running = running.of_section(above)
            elif running.lead and block.kind == "paragraph" and not is_item(block):
                running = running._replace(time=running.usual)
            self._found.append(running)
        return self._found[number]


def is_item(block: Block) -> bool:
    """Whether a block is an item of a list, even if only its bullet says so."""
    return block.kind == "item" or block.text.startswith(_BULLETS)


@lru_cache(maxsize=2)  # `figures` lists and audits one text, and looks at its beginning
def of_blocks(blocks: tuple[Block, ...], day: Period | None = None) -> list[Context]:
    """The context of each block of a text that a reader sees; the blocks are given in order.

    ``day`` is when the text appeared, if that is known from elsewhere.
    """
    return _Runs([block for block in blocks if block.is_prose], day).parts


def is_adjective(figure: Figure, text: str) -> bool:
    """Whether a figure only describes a kind of thing: "the 13-week period"."""
    return bool(re.match(r"-[^\W\d_]", text[figure.number[1] : figure.number[1] + 2]))


def _ends_of(times: tuple[Time, ...]) -> tuple[Time, ...]:
    """The two ends of a single span, else nothing."""
    if len(times) != 1 or times[0].period.grain != "span":
        return ()
    return tuple(
        times[0]._replace(period=Period.parse(end)) for end in times[0].period.iso.split("/")
    )


@lru_cache(maxsize=4096)
def times_of(heading: str) -> tuple[Time, ...]:
    """The times that a heading or the header of a table names."""
    if not heading:
        return ()
    if year := year_of(heading):
        return (year,)
    if period := period_of(heading.strip()):
        return (Time(heading, 0, len(heading), period, "in"),)
    return read(heading).times


def leaning_times(header: str, context: str) -> tuple[Time, ...]:
    """The times of a header without a year of its own, given words that name the year."""
    years = [time.period for time in times_of(context) if time.relation == "in"]
    if not years or times_of(header):
        return ()
    lead = lead_of(header) or "in "
    return tuple(
        time._replace(start=max(time.start - len(lead), 0), end=time.end - len(lead))
        for time in times_after(years[0], f"{lead}{header}")
    )
