"""Hostile texts: reading takes time linear in the text, whatever it holds."""

from __future__ import annotations

import sys

import pytest
from growth import grows_in_proportion

from factreport.figures.reading import read

pytestmark = pytest.mark.slow

PIECES = [
    *(
        "1",
        "million ",
        "1,1,1,",
        "(",
        "[",
        '"',
        "'",
        "one ",
        "5万",
        "$1 ",
        "1–2 ",
        "26, 27 Jan ",
        "5% ",
    ),
    *("1\u00a0000", "1-", "1.", "1/", "a1", "and ", "two and a half ", "5 to ", "-", "5          "),
    *("5\n", "hundred ", "aged 1 and ", "tables 3, 4, ", "1x", "(1 (", "+1 ", "Jan ", "more than "),
    *("not more than 5 ", "1° ", "5 per ", "https://a", "a@1", "half a ", "tens of ", "1^", "5–"),
    *("5 feet ", "one point one ", "1e5", "1±", "1 (95% CI ", ".1", "1²", "the 1 ", "2020 "),
    *(
        "Q1 2020 ",
        "1 in ",
        "٣",
        "İ1 ",
        "1, 2, ",
        "January 1, ",
        "Tables 1 and ",
        "five-",
        "twenty-",
    ),
    *(
        "from 1 ",
        "between 1 and ",
        "€1m to ",
        "1 km ",
        "1a ",
        "1 x ",
        "thousands of ",
        "(1)",
        "[1]",
    ),
]


def steps_to_read(text: str) -> int:
    """How many calls reading a text takes: a measure of work that no clock disturbs."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Twice the text is at most about twice the work, whatever the text."""
    read("7 in 2020")
    once = steps_to_read(piece * 400)
    assert steps_to_read(piece * 800) <= 2 * once + 400


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Sixteen times the text takes sixteen times as long, not its square; patterns count too."""
    assert grows_in_proportion(lambda size: read(piece * (size // len(piece))), 2_500)


@pytest.mark.parametrize("piece", PIECES)
def test_a_hostile_text_hides_nothing_behind_it(piece: str) -> None:
    """A long hostile text neither raises nor hides the figure that follows it."""
    text = piece * (20_000 // len(piece)) + "\n\n``.\n\nIn all, 52 towns."
    assert read(text).figures[-1].text == "52"


@pytest.mark.parametrize("digits", ["9" * 5000, "1" + " 000" * 5000, "0." + "1" * 5000])
def test_thousands_of_digits_are_no_figure(digits: str) -> None:
    """A number beyond 40 digits is skipped; Python's limit on digits is never met."""
    reading = read(digits)
    assert not reading.figures
    assert "".join([skip.text for skip in reading.skipped]).replace(" ", "") == digits.replace(
        " ", ""
    )
