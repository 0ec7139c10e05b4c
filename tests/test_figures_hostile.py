"""Hostile texts: reading takes time in proportion to a text, whatever it is made of."""

from __future__ import annotations

import sys

import pytest

from factreport.figures import read_figures

HOSTILE = [
    *("1,", "one ", "9", "more than ", "- ", "1 000 ", "000 ", "1-", "1–", "](", "`", "a ", "$"),
    *("one hundred and ", "half a ", "5 ", "5 or ", "[1", "(1", "1 to ", "+1 ", "about 5 ", "\n"),
    *("one in ", "twenty-", "- 5\n", "&a", "http", "www", "1  ", "between ", "5 " + " " * 500),
    *("5 and ", "5, ", "5-", "555-1234-", "War 2 ", "5 and 6 January "),
    *("万", "1万", "per ", "5 per ", "and ", "more than more ", "1.", "9" * 50 + " ", "İ"),
]


def steps_to_read(text: str) -> int:
    """How many calls reading a text takes: a measure of work that no clock disturbs."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        for _ in read_figures(text):
            pass
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Twice the text is at most about twice the work, whatever the text."""
    list(read_figures("7"))
    once = steps_to_read(piece * 500)
    assert steps_to_read(piece * 1000) <= 2 * once + 200


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    """A long hostile text neither raises nor hides the figure that follows it."""
    text = piece * (60_000 // len(piece)) + "\n\n``.\n\nIn all, 52 towns."
    assert list(read_figures(text))[-1].text == "52"


def test_thousands_of_digits_are_no_figure() -> None:
    """A number beyond 40 digits is passed over; Python's limit on digits is never met."""
    assert list(read_figures("9" * 5000)) == []
    assert list(read_figures("1" + " 000" * 5000)) == []
    assert list(read_figures("0." + "1" * 5000)) == []
