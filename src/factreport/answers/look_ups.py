"""Records for people: the columns of a look-up, and the parts that all its rows share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from factreport import citation
from factreport.answers import Answer, Column, Footnote, Note
from factreport.kinds import ENTRY_TEXTS
from factreport.model import Record, Source, Topic
from factreport.periods import short_label
from factreport.wording import counted

if TYPE_CHECKING:
    from factreport.texts.blocks import Place  # not needed for look-ups


def value(record: Record) -> str:
    """``> 2,700,000``: the value with its sign, its range or its margin."""
    from factreport.figure_text import write_figure  # not needed for data

    number = record.value
    if isinstance(number, int) and record.written and f"{number}.0" in record.written:
        number = float(number)  # the source says 4.0, beside other numbers with a decimal
    return write_figure(number, record.low, record.high, record.qualifier)


def place_in_text(place: Place) -> str:
    """``3:14``, its line and column; without meaningful lines ``p. 2, paragraph 7``."""
    if place.line is not None:
        return f"{place.line}:{place.column}"
    named = [("p. ", place.page), ("paragraph ", place.paragraph)]
    return ", ".join(f"{word}{number}" for word, number in named if number is not None)


def answer(
    records: Sequence[Record],
    names: Sequence[str],
    sources: Sequence[Source] = (),
    topics: Sequence[Topic] = (),
) -> Answer:
    """The answer to a look-up, with the named columns; ``sources`` are the cited ones."""
    shared = shared_parts(records, [name for name in ("kind", *_SHARED) if name in names])
    numbers = numbered(records)
    shown = columns(records, [name for name in names if name not in shared])
    if not is_one_citation(records):
        shown.append(source_column(records, numbers))
    footer = counted(len(records), "fact")
    if projected := sum(record.status == "projection" for record in records):
        footer += f" ({projected:,} projected)"  # as the newest ones may be
    return Answer(
        fields=Record._fields,
        rows=records,
        columns=shown,
        notes=[*caption(shared), *source_notes(records, sources, numbers)],
        footer=footer if records else "",
        footnotes=footnotes(records),
        sources=sources,
        topics=topics,
    )


# Parts that are shown once, below the rows, if all rows share them.
_SHARED = ("area", "group", "unit")


def shared_parts(records: Sequence[Record], names: Sequence[str] = _SHARED) -> dict[str, str]:
    """The parts, such as the area and the unit, that all of several records have in common."""
    shared = {}
    for name in names if len(records) > 1 else ():
        first = getattr(records[0], name)
        if first and all(getattr(record, name) == first for record in records):
            shared[name] = first
    return shared


def caption(shared: dict[str, str]) -> list[Note]:
    """A note such as ``Area: China · Unit: people``, if anything is shared."""
    parts = [f"{name.capitalize()}: {text}" for name, text in shared.items()]
    return [Note(" · ".join(parts))] if parts else []


def numbered(records: Sequence[Record]) -> dict[str, int]:
    """The number of each source, in the order of first citation."""
    cited = dict.fromkeys(record.source for record in records if record.source)
    return {source: number for number, source in enumerate(cited, start=1)}


def is_one_citation(records: Sequence[Record]) -> bool:
    """Whether all records have the same citation, or none has any."""
    return len({record.citation for record in records}) <= 1


def short_citation(record: Record, numbers: dict[str, int]) -> str:
    """``[1] ¶6, 25`` or ``[2] p. 3``; the number only if there are several sources."""
    cited = citation.short_place(record.paragraphs, record.pages)
    number = f"[{numbers[record.source]}]" if record.source and len(numbers) > 1 else ""
    return " ".join(part for part in (number, cited) if part)


def source_column(records: Sequence[Record], numbers: dict[str, int]) -> Column:
    """The short citation of each record."""
    return Column("source", (short_citation(record, numbers) for record in records), style="dim")


def source_notes(
    records: Sequence[Record],
    sources: Sequence[Source],
    numbers: dict[str, int],
    *,
    with_place: bool = True,
) -> list[Note]:
    """The full sources, with numbers if there are several.

    A single one has the place, if all records cite the same and it is not shown elsewhere.
    """
    by_id = {source.id: source for source in sources}
    cited = [by_id[id_] for id_ in numbers if id_ in by_id]
    if len(numbers) == 1 and cited:
        place = ""
        if with_place and is_one_citation(records):
            place = citation.full_place(records[0].paragraphs, records[0].pages)
        cited_as = ", ".join(filter(None, (cited[0].reference, place)))
        return [Note(f"Source: {cited_as}", cited[0].url, is_source=True)]
    return [
        Note(f"[{numbers[source.id]}] {source.reference}", source.url, is_source=True)
        for source in cited
    ]


def footnotes(records: Sequence[Record]) -> list[Footnote | None]:
    """The citation of each record; its label, ``SOURCE_6_p3``, has the paragraphs and pages."""

    def label(record: Record) -> str:
        pages = (f"p{page}" for page in record.pages)
        return "_".join([record.source or "", *map(str, record.paragraphs), *pages])

    return [
        Footnote(label(record), record.citation) if record.source and record.citation else None
        for record in records
    ]


# How the columns of a look-up are shown that are not just text.
_LOOKS: dict[str, dict[str, Any]] = {
    "kind": {"is_firm": True},
    "period": {"is_firm": True},
    "value": {"style": "bold", "is_number": True},
    "id": {"style": "dim", "is_firm": True},
    **{name: {"is_labelled": True} for name in ENTRY_TEXTS},
}


def columns(records: Sequence[Record], names: Iterable[str]) -> list[Column]:
    """The columns of these names."""
    shown: dict[str, Callable[[Record], str]] = {
        "value": value,
        "period": lambda record: short_label(record.period),
    }
    return [
        Column(name, [text_of(record) or "" for record in records], **_LOOKS.get(name, {}))
        for name in names
        for text_of in [shown.get(name, attrgetter(name))]
    ]
