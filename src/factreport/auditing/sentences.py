"""Sentences: the figures of a text, with their sentences and what these name."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from factreport.auditing.facts import Facts
from factreport.auditing.names import Name, Word
from factreport.auditing.times import When, leans, times_of
from factreport.english.arithmetic import SUM
from factreport.english.between import YEARS_OLD
from factreport.english.comparisons import COMPARES
from factreport.english.directions import BETWEEN_FIGURES
from factreport.english.headers import is_base, lead_of
from factreport.english.names import PLACE
from factreport.english.sentences import (
    MEASURING,
    OPENING,
    PRONOUN_ANYWHERE,
    PRONOUN_AT_START,
    PRONOUN_BEFORE,
)
from factreport.english.stems import GENERIC, PARTS, WORD, stem, stems
from factreport.figures.clauses import sentence_ends
from factreport.figures.context import Context
from factreport.figures.figure import Figure, Skipped, Time
from factreport.figures.reading import is_multiple, read
from factreport.figures.times import read_times
from factreport.model import Direction
from factreport.texts.blocks import Block

_MOST_FIGURES = 40  # in a sentence; a sentence with more figures is not prose
_MOST_PASSED = 2  # sentences that are read in a block without figures
_MOST_TIMES = 12  # that are remembered
# The longest sentence that is read as one: anything longer is not prose.
_LONGEST = 1_000
_LETTER = re.compile(r"[^\W\d_]")
_SMALL_WORD = re.compile(r"(?<!-)\b[a-z]+")  # "take-up" is not a rise
_SHORT_HEADING = 5  # words
_PREDICATE = re.compile(r"[^,:;.(]{0,60}")  # between a verb and the figure that it gives
_LONGEST_SUBJECT = 60  # in characters


@dataclass(frozen=True)
class Naming:
    """What words name: times, areas and groups, and the stems that also occur in facts.

    ``asides`` are times that a sentence mentions but is not about.
    """

    times: tuple[When, ...] = ()
    names: tuple[Name, ...] = ()
    stems: frozenset[str] = frozenset()
    words: tuple[Word, ...] = ()
    asides: tuple[When, ...] = ()

    def __or__(self, other: Naming) -> Naming:
        if other is NOTHING:
            return self
        return Naming(self.times + other.times, self.names + other.names, self.stems | other.stems)


NOTHING = Naming()


@dataclass(frozen=True)
class Sentence:
    """A sentence with figures: what it names, its headers, and what came before.

    ``ratios`` are multiples in words, "nearly doubled", which are not among the ``figures``;
    ``earlier`` are the figures just before in the block, ``headers`` those of a cell, with the
    caption of its table; ``before`` is what the sentences before name, ``above`` what the headings
    name; ``lead`` are the first times of the text.
    """

    context: Context
    text: str
    start: int
    end: int
    figures: tuple[Figure, ...]
    ratios: tuple[Figure, ...]
    skipped: tuple[Skipped, ...]
    own: Naming
    earlier: tuple[Figure, ...]
    headers: Naming
    before: Naming
    above: Naming
    lead: tuple[When, ...]

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell of a table."""
        return self.context.block.kind == "cell"

    @property
    def row_and_column(self) -> tuple[str, ...]:
        """The headers of the row and the column of a cell."""
        return self.context.block.row + self.context.block.column

    @property
    def is_crowded(self) -> bool:
        """Whether it has hardly any words for its many figures, so no fact can be meant."""
        return len(self.figures) > _MOST_FIGURES

    @property
    def is_silent(self) -> bool:
        """Whether nothing in it or around it mentions any fact, and it names no area or group."""
        is_named = self.own.names or self.own.stems or self.headers.stems
        return not (is_named or self.before.stems or self.above.stems)

    @cached_property
    def subject(self) -> frozenset[str]:
        """The stems of its subject: "fuel prices" in "Fuel prices rose".

        Empty if that is a pronoun, an area, a group, or a mere "the total".
        """
        opening = OPENING.match(self.text, self.start, self.end)
        start = opening.end() if opening else self.start
        first = self.figures[0].start if self.figures else self.end
        verb = MEASURING.search(self.text, start, first)
        if verb is None or verb.start() - start > _LONGEST_SUBJECT:
            return frozenset()
        if not _PREDICATE.fullmatch(self.text, verb.end(), first):
            return frozenset()
        start = max(start, self.text.rfind(": ", start, verb.start()) + 1)
        # "Glass, on the other hand, was" is about glass.
        since = self.start if opening and " " not in opening[0].strip() else start
        if any(since <= name.start < verb.start() for name in self.own.names):
            return frozenset()
        if PRONOUN_BEFORE.search(self.text, start, verb.start()):  # "taking all together, it was"
            return frozenset()
        known = [(time.start, time.end) for time in self.own.times]
        words = (
            stem(word[0])
            for word in WORD.finditer(self.text, start, verb.start())
            if not any(first <= word.start() < last for first, last in known)
        )
        return frozenset(word for word in words if word and not word.isdigit()) - GENERIC - PARTS

    @cached_property
    def all_stems(self) -> frozenset[str]:
        """The stems of all its words, and of the headers of a cell."""
        return stems([self.text[self.start : self.end], *self.row_and_column])

    @cached_property
    def is_of_sum(self) -> bool:
        """Whether it is about a total: "together", "in three months"."""
        is_said = bool(SUM.search(self.text, self.start, self.end))
        return is_said or any(map(SUM.search, self.row_and_column))

    @cached_property
    def is_comparing(self) -> bool:
        """Whether it compares things: "more than", "the gap between"."""
        return bool(COMPARES.search(self.text, self.start, self.end))

    @cached_property
    def has_pronoun(self) -> bool:
        """Whether it has a pronoun for something named before.

        A pronoun after a word of a fact stands for something in the sentence itself.
        """
        first = self.own.words[0].start if self.own.words else self.end
        return bool(
            PRONOUN_ANYWHERE.search(self.text, self.start, first)
            or PRONOUN_AT_START.match(self.text, self.start)
        )

    @cached_property
    def directions(self) -> tuple[tuple[int, Direction], ...]:
        """The words for a direction, each with its position."""
        return tuple(
            (self.start + match.start(), BETWEEN_FIGURES[match[0]])
            for match in _SMALL_WORD.finditer(self.text[self.start : self.end].lower())
            if match[0] in BETWEEN_FIGURES
        )


