"""English: what a text says about a figure besides its value: denied, wanted, expected, revised."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from factreport.english import months
from factreport.english.vocabulary import SMALL

# In a title, the name of a change without a word for it: "CPI, 12-month rate".
RATE_OF_CHANGE = re.compile(
    r"\b(?:(?:\d+|one|three|six|twelve)[- ]months?|annual|yearly|monthly|quarterly) rate\b"
    r"|\b(?:year|month|quarter)[- ]on[- ](?:year|month|quarter)\b",
    re.IGNORECASE,
)
# Before a limit that was not passed: "in no month more than", "neither brought fewer than".
NEVER = re.compile(
    r"\b(?:no|none|neither|nor|never|not)\b[^,;:.\d]*(?:\d{4}[^,;:.\d]*)*\Z", re.IGNORECASE
)
# Right before a figure that it denies: "sales were not 77,100".
DENYING = re.compile(r"(?:\bnot|n['’]t|\bnever)\s\Z", re.IGNORECASE)
# What improves by rising, and verbs that say whether it did.
EARNED = re.compile(
    r"\b(?:profit|earnings|income|result|surplus|balance|cash\sflow)\b", re.IGNORECASE
)
BETTER = re.compile(r"\b(?:(?P<up>improv)|worsen|deteriorat)\w*\sby\b", re.IGNORECASE)
GAIN = re.compile(r"\b(?:profit|surplus|gain|income)s?\b", re.IGNORECASE)
LOSS = re.compile(r"\b(?:loss(?:es)?|deficits?|shortfall)\b", re.IGNORECASE)
# A limit in a title or a text: "within 18 weeks", "under five minutes"; and "category A".
_LIMIT = re.compile(
    rf"\b(?:within|under|over|after)\s(\d+|{'|'.join(SMALL)})\s(?:working\s)?([a-z]+?)s?\b",
    re.IGNORECASE,
)
_CATEGORY = re.compile(
    r"\b(?i:(categor(?:y|ies)|type|class|grade|stage|tier|phase|band|scope|level|zone|hepatitis|"
    r"influenza|vitamin))\s([A-Z]|\d)\b(?![.,]?\d|%)"
)
_PER_NUMBER = re.compile(r"\bper\s(\d[\d,]*|thousand|million)")
_EACH = re.compile(
    r"\b(?:(?:a|per|each)\s(hour|day|week|month|year)|(hour|dai|week|month|year)ly)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)  # the same facts and sentences are compared again and again
def marks_in(text: str) -> Mapping[str, set[str]]:
    """The limits, categories and rates of a text: {"week": {"18"}, "category": {"A"}}."""
    marks: dict[str, set[str]] = defaultdict(set)
    for number, unit in _LIMIT.findall(text):
        marks[unit.lower()].add(str(SMALL.get(number.lower(), number)))
    for noun, mark in _CATEGORY.findall(text):
        marks[noun.lower()].add(mark)
    for period, adverb in _EACH.findall(text):
        marks["each"].add((period or adverb).lower().replace("dai", "day"))
    marks["per"].update(_PER_NUMBER.findall(text))
    return dict(marks)


# The base of a change: "on the month", "than a year earlier", "annual growth".
_UNIT = "(year|quarter|month|week)"
_BASE = re.compile(
    rf"\b(?P<same>same|corresponding)\s(?:month|quarter|period|week|time)\b"
    rf"|\b(?:on|over|than(?:\sin)?|from|against|with|versus)\s"
    rf"(?:(?:a|one|the|last|previous|preceding|prior|that|of|in)\s){{1,4}}{_UNIT}\b"
    rf"(?!\s(?:to(?!\s[$€£]?\d+[.,%])|ended|ending|of)\b)"
    rf"|\b(?:a|one|the)\s{_UNIT}\s(?:earlier|before|ago|previously)\b"
    rf"|\b(?P<twelve>12|twelve)\smonths\s(?:earlier|before|ago|previously)\b"
    rf"|\b{_UNIT}[-\s](?:on|over)[-\s]{_UNIT}\b"
    r"|\b(?:(?P<annual>annual|12-month|twelve-month)|(quarter|month|week)ly)\s(?:\w+\s)?"
    r"(?:rate|growth|change|increase|decrease|fall|rise|inflation)\b",
    re.IGNORECASE,
)


def base_in(text: str, start: int = 0, end: int | None = None) -> str | None:
    """How far back the base of a change is: "year", "month"; None if the text does not say."""
    match = _BASE.search(text, start, len(text) if end is None else end)
    if match is None:
        return None
    return next(
        (unit.lower() for unit in match.groups() if unit and unit.lower() in _STEPS), "year"
    )


# Before the time of the base of a change: "28% up on February".
BEFORE_BASE = re.compile(r"\b(?:on|than|from|over|against|with)\s(?:(?:in|the)\s){0,2}\Z")
_STEPS = ("year", "quarter", "month", "week")

# Before a figure that was a target or an assumption: "the target was", "they would have had".
SUPPOSED = re.compile(
    r"\b(?:(?:target|goal|objective|guideline|threshold|ceiling)s?\s(?:of|was|is|were|are|for|had|stood)"
    r"|(?:would|could|might|should)\s(?:not\s|never\s)?have)\b"
    r"(?:(?!\s(?:with|by|as|but|and|because|if|than)\b)[^,.;:()])*$",
    re.IGNORECASE,
)
# Before a figure for a time to come: "is set to reach", "forecasters expect".
EXPECTED = re.compile(
    r"\b(?:expect(?:s|ed)?|forecast(?:s|ers)?|project(?:s|ed)|predict(?:s|ed)?|set\sto|likely\sto|"
    r"due\sto\s(?:rise|fall|reach|grow)|will|next\syear)\b[^.;]*\Z",
    re.IGNORECASE,
)
AIM = re.compile(
    r"\b(?:target|goal|objective|guideline|threshold|ceiling|forecast|potential)s?\b", re.IGNORECASE
)
# "Closed 398 shops" does not say how many there are.
OPENED_OR_CLOSED = re.compile(
    r"\b(?:closed|shut|opened)(?:\s(?:down|about|some|nearly|almost|around|its|the))*\s$",
    re.IGNORECASE,
)
OPENING_OR_CLOSING = re.compile(r"\b(?:clos|shut|open|new\b|change)", re.IGNORECASE)
# In a title, words with a negative meaning of their own: "food-insecure households".
NEGATIVE = re.compile(
    r"\b(?:not|no|never|first-time|without|lack\w*|fail\w*|missed|ineligible|inactive|insecure|inadequate|"
    r"insufficient|un(?!i|der|it)\w{4,}|non-?\w{4,}|\w{3,}less)\b",
    re.IGNORECASE,
)
NEGATION = re.compile(
    r"\b(?:had|have|has|was|were|is|are|did|do|does|could|can)(?:\snot|n['’]t|\snever)\b(?!\sonly)",
    re.IGNORECASE,
)

# "Was revised from 430,000 to 436,000": the sentence itself says that a value is the old one.
REVISING = re.compile(
    r"\b(?:revis|restat|correct|resubmitt)(?:e[ds]?|ing|ions?|ements?)\b", re.IGNORECASE
)
OLD = re.compile(
    r"\b(?:first|initial(?:ly)?|original(?:ly)?|previous(?:ly)?|provisional(?:ly)?|preliminary|"
    r"not\sthe|at\sthe\stime)\s(?:estimate|figure|count|reported|put|said|given|announced|"
    r"published|counted|stood)\b[^.;()\d]{0,40}(?:\d{4}[,\s][^.;()\d]{0,20})?\Z"
    r"|\b(?:having|had)\s(?:first\s)?(?:put\sit\sat|reported|said|estimated|been\sput\sat)"
    r"[^.;()\d]{0,20}\Z|(?:\(|\b)not\sthe\s\Z",
    re.IGNORECASE,
)
FORMERLY = re.compile(
    r"\b(?:initial(?:ly)?|original(?:ly)?|first|earlier|previous(?:ly)?|provisional(?:ly)?|"
    r"preliminary|instead\sof|not)\s[^,;.\d]{0,40}\Z",
    re.IGNORECASE,
)
NEW = re.compile(r"\brevised\s(?:[a-z]+\sof\s)?[$€£¥]?\Z", re.IGNORECASE)  # "from a revised 5"
# Before a value that a text calls an early one, or dates: "in May the office said".
GIVEN = re.compile(
    r"\b(?:flash|preliminary|provisional|initial|original|replaces?)\b"
    rf"|\b(?:in|on)\s(?:\d{{1,2}}\s)?(?:{months.NAME})\b[^.;:]{{0,40}}"
    r"\b(?:said|gave|put|reported|announced|published|estimated)\b",
    re.IGNORECASE,
)
LAST_YEAR = re.compile(r"\blast\syear\b", re.IGNORECASE)
# "Now at 61,270", but not "the office now gives 61,270".
NOW = re.compile(
    r"\b(?:now(?!\s(?:puts?|gives?|says?|estimates?|reckons?|counts?|expects?)\b)|today|currently|"
    r"at\spresent|at\sthe\slatest)\b",
    re.IGNORECASE,
)
