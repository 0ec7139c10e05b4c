"""Cells: what the figures in tables count, by the headers of their rows and columns."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable

from factreport.capture import Sighting, phrases
from factreport.capture.tables import Tables, class_of
from factreport.capture.units import UNKNOWN, unit_words
from factreport.capture.words import LETTER, leads_to_time, without_times
from factreport.english import sentences
from factreport.english.headers import BY, CHANGES, IN_SCALE, LABEL_OF_TABLE, NO_NOUNS, RATES
from factreport.figures.context import times_of
from factreport.figures.tables import MARKED_HEADER
from factreport.figures.units import magnitude_of, unit_of
from factreport.texts.blocks import Block, Text

_MOST_LINES = 3  # above a table
_LONGEST_CAPTION = 8  # words
_IN_BRACKETS = re.compile(r"\s?[(\[]([^()\[\]]{1,40})[)\]]")


class Cells:
    """Names what each cell of the tables of a text measures."""

    def __init__(self, text: Text, names: Iterable[str], tables: Tables) -> None:
        """Take a text, the names of areas and groups, and those that its tables are about.

        A table may have a scale in its head or in the lines right above it: "(in thousands)".
        """
        self._named = {name.lower() for name in names}
        self._tables = tables
        self._scales: dict[int, str] = {}
        lines: deque[str] = deque(maxlen=_MOST_LINES)
        for block in text.blocks:
            if block.kind != "cell":
                lines.append(block.text if block.is_prose else "")
            elif block.table and not self._scales.get(block.table):
                head = "" if block.row or block.column else block.text
                scale = IN_SCALE.search(" ".join((*lines, head)))
                self._scales[block.table] = scale[1].lower() if scale else ""

    def unit_of(self, sighting: Sighting, title: str) -> str:
        """The unit of a cell: its own, or what its title counts.

        A scale above the table applies unless the cell has its own, or is a rate.
        """
        block = sighting.context.block
        *caption, label = title.split(", ")
        # Not "Halden Galleries", nor a group.
        is_noun = label[:1].isalpha() and label[1:] == label[1:].lower()
        is_noun &= label.lower() not in self._named
        unit = unit_words(sighting, label if is_noun else title)
        if unit == UNKNOWN and caption and label.lower().split()[-1] not in CHANGES:
            unit = unit_words(sighting, title)
        scale = self._scales.get(block.table or 0, "")
        headers = [name for name in (*block.row, *block.column) if not IN_SCALE.search(name)]
        is_rate = not RATES.isdisjoint(" ".join((*headers, unit)).lower().split())
        is_plain = unit == UNKNOWN or unit_of(unit).is_money
        is_scaled = scale and is_plain and not is_rate and magnitude_of(unit_of(unit)) == 1
        return f"{scale} {unit}".removesuffix(f" {UNKNOWN}") if is_scaled else unit

    def title_of(self, block: Block) -> str:
        """The corner, row and column of a cell without times, units, areas and groups.

        Or the caption of its table.  The corner counts if it names a unit, or what is counted for
        each of the areas or groups below it; otherwise it names the rows: "Country".
        """
        labels = [members.label_of(block) for members in self._tables.get(block.table or 0, ())]
        corner = _without_unit(block.corner)
        is_counted = not set(labels).isdisjoint(block.row) and names_measure(corner)
        names = [corner] if corner != block.corner or is_counted else []
        headers = [header for header in (*block.row, *block.column) if header not in labels]
        headers = [MARKED_HEADER.sub("", header) for header in headers if not leads_to_time(header)]
        names += [_without_unit(without_times(header)) for header in headers]
        parts = dict.fromkeys(filter(LETTER.search, map(phrases.tidy, names)))
        telling = [part for part in parts if part.lower() not in self._named]
        words = telling[-1].lower().split() if telling else [""]
        # A column "Difference (%)", but not a row "Natural decrease".
        is_change = words[-1] in CHANGES and (len(words) == 1 or block.row[-1:] != (telling[-1],))
        needs_heading = any(labels) and (is_change or not telling)
        if len(telling) < 2 and (caption := self._caption(block, may_be_heading=needs_heading)):
            telling = [caption, *telling]
        if is_change and len(telling) == 2:
            telling = [f"Change in {phrases.lowered(telling[0])}"]
        title = ", ".join(telling) or heading_of(block)
        return phrases.titled(title or ", ".join((*parts, *filter(None, labels))) or "Figure")

    def _caption(self, block: Block, *, may_be_heading: bool) -> str:
        """What the caption of a table says it measures: "Sales" in "Sales by type, € million".

        A heading that is called a table is one, too.
        """
        heading = "".join(block.headings[-1:])
        if not LABEL_OF_TABLE.match(heading):
            heading = heading_of(block) if may_be_heading else ""
        label = LABEL_OF_TABLE.sub("", _IN_BRACKETS.sub("", block.caption or heading))
        parts = BY.split(label, maxsplit=1)[0].split(", ")
        measures = [part for part in parts if not (_is_unit(part) or part.lower() in self._named)]
        words = without_times(", ".join(measures)).split()
        is_sentence = not sentences.SURE_VERBS.isdisjoint(map(str.lower, words))
        return "" if is_sentence else phrases.tidy(" ".join(words[:_LONGEST_CAPTION]))


def heading_of(block: Block) -> str:
    """The nearest heading that is neither a time nor the label of a picture."""
    for heading in reversed(block.headings):
        first = heading.split(maxsplit=1)[0].lower() if heading.split() else ""
        title = phrases.tidy(without_times(heading))
        if title and first not in sentences.CAPTIONS:
            return title
    return ""


def names_measure(corner: str) -> bool:
    """Whether the header over the labels of the rows says what is counted: "Visitors"."""
    words = corner.lower().split()
    is_class = class_of(corner) is not None or bool(times_of(corner))
    is_plural = any(word.endswith("s") for word in words)
    return is_plural and not is_class and words[-1] not in NO_NOUNS


def _without_unit(header: str) -> str:
    """The header of a table without its unit: "Rate (%)" is a rate."""
    rest = _IN_BRACKETS.sub(lambda bracket: "" if _is_unit(bracket[1]) else bracket[0], header)
    name, comma, unit = rest.rpartition(", ")
    if comma and _is_unit(unit):
        return name  # "Rate, %"
    return "" if _is_unit(rest) else rest


def _is_unit(text: str) -> bool:
    unit = unit_of(text)
    is_magnitude = not unit.dimension and unit.factor != 1
    return is_magnitude or unit.dimension not in ("", "count")
