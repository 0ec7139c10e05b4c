"""A slip is shown beside the fact that was meant, though the text names that less plainly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

STORE = """
[topic.ferries]
title = "Ferries"

[metric.change]
title = "Change in passenger numbers on the islands in the south"
topics = ["ferries"]
unit = "percent"
area = "Merrow"
observations = [{ year = 2024, value = 6.4 }]

[metric.decade]
title = "Change in lorries"
topics = ["ferries"]
unit = "percent"
area = "Merrow"
observations = [{ period = "2014/2024", value = 33.3, qualifier = "more than" }]

[metric.diesel]
title = "Diesel burnt by the ferries of the islands"
topics = ["ferries"]
unit = "litres"
area = "Merrow"
observations = [{ year = 2024, value = 913_400 }]

[metric.domestic-share]
title = "Domestic travellers as a share of all"
topics = ["ferries"]
unit = "percent"
area = "Merrow"
observations = [{ year = 2024, value = 70, qualifier = "more than" }]

[metric.domestic-change]
title = "Change in domestic travellers"
topics = ["ferries"]
unit = "percent"
area = "Merrow"
observations = [{ year = 2024, value = 3.1 }]

[metric.domestic]
title = "Domestic travellers"
topics = ["ferries"]
unit = "travellers"
area = "Merrow"
observations = [{ year = 2024, value = 734_000 }]

[metric.travellers]
title = "Travellers"
topics = ["ferries"]
unit = "travellers"
area = "Merrow"
observations = [
    { year = 2022, value = 1_200_000 },
    { year = 2023, value = 960_000 },
    { year = 2024, value = 1_008_000 },
]

[metric.seats]
title = "Seats offered to walkers"
topics = ["ferries"]
unit = "seats"
area = "Merrow"
observations = [{ year = 2024, value = 80_000, qualifier = "more than" }]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024 the ferries burnt 913,400 litres.", "matches"),
        ("In 2024 the ferries burnt 931,400 litres.", "contradicts"),
        ("Passenger numbers on the islands rose by 6.4% in 2024.", "matches"),
        ("Passenger numbers on the islands fell by 6.4% in 2024.", "contradicts"),
        ("Travellers were 16% fewer in 2024 than in 2022.", "derived"),
        ("Travellers were 5% more numerous in 2024 than in 2022.", "contradicts"),
        ("Domestic travellers accounted for 73% of all travellers in 2024.", "derived"),
        ("Over the decade lorries grew by more than a third.", "rounded"),
        ("Over the decade lorries grew by more than half.", "unknown"),
        ("Seats on offer in 2024: more than 80,000.", "matches"),
    ],
)
def test_a_slip_is_told_from_what_is_right(
    results: Callable[[str], str], text: str, expected: str
) -> None:
    """It has the digits in another order, the other direction, or another base."""
    assert results(text) == expected
