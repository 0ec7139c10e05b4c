"""The first times of a text are a weak hint: what is about them agrees, what is not does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[topic.sea]
title = "The sea"

[metric.harbours]
title = "Harbours dredged"
topics = ["sea"]
unit = "harbours"
observations = [
    { period = "2016/2020", value = 290 },
    { year = 2012, value = 118 },
]
"""
Audited = Callable[[str], list[Finding]]
OPENING = "In 2020 the port authority worked without a break.\n\nIt bought a ship."


@pytest.mark.parametrize(
    ("draft", "result"),
    [
        (f"{OPENING}\n\nDredged were 290 harbours.", "matches"),
        (f"{OPENING}\n\nDredged were 118 harbours.", "contradicts"),
        (f"{OPENING}\n\nIn 2019, 290 harbours were dredged.", "contradicts"),
        ("In 2020, 290 harbours were dredged.", "contradicts"),
    ],
)
def test_a_text_that_opens_with_a_year_may_go_on_to_a_span(
    draft: str, result: str, audited: Audited
) -> None:
    """A total for 2016 to 2020 agrees with it, a figure for 2012 and a year beside it do not."""
    (figure,) = [finding for finding in audited(draft) if finding.result != "skipped"]
    assert figure.result == result
