"""Clauses: the parts of a text that have times of their own.

A time belongs to the values of its clause.  A comparison, "up from 3 in 2019", is a clause within
another.  So are brackets, and a clause with "when"; they are about the time right before them.
A semicolon or a contrast begins another clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

_NUMBER = r"(?:[$€£¥]|[A-Z]{1,3}[$€£¥])?\d"
_MARK = re.compile(
    r"(?P<open>[(\[])|(?P<close>[)\]])"
    r"|(?P<new>;|\b(?:but|whereas|while|although|though)\b)"
    r"|(?P<when>\bwhen\b)"
    r"|(?P<than>\b(?:than|against|versus|vs|(?:compared|comparison|contrast) (?:with|to)"
    r"|relative to)\b)"
    r"|(?P<base>\b(?:(?<!revised )(?<!revised up )(?<!revised down )from|after)\b)"
    r"|(?P<level>\b(?:above|below|beyond|beneath|exceed(?:s|ed|ing)?|short of|ahead of|behind"
    r"|same as|what)\b)"
    r"|(?P<on>\b(?:on|over|under)\b)"
    rf"|(?P<end>:|,(?!\d|\s(?:and\s)?(?:{_NUMBER}|when\b))|\b(?:to|by)\b)",
    re.IGNORECASE,
)
# What may stand between one of these words and the number or the time that it compares with.
_TO_NUMBER = re.compile(
    r"\s(?:(?:a|an|the|its|about|some|just|only|nearly|almost|over|record|total|peak|low|high|of"
    rf"|average|loss|profit)\s){{0,4}}{_NUMBER}",
    re.IGNORECASE,
)
_TO_TIME = {
    "base": re.compile(r"\s(?:the\s)?"),
    "level": re.compile(r"(?:\s[^\W\d]+){0,6}\s"),
    "on": re.compile(r"\s(?:(?:that|those|levels?)(?:\s[^\W\d]+){1,3}\s)?"),
}
_ADJACENT = re.compile(r",?\s?")
_WHEN = re.compile(r"[^\d.;:()\[\]]*")
_REACH = 60  # characters between such a word and a time
_DEEPEST = 20  # clauses within clauses


class Moment(NamedTuple):
    """Where a time stands, and whether it is a span, or shorter than a month."""

    start: int
    end: int
    is_span: bool = False
    is_short: bool = False


Kind = Literal["main", "compared", "brackets", "when"]


class Clause(NamedTuple):
    """A clause: ``outer`` is the number of the one around it or, in its sentence, before it.

    ``time`` is the number of the time that stands right before it and that it is about.
    """

    kind: Kind
    start: int
    outer: int | None = None
    time: int | None = None


class Clauses:
    """The clauses of a text, in order."""

    def __init__(self, text: str, ends: Iterable[int], times: Sequence[Moment]) -> None:
        """Take a text, the positions where its sentences begin and end, and its times."""
        self._text, self._times = text, times
        self._clauses: list[Clause] = []
        # Where each stretch of text begins that belongs to one clause, and the clause.
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self._around: list[int] = []  # the clauses around a position
        since = 0
        for end in ends:
            self._around = []
            self._enter(Clause("main", since))
            for mark in _MARK.finditer(text, since, end):
                self._pass(mark)
            since = end

    def __getitem__(self, number: int) -> Clause:
        return self._clauses[number]

    def at(self, position: int) -> int:
        """The number of the clause that contains a position."""
        return self._numbers[max(bisect_right(self._starts, position) - 1, 0)]

    def _pass(self, mark: re.Match[str]) -> None:
        """Enter or leave clauses at a mark."""
        start, end = mark.span()
        match mark.lastgroup:
            case "open":
                self._enter(self._inner("brackets", end, self._time_before(start, _ADJACENT)))
            case "close":
                self._leave(start, "compared", "when")
                self._leave(end, "brackets", most=1)
            case "new":
                self._leave(start, "compared", "when")
                last = self._around.pop()
                kind = self._clauses[last].kind
                outer = last if kind == "main" else self._clauses[last].outer
                self._enter(Clause(kind, end, outer))
            case "when":
                time = self._time_before(start, _WHEN)
                if time is not None:
                    self._enter(self._inner("when", end, time))
            case "end" if mark[0] in ",:":
                self._leave(start, "compared", "when")
            case "end":
                since = max(self._clauses[self._around[-1]].start, start - _REACH)
                if re.search(r"\d", self._text[since:start]):
                    self._leave(start, "compared")
            case _:
                if self._compares(mark):
                    self._leave(start, "compared")
                    self._enter(self._inner("compared", end))

    def _compares(self, mark: re.Match[str]) -> bool:
        """Whether a word opens a comparison: it does if a time or a value follows that fits it."""
        kind, end = mark.lastgroup or "", mark.end()
        if kind == "than" or (kind == "base" and _TO_NUMBER.match(self._text, end)):
            return True
        number = bisect_left(self._times, end, key=_start)
        if number == len(self._times) or self._times[number].start > end + _REACH:
            return False
        time = self._times[number]
        if time.is_span or (kind == "on" and time.is_short):
            return False
        return bool(_TO_TIME[kind].fullmatch(self._text, end, time.start))

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
        """Go back to the clause around those of some kinds."""
        while most and self._clauses[self._around[-1]].kind in kinds:
            self._around.pop()
            most -= 1
        self._resume(position)

    def _resume(self, position: int) -> None:
        self._starts.append(position)
        self._numbers.append(self._around[-1])


def _start(moment: Moment) -> int:
    return moment.start


def _end(moment: Moment) -> int:
    return moment.end
