"""Series: what a chart draws along a time axis."""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    """A value on a time axis: its first and last day as ordinals, and how it is written."""

    first: int
    last: int
    value: float
    low: float
    high: float
    when: str
    written: str


class Series(NamedTuple):
    """Values of one sort of period, in order.  A line is broken where a period is missing."""

    name: str
    points: tuple[Point, ...]
