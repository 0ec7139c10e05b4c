"""--output: what may be written, and that a file stays whole."""

from __future__ import annotations

import ctypes
import os
import signal
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import process
import pytest
from conftest import EXAMPLE
from faults.samples import write
from process import linux, posix, run


@linux
@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link", "log"])
@pytest.mark.parametrize("mode", ["w", "a"])
def test_standard_output_by_name_is_standard_output(path: str, mode: str) -> None:
    """A file that a shell has begun to write is gone on with, not replaced."""
    Path("link").symlink_to("/dev/stdout")
    with open("log", mode, encoding="utf-8") as log:
        log.write("before\n")
        log.flush()
        assert run("metric", "-n", "1", "-f", "value", "-o", path, stdout=log).code == 0
        log.seek(0, os.SEEK_END)
        log.write("after\n")
    assert Path("log").read_text(encoding="utf-8") == "before\n1200\nafter\n"


@linux
@pytest.mark.parametrize("folder", ["/proc/{}/fd", "/proc/{0}/task/{0}/fd"])
def test_what_another_process_is_writing_is_not_replaced(folder: str) -> None:
    """Through a link to the descriptor it would be lost to that process."""
    with open("log", "w", encoding="utf-8") as log:
        log.write("before\n")
        log.flush()
        Path("link.csv").symlink_to(f"{folder.format(os.getpid())}/{log.fileno()}")
        assert run("metric", "-o", "link.csv").line() == (
            "report: can't write to link.csv: another process has it open; name the file itself"
        )
        # Unless it is the command's own standard output, too.
        assert run("metric", "-n", "1", "-f", "value", "-o", "link.csv", stdout=log).code == 0
    assert Path("log").read_text(encoding="utf-8") == "before\n1200\n"


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        (["metric", "-o", "facts.toml", "-f", "json"], "facts.toml"),
        (["metric", "-o", "link.toml", "-f", "json"], "facts.toml"),
        (
            ["metric", "--facts", "folder", "-o", "folder/facts.toml", "-f", "csv"],
            "folder/facts.toml",
        ),
        (["check", "-o", "facts.toml"], "facts.toml"),
        (["audit", "draft.md", "-o", "draft.md"], "draft.md"),
        (["verify", "atlas", "text.txt", "-o", "text.txt", "-f", "json"], "text.txt"),
    ],
    ids=str,
)
def test_what_is_read_is_never_overwritten(asked: list[str], target: str) -> None:
    """By a slip of the hand, or through a link."""
    Path("folder").mkdir()
    Path("folder/facts.toml").write_text(EXAMPLE, encoding="utf-8")
    Path("text.txt").write_text("5 pairs\n", encoding="utf-8")
    Path("link.toml").symlink_to("facts.toml")
    before = Path(target).read_bytes()
    assert run(*asked).line().endswith("name another file for --output")
    assert Path(target).read_bytes() == before


@posix
def test_a_file_that_may_not_be_written_is_not_replaced() -> None:
    """Though its folder would let it be."""
    Path("out.csv").write_text("old", encoding="utf-8")
    Path("out.csv").chmod(0o444)
    done = run("metric", "-o", "out.csv", preexec=process.as_anybody())
    assert done.line() == "report: can't write to out.csv: Permission denied"
    assert Path("out.csv").read_text(encoding="utf-8") == "old"


@posix
@pytest.mark.parametrize(
    ("path", "cause"),
    [("loop", "Too many levels of symbolic links"), ("new/", "Is a directory")],
)
def test_what_is_no_file_is_not_replaced(path: str, cause: str) -> None:
    """A link that leads to itself stays, and a folder that is not there is not made a file."""
    Path("loop").symlink_to("loop")
    assert run("metric", "-o", path).line() == f"report: can't write to {path}: {cause}"
    assert Path("loop").is_symlink()
    assert not Path("new").exists()


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_beside_the_output(
    number: signal.Signals, large: Path, tmp_path: Path
) -> None:
    """The unfinished file is gone, and the code is that of the signal."""
    Path("out").mkdir()
    slow = process.stand_in(
        tmp_path / "slow",
        "sitecustomize",
        "import json, time\nencode = json.JSONEncoder.encode\n"
        "def slowly(self, value):\n    time.sleep(0.02)\n    return encode(self, value)\n"
        "json.JSONEncoder.encode = slowly\n",
    )
    started = process.start("metric", "--facts", large, "-o", "out/facts.json", env=slow)
    process.until(lambda: os.listdir("out"))
    started.send_signal(number)
    assert process.end(started).code == -number
    assert os.listdir("out") == []


OLD = "what was there before\n"


@pytest.fixture
def target() -> Iterator[Callable[[], None]]:
    """A file that must stay as it is, with nothing left beside it."""
    Path("folder").mkdir()
    Path("folder/out.csv").write_text(OLD, encoding="utf-8")
    Path("link.csv").symlink_to("folder/out.csv")
    before = sorted(os.listdir())

    def is_untouched() -> None:
        assert os.listdir("folder") == ["out.csv"]
        assert sorted(os.listdir()) == before
        assert Path("folder/out.csv").read_text(encoding="utf-8") == OLD

    yield is_untouched
    Path("folder").chmod(0o700)


