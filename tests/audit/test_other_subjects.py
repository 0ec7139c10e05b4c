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

[metric.repairs]
title = "Repairs of ferries"
topics = ["harbours"]
unit = "repairs"
area = "Merrow"
observations = [{ year = 2024, value = 398 }]

[metric.trawlers]
title = "Catch of steam trawlers"
topics = ["harbours"]
unit = "tonnes"
area = "Merrow"
observations = [{ year = 2024, value = 4_370 }]

[metric.crews]
title = "Crews of motor trawlers"
topics = ["harbours"]
unit = "people"
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
        ("imports", "repairs", "In 2024 {} of rope and sails were worth €8,673 million."),
        ("steam", "motor", "In 2024 the {} trawlers landed 4,370 tonnes."),
        ("motor", "steam", "In 2024 the {} trawlers had 6,130 people in their crews."),
        ("412", "638", "In 2024 the harbours had {} pilots."),
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
