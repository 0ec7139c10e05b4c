"""Trivia: what nobody would keep does not become an entry."""

from __future__ import annotations

import pytest
from capture.proposals import records


@pytest.mark.parametrize(
    "text",
    [
        "Two competing theories exist on the effect of a downturn.",
        "This continues the pattern seen over the last two decades.",
        "Half of them occur in the first 10 years of marriage.",
        "Rates have been stable over the 11 year period.",
        "A petitioner must prove one or more of five facts.",
        "It is highest for those aged either 25 to 29 or older.",
        "The 35-54 years age group was stable.",
        "They were not asked of people 80 years and older.",
        "It has goals: 1) to grow; and 2) to help.",
        "The Marriage Act 2013 makes provision for it.",
        "See Population Trends 145.",
        "17 U.S. Department of Education, Office of Education.",
        "The harmful use of it is known (WHO, 2014b).",
        "As defined in Section 27A of the Act.",
        "The estimates for quarter 2 of 2012 were low.",
        "It is in the act.15 This includes the staff.",
        "The paper of 2024 shows this growth over 20 years, and it grew for 20 years.",
        "Those waiting less than 18 weeks were treated in 2024.",
        "The rule is in 17 CFR 229 since 2024.",
        "The report (PDF, 1.2 MB) appeared in 2024.",
        "Without the strike the port would have handled 4,900 tonnes in 2024.",
    ],
)
def test_marks_labels_ages_and_phrases_are_no_facts(text: str) -> None:
    """Only what the text tells as data is proposed."""
    numbers = [(one.value, one.unit) for one in records(text) if one.unit != "percent"]
    assert numbers == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They won seven matches in all.", [7]),
        ("Two people were killed in 2024.", [2]),
        ("Two people were killed and 38 were injured.", [2, 38]),
        ("The stay rose by two days.", [2]),
        ("The index (144.4) is high.", [144.4]),
        ("In the north (14) and in the south (9), ships came.", [14, 9]),
        ("In all, 145 people came to Act 2013.", [145]),
    ],
)
def test_few_things_that_are_told_as_data_are_facts(text: str, values: list[float]) -> None:
    """With a time, beside another figure, or as the object of a verb; brackets are not marks."""
    assert [one.value for one in records(text)] == values


def test_numbers_in_brackets_that_count_from_one_are_footnotes() -> None:
    """Wherever they stand in the text."""
    text = "Income (1) was $19 million and debt (2) $5 million.\n\n(1) See below.\n\n(2) Net."
    assert [one.value for one in records(text)] == [19_000_000, 5_000_000]


def test_a_rough_share_before_the_exact_one_is_left_out() -> None:
    """Both say the same."""
    found = records("Almost half (48%) of the couples came in 2012.")
    assert [(one.value, one.qualifier) for one in found] == [(48, None)]


def test_a_paragraph_that_was_a_table_has_no_facts() -> None:
    """Nobody knows any more which row and which column its numbers were in."""
    numbers = " ".join(f"{number} $ {number / 10} %" for number in range(1_001, 1_041))
    assert records(f"Sales and costs {numbers}.") == []
