"""A line chart in SVG: series along a time axis, distinguishable even without colour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from math import ceil, floor, log10

from factreport.answers import Answer, ChartSeries, Point
from factreport.figure_text import write_number
from factreport.periods import short_month
from factreport.render.svg_picture import (
    GAP,
    HEIGHT,
    MARGIN,
    STRONG,
    WIDTH,
    Picture,
    Style,
    draw_header,
    draw_notes,
    lines,
    text_width,
)
from factreport.wording import listed

_DASHES = ("", "9 5", "22 4 10 4", "14 4 2 4", "6 3 2 3 2 3", "20 5")
_DOTS = "2 5"  # for values that are only projected or estimated
_FINEST, _SMALLEST = 1e-9, 1e-300  # smaller differences can't be shown
_HEADINGS = {"span of 1 year": "By 12 months", "split year": "By financial year or season"}
_FAR = 0.7  # of the highest value: beyond it an axis from 0 would leave most of its room empty
_MONTHS_BY_DAYS = {360: 12, 180: 6, 89: 3, 28: 1}  # periods of at least so many days
_MOST_MARKERS = 400  # of all points; more would be illegible
_WIDEST_NAME, _NAME_LINE = 280.0, 19.0
_LOWEST_PLOT = 260.0


@dataclass(frozen=True)
class _Trace:
    """A series with its number, which its line looks by, and the lines of its name, if shown."""

    number: int
    points: Sequence[Point]
    name: Sequence[str]

    @property
    def colour(self) -> str:
        """The name of its colour."""
        return f"s{self.number % 6}"


@dataclass(frozen=True)
class _Axes:
    """Converts days and values into positions in the picture."""

    first: int
    last: int
    low: float
    high: float
    left: float
    right: float
    top: float
    bottom: float

    def x(self, day: float) -> float:
        """The x position of a day."""
        return self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, value: float) -> float:
        """The y position of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)

    def spot(self, point: Point) -> tuple[float, float]:
        """The position of a point: in the middle of its period."""
        return self.x((point.first + point.last + 1) / 2), self.y(point.value)


def draw(picture: Picture, answer: Answer) -> tuple[float, float]:
    """Draw series as lines with colours, dashes and markers; returns the width and the height.

    Periods of another length have their own axes, below the others.
    """
    inner = WIDTH - 2 * MARGIN
    draw_header(picture, answer, inner, 32, 20)
    names = list(dict.fromkeys(series.name for series in answer.series))
    points = [point for series in answer.series for point in series.points]
    _draw_legend(picture, points)
    footer = Picture(0)
    draw_notes(footer, answer, inner, 14)
    charts: dict[str, list[ChartSeries]] = {}
    for series in answer.series:
        charts.setdefault(series.length, []).append(series)
    has_markers = len(points) <= _MOST_MARKERS
    bottom = HEIGHT - MARGIN * 0.75 - footer.y
    for number, (length, all_series) in enumerate(charts.items()):
        below = picture.y + (bottom - picture.y) / (len(charts) - number)
        if len(charts) > 1:
            picture.y += 10
            picture.paragraph(_HEADINGS.get(length, f"By {length}"), inner, 18, STRONG)
        traces = [
            _Trace(
                names.index(series.name),
                series.points,
                lines(series.name, _WIDEST_NAME, 15) if len(names) > 1 else (),
            )
            for series in all_series
        ]
        axes = _draw_axes(picture, traces, below)
        for line in traces:
            _draw_line(picture, axes, line, has_markers=has_markers)
        _write_names(picture, axes, [line for line in traces if line.name])
        if len(traces) == 1:
            _write_values(picture, axes, traces[0].points)
    draw_notes(picture, answer, inner, 14)
    return WIDTH, max(picture.y + MARGIN * 0.75, HEIGHT)


def _draw_axes(picture: Picture, traces: Sequence[_Trace], below: float) -> _Axes:
    """Draw the axes for these lines down to ``below``, or further if there is too little room."""
    texts = [text for line in traces for text in line.name]
    bottom = max(below - 40, picture.y + max(_LOWEST_PLOT, _NAME_LINE * (2 + len(texts))))
    room = max((text_width(text, 15) for text in texts), default=-22.0) + 34
    points = [point for line in traces for point in line.points]
    ticks = value_ticks(min(point.low for point in points), max(point.high for point in points))
    if ticks[0] > 0 or ticks[-1] < 0:
        remark, style = "The axis does not begin at 0.", Style("faint", is_right=True)
        picture.text(remark, WIDTH - MARGIN - 12, picture.y + 4, 14, style)
        picture.y += 12
    left = MARGIN + max(text_width(write_number(tick), 16) for tick in ticks) + 12
    axes = _Axes(
        min(point.first for point in points),
        max(point.last for point in points) + 1,
        *(ticks[0], ticks[-1]),
        *(left, WIDTH - MARGIN - room, picture.y + 22, bottom),
    )
    for tick in ticks:
        y = axes.y(tick)
        picture.box("line" if tick else "faint", left, y - 0.5, (axes.right - left, 1))
        picture.text(write_number(tick), left - 12, y + 5, 16, Style("faint", is_right=True))
    for x, name in _period_ticks(axes, points):
        picture.box("faint", x - 0.5, bottom, (1, 6))
        picture.text(name, x, bottom + 26, 16, Style("faint", is_middle=True))
    picture.y = bottom + 40
    return axes


