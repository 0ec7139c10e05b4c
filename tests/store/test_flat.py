"""An answer of twenty rows is found without going through the store, whatever it is asked by.

What is counted is not time but the steps of SQLite's machine, which are the same on any computer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from factreport import Query, Store, open_store

pytestmark = pytest.mark.slow

_YEARS = [f"year = {year}" for year in range(2020, 1900, -1)]
_MONTHS = [
    f'period = "{year}-{month:02}"' for year in range(2020, 1920, -1) for month in (12, 6, 1)
]


class Shape(NamedTuple):
    """How many metrics there are, with how many observations, and how many names of each sort."""

    metrics: int
    facts: int
    areas: int
    topics: int
    sources: int
    times: list[str]


def _metric(number: int, shape: Shape) -> str:
    """A metric whose observations are spread over areas and times, the newest first."""
    areas, times = shape.areas, shape.times
    # Of eleven facts in turn, some have a status, a qualifier or a range.
    others = {0: ', status = "estimate"', 1: ', qualifier = "about"', 2: ", low = 0, high = 99991"}
    rows = "".join(
        f"{{ {times[at // areas % len(times)]}, value = {(number * 7919 + at * 104729) % 99991}"
        f'{others.get(at % 11, "")}, area = "District {(number + at % areas) % (3 * areas)}",'
        f" paragraph = {at % 9 + 1} }},\n"
        for at in range(shape.facts)
    )
    return (
        f'[metric.workers-{number}]\ntitle = "Workers in sector {number * 7919 % 10007}"\n'
        f'topics = ["topic-{number % shape.topics}"]\nunit = "people"\n'
        f'source = "source-{number % shape.sources}"\nobservations = [\n{rows}]\n'
    )


def _store(shape: Shape) -> str:
    lines = [f'[source.source-{at}]\ntitle = "Bulletin {at}"\n' for at in range(shape.sources)]
    lines += [f'[topic.topic-{at}]\ntitle = "Subject {at}"\n' for at in range(shape.topics)]
    return "".join([*lines, *(_metric(at, shape) for at in range(shape.metrics))])


# Few metrics with many observations, many with few, many topics and sources.
_SHAPES = {
    "few": Shape(4, 10_000, areas=20, topics=2, sources=2, times=_MONTHS),
    "many": Shape(4_000, 10, areas=2, topics=20, sources=1, times=_YEARS),
    "wide": Shape(800, 50, areas=10, topics=800, sources=200, times=_YEARS),
}
_QUESTIONS: dict[str, dict[str, Any]] = {
    "first": {},
    "latest": {"latest": True},
    "latest of a word": {"latest": True, "text": "workers"},
    "latest of a year": {"latest": True, "years": ["2015-2019"]},
    "latest of an area": {"latest": True, "areas": "District 3"},
    "by value": {"sort": "value"},
    "by value, down": {"sort": "-value"},
    "by title": {"sort": "title"},
    "by title, down": {"sort": "-title"},
    "by period": {"sort": "period"},
    "by end, down": {"sort": "-end"},
    "by area": {"sort": "area"},
    "by group, which none has": {"sort": "group"},
    "by low": {"sort": "low"},
    "by high, down": {"sort": "-high"},
    "by qualifier": {"sort": "qualifier"},
    "by status, down": {"sort": "-status"},
    "latest by value": {"sort": "-value", "latest": True},
    "a word": {"text": "workers"},
    "a word, best first": {"text": "workers", "best_first": True},
    "two words, best first": {"text": ["workers", "sector"], "best_first": True},
    "the beginning of a word": {"text": "work", "best_first": True},
    "no such word": {"text": "zebra", "best_first": True},
    "a year": {"years": 2019},
    "until a year": {"years": "..2019"},
    "a year of a topic": {"years": 2019, "topics": "topic-1"},
    "an area": {"areas": "District 3"},
    "two areas": {"areas": ["District 3", "District 1"]},
    "a word of a late entry, since a year": {"text": "3743", "years": "2005.."},
    "a word in an area": {"areas": "District 3", "text": "workers"},
    "a source": {"sources": "source-0"},
    "a topic": {"topics": "topic-1"},
    "a topic by value": {"topics": "topic-1", "sort": "-value"},
    "an id": {"ids": "workers-1"},
    "no facts of a kind": {"kinds": "claim"},
    "no facts of a kind in an area": {"kinds": "claim", "areas": "District 3"},
    "no facts of a kind with a word": {"kinds": "claim", "text": "workers"},
    "no facts of a kind without a group": {"kinds": ["claim", "event"], "groups": ""},
    "no such year": {"years": 1500},
}


Steps = Callable[[Callable[[Store], object]], int]


@pytest.fixture(scope="module", params=_SHAPES)
def steps(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Steps:
    """How many thousand steps SQLite takes to answer a question."""
    path = Path(tmp_path_factory.mktemp("flat"), "facts.toml")
    path.write_text(_store(_SHAPES[request.param]), encoding="utf-8")
    connect, ticks = sqlite3.connect, list[None]()

    def connect_and_count(*where: Any, **how: Any) -> sqlite3.Connection:
        connection = connect(*where, **how)
        connection.set_progress_handler(lambda: ticks.append(None), 1_000)
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", connect_and_count)
        store = open_store(str(path))

    def count(ask: Callable[[Store], object]) -> int:
        ticks.clear()
        ask(store)
        return len(ticks)

    return count


@pytest.mark.parametrize("parts", _QUESTIONS.values(), ids=_QUESTIONS)
def test_twenty_rows_cost_what_twenty_rows_cost(steps: Steps, parts: dict[str, Any]) -> None:
    """In 40,000 facts of any shape; to go through them would take some hundred thousand steps."""
    query = Query(**{"kinds": ["metric"], "limit": 20, **parts})
    assert steps(lambda store: store.select(query)) < 60


def test_to_go_through_the_store_would_be_noticed(steps: Steps) -> None:
    """The test above would fail for a question that does."""
    assert steps(lambda store: store.select(Query(sort="citation", limit=20))) > 300


@pytest.mark.parametrize("subject", ["kind", "period"])
def test_what_is_covered_is_not_counted(steps: Steps, subject: Any) -> None:
    """The tallies are kept."""
    assert steps(lambda store: store.coverage(subject)) < 10


@pytest.mark.parametrize("asked", ["workers", "no such title", "Workers in sector 7919"])
def test_an_entry_is_named_without_going_through_the_titles(steps: Steps, asked: str) -> None:
    """Neither its title nor what is like it is searched for in all entries."""
    assert steps(lambda store: (store.id_of_title(asked), store.suggestions(asked))) < 120
