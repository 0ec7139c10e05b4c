"""Statements: what ``written`` states in the unit of a fact, and what is said if it disagrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport.figures.qualifiers import qualifier_of
from factreport.figures.statement import Statement, misstatement, states
from factreport.model import QUALIFIERS, Qualifier

STATED = [
    ("more than 2.7 million", "people", Statement(2_700_000, None, None, "more than")),
    ("more than 2.7 million people", "people", Statement(2_700_000, None, None, "more than")),
    ("over 2.7 million", "people", Statement(2_700_000, None, None, "more than")),
    ("2,700,000", "people", Statement(2_700_000, None, None, None)),
    ("2700000", "people", Statement(2_700_000, None, None, None)),
    ("93.8%", "%", Statement(93.8, None, None, None)),
    ("93.8%", "percent of households", Statement(93.8, None, None, None)),
    ("93.8 per cent", "percent", Statement(93.8, None, None, None)),
    ("93.8", "%", Statement(93.8, None, None, None)),
    ("a third", "percent", Statement(33.3, None, None, None)),
    ("36.8 million tonnes", "million tonnes", Statement(36.8, None, None, None)),
    ("36.8", "million tonnes", Statement(36.8, None, None, None)),
    ("36,800,000", "million tonnes", Statement(36.8, None, None, None)),
    ("36.8 Mt", "million tonnes", Statement(36.8, None, None, None)),
    ("2,500 kg", "tonnes", Statement(2.5, None, None, None)),
    ("100-day", "days", Statement(100, None, None, None)),
    ("six", "provinces", Statement(6, None, None, None)),
    ("seven goals", "goals", Statement(7, None, None, None)),
    ("about 10 million poor people", "people", Statement(10_000_000, None, None, "about")),
    ("$3.1bn", "US dollars", Statement(3_100_000_000, None, None, None)),
    ("$3.1bn", "million $", Statement(3100, None, None, None)),
    ("10 or more", "people", Statement(10, None, None, "at least")),
    ("2000 people", "people", Statement(2000, None, None, None)),
    ("2000", "people", Statement(2000, None, None, None)),
    ("1950", "thousand people", Statement(1.95, None, None, None)),
    ("3.4 to 3.6 million", "people", Statement(None, 3_400_000, 3_600_000, None)),
    ("7.2 ± 0.4 Mt", "million tonnes", Statement(7.2, 6.8, 7.6, None)),
    ("2.3 (95% CI 1.9–2.7)", "deaths", Statement(2.3, 1.9, 2.7, None)),
    ("fell 2.6 percent", "percent", Statement(-2.6, None, None, None)),
    ("fell 3 to 4 percent", "percent", Statement(None, -4, -3, None)),
    ("rose 2.6 percent", "percent", Statement(2.6, None, None, None)),
    ("−2.6 percent", "percent", Statement(-2.6, None, None, None)),
    ("Depreciation (217,480)", "dollars", Statement(217_480, None, None, None)),
    (
        *("more than 320 cases per 100 000 people", "cases per 100,000 people"),
        Statement(320, None, None, "more than"),
    ),
    ("many", "people", None),
    ("10 of 20", "people", None),
    ("$40 million", "euros", None),
    ("93.8%", "people", None),
]


@pytest.mark.parametrize(("written", "unit", "statement"), STATED)
def test_words_state_a_value_in_a_unit(
    written: str, unit: str, statement: Statement | None
) -> None:
    """What stands in the source is read into the unit of the fact, qualifier and range included."""
    assert states(written, unit) == statement


@pytest.mark.parametrize(("written", "unit", "statement"), STATED)
def test_what_words_state_does_not_disagree_with_them(
    written: str, unit: str, statement: Statement | None
) -> None:
    """A fact that says what its words say is right, and so is one that leaves parts out."""
    if statement is None:
        return
    assert misstatement(written, statement, unit) is None
    assert misstatement(written, Statement(None, None, None, None), unit) is None


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("fell 2.6 percent", 2.6, "percent"),
        ("fell 2.6 percent", -2.6, "percent"),
        ("Depreciation (217,480)", -217_480, "dollars"),
        ("a third", 33, "percent"),
        ("a third", 33.3, "percent"),
        ("36.8", 36.8, "million tonnes"),
        ("3,000", 3000, "thousand people"),
    ],
)
def test_words_that_may_be_read_in_two_ways(written: str, value: float, unit: str) -> None:
    """A fall, a number in brackets and a third agree with each value that they may mean."""
    assert misstatement(written, Statement(value, None, None, None), unit) is None


DISAGREE = [
    (
        *("1.9", Statement(1_900_000, None, None, None), "trips"),
        (
            'written "1.9" reads as 1.9, but value is 1,900,000; if a header says million, remove '
            '`written`, or set unit = "million trips"'
        ),
    ),
    (
        *("more than 2.7 million", Statement(2_600_000, None, None, "more than"), "people"),
        (
            'written "more than 2.7 million" reads as more than 2,700,000, but value is 2,600,000; '
            "correct one of them"
        ),
    ),
    (
        *("more than 2.7 million", Statement(2_700_000, None, None, "about"), "people"),
        (
            'written "more than 2.7 million" reads as more than 2,700,000, but qualifier is '
            '"about"; '
            'set qualifier = "more than", or correct written'
        ),
    ),
    (
        *("2.7 million", Statement(2_700_000, None, None, "about"), "people"),
        (
            'written "2.7 million" reads as 2,700,000, but qualifier is "about"; leave '
            "qualifier out, "
            "or correct written"
        ),
    ),
    (
        *("93.8%", Statement(93.8, None, None, None), "people"),
        ('written "93.8%" is a percentage, but the unit is "people"; correct one of them'),
    ),
    (
        *("10 to 12 million", Statement(10_000_000, None, None, None), "people"),
        (
            'written "10 to 12 million" reads as 10,000,000 to 12,000,000, which is a '
            "range, but value "
            "is 10,000,000; correct one of them"
        ),
    ),
    (
        *("10 million", Statement(None, 9_000_000, 11_000_000, None), "people"),
        (
            'written "10 million" reads as 10,000,000, which is one value, but low is 9,000,000; '
            "correct one of them"
        ),
    ),
    (
        *("7.2 ± 0.4", Statement(7.2, 6.8, 7.7, None), "people"),
        ('written "7.2 ± 0.4" reads as 7.2, but high is 7.7; correct one of them'),
    ),
    (
        *("$40 million", Statement(40_000_000, None, None, None), "euros"),
        ('written "$40 million" is in USD, but the unit is "euros"; correct one of them'),
    ),
    (
        *("10 of 20", Statement(10, None, None, None), "people"),
        ('written "10 of 20" contains 2 figures, "10" and "20"; keep only the value'),
    ),
    (
        *("many", Statement(10, None, None, None), "people"),
        ('written "many" contains no figure that can be read; remove `written`'),
    ),
    (
        *("in 2000", Statement(2000, None, None, None), "people"),
        (
            'written "in 2000" contains no figure: a bare number from 1500 to 2100 is read '
            "as a year; "
            'add what it counts, as in "2000 people", or remove `written`'
        ),
    ),
    (
        *("Table 3", Statement(3, None, None, None), "people"),
        ('written "Table 3" contains no figure: "Table 3" is read as a label; remove `written`'),
    ),
]


@pytest.mark.parametrize(("written", "fact", "unit", "clause"), DISAGREE)
def test_what_disagrees_is_said_in_a_clause(
    written: str, fact: Statement, unit: str, clause: str
) -> None:
    """The clause says what the words read as, what the fact says, and what to do."""
    assert misstatement(written, fact, unit) == clause


@given(
    st.integers(-(10**15), 10**15) | st.integers(-2200, 2200),
    st.sampled_from([None, *QUALIFIERS]),
    st.sampled_from(["", " people", " million", "%", "+", " or more", "0", " kg", "th", " to 9"]),
)
def test_the_fast_way_agrees_with_the_grammar(
    value: int, qualifier: Qualifier | None, rest: str
) -> None:
    """What is accepted without the grammar is what the grammar accepts."""
    written = f"{f'{qualifier} ' if qualifier else ''}{value:,}{rest}"
    stated = states(written, "people")
    spelled_out = states(f"{written} ", "people")  # no usual style
    if not spelled_out and f"{value:,}{rest}".isdigit():
        return  # mere digits are a number in "written", though in a text "about 1500" is a year
    assert stated == spelled_out


def test_a_unit_may_be_more_exact_than_the_words() -> None:
    """A rate that goes on where the words stop is the same rate; another one is not."""
    fact = Statement(128, None, None, None)
    assert misstatement("128 litres per person", fact, "litres per person per day") is None
    assert misstatement("128 litres a day", fact, "litres per person per day") is None
    assert misstatement("128 litres a week", fact, "litres per person per day")
    assert misstatement("128 litres per person per week", fact, "litres per person per day")


@pytest.mark.parametrize(
    ("phrase", "qualifier"),
    [
        *(("almost", "nearly"), ("up to", "at most"), ("or more", "at least"), ("circa", "about")),
        *(("no fewer than", "at least"), ("just under", "nearly"), ("in excess of", "more than")),
        *(("not more than", "at most"), ("exactly", None), ("", None), ("almost as", None)),
    ],
)
def test_the_qualifier_of_a_phrase(phrase: str, qualifier: Qualifier | None) -> None:
    """A phrase that is not a qualifier of the program gets advice by its meaning."""
    assert qualifier_of(phrase) == qualifier
