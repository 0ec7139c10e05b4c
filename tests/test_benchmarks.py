"""The benchmarks: that they run; how fast anything is depends on the machine."""

import subprocess
import sys
from pathlib import Path

from process import environment

_PROGRAM = Path(__file__).with_name("benchmarks")


def test_the_benchmarks_run() -> None:
    """At the smallest size, once: every table is there, with a number in every row."""
    done = subprocess.run(
        [sys.executable, str(_PROGRAM), "--sizes", "50", "--runs", "1"],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert (done.returncode, done.stderr) == (0, "")
    headings = [line.split("**")[1] for line in done.stdout.splitlines() if line.startswith("**")]
    assert headings == [
        "Start-up",
        "First look-up",
        "Look-ups after that",
        "Beside others",
        "A long answer",
    ]
    rows = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert sum(" ms |" in row for row in rows) == 4 + 1 + 4 + 1 + 3
