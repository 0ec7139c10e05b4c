"""Evidence: how strongly a text speaks for or against a fact.

Each part of a fact adds a weight or takes one away, by where the text says it.  What stands beside
a figure can rule a fact out alone; what a figure only inherits from the text before it can't,
because a text often goes on to another time or group without saying so.  The exact value is
evidence, too: few facts of a store begin with the same four digits.

The weights are tuned on drafts of many subjects; the tests in ``tests/audit`` hold their rates.
"""

from __future__ import annotations

from math import log2

from factreport.auditing.facts import Fact
from factreport.auditing.fitting import OWN, score, share_said
from factreport.auditing.mentions import Mention
from factreport.auditing.names import Dimension
from factreport.auditing.scopes import Scope
from factreport.auditing.stems import GENERIC, PARTS, stem, stems
from factreport.figures.english.comparisons import DIRECTIONS, PARTITIVE
from factreport.figures.figure import Figure
from factreport.periods import MONTHS

ENOUGH = 1.3  # the least support of a fact that is meant
_RULED_OUT = -6.0
# For a fact of the time that is said, and against one of another, by where the time is said.
_TIME = {
    "beside": (1.5, _RULED_OUT),
    "sentence": (1.0, -3.0),
    "before": (0.5, -0.7),
    "above": (1.0, _RULED_OUT),
}
# "A year earlier" may refer to any of several times.
_RELATIVE_TIME = {
    "beside": (1.0, -1.5),
    "sentence": (0.5, -0.7),
    "before": (0.5, -0.7),
    "above": (0.5, -0.7),
}
_EXACT_TIME = 0.5
# For a fact of the area or group that is said, and against one of another.
_NAME = {"beside": (1.5, _RULED_OUT), "sentence": (1.0, -4.0), "before": (0.5, -0.5)}
_CARRIED = -0.5
_WHOLE, _PART = 0.2, -2.0  # if the text names no area or group
# For the share of a title that is said in the sentence, and before it; and against a fact without.
_WORDS, _WORDS_BEFORE, _TOPIC, _NO_WORD = 2.0, 1.0, 0.3, -4.0
_OTHER_SUBJECT, _OTHER_ROW = -2.0, -3.0
_DIGIT, _MOST_DIGITS = 1.0, 3.5
_OF_TIMES = stems([*MONTHS, "year quarter month half week day earlier previous compared"])
_RARE_UNIT = 1.0
# The dimensions whose figures may be about anything.
_COMMON = ("", "count", "percent", "points", "money", "time", "months")
_SUPERSEDED = -0.5


def support(fact: Fact, mention: Mention) -> float:
    """How strongly a text speaks for a fact, apart from the value of the figure."""
    return _parts(fact, mention) + _of_words(fact, mention) + _of_subject(fact, mention)


def own_support(fact: Fact, mention: Mention) -> float:
    """How strongly a text speaks for a fact by the words of the sentence itself."""
    return _parts(fact, mention) + _WORDS * share_said(fact.metric, mention, OWN)


def of_value(figure: Figure, sharing: int) -> float:
    """How strongly a value speaks for a fact that has it, as ``sharing`` facts do."""
    value = figure.value if figure.value is not None else figure.low
    if value is None:
        return 0.0
    digits = len(str(int(abs(value) / figure.step))) if figure.step else 1
    is_rare = figure.unit.dimension.partition(":")[0] not in _COMMON
    return (
        min(_DIGIT * (digits - 1), _MOST_DIGITS) + _RARE_UNIT * is_rare - log2(max(1, sharing)) / 2
    )


def _parts(fact: Fact, mention: Mention) -> float:
    """The support by time, area and group."""
    may_be_part = _may_name_a_part(fact, mention)
    return (
        _of_time(fact, mention)
        + _of_name(fact, mention.areas, "area", may_be_part=may_be_part)
        + _of_name(fact, mention.groups, "group", may_be_part=may_be_part)
        + _SUPERSEDED * fact.record.is_superseded
    )


