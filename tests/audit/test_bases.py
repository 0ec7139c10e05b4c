"""What a value was before follows from the value and its change, where the text says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[topic.ferries]
title = "Ferries"

[metric.trips]
title = "Ferry trips"
topics = ["ferries"]
unit = "trips"
area = "Merrow"
observations = [{ year = 2024, value = 1_385_000 }]

[metric.trips-change]
title = "Change in ferry trips"
topics = ["ferries"]
unit = "percent"
area = "Merrow"
observations = [{ year = 2024, value = 39.9 }]

[metric.berths]
title = "Berths let"
topics = ["ferries"]
unit = "berths"
area = "Merrow"
observations = [
    { period = "2016-Q3", value = 14_930 },
    { period = "2017-Q2", value = 14_390 },
    { period = "2017-Q3", value = 15_290 },
]

[metric.berths-change]
title = "Change in berths let"
topics = ["ferries"]
unit = "percent"
area = "Merrow"
observations = [{ period = "2017-Q3", value = 6 }]

[metric.on-time]
title = "Share of ferries that were on time"
topics = ["ferries"]
unit = "percent"
area = "Merrow"
observations = [{ year = 2024, value = 67.8 }]

[metric.on-time-change]
title = "Change in share of ferries that were on time"
topics = ["ferries"]
unit = "percentage points"
area = "Merrow"
observations = [{ year = 2024, value = -5.3 }]

[metric.wrecks]
title = "Wrecks of ferries"
topics = ["ferries"]
unit = "wrecks"
area = "Merrow"
observations = [{ year = 2024, value = 671 }]

[metric.fall]
title = "Fall in wrecks of ferries"
topics = ["ferries"]
unit = "wrecks"
area = "Merrow"
observations = [{ year = 2024, value = 33 }]
"""


@pytest.mark.parametrize(
    ("right", "wrong", "text"),
    [
        ("990,000", "909,000", "In 2024 there were 1.385 million ferry trips, up from {}."),
        ("990,000", "890,000", "2024 saw 1,385,000 ferry trips. The year before, {} were made."),
        ("73.1%", "71.3%", "In 2024, 67.8% of ferries were on time, down from {}."),
        ("704", "638", "The number of wrecks of ferries fell to 671 in 2024, from {} in 2023."),
    ],
)
def test_a_base_follows_from_a_value_and_its_change(
    results: Callable[[str], str], right: str, wrong: str, text: str
) -> None:
    """The change is in percent, in points, or in the unit of the value."""
    assert results(text.format(right)) == "matches derived"
    assert results(text.format(wrong)) in ("matches contradicts", "matches unknown")


def test_the_arithmetic_of_a_base_is_shown(audited: Callable[[str], list[Finding]]) -> None:
    """It names the value and the change."""
    (*_, base) = audited("In 2024 there were 671 wrecks of ferries, down from 704.")
    assert base.message == (
        "704: 671 (Wrecks of ferries) less a change of 33 wrecks (Fall in wrecks of ferries)"
    )


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("on the previous quarter", "matches"),
        ("on the same quarter of 2016", "unknown"),
        ("compared with a year earlier", "unknown"),
    ],
)
def test_the_values_of_the_store_show_with_what_a_change_compares(
    results: Callable[[str], str], base: str, expected: str
) -> None:
    """Its title need not say it."""
    text = f"In the third quarter of 2017 the number of berths let grew by 6% {base}."
    assert results(text) == expected
