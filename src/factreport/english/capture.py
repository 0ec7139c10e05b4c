"""English: what capture asks of the words beside a figure before it proposes a fact."""

from __future__ import annotations

import re

from factreport.english import sentences
from factreport.english.directions import AFTER_PERCENT
from factreport.english.times import MONTH
from factreport.english.titles import PLACEHOLDER

# What ties a figure to the one before it: a comparison, an aside, a list.

# After a verb of change, this is where it ended: "fell below 5%".
LEVEL = re.compile(r"(?:below|above|under|beyond|over(?! [\d.]+ ?(?:%|per)))\b", re.IGNORECASE)
# "2 million tonnes lower than in 2022", "5 below the 2022 level", "200 more."
DIFFERENCE = re.compile(
    rf"\s(?:(?![a-z]+ed\s)[a-z]+\s)?(?P<word>{'|'.join(AFTER_PERCENT)})"
    r"(?:\s(?:\w+\s){0,2}than\b|\s(?:the|that|those|its|their|last|in)\b|\s*(?:[,.;()]|\Z))"
)
# "1.4 million more visitors than in 2005".
MORE = re.compile(
    r"\s(?P<word>more|fewer)\s(?!than\b)(?P<noun>[a-z-]+(?:\s[a-z-]+){0,2}?)"
    r"(?=\s(?:than|compared)\b|[.,;)]|\Z)"
)
# "103,000 (1.9%)", "$44 million, or $0.89"; "38 ships, up from 31", "$52 million against $48".
ASIDE = re.compile(r"[\w\s-]{0,40}[(\[](?:or\s)?|(?:\s[a-z]+)?,?\s(?:or|i\.e\.)\s")
COMPARED = re.compile(
    r"(?:(?!\b(?:and|but|while|whereas)\b|,\sor\b)"
    r"(?:[^.;:()\d]|(?<=[A-Za-z])\d|\.\s(?=This\scompares))){0,120}?"
    r"[,\s](?:(?:up|down)\s)?(?:from|against|versus|compare[sd]\s(?:with|to)"
    r"|times\s(?:the|that|those))\s(?:[^.,;:()]{0,60}\sof\s)?"
    r"|(?:[^.;:()\d]{0,60},)?\s(?:[a-z]+\s)?(?:(?:fewer|more|less|higher|lower)\s)?than\sthe\s"
)
# "Compared with a net loss of 5", "against a target of 5".
NAMED_LEVEL = re.compile(
    r"\b(?:with|to|against|versus|from)\s(?:(?:an?|the|its)\s)?(?P<words>[^\d.,;:()]{2,60})\sof\s\Z"
)
# "Sales of wheat and barley were 5 and 6, respectively".
PAIR = re.compile(
    r"(?P<lead>.*\b(?:of|in|for|from|to|among)\s)?(?P<first>(?:(?!\band\b)[^,])+?)\sand\s(?P<second>[^,]+)"
)
RESPECTIVELY = re.compile(
    rf"[^.;{PLACEHOLDER}]*(?P<gap>{PLACEHOLDER}[^.;{PLACEHOLDER}]*)?\brespectively\b"
)
# "310,000 of them travelled", "40% of it for the vessel".
OF_THEM = re.compile(
    r"\s*of\s(?:them|it|whom)\b(?P<was>\s(?:were|was|are|is|had|have|has)){0,3}"
    r"\s?(?P<words>[^.,;:()‖]*)"
)
BRACKET = re.compile(r"\(\s?(?:(?:previously|prior year|before)\b)?[\s:=,]*\Z")
# "Burglary rose by 3%, robbery by 1% and theft by 5%".
ELLIPSIS = re.compile(
    r"\)?,?\s(?:and\s|(?P<followed>followed\sby)\s)?"
    rf"(?P<what>(?:(?!\b(?:and|but|{'|'.join(sentences.FINITE)})\b)[^.,;:()\d]){{3,40}})"
    r"\s(?(followed)with|by)\s"
)
# "Road deaths, which was 5% lower", and the next part of a list: ", pedestrians 26%".
WHICH_WAS = re.compile(r"\b(?:which|that)\s(?:is|are|was|were)\s\Z")
NEXT_PART = re.compile(
    r".*?(?:,|\band)\s(?:and\s)?(?P<what>[a-z][a-z ]{2,40}?)\s(?:for\s)?\Z", re.DOTALL
)
MEASURES = ("quantity", "value", "volume", "number", "weight")  # of what was named before
# "Exports rose by 4%, that of imports by 6%".
THAT_OF = re.compile(r"(?:that|those|one) of (?:the )?")
AND = re.compile(r"(?:(?!\b(?:was|were|is|are|and)\b)[^.;:()\d]){0,60}?\sand\s(?:from\s)?")
TO = re.compile(r"(?:(?!\b(?:and|but|while|whereas)\b)[^.;:()\d]){0,80}?\sto\s")
# "Take-up is higher in rural areas (49% vs. 25%)": nothing says what the second value is of.
VERSUS = re.compile(r"\d%?\s(?:vs\.?|versus)\s\Z")
# After a change, what it is counted from: "0.5% from March and 9.6% above last year".
ON_BASIS = re.compile(
    r"(?:\s?\([^()]{1,12}\)\*?)?(?:\sin\s[12]\d{3},?)?\s(?:higher\s|lower\s|more\s|less\s|fewer\s)?"
    r"(?:from|above|below|on|than|over|compared\s(?:with|to))"
    r"\s(?:the\s)?(?:(?:same|previous|preceding)\s)?(?:[a-z]+\s){0,2}?"
    rf"(?P<unit>month|quarter|year|[12]\d{{3}}(?![-/–]\d)|{MONTH}(?:\s(?P<year>\d{{4}}))?)\b"
    # "The same month of the previous year", "the quarter a year earlier".
    r"(?P<of_year>(?:\s(?:of|in|a))?(?:\s(?:the|last|previous|preceding|prior))*\syear\b)?"
)
LOSS = re.compile(r"(?<=[Nn]et\s)loss\b|(?<=[Oo]perating\s)loss\b")
BASIS = re.compile(r"\s(on an? (?!annual|year)[a-z][\w -]{2,30} basis)\b")

