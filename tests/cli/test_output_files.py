"""``--output``: files are replaced whole or not at all, and nothing that is read is lost."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import process
import pytest
from conftest import EXAMPLE, Report

from factreport.cli import streams
from factreport.errors import OutputError, QueryError

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
as_root = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root may give files away"
)


def write(path: Path | str, text: str = "new\n") -> None:
    with streams.opened(str(path)) as stream:
        stream.write(text)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """The old one stays until the new one is written; nothing is left beside it."""
    path = tmp_path / "out.csv"
    path.write_text("old\n", encoding="utf-8")
    with streams.opened(str(path)) as stream:
        stream.write("new\n")
        assert path.read_text(encoding="utf-8") == "old\n"
    assert path.read_text(encoding="utf-8") == "new\n"
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]


def test_a_mistake_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old\n", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError), streams.opened(str(path)) as stream:
        stream.write("new\n\ud800")
    assert path.read_text(encoding="utf-8") == "old\n"
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]


def test_facts_written_as_a_store_keep_their_keywords_and_their_texts(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text is named from the folder of the new store, or not at all if it lies elsewhere."""
    monkeypatch.chdir(tmp_path)
    Path("texts").mkdir()
    Path("texts/a.txt").write_text("310 storks", encoding="utf-8")
    Path("old.toml").write_text(
        '[source.a]\ntitle = "A"\ntext = "texts/a.txt"\n[topic.t]\ntitle = "T"\n[metric.m]\n'
        'title = "Birds"\ntopics = ["t"]\nkeywords = ["waders"]\nunit = "storks"\nsource = "a"\n'
        'observations = [{ year = 2020, written = "310 storks", paragraph = 1 }]\n'
        '[policy.p]\ntitle = "Mowing"\ntopics = ["t"]\nkeywords = ["hay"]\n',
        encoding="utf-8",
    )
    for command in (("metric",), ("show", "m")):
        report(*command, "--facts", "old.toml", "-o", "texts/new.toml")
        assert report("metric", "waders", "--facts", "texts/new.toml").json
        assert 'text = "a.txt"' in Path("texts/new.toml").read_text(encoding="utf-8")
        assert "1 found" in report("verify", "--facts", "texts/new.toml").err
    report("policy", "--facts", "old.toml", "-o", "p.toml")
    assert report("policy", "hay", "--facts", "p.toml").json
    Path("elsewhere").mkdir()
    report("metric", "--facts", "old.toml", "-o", "elsewhere/new.toml")
    assert "text =" not in Path("elsewhere/new.toml").read_text(encoding="utf-8")


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444 | 0o200])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "out.csv"
    path.touch()
    path.chmod(mode)
    write(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@as_root
def test_owner_and_group_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.touch()
    os.chown(path, 1001, 2000)
    path.chmod(0o640)
    write(path)
    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1001, 2000, 0o640)
    assert path.read_text(encoding="utf-8") == "new\n"


@posix
def test_where_owner_and_group_would_not_stay_it_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than lock readers out or let others in; the file stays as it was."""
    path = tmp_path / "out.csv"
    path.write_text("old\n", encoding="utf-8")
    if os.geteuid() == 0:
        os.chown(path, 1001, 2000)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refuse)
    if os.geteuid() != 0:
        pytest.skip("only root can make a file of another owner")
    with pytest.raises(OutputError, match="belongs to another user or group"):
        write(path)
    assert path.read_text(encoding="utf-8") == "old\n"
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write(tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8") == "new\n"


SCRIPT = """
import sys
from factreport.cli import streams
with streams.opened(sys.argv[1]) as stream:
    stream.write("new\\n")
