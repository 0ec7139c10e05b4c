"""Sentences of which one thing is changed: the right one passes, the wrong one does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

STORE = """
[source.old]
title = "Homes 2022"
published = 2023-03-01

[source.new]
title = "Homes 2023"
published = 2024-03-01

[topic.life]
title = "Life"

[metric.trips]
title = "Trips by ferry"
topics = ["life"]
unit = "trips"
observations = [
    { year = 2021, value = 7_600_000 },
    { year = 2022, value = 7_900_000 },
    { year = 2023, value = 8_100_000 },
]

[metric.profit]
title = "Net profit"
topics = ["life"]
unit = "US dollars"
observations = [{ year = 2022, value = 38_000_000 }, { year = 2023, value = 31_000_000 }]

[metric.population]
title = "Population"
keywords = ["inhabitants"]
topics = ["life"]
unit = "people"
observations = [
    { year = 2023, area = "Norland", value = 14_200_000 },
    { year = 2023, area = "Sudland", value = 6_300_000 },
]

[metric.homes]
title = "Homes completed"
topics = ["life"]
unit = "homes"
observations = [
    { year = 2022, value = 41_300, source = "old" },
    { year = 2022, value = 42_150, status = "revised", source = "new" },
    { year = 2023, value = 39_870, source = "new" },
]

[metric.jobless]
title = "Unemployment rate"
topics = ["life"]
unit = "percent"
observations = [
    { period = "2023-Q3", value = 6.9, group = "women" },
    { period = "2023-Q3", value = 7.4, group = "men" },
    { period = "2023-Q2", value = 7.1, group = "women" },
    { period = "2023-Q2", value = 7.0, group = "men" },
]

[metric.visits]
title = "Museum visits"
topics = ["life"]
unit = "visits"
observations = [
    { period = "2023-06", value = 412_300, area = "Ostland" },
    { period = "2023-06", value = 98_750, area = "Westmark" },
    { period = "2023-05", value = 377_900, area = "Ostland" },
    { period = "2023-05", value = 101_200, area = "Westmark" },
    { period = "2022-06", value = 350_100, area = "Ostland" },
]

[metric.arrivals]
title = "Arrivals"
topics = ["life"]
unit = "arrivals"
observations = [
    { year = 2023, value = 43_100, group = "from Albrec" },
    { year = 2023, value = 36_700, group = "from the Unified Provinces" },
    { year = 2025, value = 410_000, status = "projection" },
    { year = 2023, value = 395_000 },
]

[metric.calls-a]
title = "Share of category A calls answered within 8 minutes"
topics = ["life"]
unit = "percent"
observations = [{ year = 2023, value = 76.2 }]

[metric.calls-b]
title = "Share of category B calls reached within 19 minutes"
topics = ["life"]
unit = "percent"
observations = [{ year = 2023, value = 88.9 }]

[metric.scans]
title = "Scans"
topics = ["life"]
unit = "scans"
observations = [
    { year = 2023, group = "computed tomography", value = 12_400 },
    { year = 2023, group = "ultrasound", value = 17_900 },
]

[metric.eps]
title = "Earnings per share"
topics = ["life"]
unit = "US dollars"
observations = [{ year = 2023, value = 0.61 }]

[metric.adjusted]
title = "Adjusted EPS"
topics = ["life"]
unit = "US dollars"
observations = [{ year = 2023, value = 0.74 }]

[metric.insolvencies]
title = "Insolvencies"
keywords = ["insolvent", "borrowers"]
topics = ["life"]
unit = "people"
observations = [
    { year = 2023, group = "debt relief orders", value = 31_500 },
    { year = 2023, group = "bankruptcies", value = 7_700 },
    { year = 2023, group = "aged 65 and over", value = 26_200 },
]

[metric.exports]
title = "Exports of goods to the islands"
keywords = ["bought"]
topics = ["life"]
unit = "US dollars"
observations = [{ year = 2023, value = 12_800_000 }]

[metric.carried]
title = "Passengers carried"
topics = ["life"]
unit = "passengers"
observations = [{ year = 2022, value = 2_400_000 }, { year = 2023, value = 2_640_000 }]

[metric.cars]
title = "Cars carried"
topics = ["life"]
unit = "cars"
observations = [{ year = 2022, value = 51_000 }, { year = 2023, value = 61_200 }]

