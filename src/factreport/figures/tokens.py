"""Tokens: the words, numbers and signs of a text, read when the grammar needs them.

One pattern separates them.  No character can belong to two of its alternatives, so a text has only
one reading, in time linear in its length.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from factreport.english.vocabulary import GAP

# Signs such as ½ are numbers, each by itself, though Python takes them for letters.
FRACTIONS = "\u00bc-\u00be\u2150-\u215e"
WORD = rf"[^\W\d_{FRACTIONS}]+(?:['’][^\W\d_{FRACTIONS}]+)*"
_TOKEN = re.compile(rf"({WORD})|([0-9]+)|[^\w\s]|[_{FRACTIONS}]")
_AFTER = re.compile(rf"({GAP})(?:({WORD})|([0-9]+)|([^\w\s]|[_{FRACTIONS}]))")
_WORD_AFTER = re.compile(rf"({GAP})({WORD}(?:-{WORD})*)(?![0-9])")
_REACH_BACK = 64  # in characters: how far back the grammar looks for what belongs to a number
_LIST_JOIN = re.compile(r"[\s,;]*")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")


class Token(NamedTuple):
    """A word, a run of digits or a sign; ``gap`` is the white space before it."""

    start: int
    end: int
    word: str
    gap: str


NOTHING = Token(-1, -1, "", "")


def with_ascii_digits(text: str) -> str:
    """The text with the decimal digits of every script replaced by ASCII digits."""
    return text if text.isascii() else _FOREIGN_DIGIT.sub(lambda digit: str(int(digit[0])), text)


def lowered(text: str) -> str:
    """The text in lower case, with every character at its old position."""
    low = text.lower()
    if len(low) == len(text):
        return low
    # "İ" would become two characters
    return "".join([small if len(small := char.lower()) == 1 else char for char in text])


def token_after(low: str, position: int) -> Token:
    """The token that follows, after at most one line end."""
    match = _AFTER.match(low, position)
    if not match:
        return NOTHING
    gap = match[1]
    start = position + len(gap)
    return Token(start, match.end(), low[start : match.end()], gap)


def words_after(low: str, position: int, most: int) -> list[Token]:
    """The tokens that follow, up to the first that is not a word."""
    words: list[Token] = []
    while len(words) < most and (match := _WORD_AFTER.match(low, position)):
        start, position = match.span(2)
        if not low[start].isalpha():  # "²"
            break
        words.append(Token(start, position, match[2], match[1]))
    return words


def tokens_before(low: str, floor: int, position: int) -> list[Token]:
    """The tokens before ``position``, the nearest last, as far back as the grammar looks.

    A blank line ends a paragraph: the text above it is ignored.  Between two numbers of a list
    nothing is said.
    """
    start = max(floor, position - _REACH_BACK)
    if start >= position or _LIST_JOIN.fullmatch(low, start, position):
        return []
    blank = low.rfind("\n\n", start, position)
    if blank >= 0:
        start = blank + 2
    elif start > floor and start:
        while start < position and low[start].isalnum():  # not in the middle of a word
            start += 1
    return [Token(*match.span(), match[0], "") for match in _TOKEN.finditer(low, start, position)]
