"""What a figure claims: a level or a change, of its own subject, at the time of its clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

STORE = """
[topic.harbours]
title = "Harbours"

[metric.boats]
title = "Boats registered"
topics = ["harbours"]
unit = "boats"
area = "Merrow"
observations = [
    { year = 2023, value = 8_400 },
    { year = 2024, value = 9_240 },
    { year = 2024, group = "sailing boats", value = 6_160 },
    { year = 2023, group = "sailing boats", value = 5_500 },
    { year = 2024, group = "motor boats", value = 3_080 },
]

[metric.lost]
title = "Boats sunk"
topics = ["harbours"]
unit = "boats"
area = "Merrow"
observations = [{ year = 2023, value = 7 }, { year = 2024, value = 4 }]

[metric.rescued]
title = "Sailors rescued"
topics = ["harbours"]
unit = "sailors"
area = "Merrow"
observations = [{ year = 2024, value = 231 }]

[metric.rescued-at-night]
title = "Sailors rescued at night"
topics = ["harbours"]
unit = "sailors"
area = "Merrow"
observations = [{ year = 2024, value = 58 }]

[metric.fees]
title = "Harbour fees"
topics = ["harbours"]
unit = "euros"
area = "Merrow"
observations = [{ year = 2023, value = 500_000 }, { year = 2024, value = 600_000 }]

[metric.wait]
title = "Waiting time for a berth"
topics = ["harbours"]
unit = "days"
area = "Merrow"
observations = [{ year = 2024, value = 38 }]

[metric.growth]
title = "Growth of the fleet"
topics = ["harbours"]
unit = "percent"
area = "Merrow"
observations = [{ year = 2024, value = 10 }]
"""

Results = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A change without a base is from a year before
        ("In 2024 harbour fees rose by 20%.", "derived"),
        ("In 2024 harbour fees rose by 25%.", "contradicts"),
        ("In 2024 harbour fees rose by 20% from 2019.", "unknown"),
        # In the sentence before stands what it is a change of
        ("In 2024, 6,160 sailing boats were registered. That is 660 more.", "matches derived"),
        ("In 2024, 6,160 sailing boats were registered. That is 840 more.", "matches contradicts"),
        # A part is a share of its whole, which need not be said
        ("In 2024, 6,160 sailing boats were registered, two-thirds of all.", "matches derived"),
        ("In 2024, 6,160 sailing boats were registered, half of all.", "matches unknown"),
        # What a part lacks of the whole is not a change of the part
        (
            "Both had more in 2024: 6,160 motor boats and 3,080 sailing boats were registered.",
            "unknown unknown",
        ),
        # "More than halved" is less than half
        (
            "Boats sunk more than halved, from 7 in 2023 to 4 in 2024.",
            "contradicts matches matches",
        ),
        # The time after a semicolon or in brackets stays there
        ("In 2024 harbour fees were up 20% on 2023.", "derived"),
    ],
)
def test_a_change_is_of_what_the_text_is_about(results: Results, text: str, expected: str) -> None:
    """Its base is what the text names, else the year before, and never another series."""
    assert results(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024, 9,240 more boats were registered than a year earlier.", "unknown"),
        ("Boats registered rose by 9,240 in 2024.", "unknown"),
        ("Boats registered rose to 9,240 in 2024.", "matches"),
        # What a title calls growth is meant only where the text tells of it
        ("Of the fleet in 2024, 10% was new.", "unknown"),
        ("The fleet grew by 10% in 2024.", "matches"),
    ],
)
def test_a_change_is_no_level(results: Results, text: str, expected: str) -> None:
    """A figure that says how much more something is never matches how much it is."""
    assert results(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Harbour fees\n\nFuel prices rose by 20% in 2024.", "unknown"),
        ("# Harbour fees\n\nThey rose by 20% in 2024.", "derived"),
        ("Harbour fees were 600,000 euros in 2024. Fuel prices rose by 20%.", "matches unknown"),
        # The title with more of the words is the one that is meant
        ("In 2024, 231 sailors were rescued.", "matches"),
        ("In 2024, 231 sailors were rescued at night.", "contradicts"),
    ],
)
def test_a_sentence_is_about_its_own_subject(results: Results, text: str, expected: str) -> None:
    """No heading and no sentence before lends its words to another subject."""
    assert results(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024 four boats sank; in the report 3 reasons are given.", "matches skipped"),
        ("In 2024 six boats were sunk.", "contradicts"),
        ("In 2024 the waiting time for a berth was 83 days.", "contradicts"),
        ("In 2024 the boats sunk were found in 6 bays.", "skipped"),
        ("|  | 2023 | 2024 |\n|---|---|---|\n| Boats sunk | 7 | 5 |", "matches contradicts"),
    ],
)
def test_a_small_number_of_what_the_store_counts_is_checked(
    results: Results, text: str, expected: str
) -> None:
    """A wrong count or duration is not an incidental number where the store has the right one."""
    assert results(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A bracket does not end the clause of its figure
        (
            "Of 9,240 boats registered in 2024, 6,160 (67%) were sailing boats.",
            "matches matches derived",
        ),
        # The name right before a figure, not each of the sentence
        (
            "In 2024 boats registered as sailing boats, 6,160, outdid motor boats, 3,080.",
            "matches matches",
        ),
        (
            "In 2024 boats registered as sailing boats, 3,080, outdid motor boats, 6,160.",
            "contradicts contradicts",
        ),
        # A name behind its clause, but before the next figure
        (
            "In 2024 the greater part of the boats registered, 6,160, was sailing boats.",
            "matches",
        ),
        # From an earlier time to a later one
        ("Boats registered went from 8,400 to 9,240 in 2024.", "matches matches"),
        ("Boats registered went from 9,240 to 8,400 in 2024.", "matches contradicts"),
    ],
)
def test_names_and_times_belong_to_the_figures_beside_them(
    results: Results, text: str, expected: str
) -> None:
    """What stands elsewhere in the sentence is of other figures."""
    assert results(text) == expected
