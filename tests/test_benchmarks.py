"""The benchmarks: that they run; how fast anything is depends on the machine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from process import environment

_PROGRAM = Path(__file__).with_name("benchmarks")


@pytest.mark.slow
def test_the_benchmarks_run() -> None:
    """At the smallest size, once: every table is there, with a number in every row."""
    done = subprocess.run(
        [sys.executable, str(_PROGRAM), "--sizes", "50", "--runs", "1", "--text", "2"],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    headings = [line.split("**")[1] for line in done.stdout.splitlines() if line.startswith("**")]
    assert headings == [
        "Start-up",
        "First look-up",
        "Look-ups after that",
        "Beside others",
        "A long answer",
        "Texts",
    ]
    rows = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert all(re.search(r"\d|---|observations|time|first output", row) for row in rows)
    assert len(rows) > 50
