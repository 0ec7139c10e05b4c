"""Writing: what is written, by us or as others do, reads as what it was."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from figure_strategies import STYLES, Style, qualifiers, values, written
from hypothesis import given
from hypothesis import strategies as st

from factreport.figures import read_figure, write_figure
from factreport.model import Qualifier


@given(
    values, st.sampled_from(["", "%", "$", "€", "£", "¥"]), qualifiers, st.sampled_from(STYLES[:4])
)
def test_write_then_read_is_the_identity(
    value: Any, unit: str, qualifier: Qualifier | None, style: Style
) -> None:
    """A value written in any style with any unit and qualifier reads as what it was."""
    figure = read_figure(written(value, unit=unit, qualifier=qualifier, style=style))
    assert figure is not None
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    assert (figure.value, figure.upper, figure.unit, figure.qualifier) == (
        *(exact, None),
        *(unit, qualifier),
    )


@given(st.integers(-(10**15) + 1, 10**15 - 1) | st.integers(-300, 3000), qualifiers, st.booleans())
def test_words_then_read_is_the_identity(
    value: Any, qualifier: Qualifier | None, percent: bool
) -> None:
    """Every whole number under a quadrillion can be written in words and read back."""
    unit = "%" if percent else ""
    figure = read_figure(written(value, unit=unit, qualifier=qualifier, style="words"))
    assert figure is not None
    assert (figure.value, figure.unit, figure.qualifier) == (value, unit, qualifier)


@pytest.mark.parametrize(
    ("value", "style", "words"),
    [
        (15270000, "digits", "15,270,000"),
        (15270000, "spaces", "15\u202f270\u202f000"),
        (15270000, "magnitude", "15.27 million"),
        (440000, "magnitude", "440,000"),
        (440000, "short", "440k"),
        (3100000000, "short", "3.1bn"),
        (Decimal("1.2e12"), "short", "1.2tn"),
        (-5.5, "digits", "-5.5"),
        (250206, "words", "two hundred and fifty thousand two hundred and six"),
        (-29, "words", "minus twenty-nine"),
        (1, "words", "1"),
        (1e22, "digits", "10,000,000,000,000,000,000,000"),
    ],
)
def test_writes_a_style(value: Any, style: Style, words: str) -> None:
    """Each style looks as it should, ours and those that the laws above are tried on."""
    assert written(value, style=style) == words


def test_writes_unit_and_qualifier() -> None:
    """The qualifier stands in front, a percent sign behind, a currency sign after the sign."""
    assert write_figure(93.8, unit="%", qualifier="about") == "about 93.8%"
    assert write_figure(-5, unit="$") == "-$5"
    assert written(6, unit="%", style="words") == "six percent"
