"""The vocabulary of the program: Record, Source, Topic, Qualifier and Problem."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, get_args

Qualifier = Literal["about", "nearly", "more than", "at least", "less than", "at most"]
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
LOWER_BOUNDS: tuple[Qualifier, ...] = ("more than", "at least")
UPPER_BOUNDS: tuple[Qualifier, ...] = ("less than", "at most")

Direction = Literal["up", "down"]  # of a change
# Of a time that prose names to what it dates.
Relation = Literal["in", "by", "since", "until", "before", "after"]

# SDMX OBS_STATUS has the same four, as E, F, P and R.
OBSERVATION_STATUSES = ("estimate", "projection", "provisional", "revised")
POLICY_STATUSES = ("in force", "completed", "planned")
# Added in answers to the status of an observation that a revision has replaced.
SUPERSEDED = "superseded"


class Record(NamedTuple):
    """One fact in flat form: a row of the index, a JSON object or a CSV line.

    ``period`` is canonical, see :mod:`factreport.periods`; ``start`` and ``end`` are its first and
    last day in ISO 8601, None where it is open; ``year`` is the year that contains it, or None.
    ``value``, ``low`` and ``high`` are in ``unit``; a range has only the last two, a margin all
    three.  ``written`` contains the words of the source that the fact is taken from.  ``status`` is
    as in the store; if a revision has replaced the observation, it is or ends in "superseded".
    ``paragraphs`` and ``pages`` count from 1.  Missing parts are None or an empty tuple.
    """

    kind: str
    id: str
    title: str
    topics: tuple[str, ...]
    area: str | None
    group: str | None
    period: str | None
    year: int | None
    start: str | None
    end: str | None
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    qualifier: Qualifier | None
    status: str | None
    written: str | None
    summary: str | None
    by: str | None
    source: str | None
    paragraphs: tuple[int, ...]
    pages: tuple[int, ...]
    citation: str | None
    note: str | None

    @property
    def is_superseded(self) -> bool:
        """Whether a later source has replaced this value."""
        return self.status is not None and self.status.endswith(SUPERSEDED)

    def as_dict(self) -> dict[str, Any]:
        """The record as a JSON object: every key present, tuples as lists, absent as None."""
        return {
            name: list(part) if isinstance(part, tuple) else part
            for name, part in self._asdict().items()
        }


class Problem(NamedTuple):
    """Something wrong in a file: where (counted from 1), how bad, in which entry, what to do.

    ``line`` is None in files without meaningful lines; there ``message`` names the place.
    """

    file: str
    line: int | None
    severity: Literal["error", "warning"]
    entry: str | None
    message: str
    column: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        entry = f"{self.entry}: " if self.entry else ""
        return f"{place}: {self.severity}: {entry}{self.message}"


class Source(NamedTuple):
    """A document that facts were taken from; ``reference`` is its citation in one line.

    ``text`` is the path of a local copy of its text, as the store writes it, or None.
    ``published`` is a year, a month or a day in ISO 8601; ``accessed`` is a day.
    """

    id: str
    title: str
    author: str | None
    publisher: str | None
    original_publisher: str | None
    published: str | None
    accessed: str | None
    url: str | None
    text: str | None
    note: str | None
    reference: str


class Topic(NamedTuple):
    """A subject that facts are filed under; ``keywords`` are other words that people search for."""

    id: str
    title: str
    summary: str | None
    keywords: tuple[str, ...]
