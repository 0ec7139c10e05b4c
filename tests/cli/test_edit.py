"""``report edit``: the editor at the line of an entry, and the store checked afterwards."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLE, Report

from factreport.cli.edit import arguments, editor
from factreport.errors import QueryError

posix = pytest.mark.skipif(sys.platform == "win32", reason="the editors are shell scripts")


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["vi"], ["vi", "+12", "facts.toml"]),
        (["emacs", "-nw"], ["emacs", "-nw", "+12", "facts.toml"]),
        (["/usr/bin/code"], ["/usr/bin/code", "--wait", "--goto", "facts.toml:12"]),
        (["codium", "--wait"], ["codium", "--wait", "--goto", "facts.toml:12"]),
        (["cursor", "-w"], ["cursor", "-w", "--goto", "facts.toml:12"]),
        (["subl"], ["subl", "--wait", "facts.toml:12"]),
        (["hx"], ["hx", "facts.toml:12"]),
        (["notepad.exe"], ["notepad.exe", "facts.toml"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_way(command: list[str], expected: list[str]) -> None:
    """And one that returns at once is told to wait, so that what was written can be checked."""
    assert arguments(command, "facts.toml", 12) == expected


def test_a_file_is_never_taken_for_an_option() -> None:
    """Whatever its name begins with."""
    assert arguments(["vi"], "-x.toml", 1) == ["vi", "+1", "./-x.toml"]


@pytest.mark.parametrize(
    ("visual", "named", "expected"),
    [
        ("code -n", "vi", ["code", "-n"]),
        ("", "nano", ["nano"]),
        ("'my editor' --flag", "", ["my editor", "--flag"]),
    ],
)
@posix
def test_the_environment_names_the_editor(
    monkeypatch: pytest.MonkeyPatch, visual: str, named: str, expected: list[str]
) -> None:
    """VISUAL before EDITOR, with arguments as in a shell."""
    monkeypatch.setenv("VISUAL", visual)
    monkeypatch.setenv("EDITOR", named)
    assert editor() == expected


@posix
def test_without_an_editor_it_is_vi(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in POSIX; a value that is not a command line is an error."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    assert editor() == ["vi"]
    monkeypatch.setenv("EDITOR", "'unclosed")
    with pytest.raises(QueryError, match="does not name a program"):
        editor()


@pytest.fixture
def with_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have a shell script as the editor: ``$1`` is the line, ``$2`` the file."""

    def use(script: str) -> None:
        path = tmp_path / "an editor"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("VISUAL", f"'{path}'")

    return use


@posix
def test_the_editor_is_opened_at_the_entry(
    report: Report, example: str, tmp_path: Path, with_editor: Callable[[str], None]
) -> None:
    """The line of a metric, a policy, a source or a topic."""
    for id_ in ("wet-share", "mowing", "atlas", "birds"):
        with_editor(f'echo "$@" > {tmp_path}/asked')
        done = report("edit", id_, "--facts", example)
        line = int((tmp_path / "asked").read_text(encoding="utf-8").split()[0].lstrip("+"))
        assert Path(example).read_text(encoding="utf-8").splitlines()[line - 1].endswith(f".{id_}]")
        assert done.out == ""


@posix
def test_what_was_written_is_checked(
    report: Report, example: str, with_editor: Callable[[str], None]
) -> None:
    """An error is reported with its line, and the exit code is 1."""
    with_editor('echo "nonsense = 1" >> "$2"')
    done = report("edit", "wet-share", "--facts", example, code=1)
    assert "nonsense" in done.err
    assert "error" in done.err


def test_a_missing_editor_is_one_line(
    report: Report, example: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the editor and what to set."""
    monkeypatch.setenv("VISUAL", "no-such-editor")
    done = report("edit", "wet-share", "--facts", example, code=2)
    assert done.err == (
        "report: no-such-editor: No such file or directory; set EDITOR to your editor\n"
    )


def test_only_a_file_is_edited(report: Report) -> None:
    """Not what came in through a pipe."""
    done = report("edit", "birds", "--facts", "-", code=2, stdin=EXAMPLE.encode())
    assert done.err == (
        "report: <standard input>: only a file can be edited; name one with --facts\n"
    )


def test_an_unknown_id_is_reported(report: Report, example: str) -> None:
    """With the nearest one, and exit 1, as `show` does."""
    done = report("edit", "wet-shares", "--facts", example, code=1)
    assert done.err == 'report: there is no entry "wet-shares"; did you mean "wet-share"?\n'
