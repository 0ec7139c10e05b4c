"""Ctrl-C at any moment: the process ends with 130, without a word and with nothing left behind.

``INTERRUPTS=1000`` asks for so many of them, where a run of the suite takes a few.
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import process
import pytest
from process import posix, run

MANY = int(os.environ.get("INTERRUPTS", "25"))
ASKED: list[list[str]] = [
    ["metric", "-f", "table"],
    ["find", "storks", "-f", "html"],
    ["metric", "-o", "out/out.db"],
    ["audit", "draft.md"],
    ["--help"],
]


@posix
@pytest.mark.slow
@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_ctrl_c_at_any_moment_ends_it_silently(asked: list[str], tmp_path: Path) -> None:
    """Once our code runs; what had ended by then has answered, what had not says nothing."""
    Path("out").mkdir()
    left_alone = run(*asked).code
    codes = []
    moments = random.Random(len(asked) * MANY)
    longest = 0.3
    for _ in range(MANY):
        started = process.start(*asked, env={"REPORT_CACHE": "cache"})
        ready(started.pid)
        moment = moments.uniform(0, longest)
        time.sleep(moment)
        started.send_signal(signal.SIGINT)
        done = process.end(started)
        codes.append(done.code)
        assert done.code in (left_alone, 130), done
        assert done.err == "" or done.code == left_alone, done
        if done.code == left_alone:  # too late
            longest = max(0.02, moment)
        assert [name for name in os.listdir("out") if name.startswith(".report")] == []
    assert codes.count(130) > MANY / 4


def ready(pid: int) -> None:
    """Wait until a process has a handler of its own for Ctrl-C: the first thing that ours does.

    https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
    """
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        time.sleep(0.5)
        return

    def is_caught() -> bool:
        try:
            lines = status.read_text(encoding="ascii").splitlines()
        except (FileNotFoundError, ProcessLookupError):
            return True
        caught = next((line.split()[1] for line in lines if line.startswith("SigCgt")), None)
        ignored = next((line.split()[1] for line in lines if line.startswith("SigIgn")), "0")
        # Python catches it, too; but it ignores SIGPIPE until ours gives that back.
        is_ours = not int(ignored, 16) >> (signal.SIGPIPE - 1) & 1
        return caught is None or (is_ours and bool(int(caught, 16) >> (signal.SIGINT - 1) & 1))

    process.until(is_caught)


_RAISED = "os.kill(os.getpid(), signal.SIGINT); time.sleep(0.01)"
_CODE = {
    "import": _RAISED,
    "finalizer": f"""
class Lost:
    def __del__(self):
        {_RAISED}
Lost()
""",
    "callback": f"""
import weakref
class Lost:
    pass
lost = Lost()
def end(_):
    {_RAISED}
watch = weakref.ref(lost, end)
del lost
""",
}


@posix
@pytest.mark.parametrize("module", ["click", "tomli", "rich"])
@pytest.mark.parametrize("where", _CODE)
def test_ctrl_c_is_not_lost_where_an_exception_would_be(
    module: str, where: str, tmp_path: Path
) -> None:
    """In a finalizer and in a callback Python drops what is raised, and goes on."""
    code = f"import os, signal, time\n{_CODE[where]}\nraise SystemExit(7)\n"
    variables = process.stand_in(tmp_path / "stand-ins", module, code)
    assert process.run("metric", "-f", "table", env=variables) == (130, "", "")
