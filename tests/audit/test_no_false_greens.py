"""A wrong figure is shown as wrong, however near it is to a fact of the store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[topic.ferries]
title = "Ferries"

[metric.wait]
title = "Median time at the quay"
topics = ["ferries"]
unit = "days"
area = "Merrow"
observations = [
    { year = 2023, value = 24.3 },
    { year = 2024, value = 28.6 },
    { year = 2024, group = "lorries", value = 31.7 },
]

[metric.passengers]
title = "Ferry passengers"
topics = ["ferries"]
unit = "passengers"
area = "Merrow"
observations = [
    { period = "2023-06", value = 61_400 },
    { period = "2024-06", value = 64_900 },
    { period = "2024-07", value = 71_800 },
]

[metric.boarded]
title = "Share of passengers who boarded within 15 minutes"
topics = ["ferries"]
unit = "%"
area = "Merrow"
observations = [{ year = 2023, value = 82.7 }, { year = 2024, value = 87.3 }]

[metric.rent]
title = "Average monthly rent of a berth"
topics = ["ferries"]
unit = "EUR"
area = "Merrow"
observations = [{ year = 2024, value = 385 }]

[metric.berths]
title = "Harbour berths"
topics = ["ferries"]
unit = "berths"
area = "Merrow"
observations = [{ year = 2023, value = 8_400 }, { year = 2024, value = 9_240 }]

[metric.oxygen]
title = "Concentration of dissolved oxygen in the harbour"
topics = ["ferries"]
unit = "mg/l"
area = "Merrow"
observations = [{ year = 2024, value = 8.46 }]

[metric.adjusted-profit]
title = "Adjusted operating profit"
topics = ["ferries"]
unit = "EUR"
area = "Merrow"
observations = [{ year = 2024, value = 4_170_000 }]

[metric.net-profit]
title = "Net profit"
topics = ["ferries"]
unit = "EUR"
area = "Merrow"
observations = [{ year = 2024, value = 2_950_000 }]
"""

COLLISIONS = """
[metric.collisions]
title = "Ferry collisions"
topics = ["ferries"]
unit = "collisions"
area = "Merrow"
observations = [{ year = 2024, value = 662 }]

[metric.casualties]
title = "Casualties in collisions"
topics = ["ferries"]
unit = "casualties"
area = "Merrow"
observations = [{ year = 2024, value = 671 }]

[metric.fall]
title = "Fall in casualties"
topics = ["ferries"]
unit = "casualties"
area = "Merrow"
observations = [{ year = 2024, value = 33 }]
"""
STORE += COLLISIONS

Audited = Callable[[str], list[Finding]]
Results = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024 the median time at the quay was 28.6 days. For lorries it was 31.7 days.",
         "matches matches"),
        ("In 2024 the median time at the quay was 28.6 days. For lorries it was 99.9 days.",
         "matches unknown"),
        ("In 2024 the median time at the quay was 4.3 days longer than in 2023.", "derived"),
        ("In 2024 the median time at the quay was 3.4 days longer than in 2023.", "contradicts"),
        ("In 2024 the ferries were full, a 17-month high.", "skipped"),
    ],
)  # fmt: skip
def test_a_duration_is_a_figure_where_a_metric_of_time_is_named(
    results: Results, text: str, expected: str
) -> None:
    """It is only skipped where the text is about no such metric."""
    assert results(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024 the concentration of dissolved oxygen averaged 8.46 mg/l.", "matches"),
        ("In 2024 the concentration of nitrate averaged 8.46 mg/l.", "unknown"),
        ("Adjusted operating profit came to €4.17 million in 2024.", "matches"),
        ("Net profit came to €4.17 million in 2024.", "contradicts"),
        ("In 2024 the median time at the quay was 28.6 days.", "matches"),
        ("In 2024 the mean time at the quay was 28.6 days.", "unknown"),
    ],
)
def test_the_subject_of_a_sentence_says_what_its_figure_is_of(
    results: Results, text: str, expected: str
) -> None:
    """A figure of another thing of the same kind is not that of the subject."""
    assert results(text) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("| 2024 | Ferry passengers |\n|---|---|\n| June | 64,900 |\n| July | 71,800 |",
         "matches matches"),
        ("| 2024 | Ferry passengers |\n|---|---|\n| June | 71,800 |\n| July | 64,900 |",
         "contradicts contradicts"),
        ("| Year | June | July |\n|---|---|---|\n| Passengers in 2024 | 64,900 | 71,800 |",
         "matches matches"),
        ("| Year | June | July |\n|---|---|---|\n| Passengers in 2024 | 61,400 | 71,800 |",
         "contradicts matches"),
    ],
)  # fmt: skip
def test_a_month_in_a_header_is_the_time_of_its_cells(
    results: Results, table: str, expected: str
) -> None:
    """It is of the year that the other header or the corner of the table names."""
    assert results(table) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024, 87.3% of passengers had boarded within 15 minutes.", "matches skipped"),
        ("In 2024, 87.3% of passengers had boarded within 20 minutes.", "unknown skipped"),
        ("In 2024, 87.3% of passengers had not boarded within 15 minutes.", "unknown skipped"),
        ("The average rent of a berth was €385 a month in 2024.", "matches"),
        ("The average rent of a berth was €385 a week in 2024.", "unknown"),
        ("The share of passengers who boarded within 15 minutes rose to 87.3% from 82.7%.",
         "skipped matches matches"),
        ("The share of passengers who boarded within 15 minutes fell to 82.7% from 87.3%.",
         "skipped contradicts contradicts"),
    ],
)  # fmt: skip
def test_a_limit_a_period_a_negation_and_the_order_of_a_change_count(
    results: Results, text: str, expected: str
) -> None:
    """The value alone does not make a figure right."""
    assert results(text) == expected


@pytest.mark.parametrize(("said", "expected"), [("up", "matches"), ("down", "contradicts")])
def test_a_sentence_that_goes_on_gives_the_direction_of_the_one_before(
    results: Results, said: str, expected: str
) -> None:
    """Its own figure is that from which the last one changed."""
    text = "In 2024 harbour berths numbered 9,240. That was {} from 8,400 in 2023."
    assert results(text.format(said)) == f"matches {expected}"


def test_no_fact_is_meant_among_figures_without_words(results: Results, audited: Audited) -> None:
    """A sentence of nothing but figures has the value of any fact, by chance."""
    assert results("Ferry passengers in June 2024: 64,900.") == "matches"
    crowded = audited(f"Ferry passengers in June 2024: {'64,900 people, ' * 60}.")
    assert {finding.message for finding in crowded} == {
        "a year", "too many figures stand around it"
    }  # fmt: skip
    assert not any(finding.result == "matches" for finding in crowded)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024 there were 671 casualties in 662 ferry collisions.", "matches matches"),
        ("In 2024 there were 662 casualties in 671 ferry collisions.", "contradicts contradicts"),
        ("In 2024 there were casualties in more than 662 ferry collisions.", "contradicts"),
        ("In 2024 there were 33 fewer casualties than a year earlier.", "matches"),
        ("In 2024 there were 33 more casualties than a year earlier.", "contradicts"),
    ],
)
def test_a_figure_counts_what_its_own_noun_says(results: Results, text: str, expected: str) -> None:
    """The noun of another metric, or the opposite of a fall, is not this fact."""
    assert results(text) == expected


def test_a_fact_of_another_unit_is_said_to_count_that(audited: Audited) -> None:
    """A keyword would not help; the word for what is counted would."""
    (finding,) = [one for one in audited("Here 662 casualties came.") if one.result == "unknown"]
    assert finding.message == ('its unit is "collisions", not "casualties"')
