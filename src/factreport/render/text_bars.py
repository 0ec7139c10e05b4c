"""Bars of block characters, all on one scale."""

from __future__ import annotations

from factreport.answers import Column

_EIGHTHS = " ▏▎▍▌▋▊▉"
_OPEN = str.maketrans(dict.fromkeys("█▐▏▎▍▌▋▊▉", "░"))


def cells(column: Column, width: int, *, is_signed: bool = True) -> list[str]:
    """The bars of a column, each in at most ``width`` characters.

    Bars without a sign all begin at the left.
    """
    shares = [bar if bar is None or is_signed else abs(bar) for bar in column.bars]
    known = [0.0, *(share for share in shares if share is not None)]
    ends = min(known), max(known)
    bars = ["" if share is None else text(ends, share, width) for share in shares]
    return [
        bar.translate(_OPEN) if number in column.outlines else bar
        for number, bar in enumerate(bars)
    ]


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
