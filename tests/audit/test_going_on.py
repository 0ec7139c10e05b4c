"""A figure that goes on about the one before it is of the same series, unless the text tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

STORE = """
[source.bulletin]
title = "Harbour bulletin"
publisher = "Merrow Harbour"
published = 2025-08-01

[topic.harbour]
title = "Harbour"

[metric.landings]
title = "Catch by type of vessel"
topics = ["harbour"]
unit = "tonnes"
area = "Merrow"
source = "bulletin"
observations = [
    { period = "2024-Q2", value = 9_640, group = "trawlers" },
    { period = "2025-Q2", value = 9_180, group = "trawlers" },
    { period = "2024-Q2", value = 7_230, group = "longliners" },
    { period = "2025-Q2", value = 7_610, group = "longliners" },
]

[metric.crew]
title = "Registered crew"
topics = ["harbour"]
unit = "people"
area = "Merrow"
source = "bulletin"
observations = [{ year = 2023, value = 3_590 }, { year = 2024, value = 3_260 }]

[metric.apprentices]
title = "Apprentices"
topics = ["harbour"]
unit = "people"
area = "Merrow"
source = "bulletin"
observations = [{ year = 2023, value = 1_170 }, { year = 2024, value = 1_250 }]

[metric.on-time]
title = "Share of ferries on time"
topics = ["harbour"]
unit = "%"
area = "Merrow"
source = "bulletin"
observations = [
    { period = "2025-Q1", value = 74.9 },
    { period = "2025-Q2", value = 71.4 },
]

[metric.safe]
title = "Share of ferries with a full set of life jackets"
topics = ["harbour"]
unit = "%"
area = "Merrow"
source = "bulletin"
observations = [{ period = "2025-Q1", value = 76.4 }, { period = "2025-Q2", value = 81.2 }]

[metric.sales-growth]
title = "Like-for-like growth of sales"
topics = ["harbour"]
unit = "%"
area = "Merrow"
source = "bulletin"
observations = [{ year = 2023, value = 1.7 }, { year = 2024, value = 3.9 }]

[metric.volunteers]
title = "Volunteers"
topics = ["harbour"]
unit = "people"
area = "Merrow"
source = "bulletin"
observations = [{ year = 2024, value = 2_600, qualifier = "more than" }]

[metric.cabins]
title = "Crew in inadequate cabins"
topics = ["harbour"]
unit = "%"
area = "Merrow"
source = "bulletin"
observations = [{ year = 2024, value = 12.4 }]
"""

PAIRS = {
    "a base without a name": (
        "In the second quarter of 2025 trawlers landed a catch of 9,180 tonnes, against 9,640.",
        "In the second quarter of 2025 trawlers landed a catch of 9,180 tonnes, against 7,230.",
    ),
    "a pronoun in the next clause": (
        "In 2024 there were 3,260 registered crew; they were 3,590 in 2023.",
        "In 2024 there were 3,260 registered crew; they were 1,170 in 2023.",
    ),
    "a time in brackets": (
        "In the second quarter of 2025, 71.4% of ferries were on time (first quarter: 74.9%).",
        "In the second quarter of 2025, 71.4% of ferries were on time (first quarter: 76.4%).",
    ),
    "the same fact for another time": (
        "The registered crew stood at 3,260 in 2024; a year before it was 3,590.",
        "The registered crew stood at 3,260 in 2024; a year before it was 3,260.",
    ),
    "having been": (
        "The registered crew fell to 3,260 in 2024, having been 3,590 in 2023.",
        "The registered crew rose to 3,260 in 2024, having been 3,590 in 2023.",
    ),
    "in that order": (
        "The Q2 2025 catch was 9,180 and 7,610 tonnes for trawlers and longliners, in that order.",
        "The Q2 2025 catch was 9,180 and 7,610 tonnes for longliners and trawlers, in that order.",
    ),
    "the months of a year": (
        "Trawlers landed a catch of 9,180 tonnes, against 9,640 in the same three months of 2024.",
        "Trawlers landed a catch of 9,180 tonnes, against 9,640 in the same three months of 2022.",
    ),
    "a year on": (
        "In 2023 there were 3,590 registered crew; a year on they numbered 3,260.",
        "In 2023 there were 3,590 registered crew; a year on they numbered 3,620.",
    ),
    "a signed change": (
        "Like-for-like sales +3.9% in 2024, after +1.7%.",
        "Like-for-like sales +3.8% in 2024, after +1.7%.",
    ),
    "a qualifier after the number": (
        "None of it would happen without our 2,600-plus volunteers.",
        "None of it would happen without our fewer than 2,600 volunteers.",
    ),
    "a negative title": (
        "In 2024, 12.4% of the crew had cabins that were not fit to sleep in.",
        "In 2024, 14.2% of the crew had cabins that were not fit to sleep in.",
    ),
    "a limit that is not reached": (
        "The registered crew did not reach 4,000 in 2024: it stood at 3,260.",
        "The registered crew did not reach 4,000 in 2024: it stood at 3,620.",
    ),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_one_change_makes_a_right_sentence_wrong(
    pair: tuple[str, str], told_apart: Callable[[str, str], None]
) -> None:
    """No figure of the first is wrong or unknown, and one of the second is."""
    told_apart(*pair)
