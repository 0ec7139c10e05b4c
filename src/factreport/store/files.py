"""Which files make up a store, and their bytes: the one place where input files are opened."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from factreport.errors import StoreError, TextError
from factreport.text import escaped, listed, shortened

STORE_NAME = "facts.toml"
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


def locate(paths: Sequence[str] = ()) -> list[File]:
    """The files of the store: the paths, else REPORT_FACTS, else the nearest, else the shipped.

    A folder stands for every ``*.toml`` in it.  StoreError names what can't be found and why.
    """
    paths = chosen(paths) or [_nearest() or _shipped()]
    files = [file for path in paths for file in _expand(path)]
    return list({file.stamp or file.name: file for file in files}.values())


def chosen(paths: Sequence[str]) -> Sequence[str]:
    """The paths, else those of REPORT_FACTS, else none."""
    named = os.environ.get("REPORT_FACTS", "")
    return paths or [path for path in named.split(os.pathsep) if path]


def _nearest() -> str | None:
    """The ``facts.toml`` of the working folder or its nearest parent that has one."""
    try:
        folder = os.getcwd()
    except OSError:  # the working folder was removed
        return None
    depth = 0
    while True:
        candidate = os.path.join(folder, STORE_NAME)
        # lexists: a link that leads nowhere is a mistake to report, not one to pass over.
        if os.path.lexists(candidate):
            return os.path.join(*[os.pardir] * depth, STORE_NAME)
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder, depth = parent, depth + 1


def _shipped() -> str:
    """The store that comes with the package: inside a wheel, at the root of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, STORE_NAME)
    checkout = os.path.join(os.path.dirname(os.path.dirname(package)), STORE_NAME)
    return inside if os.path.exists(inside) else checkout


def _expand(path: str) -> list[File]:
    if path == STANDARD_INPUT:
        return [File("<standard input>", None, [])]
    status = _status(path)
    if not stat.S_ISDIR(status.st_mode):
        return [_file(path, status)]
    try:
        names = sorted(filter(_is_named_as_store, os.listdir(path)))
    except OSError as error:
        raise StoreError(unreadable(path, error)) from None
    if not names:
        raise StoreError(f"{escaped(path)}: the folder has no .toml file; `report init` writes one")
    inside = [os.path.join(path, name) for name in names]
    return [_file(name, _status(name)) for name in inside]


def _is_named_as_store(name: str) -> bool:
    """Whether a file of a folder is part of the store; a hidden one is an editor's own."""
    return name.endswith(".toml") and not name.startswith(".")


def _file(path: str, status: os.stat_result) -> File:
    stamp = _stamp(path, status)
    return File(path, stamp, None if stamp else [])


def _status(path: str) -> os.stat_result:
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


def read_text(path: str) -> str:
    """A text in UTF-8, ``-`` being standard input; TextError where it can't be read as one."""
    try:
        content, _ = read(_expand_text(path))
        return content.decode("utf-8-sig")
    except StoreError as error:
        raise TextError(*error.problems) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise TextError(f"{escaped(path)}:{line}: not UTF-8; save it as plain text") from None


def _expand_text(path: str) -> File:
    if path == STANDARD_INPUT:
        return File("<standard input>", None)
    status = _status(path)
    if stat.S_ISDIR(status.st_mode):
        raise StoreError(f"{escaped(path)}: it is a folder; name a text file")
    return File(path, _stamp(path, status))


def beside(file: File, path: str) -> str:
    """A path that is relative to a file of the store."""
    return os.path.join(os.path.dirname(os.path.abspath(file.name)), path)


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


def described(files: Sequence[File]) -> str:
    """The names of the files for a message, the first three of many."""
    names = [escaped(file.name) for file in files]
    return listed(names if len(names) < 5 else [*names[:3], f"{len(names) - 3} more files"])
