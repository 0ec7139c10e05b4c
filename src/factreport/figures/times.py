"""Times: the years, quarters, months and days that a text names.

Full forms are read first.  Then come relative times, which depend on another time in the text: a
month without its year, "a year earlier", "the previous quarter".
"""

from __future__ import annotations

import re
from functools import lru_cache

from factreport.english import between, labels, months, qualifiers, vocabulary
from factreport.english.times import forms
from factreport.figures import units
from factreport.figures.figure import Time
from factreport.figures.relative import WrittenTime, joined, resolved
from factreport.figures.running import NO_TIME, Running
from factreport.periods import Period


def read_times(text: str, running: Running = NO_TIME) -> list[Time]:
    """The times that a text names, in order and without overlaps; linear in the length of the text.

    A number of four digits is a year unless it counts something, as in "a panel of 1850 voters".  A
    relative time ("a year earlier", "in March") is resolved by the rule in `running`, with what the
    text is about before; if nothing gives its period, it is left out.
    """
    line = text.replace("\n", " ").replace("\xa0", " ")
    mentions: list[WrittenTime] = []
    for form in forms(line):
        if mention := _mention(line, form):
            end = mentions[-1].end if mentions else 0  # "last year 2000": the "year" is taken
            mentions.append(mention._replace(start=max(mention.start, end)))
    if not mentions:
        return []
    mentions = joined(line, mentions)
    return [
        Time(text[start:end], start, end, period, relation)
        for (start, end, _, relation), period in zip(
            mentions, resolved(text, mentions, running), strict=True
        )
        if period
    ]


@lru_cache(maxsize=4096)
def times_after(anchor: Period, text: str) -> tuple[Time, ...]:
    """The times of a text, read as if after a sentence about a period."""
    return tuple(read_times(text, Running(time=anchor)))


_LONGEST_WORD = 24
_REACH_BACK = 40  # how far back to look at the words before a time, in characters


def _mention(text: str, form_found: tuple[int, int, str]) -> WrittenTime | None:
    """A form with its position and its relation; None if it is not a time after all."""
    start, end, form = form_found
    # The word before, in lower case; cut if it is very long.
    last = start - (text[max(start - 1, 0)] in " -–([\u201c\u2018\"'") if start else 0
    first = max(text.rfind(" ", max(last - _LONGEST_WORD, 0), last) + 1, last - _LONGEST_WORD, 0)
    word = text[first:last].lstrip("([\u201c\u2018\"'—–-").lower()
    lead = (
        between.LEAD.search(text, max(start - _REACH_BACK, 0), start)
        if word in between.LEADING
        else None
    )
    relation = lead["relation"].lower() if lead and lead["relation"] else ""
    part = lead["part"] if lead else ""
    is_led = bool(relation or part.lower().removeprefix("the "))
    if form.isdecimal() and not _is_year(text, start, end, word=word, is_led=is_led):
        return None
    if form[0] == "Y" and len(form) == len("Y-03") and "Q" not in form and not (relation or part):
        is_listed = word.rstrip(",") in months.NUMBERS or text[max(start - 1, 0)] in "-–—("
        is_subject = text[start].isupper() and between.AFTER_MONTH.match(text, end)
        is_led_in = word in between.BEFORE_MONTH or between.BEFORE_OTHER_MONTH.match(text, end)
        if not (is_listed or is_led_in or is_subject):
            return None
    if between.ONWARDS.match(text, end):
        relation = "since"
    if relation in between.PREFIXES:
        start -= len(relation) + 1
    elif form[0] not in "+-=":
        start -= len(part.removeprefix("the ").removeprefix("The "))
    return WrittenTime(start, end, form, between.RELATIONS.get(relation, "in"))


_WORD_AFTER = re.compile(r" ([^\W\d_]+)")
_FIRST_LIKELY, _LAST_LIKELY = 1950, 2039


def _is_year(text: str, start: int, end: int, *, word: str, is_led: bool) -> bool:  # noqa: PLR0911
    """Whether four digits are a year and don't count anything."""
    is_first = start == 0 or (start == 1 and text[0] == "*")  # "*2020 had two", in a note
    before = " " if is_first else text[start - 1]
    if before in "$€£¥₹₩+*×÷=<>≤≥~≈≲^" or (before in "-−./&\\" and not is_led):
        return False
    after = _WORD_AFTER.match(text, end)
    noun = after[1] if after else ""
    is_level = word in qualifiers.EXCEEDING or text.endswith(qualifiers.OF_LEVELS, 0, start - 1)
    if is_level and _is_likely(text[start:end]) and text[end - 1] != "0":  # "lower than 2009"
        return not noun or noun in vocabulary.NO_NOUN
    is_label = word.rstrip(".") in labels.LABELS and word != "day"  # "on Boxing Day 2023"
    if is_label or word in between.NOT_BEFORE_YEAR:
        return False
    is_counted = word == "by" and noun.islower() and vocabulary.is_plural(noun)
    if is_counted and between.AGENT.search(text, max(start - _LONGEST_WORD, 0), start):
        return False
    if is_led or word in between.SURELY_BEFORE_YEAR:
        return True
    unit_and_end = units.unit_after(text, end)
    if unit_and_end and not unit_and_end[0].is_money:
        return False
    if noun in vocabulary.APART:
        return False
    is_noun = noun.islower() and noun not in vocabulary.NO_NOUN
    if word in qualifiers.LOOSE:
        return word in between.CIRCA_OF_YEAR and not is_noun
    if noun in vocabulary.COUNTED:
        return word in between.BEFORE_COUNTED_YEAR and _is_likely(text[start:end])
    is_plural = is_noun and vocabulary.is_plural(noun)
    return not is_plural or word in between.BEFORE_YEAR or _is_likely(text[start:end])


def _is_likely(year: str) -> bool:
    return _FIRST_LIKELY <= int(year) <= _LAST_LIKELY
