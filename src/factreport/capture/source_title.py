"""Source title: what a text calls itself in its first lines."""

from __future__ import annotations

import re

from factreport.english import places
from factreport.figures.context import times_of
from factreport.texts.blocks import Text

_LONGEST = 200
_FEWEST_WORDS = 2  # of a later heading: "Key findings" isn't a title


def title_of(text: Text) -> str:
    """The title of a text, or "".

    It is the first line if it is a heading, or short and not a sentence, else the first heading
    that is more than "Key findings".  A line with a place and a day is no title.
    """
    blocks = []
    for block in text.blocks:
        times = times_of(block.text) if len(block.text) <= _LONGEST else ()
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
    return next((line for line in lines if len(line) <= _LONGEST), "")
