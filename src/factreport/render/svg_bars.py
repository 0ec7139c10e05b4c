"""A bar chart in SVG: a bar for each row of an answer, with its value at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from factreport.render.answer import Answer, Column
from factreport.render.bars import Scale
from factreport.render.drawing import (
    GAP,
    HEIGHT,
    MARGIN,
    STRONG,
    WIDTH,
    Page,
    Style,
    draw_header,
    draw_notes,
    wanted_width,
)

_SIZE = 20.0
_LOWEST_ROW, _HIGHEST_ROW, _HIGHEST_BAR = 28.0, 128.0, 76.0
_GROUP_ROW, _HEADING_ROW = 44.0, 26.0
_PART_GAP = 30.0  # between bars whose lengths must not be compared
_SHORTEST_BARS = 260.0
_BESIDE = 12  # between a bar and its value


class _Cell(NamedTuple):
    """A column of a bar chart: the position, size and style of its text."""

    column: Column
    x: float
    size: float
    style: Style


class _Plan(NamedTuple):
    """The layout from left to right: labels, bars on a scale, other columns."""

    cells: Sequence[_Cell]
    bars: Column
    scale: Scale
    left: float
    room: float
    width: float


def draw(page: Page, answer: Answer, columns: Sequence[Column]) -> tuple[float, float]:
    """Draw a bar for each row, under the names of groups; returns the width and the height."""
    position = next(number for number, column in enumerate(columns) if column.bar)
    # Columns of words before the bars, unlike years, become headings of groups.
    words = [column for column in columns[:position] if not column.is_whole]
    groups = _grouped(answer, words)
    plan = _planned([column for column in columns if column not in words], answer.shown)
    inner = plan.width - 2 * MARGIN
    draw_header(page, answer, inner, 32, 22.5)
    footer = Page(0)
    draw_notes(footer, answer, inner, 14)
    bottom = HEIGHT - MARGIN * 0.75 - footer.y
    above = _HEADING_ROW + _GROUP_ROW * sum(1 for heading, _ in groups if heading)
    above += _PART_GAP * len(answer.gaps)
    height = min(max((bottom - page.y - above) / len(answer.rows), _LOWEST_ROW), _HIGHEST_ROW)
    page.y += max(0.0, (bottom - page.y - above - height * len(answer.rows)) / 2)
    for cell in plan.cells:
        if cell.x > plan.left:
            faint = Style("faint", is_right=cell.style.is_right)
            page.text(cell.column.title, cell.x, page.y + 16, 14.0, faint)
    page.y += _HEADING_ROW
    for heading, items in groups:
        if heading:
            page.text(heading, MARGIN, page.y + _GROUP_ROW - 14, _SIZE, STRONG)
            page.y += _GROUP_ROW
        for number, part in enumerate(items):
            page.y += _PART_GAP if number else 0
            _draw_group(page, plan, part, height)
    page.y = max(page.y, bottom)
    draw_notes(page, answer, inner, 14)
    return plan.width, max(page.y + MARGIN * 0.75, HEIGHT)


def _grouped(answer: Answer, words: Sequence[Column]) -> list[tuple[str, list[list[Any]]]]:
    """The items under their headings, in their order, in parts with scales of their own."""
    groups: list[tuple[str, list[list[Any]]]] = []
    for number, item in enumerate(answer.shown):
        heading = " · ".join(cell for column in words if (cell := column.cell(item)))
        if not groups or groups[-1][0] != heading:
            groups.append((heading, [[]]))
        elif number in answer.gaps:
            groups[-1][1].append([])
        groups[-1][1][-1].append(item)
    return groups


def _draw_group(page: Page, plan: _Plan, items: Sequence[Any], height: float) -> None:
    """Draw bars below each other, on their own axis, each with its value at its end."""
    above, high = page.y, min(height * 0.64, _HIGHEST_BAR)
    for item in items:
        middle = page.y + height / 2
        for cell in plan.cells:
            page.text(cell.column.cell(item), cell.x, middle + 7, cell.size, cell.style)
        share = plan.bars.bar(item) if plan.bars.bar else 0
        start, length = plan.scale.span(share)
        left, top, across = plan.left + start * plan.room, middle - high / 2, length * plan.room
        if share and plan.bars.is_open and plan.bars.is_open(item):
            outline_width = max(across, 1)
            outline = f"M{left:.1f} {top:.1f}h{outline_width:.1f}v{high:.1f}h{-outline_width:.1f}z"
            page.path("bar", outline, width=2, dashes="2 4")
        elif share:
            page.box("bar", left, top, (max(across, 1), high), 3)
        is_left = share < 0
        x = left - _BESIDE if is_left else left + across + _BESIDE
        style = Style(is_strong=True, is_right=is_left)
        page.text(plan.bars.cell(item), x, middle + 7, _SIZE, style)
        page.y += height
    zero = plan.left + plan.scale.zero * plan.room
    page.box("faint", zero - 0.5, above, (1, page.y - above))


def _planned(columns: Sequence[Column], items: Sequence[Any]) -> _Plan:
    """The layout: columns before the bars on the left, columns after them on the right.

    The picture becomes wider than usual if too little room would be left for the bars.
    """
    position = next(number for number, column in enumerate(columns) if column.bar)
    bars = columns[position]
    sizes = [14.0 if column.style == "dim" else _SIZE for column in columns]
    wanted = [
        wanted_width(column, items, size) for column, size in zip(columns, sizes, strict=True)
    ]
    scale = Scale.of(bars.bar(item) for item in items if bars.bar)
    value_room = wanted[position] + _BESIDE
    values = value_room * (2 if scale.low < 0 < scale.high else 1)
    taken = sum(wanted) - wanted[position] + GAP * (len(columns) - 1) + values
    across = max(WIDTH, 2 * MARGIN + taken + _SHORTEST_BARS)
    cells, left, right = [], float(MARGIN), across - MARGIN
    for column, room, size in zip(columns[:position], wanted, sizes, strict=False):
        cells.append(_cell(column, left, room, size))
        left += room + GAP
    after = reversed(range(position + 1, len(columns)))
    for number in after:
        cells.append(_cell(columns[number], right - wanted[number], wanted[number], sizes[number]))
        right -= wanted[number] + GAP
    left += value_room if scale.low < 0 else 0
    room = right - left - (0 if scale.low < 0 and not scale.high else value_room)
    return _Plan(cells, bars, scale, left, room, across)


def _cell(column: Column, left: float, room: float, size: float) -> _Cell:
    colour = "faint" if column.style == "dim" else "ink"
    style = Style(colour, column.style == "bold", column.is_number)
    return _Cell(column, left + room if column.is_number else left, size, style)
