"""Shapes: digits that are not a figure because of their form: dates, codes, addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

from factreport.english import labels, months, shapes, vocabulary
from factreport.english.times import SHORT_SPLIT
from factreport.figures.digits import RACE_TIME
from factreport.figures.grammar import Prose, currency_before
from factreport.figures.tokens import token_after
from factreport.figures.units import unit_after

# The first shape that fits counts.
_SHAPES = {
    "an address": (
        r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b|[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:[:/][0-9]+)?(?!\.?[0-9])"
    ),
    "a reference": (
        r"[12][0-9]{3};[ ]?[0-9]+(?:\([0-9–-]+\))?:[ ]?[a-z]{0,2}[0-9]+(?:[-–][0-9]+)?|"
        r"[0-9]{1,4}\([0-9]{1,3}(?:[ ]suppl[^)]{0,4})?\):[ ]?e?[0-9]+(?:[-–][0-9]+)?|"
        r"(?:[0-9]{1,4}[ ](?:\([0-9]{1,3}\)[ ])?)?\((?:19|20)[0-9]{2}\)[ ][0-9]{1,6}[-–][0-9]{1,6}"
        r"(?![0-9]|[.,][0-9]|[ ]?[a-z%])|"
        r"(?:(?<=\(20[0-9]{2}\)[ ])|(?<=\(19[0-9]{2}\)[ ]))[0-9]{1,6}[-–][0-9]{1,6}"
        r"(?![0-9]|[.,][0-9]|[ ]?[a-z%])|"
        # of notes: "boats,1 lakes", "(all of them).2 Then"
        r"(?:(?<=[a-z],)|(?<=[,.][\"”])|(?<=\)[.,]))[1-9][0-9]?(?=[ ][a-z])|"
        r"(?<=;)[0-9]{1,4}:[0-9]{1,5}[-–][0-9]{1,5}(?![0-9])|"
        r"[0-9]{1,4}[ ]\((?!(?:1[5-9]|20)[0-9]{2})[0-9]{1,4}(?:[-–][0-9]{1,3})?\):"
        r"[ ]e?[0-9]{1,6}(?:[-–][0-9]{1,6})?(?![0-9%]|[.,][0-9]|[ ]?[a-z])|"
        r"[0-9]{1,4},[ ]e?[0-9]{1,8}(?:[-–][0-9]+)?[ ]\((?:19|20)[0-9]{2}\)|"
        r"(?<=\()[0-9]{1,4}(?=\)\([0-9a-z])|(?<=\)\()[0-9]{1,4}(?=\))|"
        r"[12][0-9]{3};[0-9]+(?:[-–][0-9]+)?(?=[.,;)]?(?:\s|\Z))|(?<=\[)[0-9]{5,7}(?=\])|"
        r"(?<=\[)[0-9]{1,3}(?:(?:, ?| ?[-–] ?)[0-9]{1,3})*(?=\])|(?<=\w\()[0-9]{1,2}(?=\))"
    ),
    "a date": (
        r"[12][0-9]{3}-[01][0-9](?:-[0-3][0-9](?:t[0-9:.]+(?:z|[-+][0-9:]+)?)?)?(?![-0-9])|"
        r"[0-3]?[0-9]/[0-3]?[0-9]/(?:[12][0-9])?[0-9]{2}(?![0-9/])|"
        r"[0-3]?[0-9](?:\.[01]?[0-9]\.|-[01]?[0-9]-)[12][0-9]{3}(?![0-9])|"
        r"[12][0-9]{3}/[01]?[0-9]/[0-3]?[0-9](?![0-9/])|"
        rf"{shapes.YEAR}(?:[ ]?{shapes.DASH}[ ]?{shapes.YEAR}|{shapes.DASH}[0-9]{{1,2}}"
        rf"|/(?:{shapes.YEAR}|[0-9]{{2}}))(?![0-9a-z%/]|[.,][0-9])|"
        r"(?:1[1-9]|20)[0-9]0['’]?s(?![a-z])|"
        rf"{SHORT_SPLIT}|"
        r"[0-3]?[0-9],(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])"
    ),
    "a base": rf"{shapes.YEAR}[ ]?=[ ]?100(?![.,]?[0-9])",
    "a scale": (
        r"1:[0-9]{1,3}(?:(?:,[0-9]{3})+|[ ]000)(?![0-9])|"
        r"000(?!-?[0-9]|[.,][0-9])"  # "000 tonnes", above a column
    ),
    "a time of day": (
        r"[0-2]?[0-9]:(?:00|15|30|45)[-–][0-2]?[0-9](?::[0-5][0-9])?(?:[ ]?[ap]\.?m\b)?"
        r"(?![0-9%:]|[.,][0-9])|"
        r"(?<=(?:mon|tue|wed|thu|fri|sat|sun|day|pen|urs)[ ])"
        r"[0-2]?[0-9]\.[0-5][0-9](?:[ ]?[-–][ ]?|[ ]to[ ])[0-2]?[0-9]\.[0-5][0-9](?![0-9%])|"
        r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9]|:[0-9])"
    ),
    "a score": (
        r"(?<=[0-9][-–][0-9][ ]\()[0-9]{1,2}/[0-9]{1,2}(?=\))|"  # "6-7 (3/7)"
        r"[0-9]{1,2}-(?:nil|all)\b|(?!24/7)[0-9]{2,3}/(?:[0-9]|10)(?![0-9/%]|[.,][0-9])"
    ),
    "a minute of play": r"(?:45|90|105|120)\+[0-9]{1,2}(?:['’\u2032]|(?![0-9.,]))",
    "a ratio": r"[0-9]+(?:\.[0-9]+)?(?::[0-9]+(?:\.[0-9]+)?)+",
    "a place": (
        r"[0-9]{1,3}°[ ]?[0-9]{1,2}['’\u2032][ ]?[0-9]{1,2}(?:\.[0-9]+)?(?:[\"”\u2033]|'')"
        r"|0[0-9]h[ ]?[0-9]{1,2}m(?:[ ]?[0-9.]+s)?|"
        r"(?!0\.)[0-9]{1,2}\.[0-9]{4,},[ ]?[-−–]?[0-9]{1,3}\.[0-9]{4,}(?![0-9.])"
    ),
    "an idiom": r"[4-9][- ]figures?(?=[ ][a-z])|(?:24[/-]7(?:/365)?|9/11|50/50|20/20)(?![0-9/])",
    "a version": r"(?![0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.]))[0-9]+(?:\.[0-9]+){2,}(?![0-9])",
    "a telephone number": (
        r"1[38]00[- ][0-9]{3}[- ][0-9]{3,4}(?![0-9])|"
        r"[2-9][0-9]{2}/[0-9]{3}-[0-9]{4}(?![0-9])|"
        r"0[0-9]{2,4}\)?[- \u00a0][0-9]{3,4}(?:[- \u00a0][0-9]{3,4})+|"
        r"0[0-9]{4}(?:[- \u00a0][0-9]{2}){3}(?![0-9%]|[.,][0-9])|"
        r"(?:1[-. ][(]?)?[2-9][0-9]{2}(?:[-.]|\)[ ]?)[2-9][0-9]{2}[-. ][0-9]{4}(?![0-9])"
    ),
    "a code": (
        r"10\.[0-9]{4,9}/\S*\w|[0-9]{2}-[0-9]{7}(?![0-9])|"
        rf"{shapes.YEAR}-[0-9]{{3}}(?![-0-9]|\.[0-9])|"
        r"[0-9]+(?:[-\u2010\u2011][0-9]+){2,}[a-z]?(?![0-9])|"
        r"(?<![.·])0[0-9]+(?:-[0-9]+)*(?![0-9/'’%]|[.,:][0-9])"
    ),
    "a size": r"(?<=\()[0-9]+(?:\.[0-9]+)?[ ]?kb(?=\))",
    "a name": (
        r"[0-9]+[-\u2010\u2011](?!a-)[a-z](?<![gml])(?![a-z])|"
        r"(?:1,?080|1,?440|2,?160)[pi](?![a-z])|"
        r"(?<![$€£])40[13](?:[kb]|\([kb]\))(?:['’]?s)?(?![a-z0-9])|"  # plans for pensions
        r"[0-9]{1,2}a(?:(?:,|,?[ ](?:and|or)|/)[ ]?[0-9]{1,2}[b-h]){1,7}(?![a-z0-9])"  # "2A and 2B"
    ),
}
_REASONS = tuple({**_SHAPES, **shapes.SHAPES})
# Before these signs a plain number has none of the shapes; to try each of them takes long.
_NO_SHAPE = (
    rf"(?<!\[){shapes.NO_PINPOINT}[1-9][0-9]*(?:\Z|[\n\t%*\"”$|!?<>_]"
    r"|,?[ ](?:\Z|[^a-z0-9(=+×\-\u2010-\u2015\u2212]))"
)


def _any_shape() -> str:
    """The shapes in one pattern, with a group for each reason."""
    tables = shapes.SHAPES, _SHAPES
    listed = [[table[reason] for table in tables if reason in table] for reason in _REASONS]
    groups = [f"({'|'.join(patterns)})" for patterns in listed]
    return f"(?!{_NO_SHAPE}|{RACE_TIME})(?:{'|'.join(groups)})"


_SHAPE = re.compile(_any_shape())
# Most numbers: what follows does not belong to any shape, or to a day before its month.
_CLEAR = re.compile(
    rf"(?<!\[){shapes.NO_PINPOINT}[1-9][0-9]{{0,9}}(?![0-9])"
    r"(?:\Z|[%*\"”$|!?<>_]|,?[ ](?:\Z|[^\sa-z0-9&(=+×\-\u2010-\u2015\u2212])"
    r"|(?<![0-9]{4})[;=]|:(?![0-9])"
    r"|\n(?:\Z|[^\sa-z&])|[ \u00a0][0-9]{1,2}(?![0-9])"
    r"|(?<=(?<![0-9])(?:1[5-9]|20)[0-9]{2})[ ][0-9]{4}(?![0-9])"
    r"|,[ ](?:3[2-9]|[4-9][0-9]|[1-9][0-9]{2})(?![0-9–-]|[ ][(a-z])"
    r"|(?:,[ ][0-9]{1,2}){7})"  # more than the days that are listed before a month
)
_DIGITS = re.compile("[0-9]+")
_LENGTH_OF_DAY, _LENGTH_OF_YEAR, _LENGTH_OF_CODE = 2, 4, 5
_AFTER_CITED = (")", "]", " ")
_AFTER_MARK = (".", ")")  # of a list
_GLUING = frozenset("#№§'’^\\@&_/.+-)")
_SHORT = frozenset(" .")  # before the stop of an abbreviation
_OF_MARKS = frozenset("#+")  # of headings and of telephone numbers
_LONGEST_MARK, _LONGEST_NUMBER = 8, 3
_PHONE = re.compile(r"[+(]{1,2}[0-9][-0-9() \u00a0.]{6,20}[0-9](?![0-9])")
# These are telephone numbers only after a word for one.
_SHORT_PHONE = re.compile(
    r"(?:[0-9]{3,4}-|(?:[0-9]{4}|[0-9]{1,2}[ ][0-9]{3})[ ])[0-9]{4}(?![0-9%]|[.,][0-9])"
)
_NEAR = 30  # characters
_MOST_SIGNED = 9  # digits of a number with "+" that is not one of telephones
_MONTH_BEFORE, _LONGEST_MONTH = re.compile(rf"\b(?:{months.NAME.lower()})\. \Z"), 8
_POSTAL = re.compile(r"[0-9]{4,5}(?:(?<=[0-9]{5})-[0-9]{4})?(?![0-9]|[.,][0-9])")
_BRITISH_POSTAL = re.compile(
    r"[A-Z]{1,2}[0-9][0-9A-Z]?[ \u00a0][0-9][ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])"
)
_SCREEN = re.compile(r"(?<![$€£¥~] )(?<![$€£¥~])[48]K(?![\w-])")  # "a 4K film"
_INLINE_MARK = re.compile(r"[1-9][0-9]?(?=\)[ ])")
_LONGEST_ASIDE, _LONGEST_ITEM = 80, 600
_CIRCA = re.compile(r"(?<![\w.])c\.?\Z")
_AFTER_CIRCA = re.compile(r"[0-9][0-9.,]*(?:%|[kmb]n?\b|p\b)?(?![\w-])")
_SHORT_YEAR = re.compile(r"[0-9]{2}s?(?![0-9a-z])")
_GLUED_BEFORE = re.compile(r"[^\W_]*-?\Z")
_CHUNK = re.compile(r"[^\s,;)\]\"”]*")
_AGES = re.compile(r"[0-9]{1,3}s(?![a-z])")
_LONGEST_GLUED = 40


class Skip(NamedTuple):
    """The start and the end of something that is not a figure, and why it is not."""

    start: int
    end: int
    reason: str


def skip_shape(prose: Prose, spot: int, floor: int) -> Skip | None:  # noqa: PLR0911
    """What the digits at ``spot`` belong to, if its shape alone shows that it is not a figure."""
    low = prose.low
    before = low[spot - 1] if spot > floor else " "
    is_glued = before in _GLUING or before.isalpha()
    if is_glued and (glued := _skip_glued(prose, spot, floor)):
        return glued
    digits = _DIGITS.match(low, spot)
    end = digits.end() if digits else spot
    following, length = low[end : end + 1], end - spot  # show which forms are possible
    is_long = length >= _LENGTH_OF_CODE
    if (
        not (is_glued or is_long)
        and _CLEAR.match(low, spot)
        and not prose.text[spot - 2 : spot - 1].isupper()
        and _OF_MARKS.isdisjoint(low[max(spot - _LONGEST_MARK, 0) : spot])
    ):
        return None
    words = prose.text[max(spot - 5, 0) : spot - 1].split() if length in labels.STATES else ()
    state = words[-1].replace(".", "") if words else ""  # "D.C."
    is_after_state = state.isupper() and state.lower() in labels.STATES[length]
    if is_after_state and (code := _POSTAL.match(low, spot)):  # "CA 94105", "VIC 3004"
        return None if is_counted(low, code.end()) else Skip(*code.span(), "a postal code")
    screen = _SCREEN.match(prose.text, spot) if following == "k" else None
    if screen and not is_counted(low, screen.end()):
        return Skip(*screen.span(), "a name")
    if length == _LENGTH_OF_YEAR and following in _AFTER_CITED:  # "[2010] INSC 389"
        citation = shapes.CITATION.match(prose.text, spot)
        if citation and not currency_before(prose.text, citation.start("number")):
            return Skip(spot - (following != " "), citation.end(), "a reference")
    mark = shapes.DOTTED_MARK.match(prose.text, spot) if following == "." else None
    counted = token_after(low, mark.end()).word if mark else ""
    if mark and _opens_sentence(low, spot) and counted not in vocabulary.COUNTED:
        is_of_unit = unit_after(prose.text, mark.end()) is not None
        return None if is_of_unit else Skip(*mark.span(), "a list marker")
    day = shapes.DAYS.match(low, spot) if length <= _LENGTH_OF_DAY else None
    if day and is_month(prose.text, day.start("month"), day["month"]):
        return Skip(spot, day.end(), "a date")
    shape = _SHAPE.match(low, spot)
    if shape and prose.text[spot + 1 : spot + 2] != "h":  # "ran 2h30"
        return Skip(spot, shape.end(), _REASONS[(shape.lastindex or 1) - 1])
    if phone := _skip_phone(low, spot, floor):
        return phone
    return _skip_mark(low, spot) if following in _AFTER_MARK else None


def is_month(text: str, start: int, word: str) -> bool:
    """Whether the word is the name of a month, and not "may" or "march" in lower case."""
    if word not in months.NUMBERS:
        return False
    return word not in shapes.MONTHS_AND_WORDS or text[start].isupper()


def is_counted(low: str, end: int) -> bool:
    """Whether a plural noun follows."""
    token = token_after(low, end)
    if token.word in vocabulary.COUNTED:
        return True
    is_noun = vocabulary.is_plural(token.word) and token.word not in vocabulary.NO_NOUN
    return is_noun and token.gap == " "


def chunk_end(low: str, spot: int) -> int:
    """Where the run of characters around a digit ends, without closing punctuation."""
    match = _CHUNK.match(low, spot)
    end = match.end() if match else spot + 1
    while end > spot + 1 and not low[end - 1].isalnum():
        end -= 1
    if low.startswith(")", end) and "(" in low[spot:end]:
        end += 1  # "§2501(3)"
    return end


def _skip_glued(prose: Prose, spot: int, floor: int) -> Skip | None:  # noqa: PLR0911
    """Digits that are attached to what comes before: "A320", "Covid-19", "me52@example.org"."""
    low = prose.low
    before = low[spot - 1] if spot > floor else " "
    if before in "#№§":
        end = chunk_end(low, spot)
        more = shapes.MORE_SECTIONS.match(low, end) if low.startswith("§§", spot - 2) else None
        return Skip(spot - 1, more.end() if more else end, "a label")
    is_tied = spot - 1 > floor and low[spot - 2].isalnum()
    is_tied |= before == "." and low[spot - 2 : spot - 1].isalpha()  # "6 weeks.2 Then"
    if before in "'’" and (year := _SHORT_YEAR.match(low, spot)):
        return Skip(spot - 1, year.end(), "a name" if is_tied else "a date")  # "Win'98"
    is_circa = _CIRCA.search(prose.text, max(spot - 2, floor), spot) is not None
    is_short = before == "." and labels.SHORT_WORD.search(
        low, max(spot - _LONGEST_MARK, floor), spot
    )
    if is_short or (is_circa and _AFTER_CIRCA.match(low, spot)):
        return None  # "No.1387", "approx.5", "c.30%", "c300"
    if before in "^\\@&_/.+)" and is_tied and not currency_before(prose.text, spot):
        return Skip(spot, chunk_end(low, spot), "a name")
    if not (before.isalpha() or (before == "-" and is_tied)):
        return None
    glued = _GLUED_BEFORE.search(low, max(floor, spot - _LONGEST_GLUED), spot)
    postal = _BRITISH_POSTAL.match(prose.text, glued.start()) if glued else None
    is_money = currency_before(prose.text, spot) is not None
    if postal and not (is_money and unit_after(prose.text, postal.end() - 2)):  # "RM10 5GB"
        return Skip(postal.start(), postal.end(), "a postal code")
    if is_money:
        return None
    head = glued[0].rstrip("-") if glued else ""
    if glued is None or (head in labels.PREFIXES and not _AGES.match(low, spot)):
        return None
    end = chunk_end(low, spot)
    chunk = low[glued.start() : end]
    reason = "a name"
    if "@" in chunk:
        reason = "an address"
    elif _AGES.match(low, spot) and head in labels.BEFORE_AGES:
        reason = "an age group"
    elif shapes.GLUED_DATE.fullmatch(chunk):
        reason = "a date"
    return Skip(glued.start(), end, reason)


def _skip_phone(low: str, spot: int, floor: int) -> Skip | None:
    """A telephone number: "+44 20 7946 0958", "555-1234"."""
    start = spot
    while start > floor and low[start - 1] in "+(":
        start -= 1
    phone = _PHONE.match(low, start) if "+" in low[start:spot] else None
    digits = sum(map(str.isdigit, phone[0])) if phone else 0
    if phone and 8 <= digits <= 15 and (digits > _MOST_SIGNED or not phone[0][1:].isdigit()):
        return Skip(start, phone.end(), "a telephone number")
    short = _SHORT_PHONE.match(low, spot)
    is_phone = short and shapes.BEFORE_PHONE.search(low, max(spot - _NEAR, 0), spot)
    return Skip(spot, short.end(), "a telephone number") if short and is_phone else None


def _opens_sentence(low: str, spot: int) -> bool:
    """Whether a text or a sentence begins here; the stop of an abbreviation ends no sentence."""
    is_after_stop = low[spot - 2 : spot] in (". ", "; ")
    if is_after_stop and _MONTH_BEFORE.search(low, max(spot - _LONGEST_MONTH, 0), spot):
        return False  # "ended Sept. 29."
    return spot == 0 or (is_after_stop and _SHORT.isdisjoint(low[max(spot - 6, 0) : spot - 2]))


def _is_listed(low: str, start: int, end: int) -> bool:
    """Whether a number is one of several marks: "ranked: 1. Norway 2. Chad 3. Peru"."""
    if low[end - 1] != "." or not low[end + 1 : end + 2].isalpha():
        return False
    number = int(low[start : end - 1])
    if number == 1:
        return _finds(low, 2, end, end + _LONGEST_ASIDE)
    is_after_one = _finds(low, 1, max(start - _LONGEST_ITEM, 0), start)
    return is_after_one and _finds(low, number - 1, max(start - _LONGEST_ASIDE, 0), start)


def _finds(low: str, number: int, start: int, end: int) -> bool:
    """Whether a text has the mark of a list, after a blank or at the beginning of a line."""
    return any(low.find(f"{gap}{number}. ", start, end) >= 0 for gap in " \n")


def _skip_mark(low: str, spot: int) -> Skip | None:
    """The number of a list item, at the beginning of a block or in a sentence."""
    inline = _INLINE_MARK.match(low, spot)
    is_mark = False
    if inline and low.startswith("(", spot - 1):  # "two: (1) the first, and (2) the second"
        lead = low[max(0, spot - 6) : spot]  # at most "; and ("
        is_mark = shapes.BEFORE_MARK.search(lead) is not None or (
            inline[0] == "1"
            and shapes.SECOND_MARK.search(low, spot, spot + _LONGEST_ITEM) is not None
        )
    elif inline:  # "two: 1) the first, 2) the second"
        above = low[max(spot - _LONGEST_ASIDE, 0) : spot]
        is_mark = above[-1:] == " " and above.count("(") <= above.count(")")
    if inline and is_mark:
        return Skip(spot, inline.end(), "a list marker")
    mark = shapes.LIST_MARK.match(low, spot)
    if mark is None or (mark[0][-1] == "." and len(mark[0]) > _LONGEST_NUMBER):  # "1998. Then"
        return None
    is_next = spot > _LONGEST_MARK and (_opens_sentence(low, spot) or _is_listed(low, *mark.span()))
    if not (is_next or spot <= _LONGEST_MARK):
        return None
    lead = "" if is_next else low[:spot].strip(" \t-*")
    if lead and (lead != "(" or mark[0][-1] != ")"):
        return None
    return Skip(spot, mark.end(), "a list marker")
