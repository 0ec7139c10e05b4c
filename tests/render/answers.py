"""Facts made in a line, and answers drawn into a text."""

from __future__ import annotations

import io
from typing import Any

from factreport.answers import Answer, look_ups
from factreport.model import Record, Source
from factreport.periods import Period
from factreport.render import CHECK_FORMATS, FORMATS, Look, render

METRIC = ("title", "area", "group", "period", "value", "unit", "status", "id")
CENSUS = Source(
    id="census-2021",
    title="Census of birds",
    author="A. Finch",
    publisher="Bird Office",
    original_publisher=None,
    published="2021-05-04",
    accessed="2021-06-01",
    url="https://example.org/birds",
    text=None,
    note=None,
    reference="A. Finch, “Census of birds”, Bird Office, 2021-05-04, https://example.org/birds",
)
ATLAS = Source(
    id="atlas",
    title="Atlas of wetlands",
    author=None,
    publisher=None,
    original_publisher="Land Office",
    published="2019",
    accessed=None,
    url=None,
    text=None,
    note=None,
    reference="“Atlas of wetlands”, first published by Land Office, 2019",
)


def fact(when: int | str | None = None, value: float | None = None, **more: Any) -> Record:
    """An observation of storks, but for what is given."""
    usual: dict[str, Any] = {
        **dict.fromkeys(Record._fields),
        **dict.fromkeys(("topics", "paragraphs", "pages"), ()),
        "kind": "metric",
        "id": "storks",
        "title": "Breeding pairs of storks",
        "topics": ("birds",),
        "unit": "pairs",
        "value": value,
    }
    if when is not None:
        period = Period.of(when)
        usual.update(period=period.iso, year=period.year, start=period.start, end=period.end)
    return Record(**{**usual, **more})


def look_up(*facts: Record, sources: tuple[Source, ...] = ()) -> Answer:
    """The answer to a look-up of metrics."""
    return look_ups.answer(facts, METRIC, sources)


def drawn(answer: Answer, name: str = "table", **look: Any) -> str:
    """The answer in a format."""
    stream = io.StringIO()
    render(FORMATS.get(name) or CHECK_FORMATS[name], answer, stream, Look(**look))
    return stream.getvalue()