def _of_time(fact: Fact, mention: Mention) -> float:
    times = mention.times
    if not times or fact.period is None:
        return 0.0
    fitting = [
        when
        for when in times
        if when.fits(fact.period) and not (when.relation == "in" and fact.is_part_of(when.period))
    ]
    is_relative = all(when.leans for when in times)
    is_anchored = any(not when.leans for when in mention.sentence.own.times)
    weights = _RELATIVE_TIME if is_relative and not is_anchored else _TIME
    gain, loss = weights[mention.times_from]
    if fitting:
        return gain + _EXACT_TIME * any(when.is_exact(fact.period) for when in fitting)
    if is_relative and mention.times_from != "before":
        # Of "in March" the year may be another than that of the text before, but not the month.
        of_any_year = [when for when in times if not when.is_relative]
        if of_any_year and not any(when.fits_some_year(fact.period) for when in of_any_year):
            return _TIME[mention.times_from][1]
    return loss


def _may_name_a_part(fact: Fact, mention: Mention) -> bool:
    """Whether a clause has words that may name a part of what a metric counts.

    "740 bakers in 2022" are all of them, "homes make up most of it: 37,900 cases" are not.
    """
    sentence = mention.sentence
    if PARTITIVE.search(sentence.text, sentence.start, sentence.end):
        return True
    other = sentence.all_stems - fact.metric.words.keys() - GENERIC - PARTS - _OF_TIMES
    return any(word not in DIRECTIONS for word in other)


def _of_name(  # noqa: PLR0911  # the rule in its order
    fact: Fact, scope: Scope, dimension: Dimension, *, may_be_part: bool
) -> float:
    name, metric = fact.name(dimension), fact.metric
    names, period = metric.names(dimension), fact.period
    is_whole = metric.is_whole(name, dimension)
    said = scope.own or scope.near
    if said and name is None and names == {None}:
        return 0.0
    if scope.own:
        gain, loss = _NAME["beside"]
        if len(scope.own) > 1 and is_whole and scope.own.isdisjoint(names):
            return _NAME["before"][1]  # all parts are named: "in hotels, holiday homes and camps"
        return gain if name in scope.own else loss
    if scope.near:
        gain, loss = _NAME["sentence"]
        if name in scope.near:
            return gain
        if scope.near != scope.carried:
            is_elsewhere = dimension == "area" and scope.near.isdisjoint(names)
            return _RULED_OUT if is_elsewhere and len(scope.near) == 1 else loss
        return _CARRIED if is_whole else _CARRIED + _PART
    if name in scope.far:
        return _NAME["before"][0]
    if is_whole:
        return _WHOLE
    has_whole = any(
        metric.is_whole(fact.name(dimension), dimension) and fact.period == period
        for fact in metric.facts
    )
    return _RULED_OUT if has_whole and not may_be_part else _PART


def _of_words(fact: Fact, mention: Mention) -> float:
    metric, unit = fact.metric, mention.figure.unit
    near = share_said(metric, mention, OWN)
    if unit.dimension in ("count", "points") and stem(unit.name) in metric.counted:
        near = max(near, 0.5)
    if total := _WORDS * near + _WORDS_BEFORE * max(0.0, share_said(metric, mention) - near):
        return total
    is_group_said = fact.group is not None and fact.group in mention.groups.own
    return _TOPIC if is_group_said or score(metric, mention) > 0 else _NO_WORD


def _of_subject(fact: Fact, mention: Mention) -> float:
    """Against a fact that has nothing of what its sentence, or the row of a cell, is about."""
    sentence = mention.sentence
    known = fact.metric.words.keys() | stems(name for name in (fact.area, fact.group) if name)
    if sentence.is_cell:
        headers = [stems([header]) - GENERIC for header in sentence.row]
        return _OTHER_ROW * any(header and header.isdisjoint(known) for header in headers)
    is_first = sentence.figures[0].start == mention.figure.start if sentence.figures else False
    is_other = bool(sentence.subject) and sentence.subject.isdisjoint(known)
    return _OTHER_SUBJECT * (is_first and is_other)
