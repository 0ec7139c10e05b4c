"""Sentences: the figures of a text, each with the sentence it stands in and what that names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from factreport.audit.facts import Facts
from factreport.audit.names import Name, Word, key_of
from factreport.audit.stems import WORD
from factreport.audit.times import When, times_of
from factreport.figures import read
from factreport.figures.figure import Figure, Reading, Skipped, Time
from factreport.texts.blocks import Block

Placed = TypeVar("Placed", Figure, Time)

_MOST_TIMES = 12  # that are remembered
# As much of a sentence as is taken for one: longer ones are no prose.
_LONGEST = 1_200
# A point that closes an abbreviation ends no sentence, nor does one before a small letter.
_ABBREVIATIONS = (
    "[A-Za-z] Mr Ms Dr St No vs ca Mrs Prof approx Jan Feb Aug Sept Oct Nov Dec".split()
)
_POINT = "".join(rf"(?<!\b{one})" for one in _ABBREVIATIONS) + "[.]"
_END = re.compile(rf"(?:{_POINT}|[!?])[\"'”’)\]]*(?=\s+[^a-z\s])|[。！？;]|\n(?=\s*\n)")


@dataclass(frozen=True)
class Naming:
    """What some words name: times, areas and groups, and the words that facts have."""

    times: tuple[When, ...] = ()
    names: tuple[Name, ...] = ()
    stems: frozenset[str] = frozenset()

    def __or__(self, other: Naming) -> Naming:
        return Naming(self.times + other.times, self.names + other.names, self.stems | other.stems)


NOTHING = Naming()


@dataclass(frozen=True)
class Sentence:
    """A sentence with figures: what it names, what stands at it, and what went before.

    ``earlier`` are the last figures of the block before it.
    ``headers`` are those of a cell, with the caption of its table; ``before`` is what the sentences
    before have named; ``above`` what the headings have; ``lead`` are the first times of the text.
    """

    text: str
    start: int
    end: int
    figures: tuple[Figure, ...]
    skipped: tuple[Skipped, ...]
    words: tuple[Word, ...]
    own: Naming
    earlier: tuple[Figure, ...]
    headers: Naming
    before: Naming
    above: Naming
    lead: tuple[When, ...]
    is_cell: bool
    row: tuple[str, ...]
    column: tuple[str, ...]


class Reader:
    """Reads the blocks of a text one after the other, and remembers what they were about."""

    def __init__(self, facts: Facts) -> None:
        """Take the facts whose words and names are looked for."""
        self._facts = facts
        self._headings: tuple[str, ...] = ()
        self._before = NOTHING
        self._lead: tuple[When, ...] = ()
        self._corner: tuple[int | None, str] = (None, "")
        self._naming = lru_cache(maxsize=1024)(self._name)

    def sentences(self, block: Block, reading: Reading) -> Iterator[Sentence]:
        """The sentences of a block that have figures."""
        above = NOTHING
        for heading in block.headings:
            above |= self._naming(heading, ())
        if block.headings != self._headings:
            self._headings, self._before = block.headings, NOTHING
        headers = self._of_cell(block, above.times) if block.kind == "cell" else NOTHING
        if block.kind == "paragraph":
            self._before = Naming(stems=self._before.stems, names=self._before.names)
        figure = time = 0
        for start, end in spans(block.text):
            figures, figure = _within(reading.figures, figure, end)
            times, time = _within(reading.times, time, end)
            words = self._words(block.text, start, end)
            inherited = (*headers.times, *above.times, *self._lead, *self._before.times[::-1])
            own = self._own(block.text, words, times, inherited)
            earlier = reading.figures[max(0, figure - len(figures) - 2) : figure - len(figures)]
            figures, skipped = _without_names(figures, own)
            if figures or skipped:
                yield Sentence(
                    block.text, start, end, figures, skipped, words, own, earlier, headers, self._before, above, self._lead,
                    block.kind == "cell", block.row, block.column,
                )  # fmt: skip
            if block.kind not in ("cell", "heading"):
                self._remember(own)

    def in_table(self, block: Block) -> Block:
        """The block; a cell with what stands in the corner of its table as a part of its caption.

        Above the row headers a table says what its figures are: "Revenue ($ million)".
        """
        if block.kind != "cell":
            return block
        if block.table != self._corner[0]:
            is_corner = not block.row and not block.column
            self._corner = (block.table, block.text if is_corner else "")
        corner = self._corner[1]
        return (
            replace(block, caption=f"{block.caption}. {corner}") if corner and block.row else block
        )

    def _remember(self, own: Naming) -> None:
        """A sentence that names nothing is about what the one before was about."""
        before = self._before
        self._lead = self._lead or own.times
        self._before = Naming(
            (before.times + own.times)[-_MOST_TIMES:],
            own.names or before.names,
            own.stems or before.stems,
        )

    def _of_cell(self, block: Block, above: tuple[When, ...]) -> Naming:
        caption = self._naming(block.caption, above)
        headers = NOTHING
        for header in (*block.column, *block.row):
            headers |= self._naming(header, caption.times or above)
        return Naming(headers.times or caption.times, (), caption.stems) | Naming(
            (), headers.names or caption.names, headers.stems
        )

    def _name(self, text: str, inherited: tuple[When, ...]) -> Naming:
        words = self._words(text, 0, len(text))
        return self._own(text, words, read(text).times, inherited)

    def _own(
        self, text: str, words: Sequence[Word], times: Sequence[Time], inherited: Sequence[When]
    ) -> Naming:
        start, end = (words[0].start, words[-1].end) if words else (0, 0)
        vocabulary = self._facts.vocabulary
        return Naming(
            times_of(text, times, inherited, start=start, end=end),
            tuple(self._facts.names.named_in(text, words)),
            frozenset(word.key for word in words if word.key in vocabulary),
        )

    def _words(self, text: str, start: int, end: int) -> tuple[Word, ...]:
        return tuple(
            Word(found.start(), found.end(), key_of(found[0]))
            for found in WORD.finditer(text, start, end)
        )


def _without_names(
    figures: Sequence[Figure], own: Naming
) -> tuple[tuple[Figure, ...], tuple[Skipped, ...]]:
    """The figures, and apart from them those that are a part of a name or a time."""
    spans = [(one.start, one.end, "a group") for one in own.names]
    spans += [(one.start, one.end, "a time") for one in own.times]
    skipped = [
        Skipped(figure.text, figure.start, figure.end, reason)
        for figure in figures
        for start, end, reason in spans
        if start < figure.number[1] and figure.number[0] < end
    ]
    starts = {one.start for one in skipped}
    return tuple(one for one in figures if one.start not in starts), tuple(skipped)


def _within(things: Sequence[Placed], first: int, end: int) -> tuple[tuple[Placed, ...], int]:
    """The things that begin before an end, and the number of the first that does not."""
    last = first
    while last < len(things) and things[last].start < end:
        last += 1
    return tuple(things[first:last]), last


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; a semicolon ends one too."""
    start = 0
    for found in _END.finditer(text):
        yield from _pieces(start, found.end())
        start = found.end()
    yield from _pieces(start, len(text))


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    for first in range(start, end, _LONGEST):
        yield first, min(end, first + _LONGEST)
