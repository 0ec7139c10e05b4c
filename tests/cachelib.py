"""A store that is indexed on disk, and what tests of its index do with both."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import process

import factreport
from factreport import Query

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


def values(path: Path) -> list[Any]:
    """The values that a look-up finds now."""
    return [record.value for record in factreport.open_store(str(path)).select(Query())]


def indexes(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.index"))


def built(path: Path, folder: Path) -> Path:
    """Index the store; the index."""
    assert values(path) == list(range(1000, 1000 + ROWS))
    (found,) = indexes(folder)
    return found
