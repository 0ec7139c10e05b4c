"""Mentions: each figure with the times, areas, groups and words that belong to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import get_args

from factreport.auditing.facts import Metric
from factreport.auditing.names import Dimension
from factreport.auditing.scopes import Scope, scopes
from factreport.auditing.sentences import Sentence
from factreport.auditing.times import When
from factreport.english import claims, comparisons
from factreport.english.arithmetic import OF_WHOLE, WHOLE_FIRST
from factreport.english.between import IN_BRACKETS, RELATIVE
from factreport.english.stems import stems
from factreport.figures.clauses import borders
from factreport.figures.figure import Figure

_PREPOSITION = 60  # characters before a figure that may compare it
_BEFORE_SIZE = 60  # characters before a figure that may call it the size of a change
_LABEL = 4  # words of a label before a colon

# The weight of a word for a figure, by where it is.
_IN_CLAUSE, _IN_SENTENCE, _IN_HEADERS, _BEFORE, _ABOVE = 1.0, 0.8, 1.0, 0.5, 0.5


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Figures of a sentence with their clauses, and the names that belong to each of them."""

    sentence: Sentence
    figures: Sequence[Figure]
    clauses: Sequence[tuple[int, int]]

    @cached_property
    def scopes(self) -> dict[Dimension, list[Scope]]:
        """The areas and the groups that belong to each figure."""
        sentence, figures, clauses = self.sentence, self.figures, self.clauses
        by_dimension = {of: scopes(sentence, figures, clauses, of) for of in get_args(Dimension)}
        if figures is not sentence.figures:  # a ratio
            return by_dimension
        return {of: _without_those_of_part(sentence, some) for of, some in by_dimension.items()}


