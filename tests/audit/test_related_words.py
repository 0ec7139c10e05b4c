"""Words and phrases by which a draft speaks of what the store calls otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Report

from factreport.english.related import PHRASES, RELATED
from factreport.english.stems import GENERIC, stem

STORE = """
[source.office]
title = "Labour and trade"
publisher = "Statistics Ostland"
published = 2025-03-01

[topic.economy]
title = "Economy"

[metric.unemployed]
title = "Registered unemployment"
topics = ["economy"]
unit = "people"
area = "Ostland"
source = "office"
observations = [{ year = 2023, value = 231_700 }, { year = 2024, value = 214_300 }]

[metric.retail]
title = "Retail trade"
topics = ["economy"]
unit = "EUR"
area = "Ostland"
source = "office"
observations = [
    { year = 2023, value = 68_700_000_000 },
    { year = 2024, value = 69_200_000_000 },
    { year = 2024, group = "food and drink retailers", value = 13_100_000_000 },
]

[metric.footfall]
title = "Visits to shopping centres"
topics = ["economy"]
unit = "visits"
area = "Ostland"
source = "office"
observations = [{ year = 2024, value = 38_450_000 }]

[metric.share]
title = "Share of retail trade in the economy"
topics = ["economy"]
unit = "%"
area = "Ostland"
source = "office"
observations = [{ year = 2024, value = 34.4 }]

[metric.traffic]
title = "Motor traffic"
topics = ["economy"]
unit = "vehicle miles"
area = "Ostland"
source = "office"
observations = [{ year = 2023, value = 10_800_000_000 }, { year = 2024, value = 11_300_000_000 }]
"""

JOBSEEKERS = """
[metric.jobseekers]
title = "Jobseekers interviewed"
topics = ["economy"]
unit = "people"
source = "office"
observations = [{ year = 2024, value = 9_120 }]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2024 Ostland had 214,300 people out of work.", "matches"),
        ("In 2024 Ostland had 231,700 people out of work.", "contradicts"),
        ("In 2024, 214,300 Ostlanders were jobseekers.", "matches"),
        ("Shoppers spent €69.2 billion in 2024.", "matches"),
        ("Shoppers spent €68.7 billion in 2024.", "contradicts"),
        # A word of titles alone does not name a group.
        ("Retailers took in €69.2 billion in 2024.", "matches"),
        ("Food and drink retailers took in €13.1 billion in 2024.", "matches"),
        ("Food and drink retailers took in €69.2 billion in 2024.", "unknown"),
        # A ratio of two levels is no share.
        ("In 2024 retail trade made up about a third of the economy.", "rounded"),
        ("In 2024 retail trade made up about a third of what it does abroad.", "unknown"),
        # Vehicle miles may be called miles.
        ("Motorists drove 11.3 billion miles in 2024.", "matches"),
        ("Motorists drove 10.8 billion miles in 2024.", "contradicts"),
        ("Farmers own €69.2 billion in 2024.", "unknown"),
        ("In 2024, 214,300 people were left-handed.", "unknown"),
    ],
)
def test_a_draft_may_speak_of_it_in_other_words(
    results: Callable[[str], str], text: str, expected: str
) -> None:
    """A wrong figure beside them is found as well."""
    assert results(text) == expected


def test_what_the_store_has_speaks_of_nothing_else(
    results: Callable[[str], str], store: Callable[..., str], report: Report
) -> None:
    """A word of a metric is about that metric, whatever else it may speak of."""
    text = "In 2024, 214,300 people were jobseekers."
    assert results(text) == "matches"
    jobseekers = STORE.split("[metric.footfall]", maxsplit=1)[0] + JOBSEEKERS
    report("--facts", store(jobseekers), "audit", "-", stdin=text.encode(), code=1)


def test_each_word_says_something() -> None:
    """No word speaks of itself, of its synonym or of a thing that nearly every fact has."""
    for thing, others in RELATED.items():
        stems = list(map(stem, others))
        assert stem(thing) not in GENERIC | {""}, thing
        assert GENERIC.isdisjoint(stems), thing
        assert {"", stem(thing)}.isdisjoint(stems), thing
        assert len(set(stems)) == len(stems), thing
    assert all(word.isidentifier() and stem(word) for word in PHRASES)
