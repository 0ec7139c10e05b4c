"""Answer: the complete data to show, before it has a format."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from factreport.model import Problem, Record, Source, Topic
from factreport.periods import short_label
from factreport.wording import escaped

Row = Sequence[Any]
_NO_KEYWORDS: Mapping[str, Sequence[str]] = {}


class Column(NamedTuple):
    """A column for people: its name, and the function that gives the text of its cells.

    A firm column is never wrapped: its periods and ids stay whole, like numbers.  Where rows are
    blocks, only the texts of a ``labelled`` column have its heading beside them.  ``bar`` gives the
    length of a bar, from -1 to 1 (None: no bar), and ``is_open`` whether it is only an outline, as
    of a projection.  A column that was requested by name is shown even if it is empty.
    """

    name: str
    cell: Callable[[Any], str]
    heading: str = ""
    style: Literal["", "bold", "dim", "bar"] = ""
    is_number: bool = False
    is_firm: bool = False
    is_labelled: bool = False
    is_requested: bool = False
    bar: Callable[[Any], float | None] | None = None
    is_open: Callable[[Any], bool] | None = None

    @property
    def title(self) -> str:
        """The heading of the column."""
        return self.heading or self.name.capitalize()

    @property
    def is_whole(self) -> bool:
        """Whether its cells must not be broken."""
        return self.is_firm or self.is_number


class Note(NamedTuple):
    """A line below the rows; one about a source may have its address."""

    text: str
    url: str | None = None
    is_source: bool = False


class Footnote(NamedTuple):
    """The citation of a row; its label is the same in every answer, and of no other citation."""

    label: str
    text: str


class Point(NamedTuple):
    """A value on a time axis: its first and last day as ordinals, its range, and its texts.

    ``status`` is "projection" or "estimate" for values that nobody has counted or measured, and
    "provisional" for those that may still change.  After a gap the line begins anew.
    """

    first: int
    last: int
    value: float
    low: float
    high: float
    when: str
    written: str
    status: str = ""
    is_after_gap: bool = False

    @property
    def is_measured(self) -> bool:
        """Whether the value was counted or measured, if only provisionally."""
        return self.status in ("", "provisional")


class Series(NamedTuple):
    """Values for periods of one length, in order. The line is broken where a period is missing.

    ``length`` is the length of the periods; series of one length share a chart.
    """

    name: str
    points: tuple[Point, ...]
    length: str = ""


class Answer(NamedTuple):
    """Rows of named values for programs, and columns of text for people.

    ``rows`` contain the values in the order of ``fields``; ``items`` are the arguments of the
    columns, one for each row; by default the rows.  Above the rows are the title and the lines
    ``about`` the whole answer, as labels and texts; below them the ``notes`` and the ``footer``.
    Without a title, a page has the ``heading``, which says what was requested.  ``footnotes`` are
    the citations of the rows, for formats that have footnotes; ``comments`` the comments for the
    rows in a store, followed by those for the facts ``appended`` to its metrics, and ``keywords``
    those of its entries by id.  ``single`` is the object (or, for
    several entries, the objects) that JSON shows instead of the rows.  ``sources`` and ``topics``
    are those that the rows refer to.  ``series`` are the lines of a chart along a time axis, in one
    ``unit``.  ``problems`` are the results of a check of the user's files, and the ``summary``
    counts its results.  ``wrong`` are the numbers of the rows, from 0, that need a look, and
    ``gaps`` of those with an empty line above them.  ``parts`` are the answers that this one
    consists of, in place of its rows where an answer is shown whole.
    """

    fields: tuple[str, ...]
    rows: Sequence[Row]
    columns: Sequence[Column]
    items: Sequence[Any] | None = None
    title: str = ""
    heading: str = "Facts"
    about: Sequence[tuple[str, str]] = ()
    notes: Sequence[Note] = ()
    footer: str = ""
    footnotes: Sequence[Footnote | None] = ()
    comments: Sequence[str] = ()
    keywords: Mapping[str, Sequence[str]] = _NO_KEYWORDS
    appended: Sequence[Record] = ()
    single: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    sources: Sequence[Source] = ()
    topics: Sequence[Topic] = ()
    series: Sequence[Series] = ()
    unit: str = ""
    problems: Sequence[Problem] = ()
    summary: str = ""
    wrong: Collection[int] = frozenset()
    gaps: Collection[int] = frozenset()
    parts: Sequence[Answer] = ()

    @property
    def shown(self) -> Sequence[Any]:
        """The arguments of the columns."""
        return self.rows if self.items is None else self.items

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
        return [
            column
            for column in self.columns
            if column.is_requested or any(column.cell(item) for item in self.shown)
        ]


def safe_rows(rows: Iterable[Row]) -> list[Row]:
    """Rows of unchecked words, such as those of a draft, with unsafe characters escaped."""
    return [tuple([escaped(part) if type(part) is str else part for part in row]) for row in rows]


def choose(answer: Answer, fields: Sequence[str]) -> Answer:
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
        columns=[_column_of_field(field, answer) for field in fields],
        items=answer.rows,
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
    position = answer.fields.index(field)
    is_value = field == "value" and "qualifier" in answer.fields
    parts = ("value", "low", "high", "qualifier") if is_value else ()
    of_value = [answer.fields.index(part) for part in parts]
    is_year = field == "year" or field.endswith("_year")
    is_period = "period" in field

    def cell(row: Row) -> str:
        from factreport.figure_text import write_figure, write_number  # not needed for data

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
        cell,
        field,
        is_number=is_value or (has_numbers and not is_year),
        is_firm=field in _FIRM or is_period,
        is_labelled=field not in _UNLABELLED,
        is_requested=True,
    )
