"""Wraps text to a width: breaks at words, keeps wide and combined characters whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rich.cells import cell_len, split_graphemes

# Letters of scripts without spaces between words, and characters that must not begin a line after
# them.
_IDEOGRAPH = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
_CLOSING = (
    "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u2019\u201d\uff01\uff09\uff0c\uff1a\uff1b\uff1f"
)
# A word with the spaces before it; each ideograph is a word of its own, and the sign of a qualifier
# stays with its number.
_SIGN = "[≈≲<>≤≥] (?=[-+]?[0-9])"
_WORD = re.compile(rf"\s*(?:[{_IDEOGRAPH}][{_CLOSING}]*|(?:{_SIGN})?[^\s{_IDEOGRAPH}]+)")
_TIE = "\ue000"  # stands for a space at which no line ends

Measure = Callable[[str], float]


def width(text: str) -> int:
    """The terminal columns that the longest line takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return max(cell_len(line.expandtabs()) for line in text.split("\n"))


def padded(text: str, room: int, *, is_right: bool = False) -> str:
    """The text padded with spaces to ``room`` columns."""
    padding = " " * (room - cell_len(text))
    return padding + text if is_right else text + padding


def wrap(text: str, room: float, measure: Measure = cell_len, *, is_cut: bool = True) -> list[str]:
    """The lines of a text, at least one; a word that is too long is broken, if it may be cut."""
    lines: list[str] = []
    for part in text.split("\n"):
        words, line, taken = part.expandtabs().rstrip(), "", 0.0
        if measure(words) <= room:
            lines.append(words)
            continue
        # Without trailing spaces: the pattern would try each as the beginning of a word.
        for word in _WORD.findall(words):
            size = measure(word)
            if line and taken + size > room:
                lines.append(line.strip())
                line, taken = "", 0.0
                word = word.lstrip()  # noqa: PLW2901 - at the beginning of a line
                size = measure(word)
            if size > room and is_cut:
                *whole, word = _pieces(word.lstrip(), room, measure)  # noqa: PLW2901
                lines += whole
                size = measure(word)
            line += word
            taken += size
        lines.append(line.strip())
    return lines


def wrap_message(text: str, room: int) -> list[str]:
    """The lines of a message at a terminal, on which paths and short commands stay whole.

    A path that is wider than the room is left to the terminal, so that it can be copied.
    """
    tied = re.sub(r"`[^`\n]{1,40}`", lambda command: command[0].replace(" ", _TIE), text)
    return [line.replace(_TIE, " ") for line in wrap(tied, room, is_cut=False)]


def _pieces(word: str, room: float, measure: Measure) -> Iterator[str]:
    """A word too long for a line, cut into pieces that fit, if possible after a hyphen or slash."""
    start, taken, after_sign = 0, 0.0, 0
    for first, last, _ in split_graphemes(word)[0]:
        size = measure(word[first:last])
        while first > start and taken + size > room:
            end = after_sign if after_sign > start else first
            yield word[start:end]
            start, taken = end, measure(word[end:first])
        taken += size
        if word[last - 1] in "-/_":
            after_sign = last
    yield word[start:]
