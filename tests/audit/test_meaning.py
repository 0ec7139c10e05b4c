"""Which fact a figure means: the rules, one after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport.auditing import Finding

STORE = """
[source.early]
title = "First report"
published = 2022-03-01

[source.late]
title = "Second report"
published = 2023-03-01

[topic.shipping]
title = "Shipping"
keywords = ["maritime"]

[metric.ships]
title = "Ships built"
topics = ["shipping"]
unit = "ships"
source = "late"
observations = [
    { year = 2019, area = "Nordland", value = 320 },
    { year = 2020, area = "Nordland", value = 355 },
    { year = 2020, area = "Ostland", value = 214 },
]

[metric.cargo]
title = "Cargo handled in the harbours"
topics = ["shipping"]
keywords = ["freight"]
unit = "million tonnes"
area = "Nordland"
source = "late"
observations = [
    { year = 2019, value = 14.2 },
    { year = 2020, value = 15.3, status = "provisional", source = "early" },
    { year = 2020, value = 15.8, status = "revised" },
    { period = "2020-Q3", value = 4.1 },
    { period = "2020-Q4", value = 3.7 },
]

[metric.crew]
title = "Sailors"
topics = ["shipping"]
unit = "people"
area = "Nordland"
source = "late"
observations = [
    { year = 2020, written = "more than 9,000" },
    { year = 2020, group = "women", value = 1_130 },
    { period = "2019-10/2022-12", group = "apprentices", written = "almost 880" },
]

[metric.result]
title = "Profit of the yards"
topics = ["shipping"]
keywords = ["loss"]
unit = "million dollars"
area = "Nordland"
source = "late"
observations = [
    { period = "2018-04/2019-03", value = -7.5 },
    { period = "2019-04/2020-03", value = 38 },
    { period = "2020-04/2021-03", value = 31 },
]

[metric.power]
title = "Power of the wind farm at sea"
topics = ["shipping"]
unit = "GW"
area = "Nordland"
source = "late"
observations = [{ year = 2020, value = 7.3 }]

[metric.fee]
title = "Harbour fee"
topics = ["shipping"]
unit = "dollars"
area = "Nordland"
source = "late"
observations = [{ year = 2020, value = 0.62 }]

[metric.share]
title = "Share of electric ferries"
topics = ["shipping"]
unit = "percent"
area = "Nordland"
source = "late"
observations = [{ year = 2019, value = 11.4 }, { year = 2020, value = 14.6 }]

[metric.pilots]
title = "Pilots on call"
topics = ["shipping"]
unit = "people"
area = "Nordland"
source = "late"
observations = [{ year = 2020, low = 110, high = 140 }]

