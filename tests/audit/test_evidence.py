"""Evidence: what stands beside a figure can rule a fact out; what is only inherited can't."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[topic.trade]
title = "Trade"

[metric.sales]
title = "Sales of bicycles"
topics = ["trade"]
unit = "bicycles"
observations = [
    { period = "2022-04/2023-03", value = 61_270 },
    { period = "2023-04/2024-03", value = 66_940 },
    { period = "2024-04/2025-03", value = 58_310 },
    { period = "2024-04/2025-03", group = "second-hand", value = 21_450 },
    { period = "2024-12", value = 3_920 },
]

[metric.profit-before-tax]
title = "Profit before tax"
topics = ["trade"]
unit = "EUR"
observations = [{ period = "2024-04/2025-03", value = 7_830_000 }]

[metric.operating-profit]
title = "Operating profit"
topics = ["trade"]
unit = "EUR"
observations = [{ period = "2024-04/2025-03", value = 8_410_000 }]

[metric.stock]
title = "Inventory"
topics = ["trade"]
unit = "EUR"
observations = [{ date = 2025-03-31, value = 3.2 }]
"""

Audited = Callable[[str], list[Finding]]
OPENING = "In 2024/25 the shops sold 58,310 bicycles, down from 66,940 a year earlier."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A time said before chooses between facts, and excludes none that is the newest.
        ("In 2023/24 a strike hit the trade. Bicycle sales are now at 58,310.", "matches"),
        # An older value that stands for today is not right.
        ("In 2024/25 a strike hit the trade. Bicycle sales are now at 61,270.", "contradicts"),
        # "A year earlier" may be before any time that the text is about.
        (OPENING, "matches matches"),
        # The month that is said is the month of the fact, whatever the year.
        (f"{OPENING} In December alone, sales were 3,920.", "matches matches matches"),
        (f"{OPENING} In November alone, sales were 3,920.", "matches matches contradicts"),
        # A figure without a group is of the whole.
        ("In 2024/25, 21,450 bicycles were sold.", "contradicts"),
        # A metric that the sentence names in full is meant rather than one with this value.
        ("In 2024/25 the profit before tax was €7.83 million.", "matches"),
        ("In 2024/25 the operating profit was €7.83 million.", "contradicts"),
        # A value alone says nothing.
        ("In March 2025 the kettle weighed 3.2 kilos, and it cost €3.2.", "unknown unknown"),
    ],
)
def test_a_fact_is_meant_by_all_that_the_text_says(
    text: str, expected: str, audited: Audited
) -> None:
    """Time, group, metric and value are weighed by where the text says them."""
    found = audited(text)
    assert " ".join(each.result for each in found if each.result != "skipped") == expected
