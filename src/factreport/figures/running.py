"""The running time: what a text speaks of where a sentence names no time, or only half of one.

One rule serves all who ask for the time of a figure:

- A text opens with a time, in its title, its dateline or its first sentence, and with the day on
  which it appeared.  A section has the time of its heading.  Each sentence goes on to the time
  that it is about: the first one of its first clause that is no aside.  A paragraph returns to
  the time of its heading or of the title, if they name one; else a section has the year.
- An aside is a time that something is compared with ("up from 3 in 2019"), at which something was
  said ("published in July"), that stands in brackets, or that tells where a span begins or ends
  ("the most since 2011").  A clause behind a semicolon or a contrast has a time of its own too,
  and the text returns from both.
- A time that leaves out its year, and one such as "a year earlier", goes by the time that its
  clause is about, then by the running time, and by asides only where there is nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from factreport.figures.figure import Time
from factreport.periods import Period

SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+(?=[\"'“\u2018(\[]?[A-Z])|\n\s*\n")
# What parts a clause from one with a time of its own.
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
_BRACKETS = (("(", ")"), ("[", "]"))
_YEAR = re.compile(r"\d{4}")
_REACH = 80  # characters before a time that tell what it is
_OPENING = 80  # characters of a block in which a dateline stands


class Running(NamedTuple):
    """The time that a text speaks of at a place, that of its title, and the day it appeared on."""

    time: Period | None = None
    day: Period | None = None
    title: Period | None = None

    def of_year(self) -> Running:
        """The same with the whole year of its time, as far as a section without a time goes."""
        return self._replace(time=Period.of(self.time.last.year)) if self.time else self

    def course(self, text: str, times: Iterable[Time]) -> list[tuple[int, Running]]:
        """From which positions of a block on the text speaks of what, from the first to the last.

        The times are those of the block.
        """
        course = [(0, self)]
        told = -1  # the last sentence that has told what it is about
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
    """Whether a sentence that starts there is about a time."""
    is_about = time.relation == "in" and not is_aside(text, start, time.start)
    return is_about and not is_parted(text, start, time.start)


def is_aside(text: str, start: int, position: int) -> bool:
    """Whether a time is one of a comparison, of a telling or of brackets, in a sentence."""
    before = text[max(start, position - _REACH) : position].replace("\n", " ")
    is_compared = bool(_COMPARED.search(before))
    return is_compared or is_told(text, position) or is_in_brackets(text, start, position)


def is_in_brackets(text: str, start: int, position: int) -> bool:
    """Whether a place in a sentence lies in brackets."""
    start = max(start, position - _REACH)
    return any(
        text.rfind(one, start, position) > text.rfind(end, start, position)
        for one, end in _BRACKETS
    )


def is_told(text: str, position: int) -> bool:
    """Whether a time is that at which something was said: "published in July"."""
    return bool(_TELLING.search(text[max(0, position - _REACH) : position]))


def is_parted(text: str, start: int, end: int) -> bool:
    """Whether a semicolon or a contrast stands between two places, or a long way."""
    return bool(end - start > 4 * _REACH or _CONTRAST.search(text, start, end))
