"""The user's cache folder: the indexes of larger stores, each valid while its files stay as read.

Nothing here is needed: whatever goes wrong, the answer comes without the cache.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import stat
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from factreport.errors import StoreError
from factreport.files import File, Stamp, read
from factreport.store import index

# A change within this time of the one before may leave the same stamp (FAT counts in 2 seconds).
_TICK_NS = 2_000_000_000
_COARSE_NS = 10_000_000
_LARGE = 10_000_000
_DAY_NS = 86_400 * 1_000_000_000
_KEPT_NS = 60 * _DAY_NS
_KEPT_BYTES = 4 * 1024**3
_LARGE_PRIME = 2**61 - 1
# The names that are given here, and no others: the folder may be one that holds more.
_OURS = r"[0-9a-f]{16}\.index(?:\.([0-9]{1,10})\.[0-9]+\.unfinished)?"
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# Indexes of factreport. This folder can be deleted at any time.\n"
)


class Contents(NamedTuple):
    """Which version of its files an index holds: their stamps, and their digests."""

    stamps: tuple[Stamp | None, ...]
    digest: str


def open_index(files: Sequence[File]) -> sqlite3.Connection | None:
    """The index of these files as they are now, or None where there is none to be trusted."""
    # UnicodeError: what SQLite says of a damaged one may be no text.
    with contextlib.suppress(OSError, sqlite3.Error, StoreError, UnicodeError):
        folder = _folder()
        if folder is not None and all(file.stamp for file in files):
            path = _path(folder, files)
            known = os.lstat(path)
            if stat.S_ISREG(known.st_mode) and _is_ours(known):
                return _open_current(path, known, files)
    return None


def build_index(
    files: Sequence[File], build_into: Callable[[sqlite3.Connection, int], Contents]
) -> sqlite3.Connection | None:
    """Index the files into the cache and open the index; None where the cache can't be used.

    ``build_into`` is told when it began: from then on a change of a file is a change of the
    index.  A StoreError of it passes through, and leaves nothing behind.
    """
    with contextlib.suppress(OSError, sqlite3.Error):
        if not all(file.stamp for file in files):
            return None
        _make_folder()
        folder = _folder()
        if folder is None:
            return None
        _prune(folder)
        path = _path(folder, files)
        begun = time.time_ns()
        unfinished = f"{path}.{os.getpid()}.{begun}.unfinished"
        try:
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with contextlib.closing(index.connect(unfinished)) as connection:
                contents = build_into(connection, begun)
                index.sign(connection, repr(contents.stamps), contents.digest)
            index.seal(unfinished)
            # The time of the index is the time at which its files were known to be as they are.
            os.utime(unfinished, ns=(begun, begun))
            # Readers see the old index or the new one, whole, never one in the making.
            os.replace(unfinished, path)
            return index.open_read_only(path)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(unfinished)
    return None


def digest(content: bytes, stamp: Stamp | None, when_ns: int) -> str:
    """A hash of the bytes of a file where its stamp did not prove them then, else nothing."""
    return "" if stamp is None or _is_settled(stamp, when_ns) else content_hash(content)


def content_hash(content: bytes) -> str:
    """What tells one version of a file from the next whatever its stamp."""
    import hashlib  # only where the clock can't tell

    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _is_settled(stamp: Stamp, when_ns: int) -> bool:
    """Whether a file with the same stamp is the same as then: its last change was well before."""
    if sys.platform == "win32":  # it has no time of the last change, and to hash a file takes long
        return stamp.size > _LARGE and stamp.modified_ns + _TICK_NS < when_ns
    # Where files have no change time of their own (FAT, sshfs), it is that of the last write, which
    # can be set back; such systems count in seconds, or in hundredths of them.
    is_real = stamp.changed_ns != stamp.modified_ns or stamp.changed_ns % _COARSE_NS != 0
    return is_real and stamp.changed_ns + _TICK_NS < when_ns


def _folder() -> str | None:
    """The folder for indexes, where it is there and nobody else's; OSError where it is not."""
    path = _chosen_folder()
    status = os.lstat(path)
    return path if stat.S_ISDIR(status.st_mode) and _is_ours(status) else None


def _make_folder() -> None:
    path = _chosen_folder()
    if not os.path.lexists(path):
        os.makedirs(path, mode=0o700, exist_ok=True)
        with open(os.path.join(path, "CACHEDIR.TAG"), "w", encoding="ascii") as tag:
            tag.write(_TAG)


