"""``report edit``: opens the user's editor at the line of an entry."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from factreport.cli import candidates, entries, messages, options, streams
from factreport.cli.commands import command
from factreport.errors import QueryError, ReportError
from factreport.signals import handled
from factreport.store.lint import lint
from factreport.wording import escaped

# Editors that don't accept +LINE: how they take a line, and which need an option to wait.
_GOTO = ("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf")
_COLON = ("subl", "sublime_text", "hx", "helix", "zed")
_WAITING = (*_GOTO, "subl", "sublime_text", "zed")
_WITHOUT_LINE = ("notepad",)


class EditorError(ReportError):
    """An editor can't be started, failed or was ended."""


@command(
    """Open your editor at the line of an entry.

    ID: its id or title. The store is checked afterwards. The editor is $VISUAL or $EDITOR, else vi.
    If it fails, the file is left unchanged.
    """,
    "report edit poor-workers-employed",
    'EDITOR="code --wait" report edit training-subsidy',
)
@click.argument("id_", metavar="ID", shell_complete=candidates.entries)
@options.facts
def edit(id_: str, **params: Any) -> int:
    store = options.open_store(params)
    entry_id = entries.id_of(store, id_)
    line = store.line_of(entry_id)
    if line is None:
        messages.say(entries.why_none(store, id_))
        return 1
    file, number = line
    if file.stamp is None:
        name = escaped(file.name)
        raise QueryError(f"{name}: only a file can be edited; name one with --facts")
    run(editor(), file.name, number)
    problems = lint(store.files)
    for problem in problems:
        messages.say(str(problem), prefix="")
    return int(any(problem.severity == "error" for problem in problems))


def editor() -> list[str]:
    """The editor and its arguments, from the environment."""
    variable = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not variable:
        return ["notepad"] if sys.platform == "win32" else ["vi"]
    try:
        command = shlex.split(variable, posix=sys.platform != "win32")
    except ValueError:
        command = []
    if not command:
        raise QueryError("$VISUAL or $EDITOR does not name a program; correct it")
    return command


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
    """Let the user edit; on failure EditorError, and the file is left as it was.

    What was saved before, perhaps the work of hours, is kept beside it.
    """
    original = Path(path).read_bytes()
    # Ctrl-C reaches only the editor. It would inherit a signal that is ignored, so we handle it.
    try:
        with handled("SIGINT", handler=lambda *_: None):
            # The program that the user has chosen, run without a shell.
            code = subprocess.run(arguments(command, path, line), check=False).returncode  # noqa: S603
    except OSError as error:
        why = f"{command[0]}: {error.strerror or error}; set EDITOR to your editor"
        raise EditorError(why) from None
    if code == 0:
        return
    outcome = f"{path} is unchanged"
    saved = Path(path).read_bytes() if Path(path).exists() else b""
    if saved != original:
        if saved:
            outcome += f"; what was saved is in {_kept(saved, path)}"
        with streams.opened(path) as stream:  # whole or not at all: the disk may be full
            stream.buffer.write(original)
    ended = f"was ended by signal {-code}" if code < 0 else f"failed with exit code {code}"
    raise EditorError(f"{command[0]} {ended}; {outcome}")


def _kept(saved: bytes, path: str) -> str:
    """The name of a new file beside the one at this path, with these bytes."""
    folder, name = os.path.split(path)
    descriptor, kept = tempfile.mkstemp(".saved", f"{name}.", folder or os.curdir)
    with open(descriptor, "wb") as stream:
        stream.write(saved)
    return os.path.relpath(kept) if folder == "" else kept
