"""SVG: a picture that stands alone: a bar chart where a column has bars, else a table.

Colours stand at each element, for programs that know no style sheets, in a light version; the
style sheet has the dark one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import sqrt
from operator import itemgetter
from typing import NamedTuple, TextIO

from factreport.render.answer import Answer, Column, Look, Row
from factreport.render.bars import Scale
from factreport.render.markup import FONTS, escaped, width, wrapped

_WIDTH, _HEIGHT = 1200, 675  # of a chart: 16 to 9; more rows make it higher
_MARGIN = 56
_GAP = 28
# Between a bar and its value.
_BESIDE = 12
_LINE = 1.4  # the height of a line in font sizes
_NARROWEST = 130.0

_LIGHT = {
    "paper": "#ffffff",
    "ink": "#1b1f24",
    "faint": "#59636e",
    "line": "#d5dae0",
    "bar": "#2f6fb3",
    "wrong": "#b3261e",
}
_DARK = {
    "paper": "#14181d",
    "ink": "#e6e9ec",
    "faint": "#a0a9b3",
    "line": "#39414a",
    "bar": "#6ea8e6",
    "wrong": "#ff8a80",
}
_STYLE = "".join(f".{name}{{fill:{colour}}}" for name, colour in _DARK.items())


class _Page:
    """Elements that are laid down from top to bottom; ``y`` is where the next one goes."""

    def __init__(self, y: float) -> None:
        self.y = y
        self.elements: list[str] = []

    def box(
        self, name: str, x: float, y: float, size: tuple[float, float], radius: int = 0
    ) -> None:
        """A filled rectangle."""
        corners = f' rx="{radius}"' if radius else ""
        self.elements.append(
            f'<rect class="{name}" fill="{_LIGHT[name]}" x="{x:.1f}" y="{y:.1f}"'
            f' width="{size[0]:.1f}" height="{size[1]:.1f}"{corners}/>'
        )

    def text(self, words: str, x: float, y: float, size: float, style: _Style) -> None:
        """A line of text with its baseline at y."""
        if words:
            anchor = ' text-anchor="end"' if style.is_right else ""
            weight = ' font-weight="600"' if style.is_strong else ""
            self.elements.append(
                f'<text class="{style.colour}" fill="{_LIGHT[style.colour]}" x="{x:.1f}"'
                f' y="{y:.1f}" font-size="{size:g}"{anchor}{weight}>{escaped(words)}</text>'
            )

    def paragraph(self, words: str, room: float, size: float, style: _Style) -> None:
        """Text over as many lines as it takes, from the left margin."""
        for line in wrapped(words, room, size, is_strong=style.is_strong):
            self.text(line, _MARGIN, self.y + size, size, style)
            self.y += size * _LINE


class _Style(NamedTuple):
    """How a text looks; the colour is a name in the tables above."""

    colour: str = "ink"
    is_strong: bool = False
    is_right: bool = False


_STRONG, _FAINT = _Style(is_strong=True), _Style("faint")


class _Placed(NamedTuple):
    """A column that has something to show, and from where to where; numbers end at the right."""

    column: Column
    left: float
    room: float

    @property
    def x(self) -> float:
        """Where its text is anchored."""
        return self.left + self.room if self.column.is_number else self.left

    def lines(self, row: Row, size: float) -> list[str]:
        """The lines that the cell of a row takes."""
        is_strong = self.column.style == "bold"
        # One more, because what is just as wide as its room should not be broken.
        return wrapped(self.column.cell(row), self.room + 1, size, is_strong=is_strong)

    def style(self, colour: str = "ink") -> _Style:
        """How its cells look."""
        name = "faint" if self.column.style == "dim" and colour == "ink" else colour
        return _Style(name, self.column.style == "bold", self.column.is_number)


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """The whole picture."""
    rows = list(answer.rows)
    columns = [one for one in answer.columns if one.is_asked or any(one.cell(row) for row in rows)]
    is_chart = any(one.bar for one in columns)
    page = _Page(_MARGIN)
    across, down = (_chart if is_chart else _table)(page, answer, columns, rows)
    title = escaped(answer.title or "Facts")
    stream.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across:.0f}" height="{down:.0f}"'
        f' viewBox="0 0 {across:.0f} {down:.0f}" role="graphics-document" lang="en"'
        f' aria-labelledby="title about" font-family="{FONTS}"'
        ' style="font-variant-numeric:tabular-nums;max-width:100%;height:auto">\n'
        f'<title id="title">{title}</title>\n<desc id="about">{_description(answer)}</desc>\n'
        f"<style>@media (prefers-color-scheme:dark){{{_STYLE}}}</style>\n"
        f'<rect class="paper" fill="{_LIGHT["paper"]}" width="100%" height="100%"/>\n'
    )
    stream.writelines(f"{element}\n" for element in page.elements)
    stream.write("</svg>\n")


def _description(answer: Answer) -> str:
    words = [f"{label}: {text}" if label else text for label, text in answer.about]
    headings = ", ".join(column.heading for column in answer.columns)
    return escaped(" ".join([*(f"{one}." for one in words if one), f"Columns: {headings}."]))


def _header(page: _Page, answer: Answer, room: float, size: float, label_size: float) -> None:
    if answer.title:
        page.paragraph(answer.title, room, size, _STRONG)
        page.y += size * 0.15
    for label, text in answer.about:
        words = f"{label}: {text}" if label else text
        text_size = label_size if label else size * 0.6
        page.paragraph(words, room, text_size, _Style() if label else _FAINT)
    if answer.title or answer.about:
        page.y += size * 0.6


# --- A table ------------------------------------------------------------------------------------

_SIZE, _HEADING_SIZE = 16.0, 14.0
_PAD = 9.0


def _table(
    page: _Page, answer: Answer, columns: Sequence[Column], rows: Sequence[Row]
) -> tuple[float, float]:
    """Lay down the table; how wide and how high the picture is."""
    rooms = _rooms(columns, rows, _WIDTH - 2 * _MARGIN)
    inner = max(sum(rooms) + _GAP * (len(rooms) - 1), _WIDTH / 2)
    _header(page, answer, inner, 26, _SIZE)
    placed, left = [], float(_MARGIN)
    for column, room in zip(columns, rooms, strict=True):
        placed.append(_Placed(column, left, room))
        left += room + _GAP
    if placed:
        _rows(page, answer, placed, rows, inner)
    elif not answer.about:
        page.paragraph("Nothing to show", inner, _SIZE, _FAINT)
    _notes(page, answer, inner, 13)
    return inner + 2 * _MARGIN, page.y + _MARGIN * 0.75


def _rows(
    page: _Page, answer: Answer, placed: Sequence[_Placed], rows: Sequence[Row], inner: float
) -> None:
    _headings(page, placed, page.y + _HEADING_SIZE)
    page.y += _HEADING_SIZE * _LINE + 2
    page.box("faint", _MARGIN, page.y, (inner, 1))
    for row in rows:
        colour = "wrong" if answer.is_wrong and answer.is_wrong(row) else "ink"
        cells = [one.lines(row, _SIZE) for one in placed]
        for one, lines in zip(placed, cells, strict=True):
            for number, line in enumerate(lines):
                y = page.y + _PAD + _SIZE + number * _SIZE * _LINE
                page.text(line, one.x, y, _SIZE, one.style(colour))
        page.y += max(map(len, cells)) * _SIZE * _LINE + 2 * _PAD - 4
        page.box("line", _MARGIN, page.y, (inner, 1))


def _rooms(columns: Sequence[Column], rows: Sequence[Row], inner: float) -> list[float]:
    """How wide each column is: as its text, or if that is too much, words share what is left.

    A column gets more the more text it has, but not in proportion: short ones would starve.
    """
    wanted = [_wanted(column, rows) for column in columns]
    rooms = [
        room if column.is_firm or column.is_number else min(room, _NARROWEST)
        for column, room in zip(columns, wanted, strict=True)
    ]
    left = max(inner - _GAP * (len(columns) - 1) - sum(rooms), 0)
    weights = [sqrt(most - least) for most, least in zip(wanted, rooms, strict=True)]
    # The narrow ones first: what they don't need is for the others.
    waiting = sorted((one for one in enumerate(weights) if one[1]), key=itemgetter(1))
    for done, (n, weight) in enumerate(waiting):
        share = left * weight / sum(one for _, one in waiting[done:])
        more = min(share, wanted[n] - rooms[n])
        rooms[n] += more
        left -= more
    return rooms


def _wanted(column: Column, rows: Sequence[Row], size: float = _SIZE) -> float:
    lines = (line for row in rows for line in column.cell(row).split("\n"))
    # What bars stand for is printed bold.
    is_strong = column.style == "bold" or column.bar is not None
    widest = max((width(line, size, is_strong=is_strong) for line in lines), default=0.0)
    return max(widest, width(column.heading, _HEADING_SIZE))


def _notes(page: _Page, answer: Answer, inner: float, size: float) -> None:
    notes = answer.notes()
    page.y += _GAP / 2 if notes else 0
    for note in notes:
        page.paragraph(note, inner, size, _FAINT)


def _headings(page: _Page, placed: Sequence[_Placed], y: float) -> None:
    for one in placed:
        style = _Style("faint", is_right=one.column.is_number)
        page.text(one.column.heading, one.x, y, _HEADING_SIZE, style)


# --- A bar chart --------------------------------------------------------------------------------

_CHART_SIZE = 20.0
_LOWEST_ROW, _HIGHEST_ROW, _HIGHEST_BAR = 28.0, 128.0, 76.0
_GROUP_ROW, _HEADING_ROW = 44.0, 26.0
_SHORTEST_BARS = 260.0


class _Bars(NamedTuple):
    """Where the bars of a chart are drawn: from ``left`` over ``room``, on a scale."""

    column: Column
    scale: Scale
    left: float
    room: float


class _Plan(NamedTuple):
    """What stands where in a chart from left to right: labels, bars, other columns."""

    labels: list[_Placed]
    bars: _Bars
    others: list[_Placed]
    width: float


def _chart(
    page: _Page, answer: Answer, columns: Sequence[Column], rows: Sequence[Row]
) -> tuple[float, float]:
    """Lay down the chart; how wide and how high the picture is."""
    place = next(n for n, one in enumerate(columns) if one.bar)
    # Words before the bars, unlike years, are headings of groups.
    words = [one for one in columns[:place] if not one.is_firm and not one.is_number]
    groups = [
        (heading, list(group))
        for heading, group in groupby(rows, lambda row: " · ".join(one.cell(row) for one in words))
    ]
    plan = _planned([one for one in columns if one not in words], rows)
    inner = plan.width - 2 * _MARGIN
    _header(page, answer, inner, 32, 22.5)
    footer = _Page(0)
    _notes(footer, answer, inner, 14)
    bottom = _HEIGHT - _MARGIN * 0.75 - footer.y
    above = _HEADING_ROW + _GROUP_ROW * sum(1 for heading, _ in groups if heading)
    height = min(max((bottom - page.y - above) / len(rows), _LOWEST_ROW), _HIGHEST_ROW)
    page.y += max(0.0, (bottom - page.y - above - height * len(rows)) / 2)
    _headings(page, plan.others, page.y + 16)
    page.y += _HEADING_ROW
    for heading, group in groups:
        if heading:
            page.text(heading, _MARGIN, page.y + _GROUP_ROW - 14, _CHART_SIZE, _STRONG)
            page.y += _GROUP_ROW
        _group(page, plan, group, height)
    page.y = max(page.y, bottom)
    _notes(page, answer, inner, 14)
    return plan.width, max(page.y + _MARGIN * 0.75, _HEIGHT)


def _group(page: _Page, plan: _Plan, rows: Sequence[Row], height: float) -> None:
    """Bars one below the other, on an axis of their own."""
    top = page.y
    for row in rows:
        middle = page.y + height / 2
        for one in (*plan.labels, *plan.others):
            size = _chart_size(one.column)
            page.text(one.column.cell(row), one.x, middle + 7, size, one.style())
        _bar(page, plan.bars, row, middle, min(height * 0.64, _HIGHEST_BAR))
        page.y += height
    zero = plan.bars.left + plan.bars.scale.zero * plan.bars.room
    page.box("faint", zero - 0.5, top, (1, page.y - top))


def _planned(columns: Sequence[Column], rows: Sequence[Row]) -> _Plan:
    """The columns before the bars from the left, those after them to the right, bars between.

    The picture becomes wider than usual where too little would be left for the bars.
    """
    place = next(n for n, one in enumerate(columns) if one.bar)
    wanted = [_wanted(column, rows, _chart_size(column)) for column in columns]
    before, label, after = wanted[:place], wanted[place] + _BESIDE, wanted[place + 1 :]
    column = columns[place]
    scale = Scale.of(column.bar(row) for row in rows if column.bar)
    values = label * (2 if scale.low < 0 < scale.high else 1)
    taken = sum(before) + sum(after) + _GAP * (len(columns) - 1) + values
    across = max(_WIDTH, 2 * _MARGIN + taken + _SHORTEST_BARS)
    x, labels = float(_MARGIN), []
    for one, room in zip(columns, before, strict=False):
        labels.append(_Placed(one, x, room))
        x += room + _GAP
    left, right, others = x + (label if scale.low < 0 else 0), across - _MARGIN, []
    for one, room in zip(reversed(columns), reversed(after), strict=False):
        others.append(_Placed(one, right - room, room))
        right -= room + _GAP
    room = right - left - (0 if scale.low < 0 and not scale.high else label)
    return _Plan(labels, _Bars(column, scale, left, room), others, across)


def _bar(page: _Page, bars: _Bars, row: Row, middle: float, height: float) -> None:
    """The bar of a row, and the value at its end."""
    share = bars.column.bar(row) if bars.column.bar else 0
    start, length = bars.scale.span(share)
    left, right = bars.left + start * bars.room, bars.left + (start + length) * bars.room
    if share:
        page.box("bar", left, middle - height / 2, (max(right - left, 1), height), 3)
    is_left = share < 0
    style = _Style(is_strong=True, is_right=is_left)
    x = left - _BESIDE if is_left else right + _BESIDE
    page.text(bars.column.cell(row), x, middle + 7, _CHART_SIZE, style)


def _chart_size(column: Column) -> float:
    """What matters less is smaller on a slide."""
    return 14.0 if column.style == "dim" else _CHART_SIZE
