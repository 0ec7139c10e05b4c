"""English: the words by which a text compares two figures, or gives the size of a change."""

from __future__ import annotations

import re

from factreport.english.directions import BEFORE_NO_RISE, WITH_SIZE

# Before what something is compared with.
AGAINST = r"than|against|versus|vs\.?|compared\s(?:with|to)"
# What may come between such a word and a number, besides other words.
_SOME = r"the|a|an|some|about|just|only|nearly|almost|around|roughly"
_RESTATED = r"restated|revised|initial|(?:down|up)wardly"
_MONEY = r"\s?[$€£¥]?$"

# Words right before a figure that others are compared with; such a figure has its own time.
COMPARED = re.compile(
    rf"\b(?:from|{AGAINST}|relative\sto|after|(?:up|down|increase|decrease|rise|fall|drop|decline|improvement|advance)\son|above|below|"
    rf"over(?=\s(?:the|its|their|last)\b))(?:\s(?:last\s)?[\w-]{{1,20}}['’]s)?(?:\s(?:{_SOME}|{_RESTATED}|its|their|was|were|in|of|"
    r"all-time|record|level|figure|total|previous|prior|low|high|mere|still|"
    rf"national|regional|overall|global|average|mean|median|rate|peak))*{_MONEY}",
    re.IGNORECASE,
)
FROM = re.compile(rf"\bfrom(?:\s(?:{_SOME}|{_RESTATED}))*{_MONEY}", re.IGNORECASE)
TO = re.compile(rf"\b(?:to|at|reach(?:ed|es|ing)?)(?:\s(?:{_SOME}))*{_MONEY}", re.IGNORECASE)
# "Below the 36.4 percent" is a comparison.
WITH_ARTICLE = re.compile(
    r"(?:\w+\s){0,2}(?:above|below|over|under|than|exceed\w*|surpass\w*)\sthe\b", re.IGNORECASE
)
# Between two figures of which the second goes on about what the first counts: "; in May it was".
GOES_ON_WITH = re.compile(
    r"\b(?:(?:it|they)\s(?:(?:was|were|stood)|had\s(?:been|stood))|having\s(?:been|stood))\b"
    r"[^,;:.()\d]{0,30}\Z",
    re.IGNORECASE,
)
# "First given as 524,000, it has been revised upwards to 529,000."
REVISED_TO = re.compile(
    rf"\b(?:revised|corrected|restated)\s(?:up|down)(?:wards?)?\s(?:slightly\s)?to(?:\s(?:{_SOME}))*{_MONEY}"
)
THAN_IN_BRACKETS = re.compile(r"\bthan\b.*\(\s?$")
# Between two figures that are compared, and between a figure and the time of its base.
SET_AGAINST = re.compile(rf"\b(?:{AGAINST})\b[^,;.\d]*\Z")
SINCE = re.compile(
    rf"[^,;:()\d]{{0,40}}\b(?:from|since|{AGAINST}|above|below|on)(?:\s[a-z]+){{0,4}}\s"
)
# Between a figure and the base that it is compared with: "27 more than the 2,876".
TO_BASE = re.compile(r"(?:(?!\bfrom\b)[^,;()\d]){1,40}")
# Between two figures of one clause: "gained 5 to reach 8".
TO_NEXT = re.compile(r"(?:\sin\s\w+)?\sto\s(?:reach\s|just\s|about\s|some\s)?[$€£¥]?")
# A figure in brackets, or a percentage between commas, after the one that it is a part of.
BRACKET = re.compile(
    r"[^,;.()]{0,20}(?:\([^()]*\)|,\s(?:or\s)?[^,;.()]{0,20}\d(?:%|\sper\s?cent),)"
)
# Between a figure and another that says the same: "8,900 hectares, or 89 km²".
OR = re.compile(r"[^,;().]{0,20},?\s(?:or|i\.e\.)\s|\s\(")

