"""A loss or a deficit is told by its size: it widens where its value goes down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

STORE = """
[topic.ferries]
title = "Ferries"

[metric.profit]
title = "Operating profit"
topics = ["ferries"]
unit = "million euros"
area = "Merrow"
observations = [{ year = 2023, value = -41.6 }, { year = 2024, value = -28.1 }]

[metric.deficit]
title = "Budget deficit"
topics = ["ferries"]
unit = "million euros"
area = "Merrow"
observations = [{ year = 2023, value = 18.3 }, { year = 2024, value = 12.7 }]

[metric.deaths]
title = "Lives lost"
topics = ["ferries"]
unit = "people"
area = "Merrow"
observations = [{ year = 2023, value = 180 }, { year = 2024, value = 174 }]

[source.first]
title = "Bulletin"
published = 2024-02-01

[source.second]
title = "Bulletin"
published = 2025-02-01

[metric.trips]
title = "Trips"
topics = ["ferries"]
unit = "trips"
area = "Merrow"
source = "second"
observations = [
    { year = 2023, value = 124, source = "first" },
    { year = 2023, value = 126, status = "revised" },
    { year = 2024, value = 121 },
]

[metric.late]
title = "Share of ferries that were late"
topics = ["ferries"]
unit = "percent"
area = "Merrow"
observations = [
    { year = 2019, group = "weekdays", value = 24.8 },
    { year = 2019, group = "Sundays", value = 16.1 },
    { year = 2024, group = "weekdays", value = 25.6 },
    { year = 2024, group = "Sundays", value = 20.9 },
]
"""


GAP = (
    "Between weekdays and Sundays the gap in ferries that were late {} from 8.7 points in 2019 to "
    "4.7 points in 2024."
)


@pytest.mark.parametrize(
    ("right", "wrong", "text"),
    [
        ("narrowed", "widened", "The operating loss {} by €13.5 million in 2024."),
        ("narrowed", "widened", "The operating loss {} by about a third in 2024."),
        ("narrowed", "widened", "The operating loss {} to €28.1 million in 2024."),
        ("narrowed", "widened", "In 2024 the deficit {} to €12.7 million from €18.3 million."),
        ("down", "up", "In 2024, 174 people lost their lives, {} from 180 in 2023."),
        ("fell", "rose", "Trips {} from 126 in 2023, a figure revised upwards from 124, to 121."),
        ("narrowed", "widened", GAP),
    ],
)
def test_the_verb_says_how_a_loss_moves(
    results: Callable[[str], str], right: str, wrong: str, text: str
) -> None:
    """The word for the loss itself gives no direction, and neither does another participle."""
    assert set(results(text.format(right)).split()) <= {"matches", "derived"}
    assert "contradicts" in results(text.format(wrong))
