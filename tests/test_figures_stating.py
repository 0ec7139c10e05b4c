"""Stating: whether ``written`` says its value, and what is said if it does not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from figure_strategies import qualifiers, values
from hypothesis import given
from hypothesis import strategies as st

from factreport.figures import misstatements, read_figure, states, write_figure
from factreport.model import Qualifier


@pytest.mark.parametrize(
    ("written", "value", "qualifier", "unit"),
    [
        ("more than 2.7 million", 2700000, "more than", "people"),
        ("more than 2.7 million people", 2700000, "more than", "people"),
        ("over 2.7 million", 2700000, "more than", "people"),
        ("2,700,000", 2700000, None, "people"),
        ("2700000", 2700000, None, "people"),
        ("93.8%", 93.8, None, "%"),
        ("93.8%", 93.8, None, "percent of households"),
        ("93.8 per cent", 93.8, None, "%"),
        ("93.8", 93.8, None, "%"),
        ("36.8 million tonnes", 36.8, None, "million tonnes"),
        ("36.8", 36.8, None, "million tonnes"),
        ("36,800,000", 36.8, None, "million tonnes"),
        ("100-day", 100, None, "days"),
        ("six", 6, None, "provinces"),
        ("about 10 million poor people", 10000000, "about", "people"),
        ("$3.1bn", 3100000000, None, "dollars"),
        ("10 or more", 10, "at least", "people"),
        ("2000 people", 2000, None, "people"),
        ("2,000", 2000, None, "people"),
        ("2000", 2000, None, "people"),
        ("2000", 2000, None, "thousand people"),
        ("1950", 1.95, None, "thousand people"),
    ],
)
def test_written_states_its_value(
    written: str, value: Any, qualifier: Qualifier | None, unit: str
) -> None:
    """A figure as the source writes it is accepted when it reads as the value."""
    assert states(written, value, qualifier, unit) is None


@pytest.mark.parametrize(
    ("written", "value", "qualifier", "unit", "words"),
    [
        (
            *("more than 2.7 million", 2600000, "more than", "people"),
            (
                'written "more than 2.7 million" reads as more than 2,700,000, but '
                "value is 2,600,000; "
                "correct one of them"
            ),
        ),
        (
            *("more than 2.7 million", 2700000, "about", "people"),
            (
                'written "more than 2.7 million" reads as more than 2,700,000, but qualifier is '
                '"about"; set qualifier = "more than", or correct written'
            ),
        ),
        (
            *("more than 2.7 million", 2700000, None, "people"),
            (
                'written "more than 2.7 million" reads as more than 2,700,000, but there is no '
                'qualifier; set qualifier = "more than", or correct written'
            ),
        ),
        (
            *("2.7 million", 2700000, "about", "people"),
            (
                'written "2.7 million" reads as 2,700,000, but qualifier is "about"; '
                "leave qualifier "
                "out, or correct written"
            ),
        ),
        (
            *("93.8%", 93.8, None, "people"),
            'written "93.8%" is a percentage, but the unit is "people"; correct one of them',
        ),
        (
            *("10 to 12 million", 10000000, None, "people"),
            (
                'written "10 to 12 million" is a range, and no value is one; keep its two '
                "ends as two observations, and leave out written"
            ),
        ),
        (
            *("$40 million", 40000000, None, "euros"),
            'written "$40 million" is in $, but the unit is "euros"; correct one of them',
        ),
        (
            *("40 million dollars", 40000000, None, "million euros"),
            (
                'written "40 million dollars" is in $, but the unit is "million euros"; correct one'
                " of them"
            ),
        ),
        (
            *("10 of 20", 10, None, "people"),
            'written "10 of 20" holds 2 figures, "10" and "20"; keep the one that is the value',
        ),
        (
            *("many", 10, None, "people"),
            'written "many" holds no figure that can be read; leave out written',
        ),
        (
            *("2000", 2020, None, "people"),
            'written "2000" reads as 2,000, but value is 2,020; correct one of them',
        ),
        (
            *("2000", 2000, "about", "people"),
            (
                'written "2000" reads as 2,000, but qualifier is "about"; '
                "leave qualifier out, or correct written"
            ),
        ),
        (
            *("in 2000", 2000, None, "people"),
            (
                'written "in 2000" holds no figure, for a bare number from 1500 to 2100 '
                "reads as a year; "
                'add what it counts, as in "2000 people", or leave out written'
            ),
        ),
    ],
)
def test_written_that_says_otherwise(
    written: str, value: Any, qualifier: Qualifier | None, unit: str, words: str
) -> None:
    """What is wrong is said in one clause, with what to do."""
    assert states(written, value, qualifier, unit) == words


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("15.27 million", 15), ("2,700,000", 2700), ("2 million", 2), ("10+", 10), ("7 to 9", 7)),
        *(("10 or more", 10), ("7 hundred", 7), ("5%", 5), ("5th", 5), ("5 of 6", 5), ("5.5", 5)),
    ],
)
def test_a_figure_that_only_begins_like_the_value(written: str, value: Any) -> None:
    """What follows a figure is never overlooked."""
    assert states(written, value, None, "people") is not None


@given(values, qualifiers, st.sampled_from(["", " people", " million", "%", "+", " or more", "0"]))
def test_the_fast_way_agrees_with_reading(
    value: Any, qualifier: Qualifier | None, rest: str
) -> None:
    """`states` accepts a usual style without reading it, and only what reading accepts."""
    for is_scaled in (False, True):
        written = write_figure(value, qualifier=qualifier, is_scaled=is_scaled) + rest
        figure = read_figure(written)
        accepted = (
            figure is not None
            and figure.upper is None
            and figure.unit == ""
            and figure.value == (Decimal(repr(value)) if isinstance(value, float) else value)
            and figure.qualifier == qualifier
        )
        assert (states(written, value, qualifier, "people") is None) == accepted


_STATEMENTS = st.tuples(
    st.none()
    | st.sampled_from(["5", "about 5", "1,500", "-7", "2.5", "5 people", "many", "1e+22"]),
    st.none() | st.sampled_from([5, -7, 1500, 2.5, 1500.0, 1e22]),
    st.none() | st.just("about"),
)


@given(st.lists(_STATEMENTS), st.sampled_from(["people", "percent", "million tonnes"]))
def test_many_wordings_are_judged_as_each_one_is(statements: list[Any], unit: str) -> None:
    """What is wrong with which of them; one without wording or value is passed over."""
    columns = zip(*statements, strict=True) if statements else ([], [], [])
    judged = [
        (number, states(written, value, qualifier, unit))
        for number, (written, value, qualifier) in enumerate(statements)
        if written is not None and value is not None
    ]
    expected = [(number, words) for number, words in judged if words is not None]
    assert list(misstatements(*columns, unit)) == expected
