"""Why a question has no answer: what to drop, or where to look instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from factreport import Query, Store, open_store
from factreport.figures.reading import read_figure
from factreport.store.no_answer import why_nothing

Write = Callable[..., str]


@pytest.fixture
def birds(example: str) -> Store:
    return open_store(example)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (
            {"years": [1500]},
            "nothing for 1500; the nearest times with facts: 2016–2020, 2018 and 2019",
        ),
        (
            {"years": ["1500..1600", 3000], "kinds": ["event"]},
            "nothing for 1500–1600 or 3000; the nearest times with facts: 2020-06-30",
        ),
        (
            {"years": [1500], "topics": ["wetlands"], "kinds": ["policy"]},
            "nothing for 1500; the nearest times with facts: 2016–2020",
        ),
        (
            {"years": [1500], "areas": ["Südmark"]},  # which lies in 2016–2020 with its only year
            "nothing for 1500; the nearest times with facts: 2020",
        ),
        (
            {"topics": ["birds"], "sources": ["atlas"]},
            "nothing matches all of this; drop --topic birds (2 facts) or --source atlas (6 facts)",
        ),
        (
            {"text": ["zebra"], "areas": ["Südmark"]},
            'nothing matches all of this; drop the words "zebra" (1 fact)',
        ),
        (
            {"text": ["zebra"], "topics": ["birds"], "kinds": ["claim"], "areas": ["Südmark"]},
            'nothing matches this; drop the words "zebra" and --area Südmark',
        ),
        ({"text": ["zebra"]}, 'no facts with the words "zebra"; try fewer or shorter words'),
        (
            {"text": ["zebra"], "kinds": ["claim"]},
            'no claims with the words "zebra"; `report find` searches every kind',
        ),
        ({"text": ["stroks"]}, 'no facts with the words "stroks"; did you mean "storks"?'),
        (
            {"text": ["zebra in 2020"]},
            'no facts with the words "zebra in 2020"; for a year add --year 2020',
        ),
        (
            {"ids": ["storks"], "areas": ["Südmark"], "sources": ["atlas"]},
            "nothing matches all of this; drop --source atlas (1 fact)",
        ),
        (
            {"ids": ["wet-share"], "areas": ["Südmark"]},
            "no facts of wet-share with --area Südmark; none of them has an area",
        ),
        (
            {"ids": ["oldest"], "years": [2020]},
            "no facts of oldest with --year 2020; facts like these have no time",
        ),
        ({"as_of": "1999-01-01", "kinds": ["event"]}, "no events with --as-of 1999-01-01; "),
        ({"statuses": ["completed"], "kinds": ["claim"]}, "no claims with --status completed"),
    ],
    ids=str,
)
def test_what_to_drop_or_where_to_look(birds: Store, parts: dict[str, Any], words: str) -> None:
    """A time, a combination, words, or a part that a metric lacks."""
    query = Query(**parts)
    assert birds.select(query) == []
    assert why_nothing(birds, query).startswith(words)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("1,501", 'no fact has the value "1,501"; nearest: > 1,500 pairs (storks) or 1,200 pairs'),
        ("99%", 'no fact has the value "99%" or a value near it'),
    ],
)
def test_the_nearest_values_are_named(birds: Store, figure: str, words: str) -> None:
    """For a figure that no fact has."""
    query = Query(figure=read_figure(figure), text=[figure], best_first=True)
    assert birds.select(query) == []
    assert why_nothing(birds, query).startswith(words)


def test_an_empty_store_has_no_facts(store: Write) -> None:
    """Whatever is asked for."""
    path = store("# nothing\n")
    assert why_nothing(open_store(path), Query(text=["x"])) == f"{path} has no facts"


def test_a_kind_without_facts_is_named(store: Write) -> None:
    """And where to see what there is."""
    path = store('[topic.t]\ntitle = "T"\n[claim.c]\ntitle = "C"\ntopics = ["t"]\n')
    words = why_nothing(open_store(path), Query(kinds=["policy"]))
    assert words == "the store has no policies; `report year` shows what it has"
