"""A store that is indexed on disk, and what tests of its index do with both."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import process
import pytest

from factreport import Query, Store
from factreport.store import locate
from factreport.store.cache import Cache

ROWS = 400  # enough for a store to be indexed on disk


def facts(value: int = 1000, rows: int = ROWS) -> str:
    """A store whose observations have this value and those after it, each with the same digits."""
    return process.table([f"{{ year = 2020, value = {value + row} }}" for row in range(rows)])


def age(path: Path, seconds: int = 60) -> None:
    """Make the last write of a file lie back; its ctime can't be set."""
    then = time.time_ns() - seconds * 1_000_000_000
    os.utime(path, ns=(then, then))


def settle(found: Path) -> None:
    """As if the index had been made some time after its files were last changed."""
    later = time.time_ns() + 10 * 1_000_000_000
    os.utime(found, ns=(later, later))


class Reader:
    """Opens stores as the program does, with limits of its own, and counts what it indexes.

    Without other limits indexes have no checksum, as large ones have none: a small one is given up
    for any change, whatever else would see it.
    """

    def __init__(self) -> None:
        self.limits: dict[str, Any] = {"most_sealed": 0}
        self.indexed = 0
        self.watch: Callable[[str], object] = str  # is told the progress

    def open(self, path: Path) -> Store:
        """The store at a path."""
        return Store(
            locate.locate([str(path)]), self._told, cache=Cache(**self.limits), slow_from_bytes=0
        )

    def values(self, path: Path) -> list[Any]:
        """The values that a look-up finds now."""
        return [record.value for record in self.open(path).select(Query())]

    def index(self, path: Path, folder: Path) -> Path:
        """Index the store; the index."""
        assert self.values(path) == list(range(1000, 1000 + ROWS))
        (found,) = indexes(folder)
        return found

    def _told(self, progress: str) -> None:
        self.indexed += progress == "checking and indexing"
        self.watch(progress)


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: int) -> None:
        self.now = now

    def read(self) -> int:
        """The time, in nanoseconds."""
        return self.now

    def go_on(self, seconds: float) -> None:
        """Let this time pass."""
        self.now += int(seconds * 1_000_000_000)


def freeze(patch: pytest.MonkeyPatch, path: Path, **times: int) -> int:
    """Have the system give a file the status that it has now, with these times, for good.

    It is the time of its last change that is returned.
    """
    real = os.stat(path)
    # Python 3.13 takes by name only what is not in the tuple.
    named = ("time", "_ns", "st_blksize", "st_blocks", "st_rdev")
    names = [name for name in dir(real) if name.startswith("st_") and name.endswith(named)]
    fields = {name: getattr(real, name) for name in names} | times
    frozen = os.stat_result(tuple(real), fields)
    for name in ("stat", "fstat"):
        original = getattr(os, name)

        def status(
            file: Any, *rest: Any, original: Callable[..., os.stat_result] = original, **named: Any
        ) -> os.stat_result:
            found = original(file, *rest, **named)
            return frozen if os.path.samestat(found, real) else found

        patch.setattr(os, name, status)
    return frozen.st_ctime_ns


def spoil_end(folder: Path) -> None:
    """Fill the last two thirds of the index in use with what no page can hold."""
    (found,) = indexes(folder)
    content = found.read_bytes()
    kept = len(content) // 3 // 4096 * 4096
    found.write_bytes(content[:kept] + b"\xa5" * (len(content) - kept))


def indexes(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.index"))
