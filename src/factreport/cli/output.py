"""Where answers and messages go: the one place where output is written and its errors are met."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import signal
import stat
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from factreport.errors import OutputError, ReaderGoneError
from factreport.store.files import named
from factreport.wording import visible, visible_line

_MOST_DIGITS = 6  # of a number of columns
# As systems name what is open already: to open it again would cut off what a shell has written.
_OPEN_ALREADY = re.compile(r"/dev/(stdin|stdout|stderr)|/(?:dev|proc/self)/fd/([0-9]{1,6})")
_STANDARD = {"stdin": 0, "stdout": 1, "stderr": 2}


class Terminal(NamedTuple):
    """What standard output is like, gathered once: whether a person reads it, and how wide it is.

    ``columns`` is None where nothing limits the width.
    """

    is_terminal: bool
    columns: int | None
    can_colour: bool

    @classmethod
    def of_standard_output(cls) -> Terminal:
        """Ask the system; FORCE_COLOR may colour a pipe, but makes no terminal of it."""
        is_terminal = sys.stdout is not None and sys.stdout.isatty()
        plain = os.environ.get("NO_COLOR", "") or os.environ.get("TERM") == "dumb"
        forced = os.environ.get("FORCE_COLOR", "") not in ("", "0")
        return cls(is_terminal, _columns(is_terminal), not plain and (is_terminal or forced))


def _columns(is_terminal: bool) -> int | None:
    named = os.environ.get("COLUMNS", "")
    if named.isascii() and named.isdigit() and int(named[:_MOST_DIGITS]) > 0:
        return int(named[:_MOST_DIGITS])
    if not is_terminal:
        return None
    with contextlib.suppress(OSError, ValueError):
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    return 80


@contextlib.contextmanager
def opened(path: str | None = None) -> Iterator[TextIO]:
    """A stream for the answer: standard output, or a file that is replaced whole or not at all.

    OutputError where something could not be written.
    """
    name = "standard output" if path is None else named(path)
    try:
        with _standard_output() if path is None else _file(path) as stream:
            yield stream
    except BrokenPipeError:
        raise ReaderGoneError from None  # before click meets it
    except OSError as error:
        hint = "; make the folder first" if path and isinstance(error, FileNotFoundError) else ""
        raise OutputError(f"can't write to {name}: {error.strerror or error}{hint}") from None


@contextlib.contextmanager
def _standard_output() -> Iterator[TextIO]:
    if sys.stdout is None:
        raise OutputError("can't write to standard output: it is closed; add --output FILE")
    try:
        descriptor = sys.stdout.fileno()
    except OSError:  # no file behind it: a test's or an embedding program's stand-in
        yield sys.stdout
        return
    # Always UTF-8, whatever the locale, and through a buffer of our own: with PYTHONUNBUFFERED
    # sys.stdout may write half and report nothing.
    with open(descriptor, "w", encoding="utf-8", newline="\n", closefd=False) as stream:
        yield stream


@contextlib.contextmanager
def _file(path: str) -> Iterator[TextIO]:
    if already := _OPEN_ALREADY.fullmatch(path):
        descriptor = int(already[2]) if already[2] else _STANDARD[already[1]]
        with open(descriptor, "w", encoding="utf-8", newline="\n", closefd=False) as stream:
            yield stream
        return
    before = _status(path)
    if before is not None and not stat.S_ISREG(before.st_mode):
        with open(path, "w", encoding="utf-8", newline="\n") as stream:  # a device or a pipe
            yield stream
        return
    target = os.path.realpath(path)
    # Beside the target, so that it can be renamed; a name of its own, as the target's may be long.
    name = f".report.{os.getpid()}.{time.time_ns()}.unfinished"
    unfinished = os.path.join(os.path.dirname(target), name)
    with _removed(unfinished), _like(unfinished, before) as stream:
        yield stream
        stream.close()  # what can't be written shows now
        os.replace(unfinished, target)


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
def _like(path: str, before: os.stat_result | None) -> Iterator[TextIO]:
    """A new file, for nobody else until it is as open as the one that it replaces."""
    mode = 0o666 if before is None else 0o600
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with open(descriptor, "w", encoding="utf-8", newline="\n") as stream:
        if before is not None:
            with contextlib.suppress(OSError):  # only root may give a file away
                if sys.platform != "win32" and before.st_uid != os.geteuid():
                    os.chown(path, before.st_uid, before.st_gid)
            os.chmod(path, stat.S_IMODE(before.st_mode))
        yield stream


@contextlib.contextmanager
def _removed(path: str) -> Iterator[None]:
    """See to it that a file is gone at the end, also where a signal ends the process."""

    def end(number: int, _: object) -> None:
        with contextlib.suppress(OSError):
            os.unlink(path)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    ending = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]
    usual = [one for one in ending if one and signal.getsignal(one) is signal.SIG_DFL]
    try:
        for number in usual:
            signal.signal(number, end)
        yield
    finally:
        for number in usual:
            signal.signal(number, signal.SIG_DFL)
        with contextlib.suppress(OSError):
            os.unlink(path)


def say(message: str) -> None:
    """A message on standard error, safe for a terminal; lost where it can't be written."""
    _write_message(f"{visible(message)}\n")


def progress(words: str) -> None:
    """What is being done, on one line of a terminal that is written over; blank at the end."""
    if sys.stderr is not None and sys.stderr.isatty():
        _write_message(f"\r{visible_line(words)[:70]:<70}\r{visible_line(words)[:70]}")


def _write_message(text: str) -> None:
    if sys.stderr is None:
        return
    try:
        with _unbroken():
            sys.stderr.write(text)  # Python escapes what its encoding lacks
            sys.stderr.flush()
    except (OSError, ValueError):
        _forget_messages(sys.stderr)


def _forget_messages(stream: TextIO) -> None:
    """Lead messages to nowhere: Python would try again at its end, and then exit with its code."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@contextlib.contextmanager
def _unbroken() -> Iterator[None]:
    """A message that nobody reads ends nothing: the answer is what counts."""
    if not hasattr(signal, "SIGPIPE"):
        yield
        return
    usual = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, usual)