# Which times in a sentence do not belong to its figure.

MONTH_NAME = re.compile(rf"\b{MONTH}")
# These go with the time before them: "this year's crop", "the 2010 period".
AFTER_TIME = re.compile(r"['’]s?\b|\speriod\b")
# A part of a year.
PART = re.compile(r"quarter|half|month|\b[QH][1-4]\b|\b[1-4][QH]\b", re.IGNORECASE)
COMPARING = re.compile(r"\b(?:compared|against|versus|up|down)\b|\bfrom\s[$€£¥]?\d")
# "Sales slipped 1.5% after the closure of two plants in June".
EVENT = re.compile(r"\b(?:after|following|before)\s(?:the|its|an?)\s[^,;.]*\Z")
# "35% (16.2 million) in 2006".
BRACKET_AND_TIME = re.compile(r"\s?(?:\([^()]{1,40}\)|\))\s(?:in|for|during)\s(?:the\s)?")
AS_OF = re.compile(r"\(as\s(?:of|at)\s\Z")
# "A 5% decrease on", "5% lower than in", "up 5% from the".
BASE = re.compile(
    r"\b(?:from|than|versus|against|compare[ds]?\s(?:with|to)|(?:increase|decrease|rise|fall|up|down)\son)"
    r"\b[^,;.]*\Z"
)
ON = re.compile(r"\son\s(?:the\s)?")  # right after a change: "up 5% on 2019"
FROM = re.compile(
    r"\bcompare[ds]?\s(?:with|to)\s(?:the\s)?\Z|"
    r"\bfrom\s(?:[^,;\s]{1,12}(?:\s[a-z]+){0,3}\s(?:in|for)\s(?:the\s)?)\Z"
    r"|\b(?:up|down|unchanged)\s(?:[^,;\s]+\s)?from\s(?:[a-z]+\s){0,3}\Z"
)
# "In line with the previous year's level": a time that is only compared with.
ALIKE = re.compile(
    r"\b(?:in\sline\swith|similar\sto|comparable\s(?:to|with)|unchanged\sfrom|level\swith)\s(?:the\s)?\Z"
)
# Before a time with which a sentence opens.
OPENING = re.compile(r"\s?(?:In|On|At|By|During|For|As\sof)\s(?:the\s)?")
SINCE = re.compile(r"\b[Ss]ince\s[^\W\d_][^,;.]*\Z")  # "Since announcing it in 2020, …"
SUPERLATIVE = re.compile(r"\b(?:most|least|first|record|worst|best|[a-z]{2,}est)\b")
QUARTERLY = re.compile(r"\b(?:quarter|quarterly|half|month)\b", re.IGNORECASE)
ANNUAL = re.compile(r"\b(?:annual|annually|yearly|full[ -]year)\b", re.IGNORECASE)
# "At the end of 2024" is the last day of the year.
AT_END = re.compile(r"\b(?:at|by|as\s(?:of|at))(?:\sthe)?\s\Z", re.IGNORECASE)
END = re.compile(r"(?:the\s)?(?:end|close)\b", re.IGNORECASE)
# A time that is named, "June 2024", "this year"; "a year earlier" is counted from another.
NAMED = re.compile(rf"\b[12]\d{{3}}\b|\b(?:this|current)\b|{MONTH}", re.IGNORECASE)
# A text that says so appeared soon after the time it is about.
RECENT = re.compile(
    r"\b(?:this\s(?:year|month|quarter|week|season|spring|summer|autumn|winter)|last\s(?:year|month))\b",
    re.IGNORECASE,
)
# These have a value at any time, so that a change over a year ends at one.
STANDING = re.compile(
    r"\b(?:prices?|index|rates?|rents?|populations?|(?:un)?employment|headcount|workforce|membership"
    r"|stocks?|debts?|deposits|average)\b",
    re.IGNORECASE,
)
PAST_YEAR = re.compile(
    r"\s(?:in|over|during)\sthe\s(?:past|last)\s(?:year|(?:12|twelve)\smonths)\b"
)

