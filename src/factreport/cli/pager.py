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
import subprocess
from collections.abc import Callable, Iterable
from typing import Any

from factreport.cli import messages, streams
from factreport.cli.terminal import PLAIN_TERMS, Terminal
from factreport.signals import handled
from factreport.wording import quoted

_USUAL = "less"
_FIRST = 50  # pieces that are passed on at once
_USUAL_OPTIONS = "FRX"  # like git: quit if it fits, show colours, don't clear the screen
# A pager may not know the links that its terminal shows; others than less may not know colours.
_LINK = re.compile("\x1b]8;;.*?\x1b\\\\")
_COLOUR_OR_LINK = re.compile(f"\x1b\\[[0-9;]*m|{_LINK.pattern}")


class _DoneError(Exception):
    """The pager has ended well: it has shown everything, or the reader has quit it."""


class _Pages:
    """A stream that keeps its text until there is more than a screen, and then pages it."""

    def __init__(self, program: list[str], lines: int, head: str) -> None:
        self._program = program
        self._lines = lines
        self._head = head
        self._process: subprocess.Popen[bytes] | None = None
        self.kept: list[str] = []  # the whole text, in case the pager fails
        self.problem = ""

    def write(self, text: str) -> int:
        """Keep the text, and pass it on if there is more than a screen."""
        self.kept.append(text)
        self._lines -= text.count("\n")
        if self._process is not None:
            self._pass_on(text)
        elif self._lines <= 0 and not self.problem:
            variables = {**os.environ, "LESS": os.environ.get("LESS", _USUAL_OPTIONS)}
            try:
                self._process = subprocess.Popen(  # noqa: S603 - chosen by the reader
                    self._program, stdin=subprocess.PIPE, env=variables
                )
            except (OSError, ValueError) as error:
                cause = getattr(error, "strerror", error)
                self.problem = f"can't start the pager {quoted(self._program[0])}: {cause}"
            self._pass_on(self._head + "".join(self.kept))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each line."""
        for line in lines:
            self.write(line)

    def _pass_on(self, text: str) -> None:
        if self._process is None or self._process.stdin is None or self.problem:
            return
        knows_colours = os.path.basename(self._program[0]) == _USUAL
        unknown = _LINK if knows_colours else _COLOUR_OR_LINK
        try:
            self._process.stdin.write(unknown.sub("", text).encode("utf-8", "replace"))
            if len(self.kept) <= _FIRST:  # the first rows at once
                self._process.stdin.flush()
        except OSError:
            self.end()

    def end(self) -> None:
        """End the pager: it has everything, or wants no more, which is not an error."""
        if self._process is None or self._process.stdin is None:
            return
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        code = self._process.wait()
        if code == 0:
            raise _DoneError
        self.problem = self.problem or (
            f"the pager {quoted(self._program[0])} failed ({code}); use --no-pager"
        )


def command() -> list[str]:
    """The words of the pager's command; empty if there should be no pager."""
    if "PAGER" not in os.environ and shutil.which(_USUAL) is None:
        return []
    try:
        program = shlex.split(os.environ.get("PAGER", _USUAL))
    except ValueError:
        return []
    if not program or program[0] == "cat" or os.environ.get("TERM") in PLAIN_TERMS:
        return []
    if os.path.basename(program[0]) == _USUAL:
        program.insert(1, "-R")  # in case the reader's LESS does not show colours
    return program


def show(write: Callable[[Any], object], terminal: Terminal, *, head: str = "") -> bool:
    """Let a function write to the terminal, through the pager if the text fills the screen.

    The pager shows the head above the text.  False if no pager has shown them.
    """
    program = command()
    if not program:
        with streams.opened() as stream:
            write(stream)
        return False
    if head:
        from factreport.render.wrapping import wrap_message  # only for a check

        lines = wrap_message(head, terminal.columns) if terminal.columns else [head]
        head = "\n".join([*lines, "", ""])
    pages = _Pages(program, terminal.lines, head)
    # Ctrl-C goes to the pager, and quitting it early is not an error.  A child inherits ignored
    # signals but not handlers, so a handler is set.
    with handled("SIGINT", "SIGPIPE", handler=lambda *_: None):
        try:
            write(pages)
            pages.end()
        except _DoneError:
            return True
    if pages.problem:
        messages.say(pages.problem)
    with streams.opened() as stream:
        stream.write("".join(pages.kept))
    return False
