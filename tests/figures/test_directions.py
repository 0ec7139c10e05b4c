"""Directions: the words for a change."""

from __future__ import annotations

import pytest

from factreport.english.directions import BETWEEN_FIGURES, DIRECTIONS, WITH_OBJECT
from factreport.figures.reading import read


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Output is plummeting 12 percent a year", "down"),
        ("The index advances 3%", "up"),
        ("Sinking 4% a year, stocks are low", "down"),
        ("They were trimming 2% of the staff", "down"),
        ("a stock 12% larger than in May", "up"),
        ("a stock 12% smaller than in May", "down"),
        ("the contract 5% of them signed", None),
    ],
)
def test_each_form_of_a_verb_gives_the_direction_of_a_change(
    text: str, direction: str | None
) -> None:
    """Not only the past, and not only of the commonest verbs."""
    assert [figure.direction for figure in read(text).figures] == [direction]


def test_an_audit_knows_every_word_for_a_direction_that_figures_know() -> None:
    """There is one table, and no word has two directions in it."""
    assert (DIRECTIONS | WITH_OBJECT).items() <= BETWEEN_FIGURES.items()
