"""Directions: whether a text is right about which of two figures is larger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from factreport.auditing.facts import OF_CHANGE, Fact, are_as_long
from factreport.auditing.fitting import are_told_apart
from factreport.auditing.mentions import Mention
from factreport.english import comparisons
from factreport.english.arithmetic import TURN
from factreport.english.between import SHIFTED
from factreport.english.claims import LOSS
from factreport.english.directions import BETWEEN_FIGURES, LEVELS, SHORTFALLS
from factreport.figures.comparing import compare
from factreport.figures.shifting import shifted
from factreport.model import Direction
from factreport.periods import label

_REACH = 80
_MOST_BEFORE = 4  # figures before a figure that it may be compared with
# How far from a figure the word for its direction may be.
_BEFORE, _BEHIND, _RIGHT_AFTER = 60, 30, 12
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_VERBS = {"up": "rose", "down": "fell"}
_OTHER: dict[Direction, Direction] = {"up": "down", "down": "up"}


def direction_of(mention: Mention) -> Direction | None:
    """The direction of a figure that is a change: "fell by 4,350", "27 more than"."""
    figure = mention.figure
    if figure.direction:
        return figure.direction
    since = max(mention.clause[0], figure.start - _BEFORE)
    until = min(max(mention.clause[1], figure.end + _RIGHT_AFTER), figure.end + _BEHIND)
    near = [(at, direction) for at, direction in mention.sentence.directions if since <= at < until]
    right_after = [
        direction for at, direction in near if figure.end <= at < figure.end + _RIGHT_AFTER
    ]
    before = [direction for at, direction in near if at < figure.end]
    after = [direction for at, direction in near if at >= figure.end]
    return next(iter((*right_after, *before[::-1], *after)), None)


def falls(mention: Mention) -> bool:
    """Whether a sentence is about a loss or a fall, whose value may be below zero."""
    return any(direction == "down" for _, direction in mention.sentence.directions)


def names_loss(mention: Mention) -> bool:
    """Whether a sentence is about a loss or a deficit, whose size it gives."""
    return bool(LOSS.search(mention.sentence.text, mention.sentence.start, mention.sentence.end))


def is_of_change(mention: Mention) -> bool:
    """Whether a sentence mentions a change anywhere before a figure."""
    return any(position < mention.figure.start for position, _ in mention.sentence.directions)


def is_about_change(mention: Mention) -> bool:
    """Whether a sentence, or what is above a cell, is about a change."""
    sentence = mention.sentence
    around = (sentence.headers.stems, sentence.before.stems, sentence.above.stems)
    is_change = bool(sentence.directions) or mention.figure.text.startswith("+")
    return is_change or any(
        not OF_CHANGE.isdisjoint(stems) for stems in (sentence.all_stems, *around)
    )


def misdirected(pairs: Sequence[tuple[Mention, Fact]]) -> Iterator[tuple[Mention, Fact, str]]:
    """The figures, with their facts, that the text compares wrongly with another figure.

    Two compared figures can't state the same fact or have periods of different length, and if the
    text says that a figure rose, it must not have fallen.
    """
    for number, (second, other) in enumerate(pairs):
        before = [
            pair
            for pair in pairs[max(0, number - _MOST_BEFORE) : number]
            if not _is_in_ended_clause(pair[0], second)
        ]
        of_series = [
            pair
            for pair in before
            if pair[1].series == other.series
            or (pair[1].metric is other.metric and pair[1].period == other.period)
        ]
        if not of_series:
            continue
        first, earlier = of_series[-1]
        is_of_series = earlier.series == other.series
        comparison = _set_in_order(first, second) if is_of_series else _set_against(first, second)
        is_as_long = are_as_long(earlier, other)
        # A figure of a new clause may be compared with what that clause is about.
        is_of_other = not is_as_long and TURN.search(
            second.sentence.text, first.figure.end, second.figure.start
        )
        if not (comparison or second.is_base) or (first.is_base and second.is_base) or is_of_other:
            continue
        if earlier is other and other.stated.low is None:
            yield second, other, "it is compared with a figure that states the same fact"
        elif comparison and not is_as_long:
            yield second, other, "it is compared with a figure for a period of a different length"
        elif comparison:
            is_forward, direction = comparison
            old, new = (earlier, other) if is_forward else (other, earlier)
            true = _direction(old, new)
            is_later = old.period and new.period and old.period.first > new.period.first
            is_from = comparisons.FROM.search(_before(second))
            if is_later and (is_forward or is_from):
                words = "the text says that it changed to a value of an earlier period"
                yield first, earlier, words
                yield second, other, words
            if direction and true and true != direction:
                words = f"it {_VERBS[true]}: {old.stated.value:,} to {new.stated.value:,}"
                yield second if is_forward else first, new, words
                if not (first.is_own and second.is_own):  # either may be the wrong one
                    yield first if is_forward else second, old, words


def _is_in_ended_clause(first: Mention, second: Mention) -> bool:
    """Whether a figure is in a relative clause that ends before another: "which had 5,"."""
    clauses = first.sentence.context.clauses
    number = clauses.at(first.figure.start)
    return clauses[number].kind == "when" and clauses.at(second.figure.start) != number


def contradict(first: Mention, second: Mention) -> str | None:
    """What is wrong if the text itself has two figures in the wrong order: "grew from 8 to 5"."""
    found = _set_in_order(first, second)
    if found is None or first.figure.unit != second.figure.unit:
        return None
    is_forward, said = found
    old, new = (mention.figure for mention in ((first, second) if is_forward else (second, first)))
    if said is None or old.value is None or new.value is None or old.value == new.value:
        return None
    has_risen = abs(new.value) > abs(old.value)
    return None if has_risen == (said == "up") else f'"{old.text}" to "{new.text}" is not {said}'


def goes_on(mention: Mention, since: int) -> bool:
    """Whether a figure is compared with one that ends at ``since``, or goes on about it.

    "10.1 TWh, against 9.6", "5.1% (Q2: 4.9%)".  In a new sentence only a pronoun goes on: "in May
    it was 4.9%".
    """
    sentence, start = mention.sentence, mention.figure.start
    if mention.is_size:
        return False
    if comparisons.GOES_ON_WITH.search(sentence.text, since, start):
        return True
    opening = sentence.text.rfind("(", since, start) + 1
    inside = sentence.text[opening:start].strip(" :,")
    is_bracketed = opening > 0 and any(
        sentence.text[when.start : when.end] == inside for when in sentence.own.times
    )
    return since > sentence.start and (mention.is_base or is_bracketed)


def is_of_other_moment(mention: Mention, since: int) -> bool:
    """Whether a figure goes on about one that ends at ``since``, for another time: "a year ago"."""
    later = SHIFTED.search(mention.sentence.text, since, mention.clause[1])
    return bool(later) and goes_on(mention, since)


def unevenly_compared(mention: Mention, fact: Fact, compared: Fact, since: int) -> Fact | None:
    """The fact that a figure should state which goes on about another that ends at ``since``.

    A base of another area or group has the same time, "5% of women" beside "6% of men", unless it
    has one of its own.  If nothing tells the two apart, they are of one series.
    """
    if fact.series == compared.series or not goes_on(mention, since):
        return None
    if not are_told_apart(fact, compared, mention):
        periods = {fact.period, *(when.period for when in mention.times)}
        return next(
            (
                other
                for other in compared.siblings
                if other is not compared
                and other.period in periods
                and compare(mention.figure, other.stated) == "different"
            ),
            None,
        )
    is_timeless = mention.is_base and not comparisons.FROM.search(_before(mention))
    if not is_timeless or mention.times or fact.metric is not compared.metric:
        return None
    same = (other for other in fact.siblings if other.period == compared.period)
    return None if fact.period == compared.period else next(same, None)


def misdirected_from(pair: tuple[Mention, Fact], before: Sequence[Fact]) -> str | None:
    """What is wrong if a sentence goes on with the wrong direction: "That was up from 19,215"."""
    mention, old = pair
    sentence = mention.sentence
    words = sentence.text[sentence.start : mention.figure.number[0]]
    if not (before and comparisons.FROM.search(words) and comparisons.GOES_ON.match(words)):
        return None
    new = before[-1]
    true, stated = _direction(old, new), _direction_in(words)
    if not (stated and true and old.series == new.series) or stated == true:
        return None
    return f"it {_VERBS[true]}: {old.stated.value:,} to {new.stated.value:,}"


def misdirected_to(mention: Mention, fact: Fact) -> str | None:
    """What is wrong if a level did not move as the text says: "fell to 46.3%", "46.3%, up on 2015".

    If the text names no time to compare with, the period before may be meant, or the same one a
    year earlier; of years, the last that the store has.
    """
    sentence, before = mention.sentence, _before(mention)[-_BEFORE:]
    behind = comparisons.MOVED.match(sentence.text, mention.figure.end, sentence.end)
    is_level = behind or comparisons.TO.search(before)
    part = behind or comparisons.LAST_PART.search(before)
    stated = _direction_in(part[0]) if part else None
    if not (is_level and stated and fact.period) or fact.metric.is_of_change:
        return None
    if mention.is_base or mention.is_size or fact.period.grain == "day":
        return None  # days of a series may lie at any distance
    times = sentence.own.times
    bases = [when for when in times if behind and when.start >= behind.end() - 1]
    old = [
        other
        for other in fact.siblings
        for when in bases
        if when.is_exact(other.period) and not when.is_relative
    ]
    if not old and all(when.is_relative or when.is_of(fact.period) for when in times):
        old = _before_it(fact)
    if {_direction(other, fact) for other in old} != {_OTHER[stated]}:
        return None
    return f"it {_VERBS[_OTHER[stated]]}: {old[0].stated.value:,} to {fact.stated.value:,}"


def _before_it(fact: Fact) -> list[Fact]:
    """The facts of the period before that of a fact, or a year earlier; of years, the last."""
    period = fact.period
    if period is None:
        return []
    known = {other.period: other for other in fact.siblings}
    steps = sorted({"year", period.grain} - {"split year", "span"})
    old = [known[earlier] for step in steps if (earlier := shifted(period, -1, step)) in known]
    past = [other for other in known if other and other.last < period.first]
    if not old and past and period.grain in ("year", "split year"):
        old = [known[max(past, key=lambda other: other.last)]]
    return old


def misranked(mention: Mention, fact: Fact) -> str | None:
    """What is wrong if a level is not the lowest or the highest since a time, or of its series."""
    sentence = mention.sentence
    extreme = comparisons.EXTREME.search(sentence.text, sentence.start, sentence.end)
    if not (extreme and fact.period) or mention.is_base or mention.is_size:
        return None
    since = [when.period.last for when in sentence.own.times if when.relation == "since"]
    if not (extreme["ever"] or extreme["later"] or since):
        return None
    after, is_low = max(since, default=date.min), bool(extreme["low"])
    for other in fact.siblings:
        if (
            other.period
            and after < other.period.first < fact.period.first
            and are_as_long(other, fact)
            and _direction(other, fact) == ("up" if is_low else "down")
        ):
            more = "lower" if is_low else "higher"
            return f"it was {more} in {label(other.period.iso)}: {other.stated.value:,}"
    return None


def _set_in_order(first: Mention, second: Mention) -> tuple[bool, Direction | None] | None:
    """Whether the second of two figures is the later one, and its direction in the text."""
    text = first.sentence.text
    before = text[max(first.sentence.start, first.figure.start - _REACH) : first.figure.number[0]]
    between = text[first.figure.end : second.figure.number[0]]
    if comparisons.FROM.search(before) and comparisons.TO.search(_before(second)):
        return True, _direction_in(before)
    if comparisons.REVISED_TO.search(between):
        return True, _direction_in(between)
    if not any(
        (
            second.is_base,
            comparisons.THAN_IN_BRACKETS.search(between),
            comparisons.GOES_ON_WITH.search(between),
        )
    ):
        return None
    is_result = comparisons.TO.search(before)
    part = comparisons.LAST_PART.search(before)
    said_before = part[0] if is_result and part else before if before.endswith(": ") else ""
    direction = _direction_in(between) or _direction_in(said_before)
    is_change = is_result and comparisons.FROM.search(_before(second))
    return (False, direction) if direction or is_change else None


def _set_against(first: Mention, second: Mention) -> tuple[bool, Direction] | None:
    """How a text compares two areas or groups: the first is higher or lower than the second."""
    text = first.sentence.text
    between = text[first.figure.end : second.figure.number[0]]
    start = max(first.sentence.start, first.figure.start - _REACH)
    higher = [*comparisons.HIGHER.finditer(text, start, second.figure.number[0])]
    if len(higher) != 1 or not comparisons.SET_AGAINST.search(between):
        return None
    return False, "up" if higher[0]["up"] else "down"


def _before(mention: Mention) -> str:
    """The text right before a figure, in its sentence."""
    number, sentence = mention.figure.number[0], mention.sentence
    return sentence.text[max(number - _REACH, sentence.start) : number]


def has_moved(words: str) -> bool:
    """Whether words say that something went up or down: "slowed by", but not "higher by"."""
    return any(word in BETWEEN_FIGURES and word not in LEVELS for word in _words_of_move(words))


def _words_of_move(words: str) -> list[str]:
    return _WORD.findall(comparisons.NO_MOVE.sub("", words.lower()))


def _direction_in(words: str) -> Direction | None:
    """The direction that words name: of moves the last, else the one that all words share.

    "Higher" is not a move, and neither is a deficit, which may go up or down.
    """
    known = [
        word for word in _words_of_move(words) if word in BETWEEN_FIGURES and word not in SHORTFALLS
    ]
    moves = [word for word in known if word not in LEVELS][-1:]
    directions = {BETWEEN_FIGURES[word] for word in moves or known}
    return directions.pop() if len(directions) == 1 else None


def _direction(old: Fact, new: Fact) -> Direction | None:
    """The direction of the size: a loss that shrinks goes down."""
    before, after = old.stated.value, new.stated.value
    if before is None or after is None or before == after:
        return None
    is_loss = before < 0 and after < 0
    return "up" if (after > before) != is_loss else "down"
