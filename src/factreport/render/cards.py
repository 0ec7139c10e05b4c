"""Cards: everything about one entry, one source or one topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from factreport import citation
from factreport.model import Counts, Record, Source, Topic
from factreport.render import records as look_up
from factreport.render.answer import Answer, Column, period
from factreport.render.lists import shown
from factreport.wording import counted, listed

Pairs = list[tuple[str, str]]


def entry(records: Sequence[Record], sources: Sequence[Source], topics: Sequence[Topic]) -> Answer:
    """The card of a metric with all its observations, or of one other fact."""
    first = records[0]
    is_metric = first.kind == "metric"
    about: Pairs = [
        ("", f"{first.kind} · {first.id}"),
        ("", first.summary or ""),
        ("Topics", listed([topic.title for topic in topics])),
        *(_of_metric(records) if is_metric else _of_fact(first)),
    ]
    notes = [f"Source: {source.reference}" for source in sources]
    return Answer(
        Record._fields,
        records,
        _observation_columns(records) if is_metric else [],
        lambda: notes,
        title=first.title,
        about=_filled(about),
        single={
            **(_metric_object(records) if is_metric else first.as_dict()),
            "sources": [shown(source)._asdict() for source in sources],
        },
    )


def source(one: Source, counts: Counts, facts: Answer) -> Answer:
    """The card of a source: its citation in full, and the facts that were read in it."""
    one = shown(one)
    about: Pairs = [
        ("", f"source · {one.id}"),
        ("Author", one.author or ""),
        ("Publisher", one.publisher or ""),
        ("First published by", one.original_publisher or ""),
        ("Published", one.published or ""),
        ("Address", one.url or ""),
        ("Text", one.text or ""),
        ("Note", one.note or ""),
        ("Facts", count_words(counts)),
    ]
    place = Column("Read in", lambda fact: citation.place(fact.paragraphs, fact.pages), style="dim")
    return facts._replace(
        columns=[*facts.columns[:-1], place],
        title=one.title,
        about=_filled(about),
        notes=tuple,
        single={"kind": "source", **one._asdict(), **counts._asdict()},
    )


def topic(one: Topic, counts: Counts, facts: Answer) -> Answer:
    """The card of a topic, and the facts that are filed under it."""
    about: Pairs = [
        ("", f"topic · {one.id}"),
        ("", one.summary or ""),
        ("Facts", count_words(counts)),
    ]
    return facts._replace(
        title=one.title,
        about=_filled(about),
        single={"kind": "topic", **one._asdict(), **counts._asdict()},
    )


def count_words(counts: Counts) -> str:
    """``17: 3 observations, 11 policies, 1 event and 2 claims``; kinds without a fact left out."""
    nouns = [
        counted(counts.metric, "observation"),
        counted(counts.policy, "policy", "policies"),
        counted(counts.event, "event"),
        counted(counts.claim, "claim"),
    ]
    return f"{counts.facts:,}: {listed([noun for noun in nouns if not noun.startswith('0 ')])}"


def _filled(about: Iterable[tuple[str, str]]) -> Pairs:
    return [(label, text) for label, text in about if text]


def _of_fact(fact: Record) -> Pairs:
    return [
        ("When", period(fact.period)),
        ("Status", fact.status or ""),
        ("By", fact.by or ""),
        ("Area", fact.area or ""),
        ("Read in", citation.place(fact.paragraphs, fact.pages)),
        ("Note", fact.note or ""),
    ]


def _of_metric(observations: Sequence[Record]) -> Pairs:
    """What all observations have in common; the rest stands in their rows."""
    first = observations[0]
    return [
        ("Unit", first.unit or ""),
        ("Area", (first.area or "") if _is_shared(observations, "area") else ""),
        ("Note", (first.note or "") if _is_shared(observations, "note") else ""),
    ]


def _is_shared(observations: Sequence[Record], field: str) -> bool:
    return len({getattr(one, field) for one in observations}) == 1


def _observation_columns(observations: Sequence[Record]) -> list[Column]:
    columns = [
        Column("Period", lambda one: period(one.period), is_firm=True),
        Column("Value", look_up.value, is_number=True, style="bold"),
        Column("As written", lambda one: one.written or ""),
        Column("Read in", lambda one: citation.place(one.paragraphs, one.pages)),
    ]
    cells: dict[str, Callable[[Record], str]] = {
        "area": lambda one: one.area or "",
        "note": lambda one: one.note or "",
    }
    varying = [field for field in cells if not _is_shared(observations, field)]
    return columns + [Column(field.capitalize(), cells[field]) for field in varying]


def _metric_object(observations: Sequence[Record]) -> dict[str, Any]:
    shared = ("kind", "id", "title", "topics", "unit", "summary")
    first = observations[0].as_dict()
    return {
        **{field: first[field] for field in shared},
        "observations": [one.as_dict() for one in observations],
    }
