"""Verify: a figure counts only as the text says it: its qualifier, sign, unit, noun and time."""

from __future__ import annotations

from typing import Any

import pytest
from verify.findings import fact, found

TABLE = """\
| | 2021 | 2022 |
|---|--:|--:|
| Barley | 498 | 512 |
| Wheat | 1,204 | 987 |
"""


@pytest.mark.parametrize(
    ("text", "fact_", "result"),
    [
        # Without `written`, by value, unit and qualifier
        ("There were 310 storks.", {"value": 310}, "found"),
        ("There were over 310 storks.", {"value": 310}, "not found"),
        ("There were over 310 storks.", {"value": 310, "qualifier": "more than"}, "found"),
        ("There were 32,430,000 storks.", {"value": 32.43, "unit": "million storks"}, "found"),
        ("There were 32.43 million storks.", {"value": 32_430_000}, "found"),
        ("There were 3.243 million storks.", {"value": 32_430_000}, "not found"),
        ("It cost $500.", {"value": 500}, "not found"),
        ("It cost $500.", {"value": 500, "unit": "US dollars"}, "found"),
        ("It cost $500.", {"value": 500, "unit": "euros"}, "not found"),
        ("A share of 12%.", {"value": 12, "unit": "percent"}, "found"),
        ("In 12 workshops.", {"value": 12, "unit": "percent"}, "not found"),
        ("It weighs 2 tonnes.", {"value": 2000, "unit": "kg"}, "found"),
        # Ranges and both ends of a change
        ("Some 3.4–3.6 million.", {"value": 3_500_000}, "not found"),
        ("In all 3.4–3.6 million.", {"low": 3_400_000, "high": 3_600_000}, "found"),
        ("Barley 1.21 - 1.29.", {"low": 1.21, "high": 1.29}, "found"),
        ("It rose from 88 to 91.4 per cent.", {"value": 91.4, "unit": "percent"}, "found"),
        # A value may be stored without its margin
        ("62% (± 3.5) agreed.", {"value": 62, "unit": "percent"}, "found"),
        ("62% ± 3.5 agreed.", {"value": 62, "low": 58, "high": 66, "unit": "percent"}, "not found"),
        ("62% (± 3.5) agreed.", {"value": 3.5, "unit": "percent"}, "not found"),
        # In brackets, in a list, in words
        ("61% (412) were nurses.", {"value": 412}, "found"),
        ("61% (412) were nurses.", {"value": 61, "unit": "percent"}, "found"),
        ("They won seven matches.", {"value": 7}, "found"),
        ("Norland (14.2 million), Sudland (6.3).", {"value": 6_300_000}, "found"),
        ("Norland (14.2 million). Sudland (6.3).", {"value": 6_300_000}, "not found"),
        # A fall is negative
        ("It fell 2.6 percent.", {"value": -2.6, "unit": "percent"}, "found"),
        ("It rose 2.6 percent.", {"value": -2.6, "unit": "percent"}, "not found"),
        # What is part of a name is not a figure
        ("See Table 3, of 5 January.", {"value": 3}, "not found"),
        ("See Table 3, of 5 January.", {"value": 5}, "not found"),
        ("They use the model X1850.", {"value": 1850}, "not found"),
    ],
)
def test_what_states_a_value(text: str, fact_: dict[str, Any], result: str) -> None:
    """A figure with its sign and qualifier, in whatever unit of its dimension."""
    finding = found(fact(None, **fact_, paragraphs=(1,)), text, "a.txt")
    assert finding.result == result, finding.message


