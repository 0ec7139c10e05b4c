"""Verify: whether each figure of the store stands in the paragraph or on the page it cites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from factreport import citation
from factreport.figures import (
    Figure,
    Place,
    Text,
    bare_numbers,
    decimal_of,
    in_full,
    read_figure,
    read_figures,
    reads_as,
    signs,
    suits,
)
from factreport.model import Qualifier, Record
from factreport.wording import listed, visible_line

Result = Literal["found", "elsewhere", "not found", "unchecked"]

# How much of the text is shown on either side of a figure, in characters.
_AROUND = 30
_MOST_SHOWN = 5


class Finding(NamedTuple):
    """What became of one observation.

    ``found_paragraphs`` and ``found_pages`` are where in the text its figure stands, from 1.
    ``words`` are those around it, or, where it was not found, the reason.
    """

    result: Result
    id: str
    title: str
    area: str | None
    period: str | None
    value: float | None
    unit: str | None
    qualifier: Qualifier | None
    written: str | None
    source: str | None
    paragraphs: tuple[int, ...]
    pages: tuple[int, ...]
    found_paragraphs: tuple[int, ...]
    found_pages: tuple[int, ...]
    words: str


# A span of the text, in characters, and where it stands.
Occurrence = tuple[tuple[int, int], Place]


class SourceText:
    """The text of a source, its figures read once."""

    def __init__(self, text: str) -> None:
        self.places = Text(text)
        self._figures = list(read_figures(text))
        self._known: dict[object, list[Occurrence]] = {}

    def occurrences(self, record: Record) -> list[Occurrence]:
        """Where the text states the value of the record with its qualifier, in order."""
        if record.value is None:
            return []
        values = (decimal_of(record.value), in_full(record.value, record.unit or ""))
        # Many records may have one value, and a text may have it at many places.
        year = record.written if record.written in self._years else None
        alike = (values, record.qualifier, signs(record.unit or ""), _sign(record), year)
        if alike not in self._known:
            near = {one.start: one for value in values for one in self._by_value.get(value, ())}
            stated = [(one.start, one.end) for one in near.values() if _states(one, record)]
            spans = sorted([*stated, *self._years.get(year or "", ())])
            # A qualifier may stand before a page break and its number after it: the end counts.
            self._known[alike] = [(span, self.places.place(span[1] - 1)) for span in spans]
        return self._known[alike]

    @cached_property
    def _years(self) -> dict[str, list[tuple[int, int]]]:
        """Where what reads as a year stands: a value may be written so, as in a table."""
        found: dict[str, list[tuple[int, int]]] = {}
        for span in bare_numbers(self.places.text, self._figures):
            found.setdefault(self.places.text[slice(*span)], []).append(span)
        return found

    @cached_property
    def _by_value(self) -> dict[Decimal, list[Figure]]:
        """The figures by what they are worth, a range by each of its ends."""
        found: dict[Decimal, list[Figure]] = {}
        for one in self._figures:
            found.setdefault(one.value, []).append(one)
            if one.upper is not None:
                found.setdefault(one.upper, []).append(one)
        return found

    @cached_property
    def _by_place(self) -> dict[tuple[str, int], list[Figure]]:
        """The figures by paragraph and by page."""
        found: dict[tuple[str, int], list[Figure]] = {}
        for one in self._figures:
            at = self.places.place(one.end - 1)
            for key in (("paragraph", at.paragraph), ("page", at.page)):
                found.setdefault(key, []).append(one)
        return found

    def figures_in(self, paragraphs: Sequence[int], pages: Sequence[int]) -> list[Figure]:
        """The figures that stand in these paragraphs or on these pages."""
        keys = [*(("paragraph", one) for one in paragraphs), *(("page", one) for one in pages)]
        found = {one.start: one for key in keys for one in self._by_place.get(key, ())}
        return [found[start] for start in sorted(found)]

    def around(self, span: tuple[int, int]) -> str:
        """The figure in the words around it, whole words of its paragraph, on one line."""
        text, (start, end) = self.places.text, span
        first, last = self.places.paragraphs[self.places.place(end - 1).paragraph - 1]
        before, after = text[max(start - _AROUND, first) : start], text[end : end + _AROUND]
        if start - _AROUND > first:
            before = "…" + before.partition(" ")[2]
        is_cut = end + _AROUND < last
        after = after.rpartition(" ")[0] + "…" if is_cut else text[end:last]
        return visible_line(f"{before}{text[start:end]}{after}")


def _states(figure: Figure, record: Record) -> bool:
    if record.value is None:
        return False
    unit = record.unit or ""
    is_right = reads_as(figure, record.value, record.qualifier, unit)
    return is_right and (suits(figure.unit, unit) or figure.unit == _sign(record))


def _sign(record: Record) -> str | None:
    """The sign in ``written``: a source may do without "%" or "$", in a table for one."""
    figure = read_figure(record.written) if record.written else None
    return figure.unit if figure else None


def verify(
    records: Iterable[Record], text_of: Callable[[str], SourceText | None]
) -> Iterator[Finding]:
    """One finding for each observation, in order; ``text_of`` gives the text of a source id."""
    for record in records:
        text = text_of(record.source) if record.source else None
        if reason := _unchecked(record, text):
            yield _finding("unchecked", record, reason)
        elif text is not None:
            yield _verify(record, text)


def _unchecked(record: Record, text: SourceText | None) -> str | None:
    """Why the figure can't be checked, or None."""
    if not record.source:
        return "it cites no source"
    if text is None:
        return "there is no text of the source"
    if not record.paragraphs and not record.pages:
        return "it cites neither paragraph nor page"
    if record.pages and not record.paragraphs and not text.places.has_pages:
        return "the text has no pages"
    return None


