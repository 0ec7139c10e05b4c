"""The vocabulary: periods, years asked for, records and problems."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport.errors import QueryError, ReportError
from factreport.model import Period, Problem, Record, Years

NOTHING = Record(
    *("claim", "a", "A", ("t",)), *(None,) * 13, paragraphs=(), pages=(), citation=None, note=None
)


@pytest.mark.parametrize(
    ("text", "iso", "first", "last", "year"),
    [
        ("2020", "2020", 2020, 2020, 2020),
        ("0001", "0001", 1, 1, 1),
        ("9999", "9999", 9999, 9999, 9999),
        ("2016/2020", "2016/2020", 2016, 2020, None),
        ("2020/2020", "2020", 2020, 2020, 2020),
        ("2021-01-26", "2021-01-26", 2021, 2021, 2021),
        ("2020-02-29", "2020-02-29", 2020, 2020, 2020),
    ],
)
def test_a_period_is_a_year_a_span_or_a_day(
    text: str, iso: str, first: int, last: int, year: int | None
) -> None:
    """A period is read from ISO 8601, and knows its first, its last and its only year."""
    period = Period.parse(text)
    assert period == Period(iso, first, last)
    assert period.year == year
    assert Period.of(text) == period


FORMS = 'write a year "2020", a span "2016/2020" or a day "2021-01-26"'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020/2016", 'the span "2020/2016" runs backwards; write "2016/2020"'),
        ("2021-02-29", 'the calendar has no day "2021-02-29"'),
        ("2021-13-01", 'the calendar has no day "2021-13-01"'),
        ("0000", "a year is a number from 1 to 9999, not 0"),
        ("0000/2000", "a year is a number from 1 to 9999, not 0"),
        *(
            (text, f'"{text}" is not a period; {FORMS}')
            for text in ("", "20", "20200", "2016-2020", "2016–2020", "2021-01", " 2020", "٢٠٢٠")
        ),
        ("2020\n", f'"2020\\n" is not a period; {FORMS}'),
    ],
)
def test_a_wrong_period_is_refused_in_words(text: str, words: str) -> None:
    """Whatever is no period is refused, and the message says what to write instead."""
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        Period.parse(text)


def test_a_period_is_made_of_what_toml_has() -> None:
    """A year, a written period and a day are the three ways in which a store says when."""
    assert Period.of(2020) == Period("2020", 2020, 2020)
    assert Period.of(33) == Period("0033", 33, 33)
    assert Period.of("2016/2020") == Period("2016/2020", 2016, 2020)
    assert Period.of(date(2021, 1, 26)) == Period("2021-01-26", 2021, 2021)
    for year in (0, 10_000, -1):
        with pytest.raises(ValueError, match=f"from 1 to 9999, not {year}"):
            Period.of(year)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_written_period_reads_as_itself(one: int, other: int) -> None:
    """What a period is written as is read as the same period."""
    first, last = sorted((one, other))
    period = Period.parse(f"{first:04}/{last:04}")
    assert Period.parse(period.iso) == period
    assert (period.start_year, period.end_year) == (first, last)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020", (2020, 2020)),
        ("33", (33, 33)),
        ("2016-2020", (2016, 2020)),
        ("2016–2020", (2016, 2020)),
        ("2016/2020", (2016, 2020)),
        ("2016..2020", (2016, 2020)),
        ("2018..", (2018, 9999)),
        ("..2018", (1, 2018)),
        ("2020-2020", (2020, 2020)),
    ],
)
def test_years_are_asked_for_in_every_form(text: str, years: tuple[int, int]) -> None:
    """A year, a span in four spellings, and a span that is open at one end."""
    assert Years.parse(text) == years
    assert Years.of(text) == years


YEAR_FORMS = "write 2020, 2016-2020, 2016..2020, 2018.. or ..2018"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-2016", "the years 2020-2016 run backwards; ask for 2016-2020"),
        *(
            (text, f'"{text}" is not a year; {YEAR_FORMS}')
            for text in ("", "..", "20x", "20200", "2016-", "-2016", "2016...2020", " 2020", "٢٠٢٠")
        ),
    ],
)
def test_wrong_years_are_refused_in_words(text: str, words: str) -> None:
    """Whatever asks for no years is refused, and the message says how to ask."""
    with pytest.raises(QueryError) as caught:
        Years.parse(text)
    assert str(caught.value) == words


def test_years_are_made_of_a_number_or_of_years() -> None:
    """Python code asks with a number, or with Years."""
    assert Years.of(2020) == (2020, 2020)
    assert Years.of(Years(2016, 2020)) == (2016, 2020)


def test_a_record_as_a_dict_has_every_key_in_order() -> None:
    """Every key is there in the order of the contract; tuples are lists, absent is None."""
    found = NOTHING.as_dict()
    contract = (
        "kind id title topics area period year start_year end_year value unit qualifier written "
        "summary status by source paragraphs pages citation note"
    )
    assert list(found) == contract.split()
    assert found == {
        **dict.fromkeys(contract.split()),
        "kind": "claim",
        "id": "a",
        "title": "A",
        "topics": ["t"],
        "paragraphs": [],
        "pages": [],
    }
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("f.toml", 3, "error", "metric.a", "no"), "f.toml:3: error: metric.a: no"),
        (Problem("f.toml", 3, "error", None, "no", 7), "f.toml:3:7: error: no"),
        (Problem("f.toml", 1, "warning", None, "hm"), "f.toml:1: warning: hm"),
    ],
)
def test_a_problem_is_a_line_that_editors_read(problem: Problem, line: str) -> None:
    """``FILE:LINE: SEVERITY: ENTRY: WORDS``, with the column where it is known."""
    assert str(problem) == line


def test_an_error_carries_all_its_problems() -> None:
    """The text of an error is a line a problem."""
    problems = [Problem("f", 1, "error", None, "a"), Problem("f", 2, "error", None, "b")]
    error = ReportError(*problems)
    assert error.problems == tuple(problems)
    assert str(error) == "f:1: error: a\nf:2: error: b"
