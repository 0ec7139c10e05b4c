"""Right figures in words that the store does not have, and wrong ones that look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

STORE = """
[source.report]
title = "Annual report"
publisher = "Merrow Ferries"
published = 2025-06-30

[topic.ferries]
title = "Ferries"

[metric.passengers]
title = "Passengers carried"
topics = ["ferries"]
unit = "passengers"
area = "Merrow"
source = "report"
observations = [
    { period = "2023-04/2024-03", value = 1_482_000 },
    { period = "2024-04/2025-03", value = 1_536_000 },
    { period = "2024-04/2025-03", value = 217_400, group = "cyclists" },
]

[metric.fare]
title = "Average fare"
topics = ["ferries"]
unit = "EUR"
area = "Merrow"
source = "report"
observations = [
    { period = "2024-04/2025-03", value = 11.40 },
    { period = "2025-04/2026-03", value = 12.85 },
]

[metric.meals]
title = "Meals served"
topics = ["ferries"]
unit = "meals"
area = "Merrow"
source = "report"
observations = [{ period = "2024-04/2025-03", value = 217_400, group = "lorry drivers" }]

[metric.time]
title = "Median crossing time"
topics = ["ferries"]
unit = "minutes"
area = "Merrow"
source = "report"
observations = [{ year = 2024, value = 47 }]

[metric.output]
title = "Share of the islands' GDP"
topics = ["ferries"]
unit = "%"
area = "Merrow"
source = "report"
observations = [{ year = 2024, value = 4.7 }]
"""

# A text that is plainly about the store.
OPENING = (
    "In 2024/25 the ferries carried 1.536 million passengers; the average fare was €11.40, and the"
    " lorry drivers were served 217,400 meals. "
)


@pytest.mark.parametrize(
    "text",
    [
        # A noun that the store lacks, beside digits that no accident explains.
        "In 2023/24 we welcomed 1.482 million guests.",
        # The month with which the period of a price begins.
        "The average fare jumped to €12.85 in April.",
        # Of two metrics with one value, the one whose group stands beside the figure.
        "In 2024/25 the cyclists came to 217,400.",
        # How many times has nothing of a time.
        "In 2023/24 the ferries carried passengers 1,482,000 times.",
        # A subject after a colon, and a verb for the noun of a title.
        "There is a word of comfort: in 2024/25 the passengers carried were 1.536 million.",
        # Homes that are lost are no fall.
        "In all, 1.536 million passengers were lost in 2024/25, against 1.482 million in 2023/24.",
        # What the initials in a title stand for.
        "In 2024 the boats made 4.7% of gross domestic product.",
    ],
)
def test_right_figures_in_other_words(
    text: str, alarms: Callable[[str], list[tuple[str, str]]]
) -> None:
    """They are no alarms."""
    assert alarms(f"{OPENING}{text}") == []


@pytest.mark.parametrize(
    "text",
    [
        "In 2023/24 we served 1.482 million meals.",
        "The average fare jumped to €12.85 in June.",
        "In 2024/25 the walkers came to 217,400.",
        "In 2024 the boats made 4.7% of gross tonnage.",
    ],
)
def test_the_same_figures_of_something_else(
    text: str, alarms: Callable[[str], list[tuple[str, str]]]
) -> None:
    """They are not confirmed."""
    assert len(alarms(f"{OPENING}{text}")) == 1