"""


@posix
@pytest.mark.parametrize("leads_to", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_link_to_standard_output_replaces_no_file(tmp_path: Path, leads_to: str) -> None:
    """What the shell opened gets the answer after what it has already; a link stays one."""
    if not os.path.exists(os.path.dirname(leads_to)):
        pytest.skip(f"there is no {leads_to} here")
    (tmp_path / "link").symlink_to(leads_to)
    with (tmp_path / "real").open("wb") as standard:
        inode = os.fstat(standard.fileno()).st_ino
        standard.write(b"before\n")
        standard.flush()
        for name in (leads_to, str(tmp_path / "link")):
            subprocess.run([sys.executable, "-c", SCRIPT, name], stdout=standard, check=True)
    assert (tmp_path / "real").read_text(encoding="utf-8") == "before\nnew\nnew\n"
    assert (tmp_path / "real").stat().st_ino == inode
    assert (tmp_path / "link").is_symlink()


@posix
def test_the_file_that_is_standard_output_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with path.open("wb") as standard:
        inode = os.fstat(standard.fileno()).st_ino
        subprocess.run([sys.executable, "-c", SCRIPT, str(path)], stdout=standard, check=True)
    assert path.read_text(encoding="utf-8") == "new\n"
    assert path.stat().st_ino == inode


READING = """
import sys
from factreport.cli import streams
streams.check_unread(sys.argv[1], sys.argv[2:])
"""


@posix
def test_what_standard_input_is_can_not_be_the_output(tmp_path: Path) -> None:
    """Whatever its name; nor can a file that is read by name."""
    path = tmp_path / "draft.md"
    path.write_text("draft\n", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("draft.md")
    os.link(path, tmp_path / "hard.md")
    for name in ("draft.md", "link.md", "hard.md"):
        with path.open("rb") as standard:
            done = subprocess.run(
                [sys.executable, "-c", READING, str(tmp_path / name)],
                stdin=standard,
                capture_output=True,
                check=False,
            )
        assert b"QueryError" in done.stderr
        assert b"it is the standard input of this command" in done.stderr
        with pytest.raises(QueryError, match="this command or the store reads it"):
            streams.check_unread(str(tmp_path / name), [str(path)])
    streams.check_unread(str(tmp_path / "other.md"), [str(path)])


def test_what_cannot_be_written_is_one_line_with_its_cause(tmp_path: Path) -> None:
    for path, cause in (
        (f"{tmp_path}{os.sep}", "Is a directory"),
        (tmp_path / "no" / "out.csv", "No such file or directory; make the folder first"),
        (tmp_path / ("x" * 300), "File name too long"),
    ):
        with pytest.raises(OutputError, match=cause):
            write(path)


@posix
def test_what_a_killed_process_has_left_is_removed_by_the_next_one(tmp_path: Path) -> None:
    """But not what another one is still writing."""
    left = tmp_path / ".report.1.1.unfinished"
    left.write_text("half", encoding="utf-8")
    earlier = time.time() - 60
    os.utime(left, (earlier, earlier))
    with streams.opened(str(tmp_path / "first.csv")) as stream:
        assert not left.exists()
        stream.write("new\n")
        (unfinished,) = [file for file in tmp_path.iterdir() if file.name.startswith(".report")]
        os.utime(unfinished, (earlier, earlier))
        write(tmp_path / "second.csv")
        assert unfinished.exists()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["first.csv", "second.csv"]


SLOW = """
import os, signal, sys, time
signal.signal(signal.SIGINT, lambda *_: os._exit(130))
from factreport.cli import streams
print("ready", flush=True)
with streams.opened(sys.argv[1]) as stream:
    stream.write("half")
    stream.flush()
    print("writing", flush=True)
    time.sleep(60)
"""


@posix
@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_leaves_no_half_written_file(tmp_path: Path, ending: str) -> None:
    import signal

    started = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(tmp_path / "out.csv")], stdout=subprocess.PIPE
    )
    with started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"ready\n"
        assert started.stdout.readline() == b"writing\n"
        assert len(list(tmp_path.iterdir())) == 1
        started.send_signal(getattr(signal, ending))
        started.wait(timeout=30)
    assert started.returncode == (130 if ending == "SIGINT" else -getattr(signal, ending))
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_pipe_without_a_reader_ends_on_ctrl_c(tmp_path: Path) -> None:
    import signal

    os.mkfifo(tmp_path / "fifo")
    started = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(tmp_path / "fifo")], stdout=subprocess.PIPE
    )
    with started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"ready\n"

        def is_ended() -> bool:  # asked again, as it may not wait for a reader yet
            started.send_signal(signal.SIGINT)
            return started.poll() is not None

        process.until(is_ended)
        assert started.returncode == 130


@pytest.mark.parametrize("command", ["metric", "source", "show storks", "verify", "check"])
def test_a_text_that_a_source_names_is_never_the_output(
    command: str, store: Callable[..., str], report: Report, tmp_path: Path
) -> None:
    """However its path is written; nor is a file of the store, read by name or in a folder."""
    path = store(EXAMPLE.replace("url = ", 'text = "texts/birds.html"\nurl = '), "facts/birds.toml")
    text = tmp_path / "facts" / "texts" / "birds.html"
    text.parent.mkdir()
    text.write_text("<p>310 storks</p>\n", encoding="utf-8")
    (tmp_path / "link.html").symlink_to(text)
    os.link(text, tmp_path / "hard.html")
    written = (text, text.parent / ".." / "texts" / "birds.html")
    for target in (*written, tmp_path / "link.html", tmp_path / "hard.html", Path(path)):
        said = report(
            *command.split(), "--facts", str(tmp_path / "facts"), "-f", "json", "-o", str(target),
            code=2,
        )  # fmt: skip
        assert said.err == (
            f"report: {target}: this command or the store reads it;"
            " name another file for --output\n"
        )
    assert text.read_text(encoding="utf-8") == "<p>310 storks</p>\n"


def test_the_texts_of_a_store_with_errors_are_kept_too(
    store: Callable[..., str], report: Report, tmp_path: Path
) -> None:
    broken = EXAMPLE.replace("url = ", 'text = "birds.html"\nurl = ').replace(
        '["birds"]', '["brids"]'
    )
    (tmp_path / "birds.html").write_text("310 storks\n", encoding="utf-8")
    path = store(broken, "birds.toml")
    said = report("check", path, "-o", str(tmp_path / "birds.html"), code=2)
    assert "this command or the store reads it" in said.err
