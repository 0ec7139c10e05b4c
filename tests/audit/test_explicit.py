"""Explicit evidence: what the words of a figure rule out, and what is only inherited."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[topic.harbour]
title = "Harbour"

[metric.deposits]
title = "Deposits"
topics = ["harbour"]
unit = "EUR"
observations = [
    { date = 2024-06-30, value = 61_000_000_000 },
    { date = 2024-09-30, value = 63_800_000_000 },
    { date = 2024-09-30, group = "households", value = 38_700_000_000 },
    { date = 2024-09-30, group = "non-financial corporations", value = 17_100_000_000 },
    { date = 2023-12-31, group = "non-financial corporations", value = 16_900_000_000 },
]

[metric.growth]
title = "Annual growth rate of deposits"
topics = ["harbour"]
unit = "%"
observations = [
    { period = "2024-06", value = 5.8 },
    { period = "2024-09", value = 4.1 },
]

[metric.rate]
title = "Interest rate on new housing loans, not those of non-financial corporations"
topics = ["harbour"]
unit = "%"
observations = [
    { period = "2024-08", value = 3.71 },
    { period = "2024-09", value = 3.66 },
    { period = "2023-09", value = 4.22 },
    { period = "2014-09", value = 2.87 },
]

[metric.delays]
title = "Causes of delays"
topics = ["harbour"]
unit = "%"
observations = [
    { year = 2024, group = "lack of crew", value = 14.3 },
    { year = 2024, group = "other causes", value = 22.6 },
]

[metric.visits]
title = "Library visits"
topics = ["harbour"]
unit = "visits"
observations = [{ year = 2024, value = 60_800_000 }]

[metric.museums]
title = "Museum visits"
topics = ["harbour"]
unit = "visits"
observations = [{ year = 2024, value = 26_900_000 }]

[metric.staff]
title = "Staff of the libraries"
topics = ["harbour"]
unit = "people"
observations = [{ year = 2024, value = 7_020 }]

[metric.passengers]
title = "Air passengers"
topics = ["harbour"]
unit = "passengers"
observations = [
    { year = 2024, area = "Greece", value = 588_433 },
    { year = 2024, area = "Thessaloniki", value = 368_119 },
]

[metric.population]
title = "Population"
topics = ["harbour"]
unit = "people"
observations = [
    { year = 2024, group = "aged 0–14", value = 912_400 },
    { year = 2024, group = "aged 65 and over", value = 833_300 },
]
"""

Audited = Callable[[str], list[Finding]]
OPENING = (
    "Deposits were €63.8bn on 30 September 2024 and €61bn on 30 June 2024. Library visits reached "
    "60.8 million in 2024 and museum visits 26.9 million; the staff of the libraries was 7,020.\n\n"
)


def _results(text: str, audited: Audited) -> str:
    found = audited(OPENING + text)
    lines = OPENING.count("\n")
    return " ".join(
        "wrong" if finding.is_wrong else "right"
        for finding in found
        if finding.result != "skipped" and (finding.place.line or 0) > lines
    )


@pytest.mark.parametrize(
    ("sentence", "results"),
    [
        # A month is not a place, and may be of the year that the store is about.
        ("A new mortgage cost 3.66% in September, less than in August (3.71%).", "right right"),
        ("A new mortgage cost 3.66% in August, more than in September (3.71%).", "wrong wrong"),
        # "A year before" is a year before the other figure.
        ("The mortgage cost 3.66% in September, against 4.22% a year before.", "right right"),
        ("The mortgage cost 3.66% in September, against 2.87% a decade before.", "right right"),
        ("The mortgage cost 3.66% in September, against 2.87% a year before.", "right wrong"),
    ],
)
def test_a_time_rules_out_what_it_says(sentence: str, results: str, audited: Audited) -> None:
    """A month without a year, and a time relative to that of another figure, are checked."""
    assert _results(sentence, audited) == results