def _verify(record: Record, text: SourceText) -> Finding:
    occurrences = text.occurrences(record)
    places = [place for _, place in occurrences]
    paragraphs = tuple(dict.fromkeys(place.paragraph for place in places))
    pages = tuple(dict.fromkeys(place.page for place in places)) if text.places.has_pages else ()
    missing = (
        tuple(one for one in record.paragraphs if one not in paragraphs),
        tuple(one for one in record.pages if one not in pages and text.places.has_pages),
    )
    if not any(missing):
        cited = next(
            span
            for span, place in occurrences
            if place.paragraph in record.paragraphs or place.page in record.pages
        )
        return _finding("found", record, text.around(cited), paragraphs, pages)
    there, not_there = text.figures_in(*missing), f"not {_at(*missing)}"
    if hint := _other_qualifier(record, there):
        return _finding("not found", record, f"{not_there}; there: {hint}")
    if occurrences:
        words = f"{not_there}, but {_at(paragraphs, pages)}"
        return _finding("elsewhere", record, words, paragraphs, pages)
    return _finding("not found", record, not_there + _shown(there, record))


def _shown(there: Sequence[Figure], record: Record) -> str:
    """The figures that are there instead; of many those nearest to the value."""
    value = decimal_of(record.value or 0)
    nearest = sorted(there, key=lambda one: abs(one.value - value))[:_MOST_SHOWN]
    named = [visible_line(one.text) for one in there if one in nearest]
    more = [f"{len(there) - len(named):,} more"] if len(there) > len(named) else []
    return f"; there: {listed(named + more)}" if named else ""


def _at(paragraphs: tuple[int, ...], pages: tuple[int, ...]) -> str:
    return f"{'in' if paragraphs else 'on'} {citation.place(paragraphs, pages)}"


def _other_qualifier(record: Record, there: Sequence[Figure]) -> str | None:
    """The figure among these that has the value, but another qualifier, and what to do about it."""
    for one in there:
        if one.upper is None and _states(one, record._replace(qualifier=one.qualifier)):
            cure = f'set qualifier = "{one.qualifier}"' if one.qualifier else "leave qualifier out"
            return f'"{visible_line(one.text)}"; {cure}, or correct the citation'
    return None


def _finding(
    result: Result,
    record: Record,
    words: str,
    found_paragraphs: Sequence[int] = (),
    found_pages: Sequence[int] = (),
) -> Finding:
    own = {name: getattr(record, name) for name in Finding._fields if name in Record._fields}
    return Finding(
        result=result,
        **own,
        found_paragraphs=tuple(found_paragraphs),
        found_pages=tuple(found_pages),
        words=words,
    )
