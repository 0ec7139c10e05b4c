"""Mentions: the figures of a text of the user's, each with the years and the words beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from factreport.figures import Figure, read_figures
from factreport.model import FIRST_YEAR, LAST_YEAR, Record, Years
from factreport.wording import fold

# As many letters as tell most words apart whatever their endings.
_STEM = 5
# How far from a figure a year or a word may stand, in characters: a table has no sentences.
_REACH = 400
_MONTHS = 12
_LONGEST_DAY, _LONGEST_WORK = 20, 80  # in characters, as far as they are looked for
_LONGEST_SPAN = 30  # in years, of one whose end is written with two digits

# A point that closes an abbreviation ends no sentence, nor does one before a small letter.
_ABBREVIATIONS = ("[A-Za-z]", "Mr", "Ms", "Dr", "St", "No", "vs", "ca", "Mrs", "Prof", "approx")
_POINT = "".join(rf"(?<!\b{one})" for one in _ABBREVIATIONS) + "[.]"
_SENTENCE_END = re.compile(
    rf"""(?:{_POINT}|[!?])["'”’)\]]*(?=\s+[^a-z\s]|\s*\Z)
    | [。！？]
    | \n[^\S\n]*(?=\n) | \f
    | \n(?=[ \t]*(?:[-*+|\#>]|\d+[.)])[ \t])""",
    re.VERBOSE,
)
_YEARS = re.compile(
    r"""
    (?P<open>\b(?:since|after|before|until|till|up\sto|by)\s(?:the\s)?(?:end\sof\s)?)?
    (?<![\d.,/-])(?P<first>1[5-9]\d\d|20\d\d)(?!-\d\d-\d\d)
    (?:\s?[–-]\s?(?P<last>(?:1[5-9]|20)?\d\d)(?!\d)
     | (?<=(?:from|ween)\s\d{4})\s(?:to|and|until|through)\s(?P<end>1[5-9]\d\d|20\d\d))?
    (?P<decade>s\b)?(?![\d/]|[.,]\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "32.43 million people in 2020", "in 2020, 32.43 million": the year that a figure has to itself.
_BEHIND = re.compile(
    r"[^.,;:()\d]{0,60}?\b(?:in|for|during|of|by)\s(?:the\s)?(?:year\s|end\sof\s)?|\s?[(]"
)
_BEFORE = re.compile(r",?\s(?:(?:some|the|a|an|total|of|there|were|was|about|only)\s){0,3}")

_DAY_BEFORE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:st|nd|rd|th)?),?\s$"
)
# "in 2019, 2020 and 2021": years side by side belong together.
_AND_YEAR = re.compile(r",\s(?:and\s)?|\s(?:and|or|&)\s")
# "(Annual Report, 2021": a work, with the year in which it appeared.
_WORK_BEFORE = re.compile(
    r"[(\[][^()\[\]\n]*?(?<![\w'’])(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s$)"
    r"(?!(?:In|Since|By|From|Until|After|Before|Between|For|During)\s$)[A-Z][\w'’.-]*,?\s$"
)
# What stands between these and a figure is held against it, and has a year of its own.
_COMPARED = re.compile(r"\b(?:from|against|than|versus|vs|compared)\b|[(\[]")
_CLAUSE_MARK = re.compile(r"[,;:()]|\s[–—-]\s|\b(?:and|while|but)\b")


class Named(NamedTuple):
    """Years that a text names, and how the period of a fact has to lie to them.

    "within": inside them, for they stand right beside the figure; "ends": it ends with them, as in
    "by 2020"; "meets": they have a year in common.
    """

    years: Years
    rule: Literal["within", "ends", "meets"]

    def fits(self, record: Record) -> bool:
        """Whether a fact is one for these years; one without a time always is."""
        first, last = record.start_year, record.end_year
        if first is None or last is None:
            return True
        if self.rule == "ends":
            return last == self.years.last
        if self.rule == "within":
            return self.years.first <= first and last <= self.years.last
        return first <= self.years.last and self.years.first <= last


class Mention(NamedTuple):
    """A figure of a text, the years that belong to it, and the words of its clause and sentence.

    The words are given by their beginnings, so that "workers" and "worked" are one.
    """

    figure: Figure
    named: tuple[Named, ...]
    clause: frozenset[str]
    sentence: frozenset[str]


def mentions(text: str) -> Iterator[Mention]:
    """Every figure of a text, in order.

    The years right beside a figure are its own; where there are none, any year of the sentence
    may be meant, but not that of a figure which it is compared with: "12 million, up from 9 million
    in 2016".  A day names no year, for most often it says when something was published, nor does
    the year of a work that is referred to.
    """
    figures = list(read_figures(text))
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    years = [one for one in _YEARS.finditer(text) if not _is_other(text, one, figures)]
    starts = [one.start() for one in years]
    reaches = [_reach(figure, ends) for figure in figures]
    near = [years[bisect_left(starts, one) : bisect_left(starts, to)] for one, to in reaches]
    own = list(map(partial(_own_years, text), figures, near))
    owners = {year: figure for figure, some in zip(figures, own, strict=True) for year in some}
    for number, figure in enumerate(figures):
        first, last = reaches[number]
        meant = own[number] or [
            year for year in near[number] if not _is_compared(text, figure, owners.get(year))
        ]
        named = {_named(one, is_own=bool(own[number])): None for one in meant}
        before = figures[number - 1].end if number else 0
        after = figures[number + 1].start if number + 1 < len(figures) else len(text)
        clause = (
            _CLAUSE_MARK.split(text[max(first, before) : figure.start])[-1],
            _CLAUSE_MARK.split(text[figure.end : min(last, after)], maxsplit=1)[0],
        )
        yield Mention(
            figure, tuple(named), beginnings(" ".join(clause)), beginnings(text[first:last])
        )


def _reach(figure: Figure, ends: Sequence[int]) -> tuple[int, int]:
    """Where the years and words may stand that belong to a figure: in its sentence, and near."""
    place = bisect_right(ends, figure.start, hi=len(ends) - 1)
    return max(ends[place - 1], figure.start - _REACH), min(ends[place], figure.end + _REACH)


def beginnings(text: str) -> frozenset[str]:
    """The words of a text by their beginnings."""
    return frozenset(word[:_STEM] for word in re.findall(r"[^\W\d_]{3,}", fold(text)))


def _is_other(text: str, year: re.Match[str], figures: Sequence[Figure]) -> bool:
    """Whether what looks like a year belongs to a day or a work, or is a figure: "over 2000"."""
    before = text[max(year.start("first") - _LONGEST_WORK, 0) : year.start("first")]
    if _DAY_BEFORE.search(before[-_LONGEST_DAY:]) or _WORK_BEFORE.search(before):
        return True
    following = bisect_right(figures, year.start("first"), key=_start)
    return following > 0 and figures[following - 1].end > year.start("first")


def _start(figure: Figure) -> int:
    return figure.start


def _is_compared(text: str, figure: Figure, owner: Figure | None) -> bool:
    """Whether a year is that of another figure, which the text holds against this one."""
    if owner is None:
        return False
    one, other = sorted((figure, owner), key=_start)
    return bool(_COMPARED.search(text, one.end, other.start))


def _own_years(text: str, figure: Figure, near: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """The years right behind the figure, or else right before it."""
    behind = [one for one in near if one.start() >= figure.end]
    if behind and _BEHIND.fullmatch(text, figure.end, behind[0].start("first")):
        return _side_by_side(text, behind)
    before = [one for one in near if one.end() <= figure.start]
    if before and _BEFORE.fullmatch(text, before[-1].end(), figure.start):
        return _side_by_side(text, before[::-1])
    return []


def _side_by_side(text: str, years: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The first of the years, and those that follow with nothing but "and" between them."""
    found = list(years[:1])
    for one in years[1:]:
        first, second = sorted((found[-1], one), key=re.Match.start)
        if not _AND_YEAR.fullmatch(text, first.end(), second.start("first")):
            break
        found.append(one)
    return found


def _named(found: re.Match[str], *, is_own: bool) -> Named:
    """The years that are meant: one, a span, a decade, or all on one side of a year."""
    first = int(found["first"])
    if found["decade"]:
        return Named(Years(first, first + 9), "within" if is_own else "meets")
    last = _last_year(found)
    opening = (found["open"] or "").lower()
    if opening.startswith("by"):
        return Named(Years(first, last), "ends")
    if opening and not found["end"]:
        is_lower = opening.startswith(("since", "after"))
        return Named(Years(first, LAST_YEAR) if is_lower else Years(FIRST_YEAR, first), "meets")
    return Named(Years(first, last), "within" if is_own else "meets")


def _last_year(found: re.Match[str]) -> int:
    """The end of a span: "2016–20" ends in 2020, "1998–02" in 2002; "2020-01" is a month."""
    first, written = int(found["first"]), found["last"] or found["end"] or found["first"]
    if len(written) == len(found["first"]):
        return max(int(written), first)
    last = first // 100 * 100 + int(written)
    if last >= first:
        return last
    is_month = "-" in found[0] and 1 <= int(written) <= _MONTHS
    return first if is_month or last + 100 - first > _LONGEST_SPAN else last + 100
