"""Areas and groups: a figure is of those that are named, and of the whole where none is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[topic.work]
title = "Work"

[metric.bakers]
title = "Bakers"
topics = ["work"]
unit = "people"
area = "Larkland"
observations = [
    { year = 2022, value = 4_810 },
    { year = 2022, group = "women", value = 1_930 },
    { year = 2022, group = "men", value = 2_880 },
    { year = 2022, group = "hotels and restaurants", value = 910 },
    { year = 2022, area = "Hill Shire", value = 740 },
    { year = 2022, area = "Dale Shire", value = 1_260 },
]

[metric.apprentices]
title = "Share of women among the apprentices"
topics = ["work"]
unit = "percent"
area = "Larkland"
observations = [{ year = 2022, value = 37 }]
"""

Audited = Callable[[str], list[Finding]]
Results = Callable[[str], str]


@pytest.fixture(scope="module")
def results(audited: Audited) -> Results:
    """The results of a text in one line, without what is skipped."""

    def of_text(text: str) -> str:
        found = audited(text)
        return " ".join(one.result for one in found if one.result != "skipped")

    return of_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The whole where none is named, and only the part that is
        ("There were 4,810 bakers in 2022.", "matches"),
        ("There were 1,930 bakers in 2022.", "contradicts"),
        ("There were 740 bakers in 2022.", "unknown"),
        ("In 2022, 1,930 bakers were women.", "matches"),
        ("In 2022, 2,880 bakers were women.", "contradicts"),
        ("In 2022, 4,810 bakers were women.", "contradicts"),
        ("Among women, 1,930 were bakers in 2022.", "matches"),
        ("In 2022, hotels had 910 bakers.", "matches"),
        ("In 2022, hotels had 1,930 bakers.", "contradicts"),
        # By clause, with what was named last
        ("In 2022 there were 740 bakers in Hill Shire and 1,260 in Dale Shire.", "matches matches"),
        ("In 2022 there were 1,260 bakers in Hill Shire.", "contradicts"),
        # A pronoun carries the name on; a name that is compared with is not a subject
        ("Bakers in Hill Shire are few. In 2022 they were 740.", "matches"),
        ("Bakers in Hill Shire are few. In 2022 they were 1,260.", "contradicts"),
        ("Men outdid women: 2,880 of them were bakers in 2022.", "matches"),
        ("Men did better than women: 1,930 of them were bakers in 2022.", "unknown"),
        # A name does not persist in a new paragraph, nor against "a total"
        ("Hill Shire is quiet.\n\nThere were 4,810 bakers in 2022.", "matches"),
        ("Hill Shire had 740 bakers in 2022, out of a total of 4,810.", "matches matches"),
        # A short heading names what its section is about; a long one tells a story
        ("# Hill Shire\n\nThere were 740 bakers in 2022.", "matches"),
        (
            "# Bread is dear where Hill Shire begins\n\nThere were 740 bakers in 2022.",
            "unknown",
        ),
        # A place that the store does not know
        ("In Otterland, there were 4,810 bakers in 2022.", "unknown"),
        # A group in a title has to be named, and no other one
        ("In 2022, 37% of the apprentices were women.", "matches"),
        ("In 2022, 37% of the apprentices were men.", "unknown"),
        ("In 2022 their share among the apprentices was 37%.", "unknown"),
    ],
)
def test_a_figure_is_of_what_is_named(results: Results, text: str, expected: str) -> None:
    """What the text does not name, or names elsewhere, is not meant."""
    assert results(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2022 Hill Shire and Dale Shire had {} and {} bakers, respectively.",
        "Hill Shire and Dale Shire had {} and {} bakers in 2022.",
        "In 2022 Hill Shire and Dale Shire had bakers. They counted {} and {} bakers.",
        "In 2022 it was Hill Shire and Dale Shire. The former had {} bakers, the latter {}.",
        "Of Hill Shire and Dale Shire: in 2022, {} bakers in the former and {} in the latter.",
    ],
)
def test_figures_are_those_of_names_in_the_same_order(results: Results, text: str) -> None:
    """Swapped, both are wrong: each is the value of the other place."""
    assert results(text.format(740, "1,260")) == "matches matches"
    assert "matches" not in results(text.format("1,260", 740))


def test_an_apposition_is_no_list(results: Results) -> None:
    """Only an "and" before the last one makes figures a list."""
    text = "In 2022, behind Larkland and Dale Shire came Hill Shire: 740 bakers, some 520 fewer."
    assert results(text).startswith("matches")
