"""English: the words by which an audit finds what a figure is about and what it compares."""

from __future__ import annotations

import re
from fractions import Fraction

from factreport.english import table, words_of
from factreport.english.directions import WITH_SIZE
from factreport.periods import MONTHS

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
# Words of which a text says one and a fact the other if they are about different things.
OPPOSITES = (
    ("mean average", "median"),
    ("gross", "net"),
    ("interim", "final"),
    ("debt", "cash"),
    ("men male", "women female"),
    ("boys", "girls"),
    ("imports imported bought", "exports exported sold"),
    ("urban", "rural"),
    ("owners owned", "renters rented tenants"),
    ("births born", "deaths died"),
    ("employed employment", "unemployed unemployment jobless"),
    ("arrivals arrived", "departures departed"),
    ("public", "private"),
    ("minimum lowest", "maximum highest"),
    ("immigration immigrants", "emigration emigrants"),
    ("inbound", "outbound"),
    ("home", "away"),
)

# In a title, the name of a change without a word for it: "CPI, 12-month rate".
RATE_OF_CHANGE = re.compile(
    r"\b(?:(?:\d+|one|three|six|twelve)[- ]months?|annual|yearly|monthly|quarterly) rate\b"
    r"|\b(?:year|month|quarter)[- ]on[- ](?:year|month|quarter)\b",
    re.IGNORECASE,
)
# Right before a figure that it denies: "sales were not 77,100".
DENYING = re.compile(r"(?:\bnot|n['’]t|\bnever)\s\Z", re.IGNORECASE)
# What is better if there is more of it, and the verbs for that.
EARNED = re.compile(
    r"\b(?:profit|earnings|income|result|surplus|balance|cash\sflow)\b", re.IGNORECASE
)
BETTER = re.compile(r"\b(?:(?P<up>improv)|worsen|deteriorat)\w*\sby\b", re.IGNORECASE)
GAIN = re.compile(r"\b(?:profit|surplus|gain|income)s?\b", re.IGNORECASE)
LOSS = re.compile(r"\b(?:loss(?:es)?|deficits?|shortfall)\b", re.IGNORECASE)
# Before a word that something does not have: "households without internet".
LACKING = re.compile(r"\b(?:without|lack(?:s|ed|ing)?)\s(?:any\s|an?\s|the\s)?(\w+)", re.IGNORECASE)
# A limit in a title or a text: "within 18 weeks", "under 5 minutes".
LIMIT = re.compile(
    r"\b(?:within|under|over|after)\s(\d+)\s(?:working\s)?([a-z]+?)s?\b", re.IGNORECASE
)
AGE = re.compile(r"\b(?:over|under)[\s-](\d\d?)(?:s\b|(?=[.,;]?(?:\s|$)))|\baged\s(\d+)\b")
AGE_NUMBER = re.compile(r"\b\d{1,3}\b")
PER_NUMBER = re.compile(r"\bper\s(\d[\d,]*|thousand|million)")
PERIODS = words_of("hour day week month year")
EACH = re.compile(
    r"\b(?:(?:a|per|each)\s(hour|day|week|month|year)|(hour|dai|week|month|year)ly)\b",
    re.IGNORECASE,
)
# Groups of people that every text may name: "for women", "231,800 former smokers".
GROUP_AFTER = re.compile(
    r"\b(?:for|among)\s(?:the\s|all\s)?"
    r"(women|men|girls|boys|females|males|children|pensioners|teenagers|foreigners|immigrants)\b",
    re.IGNORECASE,
)
GROUP_KIND = re.compile(r"\s(former|female|male|foreign|young|elderly|retired|disabled)\b")
# Before a figure that was wanted or supposed: "the target was", "without it, they would have had".
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
NEGATION = re.compile(
    r"\b(?:had|have|has|was|were|is|are|did|do|does|could|can)(?:\snot|n['’]t|\snever)\b(?!\sonly)",
    re.IGNORECASE,
)

# Figures

