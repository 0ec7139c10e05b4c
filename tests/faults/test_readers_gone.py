"""The reader has gone, or there is nowhere to write to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import process
import pytest
from faults.samples import CLOSED, FULL, each_answer
from process import linux, posix, run

IGNORED = "ignored by the parent"
BLOCKED = "blocked by the parent"


def _block_sigpipe() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPIPE])


_PARENTS: dict[str, dict[str, Any]] = {
    "usual": {},
    IGNORED: {"restore_signals": False},  # pytest, being Python, ignores it itself
    BLOCKED: {"preexec": _block_sigpipe},
}


def is_gone(code: int, how: str) -> bool:
    """Ended by SIGPIPE, or where that can't arrive, as if it were."""
    return code == (141 if how == BLOCKED else -signal.SIGPIPE)


@posix
@pytest.mark.parametrize("how", _PARENTS)
@pytest.mark.parametrize("name", ["json", "csv", "table", "sqlite"])
def test_a_reader_that_has_enough_ends_it_silently(name: str, how: str, large: Path) -> None:
    """``report … | head -1`` on a large answer."""
    started = process.start("metric", "-f", name, "--facts", large, **_PARENTS[how])
    assert started.stdout is not None
    started.stdout.read(1)
    started.stdout.close()
    started.stdout = None
    done = process.end(started)
    assert is_gone(done.code, how)
    assert done.err == ""


@posix
@pytest.mark.parametrize("how", _PARENTS)
@pytest.mark.parametrize("asked", [[], ["--help"], ["metric"], ["completion", "zsh"]])
def test_a_reader_that_was_never_there(asked: list[str], how: str) -> None:
    """The pipe is closed before the first line."""
    reader, writer = os.pipe()
    os.close(reader)
    done = run(*asked, stdout=writer, **_PARENTS[how])
    os.close(writer)
    assert is_gone(done.code, how)
    assert done.err == ""


@posix
def test_head_takes_what_it_wants() -> None:
    """As in a shell."""
    command = " ".join([*process.COMMAND, "--help", "|", "head", "-1"])
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    assert done.stdout == "Usage: report [OPTIONS] [COMMAND] [ARGS]...\n"
    assert done.stderr == ""


@posix
def test_messages_without_a_reader_are_lost() -> None:
    """Nobody reads standard error: the message is gone, the exit code is not 0."""
    reader, writer = os.pipe()
    os.close(reader)
    assert run("metric", "--facts", "no.toml", stderr=writer).code != 0
    os.close(writer)


@linux
@each_answer
def test_a_full_disk_is_one_line(asked: list[str]) -> None:
    """Whatever is asked, all output meets its errors in one place."""
    with open("/dev/full", "wb") as full:
        assert run(*asked, stdout=full).line().endswith(FULL.removeprefix("report: "))


@linux
@pytest.mark.parametrize("asked", [[], ["--help"], ["metric"], ["metric", "-f", "sqlite"]])
def test_a_full_disk_is_noticed_without_a_buffer(asked: list[str], large: Path) -> None:
    """With PYTHONUNBUFFERED a write may end short, and Python says nothing."""
    with open("/dev/full", "wb") as full:
        done = run(*asked, env={"PYTHONUNBUFFERED": "1", "REPORT_FACTS": str(large)}, stdout=full)
    assert done.line() == FULL


@posix
@pytest.mark.parametrize("unbuffered", [None, "1"])
def test_a_disk_that_fills_on_the_way_is_one_line(unbuffered: str | None, large: Path) -> None:
    """As on a small disk, where the first part of the answer has room."""
    with open("out.json", "wb") as out:
        done = run(
            *("metric", "--facts", large),
            env={"PYTHONUNBUFFERED": unbuffered},
            preexec=process.limited("FSIZE", 10_000),
            stdout=out,
        )
    assert done.line() == "report: can't write to standard output: File too large"
    assert Path("out.json").stat().st_size <= 10_000


@linux
@pytest.mark.parametrize("unbuffered", [None, "1"])
def test_a_small_disk_is_one_line(unbuffered: str | None, large: Path, tmp_path: Path) -> None:
    """A file system of 64 KiB."""
    with process.small_disk(tmp_path / "disk", "64k") as disk, (disk / "out").open("wb") as out:
        variables = {"PYTHONUNBUFFERED": unbuffered}
        assert run("metric", "--facts", large, env=variables, stdout=out).line() == FULL


@linux
@pytest.mark.parametrize("asked", [[], ["--help"], ["metric"], ["metrics"], ["check"]])
def test_both_outputs_full_is_no_success(asked: list[str]) -> None:
    """Nobody can be told but by the exit code."""
    with open("/dev/full", "wb") as full:
        assert run(*asked, stdout=full, stderr=full).code == 2


@posix
@each_answer
def test_a_closed_output_is_one_line(asked: list[str]) -> None:
    """``>&-``."""
    assert run(*asked, preexec=process.closing(1)).line() == CLOSED


@posix
def test_everything_closed_is_no_success() -> None:
    """Without any descriptor there is still an exit code."""
    assert run("metric", preexec=process.closing(0, 1, 2)) == (2, "", "")
    done = run("metric", "-o", "out.json", preexec=process.closing(0, 1, 2))
    assert done == (0, "", "")
    assert len(json.loads(Path("out.json").read_text(encoding="utf-8"))) == 5


@linux
@pytest.mark.parametrize(
    ("asked", "code"), [(["check"], 0), (["show", "nosuch"], 1), (["metric", "--facts", "no"], 2)]
)
@pytest.mark.parametrize("unbuffered", [None, "1"])
def test_a_message_that_is_lost_changes_no_code(
    asked: list[str], code: int, unbuffered: str | None
) -> None:
    """The exit code is that of the answer, with standard error full or its reader gone."""
    env = {"PYTHONUNBUFFERED": unbuffered}
    with open(process.device("full", 7), "wb") as full:
        assert run(*asked, env=env, stderr=full).code == code
    started = process.start(*asked, env=env)
    assert started.stderr is not None
    started.stderr.close()
    started.stderr = None
    assert process.end(started).code == code
