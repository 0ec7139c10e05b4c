"""The vocabulary of the program: Record, Period, Years, Qualifier and Problem."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from factreport.errors import QueryError
from factreport.text import quoted

Kind = Literal["metric", "policy", "event", "claim"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Qualifier = Literal["about", "nearly", "more than", "at least", "less than", "at most"]
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
LOWER_BOUNDS: tuple[Qualifier, ...] = ("more than", "at least")
UPPER_BOUNDS: tuple[Qualifier, ...] = ("less than", "at most")

FIRST_YEAR, LAST_YEAR = 1, 9999


class Period(NamedTuple):
    """When a fact holds: a year, a span of years or a day, both ends included (ISO 8601)."""

    iso: str
    start_year: int
    end_year: int

    @property
    def year(self) -> int | None:
        """The one year of the period, or None for a span."""
        return self.start_year if self.start_year == self.end_year else None

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The period of one year; ValueError outside 1 to 9999."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"a year is a number from {FIRST_YEAR} to {LAST_YEAR}, not {year}")
        return cls(f"{year:04}", year, year)

    @classmethod
    def of_day(cls, day: date) -> Period:
        """The period of one day."""
        return cls(day.isoformat(), day.year, day.year)

    @classmethod
    def of(cls, when: int | str | date) -> Period:
        """The period of a year, of a written period or of a day; ValueError says what is wrong."""
        if isinstance(when, int):
            return cls.of_year(when)
        return cls.parse(when) if isinstance(when, str) else cls.of_day(when)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2020``, ``2016/2020`` or ``2021-01-26``; ValueError says what is wrong."""
        if re.fullmatch(r"[0-9]{4}", text):
            return cls.of_year(int(text))
        if span := re.fullmatch(r"([0-9]{4})/([0-9]{4})", text):
            first, last = cls.of_year(int(span[1])), cls.of_year(int(span[2]))
            if first.start_year > last.start_year:
                raise ValueError(
                    f'the span {quoted(text)} runs backwards; write "{last.iso}/{first.iso}"'
                )
            return cls(text if first != last else first.iso, first.start_year, last.start_year)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            try:
                return cls.of_day(date.fromisoformat(text))
            except ValueError:
                raise ValueError(f"the calendar has no day {quoted(text)}") from None
        raise ValueError(
            f'{quoted(text)} is not a period; write a year "2020", a span "2016/2020" or a day '
            '"2021-01-26"'
        )


class Years(NamedTuple):
    """The years that a query asks for, both ends included."""

    first: int
    last: int

    @classmethod
    def of(cls, asked: Years | int | str) -> Years:
        """The years as they are, one year, or a text to parse."""
        if isinstance(asked, Years):
            return cls._checked(f"{asked.first}-{asked.last}", *asked)
        return (
            cls._checked(str(asked), asked, asked) if isinstance(asked, int) else cls.parse(asked)
        )

    @classmethod
    def parse(cls, text: str) -> Years:
        """Read ``2020``, ``2016-2020``, ``2016..2020``, ``2018..`` or ``..2018``; or QueryError."""
        single = re.fullmatch(r"[0-9]{1,4}", text)
        span = re.fullmatch(r"([0-9]{1,4})(?:-|–|/|\.\.)([0-9]{1,4})", text)
        if span and len(span[2]) < len(span[1]):  # "2020-01" is a month, and "2016-20" ends when?
            span = None
        open_span = re.fullmatch(r"([0-9]{0,4})\.\.([0-9]{0,4})", text)
        found = span or (open_span if text != ".." else None)
        if single:
            return cls._checked(text, int(text), int(text))
        if not found:
            raise QueryError(
                f"{quoted(text)} is not a year; write 2020, 2016-2020, 2016..2020, 2018.. or ..2018"
            )
        return cls._checked(text, int(found[1] or FIRST_YEAR), int(found[2] or LAST_YEAR))

    @classmethod
    def _checked(cls, text: str, first: int, last: int) -> Years:
        years = cls(first, last)
        if min(years) < FIRST_YEAR or max(years) > LAST_YEAR:
            raise QueryError(f"a year is from {FIRST_YEAR} to {LAST_YEAR}, not {quoted(text)}")
        if years.first > years.last:
            raise QueryError(f"the years {text} run backwards; ask for {years.last}-{years.first}")
        return years


class Record(NamedTuple):
    """One fact in its flat form: a row of the index, a JSON object and a CSV line alike.

    ``period`` is ISO 8601; ``year`` is None for a span and for a fact without a time.  ``value``
    is in ``unit``.  ``written`` is the figure as the source writes it.  ``paragraphs`` and
    ``pages`` count from 1.  What a fact does not have is None, or an empty tuple.
    """

    kind: str
    id: str
    title: str
    topics: tuple[str, ...]
    area: str | None
    period: str | None
    year: int | None
    start_year: int | None
    end_year: int | None
    value: float | None
    unit: str | None
    qualifier: Qualifier | None
    written: str | None
    summary: str | None
    status: str | None
    by: str | None
    source: str | None
    paragraphs: tuple[int, ...]
    pages: tuple[int, ...]
    citation: str | None
    note: str | None

    def as_dict(self) -> dict[str, Any]:
        """The record as JSON knows it: every key present, tuples as lists, absent as None."""
        return {
            name: list(part) if isinstance(part, tuple) else part
            for name, part in self._asdict().items()
        }


class Problem(NamedTuple):
    """Something wrong in a file: where it is (from 1), how bad, which entry, and what to do."""

    file: str
    line: int
    severity: Literal["error", "warning"]
    entry: str | None
    words: str
    column: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")
        entry = f"{self.entry}: " if self.entry else ""
        return f"{place}: {self.severity}: {entry}{self.words}"


class Source(NamedTuple):
    """A document in which facts were read; ``reference`` is its citation in one line.

    ``text`` is the path of a local copy of its text, or None.  ``published`` is an ISO day.
    """

    id: str
    title: str
    author: str | None
    publisher: str | None
    original_publisher: str | None
    published: str | None
    url: str | None
    text: str | None
    note: str | None
    reference: str


class Topic(NamedTuple):
    """A subject that facts are filed under."""

    id: str
    title: str
    summary: str | None


class Counts(NamedTuple):
    """How many facts there are of each kind; a metric counts once for each observation."""

    facts: int = 0
    metric: int = 0
    policy: int = 0
    event: int = 0
    claim: int = 0
