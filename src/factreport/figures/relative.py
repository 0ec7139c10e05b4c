"""Relative times: resolves lists, spans and times without a year from the times around them.

`running` has the rule by which they are resolved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factreport.english import between as words
from factreport.english.times import LAST_YEAR, THIS_YEAR
from factreport.english.vocabulary import NTH
from factreport.figures.clauses import Clauses, Moment
from factreport.figures.running import NO_TIME, OPENING, Running
from factreport.figures.shifting import in_other_year, in_year, period_of, shifted
from factreport.model import Relation
from factreport.periods import Period


class WrittenTime(NamedTuple):
    """A time as it is written; its form is as in `english.times`."""

    start: int
    end: int
    form: str
    relation: Relation

    @property
    def is_shift(self) -> bool:
        """Whether it gives a distance from another time."""
        return self.form[0] in "+-="

    @property
    def is_relative(self) -> bool:
        """Whether its period depends on another time."""
        return self.is_shift or "Y" in self.form


_MOST_BETWEEN = 24  # in characters
_MOST_NEAR = 8
_JUNE = 6
_OPENING = 12  # in characters; a time this near to the start of its sentence opens it
_DASHED = re.compile(r" ?[-\u2010-\u2014] ?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PART = re.compile(r"(?:Y|\d{4})-[QH]\d")


def joined(text: str, mentions: Sequence[WrittenTime]) -> list[WrittenTime]:
    """The times of a text, with spans joined, and with the years that lists give to their parts.

    A year that is listed after a part of a year is read as the same part of it: "the nine months
    ended June 2023 and 2022" is twice nine months.
    """
    parted: list[WrittenTime] = []  # from the last to the first
    for mention in reversed([*_with_numbered(text, mentions)]):
        parted[-1:] = _side_by_side(text, mention, parted[-1])[::-1] if parted else [mention]
    listed: list[WrittenTime] = []
    for mention in reversed(parted):
        before = listed[-1] if listed else None
        is_listed = before and text[before.end : mention.start] in words.LISTING
        if before and is_listed and mention.form.isdecimal() and not before.is_relative:
            form = in_other_year(before.form, int(mention.form))
            listed.append(mention._replace(form=form or mention.form))
        else:
            listed.append(mention)
    return listed


def _with_numbered(text: str, mentions: Sequence[WrittenTime]) -> Iterator[WrittenTime]:
    """The times, and the parts of a year that are given by number alone: "after 5 in the first".

    They are quarters if the last part named was one, else halves; in "the first and second
    quarters" the part that follows says which.
    """
    part, since = "", 0
    for mention in [*mentions, None]:
        end = mention.start if mention else len(text)
        for number in words.NUMBERED.finditer(text, since, end) if part else ():
            iso = f"{part[:-1]}{NTH.index(number[1].lower()) + 1}"
            if iso[-2:] not in ("H3", "H4"):
                yield WrittenTime(number.start(1), number.end(), iso, "in")
        if mention:
            is_part = _PART.fullmatch(mention.form)
            if is_part and (first := words.FIRST_OF_TWO.search(text, since, mention.start)):
                iso = f"{mention.form[:-1]}{NTH.index(first[1].lower()) + 1}"
                yield WrittenTime(*first.span(1), iso, "in")
            yield mention
            since = mention.end
            part = mention.form if is_part else part


def _side_by_side(text: str, first: WrittenTime, last: WrittenTime) -> tuple[WrittenTime, ...]:
    """Two neighbouring times: joined into one span, or one of them with the year of the other."""
    between = text[first.end : last.start]
    if between in (" ", " of ") and first.form[0] == "Y" and last.form in (LAST_YEAR, THIS_YEAR):
        return (first._replace(end=last.end, form=f"{last.form} {first.form}"),)
    if len(between) > _MOST_BETWEEN or first.is_shift or last.is_shift:
        return first, last
    # Months or quarters joined by "to", or what follows "from".
    are_parts = "and" not in between and not (first.form.isdigit() or last.form.isdigit())
    opens = words.OPENS_SPAN.search(text, max(first.start - 16, 0), first.start) or (
        " and " not in between and text.endswith(" for ", 0, first.start)
    )
    is_span = _DASHED.fullmatch(between) or (
        words.UNTIL.fullmatch(between) and (are_parts or opens)
    )
    is_backwards = not first.is_relative and not last.is_relative and first.form > last.form
    if is_span and not is_backwards and "/" not in first.form + last.form:
        start, end = first.form, last.form  # "October to March 2020" begins in the year before
        if "Y" in start and "Y" not in end and end[:4].isdigit():
            year = int(end[:4])
            start = in_year(start, year - (start[1:] > end[4:]))
        elif "Y" in end and "Y" not in start and start[:4].isdigit():
            year = int(start[:4])
            end = in_year(end, year + (end[1:] < start[4:]))
        elif "Y" in end and start > end:
            start = start.replace("Y", "X")
        return (WrittenTime(first.start, last.end, f"{start}/{end}", "in"),)
    if words.OF_YEAR.fullmatch(between) and "Y" in first.form and last.form.isdecimal():
        return (_with_year_of(first, last)._replace(end=last.end),)
    if words.LISTED.fullmatch(between) or words.UNTIL.fullmatch(between):
        return _with_year_of(first, last), last
    return first, last


def _with_year_of(mention: WrittenTime, following: WrittenTime) -> WrittenTime:
    """A time without a year, with the year of the time after it: "March and June 2020"."""
    year = following.form[:4]
    if "Y" not in mention.form or not year.isdigit():
        return mention
    return mention._replace(form=in_year(mention.form, int(year)))


def resolved(
    text: str, mentions: Sequence[WrittenTime], running: Running = NO_TIME
) -> list[Period | None]:
    """The period of each mention; None if neither the text nor its running time gives it."""
    depends = any(mention.is_relative for mention in mentions) or (
        running.time and any(_is_labelling(text, mention) for mention in mentions)
    )
    if not depends:
        return [period_of(mention.form) for mention in mentions]
    return _Course(text, mentions, running).resolve()


def _dateline(mention: WrittenTime) -> Period | None:
    """The day with which a text begins, on which it appeared."""
    is_day = _DAY.fullmatch(mention.form) and mention.start < OPENING
    return period_of(mention.form) if is_day else None


def _is_labelling(text: str, mention: WrittenTime) -> bool:
    """Whether a year stands for the part of it that the text is about: "4.2 (2024: 3.9)"."""
    start, end, form, _ = mention
    return text[start - 1 : start] == "(" and text.startswith(":", end) and form.isdecimal()


class _Course:
    """The times of a text, visited from the first to the last, with what each may refer to."""

    def __init__(self, text: str, mentions: Sequence[WrittenTime], running: Running) -> None:
        self._text, self._mentions = text, mentions
        day = running.day or _dateline(mentions[0])
        self._running, self._about = running._replace(day=day), running.time
        moments = [
            Moment(start, end, "/" in form, form.count("-") > 1) for start, end, form, _ in mentions
        ]
        self._clauses = Clauses(text, moments)
        self._sentences = [self._clauses.sentence(mention.start) for mention in mentions]
        self._asides = [
            relation not in ("in", "by") or self._clauses.is_aside(start)
            for start, _, _, relation in mentions
        ]
        self._found = [
            None if mention.is_relative else period_of(mention.form) for mention in mentions
        ]
        self._named = [at for at, period in enumerate(self._found) if period]  # by themselves
        self._passed: list[int] = []  # those whose period is known, before the one in hand

    def resolve(self) -> list[Period | None]:
        """The period of each mention."""
        placed = -1  # the last sentence that has named the time it is about
        for at, mention in enumerate(self._mentions):
            start, _, form, relation = mention
            if mention.is_relative:
                self._found[at] = self._period_from(at)
            elif _is_labelling(self._text, mention):
                about = self._about.iso if self._about else ""
                self._found[at] = period_of(in_other_year(about, int(form)) or form)
            period = self._found[at]
            if mention.is_shift or period is None:
                continue
            self._passed.append(at)
            is_about = relation == "in" and period.grain != "day"
            if self._sentences[at] != placed and is_about and self._clauses.is_main(start):
                placed, self._about = self._sentences[at], period
        return self._found

    def _period_from(self, at: int) -> Period | None:
        """The period of a mention that refers to another time."""
        form, day = self._mentions[at].form, self._running.day
        if form.startswith((LAST_YEAR, THIS_YEAR)) and (this := self._year_of_reader(at)):
            year = this - form.startswith(LAST_YEAR)
            return period_of(in_year(form.rpartition(" ")[2], year) if "Y" in form else str(year))
        anchor = self._anchor(at) if self._mentions[at].is_shift else self._year_giver(at)
        if form in (LAST_YEAR, THIS_YEAR) and anchor and anchor.grain == "year":
            return None  # a year that something is compared with
        period = _relative(form, anchor)
        is_later = "Y" in form and anchor and period and period.first > anchor.last
        if period and is_later and (self._asides[at] or anchor == day):
            return shifted(period, -1, "year")
        return period

    def _year_of_reader(self, at: int) -> int | None:
        """The year in which a text appeared.

        A text without a date is taken to appear in the year after the one that it is about, which
        it may compare with the year before; a text about a part of a year, in that year.
        """
        written = self._running.day or self._running.title
        if written and written.grain in ("day", "month", "quarter"):  # "Review, June 2025"
            return written.last.year
        before, after = self._near(at)
        about = self._first(self._here(at, before), is_main=True, is_long=True) or self._about
        years = [
            period.last.year + 2
            for number in self._here(at, before + after)
            if self._asides[number]
            if (period := self._found[number]) and period.grain == "year"
            if period.last.year + 1 in self._running.years
        ]
        if about and about.grain != "year" and not (years or "Y" in self._mentions[at].form):
            return None
        if about:
            years.append(about.last.year + (about.grain == "year"))
        return max(years, default=None)

    def _anchor(self, at: int) -> Period | None:
        """What "a year earlier" refers to: the time of its clause, else what the text is about.

        What opens a sentence refers to the sentences before.  A day is the last resort: it
        usually is the date of publication.
        """
        before, after = self._near(at)
        if before and self._text.startswith(" that", self._mentions[at].end):
            return self._found[before[0]]  # "the year before that"
        is_opening = self._mentions[at].start < self._sentences[at] + _OPENING
        is_told = bool(self._about or before)
        later = [] if is_opening and is_told else self._in_clause(at, after)
        here = self._here(at, before)
        near = (
            self._first(here, is_main=True, is_long=True),
            self._first(later, is_main=True, is_long=True),
            self._first(here, is_main=True),
            self._about,
            self._first(before, is_long=True),
            self._first(before),
            self._running.day,
        )
        return next(filter(None, near), None)

    def _year_giver(self, at: int) -> Period | None:
        """Where "March" gets its year: its clause, else what the text is about, else asides."""
        before, after = self._near(at)
        # "In March it was 4, against 5 for 1961 to 1990": a long span gives no year.
        spans = ((number, self._found[number]) for number in after)
        after = [at for at, its in spans if its and its.last.year <= its.first.year + 1]
        # "The second half" is often half of a match.
        is_half = self._mentions[at].form.startswith("Y-H")
        is_day = self._mentions[at].form.count("-") > 1  # "daily except 24 December"
        near = (
            self._first(self._here(at, before), is_main=True),
            self._first(self._in_clause(at, after), is_main=True),
            None if is_half else self._about or self._running.day,
            self._first(self._here(at, before)),
            None if is_half else self._first(before) or (None if is_day else self._first(after)),
        )
        return next(filter(None, near), None)

    def _near(self, at: int) -> tuple[list[int], list[int]]:
        """The nearest mentions with a period of their own before and after a mention."""
        after = bisect_right(self._named, at)
        return self._passed[: -_MOST_NEAR - 1 : -1], self._named[after : after + _MOST_NEAR]

    def _here(self, at: int, numbers: list[int]) -> list[int]:
        """Those of the mentions that are in the same sentence."""
        return [number for number in numbers if self._sentences[number] == self._sentences[at]]

    def _in_clause(self, at: int, numbers: list[int]) -> list[int]:
        """Those of the mentions that are in the same main clause."""
        main = self._clauses.main
        clause = main(self._mentions[at].start)
        return [number for number in numbers if main(self._mentions[number].start) == clause]

    def _first(
        self, numbers: list[int], *, is_main: bool = False, is_long: bool = False
    ) -> Period | None:
        """The period of the first mention, perhaps only of main clauses or longer than a day."""
        for number in numbers:
            period = self._found[number]
            is_fit = not (is_main and self._asides[number])
            if period and is_fit and not (is_long and period.grain == "day"):
                return period
        return None


def _relative(form: str, anchor: Period | None) -> Period | None:
    """The period of a relative form, given the time it refers to."""
    if anchor is None:
        return period_of(form[1:]) if form[0] == "=" else None
    if form[0] == "=":
        return shifted(anchor, int(form[1:]) - anchor.last.year, "year")
    if "Y" in form:
        period = period_of(in_year(form, anchor.last.year))
        earlier = period_of(in_year(form, anchor.last.year - 1))
        if not (period and earlier and anchor.contains(earlier)):
            return period
        is_later = anchor.contains(period) and period.first.month <= _JUNE
        return period if is_later else earlier  # "in December" of 2023/24
    count, unit = form.split()
    return shifted(anchor, int(count), unit)
