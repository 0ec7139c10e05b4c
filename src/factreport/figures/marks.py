"""Marks: numbers that only count items or cite sources, which a text shows as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factreport.figures.figure import Reading, Skipped
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


def marks_of(blocks: Sequence[Block]) -> Marks:
    """The marks of each block that has some."""
    marks = _citations(blocks)
    for at, mark in _numbered(blocks).items():
        marks.setdefault(at, []).append(mark)
    return marks


def without_marks(reading: Reading, marks: Sequence[Skip], text: str) -> Reading:
    """A reading in which the figures inside these marks are skipped."""
    figures, skipped = [], [*reading.skipped]
    for figure in reading.figures:
        start, end = figure.number
        mark = next((mark for mark in marks if mark.start <= start and end <= mark.end), None)
        if mark:
            skipped.append(Skipped(text[start:end], start, end, mark.reason))
        else:
            figures.append(figure)
    return reading._replace(figures=tuple(figures), skipped=tuple(sorted(skipped, key=_start)))


def _start(skipped: Skipped) -> int:
    return skipped.start


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
