"""Stored: the facts of a store that the figures of a text state."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

from factreport.auditing.finding import Finding
from factreport.capture import Mention, Passed

_STATED = ("matches", "rounded")


def facts_of(
    mentions: Iterable[Mention | Passed], findings: Iterable[Finding]
) -> list[tuple[str, ...]]:
    """The ids of the facts that each figure states, by the findings of an audit.

    Without meaningful lines, all figures of a paragraph have one place: they come in order.
    """
    waiting: dict[object, deque[tuple[str, ...]]] = defaultdict(deque)
    for finding in findings:
        is_stated = finding.result in _STATED and finding.fact is not None
        facts = (finding.fact.id,) if is_stated and finding.fact else ()
        waiting[finding.place, finding.figure.text].append(facts)
    stated = []
    for mention in mentions:
        figure = mention.figure if isinstance(mention, Mention) else mention.skipped
        here = waiting[mention.place, figure.text]
        stated.append(here.popleft() if here else ())
    return stated
