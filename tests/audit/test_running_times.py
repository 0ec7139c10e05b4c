"""A figure without a time of its own is judged by what the text is about, not by asides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factreport import audit, open_store
from factreport.auditing import Finding
from factreport.texts import parse

STORE = """
[topic.power]
title = "Power"

[metric.solar]
title = "Solar output"
topics = ["power"]
unit = "GWh"
observations = [
    { year = 2023, value = 920 },
    { year = 2024, value = 1170 },
]

[metric.wind]
title = "Wind output"
topics = ["power"]
unit = "GWh"
observations = [
    { year = 2023, value = 2740 },
    { year = 2024, value = 3120 },
]
"""
Audited = Callable[[str], list[Finding]]
OPENING = "Wind output was 3,120 GWh in 2024; in 2023 it had been 2,740 GWh."


@pytest.mark.parametrize(
    ("draft", "result"),
    [
        (f"{OPENING} Solar output was 1,170 GWh.", "matches"),
        (f"{OPENING} Solar output was 920 GWh.", "contradicts"),
        (f"{OPENING} Solar output grew by 250 GWh.", "derived"),
        ("# Power in 2024\n\nSolar output was 1,170 GWh (920 GWh in 2023).", "matches"),
        ("# Power in 2024\n\nWind output (2,740 GWh in 2023) was 3,120 GWh.", "matches"),
    ],
)
def test_a_clause_and_brackets_keep_their_time(draft: str, result: str, audited: Audited) -> None:
    """The last figure is of 2024, whatever the clause before it or its brackets are of."""
    results = [finding.result for finding in audited(draft) if finding.result != "skipped"]
    assert results[-1] == result


@pytest.mark.parametrize(
    "draft",
    [
        "Wind output rose 14% from a year earlier to 3,120 GWh.",
        "Wind output rose 14% from the level of the year before to 3,120 GWh.",
        "Wind output rose to 3,120 GWh, up 14% on a year earlier.",
        "Wind output was 14% higher than a year earlier at 3,120 GWh.",
        "Wind output was 14% better than in 2023, when it was 2,740 GWh.",
    ],
)
def test_the_time_that_a_change_is_counted_from_is_not_that_of_the_level(
    draft: str, audited: Audited
) -> None:
    """But what goes on about that time is of it."""
    results = {finding.result for finding in audited(draft)}
    assert results <= {"matches", "derived", "skipped"}
    wrong = draft.replace("2,740", "3,120")
    assert wrong == draft or "contradicts" in [finding.result for finding in audited(wrong)]


@pytest.mark.parametrize(
    ("draft", "result"),
    [
        ("Wind output fell to 3,120 GWh in 2024.", "contradicts"),
        ("Wind output climbed to 3,120 GWh in 2024.", "matches"),
        ("Wind output fell to 2,740 GWh in 2023.", "matches"),  # nothing is known of 2022
        ("Wind output has fallen to 3,120 GWh since 2010.", "matches"),
        ("Wind output fell in spring, and rose to 3,120 GWh in 2024.", "matches"),
    ],
)
def test_a_level_must_have_moved_as_the_text_says(
    draft: str, result: str, audited: Audited
) -> None:
    """Against the year before, unless the text names another time."""
    results = [finding.result for finding in audited(draft) if finding.result != "skipped"]
    assert results == [result]


def test_a_time_after_a_restatement_is_that_of_what_is_restated(audited: Audited) -> None:
    text = "Wind output was 3,120 GWh in 2024, against 2,740 GWh, or 2.74 TWh, a year earlier."
    results = [finding.result for finding in audited(text) if finding.result != "skipped"]
    assert results == ["matches"] * 3
    swapped = text.replace("2.74", "3.12")
    assert [finding.result for finding in audited(swapped)][-1] == "contradicts"


def test_what_comes_to_a_share_is_no_change(audited: Audited) -> None:
    text = "Solar output rose from 920 GWh in 2023 to 1,170 GWh in 2024, climbing to 40% of demand."
    assert audited(text)[-1].result == "unknown"


def test_the_level_of_a_day_may_have_moved_from_any_other(tmp_path: Path) -> None:
    store = """
[topic.t]
title = "Power"
[metric.stock]
title = "Gas in stock"
topics = ["t"]
unit = "TWh"
observations = [{ date = 2023-12-31, value = 70 }, { date = 2024-12-31, value = 84 }]
"""
    path = tmp_path / "facts.toml"
    path.write_text(store, encoding="utf-8")
    text = parse("draft.md", b"Gas in stock fell to 84 TWh on 31 December 2024.")
    (finding,) = [one for one in audit(text, open_store(path)) if one.result != "skipped"]
    assert finding.result == "matches"
