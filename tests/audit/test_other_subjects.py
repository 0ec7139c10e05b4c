"""A figure of another subject of the store is not confirmed, though most words are the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

STORE = """
[topic.harbours]
title = "Harbours"

[metric.imports]
title = "Imports of rope and sails"
topics = ["harbours"]
unit = "million euros"
area = "Merrow"
observations = [{ year = 2023, value = 8_214 }, { year = 2024, value = 8_673 }]

[metric.dues]
title = "Dues for moorings"
topics = ["harbours"]
unit = "million euros"
area = "Merrow"
observations = [{ year = 2024, value = 52 }]

[metric.grants]
title = "Grants by the state"
topics = ["harbours"]
unit = "million euros"
area = "Merrow"
observations = [{ year = 2024, value = 71 }]

[metric.herring]
title = "Catch of herring"
topics = ["harbours"]
unit = "tonnes"
area = "Merrow"
observations = [{ year = 2024, value = 4_370 }]

[metric.cod]
title = "Catch of cod"
topics = ["harbours"]
unit = "tonnes"
area = "Merrow"
observations = [{ year = 2024, value = 6_130 }]

[metric.ports]
title = "Ports"
topics = ["harbours"]
unit = "ports"
area = "Merrow"
observations = [{ year = 2024, value = 27 }]

[metric.staff]
title = "Harbour staff"
topics = ["harbours"]
unit = "people"
area = "Merrow"
observations = [{ year = 2024, value = 812 }]

[metric.pilots]
title = "Pilots"
topics = ["harbours"]
unit = "pilots"
area = "Merrow"
observations = [{ year = 2024, value = 412 }]

[metric.ferrymen]
title = "Ferrymen"
topics = ["harbours"]
unit = "ferrymen"
area = "Merrow"
observations = [{ year = 2024, value = 638 }]
"""


@pytest.mark.parametrize(
    ("right", "wrong", "text"),
    [
        ("herring", "cod", "In 2024 the {} catch was 4,370 tonnes."),
        ("412", "638", "In 2024 the harbours had {} pilots."),
        ("Dues", "Grants", "The port does not pay for itself: {} came to €52 million in 2024."),
        ("Dues", "Catches of cod", "{} were up to €52 million in 2024."),
        ("dues", "grants", "Of all this, in 2024, €52 million were {}."),
    ],
)
def test_the_word_of_another_title_in_the_place_of_its_own_is_not_meant(
    results: Callable[[str], str], right: str, wrong: str, text: str
) -> None:
    """A word that no title has may be the writer's own for the same thing."""
    assert results(text.format(right)) == "matches"
    assert results(text.format(wrong)) in ("unknown", "contradicts")


def test_a_verb_does_not_name_another_subject(results: Callable[[str], str]) -> None:
    """The ports, of which the store has the number, employ the staff of the harbours."""
    assert results("In 2024 the ports employed 812 people.") == "matches"


def test_a_writer_may_use_words_of_his_own(results: Callable[[str], str]) -> None:
    """They are in no title of the store."""
    assert results("In 2024 purchases of rope and sails came to €8,673 million.") == "matches"
