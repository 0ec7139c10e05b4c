"""Meant: whether a place in a text speaks of the time, the area and the group of a fact."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from factreport.auditing.names import Dimension, Name, Names, Word, key_of
from factreport.auditing.stems import WORD
from factreport.figures.figure import Figure, Time
from factreport.figures.surroundings import Surroundings, When
from factreport.figures.times import fits
from factreport.model import Record
from factreport.periods import Period
from factreport.verification import telling
from factreport.verification.passages import Occurrence

_DIMENSIONS: tuple[Dimension, Dimension] = ("area", "group")
_REACH = 400  # of a sentence before and behind a figure
# What parts the clauses of a sentence, and is no comma of a number.
_PARTING = re.compile(
    r"[;:()]|,(?!\d)|\b(?:and|but|or|while|whereas|against|versus|compared|than)\b", re.IGNORECASE
)
# A name behind one of these is not what a figure is of: "exports to the Islands".
_APART = re.compile(
    r"\b(?:to|from|than|with|by|against|between|into|near|outside|except|excluding)"
    r"(?:\s(?:the|its|their|all|other))?\s\Z",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:total|totals|totalled|all|altogether|overall|together|whole|combined|both|country)\b",
    re.IGNORECASE,
)
# "25% of the 9,800 people": the second figure is the whole, whatever the first one is of.
_OF_WHOLE = re.compile(r"\s?[^.,;:()]{0,30}\bof(?:\s(?:the|all|its|their|some|about))*\s?")
_WEEK = 7  # days
# What says about when in a year.
_PART = re.compile(
    r"(?:the )?(?:(?P<end>end|ends|close)|early|late|mid|start|beginning|middle|turn|summer|spring|"
    r"autumn|winter)\b",
    re.IGNORECASE,
)
# Periods that begin and end with no month of a year, or whose days a text does not tell.
_VAGUE = ("span", "split year", "week")


class Clause(NamedTuple):
    """A stretch of a sentence with one figure or more, and the names in it."""

    start: int
    end: int
    names: tuple[Name, ...]


class Meant:
    """The areas and groups that the facts of a store have, as texts name them."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Take the facts of the store."""
        known: dict[Dimension, set[str]] = {"area": set(), "group": set()}
        self._of_metric: dict[tuple[str, Dimension], set[str]] = defaultdict(set)
        for record in records:
            for dimension in _DIMENSIONS:
                if name := getattr(record, dimension):
                    known[dimension].add(name)
                    self._of_metric[record.id, dimension].add(name)
        self._names = Names(
            {dimension: sorted(names) for dimension, names in known.items()}, with_parts=False
        )
        self._named: dict[Surroundings, list[Name]] = {}

    def objection(self, record: Record, one: Occurrence) -> str | None:
        """What the text says of a figure that is not so of the fact, or None."""
        if one.read is None:
            return None
        return _wrong_time(record, one, one.read) or self._wrong_name(record, one, one.read)

    def _wrong_name(self, record: Record, one: Occurrence, figure: Figure) -> str | None:
        """The area or the group that the text gives a figure, where the fact has another one."""
        if one.around.block.kind == "cell":
            block = one.around.block
            names = [name for words in (*block.row, *block.column) for name in self._in(words)]
            inherited: list[Name] = []
        else:
            names, inherited = self._around(one.around, figure)
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
                return telling.other_name(one, named[0], own)
        return None

    def _is_titled(self, record: Record, named: Sequence[str]) -> bool:
        """Whether what a metric is called says that it is of these areas or groups."""
        in_title = {name.name for name in self._in(record.title)}
        return not in_title.isdisjoint(named)

    def _in(self, text: str) -> list[Name]:
        words = [
            Word(found.start(), found.end(), key_of(found[0]), is_of_fact=False)
            for found in WORD.finditer(text)
        ]
        return list(self._names.named_in(text, words))

    def _around(self, around: Surroundings, figure: Figure) -> tuple[list[Name], list[Name]]:
        """The names in the clause of a figure; and where it has none those of the one before."""
        if around not in self._named:
            text = around.block.text
            found = self._in(text)
            self._named[around] = [
                name for name in found if not _APART.search(text[: name.start][-_REACH:])
            ]
        start, end = around.sentence(figure.start)
        start, end = max(start, figure.start - _REACH), min(end, figure.end + _REACH)
        clauses = _clauses(around, self._named[around], start=start, end=end)
        number = next(at for at, clause in enumerate(clauses) if figure.start < clause.end)
        clause = clauses[number]
        words = around.block.text[clause.start : clause.end]
        if _is_whole(around, figure) or _WHOLE.search(words):
            return [], []
        before = [one for one in clauses[:number] if one.names]
        is_told = bool(clause.names) or not before
        return list(clause.names), [] if is_told else list(before[-1].names)