# Figures that are not worth keeping: ages, durations, suppositions.

# What did not happen: "without the strike it would have handled 4,900 tonnes".
SUPPOSED = re.compile(r"\b(?:would|could|might|should)\shave\b[^.;]*\Z", re.IGNORECASE)
# With a footnote mark, "2008.18", or in a reference, "2014b".
YEAR = re.compile(r"(?:19|20)\d\d(?:\.\d\d?|[a-f]\b)?")
# "the first 10 years", "over the past two decades".
STRETCH = re.compile(
    r"\b(?:first|last|past|next|previous|preceding|following|coming|every)\s(?:\w+\s)?\Z"
    r"|\b(?:over|for|during|within|throughout)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
# "The UK's four nations": a few things that the reader knows.
DEFINITE = re.compile(r"(?:\b(?:the|its|their|these|those|our|both)|['’]s?)\s\Z", re.IGNORECASE)
CONFIDENCE = re.compile(r"\s(?:confidence|margin of error)\b")
KIND = re.compile(r"[\s-](?:year|month|week|day|hour)\s[a-z]")  # "the 11 year period"
EXACT = re.compile(r"\s\([^()\d]{0,20}[\d.]+(?:%|\sper\s?cent)\)")  # "almost half (48%)"

# "Aged under 16", "64% were under 11", "those aged either 25 to 29".
AGED = re.compile(
    r"\b(aged?|ages|those|people|persons|children|adults|men|women|were|are)(?:\seither)?\s"
    r"(?:(?:under|over|below|above|beyond)\s|[a-z\d]+-to-)?\Z",
    re.IGNORECASE,
)
LIMIT = re.compile(r"(?:under|over|below|above|beyond)\s(?!.*%)", re.IGNORECASE)
OR_OLDER = re.compile(r"\byears?\s(?:of\sage\s)?(?:and|or)\s(?:older|over|above|under|younger)\b")
# "Smokers of 30 or more cigarettes a day": who is counted.
OR_MORE = re.compile(
    r"\d\s?(?:\+|(?:[a-z]+\s)?(?:or|and)\s(?:more|fewer|less|under|over|above|below)\b)"
)
SHARE_OF_AGE = re.compile(r"\s\([\d.]+\s?%")
OF_AGE = re.compile(r"[^.;()]{0,25}\bage\s(?:groups?|bands?)\b|(?:\syears?)?\s(?:old|of\sage)\b")
