"""Units: how a store would write the unit of a figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from factreport.english import sentences, titles
from factreport.english.unit_table import SPELLINGS
from factreport.figures.units import unit_of
from factreport.unit import Unit

if TYPE_CHECKING:
    from factreport.capture import Sighting

UNKNOWN = "number"


def unit_words(sighting: Sighting, title: str = "", *, noun: str = "") -> str:
    """The unit of a figure in words, without a scale, even if the headers of its table scale it.

    ``noun`` is the plural that follows it; otherwise the title says what is counted.
    """
    unit = sighting.figure.unit
    if unit.is_count:
        plural = noun or unit.name
        has_own = plural and plural not in sentences.VERBS  # "of these, 121 received nothing"
        name = plural if has_own else _counted(title, sighting.context.block.text)
    else:
        plain = {"%": "percent", "share": "percent"}.get(unit.name, unit.name)
        # "Tonnes", not "t", also in "5 million and 6 million tonnes"
        figures = sighting.context.reading.figures
        number = bisect_left(figures, sighting.figure.start, key=attrgetter("start"))
        spellings = [figure.text.rpartition(" ")[2] for figure in figures[number : number + 2]]
        block = sighting.context.block
        if block.kind == "cell":
            headers = (*block.row, *block.column, block.corner, block.caption)
            in_headers = " ".join(headers).split()
            spellings += [word.lower() if word.istitle() else word for word in in_headers]
        written = [
            word for word in spellings if word.isalpha() and unit_of(word) == unit_of(unit.name)
        ]
        name = currency(unit) or (written[0] if written and plain == unit.name else plain)
    return f"{name} per {unit.per}" if unit.per and unit.per not in name else name


@lru_cache(maxsize=256)
def currency(unit: Unit) -> str:
    """``US dollars`` for an amount in USD; "" for anything that is not money, or is in cents."""
    code = unit.dimension.partition("money:")[2]
    if not code or unit.factor != 1:
        return ""
    names = [
        spelling
        for spelling, known in SPELLINGS.items()
        if known.dimension == unit.dimension
        and known.factor == 1
        and spelling.islower()
        and spelling[-1].isalpha()
    ]
    if not names:
        return code
    # With its country, because many countries have dollars or pounds.
    best = max(names, key=lambda name: (name.startswith("us "), " " in name, len(name)))
    first, _, rest = best.partition(" ")
    if not rest or rest == "sterling":
        return best
    return f"{first.upper() if len(first) == 2 else first.capitalize()} {rest}"


def _counted(title: str, text: str) -> str:
    """What a figure without its own noun counts, by the title of its metric in its text."""
    words = title.lower().removeprefix("change in ").partition(",")[0].partition(" per ")[0].split()
    for word in words:
        if word in sentences.COUNTED:
            return sentences.COUNTED[word]
    head = next((word for word in words if word in titles.NOUN_ENDS), None)
    nouns = words[: words.index(head)] if head else words
    is_done = nouns and (nouns[-1].endswith("ed") or nouns[-1] in sentences.IRREGULAR)
    nouns = nouns[:-1] if is_done else nouns  # "patients treated"
    is_number = nouns[-1:] != [] and nouns[-1] in titles.UNCOUNTED
    if len(nouns) > 1 and is_number and not nouns[-2].endswith(titles.OPENING_ENDINGS):
        nouns = [f"{nouns[-2].removesuffix('s')}s"]
    noun = sentences.plural(nouns[-1].strip("(),")) if nouns else ""
    is_name = noun and re.search(rf"[a-z,] {noun.capitalize()}\b", text)  # "Wales"
    return noun if noun and noun not in titles.UNCOUNTED and not is_name else UNKNOWN
