"""English: the words in and around numbers, between the parts of an amount, and of ranges."""

from __future__ import annotations

import re
from fractions import Fraction

from factreport.english.vocabulary import (
    DENOMINATORS,
    GAP,
    GLUED,
    LETTER_SCALES,
    MONEY_GLUED,
    PLURAL_SCALES,
    SCALES,
    SMALL,
    table,
    words_of,
)

# Before a year or a number in words

SURE_YEAR_LEADS = (" in ", " since ")
# Most years in prose, after "in" or "since": nothing else needs to be examined.
SURE_YEAR = re.compile(r"[0-9]{4}(?:[,;)]|\.?\Z|\.?[ \n](?!(?:bce?|ad|ce)\b)[a-z(])")
OF_SCALES = re.compile(rf"{GAP}of{GAP}({'|'.join(PLURAL_SCALES)})\b")
OF = re.compile(rf"{GAP}of\b")
# "Fell by 2% in May and by 1% in June", "rose $15.5 billion or 14%", "cut 30 jobs or 4%".
AND_BY = re.compile(
    r"[^.;:!?]{0,80}(?:,|\band)\sby\s|(?:\s[a-z]+)?,?\sor\s"
    r"|\son\sthe\s(?:month|quarter|year|week),?\s(?:and|but)\s"
    r"|\s(?:month|quarter|year|week)[ -]on[ -](?:month|quarter|year|week),?\s(?:and|but)\s"
)
# "46 malignant and 44 benign lesions": the next number has the noun.
AND_MORE = re.compile(
    rf" (?:and|or) (?:[0-9][0-9,]*|{'|'.join(SMALL)}) [a-z-]+"
    r" (?:[a-z]{3,}s|women|men|people)\b"
)
PREFIXED = ("micro", "milli", "nano", "kilo", "mega", "giga", "tera")  # units: "gigapixel"
# "Down $13m and 220 basis points", "rose 5% and 7%, respectively".
AND_ALSO = re.compile(r"(?:\s[a-z]+)?\sand\s")
RESPECTIVELY = re.compile(r"(?:\s[a-z]+)?,?\srespectively\b")
PLUS_INSIDE = re.compile(r"[0-9](?:\+|-plus)\s")
AGO = words_of("ago earlier before")

# Numbers in words

# How many times as much something is, or becomes: "tripled", "twice as many", "threefold".
MULTIPLES = {
    word: Fraction(multiple)
    for multiple, words in table(
        "2: doubled|doubling|twice|twofold|double|doubles; "
        "3: tripled|trebled|tripling|trebling|thrice|threefold|triple|treble; "
        "4: quadrupled|quadrupling|quadruple|fourfold; 5: quintupled|fivefold; 6: sixfold; "
        "7: sevenfold; 8: eightfold; 9: ninefold; 10: tenfold; 100: hundredfold; "
        "1000: thousandfold; "
        "1/2: halved|halving|halve"
    ).items()
    for word in words
}
MULTIPLE_AFTER = re.compile(rf"(-?fold|x)(?![^\W_])|{GAP}times(?![\w-])")
# These are also adjectives, as in "double room": then nothing is multiplied.
DOUBLE = words_of("twice double doubles triple treble quadruple")
BEFORE_DOUBLE = re.compile(
    r"\b(?:to|will|would|could|can|may|might|almost|nearly|about|than|roughly|over|is|was|were)\s\Z"
)
AFTER_DOUBLE = re.compile(
    rf"{GAP}(?:the|what|that|those|its|their|his|her|our|last|every|since|between|as|from|in|by)\b"
)

