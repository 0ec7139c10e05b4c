"""English: what the headers and the caption of a table say about its cells."""

from __future__ import annotations

import re

from factreport.english import words_of

YEARS = words_of(
    "year years fy date dates period season edition founded established opened built inaugurated"
)
LABELS = words_of("rank no nr # note notes ref position pos id code model zip")
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
