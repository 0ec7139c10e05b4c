"""Fitting: how far the words, times and names around a figure point to a fact."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from math import fsum
from typing import get_args

from factreport.auditing.facts import Fact, Metric
from factreport.auditing.mentions import Mention
from factreport.auditing.names import Dimension
from factreport.auditing.scopes import Scope
from factreport.auditing.sentences import Sentence
from factreport.auditing.times import When, reread_after
from factreport.english import claims
from factreport.english.between import PART_OF_YEAR, YEAR
from factreport.english.names import (
    AGE,
    AGE_NUMBER,
    GROUP_AFTER,
    GROUP_KIND,
    OF,
    WHOLE,
    numbered_in,
)
from factreport.english.stems import GENERIC, PERSONS, are_opposite, stem, stems, stems_of
from factreport.figures.figure import Figure
from factreport.figures.shifting import shifted
from factreport.figures.units import are_of_one_dimension
from factreport.periods import Period

# A sentence is plainly about a metric if it has this share of the words of its title.
PLAIN = 0.5
# The least weight of a word in the sentence of a figure, and in its clause.
OWN, NEAR = 0.8, 0.9
_BORDER = re.compile("[,:;]")


@lru_cache(maxsize=2048)
def score(metric: Metric, mention: Mention) -> float:
    """How strongly the words around a figure point to a metric; 0 if not at all.

    A figure that counts what the metric counts points to it.
    """
    words, least = mention.words, _least(metric, mention)
    shared = [word for word in metric.words.keys() & words.keys() if words[word] >= least]
    unit = mention.figure.unit
    counted = stem(unit.name) if unit.dimension in ("count", "points") else ""
    if counted in metric.units and (
        counted not in PERSONS or any(call <= GENERIC for call in metric.calls)
    ):
        shared += [counted] if counted not in shared else []
    elif not any(word not in GENERIC or word in metric.core for word in shared):
        return 0.0
    # Words come in any order, on which a plain sum of floats depends.
    return fsum(metric.words[word] * words.get(word, PLAIN) for word in shared)


def _least(metric: Metric, mention: Mention) -> float:
    """The least weight of a word that counts; words from before do not count for a new subject."""
    return OWN if is_foreign(metric, mention.sentence) else PLAIN


def is_foreign(metric: Metric, sentence: Sentence) -> bool:
    """Whether the sentence is about something other than the metric."""
    return bool(sentence.subject) and sentence.subject.isdisjoint(metric.words)


def is_of_stranger(metric: Metric, mention: Mention) -> bool:
    """Whether the sentence is about another thing that shares a word with the metric.

    "The concentration of methane" is not the concentration of carbon dioxide.
    """
    subject, sentence = mention.sentence.subject, mention.sentence
    if sentence.figures[0].start != mention.figure.start or subject <= metric.words.keys():
        return False
    of_what = stems_of(sentence.text[sentence.start : mention.figure.start].partition(OF)[2])
    if subject.isdisjoint(of_what - metric.words.keys()):
        return False
    sentence_stems = sentence.own.stems | subject
    return not subject.isdisjoint(metric.core) and not any(
        2 * len(call & sentence_stems) >= len(call) for call in metric.calls
    )


def is_of_opposite(fact: Fact, mention: Mention) -> bool:
    """Whether the clause of a figure says the opposite of a word of its fact: mean and median.

    Where it names groups of the metric, the group of the fact is compared with these instead.
    """
    clause = mention.sentence.text[slice(*mention.clause)]
    groups = mention.groups.own | mention.groups.near
    group = fact.group if groups.isdisjoint(fact.metric.names["group"]) else None
    return are_opposite(clause, f"{fact.metric.called} {group or ''}")


def is_of_other_measure(fact: Fact, mention: Mention) -> bool:
    """Whether a text has another limit, category or rate than a fact: "within 26 weeks"."""
    sentence, per = mention.sentence, mention.figure.unit.per
    marks_said = {
        **claims.marks_in(sentence.text[sentence.start : sentence.end]),
        "each": set(),
        "per": set(),
        **(claims.marks_in(f"per {per}") if per else {}),
    }
    if not any(marks_said.values()):
        return False
    of_fact = claims.marks_in(
        f"{fact.metric.title} {fact.record.written or ''} {fact.record.unit or ''}"
    )
    return any(
        marks and marks.isdisjoint(of_fact[kind])
        for kind, marks in marks_said.items()
        if of_fact.get(kind)
    )


def has_other_base(fact: Fact, mention: Mention) -> bool:
    """Whether a change compares with another time than its fact: month and year.

    The title of the fact says with which, or the values of what has changed show it.
    """
    if mention.is_base or not fact.metric.is_of_change:  # "from 6.5% a month earlier" is the base
        return False
    text, figure, sentence = mention.sentence.text, mention.figure, mention.sentence
    after = next((other.start for other in sentence.figures if other.start > figure.start), None)
    end = sentence.end if after is None else after
    stated = claims.base_in(text, figure.end, end)
    if stated is None and fact.period:  # "28% up on February"
        gaps = {1: "month", 3: "quarter", 12: "year"}
        for time in sentence.context.times(figure.end, end):
            back = fact.period.first.year - time.period.first.year
            months = 12 * back + fact.period.first.month - time.period.first.month
            is_base = claims.BEFORE_BASE.search(text, figure.end, time.start)
            if is_base and time.period.grain == fact.period.grain and months in gaps:
                stated = gaps[months]
    own = claims.base_in(fact.metric.title)
    return stated is not None and (stated != own if own else _is_not_since(fact, stated))


def _is_not_since(fact: Fact, grain: str) -> bool:
    """Whether the values of what has changed show another change in percent since a time before."""
    before = shifted(fact.period, -1, grain) if fact.period else None
    sign = -1 if fact.stated.direction == "down" and (fact.stated.value or 0) > 0 else 1
    levels = [metric for metric in fact.metric.levels if metric.unit.dimension != "percent"]
    for metric in levels if fact.metric.unit.dimension == "percent" else ():
        known = {
            other.period: other.stated.value
            for other in metric.facts
            if other.series[1:] == fact.series[1:] and not other.record.is_superseded
        }
        old, new, change = known.get(before), known.get(fact.period), fact.stated.value
        if old and new and change is not None:
            step = Decimal(1).scaleb(int(change.as_tuple().exponent))
            return abs((new / old - 1) * 100 - sign * change) > step
    return False


def is_of_other_age(fact: Fact, mention: Mention) -> bool:
    """Whether the clause of a figure names an age that its fact does not have.

    Those under 15 are up to 14 years old.
    """
    ages = {int(age[1] or age[2]) for age in AGE.finditer(mention.sentence.text, *mention.clause)}
    of_fact = {int(age) for age in AGE_NUMBER.findall(f"{fact.metric.title} {fact.group or ''}")}
    return bool(ages) and not any(age - 1 <= known <= age + 1 for age in ages for known in of_fact)


def is_of_other_number(fact: Fact, mention: Mention) -> bool:
    """Whether a clause names another of numbered things than the title: "5G" for "4G coverage"."""
    in_text = numbered_in(mention.sentence.text[slice(*mention.clause)])
    in_title = numbered_in(fact.metric.title)
    return any(
        kind in in_text and in_text[kind].isdisjoint(numbers) for kind, numbers in in_title.items()
    )


def is_of_unknown_group(fact: Fact, mention: Mention) -> bool:
    """Whether the text gives a figure to a group of which the metric has no fact: "for women"."""
    text, (start, end) = mention.sentence.text, mention.clause
    groups = [*GROUP_AFTER.finditer(text, start, end)]
    if kind := GROUP_KIND.match(text, mention.figure.number[1]):
        groups.append(kind)
    known = fact.metric.words.keys() | stems(group for group in fact.metric.names["group"] if group)
    group_stems = {stem(group[1]) for group in groups}
    return bool(group_stems) and fact.group is None and group_stems.isdisjoint(known)


def is_unreal(fact: Fact, mention: Mention) -> bool:
    """Whether a figure is a target, or counts only what was opened or closed."""
    record = fact.record
    start, end = mention.clause[0], mention.figure.start
    before, title = mention.sentence.text[start:end], f"{record.title} {record.group or ''}"
    is_supposed = claims.SUPPOSED.search(before) and not claims.AIM.search(title)
    is_part = claims.OPENED_OR_CLOSED.search(before) and not claims.OPENING_OR_CLOSING.search(title)
    return bool((is_supposed and record.status != "projection") or is_part)


def is_negated(fact: Fact, mention: Mention) -> bool:
    """Whether the text negates a share, "had not", but the title of the fact does not."""
    title = fact.metric.title
    is_negative = claims.NEGATION.search(title) or claims.NEGATIVE.search(title)
    if mention.figure.unit.dimension != "percent" or is_negative:
        return False
    end = mention.clause[1]
    return bool(claims.NEGATION.search(mention.sentence.text, mention.figure.end, end))


def is_excluded_by_words(fact: Fact, mention: Mention) -> bool:
    """Whether the words around a figure say something else than a fact."""
    rules = (
        *(is_of_opposite, is_of_other_measure, has_other_base, is_of_other_age),
        *(is_of_other_number, is_negated, is_of_unknown_group, is_unreal),
    )
    return any(rule(fact, mention) for rule in rules)


def in_time(fact: Fact, mention: Mention) -> bool:
    """Whether a fact fits a time that belongs to a figure.

    If the sentence does not say a time in full, the newest fact of a series may be meant, unless
    the store has a fact for that time. A relative time, "a year earlier", counts from the newest
    fact.
    """
    newest, text = fact.newest, mention.sentence.text
    if (
        fact.record.status == "projection"
        and not mention.is_own
        and claims.EXPECTED.search(text, mention.sentence.start, mention.figure.start)
    ):
        return True
    times = _parts_of_year(mention) or mention.times
    if not times:
        return _is_recent(fact, mention)
    # "In the first half" may belong to the year that the text is about.
    is_of_part = not mention.is_said and PART_OF_YEAR.search(text, *mention.clause)
    if any(_is_of_time(fact, when) or (is_of_part and when.fits(fact.period)) for when in times):
        return True
    before = mention.sentence.before.times
    is_carried = any(when in before and not when.leans for when in times)
    if mention.is_said or is_carried or newest is None or newest.period is None:
        return False
    own_times = mention.sentence.own.times
    leaning = {(when.start, when.end) for when in times if when.leans and when in own_times}
    if not leaning:
        last = newest.period.last.year + 1
        return (
            fact is newest
            and all(when.period.first.year <= last for when in times)
            and not has_value_then(fact, mention)
        )
    return any(
        _is_of_time(fact, when) or when.is_about(fact.period)
        for start, end in leaning
        for when in reread_after(newest.period, text, start, end)
    )


def _is_recent(fact: Fact, mention: Mention) -> bool:
    """Whether a fact is the newest of its series for "now", or not much older for "last year"."""
    text, newest = mention.sentence.text, fact.newest
    if mention.says_now:
        return newest in (fact, None)
    if not (newest and newest.period and fact.period):
        return True
    is_old = fact.period.last.year < newest.period.last.year - 1
    return not (is_old and claims.LAST_YEAR.search(text, *mention.clause))


def _parts_of_year(mention: Mention) -> list[When]:
    """The part of a year that the clause of a figure names apart from the year of the figure.

    "Third-quarter revenue was 455 in 2024" is about the third quarter of 2024.
    """
    start, end = mention.clause
    years = [when for when in mention.times if when.period.grain == "year"]
    return [
        when
        for when in mention.sentence.own.times
        if when.leans
        and not when.is_relative
        and start <= when.start < end
        and len(years) == len(mention.times)
        and any(year.relation == "in" and year.period.contains(when.period) for year in years)
    ]


def has_value_then(fact: Fact, mention: Mention) -> bool:
    """Whether a series has another fact for the time that a figure inherits."""
    full = [when for when in mention.times if not when.leans and when.relation == "in"]
    return not any(_is_of_time(fact, when) for when in mention.times) and any(
        when.is_exact(other.period)
        for when in full
        for other in fact.metric.facts
        if other.series == fact.series
    )


def is_of_other_time(fact: Fact, mention: Mention) -> bool:
    """Whether the sentence dates a figure differently from a fact.

    A month without a year may be of any year, or the end of a longer time.  A time that is only
    relative, "a year earlier", rules nothing out.
    """
    written = [(when, mention.sentence.text[when.start : when.end]) for when in mention.said_times]
    times = [when for when, text in written if not when.is_relative or PART_OF_YEAR.search(text)]
    years = [
        Period.of(when.period.last.year)
        for when, text in written
        if when.is_relative and not when.leans and YEAR.search(text)
    ]
    if not (times or years) or fact.period is None:
        return False
    for when in times:
        in_year = [when]
        # "In March" may be said of the year that ends or begins then.
        is_edge = when.leans and when.period.grain in ("month", "day")
        if when.leans:  # the same part of the year of the fact
            count = fact.period.last.year - when.period.last.year
            moved = shifted(when.period, count, "year")
            in_year += [when._replace(period=moved)] if moved else []
        if any(
            _is_of_time(fact, other)
            or (is_edge and fact.period.last == other.period.last)
            or (is_edge and fact.period.first == other.period.first)
            for other in in_year
        ) or (when.relation == "since" and when.period.overlaps(fact.period)):
            return False
    return not any(year.overlaps(fact.period) for year in years)


def is_of_other_distance(fact: Fact, mention: Mention, compared: Fact) -> bool:
    """Whether a figure is "a year before" another one whose fact is not a year later."""
    text, own_times = mention.sentence.text, mention.sentence.own.times
    places = {
        (when.start, when.end)
        for when in mention.said_times
        if when.leans and when.is_relative and when in own_times
    }
    if not places or fact.series != compared.series or not compared.period:
        return False
    reread = [
        when for start, end in places for when in reread_after(compared.period, text, start, end)
    ]
    return bool(reread) and not any(
        when.fits(fact.period) or when.is_about(fact.period) for when in reread
    )


def _is_of_time(fact: Fact, when: When) -> bool:
    return when.fits(fact.period) and not (when.relation == "in" and fact.is_part_of(when.period))


def in_scope(fact: Fact, scope: Scope, dimension: Dimension) -> bool:
    """Whether a fact has the area or group that is named, or the whole if none is named.

    Names outside the sentence may be meant, but don't exclude anything.
    """
    name, metric = fact.name(dimension), fact.metric
    named = scope.own or scope.near
    if dimension == "group" and len(fact.parts) > 1:
        return bool(named) and named <= fact.parts <= scope.around
    if dimension == "group" and not scope.own and named.isdisjoint(metric.names[dimension]):
        named = frozenset()  # groups of other metrics, elsewhere in the sentence
    if len(named) > 1 and named.isdisjoint(metric.names[dimension]):
        named = frozenset()  # all groups of another metric
    if name is None and len(named) > 1 and named >= metric.names[dimension] - {None}:
        return True  # "by tram, bus and ferry": all parts together
    if named and (named != scope.carried or named & metric.names[dimension]):
        return name in named or (name is None and metric.names[dimension] == {None})
    return name in scope.far or metric.is_whole(name, dimension)


def is_excluded(fact: Fact, scope: Scope, dimension: Dimension) -> bool:
    """Whether a sentence names areas or groups, and the fact has none of them."""
    named = scope.own
    if not named and dimension == "area":
        named = scope.near - scope.carried
    # "19% are girls" is the share of girls, whatever its group.
    names = fact.metric.names[dimension]
    named = frozenset(
        name
        for name in named
        if name in names or not stems_of(name) or not stems_of(name) <= fact.metric.core
    )
    return (
        bool(named) and fact.name(dimension) not in named and not in_scope(fact, scope, dimension)
    )


def is_of_area_before(fact: Fact, mention: Mention, stated: Collection[Fact]) -> bool:
    """Whether the text goes on about the area of the sentence before, and a fact has another.

    A group that is named, and "the national average", may belong to the whole.
    """
    scope, area = mention.areas, fact.record.area
    if scope.own or scope.near or not scope.far or area is None or area in scope.far:
        return False
    is_of_group = fact.group is not None and fact.group in mention.groups.own | mention.groups.near
    if is_of_group or WHOLE.search(mention.sentence.text, *mention.clause):
        return False
    stems_said = mention.sentence.all_stems
    is_told = any(other.record.area == area for other in stated) or not stems_said.isdisjoint(
        stems_of(area)
    )
    return not is_told and not fact.metric.is_whole(area, "area")


def is_hinted_elsewhere(fact: Fact, mention: Mention) -> bool:
    """Whether the clause of a figure has more words of another area or group of the metric."""
    clause_stems = stems_of(mention.sentence.text[slice(*mention.clause)]) - GENERIC
    named = {fact.name(dimension) for dimension, _ in mention.scopes} & {
        name for _, scope in mention.scopes for name in scope.own
    }
    clause_stems -= fact.metric.words.keys() | stems(filter(None, named))

    def share(words: frozenset[str]) -> float:
        return len(clause_stems & words) / len(words) if words else 0.0

    return any(
        share(other - mine) > share(mine - other)
        for dimension in get_args(Dimension)
        for mine in [stems_of(fact.name(dimension) or "")]
        for other in map(stems_of, fact.metric.names[dimension] - {None})
    )


def are_told_apart(fact: Fact, other: Fact, mention: Mention) -> bool:
    """Whether the words around a figure tell its fact from another: a name, or a word of a title.

    "In all" may tell a total from a part.
    """
    words = fact.metric.core - other.metric.core - GENERIC
    return (
        not words.isdisjoint(stems_beside(mention))
        or bool(WHOLE.search(mention.sentence.text, *mention.clause))
        or any(
            fact.name(dimension) != other.name(dimension) and fact.name(dimension) in scope.own
            for dimension, scope in mention.scopes
        )
    )


def names_said(fact: Fact, mention: Mention) -> int:
    """How many of a fact's area and group the sentence names."""
    return sum(
        fact.name(dimension) in (scope.own | scope.near) - scope.carried
        or (dimension == "group" and len(fact.parts) > 1 and in_scope(fact, scope, dimension))
        for dimension, scope in mention.scopes
    )


