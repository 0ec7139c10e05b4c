"""Lists of what a store covers: topics, sources and years, with the number of facts of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from factreport.model import Counts, Source, Topic, Years
from factreport.render.answer import Answer, Column, Row, period
from factreport.wording import escaped

_NOUNS = ("Facts", "Figures", "Policies", "Events", "Claims")


def topics(covered: Iterable[tuple[Topic, Counts]]) -> Answer:
    """A row a topic."""
    rows = [(*topic, *counts) for topic, counts in covered]
    columns = [
        Column("Topic", lambda row: row[0], is_firm=True, style="bold"),
        Column("Title", lambda row: row[1]),
        *_count_columns(len(Topic._fields)),
    ]
    return Answer((*Topic._fields, *Counts._fields), rows, columns)


def sources(covered: Iterable[tuple[Source, Counts]]) -> Answer:
    """A row a source."""
    rows = [(*shown(source), *counts) for source, counts in covered]
    columns = [
        Column("Source", lambda row: row[0], is_firm=True, style="bold"),
        Column("Reference", lambda row: row[Source._fields.index("reference")]),
        *_count_columns(len(Source._fields), most=1),
    ]
    return Answer((*Source._fields, *Counts._fields), rows, columns)


def shown(source: Source) -> Source:
    """The source with the path of its text made visible: a folder can have any name."""
    return source._replace(text=escaped(source.text)) if source.text else source


def years(covered: Iterable[tuple[Years | None, Counts]]) -> Answer:
    """A row a year or a span of years, and one for facts without a time."""
    rows = [(_iso(span), *(span or (None, None)), *counts) for span, counts in covered]
    columns = [
        Column("Years", _years, is_firm=True, style="bold"),
        *_count_columns(3),
    ]
    return Answer(("period", "start_year", "end_year", *Counts._fields), rows, columns)


def _iso(span: Years | None) -> str | None:
    if span is None:
        return None
    return f"{span.first:04}" if span.first == span.last else f"{span.first:04}/{span.last:04}"


def _years(row: Row) -> str:
    return period(row[0]) or "no time"


def _count_columns(start: int, most: int = len(_NOUNS)) -> list[Column]:
    return [
        Column(noun, _count_cell(start + place), is_number=True)
        for place, noun in enumerate(_NOUNS[:most])
    ]


def _count_cell(place: int) -> Callable[[Sequence[Any]], str]:
    return lambda row: f"{row[place]:,}" if row[place] else ""
