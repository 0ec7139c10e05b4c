"""The judge: decides which fact a figure means, and how it relates to that fact."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice

from factreport.auditing import fitting
from factreport.auditing.directions import direction_of, goes_on, is_about_change
from factreport.auditing.facts import Fact, Facts, Metric
from factreport.auditing.fitting import NEAR, OWN, PLAIN, said_words, score, share_said, suits
from factreport.auditing.implied import implied_readings
from factreport.auditing.mentions import Mention
from factreport.auditing.operations import BASES, operations_of
from factreport.auditing.verdict import (
    ANOTHER_VALUE,
    Candidate,
    Verdict,
    agrees,
    misplaced,
    order,
    told_apart,
)
from factreport.english.arithmetic import OF_OTHER, TIMES_AS
from factreport.english.claims import GIVEN
from factreport.english.comparisons import LEVEL_COMPARED, TO
from factreport.english.stems import GENERIC, PERSONS, stem, stems
from factreport.figures.comparing import MATCHES, Match, compare
from factreport.figures.figure import Figure
from factreport.figures.units import common_readings, magnitude_of, to_base
from factreport.wording import listed, quoted

_MOST_METRICS = 6  # that a sentence may be about
_MOST_DERIVED_FROM = 3
_MOST_SHOWN = 3  # values of a metric in a message
_MOST_FACTS = 400  # of a metric that are examined
_WIDE = 2  # times as much at the upper end of a range as at the lower
_LOOSE, _MOST_LOOSE = Decimal("0.07"), Decimal("0.03")  # by which a share in words may be off
_FEWEST_TELLING = 3  # digits that make agreement by accident unlikely
_MOST_TELLING = 4  # digits that make it so unlikely that the noun beside them may be unknown
_TIMES = stem("times")  # "responded 121,100 times" has nothing of a time
_SLIP = 3  # times as much or as little
# A fact is not meant if its score is less than this share of the score of another fact.
_OUTDONE = 0.3


class Judge:
    """Judges figures by the facts of a store."""

    def __init__(self, facts: Facts, *, with_small: bool, is_trusting: bool) -> None:
        """Take the facts, whether small numbers count, and whether the text is about the store."""
        self._facts, self.with_small, self.is_trusting = facts, with_small, is_trusting
        # A text has many figures, and repeats a few of them often.
        self._agreeing = lru_cache(maxsize=8192)(self._with_value)
        self._metrics = lru_cache(maxsize=64)(self._metrics_sharing_words)
        self._plainly_meant = lru_cache(maxsize=64)(self._named_plainly)

    def verdict(self, mention: Mention, candidates: Sequence[Candidate]) -> Verdict | None:
        """The verdict if the text means a fact with the figure's value, else None."""
        meant = [candidate for candidate in candidates if candidate.is_meant]
        if not meant:
            return None
        # Words of the sentence itself count more than those that are carried over to it.
        named = [some for some in meant if said_words(some.fact.metric, mention, OWN)] or meant
        meant = [candidate for candidate in named if candidate.match != "qualifier"] or named
        best = min(meant, key=lambda candidate: order(candidate, mention))
        target = self._meant_instead(best, mention)
        if target:
            return Verdict("contradicts", target, ANOTHER_VALUE, mention.figure)
        return agrees(best, mention)

    def formerly(self, mention: Mention, beside: Collection[Fact]) -> Verdict | None:
        """The verdict on a value that the text gives as an earlier one, since replaced.

        The newer one is stated ``beside`` it: "874; in January the office said 861".
        """
        sentence, figure = mention.sentence, mention.figure
        if not GIVEN.search(sentence.text, sentence.start, figure.start):
            return None
        series = {(fact.series, fact.period) for fact in beside if not fact.record.is_superseded}
        return next(
            (
                Verdict("matches", fact, "", figure)
                for match, fact in self._agreeing(_key(figure))
                if match == "equal"
                and fact.record.is_superseded
                and (fact.series, fact.period) in series
            ),
            None,
        )

    def continued(self, mention: Mention, compared: Fact, since: int) -> Verdict | None:
        """The verdict if a figure has the value of a fact of the series that it goes on about.

        A figure that ends at ``since`` states the ``compared`` fact: "10.1 TWh, against 9.6 TWh".
        """
        if not goes_on(mention, since):
            return None
        agreeing = [
            Candidate.of(match, fact, mention, mention.figure)
            for match, fact in self._agreeing(_key(mention.figure))
            if match in ("equal", "rounded")
            and fact.series == compared.series
            and fact is not compared
            and not fitting.is_of_other_distance(fact, mention, compared)
            and (
                any(when.is_relative and when.leans for when in mention.times)
                or not fitting.is_of_other_time(fact, mention)
            )
            and not any(fitting.is_excluded(fact, scope, of) for of, scope in mention.scopes)
            and self._is_allowed(fact, mention)
        ]
        best = min(agreeing, key=lambda candidate: order(candidate, mention), default=None)
        return agrees(best, mention) if best else None

    def candidates(self, mention: Mention) -> list[Candidate]:
        """The facts whose value agrees with a figure, as written or with a unit named before."""
        agreeing = self._mentioned_with(mention.figure, mention)
        if not any(candidate.is_meant and candidate.match != "qualifier" for candidate in agreeing):
            for figure in implied_readings(mention):
                agreeing += self._mentioned_with(figure, mention)
            agreeing += self._in_unit_of_fact(mention)
        return [
            candidate
            for candidate in agreeing
            if self._is_allowed(candidate.fact, mention)
            and not fitting.is_of_stranger(candidate.fact.metric, mention)
        ]

    def _mentioned_with(self, figure: Figure, mention: Mention) -> list[Candidate]:
        """The facts with the value of a figure whose metric the text mentions."""
        agreeing = self._agreeing(_key(figure))
        scores = {
            metric: score(metric, mention) for metric in {fact.metric for _, fact in agreeing}
        }
        return [
            Candidate.of(match, fact, mention, figure)
            for match, fact in agreeing
            if scores[fact.metric] > 0
        ]

    def otherwise(self, mention: Mention, candidates: Sequence[Candidate]) -> Verdict:
        """The verdict for a figure that matches no fact that is meant.

        A figure that may be derived is a slip only for a change, or for a fact with its value.
        """
        near = sorted(
            (candidate for candidate in candidates if candidate.score > 0),
            key=lambda candidate: order(candidate, mention),
        )
        agreeing = {candidate.fact for candidate in near}
        slips = (
            fact
            for fact in self._plainly_meant(mention)
            if _is_slip(mention.figure, fact)
            and (fact.metric.is_of_change or fact in agreeing or not _may_be_derived(mention))
        )
        target = next(chain(slips, self._of_same_digits(mention)), None)
        if target and not self._is_doubtful(target, mention):
            words = ANOTHER_VALUE
            if target not in agreeing and compare(mention.figure, target.stated) == "equal":
                words = "your text says it of something else"
            return Verdict("contradicts", target, words, mention.figure)
        if near:
            return misplaced(near, mention)
        return self._of_other_value(mention) or self.unmentioned(mention.figure)

    def _of_same_digits(self, mention: Mention) -> Iterator[Fact]:
        """The facts that a text names less plainly but whose digits a figure has.

        The digits are in another order, or a rise is given as a fall.
        """
        for metric in self._metrics(mention)[:_MOST_METRICS]:
            for fact in metric.facts[:_MOST_FACTS] if suits(mention.figure, metric) else ():
                if (
                    _has_digits_of(fact, mention.figure)
                    and not fact.record.is_superseded
                    and score(metric, mention) > 0
                    and fitting.in_time(fact, mention)
                    and all(fitting.in_scope(fact, scope, of) for of, scope in mention.scopes)
                    and self._is_allowed(fact, mention)
                ):
                    yield fact

    def _is_doubtful(self, target: Fact, mention: Mention) -> bool:
        """Whether another fact has a figure's value, and the clause does not name the target.

        Only words farther away name its metric, or its area or group.
        """
        rivals = [fact for match, fact in self._agreeing(_key(mention.figure)) if match == "equal"]
        if digits_of(mention.figure) < 2 or target in rivals:
            return False
        is_named = bool(said_words(target.metric, mention, NEAR))
        return any(
            any(
                rival.name(dimension) != name and name in (scope.near | scope.far) - scope.carried
                for dimension, scope in mention.scopes
                for name in [target.name(dimension)]
            )
            if rival.metric is target.metric and rival.period == target.period
            else not is_named
            and fitting.in_time(rival, mention)
            and suits(mention.figure, rival.metric)
            for rival in rivals
        )

    def _of_other_value(self, mention: Mention) -> Verdict | None:
        """The verdict that lists the named metric's values, if no fact has the figure's."""
        if self._agreeing(_key(mention.figure)):
            return None
        may_be_change = is_about_change(mention)
        metrics = [
            metric for metric in self._metrics(mention) if may_be_change or not metric.is_of_change
        ]
        facts = [
            fact
            for metric in metrics[:1]
            if share_said(metric, mention, OWN) >= PLAIN and suits(mention.figure, metric)
            for fact in metric.facts[:_MOST_FACTS]
            if all(fitting.in_scope(fact, scope, of) for of, scope in mention.scopes)
        ]
        if not facts:
            return None
        shown = [told_apart(fact, facts) for fact in facts[:_MOST_SHOWN]]
        shown += ["others"] * (len(facts) > _MOST_SHOWN)
        words = f"{quoted(facts[0].metric.title)} is {listed(shown)}"
        return Verdict("unknown", None, words, mention.figure)

    def trusted(
        self, mention: Mention, before: Collection[Fact], stated: Mapping[Fact, Figure]
    ) -> Verdict | None:
        """The verdict on a figure that has the value of one fact which the words need not name.

        None unless the text is about the store and names nothing else that the figure could be.
        ``before`` are the facts that the text states just before, ``stated`` those of its
        sentence, since a sentence seldom states a fact twice.
        """
        if not self.is_trusting:
            return None
        stated_so_far = {*before, *stated}
        beside = {fact for fact, figure in stated.items() if figure.start != mention.figure.start}
        certain = [
            candidate
            for figure in [mention.figure, *implied_readings(mention)]
            if digits_of(figure) >= 2  # with fewer, it may have the value of very many facts
            for match, fact in self._agreeing(_key(figure))
            if match in ("equal", "rounded")
            for candidate in [Candidate.of(match, fact, mention, figure)]
            if fact not in beside
            and not fitting.is_of_other_time(fact, mention)
            and not any(
                earlier.start < mention.figure.start
                and fitting.is_of_other_distance(fact, mention, other)
                for other, earlier in stated.items()
            )
            and _is_certain(candidate, mention)
            and not any(fitting.is_excluded(fact, scope, of) for of, scope in mention.scopes)
            and self._is_allowed(fact, mention)
            and not fitting.is_hinted_elsewhere(fact, mention)
            and not fitting.is_of_area_before(fact, mention, stated)
            and (fact.group or not fitting.is_of_stranger(fact.metric, mention))
            and (
                figure.unit.dimension != "percent"  # a share may be one of anything
                or not fitting.is_foreign(fact.metric, mention.sentence)
                or any(other.metric is fact.metric for other in stated_so_far)
            )
            and (not mention.figure.unit.dimension or self._may_count(figure, fact.metric))
        ]
        certain = [candidate for candidate in certain if candidate.match == "equal"] or certain
        said = [fitting.names_beside(candidate.fact, mention) for candidate in certain]
        certain = [one for one, names in zip(certain, said, strict=True) if names == max(said)]
        if len({candidate.fact.metric for candidate in certain}) != 1:
            return None
        best = min(certain, key=lambda candidate: order(candidate, mention))
        fact = best.fact
        if self._named_instead(fact, mention):
            return None
        is_named = share_said(fact.metric, mention, NEAR) >= PLAIN
        for rival in self._plainly_meant(mention):
            if rival.metric is not fact.metric:
                continue
            mine, other = fitting.names_said(fact, mention), fitting.names_said(rival, mention)
            is_free = rival.is_total and rival not in stated_so_far
            if other > mine or (other == mine and is_named and is_free):
                return None
        return agrees(best, mention)

    def _may_count(self, figure: Figure, metric: Metric) -> bool:
        """Whether what a figure counts may be another word for what a metric counts.

        Visits and journeys are made by people; any noun that the store lacks may be another word.
        """
        if suits(figure, metric):
            return True
        if not metric.unit.is_count:
            return False
        noun, is_counted = stem(figure.unit.name), figure.unit.dimension == "count"
        is_unknown = is_counted and noun not in self._facts.nouns
        return noun in PERSONS or (is_unknown and digits_of(figure) >= _MOST_TELLING)

    def _named_instead(self, fact: Fact, mention: Mention) -> Metric | None:
        """The metric that the clause of a figure names with words that are not those of a fact.

        If the clause has none of the fact's words, the subject of the sentence counts instead.
        """
        mine = share_said(fact.metric, mention, NEAR)
        known = fact.metric.words.keys() | {stem(mention.figure.unit.name)}
        known |= stems(name for name in (fact.record.area, fact.group) if name)
        subject = mention.sentence.subject
        for other in self._metrics(mention)[:_MOST_METRICS]:
            share = share_said(other, mention, NEAR)
            is_named = share >= PLAIN and share > mine
            is_named = is_named and not said_words(other, mention, NEAR) <= known
            is_subject = not mine and subject in other.calls and other is not fact.metric
            if (is_named or is_subject) and suits(mention.figure, other):
                return other
        return None

    def _is_allowed(self, fact: Fact, mention: Mention) -> bool:
        """Whether the words around a figure allow a fact: a change or a level, a gain or a loss.

        "Three times as many" and "a third of what it was" allow only a ratio.
        """
        metric, text, end = fact.metric, mention.sentence.text, mention.figure.end
        is_ratio = TIMES_AS.match(text, end) or OF_OTHER.match(text, end)
        if is_ratio and "times" not in (fact.record.unit or ""):
            return False
        if mention.is_size and not (metric.is_of_change or fact.stated.direction):
            return False
        is_change = metric in mention.carried or is_about_change(mention)
        if metric.is_of_change and not is_change:
            return False
        direction, of_fact = direction_of(mention), fact.stated.direction
        is_counted = metric.is_of_change and metric.unit.dimension == "count"
        is_reversed = is_counted and of_fact and direction and direction != of_fact
        # "33 more" is not a fall of 33, and "671 incidents" are not 671 victims.
        if is_reversed or self._is_of_other_noun(mention, metric):
            return False
        if fitting.is_excluded_by_words(fact, mention) or self._names_other(metric, mention):
            return False
        is_gain = fact.metric.has_losses and (fact.stated.value or 0) > 0
        before = mention.sentence.text[mention.clause[0] : mention.figure.start]
        is_level = (  # "fell from 38", "slowed to 3.2%", "less than in May (4.1%)"
            mention.is_base
            or TO.search(before)
            or LEVEL_COMPARED.search(
                mention.sentence.text, mention.sentence.start, mention.figure.start
            )
        )
        is_loss = direction_of(mention) == "down" and not is_level
        return not (is_gain and is_loss)

    def _names_other(self, metric: Metric, mention: Mention) -> bool:
        """Whether words beside a figure name another metric, and none tell this one from it.

        So it is "barley harvest" for "wheat harvest".  Either the other metric may have the
        figure, or its words are the subject of the sentence.  Words after the figure, "2,118 in
        work", must name the other metric plainly.
        """
        sentence, figure = mention.sentence, mention.figure
        near, after = fitting.stems_beside(mention), fitting.stems_behind(mention)
        subject = sentence.subject if figure.start == sentence.figures[0].start else frozenset()
        noun = stem(figure.unit.name)
        return any(
            word in other.core
            and (word in subject or suits(figure, other))
            and (word not in after or share_said(other, mention, NEAR) >= PLAIN)
            and not (word == noun and (word == _TIMES or word in other.units))
            and (mine := metric.core - other.core - GENERIC)
            and mine.isdisjoint(near)
            and not fitting.is_excluded_by_words(other.facts[0], mention)
            for word in near - metric.known - GENERIC
            for other in self._facts.by_word.get(word, ())
        )

    def _counts_other(self, figure: Figure, metric: Metric) -> bool:
        """Whether the noun of a figure is the unit of other metrics, and not of this one."""
        is_of_other = stem(figure.unit.name) in self._facts.nouns - metric.units
        return is_of_other and bool(metric.units) and metric.units.isdisjoint(PERSONS)

    def _is_of_other_noun(self, mention: Mention, metric: Metric) -> bool:
        """Whether a sentence names another metric, which counts what the figure counts."""
        if not self._counts_other(mention.figure, metric):
            return False
        noun = stem(mention.figure.unit.name)
        return any(
            noun in other.units
            and (said_words(other, mention, OWN) - {noun} or other.core <= {noun})
            for other in self._metrics(mention)[:_MOST_METRICS]
        )

    def is_counted(self, mention: Mention) -> bool:
        """Whether a figure counts or measures what a fact is plainly about."""
        unit, text = mention.figure.unit, mention.sentence.text
        before = text[mention.clause[0] : mention.figure.start]
        is_bare = not unit.dimension and (mention.sentence.is_cell or TO.search(before))
        return any(
            is_bare
            or (unit.dimension == fact.metric.unit.dimension and not unit.is_count)
            or stem(unit.name) in fact.metric.counted - PERSONS
            for fact in self._plainly_meant(mention)
        )

    def is_plainly_about(self, mention: Mention) -> bool:
        """Whether a sentence names a metric of which the store has several facts."""
        return any(
            len(metric.facts) > 1 and share_said(metric, mention, OWN) >= PLAIN
            for metric in self._metrics(mention)[:_MOST_METRICS]
        )

    def is_measured_in_time(self, mention: Mention) -> bool:
        """Whether a text is plainly about a metric whose values are durations.

        A duration of three digits is probably a measurement: one word of the metric is enough.
        """
        is_measured = digits_of(mention.figure) > 2 or mention.figure.step < 1
        return any(
            metric.unit.is_duration
            and (
                share_said(metric, mention) >= PLAIN
                or (is_measured and said_words(metric, mention, OWN))
            )
            for metric in self._metrics(mention)[:_MOST_METRICS]
        )

    def unmentioned(self, figure: Figure) -> Verdict:
        """The verdict if the text mentions no fact, even if a fact has this value."""
        agreeing = self._agreeing(_key(figure))
        if not agreeing:
            return Verdict("unknown", None, "no fact has this value", figure)
        _, fact = min(agreeing, key=lambda match_and_fact: MATCHES.index(match_and_fact[0]))
        words = "your text does not name it; is a keyword missing?"
        if self._counts_other(figure, fact.metric):
            words = f'its unit is "{fact.record.unit}", not "{figure.unit.name}"'
        return Verdict("unknown", fact, words, figure)

    def _in_unit_of_fact(self, mention: Mention) -> Iterator[Candidate]:
        """The facts whose value a bare figure has if it is in the unit of the fact.

        This holds in a cell, or if the unit is elsewhere in the sentence: "hours worked slipped
        from 104.9 million"; "14 hot days" counts days.
        """
        written_unit = mention.figure.unit
        if not written_unit.is_count:
            return
        for fact in self._facts.near(mention.figure):
            unit, metric = fact.metric.unit, fact.metric
            is_named = (
                stem(written_unit.name) in metric.counted
                if written_unit.dimension
                else mention.sentence.is_cell
                or any(mention.words.get(word, 0) > PLAIN for word in metric.units)
            )
            if unit.is_count or not is_named:
                continue
            full = unit._replace(factor=unit.factor / magnitude_of(unit))
            for read_as in (full, unit):
                figure = mention.figure._replace(unit=read_as)
                match = compare(figure, fact.stated)
                if match != "different":
                    yield Candidate.of(match, fact, mention, figure)
                    break

    def _with_value(self, figure: Figure) -> list[tuple[Match, Fact]]:
        """The facts with the value of a figure; a share in words is a round number.

        A range that contains a fact must not be very wide, nor the fact a range itself.
        """
        if figure.unit.name == "share" and figure.value:  # "nine in ten" may be 91%
            figure = figure._replace(step=2 * min(figure.value * _LOOSE, _MOST_LOOSE))
        low, high = figure.low, figure.high
        is_range = low is not None and high is not None
        is_wide = low is not None and high is not None and abs(high) > _WIDE * abs(low)
        compared = [(_match(figure, fact), fact) for fact in self._facts.near(figure)]
        return [
            (match, fact)
            for match, fact in compared
            if match != "different"
            and not (
                match == "consistent" and is_range and (is_wide or fact.stated.low is not None)
            )
        ]

    def _named_plainly(self, mention: Mention) -> list[Fact]:
        """The facts that a text is plainly about, the plainest first."""
        if not any(share_said(metric, mention) >= PLAIN for metric in self._metrics(mention)):
            return []
        is_change = is_about_change(mention)
        metrics = (
            metric
            for metric in self._metrics(mention)
            if suits(mention.figure, metric)
            and not self._counts_other(mention.figure, metric)
            and (is_change or not metric.is_of_change)
            and not fitting.is_of_opposite(metric.facts[0], mention)
        )
        facts = [
            fact
            for metric in islice(metrics, _MOST_METRICS)
            if share_said(metric, mention) >= PLAIN
            for fact in metric.facts[:_MOST_FACTS]
            if fitting.is_plain(fact, mention)
            and not fitting.is_of_other_measure(fact, mention)
            and not fitting.has_other_base(fact, mention)
        ]
        return sorted(facts, key=lambda fact: fitting.fact_order(fact, mention))

    def subjects(self, mention: Mention, *, with_rates: bool) -> list[Metric]:
        """The metrics that a sentence names, as the basis of derived figures."""
        named = (
            metric
            for metric in self._metrics(mention)
            if (with_rates or metric.unit.dimension != "percent")
            and fitting.is_subject(metric, mention)
        )
        return list(islice(named, _MOST_DERIVED_FROM))

    def _metrics_sharing_words(self, mention: Mention) -> list[Metric]:
        """The metrics that share words with a sentence, those with the most first."""
        metrics = {
            metric.id: metric
            for word, weight in mention.words.items()
            if weight >= PLAIN
            for metric in self._facts.by_word.get(word, ())
        }
        return sorted(metrics.values(), key=lambda metric: (-score(metric, mention), metric.id))

    def _meant_instead(self, best: Candidate, mention: Mention) -> Fact | None:
        """A fact with another value that the text is far more plainly about, if there is one.

        The figure is a slip for it, or has the value of the best fact by accident, or its clause
        has all words of the best fact and more of the other.
        """
        metric, sentence = best.fact.metric, mention.sentence
        plain = self._plainly_meant(mention)
        may_be_accident = digits_of(best.figure) < _FEWEST_TELLING
        near = said_words(metric, mention, NEAR)
        noun = stem(mention.figure.unit.name)
        others = [
            fact
            for fact in plain
            if compare(best.figure, fact.stated) == "different"
            and fitting.names_beside(fact, mention) >= fitting.names_beside(best.fact, mention)
            and not (noun in metric.units and noun not in fact.metric.units)
            and (
                may_be_accident
                or _is_slip(mention.figure, fact)
                or (
                    share_said(fact.metric, mention, NEAR) >= PLAIN
                    and near < said_words(fact.metric, mention, NEAR)
                )
            )
        ]
        if mention.figure is sentence.figures[0] and sentence.subject not in metric.calls:
            of_subject = [fact for fact in others if sentence.subject in fact.metric.calls]
            if of_subject:
                return of_subject[0]
        if not plain or plain[0] is best.fact:
            return None
        if named := self._named_instead(best.fact, mention):
            return next((fact for fact in others if fact.metric is named), None)
        target = plain[0]
        if target.metric is metric or target not in others:
            return None
        words, other_words = (said_words(of, mention, OWN) for of in (metric, target.metric))
        nearer = said_words(target.metric, mention, NEAR)
        is_outdone = share_said(metric, mention) < PLAIN and best.score < _OUTDONE * score(
            target.metric, mention
        )
        is_plainer = nearer if not words else words < other_words and not nearer <= words
        return target if other_words and (is_plainer or is_outdone) else None