def _is_whole(around: Surroundings, figure: Figure) -> bool:
    figures = around.reading.figures
    number = bisect_left(figures, figure.start, key=_start)
    if not number:
        return False
    return bool(_OF_WHOLE.fullmatch(around.block.text, figures[number - 1].end, figure.start))


def _clauses(around: Surroundings, names: Sequence[Name], *, start: int, end: int) -> list[Clause]:
    """A sentence, parted so that a name is together with the figure that is of it.

    Words without a figure go with those behind them, or with those before them at the end of the
    sentence and in brackets.  Within a clause each name begins another one, "women 12 to men 14",
    or where the first is a figure each figure, "12 women to 14 men".
    """
    text, figures = around.block.text, around.reading.figures
    first, last = (bisect_left(figures, at, key=_start) for at in (start, end))
    own = [name for name in names if start <= name.start < end]
    things: list[Figure | Name] = sorted((*figures[first:last], *own), key=_start)
    spans = [(thing.start, thing.end) for thing in things]
    cuts = [
        (found.start(), found[0])
        for found in _PARTING.finditer(text, start, end)
        if not any(begin <= found.start() < stop for begin, stop in spans)
    ]
    begins = [start]
    has_figure = has_name = False
    is_name_first = bool(things) and isinstance(things[0], Name)
    before = start
    for thing in things:
        passed = [cut for cut in cuts if before <= cut[0] <= thing.start]
        before = thing.end
        is_figure = isinstance(thing, Figure)
        if has_figure and passed:
            is_last = thing.start > figures[last - 1].start and len(passed) == 1
            is_behind = passed[-1][1] == "(" or is_last
            is_closing = is_behind and not is_figure
            if not is_closing:
                begins.append(passed[0][0])
                has_figure = has_name = False
        elif has_figure and has_name and is_figure != is_name_first:
            begins.append(thing.start)
            has_figure = has_name = False
        has_figure, has_name = has_figure or is_figure, has_name or not is_figure
    ends = [*begins[1:], end]
    return [
        Clause(begin, stop, tuple(name for name in own if begin <= name.start < stop))
        for begin, stop in zip(begins, ends, strict=True)
    ]


def _wrong_time(record: Record, one: Occurrence, figure: Figure) -> str | None:
    """The time that the text gives a figure, where the fact has another one."""
    if record.period is None:
        return None
    period, when = _period(record.period), one.around.when(figure)
    if when.where in ("headings", "running", "afar", "nowhere"):
        # Its sentence names no time for it: one of those of the paragraph is meant.
        times = () if one.around.block.kind == "cell" else one.around.times_of_values
        if not times or any(period.overlaps(time.period) for time in (*times, *when.times)):
            return None
        return telling.other_time(one, times[0], period)
    times = when.times
    if when.where in ("beside", "sentence"):
        times += one.around.follows(figure)
    narrow = When(times, when.where).period
    if narrow and len(times) > 1:  # the quarter of a column in the year of its row
        times = tuple(time for time in times if time.period == narrow)
    if not times or any(_is_of(period, time) for time in times):
        return None
    return telling.other_time(one, times[0], period)


def _is_of(period: Period, time: Time) -> bool:
    """Whether a fact of a period is meant where a text names a time.

    It is of neither a longer time nor of a part of it, unless the text has only a day, or only
    says about when in a year.  Where the days are not those of months, one in common is enough.
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
    is_vague = period.grain in _VAGUE or time.period.grain in (*_VAGUE, "day") or part
    return time.period.overlaps(period) if is_vague else time.period == period


def _is_as_long(period: Period, other: Period) -> bool:
    days, others = ((one.last - one.first).days for one in (period, other))
    return other.grain in ("quarter", "half", "year") and abs(days - others) < _WEEK


@lru_cache(maxsize=1024)
def _period(iso: str) -> Period:
    return Period.parse(iso)


def _start(thing: Figure | Name) -> int:
    return thing.start
