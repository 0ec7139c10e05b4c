"""English: the words that begin and end clauses, and what may come between them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factreport.english import months


def _firsts(words: Iterable[str]) -> str:
    """The first letters of words, small and large: the search for one of these is quick."""
    letters = "".join(sorted({word[0] for word in words}))
    return letters + letters.upper()


def _tails(words: Iterable[str]) -> str:
    """A pattern for words of which the first letter is already read: of any of `_firsts`."""
    return "|".join([f"(?<={word[0]}){word[1:]}" for word in words])


# Words that begin a clause against the one before.
CONTRASTS = "but|whereas|while|although|though"
_NUMBER = r"(?:[$€£¥]|[A-Z]{1,3}[$€£¥])?\d"
# The words that begin or end a clause, by their kind; each is followed by the end of a word.
_MARKS = {
    "new": CONTRASTS.split("|"),
    "when": ["when"],
    "and": ["and"],
    "than": [
        *("than", "against", "versus", "vs", "compared (?:with|to)", "comparison (?:with|to)"),
        *("contrast (?:with|to)", "relative to", "the same [a-z]+ as"),
        "as (?:many|much|high|low|large|big|long|often) as",
    ],
    "base": [r"f(?<!revised .)(?<!revised up .)(?<!revised down .)rom", "after"],
    "level": [
        *("above", "below", "beyond", "beneath", "exceed(?:s|ed|ing)?", "short of", "ahead of"),
        *("behind", "same as", "what"),
    ],
    "on": ["on"],
    "over": ["over", "under"],
    "end": ["to", "by"],
}
_SIGNS = (
    r"(?P<open>(?<=[(\[]))|(?P<close>(?<=[)\]]))|(?P<semicolon>(?<=;))"
    r"|(?<=,)(?P<relative>\s(?:which|who|whose|where)\b)"
    rf"|(?P<comma>(?<=:)|(?<=,)(?!\d|\s(?:(?:and|or)\s)?(?:{_NUMBER}|when\b)))"
    rf"|(?P<list>(?<=,)(?=\s(?:(?:and|or)\s)?{_NUMBER}))"
)
_WORDS = "|".join([f"(?P<{kind}>{_tails(words)})" for kind, words in _MARKS.items()])
_FIRSTS = _firsts(word for words in _MARKS.values() for word in words)
MARK = re.compile(rf"[()\[\];:,{_FIRSTS}](?i:(?<=\W)(?:{_SIGNS})|(?<=\b\w)(?:{_WORDS})\b)")
# What separates the words and the names of one figure from those of the next.
BORDER = re.compile(
    r"[;:()\[\]]|,(?!\d)|\s[–—-]\s|\b(?:and|than|against|versus|compared"
    rf"|{CONTRASTS}|from(?!\s(?:the\s)?(?-i:[A-Z]))|(?<!of\s)those)\b",
    re.IGNORECASE,
)
# What may come between one of these words and the number or the time that it compares with.
_IN_WORDS = (
    r"(?:half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty"
    r"|fifty|an? (?:third|quarter|fifth|tenth|half|dozen|hundred|thousand|million|billion))\b"
)
TO_NUMBER = re.compile(
    r"\s(?:(?:a|an|the|its|about|some|just|only|nearly|almost|over|record|total|peak|low|high|of"
    rf"|average|loss|profit)\s){{0,4}}(?:{_NUMBER}|{_IN_WORDS})",
    re.IGNORECASE,
)
CAN_QUALIFY = ("than", "as")
# "More than 5 million" compares nothing, "4% more than 5 million" does.
OF_NUMBER = re.compile(rf"\s(?:{_NUMBER}|{_IN_WORDS})", re.IGNORECASE)
DURATION = re.compile(
    r"\s(?:an?|one|two|three|four|five|six|ten|twelve|\d+)\s(?:full\s)?(?:year|month|week|day|hour)s?\b"
    r"(?!\s(?:earlier|before|ago|previously))",
    re.IGNORECASE,
)
OF_VALUE = re.compile(r"[\d%](?:\s[^\W\d]+){0,5}\s\w+\s\Z")
TO_TIME = {
    "base": re.compile(r"\s(?:the\s)?"),
    "level": re.compile(r"(?:\s[^\W\d]+){0,6}\s"),
    "on": re.compile(r"\s(?:the\s)?"),
    "over": re.compile(r"\s(?:(?:that|those|levels?)(?:\s[^\W\d]+){1,3}\s)?"),
}
# "$2 million, or $0.06 per share, in 2025": the second comma ends only the words after the first.
OR_NUMBER = re.compile(rf",\sor\s{_NUMBER}[^,;]{{0,40}}\Z")

# Where a sentence ends, with its closing quotes.  A full stop after an abbreviation does not end
# one, and neither does any stop before a lower-case letter.
_ABBREVIATIONS = (
    *("Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Inc", "No", "no", "vs", "ca", "approx"),
    *(month for month in months.SHORT if month != "May"),
    "Sept",
)
SENTENCE_END = re.compile(
    "(?:[.]"
    + "".join(rf"(?<!\b{word}[.])" for word in _ABBREVIATIONS)
    + r"(?<![\s(.][A-Za-z][.])(?<!\A[A-Za-z][.])"
    + r"""|[!?])["'”’)\]]{0,3}(?=\s+[^a-z\s]|\s*\Z)|[。！？]|\s(?=[•●▪◦■]\s)|\n(?=\s*\n)"""
)
# "SAN RAFAEL, Calif., April 20, 2023 (WIRE) -- ", at the beginning of a text.
DATELINE = re.compile(
    r"(?:[A-Z]{3}[^;:!?]{0,100}?|[A-Z][^;:!?]{0,60}?(?:(?:19|20)\d\d|[)/]))\s?(?:--|[–—-])\s"
    r"(?=[A-Z\"“])"
)
# Something was only said then, "published in July", or will be paid then, "payable on 18 September
# to holders of record at the close of 29 August".
_TELLING = str.split(
    "said says stated told announced reported published noted released issued wrote written born "
    "founded built"
)
_PAYING = (
    *("payable", r"will\sbe\spaid(?:\sout)?", r"shall\sbe\spaid(?:\sout)?"),
    *(r"to\sbe\spaid(?:\sout)?", r"of\srecord", r"record\sdate", r"ex-dividend(?:\sdate)?"),
    *(r"on\sthe\s(?:share\s)?register", "maturing", r"falling\sdue"),
    *(r"payment\sdue", r"notes\sdue", r"bonds\sdue", r"loan\sdue"),
)
_UNTIL_TIME = (
    r"(?:\s(?:at|in|on|or|the|of|by|as|is|from|about|around|before|close|business|cash|full)){0,7}"
)
# Nor is it the time of what a thing is said to be after it: "Opened in 1989, it has 30 rooms".
_BEGUN = str.split(
    "introduced opened established created launched formed incorporated completed built founded"
    " born adopted enacted invented inaugurated commissioned"
)
PAYING = re.compile(rf"[{_firsts(_PAYING)}](?i:(?<=\b\w)(?:{_tails(_PAYING)}){_UNTIL_TIME}\s)\Z")
TELLING = re.compile(
    rf"[{_firsts((*_TELLING, *_PAYING))}](?i:(?<=\b\w)"
    rf"(?:(?:{_tails(_TELLING)})(?P<led>(?:\s(?:at|in|on|the|of|by)){{0,3}})"
    rf"|(?:{_tails(_PAYING)}){_UNTIL_TIME})\s)\Z"
)
BEGUN = re.compile(rf"(?:\A|[,(.–—]\s?)(?i:{'|'.join(_BEGUN)})\s(?:[a-z]+\s){{0,3}}(?:in|on)\s\Z")
# The year of a thing's name, or of a cited article: "the 2041 Notes", "Lancet 1997; 3: 179".
OF_NAME = re.compile(
    r"\s(?:[A-Z][a-z]+\s){0,2}(?:[Nn]otes|[Bb]onds|[Dd]ebentures|[Gg]ilts)\b"
    r"|;\s?\d+(?:\s?\(\d+\))?:\s?\w?\d"
)
LABELLING = re.compile(r"(?:1[5-9]|20)\d\d\):")  # "Haiti (2010): 5 died"
TOLD_NOUN = re.compile(r"\s(?!(?:that|and|or|by|in|on|at|to|the|an?|it|its)\b)[a-z]")
