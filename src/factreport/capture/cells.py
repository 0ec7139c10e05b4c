"""Cells: what the figures in tables count, by the headers of their rows and columns."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from factreport.auditing.names import Dimension
from factreport.capture import Known, Mention, phrases
from factreport.capture.units import UNKNOWN, currency, unit_words
from factreport.capture.words import leads_to_time, without_times
from factreport.english import sentences
from factreport.english.headers import IN_SCALE, LABEL_OF_TABLE, PER_SHARE, RATES
from factreport.english.places import NO_PLACES
from factreport.figures.context import times_of
from factreport.figures.tables import MARKED_HEADER
from factreport.figures.units import magnitude_of, unit_of
from factreport.texts.blocks import Block, Text

_MOST_LINES = 3  # above a table
_LONGEST_CAPTION = 8  # words
_IN_BRACKETS = re.compile(r"\s?[(\[]([^()\[\]]{1,40})[)\]]")
_LETTER = re.compile(r"[^\W\d_]")


class Cells:
    """Names what each cell of the tables of a text is the value of."""

    def __init__(self, text: Text, mentions: Sequence[Mention], known: Known) -> None:
        """Take a text, its figures and the names of areas and groups.

        A column of accounts has the currency of its first amount, and a table may have a scale in
        its head or in the lines right above it: "(in thousands)".
        """
        self._known = known
        self._money: dict[tuple[int | None, tuple[str, ...]], str] = {}
        for mention in mentions:
            block, unit = mention.context.block, mention.plain.unit
            if block.kind == "cell":
                self._money.setdefault((block.table, block.column), currency(unit))
        self._scales: dict[int, str] = {}
        lines: deque[str] = deque(maxlen=_MOST_LINES)
        for block in text.blocks:
            if block.kind != "cell":
                lines.append(block.text if block.is_prose else "")
            elif block.table and not self._scales.get(block.table):
                head = "" if block.row or block.column else block.text
                told = IN_SCALE.search(" ".join((*lines, head)))
                self._scales[block.table] = told[1].lower() if told else ""

    def unit_of(self, mention: Mention, title: str) -> str:
        """The unit of a cell: its own, the money of its column, or what its title counts.

        A scale above the table applies unless the cell has its own, or is a rate.
        """
        block = mention.context.block
        words = set(PER_SHARE.sub("", " ".join(block.row)).lower().split())
        is_counted = not words.isdisjoint(sentences.COUNTED.keys() | sentences.COUNTS)
        money = "" if is_counted else self._money.get((block.table, block.column), "")
        unit = unit_words(mention, title, usual=money)
        scale = self._scales.get(block.table or 0, "")
        headers = [name for name in (*block.row, *block.column) if not IN_SCALE.search(name)]
        is_rate = not RATES.isdisjoint(" ".join((*headers, unit)).lower().split())
        is_plain = unit == UNKNOWN or unit_of(unit).dimension.startswith("money:")
        is_scaled = scale and is_plain and not is_rate and magnitude_of(unit_of(unit)) == 1
        return f"{scale} {unit}".removesuffix(f" {UNKNOWN}") if is_scaled else unit

    def title_of(self, block: Block) -> str:
        """The corner, row and column of a cell without times, units, areas and groups.

        Or the caption of its table.  A row for all areas or groups together needs no name, either.
        The corner counts if it names a unit; otherwise it names the rows: "Country".
        """
        corner = _without_unit(block.corner)
        headers = [corner if corner != block.corner else "", *block.row, *block.column]
        headers = [MARKED_HEADER.sub("", header) for header in headers]
        named = {name.lower() for name in self._known.names}
        names = [_without_unit(without_times(name)) for name in headers if not leads_to_time(name)]
        parts = dict.fromkeys(filter(_LETTER.search, map(phrases.tidy, names)))
        if _is_whole(whole := _part(block)[1]):
            named.add(phrases.tidy(whole).lower())
        told = [part for part in parts if part.lower() not in named]
        if len(told) < 2:
            labels = [heading for heading in block.headings[-1:] if LABEL_OF_TABLE.match(heading)]
            label = LABEL_OF_TABLE.sub("", _IN_BRACKETS.sub("", block.caption or "".join(labels)))
            label = label.partition(", by ")[0]
            parts_of_label = label.split(", ")  # "Results, € million"
            label = ", ".join(part for part in parts_of_label if not _is_unit(part))
            words = without_times(label).split()
            caption = phrases.tidy(" ".join(words[:_LONGEST_CAPTION]))
            is_sentence = not sentences.SURE_VERBS.isdisjoint(map(str.lower, words))
            told = told if is_sentence or not caption else [caption, *told]
        title = ", ".join(told) or heading_of(block)
        return phrases.titled(title or ", ".join(parts) or "Figure")


def heading_of(block: Block) -> str:
    """The nearest heading that is neither a time nor the label of a picture."""
    for heading in reversed(block.headings):
        first = heading.split(maxsplit=1)[0].lower() if heading.split() else ""
        title = phrases.tidy(without_times(heading))
        if title and first not in sentences.CAPTIONS:
            return title
    return ""


def names_in_tables(text: Text, areas: Iterable[str]) -> dict[Dimension, list[str]]:
    """The headers that are areas or groups, according to the corner or title of their table.

    Or according to the other headers in their place, of which one is among these areas.
    """
    names: dict[Dimension, list[str]] = {"area": [], "group": []}
    headers: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    for block in text.blocks:
        dimension, header = _part(block)
        names[dimension].append(header)
        for axis, some in (("row", block.row[-1:]), ("column", block.column[-1:])):
            headers[block.table or 0, axis].update(dict.fromkeys(some))
    known = set(areas).union(names["area"])
    for alike in headers.values():
        if not known.isdisjoint(alike):
            names["area"] += alike
    for dimension, found in names.items():
        named = (name for name in found if name[:1].isupper() and not _is_whole(name))
        named = (name for name in named if name.lower() not in NO_PLACES)
        names[dimension] = [name for name in dict.fromkeys(named) if not times_of(name)]
    return names


def _part(block: Block) -> tuple[Dimension, str]:
    """Area or group, and the header of a cell that is one; "" if there is none."""
    corner = set(block.corner.lower().split())
    title = f"{block.caption} {' '.join(block.headings[-1:])}".lower().partition("by ")[2]
    parts = set(re.findall(r"[a-z]+", title)) if block.kind == "cell" else set[str]()
    kinds_of: dict[Dimension, frozenset[str]]
    kinds_of = {"area": sentences.AREAS, "group": sentences.GROUPED_BY}
    for dimension, kinds in kinds_of.items():
        headers = block.row[-1:] if corner & kinds else ()
        is_only = len([some for some in kinds_of.values() if parts & some]) == 1
        if not headers and block.row and parts & kinds and is_only:  # not "by sex and state"
            headers = (*block.row, *block.column)
        if header := next((name for name in headers if not times_of(name)), ""):
            return dimension, header
    return "area", ""


def _is_whole(header: str) -> bool:
    """Whether a header names all areas or groups together, or the rest: "Both hospitals"."""
    return not sentences.WHOLES.isdisjoint(header.lower().split()[:1])


def _without_unit(words: str) -> str:
    """The header of a table without its unit: "Rate (%)" is a rate."""
    rest = _IN_BRACKETS.sub(lambda found: "" if _is_unit(found[1]) else found[0], words)
    name, comma, unit = rest.rpartition(", ")
    if comma and _is_unit(unit):
        return name  # "Rate, %"
    return "" if _is_unit(rest) else rest


def _is_unit(words: str) -> bool:
    unit = unit_of(words)
    is_magnitude = not unit.dimension and unit.factor != 1
    return is_magnitude or unit.dimension not in ("", "count")
