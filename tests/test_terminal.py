"""What depends on a terminal, on a real one: tables, widths, colours."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from conftest import EXAMPLE, Report

from factreport import Query, open_store
from factreport.render import Look, records, render
from factreport.render.answer import number

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals on Windows", allow_module_level=True)

import fcntl
import pty
import termios

SHIPPED = str(Path(__file__).parents[1] / "facts.toml")
COMMAND = [sys.executable, "-m", "factreport"]


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "REPORT_CACHE": str(tmp_path / "cache"),
        "TERM": "xterm-256color",
        **more,
    }


def at_terminal(arguments: list[str], env: Mapping[str, str], columns: int = 80) -> str:
    """What a command writes to a terminal of this width."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=its, stdout=its, stderr=subprocess.PIPE, env=env
    )
    os.close(its)
    written = b""
    try:
        while block := os.read(ours, 65536):
            written += block
    except OSError:  # Linux says so when the other side has closed
        pass
    finally:
        os.close(ours)
    assert process.stderr
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(timeout=30) == 0
    return written.decode().replace("\r\n", "\n")


def in_pipe(arguments: list[str], env: Mapping[str, str]) -> str:
    ended = subprocess.run([*COMMAND, *arguments], env=env, capture_output=True, check=True)
    return ended.stdout.decode()


@pytest.fixture
def facts(tmp_path: Path) -> list[str]:
    (tmp_path / "facts.toml").write_text(EXAMPLE, encoding="utf-8")
    return ["--facts", str(tmp_path / "facts.toml")]


def test_a_table_at_a_terminal_and_json_in_a_pipe(facts: list[str], tmp_path: Path) -> None:
    """Only a real terminal gets a table; --json gives JSON there as well."""
    env = environment(tmp_path)
    table = at_terminal(["metric", *facts], env)
    assert "─────" in table
    assert re.sub(r"\x1b\[[0-9;]*m", "", table).startswith("Title ")
    piped = in_pipe(["metric", *facts], env)
    assert piped.startswith('[\n{"kind": "metric"')
    assert at_terminal(["metric", *facts, "--json"], env) == piped


@pytest.mark.parametrize(
    "variables",
    [{"FORCE_COLOR": "1"}, {"TTY_COMPATIBLE": "1"}, {"FORCE_COLOR": "3", "COLUMNS": "80"}],
)
def test_no_variable_makes_a_terminal_of_a_pipe(
    variables: dict[str, str], facts: list[str], tmp_path: Path
) -> None:
    """FORCE_COLOR may colour a table that is asked for, but never turns JSON into one."""
    piped = in_pipe(["metric", *facts], environment(tmp_path))
    env = environment(tmp_path, **variables)
    assert in_pipe(["metric", *facts], env) == piped
    table = in_pipe(["metric", *facts, "-f", "table"], env)
    assert ("\x1b[" in table) == ("FORCE_COLOR" in variables)


def test_a_terminal_has_colours_unless_told_otherwise(facts: list[str], tmp_path: Path) -> None:
    """Colour carries no meaning: without it, every character is the same."""
    coloured = at_terminal(["metric", *facts], environment(tmp_path))
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    for variables, more in (
        ({"NO_COLOR": "1"}, []),
        ({"TERM": "dumb"}, []),
        ({}, ["--color", "never"]),
        ({"FORCE_COLOR": "1"}, ["--color", "never"]),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, []),
    ):
        shown = at_terminal(["metric", *facts, *more], environment(tmp_path, **variables))
        assert shown == plain
        assert "\x1b" not in shown
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        env = environment(tmp_path, **variables)
        assert at_terminal(["metric", *facts, "--color", "always"], env) == coloured


def test_colour_is_asked_for_in_a_pipe(facts: list[str], tmp_path: Path) -> None:
    """--color always colours a table in a pipe; there is none by itself, and none in JSON."""
    env = environment(tmp_path)
    assert "\x1b" not in in_pipe(["metric", *facts, "-f", "table"], env)
    assert "\x1b[" in in_pipe(["metric", *facts, "-f", "table", "--color", "always"], env)
    assert "\x1b" not in in_pipe(["metric", *facts, "--color", "always"], env)


