"""Phrases: words of a text as titles, ids and their parts."""

from __future__ import annotations

import re

from factreport.english import places, sentences, titles
from factreport.figures.context import times_of
from factreport.texts.blocks import Text
from factreport.wording import fold

LONGEST_TITLE, LONGEST_TAIL = 12, 6  # in words
_EDGES = " ,;:.-–—•●*|(\"'“”\u2018"
_FEWEST_WORDS = 2  # of a later heading that is a title: "Key findings" is not
_LONGEST_ID, _LONGEST_LINE = 80, 200  # in characters


def is_standing(phrase: str) -> bool:
    """Whether words say how something stands or changes, not what: "a record", "the peak in"."""
    return head(phrase) in sentences.STANDINGS


def is_change(title: str) -> bool:
    """Whether a title names a change itself: "sales growth"."""
    return head(title) in sentences.NAMES_OF_CHANGE


def head(phrase: str) -> str:
    """The last word before a preposition, which is what words are about."""
    lower = tidy(phrase).lower().split()
    head = next((at for at, word in enumerate(lower) if word in sentences.PREPOSITIONS), len(lower))
    return lower[head - 1] if head else ""


def tidy(phrase: str) -> str:
    """A phrase without leading articles and without trailing words that can't end a name."""
    phrase = titles.EMPTY_BRACKETS.sub(" ", phrase).replace(titles.PLACEHOLDER, " ").strip(_EDGES)
    phrase = titles.REASON.sub("", titles.OURS.sub("", titles.COMPANY.sub("", phrase)))
    phrase = titles.NAME_ASIDE.sub("", places.LEADING_PLACE.sub("", phrase))
    phrase = phrase.partition("--")[0] or phrase  # "rates for major groups--adult men"
    lead, comma, rest = phrase.rpartition(",")
    if comma and lead.strip():
        first = lead.split(maxsplit=1)[0].lower().rstrip(",")
        is_connective = first in sentences.CONNECTIVES or first.endswith(titles.OPENING_ENDINGS)
        if is_connective or first in sentences.PREPOSITIONS:
            phrase = rest  # "In the north, employment", "Founded in 1920, the plant"
        else:
            phrase = titles.NOUN_ASIDE.sub("", phrase)
    words = phrase.split()
    while len(words) > 1 and words[0].lower() in sentences.LEADING:
        if words.pop(0).lower() == "total" and words[0] == "of":
            words.pop(0)
    while words and not words[0][0].isalnum():
        words.pop(0)
    if len(words) > 1 and words[0].lower() in titles.STATUSES:
        words.pop(0)
    words = titles.VALUE_OF.sub("", " ".join(words)).split()
    if " ".join(words[:2]).lower() == titles.NUMBER_OF:
        words = words[2:]
        words = words[1:] if words[:1] == ["those"] else words
    words = words[:LONGEST_TITLE]
    while words and words[-1].lower().strip(",()–—-=") in sentences.LOOSE_ENDS:
        if titles.OF_AGE.search(" ".join(words)):
            break
        words.pop()
    return " ".join(words)[:_LONGEST_LINE].strip(_EDGES)


def titled(phrase: str) -> str:
    """A phrase as a title, with a capital first letter."""
    return phrase[:1].upper() + phrase[1:]


def lowered(title: str) -> str:
    """A title as words inside another: with a small first letter."""
    return title[:1].lower() + title[1:]


def slug(title: str) -> str:
    """An id of a few words: lower-case letters, digits and hyphens."""
    words = re.findall(r"[a-z0-9]+", fold(title))
    telling = [word for word in words if word not in sentences.UNNAMED] or words
    return "-".join(telling[:6])[:_LONGEST_ID].rstrip("-") or "figure"


def title_of(text: Text) -> str:
    """The title of a text, or "".

    It is the first line if it is a heading, or short and not a sentence, else the first heading
    that is more than "Key findings".  A line with a place and a day is not a title.
    """
    blocks = []
    for block in text.blocks:
        times = times_of(block.text) if len(block.text) <= _LONGEST_LINE else ()
        is_day = len(times) == 1 and times[0].period.grain == "day"
        is_day = is_day and times[0].end == len(block.text)  # "Port Ellis, 24 July 2025"
        is_dateline = is_day and places.DATELINE.fullmatch(block.text, 0, times[0].start)
        if block.is_prose and block.kind != "item" and not is_dateline:
            blocks.append(block)
    lines = []
    for block in blocks[:1]:
        has_words = len(re.findall(r"[^\W\d_]{3,}", block.text)) > 1
        is_line = has_words and block.kind != "cell" and not block.text.endswith(".")
        lines += [block.text] if block.kind == "heading" or is_line else []
    headings = (block.text for block in blocks if block.kind == "heading")
    lines += [line for line in [next(headings, "")] if len(line.split()) > _FEWEST_WORDS]
    return next((line for line in lines if len(line) <= _LONGEST_LINE), "")