@pytest.mark.parametrize(
    ("sentence", "results"),
    [
        ("The corporations held €17.1bn.", "right"),
        ("Delays came down to missing crew in 14.3% of cases.", "right"),
        ("Delays came down to missing crew in 22.6% of cases.", "wrong"),
        ("Museum guards and cashiers welcomed 26,900,000 visits.", "right"),
        ("Museum visits came to 60,800,000.", "wrong"),
        ("Passengers ran from 588,433 in Greece to 368,119 in Thessaloniki.", "right right"),
        ("Passengers ran from 588,433 in Thessaloniki to 368,119 in Greece.", "wrong wrong"),
    ],
)
def test_a_word_of_another_entry_rules_a_fact_out(
    sentence: str, results: str, audited: Audited
) -> None:
    """The head noun of a group names it; a word of another group or metric names that one."""
    assert _results(sentence, audited) == results


def test_growth_that_eases_has_no_wrong_direction(audited: Audited) -> None:
    """A rate of growth may fall."""
    assert _results("Annual growth of deposits eased to 4.1%, from 5.8% in June.", audited) == (
        "right right"
    )


def test_a_row_of_money_may_end_in_who_has_it(audited: Audited) -> None:
    """The corner of a table names the unit of a row about the money of companies."""
    table = "| € billion | Dec 2023 | Sep 2024 |\n|---|--:|--:|\n"
    row = "| Deposits of corporations | 16.9 | 17.1 |\n"
    assert _results(table + row, audited) == "right right"


def test_a_slip_far_away_changes_no_other_result(audited: Audited) -> None:
    """Whether a text is about the store is decided by the sentences near a figure."""
    sentence = "A new mortgage cost 3.66% in September, less than in August (3.71%).\n\n"
    slips = (
        "Deposits were €64.1bn on 30 September 2024.\n\nLibrary visits reached 66.1 million.\n\n"
    )
    alone = _results(sentence, audited)
    assert _results(sentence + slips * 12, audited).startswith(f"{alone} wrong")


@pytest.mark.parametrize(
    ("sentence", "results"),
    [
        ("In 2024 Thessaloniki, in northern Greece, had 368,119 passengers.", "right"),
        ("In 2024 Thessaloniki, the second city of Greece, had 368,119 passengers.", "right"),
        ("In 2024 Thessaloniki, in northern Greece, had 588,433 passengers.", "wrong"),
    ],
)
def test_a_place_that_only_tells_where_another_is_has_no_figure(
    sentence: str, results: str, audited: Audited
) -> None:
    """The figure is about the place that the sentence is about."""
    assert _results(sentence, audited) == results


def test_the_caption_says_less_than_the_headers_of_a_cell(audited: Audited) -> None:
    """A value of another row is wrong, whatever the caption names."""
    table = (
        "Table 1: Library visits and museum visits (million)\n\n"
        "| | 2024 |\n|---|--:|\n| Library visits | 60.8 |\n| Museum visits | {} |\n"
    )
    assert _results(table.format("26.9"), audited) == "right right"
    assert _results(table.format("60.8"), audited) == "right wrong"


def test_a_sentence_states_no_fact_twice(audited: Audited) -> None:
    """Of two parts with one value at least one is wrong."""
    sentence = "Delays came from strikes in 14.3% of cases and from weather in 14.3%."
    assert "wrong" in _results(sentence, audited)


def test_the_corporations_of_a_title_name_a_group(audited: Audited) -> None:
    """A group is named by its last noun, also if a title has all of the group."""
    assert _results("Households held €17.1bn, corporations €38.7bn.", audited) == "wrong wrong"


@pytest.mark.parametrize(
    ("sentence", "results"),
    [
        ("There are 912,400 people under 15.", "right"),
        ("There are 833,300 people under 15.", "wrong"),
        ("There are 833,300 people aged 65 and over.", "right"),
    ],
)
def test_an_age_names_a_group(sentence: str, results: str, audited: Audited) -> None:
    """Those under 15 are at most 14 years old."""
    assert _results(sentence, audited) == results


def test_a_text_goes_on_about_the_area_of_the_sentence_before(audited: Audited) -> None:
    """The value of an area that nothing names is wrong there."""
    before = "Greece had 588,433 passengers in 2024."
    assert _results(f"{before} Thessaloniki counted 368,119.", audited) == "right right"
    assert _results(f"{before} The airports counted 368,119.", audited) == "right wrong"
