"""Words: those around a figure that may name it, without times and other figures."""

from __future__ import annotations

import re
from bisect import bisect_left

from factreport.capture import Mention, english
from factreport.figures.surroundings import leaning_times, times_of

# How far the words that name a figure may be from it, in characters.
REACH = 300
_TIME_WORD = re.compile(r"[^\W_][\w-]*\W*\Z")


def without_times(words: str) -> str:
    """A header or a heading without its times and without the words that lead into them."""
    pieces, position = [], 0
    for time in times_of(words) or leaning_times(words, "2000"):
        pieces.append(_without_lead(words[position : time.start]))
        position = time.end
    return " ".join((*pieces, words[position:]))


def _without_lead(words: str) -> str:
    """The words without trailing ones that lead into a time."""
    while last := _TIME_WORD.search(words):
        word = last[0].strip(" ,(").lower()
        if word not in english.TIME_LEADS and not re.fullmatch(r"\d+-week", word):
            break
        words = words[: last.start()]
    return words


def ahead(mention: Mention) -> str:
    """The words of the sentence before a figure, without times and other figures."""
    start = mention.around.sentence(mention.plain.start)[0]
    return _words(mention, max(start, mention.plain.start - REACH), mention.plain.start)


def behind(mention: Mention) -> str:
    """The words of the sentence after a figure, without times and other figures."""
    end = mention.around.sentence(mention.plain.start)[1]
    return _words(mention, mention.plain.end, min(end, mention.plain.end + REACH))


def between(mention: Mention, before: Mention | None) -> str:
    """The words between a figure and the one before it in its block, without times."""
    if before is None or before.around is not mention.around:
        return ""
    return _words(mention, before.plain.end, mention.plain.start)[:REACH]


def _words(mention: Mention, start: int, end: int) -> str:
    """A part of a block without its figures, its times, and the words that lead into them."""
    text, figures = mention.around.block.text, mention.around.reading.figures
    first, last = (bisect_left(figures, at, key=lambda one: one.start) for at in (start, end))
    cuts = [(one.start, one.end, True) for one in mention.around.times(start, end)]
    cuts += [(one.start, one.end, False) for one in figures[first:last]]
    pieces, position = [], start
    for begin, stop, is_time in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if begin < position:
            continue
        piece = text[position:begin]
        pieces.append(_without_lead(piece) if is_time else piece)
        position = stop
    return " ".join((*pieces, text[position:end]))
