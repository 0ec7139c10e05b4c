"""Stored: the facts of a store that the figures of a text state."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

from factreport.auditing.finding import Finding
from factreport.capture import Mention, Passed
from factreport.capture.numbers import number
from factreport.model import Record

_STATED = ("matches", "rounded")


def facts_of(
    mentions: Sequence[Mention | Passed],
    findings: Iterable[Finding],
    read_here: Iterable[Record] = (),
) -> list[tuple[str, ...]]:
    """The ids of the facts that each figure states, by the findings of an audit.

    A fact that was read in this text is also known by its value at the place that it cites.
    Without meaningful lines, figures of a paragraph share a place; they are matched in order.
    """
    by_place: dict[object, deque[Record | None]] = defaultdict(deque)
    for finding in findings:
        fact = finding.fact if finding.result in _STATED else None
        by_place[finding.place, finding.figure.text].append(fact)
    audited: list[Record | None] = []
    for mention in mentions:
        figure = mention.figure if isinstance(mention, Mention) else mention.skipped
        facts = by_place.get((mention.place, figure.text))
        audited.append(facts.popleft() if facts else None)
    # By place and value, because a long text has many figures and its source many facts.
    left: dict[object, deque[Record]] = defaultdict(deque)
    for record in read_here:
        for at in _places(record.paragraphs, record.pages):
            left[at, _sizes(record.value, record.low, record.high)].append(record)
    taken = set(filter(None, audited))
    found: list[tuple[str, ...]] = []
    for mention, known in zip(mentions, audited, strict=True):
        fact = known
        if fact is None and isinstance(mention, Mention):
            place, figure = mention.place, mention.figure
            sizes = _sizes(*map(number, (figure.value, figure.low, figure.high)))
            for at in _places((place.paragraph,), (place.page,)):
                waiting = left.get((at, sizes), deque())
                while fact is None and waiting:
                    first = waiting.popleft()
                    fact = first if first not in taken else None
            taken |= {fact} if fact else set()
        found.append((fact.id,) if fact else ())
    return found


def _places(
    paragraphs: Iterable[int | None], pages: Iterable[int | None]
) -> Iterator[tuple[str, int | None]]:
    """The paragraphs and the pages of a figure or a fact, told apart."""
    yield from (("paragraph", number) for number in paragraphs)
    yield from (("page", number) for number in pages)


def _sizes(*parts: float | None) -> tuple[float | None, ...]:
    """The value and the ends of a range; the sign may be in the words: "fell by 4%"."""
    return tuple(part and abs(part) for part in parts)
