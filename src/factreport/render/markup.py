"""Text as HTML and XML take it, with its addresses made links, and how wide it will be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from unicodedata import combining, east_asian_width

from factreport.wording import visible

# What a computer has of its own: nothing is fetched.
FONTS = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans',"
    " 'Liberation Sans', Arial, sans-serif"
)
# Characters that XML 1.0 has no way to write, beside the controls that `visible` shows.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
# How wide characters are that differ much from the others, in font sizes.
_EMS = {
    **dict.fromkeys("iljI'|", 0.29),
    **dict.fromkeys(" .,·", 0.33),
    **dict.fromkeys('ftr()[]{}!:;-/–“”"', 0.44),
    **dict.fromkeys("+<>=≈≥≤~", 0.84),
    **dict.fromkeys("mwMW@%—…", 0.98),
}
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?'’»"
_IDEOGRAPH = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60"
# Closing quotes, brackets and stops, which may not begin a line.
_CLOSING = "\u3001\u3002\u300b\u300d\u300f\u201d\uff01\uff09\uff0c\uff1a\uff1b\uff1f"
# A word with the blanks before it; an ideograph is one of its own.
_WORD = re.compile(rf"\s*(?:[{_IDEOGRAPH}][{_CLOSING}]*|[^\s{_IDEOGRAPH}]+)")


def escaped(text: str) -> str:
    """The text for an element or a quoted attribute."""
    return escape(_NOT_IN_XML.sub("\ufffd", visible(text)))


def linked(text: str) -> str:
    """The same with a link at each address that begins with http or https."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = _without_stop(found[0])
        parts += [escaped(text[end : found.start()]), _link(address)]
        end = found.start() + len(address)
    return "".join([*parts, escaped(text[end:])])


def _without_stop(address: str) -> str:
    """The address without the punctuation of the sentence that it stands in."""
    return address.rstrip(_AFTER_ADDRESS if "(" in address else f"{_AFTER_ADDRESS})")


def _link(address: str) -> str:
    return f'<a href="{escaped(address)}">{escaped(address)}</a>'


def width(text: str, size: float, *, is_strong: bool = False) -> float:
    """How wide a line is at a font size; as in DejaVu Sans, the widest that is in common use."""
    return size * sum(map(_ems, text)) * (1.13 if is_strong else 1)


def _ems(character: str) -> float:
    if character in _EMS:
        return _EMS[character]
    if combining(character):
        return 0
    if east_asian_width(character) in "WF":
        return 1
    return 0.76 if character.isupper() else 0.64


def wrapped(text: str, room: float, size: float, *, is_strong: bool = False) -> list[str]:
    """The lines that the text takes in so much room: at blanks, or anywhere if a word is longer."""
    room = room / width("m", size, is_strong=is_strong) * width("m", size)
    return [line for part in text.split("\n") for line in _lines(part, room, size)] or [""]


def _lines(text: str, room: float, size: float) -> Iterator[str]:
    line: list[str] = []
    taken = 0.0
    for word in _words(text, room, size):
        length = width(word, size)
        if line and taken + length > room:
            yield "".join(line).strip()
            line, taken = [], 0.0
        line.append(word)
        taken += length
    if line:
        yield "".join(line).strip()


def _words(text: str, room: float, size: float) -> Iterator[str]:
    """The words of a text; one that has no room on a line comes in pieces."""
    # Without the blanks at its end, of which each would be held for the beginning of a word.
    for word in _WORD.findall(text.rstrip()):
        start, taken = 0, 0.0
        for place, character in enumerate(word):
            length = width(character, size)
            if place > start and taken + length > room:
                yield word[start:place]
                start, taken = place, 0.0
            taken += length
        yield word[start:]
