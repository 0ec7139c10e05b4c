"""The user's cache folder: the indexes of larger stores, each valid until its files change.

The cache is optional: whatever goes wrong, the program answers without it.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import stat
import sys
import time
from binascii import crc32
from collections.abc import Callable, Sequence
from functools import partial

from factreport.errors import StoreError
from factreport.files import File, Stamp, read
from factreport.signals import removed
from factreport.store import index

_COARSE_NS = 10_000_000
_LARGE = 10_000_000
_DAY_NS = 86_400 * 1_000_000_000
_KEPT_NS = 60 * _DAY_NS
# Only files with these names are touched: the folder may contain other files.
_OURS = r"[0-9a-f]{8}\.index(?:\.([0-9]{1,10})\.[0-9]+\.unfinished)?"
# A function of the bytes and the stamp of a file; its result is empty if the stamp is enough.
Digest = Callable[[bytes, "Stamp | None"], str]
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# Indexes of factreport. This folder can be deleted at any time.\n"
)


class Cache:
    """The folder, its limits, and the clock by which versions of files are told apart.

    Two changes within ``tick_ns`` may leave the same stamp: FAT counts time in steps of 2 seconds.
    Indexes of up to ``most_sealed`` bytes have a checksum.
    """

    def __init__(
        self,
        *,
        tick_ns: int = 2_000_000_000,
        most_bytes: int = 4 * 1024**3,
        most_sealed: int = 2**20,
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        self._tick_ns, self._clock = tick_ns, clock
        self._most_bytes, self._most_sealed = most_bytes, most_sealed

    def open_index(self, files: Sequence[File]) -> sqlite3.Connection | None:
        """The index of these files as they are now; None if there is none that can be trusted."""
        # UnicodeError: SQLite's message about a damaged index may not be text.
        with contextlib.suppress(OSError, sqlite3.Error, StoreError, UnicodeError):
            folder = _folder()
            if folder is not None and all(file.stamp for file in files):
                path = _path(folder, files)
                known = os.lstat(path)
                if stat.S_ISREG(known.st_mode) and _is_ours(known):
                    connection = index.open_read_only(path, self._most_sealed)
                    if self._is_current(connection, path, known, files):
                        return connection
                    connection.close()
        return None

    def build_index(
        self, files: Sequence[File], build_into: Callable[[sqlite3.Connection, Digest], None]
    ) -> sqlite3.Connection | None:
        """Index the files into the cache and open the index; None if the cache can't be used.

        ``build_into`` fills and signs a database.  It is given what makes the digest of a file: one
        that changes after the start makes the index invalid.  Its StoreError is passed on; no file
        is left behind.
        """
        with contextlib.suppress(OSError, sqlite3.Error):
            if not all(file.stamp for file in files):
                return None
            chosen = _chosen_folder()
            if not os.path.lexists(chosen):
                os.makedirs(chosen, mode=0o700, exist_ok=True)
                with open(os.path.join(chosen, "CACHEDIR.TAG"), "w", encoding="ascii") as tag:
                    tag.write(_TAG)
            folder = _folder()
            if folder is None:
                return None
            self._prune(folder)
            path = _path(folder, files)
            begun = self._clock()
            unfinished = f"{path}.{os.getpid()}.{begun}.unfinished"
            with removed(unfinished):
                os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                with contextlib.closing(index.connect(unfinished)) as connection:
                    build_into(connection, partial(self._digest, begun))
                index.seal(unfinished, self._most_sealed)
                # The index gets the time at which its files were known to be in this version.
                os.utime(unfinished, ns=(begun, begun))
                # Readers see the whole old index or the whole new one, never an unfinished one.
                os.replace(unfinished, path)
                return index.open_read_only(path, self._most_sealed)
        return None

    def _digest(self, when_ns: int, content: bytes, stamp: Stamp | None) -> str:
        """A hash of a file's bytes if its stamp does not prove its version, else an empty text."""
        return "" if stamp is None or self._is_settled(stamp, when_ns) else _hash(content)

    def _is_settled(self, stamp: Stamp, when_ns: int) -> bool:
        """Whether a stamp proves the version: the file last changed well before ``when_ns``."""
        if sys.platform == "win32":  # no time of the last change; hashing a large file is slow
            return stamp.size > _LARGE and stamp.modified_ns + self._tick_ns < when_ns
        # On systems without change times (FAT, sshfs) the time of the last write is given instead,
        # which users can set; those systems count in seconds or hundredths of a second.
        is_real = stamp.changed_ns != stamp.modified_ns or stamp.changed_ns % _COARSE_NS != 0
        return is_real and stamp.changed_ns + self._tick_ns < when_ns

    def _is_current(
        self,
        connection: sqlite3.Connection,
        path: str,
        known: os.stat_result,
        files: Sequence[File],
    ) -> bool:
        """Whether the index was made from the files as they are now."""
        stamps, digests = index.signature(connection)
        if stamps != repr(tuple(file.stamp for file in files)):
            return False
        now = self._clock()
        if all(file.stamp and self._is_settled(file.stamp, known.st_mtime_ns) for file in files):
            if now - known.st_atime_ns > _DAY_NS:
                _set_times(path, now, known.st_mtime_ns)  # still in use: keeps it from being pruned
            return True
        # A file without a digest was proved by its stamp when it was indexed, and still is.
        for file, digest_then in zip(files, digests.split(" "), strict=True):
            if digest_then and digest_then != _hash(read(file)[0]):
                return False
        _set_times(path, now, now)
        return True

    def _prune(self, folder: str) -> None:
        """Remove leftovers of killed processes, unused indexes, and the oldest over the limit."""
        now, total = self._clock(), 0
        ours = []
        with os.scandir(folder) as entries:
            for entry in entries:
                if name := re.fullmatch(_OURS, entry.name):
                    with contextlib.suppress(FileNotFoundError):  # another process has removed it
                        ours.append((entry.stat(follow_symlinks=False), entry.path, name[1]))
        for status, path, process in sorted(ours, key=lambda known: -known[0].st_atime_ns):
            total += status.st_size
            is_left = now - status.st_atime_ns > _KEPT_NS or total > self._most_bytes
            if process and sys.platform != "win32":  # Windows does not remove files in use anyway
                try:
                    os.kill(int(process), 0)
                except (ProcessLookupError, OverflowError):
                    is_left = True
                except OSError:  # it belongs to somebody else
                    pass
            if is_left:
                with contextlib.suppress(OSError):
                    os.unlink(path)


