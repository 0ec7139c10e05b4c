"""Messages for people on standard error, which never keep the answer from being written."""

from __future__ import annotations

import contextlib
import os
import sys

from factreport.cli import terminal
from factreport.signals import handled
from factreport.wording import visible, visible_line

_NARROWEST, _LONGEST_PROGRESS = 20, 70  # columns for messages


def say(message: str, *, prefix: str = "report: ") -> None:
    """Write a message to standard error, safe for a terminal; ignored if it can't be written.

    In a pipe each of its lines stays one line; at a terminal it is wrapped.
    """
    text, columns = visible("\n".join(prefix + line for line in message.split("\n"))), 0
    with contextlib.suppress(OSError, ValueError, AttributeError):
        if sys.stderr.isatty():
            columns = max(terminal.width_of(sys.stderr), _NARROWEST)
    if columns and max(map(len, text.split("\n"))) > columns:
        from factreport.render.wrapping import wrap_message  # most messages fit

        text = "\n".join(wrap_message(text, columns))
    _write_message(f"{text}\n")


def progress(message: str) -> None:
    """Show progress on one line of a terminal, which is overwritten; blank at the end."""
    if sys.stderr is not None and sys.stderr.isatty():
        line = visible_line(message)[:_LONGEST_PROGRESS]
        _write_message(f"\r{line:<{_LONGEST_PROGRESS}}\r{line}")


def _write_message(text: str) -> None:
    """A message that can't be written is ignored: only the answer counts."""
    if sys.stderr is None:
        return
    with handled("SIGPIPE", handler=lambda *_: None):
        try:
            sys.stderr.write(text)  # Python escapes characters that its encoding lacks
            sys.stderr.flush()
        except (OSError, ValueError):
            # Python would try again at exit, and change the exit code.
            with contextlib.suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, sys.stderr.fileno())
                os.close(nowhere)
