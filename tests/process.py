"""The installed command as a process, with the pipes, limits and signals of a real system."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from factreport.__main__ import INTERNAL_ERROR

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes and signals")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this")

_SCRIPT = Path(sys.executable).with_name("report")
COMMAND = [str(_SCRIPT)] if _SCRIPT.exists() else [sys.executable, "-m", "factreport"]

# Nothing answers later than this, whatever it is asked.
_SECONDS = 60
_BOUND_TO_ROOT = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
_PR_CAPBSET_DROP = 24


class Run(NamedTuple):
    """How a process ended, and what it wrote.  A negative code is the signal that ended it."""

    code: int
    out: str
    err: str

    def line(self, code: int = 2) -> str:
        """The one line on standard error, without its end; loud unless it is one."""
        lines = self.err.splitlines()
        assert self.code == code, f"exit code {self.code}, not {code}\n{self.err}"
        assert len(lines) == 1, self.err
        assert self.err.endswith("\n")
        return lines[0]


def environment(**variables: str | None) -> dict[str, str]:
    """The environment for a run: this one, changed; what is None is not in it.

    A machine that has its Python unbuffered would hide what a buffer still holds at the end.
    """
    usual = {"PYTHONIOENCODING": "", "PYTHONUNBUFFERED": None}
    merged = {**os.environ, **usual, **variables}
    return {name: in_locale(value) for name, value in merged.items() if value is not None}


def in_locale(name: str) -> str:
    """A name in UTF-8 as Python spells it in the locale of the tests."""
    return os.fsdecode(name.encode("utf-8", "surrogateescape"))


def in_utf8(argument: Any) -> bytes:
    """An argument as a terminal in UTF-8 sends it, whatever the locale of the tests is."""
    path = os.fspath(argument) if isinstance(argument, os.PathLike) else argument
    return path if isinstance(path, bytes) else str(path).encode("utf-8", "surrogateescape")


def start(
    *arguments: Any,
    env: Mapping[str, str | None] | None = None,
    preexec: Callable[[], object] | None = None,
    **streams: Any,
) -> subprocess.Popen[bytes]:
    """Start the command; standard input is empty and the outputs are pipes, unless given."""
    usual = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(
        [*COMMAND, *map(in_utf8, arguments)],
        env=environment(**env or {}),
        preexec_fn=preexec,  # noqa: PLW1509 - no test has threads
        **{"stdin": subprocess.DEVNULL, **usual, **streams},
    )


def end(process: subprocess.Popen[bytes], stdin: bytes | None = None) -> Run:
    """Wait for the end."""
    try:
        out, err = process.communicate(stdin, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    done = Run(process.returncode, (out or b"").decode(), (err or b"").decode())
    assert INTERNAL_ERROR not in done.err, done.err
    return done


def run(*arguments: Any, stdin: bytes | None = None, **named: Any) -> Run:
    """Run the command to its end."""
    if stdin is not None:
        named["stdin"] = subprocess.PIPE
    return end(start(*arguments, **named), stdin)


class Usage(NamedTuple):
    """A run, and what it took: seconds of the processor, and megabytes of memory at most."""

    run: Run
    seconds: float
    megabytes: float


def measured(*arguments: Any, **named: Any) -> Usage:
    """Run the command with empty pipes for a small answer, and measure it."""
    started = start(*arguments, **named)
    assert started.stdout is not None
    assert started.stderr is not None
    with started.stdout as out, started.stderr as err:
        written = out.read().decode(), err.read().decode()
    _, status, usage = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    done = Run(started.returncode, *written)
    assert INTERNAL_ERROR not in done.err, done.err
    return Usage(done, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1_000)


def closing(*descriptors: int) -> Callable[[], None]:
    """As ``>&-`` does: the process begins without these."""

    def close() -> None:
        for descriptor in descriptors:
            os.close(descriptor)

    return close


def limited(kind: str, most: int) -> Callable[[], None]:
    """A limit of the process: the size of a file (FSIZE) or of its memory (AS), in bytes."""
    import resource

    return lambda: resource.setrlimit(getattr(resource, f"RLIMIT_{kind}"), (most, most))


def as_anybody() -> Callable[[], object] | None:
    """Without root's right to read and write what the mode of a file forbids.

    The process stays root's, so that it can read its own Python, wherever that is.
    """
    if os.geteuid() != 0:
        return None
    if sys.platform != "linux":
        pytest.skip("root may read and write everything, and can't do without it here")
    prctl = ctypes.CDLL(None).prctl
    return lambda: [prctl(_PR_CAPBSET_DROP, one, 0, 0, 0) for one in _BOUND_TO_ROOT]


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of this size, where it can be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError as error:
        pytest.skip(f"can't mount a small disk: {error}")
    if done.returncode:
        pytest.skip(f"can't mount a small disk: {done.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def device(name: str, minor: int) -> str:
    """A device like ``/dev/null`` (minor 3) or ``/dev/full`` (7) that a failing test may destroy.

    Root can replace the real one by a file, which breaks the whole machine: it gets its own.
    """
    if os.geteuid() != 0:
        return f"/dev/{name}"
    try:
        os.mknod(name, stat.S_IFCHR | 0o666, os.makedev(1, minor))
        with open(name, "r+b"):
            return name
    except OSError as error:
        pytest.skip(f"can't make a device to write to: {error}")


def read_terminal(ours: int) -> bytes:
    """What is shown next on a pseudo-terminal; loud when nothing comes."""
    ready, _, _ = select.select([ours], [], [], _SECONDS)
    assert ready, f"nothing was shown for {_SECONDS} seconds"
    return os.read(ours, 65536)


def on_terminal(
    *arguments: Any, columns: int, env: Mapping[str, str | None] | None = None
) -> tuple[int, str]:
    """Run on a pseudo-terminal of this width; the exit code and all that was shown."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    terminal = {"TERM": "xterm-256color", "PAGER": "cat", **(env or {})}
    process = start(*arguments, env=terminal, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = bytearray()
    with contextlib.suppress(OSError):  # the end of a terminal
        while chunk := read_terminal(ours):
            shown += chunk
    os.close(ours)
    return end(process).code, shown.decode().replace("\r\n", "\n")


def stand_in(folder: Path, module: str, code: str) -> dict[str, str | None]:
    """An environment in which a module is replaced by this code."""
    folder.mkdir(exist_ok=True)
    (folder / f"{module}.py").write_text(code, encoding="utf-8")
    inherited = os.environ.get("PYTHONPATH")
    return {"PYTHONPATH": os.pathsep.join([str(folder), *([inherited] if inherited else [])])}


def until(is_so: Callable[[], object]) -> None:
    """Wait until something is so; loud when it takes too long."""
    latest = time.monotonic() + _SECONDS
    while not is_so():
        assert time.monotonic() < latest
        time.sleep(0.005)


def table(rows: Sequence[str]) -> str:
    """A store of one metric, its observations as given."""
    return f"""\
[topic.t]
title = "T"

[metric.m]
title = "M"
topics = ["t"]
unit = "people"
observations = [
{"".join(f"    {row},{chr(10)}" for row in rows)}]
"""
