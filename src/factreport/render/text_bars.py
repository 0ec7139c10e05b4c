"""Bars of block characters, all on one scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from factreport.answers import Column

_EIGHTHS = " ▏▎▍▌▋▊▉"
_OPEN = str.maketrans(dict.fromkeys("█▐▏▎▍▌▋▊▉", "░"))


def cell(
    column: Column, rows: Iterable[Any], width: int, *, is_signed: bool = True
) -> Callable[[Any], str]:
    """A function that draws the bar of one of these rows in at most ``width`` characters.

    Bars without a sign all begin at the left.
    """
    share_of, is_open = column.bar or float, column.is_open
    known = [share for row in rows if (share := share_of(row)) is not None]
    shares = known if is_signed else list(map(abs, known))
    ends = min([0.0, *shares]), max([0.0, *shares])

    def drawn(row: Any) -> str:
        share = share_of(row)
        if share is None:
            return ""
        line = text(ends, share if is_signed else abs(share), width)
        return line.translate(_OPEN) if is_open and is_open(row) else line

    return drawn


def text(ends: tuple[float, float], share: float, width: int) -> str:
    """The bar in at most ``width`` characters, to an eighth; any value other than 0 is visible.

    The ``ends`` of the scale enclose 0.  If the first is below 0, an axis is between the shares
    below 0 and the others; a bar to the left of it is drawn to half a character, because Unicode
    has no finer blocks.
    """
    low, high = ends
    is_signed, whole = low < 0, high - low or 1
    room = width - is_signed  # beside the axis
    # Each side that has a bar gets at least one character.
    left = min(max(1, round(-low / whole * room)), room - (high > 0)) if is_signed else 0
    length = min(abs(share) / whole * room, left if share < 0 else room - left)
    axis = "│" * is_signed
    if share < 0:
        blocks, half = divmod(round(length * 2) or 1, 2)
        return f"{'▐' * half + '█' * blocks:>{left}}{axis}"
    blocks, eighths = divmod(round(length * 8) or int(share > 0), 8)
    return f"{'':{left}}{axis}{'█' * blocks}{_EIGHTHS[eighths].strip()}"
