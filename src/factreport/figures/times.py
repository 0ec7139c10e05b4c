"""Times: which years, quarters, months and days a text names, and how facts have to lie to them.

What is written in full is read first.  Then comes what leans on another time in the text: a month
without its year, "a year earlier", "the previous quarter".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from factreport import periods
from factreport.figures import english, units
from factreport.figures.figure import Time
from factreport.figures.measures import words_of
from factreport.figures.shifting import in_other_year, in_year, shifted
from factreport.figures.time_forms import MONTH, forms
from factreport.periods import Period

Relation = Literal["in", "by", "since", "until", "before", "after"]


class _Mention(NamedTuple):
    """A time as it is written; its form is as in `time_forms`."""

    start: int
    end: int
    form: str
    relation: Relation

    @property
    def leans(self) -> bool:
        return self.form[0] in "+-=" or "Y" in self.form


def read_times(text: str) -> list[Time]:
    """The times that a text names, in order and apart; the time taken is linear in the text.

    A number of four digits is a year only where nothing says that it counts, as in "a panel of
    1850 voters".  What leans on another time ("a year earlier", "in March") takes the nearest
    one of its sentence, or else one before; where the text has none, it is left out.
    """
    line = text.replace("\n", " ").replace("\xa0", " ")
    mentions = [one for form in forms(line) if (one := _mention(line, form))]
    mentions = _paralleled(line, _joined(line, mentions))
    return [
        Time(text[start:end], start, end, period, relation)
        for (start, end, _, relation), period in zip(
            mentions, _resolved(text, mentions), strict=True
        )
        if period
    ]


# What stands before a time and belongs to it, and before that what says how a fact lies to it.
_PARTS = (
    "the|mid|early|late|end|ends|start|beginning|middle|close|turn|year|years|summer|spring|"
    "autumn|winter|calendar"
)
_LEAD = re.compile(
    r"(?:\b(?P<relation>since|by|until|till|before|after|through|beyond|up to|prior to|as from|"
    r"starting|beginning|pre|post)(?:[ -](?:in|on))?[ -])?"
    rf"(?P<part>(?:\b(?:{_PARTS})(?:[ -]of)?[ -])*)\Z",
    re.IGNORECASE,
)
# Only after one of these is the pattern worth trying.
_LEADING = {*_PARTS.split("|")} | words_of(
    "of in on since by until till before after through beyond to from starting pre post"
)
_RELATIONS: dict[str, Relation] = {
    **dict.fromkeys(("since", "as from", "starting", "beginning"), "since"),
    "by": "by",
    **dict.fromkeys(("until", "till", "up to", "through"), "until"),
    **dict.fromkeys(("before", "prior to", "pre"), "before"),
    **dict.fromkeys(("after", "beyond", "post"), "after"),
}
_ONWARDS = re.compile(r",? (?:onwards?|or later|and later|and beyond)\b")
_REACH_BACK = 40  # as far as the words before a time are looked at, in characters


def _mention(text: str, found: tuple[int, int, str]) -> _Mention | None:
    """A form in its place, with its relation; None where it is no time after all."""
    start, end, form = found
    word = _word_before(text, start)
    lead = _LEAD.search(text, max(start - _REACH_BACK, 0), start) if word in _LEADING else None
    said = lead["relation"].lower() if lead and lead["relation"] else ""
    part = lead["part"] if lead else ""
    is_led = bool(said or part.lower().removeprefix("the "))
    if form.isdecimal() and not _is_year(text, start, end, word=word, is_led=is_led):
        return None
    if re.fullmatch(r"Y-(?:\d\d|H\d)", form) and not (said or part):
        is_listed = word.rstrip(",") in english.MONTHS or text[max(start - 1, 0)] in "-–—("
        if not (is_listed or word in _BEFORE_MONTH or _BEFORE_OTHER_MONTH.match(text, end)):
            return None
    if _ONWARDS.match(text, end):
        said = "since"
    if said in ("pre", "post"):
        start -= len(said) + 1
    elif form[0] not in "+-=":
        start -= len(part.removeprefix("the ").removeprefix("The "))
    return _Mention(start, end, form, _RELATIONS.get(said, "in"))


def _word_before(text: str, position: int) -> str:
    """The word right before, in small letters, or what there is of it."""
    if not position:
        return ""
    end = position - 1 if text[position - 1] in " -–([\u201c\u2018\"'" else position
    start = max(text.rfind(" ", max(end - 24, 0), end) + 1, end - 24, 0)
    return text[start:end].lstrip("([\u201c\u2018\"'—–-").lower()


# A month's name alone may be a person's or a verb.
_BEFORE_MONTH = words_of("in of to and or between during last for this next each on from")
_BEFORE_OTHER_MONTH = re.compile(rf"(?:, | and | or | to |[-–]){MONTH}")
_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_FIRST_LIKELY, _LAST_LIKELY = 1950, 2039
_NO_PLURAL = re.compile(r"(?:ss|us|is|[^s]['’]s)\Z|(?:was|has|as|does|towards?|always|perhaps)\Z")


def _is_year(  # noqa: PLR0911  # a reason a line
    text: str, start: int, end: int, *, word: str, is_led: bool
) -> bool:
    """Whether four digits are a year and count nothing."""
    before = text[start - 1] if start else " "
    if before in "$€£¥₹₩+*×÷=<>≤≥~≈^" or (before in "-−./&\\" and not is_led):
        return False
    if word.rstrip(".") in english.LABELS or word in _NOT_BEFORE_YEAR:
        return False
    if is_led or word in english.SURELY_BEFORE_YEAR:
        return True
    found = units.unit_after(text, end)
    if found and not found[0].dimension.startswith("money"):
        return False
    after = _WORD_AFTER.match(text, end)
    noun = after[1] if after else ""
    if noun in english.APART:
        return False
    is_noun = noun.islower() and noun not in english.NO_NOUN
    if word in english.LOOSE:
        return word in ("about", "around", "circa", "ca.", "ca", "c.", "c") and not is_noun
    if noun in english.COUNTED:
        return word in ("for", "its", "their", "the", "from") and _is_likely(text[start:end])
    is_plural = is_noun and noun.endswith("s") and not _NO_PLURAL.search(noun)
    return not is_plural or word in english.BEFORE_YEAR or _is_likely(text[start:end])


# These say that what follows is an amount.
_NOT_BEFORE_YEAR = words_of(
    "than least most nearly almost approximately roughly only exceed exceeds exceeded exceeding "
    "total totals totalled totaled totalling totaling reached some"
)


def _is_likely(year: str) -> bool:
    return _FIRST_LIKELY <= int(year) <= _LAST_LIKELY


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


def _joined(text: str, mentions: Sequence[_Mention]) -> list[_Mention]:
    """The mentions, with two that are a span made one, and the year at the end given to lists."""
    joined: list[_Mention] = []
    for mention in reversed(mentions):
        following = joined[-1] if joined else None
        between = text[mention.end : following.start] if following else ""
        if (
            following is None
            or len(between) > _MOST_BETWEEN
            or _is_shift(mention)
            or _is_shift(following)
        ):
            joined.append(mention)
            continue
        is_span = _DASHED.fullmatch(between) or (
            _TO.fullmatch(between)
            and (
                _is_part_of_years(mention, following, between)
                or _OPENS_SPAN.search(text, max(mention.start - 16, 0), mention.start)
            )
        )
        if is_span and "/" not in mention.form + following.form:
            joined[-1] = _spanning(mention, following)
        elif _OF_YEAR.fullmatch(between) and "Y" in mention.form and following.form.isdecimal():
            dated = _with_year_of(mention, following)
            joined[-1] = dated._replace(end=following.end)
        elif _LISTED.fullmatch(between) or _TO.fullmatch(between):
            joined.append(_with_year_of(mention, following))
        else:
            joined.append(mention)
    return joined[::-1]


def _paralleled(text: str, mentions: Sequence[_Mention]) -> list[_Mention]:
    """The mentions, with years that are listed after a part of a year read as that part of them.

    "The nine months ended June 2023 and 2022" are two times nine months.
    """
    found: list[_Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        is_listed = before and text[before.end : mention.start] in (" and ", ", ", ", and ", " or ")
        if before and is_listed and mention.form.isdecimal() and not before.leans:
            form = in_other_year(before.form, int(mention.form))
            found.append(mention._replace(form=form or mention.form))
        else:
            found.append(mention)
    return found


def _is_part_of_years(first: _Mention, last: _Mention, between: str) -> bool:
    """Whether two times are months or quarters with "to" between them, which span those between."""
    return "and" not in between and not (first.form.isdigit() or last.form.isdigit())


def _is_shift(mention: _Mention) -> bool:
    return mention.form[0] in "+-="


def _with_year_of(mention: _Mention, following: _Mention) -> _Mention:
    """A time without a year with that of the time after it: "March and June 2020"."""
    year = following.form[:4]
    if "Y" not in mention.form or not year.isdigit():
        return mention
    return mention._replace(form=in_year(mention.form, int(year)))


def _spanning(first: _Mention, last: _Mention) -> _Mention:
    """The span of two times: "October to March 2020" begins in the year before."""
    start, end = first.form, last.form
    if "Y" in start and "Y" not in end and end[:4].isdigit():
        year = int(end[:4])
        start = in_year(start, year - (start[1:] > end[4:]))
    elif "Y" in end and "Y" not in start and start[:4].isdigit():
        year = int(start[:4])
        end = in_year(end, year + (end[1:] < start[4:]))
    elif "Y" in end and start > end:
        start = start.replace("Y", "X")
    return _Mention(first.start, last.end, f"{start}/{end}", "in")


_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+(?=[\"'“\u2018(\[]?[A-Z])|\n\s*\n")


class _Near(NamedTuple):
    """The nearest known time on one side, and the nearest that is no day, by their numbers."""

    time: int | None = None
    no_day: int | None = None

    def or_nearer(self, number: int, period: Period | None) -> _Near:
        """The same once a time is nearer."""
        if period is None:
            return self
        return _Near(number, self.no_day if period.grain == "day" else number)


def _resolved(text: str, mentions: Sequence[_Mention]) -> list[Period | None]:
    """The period of each mention; None where the text doesn't tell it."""
    found = [None if one.leans else _period(one.form) for one in mentions]
    if not any(one.leans for one in mentions):
        return found
    starts = [0, *(end.end() for end in _SENTENCE_END.finditer(text))]
    sentences = [bisect_right(starts, one.start) - 1 for one in mentions]
    after = [_Near()]
    for at in range(len(mentions) - 1, 0, -1):
        after.append(after[-1].or_nearer(at, found[at]))
    before = _Near()
    for at, mention in enumerate(mentions):
        if mention.leans:
            opens = mention.start < starts[sentences[at]] + _OPENING
            near = (before, after[-at - 1], sentences, at)
            number = _anchor(*near, opens=opens) if _is_shift(mention) else _year_giver(*near)
            if mention.form.startswith("Y-H") and number is not None:
                # The second half is often that of a match.
                number = number if sentences[number] == sentences[at] else None
            found[at] = _leaning(mention.form, None if number is None else found[number])
        if not _is_shift(mention):
            before = before.or_nearer(at, found[at])
    return found


