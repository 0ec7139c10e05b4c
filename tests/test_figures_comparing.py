"""Comparing: a figure is fair when it follows from the fact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from figure_strategies import Style, qualifiers, values, written
from hypothesis import given
from hypothesis import strategies as st

from factreport.figures import MATCHES, Figure, compare, conflicts, read_figure
from factreport.model import Qualifier

COMPARED = [
    # equal, rounded, different
    ("32.43 million", 32430000, None, "equal"),
    ("32,430,000", 32430000, None, "equal"),
    ("32.4 million", 32430000, None, "rounded"),
    ("32 million", 32430000, None, "rounded"),
    ("33 million", 32430000, None, "different"),
    ("34.23 million", 32430000, None, "different"),
    ("3.243 million", 32430000, None, "different"),
    ("32.5 million", 32450000, None, "rounded"),
    ("32.4 million", 32450000, None, "rounded"),
    ("32.4 million", 32450001, None, "different"),
    ("440,000", 440000, None, "equal"),
    ("440,000", 440001, None, "different"),
    ("44,000", 440000, None, "different"),
    ("93.8%", 93.8, None, "equal"),
    ("94%", 93.8, None, "rounded"),
    ("93%", 93.8, None, "different"),
    ("0.1", 0.1, None, "equal"),
    # about
    ("about 440,000", 440000, None, "consistent"),
    ("about 440,000", 443000, None, "rounded"),
    ("about 400,000", 440000, None, "different"),
    ("about 32 million", 32430000, None, "rounded"),
    ("about 10 million", 10000000, "about", "equal"),
    ("roughly 10 million", 10000000, "about", "equal"),
    ("10 million", 10000000, "about", "qualifier"),
    ("more than 10 million", 10000000, "about", "qualifier"),
    ("nearly 10 million", 10000000, "about", "qualifier"),
    ("about 12 million", 10000000, "about", "different"),
    # nearly
    ("nearly 33 million", 32900000, None, "consistent"),
    ("nearly 33 million", 32430000, None, "consistent"),
    ("nearly 33 million", 32000000, None, "different"),
    ("nearly 33 million", 33000000, None, "qualifier"),
    ("nearly 33 million", 33100000, None, "qualifier"),
    ("nearly 33 million", 33000000, "nearly", "equal"),
    ("about 33 million", 33000000, "nearly", "consistent"),
    ("under 33 million", 33000000, "nearly", "consistent"),
    ("33 million", 33000000, "nearly", "qualifier"),
    # more than, at least
    ("more than 2.7 million", 2750000, None, "consistent"),
    ("more than 2.7 million", 2600000, None, "different"),
    ("more than 2.7 million", 2800000, None, "different"),
    ("more than 1.7 million", 2700000, "more than", "different"),
    ("more than 2.7 million", 2700000, None, "qualifier"),
    ("more than 2.7 million", 2700000, "more than", "equal"),
    ("over 2.7 million", 2700000, "more than", "equal"),
    ("2.7 million", 2700000, "more than", "qualifier"),
    ("about 2.7 million", 2700000, "more than", "qualifier"),
    ("less than 2.7 million", 2700000, "more than", "qualifier"),
    ("at least 2.7 million", 2700000, "more than", "consistent"),
    ("more than 2.7 million", 2700000, "at least", "qualifier"),
    ("more than 2.7 million", 2750000, "more than", "consistent"),
    ("more than 30 million", 32430000, None, "consistent"),
    ("more than 33 million", 32900000, None, "qualifier"),
    ("more than 1,000", 1340, None, "consistent"),
    ("at least 440,000", 440000, None, "consistent"),
    ("440,000 or more", 440000, None, "consistent"),
    # less than, at most
    ("less than 1,000", 950, None, "consistent"),
    ("less than 1,000", 850, None, "different"),
    ("less than 1,000", 1000, None, "qualifier"),
    ("up to 1,000", 1000, None, "consistent"),
    ("up to 1,000", 1000, "less than", "consistent"),
    ("under 1,000", 1000, "at most", "qualifier"),
    ("less than -5", -5.5, None, "consistent"),
    # ranges
    ("10 to 12 million", 11000000, None, "consistent"),
    ("10 to 12 million", 12000000, None, "consistent"),
    ("10 to 12 million", 13000000, None, "different"),
    ("10 to 12 million", 11000000, "more than", "qualifier"),
    ("10 to 12 million", 10000000, "at least", "equal"),
    ("10 to 12 million", 12000000, "less than", "equal"),
    ("10 to 12 million", 10000000, "at most", "qualifier"),
    # a currency plays no part
    ("$5 million", 5000000, None, "equal"),
]


@pytest.mark.parametrize(("text", "value", "qualifier", "match"), COMPARED)
def test_compares_by_the_rule(
    text: str, value: Any, qualifier: Qualifier | None, match: str
) -> None:
    """A figure is fair when it follows from the fact; the number alone is not enough."""
    figure = read_figure(text)
    assert figure is not None
    assert compare(figure, value, qualifier=qualifier, unit=figure.unit) == match


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ([(45_000, "nearly"), (44_900, None)], []),
        ([(45_000, "nearly"), (45_000, None)], [(1, 0)]),
        ([(45_000, "about"), (44_900, None), (45_100, None)], [(2, 1)]),
        ([(45_000, "about"), (46_000, None)], [(1, 0)]),
        ([(45_000, "more than"), (45_100, None)], []),
        ([(45_000, "more than"), (45_000, None)], [(1, 0)]),
        ([(45_000, "at least"), (45_000, None)], []),
        ([(45_000, "less than"), (45_000, None)], [(1, 0)]),
        ([(3.4, "at least"), (3.6, "at most"), (3.5, None), (3.7, None)], [(3, 2)]),
        ([(3.4, "at least"), (3.6, "at most"), (3.6, "at most"), (3.9, "at most")], [(3, 1)]),
        ([(3.6, "at least"), (3.4, "at most")], [(1, 0)]),
        ([(1, None), (2, None), (2, None)], [(1, 0), (2, 0)]),
        ([(-5, "about"), (-4.9, None), (0, "about"), (0, None)], [(2, 1), (3, 1)]),
        ([], []),
    ],
)
def test_facts_conflict_where_not_all_can_be_true(
    facts: list[tuple[float, Qualifier | None]], found: list[tuple[int, int]]
) -> None:
    """A bound agrees with what lies on its side; two of one side that differ do not."""
    assert list(conflicts(facts)) == found


def test_a_percentage_compares_with_percentages_only() -> None:
    """93.8% is not 93.8 people."""
    share, number = read_figure("93.8%"), read_figure("93.8")
    assert share is not None
    assert number is not None
    assert compare(share, 93.8) == "different"
    assert compare(number, 93.8, unit="percent") == "different"


@given(st.integers(0, 10**10), st.integers(1, 5))
def test_rounding_agrees_with_comparing(value: Any, places: int) -> None:
    """A value that is written rounded compares as rounded, or as equal if nothing was lost."""
    step = 10**places
    written = (value + step // 2) // step
    figure = Figure(Decimal(written * step), None, Decimal(step), "", None, "", 0, 1)
    assert compare(figure, value) == ("equal" if written * step == value else "rounded")
    assert compare(figure, written * step + step) == "different"


@given(values, qualifiers, st.sampled_from(["digits", "magnitude", "short"]))
def test_a_fact_as_written_is_equal_to_itself(
    value: Any, qualifier: Qualifier | None, style: Style
) -> None:
    """What was written from a fact compares as equal to that fact."""
    figure = read_figure(written(value, qualifier=qualifier, style=style))
    assert figure is not None
    assert compare(figure, value, qualifier=qualifier) == "equal"


@given(values, values, qualifiers, qualifiers)
def test_comparing_always_answers(
    value: Any, other: Any, qualifier: Qualifier | None, said: Qualifier | None
) -> None:
    """Any figure can be compared with any fact."""
    figure = read_figure(written(value, qualifier=said))
    assert figure is not None
    assert compare(figure, other, qualifier=qualifier) in MATCHES