class Reader:
    """Reads the blocks of a text one after the other, and remembers what they were about."""

    def __init__(self, facts: Facts) -> None:
        """Take the facts whose words and names to search for."""
        self._facts = facts
        self._headings: tuple[str, ...] = ()
        self._before = NOTHING
        self._lead: tuple[When, ...] = ()
        self._above = NOTHING
        # Blocks without figures are only read if a block with figures follows.
        self._pending: deque[Context] = deque(maxlen=2)
        self._naming = lru_cache(maxsize=32768)(self._name)  # of all columns of a table

    def sentences(self, context: Context) -> Iterator[Sentence]:
        """The sentences of a block that have figures."""
        block, reading = context.block, context.reading
        if not reading.figures:
            if block.kind not in ("cell", "heading"):
                self._pending.append(context)
            return
        for passed in self._pending:
            self._enter(passed.block)
            text = passed.block.text
            for start, end in list(spans(text))[-_MOST_PASSED:]:
                times = passed.times(start, end)
                self._remember(passed, self._own(text, start, end, times=times, more=()), start)
        self._pending.clear()
        self._enter(block)
        above = self._above
        headers = self._of_cell(block, above.times) if block.kind == "cell" else NOTHING
        multiples = [figure for figure in reading.figures if is_multiple(figure)]
        all_figures: Sequence[Figure] = reading.figures
        if multiples:
            all_figures = [figure for figure in all_figures if not is_multiple(figure)]
        figure = multiple = 0
        for start, end in spans(block.text):
            figures, figure = _within(all_figures, figure, end)
            ratios, multiple = _within(multiples, multiple, end)
            times = context.times(start, end)
            naming = self._own(block.text, start, end, times=times, more=headers.times)
            earlier = tuple(all_figures[max(0, figure - len(figures) - 2) : figure - len(figures)])
            figures, skipped = _without_names(block.text, figures, naming, self._facts.limits)
            sentence = Sentence(
                context, block.text, start, end, figures, ratios, skipped, naming, earlier,
                headers, self._before, above, self._lead,
            )  # fmt: skip
            if figures or skipped or sentence.ratios:
                yield sentence
            self._remember(context, naming, start)

    def _enter(self, block: Block) -> None:
        """Forget everything before when a section begins, and the times when a paragraph begins."""
        if block.headings != self._headings:
            self._headings, self._before = block.headings, NOTHING
            self._above = NOTHING
            for heading in block.headings:
                named = self._naming(heading, ())
                # A long heading tells a story, so its section is not about one name.
                is_short = len(heading.split()) <= _SHORT_HEADING
                self._above |= named if is_short else replace(named, names=())
        if block.kind == "paragraph" and (self._before.times or self._before.asides):
            self._before = Naming(stems=self._before.stems, names=self._before.names)

    def _remember(self, context: Context, naming: Naming, start: int) -> None:
        """Remember what a sentence names; without names it is about the same as the one before."""
        if naming is NOTHING or context.block.kind in ("cell", "heading"):
            return
        before = self._before
        is_contrast = context.block.text[start - 1 : start] == ";"
        main = tuple(
            time for time in naming.times if not is_contrast and context.clauses.is_main(time.start)
        )
        self._lead = self._lead or tuple(
            time for time in main if not time.leans and not time.is_span
        )
        times, in_main = main or before.times, set(main)
        others = tuple(time for time in naming.times if time not in in_main)
        asides = (before.asides + others)[-_MOST_TIMES:]
        is_telling = naming.stems - GENERIC or not before.stems
        remembered = naming.stems if is_telling else before.stems
        self._before = Naming(times, naming.names or before.names, remembered, asides=asides)

    def _of_cell(self, block: Block, above: tuple[When, ...]) -> Naming:
        caption = self._naming(f"{block.caption}. {block.corner}", above)
        headers = NOTHING
        # A month or a quarter belongs to the year in the other header, which comes first.
        for header in sorted((*block.column, *block.row), key=leans):
            about = headers.times or caption.times or above
            text = f"{lead_of(header)}{header}"
            named = self._naming(text, about)
            if any(is_base(text, time.start) for time in named.times):
                own = tuple(time for time in named.times if not is_base(text, time.start))
                named = replace(named, times=own)
            if named.times and all(time.leans for time in named.times):
                within = tuple(
                    time
                    for time in named.times
                    if any(whole.period.contains(time.period) for whole in about)
                )
                named = replace(named, times=within or named.times)
                headers = replace(headers, times=())
            headers |= named
        if headers is caption is NOTHING:
            return NOTHING
        return Naming(
            headers.times or caption.times,
            headers.names or caption.names,
            headers.stems | caption.stems,
        )

    def _name(self, text: str, inherited: tuple[When, ...]) -> Naming:
        """What a heading, a header or a caption names."""
        times = read(text).times if read_times(text) else ()  # most name none: then it is quick
        return self._own(text, 0, len(text), times=times, more=inherited)

    def _own(
        self, text: str, start: int, end: int, *, times: Sequence[Time], more: tuple[When, ...]
    ) -> Naming:
        """What a part of a text names, with ``more`` times."""
        words = self._facts.words_in(text, start, end)
        if not (words or times or _LETTER.search(text, start, end)):
            return NOTHING  # a bare number
        before, newest = self._before.times, self._facts.newest
        inherited = [*more, *self._above.times, *self._lead, *before[::-1]]
        if newest and not before and all(leans(time.text) for time in times):
            inherited.append(When(0, 0, newest, "in"))
        all_times = times_of(text, times, inherited, start=start, end=end)
        names = list(self._facts.names.named_in(text, words))
        for unknown in PLACE.finditer(text, start, end):  # that the store does not have
            first, last = unknown.span(1)
            known: list[Word | When] = [*words, *all_times]
            if not any(part.start < last and first < part.end for part in known):
                names.append(Name(first, last, "area", unknown[1]))
        if not (words or all_times or names):
            return NOTHING
        spans = [(time.start, time.end) for time in all_times]
        of_facts = tuple(
            word
            for word in words
            if word.is_of_fact
            and not any(first <= word.start and word.end <= last for first, last in spans)
        )
        names.sort(key=lambda name: name.start)
        stems = frozenset(word.key for word in of_facts)
        return Naming(all_times, tuple(names), stems, of_facts)


