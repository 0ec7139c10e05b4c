"""Marks: numbers that count items or pages, cite sources or end names, as a whole text shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from factreport.english import labels, layout
from factreport.figures.figure import Reading, Skipped
from factreport.figures.grammar import currency_before
from factreport.figures.shapes import Skip
from factreport.texts.blocks import Block

Marks = dict[int, list[Skip]]  # by the number of a block

_MARKED = re.compile(r"([1-9][0-9]?) (?=[A-Z\"“'])")
_MARKED_PART = re.compile(r"([1-9][0-9]?(?:\.[1-9][0-9]?){1,2}) \S")  # "2.1 Trade"
_LONE_MARK = re.compile(r"([0-9]{1,3})\.")
_FEWEST_ITEMS = 3
_CITED = re.compile(r"(?<=[\w%)\"”] )\([1-9][0-9]{0,2}(?:, ?[1-9][0-9]{0,2})*\)(?=[.,;:)]|\s|\Z)")
_NUMBER = re.compile("[0-9]+")
_FEWEST_SOURCES, _FEWEST_CITATIONS = 4, 6
_FEWEST_PAGES, _LONGEST_FOLIO = 3, 16
# A line of a table of contents: "2. Results ..... 17".
_ENTRY = re.compile(
    r"(?:([0-9]{1,2})[. ] ?)?[^\W\d_].{0,100}?[\s.]{1,60}([0-9]{1,4})"
    r"(?:\Z|\s+(?=(?:[0-9]{1,2}[. ] ?)?[A-Z]))"
)
_WHOLE = re.compile(r"(?<![\w.,])[1-9][0-9]{1,3}(?![\w%]|[.,][0-9])")
_LONGEST_WORD = 30
_FEWEST_BLOCKS = 3


def marks_of(blocks: Sequence[Block]) -> Marks:
    """The marks of each block that has some."""
    marks = _citations(blocks)
    others = _numbered(blocks).items(), _pages(blocks), _contents(blocks), _names(blocks)
    for at, mark in chain(*others):
        marks.setdefault(at, []).append(mark)
    return marks


def without_marks(reading: Reading, marks: Sequence[Skip], text: str) -> Reading:
    """A reading in which the figures inside these marks are skipped."""
    figures, skipped = [], [*reading.skipped]
    marks = sorted(marks)
    for figure in reading.figures:
        start, end = figure.number
        mark = marks[bisect_right(marks, start, key=_start) - 1]
        if mark.start <= start and end <= mark.end:
            skipped.append(Skipped(text[start:end], start, end, mark.reason))
        else:
            figures.append(figure)
    return reading._replace(figures=tuple(figures), skipped=tuple(sorted(skipped, key=_start)))


def _start(part: Skip | Skipped) -> int:
    return part.start


def _numbered(blocks: Sequence[Block]) -> dict[int, Skip]:
    """The numbers of lists, one after another: "1 History", "2 Economy", "3 Culture"."""
    numbered: dict[int, Skip] = {}
    runs: dict[str, list[int]] = {}  # the last number of a list, and its items or headings so far
    found: dict[int, Skip] = {}
    for at, block in enumerate(blocks):
        run = runs.setdefault(block.kind, [0])
        begins = block.text[:1].isdigit()
        lone = _LONE_MARK.fullmatch(block.text) if begins and block.kind == "item" else None
        top = _MARKED.match(block.text) if begins else None
        part = _MARKED_PART.match(block.text) if begins and run[0] else None
        if mark := lone or top or part:
            found[at] = Skip(*mark.span(1), "a list marker")
        if lone:
            numbered[at] = found[at]
        if top and int(top[1]) in (1, run[0] + 1):
            number = int(top[1])
            run[:] = [number, *(run[1:] if number == run[0] + 1 else ()), at]
        elif part:
            run.append(at)
        elif top or block.kind != "heading":
            run[:] = [0]
        if run[0] >= _FEWEST_ITEMS:
            numbered |= {item: found[item] for item in run[1:]}
    return numbered


def _citations(blocks: Sequence[Block]) -> Marks:
    """The numbers in brackets, if they number the sources in the order of their first mention."""
    marks: Marks = {}
    highest = citations = 0
    for at, block in enumerate(blocks):
        if block.kind == "cell" or "(" not in block.text:
            continue
        for cited in _CITED.finditer(block.text):
            for number in map(int, _NUMBER.findall(cited[0])):
                if number > highest + 1:
                    return {}
                highest = max(highest, number)
                citations += 1
            marks.setdefault(at, []).append(Skip(*cited.span(), "a reference"))
    return marks if highest >= _FEWEST_SOURCES and citations >= _FEWEST_CITATIONS else {}


def _pages(blocks: Sequence[Block]) -> Iterator[tuple[int, Skip]]:
    """The numbers that are a paragraph of their own and count the pages."""
    run: list[tuple[int, int, Skip]] = []  # the number of a page, that of its block, and its mark
    for at, block in enumerate(blocks):
        folio = layout.FOLIO.fullmatch(block.text) if len(block.text) <= _LONGEST_FOLIO else None
        if folio is None or block.kind != "paragraph":
            continue
        number = int(folio["number"])
        if run and number != run[-1][0] + 1:
            yield from _if_counting(run)
            run = []
        if number:
            run.append((number, at, Skip(0, len(block.text), "a page")))
    yield from _if_counting(run)


def _if_counting(run: list[tuple[int, int, Skip]]) -> list[tuple[int, Skip]]:
    return [(at, mark) for _, at, mark in run] if len(run) >= _FEWEST_PAGES else []


def _contents(blocks: Sequence[Block]) -> Iterator[tuple[int, Skip]]:
    """The pages in a table of contents, and the numbers that count its lines."""
    is_open, last = False, 0
    for at, block in enumerate(blocks):
        title = labels.CONTENTS_TITLE.match(block.text)
        begin = title.end() if title else 0
        if title:
            is_open, last = True, 0
        entries, end = [], begin
        while is_open and (entry := _ENTRY.match(block.text, end)):
            entries.append(entry)
            end = entry.end()
        pages = [last, *(int(entry[2]) for entry in entries)]
        is_open = is_open and end == len(block.text) and sorted(pages) == pages
        for entry in entries if is_open else ():
            yield at, Skip(*entry.span(2), "a page")
            if entry[1]:
                yield at, Skip(*entry.span(1), "a list marker")
        last = pages[-1]


def _names(blocks: Sequence[Block]) -> Iterator[tuple[int, Skip]]:
    """The numbers that belong to names, such as models and standards.

    A text has them after the same name twice, or after names in three blocks, and never elsewhere.
    """
    # The texts with each name and where it begins in them, by its number.
    named: dict[str, dict[str, set[tuple[str, int]]]] = {}
    for block in blocks:
        if block.kind != "cell" and not block.text.isupper():
            for name in labels.NAMED.finditer(block.text):
                if not currency_before(block.text, name.start(2)):
                    places = named.setdefault(name[2], {})
                    last_word = name[1].rpartition(" ")[2]
                    places.setdefault(last_word, set()).add((block.text, name.start()))
    numbers = {
        number
        for number, places in named.items()
        if len({text for alike in places.values() for text, _ in alike}) >= _FEWEST_BLOCKS
        or any(len(alike) > 1 for alike in places.values())
    }
    if not numbers:
        return
    found: list[tuple[int, Skip]] = []
    for at, block in enumerate(blocks):
        for match in _WHOLE.finditer(block.text):
            if match[0] not in numbers or currency_before(block.text, match.start()):
                continue
            since = max(match.start() - _LONGEST_WORD, 0)
            if labels.AFTER_CAPITAL.search(block.text, since, match.start()):
                found.append((at, Skip(*match.span(), "a name")))
            else:
                numbers.discard(match[0])
    for at, mark in found:
        if blocks[at].text[mark.start : mark.end] in numbers:
            yield at, mark