def _chosen_folder() -> str:
    """REPORT_CACHE, else the user's folder; OSError where there is none."""
    chosen = os.environ.get("REPORT_CACHE", "")
    path = os.path.abspath(chosen) if chosen else _user_folder()
    if chosen == "off" or not os.path.isabs(path) or not _can_be_trusted(path):
        raise OSError("there is no folder for a cache")
    return path


def _can_be_trusted(path: str) -> bool:
    """Whether the system tells who could have written a file in this folder.

    On Windows that is the user's profile, which keeps others out.
    """
    if sys.platform != "win32":
        return True
    profile = os.path.normcase(os.path.expanduser("~")).rstrip("/\\")
    return os.path.normcase(path).startswith((f"{profile}/", f"{profile}\\"))


def _user_folder() -> str:
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", ""), "factreport", "cache")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/factreport")
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # the standard has it that such a one is passed over
        # An empty HOME would make it a folder of the whole system.
        base = os.path.expanduser("~/.cache") if os.environ.get("HOME") != "" else ""
    return os.path.join(base, "factreport")


def _is_ours(status: os.stat_result) -> bool:
    """Whether nobody else could have written it; links are not followed."""
    if sys.platform == "win32":  # see `_can_be_trusted`
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _path(folder: str, files: Sequence[File]) -> str:
    """Where the index of these files is kept: one place, whichever version of them it holds."""
    names = "\0".join(file.stamp.path for file in files if file.stamp)
    code = 0
    for byte in names.encode("utf-8", "surrogateescape"):
        code = (code * 257 + byte) % _LARGE_PRIME  # no hash of the library's loads as fast
    return os.path.join(folder, f"{code:016x}.index")


def _open_current(
    path: str, known: os.stat_result, files: Sequence[File]
) -> sqlite3.Connection | None:
    connection = index.open_read_only(path)
    stamps, known_digest = index.signature(connection)
    if stamps == repr(tuple(file.stamp for file in files)) and (
        _is_clear(path, known, files) or _is_same(path, known, files, known_digest)
    ):
        return connection
    connection.close()
    return None


def _is_clear(path: str, known: os.stat_result, files: Sequence[File]) -> bool:
    """Whether equal stamps prove equal files."""
    now = time.time_ns()
    if now - known.st_atime_ns > _DAY_NS:
        _set_times(path, now, known.st_mtime_ns)  # still in use: not to be pruned
    return all(file.stamp and _is_settled(file.stamp, known.st_mtime_ns) for file in files)


def _is_same(path: str, known: os.stat_result, files: Sequence[File], known_digest: str) -> bool:
    begun = time.time_ns()
    # Without a digest a file was proved by its stamp when it was indexed, and so it is now.
    digests = zip(files, known_digest.split(" "), strict=True)
    if not all(not one or one == content_hash(read(file)[0]) for file, one in digests):
        return False
    _set_times(path, begun, begun)
    return True


def _set_times(path: str, used_ns: int, made_ns: int) -> None:
    with contextlib.suppress(OSError):  # a folder that can't be written to can be read all the same
        os.utime(path, ns=(used_ns, made_ns))


def _prune(folder: str) -> None:
    """Remove what a killed process left, what was long unused, and the oldest beyond the limit."""
    now, total = time.time_ns(), 0
    ours = [one for one in os.scandir(folder) if re.fullmatch(_OURS, one.name)]
    by_use = sorted(((one.stat(follow_symlinks=False), one) for one in ours), key=_last_use)
    for status, one in reversed(by_use):
        total += status.st_size
        is_old = now - status.st_atime_ns > _KEPT_NS or total > _KEPT_BYTES
        if is_old or _is_abandoned(one.name):
            with contextlib.suppress(OSError):
                os.unlink(one.path)


def _last_use(known: tuple[os.stat_result, os.DirEntry[str]]) -> int:
    return known[0].st_atime_ns


def _is_abandoned(name: str) -> bool:
    """Whether it is an index in the making, and the process that makes it runs no more."""
    found = re.fullmatch(_OURS, name)
    if not found or not found[1]:
        return False
    if sys.platform == "win32":  # there, a file in use can't be removed anyway
        return True
    try:
        os.kill(int(found[1]), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False
