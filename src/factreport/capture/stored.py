"""Stored: the facts of a store that the figures of a text state."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

from factreport.auditing.finding import Finding
from factreport.capture import Mention, Passed

_STATED = ("matches", "rounded")


def facts_of(
    figures: Iterable[Mention | Passed], findings: Iterable[Finding]
) -> list[tuple[str, ...]]:
    """The ids of the facts that each figure states, by the findings of an audit."""
    by_place: dict[object, deque[tuple[str, ...]]] = defaultdict(deque)
    for finding in findings:
        is_stated = finding.result in _STATED and finding.fact is not None
        facts = (finding.fact.id,) if is_stated and finding.fact else ()
        by_place[(finding.place, finding.figure.text)].append(facts)
    return [_next(by_place[(mention.place, _text(mention))]) for mention in figures]


def _next(waiting: deque[tuple[str, ...]]) -> tuple[str, ...]:
    # Without meaningful lines, all figures of a paragraph have one place: they come in order.
    return waiting.popleft() if waiting else ()


def _text(mention: Mention | Passed) -> str:
    return mention.figure.text if isinstance(mention, Mention) else mention.skipped.text
