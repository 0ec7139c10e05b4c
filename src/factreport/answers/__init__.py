"""Answer: the complete data to show, before it has a format."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from factreport.model import Problem, Record, Source, Topic
from factreport.periods import short_label
from factreport.wording import escaped

Row = Sequence[Any]


@dataclass(frozen=True)
class Column:
    """A column for people: its name, and the text of its cell in each row.

    The ``texts`` are worked out when the column is shown, as it is in a few formats only.
    """

    name: str
    texts: Iterable[str]
    heading: str = ""  # if it is not the name
    style: Literal["", "bold", "dim", "bar"] = ""
    is_number: bool = False
    is_firm: bool = False  # never wrapped: a period or an id
    is_labelled: bool = False  # in a block its texts have the heading beside them
    is_requested: bool = False  # named by the user: shown even if it is empty
    bars: Sequence[float | None] = ()  # the length of each, from -1 to 1; None: no bar
    outlines: Collection[int] = ()  # the numbers of the rows whose bar is only an outline

    @cached_property
    def cells(self) -> Sequence[str]:
        """The text of its cell in each row."""
        return self.texts if isinstance(self.texts, Sequence) else list(self.texts)

    @property
    def title(self) -> str:
        """The heading of the column."""
        return self.heading or self.name.capitalize()

    @property
    def is_whole(self) -> bool:
        """Whether its cells must not be broken."""
        return self.is_firm or self.is_number

    @property
    def has_own_line(self) -> bool:
        """Whether below a row its cells have a line of their own, after the heading."""
        return self.is_labelled and not self.is_whole


class Note(NamedTuple):
    """A line below the rows; one about a source may have its address."""

    text: str
    url: str | None = None
    is_source: bool = False


class Footnote(NamedTuple):
    """The citation of a row; each citation has one label, the same in every answer."""

    label: str
    text: str


class Point(NamedTuple):
    """A value on a time axis."""

    first: int  # its first day, as an ordinal
    last: int
    value: float
    low: float
    high: float
    when: str
    written: str
    status: str = ""  # "projection" or "estimate", if nobody has counted it, or "provisional"
    is_after_gap: bool = False  # the line begins anew

    @property
    def is_measured(self) -> bool:
        """Whether the value was counted or measured, if only provisionally."""
        return self.status in ("", "provisional")


class ChartSeries(NamedTuple):
    """Values for periods of one length, in order."""

    name: str
    points: tuple[Point, ...]
    length: str = ""  # of the periods; series of one length share a chart


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Rows of named values for programs, and columns of text for people."""

    fields: tuple[str, ...]
    rows: Sequence[Row]  # the values in the order of the fields
    columns: Sequence[Column]
    title: str = ""
    heading: str = "Facts"  # what was requested: the title of a page, if there is no other
    about: Sequence[tuple[str, str]] = ()  # above the rows: labels and texts about all of them
    notes: Sequence[Note] = ()  # below the rows
    footer: str = ""
    footnotes: Sequence[Footnote | None] = ()  # for each row
    gaps: Collection[int] = ()  # the numbers of the rows, from 0, with an empty line above them
    wrong: Collection[int] = ()  # the numbers of the rows that need attention
    parts: Sequence[Answer] = ()  # shown one by one instead of the rows, where the format can
    single: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None  # JSON, if not the rows
    sources: Sequence[Source] = ()  # those that the rows refer to
    topics: Sequence[Topic] = ()
    series: Sequence[ChartSeries] = ()  # the lines of a chart along a time axis
    unit: str = ""  # of the series
    problems: Iterable[Problem] = ()  # what a check of the user's files has found, read once
    summary: str = ""  # the same, counted
    comments: Sequence[str] = ()  # in a store: above each row, then above each appended fact
    keywords: Mapping[str, Sequence[str]] = field(default_factory=dict)  # in a store: by entry
    appended: Sequence[Record] = ()  # in a store: new observations of its metrics

    @property
    def addresses(self) -> list[str]:
        """The addresses of all sources that the answer names on the web, the longest first."""
        urls = [source.url for source in self.sources] + [note.url for note in self.notes]
        known = {url.strip() for url in urls if url}
        return sorted((url for url in known if url.lower().startswith("http")), key=len)[::-1]

    @property
    def below(self) -> list[str]:
        """The lines below the rows."""
        return [*(note.text for note in self.notes), *filter(None, [self.footer])]

    def columns_with_words(self) -> list[Column]:
        """The columns that have text in some row."""
        return [column for column in self.columns if column.is_requested or any(column.cells)]


def safe_rows(rows: Iterable[Row]) -> list[Row]:
    """Rows of unchecked words, such as those of a draft, with unsafe characters escaped."""
    return [
        tuple(
            [part if type(part) is not str or part.isprintable() else escaped(part) for part in row]
        )
        for row in rows
    ]


def choose(answer: Answer, fields: Sequence[str], *, with_columns: bool = True) -> Answer:
    """The answer reduced to some of its fields, in this order, each in a column of its own."""
    positions = [answer.fields.index(field) for field in fields]
    single = answer.single
    if isinstance(single, Mapping) and single.keys() >= set(fields):
        single = {field: single[field] for field in fields}
    else:  # only the rows have these fields
        single = None
    return Answer(
        fields=tuple(fields),
        rows=[tuple(row[position] for position in positions) for row in answer.rows],
        columns=[_column_of_field(field, answer) for field in fields if with_columns],
        heading=answer.heading,
        footer=answer.footer,
        single=single,
        sources=answer.sources,
        topics=answer.topics,
        problems=answer.problems,
        summary=answer.summary,
    )


_FIRM = {"kind", "id", "year", "start", "end", "qualifier", "status", "source"}
_UNLABELLED = {"kind", "area", "group", "period", "value", "unit", "status", "id"}


def _column_of_field(field: str, answer: Answer) -> Column:
    """A column for a field that was requested by name; a value keeps its sign there too."""
    from factreport.figure_text import write_figure, write_number  # not needed for data

    position = answer.fields.index(field)
    is_value = field == "value" and "qualifier" in answer.fields
    parts = ("value", "low", "high", "qualifier") if is_value else ()
    of_value = [answer.fields.index(part) for part in parts]
    is_year = field == "year" or field.endswith("_year")
    is_period = "period" in field

    def cell(row: Row) -> str:
        value = row[position]
        if is_value:
            return write_figure(*(row[part] for part in of_value))
        if value is None:
            return ""
        if isinstance(value, list | tuple):
            return ", ".join(map(str, value))
        if isinstance(value, int | float) and not is_year:
            return write_number(value)
        return short_label(value) if is_period else str(value)

    has_numbers = any(type(row[position]) in (int, float) for row in answer.rows)
    return Column(
        field,
        map(cell, answer.rows),
        field,
        is_number=is_value or (has_numbers and not is_year),
        is_firm=field in _FIRM or is_period,
        is_labelled=field not in _UNLABELLED,
        is_requested=True,
    )
