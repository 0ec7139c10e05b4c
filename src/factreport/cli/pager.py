"""Shows an answer that is taller than the screen through a pager.

click's pager is not used: it hides that the pager failed (which would lose the answer) or that the
reader quit, and it writes in the locale's encoding.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

from factreport.cli import output
from factreport.wording import quoted

_USUAL = "less"
_USUAL_OPTIONS = "FRX"  # like git: quit if it fits, show colours, don't clear the screen
# A pager may not know the links that its terminal shows.
_LINK = re.compile("\x1b]8;;.*?\x1b\\\\")


class _QuitError(Exception):
    """The reader has quit the pager; the rest is not written."""


class Paged:
    """A stream that keeps its text until there is more than a screen, and then pages it."""

    def __init__(self, command: list[str], lines: int) -> None:
        self._command = command
        self._lines = lines
        self._kept: list[str] = []
        self._written = 0  # lines
        self._process: subprocess.Popen[bytes] | None = None
        self.problem = ""

    def write(self, text: str) -> int:
        """Keep the text, or pass it on when there is more than a screen."""
        self._kept.append(text)
        self._written += text.count("\n")
        if self._process is not None:
            self._pass_on(text)
        elif self._written >= self._lines and not self.problem:
            self._start()
        return len(text)

    def writelines(self, lines: Iterator[str]) -> None:
        """Write each line."""
        for line in lines:
            self.write(line)

    def finish(self) -> str | None:
        """Wait for the pager; returns the text if the pager has failed to show it, else None."""
        if self._process is not None:
            with contextlib.suppress(_QuitError):
                self._end()
        is_shown = self._process is not None and not self.problem
        return None if is_shown else "".join(self._kept)

    def _start(self) -> None:
        variables = {**os.environ, "LESS": os.environ.get("LESS", _USUAL_OPTIONS)}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - chosen by the reader
                self._command, stdin=subprocess.PIPE, env=variables
            )
        except (OSError, ValueError) as error:
            cause = error.strerror if isinstance(error, OSError) else error
            self.problem = f"can't start the pager {quoted(self._command[0])}: {cause}"
            return
        self._pass_on("".join(self._kept))

    def _pass_on(self, text: str) -> None:
        if self._process is None or self._process.stdin is None or self.problem:
            return
        try:
            self._process.stdin.write(_LINK.sub("", text).encode("utf-8", "replace"))
            if len(self._kept) <= self._lines:  # the first rows at once
                self._process.stdin.flush()
        except OSError:
            self._end()

    def _end(self) -> None:
        """End the pager: it has everything, or wants no more."""
        if self._process is None or self._process.stdin is None:
            return
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        code = self._process.wait()
        if code == 0:
            raise _QuitError
        self.problem = self.problem or (
            f"the pager {quoted(self._command[0])} failed ({code}); --no-pager goes without one"
        )


def command() -> list[str]:
    """The words of the pager's command; empty if there should be no pager."""
    if "PAGER" not in os.environ and shutil.which(_USUAL) is None:
        return []
    try:
        words = shlex.split(os.environ.get("PAGER", _USUAL))
    except ValueError:
        return []
    if not words or words[0] == "cat" or os.environ.get("TERM") == "dumb":
        return []
    if os.path.basename(words[0]) == _USUAL:
        words.insert(1, "-R")  # in case the reader's LESS does not show colours
    return words


@contextlib.contextmanager
def paged(words: list[str], lines: int) -> Iterator[Any]:
    """A stream to standard output that uses the pager when it fills the screen."""
    stream = Paged(words, lines)
    with _left_to_the_pager():
        with contextlib.suppress(_QuitError):
            yield stream
        rest = stream.finish()
    if rest is not None:
        if stream.problem:
            output.say(f"report: {stream.problem}")
        with output.opened() as standard:
            standard.write(rest)


@contextlib.contextmanager
def _left_to_the_pager() -> Iterator[None]:
    """Ctrl-C goes to the pager; quitting it early is not an error."""
    names = ("SIGINT", "SIGPIPE")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    usual: dict[int, Any] = {}
    ignore: Callable[..., None] = lambda *_: None  # noqa: E731 - children don't inherit it
    try:
        for number in numbers:
            usual[number] = signal.signal(number, ignore)
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
