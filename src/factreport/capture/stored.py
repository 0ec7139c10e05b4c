"""Stored: which facts of a store a text states, and to which metrics its other figures belong."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence

from factreport.auditing.finding import Finding
from factreport.capture import Passed, Sighting, numbers
from factreport.capture.subjects import Subject
from factreport.capture.units import UNKNOWN
from factreport.figures.comparing import conflicts, stated
from factreport.figures.units import are_of_one_dimension, unit_of
from factreport.model import Record

_STATED = ("matches", "rounded")
_NOUNS = ("paragraph", "page")  # of a place


def facts_of(
    sightings: Sequence[Sighting | Passed],
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
    for sighting in sightings:
        figure = sighting.figure if isinstance(sighting, Sighting) else sighting.skipped
        facts = by_place.get((sighting.place, figure.text))
        audited.append(facts.popleft() if facts else None)
    # By place and value, because a long text has many figures and its source many facts.
    left: dict[object, deque[Record]] = defaultdict(deque)
    for record in read_here:
        sizes = _sizes(record.value, record.low, record.high)
        for noun in _NOUNS:
            for cited in getattr(record, f"{noun}s"):
                left[noun, cited, sizes].append(record)
    taken = set(filter(None, audited))
    ids: list[tuple[str, ...]] = []
    for sighting, known in zip(sightings, audited, strict=True):
        fact = known
        if fact is None and isinstance(sighting, Sighting):
            sizes = _sizes(*numbers(sighting.figure))
            for noun in _NOUNS:
                waiting = left.get((noun, getattr(sighting.place, noun), sizes), deque())
                while fact is None and waiting:
                    first = waiting.popleft()
                    fact = first if first not in taken else None
            taken |= {fact} if fact else set()
        ids.append((fact.id,) if fact else ())
    return ids


def _sizes(*parts: float | None) -> tuple[float | None, ...]:
    """The value and the ends of a range; the sign may be in the words: "fell by 4%"."""
    return tuple(part and abs(part) for part in parts)


class Series:
    """Finds the metric that a figure belongs to: that of its title, or of figures titled alike."""

    def __init__(self, facts_of: Callable[[str], Sequence[Record]]) -> None:
        self._facts_of = facts_of
        self._ids: dict[tuple[str, str], str] = {}
        self._facts: dict[str, Sequence[Record]] = {}

    def learn(self, subject: Subject, id_: str) -> None:
        """Take a metric that has a figure with this subject already, whatever its title is."""
        self._ids.setdefault((subject.title.lower(), subject.sort[0]), id_)

    def facts_of(self, subject: Subject) -> Sequence[Record]:
        """The observations of the metric of this subject, if its unit is of the same kind."""
        asked = self._ids.get((subject.title.lower(), subject.sort[0]), subject.title)
        if asked not in self._facts:
            self._facts[asked] = self._facts_of(asked)
        facts = self._facts[asked]
        unit = facts[0].unit if facts else None
        if unit is None:
            return ()
        own, other = unit_of(subject.unit), unit_of(unit)
        is_alike = not own.is_count and are_of_one_dimension(own, other)
        is_same = subject.unit.lower() == unit.lower()
        is_same |= subject.unit == UNKNOWN and other.is_count
        return facts if is_alike or is_same else ()


def of_series(record: Record, facts: Sequence[Record]) -> Record | None:
    """A record as an observation of a metric with these facts, or None if it can't be one.

    It has the only area of the metric if it names none.  A metric of groups has no value without
    a group.
    """
    if not facts:
        return None
    areas, groups = ({getattr(fact, name) for fact in facts} for name in ("area", "group"))
    if record.area is None and len(areas) == 1:
        record = record._replace(area=facts[0].area)
    is_sound = (record.area or None in areas) and (record.group or None in groups)
    return record._replace(id=facts[0].id, title=facts[0].title) if is_sound else None


def before(record: Record, facts: Sequence[Record]) -> tuple[Record | None, bool]:
    """The stored value for the period, area and group, and whether the new one agrees.

    A value without a period agrees with any equal one.
    """
    values = record.value, record.low, record.high
    for fact in reversed(facts):
        is_same = (fact.area, fact.group) == (record.area, record.group)
        if record.period is None and values == (fact.value, fact.low, fact.high):
            return fact, True
        if is_same and record.period and fact.period == record.period and not fact.is_superseded:
            return fact, not any(conflicts([stated(fact), stated(record)]))
    return None, False