def _hash(content: bytes) -> str:
    import hashlib  # imported late: only needed when stamps prove nothing

    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _folder() -> str | None:
    """The folder for indexes, None if it belongs to somebody else; OSError if it is missing."""
    path = _chosen_folder()
    status = os.lstat(path)
    return path if stat.S_ISDIR(status.st_mode) and _is_ours(status) else None


def _chosen_folder() -> str:
    """REPORT_CACHE, else the user's folder; OSError if there is none that can be trusted."""
    chosen = os.environ.get("REPORT_CACHE", "")
    is_windows = sys.platform == "win32"
    if chosen:
        path = os.path.abspath(chosen)
    elif is_windows:
        path = os.path.join(os.environ.get("LOCALAPPDATA", ""), "factreport", "cache")
    elif sys.platform == "darwin":
        path = os.path.expanduser("~/Library/Caches/factreport")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):  # the standard says to ignore a relative path
            # With an empty HOME it would be a folder of the whole system.
            base = os.path.expanduser("~/.cache") if os.environ.get("HOME") != "" else ""
        path = os.path.join(base, "factreport")
    # On Windows only the user's profile is trusted, which keeps others out.
    profile = os.path.normcase(os.path.expanduser("~")).rstrip("/\\")
    beginnings = (f"{profile}/", f"{profile}\\")
    is_private = not is_windows or os.path.normcase(path).startswith(beginnings)
    if chosen == "off" or not os.path.isabs(path) or not is_private:
        raise OSError("there is no folder for a cache")
    return path


def _is_ours(status: os.stat_result) -> bool:
    """Whether nobody else could have written the file; links are not followed."""
    if sys.platform == "win32":  # see `_chosen_folder`
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _path(folder: str, files: Sequence[File]) -> str:
    """The path of the index of these files, the same for all their versions."""
    names = "\0".join(file.stamp.path for file in files if file.stamp)
    code = crc32(names.encode("utf-8", "surrogateescape"))  # importing hashlib would take longer
    return os.path.join(folder, f"{code:08x}.index")


def _set_times(path: str, used_ns: int, made_ns: int) -> None:
    with contextlib.suppress(OSError):  # a read-only folder can still be used
        os.utime(path, ns=(used_ns, made_ns))
