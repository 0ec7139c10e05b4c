"""Strangers: a value of the store is not right for another area, rate or column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factreport import open_store
from factreport.auditing import Finding, audit
from factreport.texts import parse

STORE = """
[topic.clinics]
title = "Clinics"

[metric.checks]
title = "Share of children with a hearing check"
topics = ["clinics"]
unit = "%"
area = "Ostra"
observations = [
    { year = 2023, value = 81.7 },
    { year = 2024, value = 84.3 },
    { year = 2024, area = "Halvia", value = 72.9 },
    { year = 2024, area = "Corland", value = 90.6 },
]

[metric.rate]
title = "Influenza cases per 10,000 inhabitants"
topics = ["clinics"]
unit = "per 10,000"
area = "Ostra"
observations = [{ year = 2024, value = 43.8 }]

[metric.beds]
title = "Hospital beds in use"
topics = ["clinics"]
unit = "beds"
area = "Ostra"
observations = [{ year = 2024, value = 2_617 }]

[metric.leave]
title = "Nurses on leave, aged 15 to 64"
topics = ["clinics"]
unit = "%"
area = "Ostra"
observations = [{ year = 2024, value = 68.7 }]

[metric.pay]
title = "Monthly pay of a nurse"
topics = ["clinics"]
unit = "EUR"
area = "Ostra"
observations = [{ year = 2024, value = 3_140 }]

[metric.waiting]
title = "Patients waiting over 65 weeks"
topics = ["clinics"]
unit = "people"
area = "Ostra"
observations = [{ year = 2024, value = 31_900 }]
"""

Audited = Callable[[str], list[Finding]]
OPENING = "In 2024, 84.3% of children had a hearing check, after 81.7% in 2023. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The area that a sentence is about holds in all its clauses.
        ("Halvia, a land of hills, manages 72.9%.", "matches"),
        ("Corland, a land of hills, manages 72.9%.", "wrong"),
        ("Halvia was slow and ended on 72.9%.", "matches"),
        ("Corland was slow and ended on 72.9%.", "wrong"),
        # It goes before an area that a pronoun may stand for.
        ("One region, Corland, is far ahead (90.6%). In Corland it is 72.9%.", "matches wrong"),
        # The people of a place stand for it.
        ("Of all Corlanders 90.6% came and of all Halvians 72.9%.", "matches matches"),
        ("Of all Corlanders 72.9% came and of all Halvians 90.6%.", "wrong wrong"),
        # An age is not a figure, and ends no clause.
        ("Only 72.9% of three-year-olds in Halvia came.", "matches"),
        ("Only 84.3% of three-year-olds in Halvia came.", "wrong"),
        # A rate has its own base.
        ("Flu came to 43.8 cases per 10,000 people.", "matches"),
        ("Flu came to 43.8 cases per 1,000 people.", "wrong"),
        # "Handed over" compares nothing, so the year at the beginning is that of the figure.
        ("In 2024 the doctors handed over papers to 84.3% of children with a check.", "matches"),
        ("In 2023 they handed over 84.3% of the papers of a hearing check.", "wrong"),
        # A number of a title is only skipped beside the words that it has there.
        ("In 2024 there were 31,900 patients waiting over 65 weeks.", "matches"),
        ("In 2024 the nurses on leave were 64%.", "wrong"),
        ("In 2024 there were 65 patients waiting.", "wrong"),
        # A group that the store does not know rules out a total.
        ("In 2024 68.7% of nurses were on leave.", "matches"),
        ("In 2024 the share of nurses on leave was 68.7% among men.", "wrong"),
        ("In 2024 there were 31,900 former patients waiting.", "wrong"),
        ("In 2024 there were 2,617 hospital beds in use for children.", "wrong"),
        ("In 2024 the share was 84.3% for children with a hearing check.", "matches"),
        # What was wanted or supposed, and what was opened or closed, is not what there was.
        ("In 2024 the target for hospital beds in use was 2,617.", "wrong"),
        ("In 2024 hospitals would have had 2,617 hospital beds in use.", "wrong"),
        ("In 2024 hospitals closed 2,617 hospital beds in use.", "wrong"),
        ("In 2024, above the target, there were 2,617 hospital beds in use.", "matches"),
        ("In 2024 hospitals missed the target with 2,617 hospital beds in use.", "matches"),
        # A column belongs to the facts whose words its header has.
        ("| Place | Hospitalised |\n|---|---|\n| Ostra | 2,617 |", "matches"),
        ("| Place | Cases |\n|---|---|\n| Ostra | 2,617 |", "wrong"),
    ],
)
def test_a_value_is_not_right_for_what_the_store_has_it_not_for(
    text: str, expected: str, audited: Audited
) -> None:
    """What the sentence or the header of a cell names rules out facts about something else."""
    found = [finding for finding in audited(OPENING + "\n\n" + text) if finding.place.line != 1]
    results = ["wrong" if finding.is_wrong else finding.result for finding in found]
    assert [result for result in results if result != "skipped"] == expected.split()


def test_a_change_derives_from_a_share_that_is_known_by_its_value_alone(audited: Audited) -> None:
    """In a text about the store, a share without words of its fact is the basis of a change."""
    text = (
        "In 2024, 72.9% of children in Halvia and 90.6% in Corland had a hearing check. Corland "
        "kept its 90.6% of children with a hearing check. Flu came to 43.8 cases per 10,000 "
        "people. Hospitals had 2,617 beds in use.\n\n"
        "Of all who were asked, only 84.3% were seen, a gain of 2.6 points."
    )
    results = [finding.result for finding in audited(text) if finding.place.line == 3]
    assert results == ["matches", "derived"]


@pytest.mark.parametrize(
    ("text", "is_stated"),
    [
        ("The river stood at 68.7% of its usual level.", False),
        ("The hall holds 31,900 books.", False),
        ("Leave was granted to 68.7%.", True),
    ],
)
def test_the_value_of_another_thing_is_no_match_beside_right_figures(
    text: str, is_stated: bool, audited: Audited
) -> None:
    """Near right figures a value may stand without words of its fact, but not for other things."""
    right = OPENING + "Flu came to 43.8 cases per 10,000 people. Hospitals had 2,617 beds in use."
    found = [finding.result for finding in audited(f"{right}\n\n{text}") if finding.place.line > 1]
    assert ("matches" in found) is is_stated


PEOPLE = """
[topic.work]
title = "Work"

