"""Mentions: each figure with the times, areas, groups and words that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from factreport.auditing.facts import Metric
from factreport.auditing.names import Dimension, Word
from factreport.auditing.scopes import Scope, scopes
from factreport.auditing.sentences import Sentence
from factreport.auditing.times import When
from factreport.figures.clauses import borders
from factreport.figures.english.comparisons import (
    COMPARED,
    FROM,
    FULL_YEAR,
    MORE,
    NOW,
    SIZE_OF_CHANGE,
    TO,
)
from factreport.figures.english.stems import stems
from factreport.figures.figure import Figure

# How far before a figure its preposition is searched for, and how far from it its own time.
_PREPOSITION, _REACH = 60, 120
_BEFORE_SIZE = 60  # characters before a figure that may call it the size of a change
_MOST_BESIDE = 8  # times that stand beside one another
# What separates a figure from a time after it, and a time from a figure after it.
_PARTS_AFTER = re.compile(
    r"[,;:()\[\]]|\s[–—-]\s|\b(?:than|from|compared|against|versus|(?:above|below)\sthe|"
    r"as\s(?:many|much|high|low|large|"
    r"in|of)|while|but|whereas|when|and|to|after|before)\b",
    re.IGNORECASE,
)
# Between a change and the time that it is counted from: "3.3% from a year earlier to 278".
_SINCE = re.compile(r"\s(?:[a-z]+\s)?(?:from|than|(?P<on>on|over))\s(?:[a-z]+\s){0,4}")
# Between a figure and the date of a record: "37.4 °C, which dates from 25 July 2019".
_DATING = re.compile(
    r",?\s(?:which|that)\s(?:dates?|dated|was|had\sbeen|has\sstood)(?:\s\w+){0,2}\s"
    r"(?:from|on|in|to|since)\s|,?\s(?:set|measured|recorded|reached|dating)\s(?:back\sto|from|on|in)\s"
)
_PARTS_BEFORE = re.compile(r"[;()\[\]]|\b(?:than|compared|against|versus)\b", re.IGNORECASE)
_WITH_ARTICLE = re.compile(r"(?:\w+\s){0,2}(?:above|below|over|under|than)\sthe\b", re.IGNORECASE)
_BRACKET = re.compile(
    r"[^,;.()]{0,20}(?:\([^()]*\)|,\s(?:or\s)?[^,;.()]{0,20}\d(?:%|\sper\s?cent),)"
)
_OR = re.compile(r"[^,;()]{0,20},?\sor\s")
_IN_BRACKETS = re.compile(r"[^()\[\]]*[(\[][^()\[\]]*")
_WENT = re.compile(r"\b(?:went|go|goes|gone|going|moved?|shot|jumped|rose|climbed|came)\s$")
_TO_NEXT = re.compile(r"(?:\sin\s\w+)?\sto\s(?:reach\s|just\s|about\s|some\s)?[$€£¥]?")
_SIDE_BY_SIDE = re.compile(r",\s(?:and\s)?|\s(?:and|or|&)\s(?:in\s)?")

# The weight of a word for a figure, by where it stands.
_IN_CLAUSE, _IN_SENTENCE, _IN_HEADERS, _BEFORE, _ABOVE = 1.0, 0.8, 1.0, 0.5, 0.5


@dataclass(frozen=True, eq=False)  # compared by identity, so that results can be cached for it
class Mention:
    """A figure of a text, and what the text says about it.

    One of the ``times`` is that of the figure; without times it may be for any time.  Of these the
    sentence says ``said_times``, and for no other figure.  ``is_base``
    says that something else is compared with it, "up from 5.1%"; ``is_size`` that it can only be
    how much more or less something is, "fell by 4,350"; ``is_own`` that the times stand
    beside it.  ``words`` are stems with their weights; ``carried`` are the metrics that the text
    is about before.
    """

    figure: Figure
    sentence: Sentence
    times: tuple[When, ...]
    said_times: tuple[When, ...]
    is_own: bool
    is_said: bool
    is_base: bool
    is_size: bool
    areas: Scope
    groups: Scope
    words: Mapping[str, float]
    clause: tuple[int, int]
    carried: frozenset[Metric]

    @property
    def scopes(self) -> tuple[tuple[Dimension, Scope], ...]:
        """The areas and the groups."""
        return ("area", self.areas), ("group", self.groups)

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of the row and the column of a cell."""
        return self.sentence.row + self.sentence.column


