"""Clauses: the parts of a text that have times of their own.

A time belongs to the values of its clause.  A comparison, "up from 3 in 2019", is a clause within
another.  So are brackets, and a clause with "when"; they are about the time right before them.
A semicolon or a contrast begins another clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Literal, NamedTuple

from factreport.english import clauses as english

_DIGIT = re.compile(r"\d")
_ADJACENT = re.compile(r",?\s?")
_WHEN = re.compile(r"[^\d.;:()\[\]]*")
_REACH = 60  # characters between such a word and a time
_DEEPEST = 20  # clauses within clauses


_start, _end = attrgetter("start"), attrgetter("end")


class Moment(NamedTuple):
    """Where a time is, and whether it is a span, or shorter than a month."""

    start: int
    end: int
    is_span: bool = False
    is_short: bool = False


Kind = Literal["main", "compared", "brackets", "when"]


class Clause(NamedTuple):
    """A clause: ``outer`` is the number of the one around it or, in its sentence, before it.

    ``time`` is the number of the time that is right before it and that it is about.
    """

    kind: Kind
    start: int
    outer: int | None = None
    time: int | None = None


@lru_cache(maxsize=16)  # each reader of a block asks again
def sentence_ends(text: str) -> tuple[int, ...]:
    """Where each sentence of a text ends."""
    dateline = english.DATELINE.match(text)
    start = dateline.end() if dateline else 0
    ends = [start] if start else []
    ends += [end.end() for end in english.SENTENCE_END.finditer(text, start)]
    while ends and ends[-1] >= len(text):
        ends.pop()
    return (*ends, len(text))


def borders(
    text: str, start: int, end: int, *, names: Iterable[tuple[int, int]] = ()
) -> Iterator[re.Match[str]]:
    """What separates the words of two figures, but not within names: "aged 90 and over"."""
    names = tuple(names)
    for border in english.BORDER.finditer(text, start, max(start, end)):
        if not any(begin < border.start() < stop for begin, stop in names):
            yield border


class Clauses:
    """The clauses of a text; those of a sentence are read when first asked for."""

    def __init__(self, text: str, times: Sequence[Moment]) -> None:
        """Take a text and its times."""
        self._text, self._times = text, times
        self._clauses: list[Clause] = []
        self._sentences = [0, *sentence_ends(text)[:-1]]
        # By sentence: where each stretch of text begins that belongs to one clause, and the clause.
        self._known: dict[int, tuple[list[int], list[int]]] = {}
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self._around: list[int] = []  # the clauses around a position
        self._told: dict[int, bool] = {}  # by position

    def __getitem__(self, number: int) -> Clause:
        return self._clauses[number]

    def at(self, position: int) -> int:
        """The number of the clause that contains a position."""
        sentence = bisect_right(self._sentences, position) - 1
        if sentence not in self._known:
            start, *following = self._sentences[sentence : sentence + 2]
            self._starts, self._numbers = self._known[sentence] = [], []
            self._around = []
            self._enter(Clause("main", start))
            for mark in english.MARK.finditer(self._text, start, *following):
                self._pass(mark)
        starts, numbers = self._known[sentence]
        return numbers[max(bisect_right(starts, position) - 1, 0)]

    def sentence(self, position: int) -> int:
        """Where the sentence that contains a position begins."""
        return self._sentences[bisect_right(self._sentences, position) - 1]

    def main(self, position: int) -> int:
        """The number of the main clause around a position."""
        number = self.at(position)
        while self._clauses[number].kind != "main":
            number = self._clauses[number].outer or 0
        return number

    def is_aside(self, position: int) -> bool:
        """Whether a position is in a comparison or in brackets, or something was only said then."""
        return self._clauses[self.at(position)].kind != "main" or self.is_told(position)

    def is_told(self, position: int) -> bool:
        """Whether the time that begins here does not apply to the values beside it.

        Something was only said then, "published in July", or begun; or it is a part of a name.
        """
        if position not in self._told:
            self._told[position] = self._is_told(position)
        return self._told[position]

    def _is_told(self, position: int) -> bool:
        since = max(0, position - _REACH)
        at = bisect_right(self._times, position, key=_start) - 1
        moment = self._times[at] if at >= 0 and self._times[at].start == position else None
        if english.BEGUN.search(self._text, since, position) or (
            moment and english.OF_NAME.match(self._text, moment.end)
        ):
            return True
        match = english.TELLING.search(self._text, since, position)
        if match is None:
            return False
        if moment is None or match["led"] != "" or moment.is_short:
            return True
        # "reported second quarter 2026 sales of 5" is about that quarter.
        return not english.TOLD_NOUN.match(self._text, moment.end)

    def is_main(self, position: int) -> bool:
        """Whether a position is in the first main clause of its sentence, outside all others."""
        return not self.is_aside(position) and self._clauses[self.at(position)].outer is None

    def _pass(self, mark: re.Match[str]) -> None:  # noqa: C901, PLR0912  # one case per mark
        """Enter or leave clauses at a mark."""
        start, end = mark.span()
        match mark.lastgroup:
            case "open" if english.LABELLING.match(self._text, end):
                pass
            case "open":
                self._enter(self._inner("brackets", end, self._time_before(start, _ADJACENT)))
            case "close":
                self._leave(start, "compared", "when")
                self._leave(end, "brackets", most=1)
            case "new" | "semicolon":
                self._leave(start, "compared", "when")
                last = self._around.pop()
                kind = self._clauses[last].kind
                outer = last if kind == "main" else self._clauses[last].outer
                self._enter(Clause(kind, end, outer))
            case "when":
                time = self._time_before(start, _WHEN)
                if time is not None:
                    self._enter(self._inner("when", end, time))
            case "relative":
                self._leave(start, "compared", "when")
                self._enter(self._inner("when", end))
            case "and":
                number = bisect_left(self._times, end, key=_start)
                near = end + len(" in ")
                is_time = number < len(self._times) and self._times[number].start <= near
                if self._time_before(start, _ADJACENT) is not None and not is_time:
                    self._leave(start, "compared")  # "than a year earlier and sales rose by 8%"
            case "list":  # "than a year ago, 21.4% of them", but not "from 3 in 2019, 4 in 2020"
                if not _DIGIT.search(self._text, self._clauses[self._around[-1]].start, start):
                    self._leave(start, "compared")
            case "end" | "comma" if self._is_after_or(start):
                pass
            case "comma":
                self._leave(start, "compared", "when")
            case "end":
                since = max(self._clauses[self._around[-1]].start, start - _REACH)
                is_then = self._time_before(start, _ADJACENT) is not None
                # "From 3 to", and "from a year earlier to 5 million"
                if _DIGIT.search(self._text, since, start) or (
                    is_then and english.TO_NUMBER.match(self._text, end)
                ):
                    self._leave(start, "compared")
            case _:
                if self._compares(mark):
                    # A second one begins before: "than in May and 40 more than in June".
                    since = max(self._starts[-1], start - _REACH)
                    joint = self._text.rfind(" and ", since, start)
                    self._leave(start if joint < 0 else joint, "compared")
                    self._enter(self._inner("compared", end))

    def _is_after_or(self, position: int) -> bool:
        """Whether a second number comes before: "$2 million, or $0.06 per share, in 2025"."""
        comma = self._text.rfind(", or", max(position - _REACH, 0), position)
        return comma >= 0 and english.OR_NUMBER.match(self._text, comma, position) is not None

    def _compares(self, mark: re.Match[str]) -> bool:
        """Whether a word opens a comparison: it does if a fitting time or value follows."""
        kind, end = mark.lastgroup or "", mark.end()
        within = bisect_right(self._times, mark.start(), key=_start) - 1
        if within >= 0 and end < self._times[within].end:
            return False  # "the three years from 2018"
        if kind == "than":
            if english.DURATION.match(self._text, end):
                return False  # "longer than a year"
            number = bisect_left(self._times, end, key=_start)
            if number < len(self._times) and self._times[number].start <= end + 1:
                return True  # "larger than three years earlier"
            can_qualify = mark[0].lower().endswith(english.CAN_QUALIFY)
            is_qualifier = can_qualify and english.OF_NUMBER.match(self._text, end)
            since = max(mark.start() - _REACH, 0)
            return not is_qualifier or bool(
                english.OF_VALUE.search(self._text, since, mark.start())
            )
        number = bisect_left(self._times, end, key=_start)
        if number < len(self._times) and self._times[number].start < end + _REACH:
            time = self._times[number]
            if english.TO_TIME[kind].fullmatch(self._text, end, time.start):
                return not (time.is_span or (kind == "on" and time.is_short))
        return kind == "base" and bool(english.TO_NUMBER.match(self._text, end))

    def _time_before(self, position: int, between: re.Pattern[str]) -> int | None:
        """The number of the last time before a position, if only certain words follow it."""
        number = bisect_right(self._times, position, key=_end) - 1
        if number < 0 or self._times[number].end < position - _REACH:
            return None
        is_near = between.fullmatch(self._text, self._times[number].end, position)
        return number if is_near else None

    def _inner(self, kind: Kind, start: int, time: int | None = None) -> Clause:
        return Clause(kind, start, self._around[-1], time)

    def _enter(self, clause: Clause) -> None:
        """Begin a clause, unless it is nested too deeply."""
        if len(self._around) < _DEEPEST:
            self._around.append(len(self._clauses))
            self._clauses.append(clause)
            self._resume(clause.start)

    def _leave(self, position: int, *kinds: Kind, most: int = _DEEPEST) -> None:
        """Go back to the clause around the clauses of some kinds."""
        while most and self._clauses[self._around[-1]].kind in kinds:
            self._around.pop()
            most -= 1
        self._resume(position)

    def _resume(self, position: int) -> None:
        self._starts.append(position)
        self._numbers.append(self._around[-1])
