"""English: what ties a figure to the one before it: a comparison, an aside, a list."""

from __future__ import annotations

import re

from factreport.english import sentences
from factreport.english.directions import AFTER_PERCENT
from factreport.english.titles import PLACEHOLDER

# After a verb of change, this is where it ended: "fell below 5%".
LEVEL = re.compile(r"(?:below|above|under|beyond|over(?! [\d.]+ ?(?:%|per)))\b", re.IGNORECASE)
# "2 million tonnes lower than in 2022", "5 below the 2022 level", "200 more."
DIFFERENCE = re.compile(
    rf"\s(?:[a-z]+\s)?(?P<word>{'|'.join(AFTER_PERCENT)})"
    r"(?:\s(?:\w+\s){0,2}than\b|\s(?:the|that|those|its|their|last|in)\b|\s*(?:[,.;)]|\Z))"
)
# "103,000 (1.9%)", "$44 million, or $0.89"; "38 ships, up from 31", "$52 million against $48".
ASIDE = re.compile(r"[\w\s-]{0,30}[(\[](?:or\s)?|(?:\s[a-z]+)?,?\s(?:or|i\.e\.)\s")
COMPARED = re.compile(
    r"(?:(?!\b(?:and|but|or|while|whereas)\b)"
    r"(?:[^.;:()\d]|(?<=[A-Za-z])\d|\.\s(?=This\scompares))){0,120}?"
    r"[,\s](?:(?:up|down)\s)?(?:from|against|versus|compare[sd]\s(?:with|to)"
    r"|times\s(?:the|that|those))\s(?:[^.,;:()]{0,60}\sof\s)?"
)
# "Compared with a net loss of 5", "against a target of 5".
NAMED_LEVEL = re.compile(
    r"\b(?:with|to|against|versus|from)\s(?:(?:an?|the|its)\s)?(?P<words>[^\d.,;:()]{2,60})\sof\s\Z"
)
# "Sales of wheat and barley were 5 and 6, respectively".
PAIR = re.compile(
    r"(?P<lead>.*\b(?:of|in|for|from|to)\s)?(?P<first>(?:(?!\band\b)[^,])+?)\sand\s(?P<second>[^,]+)"
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
    rf",?\s(?:and\s)?(?P<what>(?:(?!\b(?:and|but|{'|'.join(sentences.FINITE)})\b)[^.,;:()\d]){{3,40}})"
    r"\sby\s"
)
AND = re.compile(r"(?:(?!\b(?:was|were|is|are|and)\b)[^.;:()\d]){0,60}?\sand\s(?:from\s)?")
TO = re.compile(r"(?:(?!\b(?:and|but|while|whereas)\b)[^.;:()\d]){0,40}\sto\s")
LOSS = re.compile(r"(?<=[Nn]et\s)loss\b|(?<=[Oo]perating\s)loss\b")
BASIS = re.compile(r"\s(on an? (?!annual|year)[a-z][\w -]{2,30} basis)\b")
