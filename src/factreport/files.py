"""Input files: reads one whole version of a file and distinguishes versions."""

from __future__ import annotations

import contextlib
import gc
import os
import stat
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from factreport.errors import StoreError
from factreport.wording import escaped, shortened

STANDARD_INPUT = "-"

# A file that changes while it is read is read again, at most this many times; nobody rewrites a
# file more often in a row by accident.
READS = 20
_LONGEST_NAME = 1_000
_KERNEL = ("/proc/", "/sys/")


Progress = Callable[[str], None]


def no_progress(message: str) -> None:
    """Report no progress (the default)."""


class Stamp(NamedTuple):
    """What distinguishes one version of a file from the next without reading it."""

    path: str
    size: int
    modified_ns: int
    changed_ns: int
    inode: int
    device: int


class File(NamedTuple):
    """An input file: its name for messages, and its stamp if it has one.

    Pipes, devices and standard input have no stamp.  They can be read only once, so their content
    is kept.  One that ``is_foreign`` is reached by a link that leads out of its folder, and may be
    private: messages quote nothing from it.
    """

    name: str
    stamp: Stamp | None
    kept: list[bytes] | None = None
    is_foreign: bool = False


def file_at(path: str) -> File:
    """A file that the user has named; a pipe is allowed, a device is not.

    StoreError with the cause if the system can't find it.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        raise StoreError(unreadable(path, error)) from None
    is_device = stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode)
    if stat.S_ISREG(status.st_mode):
        is_device = not is_regular(path)
    if is_device and status.st_rdev != os.stat(os.devnull).st_rdev:
        raise StoreError(
            f"{named(path)}: it is a device; name a file or a pipe, or - for the input"
        )
    stamp = _stamp(path, status)
    parts = [path]  # the file, and the folders on a relative path to it
    while not os.path.isabs(path) and (parent := os.path.dirname(parts[-1])):
        parts.append(parent)
    leads_out = any(os.path.islink(part) and not is_below(part, _folder(part)) for part in parts)
    return File(path, stamp, None if stamp else [], is_foreign=leads_out)


def found_file(path: str) -> File:
    """A file that was found, not named; StoreError if it is not a regular file.

    The author of the folder may have put anything there; opening a device or a pipe may take for
    ever or fill the memory.
    """
    if os.path.exists(path) and not is_regular(path):
        why = "it is not a regular file; name it with --facts to read it"
        raise StoreError(f"{named(path)}: {why}")
    return file_at(path)


def _folder(path: str) -> str:
    return os.path.dirname(os.path.abspath(path))


def is_elsewhere(path: str) -> bool:
    """Whether Windows would look for the path on another computer, or as a device."""
    return path[:2].replace("/", "\\") == "\\\\"


def is_below(path: str, folder: str) -> bool:
    """Whether a path lies below a folder after all links are resolved."""
    with contextlib.suppress(OSError, ValueError):
        real = os.path.realpath(folder)
        return os.path.commonpath([os.path.realpath(path), real]) == real
    return False


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
    """The path for a message: quoted if it is empty, shortened if it is long."""
    return escaped(shortened(path, _LONGEST_NAME)) or '""'


def read(file: File) -> tuple[bytes, Stamp | None]:
    """The bytes of one whole version of the file, and the stamp of that version."""
    if file.kept:
        return file.kept[0], None
    try:
        content, stamp = _read(file.name)
    except (OSError, ValueError) as error:
        raise StoreError(unreadable(file.name, error)) from None
    if file.kept is not None:
        file.kept.append(content)
    return content, stamp


def is_still(stamp: Stamp | None) -> bool:
    """Whether the file still has this stamp; input without a stamp counts as unchanged."""
    with contextlib.suppress(OSError, ValueError):
        return stamp is None or stamp == _stamp(stamp.path, os.stat(stamp.path))
    return False


def _read(name: str) -> tuple[bytes, Stamp | None]:
    if name == "<standard input>":
        if sys.stdin is None:
            raise StoreError("<standard input>: it is closed; name a file instead of -")
        return sys.stdin.buffer.read(), None
    for _ in range(READS):
        with open(name, "rb") as stream:
            before = _stamp(name, os.fstat(stream.fileno()))
            content = stream.read()
            after = _stamp(name, os.fstat(stream.fileno()))
        if before == after and (after is None or len(content) == after.size):
            return content, after
    raise StoreError(f"{escaped(name)}: the file keeps changing while it is read; try again")


def is_regular(path: str) -> bool:
    """Whether the path leads to a regular file outside the kernel's file systems.

    The kernel's files look regular, but reading them may block for ever.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(status.st_mode) and not os.path.realpath(path).startswith(_KERNEL)


def objection_to_text(path: str, store: File) -> str | None:
    """Why the text at a path in a store can't be read unasked, or None if it can.

    A store may be a stranger's, so it may only name files below its own folder.
    """
    folder = _folder(store.name)
    if is_elsewhere(path) or not is_below(path, folder):
        return "it lies outside the folder of the store; name it on the command line"
    if not is_regular(path):
        return "it is not a regular file" if os.path.exists(path) else "there is no such file"
    return None


@contextlib.contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Pause the search for cycles: millions of new objects have none, and searching is slow."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