[metric.pupils]
title = "Pupils"
topics = ["life"]
unit = "pupils"
observations = [
    { year = 2023, value = 902_000 },
    { year = 2023, value = 81_180, group = "private schools" },
]
"""

PAIRS = {
    "the direction of a level": (
        "Unemployment among women fell to 6.9% in the third quarter of 2023.",
        "Unemployment among women rose to 6.9% in the third quarter of 2023.",
    ),
    "the direction before a comma": (
        "The number of homes completed fell in 2023, to 39,870.",
        "The number of homes completed rose in 2023, to 39,870.",
    ),
    "which of two groups is higher": (
        "Unemployment was lower among women (6.9%) than men (7.4%) in Q3 2023.",
        "Unemployment was higher among women (6.9%) than men (7.4%) in Q3 2023.",
    ),
    "the base of a change": (
        "In June 2023 museums in Ostland had 412,300 visits, 9.1% more than in May.",
        "In June 2023 museums in Ostland had 412,300 visits, 17.8% more than in May.",
    ),
    "changes with a time each": (
        "Ferry trips rose 2.5% in 2023 and 3.9% in 2022.",
        "Ferry trips rose 3.9% in 2023 and 2.5% in 2022.",
    ),
    "a change since a time": (
        "Ferry trips have risen by half a million since 2021.",
        "Ferry trips have risen by half a million since 2022.",
    ),
    "the ends of a span": (
        "Visits in Westmark slipped 2.4% between May and June 2023.",
        "Visits in Westmark slipped 4.2% between May and June 2023.",
    ),
    "a change on the quarter": (
        "The unemployment rate for women edged down 0.2 points on the quarter to 6.9% in Q3 2023.",
        "The unemployment rate for women edged down 0.4 points on the quarter to 6.9% in Q3 2023.",
    ),
    "a ratio in a verb": (
        "Net profit slid by almost a fifth to $31 million in 2023.",
        "Net profit halved to $31 million in 2023.",
    ),
    "a ratio of two areas": (
        "Norland's population is 2.3 times that of Sudland.",
        "Norland's population is 3.2 times that of Sudland.",
    ),
    "a result that got worse": (
        "Net profit deteriorated by $7 million in 2023.",
        "Net profit improved by $7 million in 2023.",
    ),
    "a change on a quarter": (
        "Unemployment among women was 6.9% in Q3 2023, down 0.2 points on the second quarter.",
        "Unemployment among women was 6.9% in Q3 2023, down 0.2 points on the first quarter.",
    ),
    "the following year": (
        "Ferry trips, 7.9 million in 2022, topped 8 million the following year.",
        "Ferry trips, 7.6 million in 2021, topped 8 million the following year.",
    ),
    "a ratio in words of two areas": (
        "Norland has more than twice the population of Sudland.",
        "Ostland's museums had twice as many visits as Westmark's in June 2023.",
    ),
    "a fraction of a level": (
        "Net profit was almost a fifth smaller in 2023 than in 2022.",
        "Net profit was a third smaller in 2023 than in 2022.",
    ),
    "a part of another area": (
        "Sudland's population is less than half that of Norland.",
        "Sudland's population is less than a third of that of Norland.",
    ),
    "a difference of two areas": (
        "Norland's population exceeds Sudland's by 7.9 million.",
        "Norland's population exceeds Sudland's by 9.7 million.",
    ),
    "the year of a heading": (
        "## 2022\n\nFerry trips came to 7.9 million.",
        "## 2022\n\nFerry trips came to 8.1 million.",
    ),
    "the year of a heading above a list": (
        "## Results for 2022\n\n- Ferry trips: 7.9 million\n- Net profit: $38 million",
        "## Results for 2022\n\n- Ferry trips: 8.1 million\n- Net profit: $31 million",
    ),
    "a superlative": (
        "Ferry trips, at 8.1 million, were at their highest in 2023.",
        "Ferry trips, at 8.1 million, were at their lowest in 2023.",
    ),
    "a value that the text calls the old one": (
        "The number of homes completed in 2022 was revised from 41,300 to 42,150.",
        "The number of homes completed in 2022 was 41,300.",
    ),
    "a value that the text calls the first estimate": (
        "The office now puts homes completed in 2022 at 42,150 (its first estimate was 41,300).",
        "The office now puts homes completed in 2022 at 41,300.",
    ),
    "the order of a change whose words have no direction": (
        "Visits in Ostland improved to 412,300 from 377,900.",
        "Visits in Ostland improved to 377,900 from 412,300.",
    ),
    "the direction after a possessive": (
        "In June 2023 Ostland had 412,300 visits, which was up from May's 377,900.",
        "In June 2023 Ostland had 412,300 visits, which was down from May's 377,900.",
    ),
    "a direction said of another figure": (
        "Net profit is up from $31 million, while ferry trips stood at 7.6 million, after 7.9.",
        "Ferry trips were up at 7.6 million, after 7.9 million.",
    ),
    "a category and its limit": (
        "In 2023, 76.2% of category A calls were reached within eight minutes.",
        "In 2023, 76.2% of category B calls were reached within eight minutes.",
    ),
    "a limit in words": (
        "In 2023, 88.9% of category B calls were reached within nineteen minutes.",
        "In 2023, 88.9% of category B calls were reached within nine minutes.",
    ),
    "months that begin the items of a list": (
        "## Visits in Westmark, 2023\n\n- May: 101,200\n- June: 98,750",
        "## Visits in Westmark, 2023\n\n- May: 98,750\n- June: 101,200",
    ),
    "a sum over months": (
        "From May to June 2023, museums in Ostland had 790,200 visits.",
        "From May to June 2023, museums in Ostland had 792,000 visits.",
    ),
    "another group with the same noun": (
        "Among the insolvencies of 2023, debt relief orders came to 31,500.",
        "Among the insolvencies of 2023, bankruptcy orders came to 31,500.",
    ),
    "an age after what is counted": (
        "In 2023, 26,200 borrowers over 65 were insolvent.",
        "In 2023, 31,500 borrowers over 65 were insolvent.",
    ),
    "a change of another metric": (
        "The line carried 2.64 million passengers in 2023, a tenth more than in the year before.",
        "The line carried 2.64 million passengers in 2023, a fifth more than in the year before.",
    ),
    "a keyword that says the opposite of the title": (
        "In 2023 the islands bought goods worth $12.8 million.",
        "In 2023 the islands bought goods worth $21.8 million.",
    ),
    "initials": (
        "CT scans came to 12,400 in 2023, and EPS to $0.61.",
        "CT scans came to 17,900 in 2023, and EPS to $0.61.",
    ),
    "a population that only its unit names": (
        "In 2023 Norland had 14.2 million people.",
        "In 2023 Sudland had 14.2 million people.",
    ),
    "a group by its name alone": (
        "In 2023 Albrec accounted for 43,100 arrivals and the Unified Provinces for 36,700.",
        "In 2023 Albrec accounted for 36,700 arrivals and the Unified Provinces for 43,100.",
    ),
    "what explains a figure": (
        "Arrivals came to 395,000 in 2023, thanks to the Unified Provinces.",
        "Arrivals came to 36,700 in 2023, thanks to the Unified Provinces.",
    ),
    "what is expected": (
        "Arrivals came to 395,000 in 2023 and are expected to reach 410,000.",
        "Arrivals came to 410,000 in 2023.",
    ),
    "a level that is exceeded": (
        "Ferry trips, at 8.1 million in 2023, exceeded the 7.9 million of 2022.",
        "Ferry trips, at 7.6 million in 2023, exceeded the 7.9 million of 2022.",
    ),
    "a part of a year, and its year elsewhere": (
        "The third-quarter unemployment rate of women was 6.9% in 2023.",
        "The third-quarter unemployment rate of women was 7.1% in 2023.",
    ),
    "the whole of a part": (
        "In 2023 private schools taught 81,180 of the 902,000 pupils.",
        "In 2023 private schools taught 81,180 of the 920,000 pupils.",
    ),
    "an earlier time in the next sentence": (
        "Ostland's museums had 412,300 visits in June 2023. In May it was 377,900.",
        "Ostland's museums had 412,300 visits in June 2023. In May it was 397,700.",
    ),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_one_change_makes_a_right_sentence_wrong(
    pair: tuple[str, str], told_apart: Callable[[str, str], None]
) -> None:
    """No figure of the first is wrong or unknown, and one of the second is."""
    told_apart(*pair)