_OPENING = 12  # what begins as near to the start of its sentence opens it, in characters


def _anchor(
    before: _Near, after: _Near, sentences: Sequence[int], at: int, *, opens: bool
) -> int | None:
    """What "a year earlier" leans on: the time before it, or the next one of its sentence.

    What opens a sentence leans on the sentences before.  Days count where there is nothing else,
    for most often they say when something was published.
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
    """Where "March" has its year from: its sentence, what is before that, or what is after."""
    near = [number for number in (before.time, after.time) if number is not None]
    here = [number for number in near if sentences[number] == sentences[at]]
    return next(iter((*here, *near)), None)


def _leaning(form: str, anchor: Period | None) -> Period | None:
    """The period of a form that leans on another time."""
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


def fits(time: Time, period: Period) -> bool:  # noqa: PLR0911  # a relation a line
    """Whether a fact of a period is one for a time that a text names.

    "in": it lies within it, or it holds the day that is named.  A split year, as of "fiscal 2022",
    has months that are not known: a fact of a whole year lies in it if it ends in its second year.
    "by": it ends with the time, or within it; "since": it begins with it, or after; "until": it
    ends with it, or before; "before" and "after": it ends before it, and begins after it.
    """
    named = time.period
    if time.relation == "by":
        return named.first <= period.last <= named.last
    if time.relation == "since":
        return named.first <= period.first
    if time.relation == "until":
        return period.last <= named.last
    if time.relation == "before":
        return period.last < named.first
    if time.relation == "after":
        return named.last < period.first
    if named.grain == "split year" and (period.last - period.first).days > 300:
        return period.iso == named.iso or (
            named.contains(period) and period.last.year == named.last.year
        )
    return named.contains(period) or (named.grain == "day" and period.contains(named))
