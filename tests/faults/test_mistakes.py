"""Mistakes on the command line."""

from __future__ import annotations

import json

import pytest
from faultlib import in_process

import factreport


@pytest.mark.parametrize(
    ("asked", "code", "line"),
    [
        (["metrics"], 2, 'unknown command "metrics"; did you mean "metric"? see `report --help`'),
        (["qqq"], 2, 'unknown command "qqq"; see `report --help`'),
        (
            ["metric", "--yaer", "2020"],
            2,
            'unknown option "--yaer"; did you mean "--year", ',
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
            "invalid value for '-n' / '--limit': 'few' is not a valid number such as 20; see",
        ),
        (["show"], 2, "missing argument 'ID...'; see `report show --help`"),
        (
            ["year", "2020"],
            2,
            "`report year` takes no words; to look up facts, use `report find --year",
        ),
        (["metric", "-t", "brids"], 2, 'unknown topic "brids"; did you mean "birds"? known: '),
        (["metric", "-s", "atlsa"], 2, 'unknown source "atlsa"; did you mean "atlas"? known: '),
        (["metric", "-a", "nordland"], 2, 'unknown area "nordland"; did you mean "Northland"?'),
        (["metric", "--fields", "titel"], 2, 'unknown field "titel"; did you mean "title"?'),
        (["metric", "--sort", "-vlaue"], 2, 'unknown field "vlaue"; did you mean "value"?'),
        (["metric", "-f", "tabel"], 2, "invalid value for '-f' / '--format': unknown format"),
        (
            ["metric", "-y", "20x0"],
            2,
            '"20x0" is not a period; write a year "2020", a half "2020-H1", ',
        ),
        (
            ["metric", "-y", "2020-2016"],
            2,
            'the span "2020/2016" runs backwards; write "2016/2020"',
        ),
        (["show", "stork"], 1, 'there is no entry "stork"; did you mean "storks"'),
        (["trend", "stork"], 1, 'there is no metric "stork"; did you mean "storks"'),
        (
            ["completion", "bsh"],
            2,
            "invalid value for 'SHELL': unknown shell \"bsh\"; did you mean",
        ),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_a_mistake_is_answered_with_the_nearest(asked: list[str], code: int, line: str) -> None:
    """One line that says what, where, and what to do next."""
    done = in_process(asked)
    assert done.out == ""
    assert done.line(code).startswith(f"report: {line}")


def test_a_number_may_have_any_length() -> None:
    """More facts than there can be are all facts; what Python can not read is one line."""
    for number in ("9223372036854775807", "9" * 30):
        assert len(json.loads(in_process(["metric", "-n", number]).out)) == 5
    assert len(in_process(["metric", "-n", "9" * 5_000]).err) < 1_100
    everything = factreport.Query(kinds=["metric"], limit=10**30)
    assert len(factreport.open_store("facts.toml").select(everything)) == 5


def test_too_much_to_ask_for_is_one_line() -> None:
    """More conditions than the index can take at once; a repeated one is none."""
    years = [word for year in range(1_000, 2_200) for word in ("-y", str(year))]
    for asked in (years, [str(number) for number in range(2_000)]):
        line = in_process(["metric", *asked]).line()
        assert line.startswith("report: the query is too large")
    assert len(json.loads(in_process(["metric", *["storks"] * 2_000]).out)) == 4
