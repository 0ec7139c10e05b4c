"""Input files: their bytes, one whole version of them, and what tells it from the next."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable
from typing import NamedTuple

from factreport.errors import StoreError
from factreport.wording import escaped, shortened

STANDARD_INPUT = "-"

# A file that is rewritten in place is read again until it stands still; nobody rewrites a
# file this many times in a row by accident.
READS = 20
_LONGEST_NAME = 1_000
_KERNEL = ("/proc/", "/sys/")


Progress = Callable[[str], None]


def no_progress(words: str) -> None:
    """Nobody asked to be told what is being done."""


class Stamp(NamedTuple):
    """What tells one version of a file from the next without reading it."""

    path: str
    size: int
    modified_ns: int
    changed_ns: int
    inode: int
    device: int


class File(NamedTuple):
    """A file of a store: the name for messages, and its stamp, or None where it has none.

    Pipes, devices and standard input have no stamp: they can be read once only, so that what
    was read is kept.
    """

    name: str
    stamp: Stamp | None
    kept: list[bytes] | None = None


def file_at(path: str, status: os.stat_result) -> File:
    stamp = _stamp(path, status)
    return File(path, stamp, None if stamp else [])


def status_of(path: str) -> os.stat_result:
    try:
        return os.stat(path)
    except (OSError, ValueError) as error:
        raise StoreError(unreadable(path, error)) from None


def _stamp(path: str, status: os.stat_result) -> Stamp | None:
    if not stat.S_ISREG(status.st_mode):
        return None
    return Stamp(
        os.path.abspath(path),
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
        status.st_dev,
    )


def unreadable(path: str, error: OSError | ValueError) -> str:
    """One line that names the file and the cause."""
    cause = error.strerror if isinstance(error, OSError) else "no file can have this name"
    return f"{named(path)}: {cause or type(error).__name__}"


def named(path: str) -> str:
    """The path for a message; an empty one is seen too, and a long one stays one to read."""
    return escaped(shortened(path, _LONGEST_NAME)) or '""'


def read(file: File) -> tuple[bytes, Stamp | None]:
    """The bytes of one whole version of the file, and the stamp of that version."""
    if file.kept is None:
        return _read(file)
    if not file.kept:
        file.kept.append(_read(file)[0])
    return file.kept[0], None


def is_still(stamp: Stamp | None) -> bool:
    """Whether a file is the version of a stamp; what has none was read once and for all."""
    with contextlib.suppress(OSError, ValueError):
        return stamp is None or stamp == _stamp(stamp.path, os.stat(stamp.path))
    return False


def _read(file: File) -> tuple[bytes, Stamp | None]:
    if file.name == "<standard input>":
        return _read_standard_input(), None
    try:
        for _ in range(READS):
            with open(file.name, "rb") as stream:
                before = _stamp(file.name, os.fstat(stream.fileno()))
                content = stream.read()
                after = _stamp(file.name, os.fstat(stream.fileno()))
            if before == after and (after is None or len(content) == after.size):
                return content, after
    except (OSError, ValueError) as error:
        raise StoreError(unreadable(file.name, error)) from None
    raise StoreError(f"{escaped(file.name)}: the file keeps changing while it is read; try again")


def is_plain_file(path: str) -> bool:
    """Whether the path leads to a regular file: what a store names is never a device or a pipe.

    Nor is it something of the kernel's, which looks like a file and may be waited for for ever.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(status.st_mode) and not os.path.realpath(path).startswith(_KERNEL)


def _read_standard_input() -> bytes:
    if sys.stdin is None:
        raise StoreError("<standard input>: it is closed; name a file instead of -")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise StoreError(unreadable("<standard input>", error)) from None
