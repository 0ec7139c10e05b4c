"""Words: what finds which facts, and which come first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from growth import grows_in_proportion

from factreport import Query, Store, open_store
from factreport.store.full_text import searchable, with_compounds, words_of
from factreport.store.no_answer import with_most_words

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


def _claims(*titles: str, **summaries: str) -> str:
    """Claims named a, b, c, … with these titles, and with the summary of their name."""
    lines = ['[source.s]\ntitle = "Yearbook of Freedonia"\npublisher = "Central Bureau"\n']
    lines.append('[topic.t]\ntitle = "Transport"\nkeywords = ["mobility"]\n')
    for id_, title in zip("abcdefghij", titles, strict=False):
        lines.append(f'[claim.{id_}]\ntitle = "{title}"\ntopics = ["t"]\nsource = "s"\n')
        if id_ in summaries:
            lines.append(f'summary = "{summaries[id_]}"\n')
    return "".join(lines)


def found(store: Store, *text: str, **parts: Any) -> str:
    """The ids of what is found, the best first."""
    records = store.select(Query(text=text, best_first=True, **parts))
    return "".join(dict.fromkeys(record.id for record in records))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("train", "bad"),  # the word itself, in a title before a summary; then other forms of it
        ("trains", "abd"),
        ("bus", "ce"),  # the word itself before a longer one that begins with it
        ("busi", "e"),
        ("tr", "abed"),
        ("zebra", ""),
    ],
)
def test_a_whole_word_goes_before_a_longer_one(asked: str, expected: str, store: Write) -> None:
    """And what stands in a title before what stands elsewhere."""
    titles = ("Training of staff", "A train a day", "By bus", "Roads", "Business travel")
    opened = open_store(
        store(_claims(*titles, d="Some go to be trained.").replace("Transport", "X"))
    )
    assert found(opened, asked) == expected


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("labour organisation", "labor organization"),
        ("labor organizing", "labour organised"),
        ("rural revitalisation", "revitalization"),
        ("programmes", "program"),
        ("school enrolment", "enrollment"),
        ("enrolled", "enrol"),
        ("travelled", "traveled"),
        ("city centre", "center"),
        ("analyse", "analyzed"),
        ("behaviour", "behavior"),
        ("licences", "license"),
        ("Thirteenth Five-Year Plan", "13th five-year plan"),
        ("21st century", "21st century"),
        ("the second time", "2nd time"),
        ("re-employment", "reemployment"),
        ("reemployment", "re-employment"),
        ("one-on-one help", "one-on-one"),
        ("work-relief projects", "work relief"),
        ("Écoles", "ecole"),
    ],
)
def test_spellings_of_one_word_find_each_other(written: str, asked: str, store: Write) -> None:
    """British and American, ordinals, compounds, endings and accents."""
    opened = open_store(store(_claims(written, "Something else")))
    assert found(opened, asked) == "a"
    assert found(opened, *asked.split()) == "a"


@pytest.mark.parametrize(
    "asked", ["yearbook", "central bureau", "mobility", "freedonia", "transport"]
)
def test_sources_and_topics_lead_to_their_facts(asked: str, store: Write) -> None:
    """By title and publisher, and by the keywords of a topic."""
    assert found(open_store(store(_claims("A", "B"))), asked) == "ab"


def test_words_of_a_source_are_those_of_its_own_facts(store: Write) -> None:
    """An observation of another source is not found by them, nor one without the note."""
    text = (
        '[source.s]\ntitle = "Almanac"\n[source.r]\ntitle = "Gazette"\n[topic.t]\ntitle = "T"\n'
        '[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "u"\nsource = "s"\nobservations = ['
        '{ value = 1 }, { value = 2, source = "r" }, { value = 3, note = "By hand" },'
        ' { value = 4, group = "women" }, { written = "roughly 5 boxes" }]\n'
    )
    opened = open_store(store(text))

    def values(*words: str) -> list[float | None]:
        return [record.value for record in opened.select(Query(text=words))]

    assert values("almanac") == [1, 3, 4, 5]
    assert values("gazette") == [2]
    assert values("almanac", "hand") == [3]
    assert values("women") == [4]
    assert values("gazette", "women") == []
    assert 5 in values("boxes")


def test_a_limit_cuts_the_best_first(store: Write) -> None:
    """However many there are, and whatever narrows them."""
    titles = [f"Train {number}" for number in range(5)]
    opened = open_store(store(_claims(*titles, "X", "Y", f="A train.", g="Trains.")))
    everything = found(opened, "train")
    assert everything == "abcdefg"
    for limit in range(8):
        assert found(opened, "train", limit=limit) == everything[:limit]
    assert found(opened, "train", topics=["t"], kinds=["claim"], limit=6) == "abcdef"


@pytest.mark.parametrize(
    ("asked", "kept", "left_out"),
    [
        ("trains stations", "trains stations", ""),
        ("trains zebra", "trains", "zebra"),
        ("zebra trains stations unicorn", "trains stations", "zebra unicorn"),
        ("trains ships stations", "trains stations", "ships"),
        ("ships trains", "ships", "trains"),
        ("zebra unicorn", "zebra unicorn", ""),
    ],
)
def test_the_most_words_that_some_fact_has(
    asked: str, kept: str, left_out: str, store: Write
) -> None:
    """Where no fact has all; of as many words those that come first."""
    opened = open_store(store(_claims("Trains and stations", "Ships", "Trains")))
    query, missing = with_most_words(opened, Query(text=asked.split(), best_first=True))
    assert (query.text, missing) == (tuple(kept.split()), tuple(left_out.split()))


@pytest.mark.parametrize("piece", ["x", "x-", "is", "ll", "-", "é", "first", "colour"])
def test_a_text_of_any_length_is_cut_into_words_at_once(piece: str) -> None:
    """Whatever it repeats: the time is that of its length."""

    def cut(length: int) -> list[str]:
        return words_of(with_compounds(searchable(piece * (length // len(piece)) + "-")))

    assert grows_in_proportion(cut, 25_000)
