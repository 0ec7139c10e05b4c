"""The patterns that find figures.

Each is linear, for no two neighbours in one can match the same character.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from factreport.figures.words import CURRENCY_NAMES, MAGNITUDES, ONES, TENS

MARKS = ("mark", "mark_word")  # groups of the start pattern that start no figure
SPACE = " \u00a0\u2009\u202f"  # the spaces that group digits
_GAP = r"[^\S\n]{0,8}(?:\n[^\S\n]{0,24})?"  # between two words; a blank line is no gap
_RUN = r"[0-9][0-9.,:/+]*"
_CHANGES = (
    r"rose|risen|rises|rising|rise|grew|grow(?:n|s|th|ing)?|increas\w*|climb\w*|jump\w*|went|gone|goes"
    r"|going|up|down|fell|fall(?:s|en|ing)?|declin\w*|drop\w*|decreas\w*|shr[aiu]nk|cut|reduc\w*|rais\w*"
    r"|expand\w*|widen\w*|narrow\w*|soar\w*|surg\w*|plung\w*|doubl\w*|tripl\w*|mov(?:ed|es|ing)|chang\w*"
    r"|improv\w*|edg\w*|slip\w*|swell\w*|swollen|lift\w*|lower\w*|revis\w*|brought"
)


class _Patterns(NamedTuple):
    """The compiled patterns; compiled when a text is first read, for most runs read none."""

    start: re.Pattern[str]
    skip: re.Pattern[str]
    grouped: re.Pattern[str]
    number: re.Pattern[str]
    tail: re.Pattern[str]
    money: re.Pattern[str]
    word: re.Pattern[str]
    before: re.Pattern[str]
    currency: re.Pattern[str]
    join: re.Pattern[str]
    after: re.Pattern[str]
    rest: re.Pattern[str]
    labels: re.Pattern[str]
    days: re.Pattern[str]
    half: re.Pattern[str]
    opened: re.Pattern[str]
    clock: re.Pattern[str]
    change: re.Pattern[str]
    dotted: re.Pattern[str]
    comma: re.Pattern[str]
    blank: re.Pattern[str]


@lru_cache(maxsize=1)
def patterns() -> _Patterns:
    """The patterns, for texts in small letters."""
    words = "|".join((*ONES, *TENS))
    scales = "|".join(MAGNITUDES)
    return _Patterns(
        # A place where a figure may start, or something that is passed over.  Half of the time
        # a text takes is spent here, so this looks at as little as it can.
        start=re.compile(
            r"(?P<digits>[0-9](?:[0-9.,:/+'’]*[0-9])?)|(?P<mark>[`&\[\](+])"
            rf"|\b(?:(?P<part>half|(?:three[ -]quarters|quarter)\s+of)\s+an?\s+(?:{scales})"
            rf"|(?P<words>{words}|an?\s+(?:{scales}))|(?P<mark_word>https?|ftp|www|thirds?))\b"
        ),
        # What is passed over whole: an address, a link's target, code, an entity, a footnote
        # mark, a telephone number, a ratio ("one in five"), "third of a million", and digits
        # with two dashes or more (a date, an ISBN).
        skip=re.compile(
            r"(?:https?|ftp)://\S+|www\.\S+|\]\([^\s)]*|`[^`\n]*`|&#?\w{1,32};"
            r"|\[[0-9]{1,4}\]|\([0-9]{1,3}\)"
            r"|\+[0-9]{1,3}[ (-][0-9 ()-]{6,20}[0-9]|\(?0[0-9]{2,8}\)?(?:[ -][0-9]{3,8}){1,4}"
            r"|(?:one|1)\s{1,9}(?:in|out\s{1,9}of)\s{1,9}(?:every\s{1,9})?"
            rf"(?:[0-9]{{1,2}}(?![0-9,.])|(?:{words})\b)|thirds?\s{{1,9}}of\s{{1,9}}an?\b"
            rf"|{_RUN}[-\u2011–]{_RUN}[-\u2011–][0-9][0-9.,:/+\u2011–-]*"
        ),
        grouped=re.compile(rf"[0-9]{{1,3}}(?:[{SPACE}][0-9]{{3}}(?![0-9])){{1,13}}"),
        number=re.compile(
            rf"(?:0|[1-9][0-9]*|[1-9][0-9]{{0,2}}(?:[,{SPACE}'’][0-9]{{3}})+"
            r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3})(?:\.[0-9]+)?"
        ),
        # The word or sign after a number: the gap, a percent sign, anything else.
        tail=re.compile(
            rf"({_GAP}|-)(?:(per[ \n-]{{0,3}}cent\b|pct\b|[%\uff05])|([^\W\d_]+(?!\w)|[$€£¥₹]))"
        ),
        money=re.compile(rf"{_GAP}(?:(?:us|u\.s\.){_GAP})?({'|'.join(CURRENCY_NAMES)})\b"),
        word=re.compile(rf"(?:-|{_GAP})(and\s{{1,8}})?([a-z]+)"),
        before=re.compile(r"[^\s()\[\]“”\"\u2018—–*]+"),
        currency=re.compile(
            r"(?:(?<![a-z])[a-z]{0,3}([$€£¥₹])|\b(usd|eur|gbp|inr|jpy|cny|rmb))[ \u00a0]?\Z"
        ),
        join=re.compile(rf"([-\u2011])(?=\S)|[^\S\n]?(–)[^\S\n]?|{_GAP}\b(to|and)\b{_GAP}"),
        after=re.compile(
            rf"\+(?!\w)|(?:{_GAP}(?!or\b|and\b)[a-z]+)?{_GAP}\bor{_GAP}"
            rf"(more|above|over|higher|greater|less|fewer|below|under|lower|so)\b"
            rf"(?!{_GAP}(?:than\b|[$€£¥]?[0-9]))"
            rf"|{_GAP}\band{_GAP}(above|over|below|under)\b(?!{_GAP}[$€£¥]?[0-9])"
        ),
        rest=re.compile(rf"(?:[-\u2011–]{_RUN})?"),
        labels=re.compile(rf"(?:(?:[-\u2011–,]|,?{_GAP}(?:and|or|to|&|–)){_GAP}[0-9]{{1,4}}\b)*"),
        # The month of a day, after more days or none: " January", ", 26 and 27 January".
        days=re.compile(
            rf"(?:(?:,{_GAP}|[-\u2011]|,?{_GAP}(?:and|or|to|&|–){_GAP})(?:[12]?[0-9]|3[01])\b){{0,6}}"
            rf"{_GAP}([a-z]+)\b"
        ),
        half=re.compile(rf"{_GAP}\band{_GAP}an?{_GAP}(half|quarter)\b(?:{_GAP}({scales})\b)?"),
        opened=re.compile(r"\.[a-z]|\([0-9a-z]{1,3}\)|['’]s|-(?:to|on|by)-"),
        clock=re.compile(rf"{_GAP}(?:[ap]m|[ap]\.m)\b"),
        # Before "from 10 to 12 million", these tell of a change.
        change=re.compile(rf"\b(?:{_CHANGES})\b[^.;:!?\n]{{0,40}}\Z"),
        # As other languages write: "10.000.000", and in front of a magnitude or "%" "93,8".
        dotted=re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?"),
        comma=re.compile(r"[0-9]{1,3},[0-9]{1,2}"),
        blank=re.compile(r"\n[^\S\n]*\n"),
    )