@pytest.mark.parametrize("columns", ["0", "1", "20", "400", "x", "-5", "٨٠"])
def test_an_odd_width_is_survived(columns: str, facts: list[str], tmp_path: Path) -> None:
    """COLUMNS of no sense is passed over; with any other one, every figure is there."""
    shown = at_terminal(["metric", *facts], environment(tmp_path, COLUMNS=columns))
    for figure in ("1,200", "> 1,500", "≈ 6,000", "310", "12.5", "2016–2020"):
        assert figure in shown
    if columns in {"0", "x", "-5", "٨٠"}:
        assert shown == at_terminal(["metric", *facts], environment(tmp_path))


@pytest.mark.parametrize("columns", [1, 5, 30])
def test_a_very_narrow_terminal_is_readable(columns: int, facts: list[str], tmp_path: Path) -> None:
    """Nothing vanishes and no figure is cut, even five columns wide."""
    shown = at_terminal(["metric", *facts], environment(tmp_path, NO_COLOR="1"), columns)
    for figure in ("1,200", "> 1,500", "≈ 6,000", "310", "12.5", "2016–2020"):
        assert figure in shown
    words = re.sub(r"\s+", "", shown)
    assert words.count("Breedingpairsofstorks·Northland") == 3


@cache
def _figures() -> list[str]:
    store = open_store(SHIPPED)
    return [records.value(one) for one in store.select(Query(kinds=["metric"]))]


def _drawn(width: int | None, query: Query, path: str = SHIPPED) -> str:
    store, stream = open_store(path), io.StringIO()
    answer = records.answer(store.select(query), query.kinds, store.sources)
    render("table", answer, stream, Look(width))
    return stream.getvalue()


@pytest.mark.parametrize("width", [1, 2, 5, 12, *range(20, 121, 4), 160, 240, 400])
def test_no_figure_of_the_shipped_store_is_ever_cut(width: int) -> None:
    """At every width each figure stands whole, as often as it occurs, in its order."""
    drawn = _drawn(width, Query(kinds=["metric"]))
    at = 0
    for figure in _figures():
        at = drawn.find(figure, at)
        assert at >= 0, figure
        at += len(figure)
    assert "…" not in drawn
    if width >= 20:
        assert max(map(len, drawn.splitlines())) <= width


@pytest.mark.parametrize("width", range(20, 121, 10))
def test_the_longest_figure_stands_whole(width: int, tmp_path: Path) -> None:
    """Columns of words give way before one of numbers does, down to the narrowest screen."""
    path = tmp_path / "long.toml"
    path.write_text(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntopics = ["t"]\n'
        'title = "A title of many words that can be broken anywhere"\n'
        'unit = "people and other animals"\n'
        "observations = [{ value = -922_337_203_685_477, date = 2020-01-31 }]\n",
        encoding="utf-8",
    )
    drawn = _drawn(width, Query(kinds=["metric"]), str(path))
    assert "-922,337,203,685,477" in drawn
    assert "2020-01-31" in drawn
    assert max(map(len, drawn.splitlines())) <= width


@pytest.mark.parametrize("kind", ["policy", "event", "claim"])
@pytest.mark.parametrize("width", [1, 20, 40, 60, 80, 100, 200])
def test_no_word_of_the_shipped_store_is_lost(kind: str, width: int) -> None:
    """At every width all letters of every title and summary are there."""
    drawn = _drawn(width, Query(kinds=[kind]))
    rows = _drawn(None, Query(kinds=[kind])).split("\n", 2)[2]
    for char in set(rows) - set(" \n"):
        assert drawn.count(char) >= rows.count(char), char
    if width >= 20:
        assert max(map(len, drawn.splitlines())) <= width


def test_a_table_fits_eighty_columns(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first command of the README is worth a screenshot at 80 columns: one row a figure."""
    monkeypatch.setenv("COLUMNS", "80")
    out = report("metric", "--year", "2020", "--facts", SHIPPED, "-f", "table").out
    assert out.startswith("Title ")
    assert all(len(line) <= 80 for line in out.splitlines())
    for record in open_store(SHIPPED).select(Query(kinds=["metric"], years=[2020])):
        assert record.value is not None
        assert number(record.value) in out
