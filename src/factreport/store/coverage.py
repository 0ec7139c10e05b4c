"""The coverage of a store: its facts counted by topic, by source, by period and by kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from factreport.kinds import KINDS
from factreport.periods import Period
from factreport.store.selection import Statement

Rows = Callable[[Statement], list[Any]]


def coverage(subject: str, rows: Rows) -> dict[Any, dict[str, int]]:
    """How many facts there are of each kind, by the names of a subject; periods come in order."""
    sql = "SELECT name, kind, facts FROM tally WHERE subject = ?"
    counts: dict[Any, dict[str, int]] = {}
    for name, kind, facts in rows(Statement(sql, (subject,))):
        counts.setdefault(name, dict.fromkeys(KINDS, 0))[kind] = facts
    if subject != "period":
        return counts
    periods = sorted((Period.parse(iso) for iso in counts if iso), key=lambda period: period.rank)
    in_order: dict[str | None, dict[str, int]] = {
        period.iso: counts[period.iso] for period in periods
    }
    return {**in_order, **({None: counts[""]} if "" in counts else {})}


def span(rows: Rows) -> tuple[str | None, str | None]:
    """The first and the last day of all periods that are not open at that end."""
    sql = 'SELECT min(start), max("end") FROM period'
    ((first, last),) = rows(Statement(sql))
    return first, last
