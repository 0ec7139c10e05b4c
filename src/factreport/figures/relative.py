"""Relative times: resolves lists, spans and times without a year from the times around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from factreport import periods
from factreport.figures.shifting import in_other_year, in_year, shifted
from factreport.periods import Period

Relation = Literal["in", "by", "since", "until", "before", "after"]


class Mention(NamedTuple):
    """A time as it is written; its form is as in `time_forms`."""

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
_DASHED = re.compile(r" ?[-\u2010-\u2014] ?")
_TO = re.compile(
    r" (?:to|through|until|till|and) (?:the )?(?:(?:end|start|early|late|mid)[ -](?:of )?)?"
)
_OF_YEAR = re.compile(r",?(?: quarter| period| half)?(?: of| in)? ?")
_LISTED = re.compile(r"(?:,| and| or|, and) (?:in |of |the )?")
_OPENS_SPAN = re.compile(
    r"\b(?:from|between|over|period|years) (?:the )?(?:\w+[ -](?:of )?)?\Z", re.IGNORECASE
)


def joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The times of a text, with spans joined, and with the years that lists give to their parts."""
    found: list[Mention] = []  # from the last to the first
    for mention in reversed(mentions):
        found[-1:] = _side_by_side(text, mention, found[-1])[::-1] if found else [mention]
    return _paralleled(text, found[::-1])


def _side_by_side(text: str, first: Mention, last: Mention) -> tuple[Mention, ...]:
    """Two neighbouring times: joined into one span, or one of them with the year of the other."""
    between = text[first.end : last.start]
    if len(between) > _MOST_BETWEEN or first.is_shift or last.is_shift:
        return first, last
    is_span = bool(_DASHED.fullmatch(between)) or (
        bool(_TO.fullmatch(between))
        and (
            _are_parts(first, last, between)
            or bool(_OPENS_SPAN.search(text, max(first.start - 16, 0), first.start))
        )
    )
    is_backwards = not first.is_relative and not last.is_relative and first.form > last.form
    if is_span and not is_backwards and "/" not in first.form + last.form:
        return (_spanning(first, last),)
    if _OF_YEAR.fullmatch(between) and "Y" in first.form and last.form.isdecimal():
        return (_with_year_of(first, last)._replace(end=last.end),)
    if _LISTED.fullmatch(between) or _TO.fullmatch(between):
        return _with_year_of(first, last), last
    return first, last


def _paralleled(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; a year that is listed after a part of a year is read as the same part of it.

    "The nine months ended June 2023 and 2022" is twice nine months.
    """
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        is_listed = before and text[before.end : mention.start] in (" and ", ", ", ", and ", " or ")
        if before and is_listed and mention.form.isdecimal() and not before.is_relative:
            form = in_other_year(before.form, int(mention.form))
            found.append(mention._replace(form=form or mention.form))
        else:
            found.append(mention)
    return found


def _are_parts(first: Mention, last: Mention, between: str) -> bool:
    """Whether two times are months or quarters joined by "to", and so a span."""
    return "and" not in between and not (first.form.isdigit() or last.form.isdigit())


def _with_year_of(mention: Mention, following: Mention) -> Mention:
    """A time without a year, with the year of the time after it: "March and June 2020"."""
    year = following.form[:4]
    if "Y" not in mention.form or not year.isdigit():
        return mention
    return mention._replace(form=in_year(mention.form, int(year)))


def _spanning(first: Mention, last: Mention) -> Mention:
    """The span of two times: "October to March 2020" begins in the previous year."""
    start, end = first.form, last.form
    if "Y" in start and "Y" not in end and end[:4].isdigit():
        year = int(end[:4])
        start = in_year(start, year - (start[1:] > end[4:]))
    elif "Y" in end and "Y" not in start and start[:4].isdigit():
        year = int(start[:4])
        end = in_year(end, year + (end[1:] < start[4:]))
    elif "Y" in end and start > end:
        start = start.replace("Y", "X")
    return Mention(first.start, last.end, f"{start}/{end}", "in")


_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+(?=[\"'“\u2018(\[]?[A-Z])|\n\s*\n")


class _Near(NamedTuple):
    """The indexes of the nearest known time on one side, and of the nearest that is not a day."""

    time: int | None = None
    no_day: int | None = None

    def or_nearer(self, number: int, period: Period | None) -> _Near:
        """The same after a nearer time is met."""
        if period is None:
            return self
        return _Near(number, self.no_day if period.first == period.last else number)


def resolved(text: str, mentions: Sequence[Mention]) -> list[Period | None]:
    """The period of each mention; None if the text doesn't tell it."""
    found = [None if mention.is_relative else _period(mention.form) for mention in mentions]
    if not any(mention.is_relative for mention in mentions):
        return found
    starts = [0, *(end.end() for end in _SENTENCE_END.finditer(text))]
    sentences = [bisect_right(starts, mention.start) - 1 for mention in mentions]
    after = [_Near()]
    for at in range(len(mentions) - 1, 0, -1):
        after.append(after[-1].or_nearer(at, found[at]))
    before = _Near()
    for at, mention in enumerate(mentions):
        if mention.is_relative:
            opens = mention.start < starts[sentences[at]] + _OPENING
            near = (before, after[-at - 1], sentences, at)
            number = _anchor(*near, opens=opens) if mention.is_shift else _year_giver(*near)
            if mention.form.startswith("Y-H") and number is not None:
                # "The second half" is often that of a match.
                number = number if sentences[number] == sentences[at] else None
            found[at] = _relative(mention.form, None if number is None else found[number])
        if not mention.is_shift:
            before = before.or_nearer(at, found[at])
    return found


_OPENING = 12  # in characters; a time this near to the start of its sentence opens it


def _anchor(
    before: _Near, after: _Near, sentences: Sequence[int], at: int, *, opens: bool
) -> int | None:
    """The time that "a year earlier" refers to: the one before it, or the next one in its sentence.

    A time that opens a sentence refers to the sentences before.  Days are the last choice, because
    they usually say when something was published.
    """
    for earlier, later in ((before.no_day, after.no_day), (before.time, after.time)):
        is_later_here = later is not None and sentences[later] == sentences[at]
        is_earlier_here = earlier is not None and sentences[earlier] == sentences[at]
        if is_later_here and not is_earlier_here and not (opens and earlier is not None):
            return later
        if earlier is not None:
            return earlier
    return None


def _year_giver(before: _Near, after: _Near, sentences: Sequence[int], at: int) -> int | None:
    """Where "March" takes its year from: its own sentence, or else the text before or after it."""
    near = [number for number in (before.time, after.time) if number is not None]
    here = [number for number in near if sentences[number] == sentences[at]]
    return next(iter((*here, *near)), None)


def _relative(form: str, anchor: Period | None) -> Period | None:
    """The period of a relative form, given the time it refers to."""
    if anchor is None:
        return _period(form[1:]) if form[0] == "=" else None
    if form[0] == "=":
        return shifted(anchor, int(form[1:]) - anchor.last.year, "year")
    if "Y" in form:
        return _period(in_year(form, anchor.last.year))
    count, unit = form.split()
    return shifted(anchor, int(count), unit)


@lru_cache(maxsize=4096)
def _period(form: str) -> Period | None:
    try:
        return periods.read(form)
    except ValueError:
        return None  # the calendar has no such day
