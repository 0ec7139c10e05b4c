"""English: spellings that differ between its countries, so that a search finds both."""

from __future__ import annotations

import re

from factreport.english.vocabulary import NTH

# Not compiled at import: that takes longer than an answer.
# American spellings for British ones, and one form for words and signs with two spellings.
_SPELLINGS = (
    ("%", " percent", "%"),
    ("‰", " permille", "‰"),
    (r"\bper cent\b", "percent", "per cent"),
    (r"is(e|ed|es|er|ers|ing|ation|ations|ational)\b", r"iz\1", "is"),
    (r"ys(e|ed|es|er|ers|ing)\b", r"yz\1", "ys"),
    (r"(?<=[a-z]{2})our(?=(?:s|ed|er|ers|ing|able|ite|ites|hood|less|al)?\b)", "or", "our"),
    (r"(?<=cent)re(?=s?\b)|(?<=met)re(?=s?\b)|(?<=lit)re(?=s?\b)", "er", "tre"),
    (r"(?<=theat)re(?=s?\b)", "er", "tre"),
    (r"(?<=fib)re(?=s?\b)", "er", "bre"),
    (r"\bprogramme", "program", "programme"),
    (r"([aeiou][a-z]{1,2}[aeiou])ll(?=(?:s|ed|ing|er|ers|or|ors|ment|ments)?\b)", r"\1l", "ll"),
    (r"(?<=\bdefen)se|(?<=\boffen)se|(?<=\blicen)se|(?<=\bpreten)se|(?<=\bpracti)se", "ce", "se"),
)


def unified(folded: str) -> str:
    """A folded text in one spelling: "program" for "programme", "13th" for "thirteenth"."""
    for pattern, spelling, sign in _SPELLINGS:
        if sign in folded:
            folded = re.sub(pattern, spelling, folded)
    if "th" in folded or "rst" in folded or "second" in folded:
        folded = re.sub(rf"\b(?:{'|'.join(NTH)})\b", _ordinal, folded)
    return folded


def _ordinal(match: re.Match[str]) -> str:
    number = NTH.index(match[0]) + 1
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number, "th")
    return f"{number}{ending}"
