"""Signals: Ctrl-C and its like end it silently."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import process
import pytest
from conftest import EXAMPLE
from process import posix, run


@posix
@pytest.mark.parametrize("module", ["click", "tomli", "rich"])
def test_interrupted_while_starting_it_ends_silently(module: str, tmp_path: Path) -> None:
    """Ctrl-C while the program is still being loaded."""
    code = "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(60)\n"
    variables = process.stand_in(tmp_path / "stand-ins", module, code)
    assert run("metric", "-f", "table", env=variables) == (130, "", "")


@posix
@pytest.mark.parametrize(
    ("number", "code"), [("SIGINT", 130), ("SIGTERM", -signal.SIGTERM), ("SIGHUP", -1)]
)
@pytest.mark.parametrize("asked", [["metric"], ["metric", "-o", "out.json"], ["check"]])
def test_a_signal_ends_it_silently(number: str, code: int, asked: list[str]) -> None:
    """While it waits for its store; nothing is left behind."""
    os.mkfifo("pipe")
    before = sorted(os.listdir())
    started = process.start(*asked, "--facts", "pipe")
    with open("pipe", "wb"):  # opens when the reader is there

        def is_ended() -> bool:
            # Python does not see a signal that comes between its last look and the call that
            # waits until that call ends: as a person would, we ask again.
            started.send_signal(getattr(signal, number))
            return started.poll() is not None

        process.until(is_ended)
        assert process.end(started) == (code, "", "")
    assert sorted(os.listdir()) == before


@posix
def test_interrupted_while_writing_it_ends_silently(large: Path) -> None:
    """In the middle of an answer that a slow reader takes."""
    started = process.start("metric", "--facts", large)
    assert started.stdout is not None
    started.stdout.read(1)
    started.send_signal(signal.SIGINT)
    done = process.end(started)
    assert (done.code, done.err) == (130, "")


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_a_signal_that_the_parent_ignores_stays_ignored(number: signal.Signals) -> None:
    """As for ``nohup`` and for jobs in the background of a script."""
    os.mkfifo("pipe")
    asked = ("metric", "--facts", "pipe", "-f", "value")
    started = process.start(*asked, preexec=lambda: signal.signal(number, signal.SIG_IGN))
    with open("pipe", "wb") as pipe:
        started.send_signal(number)
        pipe.write(EXAMPLE.encode())
    assert process.end(started).out.splitlines() == ["1200", "1500", "6000", "310", "12.5"]


def test_nothing_large_is_loaded_before_ctrl_c_is_silent() -> None:
    """What Python itself loads to start is all that comes before the first line."""
    code = (
        "import sys; before = set(sys.modules); import factreport.__main__;"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    needed = {"__future__", "_signal", "factreport", "factreport.__main__"}
    assert set(done.stdout.split()) <= needed
