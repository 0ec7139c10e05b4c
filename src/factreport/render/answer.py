"""Answer: what there is to show, as plain data, before it has a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from factreport.model import Counts, Problem

Row = Sequence[Any]


class Column(NamedTuple):
    """A column for people: its heading, and the text of its cell for a row.

    A firm column is not wrapped: its numbers, periods and ids stay whole.  One with a ``bar`` is
    drawn as well: as a part, from -1 to 1, of the largest value there is.  One that was asked for
    by name is shown even where it is empty.
    """

    heading: str
    cell: Callable[[Any], str]
    is_number: bool = False
    is_firm: bool = False
    style: str = ""
    bar: Callable[[Any], float] | None = None
    is_asked: bool = False


class Answer(NamedTuple):
    """Rows of named values for programs, and columns of text for people.

    ``rows`` can be gone through more than once.  A title and what is known ``about`` the whole,
    as labels and texts, stand above them for people; ``notes`` are asked for after the rows were
    drawn, and stand below.  A ``single`` object is what JSON shows instead of the rows, and the
    ``problems`` are what a check of the user's files found.  Rows that are wrong stand out.
    """

    fields: Sequence[str]
    rows: Iterable[Row]
    columns: Sequence[Column]
    notes: Callable[[], Sequence[str]] = tuple
    title: str = ""
    about: Sequence[tuple[str, str]] = ()
    single: Mapping[str, Any] | None = None
    problems: Sequence[Problem] = ()
    is_wrong: Callable[[Any], bool] | None = None


class Look(NamedTuple):
    """What the place is like where an answer goes: its width, None for any, and its colours."""

    width: int | None = None
    is_coloured: bool = False


def choose(answer: Answer, fields: Sequence[str]) -> Answer:
    """The answer cut down to some of its fields, in this order, each a column of its own."""
    positions = [answer.fields.index(field) for field in fields]
    columns = [_field_column(field, place) for place, field in enumerate(fields)]
    return answer._replace(
        fields=tuple(fields),
        rows=_Chosen(answer.rows, positions),
        columns=columns,
        notes=tuple,
        title="",
        about=(),
        single=_chosen(answer.single, fields),
        is_wrong=None,
    )


def number(value: float) -> str:
    """The number with its digits grouped, as exact as it is stored."""
    if isinstance(value, int):
        return f"{value:,}"
    from decimal import Decimal  # most answers are whole numbers

    return f"{Decimal(repr(value)):,f}"


def period(iso: str | None) -> str:
    """``2016–2020`` for ``2016/2020``; years and days as they are."""
    return (iso or "").replace("/", "–")


def _chosen(single: Mapping[str, Any] | None, fields: Sequence[str]) -> Mapping[str, Any] | None:
    """The fields of the one object; None where it is its rows that have them."""
    if single is None or not single.keys() >= set(fields):
        return None
    return {field: single[field] for field in fields}


class _Chosen:
    """Some of the values of each row, as often as they are gone through."""

    def __init__(self, rows: Iterable[Row], positions: Sequence[int]) -> None:
        self._rows = rows
        self._positions = positions

    def __iter__(self) -> Iterator[Row]:
        return (tuple(row[one] for one in self._positions) for row in self._rows)


# Fields that are shown whole or not wrapped at all: names and times.
_FIRM = {"kind", "id", "period", "year", "start_year", "end_year", "qualifier", "status", "source"}
_NUMBERS = {
    "value",
    *Counts._fields,
    "line",
    "column",
    "change",
    "change_percent",
    "growth_per_year",
    "total_change",
    "total_change_percent",
    "total_growth_per_year",
}


def _field_column(field: str, place: int) -> Column:
    def cell(row: Row) -> str:
        value = row[place]
        if value is None:
            return ""
        if isinstance(value, (list, tuple)):
            return ", ".join(map(str, value))
        if field == "period":
            return period(value)
        return number(value) if field in _NUMBERS else str(value)

    return Column(field, cell, is_asked=True, is_number=field in _NUMBERS, is_firm=field in _FIRM)
