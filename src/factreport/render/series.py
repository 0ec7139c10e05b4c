"""Series: the lines of a chart along a time axis."""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    """A value on a time axis: its first and last day as ordinals, its range, and its texts.

    ``status`` is "projection" or "estimate" for values that nobody has counted or measured.
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
    """Values for periods of one length, in order. The line is broken where a period is missing.

    ``length`` is the length of the periods; series of one length share a chart.
    """

    name: str
    points: tuple[Point, ...]
    length: str = ""