@posix
@pytest.mark.parametrize("path", ["folder/out.csv", "link.csv"])
@pytest.mark.parametrize("name", ["csv", "table", "sqlite", "html"])
def test_a_file_stays_whole_on_a_full_disk(
    path: str, name: str, large: Path, target: Callable[[], None]
) -> None:
    """Also through a link."""
    asked = ("metric", "--facts", large, "-f", name, "-o", path)
    limit = process.limited("FSIZE", 10_000)
    # Where SQLite meets the limit first, it names it in its own words.
    assert run(*asked, preexec=limit).line().startswith("report: can't ")
    target()


@linux
def test_a_file_stays_whole_on_a_small_disk(large: Path, tmp_path: Path) -> None:
    """A disk with room for less than the answer."""
    with process.small_disk(tmp_path / "disk", "64k") as disk:
        out = disk / "out.csv"
        out.write_text(OLD, encoding="utf-8")
        failed = run("metric", "--facts", large, "-o", out)
        assert failed.line() == f"report: can't write to {out}: No space left on device"
        assert [one.read_text(encoding="utf-8") for one in disk.iterdir()] == [OLD]


@posix
@pytest.mark.parametrize("asked", [["metric", "--facts", "no.toml"], ["metric", "-t", "no"]])
def test_a_file_stays_when_there_is_no_answer(asked: list[str], target: Callable[[], None]) -> None:
    """An answer that could not be given replaces nothing."""
    run(*asked, "-o", "folder/out.csv").line()
    target()


@posix
def test_a_file_is_replaced_whole(target: Callable[[], None], large: Path) -> None:
    """Through the link, which stays one; the mode of the file stays too."""
    Path("folder/out.csv").chmod(0o640)
    assert run("metric", "-o", "link.csv") == (0, "", "")
    assert Path("link.csv").is_symlink()
    assert os.listdir("folder") == ["out.csv"]
    assert Path("folder/out.csv").stat().st_mode & 0o777 == 0o640
    assert Path("folder/out.csv").read_text(encoding="utf-8") == run("metric", "-f", "csv").out
    write("", "x" * 250 + ".csv")
    assert run("metric", "-o", "x" * 250 + ".csv") == (0, "", "")


@posix
@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("missing/out.csv", "missing/out.csv: No such file or directory; make the folder first"),
        ("folder", "folder: Is a directory"),
        ("", '"": Is a directory'),
        ("draft.md/out.csv", "draft.md/out.csv: Not a directory"),
        ("folder/new.csv", "folder/new.csv: Permission denied"),
        ("folder/out.csv", "folder/out.csv: Permission denied"),
        ("x" * 300, f"{'x' * 300}: File name too long"),
    ],
    ids=lambda text: text[:20],
)
def test_what_can_not_be_written_is_one_line(
    path: str, cause: str, target: Callable[[], None]
) -> None:
    """Missing and read-only folders, and the rest."""
    Path("folder").chmod(0o500)
    done = run("metric", "-o", path, preexec=process.as_anybody())
    assert done.line() == f"report: can't write to {cause}"
    target()


@linux
def test_a_device_is_written_to(target: Callable[[], None]) -> None:
    """It is not replaced by a file; where it takes nothing more, that is one line."""
    null, full = process.device("null", 3), process.device("full", 7)
    assert run("metric", "-o", null) == (0, "", "")
    assert run("metric", "-o", full).line() == (
        f"report: can't write to {full}: No space left on device"
    )
    assert Path(null).is_char_device()
    assert Path(full).is_char_device()


@posix
def test_a_pipe_is_written_to(target: Callable[[], None]) -> None:
    """By its own name, or as that of standard output."""
    assert run("metric", "-f", "csv", "-o", "/dev/stdout") == run("metric", "-f", "csv")
    os.mkfifo("pipe")
    started = process.start("metric", "-f", "csv", "-o", "pipe")
    assert Path("pipe").read_text(encoding="utf-8") == run("metric", "-f", "csv").out
    assert process.end(started) == (0, "", "")


@posix
def test_a_pipe_without_a_reader_ends_on_ctrl_c() -> None:
    """Opening it waits for one."""
    os.mkfifo("pipe")
    started = process.start("metric", "-o", "pipe")

    def is_ended() -> bool:  # asked again, as it may not wait for a reader yet
        started.send_signal(signal.SIGINT)
        return started.poll() is not None

    process.until(is_ended)
    assert process.end(started).code in (130, -signal.SIGINT)  # -SIGINT: Python itself is starting


