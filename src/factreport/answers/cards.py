"""Cards: everything about one entry, one source or one topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factreport import citation
from factreport.answers import Answer, Column, Note, look_ups
from factreport.answers.lists import COUNTS, Counts, counted_kinds, nouns_of, with_safe_path
from factreport.kinds import ENTRY_TEXTS, KINDS, OBSERVED
from factreport.model import Record, Source, Topic
from factreport.periods import short_label
from factreport.wording import counted, listed

Pairs = list[tuple[str, str]]

# What all observations of a metric may share: it is shown once, above them.
_COMMON = ("unit", "area", "group", "note")
_OF_OBSERVED = ("kind", "id", "title", "topics", "unit", "summary")
_OWN_TEXTS = [name for name in ENTRY_TEXTS if name != "summary"]


def entry(records: Sequence[Record], sources: Sequence[Source], topics: Sequence[Topic]) -> Answer:
    """The card of an entry with all its observations, or of one that is itself a fact."""
    first = records[0]
    numbers = look_ups.numbered(records)
    columns: list[Column] = []
    if first.kind in OBSERVED:
        common = [name for name in _COMMON if len({getattr(fact, name) for fact in records}) == 1]
        of_kind = [(name.capitalize(), getattr(first, name) or "") for name in common]
        varying = [name for name in ("unit", "area", "group") if name not in common]
        columns = look_ups.columns(records, ("period", "value", *varying, "status"))
        written = [record.written or "" for record in records]
        columns.append(Column("written", written, "As written", is_labelled=True))
        columns.append(look_ups.source_column(records, numbers))
        if "note" not in common:
            columns.append(Column("note", [fact.note or "" for fact in records], is_labelled=True))
        whole = first.as_dict()
        single = {name: whole[name] for name in _OF_OBSERVED}
        single["observations"] = [record.as_dict() for record in records]
    else:
        of_kind = [
            ("When", short_label(first.period)),
            ("Status", first.status or ""),
            *((name.capitalize(), getattr(first, name) or "") for name in _OWN_TEXTS),
            ("Area", first.area or ""),
            ("Group", first.group or ""),
            ("As written", first.written or ""),
            ("Place", citation.full_place(first.paragraphs, first.pages)),
            ("Note", first.note or ""),
        ]
        single = first.as_dict()
    about = [
        ("", f"{first.kind} · {first.id}"),
        ("", first.summary or ""),
        ("Topics", " · ".join(topic.title for topic in topics)),
        *of_kind,
    ]
    # The place is shown in the rows, or above.
    notes = look_ups.source_notes(records, sources, numbers, with_place=False)
    return Answer(
        fields=Record._fields,
        rows=records,
        columns=columns,
        title=first.title,
        about=[pair for pair in about if pair[1]],
        notes=[*_history(records, sources), *notes],
        footnotes=look_ups.footnotes(records),
        single={**single, "sources": [with_safe_path(source)._asdict() for source in sources]},
        sources=sources,
        topics=topics,
    )


def source(source: Source, counts: Counts, facts: Answer) -> Answer:
    """The card of a source: its full citation, and the facts that were taken from it."""
    source = with_safe_path(source)
    about: Pairs = [
        ("Author", source.author or ""),
        ("Publisher", source.publisher or ""),
        ("First published by", source.original_publisher or ""),
        ("Published", source.published or ""),
        ("Accessed", source.accessed or ""),
        ("Address", source.url or ""),
        ("Text", source.text or ""),
        ("Note", source.note or ""),
    ]
    notes = [note for note in facts.notes if not note.is_source]
    card = _card(source, "source", about, counts=counts, facts=facts)
    return replace(card, notes=notes, sources=[source])


def topic(topic: Topic, counts: Counts, facts: Answer) -> Answer:
    """The card of a topic, and the facts that are filed under it."""
    about = [("", topic.summary or ""), ("Keywords", ", ".join(topic.keywords))]
    return replace(_card(topic, "topic", about, counts=counts, facts=facts), topics=[topic])


def _card(
    part: Source | Topic, noun: str, about: Pairs, *, counts: Counts, facts: Answer
) -> Answer:
    """The facts of a source or a topic, under its title and what is known of it."""
    of_kinds = dict(zip(COUNTS, counted_kinds(counts), strict=True))
    pairs = [("", f"{noun} · {part.id}"), *about, ("Facts", count_words(counts))]
    return replace(
        facts,
        title=part.title,
        about=[pair for pair in pairs if pair[1]],
        footer="",
        single={"kind": noun, **part._asdict(), **of_kinds},
    )


def count_words(counts: Counts) -> str:
    """``17: 3 observations, 11 policies, 1 event and 2 claims``; only kinds with facts."""
    parts = [
        counted(counts[name], *nouns_of(kind)) for name, kind in KINDS.items() if counts.get(name)
    ]
    total = f"{sum(counts.values()):,}"
    return f"{total}: {listed(parts)}" if parts else total


def _history(records: Sequence[Record], sources: Sequence[Source]) -> list[Note]:
    """For each figure that was revised: its values in order, each with its day and its source."""
    by_id = {source.id: source for source in sources}
    same: dict[tuple[str | None, ...], list[Record]] = {}
    for record in records:
        same.setdefault((record.period, record.area, record.group), []).append(record)

    def day(record: Record) -> str:
        return (by_id[record.source].published if record.source in by_id else None) or ""

    notes = []
    for versions in same.values():
        if not any(record.is_superseded for record in versions):
            continue
        values = []
        for record in sorted(versions, key=day):
            title = f"“{by_id[record.source].title}”" if record.source in by_id else ""
            origin = ", ".join(filter(None, (day(record), title)))
            values.append(look_ups.value(record) + (f" ({origin})" if origin else ""))
        first = versions[0]
        parts = filter(None, (short_label(first.period), first.area, first.group))
        notes.append(Note(f"{', '.join(parts) or 'No time'}: first {', then '.join(values)}"))
    return notes
