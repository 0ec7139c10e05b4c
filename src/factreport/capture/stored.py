"""Stored: the facts of a store that the figures of a text state."""

from __future__ import annotations

from collections import deque
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
    findings = list(findings)
    waiting: dict[object, deque[tuple[str, ...]]] = {
        (finding.place, finding.figure.text): deque()
        for finding in findings
        if finding.result in _STATED and finding.fact
    }
    for finding in findings if waiting else ():
        facts = (finding.fact.id,) if finding.result in _STATED and finding.fact else ()
        here = waiting.get((finding.place, finding.figure.text))
        if here is not None:
            here.append(facts)
    stated = []
    for mention in mentions:
        figure = mention.figure if isinstance(mention, Mention) else mention.skipped
        here = waiting.get((mention.place, figure.text)) if waiting else None
        stated.append(here.popleft() if here else ())
    return stated
