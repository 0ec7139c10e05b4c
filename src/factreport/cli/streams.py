"""Where an answer is written: standard output, or a file that is replaced whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO

from factreport.errors import OutputError, QueryError, ReaderGoneError
from factreport.files import named
from factreport.signals import removed

# The names of open descriptors, after their folder's links have been resolved.
_DESCRIPTOR = r"/(?:dev|proc/([0-9]+)(?:/task/[0-9]+)?)/fd/([0-9]{1,6})"
_MOST_LINKS = 40
_UNFINISHED = r"\.report\.[0-9]+\.[0-9]+\.unfinished"
_IN_THE_MAKING = 2  # in seconds, more than the time between creating a file and locking it


def check_unread(path: str, read: Iterable[str]) -> None:
    """QueryError if the output would replace a file that this command or the store reads."""
    with contextlib.suppress(OSError, ValueError):
        target = os.stat(path)
        if not stat.S_ISREG(target.st_mode):
            return
        with contextlib.suppress(OSError):
            if os.path.samestat(target, os.fstat(0)):
                why = "it is the standard input of this command; name another file"
                raise QueryError(f"{named(path)}: {why} for --output")
        for other in read:
            with contextlib.suppress(OSError, ValueError):
                if os.path.samestat(target, os.stat(other)):
                    why = "this command or the store reads it; name another file for --output"
                    raise QueryError(f"{named(path)}: {why}")


@contextlib.contextmanager
def opened(path: str | None = None) -> Iterator[TextIO]:
    """A stream for the answer: standard output, or a file that is replaced whole or not at all.

    OutputError if something could not be written.
    """
    name = "standard output" if path is None else named(path)
    if path is None and sys.stdout is None:
        raise OutputError("can't write to standard output: it is closed; add --output FILE")
    try:
        with contextlib.ExitStack() as stack:
            if path is not None:
                yield stack.enter_context(_opened_file(path))
                return
            try:
                descriptor = sys.stdout.fileno()
            except OSError:  # without a descriptor: a stand-in of a test or an embedding program
                yield sys.stdout
                return
            # Our own buffer: with PYTHONUNBUFFERED sys.stdout may silently write only a part.
            yield stack.enter_context(text_stream(descriptor, closefd=False))
    except BrokenPipeError:
        raise ReaderGoneError from None  # before click sees it
    except OSError as error:
        hint = "; make the folder first" if path and isinstance(error, FileNotFoundError) else ""
        raise OutputError(f"can't write to {name}: {error.strerror or error}{hint}") from None


@contextlib.contextmanager
def _opened_file(path: str) -> Iterator[TextIO]:
    """The stream to a file, which is replaced; or to a device or a pipe, which is written to."""
    if path.endswith(os.sep):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    replaced = None
    with contextlib.suppress(FileNotFoundError):
        replaced = os.stat(path)
    # A rename does not need write permission for the file itself.
    if replaced is not None and stat.S_ISREG(replaced.st_mode) and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    already = _open_already(path, replaced)
    if already is not None:
        with text_stream(already, closefd=False) as stream:
            yield stream
    elif replaced is not None and not stat.S_ISREG(replaced.st_mode):
        with text_stream(os.open(path, os.O_WRONLY)) as stream:  # a device or a pipe
            yield stream
    else:
        with _replacement(os.path.realpath(path), replaced) as stream:
            yield stream


def text_stream(descriptor: int, *, closefd: bool = True) -> TextIO:
    """Always UTF-8, whatever the locale."""
    return open(descriptor, "w", encoding="utf-8", newline="\n", closefd=closefd)


def _open_already(path: str, status: os.stat_result | None) -> int | None:
    """The open descriptor that a path leads to, such as /dev/stdout or a link to it.

    Opening it again would truncate what a shell has written, and replacing it would take the file
    away from the shell.  OSError if another process has the descriptor.
    """
    is_of_another = False
    for _ in range(_MOST_LINKS):
        folder, name = os.path.split(path)
        path = os.path.join(os.path.realpath(folder), name)
        match = re.fullmatch(_DESCRIPTOR, path)
        if match and match[1] in (None, str(os.getpid())):
            return int(match[2])
        is_of_another = match is not None
        if is_of_another or not os.path.islink(path):
            break
        path = os.path.join(os.path.dirname(path), os.readlink(path))
    if status is not None:
        for descriptor in (1, 2):
            with contextlib.suppress(OSError):
                if os.path.samestat(status, os.fstat(descriptor)):
                    return descriptor
    if is_of_another:
        raise OSError(errno.EBUSY, "another process has it open; name the file itself")
    return None


@contextlib.contextmanager
def _replacement(target: str, replaced: os.stat_result | None) -> Iterator[TextIO]:
    """A new file that replaces the target when it is complete, with its owner, group and mode."""
    folder = os.path.dirname(target)
    _remove_unfinished(folder)
    # Next to the target, so that it can be renamed; with a short name, as the target's may be long.
    unfinished = os.path.join(folder, f".report.{os.getpid()}.{time.time_ns()}.unfinished")
    with removed(unfinished):
        # Private until it has the permissions of the file that it replaces.
        mode = 0o666 if replaced is None else 0o600
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with text_stream(descriptor) as stream:
            _lock(descriptor)
            if replaced is not None:
                created = os.stat(unfinished)
                if (created.st_uid, created.st_gid) != (replaced.st_uid, replaced.st_gid):
                    try:
                        os.chown(unfinished, replaced.st_uid, replaced.st_gid)
                    except OSError:
                        why = "the file belongs to another user or group; write to another file"
                        raise PermissionError(errno.EPERM, why) from None
                import shutil  # imported late: it loads every kind of compression

                # With the access list: without it, the group would get what it grants to others.
                shutil.copystat(target, unfinished)
            yield stream
            stream.close()  # a write error shows here
            os.replace(unfinished, target)


def _remove_unfinished(folder: str) -> None:
    """Remove the unlocked files that killed processes left beside an output."""
    names = []
    with contextlib.suppress(OSError):
        names = [name for name in os.listdir(folder) if re.fullmatch(_UNFINISHED, name)]
    for path in (os.path.join(folder, name) for name in names):
        with contextlib.suppress(OSError):
            status = os.lstat(path)
            is_old = time.time() - status.st_mtime > _IN_THE_MAKING
            # Somebody else may have given the name to a pipe, which would never open.
            if is_old and stat.S_ISREG(status.st_mode):
                with open(path, "rb") as stream:
                    if _lock(stream.fileno()):
                        os.unlink(path)


def _lock(descriptor: int) -> bool:
    """Lock a file until it is closed; False if another process has locked it, or may have."""
    try:
        import fcntl
    except ImportError:  # Windows, which does not remove open files
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # locked, or a file system without locks
        return False
    return True
