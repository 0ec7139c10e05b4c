"""Right figures in other words than the store's: each passes, and a wrong one in its place not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

STORE = """
[source.early]
title = "Port in brief"
published = 2025-01-20

[source.late]
title = "Port in figures"
published = 2025-09-12

[topic.port]
title = "Port"

[metric.cargo]
title = "Cargo shipped"
topics = ["port"]
unit = "tonnes"
observations = [
    { year = 2024, value = 318_600 },
    { year = 2024, group = "bulk", value = 196_800 },
    { year = 2024, group = "containers", value = 121_800 },
]

[metric.crossings]
title = "Crossings"
topics = ["port"]
unit = "crossings"
observations = [
    { year = 2024, value = 86_200 },
    { year = 2024, group = "ferries", value = 61_900 },
    { year = 2024, group = "water taxis", value = 24_300 },
    { period = "2024-08", value = 9_410 },
]

[metric.soot]
title = "Soot emitted"
topics = ["port"]
unit = "tonnes"
observations = [{ year = 2023, value = 31_600 }, { year = 2024, value = 26_900 }]

[metric.signal]
title = "Berths covered by 5G"
topics = ["port"]
unit = "percent"
observations = [{ year = 2024, value = 91 }]

[metric.dunes]
title = "Loss of dunes"
topics = ["port"]
unit = "hectares"
observations = [{ year = 2023, value = 640 }, { year = 2024, value = 960 }]

[metric.pilots]
title = "Pilots"
topics = ["port"]
unit = "pilots"
observations = [
    { period = "2024-01", value = 314 },
    { period = "2024-12", value = 427 },
    { period = "2024-12", area = "Northern Zone", value = 138 },
    { period = "2024-12", area = "Metro Zone", value = 178 },
    { period = "2024-12", area = "Dravec terminal", value = 111 },
    { period = "2024-12", group = "under 15 metres", value = 96 },
]

[metric.posts]
title = "Posts vacant"
topics = ["port"]
unit = "posts"
observations = [{ period = "2024-06", value = 1_284 }, { period = "2024-07", value = 1_196 }]

[metric.calls]
title = "Calls at the harbour office"
topics = ["port"]
unit = "calls"
observations = [
    { year = 2024, value = 861, status = "provisional", source = "early" },
    { year = 2024, value = 874, status = "revised", source = "late" },
    { year = 2025, value = 902, source = "late" },
    { year = 2023, value = 880, source = "early" },
]

[metric.lines]
title = "Berths with lines at 500 Mbit/s or more"
topics = ["port"]
unit = "percent"
observations = [{ year = 2023, value = 38.2 }, { year = 2024, value = 46.9 }]

[metric.swimmers]
title = "Swimmers"
topics = ["port"]
unit = "percent"
observations = [
    { year = 2024, group = "aged 50 to 70", value = 5.2 },
    { year = 2024, group = "aged over 70", value = 14.2 },
]

[metric.wait]
title = "Wait for a berth"
topics = ["port"]
unit = "hours"
observations = [{ year = 2023, value = 13.2 }, { year = 2024, value = 14.6 }]

[metric.growth]
title = "Growth of takings"
topics = ["port"]
unit = "percent"
observations = [{ year = 2024, value = 4.4 }]
"""
PAIRS = {
    "a point of the compass": (
        "In December 2024 the port had 427 pilots, 138 of them in the North.",
        "In December 2024 the port had 427 pilots, 178 of them in the North.",
    ),
    "an area without the word for its kind": (
        "In December 2024 there were 138 pilots in the Northern Zone and 111 at Dravec.",
        "In December 2024 there were 111 pilots in the Northern Zone and 138 at Dravec.",
    ),
    "a group by its limit": (
        "In December 2024 the port had 96 pilots on vessels of less than 15 metres.",
        "In December 2024 the port had 96 pilots on vessels of more than 15 metres.",
    ),
    "the end of the year": (
        "From 314 in January 2024 the number of pilots had grown to 427 by the end of the year.",
        "From 314 in January 2024 the number of pilots had grown to 472 by the end of the year.",
    ),
    "a group of the part that follows": (
        "In 2024 the port shipped 318,600 tonnes of cargo, of which bulk made up 196,800.",
        "In 2024 the port shipped 318,600 tonnes of cargo, of which bulk made up 121,800.",
    ),
    "all groups together": (
        "In 2024 ferries and water taxis made 86,200 crossings.",
        "In 2024 ferries and water taxis made 68,200 crossings.",
    ),
    "a limit that was not passed": (
        "In no month of 2024 were there more than 9,410 crossings.",
        "In no month of 2024 were there more than 9,140 crossings.",
    ),
    "a level below a limit": (
        "In 2024 the soot emitted dropped below 27,000 tonnes.",
        "In 2024 the soot emitted dropped below 25,000 tonnes.",
    ),
    "a word with a digit": (
        "In 2024, 5G reached 91% of the berths.",
        "In 2024, 5G reached 81% of the berths.",
    ),
    "a loss that grows": (
        "In 2024 the loss of dunes reached 960 hectares.",
        "In 2024 the loss of dunes reached 690 hectares.",
    ),
    "an earlier value without its time": (
        "In July 2024 the number of vacant posts fell to 1,196, from 1,284.",
        "In July 2024 the number of vacant posts fell to 1,196, from 1,248.",
    ),
    "a value that another has replaced": (
        "In 2024 the harbour office had 874 calls. In January the port gave 861.",
        "In 2024 the harbour office had 861 calls. In January the port gave 874.",
    ),
    "a value that somebody only tells": (
        "In 2024 the harbour office had 874 calls. The port said that there were 874 calls.",
        "In 2024 the harbour office had 874 calls. The port said that there were 861 calls.",
    ),
    "a year on": (
        "The harbour office had 874 calls in 2024 and, twelve months on, 902.",
        "The harbour office had 874 calls in 2024 and, twelve months on, 920.",
    ),
    "twice, where nothing is compared": (
        "In 2024 the harbour office, which was painted twice, had 874 calls.",
        "In 2024 the harbour office, which was painted twice, had 847 calls.",
    ),
    "what is in a relative clause": (
        "In 2025 it had 902 calls, more than in 2024, which had 874, and above the 880 of 2023.",
        "In 2025 it had 902 calls, more than in 2024, which had 874, and above the 890 of 2023.",
    ),
    "a limit in a title": (
        "In 2024, 46.9% of berths had lines of 500 Mbit/s or better.",
        "In 2024, 38.2% of berths had lines of 500 Mbit/s or better.",
    ),
    "ages": (
        "In 2024 swimmers were 5.2% of those between 50 and 70 and 14.2% of the over-70s.",
        "In 2024 swimmers were 14.2% of those between 50 and 70 and 5.2% of the over-70s.",
    ),
    "longer": (
        "The wait for a berth lengthened from 13.2 hours in 2023 to 14.6 hours in 2024.",
        "The wait for a berth shortened from 13.2 hours in 2023 to 14.6 hours in 2024.",
    ),
    "ahead": ("In 2024 takings were 4.4% ahead.", "In 2024 takings were 4.9% ahead."),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_a_right_figure_passes_and_a_wrong_one_does_not(
    pair: tuple[str, str], alarms: Callable[[str], list[tuple[str, str]]]
) -> None:
    """No figure of the first text is wrong or unknown, and one of the second is."""
    right, wrong = map(alarms, pair)
    assert right == []
    assert wrong
