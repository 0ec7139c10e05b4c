"""What a figure means by the words of others: their group, their time, their qualifier."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[topic.mills]
title = "Mills"

[metric.output]
title = "Paper made"
topics = ["mills"]
unit = "tonnes"
area = "Ardland"
observations = [
    { year = 2023, value = 50_000 },
    { year = 2024, value = 60_000 },
    { year = 2024, area = "Wick", value = 20_000 },
    { year = 2023, area = "Wick", value = 17_500 },
]

[metric.forest]
title = "Forest cut down"
topics = ["mills"]
unit = "hectares"
area = "Ardland"
observations = [{ year = 2024, written = "about 8,900" }]

[metric.defects]
title = "Rate of defects"
topics = ["mills"]
unit = "percent"
area = "Ardland"
observations = [
    { year = 2024, value = 3.9 },
    { year = 2024, area = "Wick", value = 22.6 },
]

[metric.staff]
title = "Staff"
topics = ["mills"]
unit = "people"
area = "Ardland"
observations = [
    { year = 2024, value = 2_980 },
    { year = 2024, group = "engineering", value = 1_640 },
    { year = 2024, group = "aged 60 and over", value = 317 },
    { year = 2024, group = "drying rooms", value = 420 },
]

[metric.frost]
title = "Days of frost"
topics = ["mills"]
unit = "days"
area = "Ardland"
observations = [{ year = 2024, value = 34 }]

[metric.margin]
title = "Profit margin"
topics = ["mills"]
unit = "percent"
area = "Ardland"
observations = [{ period = "2024-Q2", value = 11.2 }, { period = "2024-Q3", value = 12.0 }]

[metric.age]
title = "Median age"
topics = ["mills"]
unit = "years"
area = "Ardland"
observations = [{ year = 2023, value = 40.3 }, { year = 2024, value = 42.6 }]
"""

Audited = Callable[[str], list[Finding]]
Results = Callable[[str], str]


@pytest.fixture(scope="module")
def results(audited: Audited) -> Results:
    """The results for the figures of a text, years and dates apart."""

    def found(text: str) -> str:
        findings = audited(text)
        return " ".join(one.result for one in findings if one.message not in ("a year", "a date"))

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A figure that restates another one has its qualifier
        ("In 2024 about 8,900 hectares of forest, or 89 square kilometres, were cut down.",
         "matches matches"),
        ("In 2024 about 8,900 hectares of forest, or 98 square kilometres, were cut down.",
         "matches unknown"),
        # "The national figure" is that of the whole, whatever the text was about before
        (("Wick made 20,000 tonnes of paper in 2024. They are a third of the national total of "
         "60,000 tonnes of paper."), "matches derived matches"),
        # "At the latest count" has a time of its own
        ("In 2023 Wick made 17,500 tonnes of paper, at the latest count 20,000 tonnes.",
         "matches matches"),
        # Rates have a ratio, too
        ("The 2024 rate of defects in Wick was 22.6%, nearly six times the national rate of 3.9%.",
         "matches derived matches"),
        (("In 2024 the rate of defects in Wick was 22.6%, nearly eight times the national rate "
         "of 3.9%."), "matches unknown matches"),
        # "Amounts to" gives a change, not a level
        (("Ardland made 50,000 tonnes of paper in 2023, and 60,000 tonnes in 2024; the increase "
         "amounts to 20%."), "matches matches derived"),
        # Those who do a thing are its group
        ("Of the staff in 2024, 1,640 are engineers.", "matches"),
        # A name may have an "and"
        ("Of the staff, 317 were people aged 60 and over in 2024.", "matches skipped"),
        ("Of the staff, 371 were people aged 60 and over in 2024.", "contradicts skipped"),
        # A word between a figure and what it counts
        ("In 2024 there were 34 frosty days.", "matches"),
        ("In 2024 there were 43 frosty days.", "unknown"),
        # A fact that the sentence names goes before one that only the text before names
        (
            ("Of the staff, 317 were aged 60 and over in 2024. The median age, 40.3 years in "
            "2023, was 42.6 in 2024."),
            "matches skipped matches matches",
        ),
        # A multiple is of what the sentence before is about, if its own names nothing
        ("In 2024 the median age was 42.6 years. It has tripled.", "matches contradicts"),
        ("In 2024 the median age was 42.6 years. Sales of tea tripled.", "matches skipped"),
        # Hundredths of a point
        (("From the second to the third quarter of 2024 the profit margin widened by 80 basis "
         "points, from 11.2% to 12.0%."), "derived matches matches"),
        (("From the second to the third quarter of 2024 the profit margin widened by 18 basis "
         "points, from 11.2% to 12.0%."), "contradicts matches matches"),
    ],
)  # fmt: skip
def test_a_figure_means_what_the_words_around_it_carry(
    results: Results, text: str, expected: str
) -> None:
    assert results(text) == expected
