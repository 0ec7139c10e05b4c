"""Terminals of every size, and plain ones."""

from __future__ import annotations

import re

import process
import pytest
from process import posix, run

FIGURES = ["1,200", "> 1,500", "≈ 6,000", "310", "12.5"]


@posix
@pytest.mark.parametrize("columns", ["0", "1", "20", "40", "400", "", "x", "-5", "9" * 30])
def test_any_number_of_columns_gives_a_readable_answer(columns: str) -> None:
    """COLUMNS as it may be set, on a terminal and in a pipe."""
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
    """A terminal of 5 columns breaks the lines itself; nothing vanishes."""
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
    """The same for what is not a look-up."""
    code, shown = process.on_terminal(*asked, columns=columns)
    assert code == 0
    assert shown.strip()


@posix
@pytest.mark.parametrize(
    ("variables", "options"),
    [
        ({"TERM": "dumb"}, []),
        ({"TERM": "unknown"}, []),
        ({"NO_COLOR": "1"}, []),
        ({}, ["--color", "never"]),
    ],
    ids=["dumb", "unknown", "NO_COLOR", "never"],
)
def test_plain_is_plain(variables: dict[str, str], options: list[str]) -> None:
    """Not one escape, although it would have been coloured."""
    for asked in (["metric"], ["show", "storks"], ["trend", "storks"], ["topic"]):
        code, shown = process.on_terminal(*asked, *options, columns=80, env=variables)
        assert code == 0
        assert "\x1b" not in shown
    assert "\x1b" in process.on_terminal("metric", columns=80)[1]


@posix
def test_a_pipe_is_plain() -> None:
    """Unless colour is asked for."""
    assert "\x1b" not in run("metric", "-f", "table", env={"TERM": "xterm"}).out
    assert "\x1b" in run("metric", "-f", "table", "--color", "always").out


@pytest.mark.parametrize("name", ["COLUMNS", "LINES"])
@pytest.mark.parametrize("value", ["9" * 5_000, "²", "-1", "0x10", " "])
@pytest.mark.parametrize("asked", [["metric", "-f", "table"], ["topic"]])
def test_a_size_that_is_none_is_passed_over(asked: list[str], name: str, value: str) -> None:
    """A readable answer."""
    done = run(*asked, env={name: value})
    assert (done.code, done.err) == (0, "")
    assert "Wetlands" in done.out or "storks" in done.out