@dataclass(frozen=True, eq=False)  # compared by identity, so that results can be cached for it
class Mention:
    """A figure of a text, and what the text says about it, worked out when asked for.

    It is the figure of this ``number`` among its ``neighbours``.  A ratio in words, "doubled", may
    be about everything that its sentence names.  ``words`` are stems with their weights;
    ``carried`` are the metrics that the text is about before.
    """

    figure: Figure
    sentence: Sentence
    neighbours: Neighbours
    number: int
    words: Mapping[str, float]
    carried: frozenset[Metric]
    is_ratio: bool = False

    @property
    def clause(self) -> tuple[int, int]:
        """Where the words that belong only to this figure begin and end."""
        return self.neighbours.clauses[self.number]

    @property
    def says_now(self) -> bool:
        """Whether its clause says before it that it is for the present: "now at 61,270".

        What "is now 5, revised from 6" may be for any time.
        """
        text, sentence = self.sentence.text, self.sentence
        if claims.REVISING.search(text, sentence.start, sentence.end):
            return False
        return claims.NOW.search(text, self.clause[0], self.figure.start) is not None

    @property
    def areas(self) -> Scope:
        """The areas that belong to it."""
        return self.neighbours.scopes["area"][self.number]

    @property
    def groups(self) -> Scope:
        """The groups that belong to it."""
        return self.neighbours.scopes["group"][self.number]

    @property
    def scopes(self) -> tuple[tuple[Dimension, Scope], ...]:
        """The areas and the groups."""
        return ("area", self.areas), ("group", self.groups)

    @cached_property
    def _times_and_is_own(self) -> tuple[tuple[When, ...], bool]:
        """Its times, by its context, and whether they are beside it.

        A time without its year may be any of several.  "Now" is the time of the newest fact, and
        the base of a comparison without a time of its own may be of any.
        """
        sentence, times = self.sentence, self.sentence.own.times
        if self.is_ratio:
            return times or _running_times(sentence), False
        if sentence.is_cell:
            return times or sentence.headers.times or sentence.above.times, True
        figure = sentence.figures[self.number]
        last = [time for time in times if time.end <= figure.start][-1:]
        if last and RELATIVE.fullmatch(sentence.text, last[0].end, figure.start):
            start = last[0].start
            # "Since 2019, when it was 38" gives the value for 2019.
            then = tuple(time._replace(relation="in") for time in times if time.start == start)
            return then, not last[0].leans
        when = sentence.context.when(figure)
        places = [(time.start, time.end) for time in when.times if time.end]
        is_said = when.where in ("beside", "sentence")
        start, end = self.clause
        is_dated = when.where == "beside" or any(start <= time.start < end for time in times)
        if not is_dated and self.says_now:
            return (), False
        if not is_said:
            places = [(time.start, time.end) for time in times if time.relation not in ("in", "by")]
        times = tuple(
            time
            for time in times
            if any(time.start < end and start < time.end for start, end in places)
            and not (when.where != "beside" and _is_of_next(sentence, self.number, time))
        )
        if len(times) == 1 and times[0].period.grain == "span":
            # "From 2013 to 2023 it fell from 9 to 7": each figure is for one end.
            before = sentence.text[max(0, figure.start - _PREPOSITION) : figure.start]
            if comparisons.FROM.search(before):
                times = (times[0]._replace(relation="from"),)
            elif comparisons.TO.search(before):
                times = (times[0]._replace(relation="to"),)
        if times and self.is_base and when.where != "beside":  # "fell to 11 in July from 12"
            times += tuple(time._replace(relation="before") for time in times if not time.is_span)
        if times:
            return times, when.where == "beside"
        return () if self.is_base else _running_times(sentence), False

    @property
    def times(self) -> tuple[When, ...]:
        """The times that the figure may be for: any of these, or any at all if there are none."""
        return self._times_and_is_own[0]

    @property
    def is_own(self) -> bool:
        """Whether its times are beside it."""
        return self._times_and_is_own[1]

    @cached_property
    def said_times(self) -> tuple[When, ...]:
        """Those of its times that the sentence itself gives, for this figure only."""
        if self.is_ratio:
            return self.times
        sentence, figures = self.sentence, self.neighbours.figures
        times = sentence.headers.times if sentence.is_cell else sentence.own.times
        in_sentence = {(time.start, time.end, time.period) for time in times}
        # A time on the far side of another figure may belong to that figure.
        start = figures[self.number - 1].start if self.number else sentence.start
        following = self.number + 1
        end = figures[following].start if following < len(figures) else sentence.end
        return tuple(
            time
            for time in self.times
            if (time.start, time.end, time.period) in in_sentence
            and (self.is_own or start <= time.start < end)
        )

    @cached_property
    def is_said(self) -> bool:
        """Whether its sentence, or a header of its cell, gives its time in full."""
        full = {(time.start, time.end) for time in self.sentence.own.times if not time.leans}
        return (
            self.is_ratio
            or self.sentence.is_cell
            or any((time.start, time.end) in full for time in self.times)
        )

    @cached_property
    def is_base(self) -> bool:
        """Whether something else is compared with it: "up from 5.1%"."""
        figure = self.neighbours.figures[self.number]
        return not self.is_ratio and is_base(self.sentence.text, figure)

    @cached_property
    def is_size(self) -> bool:
        """Whether it can only be how much more or less something is: "fell by 4,350"."""
        figure, sentence = self.figure, self.sentence
        before = sentence.text[max(sentence.start, figure.start - _BEFORE_SIZE) : figure.start]
        is_level = self.is_ratio or comparisons.LIMIT.match(figure.text)
        return not is_level and bool(
            figure.text.startswith("+")
            or comparisons.SIZE_OF_CHANGE.search(before.lower())
            or comparisons.MORE.match(sentence.text, figure.end)
        )


def mentions(sentence: Sentence, carried: frozenset[Metric]) -> Iterator[Mention]:
    """Each figure of a sentence with everything that belongs to it.

    ``carried`` are the metrics that the text is about before it.
    """
    clauses = [_clause(sentence, number) for number in range(len(sentence.figures))]
    neighbours = Neighbours(sentence, sentence.figures, clauses)
    shared = _shared_words(sentence, carried)
    for number, figure in enumerate(sentence.figures):
        # "Below the 36.4 percent" is a comparison, "never more than 5" a value that was reached.
        is_bare = (
            figure.qualifier
            and figure.start < figure.number[0]  # not "their 2,600-plus helpers"
            and (
                comparisons.WITH_ARTICLE.match(figure.text)
                or claims.NEVER.search(sentence.text, sentence.start, figure.start)
            )
        )
        mentioned = figure._replace(qualifier=None) if is_bare else figure
        if comparisons.LIMIT.match(figure.text):  # "dropped below 27,000" gives a level
            mentioned = mentioned._replace(direction=None)
        # The words of its clause say the most.
        known = sentence.own.words
        first, last = (bisect_left(known, end, key=attrgetter("start")) for end in clauses[number])
        words = shared | {word.key: _IN_CLAUSE for word in known[first:last]}
        yield Mention(mentioned, sentence, neighbours, number, words, carried)


