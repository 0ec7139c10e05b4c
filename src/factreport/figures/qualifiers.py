"""The qualifiers of a number: the phrases in front of it ("more than") and behind ("or more")."""

from __future__ import annotations

import re
from typing import NamedTuple

from factreport.figures.patterns import patterns
from factreport.model import Qualifier

_PHRASES: dict[Qualifier, str] = {
    "about": "about|around|some|roughly|approximately|approx|approx.|circa|ca.|c.|close to|"
    "an estimated|in the region of|~|≈",
    "nearly": "nearly|almost|just under|just below|just short of|approaching",
    "more than": "more than|over|above|greater than|higher than|in excess of|upwards of|exceed|"
    "exceeds|exceeded|exceeding|>",
    "at least": "at least|no fewer than|no less than|not fewer than|not less than|"
    "a minimum of|≥|>=",
    "less than": "less than|fewer than|lower than|under|below|<",
    "at most": "at most|up to|no more than|not more than|never more than|a maximum of|as many as|"
    "as much as|≤|<=",
}
_BEFORE = {phrase: name for name, text in _PHRASES.items() for phrase in text.split("|")}
_LAST_WORDS = frozenset(phrase.rpartition(" ")[2] for phrase in _BEFORE)
AFTER: dict[str, Qualifier] = {
    **dict.fromkeys(("more", "above", "over", "higher", "greater"), "at least"),
    **dict.fromkeys(("less", "fewer", "below", "under", "lower"), "at most"),
    "so": "about",
}
# Said of a year too ("over 2020", "around 2019"), and before the pronoun ("about one of them").
_LOOSE = frozenset(
    phrase
    for phrase in _BEFORE
    if phrase in ("about", "around", "some", "over", "above", "under", "below", "approaching")
    or phrase.startswith("exceed")
) | {"close to", "up to", "circa", "ca.", "c."}
_REACH_BACK = 48  # as far as a qualifier is looked for before its figure, in characters


class Lead(NamedTuple):
    """What stands in front of a number: its qualifier, where that begins, the word before it."""

    start: int
    qualifier: Qualifier | None
    firm: bool  # the qualifier is one that is not said of years
    word: str
    word_start: int


def qualifier_of(phrase: str) -> Qualifier | None:
    """What a phrase by itself says: "almost" is nearly, "up to" at most, "or more" at least."""
    words = phrase.strip().lower()
    behind = words.removeprefix("or ").removeprefix("and ")
    return _BEFORE.get(words) if behind == words else AFTER.get(behind)


def read_lead(text: str, floor: int, start: int) -> Lead:
    """What stands before ``start``, and at ``floor`` or later."""
    for size in (2, 1):
        sign = text[max(start - size, floor) : start]
        if sign in _BEFORE:
            return Lead(start - len(sign), _BEFORE[sign], firm=True, word="", word_start=start)
    qualifier: Qualifier | None = None
    firm = False
    if start - 1 <= floor or not text[start - 1].isspace():
        return Lead(start, qualifier, firm, "", start)
    words = list(patterns().before.finditer(text, max(floor, start - _REACH_BACK), start))[-8:]
    while phrase := _phrase_before(text, words, start):
        if qualifier and phrase in _LOOSE and phrase != "up to":
            break
        size = phrase.count(" ") + 1
        qualifier, start = _BEFORE[phrase], words[-size].start()
        firm = firm or phrase not in _LOOSE
        del words[-size:]
    word = words[-1] if words else None
    return Lead(start, qualifier, firm, word[0] if word else "", word.start() if word else start)


def _phrase_before(text: str, words: list[re.Match[str]], start: int) -> str | None:
    """The longest qualifier phrase that ends at ``start``."""
    if not words or words[-1][0] not in _LAST_WORDS:
        return None
    for size in (4, 3, 2, 1):
        phrase = " ".join([word[0] for word in words[-size:]])
        if phrase in _BEFORE:
            first = words[-size:][0].start()
            between = text[first:start]
            if "\n" in between and patterns().blank.search(between):
                return None
            # ">" at the start of a line marks a quotation, though not in a phrase by itself.
            return None if phrase == ">" and first and opens_line(text, first) else phrase
    return None


def opens_line(text: str, start: int) -> bool:
    """Whether only the marks of a list or quotation stand before ``start`` in its line."""
    line = text.rfind("\n", max(start - 8, 0), start) + 1
    return (line > 0 or start <= 8) and not text[line:start].strip(" \t>-*#")