[metric.unemployment]
title = "Unemployment rate"
topics = ["work"]
unit = "%"
observations = [
    { year = 2024, group = "men", value = 7.4 },
    { year = 2024, group = "women", value = 27.9 },
]

[metric.smokers]
title = "Smokers"
topics = ["work"]
unit = "people"
observations = [{ year = 2024, value = 231_800 }]
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Unemployment was 7.4% among women in 2024.", "the store has it for men"),
        (
            "There were 231,800 former smokers in 2024.",
            "your text says it of something else",
        ),
    ],
)
def test_the_message_says_for_whom_the_store_has_a_value(
    text: str, message: str, tmp_path: Path
) -> None:
    """A right value for the wrong people is not called another value, or one that nothing names."""
    (tmp_path / "facts.toml").write_text(PEOPLE, encoding="utf-8")
    found = audit(parse("draft.md", text.encode()), open_store(tmp_path / "facts.toml"))
    assert [finding.message for finding in found if finding.is_wrong] == [message]


PRICES = """
[topic.meals]
title = "Meals"

[metric.price]
title = "Price of a meal"
topics = ["meals"]
unit = "crowns"
observations = [{ year = 2023, value = 2.6 }, { year = 2024, value = 3 }]

[metric.growth]
title = "Growth of free meals"
topics = ["meals"]
unit = "times"
observations = [{ year = 2024, value = 4.2 }]
"""


@pytest.mark.parametrize(
    ("text", "is_stated"),
    [
        ("In 2024 a meal had a price that was 3.0 times as high as elsewhere.", False),
        ("In 2023 a meal had a price 2.6 times the one of elsewhere.", False),
        ("In 2024 free meals had a growth to 4.2 times the number of before.", True),
        ("In 2024 the price of a meal was 3.0 crowns.", True),
    ],
)
def test_how_many_times_as_much_is_no_amount(text: str, is_stated: bool, tmp_path: Path) -> None:
    """A ratio states only a fact that is one."""
    (tmp_path / "facts.toml").write_text(PRICES, encoding="utf-8")
    found = audit(parse("draft.md", text.encode()), open_store(tmp_path / "facts.toml"))
    assert ("matches" in [finding.result for finding in found]) is is_stated
