"""Series: what a chart draws along a time axis."""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    """A value on a time axis: its first and last day as ordinals, and how it is written.

    ``status`` is "projection" or "estimate" for what nobody has counted or measured.
    """

    first: int
    last: int
    value: float
    low: float
    high: float
    when: str
    written: str
    status: str = ""


class Series(NamedTuple):
    """Values of one sort of period, in order.  A line is broken where a period is missing.

    ``length`` is that of the periods: series of one length stand in one chart.
    """

    name: str
    points: tuple[Point, ...]
    length: str = ""
