"""English: what the headers and the caption of a table say about its cells."""

from __future__ import annotations

import re

from factreport.english import words_of

YEARS = words_of(
    "year years fy date dates period season edition founded established opened built inaugurated"
)
LABELS = words_of("rank no nr # note notes ref position pos id code model zip")
# "15–24", "75+", "65 and over": what a group of people is called.
AGES = re.compile(
    r"(?:aged? )?[0-9]{1,3}(?: ?(?:[-–]|to|and) ?(?:[0-9]{1,3}|over|older|above|under|younger)|\+)"
    r"(?: years?(?: old)?)?",
    re.IGNORECASE,
)
# "Years ending March" and "week 3 of 2026" are not units.
TIME = re.compile(r"\b(?:end(?:ed|ing)|to)\b|\A[a-z]+ [0-9]", re.IGNORECASE)
OF_WHAT = re.compile(r"\b(?:of|to|by|from|for|with)\b")
# A corner that may name the unit of the table, unlike "Year".
CORNER_OF_UNIT = re.compile(
    r"[,(\[$€£%]|\b(?:in|thousand|million|billion|per ?cent|000s?)\b", re.IGNORECASE
)
# "Amounts in thousands", "expressed in millions of euros".
BEFORE_MAGNITUDE = re.compile(
    r"\A(?:(?:all )?(?:amounts?|figures?|values?|numbers?|data) )?"
    r"(?:(?:are )?(?:expressed|stated|shown|presented|given) )?in ",
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
