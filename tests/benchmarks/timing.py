"""Whole processes, run in turn: how long they take and how much memory they need at most."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

# What a setting of the shell would change.  A user's Python keeps its compiled modules.
_VARIABLES = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "REPORT_FACTS", "REPORT_FORMAT")


class Command(NamedTuple):
    """A command line, what is to be done before each run of it, and how it may end."""

    words: Sequence[str]
    before: Callable[[], object] | None = None
    codes: tuple[int, ...] = (0,)


class Run(NamedTuple):
    """One run: seconds by the clock, to the first output and to the end, and peak memory."""

    seconds: float
    first: float
    mebibytes: float


class Series(NamedTuple):
    """The runs of one command, each beside one of every other command of the same turn."""

    runs: list[Run]

    @property
    def seconds(self) -> float:
        """The median of the time by the clock."""
        return median(run.seconds for run in self.runs)

    @property
    def first(self) -> float:
        """The median of the seconds to the first output."""
        return median(run.first for run in self.runs)

    @property
    def mebibytes(self) -> float:
        """The median of the peak memory."""
        return median(run.mebibytes for run in self.runs)

    def ratio(self, base: Series) -> float:
        """The median of the ratios of time, turn by turn: what the machine does, both suffer."""
        pairs = zip(self.runs, base.runs, strict=True)
        return median(run.seconds / other.seconds for run, other in pairs)


def in_turn(commands: Mapping[str, Command], times: int) -> dict[str, Series]:
    """Run each command so often (A B A B …); if often, after one run that does not count."""
    series = {name: Series([]) for name in commands}
    for turn in range(-1 if times > 1 else 0, times):
        for name, command in commands.items():
            ran = run(command)
            if turn >= 0:
                series[name].runs.append(ran)
    return series


def run(command: Command) -> Run:
    """Run a command to its end; CalledProcessError where it fails."""
    if command.before is not None:
        command.before()
    began = time.perf_counter()
    process = subprocess.Popen(
        command.words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    )
    assert process.stdout is not None
    first = None
    while os.read(process.stdout.fileno(), 65536):
        first = first or time.perf_counter() - began
    code, mebibytes = _ended(process)
    seconds = time.perf_counter() - began
    if code not in command.codes:
        raise subprocess.CalledProcessError(code, list(command.words))
    return Run(seconds, first or seconds, mebibytes)


def output(words: Sequence[str]) -> str:
    """What a command prints."""
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, check=True, env=environment()
    )
    return done.stdout.decode()


def environment() -> dict[str, str]:
    """The environment without what would change the measure."""
    return {name: value for name, value in os.environ.items() if name not in _VARIABLES}


def _ended(process: subprocess.Popen[bytes]) -> tuple[int, float]:
    """The exit code and the peak memory in MiB: 0 where the system does not tell."""
    if sys.platform == "win32":
        return process.wait(), 0.0
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return process.returncode, used.ru_maxrss * unit / 2**20
