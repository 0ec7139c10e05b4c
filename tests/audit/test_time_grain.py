"""A value of a month or a quarter is not that of the year that contains it, nor the reverse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

STORE = """
[topic.ferries]
title = "Ferries"

[metric.passengers]
title = "Ferry passengers"
topics = ["ferries"]
unit = "passengers"
area = "Merrow"
observations = [{ period = "2024-07", value = 71_800 }, { year = 2024, value = 604_300 }]

[metric.change]
title = "Change in ferry fares"
topics = ["ferries"]
unit = "percent"
area = "Merrow"
observations = [{ period = "2024-12", value = 4.3 }]

[metric.sinkings]
title = "Boats sunk"
topics = ["ferries"]
unit = "boats"
area = "Merrow"
observations = [{ period = "2024-Q2", value = 120 }, { period = "2024-Q3", value = 114 }]

[metric.crew]
title = "Crew members"
topics = ["ferries"]
unit = "people"
area = "Merrow"
observations = [{ period = "2024-06", value = 1_284 }, { period = "2023-12-31", value = 1_270 }]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024, 604,300 ferry passengers came to Merrow.", "matches"),
        ("In 2024, 71,800 ferry passengers came to Merrow.", "contradicts"),
        ("In July 2024, 604,300 ferry passengers came to Merrow.", "contradicts"),
        ("In the summer of 2024, 71,800 ferry passengers came to Merrow.", "matches"),
        ("In the year to July 2024, 71,800 ferry passengers came to Merrow.", "contradicts"),
        ("Ferry fares rose by 4.3% in December 2024.", "matches"),
        ("Ferry fares rose by 4.3% in 2024.", "contradicts"),
        ("In the third quarter of 2024, 114 boats were sunk.", "matches"),
        ("In 2024, 114 boats were sunk.", "contradicts"),
        ("The number of boats sunk fell by 5.0% in 2024.", "unknown"),
    ],
)
def test_a_year_is_not_one_of_its_parts(
    results: Callable[[str], str], text: str, expected: str
) -> None:
    """So it is for a change, and where the store has the year, or other parts of it."""
    assert results(text) == expected


@pytest.mark.parametrize("text", ["In 2024 there were {} crew members.", "Crew in 2024: {}."])
def test_what_is_counted_once_a_year_is_of_the_year(
    results: Callable[[str], str], text: str
) -> None:
    """Nothing else of that year is in the store."""
    assert results(text.format("1,284")) == "matches"
