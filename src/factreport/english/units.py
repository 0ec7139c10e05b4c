"""English: what the words around a unit say about it, and rates."""

from __future__ import annotations

import re

from factreport.english.vocabulary import APART, LETTER_SCALES, MONEY_SCALES, words_of

_THOUSANDS = ("'000", "’000", "000s", "000's", "000")
MAGNITUDES = APART | LETTER_SCALES | dict.fromkeys(_THOUSANDS, 1000)
# "$m" is a million dollars, but "m" is metres.
MONEY_MAGNITUDES = MONEY_SCALES | LETTER_SCALES.keys()

DOLLARS_BEFORE = ("US dollars", "US Dollars", "U.S. dollars", "U.S. Dollars")
LARGE = (
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|"
    r"[0-9]+(?:\.[0-9]+)?(?:[ ]?(?:bn|mn|tn|million|billion|trillion)|m)\b"
)

# "0.2 in (5 mm)", "24 in.", "10 in wide".
INCHES = re.compile(
    r"[ ]\([0-9.,]+[ ]?[mc]?m\b|[;,)]|[.]?\Z|[.][ ][A-Z]"
    r"|[.]?[ ](?:long|wide|tall|high|deep|thick)\b"
)
# "180 C (350 F)", "at 180 C for".
CLOSED = re.compile(r"\s?[(),.;/]|\Z|\s(?:for|and|or|to|in|on|at|until|with|by|then)\b")
# "10 TB cases" are cases of tuberculosis, "5 GB athletes" come from Great Britain.
PATIENTS = (
    r" (?:cases|patients|deaths|infections|clinics|drugs|strains|outbreaks|athletes|players|"
    r"medals)\b"
)

# A word that is not a function word.
NOUN_AFTER = (
    r" (?!(?:of|per|an?|and|or|in|to|for|from|on|at|by|with|as|is|was|were|each|more|less|than|"
    r"this|last|over|under)\b)[a-z]"
)

# What follows "pounds" where they are a weight; "300 pounds of aid" is money.
OF_WEIGHED = (
    r"[- ]in weight| of (?!(?:the|a|an|its|their|his|her|our|aid|debts?|investments?|funding|"
    r"funds|savings?|spending|sales|revenues?|tax(?:es)?|taxpayers?|public|cash|damages?|"
    r"profits?|loss(?:es)?|exports?|imports?|money|loans?|income|support|credit|assets|shares|"
    r"cuts|costs?|benefits?|grants?|new|extra|additional|capital)\b)[a-z]"
)

# The beginning of a rate after a unit or a noun, with its number; or a whole rate.
RATE_AFTER = (
    r"(?: per (?!annum\b|cent\b)|/(?!(?!10*(?!\d)|1\.73)\d)| for every "
    r"| an? (?!\w+[ -](?:earlier|ago|before|later|previously|on[ -]year)\b)"
    r"(?=(?:second|minute|hour|day|night|week|month|"
    r"quarter|year|tonne|ton|barrel|litre|gallon|kilo|share|head|piece|person|pound|ounce|unit)"
    r"\b))((?:\d[\d,. \u00a0\u202f]*(?<=\d))?(?: ?(?:hundred|thousand|million|billion)\b)?)"
    r"(?P<apart> ?)| (?:per annum|p\.a\.|annually|a head|yearly)(?![^\W_])"
)

TIED_RATE = r"-[Aa]n?-([A-Za-z]+)"  # "$100-a-barrel"
SHORT_RATES = {"pcm": "month", "pw": "week", "pa": "year"}

# A noun after "a" and a measure, "£2.50 a pint"; not in "$2m a lot of what they had".
ANY_RATE = (
    r" (?P<short>pcm|pw|pa)(?![^\W_])"
    r"| an? (?!few|lot|bit|little|more|new|further|total|record|great|good|large|small|big|"
    r"whole|third|half|quarter|fifth|tenth|dozen|hundred|thousand|million|billion|decade)"
    r"(?P<noun>[a-z]{2,}(?<!s))(?! before\b(?! (?:tax|interest|costs)\b))(?=[.,;:!?)]|\Z"
    r"| (?:in|for|to|from|at|by|on|and|but|or|after|before|with|last|this|as|is|was|are|were|"
    r"compared|against|when|than|over|under|until|since|during)\b)"
)

# The noun of a rate that is not a unit, with its adjectives: "diluted share".
_NOUNS = (
    "shares?|units?|births|workers?|employees?|persons?|people|households?|residents?|"
    "kilomet(?:er|re)s?|miles?|years?|hours?|metres?|tonnes?|adults?|children|women|men|acres?|"
    "hectares?"
)
_NO_RATE = (
    "last|this|next|the|an?|in|of|on|at|by|for|from|to|and|or|but|was|is|were|are|among|amongst|"
    "between|during|than|with|as|when|while|since|until|before|after|compared|over|under|above|"
    "below|within|across"
)
_ADJECTIVE = rf"(?!(?:{_NOUNS}|{_NO_RATE})\b)"
RATE_NOUN = (
    rf"(?!(?:{_NO_RATE})\b)"
    rf"(?:(?:{_ADJECTIVE}[a-z]+(?:-[a-z]+)*[ ]){{1,2}}(?:{_NOUNS})|[^\W\d_]+(?:-[^\W\d_]+)*)"
    r"(?![^\W_])"
)

# The same in the unit of a fact, as a store writes it.
RATE_OF_STORE = re.compile(
    r" per (?!cents?\b|mill?e?\b)| ?/ ?| (?=p\.a\.$|a (?:day|year|month|week)$)"
)
A_YEAR = words_of("annum p.a.")
# "Numbers in thousands", "in US dollars": "in" is not an inch before a unit.
STATED_IN = re.compile(
    r"\A(?:(?:numbers|figures|amounts|values|data) )?in (?=[^\W\d_])", re.IGNORECASE
)
OF_PERCENT = re.compile(r"percentage\b|share\b.*%")
# Before "points", which elsewhere are places: "index points", but "charging points".
SCALES_IN_POINTS = words_of("index rating score league")
# Adjectives that don't change the measure.
ADJECTIVES = words_of(
    "working calendar current constant gross net nominal real annual average metric light"
)
# "Foot soldiers" and "day nurseries" are counted, not measured in feet and days.
SINGULAR = words_of(
    "foot day hour minute second week month year mile metre meter ton pound point degree cent"
)

PERSONS = words_of(
    "people person persons inhabitants inhabitant population residents resident capita head "
    "heads citizens"
)

# "$5 million", "5 million dollars", without a country.
BARE_DOLLAR = re.compile(r"(?<![A-Za-z.])\$(?![A-Z])|^[0-9.,]+(?: [a-z]*illion)? dollars")