def mentions(sentence: Sentence, carried: frozenset[Metric]) -> Iterator[Mention]:
    """Each figure of a sentence with everything that belongs to it.

    ``carried`` are the metrics that the text is about before it.
    """
    clauses = [_clause(sentence, number) for number in range(len(sentence.figures))]
    bases = _bases(sentence)
    owned = _owned_times(sentence)
    times = _times_of_figures(sentence, owned, bases)
    areas, groups = (
        scopes(sentence, sentence.figures, clauses, dimension) for dimension in get_args(Dimension)
    )
    shared = _shared_words(sentence, carried)
    said = sentence.headers.times if sentence.is_cell else sentence.own.times
    taken = {time for some in owned for time in some}
    for number, figure in enumerate(sentence.figures):
        yield Mention(
            without_comparison(sentence.text, figure),
            sentence,
            times[number],
            is_own=bool(owned[number]) or sentence.is_cell,
            is_said=_is_said(sentence, times[number]),
            said_times=tuple(
                time
                for time in times[number]
                if time in said and (owned[number] or time not in taken)
            ),
            is_base=bases[number],
            is_size=_is_size(sentence, figure),
            areas=areas[number],
            groups=groups[number],
            words=_words(sentence, clauses[number], shared),
            clause=clauses[number],
            carried=carried,
        )


def ratio_mentions(sentence: Sentence, carried: frozenset[Metric]) -> Iterator[Mention]:
    """Each ratio in words of a sentence, with everything that the sentence names."""
    times = _main_times(sentence, [], []) or _running_times(sentence)
    words = _shared_words(sentence, carried)
    for figure in sentence.ratios:
        clause = (sentence.start, sentence.end)
        areas, groups = (
            scopes(sentence, [figure], [clause], dimension)[0] for dimension in get_args(Dimension)
        )
        yield Mention(
            figure, sentence, times, times, is_own=False, is_said=True, is_base=False,
            is_size=False,
            areas=areas, groups=groups, words=words, clause=clause, carried=carried,
        )  # fmt: skip


def _is_said(sentence: Sentence, times: Sequence[When]) -> bool:
    """Whether the sentence of a figure, or the headers of its cell, say its time in full."""
    said = {(time.start, time.end) for time in sentence.own.times if not time.leans}
    return sentence.is_cell or any((time.start, time.end) in said for time in times)


