"""What is no TOML, and TOML that is too much."""

from __future__ import annotations

import json
import os
import re
import sysconfig
from pathlib import Path
from typing import Any

import process
import pytest
from faults.samples import in_process, is_safe, write
from process import linux, run


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            b'[topic.a]\ntitle = "x\xffy"\n',
            "2:11: error: byte 0xff is not UTF-8; save the file as UTF-8",
        ),
        (b"\xff\xfe[\x00t\x00", "1:1: error: byte 0xff is not UTF-8; save the file as UTF-8"),
        (b'a = "\x00"\n', r"1:6: error: illegal character '\x00'"),
        (b"\x00\x00", "1:1: error: invalid statement; remove the character U+0000"),
        (b"\x7fELF\x02\x01\x01\x00", "1:1: error: invalid statement; remove the character U+007F"),
        (b"\x89PNG\r\n\x1a\n", "1:1: error: byte 0x89 is not UTF-8; save the file as UTF-8"),
        (b"[a\n", "1:3: error: expected ']' at the end of a table declaration"),
        (b"a = 'x", '1:7: error: expected "\'"'),
        (
            b"a = 1\na = 2\n",
            "2:6: error: cannot overwrite a value; this key is defined twice; keep one",
        ),
    ],
    ids=str,
)
def test_what_is_no_store_is_refused_with_its_place(content: bytes, line: str) -> None:
    """FILE:LINE:COLUMN, on standard error for a look-up, on standard output for a check."""
    Path("store.toml").write_bytes(content)
    assert run("metric", "--facts", "store.toml").line() == f"store.toml:{line}"
    checked = in_process(["check", "store.toml"])
    assert checked == (1, f"store.toml:{line}\n", "report: store.toml: 1 error\n")


def test_standard_input_that_is_no_store_is_refused_with_its_place() -> None:
    """By a name that stands for it."""
    line = run("metric", "--facts", "-", stdin=b"a = 1\n\xff").line()
    assert line.startswith("<standard input>:2:1: error: byte 0xff is not UTF-8")


DEEP = "arrays or tables nested more than 100 deep; flatten them"
LONG_KEY = "a key of more than 50 parts; shorten it"
LONG_NUMBER = "a number of more than 1,000 digits; a value is less than 2^63 in size"
MANY_PARTS = ".".join(["a"] * 1_000)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a = " + "[" * 100_000, f"1:105: error: {DEEP}"),
        ("a = " + "[" * 100_000 + "]" * 100_000, f"1:105: error: {DEEP}"),
        ("a = " + "{a=" * 100_000, f"1:305: error: {DEEP}"),
        (f"{MANY_PARTS} = 1", f"1:1: error: {LONG_KEY}"),
        (f"[{MANY_PARTS}]", f"1:2: error: {LONG_KEY}"),
        (f"[topic.t]\ntitle.{MANY_PARTS} = 1", f"2:1: error: {LONG_KEY}"),
        (".".join(["a"] * 100_000) + " = 1", f"1:1: error: {LONG_KEY}"),
        (f"[{'.'.join(['a'] * 100_000)}]", f"1:2: error: {LONG_KEY}"),
        ("a" + ' . "b"' * 60 + " = 1", f"1:1: error: {LONG_KEY}"),
        (f"a = {'1' * 5_000}", f"1:5: error: {LONG_NUMBER}"),
        (f"a = -{'1' * 5_000}", f"1:5: error: {LONG_NUMBER}"),
        (f"a = {'1' * 5_000}.0", f"1:5: error: {LONG_NUMBER}"),
        (f"a = 0x{'f' * 5_000}", f"1:5: error: {LONG_NUMBER}"),
        (f"a = 1e{'1' * 5_000}", f"1:5: error: {LONG_NUMBER}"),
        (f"a = 1.{'1_1' * 2_000}", f"1:5: error: {LONG_NUMBER}"),
    ],
    ids=lambda text: text[:30],
)
def test_what_is_too_much_is_one_line(content: str, line: str) -> None:
    """Within seconds, and without a word from Python's own limits."""
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
            "5: error: claim.c: topics has an element that has 5,000,001 characters",
        ),
    ],
    ids=["value", "table", "key", "id", "reference"],
)
def test_a_line_of_100_megabytes_is_refused(
    start: str, end: str, megabytes: int, line: str
) -> None:
    """Within seconds, with a message that can be read."""
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
    """Also where the TOML reader names a key that is a megabyte long."""
    header = f"[topic.{'x' * 1_000_000}]\n"
    line = in_process(["metric", "--facts", write(header * 2)]).line()
    assert line.startswith("store.toml:2:1000008: error: cannot declare ('topic', 'xxx")
    assert len(line) < 2_000


@linux
@pytest.mark.slow
def test_a_title_of_100_megabytes_is_one_line() -> None:
    """Within seconds, and in a few times the memory of the file."""
    store = long_line('[topic.t]\ntitle = "', '"', 100)
    usage = process.measured("topic", "--facts", store)
    words = "topic.t: title has 100,000,000 characters; write at most 1,000"
    assert usage.run.line() == f"store.toml:2: error: {words}"
    assert usage.seconds < 30
    assert usage.megabytes < 700
    os.unlink("store.toml")


@linux
@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "digits"), [("value = ", "1"), ("value = 1.", "1"), ("value = 0x", "f"), ("", "9.")]
)
def test_a_number_of_50_million_digits_is_one_line(start: str, digits: str) -> None:
    """Within seconds, and in a few times the memory of the file, wherever it stands."""
    with open("store.toml", "w", encoding="utf-8") as stream:
        stream.write(f"[topic.t]\n{start}")
        stream.writelines(digits * (1_000_000 // len(digits)) for _ in range(50))
    usage = process.measured("check", "store.toml")
    assert usage.run.code == 1
    assert usage.run.out.startswith("store.toml:2:")
    assert len(usage.run.out) < 2_000
    assert usage.seconds < 30
    assert usage.megabytes < 500
    os.unlink("store.toml")


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
    """With the line of the value."""
    store = write(process.table([f"{{ year = 2020, value = {value} }}"]))
    line = in_process(["metric", "--facts", store]).line()
    assert line == f"store.toml:9: error: metric.m, observation 1: {clause}"


@pytest.mark.parametrize("value", [2**63 - 1, -(2**63) + 1, 0, 1e-300, 0.1, 1e18])
def test_a_value_up_to_the_limit_is_exact(value: float) -> None:
    """Nothing is rounded on the way."""
    store = write(process.table([f"{{ year = 2020, value = {value!r} }}"]))
    assert json.loads(in_process(["metric", "--facts", store]).out)[0]["value"] == value


def toml_tests() -> list[Path]:
    """From the TOML project if FACTREPORT_TOML_TEST names them, else Python's own collection."""
    named = os.environ.get("FACTREPORT_TOML_TEST")
    folder = Path(named or Path(sysconfig.get_path("stdlib"), "test", "test_tomllib", "data"))
    files = sorted(folder.rglob("*.toml"))
    if not files:
        pytest.skip("FACTREPORT_TOML_TEST does not name a folder with the tests of TOML")
    return files


def test_every_file_that_tests_toml_is_met() -> None:
    """An invalid one is one line with its place, a valid one is checked; in one process."""
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


def test_a_name_of_any_length_is_one_line_to_read() -> None:
    """Who reads it needs its beginning."""
    line = in_process(["metric", "-o", "x" * 100_000, "-f", "csv"]).line()
    assert len(line) < 1_200
    assert line.endswith("File name too long")
