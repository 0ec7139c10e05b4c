"""``report edit``: opens the user's editor at the line of an entry."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import click

from factreport.cli import complete, options, output
from factreport.cli.base import ReportCommand
from factreport.errors import QueryError, ReportError
from factreport.store.lint import lint
from factreport.wording import escaped, listed, quoted

# Editors that do not know +LINE: how they take a line, and which must be told to wait.
_GOTO = ("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf")
_COLON = ("subl", "sublime_text", "hx", "helix", "zed")
_WAITING = (*_GOTO, "subl", "sublime_text", "zed")
_WITHOUT_LINE = ("notepad",)


class EditorError(ReportError):
    """An editor can't be started, failed or was ended."""


@click.command(
    "edit",
    cls=ReportCommand,
    epilog="""
    report edit poor-workers-employed
    EDITOR="code --wait" report edit training-subsidy
    """,
)
@click.argument("id_", metavar="ID", shell_complete=complete.entries)
@options.facts
def edit(id_: str, **given: Any) -> int:
    """Open your editor at the line of an entry.

    The store is checked afterwards. The editor is $VISUAL or $EDITOR, else vi. If it fails, the
    file is left unchanged.
    """
    store = options.open_store(given)
    lines = store.lines(id_) or store.lines(store.id_of_title(id_) or id_)
    place = next(iter(lines.values()), None)
    if place is None:
        near = listed([quoted(other) for other in store.suggestions(id_)], "or")
        hint = f"did you mean {near}?" if near else "`report find` searches the words of entries"
        output.say(f"report: there is no entry {quoted(id_)}; {hint}")
        return 1
    file = next(file for file in store.files if escaped(file.name) == place.file)
    if file.stamp is None:
        raise QueryError(f"{place.file}: only a file can be edited; name one with --facts")
    run(editor(), file.name, place.line)
    problems = lint(store.files)
    for problem in problems:
        output.say(str(problem))
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def editor() -> list[str]:
    """The editor and its arguments, from the environment."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not named:
        return ["notepad"] if sys.platform == "win32" else ["vi"]
    try:
        words = shlex.split(named, posix=sys.platform != "win32")
    except ValueError:
        words = []
    if not words:
        raise QueryError("$VISUAL or $EDITOR names no program; correct it")
    return words


def arguments(command: Sequence[str], path: str, line: int) -> list[str]:
    """The command line that opens a file at a line, in the form that the editor knows."""
    name = Path(command[0]).stem.lower()
    path = os.path.join(os.curdir, path) if path.startswith("-") else path
    if name in _WITHOUT_LINE:
        return [*command, path]
    waiting = name in _WAITING and not {"--wait", "-w"} & set(command)
    command = [*command, "--wait"] if waiting else list(command)
    if name in _GOTO:
        return [*command, "--goto", f"{path}:{line}"]
    return [*command, f"{path}:{line}"] if name in _COLON else [*command, f"+{line}", path]


def run(command: Sequence[str], path: str, line: int) -> None:
    """Let the user edit; on failure EditorError, and the file is left as it was."""
    before = Path(path).read_bytes()
    try:
        code = _wait(arguments(command, path, line))
    except OSError as error:
        words = f"{command[0]}: {error.strerror or error}; set EDITOR to your editor"
        raise EditorError(words) from None
    if code == 0:
        return
    if not Path(path).exists() or Path(path).read_bytes() != before:
        with output.opened(path) as stream:  # whole or not at all: the disk may be full
            stream.buffer.write(before)
    ended = f"was ended by signal {-code}" if code < 0 else f"failed with exit code {code}"
    raise EditorError(f"{command[0]} {ended}; {path} is as it was")


def _wait(command: Sequence[str]) -> int:
    """Run a program in the foreground; Ctrl-C reaches only it."""
    before = signal.signal(signal.SIGINT, _leave_it_to_the_editor)
    try:
        # The program that the user has chosen, run without a shell.
        return subprocess.run(command, check=False).returncode  # noqa: S603
    finally:
        signal.signal(signal.SIGINT, before)


def _leave_it_to_the_editor(number: int, frame: FrameType | None) -> None:
    """A handler that does nothing: the editor would inherit a signal that is ignored."""
