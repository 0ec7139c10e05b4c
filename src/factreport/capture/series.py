"""Series: the metrics of a store of which the figures of a text are further values."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factreport.capture.subjects import Subject
from factreport.capture.units import UNKNOWN
from factreport.figures.comparing import conflicts, stated
from factreport.figures.units import are_of_one_dimension, unit_of
from factreport.model import Record


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
        is_measured = own.dimension not in ("", "count")
        is_alike = is_measured and are_of_one_dimension(own, other)
        is_same = subject.unit.lower() == unit.lower() or (
            subject.unit == UNKNOWN and other.dimension in ("", "count")
        )
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
    """The value that the metric has for the period, area and group, and if the new one agrees.

    A value without a period agrees with any equal one.
    """
    for fact in reversed(facts):
        is_same = (fact.area, fact.group) == (record.area, record.group)
        if record.period is None and record[_VALUES] == fact[_VALUES]:
            return fact, True
        if is_same and record.period and fact.period == record.period and not fact.is_superseded:
            return fact, not any(conflicts([stated(fact), stated(record)]))
    return None, False


_VALUES = slice(Record._fields.index("value"), Record._fields.index("high") + 1)