def _period_ticks(axes: _Axes, points: Sequence[Point]) -> list[tuple[float, str]]:
    """The periods themselves under their points, if there is room for all; else round times."""
    periods = {axes.spot(point)[0]: point.when for point in points}
    if _fit_in_a_row(ticks := sorted(periods.items())):
        return ticks
    shortest = min(point.last - point.first for point in points)
    months = next((months for days, months in _MONTHS_BY_DAYS.items() if shortest >= days - 1), 0)
    is_of_years = all(re.fullmatch("[0-9]{4}", name) for name in periods.values())
    # A year is under its middle, where its point is.
    later = 182.5 if is_of_years else 0
    days = time_ticks(axes.first, axes.last, least_months=months)
    return [(axes.x(day + later), name) for day, name in days]


def _fit_in_a_row(labels: Sequence[tuple[float, str]]) -> bool:
    """Whether texts around these positions don't touch each other."""
    ends = [(x, text_width(name, 16) / 2) for x, name in labels]
    return all(
        left + half + GAP / 2 < right - other_half
        for (left, half), (right, other_half) in pairwise(ends)
    )


def description(answer: Answer) -> str:
    """The chart in words: the first, last, lowest and highest value of each series."""

    def in_words(point: Point) -> str:
        status = f" ({point.status})" if point.status else ""
        return f"{point.written} in {point.when}{status}"

    sentences = []
    for series in answer.series:
        first, last = series.points[0], series.points[-1]
        lowest = min(series.points, key=lambda point: point.value)
        highest = max(series.points, key=lambda point: point.value)
        sentences.append(
            f"{series.name or 'The line'}: from {in_words(first)} to {in_words(last)};"
            f" lowest {in_words(lowest)}, highest {in_words(highest)}."
        )
    unit = f" Unit: {answer.unit}." if answer.unit else ""
    return f"A line chart along time.{unit} {' '.join(sentences)}"


def value_ticks(low: float, high: float) -> list[float]:
    """About five round numbers that enclose ``low`` and ``high``, and 0 unless it is far."""
    if 0 < low < _FAR * high:
        low = 0
    if 0 > high > _FAR * low:
        high = 0
    span = high - low
    if span <= abs(high) * _FINEST:
        span = abs(high)
    if span < _SMALLEST:
        span = 1
    power = 10.0 ** floor(log10(span / 5))
    step = next(power * times for times in (1, 2, 2.5, 5, 10) if power * times * 5.5 >= span)
    first, last = floor(low / step), ceil(high / step)
    last += first == last
    ticks = [float(f"{number * step:.12g}") for number in range(first, last + 1)]
    return [int(tick) if tick.is_integer() else tick for tick in ticks]


