"""Verify: a fact stands in the place that it cites, elsewhere, or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from verify.findings import fact, found, quotation

TEXT = """\
# Training

More than 2.7 million people were trained in 2019, and 32.43 million in 2020.

Of 32.43 million people, a third learned to weld.

Seven years later, the team scored eight goals.
"""


@pytest.mark.parametrize(
    ("written", "paragraph", "result"),
    [
        ("More than 2.7 million", 2, "found"),
        ("more than 2.7 million", 2, "found"),
        ("more than 2.7 million people were trained", 2, "found"),
        ("more  than 2.7 million", 2, "found"),
        ("32.43 million", 2, "found"),
        ("32.43 million", 3, "found"),
        ("32.43 million people", 2, "elsewhere"),
        ("32.43 million people", 3, "found"),
        ("32.43 million", 4, "elsewhere"),
        ("2.7 million", 2, "not found"),
        ("2.43 million", 2, "not found"),
        ("34.23 million", 2, "not found"),
        ("32.43 billion", 2, "not found"),
        ("about 32.43 million", 2, "not found"),
        ("seven goals", 4, "not found"),
        ("eight goals", 4, "found"),
        ("eight goal", 4, "not found"),
        ("eight", 4, "found"),
    ],
)
def test_the_words_of_an_observation_stand_there_word_for_word(
    written: str, paragraph: int, result: str
) -> None:
    """White space and the case of the first letter aside; with its qualifier and its noun."""
    assert found(fact(written, paragraphs=(paragraph,)), TEXT).result == result


@pytest.mark.parametrize(
    ("words", "result", "said"),
    [
        ("a third learned to weld", "found", "Of 32.43 million people, a third learned to weld."),
        ("Of 32.43 million people", "found", "Of 32.43 million people, a third learned to weld."),
        (
            "people were trained",
            "elsewhere",
            "not in paragraph 3, but in paragraph 2; write paragraph = 2",
        ),
        (
            "a third learned to knit",
            "not found",
            'not in paragraph 3; the nearest words are "a third learned to weld."',
        ),
        ("the minister resigned", "not found", "not in paragraph 3"),
    ],
)
def test_the_words_of_a_policy_stand_there(words: str, result: str, said: str) -> None:
    """Else it is told where they stand, or what comes nearest to them."""
    finding = found(quotation(words, paragraphs=(3,)), TEXT)
    assert (finding.result, finding.message) == (result, said)


def test_a_quotation_stands_in_one_of_its_paragraphs_a_figure_in_each() -> None:
    """A sentence is in one place; a figure that is said to stand in two has to."""
    assert found(quotation("learned to weld", paragraphs=(2, 3)), TEXT).result == "found"
    assert found(fact("32.43 million", paragraphs=(2, 3)), TEXT).result == "found"
    finding = found(fact("eight goals", paragraphs=(3, 4)), TEXT)
    assert finding.message == "not in paragraph 3, but in paragraph 4; write paragraph = 4"


def test_a_fact_without_a_place_is_looked_for_in_the_whole_text() -> None:
    """And the place is reported."""
    finding = found(quotation("learned to weld"), TEXT)
    assert (finding.result, finding.paragraphs) == ("found", (3,))
    assert found(quotation("learned to knit"), TEXT).message == (
        'not in the text; the nearest words are "learned to weld."'
    )


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"paragraphs": (9,)}, "there is no paragraph 9; the text has 4 paragraphs"),
        ({"pages": (2,)}, "the text has no pages; cite the paragraph"),
    ],
)
def test_a_place_that_the_text_lacks_is_not_found(place: dict[str, Any], words: str) -> None:
    """Whether there are words to look for or not."""
    for one in (quotation("learned to weld", **place), quotation(None, **place)):
        finding = found(one, TEXT)
        assert (finding.result, finding.message) == ("not found", words)


def test_without_words_there_is_nothing_to_look_for() -> None:
    """A policy that has no `written` is unchecked, and it is said what to add."""
    finding = found(quotation(None, paragraphs=(3,)), TEXT)
    assert finding.result == "unchecked"
    assert finding.message == "it has no `written`; add the words that it is taken from"


def test_pages_are_those_of_the_text() -> None:
    """Between form feeds; a figure on another page is elsewhere."""
    text = "One page.\n\n\fThere were 310 storks.\n\fAnd 12.5% of the land is wet.\n"
    assert found(fact("310 storks", pages=(2,)), text, "a.txt").result == "found"
    finding = found(fact("310 storks", pages=(1,)), text, "a.txt")
    assert finding.message == "not on page 1, but on page 2; write page = 2"
    assert found(fact("310 storks", pages=(4,)), text, "a.txt").message == (
        "there is no page 4; the text has 3 pages"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("They made 2.7 mil-\nlion cars.", "2.7 million cars"),
        ("They made 2.7\u00a0million¹ cars.", "2.7 million cars"),
        ("A share of 93·8 per cent.", "93.8 per cent"),
        ("In all 15\u2007270\u2007000 cars.", "15 270 000 cars"),
        ("They made «2.7 million» cars.", '"2.7 million" cars'),
        ("A range of 3.4–3.6 million.", "3.4-3.6 million"),
        ("It is the ﬁrst of 41,500 cars.", "the first of 41,500 cars"),
    ],
)
def test_typography_is_no_difference(text: str, written: str) -> None:
    """Hyphens at a line's end, footnote marks, blanks that group, dashes, quotes, ligatures."""
    assert found(fact(written, paragraphs=(1,)), text, "a.txt").result == "found"
