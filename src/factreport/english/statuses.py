"""English: the words that make a value an estimate, a projection, provisional or revised."""

from __future__ import annotations

import re

from factreport.english import sentences
from factreport.english.vocabulary import table, words_of

STATUSES = table(
    "projection: projected|projection|projections|forecast|forecasts|expected to|is set to|"
    "are set to|predicted|will reach; estimate: estimated|estimate|estimates; "
    "provisional: provisional|provisionally|preliminary; revised: revised"
)
# What sources call each status, and what they call values that need none.
CALLED = {
    word: status
    for status, words in table(
        "projection: forecast|projected|predicted|prediction|outlook|scenario|target|expected|"
        "forecasted|budget; provisional: preliminary|prelim|flash|advance|interim|first estimate|"
        "flash estimate; estimate: estimated|approximate|imputed|modelled|modeled; "
        "revised: revision|corrected|updated|restated; "
        "in force: active|current|ongoing|effective|enacted; "
        "completed: done|ended|expired|finished|repealed; "
        "planned: announced|draft|future|pending|proposed"
    ).items()
    for word in words
}
WITHOUT_STATUS = words_of("final actual official confirmed normal observed")
# Letters of statistical offices after a time: "2024 (p)".
STATUS_MARKS = {"p": "provisional", "r": "revised", "e": "estimate", "f": "projection"}
# The text itself replaces a figure: "revised from 298".
FORMER = re.compile(r"\brevised (?:up |down )?from\s(?:[a-z]+\s){0,2}[$€£¥]?\Z")
REVISED_FROM = re.compile(r"[^.;]{0,40}\brevised (?:up |down )?from\b")
REVISED_TO = re.compile(r"\brevised (?:up |down )?(?:from [^;()]{1,40} )?to\s(?:[a-z]+\s){0,2}\Z")
# "Expects revenue of 5 and capital expenditure of": one verb for both.
STILL_EXPECTED = re.compile(
    rf"{sentences.EXPECTING}\s(?:(?!"
    r"(?<!\bto\s)(?<!\bwill\s)(?<!\bwould\s)(?<!\bshould\s)(?<!\bcould\s)(?<!\bmay\s)"
    rf"\b(?:{'|'.join(sentences.SURE_VERBS | {'did', 'does'})}|but|while)\b)[^;:])*\Z"
)
# "p: provisional", "r = revised": the legend of a table is not about one figure.
LEGEND = re.compile(r"(?<!\w)[(\[]?[prefb*][)\]]?(?:\s?[:=–-]\s?|\s)[a-z]+\b")