OUT_OF = re.compile(
    rf"(?:(?P<noun>{GAP}[a-z]+)(?={GAP}(?:in|out){GAP}))?"
    rf"(?:-in-|-out-of-|{GAP}in{GAP}(?:every{GAP})?|{GAP}out{GAP}of{GAP}(?:every{GAP})?)"
    r"(?:([0-9]{1,6}|[0-9]{1,3}(?:,[0-9]{3})+)|([a-z]+))(?![\w%]|[.,][0-9]|-[a-z])"
)
PERCENT_IN_BRACKETS = re.compile(
    r"\s\([0-9.]+\s?(?:%|per\s?cent)"
)  # "three quarters (76 per cent)"
# "10 737-800 planes", "400 737 Max jets": the second number is a model.
MODEL = re.compile(r"(?<!000)-[0-9]{3}(?![0-9]|[ \u00a0][0-9]{3})|[ ]max\b")
DASHED_MODEL = re.compile(r"(?<=[^0-9][0-9]{3})-[0-9]{3}(?![0-9%]|[ \u00a0][0-9]{3}|[.,][0-9])")
AFTER_ARTICLE = re.compile(rf"{GAP}(?:of{GAP})?an?{GAP}(?=[a-z])|-an?-(?=[a-z])")
AND = re.compile(rf"{GAP}and\b(?!{GAP}half{GAP}(?:of|the)\b)")
TIED_PART = re.compile(r"-and-an?-(half|quarter|third)(?![a-z])")

# Amounts

# What may belong to a number before it: its denominator, its scale, "in five", "and a half", or a
# scale with a currency, "80 MEUR".  Most words do not: nothing more is asked of them.
_ENDINGS: dict[str, list[str]] = {}
for _word in sorted({*DENOMINATORS, *GLUED, "and"}):
    _ENDINGS.setdefault(_word[0], []).append(_word[1:])
_LETTERS = [f"{letter}(?:{'|'.join(rests)})" for letter, rests in _ENDINGS.items()]
MORE_NEXT = re.compile(
    rf"[-\u2010\u2011+]|{GAP}(?:(?:{'|'.join(_LETTERS)}|(?:k|mm?|mn|bn)[a-z]{{3}})(?![a-z])"
    rf"|(?:[a-z]+{GAP})?(?:in|out)|[千万萬亿億])"
)
ARTICLE = re.compile(rf"{GAP}(?:of{GAP})?an?{GAP}(?=[a-z])|{GAP}(?=[a-z])")
# Magnitudes that only scale money, if it is named after them: "5 m dollars".
PAID = re.compile(rf"{GAP}(?:{'|'.join(sorted({*MONEY_GLUED, *LETTER_SCALES}))})(?![a-z])")
CODE = re.compile(rf"{GAP}(k|mm|mn|m|bn)([a-z]{{3}})(?![a-z])")  # "80 MEUR", "12 kUSD"
FROM_ZERO = (" below", " above", " degrees below", " degrees above")
ZERO = re.compile(rf"{GAP}(?:degrees{GAP})?(below|above){GAP}zero\b")
MINUS = ("minus ", "negative ")
NO_MINUS = "plus or minus "
OF_A_POINT = (" of a p", " of one p")  # "0.2 of a percentage point"
# "4.7 out of 5".
RATING = re.compile(
    rf"(?:/|{GAP}out{GAP}of{GAP})([0-9]{{1,3}})(?:{GAP}(?:stars|points))?(?![\w%]|[.,][0-9])"
)
# "50/60 Hz", "140/90 mmHg": the first takes its unit from the second; "1/60 s" is a fraction.
BLOOD_PRESSURE = re.compile(r"\b(?:pressure|bp)[: ][a-z ]{0,16}\Z")  # "blood pressure of 140/90"
PAIR = re.compile(
    r"(?!1/)([0-9]{1,3})/(?!(?:[23456]|8|10|12|16|32|64)[^0-9])[0-9]{1,3}(?![0-9/]|[.,][0-9])"
    r"(?=(?:[ ]to[ ][0-9]{1,3}/[0-9]{1,3})?([ ]?[a-z])?)(?![ ](?:in|to)\b(?![ ][0-9]+/))"
)
REPEATED_IN_WORDS = re.compile(rf"[ ]\((?=(?:{'|'.join(SMALL)}))")  # "30 (thirty) days"
# "5 feet 2 inches", "3 dollars and 50 cents".
NEXT_PART = re.compile(rf"(?:,{GAP}|{GAP}and{GAP}|{GAP})(?=([0-9])|([a-z]+))")
# "Two years and a half", but "20 kg and a half were apples".
AND_HALF = re.compile(
    rf"{GAP}and{GAP}an?{GAP}(?:half|quarter)"
    rf"(?!{GAP}(?!ago|later|old|earlier|long|in|from|before|after)[a-z])"
    r"|-and-"
)
PLUS = re.compile(rf"(?:\+|-plus){GAP}(?=(?:{'|'.join(SCALES)}|bn|mn)\b)")  # "$100+ million"
# "2h 30m", "5 ft 11 in": by themselves, "m" is metres and "in" a preposition.
LETTERED_PART = re.compile(
    rf"{GAP}([0-9]{{1,2}}(?:\.[0-9])?)[ ]?(?:(?P<hours>m)(?![a-z0-9])"
    r"|(?P<ft>in)(?![a-z0-9]|[ ](?:[0-9]|the\b)))"
)
OF_LETTER = {"hours": "minutes", "ft": "inches"}
# Signs and codes of money beside a number with a decimal comma: "17,50 €".
MONEY = r"(?:[$€£¥₹]|(?<![^\W\d_])(?:eur|usd|gbp|chf|sek|nok|dkk|pln|brl|kr)\b)"
# After "93,8", which is a decimal number there, and after the first of two such numbers.
AFTER_COMMA = re.compile(
    rf"(?:(?:{GAP}[-–]{GAP}|{GAP}(?:to|and|or){GAP})[0-9]{{1,3}},[0-9]{{1,2}})?{GAP}"
    rf"(?:%|per{GAP}cent|percent|pct|(?:{'|'.join(SCALES)})|[mb]n\b"
    rf"|{MONEY}|euros?\b|(?:kilo|centi|milli)?met(?:er|re)s?\b|km\b|kg\b|lit(?:er|re)s?\b|°)"
)

