"""A metric whose values are rates of change: a text may say that something rose by them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[topic.prices]
title = "Consumer prices"

[metric.cpi]
title = "CPI, 12-month rate"
topics = ["prices"]
unit = "%"
observations = [
    { period = "2024-02", value = 3.4 },
    { period = "2024-03", value = 3.2 },
    { period = "2024-03", value = 4.7, group = "services" },
    { period = "2024-03", value = -0.9, group = "furniture" },
]

[topic.homes]
title = "Rents"

[metric.rents]
title = "Change in rents on the month before"
topics = ["homes"]
unit = "%"
observations = [{ period = "2024-03", value = 0.6 }]

[metric.rents-year]
title = "Change in rents on a year earlier"
topics = ["homes"]
unit = "%"
observations = [{ period = "2024-03", value = 8.5 }]
"""


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("In March 2024 consumer prices rose by 3.2% over the year.", "matches"),
        ("In March 2024 the prices of services were 4.7% higher than a year earlier.", "matches"),
        ("The rise in consumer prices slowed to 3.2% in March 2024.", "matches"),
        ("In March 2024 the prices of furniture fell by 0.9%.", "matches"),
        ("In March 2024 consumer prices fell by 3.2% over the year.", "contradicts"),
        ("In March 2024 the prices of services were 4.7% lower than before.", "contradicts"),
    ],
)
def test_a_rate_over_months_is_a_change(
    text: str, result: str, audited: Callable[[str], list[Finding]]
) -> None:
    """But a rise is not a fall, though the store has falls, too."""
    results = [finding.result for finding in audited(text) if finding.result != "skipped"]
    if result == "matches":
        assert results == ["matches"]
    else:
        assert "matches" not in results


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("In March 2024 rents rose 0.6% on the month and 8.5% year on year.", "matches matches"),
        ("In March 2024 rents rose 8.5% on the month and 0.6% year on year.", "unknown unknown"),
        ("Rents in March 2024 were 8.5% up on March 2023.", "matches"),
        ("Rents in March 2024 were 8.5% up on February.", "unknown"),
        ("Rents were 0.6% higher in March 2024 than a year earlier.", "unknown"),
    ],
)
def test_a_change_compares_with_the_time_that_its_title_names(
    text: str, results: str, audited: Callable[[str], list[Finding]]
) -> None:
    """The month before is not the year before."""
    found = [finding.result for finding in audited(text) if finding.result != "skipped"]
    assert " ".join(found) == results