def _without_those_of_part(sentence: Sentence, all_scopes: Sequence[Scope]) -> list[Scope]:
    """The names of each figure; a whole does not take over the names of its part."""
    scopes = list(all_scopes)
    for number, figure in enumerate(sentence.figures):
        before = sentence.figures[number - 1] if number else None
        if before and before.low is None:
            whole = OF_WHOLE.fullmatch(sentence.text, before.end, figure.start)
            whole = whole if before.value is not None else None
        else:
            whole = WHOLE_FIRST.fullmatch(sentence.text, sentence.start, figure.start)
        if whole and not sentence.is_cell and figure.unit.dimension != "percent":
            beside = {
                name.name
                for name in sentence.own.names
                if whole.start("of") <= name.start < figure.start
            }
            scope = scopes[number]
            named = scope.own | scope.near
            scopes[number] = Scope(named & beside, frozenset(), frozenset())
            part = scopes[number - 1] if before else scope
            if before and not (part.own or part.near):  # "70 of the 420 employees are in shops"
                scopes[number - 1] = part._replace(own=scope.own - beside)
    return scopes


def ratio_mentions(sentence: Sentence, carried: frozenset[Metric]) -> Iterator[Mention]:
    """Each ratio in words of a sentence, with everything that the sentence names."""
    for figure in sentence.ratios:
        words = _shared_words(sentence, carried)
        neighbours = Neighbours(sentence, [figure], [(sentence.start, sentence.end)])
        yield Mention(figure, sentence, neighbours, 0, words, carried, is_ratio=True)


def is_base(text: str, figure: Figure) -> bool:
    """Whether something else is compared with a figure: "from 5.1%", "than the 165,900"."""
    since = max(0, figure.start - _PREPOSITION)
    if comparisons.COMPARED.search(text[since : figure.start]):
        return True
    return figure.qualifier is not None and bool(comparisons.WITH_ARTICLE.match(figure.text))


def _is_of_next(sentence: Sentence, number: int, time: When) -> bool:
    """Whether a time after a figure belongs to the next one: "a fall from 2022 (75.1%)"."""
    following = sentence.figures[number + 1 : number + 2]
    return time.start > sentence.figures[number].end and any(
        joint.fullmatch(sentence.text, time.end, other.start)
        and sentence.context.when(other).where != "beside"
        for other in following
        for joint in (RELATIVE, IN_BRACKETS)
    )


def _running_times(sentence: Sentence) -> tuple[When, ...]:
    """What the text is about before a sentence, or at its beginning."""
    first = tuple(
        time if time.period.grain == "day" else time._replace(relation="about")
        for time in sentence.lead
    )
    return sentence.before.times + sentence.above.times + first


def _clause(sentence: Sentence, number: int) -> tuple[int, int]:
    """Where the words that belong only to this figure begin and end."""
    figure, text = sentence.figures[number], sentence.text
    since = sentence.figures[number - 1].end if number else sentence.start
    if number and comparisons.TO_NEXT.fullmatch(text, since, figure.start):  # "gained 5 to reach 8"
        since = _clause(sentence, number - 1)[0]
    # What is in brackets right after the figure belongs to its clause: "231 (56%) were men".
    bracket = comparisons.BRACKET.match(text, figure.end)
    after_bracket = bracket.end() if bracket else figure.end
    following = [
        other.start for other in sentence.figures[number + 1 :] if other.start >= after_bracket
    ]
    end = following[0] if following else sentence.end
    names = [(name.start, name.end) for name in sentence.own.names]
    start = since
    for border in borders(text, since, figure.start, names=names):
        is_of_change = border[0].lower() == "from"  # "rose from 41 to 45"
        is_label = (  # "Net loss: £18 million"
            border[0].strip() == ":"
            and not text[border.end() : figure.start].strip()
            and len(text[sentence.start : border.start()].split()) <= _LABEL
        )
        if border.end() < figure.start and not is_of_change and not is_label:
            start = border.end()
    after = next(borders(text, after_bracket, end, names=names), None)
    return start, after.start() if after else end


def _shared_words(sentence: Sentence, carried: Iterable[Metric]) -> dict[str, float]:
    """The words that may belong to any figure of a sentence."""
    words = dict.fromkeys(sentence.above.stems, _ABOVE)
    words |= dict.fromkeys(
        sentence.before.stems.union(*(metric.core for metric in carried)), _BEFORE
    )
    words |= dict.fromkeys(sentence.own.stems | sentence.headers.stems, _IN_SENTENCE)
    if sentence.is_cell:
        in_headers = stems(sentence.row_and_column) & sentence.headers.stems
        words |= dict.fromkeys(in_headers, _IN_HEADERS)
    return words
