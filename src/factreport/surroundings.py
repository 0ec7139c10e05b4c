"""The surroundings of a figure in a text: its sentence, the words beside it, and its time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from factreport import figures, periods
from factreport.figures.figure import Figure, Reading, Time
from factreport.periods import Period
from factreport.texts.blocks import Block
from factreport.wording import fold

# A table may have no full stop in it, so anything farther away than this is not beside a figure.
_REACH = 400
_MOST_BETWEEN = 4  # figures that only describe a kind of thing
# Enough letters to tell most words apart whatever their endings.
_STEM = 5

# A full stop after an abbreviation or before a small letter does not end a sentence.
_ABBREVIATIONS = ("[A-Za-z]", "Mr", "Ms", "Dr", "St", "No", "vs", "ca", "Mrs", "Inc", "Prof")
_SENTENCE_END = re.compile(
    "".join(rf"(?<!\b{one})" for one in _ABBREVIATIONS)
    + r"""[.](?=["')\]]{0,3}(?:\s[^a-z\s]|\s?\Z))"""
    r"""|[!?](?=["')\]]{0,3}(?:\s|\Z))|[。！？]|\s(?=[•●▪◦■]\s)"""
)
# "32.43 million people in 2020", "512 (2022)", and "in 2022, 512", "2022: 512", "2022 512".
_BETWEEN_BEHIND = re.compile(
    r"[^.,;:()]{0,80}?\b(?:in|for|during|of|by|at|on|as of|ended|ending)"
    r"(?:\s(?:the|year|end|of|fiscal|prior|previous|same|full)){0,4}\s|[^.,;:()\d]{0,40}\("
)
_BETWEEN_BEFORE = re.compile(
    r"\s?[,:|]?\s(?:(?:some|the|a|an|total|of|there|were|was|about|only|it|is|with|at)\s){0,3}"
)
_GOES_ON = re.compile(r"(?:[^.,;:()]{0,40}\s(?:ended|ending|of|in)|)\s", re.IGNORECASE)
# A time after one of these belongs to the value that the figure is compared with.
_COMPARED = re.compile(
    r"\b(?:from|than|against|versus|vs|over|(?:compared|comparison|up|down) (?:with|to|on))"
    r"(?:\s(?:at|in|for|the|that|of|those)){0,4}\s?\Z",
    re.IGNORECASE,
)
# What follows these is another value, with a time of its own.
_COMPARING = re.compile(
    r"\b(?:than|from|compared|against|versus|vs)\b(?:\s(?:at|in|for|with|to|the|that|of)\b){0,4}"
)

# The heading of a picture does not apply to the text below it.
_CAPTION = re.compile(r"(?:figure|fig\.|table|chart|map|box|exhibit)\s", re.IGNORECASE)

Where = Literal["beside", "headers", "sentence", "headings", "caption", "nowhere"]


class When(NamedTuple):
    """The times that a text gives a figure, and where they stand."""

    times: tuple[Time, ...]
    where: Where

    @property
    def period(self) -> Period | None:
        """The single period that is meant; None if there is none or several."""
        told = dict.fromkeys(time.period for time in self.times)
        if len(told) == 2:  # a quarter of a row and the year of its column
            wide, narrow = sorted(told, key=lambda one: one.first - one.last)
            return narrow if wide.contains(narrow) else None
        return next(iter(told)) if len(told) == 1 else None


class Surroundings:
    """A block of a text with everything that was read in it."""

    def __init__(self, block: Block) -> None:
        self.block = block

    @cached_property
    def reading(self) -> Reading:
        """The figures with the unit, scale and sign that the headers of a cell give them."""
        return figures.read_block(self.block)

    @cached_property
    def plain(self) -> Reading:
        """The figures as the words of the block alone give them."""
        return self.reading if self.block.kind != "cell" else figures.read(self.block.text)

    def sentence(self, position: int) -> tuple[int, int]:
        """Where the sentence that contains a position begins and ends."""
        place = bisect_right(self._ends, position, hi=len(self._ends) - 1)
        start, end = self._ends[place - 1], self._ends[place]
        if start and self.block.text[start : start + 1] == " ":
            start += 1
        return start, end

    @cached_property
    def _ends(self) -> list[int]:
        text = self.block.text
        ends = [found.end() for found in _SENTENCE_END.finditer(text)]
        while ends and ends[-1] >= len(text):
            ends.pop()
        return [0, *ends, len(text)]

    def when(self, figure: Figure) -> When:
        """The time of a figure: beside it, in its headers, its sentence, or the headings above."""
        if beside := self.beside(figure):
            return When(beside, "beside")
        if self.block.kind == "cell":
            named = tuple(time for name in _headers(self.block) for time in times_of(name))
            # "Three months ended" may stand above "September 30, 2024".
            together = times_of(" ".join(self.block.column))
            if len(named) == 1 == len(together):
                named = together
            if named:
                return When(named, "headers")
            return When(times_of(self.block.caption), "caption")
        start, end = self.sentence(figure.start)
        start, end = max(start, figure.start - _REACH), min(end, figure.end + _REACH)
        times = self.times(start, end)
        if not times and not self._above.times:
            return self._above
        borders = self._borders(start, end)
        part = bisect_right(borders, figure.start)
        near = [
            time
            for time in times
            if bisect_right(borders, time.start) == part and not self._is_compared(time, start)
        ]
        own = [time for time in near if self._owners.get(time.start, figure.start) == figure.start]
        if near or part:
            return When(tuple(own or near), "sentence" if near else "nowhere")
        return self._above

    @cached_property
    def _above(self) -> When:
        """The times of the nearest heading that has any."""
        for heading in reversed(self.block.headings):
            if (times := times_of(heading)) and not _CAPTION.match(heading):
                return When(times, "headings")
        return When((), "nowhere")

    def beside(self, figure: Figure) -> tuple[Time, ...]:
        """The times right after a figure, or else right before it."""
        text, times = self.block.text, self.reading.times
        after = bisect_left(times, figure.end, key=_start)
        is_near = after < len(times) and times[after].start < figure.end + _REACH
        if is_near and self._is_next(figure, times[after]):
            between = text[figure.end : times[after].start]
            is_compared = _COMPARING.search(between) or times[after].relation not in ("in", "by")
            if _BETWEEN_BEHIND.fullmatch(between) and not is_compared:
                return self._phrase(after, figure)
        before = bisect_right(times, figure.start, key=_end) - 1
        if before >= 0:
            time = times[before]
            is_compared = self._is_compared(time, self.sentence(time.start)[0])
            if _BETWEEN_BEFORE.fullmatch(text, time.end, figure.start) and not is_compared:
                return (time,)
        return ()

    def _phrase(self, first: int, figure: Figure) -> tuple[Time, ...]:
        """The time that a phrase ends with: "the prior year 13-week period ended May 4"."""
        times, text = self.reading.times, self.block.text
        last = first
        while last + 1 < len(times) and self._is_next(figure, times[last + 1]):
            between = text[times[last].end : times[last + 1].start]
            if between and not _GOES_ON.fullmatch(between):
                break
            last += 1
        return (times[last],)

    def is_in_time(self, figure: Figure) -> bool:
        """Whether a figure is a part of a time: "the 13 weeks ended May 4"."""
        times = self.reading.times
        before = bisect_right(times, figure.start, key=_start) - 1
        return before >= 0 and figure.end <= times[before].end

    def _is_next(self, figure: Figure, time: Time) -> bool:
        """Whether no other figure stands between a figure and a time after it."""
        others = self.reading.figures
        following = bisect_right(others, figure.start, key=_start)
        for other in others[following : following + _MOST_BETWEEN]:
            if other.start >= time.start:
                return True
            if not is_adjective(other, self.block.text):
                return False
        return following == len(others)

    def _is_compared(self, time: Time, start: int) -> bool:
        before = self.block.text[max(start, time.start - _REACH) : time.start]
        return bool(_COMPARED.search(before[-40:]))

    def is_compared(self, figure: Figure) -> bool:
        """Whether another value of the sentence is compared with a figure."""
        start = max(self.sentence(figure.start)[0], figure.start - _REACH)
        return bool(self._borders(start, figure.start))

    def _borders(self, start: int, end: int) -> list[int]:
        """Where the values begin that others are compared with: "up from 9 million in 2016".

        "From 2016" alone gives the time of the comparison; no other value follows.
        """
        found = _COMPARING.finditer(self.block.text, start, end)
        return [one.start() for one in found if not self.times(one.end(), one.end() + 2)]

    @cached_property
    def _owners(self) -> dict[int, int]:
        """Where each time that stands beside a figure begins, and where that figure begins."""
        return {
            time.start: figure.start
            for figure in self.reading.figures
            for time in self.beside(figure)
        }

    def times(self, start: int, end: int) -> tuple[Time, ...]:
        """The times that begin between two positions."""
        times = self.reading.times
        return times[bisect_left(times, start, key=_start) : bisect_left(times, end, key=_start)]

    def follows(self, figure: Figure) -> tuple[Time, ...]:
        """The times after a figure in its sentence, up to the next figure."""
        others = self.reading.figures
        following = bisect_right(others, figure.start, key=_start)
        end = self.sentence(figure.start)[1]
        if following < len(others):
            end = min(end, others[following].start)
        return self.times(figure.end, end)


def is_adjective(figure: Figure, text: str) -> bool:
    """Whether a figure only describes a kind of thing: "the 13-week period"."""
    return bool(re.match(r"-[^\W\d_]", text[figure.number[1] : figure.number[1] + 2]))


@lru_cache(maxsize=4096)
def times_of(heading: str) -> tuple[Time, ...]:
    """The times that a heading or the header of a table names."""
    if not heading:
        return ()
    try:
        period = periods.read(heading.strip())
    except ValueError:
        period = None
    if period:
        return (Time(heading, 0, len(heading), period, "in"),)
    return figures.read(heading).times


@lru_cache(maxsize=4096)
def stems(*texts: str | None) -> frozenset[str]:
    """The beginnings of the words of texts, so that "workers" and "worked" count as one."""
    joined = " ".join(filter(None, texts))
    return frozenset(word[:_STEM] for word in re.findall(r"[^\W\d_]{3,}", fold(joined)))


def _headers(block: Block) -> tuple[str, ...]:
    return (*block.row, *block.column)


def _start(one: Figure | Time) -> int:
    return one.start


def _end(one: Figure | Time) -> int:
    return one.end
