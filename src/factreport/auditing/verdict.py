"""Verdict: the result for a figure, and the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from factreport.auditing.facts import Fact
from factreport.auditing.fitting import fact_order, in_scope, in_time, score
from factreport.auditing.mentions import Mention
from factreport.auditing.times import distinct
from factreport.english.claims import FORMERLY, NEW, OLD, REVISING
from factreport.english.comparisons import FROM
from factreport.figures.comparing import MATCHES, Match
from factreport.figures.figure import Figure, Skipped
from factreport.periods import label
from factreport.wording import listed

Result = Literal["matches", "rounded", "derived", "contradicts", "unknown", "skipped"]

_RESULTS: dict[Match, Result] = {"equal": "matches", "rounded": "rounded", "consistent": "matches"}
_MOST_PERIODS = 4  # in a message
ANOTHER_VALUE = "the store has another value"


class Verdict(NamedTuple):
    """The result for a figure, the fact that decides it, and why."""

    result: Result
    fact: Fact | None
    message: str
    figure: Figure | Skipped

    @property
    def is_stated(self) -> bool:
        """Whether the figure states the value of the fact."""
        return self.result in ("matches", "rounded")


class Candidate(NamedTuple):
    """A fact whose value agrees with a figure, and which of its other parts are in the text."""

    match: Match
    fact: Fact
    score: float
    in_time: bool
    in_area: bool
    in_group: bool
    figure: Figure

    @property
    def is_meant(self) -> bool:
        """Whether the text has every part of the fact."""
        return self.score > 0 and self.in_time and self.in_area and self.in_group

    @classmethod
    def of(cls, match: Match, fact: Fact, mention: Mention, figure: Figure) -> Candidate:
        """A fact with a figure that it agrees with, and which of its parts are in the text."""
        in_area, in_group = (in_scope(fact, scope, of) for of, scope in mention.scopes)
        points = score(fact.metric, mention)
        return cls(match, fact, points, in_time(fact, mention), in_area, in_group, figure)


def order(candidate: Candidate, mention: Mention) -> tuple[object, ...]:
    """A sort key: the fact with the right value that is most likely meant comes first."""
    misses = 3 - candidate.in_time - candidate.in_area - candidate.in_group
    return misses, *fact_order(candidate.fact, mention), MATCHES.index(candidate.match)


def agrees(best: Candidate, mention: Mention) -> Verdict:
    """The verdict on a figure that means a fact with its value.

    The value may be one that a later source has replaced, or have another qualifier.
    """
    fact, figure = best.fact, mention.figure
    if fact.record.is_superseded and not _is_said_to_be_old(mention):
        newer = (new for new in fact.siblings if new.period == fact.period)
        return Verdict("contradicts", next(newer, fact), "this value was revised", figure)
    if best.match == "qualifier":
        stated = f'"{fact.stated.qualifier}"' if fact.stated.qualifier else "exact"
        text = f'"{figure.qualifier}"' if figure.qualifier else "no qualifier"
        text = "a range" if figure.value is None and figure.low is not None else text
        words = f"the fact is {stated}, the text has {text}"
        return Verdict("contradicts", fact, words, figure)
    words = ""
    if fact.period is None and (times_said := distinct(mention.said_times)):
        times = listed(list(dict.fromkeys(label(when.period.iso) for when in times_said)))
        words = f"the fact has no time, the text says {times}"
    return Verdict(_RESULTS[best.match], fact, words, figure)


def _is_said_to_be_old(mention: Mention) -> bool:
    """Whether a sentence about a revision gives a figure as the old value."""
    sentence = mention.sentence
    before = sentence.text[sentence.start : mention.figure.start]
    is_revision = REVISING.search(sentence.text, sentence.start, sentence.end)
    return not NEW.search(before) and bool(
        OLD.search(before) or (is_revision and (FROM.search(before) or FORMERLY.search(before)))
    )


def misplaced(near: Sequence[Candidate], mention: Mention) -> Verdict:
    """A value that the store has, but for another time, area or group than the text says.

    It is unknown, not wrong, for an area or a group of which the store may have no value.
    """
    best = near[0]
    parts = []
    if not best.in_time:
        periods = dict.fromkeys(
            label(candidate.fact.record.period)
            for candidate in near
            if candidate.fact.metric is best.fact.metric
            and candidate.fact.record.period
            and not candidate.in_time
        )
        shown = [*list(periods)[:_MOST_PERIODS], *["others"] * (len(periods) > _MOST_PERIODS)]
        named = list(dict.fromkeys(label(when.period.iso) for when in mention.times))
        asked = listed(named, "or") if named else "that time"
        parts.append(f"for {listed(shown)}, not for {asked}")
    if not best.in_area:
        parts.append(f"for {best.fact.record.area or 'all areas'}")
    if not best.in_group:
        parts.append(f"for {best.fact.group or 'all groups'}")
    result: Result = "contradicts" if best.in_area and best.in_group else "unknown"
    return Verdict(result, best.fact, f"the store has it {', '.join(parts)}", mention.figure)


def told_apart(fact: Fact, facts: Sequence[Fact]) -> str:
    """The value of a fact, with whatever distinguishes it from the others.

    A unit that all of them have follows the last.
    """
    value, low, high, *_ = fact.stated
    shown = "–".join(f"{part:,}" for part in ((low, high) if value is None else (value,)))
    if fact in facts[-1:] or len({other.record.unit for other in facts}) > 1:
        shown += f" {fact.record.unit}"
    names = [
        name
        for name, count in (
            (fact.metric.title, len({other.metric.id for other in facts})),
            (fact.record.area, len({other.record.area for other in facts})),
            (fact.record.group, len({other.record.group for other in facts})),
        )
        if name and count > 1
    ]
    if names:
        shown += f" ({', '.join(names)})"
    if fact.record.period and len({other.record.period for other in facts}) > 1:
        shown += f" in {label(fact.record.period)}"
    return shown
