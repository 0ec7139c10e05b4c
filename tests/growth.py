"""How the time that a piece of work takes grows with its size."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

# In seconds; less is not measured well.
_LEAST = 0.003


def grows_in_proportion(work: Callable[[int], object], size: int, times: int = 16) -> bool:
    """Whether work of ``times`` the size takes about ``times`` as long, not its square.

    The time is that of the processor for this process.  The limit lies halfway between proportion
    and square, and one of three tries has to keep it: a busy machine is not four times as slow in
    one of two runs three times in a row.
    """
    work(size)  # what is loaded is loaded
    return any(
        _seconds(work, size * times) < times**1.5 * max(_seconds(work, size), _LEAST)
        for _ in range(3)
    )


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.disable()  # how long collecting takes depends on what the tests before left behind
    try:
        began = time.process_time()
        work(size)
        return time.process_time() - began
    finally:
        gc.enable()
