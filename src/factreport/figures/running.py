"""The running time: what a text is about where a sentence does not say, or only in part.

One rule serves everything that needs the time of a figure:

- A text opens with a time, in its title, its dateline or its first sentence, and with the day on
  which it appeared.  Each sentence moves on to the time that it is about: the first time in its
  first main clause (see `clauses`).  A paragraph returns to the time of its heading or of the
  title, else to the time with which its section began.  A section without a time has the year of
  the one before.
- A time without its year, or one such as "a year earlier", refers to the time that its clause is
  about, else to the running time, and to a time in a comparison, in brackets or after "published"
  only if there is nothing else.
- "Last year" is the year before the text appeared; if that day is unknown, it is the year that
  the text is about, because a text is assumed to appear in the year after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from factreport.english.between import NEXT
from factreport.figures.clauses import Clauses
from factreport.figures.figure import Time
from factreport.periods import Period

_YEAR = re.compile(r"\d{4}")
_MOST_LATER = 6  # years after the time that a text is about
OPENING = 80  # characters at the beginning of a block that may be a dateline


class Running(NamedTuple):
    """The time that a text is about at a position, and the day it appeared.

    ``title`` is the time of its title, and ``lead`` the first time of a section, to which its
    paragraphs return; ``years`` are all that the text names.
    """

    time: Period | None = None
    day: Period | None = None
    title: Period | None = None
    lead: Period | None = None
    years: frozenset[int] = frozenset()

    @property
    def usual(self) -> Period | None:
        """The time to which a paragraph returns; a history, with many later years, has none."""
        usual = self.title or self.lead
        later = sum(year > usual.last.year for year in self.years) if usual else 0
        return usual if later <= _MOST_LATER else None

    def of_section(self, above: Period | None) -> Running:
        """The running time where a section begins: of its heading, else the last year named."""
        if above or self.title:
            return self._replace(time=above or self.title, lead=above or self.title)
        last = self.lead or self.time
        return self._replace(time=last and Period.of(last.last.year), lead=None)

    def course(self, clauses: Clauses, times: Iterable[Time]) -> list[tuple[int, Running]]:
        """The positions in a block from which its text is about a time, with that time, in order.

        Takes the clauses of the block and its times.
        """
        course = [(0, self)]
        placed = -1  # the last sentence that has named its time
        for time in times:
            sentence, running = clauses.sentence(time.start), course[-1][1]
            if time.period.grain == "day":
                is_dateline = time.start < OPENING and _YEAR.search(time.text)
                if running.day is None and is_dateline:
                    course.append((time.end, running._replace(day=time.period)))
            elif NEXT.match(time.text):
                continue
            elif sentence != placed and time.relation == "in" and clauses.is_main(time.start):
                placed = sentence
                lead = running.lead or time.period
                course.append((time.end, running._replace(time=time.period, lead=lead)))
        return course


NO_TIME = Running()
