"""Trivia: the figures of a text that nobody would keep as facts."""

from __future__ import annotations

import re
from bisect import bisect_left

from factreport.capture import Sighting
from factreport.capture.words import (
    LETTER,
    REACH,
    WORD_BEFORE,
    is_age,
    is_limit,
    stretch,
    words_after,
    words_before,
)
from factreport.english import capture as english
from factreport.english import sentences, statuses
from factreport.english.arithmetic import TIMES_AS
from factreport.english.titles import UNCOUNTED
from factreport.figures.context import is_adjective
from factreport.figures.figure import Figure
from factreport.texts.blocks import Text

_SMALL = 100  # numbers that may be marks and labels
_FEW = 13  # in words, these are often only part of a phrase: "the two sets"
_CROWD, _DENSE = 25, 45  # figures in a block, characters of it for each
_REACH = 40  # characters before and after a figure that are looked at
# "(1)" beside a word or a figure, and at the beginning of a footnote.
_MARK = re.compile(r"\((\d{1,2})\)")
# "17 U.S. Department" is the number of a footnote, "Act 2013" and "Trends 145" are names.
_CAPITAL = re.compile(r"\s+[A-Z\"“]")
_OF_LAW = re.compile(r"\s(?:[A-Z]\.?){2,5}\s(?:§+\s?)?\d")  # "17 CFR 229"
_CAPITALISED = re.compile(r"[^\s.:!?•–-]\s+[A-Z][\w'’-]*\s\Z")


def marks_of(text: Text) -> frozenset[int]:
    """The numbers of footnotes: those in brackets that count from 1 without a gap."""
    numbers = {
        int(mark[1])
        for block in text.blocks
        if block.is_prose
        for mark in _MARK.finditer(block.text)
    }
    last = next(number for number in range(1, _SMALL + 1) if number not in numbers)
    return frozenset(range(1, last)) if last > 2 else frozenset()


def why_left_out(sighting: Sighting, marks: frozenset[int]) -> str:
    """Why a figure is not worth keeping, or "": it is a mark, an age, part of a name or phrase."""
    block, figure = sighting.context.block, sighting.plain
    if block.kind == "cell":
        is_header = not block.row and (not block.column or english.YEAR.fullmatch(block.text))
        return "a header" if is_header else ""
    text, (start, end) = block.text, figure.number
    figures = len(sighting.context.reading.figures)
    if figures >= _CROWD and len(text) < _DENSE * figures:
        return "from a table without rows"
    before = text[max(start - _REACH, 0) : start]
    near = text[max(figure.start - REACH, 0) : figure.end + REACH]
    is_named = LETTER.search(near) and LETTER.search(words_before(sighting) + words_after(sighting))
    unit = figure.unit.dimension
    is_bare = figure.unit.is_count and figure.qualifier is None
    is_inside = figure.start > sighting.context.sentence(start)[0]
    is_capital = is_inside and figure.text[0].isupper() and _is_in_words(figure)
    is_rough = unit == "percent" and (figure.qualifier is not None or _is_in_words(figure))
    # "Over 20 years", "the 11 year period".
    is_time = figure.unit.is_duration
    is_span = is_time and (english.STRETCH.search(before) or english.KIND.match(text, end))
    reasons: tuple[tuple[str, object], ...] = (
        ("part of an adjective", is_adjective(figure, text)),
        ("a ratio", figure.unit.name == "times" or TIMES_AS.match(text, end)),
        ("a former value", statuses.FORMER.search(before)),
        ("only supposed", english.SUPPOSED.search(before)),
        ("a margin of error", english.CONFIDENCE.match(text, figure.end)),
        ("the size of a file", unit == "data" and text.startswith(")", figure.end)),
        ("part of a time", sighting.context.is_in_time(figure)),
        ("part of a name", is_capital and _CAPITAL.match(text, figure.end)),
        ("a mark or a label", is_bare and _is_label(sighting, marks)),
        ("an age", is_age(figure, text)),
        ("rough", is_rough and english.EXACT.match(text, figure.end)),
        ("a span of time", is_span),
        ("a limit", is_limit(figure, text)),
        ("only mentioned", _is_few(figure) and not _is_counted(sighting)),
        ("without a name", not is_named),
    )
    return next((reason for reason, holds in reasons if holds), "")


def _is_label(sighting: Sighting, marks: frozenset[int]) -> bool:
    """Whether a bare number is a footnote mark, an item's number, a year, or a part of a name."""
    figure, text = sighting.plain, sighting.context.block.text
    value, (start, end) = figure.value, figure.number
    if value is None or "," in figure.text:
        return False
    before, after = text[max(start - _REACH, 0) : start], text[end : end + _REACH]
    noun = figure.unit.name
    has_noun = bool(sentences.plural(noun)) and noun not in sentences.VERBS and noun in after
    has_noun &= noun not in UNCOUNTED  # "10% over 2015 levels"
    word = WORD_BEFORE.search(before)
    year = english.YEAR.match(text, start)
    is_first = start == sighting.context.sentence(start)[0]
    if 0 < value < _SMALL and (
        (after.startswith(")") and re.search(r"(?:\S|\A)\(\Z", before))
        or (after.startswith(") ") and text.rfind("(", 0, start) <= text.rfind(")", 0, start))
        or (after.startswith(")") and before.endswith("(") and value in marks)
    ):
        return True
    return not has_noun and bool(
        ((is_first or before.endswith(", ")) and _CAPITAL.match(after))
        or _OF_LAW.match(after)
        or (word and word[1] in sentences.NUMBERED)
        or _CAPITALISED.search(before)
        or (year and year.end() >= end)
    )


def _is_in_words(figure: Figure) -> bool:
    return not any(map(str.isdigit, figure.text))


def _is_few(figure: Figure) -> bool:
    """Whether a figure is a small number in words: "two", "at least one"."""
    value = figure.value
    is_few = value is not None and value == int(value) and 0 < value < _FEW
    is_count = figure.unit.is_count or figure.unit.is_duration
    return is_few and is_count and _is_in_words(figure)


def _is_counted(sighting: Sighting) -> bool:
    """Whether a small count is given as data: with a time, or beside another figure."""
    context, figure, text = sighting.context, sighting.plain, sighting.context.block.text
    near = max(figure.start - _REACH, 0)
    if figure.value == 1 or english.DEFINITE.search(text, near, figure.start):
        return False
    verb = WORD_BEFORE.search(text, near, figure.start)
    if figure.unit.is_duration:
        return verb is not None and verb[1] in sentences.LEADING_TO_LEVEL
    if verb and verb[1] in sentences.DOING - sentences.MAKING_UP - sentences.LINKING:
        return True  # "won seven matches"
    start, end = stretch(sighting)
    figures = context.reading.figures
    first, last = (bisect_left(figures, at, key=lambda other: other.start) for at in (start, end))
    return bool(context.times(start, end)) or not all(map(_is_few, figures[first:last]))
