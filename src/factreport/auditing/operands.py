"""Operands: the facts that a figure may be worked out from, because the text refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import chain, combinations, product
from typing import get_args

from factreport.auditing.directions import direction_of, has_moved
from factreport.auditing.facts import Fact, Metric, are_as_long
from factreport.auditing.fitting import NEAR, in_scope, is_of_names, said_words
from factreport.auditing.mentions import Mention, is_base
from factreport.auditing.names import Dimension, Name
from factreport.auditing.scopes import names_compared
from factreport.auditing.times import distinct
from factreport.english import arithmetic
from factreport.english.claims import BEFORE_BASE, base_in
from factreport.english.comparisons import SINCE, TO_BASE
from factreport.english.names import FROM_NAME, OF_NAME, WHOLE
from factreport.figures.figure import Figure
from factreport.figures.period_fit import fits
from factreport.figures.shifting import shifted
from factreport.figures.units import are_of_one_dimension, to_base

MOST = 8  # facts of one kind that are combined
_BESIDE = 8  # characters
_MOST_FACTS = 400  # of a metric that are examined


@dataclass(frozen=True)
class Operands:
    """The facts that a sentence refers to: by their values, by words, and those just before it."""

    mention: Mention
    metrics: Sequence[Metric]
    meant: Mapping[Fact, Figure]
    likely: Mapping[Fact | None, Figure]
    before: Sequence[Fact]

    @cached_property
    def stated(self) -> dict[Fact, Figure]:
        """The facts whose values the other figures of the sentence have, in their order."""
        taken = {self.mention.figure.start, *(figure.start for figure in self.meant.values())}
        likely = [item for item in self.likely.items() if item[1].start not in taken]
        stated = sorted((*likely, *self.meant.items()), key=lambda item: item[1].start)
        return {fact: figure for fact, figure in stated if fact}

    @cached_property
    def names(self) -> frozenset[str]:
        """The areas and groups that the sentence names, or that a pronoun stands for."""
        mention = self.mention
        return frozenset(name.name for name in mention.sentence.own.names).union(
            *(scope.near | scope.far for _, scope in mention.scopes)
        )

    @cached_property
    def named(self) -> list[Fact]:
        """The facts that the sentence names by words, areas, groups and times.

        Their metrics are named by words or by a value, or are that of the last fact before it.
        Without a time, the times of the facts around it are meant, or the newest facts.  A change
        "since 2019" also ends with the newest facts.
        """
        sentence = self.mention.sentence
        times = distinct(
            sentence.own.times
            or sentence.headers.times
            or self.mention.times + sentence.before.asides
        )
        last = [fact for fact in self.before if fact.metric is self.before[-1].metric]
        around = self.stated if sentence.own.times else (*self.stated, *last)
        periods = {fact.period for fact in around}
        is_newest = not (times or around) or any(when.relation == "since" for when in times)
        chosen: dict[Fact, None] = {}
        for metric in dict.fromkeys(
            (*(fact.metric for fact in self.stated), *(fact.metric for fact in last), *self.metrics)
        ):
            facts = [
                fact
                for fact in metric.facts[:_MOST_FACTS]
                if not fact.record.is_superseded and is_of_names(fact, self.names)
            ]
            for when in times:
                exact = [fact for fact in facts if when.is_exact(fact.period)]
                chosen |= dict.fromkeys(exact or [fact for fact in facts if when.fits(fact.period)])
            chosen |= dict.fromkeys(
                fact
                for fact in facts
                if (fact.period in periods) or (is_newest and fact.period and fact is fact.newest)
            )
        return list(chosen)

    @cached_property
    def pairs(self) -> list[tuple[Fact, Fact]]:
        """The pairs of facts that can be combined, the likeliest first."""
        stated = list(self.stated)[:MOST]
        before = [fact for fact in dict.fromkeys(self.before[::-1]) if fact not in stated]
        named = [fact for fact in self.named if fact not in stated]
        named = named[:MOST]
        pairs = [
            *combinations(stated, 2),
            *chain.from_iterable(map(self._with_partners, (*stated, *named, *before))),
            *product(stated, (*named, *before)),
            *combinations(named, 2),
            *(
                pair
                for pair in (*combinations(before, 2), *product(named, before))
                if self.is_bare or pair[0].series == pair[1].series
            ),
        ]
        distinct_pairs: dict[frozenset[Fact], tuple[Fact, Fact]] = {}
        for pair in pairs:
            if are_alike(*pair):
                distinct_pairs.setdefault(frozenset(pair), pair)
        beside = {fact.metric for fact in self.beside}
        return [
            pair
            for pair in distinct_pairs.values()
            if not self.beside.isdisjoint(pair)
            or (
                set(pair) <= set(self.named)
                and pair[0].metric in self.metrics
                and (
                    not (beside and self.mention.is_size)
                    or pair[0].metric in beside
                    or said_words(pair[0].metric, self.mention, NEAR)
                )
            )
            or not any(are_alike(pair[0], fact) for fact in self.beside)
        ]

    @property
    def is_bare(self) -> bool:
        """Whether the sentence states no fact and follows just two: it is only about these."""
        return not self.stated and len(set(self.before)) == 2

    def are_certain(self, pair: tuple[Fact, Fact]) -> bool:
        """Whether a figure can only be worked out from two facts.

        The sentence states both beside it, one of them for the time of its clause, if that names
        one.  Or the figure is alone in its sentence, after both.
        """
        since, until = self.mention.clause
        sentence = self.mention.sentence
        times = [when for when in sentence.own.times if since <= when.start < until]
        if self.is_bare and len(sentence.figures) == 1 and set(pair) <= set(self.before):
            return True
        return (self.beside & self.meant.keys()).issuperset(pair) and (
            not times or any(when.is_of(fact.period) for when in times for fact in pair)
        )

    @cached_property
    def beside(self) -> set[Fact]:
        """The facts that the sentence states beside the figure, in the same statement."""
        sentence, start = self.mention.sentence, self.mention.figure.start
        return {
            fact
            for fact, other in self.stated.items()
            for first, last in [sorted((other.start, start))]
            if sum(first < between.start < last for between in self.stated.values()) <= 1
            and not arithmetic.TURN.search(sentence.text, first, last)
        }

    @cached_property
    def base(self) -> Fact | None:
        """The fact that the sentence states after the figure as its base."""
        text, figure = self.mention.sentence.text, self.mention.figure
        return next(
            (
                fact
                for fact, other in self.stated.items()
                if is_base(text, other) and TO_BASE.fullmatch(text, figure.end, other.start)
            ),
            None,
        )

    def are_of_time(self, pair: tuple[Fact, Fact]) -> bool:
        """Whether two facts have one period: the time beside the figure, or now, if it says so."""
        mention = self.mention
        times = [when for when in mention.times if mention.is_own and not when.leans]
        if not mention.times and mention.says_now:
            return pair[0].period == pair[1].period and pair[0].newest in (pair[0], None)
        return pair[0].period == pair[1].period and (
            not times
            or any(when.fits(pair[0].period) or when.is_of(pair[0].period) for when in times)
        )

    @cached_property
    def is_from_name(self) -> bool:
        """Whether it is the distance from an area or a group: "8 points lower than for women"."""
        text, end = self.mention.sentence.text, self.mention.figure.end
        return any(
            FROM_NAME.fullmatch(text, end, name.start) for name in self.mention.sentence.own.names
        )

    def fits_times(self, old: Fact, new: Fact) -> bool:
        """Whether a change is from and to the times that the text gives after its size."""
        sentence, end = self.mention.sentence, self.mention.figure.end
        text = sentence.text
        until = min(
            (other.start for other in sentence.figures if other.start > end), default=len(text)
        )
        times = [
            when
            for when in sentence.own.times
            if when.start > end and not when.is_relative and when.period.grain != "day"
        ]
        bases = [
            when
            for when in times
            if SINCE.fullmatch(text, end, when.start)
            or (when.start < until and BEFORE_BASE.search(text, end, when.start))
        ]
        results = [when for when in times if arithmetic.IN.fullmatch(text, end, when.start)]
        for when in sentence.own.times:
            beside = max(0, when.start - _BESIDE), when.start + _BESIDE
            at_ends = when.is_span and arithmetic.ENDS.search(text, *beside)
            if at_ends and old.period and new.period and not (bases or results):
                is_within = when.is_exact(old.period) or when.is_exact(new.period)
                is_from = fits(when.period, old.period, "from")
                if not (is_within or (is_from and fits(when.period, new.period, "to"))):
                    return False
        return all(
            not named
            or any(
                (when.is_of(fact.period) and not fact.is_part_of(when.period))
                or when.is_about(fact.period)
                for when in named
            )
            for fact, named in ((old, bases), (new, results))
        )

    def _with_partners(self, fact: Fact) -> Iterator[tuple[Fact, Fact]]:
        """A fact with those that the text may tacitly compare it with.

        That is its series at the times that the sentence names, else one base back, or at its
        newest if the fact comes after the figure; and the whole of which the fact is a part.
        """
        if fact.period is None:
            return
        times = [
            when
            for when in distinct(self.mention.sentence.own.times)
            if not when.is_exact(fact.period) and (when.is_span or not when.is_of(fact.period))
        ]
        sentence = self.mention.sentence
        grain = base_in(sentence.text, sentence.start, sentence.end) or "year"
        is_behind = fact in self.stated and self.stated[fact].start > self.mention.figure.start
        is_own = self.mention.is_own and any(
            when.is_exact(fact.period) for when in self.mention.times
        )
        is_alone = is_own or all(when.leans for when in times)
        steps = -10 if arithmetic.DECADE.search(sentence.text, sentence.start, sentence.end) else -1
        earlier = shifted(fact.period, steps, grain) if is_alone else None
        for other in fact.metric.facts:
            if other is fact or other.record.is_superseded:
                continue
            is_of_series = other.series == fact.series and are_as_long(other, fact)
            is_then = (
                other.period == earlier
                or (is_behind and other is fact.newest)
                or any(when.is_of(other.period) for when in times)
            )
            if (is_of_series and is_then) or is_whole(other, fact):
                yield fact, other

    def is_named(self, fact: Fact) -> bool:
        """Whether the sentence states a fact, or names its metric in its own words."""
        stems = self.mention.sentence.own.stems
        return fact in self.stated or (
            fact.metric in self.metrics and not stems.isdisjoint(fact.metric.core)
        )

    def are_named(self, part: Fact, whole: Fact) -> bool:
        """Whether the sentence names two facts, of which one may be before it."""
        named = [fact for fact in (part, whole) if self.is_named(fact)]
        return bool(named) and {part, whole} <= {*named, *self.before}

    @cached_property
    def wholes(self) -> list[Name]:
        """The areas and groups that follow "of": "20% of Ostland's"."""
        sentence, end = self.mention.sentence, self.mention.figure.end
        return [
            name for name in sentence.own.names if OF_NAME.fullmatch(sentence.text, end, name.start)
        ]

    def fits_whole(self, whole: Fact) -> bool:
        """Whether a whole has the area and the group that follow "of"."""
        return all(
            name.name == whole.name(name.dimension)
            for name in self.wholes
            if name.name in whole.metric.names[name.dimension]
        )

    def is_called_whole(self, whole: Fact) -> bool:
        """Whether the area or the group of a fact follows "of"."""
        return any(name.name == whole.name(name.dimension) for name in self.wholes)

    def is_about(self, fact: Fact) -> bool:
        """Whether the figure is about the area and the group of a fact, or is compared with it.

        A sentence that states facts of one series is about that series.
        """
        mention = self.mention
        return (
            {stated.series for stated in self.stated} == {fact.series}
            or not self.names.isdisjoint({fact.record.area, fact.group})
            or all(in_scope(fact, scope, dimension) for dimension, scope in mention.scopes)
            or (mention.sentence.is_comparing and (fact in self.stated or fact in self.before))
        )

    def is_about_earlier(self, old: Fact, new: Fact) -> bool:
        """Whether a sentence turns to an earlier time: "In the month before it was twice"."""
        times = [
            when
            for when in self.mention.sentence.own.times
            if when.start < self.mention.figure.start
        ]
        return (
            new in self.before
            and self.stated.keys().isdisjoint((old, new))
            and direction_of(self.mention) is None
            and any(when.is_of(old.period) for when in times)
            and not any(when.is_of(new.period) for when in times)
        )

    def are_reversed(self, fact: Fact, earlier: Fact) -> bool:
        """Whether an earlier fact is compared with a later one: "twice as many as in May".

        What has risen or fallen did so from the earlier to the later.
        """
        start, end = self.mention.figure.start, self.mention.clause[1]
        figure, other = self.stated.get(fact), self.stated.get(earlier)
        before = self.mention.sentence.text[self.mention.clause[0] : start]
        if other is None or other.start > start or has_moved(before):
            return False
        times = [when for when in self.mention.sentence.own.times if start < when.start < end]
        return figure.start > start if figure else not times

    def are_compared(self, base: Fact, result: Fact) -> bool:
        """Whether the sentence compares a fact with one of another area or group, as its base."""
        if base.metric is not result.metric:
            return self.is_named(base) and self.is_named(result)
        is_of_whole = is_whole(base, result) or is_whole(result, base)
        sentence, end = self.mention.sentence, self.mention.figure.end
        is_said = set(self.stated).issuperset({base, result}) or WHOLE.search(
            sentence.text, end, sentence.end
        )
        if is_of_whole and not is_said:
            return False
        bases = names_compared(sentence)
        return sentence.is_comparing and all(
            (not bases or getattr(base.record, part) in bases)
            and getattr(result.record, part) not in bases
            for part in get_args(Dimension)
            if getattr(base.record, part) != getattr(result.record, part)
        )


def is_whole(whole: Fact, part: Fact) -> bool:
    """Whether a fact is the whole of which another is a part."""
    names = [(whole.name(of), part.name(of), of) for of in get_args(Dimension)]
    return (
        whole.period == part.period
        and any(mine != yours for mine, yours, _ in names)
        and all(mine == yours or whole.metric.is_whole(mine, of) for mine, yours, of in names)
    )


def are_alike(fact: Fact, other: Fact) -> bool:
    """Whether two facts may be combined: both have a value, in one dimension."""
    unit, units = fact.metric.unit, other.metric.unit
    if fact is other or fact.stated.value is None or other.stated.value is None:
        return False
    return bool(unit.per) == bool(units.per) and are_of_one_dimension(unit, units)


def amount(fact: Fact) -> Fraction:
    """The value of a fact in base units; 0 if it has none."""
    return Fraction(to_base(fact.stated.value or Decimal(0), fact.metric.unit))