# Words right before a figure that others are compared with; such a figure has its own time.
COMPARED = re.compile(
    r"\b(?:from|than|against|versus|vs\.?|compared\s(?:with|to)|relative\sto|after|(?:up|down)\son|above|below|"
    r"over(?=\s(?:the|its|their|last)\b))(?:\s(?:the|a|an|some|about|its|their|just|only|nearly|almost|around|roughly|was|were|"
    r"in|of|all-time|record|level|figure|total|previous|prior|low|high|mere|still|restated|revised|"
    r"(?:down|up)wardly|initial|national|regional|overall|global|average|mean|median|rate|peak))*"
    r"\s?[$€£¥]?$",
    re.IGNORECASE,
)
FROM = re.compile(
    r"\bfrom(?:\s(?:the|a|an|some|about|just|only|nearly|almost|around|restated|revised|initial|"
    r"(?:down|up)wardly))*\s?[$€£¥]?$",
    re.IGNORECASE,
)
TO = re.compile(
    r"\b(?:to|at|reach(?:ed|es|ing)?)(?:\s(?:the|a|an|some|about|just|only|nearly|almost))*\s?[$€£¥]?$",
    re.IGNORECASE,
)
# "Was revised from 430,000 to 436,000": the sentence itself says that a value is the old one.
REVISING = re.compile(r"\b(?:revis|restat|correct)(?:e[ds]?|ing|ions?|ements?)\b", re.IGNORECASE)
FORMERLY = re.compile(
    r"\b(?:initial(?:ly)?|original(?:ly)?|first|earlier|previous(?:ly)?|provisional(?:ly)?|"
    r"preliminary|instead\sof|not)\s[^,;.\d]{0,40}\Z",
    re.IGNORECASE,
)
# "Now at 61,270", but not "the office now gives 61,270".
NOW = re.compile(
    r"\b(?:now(?!\s(?:puts?|gives?|says?|estimates?|reckons?|counts?|expects?)\b)|today|currently|"
    r"at\spresent|at\sthe\slatest)\b",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\btotal\sof\b|(?<!of\sthe\s)(?<!of\s)\b(?:total|overall|altogether|in\sall|as\sa\swhole|nationwide|"
    r"national(?:ly)?|(?:country|nation)['’]s)\b",
    re.IGNORECASE,
)
# A place that a text names: "in Ostland", "across the Low Hills", but not "in September".
PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Nn]eighbou?ring)\s(?:the\s)?"
    rf"(?!(?:{'|'.join(MONTHS)}|Spring|Summer|Autumn|Winter)\b)([A-Z][a-z]+(?:\s[A-Z][a-z]+)*)"
)
# Signs that two areas or groups are compared.
COMPARES = re.compile(
    r"\b(?:than|against|versus|vs|compared|as\s(?:many|much|high|large|often)|gap|difference|between|"
    r"outnumber\w*|exceed\w*|lower|higher|more|fewer|less|ahead|behind|times|below|above)\b",
    re.IGNORECASE,
)
# Before what explains a figure: "thanks to legacies".
CAUSE = re.compile(
    r"\b(?:thanks\sto|(?:due|owing)\sto|because\sof|(?:driven|led|helped|boosted)\sby)\s[^,;.\d]{0,40}\Z",
    re.IGNORECASE,
)
# A name that is compared with, as it stands before it: "faster than women".
COMPARED_NAME = re.compile(
    r"\b(?:than|as|against|versus|vs\.?|unlike|ahead\sof|behind|above|below|exceed\w*|"
    r"overtook|outd[io]\w+|outperform\w*|outnumber\w*|that\sof|"
    r"compared\s(?:with|to))(?:\s(?:the|those|of|for|among|in|on|that|at))*\s$",
    re.IGNORECASE,
)
# Verbs of change that may stand right before its size, and all that show that a size follows.
_CHANGING = (
    "rose|fell|grew|increased|decreased|declined|dropped|climbed|jumped|slid|slipped|shrank|"
    "plunged|surged|soared|dipped|sank|risen|fallen|grown|edged\\s(?:up|down)|went\\s(?:up|down)|"
    "rising|falling|growing|declining|increasing"
)
MEASURING = re.compile(
    rf"(?<!there\s)\b(?:was|were|is|are|has|have|had|will|stood|amounted|came|totall?ed|reached|"
    rf"averaged|hit|remained|accounted|accounts|{_CHANGING}|halved|doubled|tripled)\b",
    re.IGNORECASE,
)
# What may stand before the subject of a sentence: "In 2023, ", "However, ".
OPENING = re.compile(
    r"\s*(?:[A-Z]\w+,\s|(?:In|On|At|By|Since|During|For|After|Over|From|Between|Throughout|Last|This|"
    r"Across|Under|With|Compared)\b[^,.;]{0,60},\s)"
)
_AMOUNT = r"(?:\s(?:a|an|the|some|about|just|only|another|further|as\smuch\sas))*\s?[$€£¥]?\Z"
# Before the size of a change: "fell slightly by", "an increase of", "rose", "up".  In lower case
# it is four times as fast.
SIZE_OF_CHANGE = re.compile(
    rf"(?:\b(?:{'|'.join(WITH_SIZE)})\b[^,.;()\d]{{0,40}}\sby|"
    rf"\b(?:increase|decrease|rise|fall|drop|decline|reduction|cut|growth|change|difference|gap|jump|"
    rf"surge|improvement)s?\sof(?:\s[^,;.]{{1,20}},?\sor)?|\b(?:{_CHANGING})|"
    rf"(?:[,(–—]|\b(?:was|were|is|are))\s?(?:up|down))"
    rf"{_AMOUNT}"
)
# Behind the size of a change: "2.4 million more trips than", "27 below the level of".
MORE = re.compile(
    r"\s(?:[a-z]+\s)?(?<!or\s)(?<!and\s)(?<!as\s)(?:(?:more|fewer|less|higher|lower|greater|smaller|larger|"
    r"longer|shorter|cheaper|sooner|older|younger|better|worse|colder|warmer|cooler|hotter|heavier|"
    r"lighter|faster|slower|taller|richer|poorer)\b(?!\s(?:or|and)\b)|"
    r"(?:above|below|up\son|down\son|short\sof)\s(?:the|that|those|its|their|what|in|last|a)\b)"
)

# Derived figures

RATIOS = {
    word: Fraction(ratio)
    for ratio, words in table(
        "2: doubled|doubling|twice|twofold; 3: tripled|trebled|tripling|threefold; "
        "4: quadrupled|fourfold; 5: quintupled|fivefold; 10: tenfold; 1/2: halved|halving"
    ).items()
    for word in words
}
RATIO_WORD = re.compile(
    rf"\b(?:(?P<nearly>nearly|almost|close\sto|not\squite)\s|(?P<over>more\sthan|over)\s)?"
    rf"(?P<ratio>{'|'.join(RATIOS)})\b",
    re.IGNORECASE,
)
SUM = re.compile(
    r"\b(?:total(?:l?ed|l?ing|s)?|together|altogether|combined|in\sall|sum|overall|both|jointly|"
    r"between\sthem|all\stold|adds?\sup|in\s(?:two|three|four|six|twelve|\d+)\s(?:months|quarters|years))\b",
    re.IGNORECASE,
)
# After a figure that says how many times as much something is, not how often.
TIMES_AS = re.compile(
    r"\s?(?:times|-?fold)\s(?:as|more|less|the|what|that|those|its|their|our|higher|larger|greater|"
    r"bigger|lower|longer|faster|over)\b"
)