@posix
def test_a_closed_pipe_does_not_matter_to_a_file(target: Callable[[], None]) -> None:
    """Nothing goes to standard output, so nothing is missing there."""
    reader, writer = os.pipe()
    os.close(reader)
    assert run("metric", "-o", "out.csv", stdout=writer).code == 0
    os.close(writer)
    assert run("metric", "-o", "closed.csv", preexec=process.closing(1)).code == 0
    assert Path("out.csv").read_bytes() == Path("closed.csv").read_bytes()


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_a_file_whole(
    number: signal.Signals, tmp_path: Path, target: Callable[[], None]
) -> None:
    """While the answer is being written."""
    code = f"import os, time\nos.kill(os.getpid(), {int(number)})\ntime.sleep(60)\n"
    variables = process.stand_in(tmp_path / "stand-ins", "rich", code)
    done = run("metric", "-f", "table", "-o", "folder/out.csv", env=variables)
    assert done == (130 if number == signal.SIGINT else -number, "", "")
    assert Path("folder/out.csv").read_text(encoding="utf-8") == OLD


@posix
@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (["audit", "-"], "draft.md"),
        (["figures", "-"], "draft.md"),
        (["verify", "atlas", "-"], "draft.md"),
        (["metric", "--facts", "-"], "facts.toml"),
        (["check", "-"], "facts.toml"),
        (["audit", "draft.md", "--facts", "-"], "facts.toml"),
        (["trend", "storks", "--facts", "-"], "facts.toml"),
    ],
    ids=str,
)
def test_standard_input_is_never_overwritten(asked: list[str], name: str) -> None:
    """``report audit - -o draft.md < draft.md``, by this name, a link or another name of it."""
    before = Path(name).read_bytes()
    Path("soft").symlink_to(name)
    os.link(name, "hard")
    for output in (name, "soft", "hard", f"./{name}") if asked == ["audit", "-"] else ("hard",):
        with open(name, "rb") as standard:
            started = process.start(*asked, "-f", "json", "-o", output, stdin=standard)
        assert (
            process.end(started)
            .line()
            .endswith("it is the standard input of this command; name another file for --output")
        )
        assert Path(name).read_bytes() == before
    with open(name, "rb") as standard:
        started = process.start(*asked, "-f", "json", "-o", "out.json", stdin=standard)
    assert process.end(started).code in (0, 1)


def _without_chown() -> None:
    """Root that may read and write everything, but give nothing away."""
    ctypes.CDLL(None).prctl(24, 0, 0, 0, 0)  # PR_CAPBSET_DROP, CAP_CHOWN


@linux
@pytest.mark.parametrize("mode", [0o640, 0o664])
@pytest.mark.parametrize(("owner", "group"), [(1001, 2000), (0, 2000), (1001, 0)])
def test_who_may_read_a_file_stays_the_same_or_it_is_refused(
    mode: int, owner: int, group: int
) -> None:
    """Never is it let to others, nor taken from those who had it."""
    if os.geteuid() != 0:
        pytest.skip("only root can make a file of another owner")
    Path("out.csv").write_text(OLD, encoding="utf-8")
    os.chown("out.csv", owner, group)
    Path("out.csv").chmod(mode)
    done = run("metric", "-o", "out.csv", preexec=_without_chown)
    assert done.line() == (
        "report: can't write to out.csv: the file belongs to another user or group; "
        "write to another file"
    )
    assert Path("out.csv").read_text(encoding="utf-8") == OLD
    assert run("metric", "-o", "out.csv").code == 0
    assert Path("out.csv").read_text(encoding="utf-8") != OLD
    status = Path("out.csv").stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o7777) == (owner, group, mode)
    assert sorted(os.listdir()) == ["draft.md", "facts.toml", "out.csv"]


@linux
def test_an_access_list_is_kept() -> None:
    """Without it the group would get what the list gives to another."""
    entries = [(1, 6, -1), (2, 4, 1002), (4, 0, -1), (16, 4, -1), (32, 0, -1)]
    packed = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in entries)
    Path("out.csv").write_text(OLD, encoding="utf-8")
    try:
        os.setxattr("out.csv", "system.posix_acl_access", packed)
    except OSError as error:
        pytest.skip(f"this file system has no access lists: {error}")
    assert run("metric", "-o", "out.csv").code == 0
    assert Path("out.csv").read_text(encoding="utf-8") != OLD
    assert os.getxattr("out.csv", "system.posix_acl_access") == packed


@posix
def test_only_files_of_killed_processes_are_removed() -> None:
    """A stranger may have given such a name to a pipe, a folder or a link."""
    import fcntl

    left = [f".report.{number}.7.unfinished" for number in range(5)]
    os.mkfifo(left[0])
    Path(left[1]).mkdir()
    Path(left[2]).symlink_to(left[0])
    for name in left[3:]:
        Path(name).write_text("half", encoding="utf-8")
    for name in left:
        os.utime(name, (0, 0), follow_symlinks=False)
    with open(left[3], "rb") as living:
        fcntl.flock(living, fcntl.LOCK_EX)
        assert run("metric", "-o", "out.csv").code == 0
    assert [name for name in left if os.path.lexists(name)] == left[:4]
