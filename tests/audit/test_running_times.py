"""A figure without a time of its own is judged by what the text is about, not by asides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

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
