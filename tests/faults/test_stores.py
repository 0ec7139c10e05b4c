"""Stores that can't be found or read, are empty, or come from elsewhere."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import process
import pytest
from conftest import EXAMPLE
from faults.samples import in_process, write
from process import posix, run


@posix
def test_no_input_matters_only_to_who_reads_it() -> None:
    """``<&-``."""
    assert len(json.loads(run("metric", preexec=process.closing(0)).out)) == 5
    for asked in (["metric", "--facts", "-"], ["audit", "-"], ["check", "-"]):
        line = run(*asked, preexec=process.closing(0)).line()
        assert line == "report: <standard input>: it is closed; name a file instead of -"


@posix
@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("missing.toml", "missing.toml: No such file or directory"),
        ("missing/facts.toml", "missing/facts.toml: No such file or directory"),
        ("", '"": No such file or directory'),
        ("unreadable.toml", "unreadable.toml: Permission denied"),
        ("closed", "closed: Permission denied"),
        ("empty", "empty: the folder has no .toml file; `report init` writes one"),
        ("loop", "loop: Too many levels of symbolic links"),
        ("dangling", "dangling: No such file or directory"),
        ("draft.md/facts.toml", "draft.md/facts.toml: Not a directory"),
        ("x" * 300, f"{'x' * 300}: File name too long"),
    ],
    ids=lambda text: text[:20],
)
@pytest.mark.parametrize("command", ["metric", "check"])
def test_a_store_that_can_not_be_read_is_one_line(command: str, path: str, cause: str) -> None:
    """The file and the true cause."""
    for folder in ("empty", "closed"):
        Path(folder).mkdir()
    Path("unreadable.toml").write_text(EXAMPLE, encoding="utf-8")
    Path("unreadable.toml").chmod(0)
    Path("closed").chmod(0)
    Path("loop").symlink_to("loop")
    Path("dangling").symlink_to("nowhere")
    named = {"REPORT_FACTS": path} if path else {}
    asked = [command] if path else [command, "--facts", ""]
    done = run(*asked, env=named, preexec=process.as_anybody())
    assert done.line() == f"report: {cause}"
    Path("closed").chmod(0o700)


@posix
@pytest.mark.parametrize("command", ["metric", "verify", "check"])
@pytest.mark.parametrize("name", ["json", "github"])
def test_a_store_can_come_through_a_pipe(command: str, name: str) -> None:
    """Read once, however often it is gone through."""
    if command == "metric" and name == "github":
        name = "csv"
    Path("source.txt").write_text("nothing of the kind", encoding="utf-8")
    text = EXAMPLE.replace('title = "Atlas of wetlands"', 'title = "Atlas"\ntext = "source.txt"')
    text = text.replace("value = 12.5", "paragraph = 1, value = 12.5")
    from_file = run(command, "-f", name, "--facts", write(text))
    assert from_file.out
    piped = run(command, "-f", name, "--facts", "-", stdin=text.encode())
    assert piped.out.replace("<standard input>", "store.toml") == from_file.out
    os.mkfifo("pipe")
    started = process.start(command, "-f", name, "--facts", "pipe")
    Path("pipe").write_text(text, encoding="utf-8")
    done = process.end(started)
    assert done.code == from_file.code
    assert done.out.replace("file=pipe", "file=store.toml").replace('"pipe"', '"store.toml"') == (
        from_file.out
    )


def test_standard_input_is_one_thing() -> None:
    """It can't be the store and the text at once."""
    line = run("audit", "-", "--facts", "-", stdin=EXAMPLE.encode()).line()
    assert line == (
        "report: standard input can't be both the text and the store; name a file for one"
    )
    assert run("audit", "-", env={"REPORT_FACTS": "-"}, stdin=EXAMPLE.encode()).line() == line
    line = run("verify", "atlas", "-", "--facts", "-", stdin=EXAMPLE.encode()).line()
    assert "can't be both" in line


@pytest.mark.parametrize("content", ["", "\n\n", "# nothing yet\n", "\ufeff"])
def test_an_empty_store_has_no_facts(content: str) -> None:
    """That is an answer, and ``check`` warns."""
    write(content)
    for command in ("metric", "policy", "event", "claim"):
        done = in_process([command, "--facts", "store.toml"])
        assert (done.out, done.line(0)) == ("[]\n", "report: store.toml has no facts")
    assert run("metric", "--facts", "store.toml").out == "[]\n"
    checked = in_process(["check", "store.toml"])
    assert checked == (
        0,
        "store.toml:1: warning: the file has no facts\n",
        "report: store.toml: 1 warning\n",
    )


@pytest.mark.parametrize(
    "content",
    [f"\ufeff{EXAMPLE}", EXAMPLE.replace("\n", "\r\n"), "\ufeff" + EXAMPLE.replace("\n", "\r\n")],
    ids=["BOM", "CRLF", "both"],
)
def test_a_store_from_windows_is_read_as_usual(content: str) -> None:
    """A BOM, and lines that end as Windows ends them."""
    Path("store.toml").write_bytes(content.encode())
    assert run("metric", "--facts", "store.toml") == run("metric")
    assert "error" not in run("check", "store.toml").out


def test_hidden_files_of_a_folder_are_no_part_of_it() -> None:
    """An editor's lock is a link that leads nowhere, a system's shadow is not a text."""
    Path("store").mkdir()
    Path("store/facts.toml").write_text(EXAMPLE, encoding="utf-8")
    Path("store/.#facts.toml").symlink_to("somebody@host.1234")
    Path("store/._facts.toml").write_bytes(b"\x00\x05\x16\x07")
    assert len(json.loads(run("metric", "--facts", "store").out)) == 5


@pytest.mark.parametrize("cache", ["off", "cache"])
def test_an_edit_is_seen_whatever_the_clock_says(cache: str) -> None:
    """Of the same size, with its old time restored, in place or as a new file, again and again."""
    padding = "".join(f"# {'x' * 70}\n" for _ in range(2_000))  # enough to be indexed
    path = Path("facts.toml")
    path.write_text(f"{EXAMPLE}{padding}", encoding="utf-8")
    variables = {"REPORT_CACHE": cache}
    asked = ("metric", "storks", "-y", "2018", "-f", "value")
    run(*asked, env=variables)
    for number in range(1_300, 1_306):
        before = path.stat()
        content = path.read_text(encoding="utf-8")
        content = re.sub(
            r"year = 2018, value = [\d_]+", f"year = 2018, value = {number:_}", content
        )
        assert len(content.encode()) == before.st_size
        if number % 2:
            Path("new.toml").write_text(content, encoding="utf-8")
            os.replace("new.toml", path)
        else:
            path.write_text(content, encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert run(*asked, env=variables).out.split()[0] == str(number)