def time_ticks(first: int, last: int, *, least_months: int = 0) -> list[tuple[int, str]]:
    """At most about ten days between two days, each with its label; whole months or years."""
    days = last - first
    for step in () if least_months else (1, 2, 7, 14):
        if days / step <= 10:
            return [(day, date.fromordinal(day).isoformat()) for day in range(first, last, step)]
    months = days / 30.44
    steps = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400)
    fitting = (step for step in steps if months / step <= 10 and step >= least_months)
    step = next(fitting, steps[-1])
    ticks = []
    month = (date.fromordinal(first).year * 12 // step) * step
    while month // 12 <= min(date.fromordinal(last).year, date.max.year):
        year, number = divmod(month, 12)
        if year and first <= (day := date(year, number + 1, 1).toordinal()) < last:
            ticks.append(
                (day, f"{year}" if step % 12 == 0 else f"{short_month(number + 1)} {year}")
            )
        month += step
    return ticks


def _draw_legend(picture: Picture, points: Sequence[Point]) -> None:
    """Draw the legend for values that are not final: dotted lines, hollow markers."""
    dotted = sorted({point.status for point in points if not point.is_measured})
    is_provisional = any(point.status and point.is_measured for point in points)
    x = float(MARGIN)
    for name, dashes in ((listed(dotted, "or"), _DOTS), ("provisional" * is_provisional, "")):
        if name:
            y = picture.y + 14
            picture.path("faint", f"M{x:.1f} {y:.1f}h40", width=2.5, dashes=dashes)
            _draw_marker(picture, (x + 20, y), 0, "faint", is_hollow=True)
            picture.text(name, x + 52, y + 6, 18, Style())
            x += 52 + text_width(name, 18) + GAP
    picture.y += 30 if x > MARGIN else 0


def _write_names(picture: Picture, axes: _Axes, named: Sequence[_Trace]) -> None:
    """Write the name of each series at the end of its line, below each other."""
    in_order = sorted(named, key=lambda line: line.points[-1].value, reverse=True)
    heights = [_NAME_LINE * len(line.name) for line in in_order]
    tops, end = [], axes.top - _NAME_LINE
    for line, height in zip(in_order, heights, strict=True):
        tops.append(max(end, axes.y(line.points[-1].value) - height / 2))
        end = tops[-1] + height
    end = axes.bottom
    for position in reversed(range(len(tops))):  # up again, if they end too low
        tops[position] = end = min(tops[position], end - heights[position])
    for line, top in zip(in_order, tops, strict=True):
        x, y = axes.spot(line.points[-1])
        middle, left = top + _NAME_LINE / 2, axes.right + 16
        picture.path(line.colour, f"M{x:.1f} {y:.1f}L{left:.1f} {middle:.1f}", width=0.5)
        _draw_marker(picture, (left + 6, middle), line.number, line.colour, is_hollow=False)
        for number, text in enumerate(line.name):
            picture.text(text, left + 18, middle + 5 + number * _NAME_LINE, 15, Style())


def _draw_line(picture: Picture, axes: _Axes, line: _Trace, *, has_markers: bool) -> None:
    """Draw a line with gaps; it is dotted to and from a value that is only projected.

    What is only projected may lie far ahead, without a gap.
    """
    stretches = [[line.points[0]]]
    for point in line.points[1:]:
        if point.is_after_gap and point.is_measured:
            stretches.append([])
        stretches[-1].append(point)
    for stretch in stretches:
        steps = groupby(pairwise(stretch), key=lambda ends: all(end.is_measured for end in ends))
        for is_solid, pairs in steps:
            (first, second), *rest = pairs
            spots = map(axes.spot, [first, second, *(later for _, later in rest)])
            data = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
            dashes = _DASHES[line.number % 6] if is_solid else _DOTS
            picture.path(line.colour, f"M{data}", width=2.5, dashes=dashes)
        for point in stretch:
            x, y = axes.spot(point)
            if point.low < point.high:
                top, bottom = axes.y(point.high), axes.y(point.low)
                picture.path(line.colour, f"M{x:.1f} {top:.1f}V{bottom:.1f}", width=1.5)
            if has_markers or len(stretch) == 1:
                is_hollow = bool(point.status)
                _draw_marker(picture, (x, y), line.number, line.colour, is_hollow=is_hollow)


def _write_values(picture: Picture, axes: _Axes, points: Sequence[Point]) -> None:
    """Write each value at its point, beside the line, if there is room for all."""
    if not _fit_in_a_row([(axes.spot(point)[0], point.written) for point in points]):
        return
    for before, point, after in zip((None, *points), points, (*points[1:], None), strict=False):
        x, y = axes.spot(point)[0], axes.y(point.high) - 12
        falls = before is not None and before.value > point.value
        rises = after is not None and after.value > point.value
        has_room_below = axes.y(point.low) + 24 < axes.bottom
        is_below = rises and (falls or before is None) and has_room_below
        if is_below:
            y = axes.y(point.low) + 24
        style = Style(is_strong=True, is_right=rises, is_middle=rises == falls or is_below)
        picture.text(point.written, x, y, 16, style)


def _draw_marker(
    picture: Picture, spot: tuple[float, float], number: int, colour: str, *, is_hollow: bool
) -> None:
    """Draw a marker whose shape identifies the series; hollow if the value is not final."""
    x, y = spot
    shapes = (  # circle, square, triangle, diamond, cross and ring
        f"M{x - 4:.1f} {y:.1f}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
        f"M{x - 4:.1f} {y - 4:.1f}h8v8h-8z",
        f"M{x:.1f} {y - 5:.1f}l5 9h-10z",
        f"M{x:.1f} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
        f"M{x - 5:.1f} {y - 1.5:.1f}h3.5v-3.5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5z",
        f"M{x - 5:.1f} {y:.1f}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0zm3 0a2 2 0 1 1 4 0a2 2 0 1 1 -4 0z",
    )
    # After six series the colours and dashes repeat, with other markers.
    shape = shapes[(number + number // 6) % 6]
    picture.path("paper" if is_hollow else colour, shape)
    if is_hollow:
        picture.path(colour, shape, width=1.5)
