"""Stored: the facts of a store that the figures of a text state."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from factreport.auditing.finding import Finding
from factreport.capture import Mention, Passed
from factreport.capture.numbers import number
from factreport.model import Record

_STATED = ("matches", "rounded")


def facts_of(
    mentions: Iterable[Mention | Passed],
    findings: Iterable[Finding],
    read_here: Iterable[Record] = (),
) -> list[tuple[str, ...]]:
    """The ids of the facts that each figure states, by the findings of an audit.

    A fact that was read in this text is also known by its value at the place that it cites.
    Without meaningful lines, all figures of a paragraph have one place: they come in order.
    """
    findings = list(findings)
    waiting: dict[object, deque[Record | None]] = {
        (finding.place, finding.figure.text): deque()
        for finding in findings
        if finding.result in _STATED and finding.fact
    }
    for finding in findings if waiting else ():
        here = waiting.get((finding.place, finding.figure.text))
        if here is not None:
            here.append(finding.fact if finding.result in _STATED else None)
    stated: list[tuple[Mention | Passed, Record | None]] = []
    for mention in mentions:
        figure = mention.figure if isinstance(mention, Mention) else mention.skipped
        here = waiting.get((mention.place, figure.text)) if waiting else None
        stated.append((mention, here.popleft() if here else None))
    audited = {fact for _, fact in stated if fact}
    left = [record for record in read_here if record not in audited]
    found: list[tuple[str, ...]] = []
    for mention, audited_as in stated:
        fact = audited_as
        if fact is None and isinstance(mention, Mention):
            fact = next((record for record in left if _is_read_at(record, mention)), None)
            left = [record for record in left if record is not fact]
        found.append((fact.id,) if fact else ())
    return found


def _is_read_at(record: Record, mention: Mention) -> bool:
    """Whether a fact cites the place of a figure, and has its value."""
    place, figure = mention.place, mention.figure
    if place.paragraph not in record.paragraphs and place.page not in record.pages:
        return False
    stated = [number(part) for part in (figure.value, figure.low, figure.high)]
    # The sign may be in the words: "fell by 4%".
    return [part and abs(part) for part in stated] == [
        part and abs(part) for part in (record.value, record.low, record.high)
    ]
