"""Records for people: which columns a look-up shows, and how values and periods are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Protocol

from factreport import citation
from factreport.model import Record, Source
from factreport.render.answer import Answer, Column, number, period
from factreport.wording import fold

SIGNS = {
    "about": "≈ ",
    "nearly": "nearly ",
    "more than": "> ",
    "at least": "≥ ",
    "less than": "< ",
    "at most": "≤ ",
}


class Valued(Protocol):
    """What has a value: a record, or what is worked out from one."""

    @property
    def value(self) -> float | None: ...  # noqa: D102 - as in Record
    @property
    def qualifier(self) -> str | None: ...  # noqa: D102


class Cited(Protocol):
    """What says where it was read."""

    @property
    def source(self) -> str | None: ...  # noqa: D102 - as in Record
    @property
    def paragraphs(self) -> tuple[int, ...]: ...  # noqa: D102
    @property
    def pages(self) -> tuple[int, ...]: ...  # noqa: D102


def value(record: Valued) -> str:
    """``> 2,700,000``: the value with the sign of its qualifier."""
    if record.value is None:
        return ""
    return SIGNS.get(record.qualifier or "", "") + number(record.value)


class Citations:
    """Numbers the sources in the order in which they are first cited, for notes below."""

    def __init__(self, sources: Callable[..., list[Source]]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    @cached_property
    def _is_only_one(self) -> bool:
        return len(self._sources()) == 1

    def cell(self, record: Cited) -> str:
        """``[1] ¶6, 25`` or ``[2] p. 3``; the number only where there are several sources."""
        parts = []
        if record.source:
            number = self._numbers.setdefault(record.source, len(self._numbers) + 1)
            parts += [] if self._is_only_one else [f"[{number}]"]
        parts.append(citation.short_place(record.paragraphs, record.pages))
        return " ".join(filter(None, parts))

    def notes(self) -> list[str]:
        """The full citation behind each number."""
        if not self._numbers:
            return []
        known = {source.id: source.reference for source in self._sources(*self._numbers)}
        if self._is_only_one:
            return [f"Source: {reference}" for reference in known.values()]
        return [f"[{number}] {known[one]}" for one, number in self._numbers.items()]


# Thai and Lao, Burmese, Khmer, Chinese and Japanese: the next word follows without a blank.
_UNPARTED = (
    *(("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff")),
    *(("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff")),
)


def is_named(area: str, title: str) -> bool:
    """Whether the title names the area: in whole words, with whatever case and accents."""
    area, title = fold(area), fold(title)
    start = title.find(area)
    while start >= 0:
        end = start + len(area)
        if not (_runs_on(title[start - 1 : start], area) or _runs_on(area, title[end : end + 1])):
            return True
        start = title.find(area, start + 1)
    return False


def _runs_on(before: str, after: str) -> bool:
    """Whether a word goes on from the end of one text to the beginning of another."""
    return all(map(_is_of_a_word, (before[-1:], after[:1])))


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() and not any(first <= char <= last for first, last in _UNPARTED)


def _subject(record: Record) -> str:
    """The title, with the area unless the title names it."""
    if record.area is None or is_named(record.area, record.title):
        return record.title
    return f"{record.title} · {record.area}"


def answer(
    records: Iterable[Record],
    kinds: Sequence[str],
    sources: Callable[..., list[Source]],
) -> Answer:
    """The answer to a look-up, with the columns that suit the kinds asked for."""
    citations = Citations(sources)
    columns = [
        Column("Kind", lambda record: record.kind, is_firm=True, style="dim"),
        Column("Title", _subject, style="bold"),
        Column("Period", lambda record: period(record.period), is_firm=True),
        Column("Value", value, is_number=True),
        Column("Unit", lambda record: record.unit or ""),
        Column("Status", lambda record: record.status or "", is_firm=True),
        Column("By", lambda record: record.by or ""),
        Column("Summary", lambda record: record.summary or ""),
        Column("Source", citations.cell, style="dim"),
    ]
    left_out = _LEFT_OUT[kinds[0] if len(kinds) == 1 else ""]
    shown = [column for column in columns if column.heading not in left_out]
    return Answer(Record._fields, records, shown, citations.notes)


# What says little for a kind is left to ``show`` and to the other formats.
_LEFT_OUT = {
    "": {"Status", "By", "Summary"},
    "metric": {"Kind", "Status", "By", "Summary"},
    "policy": {"Kind", "Value", "Unit", "By"},
    "event": {"Kind", "Value", "Unit", "Status", "By"},
    "claim": {"Kind", "Value", "Unit", "Status"},
}