@pytest.mark.parametrize(
    ("text", "written", "result"),
    [
        ("It fell 2.6 percent.", "fell 2.6 percent", "found"),
        ("It rose 2.6 percent.", "fell 2.6 percent", "not found"),
        ("It is 12%.", "12 per cent", "not found"),
        ("They wrote 2,000.", "2000", "not found"),
        ("Of 1,500 to 2,500.", "500 to 2,500", "not found"),
        ("They are 2.7 millions.", "2.7 million", "not found"),
    ],
)
def test_the_words_are_those_of_the_text(text: str, written: str, result: str) -> None:
    """With the direction that they tell, and whole: no part of a longer word or number."""
    assert found(fact(written, paragraphs=(1,)), text, "a.txt").result == result


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("($0.25)", -0.25, "US dollars"),
        ("($479) million", -479, "million US dollars"),
        ("fell 2.6 percent", -2.6, "percent"),
        ("2.6 percent", 2.6, "percent"),
    ],
)
def test_a_sign_is_that_of_the_words(written: str, value: float, unit: str) -> None:
    """Brackets and a fall may be negative, as the store has it."""
    text = "EPS of ($0.25), an operating loss of ($479) million; sales fell 2.6 percent."
    record = fact(written, value=value, unit=unit, paragraphs=(1,))
    assert found(record, text, "a.txt").result == "found"


def test_another_qualifier_is_named() -> None:
    """The figure of the text is shown, to be taken over."""
    finding = found(fact("2.7 million", paragraphs=(1,)), "More than 2.7 million.", "a.txt")
    assert finding.result == "not found"
    assert finding.message == (
        'not in paragraph 1; there: "More than 2.7 million"; write that, or correct the citation'
    )


def test_what_stands_there_instead_is_shown() -> None:
    """The figures of the place; of many those nearest to the value, and the nearest words."""
    text = "Of 980.5, 21,300, 1,200, 38,400, 1,350 and 44,900 cars, some."
    finding = found(fact(None, value=44_901, paragraphs=(1,)), text, "a.txt")
    assert finding.message == (
        "not in paragraph 1; there: 21,300, 1,200, 38,400, 1,350, 44,900 and 1 more"
    )
    finding = found(fact("33.43 million people", paragraphs=(1,)), "33.42 million people in all.")
    assert finding.message == (
        'not in paragraph 1; there: 33.42 million; the nearest words are "33.42 million people"'
    )


@pytest.mark.parametrize(
    ("title", "period", "value", "result"),
    [
        ("Barley", "2022", 512, "found"),
        ("Barley", "2021", 512, "not found"),
        ("Barley", "2022-Q1", 512, "not found"),
        ("Barley", None, 512, "found"),
        ("Wheat", "2021", 1204, "found"),
        ("Wheat", "2020", 1204, "not found"),
    ],
)
def test_in_a_table_the_headers_fit_the_time(
    title: str, period: str | None, value: int, result: str
) -> None:
    """A value of another column is that of another year."""
    finding = found(fact(None, title=title, period=period, value=value, paragraphs=(1,)), TABLE)
    assert finding.result == result, finding.message


def test_the_words_of_a_cell_have_no_scale_of_its_header() -> None:
    """The value alone is found; it is said so of words that have the scale."""
    text = "| | Trips (millions) |\n|---|--:|\n| Harbour | 1.9 |\n"
    assert found(fact(None, value=1_900_000, title="Harbour"), text).result == "found"
    assert found(fact("1.9 million", paragraphs=(1,)), text).message == (
        "not in paragraph 1; there: 1.9 in a table with its own scale; remove `written`"
    )


def test_the_column_is_named() -> None:
    """Where the value stands for another year."""
    finding = found(fact("512", title="Barley", period="2021", paragraphs=(1,)), TABLE)
    assert finding.message == (
        'not in paragraph 1; there: 512 under "2022", not for 2021; correct the period or the value'
    )


@pytest.mark.parametrize(
    ("text", "period", "result"),
    [
        ("2021 498 2022 512", "2022", "found"),
        ("2021 498 2022 512", "2021", "not found"),
        ("In 2022, 512 pupils came.", "2021", "not found"),
        ("In 2022, 512 pupils came, as in 2021.", "2021", "found"),
        ("They taught 512 pupils in 2022.", "2021", "not found"),
        ("They taught 512 pupils (2022).", "2021", "not found"),
        ("The office taught 512 pupils.", "2021", "found"),
        ("As they said in 2022, the schools taught 512 pupils.", "2021", "found"),
    ],
)
def test_a_year_right_beside_a_figure_is_its_own(text: str, period: str, result: str) -> None:
    """One that stands farther away may be that of anything."""
    finding = found(fact("512", period=period, title="Pupils", paragraphs=(1,)), text, "a.txt")
    assert finding.result == result, finding.message


