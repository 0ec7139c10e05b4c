"""The one place where answers and messages are written, and where write errors are handled."""

from __future__ import annotations

# Not signal, whose import takes longer than a message.
import _signal  # type: ignore[import-not-found]
import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from factreport.cli import outfile, terminal
from factreport.cli.outfile import text_stream
from factreport.errors import OutputError, ReaderGoneError
from factreport.files import named
from factreport.wording import visible, visible_line

_NARROWEST = 20  # columns for messages


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
                yield stack.enter_context(outfile.opened(path))
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


def say(message: str) -> None:
    """Write a message to standard error, safe for a terminal; ignored if it can't be written.

    In a pipe each of its lines stays one line; at a terminal it is wrapped.
    """
    text, columns = visible(message), 0
    with contextlib.suppress(OSError, ValueError, AttributeError):
        if sys.stderr.isatty():
            columns = max(terminal.width_of(sys.stderr), _NARROWEST)
    if columns and max(map(len, text.split("\n"))) > columns:
        from factreport.render.wrapping import wrap_message  # most messages fit

        text = "\n".join(wrap_message(text, columns))
    _write_message(f"{text}\n")


def progress(words: str) -> None:
    """Show progress on one line of a terminal, which is overwritten; blank at the end."""
    if sys.stderr is not None and sys.stderr.isatty():
        _write_message(f"\r{visible_line(words)[:70]:<70}\r{visible_line(words)[:70]}")


def _write_message(text: str) -> None:
    """A message that can't be written is ignored: only the answer counts."""
    if sys.stderr is None:
        return
    previous: Any = None
    # Threads can't set handlers, and Windows has no such signal.
    with contextlib.suppress(ValueError, AttributeError):
        previous = _signal.signal(_signal.SIGPIPE, _signal.SIG_IGN)
    try:
        sys.stderr.write(text)  # Python escapes characters that its encoding lacks
        sys.stderr.flush()
    except (OSError, ValueError):
        # Python would try again at exit, and change the exit code.
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stderr.fileno())
            os.close(nowhere)
    finally:
        if previous is not None:
            _signal.signal(_signal.SIGPIPE, previous)
