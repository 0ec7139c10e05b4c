"""Shapes: digits that are not a figure because of their form: dates, codes, addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

from factreport import english
from factreport.english import GAP
from factreport.figures.grammar import Prose, currency_before
from factreport.figures.tokens import token_after
from factreport.figures.units import unit_after

_MONTH = "|".join(sorted(english.MONTHS, key=len, reverse=True))
_YEAR = "(?:1[5-9]|20)[0-9]{2}"
DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
DASH = "[-–—\u2010\u2011]"
_CLOCK = "(?:[01][0-9]|2[0-3])[0-5][0-9]"
LIST_JOIN = rf"(?:[ ]?{DASH}[ ]?|,{GAP}(?:and{GAP})?|{GAP}(?:and|or|to|&){GAP})"

# The first shape that fits counts.
_SHAPES = {
    "an age group": (
        rf"[0-9]{{1,3}}(?:-?[ ]to[ ]|-to-|{DASH}|[ ](?:or|and)[ ])[0-9]{{1,3}}[- ]years?[- ]olds?",
        r"[0-9]{1,3}[- ]years?[- ]olds\b",
        rf"[0-9]{{1,3}}{DASH}[0-9]{{1,3}}(?=[ ](?:year[ ])?age[ ])",
    ),
    "an address": (
        r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b|[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:[:/][0-9]+)?(?!\.?[0-9])",
    ),
    "a reference": (
        r"[0-9]{1,4}[ ]u\.[ ]?s\.(?:[ ]?c\.)?[ ]?(?:§+[ ]?)?[0-9]+[a-z]?(?:,[ ][0-9]+)?",
        r"[12][0-9]{3};[ ]?[0-9]+(?:\([0-9–-]+\))?:[ ]?e?[0-9]+(?:[-–][0-9]+)?",
        r"[0-9]{1,4}\([0-9]{1,3}\):[ ]?e?[0-9]+(?:[-–][0-9]+)?",
        (
            r"[0-9]{1,4}[ ]\((?!(?:1[5-9]|20)[0-9]{2})[0-9]{1,4}(?:[-–][0-9]{1,3})?\):"
            r"[ ]e?[0-9]{1,6}(?:[-–][0-9]{1,6})?(?![0-9%]|[.,][0-9]|[ ]?[a-z])"
        ),
        r"[0-9]{1,4},[ ]e?[0-9]{1,8}(?:[-–][0-9]+)?[ ]\((?:19|20)[0-9]{2}\)",
        r"(?<=\[)[0-9]{1,3}(?:(?:, ?|[-–])[0-9]{1,3})*(?=\])|(?<=\w\()[0-9]{1,2}(?=\))",
        # of a court's reports: "653 N.E.2d 126", "59 Mass. App. Ct. 699"
        (
            r"[0-9]{1,4}[ ](?:(?:[a-z]\.[ ]?){1,3}(?:supp\.[ ]?)?[234](?:d|th)"
            r"|(?:[a-z]{2,5}\.[ ]){1,2}(?:ct|app|rep|supp)\.(?:[ ]?[23]d)?)[ ][0-9]{1,4}(?![0-9])"
        ),
    ),
    "a date": (
        r"[12][0-9]{3}-[01][0-9](?:-[0-3][0-9](?:t[0-9:.]+(?:z|[-+][0-9:]+)?)?)?(?![-0-9])",
        r"[0-3]?[0-9]/[0-3]?[0-9]/(?:[12][0-9])?[0-9]{2}(?![0-9/])",
        r"[0-3]?[0-9](?:\.[01]?[0-9]\.|-[01]?[0-9]-)[12][0-9]{3}(?![0-9])",
        r"[12][0-9]{3}/[01]?[0-9]/[0-3]?[0-9](?![0-9/])",
        rf"{_YEAR}[ ]?{DASH}[ ]?(?:{_YEAR}|[0-9]{{1,2}})(?![0-9a-z%]|[.,][0-9])",
        rf"{_YEAR}/(?:{_YEAR}|[0-9]{{2}})(?![0-9a-z%/])",
        r"(?:1[5-9]|20)[0-9]0['’]?s(?![a-z])",
        r"[0-3]?[0-9],(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])",
        r"[0-9]{1,4}[ ](?:(?:bce?|ad|ce)\b|(?:b\.c|a\.d)\.)",
        rf"{_YEAR}[- ]?(?:[qh][1-4]|w[0-5][0-9])(?![0-9a-z])",
        r"[1-4][qh](?:['’]?[0-9]{2}|[ ]?(?:19|20)[0-9]{2})(?![0-9a-z%]|[.,][0-9])",
        r"(?<![$€£¥₹\w.,-])(?:[69]|12)m[ ](?:19|20)[0-9]{2}(?![0-9a-z%]|[.,][0-9])",
    ),
    "a base": (rf"{_YEAR}[ ]?=[ ]?100(?![0-9.])",),
    "a scale": (r"1:[0-9]{1,3}(?:(?:,[0-9]{3})+|[ ]000)(?![0-9])",),
    "a time of day": (
        rf"{_CLOCK}(?:{LIST_JOIN}{_CLOCK})?[ ]?(?:{'|'.join(english.ZONES)})\b",
        r"[0-2]?[0-9]:(?:00|15|30|45)[-–][0-2]?[0-9](?![0-9%]|[.,][0-9])",
        (
            r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?:\.[0-9]+)?(?![0-9]|:[0-9])"
            r"(?:[ ]?[ap]\.?m\b\.?)?"
        ),
        (
            rf"(?:[01]?[0-9]\.[0-5][0-9]{LIST_JOIN})?"
            r"[01]?[0-9](?:\.[0-5][0-9])?[ ]?(?:[ap]m\b|[ap]\.m\b\.?)"
        ),
        r"[01]?[0-9][ ]?o['’]clock\b|12[ ](?:noon|midnight)\b",
    ),
    "a score": (r"(?!24/7)[0-9]{2,3}/(?:[0-9]|10)(?![0-9/%]|[.,][0-9])",),
    "a minute of play": (r"(?:45|90|105|120)\+[0-9]{1,2}(?:['’\u2032]|(?![0-9.,]))",),
    "a ratio": (
        r"[0-9]+(?:\.[0-9]+)?(?::[0-9]+(?:\.[0-9]+)?)+",
        r"(?<!from )[0-9]+(?:\.[0-9]+)?[ ]to[ ]1(?![%:]|[ .,]?[0-9½¼¾]|[ ]?[a-z])",
        r"[0-9]{1,3}-to-[0-9]{1,2}(?=[ ](?:votes?|majority|margin|ratio|odds|split|decision)\b)",
    ),
    "a place": (
        (
            r"[0-9]{1,3}(?:\.[0-9]+)?°[ ]?(?:[0-9]{1,2}(?:\.[0-9]+)?['’\u2032][ ]?)?"
            r"(?:[0-9]{1,2}(?:\.[0-9]+)?(?:[\"”\u2033]|'')[ ]?)?"
            r"(?:[nsew]|(?<=['’\u2032\u2033][ ])(?:north|south|east|west))\b"
        ),
        (
            r"[0-9]{1,3}°[ ]?[0-9]{1,2}['’\u2032][ ]?[0-9]{1,2}(?:\.[0-9]+)?(?:[\"”\u2033]|'')"
            r"|0[0-9]h[ ]?[0-9]{1,2}m(?:[ ]?[0-9.]+s)?"
        ),
        r"(?!0\.)[0-9]{1,2}\.[0-9]{4,},[ ]?[-−–]?[0-9]{1,3}\.[0-9]{4,}(?![0-9.])",
    ),
    "an idiom": (
        r"[0-9]{1,2}-for-[0-9]{1,2}(?![0-9%-])|[0-9]-in-1(?![0-9-])",
        r"(?:24[/-]7(?:/365)?|9/11|50/50|20/20)(?![0-9/])",
    ),
    "a version": (r"(?![0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.]))[0-9]+(?:\.[0-9]+){2,}(?![0-9])",),
    "a telephone number": (
        r"1[38]00[- ][0-9]{3}[- ][0-9]{3,4}(?![0-9])|[2-9][0-9]{2}/[0-9]{3}-[0-9]{4}(?![0-9])",
        r"(?!(?:1[5-9]|20)[0-9]{2}[ ])(?:[0-9]{4}|[0-9]{1,2}[ ][0-9]{3})[ ][0-9]{4}(?![0-9.,%])",
        r"0[0-9]{2,4}\)?[- \u00a0][0-9]{3,4}(?:[- \u00a0][0-9]{3,4})+",
        r"0[0-9]{4}(?:[- \u00a0][0-9]{2}){3}(?![0-9%]|[.,][0-9])",
        r"(?:1[-. ][(]?)?[2-9][0-9]{2}(?:[-.]|\)[ ]?)[2-9][0-9]{2}[-. ][0-9]{4}(?![0-9])",
    ),
    "a code": (
        r"10\.[0-9]{4,9}/\S*\w",
        r"[0-9]+(?:[-\u2010\u2011][0-9]+){2,}[a-z]?(?![0-9])",
        r"(?<![.·])0[0-9]+(?:-[0-9]+)*(?![0-9/'’%]|[.,:][0-9])",
    ),
    "an ordinal": (r"[0-9]+(?:,[0-9]{3})*(?:(?<![1].)(?:(?<=1)st|(?<=2)nd|(?<=3)rd)|th)(?![a-z])",),
    "a size": (
        (
            r"[1-9][0-9,]*(?:\.[0-9]+)?"
            r"(?:[ ]?[x×][ ]?(?!10[-−+^⁻⁰¹²³⁴-⁹])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?){1,2}"
            r"(?![ ]?(?:m?g|kg|[mc]?l|lb|oz)\b)(?![0-9]|[.,][0-9])"
        ),
        r"[0-9]{1,3}-by-[0-9]{1,3}(?![0-9])|(?<=\()[0-9]+(?:\.[0-9]+)?[ ]?kb(?=\))",
    ),
    "a name": (
        r"[0-9]+[-\u2010\u2011](?!a-)[a-z](?<![gml])(?![a-z])",
        r"(?:[0-9]{1,2}[dq]|[2-6]g|4to|8vo|1[26]mo)(?![a-z0-9])",
        r"(?:1080|1440|2160)[pi](?![a-z])",
        r"[0-9]{1,3}-?bit\b|[0-9]{1,3}-(?:[a-z]+ers|somethings)\b|[0-9]{2,3}ers\b",
    ),
    "a rarity": (r"1-in-[0-9,]+-years?\b",),
}
_REASONS = tuple(_SHAPES)
# Before these signs a plain number has none of the shapes; to try each of them takes long.
_NO_SHAPE = (
    r"(?<!\[)[1-9][0-9]*(?:\Z|[\n\t%*\"”$|!?<>_]"
    r"|,?[ ](?:\Z|[^a-z0-9(=+×\-\u2010-\u2015\u2212]))"
)
_ANY_SHAPE = "|".join([f"({'|'.join(shapes)})" for shapes in _SHAPES.values()])
_SHAPE = re.compile(f"(?!{_NO_SHAPE})(?:{_ANY_SHAPE})")
_DAYS = re.compile(
    rf"{DAY}(?:st|nd|rd|th)?(?:(?:/|{LIST_JOIN}){DAY}(?:st|nd|rd|th)?(?![0-9])){{0,6}}"
    rf"(?:{GAP}|-)(?:of{GAP})?(?P<month>{_MONTH})\b\.?(?:(?:,?{GAP}|-){_YEAR}(?![0-9]))?"
)
_AFTER_MONTH = re.compile(rf"\b(?:{_MONTH})\.?[ ]\Z")
_LONGEST_MONTH = 12
_PHONE = re.compile(r"[+(]{1,2}[0-9][-0-9() \u00a0.]{6,20}[0-9](?![0-9])")
_SHORT_PHONE = re.compile(r"([0-9]{3,4})-([0-9]{4})(?![0-9]|[.,][0-9])")
_POSTAL = re.compile(r"[0-9]{5}(?:-[0-9]{4})?(?![0-9]|[.,][0-9])")
_BRITISH_POSTAL = re.compile(
    r"[A-Z]{1,2}[0-9][0-9A-Z]?[ \u00a0][0-9][ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])"
)
_SCREEN = re.compile(r"(?<![$€£¥~] )(?<![$€£¥~])[48]K(?![\w-])")  # "a 4K film"
# The number of a section at the beginning of a block: "3.1 Foreign relations".
_DOTTED_MARK = re.compile(
    r"[1-9][0-9]?(?:\.[1-9][0-9]?){1,3}(?=[ ](?!(?:Million|Billion|[BMT]n|Bln|Mln)\b)[A-Z][a-z])"
)
_LIST_MARK = re.compile(r"[0-9]{1,3}[.)](?=[ \t])(?![ ](?:[mb]illion|thousand|per)\b)")
_INLINE_MARK = re.compile(r"[1-9]\)[ ][a-z]")
_BEFORE_MARK = re.compile(r"(?:[:;,]|\band|\bor)\s\(\Z")
_HEADING_MARK = re.compile(r"[0-9]+(?:\.[0-9]+)*\.?(?=[ \t])")
_SHORT_YEAR = re.compile(r"[0-9]{2}s?(?![0-9a-z])")
_GLUED_BEFORE = re.compile(r"[^\W_]*-?\Z")
_CHUNK = re.compile(r"[^\s,;)\]\"”]*")
_GLUED_DATE = re.compile(r"[qh][1-4]|[fc]y-?[0-9]{2,4}|(?:pre|post|mid|early|late)-?[0-9]{4}s?")
_AGES = re.compile(r"[0-9]{1,3}s(?![a-z])")
_BEFORE_AGES = english.OF_AGES | {"mid", "early", "late", "low", "high", "pre", "post", "u"}
_LONGEST_GLUED = 40


class Skip(NamedTuple):
    """The start and the end of something that is not a figure, and why it is not."""

    start: int
    end: int
    reason: str


def skip_shape(  # noqa: PLR0911  # a sort of shape a line
    prose: Prose, spot: int, floor: int
) -> Skip | None:
    """What the digits at ``spot`` belong to, if its shape alone shows that it is not a figure."""
    low = prose.low
    if found := _skip_glued(prose, spot, floor):
        return found
    before = prose.text[max(spot - 3, 0) : spot - 1]
    is_after_state = before.isupper() and before.lower() in english.STATES
    if is_after_state and (code := _POSTAL.match(low, spot)):  # "CA 94105"
        return Skip(spot, code.end(), "a postal code")
    if (screen := _SCREEN.match(prose.text, spot)) and not is_counted(low, screen.end()):
        return Skip(*screen.span(), "a name")
    if spot == 0 and (mark := _DOTTED_MARK.match(prose.text)) and not is_counted(low, mark.end()):
        is_of_unit = unit_after(prose.text, mark.end()) is not None
        return None if is_of_unit else Skip(*mark.span(), "a list marker")
    day = _DAYS.match(low, spot)
    if day and is_month(prose.text, day.start("month"), day["month"]):
        return Skip(spot, day.end(), "a date")
    if low[spot] == "0" and _AFTER_MONTH.search(low, max(spot - _LONGEST_MONTH, 0), spot):
        return None  # "June 06, 2024"
    shape = _SHAPE.match(low, spot)
    if shape and prose.text[spot + 1 : spot + 2] != "h":  # "ran 2h30"
        return Skip(spot, shape.end(), _REASONS[(shape.lastindex or 1) - 1])
    return _skip_phone(low, spot, floor) or _skip_mark(low, spot)


def is_month(text: str, start: int, word: str) -> bool:
    """Whether the word is the name of a month, and not "may" or "march" in lower case."""
    if word not in english.MONTHS:
        return False
    return word not in english.MONTHS_AND_WORDS or text[start].isupper()


def is_counted(low: str, end: int) -> bool:
    """Whether a plural noun follows."""
    token = token_after(low, end)
    if token.word in english.COUNTED:
        return True
    is_noun = english.is_plural(token.word) and token.word not in english.NO_NOUN
    return is_noun and token.gap == " "


def chunk_end(low: str, spot: int) -> int:
    """Where the run of characters around a digit ends, without closing punctuation."""
    match = _CHUNK.match(low, spot)
    end = match.end() if match else spot + 1
    while end > spot + 1 and not low[end - 1].isalnum():
        end -= 1
    return end


def _skip_glued(prose: Prose, spot: int, floor: int) -> Skip | None:  # noqa: C901, PLR0911
    """Digits that are attached to what comes before: "A320", "Covid-19", "me52@example.org"."""
    low = prose.low
    before = low[spot - 1] if spot > floor else " "
    if before in "#№§":
        return Skip(spot - 1, chunk_end(low, spot), "a label")
    is_tied = spot - 1 > floor and low[spot - 2].isalnum()
    if before in "'’" and not is_tied and (year := _SHORT_YEAR.match(low, spot)):
        return Skip(spot - 1, year.end(), "a date")
    if before in "^\\@&_/.+" and is_tied and not currency_before(prose.text, spot):
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
    if glued is None or (head in english.PREFIXES and not _AGES.match(low, spot)):
        return None
    end = chunk_end(low, spot)
    chunk = low[glued.start() : end]
    reason = "a name"
    if "@" in chunk:
        reason = "an address"
    elif _AGES.match(low, spot) and head in _BEFORE_AGES:
        reason = "an age group"
    elif _GLUED_DATE.fullmatch(chunk):
        reason = "a date"
    return Skip(glued.start(), end, reason)


def _skip_phone(low: str, spot: int, floor: int) -> Skip | None:
    """A telephone number: "+44 20 7946 0958", "555-1234"."""
    start = spot
    while start > floor and low[start - 1] in "+(":
        start -= 1
    phone = _PHONE.match(low, start) if "+" in low[start:spot] else None
    if phone and 8 <= sum(map(str.isdigit, phone[0])) <= 15 and not phone[0][1:].isdigit():
        return Skip(start, phone.end(), "a telephone number")
    short = _SHORT_PHONE.match(low, spot)
    if not short or (spot and low[spot - 1] in "$€£¥~"):
        return None
    # A range of this size is rounded, "800-1200", or stands before what it counts.
    is_odd = int(short[1]) % 10 or int(short[2]) % 10
    is_counted = token_after(low, short.end()).word in english.COUNTED | {"%", "percent"}
    return Skip(spot, short.end(), "a telephone number") if is_odd and not is_counted else None


def _skip_mark(low: str, spot: int) -> Skip | None:
    """The number of a list item or a heading at the beginning of a line."""
    if _INLINE_MARK.match(low, spot) and _BEFORE_MARK.search(low, max(0, spot - 8), spot):
        return Skip(spot, spot + 1, "a list marker")
    line = low.rfind("\n", max(0, spot - 8), spot) + 1
    if line == 0 and spot > 8:
        return None
    lead = low[line:spot].strip(" \t>-*")
    if lead.strip("#(") or (lead and lead[0] == "(" and lead != "("):
        return None
    mark = _HEADING_MARK.match(low, spot) if "#" in lead else _LIST_MARK.match(low, spot)
    if mark is None or (lead == "(" and mark[0][-1] != ")"):
        return None
    if mark[0][-1] == "." and "#" not in lead:
        # A sentence continues from the line above: "there were" and then "52. Then".
        above = low[max(line - 80, 0) : line]
        sentence = above.rstrip()
        is_open = bool(sentence) and sentence[-1] not in ".:;!?)"
        is_wrapped = is_open and "\n\n" not in above[len(sentence) :]
        if len(mark[0]) > 3 or (is_wrapped and not _LIST_MARK.match(sentence.rpartition("\n")[2])):
            return None
    return Skip(spot, mark.end(), "a list marker")
