"""Files to write to: replaced whole or not at all, and never one that is being read."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from factreport.errors import QueryError
from factreport.files import named

INTERRUPTED = 130  # the exit code of a process that Ctrl-C has ended

# As systems name what is open already.
_DESCRIPTOR = r"/dev/(stdin|stdout|stderr)|/(?:dev|proc/([0-9]+|self))/fd/([0-9]{1,6})"
_STANDARD = {"stdin": 0, "stdout": 1, "stderr": 2}
_MOST_LINKS = 40
_UNFINISHED = r"\.report\.[0-9]+\.[0-9]+\.unfinished"
_IN_THE_MAKING = 2  # seconds between making a file and locking it, and more than that


def check_unread(path: str, read: Iterable[str]) -> None:
    """QueryError where the output would replace what this very command reads."""
    with contextlib.suppress(OSError, ValueError):
        target = os.stat(path)
        if not stat.S_ISREG(target.st_mode):
            return
        with contextlib.suppress(OSError):
            if os.path.samestat(target, os.fstat(0)):
                words = "it is the standard input of this very command; name another file"
                raise QueryError(f"{named(path)}: {words} for --output")
        for one in read:
            with contextlib.suppress(OSError, ValueError):
                if os.path.samestat(target, os.stat(one)):
                    words = "it is read by this very command; name another file for --output"
                    raise QueryError(f"{named(path)}: {words}")


@contextlib.contextmanager
def opened(path: str) -> Iterator[TextIO]:
    """The stream to a file, which is replaced; or to what is no file, which is written to."""
    before = _status(path)
    already = _open_already(path, before)
    if already is not None:
        with text_stream(already, closefd=False) as stream:
            yield stream
    elif before is not None and not stat.S_ISREG(before.st_mode):
        with text_stream(os.open(path, os.O_WRONLY)) as stream:  # a device or a pipe
            yield stream
    else:
        with _replacement(os.path.realpath(path), before) as stream:
            yield stream


def text_stream(descriptor: int, *, closefd: bool = True) -> TextIO:
    """Always UTF-8, whatever the locale."""
    return open(descriptor, "w", encoding="utf-8", newline="\n", closefd=closefd)


def _open_already(path: str, status: os.stat_result | None) -> int | None:
    """The descriptor that a path leads to, such as /dev/stdout or a link to it.

    To open it again would cut off what a shell has written, and to replace it would take the file
    away from the shell.
    """
    for _ in range(_MOST_LINKS):
        found = re.fullmatch(_DESCRIPTOR, path)
        if found and (found[2] in (None, "self", str(os.getpid()))):
            return _STANDARD.get(found[1] or "", int(found[3] or 0))
        if not os.path.islink(path):
            break
        path = os.path.normpath(os.path.join(os.path.dirname(path), os.readlink(path)))
    if status is not None:
        for descriptor in (1, 2):
            with contextlib.suppress(OSError):
                if os.path.samestat(status, os.fstat(descriptor)):
                    return descriptor
    return None


@contextlib.contextmanager
def _replacement(target: str, before: os.stat_result | None) -> Iterator[TextIO]:
    """A new file that takes the place of the target once it is whole."""
    folder = os.path.dirname(target)
    _remove_unfinished(folder)
    # Beside the target, so that it can be renamed; a name of its own, as the target's may be long.
    unfinished = os.path.join(folder, f".report.{os.getpid()}.{time.time_ns()}.unfinished")
    with _removed(unfinished):
        # For nobody else until it is as open as the one that it replaces.
        mode = 0o666 if before is None else 0o600
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with text_stream(descriptor) as stream:
            _lock(descriptor)
            if before is not None:
                _make_alike(unfinished, before)
            yield stream
            stream.close()  # what can't be written shows now
            os.replace(unfinished, target)


def _make_alike(path: str, before: os.stat_result) -> None:
    """Give a file the owner, the group and the mode of the one that it replaces, or refuse."""
    if sys.platform != "win32":
        status = os.stat(path)
        if (status.st_uid, status.st_gid) != (before.st_uid, before.st_gid):
            try:
                os.chown(path, before.st_uid, before.st_gid)
            except OSError:
                words = "the file belongs to another user or group; write to another file"
                raise PermissionError(errno.EPERM, words) from None
    os.chmod(path, stat.S_IMODE(before.st_mode))


def _lock(descriptor: int) -> bool:
    """Lock a file until it is closed; False where another process has it."""
    try:
        import fcntl
    except ImportError:  # Windows, which does not remove what is open
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # this file system has no locks: whose it is can't be told
        return False
    return True


def _remove_unfinished(folder: str) -> None:
    """Remove what a killed process has left: nobody has a lock on it."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder or os.curdir):
            path = os.path.join(folder, name)
            if (
                re.fullmatch(_UNFINISHED, name)
                and time.time() - os.stat(path).st_mtime > _IN_THE_MAKING
            ):
                with open(path, "rb") as stream:
                    if _lock(stream.fileno()):
                        os.unlink(path)


def _status(path: str) -> os.stat_result | None:
    """What the path leads to, None if nothing; OSError where it can't be replaced by a file."""
    if path.endswith(os.sep):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    # A rename asks for no right to the file itself.
    if stat.S_ISREG(status.st_mode) and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return status


@contextlib.contextmanager
def _removed(path: str) -> Iterator[None]:
    """See to it that a file is gone at the end, also where a signal ends the process."""
    import signal  # standard output does without

    def end(number: int, _: object) -> None:
        with contextlib.suppress(OSError):
            os.unlink(path)
        if number == signal.SIGINT:
            os._exit(INTERRUPTED)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    usual: dict[int, Any] = {}
    try:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # A thread has no signals; what is ignored stays so.
            if number and signal.getsignal(number) is not signal.SIG_IGN:
                with contextlib.suppress(ValueError):
                    usual[number] = signal.signal(number, end)
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
        with contextlib.suppress(OSError):
            os.unlink(path)