def _is_size(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure can only be how much more or less something is: "fell by 4,350"."""
    before = sentence.text[max(sentence.start, figure.start - _BEFORE_SIZE) : figure.start]
    return bool(
        figure.text.startswith("+")
        or SIZE_OF_CHANGE.search(before.lower())
        or MORE.match(sentence.text, figure.end)
    )


def _bases(sentence: Sentence) -> list[bool]:
    """Whether something else is compared with each figure.

    This includes a figure that restates the base: "from $32.3 million, or $2.18 per share".
    """
    found: list[bool] = []
    end = sentence.start
    for figure in sentence.figures:
        again = found and found[-1] and _OR.fullmatch(sentence.text, end, figure.start)
        found.append(bool(again) or is_base(sentence.text, figure))
        end = figure.end
    return found


def is_base(text: str, figure: Figure) -> bool:
    """Whether something else is compared with a figure: "from 5.1%", "than the 165,900"."""
    since = max(0, figure.start - _PREPOSITION)
    if COMPARED.search(text[since : figure.start]):
        return True
    return figure.qualifier is not None and bool(_WITH_ARTICLE.match(figure.text))


def without_comparison(text: str, figure: Figure) -> Figure:
    """A figure without a qualifier that belongs to the words before it.

    "Below the 36.4 percent" is a comparison, and "went up to 5,000" names the end of a change.
    """
    if not figure.qualifier:
        return figure
    is_target = figure.text.lower().startswith("up to") and _WENT.search(
        text[max(0, figure.start - _PREPOSITION) : figure.start]
    )
    if is_target or _WITH_ARTICLE.match(figure.text):
        return figure._replace(qualifier=None)
    return figure


def _owned_times(sentence: Sentence) -> list[tuple[When, ...]]:
    """The times that stand beside each figure: right after it, or else before it.

    One after a restatement is also that of what is restated: "$6 million, or 4 cents, a year ago".
    """
    times, text = sentence.own.times, sentence.text
    found: list[tuple[When, ...]] = []
    behind: set[int] = set()  # times that belong to the figure before them
    number = 0
    for place, figure in enumerate(sentence.figures):
        following = sentence.figures[place + 1 : place + 2]
        until = following[0].start if following else sentence.end
        restated = sentence.figures[place - 1] if place else None
        since = sentence.figures[place - 1].end if place else sentence.start
        while number < len(times) and times[number].start < figure.start:
            number += 1
        if (
            number < len(times)
            and times[number].start < until
            and _is_after(text, figure, times[number])
        ):
            behind.add(number)
            found.append(_side_by_side(text, times[number : number + _MOST_BESIDE]))
            continue
        if (
            restated
            and number < len(times)
            and _OR.fullmatch(text, restated.end, figure.start)
            and text[figure.end : times[number].start] == ", "
        ):
            behind.add(number)
            found[-1:] = [times[number : number + 1]] * 2
            continue
        last = number - 1
        is_before = (
            last >= 0
            and times[last].end >= since
            and last not in behind
            and not (place and _is_base_of_change(text, sentence.figures[place - 1], times[last]))
        )
        if is_before and _is_before(sentence, times[last], figure):
            found.append(_side_by_side(text, times[max(0, last - _MOST_BESIDE) : number][::-1]))
        else:
            found.append(())
    return found


def _is_base_of_change(text: str, figure: Figure, time: When) -> bool:
    """Whether a change is counted from a time: neither the sentence nor what follows is about it.

    But "rose 3% on 24 July" is a day, and "better than in 2024, when it was 77" goes on about it.
    """
    is_change = figure.unit.dimension in ("percent", "points") or figure.direction
    since = _SINCE.fullmatch(text, figure.end, time.start) if is_change else None
    is_base = since is not None and (not since["on"] or time.is_relative)
    return is_base and not text.startswith((", when", ", which"), time.end)


def _is_after(text: str, figure: Figure, time: When) -> bool:
    between = text[figure.end : time.start]
    if time.is_span and re.fullmatch(r"\s(?:from|between|for)\s", between):
        return True
    if re.fullmatch(r"\s?[(\[](?:in\s)?", between):
        return text[time.end : time.end + 1] != ":"
    if _DATING.fullmatch(between):
        return True
    return len(between) < _REACH and not _PARTS_AFTER.search(between)


def _is_before(sentence: Sentence, time: When, figure: Figure) -> bool:
    """Whether a time before a figure is its own: not if something else is compared with it."""
    text, clauses = sentence.text, sentence.context.clauses
    between = text[time.end : figure.start]
    if re.fullmatch(r"\s[(\[]|:?\s?|,\s(?:which|when)\s[^,;:()]*", between):
        return True
    around, own = clauses.at(time.start), clauses.at(figure.start)
    is_compared = clauses[around].kind == "compared" and own != around
    return not (
        len(between) > _REACH
        or _PARTS_BEFORE.search(between)
        or is_base(text, figure)
        or (is_compared and clauses[own].kind != "when")
    )


def _side_by_side(text: str, times: Sequence[When]) -> tuple[When, ...]:
    """The first of the times, and those that follow with only "and" between them."""
    found = list(times[:1])
    for time in times[1:]:
        first, second = sorted((found[-1], time), key=lambda when: when.start)
        if first.start == second.start:
            found.append(time)
            continue
        if not _SIDE_BY_SIDE.fullmatch(text, first.end, second.start):
            break
        found.append(time)
    return tuple(found)


def _times_of_figures(
    sentence: Sentence, owned: Sequence[tuple[When, ...]], bases: Sequence[bool]
) -> list[tuple[When, ...]]:
    """The times of each figure: its own, those before its brackets, or what the text is about."""
    main = _main_times(sentence, owned, bases)
    is_full_year = bool(FULL_YEAR.search(sentence.text, sentence.start, sentence.end))
    taken = {time for times in owned for time in times}
    found: list[tuple[When, ...]] = []
    for number, figure in enumerate(sentence.figures):
        before = sentence.figures[number - 1].end if number else figure.start
        if owned[number]:
            own = tuple(time for time in owned[number] if not (is_full_year and time.leans))
            found.append(_end_of_span(sentence, figure, own))
        elif number and _IN_BRACKETS.fullmatch(sentence.text, before, figure.start):
            found.append(found[-1])
        else:
            since = _clause(sentence, number)[0]
            is_now = NOW.search(sentence.text, since, figure.start)
            about = () if is_now else _times_about(sentence, figure, main, taken)
            ends = _end_of_span(sentence, figure, about)
            is_free = bases[number] and not sentence.is_cell and ends == about
            found.append(() if is_free else ends)
    return found


def _times_about(
    sentence: Sentence, figure: Figure, main: tuple[When, ...], taken: Collection[When]
) -> tuple[When, ...]:
    """The times of a figure without times beside it.

    These are the last ones before it in its sentence, else those behind it, and those that the text
    is about before the sentence.
    """
    if sentence.is_cell:
        return main or sentence.headers.times or sentence.above.times
    clauses = sentence.context.clauses
    part = clauses.main(figure.start)
    near = [time for time in main if clauses.main(time.start) == part]
    left = [time for time in near if time.start < figure.start]
    if left:
        return _side_by_side(sentence.text, left[::-1])
    right = tuple(time for time in near if time not in taken)
    return right or _running_times(sentence) or tuple(near)


def _running_times(sentence: Sentence) -> tuple[When, ...]:
    """What the text is about before a sentence, or at its beginning."""
    first = tuple(
        time if time.period.grain == "day" else time._replace(relation="about")
        for time in sentence.lead
    )
    return sentence.before.times + sentence.above.times + first


def _main_times(
    sentence: Sentence, owned: Sequence[tuple[When, ...]], bases: Sequence[bool]
) -> tuple[When, ...]:
    """The times that a sentence is about: those outside comparisons and brackets.

    "The full year" may be any year.
    """
    compared = {time for times, base in zip(owned, bases, strict=True) if base for time in times}
    main = tuple(
        time
        for time in sentence.own.times
        if time not in compared
        and not sentence.context.clauses.is_aside(time.start)
        and not any(_is_base_of_change(sentence.text, one, time) for one in sentence.figures)
    )
    if not sentence.is_cell and FULL_YEAR.search(sentence.text, sentence.start, sentence.end):
        return tuple(time for time in main if not time.leans)
    return main


def _end_of_span(sentence: Sentence, figure: Figure, times: tuple[When, ...]) -> tuple[When, ...]:
    """The end of a span that a figure belongs to: "from 2013 to 2023 it fell from 9 to 7"."""
    if len(times) != 1 or times[0].period.grain != "span":
        return times
    before = sentence.text[max(0, figure.start - _PREPOSITION) : figure.start]
    if FROM.search(before):
        return (times[0]._replace(relation="from"),)
    return (times[0]._replace(relation="to"),) if TO.search(before) else times


def _clause(sentence: Sentence, number: int) -> tuple[int, int]:
    """Where the words that belong only to this figure begin and end.

    What stands in brackets right after the figure does not end its clause: "231 (56%) were men".
    """
    figure, text = sentence.figures[number], sentence.text
    since = sentence.figures[number - 1].end if number else sentence.start
    if number and _TO_NEXT.fullmatch(text, since, figure.start):
        since = _clause(sentence, number - 1)[0]
    bracket = _BRACKET.match(text, figure.end)
    behind = bracket.end() if bracket else figure.end
    following = [
        figure.start for figure in sentence.figures[number + 1 :] if figure.start >= behind
    ]
    end = following[0] if following else sentence.end
    names = [(name.start, name.end) for name in sentence.own.names]
    start = since
    for border in borders(text, since, figure.start, names=names):
        is_of_change = border[0].lower() == "from"  # "rose from 41 to 45"
        start = border.end() if border.end() < figure.start and not is_of_change else start
    after = next(borders(text, behind, end, names=names), None)
    return start, after.start() if after else end


def _shared_words(sentence: Sentence, carried: Iterable[Metric]) -> dict[str, float]:
    """The words that may belong to any figure of a sentence."""
    levels = (
        (sentence.above.stems, _ABOVE),
        (sentence.before.stems, _BEFORE),
        ([word for metric in carried for word in metric.core], _BEFORE),
        (sentence.own.stems, _IN_SENTENCE),
        (sentence.headers.stems, _IN_SENTENCE),
        (stems((*sentence.row, *sentence.column)) & sentence.headers.stems, _IN_HEADERS),
    )
    return {word: weight for words, weight in levels for word in words}


def _words(
    sentence: Sentence, clause: tuple[int, int], shared: Mapping[str, float]
) -> Mapping[str, float]:
    """The words that may belong to a figure: those of its clause say the most."""
    words = sentence.own.words
    first = bisect_left(words, clause[0], key=_start)
    last = bisect_left(words, clause[1], key=_start)
    if first == last:
        return shared
    return {**shared, **{word.key: _IN_CLAUSE for word in words[first:last]}}


def _start(word: Word) -> int:
    return word.start