def names_beside(fact: Fact, mention: Mention) -> int:
    """How many of a fact's area and group stand beside a figure."""
    return sum(fact.name(dimension) in scope.own for dimension, scope in mention.scopes)


def suits(figure: Figure, metric: Metric) -> bool:
    """Whether a figure may be a value of a metric: in its dimension, counting the same thing.

    A group may stand for what is counted: "2,450 women".  "Times" may count any events.
    """
    name = figure.unit.name
    if figure.unit.dimension == metric.unit.dimension == "count" and name not in ("", "times"):
        return stem(name) in metric.counted
    return are_of_one_dimension(figure.unit, metric.unit)


def said_words(metric: Metric, mention: Mention, least: float) -> frozenset[str]:
    """The words of the title and the keywords of a metric that are near a figure."""
    return frozenset(word for word in metric.core if mention.words.get(word, 0.0) >= least)


@lru_cache(maxsize=256)
def stems_beside(mention: Mention) -> frozenset[str]:
    """The stems from the last comma before a figure to the end of its clause; those of headers."""
    sentence, start = mention.sentence, mention.figure.start
    if sentence.is_cell:
        return stems(sentence.row_and_column) & sentence.headers.stems
    ends = [figure.end for figure in sentence.figures if figure.end <= start]
    before = sentence.text[max(ends, default=sentence.start) : start]
    return stems_of(_BORDER.split(before)[-1] + sentence.text[start : mention.clause[1]])


