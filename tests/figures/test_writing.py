"""Writing: values, ranges, margins and qualifiers in one line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport.figure_text import write_figure, write_number


@pytest.mark.parametrize(
    ("stated", "written"),
    [
        ((2_700_000, None, None, "more than"), "> 2,700,000"),
        ((10_000_000, None, None, "about"), "≈ 10,000,000"),
        ((52, None, None, None), "52"),
        ((None, 3_400_000, 3_600_000, None), "3,400,000–3,600,000"),
        ((None, -3, 5, "about"), "≈ -3 to 5"),
        ((7.2, 6.8, 7.6, None), "7.2 ± 0.4"),
        ((2.3, 1.9, 2.8, None), "2.3 (1.9–2.8)"),
        ((-1.5, None, None, "at least"), "≥ -1.5"),
        ((4.0, None, None, None), "4.0"),
        ((5.0, 4.0, 6.0, None), "5.0 ± 1.0"),
        ((None, 3.0, 4.25, None), "3.0–4.25"),
        ((1e22, None, None, None), "10,000,000,000,000,000,000,000"),
        ((None, None, None, None), ""),
    ],
)
def test_what_is_stated_is_written_in_one_line(stated: tuple[Any, ...], written: str) -> None:
    """The sign of the qualifier, the value or the range, grouped and exact."""
    assert write_figure(*stated) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6) | st.integers())
def test_a_number_is_written_exactly(value: Decimal | int) -> None:
    """Nothing is rounded: without its commas it is the number."""
    assert Decimal(write_number(value).replace(",", "")) == Decimal(value)
