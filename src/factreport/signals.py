"""Signals: handled differently for a while, without leaving unfinished files behind."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from typing import Any


@contextlib.contextmanager
def handled(*names: str, handler: Any) -> Iterator[Mapping[int, Any]]:
    """Handle signals differently for a while; ignored ones stay ignored.

    The block gets the usual handler of each.
    """
    import signal  # imported late: few commands need it

    usual: dict[int, Any] = {}
    try:
        for name in names:
            number = getattr(signal, name, None)  # Windows has fewer
            if number and signal.getsignal(number) is not signal.SIG_IGN:
                with contextlib.suppress(ValueError):  # threads can't set handlers
                    usual[number] = signal.signal(number, handler)
        yield usual
    finally:
        for number, former in usual.items():
            signal.signal(number, former)


@contextlib.contextmanager
def removed(path: str) -> Iterator[None]:
    """Remove a file at the end, even if a signal ends the process."""
    import signal  # imported late: few commands need it

    def end(number: int, frame: object) -> None:
        with contextlib.suppress(OSError):
            os.unlink(path)
        if callable(usual[number]):
            usual[number](number, frame)
        else:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)

    try:
        with handled("SIGINT", "SIGTERM", "SIGHUP", handler=end) as usual:
            yield
    finally:
        with contextlib.suppress(OSError):
            os.unlink(path)