def _match(figure: Figure, fact: Fact) -> Match:
    """How a figure relates to a fact; "more than a third" is "more than 33.3%"."""
    stated = fact.stated
    if figure.unit.name == "share" and figure.qualifier == stated.qualifier:
        figure, stated = figure._replace(qualifier=None), stated._replace(qualifier=None)
    return compare(figure, stated)


def _may_be_derived(mention: Mention) -> bool:
    """Whether a figure may be worked out from facts; a value before a change is a value, too."""
    return any(operation not in BASES for operation in operations_of(mention))


def _has_digits_of(fact: Fact, figure: Figure) -> bool:
    """Whether a figure has the digits of a fact in another order, or with the other sign."""
    written, true = figure.value, fact.stated.value
    if written is None or true is None or sorted(_digits(written)) != sorted(_digits(true)):
        return False
    is_reversed = fact.metric.is_of_change and abs(written) == abs(true)
    is_transposed = digits_of(figure) > 2 and _digits(written) != _digits(true)
    return (is_reversed or is_transposed) and compare(figure, fact.stated) == "different"


def _is_slip(figure: Figure, fact: Fact) -> bool:
    """Whether a figure may be a slip for a fact: it has its digits, or is within a factor of 3."""
    written, true = figure.value, fact.stated.value
    if written is None or true is None:
        return True
    if sorted(_digits(written)) == sorted(_digits(true)):
        return True
    mine, yours = next(
        common_readings(figure.unit, fact.metric.unit), (figure.unit, fact.metric.unit)
    )
    size, other = abs(to_base(written, mine)), abs(to_base(true, yours))
    return other <= size * _SLIP and size <= other * _SLIP


