"""Units: how a store would write the unit of a figure."""

from __future__ import annotations

import re
from collections import deque
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from factreport.figures.english import sentences
from factreport.figures.english.unit_table import SPELLINGS
from factreport.figures.units import magnitude_of, unit_of

if TYPE_CHECKING:
    from factreport.capture import Mention
    from factreport.texts.blocks import Text

UNKNOWN = "number"
_MOST_LINES = 3  # above a table
_IN_SCALE = re.compile(r"\bin (thousand|million|billion)s\b", re.IGNORECASE)


def unit_words(mention: Mention, title: str = "", *, usual: str = "", noun: str = "") -> str:
    """The unit of a figure in words, without a scale, even if the headers of its table scale it.

    ``usual`` is the unit of figures without their own, ``noun`` the plural that follows it;
    otherwise the title says what is counted.
    """
    unit = mention.figure.unit
    if unit.dimension in ("", "count"):
        own = unit.name if unit.name.endswith("s") or not noun else noun
        is_verb = own in sentences.VERBS  # "of these, 121 received nothing"
        name = usual or _counted(title, mention.context.block.text) if not own or is_verb else own
    else:
        plain = {"%": "percent", "share": "percent"}.get(unit.name, unit.name)
        word = mention.figure.text.rpartition(" ")[2]
        is_written = word.isalpha() and unit_of(word) == unit_of(unit.name)  # "tonnes", not "t"
        name = currency(mention) or (word if is_written and plain == unit.name else plain)
    return f"{name} per {unit.per}" if unit.per and unit.per not in name else name


def currency(mention: Mention) -> str:
    """The name of the currency of a figure, or an empty text."""
    unit = mention.figure.unit
    return _money(unit.dimension.partition(":")[2], unit.factor)


@lru_cache(maxsize=256)
def _money(code: str, factor: Decimal) -> str:
    """``US dollars`` for USD; an amount of cents keeps its name."""
    if not code or factor != 1:
        return ""
    names = [
        spelling
        for spelling, unit in SPELLINGS.items()
        if unit.dimension == f"money:{code}"
        and unit.factor == 1
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
    words = title.lower().removeprefix("change in ").partition(",")[0].split()
    for word in words:
        if word in sentences.COUNTED:
            return sentences.COUNTED[word]
    head = next((word for word in words if word in sentences.PREPOSITIONS), None)
    nouns = words[: words.index(head)] if head else words
    if nouns[:1] == ["both"]:
        return UNKNOWN
    nouns = nouns[:-1] if nouns and nouns[-1].endswith("ed") else nouns  # "patients treated"
    noun = sentences.plural(nouns[-1].strip("(),")) if nouns else ""
    is_name = noun and re.search(rf"[a-z,] {noun.capitalize()}\b", text)  # "Wales"
    return noun if noun and not is_name else UNKNOWN


def scales_of(text: Text) -> dict[int, str]:
    """The scale of each table, from its head or the lines right above it: "(in thousands)"."""
    scales: dict[int, str] = {}
    lines: deque[str] = deque(maxlen=_MOST_LINES)
    for block in text.blocks:
        if block.kind != "cell":
            lines.append(block.text if block.is_prose else "")
        elif block.table and not scales.get(block.table):
            head = "" if block.row or block.column else block.text
            told = _IN_SCALE.search(" ".join((*lines, head)))
            scales[block.table] = told[1].lower() if told else ""
    return scales


def is_scaled(mention: Mention, unit: str, scale: str) -> bool:
    """Whether the scale above a table applies to a cell: not if it has its own, or is a rate."""
    block = mention.context.block
    headers = [name for name in (*block.row, *block.column) if not _IN_SCALE.search(name)]
    words = " ".join((*headers, unit)).lower().split()
    is_rate = "per" in words or "eps" in words
    is_plain = unit == UNKNOWN or unit_of(unit).dimension.startswith("money:")
    return bool(scale) and is_plain and not is_rate and magnitude_of(unit_of(unit)) == 1