# Between a figure and the next one of its list: "about 612,000 in October, 438,000".
IN_LIST = re.compile(r"(?:\s[^\W\d]+){0,4}\s(?:in|at|for)\s[^,.;:()\d]{1,30}(?:,|,?\sand)\s")
# Signs that two areas or groups are compared.
COMPARES = re.compile(
    r"\b(?:than|against|versus|vs|compared|as\s(?:many|much|high|large|often)|gap|difference|between|"
    r"outnumber\w*|exceed\w*|lower|higher|more|fewer|less|ahead|behind|times|below|above)\b",
    re.IGNORECASE,
)
# "Higher among women (6.9%) than among men (7.4%)" compares levels, "rose more" changes.
HIGHER = re.compile(
    r"\b(?:(?P<up>higher|larger|greater|bigger)|(?P<down>lower|smaller))\b(?![^.;]*\bby\b)"
)
# Before a level that is compared: "it has not been lower since May (3.1%)".
LEVEL_COMPARED = re.compile(
    r"\b(?:lower|less|fewer|smaller|weaker)\s(?:than|since)\b[^,;.\d]*(?:\s\d{4})?\s\(\Z"
)
# "More than 5 million" is a limit of one figure; "a figure revised upwards" and "held up" tell of
# no change; neither do homes that "were lost".
NO_MOVE = re.compile(
    r"\b(?:(?:was|were|been)\slost|end(?:s|ed|ing)?\sup\s(?:in|as|with|at|on)\b|(?:more|less|fewer|longer|shorter)\sthan\s(?=\d|an?\b)|a\s\w+\srevised\s(?:up|down)\w*"
    rf"|(?:{'|'.join(sorted(BEFORE_NO_RISE))})\s(?:up|down)\b)"
)
# "The lowest since 2022", "at their highest".
EXTREME = re.compile(
    r"\b(?P<ever>at\s(?:its|their)\s|record\s|all-time\s)?"
    r"(?:(?P<low>lowest|smallest|weakest|fewest|low)|(?:highest|largest|strongest|biggest|high))\b"
    r"(?P<later>[^.;]{0,40}\b(?:on\srecord|ever|so\sfar|in\sthe\sseries)\b)?"
)
# After a level, how it moved: "61,000 in 2016, up on 2015", "1,063,996 loans, fewer than in 2011".
MOVED = re.compile(
    r"[^,.;:()]{0,40},\s(?:(?:up|down)\s(?:on|from)|(?:more|fewer|less|higher|lower)\sthan)\s(?:in\s)?"
    r"(?=(?:a|the)\s[a-z]|\d{4}\b|[A-Z])"
)
# A sentence that goes on about the figure before: "That was up from".
GOES_ON = re.compile(r"\s*(?:That|This|It)\s(?:is|was|has\sbeen)\b[^\d]*\Z")
LAST_PART = re.compile(r"[^,]*(?:,\s(?:to|at)\s?[$€£¥]?)?\Z")

# Verbs of change that may come right before its size, and all that show that a size follows.
CHANGING = (
    "rose|fell|grew|increased|decreased|declined|dropped|climbed|jumped|slid|slipped|shrank|"
    "plunged|surged|soared|dipped|sank|risen|fallen|grown|edged\\s(?:up|down)|went\\s(?:up|down)|"
    "rising|falling|growing|declining|increasing"
)
# Before the size of a change: "fell slightly by", "an increase of", "rose", "up".  In lower case
# it is four times as fast.
SIZE_OF_CHANGE = re.compile(
    rf"(?:\b(?:{'|'.join(WITH_SIZE)})\b[^,.;()\d]{{0,40}}\sby|"
    rf"\b(?:increase|decrease|rise|fall|drop|decline|reduction|cut|growth|change|difference|gap|jump|"
    rf"surge|improvement)s?\sof(?:\s[^,;.]{{1,20}},?\sor)?|\b(?:{CHANGING})|"
    rf"(?:[,(–—]|\b(?:was|were|is|are))\s?(?:up|down))"
    rf"(?:\s(?:{_SOME}|another|further|as\smuch\sas))*{_MONEY}"
)
LIMIT = re.compile(r"(?:above|below|beyond|past)\b", re.IGNORECASE)
# Behind the size of a change: "2.4 million more trips than", "27 below the level of".
MORE = re.compile(
    r"\s(?:(?!(?:is|are|was|were|be|fall|lie|live)\b)[a-z]+\s)?(?<!or\s)(?<!and\s)(?<!as\s)(?:(?:more|fewer|less|higher|lower|greater|smaller|larger|"
    r"longer|shorter|cheaper|dearer|sooner|older|younger|better|worse|colder|warmer|cooler|hotter|heavier|"
    r"lighter|faster|slower|taller|richer|poorer)\b(?!\s(?:or|and)\b)|"
    r"(?:above|below|up\son|down\son|short\sof)\s(?:the|that|those|its|their|what|in|last|a)\b)"
)
# Words of a title or a text that is about a change.
OF_CHANGE = "change growth increase decrease rise fall difference balance inflation gap"
# Of two things, the first is greater or less: "more deaths than births", "exports exceed imports".
OUTDOING = re.compile(
    r"\b(?:(?P<less>fewer|less)|more)\b[^.;]{0,80}?\bthan\b|\b(?:exceed|outnumber|surpass|outpace)",
    re.IGNORECASE,
)
