"""What a figure is compared with decides which fact, which change and which direction is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

STORE = """
[topic.harbour]
title = "Harbour"

[metric.grants]
title = "Grants to harbours"
topics = ["harbour"]
unit = "euro"
area = "Merrow"
observations = [{ year = 2023, value = 17_600_000 }, { year = 2024, value = 18_500_000 }]

[metric.berths]
title = "Berths in use"
topics = ["harbour"]
unit = "%"
area = "Merrow"
observations = [{ period = "2023-Q4", value = 87.3 }, { period = "2024-Q1", value = 89.1 }]

[metric.training]
title = "Uptake of safety training"
topics = ["harbour"]
unit = "%"
area = "Merrow"
observations = [
    { year = 2024, group = "aged 65 and over", value = 76.4 },
    { year = 2023, group = "deck hands", value = 41.8 },
    { year = 2024, group = "deck hands", value = 33.1 },
]

[metric.moorings]
title = "Boats waiting for a mooring"
topics = ["harbour"]
unit = "boats"
area = "Merrow"
observations = [
    { period = "2023-12", value = 52_400 },
    { period = "2023-12", value = 52_900, status = "revised" },
    { period = "2024-12", value = 54_200 },
]

[metric.pilots]
title = "Pilots"
topics = ["harbour"]
unit = "people"
area = "Merrow"
observations = [{ date = 2023-03-31, value = 819 }, { date = 2024-03-31, value = 764 }]

[metric.visas]
title = "Visas for sailors"
topics = ["harbour"]
unit = "visas"
area = "Merrow"
observations = [
    { year = 2023, value = 7_910 },
    { year = 2024, value = 7_566 },
    { year = 2024, group = "Ostlandian nationals", value = 740 },
    { year = 2024, group = "Sudlandian nationals", value = 610 },
]

[metric.calls]
title = "Port calls"
topics = ["harbour"]
unit = "calls"
observations = [{ year = 2024, area = "Ostlandia", value = 2_310 }]

[metric.net-income]
title = "Net income due to shareholders"
topics = ["harbour"]
unit = "euro"
area = "Merrow"
observations = [{ year = 2024, value = 231_000_000 }]

[metric.operating-income]
title = "Operating income"
topics = ["harbour"]
unit = "euro"
area = "Merrow"
observations = [{ year = 2024, value = 284_000_000 }]
"""

PAIRS = {
    "an increase on": (
        "In 2024 harbours got grants of €18.5 million, an increase on the €17.6 million of 2023.",
        "In 2024 harbours got grants of €18.5 million, a decrease on the €17.6 million of 2023.",
    ),
    "since a time, when it was": (
        "Since the last quarter of 2023, when it was 87.3%, the use of berths has gone up.",
        "Since the last quarter of 2022, when it was 87.3%, the use of berths has gone up.",
    ),
    "than the year before, than another group": (
        "Uptake of training among deck hands in 2024 was 8.7 points lower than the year before.",
        "Uptake of training among deck hands in 2024 was 8.7 points lower than among over-65s.",
    ),
    "a rate changed by a share": (
        "Uptake of training among deck hands fell by about a fifth between 2023 and 2024.",
        "Uptake of training among deck hands fell by about a half between 2023 and 2024.",
    ),
    "revised upwards": (
        "Boats waiting in December 2023, first given as 52,400, were revised upwards to 52,900.",
        "Boats waiting in December 2023, first given as 52,400, were revised downwards to 52,900.",
    ),
    "is now, as corrected": (
        "Boats waiting for a mooring in December 2023: as corrected, the figure is now 52,900.",
        "Boats waiting for a mooring in December 2024: as corrected, the figure is now 52,900.",
    ),
    "a year previously": (
        "Put on 15 July 2024. On 31 March there were 764 pilots, down from 819 a year previously.",
        "Put on 15 July 2024. On 31 March there were 764 pilots, up from 819 a year previously.",
    ),
    "what is called a tally": (
        "There were 7,566 visas in 2024. The previous year's tally was 7,910; visas fell by 4.3%.",
        "There were 7,566 visas in 2024. The previous year's tally was 7,910; visas rose by 4.3%.",
    ),
    "ended up": (
        "What ended up as grants came to €17.6 million in 2023, against €18.5 million in 2024.",
        "What ended up as grants came to €17.6 million in 2023, against €15.8 million in 2024.",
    ),
    "a people": (
        "In 2024 sailors got 7,566 visas.\n\n- Ostlandians: 740 visas",
        "In 2024 sailors got 7,566 visas.\n\n- Ostlandians: 470 visas",
    ),
    "net and operating": (
        "In 2024 operating income was €284 million.",
        "In 2024 net income was €284 million.",
    ),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_one_change_makes_a_right_sentence_wrong(
    pair: tuple[str, str], told_apart: Callable[[str, str], None]
) -> None:
    """No figure of the first is wrong or unknown, and one of the second is."""
    told_apart(*pair)
