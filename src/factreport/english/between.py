"""English: what comes between a figure and its time, between two times, or before a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factreport.english import months
from factreport.english.times import MONTH
from factreport.english.vocabulary import NTH, words_of

if TYPE_CHECKING:
    from factreport.model import Relation

# "32.43 million people in 2020", "512 (2022)", and "in 2022, 512", "2022: 512", "2022 512".
BETWEEN_AFTER = re.compile(
    r"[^.,;:()]{0,80}?\b(?:in|for|during|throughout|of|by|at|on|as of|ended|ending)"
    r"(?:\s(?:the|year|end|of|fiscal|prior|previous|same|full)){0,4}\s|[^.,;:()\d]{0,40}\("
)
# "Ten years earlier" and "the following year" need no preposition.
SHIFT = re.compile(
    r"\s(?:earlier|before|previously|ago|later)\Z"
    r"|\b(?:following|next)\s(?:year|quarter|month|week|day)\Z",
    re.IGNORECASE,
)
EARLIER = re.compile(r"(?:the )?(?:previous|prior|same|last|year-ago)\b", re.IGNORECASE)
COMPARING = re.compile(r"\b(?:on|from|than|since|over|against)\s\Z")  # "change on a year before"
BETWEEN_SHIFT = re.compile(r"[^.,;:()\d]{0,40}\s")
BETWEEN_BEFORE = re.compile(
    r"\s?[,:|]?\s(?:(?:some|the|a|an|total|of|there|were|was|about|only|it|is|with|at)\s){0,3}"
)
GOES_ON = re.compile(
    r"(?:(?:(?!\s(?:and|but|while|to|than|from|is|was)\s)[^.,;:()]){0,40}\s(?:ended|ending|of|in)|)\s",
    re.IGNORECASE,
)
OF_CHANGE = re.compile(
    r"[(\[]?(?:or )?(?:(?:up|down|an? [a-z]+ of)\b|an? \d[\d.,]* ?(?:%|per ?cent) [a-z])"
)
BASE = re.compile(r"(?<!ranging )(?<!ranges )(?<!ranged )(?<!varied )\bfrom\Z")
RESPECTIVELY = re.compile(r"\b(?:respectively|in\s(?:that|this|the\ssame)\sorder)\b")
TO = re.compile(r"\bto\s(?:(?:a|an|the|about|some|just|only|nearly|almost)\s){0,3}\Z")
# The heading of a picture does not apply to the text below it.
CAPTION = re.compile(r"(?:figure|fig\.|table|chart|map|box|exhibit)\s", re.IGNORECASE)

# Between a time and a figure in the relative clause about it: "in 2019, when it sold 38".
RELATIVE = re.compile(
    r",\s(?:(?:for|in|during)\swhich|when|which\shad)\s(?:[^,;.()]|(?<=\d)[,.](?=\d)){0,80}"
)
IN_BRACKETS = re.compile(r"\s\([$€£¥]?")
# Between two times.
UNTIL = re.compile(
    r" (?:to|through|until|till|and) (?:the )?(?:(?:end|start|early|late|mid)[ -](?:of )?)?"
)
LISTING = (" and ", ", ", ", and ", " or ")
OF_YEAR = re.compile(r",?(?: quarter| period| half)?(?: of| in)? ?")
LISTED = re.compile(r"(?:,| and| or|, and) (?:in |of |the )?")
NUMBERED = re.compile(
    rf"\b(?:in|to|for|during|from) the ({'|'.join(NTH[:4])})\b(?![ -][^\W\d])", re.IGNORECASE
)
FIRST_OF_TWO = re.compile(rf"\b({'|'.join(NTH[:4])}) (?:and|or|to) (?:the )?\Z", re.IGNORECASE)
OPENS_SPAN = re.compile(
    r"\b(?:from|between|over|period|years) (?:the )?(?:\w+[ -](?:of )?)?\Z", re.IGNORECASE
)

# The words before a time that belong to it, and before them the word for its relation.
_PARTS = (
    "the|mid|early|late|end|ends|start|beginning|middle|close|turn|year|years|summer|spring|"
    "autumn|winter|calendar"
)
LEAD = re.compile(
    r"(?:\b(?=[a-z])|\Z)"  # begins at a word, or is empty: so a search passes the rest quickly
    r"(?:\b(?P<relation>since|by|until|till|before|after|through|beyond|up to|prior to|as from|"
    r"starting|beginning|pre|post)(?:[ -](?:in|on))?[ -])?"
    rf"(?P<part>(?:\b(?:{_PARTS})(?:[ -]of)?[ -])*)\Z",
    re.IGNORECASE,
)
# The pattern is only tried after one of these.
LEADING = {*_PARTS.split("|")} | words_of(
    "of in on since by until till before after through beyond to from starting pre post"
)
RELATIONS: dict[str, Relation] = {
    **dict.fromkeys(("since", "as from", "starting", "beginning"), "since"),
    "by": "by",
    **dict.fromkeys(("until", "till", "up to", "through"), "until"),
    **dict.fromkeys(("before", "prior to", "pre"), "before"),
    **dict.fromkeys(("after", "beyond", "post"), "after"),
}
PREFIXES = words_of("pre post")  # "pre-2020"
ONWARDS = re.compile(r",? (?:onwards?|or later|and later|and beyond)\b")
BEFORE_OTHER_MONTH = re.compile(rf"(?:, | and | or | to |[-–]){MONTH}")
# "August alone saw 248,000, July 231,000"; "- June: 61,200"; "August, with 214,300"; "April, by
# contrast, had".
AFTER_MONTH = re.compile(
    r"(?:, [^,.;:()\d]{1,30},)? (?:alone|itself|saw|was|is|has|had"
    r"|brought|accounted|stood|recorded|came|remained)\b"
    r"| [$€£]?\d+[.,]\d|(?::|, with) (?:about |some )?[$€£]?\d"
)

# Words for a time that needs another one: for a part of a year, or for a shift.
_SHIFT_WORDS = "earlier|before|previous|previously|prior|preceding|ago|following|next|same"
LEANING = re.compile(
    rf"\b(?:{months.NAME}|[QH][1-4]|[1-4][QH]|quarters?|half|months?|{_SHIFT_WORDS})\b"
    rf"|\A(?:{'|'.join(NTH[:4])})\Z"
)
SHIFTED = re.compile(rf"\b(?:later|last|{_SHIFT_WORDS})\b", re.IGNORECASE)
# What a time says even if its year is not known: "October last year".
PART_OF_YEAR = re.compile(
    rf"\b(?:{months.NAME}|[QH][1-4]|(?:first|second|third|fourth|final)\s(?:quarter|half)"
    r"|last\s(?:quarter|half)\sof)\b"
)
AGENT = re.compile(r"[a-z]ed by \Z")  # "attended by 2000 guests"
YEAR = re.compile(r"\d{4}|\d\d[/–-]\d\d|['’]\d\d|FY ?\d\d")
# Times that depend on when a text is read.
OF_READER = re.compile(r"(?:last|this|next) (?:quarter|month|season|week)|next year", re.IGNORECASE)
NEXT = re.compile(r"next |(?:the )?following ", re.IGNORECASE)  # a text is not about what comes
# Before a duration that is not a measurement: "for the past three years".
DURATION = re.compile(
    r"\b(?:in|within|over|for|after|during|past|last|next|first|every|than|same|these|those|the)"
    r"(?:\s(?:the|a|just|only|some|about|past|last|next|first|same))*\s?$",
    re.IGNORECASE,
)
YEARS_OLD = re.compile(r"(?:-years?)?-olds?\b")  # after "three-year"

# Years
BEFORE_YEAR = words_of(
    "in since by until till during from for the before after to and early late year mid fiscal "
    "its their his her this that next last fy circa of through between around spring summer autumn "
    "winter fall season ended ending end beginning start as"
)
SURELY_BEFORE_YEAR = words_of("in since until till during fiscal year early late mid by")
CIRCA_OF_YEAR = words_of("about around circa ca. ca c. c")
# "For 2019 jobs": a year, though what follows could be counted.
BEFORE_COUNTED_YEAR = words_of("for its their the from")
# A number after one of these is an amount.
NOT_BEFORE_YEAR = words_of(
    "than least most nearly almost approximately roughly only exceed exceeds exceeded exceeding "
    "total totals totalled totaled totalling totaling reached some"
)
# The name of a month after any other word may be a person's name or a verb.
BEFORE_MONTH = words_of("in of to and or between during last for this next each on from")
# Between "today" and a figure: then it is of another one.
PAUSE = re.compile(r"[,;:()]|[.!?]\s")