def _without_names(
    text: str,
    figures: Sequence[Figure],
    naming: Naming,
    limits: Mapping[tuple[Decimal | None, str], frozenset[str]],
) -> tuple[tuple[Figure, ...], tuple[Skipped, ...]]:
    """The figures, and separately those that are part of a name, a title or a time."""
    spans = [(name.start, name.end, "a group") for name in naming.names]
    spans += [(time.start, time.end, "a time") for time in naming.times]
    spans += [(*figure.number, "an age") for figure in figures if YEARS_OLD.match(text, figure.end)]
    spans += [
        (*figure.number, "a limit")
        for figure in (figures if naming.stems else ())
        if not naming.stems.isdisjoint(limits.get((figure.value, figure.unit.name), ()))
    ]
    if not spans:
        return tuple(figures), ()
    skipped = [
        Skipped(figure.text, figure.start, figure.end, reason)
        for figure in figures
        for start, end, reason in spans
        if start < figure.number[1] and figure.number[0] < end
    ]
    starts = {item.start for item in skipped}
    return tuple(figure for figure in figures if figure.start not in starts), tuple(skipped)


def _within(figures: Sequence[Figure], first: int, end: int) -> tuple[tuple[Figure, ...], int]:
    """The figures that begin before an end, and the number of the first that does not."""
    last = first
    while last < len(figures) and figures[last].start < end:
        last += 1
    return tuple(figures[first:last]), last


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; a semicolon also ends one."""
    start = 0
    for end in sentence_ends(text):
        while start < end:
            semicolon = text.find(";", start, min(end, start + _LONGEST))
            stop = semicolon + 1 if semicolon >= 0 else min(end, start + _LONGEST)
            yield start, stop
            start = stop
