"""English: how digits are written that are not a figure: dates, times of day, ages, citations."""

from __future__ import annotations

import re

from factreport.english import months
from factreport.english.vocabulary import GAP

DASH = "[-–—\u2010\u2011]"
LIST_JOIN = rf"(?:[ ]?{DASH}[ ]?|,{GAP}(?:and{GAP})?|{GAP}(?:and|or|to|&){GAP})"
YEAR = "(?:1[5-9]|20)[0-9]{2}"
_ANY_YEAR = "(?:1[0-9]|2[01])[0-9]{2}"  # after a day
ZONES = "gmt|utc|bst|cet|cest|edt|pst|pdt|local time"
_PAGES = (
    rf"[0-9]{{1,4}}(?:{DASH}[0-9]{{1,4}})?(?:,[ ][0-9]{{1,4}}(?:{DASH}[0-9]{{1,4}})?(?![0-9,]))*"
    r"(?:\.[0-9]{1,2}(?![0-9]))?"  # and the number of a note
)
NO_PINPOINT = "(?<!, at )"  # "Id., at 680"
_TIME = "(?:[01][0-9]|2[0-3])[0-5][0-9]"
_MONTH = months.NAME.lower()
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
# "26 and 27 January 2021".  A lookahead matches the days once; they are not tried one by one.
DAYS = re.compile(
    rf"{_DAY}(?=(?P<more>(?:(?:/|{LIST_JOIN}){_DAY}(?![0-9])){{0,6}}))(?P=more)"
    rf"(?:{GAP}|-)(?:of{GAP})?(?P<month>{_MONTH})\b\.?"
    rf"(?:(?:,?{GAP}|-){_ANY_YEAR}(?![0-9]|,[0-9])|[ ][0-9]{{2}}\Z)?"
)
# What follows "January" in "January 26, 2021".
DAYS_AFTER_MONTH = re.compile(
    rf"{_DAY}(?![0-9a-z%]|[.,/][0-9])"
    rf"(?:{DASH}{_DAY}(?![0-9a-z%]|[.,/][0-9])|{LIST_JOIN}{_DAY}(?![0-9a-z%]|{GAP}[a-z])){{0,6}}"
    rf"(?:,?{GAP}{_ANY_YEAR}(?![0-9]|,[0-9]))?"
)
# Reports of cases: "[2010] INSC 389", "(2010) 5 SCC 600", "2007 (4) TMI 667".
CITATION = re.compile(
    rf"{YEAR}(?:[\])][ ](?:[0-9]{{1,3}}[ ])?|[ ]\([0-9]{{1,2}}\)[ ])"
    r"[A-Z]{2,8}(?:[ ][A-Z]{2,6})?(?:[ ]\([A-Z][a-z]+\))?"
    r"[ ](?P<number>[0-9]{1,5})(?![0-9%]|[.,][0-9])"
)
MONTHS_AND_WORDS = {"may", "march", "mar"}
GLUED_DATE = re.compile(
    r"[qh][1-4]|[fc]y-?[0-9]{2,4}(?:[-–/][0-9]{2,4})?|(?:pre|post|mid|early|late)-?[0-9]{4}s?"
)
# After "§§2501(3)": ", (4) and 2503".
MORE_SECTIONS = re.compile(
    rf"(?:(?:,{GAP}(?:(?:and|or){GAP})?|{GAP}(?:and|or){GAP}|{DASH}[ ]?)"
    r"(?:[0-9]{2,5}[a-z]?(?![0-9a-z%]|[.,][0-9])|(?=\())(?:\([0-9a-z]{1,4}\))*){1,12}"
)
CLOCK_WORD = re.compile(rf"{GAP}(?:o['’]clock\b|[ap]\.?m\b)")
# The number of a section at the beginning of a block: "3.1 Foreign relations".
DOTTED_MARK = re.compile(
    r"[1-9][0-9]{0,2}(?:\.[1-9][0-9]?){1,3}"
    r"(?=\.?[ ](?!(?:Million|Billion|[BMT]n|Bln|Mln)\b)[A-Z][a-z])"
)
LIST_MARK = re.compile(r"[0-9]{1,3}[.)](?=[ \t])(?![ ](?:[mb]illion|thousand|per)\b)")
BEFORE_MARK = re.compile(r"(?:[:;,]|\band|\bor)\s\(\Z")
SECOND_MARK = re.compile(r"(?:[:;,]|\band|\bor)\s\(2\)\s")  # of a list in a sentence

