"""A value of a month or a quarter is not that of the year that contains it, nor the reverse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

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

[metric.berths]
title = "Berths let"
topics = ["ferries"]
unit = "berths"
area = "Merrow"
observations = [{ year = 2011, value = 9_850 }, { period = "2016/17", value = 10_640 }]

[metric.berths-change]
title = "Change in berths reserved"
topics = ["ferries"]
unit = "percent"
area = "Merrow"
observations = [{ year = 2024, value = 61, qualifier = "more than" }]
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berths let rose from 9,850 in 2011 to 10,640 in 2016/17.", "matches matches"),
        ("Berths let fell from 9,850 in 2011 to 10,640 in 2016/17.", "matches contradicts"),
        ("Berths let rose to 10,640 in 2016/17.", "matches"),
        ("Berths let fell to 10,640 in 2016/17.", "contradicts"),
        (
            "Berths let rose from 9,850 in 2011 to 10,640 in 2016/17, by 8%.",
            "matches matches derived",
        ),
    ],
)
def test_a_split_year_is_as_long_as_a_year(
    audited: Callable[[str], list[Finding]], text: str, expected: str
) -> None:
    of_values = [found.result for found in audited(text) if found.result != "skipped"]
    assert " ".join(of_values) == expected


@pytest.mark.parametrize(
    "words", ["over 61 per cent", "more than 61%", "over 61 percent", "just over 61%"]
)
def test_a_percentage_over_a_number_is_not_an_age(
    results: Callable[[str], str], words: str
) -> None:
    assert results(f"The berths reserved rose by {words} in 2024.") == "matches"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 10,640 berths let in 2016/17, more than in 2011.", "matches"),
        ("There were 10,640 berths let in 2016/17, down on 2011.", "contradicts"),
        ("Berths let were 10,640 last year.", "matches"),
        ("Berths let were 9,850 last year.", "contradicts"),
    ],
)
def test_a_level_may_say_behind_it_how_it_moved(
    audited: Callable[[str], list[Finding]], text: str, expected: str
) -> None:
    """And "last year" is not long before the newest value."""
    assert [found.result for found in audited(text) if found.result != "skipped"] == [expected]