def digits_of(figure: Figure) -> int:
    """How many digits of a figure tell something: 3 of 643,000, and 2 of 3.0."""
    if figure.low is not None and figure.high is not None:
        return max(len(_digits(figure.low)), len(_digits(figure.high)))
    if figure.value is None or figure.unit.name == "share":
        return 0
    if figure.step < 1:
        return len(str(int(abs(figure.value) / figure.step)))
    return len(_digits(figure.value))


def _is_certain(match: Candidate, mention: Mention) -> bool:
    """Whether a value agrees in so many digits, and so much else, that it is not an accident."""
    names = [(match.fact.name(dimension), scope.own) for dimension, scope in mention.scopes]
    digits = digits_of(match.figure)
    if digits < 3 and match.figure.unit.name and not suits(match.figure, match.fact.metric):
        return False  # "25 officers" are not 25 deaths
    signs = (
        digits
        + (match.figure.qualifier is not None and match.match == "equal")
        + any(name in own_names for name, own_names in names)
        + (mention.is_own and any(when.is_exact(match.fact.period) for when in mention.times))
        + (match.score > 0 and match.match == "equal")
    )
    return signs >= 3


def _digits(value: Decimal) -> str:
    return "".join(map(str, value.as_tuple().digits)).strip("0")


def _key(figure: Figure) -> Figure:
    return Figure("", 0, 0, *figure[3:-1], (0, 0))  # `_replace` is slow
