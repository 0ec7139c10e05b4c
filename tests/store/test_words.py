"""Words: what finds which facts, and which come first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factreport import Query, open_store

Write = Callable[..., str]

CJK = """\
[topic.jobs]
title = "就业"
[topic.skills]
title = "Compétences"
summary = "unheard-of words that are not part of a fact"
[metric.workers]
title = "贫困劳动力就业人数"
topics = ["jobs"]
unit = "people"
area = "Île-de-France"
observations = [{ year = 2020, value = 1, note = "Naïve ESTIMATE; e-mail, don’t_split" }]
[claim.straße]
title = "x"
topics = ["skills"]
"""


@pytest.mark.parametrize(
    "text",
    [
        "劳动",
        "就业",
        "貧困"[1:],
        "ile de france",
        "ÎLE",
        "naive",
        "estimate",
        "mail",
        "don t",
        "split",
    ],
)
def test_words_are_found_in_any_script(text: str, store: Write) -> None:
    """Case, accents and width don't matter; Chinese is found without blanks between words."""
    path = store(CJK.replace("[claim.straße]", "[claim.s]"))
    assert [one.id for one in open_store(path).select(Query(text=[text]))] == ["workers"]


@pytest.mark.parametrize(
    ("title", "found", "missed"),
    [
        ("서울시 인구", ["서울", "인구", "서울시 인구"], ["울시"]),
        ("ガス料金", ["カス", "料金"], ["金料"]),
    ],
)
def test_other_scripts_are_found(
    title: str, found: list[str], missed: list[str], store: Write
) -> None:
    """Korean by the beginnings of its words, Japanese by any of its characters."""
    path = store(f'[topic.t]\ntitle = "T"\n[claim.c]\ntitle = "{title}"\ntopics = ["t"]\n')
    opened = open_store(path)
    assert [one for one in found if not opened.count(Query(text=[one]))] == []
    assert [one for one in missed if opened.count(Query(text=[one]))] == []


@pytest.mark.parametrize(("text", "found"), [("competences", ["s"]), ("unheard", []), ("业就", [])])
def test_a_topic_is_searched_by_id_and_title(text: str, found: list[str], store: Write) -> None:
    """A topic's title leads to its facts, its summary doesn't; the order of characters counts."""
    path = store(CJK.replace("[claim.straße]", "[claim.s]"))
    assert [one.id for one in open_store(path).select(Query(text=[text]))] == found


@pytest.mark.parametrize("text", ["north sea", "sea north", "nörd"])
def test_words_of_two_observations_are_no_phrase(text: str, store: Write) -> None:
    """Their areas stand side by side in the index, and are told apart all the same."""
    path = store(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "x"\n'
        'observations = [{ value = 1, area = "North" }, { value = 2, area = "Sea" },'
        ' { value = 3, area = "Nörd", note = "Sea" }]\n'
    )
    found = open_store(path).select(Query(text=[text]))
    assert [one.value for one in found] == ([3] if text == "nörd" else [])