# Scales

# "1.8m tall" is metres.
OF_LENGTH = words_of(
    "tall high long wide deep thick away apart above below across race sprint swim freestyle title "
    "line penalty taller hurdles relay butterfly breaststroke backstroke medley dash final finals "
    "semifinal semifinals rope fence height depth width length heat heats steeplechase runner "
    "bridge runners sprinter sprinters radius diameter tower from further down up pool tunnel wall "
    "mast chimney cliff waterfall yacht pier dam crane telescope"
)
# "A best throw of 21.04m", "length 0.75m".
MEASURED = words_of(
    "throw throws threw thrown leap leaps leapt jump jumps jumped vault length width height depth "
    "lengths widths heights depths distances altitude altitudes elevation elevations landed "
    "jumping diameter distance lap measuring measures gap trench fence rope clearance headroom "
    "hole deep tall wide water cleared pole snow flood tide wall bridge outreach reach"
)
# "Ran the 100m in 10.7 seconds", "the world 200m and 400m record holder".
RACE = re.compile(
    r"\b(?:ran|runs?|swam|timed|sprint(?:ed|er)?|race[sd]?|olympics?|world record|indoor|"
    r"record holder|medal|gold|silver|bronze|champions?|championships|athletics|hurdles|finals?|"
    r"titles?|w[io]n|wins|winn(?:er|ing)|relay|personal best|"
    r"(?:wo)?men['’]s|boys['’]|girls['’])\b"
)
AFTER_RACE = words_of("and or at for was is after with when while where who as before but record")
OF_RACES = OF_LENGTH | words_of("titles champions races records winners events")
# "1.8m tall", "4m by 3m", "2m 40cm"; "52m ago" is minutes, but no millions either.
METRES = re.compile(
    rf"m(?![a-z])[,)]?(?:{GAP}|-)"
    rf"(?:{'|'.join(sorted(OF_LENGTH))}|to go|ago|[0-9]+(?:\.[0-9]+)?[sf])\b"
    r"|m(?:/s| per (?:second|minute))\b|m(?: by|[ ]?[x×])[ ]?[0-9.]+[ ]?m\b|m[ ]?[×]"
    r"|m(?:,? and|,)? [0-9.]+[ ]?(?:[cmk]m|ft|in)\b"
)
MINUTES = re.compile(r"m[ ](?:[0-9]{1,2}(?:\.[0-9]+)?s|ago)\b")
MEASURED_BEFORE = re.compile(
    rf"\b(?:{'|'.join(sorted(MEASURED))})\b[^.;$€£¥]{{0,48}}\Z"
    r"|(?:%|g/t)[^.;,]{0,24}\bover \Z|\bwithin (?:(?:about|around|roughly|some|only|just) )?\Z"
)

