"""Derived figures: worked out from the facts that a sentence names, and from no others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[topic.shops]
title = "Shops"

[metric.workers]
title = "Shop workers"
topics = ["shops"]
unit = "people"
observations = [
    { year = 2016, value = 15_270_000 },
    { year = 2020, value = 32_430_000 },
]

[metric.sales]
title = "Sales"
topics = ["shops"]
unit = "million euros"
observations = [
    { year = 2020, area = "Norland", value = 80 },
    { year = 2020, area = "Sudland", value = 30 },
    { year = 2020, area = "Westland", value = 10 },
    { year = 2020, area = "Republic", value = 120 },
    { year = 2019, area = "Republic", value = 60 },
    { year = 2018, area = "Republic", value = 40 },
]

[metric.costs]
title = "Costs"
topics = ["shops"]
unit = "million euros"
area = "Republic"
observations = [{ year = 2020, value = 105 }]

[metric.staff]
title = "Staff"
topics = ["shops"]
unit = "people"
observations = [
    { year = 2020, area = "Norland", value = 2_000 },
    { year = 2020, area = "Sudland", value = 8_000 },
]

[metric.returns]
title = "Rate of returns"
topics = ["shops"]
unit = "percent"
area = "Republic"
observations = [{ year = 2019, value = 6.4 }, { year = 2020, value = 5.1 }]
"""

Audited = Callable[[str], Finding]


@pytest.fixture(scope="module")
def last(audited: Audited) -> Audited:
    """The last finding of a text, of those that are not skipped."""

    def finding(text: str) -> Finding:
        found = audited(text)
        return [one for one in found if one.result != "skipped"][-1]

    return finding


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("In 2020 Norland accounted for two thirds of the sales of the Republic.", True),
        ("A quarter of Sudland's staff were in Norland in 2020.", True),
        ("In 2020 Norland had 25% of the staff of Sudland.", True),
        ("In 2020 Norland had a third of the staff of Sudland.", False),
    ],
)
def test_a_share_is_one_of_the_place_that_is_named_after_of(
    last: Audited, text: str, is_right: bool
) -> None:
    """Also if it is not the place that most facts of the store are about."""
    assert (last(text).result == "derived") == is_right


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("In 2020 sales in the Republic exceeded costs by 15 million euros.", True),
        ("In 2020 costs in the Republic exceeded sales by 15 million euros.", False),
        ("In 2020 the Republic had 15 million euros more in sales than in costs.", True),
        ("In 2020 the Republic had 15 million euros more in costs than in sales.", False),
        ("In 2020 the Republic had 15 million euros less in costs than in sales.", True),
    ],
)
def test_the_greater_of_two_metrics_is_named_as_such(
    last: Audited, text: str, is_right: bool
) -> None:
    """The size of a difference is not enough."""
    assert (last(text).result == "derived") == is_right


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "There were 15.27 million shop workers in 2016 and 32.43 million in 2020, up 112.4%.",
            "+112.4%: 15,270,000 in 2016 to 32,430,000 people in 2020",
        ),
        (
            "With 15.27 million shop workers in 2016, 32.43 million in 2020 is 17.16 million more.",
            "+17,160,000: 15,270,000 in 2016 to 32,430,000 people in 2020",
        ),
        (
            "Between 2016 and 2020 the number of shop workers more than doubled.",
            "2.12 times: 15,270,000 in 2016 to 32,430,000 people in 2020",
        ),
        (
            "In 2020 the Republic had sales of 120 million euros, twice as much as in 2019.",
            "2 times: 60 in 2019 to 120 million euros in 2020",
        ),
        (
            "The rate of returns fell from 6.4% in 2019 to 5.1% in 2020, or by 1.3 points.",
            "-1.3 points: 6.4 in 2019 to 5.1 percent in 2020",
        ),
        (
            "In 2020 Norland had two-thirds of the sales of the Republic.",
            "66.7%: 80 (Norland) of 120 million euros (Republic)",
        ),
        (
            "In 2020 sales were 30 million in Sudland and 10 million in Westland: 40 in all.",
            "40: 30 (Sudland) + 10 million euros (Westland)",
        ),
        (
            "In 2020 Norland had sales of 80 million euros. It sold 50 million more than Sudland.",
            "+50: 30 (Sudland) to 80 million euros (Norland)",
        ),
        (
            "In 2020 Norland sold for 80 million euros, Sudland for 30: together 91.7% of sales.",
            "91.7%: 80 (Norland) + 30 (Sudland) of 120 million euros (Republic)",
        ),
        (
            "In 2020 sales were 120 million euros. That is €3.70 per worker.",
            "3.700278: 120 million euros (Sales, Republic) / 32,430,000 people (Shop workers)",
        ),
        # The earlier one may be what is more
        (
            "In 2020 the rate of returns was 5.1%. In 2019 it was 6.4%, or 1.3 points more.",
            "+1.3 points: 5.1 in 2020 to 6.4 percent in 2019",
        ),
        (
            "In 2020 Norland, with 80 million euros, had sales one third below the national total.",
            "-33.3%: 120 (Republic) to 80 million euros (Norland)",
        ),
        (
            "In 2020 sales of the Republic exceeded costs by 15 million euros.",
            "+15: 105 (Costs) to 120 million euros (Sales)",
        ),
    ],
)
def test_the_arithmetic_is_shown(last: Audited, text: str, words: str) -> None:
    """With what tells the facts from one another."""
    finding = last(text)
    assert (finding.result, finding.message) == ("derived", words)


