"""Meaning: which fact a figure means, and how it stands to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from factreport.audit.directions import direction_of, falls
from factreport.audit.facts import Fact, Facts, Metric
from factreport.audit.mentions import Mention, Scope
from factreport.audit.sentences import Sentence
from factreport.audit.stems import GENERIC, WORD, stems
from factreport.figures.comparing import MATCHES, Match, compare
from factreport.figures.figure import Figure, Skipped
from factreport.figures.units import common_readings, magnitude_of, to_base
from factreport.periods import label
from factreport.wording import listed, quoted

Result = Literal["matches", "rounded", "derived", "contradicts", "unknown", "skipped"]

_RESULTS: dict[Match, Result] = {"equal": "matches", "rounded": "rounded", "consistent": "matches"}
_MOST_PERIODS = 4  # in a message
_MOST_METRICS = 6  # that a sentence may speak of
_MOST_DERIVED_FROM = 3
_MOST_BESIDE = 4  # figures whose unit another one may have
_MOST_FACTS = 400  # of a metric that are looked at for what is meant
_WIDE = 2  # times as much at the upper end of a range as at the lower
_SLIP = 3  # times as much or as little
# A sentence speaks plainly of a metric when it has so much of the words of its title.
_PLAIN = 0.5
# A fact is not meant where the sentence says so much more of another one.
_OUTDONE = 0.3


class Verdict(NamedTuple):
    """What became of a figure, the fact that decides it, and why."""

    result: Result
    fact: Fact | None
    words: str
    figure: Figure | Skipped

    @property
    def is_stated(self) -> bool:
        """Whether the figure states the value of the fact."""
        return self.result in ("matches", "rounded")


class Candidate(NamedTuple):
    """A fact whose value agrees with a figure, and what of it the text says as well."""

    match: Match
    fact: Fact
    score: float
    in_time: bool
    in_area: bool
    in_group: bool
    figure: Figure

    @property
    def is_meant(self) -> bool:
        """Whether the text says all that the fact says."""
        return self.score > 0 and self.in_time and self.in_area and self.in_group


class Judge:
    """Judges figures by the facts of a store."""

    def __init__(self, facts: Facts) -> None:
        """Take the facts to judge by."""
        self._facts = facts
        # A text has many figures, and a few of them again and again.
        self._agreeing = lru_cache(maxsize=8192)(self._compared)
        self._unspoken: dict[tuple[str, str, Decimal], tuple[Fact | None, str]] = {}

    def verdict(self, mention: Mention, candidates: Sequence[Candidate]) -> Verdict | None:
        """What a figure is whose value a fact has that the text means; None where it means none."""
        meant = [one for one in candidates if one.is_meant]
        if not meant:
            return None
        best = min(meant, key=lambda one: _order(one, mention))
        target = _whole_of(best.fact, mention) or self._better(best, mention)
        return _contradicts(target, mention) if target else _agrees(best, mention)

    def candidates(self, mention: Mention) -> list[Candidate]:
        """The facts whose value agrees with a figure, as it is or with a unit said before."""
        found = self._spoken_with(mention.figure, mention)
        if not any(one.is_meant and one.match != "qualifier" for one in found):
            for figure in _fuller(mention):
                found += self._spoken_with(figure, mention)
            found += self._in_unit_of_fact(mention)
        return [one for one in found if not _goes_the_other_way(one.fact, mention)]

    def _spoken_with(self, figure: Figure, mention: Mention) -> list[Candidate]:
        """The facts with the value of a figure of whose metric the text speaks at all."""
        agreeing = self._agreeing(_key(figure))
        scores = {
            metric: score(metric, mention) for metric in {fact.metric for _, fact in agreeing}
        }
        return [
            _candidate(match, fact, mention, figure)
            for match, fact in agreeing
            if scores[fact.metric] > 0
        ]

    def otherwise(
        self, mention: Mention, candidates: Sequence[Candidate], *, is_derived: bool
    ) -> Verdict:
        """What a figure is that means no fact with its value.

        What a sentence says is a change or a share contradicts only a fact that is one.
        """
        near = sorted(
            (one for one in candidates if one.score > 0), key=lambda one: _order(one, mention)
        )
        of_series = {one.fact for one in near}
        target = next(
            (
                one
                for one in self._spoken_of(mention)
                if _is_slip(mention.figure, one)
                and (not is_derived or one.metric.is_of_change or one in of_series)
            ),
            None,
        )
        if target:
            return _contradicts(target, mention)
        return _misplaced(near, mention) if near else self.unspoken(mention.figure)

    def is_in_title(self, mention: Mention) -> bool:
        """Whether a figure is a part of the name of what is spoken of: "suspects under 21"."""
        written = mention.sentence.text[slice(*mention.figure.number)]
        return any(
            written in WORD.findall(metric.title)
            for metric in self._metrics(mention, _PLAIN)[:_MOST_METRICS]
        )

    def unspoken(self, figure: Figure) -> Verdict:
        """What a figure is where nothing speaks of any fact: its value may be that of one."""
        # A crowded text has few of them, again and again.
        key = figure.text, figure.unit.name, figure.step
        if key not in self._unspoken:
            found = self._agreeing(_key(figure))
            fact = min(found, key=lambda one: MATCHES.index(one[0]))[1] if found else None
            words = "no fact has this value"
            if fact:
                words = f"it is {quoted(fact.record.title)}; nothing here speaks of it"
            self._unspoken[key] = fact, words
        return Verdict("unknown", *self._unspoken[key], figure)

    def _in_unit_of_fact(self, mention: Mention) -> Iterator[Candidate]:
        """The facts whose value a bare figure has in the unit of the fact.

        So it is in a cell, or where the unit stands elsewhere in the sentence: "hours worked
        slipped from 104.9 million".
        """
        if mention.figure.unit.dimension:
            return
        for fact in self._facts.near(mention.figure):
            unit = fact.metric.unit
            if unit.dimension in ("", "count") or not _names_unit(mention, fact.metric):
                continue
            full = unit._replace(factor=unit.factor / magnitude_of(unit))
            for one in (full, unit):
                figure = mention.figure._replace(unit=one)
                match = compare(figure, fact.stated)
                if match != "different":
                    yield _candidate(match, fact, mention, figure)
                    break

    def _compared(self, figure: Figure) -> list[tuple[Match, Fact]]:
        found = [(compare(figure, fact.stated), fact) for fact in self._facts.near(figure)]
        return [
            (match, fact)
            for match, fact in found
            if match != "different" and not _is_wider(match, figure, fact)
        ]

    def _spoken_of(self, mention: Mention) -> list[Fact]:
        """The facts that a text plainly speaks of, the plainest first."""
        metrics = [one for one in self._metrics(mention, _PLAIN) if _suits(mention.figure, one)]
        facts = [
            fact
            for metric in metrics[:_MOST_METRICS]
            for fact in metric.facts[:_MOST_FACTS]
            if _is_plain(fact, mention)
        ]
        return sorted(facts, key=lambda fact: _fact_order(fact, mention))

    def named(self, mention: Mention, stated: Sequence[Fact]) -> list[Fact]:
        """The facts that a sentence names by words and times, for what is derived from them.

        It speaks of a metric by its words, or by stating another fact of it.
        """
        sentence = mention.sentence
        times = sentence.own.times or sentence.headers.times or mention.times
        found: list[Fact] = []
        spoken = [one for one in self._metrics(mention, _PLAIN) if _said(one, mention) >= _PLAIN]
        of_stated = [one.metric for one in stated]
        for metric in dict.fromkeys([*of_stated, *spoken[:_MOST_DERIVED_FROM]]):
            facts = [one for one in metric.facts[:_MOST_FACTS] if not one.record.is_superseded]
            of_times = [one for one in facts if any(when.fits(one.period) for when in times)]
            found += [one for one in of_times if is_of_names(one, sentence)]
        return found

    def _metrics(self, mention: Mention, least: float) -> list[Metric]:
        """The metrics that have words of a sentence, those with most of them first."""
        metrics = {
            metric.id: metric
            for word, weight in mention.words.items()
            if weight >= least
            for metric in self._facts.by_word.get(word, ())
        }
        return sorted(metrics.values(), key=lambda metric: (-score(metric, mention), metric.id))

    def _better(self, best: Candidate, mention: Mention) -> Fact | None:
        """A fact of another value of which the text speaks far more plainly, if there is one."""
        target = next(iter(self._spoken_of(mention)), None)
        if target is None or target is best.fact:
            return None
        if target.metric is best.fact.metric:
            return _more_exact(target, best.fact, mention)
        if compare(best.figure, target.stated) != "different":
            return None
        return target if best.score < _OUTDONE * score(target.metric, mention) else None


def _is_slip(figure: Figure, fact: Fact) -> bool:
    """Whether a figure may be a fact with a slip: it has its digits, or about its size."""
    written, true = figure.value, fact.stated.value
    if written is None or true is None:
        return True
    if sorted(_digits(written)) == sorted(_digits(true)):
        return True
    mine, yours = next(common_readings(figure.unit, fact.metric.unit))
    size, other = abs(to_base(written, mine)), abs(to_base(true, yours))
    return other <= size * _SLIP and size <= other * _SLIP


def _digits(value: Decimal) -> str:
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def _more_exact(target: Fact, found: Fact, mention: Mention) -> Fact | None:
    """The fact of the very period that is named, where the one that was found lies within it."""
    if target is found or not mention.is_own or len(mention.times) != 1:
        return None
    when = mention.times[0]
    if when.relation != "in" or when.is_exact(found.period) or not when.is_exact(target.period):
        return None
    same = (target.record.area, target.record.group) == (found.record.area, found.record.group)
    return target if same and compare(mention.figure, target.stated) == "different" else None


def _goes_the_other_way(fact: Fact, mention: Mention) -> bool:
    """Whether the text says "lost" of what the store has as a gain."""
    is_gain = fact.metric.has_losses and (fact.stated.value or 0) > 0
    return is_gain and direction_of(mention) == "down"


def _is_wider(match: Match, figure: Figure, fact: Fact) -> bool:
    """Whether a range only holds that of the fact, or is so wide that it tells nothing."""
    if match != "consistent" or figure.low is None or figure.high is None:
        return False
    return fact.stated.low is not None or abs(figure.high) > _WIDE * abs(figure.low)


def _whole_of(fact: Fact, mention: Mention) -> Fact | None:
    """The whole of which a fact is a part, where the text names no part."""
    if fact.is_total or _is_called(fact.record.area, mention.areas, mention):
        return None
    if _is_called(fact.record.group, mention.groups, mention):
        return None
    wholes = [
        one
        for one in fact.metric.facts[:_MOST_FACTS]
        if one.is_total and one.period == fact.period and not one.record.is_superseded
    ]
    return wholes[0] if wholes and wholes[0].stated.value != fact.stated.value else None


def _is_called(name: str | None, scope: Scope, mention: Mention) -> bool:
    """Whether a text names an area or a group, be it by one of its words."""
    if name is None:
        return False
    if name in scope.own | scope.near | scope.far:
        return True
    return not mention.sentence.all_stems.isdisjoint(stems([name]))


def _names_unit(mention: Mention, metric: Metric) -> bool:
    """Whether a bare figure may be in the unit of a metric."""
    said = mention.words
    return mention.sentence.is_cell or any(said.get(word, 0) > _PLAIN for word in metric.units)


def _key(figure: Figure) -> Figure:
    return figure._replace(text="", start=0, end=0, number=(0, 0))


def _fuller(mention: Mention) -> Iterator[Figure]:
    """What a figure may be beside what it says by itself.

    A bare one may have the unit and the scale of another one: "14.2 million in Norland, 6.3 in
    Sudland"; "5.1% (2022: 4.6)".  An estimated range is a range.  A loss is less than nothing.
    """
    figure, text = mention.figure, mention.sentence.text
    if figure.value is None:
        if figure.qualifier == "about":
            yield figure._replace(qualifier=None)
        return
    if figure.direction is None and falls(mention):
        yield figure._replace(direction="down")
    if figure.unit.dimension not in ("", "count"):
        return
    for other in _beside(mention):
        if other.start == figure.start or other.value is None:
            continue
        is_plain = figure.value == _plain(figure, text)
        scale = _scale(other, text) if is_plain else Decimal(1)
        unit = other.unit if other.unit.dimension not in ("", "count") else figure.unit
        if scale != 1 or unit != figure.unit:
            full = figure._replace(value=figure.value * scale, step=figure.step * scale, unit=unit)
            yield full
            if falls(mention):
                yield full._replace(direction="down")


def _beside(mention: Mention) -> Sequence[Figure]:
    """The figures just before one, and the next one."""
    figures = (*mention.sentence.earlier, *mention.sentence.figures)
    place = bisect_left(figures, mention.figure.start, key=lambda one: one.start)
    return figures[max(0, place - _MOST_BESIDE) : place + 2]


def _plain(figure: Figure, text: str) -> Decimal | None:
    """The number of a figure as it is written, without its scale."""
    written = text[slice(*figure.number)].split()[0:1]
    try:
        return Decimal(written[0].replace(",", "")) if written else None
    except ArithmeticError:
        return None


def _scale(figure: Figure, text: str) -> Decimal:
    plain = _plain(figure, text)
    return abs(figure.value / plain) if plain and figure.value else Decimal(1)


def _candidate(match: Match, fact: Fact, mention: Mention, figure: Figure) -> Candidate:
    return Candidate(
        match,
        fact,
        score(fact.metric, mention),
        in_time(fact, mention),
        _in_scope(fact, mention.areas, "area"),
        _in_scope(fact, mention.groups, "group"),
        figure,
    )


def score(metric: Metric, mention: Mention) -> float:
    """How much a text speaks of a metric beside a figure; 0 where it does not at all."""
    words = mention.words
    shared = [word for word in metric.words if word in words]
    if not any(word not in GENERIC or word in metric.core for word in shared):
        return 0.0
    return sum(metric.words[word] * words[word] for word in shared)


def in_time(fact: Fact, mention: Mention) -> bool:
    """Whether a fact is of a time that belongs to a figure."""
    return not mention.times or any(when.fits(fact.period) for when in mention.times)


def _in_scope(fact: Fact, scope: Scope, dimension: Literal["area", "group"]) -> bool:
    """Whether a fact is of an area or group that is named, or of none where none is.

    What is named farther off than in the sentence rules out nothing.
    """
    name = fact.record.area if dimension == "area" else fact.record.group
    others = _names(fact.metric, dimension)
    if scope.own:
        return name in scope.own or (name is None and not others & scope.own)
    return not scope.near or name in scope.near or name is None or len(others) == 1


def _names(metric: Metric, dimension: Literal["area", "group"]) -> frozenset[str | None]:
    return metric.areas if dimension == "area" else metric.groups


def _suits(figure: Figure, metric: Metric) -> bool:
    """Whether a figure may be one of a metric: in its dimension, and where both count, of it."""
    if figure.unit.dimension == metric.unit.dimension == "count" and figure.unit.name:
        return not (metric.core | metric.units).isdisjoint(stems([figure.unit.name]))
    return next(common_readings(figure.unit, metric.unit), None) is not None


def _is_plain(fact: Fact, mention: Mention) -> bool:
    """Whether a text speaks plainly of a fact: its metric, its period, its area and group."""
    return (
        _said(fact.metric, mention) >= _PLAIN
        and bool(mention.times)
        and not fact.record.is_superseded
        and in_time(fact, mention)
        and _in_scope(fact, mention.areas, "area")
        and _in_scope(fact, mention.groups, "group")
    )


def _said(metric: Metric, mention: Mention) -> float:
    """The part of the title, or of a keyword, of a metric that the text says."""

    def share(call: frozenset[str]) -> float:
        said = sum(metric.words[word] for word in call if mention.words.get(word, 0) >= _PLAIN)
        return said / sum(metric.words[word] for word in call)

    return max(map(share, metric.calls), default=0.0)


def is_of_names(fact: Fact, sentence: Sentence) -> bool:
    """Whether a fact is of an area and a group that a sentence names, or is a total."""
    for dimension in ("area", "group"):
        names = {one.name for one in sentence.own.names if one.dimension == dimension}
        name = getattr(fact.record, dimension)
        others = _names(fact.metric, dimension)
        is_free = name is None or len(others) == 1 or fact.is_total
        if not is_free and name not in names:
            return False
    return True


def _order(one: Candidate, mention: Mention) -> tuple[object, ...]:
    """How likely a fact of the right value is meant; the least is the likeliest."""
    misses = 3 - one.in_time - one.in_area - one.in_group
    return misses, *_fact_order(one.fact, mention), MATCHES.index(one.match)


def _fact_order(fact: Fact, mention: Mention) -> tuple[object, ...]:
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


def _agrees(best: Candidate, mention: Mention) -> Verdict:
    fact = best.fact
    if fact.record.is_superseded:
        return _superseded(fact, mention)
    if best.match == "qualifier":
        words = _qualifier_words(mention.figure, fact)
        return Verdict("contradicts", fact, words, mention.figure)
    return Verdict(_RESULTS[best.match], fact, "", mention.figure)


def _superseded(fact: Fact, mention: Mention) -> Verdict:
    """A value that a later source has replaced, with the new one."""
    new = next((one for one in fact.metric.facts if _replaces(one, fact)), fact)
    words = "this value was revised"
    return Verdict("contradicts", new, words, mention.figure)


def _replaces(new: Fact, old: Fact) -> bool:
    same = ("area", "group", "period")
    return not new.record.is_superseded and all(
        getattr(new.record, part) == getattr(old.record, part) for part in same
    )


def _qualifier_words(figure: Figure, fact: Fact) -> str:
    stated = f'"{fact.stated.qualifier}"' if fact.stated.qualifier else "exact"
    text = f'"{figure.qualifier}"' if figure.qualifier else "no qualifier"
    is_range = figure.value is None and figure.low is not None
    return f"the fact is {stated}, the text has {'a range' if is_range else text}"


def _contradicts(target: Fact, mention: Mention) -> Verdict:
    return Verdict("contradicts", target, "the store has another value", mention.figure)


def _misplaced(near: Sequence[Candidate], mention: Mention) -> Verdict:
    """A value that the store has, but of another time, area or group than the text says."""
    best = near[0]
    parts = []
    if not best.in_time:
        periods = dict.fromkeys(
            label(one.fact.record.period)
            for one in near
            if one.fact.metric is best.fact.metric and one.fact.record.period and not one.in_time
        )
        shown = [*list(periods)[:_MOST_PERIODS], *["others"] * (len(periods) > _MOST_PERIODS)]
        parts.append(f"for {listed(shown)}, not {_asked(mention)}")
    record = best.fact.record
    if not best.in_area:
        parts.append(f"for {record.area or 'all areas'}")
    if not best.in_group:
        parts.append(f"for {record.group or 'all groups'}")
    return Verdict("contradicts", best.fact, f"the store has it {', '.join(parts)}", mention.figure)


def _asked(mention: Mention) -> str:
    named = dict.fromkeys(label(when.period.iso) for when in mention.times)
    return f"for {listed(list(named), 'or')}" if named else "for that time"
