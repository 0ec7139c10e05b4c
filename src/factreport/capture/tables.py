"""Tables: rows or columns that give the same measure for several areas or groups."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from factreport.auditing.names import Dimension
from factreport.capture import Sighting
from factreport.english import headers, places
from factreport.figures.context import times_of
from factreport.figures.figure import Figure
from factreport.texts.blocks import Block, Text

Axis = Literal["row", "column"]
Figures = dict[tuple[str, str], Figure]  # of a table, by the labels of their row and column

AXES: tuple[Axis, ...] = ("row", "column")
_FEWEST = 2  # members that a total can be the sum of
_WORD = re.compile(r"[^\W\d_]+")
_KINDS: Mapping[Dimension, frozenset[str]] = {"area": headers.AREAS, "group": headers.GROUPED_BY}


class Members(NamedTuple):
    """The labels of a table's rows or columns that are areas or groups.

    ``names`` has the name that each label stands for: "" for all of them together.
    """

    axis: Axis
    dimension: Dimension
    names: Mapping[str, str]

    def label_of(self, block: Block) -> str:
        """The label of a cell among these; "" if it has none."""
        label = _label(block, self.axis)
        return label if label in self.names else ""


Tables = Mapping[int, Sequence[Members]]  # by the number of the table


def members_of(text: Text, sightings: Iterable[Sighting], areas: Iterable[str]) -> Tables:
    """The areas or groups that the tables of a text are about.

    The header of the labels says so ("Region"), the title of the table ("by sex"), a label that is
    one of these ``areas``, or a total of all others.
    """
    cells: dict[int, list[Block]] = defaultdict(list)
    for block in text.blocks:
        if block.table and block.row and block.column:
            cells[block.table].append(block)
    figures: dict[int, Figures] = defaultdict(dict)
    for sighting in sightings:
        block = sighting.context.block
        if block.table:
            labels = _label(block, "row"), _label(block, "column")
            figures[block.table][labels] = sighting.figure
    known, tables = set(areas), {}
    for number, blocks in cells.items():
        tables[number] = _members(blocks, figures[number], known)
        for members in tables[number]:
            known.update(members.names.values() if members.dimension == "area" else ())
    return tables


def names_of(block: Block, tables: Tables) -> dict[Dimension, str]:
    """The area and the group of a cell, by its labels; "" if it is for all together."""
    names: dict[Dimension, str] = {}
    for members in tables.get(block.table or 0, ()):
        if label := members.label_of(block):
            parts = (names.get(members.dimension, ""), members.names[label])
            names[members.dimension] = ", ".join(filter(None, parts))
    return names


def class_of(header: str) -> Dimension | None:
    """Whether a header names a class of areas or of groups: "Region", "Type of dwelling"."""
    words = set(_WORD.findall(header.lower()))
    named = [dimension for dimension, kinds in _KINDS.items() if words & kinds]
    return named[0] if len(named) == 1 else None


def _members(blocks: Sequence[Block], figures: Figures, areas: set[str]) -> list[Members]:
    first, members = blocks[0], list[Members]()
    title = f"{first.caption} {' '.join(first.headings[-1:])}"
    after_by = title.lower().partition("by ")[2]
    class_of_labels = class_of(after_by)
    corner = first.corner.lower()
    if class_of_labels is None and corner and corner.split()[-1] in after_by.split():
        class_of_labels = "group"  # "Deaths by weapon" over a column "Weapon"
    for axis in AXES:
        named = dict.fromkeys(_label(block, axis) for block in blocks)
        labels = [label for label in named if label and not times_of(label)]
        dimension = class_of(first.corner) if axis == "row" else None
        if not areas.isdisjoint(labels):
            dimension = dimension or "area"
        if not members:
            dimension = dimension or class_of_labels
        if dimension is None and _is_summed(labels, axis, figures):
            dimension = "area" if any(map(places.IS_PLACE.search, labels)) else "group"
        if dimension and labels:
            members.append(Members(axis, dimension, {label: _name(label) for label in labels}))
    return members


def _is_summed(labels: Sequence[str], axis: Axis, figures: Figures) -> bool:
    """Whether one label is for all others together: its values are their sums or averages."""
    whole = next((label for label in labels if not _name(label)), "")
    across: dict[str, list[Figure]] = defaultdict(list)
    wholes: dict[str, Figure] = {}
    for (row, column), figure in figures.items():
        mine, other = (row, column) if axis == "row" else (column, row)
        if mine == whole:
            wholes[other] = figure
        elif mine in labels:
            across[other].append(figure)
    is_seen = False
    for other, figure in wholes.items():
        parts = [part.value for part in across[other] if part.value is not None]
        if figure.value is None or len(parts) < _FEWEST:
            continue
        step = max(part.step for part in across[other])
        is_sum = abs(sum(parts) - figure.value) <= step * len(parts)
        is_alike = {part.unit for part in across[other]} == {figure.unit}
        if not is_alike or not (is_sum or min(parts) <= figure.value <= max(parts)):
            return False
        is_seen = True
    return is_seen


def _label(block: Block, axis: Axis) -> str:
    """The header of a cell's row or column that is nearest to it."""
    return "".join((block.row if axis == "row" else block.column)[-1:])


def _name(label: str) -> str:
    """The name of an area or a group; "" for all together: "Both hospitals", "Union average"."""
    words = label.lower().split()
    is_whole = words[0] in headers.WHOLES or words[-1] in headers.CLOSING_WHOLES
    return "" if is_whole or label.lower() in headers.WHOLE_LABELS else label
