"""Verify: what a text leaves open contradicts no fact, and what it says contradicts one."""

from __future__ import annotations

import pytest
from verify.findings import fact, found

from factreport.model import Record
from factreport.texts import parse
from factreport.verification import verify_records

COWS = (
    "The census of December 2024 counted 2,340 head of cattle (December 2023: 2,410). Of these, 812"
    " were cows (846)."
)
MONTHS = (
    "The index was 131.6 in September 2025. The rate had been 3.9% in August and 4.8% in September"
    " 2024."
)
STRONGEST = "August was the strongest month, with 7.9 million stays in 2024."
DOSES = "Among children born in 2022, 92.6% had two doses by the end of 2025."
SECTION = "# Results, 2025\n\n## Regions, 2023\n\nIn all, 27 authorities came."
SCALED = "| Material | 2021 | 2022 |\n|-|-|-|\n| Glass (thousand tonnes) | 1,560 | 1,470 |\n"
INDEX = (
    "**Prices, September 2025**\n\n| Category | Index (2020 = 100) | Change on a year ago (%) |\n"
    "|-|-|-|\n| Food | 142.8 | 5.2 |\n"
)


@pytest.mark.parametrize(
    ("text", "record", "result"),
    [
        (COWS, fact("846", period="2023-12"), "found"),
        (COWS, fact("2,410", period="2024-12"), "not found"),
        (MONTHS, fact("3.9%", unit="percent", period="2025-08"), "found"),
        (MONTHS, fact("3.9%", unit="percent", period="2025-07"), "not found"),
        (MONTHS, fact("3.9%", unit="percent", period="2023-08"), "not found"),
        (STRONGEST, fact("7.9 million", period="2024-08"), "found"),
        (STRONGEST, fact("7.9 million", period="2024-07"), "not found"),
        (DOSES, fact("92.6%", unit="percent", period="2025-12-31"), "found"),
        (DOSES, fact("92.6%", unit="percent", period="2023"), "not found"),
        (SECTION, fact("27 authorities", unit="authorities", period="2023"), "found"),
        (SECTION, fact("27 authorities", unit="authorities", period="2022"), "not found"),
        (SCALED, fact(value=1_470_000, unit="tonnes", period="2022"), "found"),
        (SCALED, fact(value=1_470, unit="thousand tonnes", period="2022"), "found"),
        (SCALED, fact(value=1_470, unit="tonnes", period="2022"), "not found"),
        (INDEX, fact(value=142.8, unit="number", period="2025-09"), "found"),
        (INDEX, fact(value=142.8, unit="number", period="2020"), "not found"),
        (INDEX, fact(value=5.2, unit="percent", period="2025-09"), "found"),
    ],
)
def test_the_time_and_the_scale_are_those_that_the_text_gives(
    text: str, record: Record, result: str
) -> None:
    """A bare number in brackets, a month without a year and the base of an index tell no time."""
    assert found(record, text).result == result


@pytest.mark.parametrize(
    ("title", "result"),
    [("Change in rate", "not found"), ("Decrease in rate", "found"), ("Gap of the rate", "found")],
)
def test_a_fall_is_no_rise(title: str, result: str) -> None:
    """Where the title says that the value is a change; the words can't include "down"."""
    text = "The rate was 43.4% in 2022, down 0.7 points on the year."
    record = fact("0.7 points", unit="percentage points", title=title)
    assert found(record, text).result == result


def test_a_name_in_another_case_is_the_same() -> None:
    """Other facts of the store may write it differently."""
    text = "| Offence | 2022 |\n|-|-|\n| Sexual offences | 3,399 |\n"
    own = fact(value=3_399, group="Sexual offences", period="2022")
    other = fact(value=11, group="sexual offences", id="rate")
    parsed = parse("a.md", text.encode())
    (finding,) = verify_records([own], lambda _: parsed, [own, other])
    assert finding.result == "found"


def test_a_name_in_the_reason_is_not_that_of_the_figure() -> None:
    """What came after a mistake of the Halden Galleries is the total all the same."""
    text = (
        "The figure for 2016 was 47.1 million, after a correction to the doors of Halden Galleries."
    )
    own, other = (
        fact("47.1 million", id="visits"),
        fact(value=5, id="visits", area="Halden Galleries"),
    )
    parsed = parse("a.md", text.encode())
    (finding,) = verify_records([own], lambda _: parsed, [own, other])
    assert finding.result == "found"