@lru_cache(maxsize=256)
def stems_behind(mention: Mention) -> frozenset[str]:
    """The stems between a figure and the end of its clause; a cell has none."""
    sentence, end = mention.sentence, mention.figure.end
    return frozenset() if sentence.is_cell else stems_of(sentence.text[end : mention.clause[1]])


def is_plain(fact: Fact, mention: Mention) -> bool:
    """Whether a text plainly gives the period, the area and the group of a fact."""
    return (
        (bool(mention.times) or fact.period is None)
        and not fact.record.is_superseded
        and in_time(fact, mention)
        and all(in_scope(fact, scope, dimension) for dimension, scope in mention.scopes)
    )


@lru_cache(maxsize=2048)
def share_said(metric: Metric, mention: Mention, least: float = 0) -> float:
    """The share of the title, or of a keyword, of a metric that is in the text."""
    least, words = least or _least(metric, mention), mention.words
    shares = [
        fsum([metric.words[word] for word in call & words.keys() if words[word] >= least]) / whole
        for call, whole in zip(metric.calls, metric.weights_of_calls, strict=True)
    ]
    return max(shares, default=0.0)


def is_subject(metric: Metric, mention: Mention) -> bool:
    """Whether a sentence may derive a figure from a metric: it names it, and nothing else."""
    if share_said(metric, mention) >= PLAIN:
        return True
    return mention.sentence.subject <= metric.words.keys() and bool(
        said_words(metric, mention, OWN)
    )


def is_of_names(fact: Fact, names: Collection[str | None]) -> bool:
    """Whether a fact has an area and a group that are named, or is a total."""
    return fact.is_total or all(
        len(fact.metric.names[dimension]) == 1
        or (name := getattr(fact.record, dimension)) is None
        or name in names
        or fact.metric.is_whole(name, dimension)
        for dimension in get_args(Dimension)
    )


def fact_order(fact: Fact, mention: Mention) -> tuple[object, ...]:
    """A sort key by words, names and time: the fact that is most likely meant comes first."""
    is_exact = any(when.is_exact(fact.period) for when in mention.times)
    is_named = _is_named(fact.record.area, mention.areas) + _is_named(
        fact.record.group, mention.groups
    )
    return (
        fact.record.is_superseded,
        -round(score(fact.metric, mention), 2) - 0.3 * is_named,
        not is_exact,
    )


def _is_named(name: str | None, scope: Scope) -> int:
    return 2 * (name in scope.own) or int(name in scope.near or name in scope.far)
