"""English: how texts name areas and groups, and what comes between a name and its figure."""

from __future__ import annotations

import re

from factreport.english import months
from factreport.english.comparisons import AGAINST
from factreport.english.vocabulary import table
from factreport.wording import fold

# Other names of countries, all in lower case.
ALIASES = table(
    "uk: britain|united kingdom|great britain; united kingdom: britain|british|uk|great britain; "
    "us: united states|america|american; united states: us|usa|america|american|americans; "
    "eu: european union; netherlands: dutch; germany: german|germans; france: french; "
    "spain: spanish|spaniards; poland: polish|poles; italy: italian|italians; ireland: irish; "
    "denmark: danish|danes; sweden: swedish|swedes; norway: norwegian|norwegians; "
    "finland: finnish|finns; switzerland: swiss; china: chinese; japan: japanese; "
    "portugal: portuguese; greece: greek|greeks; turkey: turkish|turks; "
    "scotland: scottish|scots; wales: welsh; england: english"
)
# "The North" for "Northern Zone", and "northern" for "North Area".
_POINTS = ("north", "south", "east", "west")
COMPASS = {point: f"{point}ern" for point in _POINTS} | {f"{point}ern": point for point in _POINTS}
# What turns the name of a place into a name of its people: "Londoners".
_PEOPLE = ("n", "ns", "an", "ans", "ian", "ians", "er", "ers", "ese")
_FROM_AGE = re.compile(
    r"(?:aged |age )?(?:(?:over|above|older than) (\d+)s?"
    r"|(\d+) ?(?:\+|(?:and|or) (?:over|older|above|more)))"
)
_TO_AGE = re.compile(r"(?:aged |age )?(?:under|below|younger than|up to) (\d+)")
_SIDES = (
    ("under", "below", "less than", "fewer than", "shorter than", "smaller than", "lighter than"),
    ("over", "above", "more than", "longer than", "larger than", "bigger than", "heavier than"),
)
_LIMIT = re.compile(rf"({'|'.join(sum(_SIDES, ()))}) (\d[\d,.]* [a-z]+)")  # "under 15 metres"
_BETWEEN_AGES = re.compile(r"(?:aged |age )?(\d+)(?: ?[–-] ?| to )(\d+)(?: years)?")
AGE = re.compile(r"\b(?:over|under)[\s-](\d\d?)(?:s\b|(?!\sper)(?=[.,;]?(?:\s|$)))|\baged\s(\d+)\b")
# Things of one kind that only a number tells apart: "4G", "Code 1", "type 2".
_NUMBERED = re.compile(
    r"\b(?P<before>\d{1,2})(?P<letter>[A-Z])\b"
    r"|\b(?P<kind>code|type|level|tier|stage|grade|class|band|category|zone|phase|group)\s"
    r"(?P<after>\d{1,2}|[A-E])\b",
    re.IGNORECASE,
)
AGE_NUMBER = re.compile(r"\b\d{1,3}\b")
# Groups of people that every text may name: "for women", "231,800 former smokers".
GROUP_AFTER = re.compile(
    r"\b(?:for|among)\s(?:the\s|all\s)?"
    r"(women|men|girls|boys|females|males|children|pensioners|teenagers|foreigners|immigrants)\b",
    re.IGNORECASE,
)
GROUP_KIND = re.compile(r"\s(former|female|male|foreign|young|elderly|retired|disabled)\b")
# A place that a text names: "in Ostland", "across the Low Hills", but not "in September".
PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Nn]eighbou?ring)\s(?:the\s)?"
    rf"(?!(?:{'|'.join(months.NAMES)}|Spring|Summer|Autumn|Winter|Christmas|Easter)\b)([A-Z][a-z]+(?:\s[A-Z][a-z]+)*)"
)
# Before what explains a figure: "thanks to legacies".
CAUSE = re.compile(
    r"\b(?:thanks(?:\sabove\sall)?\sto|(?:due|owing)\sto|because\sof|(?:driven|led|helped|boosted)\sby)\s[^,;.\d]{0,40}\Z"
    r"|[\d%]\sas\s(?:the\s)?\Z",  # "to 3.3% as food bills climb"
    re.IGNORECASE,
)
# Before a name that a figure leaves out: "outside Britain".
LEFT_OUT = re.compile(
    r"\b(?:outside|excluding|except(?:\sfor)?|apart\sfrom|other\sthan|without|not\scounting)"
    r"\s(?:of\s)?(?:the\s)?\Z",
    re.IGNORECASE,
)
# Before a name that something is compared with: "faster than women".
COMPARED_NAME = re.compile(
    r"\b(?:than|as|against|versus|vs\.?|unlike|ahead\sof|behind|above|below|exceed\w*|"
    r"overtook|outd[io]\w+|outperform\w*|outnumber\w*|that\sof|"
    r"compared\s(?:with|to))(?:\s(?:the|those|of|for|among|in|on|that|at))*\s$",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\btotal\sof\b|(?<!of\sthe\s)(?<!of\s)\b(?:total|overall|altogether|in\sall|as\sa\swhole|nationwide|"
    r"national(?:ly)?|(?:country|nation)['’]s)\b",
    re.IGNORECASE,
)
# Between the size of a difference and the name that it is measured from: "8 points lower than for".
FROM_NAME = re.compile(
    r"(?:\s[a-z]+){0,2}\s(?:than|ahead\sof|behind|above|below|short\sof)"
    r"(?:\s(?:the|those|that|of|for|among|in|on|at))*\s"
)
AND, OF = "and", " of "
# Before a name among which another one stands out: "the largest renewable source".
AMONG = re.compile(
    r"\bthe\s(?:[a-z-]+\s)?(?:[a-z]+est|most\s[a-z]+|only|main|leading)\s(?:of\s(?:the|all)\s)?\Z"
)
# After the head noun of a name.
OF_WHAT = re.compile(r"\b(?:and|with|of|in|for|from|who|that|to|at|by|on)\b")
LEADING_PREPOSITION = re.compile(r"\A(?:from|in|for|by|to|at|with)\s(?:the\s)?(?=\w)")

# Between a name and its figure

# Between the names, and between the figures of a list.
LISTED = re.compile(r"(?:,|,?\s(?:and|or))\s(?:the\s|in\s|for\s|at\s)*")
SEPARATOR = re.compile(r"(?:,|,?\s(?:and|or))\s")
LAST_SEPARATOR = re.compile(r",?\s(?:and|or)\s")
# Between two figures in the order of the names before them: "more than men (39.6 against 30.6)".
SET_AGAINST = re.compile(r"\s(?:against|to|versus|vs\.?|compared\s(?:with|to)|v|and)\s")
# Between a comparison of two names and the figures for them.
FIGURES_FOLLOW = re.compile(
    r"[^,;:()]{0,40}(?:\s\(|,\s(?:by\s|at\s|with\s[a-z\s]{1,30}\sof\s)?|:\s)"
)
# Between a name and the figure in its brackets.
OPENS_BRACKET = re.compile(r"\s\(")
FORMER = re.compile(r"\bthe\s(?:(?P<former>former)|latter)\b", re.IGNORECASE)
# Before a name that ends a list of other things: "52 counties, the coast, and Hubei".
LAST_ITEM = re.compile(r",[^,;\d]{1,80}, (?:and|or) \Z")
# Before a name in a relative clause, and after a name that such a clause is about.
IN_CLAUSE = re.compile(
    r",\s(?:which|who|whose|where|that)\b[^,]*\Z|,[^,]*\bof\s(?:them|these|those|which|whom)\b[^,]*\Z"
)
WHO_FOLLOWS = re.compile(r",\s(?:who|whose|which|where)\b")
# Between a name and the figure right after it: "girls, 9.1%", "women (37%)".
BESIDE = re.compile(r",?\s\(?(?:with\s|at\s|by\s|only\s|just\s|its\s|their\s){0,2}")
RIVAL = re.compile(rf"\b(?:{AGAINST})\s(?:just\s|only\s)?\Z")
# Between a figure and its name: "48.3 per cent in the Isles".
RIGHT_AFTER = re.compile(r"\s(?:in|at|for|among|on)\s(?:the\s)?")
ASIDE = re.compile(r",\s(?:in|near|the|a|an|part|home)\s(?:[^,;:()\d]{0,40}\s)?")
OF_NAME = re.compile(r"\s?(?:[^,;:()\d]{0,30}\s)?of\s(?:all\s|the\s)?")


def numbered_in(text: str) -> dict[str, set[str]]:
    """The numbers of the numbered things that a text names, by their kind: "G" has "4"."""
    numbers: dict[str, set[str]] = {}
    for match in _NUMBERED.finditer(text):
        kind = (match["letter"] or match["kind"]).lower()
        numbers.setdefault(kind, set()).add((match["before"] or match["after"]).upper())
    return numbers


def spellings_of(name: str) -> list[str]:
    """The ways to write a name: "65 or older" for "aged 65 and over"."""
    small = fold(name)
    for short, long in ALIASES.items():
        if re.search(rf"\b{short}\b", small):
            return [name, *(re.sub(rf"\b{short}\b", other, small) for other in long)]
    if match := _FROM_AGE.fullmatch(small):
        age = match[1] or match[2]
        ends = ("and over", "or over", "and older", "or older", "or above", "and above", "or more")
        return [f"{age} {end}" for end in ends] + [f"over {age}", f"over {age}s", f"{age} plus"]
    if match := _TO_AGE.fullmatch(small):
        return [
            f"{word} {match[1]}{s}"
            for word in ("under", "below", "younger than")
            for s in ("", "s")
        ]
    if match := _LIMIT.fullmatch(small):
        side = next(words for words in _SIDES if match[1] in words)
        return [f"{word} {match[2]}" for word in side]
    if match := _BETWEEN_AGES.fullmatch(small):
        first, last = match.groups()
        return [f"{first} {last}", f"{first} to {last}", f"{first} and {last}"]
    endings = _PEOPLE if name.isalpha() and name[0].isupper() else ()
    return [
        name,
        *(name + ending for ending in endings if name[-1] in "ae" or ending[0] != "n"),
    ]
