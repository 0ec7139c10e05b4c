"""English: what the headers and the caption of a table say about its cells."""

from __future__ import annotations

import re

from factreport.english import months
from factreport.english.vocabulary import words_of

YEARS = words_of(
    "year years fy date dates period season edition founded established opened built inaugurated "
    "disestablished dissolved abolished closed demolished"
)
LABELS = words_of("rank no nr # note notes ref position pos id code model zip")
# A header leaves out the article: "Year earlier".
_SHIFT = re.compile(r"(?:year|half|quarter|month|week) (?:earlier|ago|before)\b", re.IGNORECASE)
# Over the columns of a calendar.
WEEKDAYS = words_of(
    "mo tu we th fr sa su mon tue wed thu fri sat sun m t w f s monday tuesday wednesday thursday "
    "friday saturday sunday"
)
NAME_OF_ROW = re.compile(rf"(?!{months.NAME}\b)\b[^\W\d_]{{2,}}", re.IGNORECASE)
VERSIONS = words_of("version versions release releases")
PAGES = frozenset(("page", "page no", "page number"))
LABEL_OF_ROW = re.compile(
    r"(?:Item|Chapter|Section|Annex|Appendix) [0-9A-Z]{1,3}\.?", re.IGNORECASE
)
SCORES = words_of("score scores result results record")
# "15–24", "75+", "65 and over": what a group of people is called.
AGES = re.compile(
    r"(?:aged? )?[0-9]{1,3}(?: ?(?:[-–]|to|and) ?(?:[0-9]{1,3}|over|older|above|under|younger)|\+)"
    r"(?: years?(?: old)?)?",
    re.IGNORECASE,
)
# "Years ending March", "Year earlier" and "week 3 of 2026" are not units.
TIME = re.compile(r"\b(?:end(?:ed|ing)|to|earlier|ago|before)\b|\A[a-z]+ [0-9]", re.IGNORECASE)
OF_WHAT = re.compile(
    r"\b(?:of|to|by|from|for|with|without|before|after|on|excl(?:uding)?|incl(?:uding)?)\b"
)
# A corner that may name the unit of the table, unlike "Year".
CORNER_OF_UNIT = re.compile(
    r"[,(\[$€£%]|\b(?:in|thousand|million|billion|per ?cent|000s?)\b", re.IGNORECASE
)
# "Amounts in thousands", "expressed in millions of euros", "Emissions reported in tonnes".
BEFORE_MAGNITUDE = re.compile(
    r"\A(?:(?:.{1,80} )?(?:expressed|stated|shown|presented|given|reported|measured) "
    r"|(?:all )?(?:tables?|amounts?|figures?|values?|numbers?|data) )?in ",
    re.IGNORECASE,
)
# "In millions, except per share data".
EXCEPTION = re.compile(r",? except\b", re.IGNORECASE)
EXCEPT_SHARES = re.compile(r"\bexcept(?: for)?(?: the)?(?: number of)? shares?\b", re.IGNORECASE)
PER_SHARE = re.compile(r"\bper (?:[a-z]+ )?share\b|\beps\b", re.IGNORECASE)
# In a header, the sign of a rate, which a scale above the table does not scale.
RATES = words_of("per eps")
IN_SCALE = re.compile(r"\bin (thousand|million|billion)s\b", re.IGNORECASE)
# Before the title of a table.
LABEL_OF_TABLE = re.compile(r"(?:Table|Figure|Chart)\s[\w.-]+[:.|]?\s*", re.IGNORECASE)
# Over the labels of the rows, or in the title of a table after "by": what the labels are.
AREAS = words_of(
    "area areas region regions country countries county counties city cities town towns state "
    "states district districts province provinces borough boroughs municipality nation nationality "
    "council authority hospital hospitals school schools university trust constituency territory "
    "origin destination destinations location continent canton cantons prefecture prefectures "
    "department departments parish parishes governorate governorates island islands community"
)
GROUPED_BY = words_of(
    "sex gender age ages ethnicity type types kind category class sector industry tenure product "
    "products mode occupation fuel crop species segment division brand method purpose cause "
    "qualification offence technology source sources"
)
# What a label for all of them together begins or ends with, or is.
WHOLES = words_of("both all total totals overall whole sum average")
CLOSING_WHOLES = words_of("total average combined")
WHOLE_LABELS = words_of("group company combined")
# A name that belongs to the rest alone, and no name of a place.
RESTS = words_of("other others rest unknown")
# Over the labels of the rows, these say nothing about what is counted.
NO_NOUNS = words_of(
    "item items indicator indicators measure measures metric metrics description name variable "
    "results highlights figures statistics data table unit units line"
)
# In the title of a table, before what its labels are: "Patients treated, by clinic".
BY = re.compile(r",? by ", re.IGNORECASE)
# Over a column of differences between the two before it.
CHANGES = words_of("change difference growth variation increase decrease")
# "Change from April (%)", "% on 2019": before the time with which values are compared.
_COMPARED = re.compile(
    rf"(?:\b(?:{'|'.join(sorted(CHANGES))})\b|%).*\b(?:on|from|since|over|against|with|to|vs\.?|versus)\s\Z",
    re.IGNORECASE,
)
# "Weighted average shares - basic": how many, in a table of money.
OF_SHARES = re.compile(
    r"\b(?:average|diluted|basic|number of)\b.{0,30}\bshares\b|\bshares (?:used|outstanding)\b",
    re.IGNORECASE,
)
# Over a count with its share: "12 (4.5)".
COUNT_AND_SHARE = re.compile(
    r"\b(?:n|no\.?|numbers?|count|patients|frequency)\b[^(]*\(%\)", re.IGNORECASE
)
# A row of a table of money that is not an amount of it.
NO_MONEY = re.compile(
    rf"{OF_SHARES.pattern}|%|\b(?:ratio|rate|margin|percent|per ?cent|number of)\b"
    r"|\b(?:shares|numbers?|stores|customers"
    r"|subscribers|employees|units|branches|headcount|people|staff|workers|population|employment"
    r"|days|goals|members|fans|visitors|outstanding)\W*\Z",
    re.IGNORECASE,
)


def is_base(header: str, start: int) -> bool:
    """Whether a header names a time only to say with what its values are compared."""
    return bool(_COMPARED.search(header, 0, start))


def lead_of(header: str) -> str:
    """The words that prose would have before a header that names a time, "" if it needs none."""
    if header in months.NAMES:
        return "in "
    return "in a " if _SHIFT.match(header) else ""