# Ranges

JOIN = re.compile(
    rf"(?P<dash>[ ]?[-–—\u2010\u2011−](?!{GAP}(?:to|or|and)\b)[ ]?|[~\uff5e])"
    rf"|-(?P<hyphened>to|and|or)-"
    rf"|(?P<margin>,?{GAP}(?:±|\+/[-−–]|\+-|plus{GAP}or{GAP}minus\b|give{GAP}or{GAP}take\b){GAP})"
    rf"|-?{GAP}(?:\b(?:up{GAP}(?=to\b))?(?P<word>to|and|or|through)\b|&(?={GAP})){GAP}"
    rf"(?:(?:about|around|roughly|nearly|almost|some){GAP})?"
)
_NAMED_INTERVAL = (
    rf"(?:[0-9]{{2}}(?:\.[0-9])?{GAP}%{GAP})?"
    rf"(?:ci|cri|ui|iqr|(?:confidence|credible|uncertainty){GAP}interval|interquartile{GAP}range)"
    rf"{GAP}(?:(?:[:,=]|of\b){GAP})?[(\[]?"
)
INTERVAL = re.compile(
    rf"{GAP}(?P<bracket>[(\[]){GAP}(?P<name>{_NAMED_INTERVAL})?|[,;]{GAP}{_NAMED_INTERVAL}"
)
INTERVAL_JOIN = re.compile(rf"{GAP}(?:[-–—,;]|to\b|and\b){GAP}")
MARGIN_IN_BRACKETS = re.compile(
    rf"{GAP}[(\[](?:(?:with{GAP})?(?:(?:an?|the){GAP})?(?:sampling{GAP}|standard{GAP})?"
    rf"(?:margin{GAP}of{GAP})?error(?:{GAP}margin)?(?:{GAP}(?:of|is)|:)?{GAP})?"
    rf"(?:(?<=\s)|±|\+/[-−–]|plus{GAP}or{GAP}minus\b){GAP}(?=[0-9])"
)
# Several numbers before the unit of them all.
_ITEM = r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?"
LISTED = re.compile(
    rf"(?:(?:(?:,\s{_ITEM}){{1,5}}(?:,?{GAP}and|{GAP}or)|(?P<last>,{GAP}and))(?:{GAP}then)?"
    rf"|(?:{GAP}to{GAP}{_ITEM})?,?{GAP}and{GAP}then)(?:{GAP}to)?{GAP}(?=[0-9])"
)
# "Voted 48 to 52", "lost 3-6 to Nadal", "a 3-6 defeat": two results, not a range.
CONTESTS = words_of("voted vote drew beat beaten defeated score ruled won lost wins loses odds xg")
CONTEST_NOUNS = words_of(
    "defeat win loss draw victory defeats wins losses draws victories lead down up ahead behind "
    "from record"
)
RANGES = words_of(
    "range ranges ranged ranging vary varies varied varying anywhere anything between spans span "
    "spanning somewhere estimates priced costing"
)
EITHER = words_of("either whether")
# Before two percentages, these say how much is expected, not from what to what: "to grow 3% to 6%".
BEFORE_UP = words_of("be of")  # "to be up 15% to 20%"
EXPECTED = words_of("of grow increase rise decline decrease fall")
# The scales of the usual style of a fact, with their powers of ten: "2.7 million".
USUAL_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
# In a unit that has a scale: "million tonnes".
WITH_SCALE = "hundred|thousand|illion|lakh|crore"
