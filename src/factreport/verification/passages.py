"""Passages: the text of a source, ready to be searched for words and figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from factreport.english.vocabulary import SCALES
from factreport.figures.context import Context, is_item, of_blocks
from factreport.figures.figure import Figure
from factreport.figures.tables import without_mark
from factreport.texts.blocks import Place, Text
from factreport.texts.located import Seen
from factreport.texts.normalise import normalise
from factreport.wording import visible_line

# Words are compared character for character: all dashes are equal, and all spaces.
_VARIANTS = str.maketrans("\n\u00a0–—", "  --")
_NEAR = 3  # paragraphs
_LONGEST_LIST = 50  # items
_SENTENCE = 400  # characters of it on each side

# The value, the low and the high end of a figure.
Amounts = tuple[Decimal | None, Decimal | None, Decimal | None]

# A dimension, and a number of digits.
Sort = tuple[str, int]


class Occurrence(NamedTuple):
    """Words or a figure in a block of a passage, from ``start`` to ``end`` of the block's text.

    ``plain`` is the figure by the block alone, ``read`` with what the headers of its table add;
    words without a figure have neither.  ``headers`` are those of its whole table.
    """

    place: Place
    context: Context
    start: int
    end: int
    plain: Figure | None = None
    read: Figure | None = None
    headers: frozenset[str] = frozenset()

    @property
    def shown(self) -> str:
        """The figure as the text has it, on one line."""
        return visible_line(self.plain.text) if self.plain else ""

    @property
    def sentence(self) -> str:
        """The sentence around it, as far as it is near."""
        start, end = self.context.sentence(self.start)
        text = self.context.block.text
        return text[max(start, self.start - _SENTENCE) : min(end, self.end + _SENTENCE)]


class Passage:
    """The blocks of one paragraph: those of a table, or a single one."""

    def __init__(self, text: Text, parts: Iterable[Context]) -> None:
        self._text = text
        self.parts = list(parts)

    @property
    def pages(self) -> range:
        """The pages that it is on."""
        first, last = self.parts[0].block, self.parts[-1].block
        end = self._text.place(last, max(len(last.text) - 1, 0)).page
        return range(self._text.place(first).page or 0, (end or 0) + 1)

    @cached_property
    def text(self) -> str:
        """The words of all blocks on one line, as they are compared."""
        return " ".join(part.block.text.translate(_VARIANTS) for part in self.parts)

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for part in self.parts:
            starts.append(position)
            position += len(part.block.text) + 1
        return starts

    def quoted(self, phrase: str) -> Iterator[Occurrence]:
        """Where these words occur, ignoring the case of the first letter."""
        text = self.text
        other = phrase[0].swapcase() + phrase[1:] if phrase else phrase
        for variant in dict.fromkeys((phrase, other)):
            at = text.find(variant)
            while at >= 0:
                end = at + len(variant)
                if is_whole(text, at, end):
                    number = bisect_right(self._starts, at) - 1
                    part, before = self.parts[number], self._starts[number]
                    place = self._text.place(part.block, at - before)
                    yield Occurrence(place, part, at - before, end - before)
                at = text.find(variant, at + 1)

    @cached_property
    def figures(self) -> list[Occurrence]:
        """The figures in order."""
        cells = [part.block for part in self.parts if part.block.kind == "cell"]
        headers = frozenset(name for cell in cells for name in (*cell.row, *cell.column))
        occurrences = []
        for part in self.parts:
            plain_figures = {figure.start: figure for figure in part.plain.figures}
            before: Figure | None = None
            for figure in part.reading.figures:
                # A qualifier may be before a page break, and its number after it.
                place = self._text.place(part.block, figure.number[0])
                # By itself, a number in a table may look like a year.
                plain = plain_figures.get(figure.start, figure)
                read = figure
                if before and figure == plain and not figure.unit.dimension:
                    # "14.2 million in the north, 6.3 in the south"
                    scale = SCALES.get(before.text.rpartition(" ")[2].lower())
                    is_same = part.sentence(before.start) == part.sentence(figure.start)
                    if scale and is_same and figure.value is not None and figure.value >= 0:
                        value, step = figure.value * scale, figure.step * scale
                        read = figure._replace(value=value, step=step)
                span = (plain.start, plain.end)
                occurrences.append(Occurrence(place, part, *span, plain, read, headers))
                before = plain
        return occurrences

    @cached_property
    def by_amount(self) -> dict[Amounts, list[Occurrence]]:
        """The figures by amount: as written, with what their headers add, and without a margin."""
        occurrences: dict[Amounts, list[Occurrence]] = defaultdict(list)
        for occurrence in self.figures:
            keys = set[Amounts]()
            is_same = occurrence.read is occurrence.plain
            for figure in filter(None, (occurrence.plain, None if is_same else occurrence.read)):
                keys.add(amounts(figure))
                if figure.value is not None and figure.low is not None:
                    keys.add(amounts(figure._replace(low=None, high=None)))
            for key in keys:
                occurrences[key].append(occurrence)
        return occurrences

    @cached_property
    def variety(self) -> Counter[Sort]:
        """The number of different figures of each sort."""
        different = {
            (sort_of(occurrence.plain), occurrence.plain.value)
            for occurrence in self.figures
            if occurrence.plain
        }
        return Counter(sort for sort, _ in different)

    @cached_property
    def by_size(self) -> list[tuple[Decimal, int]]:
        """The numbers of the figures with their values, from the least to the greatest."""
        return sorted(
            (occurrence.plain.first, number)
            for number, occurrence in enumerate(self.figures)
            if occurrence.plain
        )

    @cached_property
    def words(self) -> list[str]:
        """The words, with the signs attached to them, in order."""
        return self.text.split()

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """The positions of each word, in lower case, among the words."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(self.words):
            for part in words_of(word):
                numbers[part].append(position)
        return numbers