CROWD = " ".join(f"{number}, {number + 20}, {number + 40}." for number in range(1, 20))


def test_in_a_crowd_any_number_would_be_found() -> None:
    """It is said so, and words are asked for; with words, or named in the sentence, it counts."""
    finding = found(fact("17", paragraphs=(1,)), CROWD, "a.txt")
    assert finding.result == "unchecked"
    assert finding.message == (
        "paragraph 1 has so many figures that almost any number could be found there; add"
        " words beside the figure to `written`"
    )
    text = f"{CROWD} There were 17 goals."
    assert found(fact("17 goals", paragraphs=(1,)), text, "a.txt").result == "found"
    assert found(fact("17", title="Goals", paragraphs=(1,)), text, "a.txt").result == "found"
    assert found(fact("88,431", paragraphs=(1,)), f"{CROWD} 88,431.", "a.txt").result == "found"


def test_without_a_place_a_bare_number_stands_in_one_place_alone() -> None:
    """Else the right place has to be cited; the one place is reported."""
    text = "Nine people.\n\nSeven dogs, and 12.\n\nTwelve cats."
    assert found(fact("Seven"), text, "a.txt").paragraphs == (2,)
    finding = found(fact("12"), "12 cats.\n\nNo dogs.\n\n12.", "a.txt")
    assert (finding.result, finding.message) == (
        "unchecked",
        "it is in paragraphs 1 and 3; cite the right one",
    )


@pytest.mark.parametrize("mark", ["p", " p", " (p)", "<sup>p</sup>", " [r]", "e", "f", "b", "*"])
def test_marks_of_status_are_no_part_of_a_period_or_a_figure(mark: str) -> None:
    """Behind the period in the head of a table, and behind the figure itself."""
    head = f"<table><tr><th>Clinic<th>2025 Q2<th>2025 Q3{mark}"
    tables = (f"{head}<tr><td>North<td>5,387<td>5,518</table>",)
    tables += (f"{head}<tr><td>North<td>5,387<td>5,518{mark}</table>",)
    for table in tables:
        record = fact("5,518", period="2025-Q3", unit="patients")
        assert found(record, table, "a.html").result == "found"
        other = fact("5,518", period="2025-Q2", unit="patients")
        assert found(other, table, "a.html").result == "not found"


def test_a_figure_before_a_mark_is_whole() -> None:
    """A longer number is not found by its beginning."""
    table = "<table><tr><th>Clinic<th>2025<tr><td>North<td>5,387r</table>"
    assert found(fact("5,387", unit="patients"), table, "a.html").result == "found"
    assert found(fact("5,387r", unit="patients"), table, "a.html").result == "found"
    assert found(fact("387", unit="patients"), table, "a.html").result == "not found"


@pytest.mark.parametrize(
    ("written", "result"),
    [
        ("62%", "found"),
        ("62% (± 3.5)", "found"),
        ("62% (± 5.3)", "not found"),
        ("3.5", "not found"),
    ],
)
def test_a_margin_is_part_of_a_figure_that_words_may_leave_out(written: str, result: str) -> None:
    """It is not a figure by itself, and a wrong one is not found."""
    text = "In all, 62% (± 3.5) of patients agreed."
    assert found(fact(written, unit="percent"), text).result == result


def test_a_range_of_falls_is_found_by_its_sizes() -> None:
    """The deepest fall is the lower end of the fact and the higher one of the words."""
    fall = fact(low=-5, high=-3, title="Change in prices", unit="percent")
    assert found(fall, "Prices fell by 3–5%.").result == "found"
    assert found(fall, "Prices fell by 3–6%.").result == "not found"
