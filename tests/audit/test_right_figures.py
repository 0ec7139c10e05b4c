"""Right figures whose words or times also fit another fact: they are not called wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[topic.town]
title = "Town"

[metric.offences]
title = "Recorded offences"
topics = ["town"]
unit = "offences"
observations = [
    { period = "2022-04/2023-03", value = 87_400 },
    { period = "2023-04/2024-03", value = 84_600 },
]

[metric.officers]
title = "Police officers"
topics = ["town"]
unit = "officers"
observations = [{ date = 2023-03-31, value = 2_260 }]

[metric.take-up]
title = "Take-up"
topics = ["town"]
unit = "percent"
observations = [{ value = 49, group = "rural" }]

[metric.option]
title = "Share of homes with the option of fibre"
topics = ["town"]
unit = "percent"
observations = [{ value = 50, qualifier = "at least" }]

[metric.started]
title = "Homes started, not seasonally adjusted"
topics = ["town"]
unit = "homes"
observations = [{ period = "2024-03", value = 317_400 }]

[metric.starts]
title = "Housing starts"
topics = ["town"]
unit = "homes"
observations = [{ period = "2024-03", value = 1_321_000 }]

[metric.dust]
title = "Dust, mean concentration"
topics = ["town"]
unit = "µg/m3"
observations = [{ period = "2023-02", value = 12.7 }, { period = "2023-07", value = 5.1 }]

[metric.inflation]
title = "Inflation, annual rate"
topics = ["town"]
unit = "percent"
observations = [
    { period = "2021-09", value = 3.1 },
    { period = "2022-10", value = -0.4 },
    { period = "2024-02", value = 3.4 },
    { period = "2024-03", value = 3.2 },
]

[metric.readers]
title = "Adults who visited a library"
topics = ["town"]
unit = "percent"
observations = [
    { year = 2024, group = "women", value = 39.6 },
    { year = 2024, group = "men", value = 30.6 },
]

[metric.lines]
title = "Broadband lines"
topics = ["town"]
unit = "lines"
observations = [{ period = "2024-Q1", value = 1_880_000 }]

[metric.doses]
title = "Doses given"
topics = ["town"]
unit = "doses"
observations = [
    { period = "2025-10", written = "about 612,000" },
    { period = "2025-11", written = "about 438,000" },
]

[metric.staff]
title = "Employees"
topics = ["town"]
unit = "people"
observations = [
    { year = 2024, value = 42_000 },
    { year = 2024, group = "in shops", value = 27_000 },
]

[metric.users]
title = "Online customers"
topics = ["town"]
unit = "people"
observations = [
    { year = 2024, area = "Norland", value = 6_300_000 },
    { year = 2024, area = "abroad", value = 3_100_000 },
]

[metric.visits]
title = "Museum visits"
topics = ["town"]
unit = "visits"
observations = [
    { period = "2016-04", value = 71_200 },
    { period = "2016-08", value = 214_300 },
    { year = 2022, value = 2_146_000 },
    { year = 2023, value = 2_213_000 },
    { year = 2024, value = 2_081_000 },
]

[metric.on-time]
title = "Trains on time"
topics = ["town"]
unit = "percent"
observations = [{ year = 2023, value = 75.1 }, { year = 2024, value = 72.6 }]

[metric.power]
title = "Electricity generated"
topics = ["town"]
unit = "TWh"
observations = [
    { year = 2024, group = "renewable sources", value = 82.8 },
    { year = 2024, group = "biogas", value = 29.6 },
]

[metric.income]
title = "Income"
topics = ["town"]
unit = "euros"
observations = [
    { year = 2024, value = 48_600_000 },
    { year = 2024, group = "legacies", value = 17_900_000 },
    { year = 2023, value = 40_000_000 },
    { year = 2023, group = "legacies", value = 10_000_000 },
    { year = 2024, group = "grants", value = 9_300_000 },
]

[metric.born]
title = "Births"
topics = ["town"]
unit = "people"
observations = [{ year = 2023, value = 33_600 }, { year = 2024, value = 31_920 }]

[metric.died]
title = "Deaths"
topics = ["town"]
unit = "people"
observations = [{ year = 2023, value = 30_400 }, { year = 2024, value = 30_700 }]

[metric.students]
title = "Students"
topics = ["town"]
unit = "students"
observations = [
    { period = "2023/24", value = 16_000 },
    { period = "2023/24", group = "women", value = 9_000 },
    { period = "2023/24", group = "bachelor, men", value = 5_000 },
    { period = "2023/24", group = "bachelor, women", value = 6_000 },
    { period = "2023/24", group = "master, men", value = 2_000 },
    { period = "2023/24", group = "master, women", value = 3_000 },
]

[metric.standards]
title = "Norms for vocational skills"
topics = ["town"]
unit = "standards"
observations = [{ value = 1_000, qualifier = "more than" }]

[metric.provinces]
title = "Provinces with registered standards"
topics = ["town"]
unit = "provinces"
observations = [{ value = 1_400 }]

[metric.deposits]
title = "Deposits"
topics = ["town"]
unit = "euros"
observations = [
    { year = 2024, group = "households", value = 27_700_000 },
    { year = 2024, group = "non-financial corporations", value = 12_700_000 },
]
"""

OFFENCES = "In the twelve months to March 2024 the police recorded 84,600 offences"
LIBRARY = "In 2024 women were keener to visit a library than men"
TRAINS = "In 2024 trains did worse. With {} per cent on time, they missed the target met"

