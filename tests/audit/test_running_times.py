"""A figure without a time of its own is judged by what the text is about, not by asides."""

from __future__ import annotations

from pathlib import Path

import pytest

import factreport
from factreport import texts
from factreport.auditing import audit

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
def test_a_clause_and_brackets_keep_their_time(draft: str, result: str, tmp_path: Path) -> None:
    """The last figure is of 2024, whatever the clause before it or its brackets are of."""
    path = tmp_path / "facts.toml"
    path.write_text(STORE, encoding="utf-8")
    text = texts.parse("draft.md", draft.encode())
    found = audit(text, factreport.open_store(str(path)))
    results = [one.result for one in found if one.result != "skipped"]
    assert results[-1] == result
