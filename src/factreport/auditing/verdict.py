"""Verdict: the result for a figure, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from factreport.auditing.evidence import ENOUGH
from factreport.auditing.facts import Fact
from factreport.auditing.fitting import in_scope, in_time
from factreport.auditing.mentions import Mention
from factreport.figures.comparing import MATCHES, Match
from factreport.figures.figure import Figure, Skipped
from factreport.periods import label
from factreport.wording import listed, quoted

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
    """A fact whose value agrees with a figure, and how strongly the text speaks for it."""

    match: Match
    fact: Fact
    support: float
    is_mentioned: bool
    figure: Figure

    @property
    def is_meant(self) -> bool:
        """Whether the text speaks for the fact strongly enough."""
        return self.support >= ENOUGH


def strongest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, the one that the text speaks for most strongly first."""
    return sorted(
        candidates,
        key=lambda candidate: (-round(candidate.support, 3), MATCHES.index(candidate.match)),
    )


def agrees(best: Candidate, mention: Mention) -> Verdict:
    """The verdict on a figure that means a fact with its value."""
    fact = best.fact
    if fact.record.is_superseded:
        return _superseded(fact, mention)
    if best.match == "qualifier":
        words = _qualifier_words(mention.figure, fact)
        return Verdict("contradicts", fact, words, mention.figure)
    return Verdict(_RESULTS[best.match], fact, "", mention.figure)


def _superseded(fact: Fact, mention: Mention) -> Verdict:
    """A value that a later source has replaced, with the new one."""
    new = next((newer for newer in fact.metric.facts if _replaces(newer, fact)), fact)
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


def contradicts(target: Fact, mention: Mention) -> Verdict:
    """The verdict on a figure that means a fact with another value."""
    return Verdict("contradicts", target, ANOTHER_VALUE, mention.figure)


def misplaced(near: Sequence[Candidate], mention: Mention) -> Verdict:
    """A value that the store has, but for another time, area or group than the text says.

    The store may not have the value for the area or the group that the text names.
    """
    best = near[0].fact
    is_in_area = in_scope(best, mention.areas, "area")
    is_in_group = in_scope(best, mention.groups, "group")
    parts = []
    if not in_time(best, mention):
        periods = dict.fromkeys(
            label(candidate.fact.record.period)
            for candidate in near
            if candidate.fact.metric is best.metric
            and candidate.fact.record.period
            and not in_time(candidate.fact, mention)
        )
        shown = [*list(periods)[:_MOST_PERIODS], *["others"] * (len(periods) > _MOST_PERIODS)]
        parts.append(f"for {listed(shown)}, not {_asked(mention)}")
    if not is_in_area:
        parts.append(f"for {best.area or 'all areas'}")
    if not is_in_group:
        parts.append(f"for {best.group or 'all groups'}")
    if not parts:
        return Verdict("unknown", best, not_mentioned(best), mention.figure)
    result: Result = "contradicts" if is_in_area and is_in_group else "unknown"
    return Verdict(result, best, f"the store has it {', '.join(parts)}", mention.figure)


def not_mentioned(fact: Fact) -> str:
    """Why a figure with the value of a fact does not state it."""
    return f"it is {quoted(fact.record.title)}; the text does not mention it"


def _asked(mention: Mention) -> str:
    named = dict.fromkeys(label(when.period.iso) for when in mention.times)
    return f"for {listed(list(named), 'or')}" if named else "for that time"
