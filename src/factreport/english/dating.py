"""English: which times in a sentence do not belong to its figure."""

from __future__ import annotations

import re

from factreport.english.times import MONTH

WEEKS = re.compile(r"\d+-week")  # "the 13-week quarter"
MONTH_NAME = re.compile(rf"\b{MONTH}")
# A part of a year.
PART = re.compile(r"quarter|half|month|\b[QH][1-4]\b|\b[1-4][QH]\b", re.IGNORECASE)
COMPARING = re.compile(r"\b(?:compared|against|versus|up|down)\b|\bfrom\s[$€£¥]?\d")
# "A 5% decrease on", "5% lower than in", "up 5% from the".
BASE = re.compile(
    r"\b(?:from|than|versus|against|compare[ds]?\s(?:with|to)|(?:increase|decrease|rise|fall|up|down)\son)"
    r"\b[^,;.]*\Z"
)
FROM = re.compile(
    r"\bcompare[ds]?\s(?:with|to)\s(?:the\s)?\Z|"
    r"\bfrom\s(?:[^,;\s]{1,12}(?:\s[a-z]+){0,3}\s(?:in|for)\s(?:the\s)?)\Z"
    r"|\b(?:up|down|unchanged)\s(?:[^,;\s]+\s)?from\s(?:[a-z]+\s){0,3}\Z"
)
SINCE = re.compile(r"\b[Ss]ince\s[^\W\d_][^,;.]*\Z")  # "Since announcing it in 2020, …"
SUPERLATIVE = re.compile(r"\b(?:most|least|first|record|worst|best|[a-z]{2,}est)\b")
QUARTERLY = re.compile(r"\b(?:quarter|quarterly|half|month)\b", re.IGNORECASE)
ANNUAL = re.compile(r"\b(?:annual|annually|yearly|full[ -]year)\b", re.IGNORECASE)
# "At the end of 2024" is the last day of the year.
AT_END = re.compile(r"\b(?:at|by|as\s(?:of|at))(?:\sthe)?\s\Z", re.IGNORECASE)
END = re.compile(r"(?:the\s)?(?:end|close)\b", re.IGNORECASE)
# A time that is named, "June 2024", "this year"; "a year earlier" is counted from another.
NAMED = re.compile(r"\b[12]\d{3}\b|\b(?:this|current)\b", re.IGNORECASE)