class Passages:
    """A text with its paragraphs and pages."""

    def __init__(self, text: Text) -> None:
        self.has_pages = text.has_pages
        blocks = of_blocks(text.blocks)
        self.all = [
            Passage(text, some)
            for _, some in groupby(blocks, key=lambda part: part.block.paragraph)
        ]
        self._number = {
            part: number for number, passage in enumerate(self.all) for part in passage.parts
        }
        self._by_paragraph: dict[int, list[Passage]] = defaultdict(list)
        self._by_page: dict[int, list[Passage]] = defaultdict(list)
        for passage in self.all:
            paragraph = passage.parts[0].block.paragraph
            if paragraph is not None:
                self._by_paragraph[paragraph].append(passage)
            for page in passage.pages if text.has_pages else ():
                self._by_page[page].append(passage)

    @cached_property
    def text(self) -> str:
        """All words of the text."""
        return " ".join(part.block.text for passage in self.all for part in passage.parts)

    @cached_property
    def last_paragraph(self) -> int:
        """The number of the last paragraph, 0 for an empty text."""
        return max(self._by_paragraph, default=0)

    @cached_property
    def last_page(self) -> int:
        """The number of the last page, 0 if the text has no pages."""
        return max(self._by_page, default=0)

    def paragraph(self, number: int) -> Sequence[Passage]:
        """The passages of a paragraph."""
        return self._by_paragraph.get(number, ())

    def page(self, number: int) -> Sequence[Passage]:
        """The passages that are wholly or partly on a page."""
        return self._by_page.get(number, ())

    def around(self, context: Context, dimension: str) -> str:
        """The words that tell a reader which area or group the figures of a block are for.

        They are those of the block with its headers and headings, and of the line above its list;
        for an area, also those of the first paragraphs, which say what the text is about.
        """
        block, number = context.block, self._number[context]
        headers = (*block.row, *block.column, block.corner, block.caption, *block.headings)
        others = self.all[:_NEAR] if dimension == "area" else []
        if is_item(block):
            above = self.all[max(number - _LONGEST_LIST, 0) : number]
            others = others + [line for line in above if not is_item(line.parts[0].block)][-1:]
        return " · ".join((block.text, *headers, *(passage.text for passage in others)))

    @cached_property
    def by_amount(self) -> dict[Amounts, list[Occurrence]]:
        """The figures of all passages by amount."""
        occurrences: dict[Amounts, list[Occurrence]] = defaultdict(list)
        for passage in self.all:
            for key, hits in passage.by_amount.items():
                occurrences[key] += hits
        return occurrences

    def quoted(self, phrase: str) -> Iterator[Occurrence]:
        """Where these words occur: only the passages with the rarest of them are searched."""
        counts = {word: len(self._by_word.get(word, ())) for word in words_of(phrase)}
        rarest = min(counts, key=counts.__getitem__, default="")
        with_word = self._by_word.get(rarest, ()) if rarest else self.all
        return (hit for passage in with_word for hit in passage.quoted(phrase))

    @cached_property
    def _by_word(self) -> dict[str, list[Passage]]:
        """The passages with each word."""
        passages: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.all:
            for word in set(words_of(passage.text)):
                passages[word].append(passage)
        return passages


def amounts(figure: Figure) -> Amounts:
    """The amounts of a figure in base units of its dimension, without signs."""
    return sizes(figure.value, figure.low, figure.high, factor=figure.unit.factor)


def sizes(
    value: Decimal | None, low: Decimal | None, high: Decimal | None, *, factor: Decimal
) -> Amounts:
    """Amounts without their signs, the lower one first, each times a factor."""
    value, low, high = (
        None if amount is None else abs(amount * factor) for amount in (value, low, high)
    )
    if low is not None and high is not None and low > high:
        low, high = high, low
    return value, low, high


def sort_of(figure: Figure) -> Sort:
    """The dimension of a figure, and the number of its significant digits."""
    return figure.unit.dimension, len(figure.first.normalize().as_tuple().digits)


def as_read(phrase: str) -> str:
    """Words of a store, normalised like a text that was read, as they are compared."""
    return normalise(Seen(phrase, ((0, 0),))).text.translate(_VARIANTS)


def is_quoted(hit: Occurrence, figure: Figure, phrase: str) -> bool:
    """Whether these words, which contain a figure, are literally around an equal one of the text.

    Without a figure of the text there is nothing to compare.
    """
    if hit.plain is None:
        return True
    start = hit.plain.number[0] - figure.number[0]
    end = start + len(phrase)
    if start < 0:
        return False
    # With the characters that show whether a word is cut: the block may be long.
    block, before = hit.context.block, max(start - len("1."), 0)
    text = block.text[before : end + len(".1")].translate(_VARIANTS)
    first, last = start - before, end - before
    if text[first + 1 : last] != phrase[1:] or text[first].lower() != phrase[0].lower():
        return False
    is_before_mark = block.kind == "cell" and end == len(without_mark(block.text).rstrip())  # "5r"
    return is_before_mark or is_whole(text, first, last)


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in lower case."""
    return re.findall(r"\w+", text.lower())


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether neither a word nor a number is cut at either end."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    first, last = text[start], text[end - 1]
    if first.isalnum() and (before[-1:].isalnum() or before[-1:] == "_"):
        return False
    if last.isalnum() and (after[:1].isalnum() or after[:1] == "_"):
        return False
    is_cut_before = first.isdigit() and re.search(r"\d[.,]\Z", before)
    is_cut_after = last.isdigit() and re.match(r"[.,]\d", after)
    return not is_cut_before and not is_cut_after