BOTH = "There were 15.27 million shop workers in 2016 and 32.43 million in 2020, "


def test_what_is_compared_with_an_earlier_value_is_the_newest(
    audited: Callable[[str], list[Finding]],
) -> None:
    """Where the text gives the earlier one alone."""
    found = audited(
        "Sales were 100% higher than in the year 2019, when they were 60 million euros."
    )
    assert (found[0].result, found[0].message) == (
        "derived",
        "+100%: 60 in 2019 to 120 million euros in 2020",
    )


def test_a_ratio_in_words_is_compared_with_what_stands_behind_it(
    audited: Callable[[str], list[Finding]],
) -> None:
    """A duration between them is not a fact."""
    found = audited(
        "The number of shop workers tripled in four years, from 15.27 million in 2016 to "
        "32.43 million in 2020."
    )
    messages = {finding.figure.text: finding.message for finding in found}
    assert messages["tripled"] == "2.12 times: 15,270,000 in 2016 to 32,430,000 people in 2020"


@pytest.mark.parametrize("text", [f"{BOTH}up 121.4%.", f"{BOTH}down 112.4%."])
def test_what_does_not_fit_contradicts_with_the_right_figure(last: Audited, text: str) -> None:
    """Where the sentence states both facts."""
    finding = last(text)
    assert finding.result == "contradicts"
    assert finding.message == "+112.4%: 15,270,000 in 2016 to 32,430,000 people in 2020"


def test_a_figure_for_a_wrong_time_still_shows_what_another_is_derived_from(
    audited: Callable[[str], list[Finding]],
) -> None:
    """Each of the two is judged by itself."""
    found = audited(
        "The 32.43 million shop workers of 2021 were 112.4% more than the 15.27 million of 2016."
    )
    results = [finding.result for finding in found if finding.result != "skipped"]
    assert results == ["contradicts", "derived", "matches"]


@pytest.mark.parametrize(
    "text",
    [
        # Of another statement
        f"{BOTH}but customers' patience shrank by 21%.",
        # For another time
        f"{BOTH}after they had grown by 21% between 2011 and 2013.",
    ],
)
def test_only_what_is_beside_both_facts_contradicts(last: Audited, text: str) -> None:
    """A figure elsewhere in the sentence may be about something else."""
    assert last(text).result == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        # Nothing says what it is derived from
        "That was 112.4% more.",
        "Sales were strong in 2020. The weather was 100% better.",
        # Two facts of which only one is named
        "In 2020 Norland had sales of 80 million euros, a share of 76% of something.",
        # The facts before are about something else
        "In 2020 sales were 120 million euros, costs 105 million. One in eight of us never shops.",
        # The right facts and another result
        "In 2020 Norland sold for 80 million euros, Sudland for 30: together 97.1% of sales.",
        "In 2020 sales were 120 million euros. That is €4.20 per worker.",
        "In 2020 the rate of returns was 5.1%. In 2019 it was 6.4%, or 2.3 points more.",
        # The right result and other facts
        "In 2020 Norland sold for 80 million euros, which was 91.7% of sales.",
        "In 2020 there were 32.43 million shop workers. That is €3.70 per shop.",
        # Free pairing: Westland and costs are not named
        "In 2020 sales in Norland came to 80 million euros, 70 million more than elsewhere.",
    ],
)
def test_what_is_not_named_is_not_derived(last: Audited, text: str) -> None:
    """Two of all facts would give nearly any figure."""
    assert last(text).result in ("unknown", "contradicts")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        # In the direction that the sentence says
        ("In 2020 Norland had sales of 80 million euros, 50 million more than Sudland.", "derived"),
        ("In 2020 sales in Norland were eight times as high as in Westland.", "derived"),
        ("In 2020 sales in Westland were eight times as high as in Norland.", "unknown"),
        ("In 2020 sales in Norland were 12 times as high as in Westland.", "unknown"),
        (
            "In 2020 Norland sold for 80 million euros. Sudland had sales of 30 million, 50 less.",
            "derived",
        ),
        # A change is one of a single area
        ("In 2020 sales in Norland rose by 50 million euros.", "unknown"),
        (
            "In 2020 sales in the Republic were 120 million euros, 60 million more than in 2019.",
            "derived",
        ),
    ],
)
def test_areas_are_compared_only_as_the_sentence_says(
    last: Audited, text: str, result: str
) -> None:
    """A change over time is one of one series; two areas need a comparing word."""
    found = last(text).result
    assert (found == "derived") == (result == "derived"), found


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        (
            "Sales were 120 million euros in 2020. In 2019 they were 60 million and rose by 60.",
            True,
        ),
        (
            "Sales were 120 million euros in 2020. In 2019 they were 60 million and fell by 60.",
            False,
        ),
        ("In 2019 sales were 60 million euros, which was 60 million lower than in 2020.", True),
    ],
)
def test_what_has_moved_did_so_from_the_earlier_to_the_later(
    last: Audited, text: str, *, is_right: bool
) -> None:
    """A level may be lower than a later one, but nothing fell to it from there."""
    assert (last(text).result == "derived") is is_right
