"""The running time: the time of a text where a sentence names no time, or only half of one.

One rule serves everything that needs the time of a figure:

- A text opens with a time, in its title, its dateline or its first sentence, and with the day on
  which it appeared.  A section has the time of its heading.  Each sentence moves on to the time
  that it is about: the first time in its first clause that is not an aside.  A paragraph returns to
  the time of its heading or of the title, if they name one; otherwise a section has the year.
- An aside is a time that something is compared with ("up from 3 in 2019"), at which something was
  said ("published in July"), that stands in brackets, or at which a span begins or ends ("the most
  since 2011").  A clause after a semicolon or a contrast also has its own time, and the text
  returns from both.
- A time without its year, or one such as "a year earlier", refers to the time that its clause is
  about, else to the running time, and to asides only if there is nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from factreport.figures.figure import Time
from factreport.periods import Period

SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+(?=[\"'“\u2018(\[]?[A-Z])|\n\s*\n")
# What separates a clause from one with its own time.
_CONTRAST = re.compile(
    r";|\b(?:but|whereas|while|against|versus|compared|than|although|though)\b", re.IGNORECASE
)
_WITHIN = r"(?:[^,;:()]|,(?=\d)){0,60}"
_COMPARED = re.compile(
    r"\b(?:than|against|versus|vs|after|(?:compared|comparison) (?:with|to)|(?:up|down) on)\b"
    rf"{_WITHIN}\Z"
    r"|\bfrom\b(?:(?!\bto\b)(?:[^,;:()]|,(?=\d))){0,60}\Z",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\b(?:said|says|stated|told|announced|reported|published|noted|released|issued|wrote|written)"
    r"(?:\s(?:at|in|on|the|of|by)){0,3}\s\Z",
    re.IGNORECASE,
)
# One of these words is in every text that the two patterns above match.
_SIGNS = re.compile(
    r"than|against|versus|vs|after|compar|up|down|from|sa[iy]|stated|told|announced|reported|"
    r"publish|noted|released|issued|wr[io]t",
    re.IGNORECASE,
)
_BRACKETS = (("(", ")"), ("[", "]"))
_YEAR = re.compile(r"\d{4}")
_REACH = 80  # characters before a time that show what it is
_OPENING = 80  # characters at the beginning of a block that may be a dateline


class Running(NamedTuple):
    """The time that a text is about at a position, that of its title, and the day it appeared."""

    time: Period | None = None
    day: Period | None = None
    title: Period | None = None

    def of_year(self) -> Running:
        """The same with the whole year of its time, for a section without a time of its own."""
        return self._replace(time=Period.of(self.time.last.year)) if self.time else self

    def course(self, text: str, times: Iterable[Time]) -> list[tuple[int, Running]]:
        """The positions in a block from which its text is about a time, with that time, in order.

        The times are those of the block.
        """
        course = [(0, self)]
        told = -1  # the last sentence that has named its time
        ends = [0, *(end.end() for end in SENTENCE_END.finditer(text))]
        for time in times:
            sentence, running = bisect_right(ends, time.start) - 1, course[-1][1]
            if time.period.grain == "day":
                is_dateline = time.start < _OPENING and _YEAR.search(time.text)
                if running.day is None and is_dateline:
                    course.append((time.end, running._replace(day=time.period)))
            elif sentence != told and is_main(text, ends[sentence], time):
                told = sentence
                course.append((time.end, running._replace(time=time.period)))
        return course


NO_TIME = Running()


def is_main(text: str, start: int, time: Time) -> bool:
    """Whether a sentence that begins at ``start`` is about a time."""
    is_about = time.relation == "in" and not is_aside(text, start, time.start)
    return is_about and not is_parted(text, start, time.start)


def is_aside(text: str, start: int, position: int) -> bool:
    """Whether a time belongs to a comparison, to a verb of saying or to brackets in a sentence."""
    before = text[max(start, position - _REACH) : position].replace("\n", " ")
    is_compared = _is_near(text, position) and bool(_COMPARED.search(before))
    return is_compared or is_told(text, position) or is_in_brackets(text, start, position)


def is_in_brackets(text: str, start: int, position: int) -> bool:
    """Whether a position in a sentence is inside brackets."""
    start = max(start, position - _REACH)
    return any(
        text.rfind(one, start, position) > text.rfind(end, start, position)
        for one, end in _BRACKETS
    )


def is_told(text: str, position: int) -> bool:
    """Whether something was only said at a time: "published in July"."""
    if not _is_near(text, position):
        return False
    return bool(_TELLING.search(text[max(0, position - _REACH) : position]))


def _is_near(text: str, position: int) -> bool:
    """Whether one of the words of a comparison or of saying is near before a position."""
    ends = _ends_of_signs(text)
    at = bisect_right(ends, position)
    return at > 0 and ends[at - 1] > position - _REACH


@lru_cache(maxsize=16)
def _ends_of_signs(text: str) -> list[int]:
    return [sign.end() for sign in _SIGNS.finditer(text)]


def is_parted(text: str, start: int, end: int) -> bool:
    """Whether a semicolon, a contrast or a long way is between two positions."""
    return bool(end - start > 4 * _REACH or _CONTRAST.search(text, start, end))
