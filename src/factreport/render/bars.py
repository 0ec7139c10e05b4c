"""Bars: where each begins and ends on a common scale, and how block characters draw it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from factreport.render.answer import Column

_EIGHTHS = " ▏▎▍▌▋▊▉"
_OPEN = str.maketrans(dict.fromkeys("█▐▏▎▍▌▋▊▉", "░"))


class Scale(NamedTuple):
    """From the lowest to the highest share that is drawn (-1 to 1); always includes 0."""

    low: float
    high: float

    @classmethod
    def of(cls, shares: Iterable[float]) -> Scale:
        """The smallest scale that includes all of these."""
        low = high = 0.0
        for share in shares:
            low, high = min(low, share), max(high, share)
        return cls(low, high)

    @property
    def zero(self) -> float:
        """Where 0 lies, from 0 at the left end to 1 at the right end."""
        return abs(self.low) / (self.high - self.low or 1)

    def span(self, share: float) -> tuple[float, float]:
        """Where the bar begins and how long it is, as parts of the whole length."""
        length = abs(share) / (self.high - self.low or 1)
        return (self.zero - length if share < 0 else self.zero), length


def cell(
    column: Column, rows: Iterable[Any], width: int, *, is_signed: bool = True
) -> Callable[[Any], str]:
    """A function that draws the bar of one of these rows in at most ``width`` characters.

    Bars without a sign all begin at the left.
    """
    share, is_open = column.bar or float, column.is_open
    scale = Scale.of(share(row) if is_signed else abs(share(row)) for row in rows)

    def drawn(row: Any) -> str:
        line = text(scale, share(row) if is_signed else abs(share(row)), width)
        return line.translate(_OPEN) if is_open and is_open(row) else line

    return drawn


def text(scale: Scale, share: float, width: int) -> str:
    """The bar in at most ``width`` characters, to an eighth; any value other than 0 is visible.

    If there are shares below 0, an axis stands between them and the others; a bar to the left of it
    is drawn to half a character, because Unicode has no finer blocks.
    """
    is_signed = scale.low < 0
    room = width - is_signed  # beside the axis
    # Each side that has a bar gets at least one character.
    left = min(max(1, round(scale.zero * room)), room - (scale.high > 0)) if is_signed else 0
    length = min(scale.span(share)[1] * room, left if share < 0 else room - left)
    axis = "│" * is_signed
    if share < 0:
        whole, half = divmod(round(length * 2) or 1, 2)
        return f"{'▐' * half + '█' * whole:>{left}}{axis}"
    whole, eighths = divmod(round(length * 8) or int(length > 0), 8)
    return f"{'':{left}}{axis}{'█' * whole}{_EIGHTHS[eighths].strip()}"