BEFORE_PHONE = re.compile(  # a number without a sign of its own
    r"\b(?:t|tel|(?:tele)?phones?|fax|mobile|call(?:s|ed|ing)?|dial|ring|text|contact|hotline|"
    r"helpline|whatsapp|extension|numbers?(?! of))\b[^;!?]*\Z"
)
# The shapes by the reason for which they are not figures.
SHAPES = {
    "an age group": (
        rf"[0-9]{{1,3}}(?:-?[ ]to[ ]|-to-|[ ]?{DASH}[ ]?|[ ](?:or|and)[ ])"
        r"[0-9]{1,3}[- ]years?[- ]olds?|"
        r"[0-9]{1,3}[- ]years?[- ]olds\b|"
        rf"[0-9]{{1,3}}{DASH}[0-9]{{1,3}}(?=[ ](?:year[ ])?age[ ])"
    ),
    "a reference": (
        r"[0-9]{1,4}[ ](?:u\.[ ]?s\.(?:[ ]?c\.)?|usc|cfr)[ ]?(?:§+[ ]?)?[0-9][0-9.]*[a-z]?"
        r"(?:,[ ][0-9]+(?:[-–][0-9]+)?(?![0-9]|[ ][a-z]))?|[0-9]{1,4}[ ]u\.[ ]?s\.[ ]__+|"
        # of reports: "39 Minn. 181, 185, 39 N. W. 315, 317 (1888)"
        r"[0-9]{1,4}[ ](?:[a-z]{1,5}\.[ ]){1,3}[0-9]{1,4}(?![0-9])"
        r"(?:,[ ][0-9]{1,4}(?:[-–][0-9]{1,4})?(?![0-9]))*"
        rf"(?=[ ]\((?:[a-z0-9.]{{1,10}}[ ]){{0,2}}{YEAR}\)|,[ ][0-9]{{1,4}}[ ][a-z]{{1,5}}\.[ ])|"
        # of a court's cases: "2006 WL 2008727", "08 MC 96"
        rf"{YEAR}[ ](?:[a-z.]+[ ]){{0,3}}(?:wl|lexis)[ ][0-9]+|"
        r"[0-9]{2}[ ](?:cr|civ|cv|mc|misc|md)\.?[ ][0-9]{1,5}(?![0-9])|"
        # "407 U. S., at 211-212, 214", "Id., at 680", "slip op., at 7"
        rf"(?:[0-9]{{1,4}}[ ](?:[a-z]{{1,5}}\.[ ]?(?:(?:[23]d|4th)[ ]?)?){{1,3}},[ ]at[ ]"
        rf"|(?<=id\., at )|(?<=(?:nfra|upra|ante|post), at )|(?<=arg\. )|(?<=op\., at )){_PAGES}|"
        r"[0-9]{1,4}[ ]stat\.[ ][0-9]{1,5}(?![0-9])|"
        # of a court's reports: "653 N.E.2d 126", "59 Mass. App. Ct. 699"
        r"[0-9]{1,4}[ ](?:(?:[a-z]\.[ ]?){1,3}(?:supp\.[ ]?)?[234](?:d|th)"
        r"|(?:[a-z]{2,5}\.[ ]){1,2}(?:ct|app|rep|supp)\.(?:[ ]?[23]d)?)[ ][0-9]{1,4}(?![0-9])"
        r"(?:,[ ][0-9]{1,4}(?:[-–][0-9]{1,4})?(?=[ ]?[(;.]))?|(?<=pub\. l\. )[0-9]+-[0-9]+"
    ),
    "a date": (
        # "settled between 1250 and 1300"
        r"(?<=between )1[0-4][0-9]{2} and 1[0-9]{3}(?=[.,;:)](?![0-9])|\Z"
        r"| (?:and|in|by|when|with|but|the|a|as|it)\b)|"
        r"(?:0[1-9]/[0-9]{2}|(?:0?[1-9]|1[0-2])/(?:19|20)[0-9]{2})(?![0-9/%]|[.,][0-9])|"
        rf"[0-9]{{1,4}}(?:{LIST_JOIN}[0-9]{{1,4}})?[ ](?:(?:bce?|ad|ce)\b|(?:b\.c|a\.d)\.)|"
        rf"{YEAR}[- ]?(?:[qh][1-4]|w[0-5][0-9])(?![0-9a-z])|"
        r"[1-4][qh](?:['’]?[0-9]{2}|[ ]?(?:19|20)[0-9]{2})(?![0-9a-z%]|[.,][0-9])|"
        r"(?<![$€£¥₹\w.,-])(?:[69]|12)m[ ](?:19|20)[0-9]{2}(?![0-9a-z%]|[.,][0-9])"
    ),
    "a time of day": (
        rf"(?:{_TIME}(?:{LIST_JOIN}{_TIME})?|[0-2]?[0-9]\.[0-5][0-9])[ ]?(?:{ZONES})\b|"
        rf"(?<=20[0-9]{{2}}[ ])[0-2][0-9]\.[0-5][0-9][ ](?:{ZONES}|est)\b|"
        r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9]|:[0-9])"
        r"[ ]?[ap]\.?m\b\.?|"
        rf"(?:[01]?[0-9](?:\.[0-5][0-9])?{LIST_JOIN})?"
        r"[01]?[0-9](?:\.[0-5][0-9])?[ ]?(?:[ap]m\b|[ap]\.m\b\.?)|"
        r"[01]?[0-9][ ]?o['’]clock\b|12[ ](?:noon|midnight)\b"
    ),
    "a ratio": (
        r"(?<!from )[0-9]+(?:\.[0-9]+)?[ ]to[ ]1(?![%:/]|[ .,]?[0-9½¼¾]|[ ]?[a-z])|"
        r"[0-9]{1,3}-to-[0-9]{1,2}(?=[ ](?:votes?|majority|margin|ratio|odds|split|decision)\b)"
    ),
    "a place": (
        r"[0-9]{1,3}(?:\.[0-9]+)?[°º][ ]?(?:[0-9]{1,2}(?:[.,][0-9]+)?['’\u2032][ ]?)?"
        r"(?:[0-9]{1,2}(?:\.[0-9]+)?(?:[\"”\u2033]|'')[ ]?)?"
        r"(?:[nsew]|(?<=['’\u2032\u2033][ ])(?:north|south|east|west))\b"
    ),
    "an idiom": r"[0-9]{1,2}-for-[0-9]{1,2}(?![0-9%-])|[0-9]-in-1(?![0-9-])",
    "a score": (  # of cricket, "328 for 4"
        r"(?<![$€£¥])(?<![$€£¥] )[0-9]{1,3} for (?:[0-9]|10)"
        r"(?=[.,;)]?(?:\s?\Z|\n)|[.,;)]\s(?![0-9])|\s\("
        r"| (?:in|during|at|before|after|and|when|off|inside|to)\b)"
    ),
    "an ordinal": (
        r"[0-9]+(?:,[0-9]{3})*(?:(?<![1].)(?:(?<=1)st|(?<=2)nd|(?<=3)rd)|th)(?![a-z])"
        r"|[0-9]+ª[a-z]?(?![a-z])"
    ),
    "a size": (
        r"[1-9][0-9,]*(?:\.[0-9]+)?"
        r"(?:[ ]?[x×][ ]?(?!10[-−+^⁻⁰¹²³⁴-⁹])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?){1,2}"
        r"(?![ ]?(?:m?g|kg|[mc]?l|lb|oz)\b)(?![0-9]|[.,][0-9])|"
        r"[0-9]{1,3}-by-[0-9]{1,3}(?![0-9])"
    ),
    "a name": (
        r"(?:[0-9]{1,2}[dq]|[2-6]g|4to|8vo|1[26]mo)(?![a-z0-9])|"
        r"[0-9]{1,3}-?bit\b|[0-9]{1,3}-(?:[a-z]+ers|somethings|series|rated)\b|[0-9]{2,3}ers\b"
    ),
    "a rarity": r"1-in-[0-9,]+-years?\b",
}
