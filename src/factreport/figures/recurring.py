"""Recurring text: what was read once is not read again.

The characters around a spot determine what begins there: those before it, as far back as the
grammar looks, and the tokens after it, of which it never examines more than two dozen.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from factreport.figures.figure import Figure
from factreport.figures.grammar import Prose
from factreport.figures.shapes import Skip

_BEFORE, _AFTER = 96, 256  # characters
_LONG = 3000
_LONGEST_FIGURE = 32
_MOST_KNOWN = 512
_TOKENS = re.compile(
    r"(?:\s{0,3}(?:[^\W\d_]{1,24}(?![^\W\d_])|[0-9]{1,24}(?![0-9])|[^\w\s]|_)){24}"
)

Around = tuple[str, int, bool, bool]


class Recurring(NamedTuple):
    """What was read at each position of a text, by the text around it."""

    prose: Prose
    known: dict[Around, tuple[int, Figure | Skip | None]]

    def around(self, start: int, floor: int) -> Around | None:
        """The key to what begins at a spot; None near the beginning, and in short texts."""
        if start < _BEFORE or len(self.prose.source) < _LONG:
            return None
        window = self.prose.source[start - _BEFORE : start + _AFTER]
        return window, min(start - floor, _BEFORE), floor > 0, start in self.prose.years

    def remember(self, around: Around, start: int, found: Figure | Skip | None) -> None:
        """Keep what begins at a spot, if it depends only on the text around it."""
        end = found.end if found else start
        if len(self.known) >= _MOST_KNOWN or end > start + _LONGEST_FIGURE:
            return
        tokens = _TOKENS.match(self.prose.low, end, start + _AFTER)
        if tokens:
            self.known[around] = start, found


def moved(found: Figure | Skip | None, shift: int) -> Figure | Skip | None:
    """What began in the same text before, moved on by a number of characters."""
    if found is None:
        return None
    if isinstance(found, Skip):
        return Skip(found.start + shift, found.end + shift, found.reason)
    first, last = found.number
    return Figure(  # _replace takes far longer
        found.text, found.start + shift, found.end + shift, found.value, found.low, found.high,
        found.qualifier, found.unit, found.step, found.direction, (first + shift, last + shift),
    )  # fmt: skip
