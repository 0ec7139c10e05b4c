"""What only a number tells apart, what was revised, and words with "up" that tell of no rise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

STORE = """
[topic.ferries]
title = "Ferries"

[metric.signal]
title = "Decks with a 4G signal"
topics = ["ferries"]
unit = "percent"
observations = [{ year = 2024, value = 92 }]

[metric.rescues]
title = "Time to a Code 1 rescue"
topics = ["ferries"]
unit = "minutes"
observations = [{ year = 2024, value = 15.8 }]

[metric.cargo]
title = "Cargo landed"
topics = ["ferries"]
unit = "tonnes"
observations = [{ year = 2023, value = 32_000 }, { year = 2024, value = 30_000 }]

[metric.falls]
title = "Change in rescues after falls"
topics = ["ferries"]
unit = "percent"
observations = [{ year = 2024, value = 2.7 }]

[metric.trips]
title = "Trips made"
topics = ["ferries"]
unit = "trips"
source = "annual"
observations = [
    { year = 2024, value = 11_750 },
    { year = 2023, value = 12_467 },
    { year = 2023, value = 12_500, status = "revised", source = "later" },
]

[source.annual]
title = "Annual"
published = 2024-03-01

[source.later]
title = "Later"
published = 2025-03-01
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024 a 4G signal reached 92% of the decks.", "matches"),
        ("In 2024 a 5G signal reached 92% of the decks.", "other"),
        ("The time to a Code 1 rescue was 15.8 minutes in 2024.", "matches"),
        ("The time to a Code 2 rescue was 15.8 minutes in 2024.", "other"),
        ("Cargo held up: 30,000 tonnes landed in 2024, compared with 32,000 in 2023.", "matches"),
        ("Cargo went up: 30,000 tonnes landed in 2024, compared with 32,000 in 2023.", "other"),
        ("Rescues after falls went up by 2.7% in 2024.", "matches"),
        ("Rescues after falls went down by 2.7% in 2024.", "other"),
        ("Trips fell to 11,750 in 2024 from a revised 12,500 in 2023.", "matches"),
        ("Trips fell to 11,750 in 2024 from a revised 12,467 in 2023.", "other"),
    ],
)
def test_what_tells_two_things_apart(
    results: Callable[[str], str], text: str, expected: str
) -> None:
    is_right = set(results(text).split()) - {"skipped"} == {"matches"}
    assert is_right == (expected == "matches"), results(text)