# A right text, and the same with one thing wrong.
PAIRS = {
    "a fact that the words fit less, but that has the value": (
        f"{OFFENCES}, 3.2 per cent down on the 87,400 of the year before.",
        f"{OFFENCES}, 3.2 per cent down on the 84,700 of the year before.",
    ),
    "its own words, after a paragraph about something else": (
        "Take-up is 49% in rural areas.\n\nAt least half of homes have the option of fibre.",
        "Take-up is 49% in rural areas.\n\nAt least 60% of homes have the option of fibre.",
    ),
    "what a title denies": (
        "In March 2024 housing starts ran at a seasonally adjusted rate of 1.321 million.",
        "In March 2024 housing starts ran at a seasonally adjusted rate of 317,400.",
    ),
    "two times in one clause": (
        "In 2023 the mean for dust peaked at 12.7 in February and was lowest in July, at 5.1.",
        "In 2023 the mean for dust peaked at 5.1 in February and was lowest in July, at 12.7.",
    ),
    "lower is not a fall": (
        "Inflation was 3.2% in March 2024. It has not been lower since September 2021 (3.1%).",
        "Inflation was 3.2% in March 2024. It has not been lower since February 2024 (3.1%).",
    ),
    "two names compared, and their figures in brackets": (
        f"{LIBRARY} (39.6 per cent against 30.6).",
        f"{LIBRARY} (30.6 per cent against 39.6).",
    ),
    "the end of a month that ends a quarter": (
        "At the end of March 2024 there were 1.88 million broadband lines.",
        "At the end of April 2024 there were 1.88 million broadband lines.",
    ),
    "about, said once for a list": (
        "In 2025 about 612,000 doses were given in October, 438,000 in November.",
        "In 2025 exactly 612,000 doses were given in October, and in November 438,000.",
    ),
    "the whole after its part": (
        "In 2024, 27,000 of the company's roughly 42,000 employees worked in shops.",
        "In 2024, 27,000 of the company's roughly 24,000 employees worked in shops.",
    ),
    "a month as the subject": (
        "In April 2016, 71,200 museum visits were counted, whereas August, with 214,300, was busy.",
        "In April 2016, 71,200 museum visits were counted, whereas July, with 214,300, was busy.",
    ),
    "a clause about a time": (
        "In 2024 museum visits fell to 2,081,000 from the peak of 2023, when 2,213,000 came.",
        "In 2024 museum visits fell to 2,081,000 from the peak of 2023, when 2,146,000 came.",
    ),
    "the time of the next figure": (
        f"{TRAINS.format(72.6)} in 2023 (75.1 per cent).",
        f"{TRAINS.format(76.2)} in 2023 (75.1 per cent).",
    ),
    "one among several": (
        "In 2024 biogas was the largest of the renewable sources of electricity, with 29.6 TWh.",
        "In 2024 biogas was the largest of the renewable sources of electricity, with 82.8 TWh.",
    ),
    "what a figure is thanks to": (
        "In 2024 income rose to €48.6 million, thanks to legacies, which brought in €17.9 million.",
        "In 2024 income rose to €48.6 million, thanks to grants, which brought in €17.9 million.",
    ),
    "the direction of a level, without a year": (
        "The number of museum visits fell to 2,081,000.",
        "The number of births rose to 31,920.",
    ),
    "a share of now": (
        "Legacies now make up 36.8% of income.",
        "Legacies now make up 25% of income.",
    ),
    "what a figure counts": (
        "Some provinces have registered more than 1,000 standards for skills.",
        "Some provinces have registered more than 2,000 standards for skills.",
    ),
    "the whole of a group": (
        "In 2023/24 there were 9,000 women among the 16,000 students.",
        "In 2023/24 there were 16,000 women among the 9,000 students.",
    ),
    "the two parts of a group": (
        "In 2023/24 there were 6,000 women and 5,000 men among the bachelor students.",
        "In 2023/24 there were 3,000 women and 5,000 men among the bachelor students.",
    ),
    "a part of a group that was named before": (
        "In 2023/24 the master students were 3,000 women and 2,000 men.",
        "In 2023/24 the master students were 2,000 women and 3,000 men.",
    ),
    "two metrics at the time of their difference": (
        "Births exceeded deaths by 3,200 in 2023 and by 1,220 in 2024.",
        "Births exceeded deaths by 1,220 in 2023 and by 3,200 in 2024.",
    ),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_no_right_figure_is_wrong_or_unknown(
    pair: tuple[str, str], alarms: Callable[[str], list[tuple[str, str]]]
) -> None:
    """No figure of the first text is wrong or unknown, and one of the second is."""
    right, wrong = map(alarms, pair)
    assert right == []
    assert wrong


@pytest.mark.parametrize(
    ("text", "result", "message"),
    [
        # The group that the text names in words of its own may be that of the fact.
        ("In 2024 deposits came to €27.7 million of households and €12.7 million of companies.",
         "unknown", "the store has it for non-financial corporations"),
        ("In 2024 deposits of households came to €12.7 million.",
         "contradicts", "the store has another value"),
        # What is left out is not counted.
        ("In 2024 there were 3.1 million online customers outside Norland.",
         "unknown", "the store has it for abroad"),
        ("In 2024 there were 6.3 million online customers outside Norland.",
         "unknown", "the store has it for Norland"),
        # A fact without a time does not say that it holds for the year.
        ("In 2019 take-up was 49% in rural areas.",
         "matches", "the fact has no time, the text says 2019"),
        ("Take-up was 49% in rural areas.", "matches", ""),
        ("Take-up was 39% in rural areas.", "contradicts", "the store has another value"),
    ],
)  # fmt: skip
def test_the_message_says_what_the_store_has(
    text: str, result: str, message: str, audited: Callable[[str], list[Finding]]
) -> None:
    """A figure contradicts only a fact that its own words name; else the other fact is named."""
    last = [one for one in audited(text) if one.result != "skipped"][-1]
    assert (last.result, last.message) == (result, message)
