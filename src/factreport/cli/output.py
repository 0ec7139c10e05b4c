"""Where answers and messages go: the one place where output is written and its errors are met."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from factreport.errors import OutputError, ReaderGoneError
from factreport.store.files import named
from factreport.text import visible, visible_line


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
    if named.isascii() and named.isdigit() and int(named) > 0:
        return int(named)
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
    mode = os.stat(path).st_mode if os.path.exists(path) else None
    if mode is not None and not stat.S_ISREG(mode):
        with open(path, "w", encoding="utf-8", newline="\n") as stream:  # a device or a pipe
            yield stream
        return
    target = os.path.realpath(path)
    # Beside the target, so that it can be renamed; a name of its own, as the target's may be long.
    name = f".report.{os.getpid()}.{time.time_ns()}.unfinished"
    unfinished = os.path.join(os.path.dirname(target), name)
    stream = open(unfinished, "x", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed below
    try:
        with stream:
            if mode is not None:
                os.chmod(unfinished, stat.S_IMODE(mode))
            yield stream
        os.replace(unfinished, target)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(unfinished)


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
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text)  # Python escapes what its encoding lacks
        sys.stderr.flush()
