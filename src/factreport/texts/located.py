"""The visible part of a text: characters that know their positions in the source."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Pairs of a position in the text and the position in the source from which the following characters
# are consecutive; the positions in the text ascend and begin with 0.
Origins = tuple[tuple[int, int], ...]

_LAST = 1 << 62


def origin_in(origins: Origins, position: int) -> int:
    """The position in the source of the character at a position in the text."""
    start, origin = origins[bisect_right(origins, (position, _LAST)) - 1]
    return origin + position - start


class Seen(NamedTuple):
    """Characters and their origins, as in a `Block`."""

    text: str
    origins: Origins

    def origin(self, position: int) -> int:
        """The position in the source of the character at this position."""
        return origin_in(self.origins, position)

    def pieces(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """The text from start to end, in pieces that are contiguous in the source."""
        at = bisect_right(self.origins, (start, _LAST)) - 1
        while start < end:
            position, origin = self.origins[at]
            at += 1
            stop = min(self.origins[at][0], end) if at < len(self.origins) else end
            yield self.text[start:stop], origin + start - position
            start = stop

    def part(self, start: int, end: int) -> Seen:
        """The text from start to end."""
        collected = Collected()
        collected.add_part(self, start, end)
        return collected.seen()


class Collected:
    """Pieces of a text, joined in the order in which a reader sees them."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._origins: list[tuple[int, int]] = []
        self._lead = 0  # how far the source is ahead of the text
        self.length = 0

    def add(self, text: str, origin: int) -> None:
        """Add characters that are contiguous in the source, the first at ``origin``."""
        if not text:
            return
        if not self._origins or origin - self.length != self._lead:
            self._origins.append((self.length, origin))
            self._lead = origin - self.length
        self._texts.append(text)
        self.length += len(text)

    def add_part(self, seen: Seen, start: int, end: int) -> None:
        """Add the part of another text between two positions."""
        for piece, origin in seen.pieces(start, end):
            self.add(piece, origin)

    def seen(self) -> Seen:
        """Everything that was added."""
        return Seen("".join(self._texts), tuple(self._origins) or ((0, 0),))


def joined(texts: Iterable[Seen], between: str) -> Seen:
    """Texts joined; the characters ``between`` two of them have the origin of the second."""
    collected = Collected()
    for seen in texts:
        if collected.length:
            collected.add(between, seen.origin(0))
        collected.add_part(seen, 0, len(seen.text))
    return collected.seen()


def after(pattern: re.Pattern[str], text: str, start: int, end: int = sys.maxsize) -> int:
    """The position after what matches at a position, or the position itself if nothing does."""
    match = pattern.match(text, start, end)
    return match.end() if match else start


def line_starts(source: str) -> list[int]:
    """Where the lines of a source begin; a line ends with a line feed, a return, or both."""
    return [0, *(end.end() for end in re.finditer(r"\r\n?|\n", source))]
