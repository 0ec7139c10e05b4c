"""Cards: everything about one entry, one source or one topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from factreport import citation
from factreport.kinds import KINDS
from factreport.model import Record, Source, Topic
from factreport.render import records as look_up
from factreport.render.answer import Answer, Column, Note
from factreport.render.lists import COUNTS, Counts, counted_kinds, shown
from factreport.wording import counted, listed

Pairs = list[tuple[str, str]]

# What all observations of a metric may share; it is shown once, above them.
_COMMON = ("unit", "area", "group", "note")
_OF_METRIC = ("kind", "id", "title", "topics", "unit", "summary")


def entry(records: Sequence[Record], sources: Sequence[Source], topics: Sequence[Topic]) -> Answer:
    """The card of a metric with all its observations, or of a single fact of another kind."""
    first = records[0]
    is_metric = first.kind == "metric"
    common = {name for name in _COMMON if len({getattr(one, name) for one in records}) == 1}
    numbers = look_up.numbered(records)
    about: Pairs = [
        ("", f"{first.kind} · {first.id}"),
        ("", first.summary or ""),
        ("Topics", " · ".join(topic.title for topic in topics)),
        *(_of_metric(first, common) if is_metric else _of_fact(first)),
    ]
    # The place is shown in the rows, or above.
    notes = look_up.source_notes(records, sources, numbers, with_place=False)
    return Answer(
        fields=Record._fields,
        rows=records,
        columns=_observation_columns(records, common, numbers) if is_metric else [],
        title=first.title,
        about=_filled(about),
        notes=[*_history(records, sources), *notes],
        footnotes=[record.citation for record in records],
        single={
            **(_metric_object(records) if is_metric else first.as_dict()),
            "sources": [shown(source)._asdict() for source in sources],
        },
        sources=sources,
        topics=topics,
    )


def source(source: Source, counts: Counts, facts: Answer) -> Answer:
    """The card of a source: its full citation, and the facts that were taken from it."""
    source = shown(source)
    about: Pairs = [
        ("", f"source · {source.id}"),
        ("Author", source.author or ""),
        ("Publisher", source.publisher or ""),
        ("First published by", source.original_publisher or ""),
        ("Published", source.published or ""),
        ("Accessed", source.accessed or ""),
        ("Address", source.url or ""),
        ("Text", source.text or ""),
        ("Note", source.note or ""),
        ("Facts", count_words(counts)),
    ]
    return replace(
        facts,
        title=source.title,
        about=_filled(about),
        notes=[note for note in facts.notes if not note.text.startswith("Source: ")],
        footer="",
        single={"kind": "source", **source._asdict(), **_counts_object(counts)},
        sources=[source],
    )


def topic(topic: Topic, counts: Counts, facts: Answer) -> Answer:
    """The card of a topic, and the facts that are filed under it."""
    about: Pairs = [
        ("", f"topic · {topic.id}"),
        ("", topic.summary or ""),
        ("Keywords", ", ".join(topic.keywords)),
        ("Facts", count_words(counts)),
    ]
    return replace(
        facts,
        title=topic.title,
        about=_filled(about),
        footer="",
        single={"kind": "topic", **topic._asdict(), **_counts_object(counts)},
        topics=[topic],
    )


def count_words(counts: Counts) -> str:
    """``17: 3 observations, 11 policies, 1 event and 2 claims``; only kinds with facts."""
    nouns = {
        name: ("observation", "observations") if kind.parts else (name, kind.plural)
        for name, kind in KINDS.items()
    }
    parts = [counted(counts[kind], *noun) for kind, noun in nouns.items() if counts.get(kind)]
    total = f"{sum(counts.values()):,}"
    return f"{total}: {listed(parts)}" if parts else total


def _counts_object(counts: Counts) -> dict[str, int]:
    return dict(zip(COUNTS, counted_kinds(counts), strict=True))


def _filled(about: Iterable[tuple[str, str]]) -> Pairs:
    return [(label, text) for label, text in about if text]


def _of_fact(fact: Record) -> Pairs:
    return [
        ("When", look_up.period(fact.period)),
        ("Status", fact.status or ""),
        ("By", fact.by or ""),
        ("Area", fact.area or ""),
        ("Group", fact.group or ""),
        ("As written", fact.written or ""),
        ("Read in", citation.place(fact.paragraphs, fact.pages)),
        ("Note", fact.note or ""),
    ]


def _of_metric(first: Record, common: set[str]) -> Pairs:
    """What all observations have in common; the rest is shown in their rows."""
    return [(name.capitalize(), getattr(first, name) or "") for name in _COMMON if name in common]


def _observation_columns(
    records: Sequence[Record], common: set[str], numbers: dict[str, int]
) -> list[Column]:
    columns = look_up.COLUMNS
    names = ["period", "value", *(name for name in ("unit", "area", "group") if name not in common)]
    names.append("status")
    found = [columns[name] for name in names]
    found.append(Column("written", lambda record: record.written or "", "As written"))
    found.append(replace(look_up.source_column(numbers), heading="Read in"))
    if "note" not in common:
        found.append(Column("note", lambda record: record.note or ""))
    return found


def _history(records: Sequence[Record], sources: Sequence[Source]) -> list[Note]:
    """For each figure that was revised: its values in order, each with its day and its source."""
    known = {source.id: source for source in sources}
    same: dict[tuple[str | None, ...], list[Record]] = {}
    for record in records:
        same.setdefault((record.period, record.area, record.group), []).append(record)

    def day(record: Record) -> str:
        return (known[record.source].published if record.source in known else None) or ""

    notes = []
    for found in same.values():
        if not any(record.is_superseded for record in found):
            continue
        said = []
        for record in sorted(found, key=day):
            title = f"“{known[record.source].title}”" if record.source in known else ""
            origin = ", ".join(part for part in (day(record), title) if part)
            said.append(look_up.value(record) + (f" ({origin})" if origin else ""))
        parts = (look_up.period(found[0].period), found[0].area, found[0].group)
        named = ", ".join(part for part in parts if part) or "Without a time"
        notes.append(Note(f"{named}: first {', then '.join(said)}"))
    return notes


def _metric_object(records: Sequence[Record]) -> dict[str, Any]:
    first = records[0].as_dict()
    return {
        **{field: first[field] for field in _OF_METRIC},
        "observations": [record.as_dict() for record in records],
    }