[metric.growth]
title = "Growth of the fleet"
topics = ["shipping"]
unit = "percent"
area = "Nordland"
source = "late"
observations = [{ year = 2020, value = -0.4 }, { year = 2019, value = 2.6 }]
"""

Audited = Callable[[str], list[Finding]]


@pytest.fixture(scope="module")
def told(audited: Audited) -> Audited:
    """The findings of a text in Markdown, without what is skipped."""

    def findings(text: str) -> list[Finding]:
        found = audited(text)
        return [one for one in found if one.result != "skipped"]

    return findings


def results(findings: list[Finding]) -> str:
    """The results in order, in one line."""
    return " ".join(one.result for one in findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the fourth quarter of 2020 the harbours handled 3.7 million tonnes.", "matches"),
        ("In the second half of 2020 the harbours handled 3.7 million tonnes.", "contradicts"),
        ("In the second half of 2020 the harbours handled 4.1 million tonnes.", "contradicts"),
    ],
)
def test_a_half_has_not_the_value_of_one_of_its_quarters(
    told: Audited, text: str, expected: str
) -> None:
    assert results(told(text)) == expected


def test_by_is_the_size_of_a_change_only_beside_the_figure(told: Audited) -> None:
    """A sentence that says by whom something is done still contradicts."""
    found = told("In 2020 the cargo handled by the harbours was 17.8 million tonnes.")
    assert results(found) == "contradicts"
    found = told("In 2020 ships built by the yards of Nordland numbered 365.")
    assert results(found) == "contradicts"


def test_an_unknown_value_of_a_metric_that_is_named_is_shown_beside_those_of_the_store(
    told: Audited,
) -> None:
    """Without a time nothing is contradicted, but a person sees what was perhaps meant."""
    text = "Ships built in Nordland numbered 365. The council of Nordland met 365 times."
    ships, council = told(text)
    assert ships.message == '"Ships built" is 320 in 2019 and 355 ships in 2020'
    assert (ships.result, ships.fact) == ("unknown", None)
    assert council.message == "no fact has this value"
    (pilots,) = told("Pilots on call in Nordland numbered 365.")
    assert pilots.message == '"Pilots on call" is 110–140 people'


def test_two_places_are_compared_at_one_time(told: Audited) -> None:
    """A base of another area has the time of the figure beside it, if it has none of its own."""
    text = "In 2020 Ostland built 214 ships, compared with {} in Nordland."
    assert results(told(text.format(355))) == "matches matches"
    assert results(told(text.format(320))) == "matches contradicts"
    text = "In 2020 Ostland built 214 ships, compared with 320 in Nordland in 2019."
    assert results(told(text)) == "matches matches"


def test_a_label_says_of_its_figure_what_it_is(audited: Audited) -> None:
    """A profit is not a loss, in a list as in a sentence."""
    found = audited("# Financial year 2019/20\n\n- Loss of the yards: $38 million\n")
    assert [one.result for one in found if "38" in one.figure.text] == ["unknown"]
    found = audited("# Financial year 2019/20\n\n- Profit of the yards: $38 million\n")
    assert [one.result for one in found if "38" in one.figure.text] == ["matches"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A word of what is counted: of the title, the unit, a keyword or the topic
        ("In 2019 the yards of Nordland built 320 ships.", "matches"),
        ("In 2019 Nordland was building its ships faster, 320 in all.", "matches"),
        ("Freight came to 14.2 million tonnes in 2019.", "matches"),
        ("Maritime matters: 14.2 million tonnes in 2019.", "matches"),
        ("In 2019 they planted 320 trees.", "unknown"),
        ("The committee met 320 times.", "unknown"),
        # In the heading, and in the sentence before
        ("# Ships\n\nNordland built 320 in 2019.", "matches"),
        ("Nordland builds ships. It built 320 in 2019.", "matches"),
        ("# Trees\n\nNordland felled 320 in 2019.", "unknown"),
        # The value itself
        ("In 2019 Nordland built 230 ships.", "contradicts"),
        ("In 2019 Nordland built 300 ships.", "contradicts"),
        ("Freight came to 14 million tonnes in 2019.", "rounded"),
    ],
)
def test_a_fact_is_meant_where_the_text_says_so(told: Audited, text: str, expected: str) -> None:
    """Its value alone is not a match."""
    assert results(told(text)) == expected


def test_a_value_that_agrees_by_chance_names_the_fact(told: Audited) -> None:
    """So that a person sees at once why it is not a match."""
    (finding,) = told("In 2019 they planted 320 trees.")
    assert finding.message == ("your text does not name it; is a keyword missing?")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Beside the figure, elsewhere in the sentence, in the heading
        ("Nordland built 320 ships in 2019.", "matches"),
        ("Nordland built 320 ships in 2020.", "contradicts"),
        ("In 2020, Nordland built 320 ships.", "contradicts"),
        ("# The year 2020\n\nNordland built 320 ships.", "contradicts"),
        ("# The year 2019\n\nNordland built 320 ships.", "matches"),
        ("Nordland built 320 ships.", "matches"),
        # Each figure its own
        ("Nordland built 320 ships in 2019 and 355 in 2020.", "matches matches"),
        ("Nordland built 355 ships in 2019 and 320 in 2020.", "contradicts contradicts"),
        ("In 2020 Nordland built 355 ships, up from 320 in 2019.", "matches matches"),
        ("In 2020 Nordland built 355 ships, up from 320 a year earlier.", "matches matches"),
        ("In 2019 Nordland built 320 ships, up from 355 a year earlier.", "matches contradicts"),
        ("In 2020 Nordland built 355 ships (2019: 320).", "matches matches"),
        ("In 2019 Nordland built 355 ships (2020: 320).", "contradicts contradicts"),
        ("From 2019 to 2020 the number of ships rose from 320 to 355.", "matches matches"),
        ("From 2019 to 2020 the number of ships rose from 355 to 320.", "contradicts contradicts"),
        ("In 2019 Nordland built 320 ships; in 2020 it was 355.", "matches matches"),
        # Quarters, a year of the yards' own, since
        ("In the third quarter of 2020 the harbours handled 4.1 million tonnes.", "matches"),
        ("In the fourth quarter of 2020 the harbours handled 4.1 million tonnes.", "contradicts"),
        ("Profit fell from $38 million in fiscal 2020 to $31 million.", "matches matches"),
        ("For the year to March 2021 the yards made a profit of $31 million.", "matches"),
        ("For the year to March 2020 the yards made a profit of $31 million.", "contradicts"),
        ("Since October 2019, almost 880 sailors have been apprentices.", "matches"),
        ("Since October 2020, almost 880 sailors have been apprentices.", "contradicts"),
        ("By mid-2019, Nordland had built 355 ships.", "contradicts"),
    ],
)
def test_a_figure_owns_the_time_beside_it(told: Audited, text: str, expected: str) -> None:
    """A fact of another time is not meant."""
    assert results(told(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2020 Ostland built 214 ships.", "matches"),
        ("In 2020 Nordland built 214 ships.", "contradicts"),
        ("In 2020 Nordland built 355 ships and Ostland 214.", "matches matches"),
        ("In 2020 Ostland built 355 ships and Nordland 214.", "contradicts contradicts"),
        ("In Ostland freight came to 14.2 million tonnes in 2019.", "unknown"),
        ("In 2020, 1,130 of the sailors were women.", "matches"),
        ("In 2020, 1,130 of the sailors were apprentices.", "unknown"),
    ],
)
def test_a_named_area_or_group_rules_out_the_others(
    told: Audited, text: str, expected: str
) -> None:
    """Any name that the store knows does so."""
    assert results(told(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The wind farm had a power of 7,300 MW in 2020.", "matches"),
        ("The wind farm had a power of 7,300 GW in 2020.", "contradicts"),
        ("The wind farm had a power of 7.3 TW in 2020.", "contradicts"),
        ("The harbour fee was 62 cents in 2020.", "matches"),
        ("The harbour fee was 62 dollars in 2020.", "contradicts"),
        ("The harbour fee was A$0.62 in 2020.", "unknown"),
        ("The share of electric ferries was 14.6% in 2020.", "matches"),
        ("The share of electric ferries was 14.6 points in 2020.", "unknown"),
        # A unit or a scale that is said once
        ("Freight: 14.2 million tonnes in 2019, 15.8 in 2020.", "matches matches"),
        ("The share of electric ferries was 14.6% (2019: 11.4).", "matches matches"),
        # Loss and profit, rise and fall
        ("In the year to March 2019 the yards made a loss of $7.5 million.", "matches"),
        ("The fleet shrank by 0.4% in 2020.", "matches"),
        ("The fleet grew by 0.4% in 2020.", "contradicts"),
        ("The growth of the fleet was -0.4% in 2020.", "matches"),
        ("More than 9,000 sailors had work in 2020.", "matches"),
        ("Fewer than 9,000 sailors had work in 2020.", "contradicts"),
        ("Exactly 9,000 sailors had work in 2020.", "contradicts"),
    ],
)
def test_units_signs_and_qualifiers_have_to_agree(told: Audited, text: str, expected: str) -> None:
    """Units convert, money does not; a loss is below zero."""
    assert results(told(text)) == expected


def test_a_superseded_value_contradicts_with_the_new_one(told: Audited) -> None:
    """The fact beside it is the one that holds."""
    (finding,) = told("Freight came to 15.3 million tonnes in 2020.")
    assert finding.result == "contradicts"
    assert finding.message.startswith("this value was revised")
    assert finding.fact is not None
    assert finding.fact.value == 15.8


TABLE = """
| Nordland | 2019 | 2020 |
|---|--:|--:|
| Ships built | {} | 355 |
| Electric ferries (%) | 11.4 | {} |
| Cargo (million tonnes) | 14.2 | 15.8 |
"""


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("320", "14.6"), "matches matches matches matches matches matches"),
        (("355", "14.6"), "contradicts matches matches matches matches matches"),
        (("320", "11.4"), "matches matches matches contradicts matches matches"),
        (("302", "14.6"), "contradicts matches matches matches matches matches"),
    ],
)
def test_a_cell_goes_by_its_headers(told: Audited, cells: tuple[str, str], expected: str) -> None:
    """Its time, its unit and what it counts stand there."""
    assert results(told(TABLE.format(*cells))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The number of ships rose from 320 in 2019 to 355 in 2020.", "matches matches"),
        ("The number of ships fell from 320 in 2019 to 355 in 2020.", "matches contradicts"),
        ("In 2020 there were 355 ships, up from 320 in 2019.", "matches matches"),
        ("In 2020 there were 355 ships, down from 320 in 2019.", "contradicts matches"),
        ("In 2020 there were 355 ships, fewer than the 320 of 2019.", "contradicts matches"),
    ],
)
def test_two_figures_go_the_way_that_the_text_says(told: Audited, text: str, expected: str) -> None:
    """Each may be right and the word between them wrong."""
    assert results(told(text)) == expected


def test_a_draft_may_use_a_synonym(audited: Callable[[str], list[Finding]]) -> None:
    """What was constructed was built; a wrong figure beside it contradicts the store."""
    text = "In 2020, {} were constructed in Ostland."
    assert [finding.result for finding in audited(text.format(214))][1:] == ["matches"]
    assert [finding.result for finding in audited(text.format(224))][1:] == ["contradicts"]
