"""Questions: every filter, alone and together."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from conftest import Report
from store.problems import BASE, observed

from factreport import Period, Query, Record, Store, open_store
from factreport.errors import QueryError

Write = Callable[..., str]


@pytest.fixture
def birds(example: str) -> Store:
    return open_store(example)


def keys(records: Sequence[Record]) -> list[str]:
    """Each record by its id, period and area, as far as it has them."""
    return [" ".join(filter(None, (one.id, one.period, one.area))) for one in records]


ALL = [
    "storks 2018 Northland",
    "storks 2020 Northland",
    "storks 2016/2020 Northland",
    "storks 2020 Südmark",
    "wet-share 2019",
    "mowing 2016/2020 Northland",
    "count-day 2020-06-30",
    "oldest",
]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), ALL),
        (Query(kinds=["metric"]), ALL[:5]),
        (Query(kinds=["event", "policy"]), ALL[5:7]),
        (Query(ids=["oldest", "wet-share"]), [ALL[4], ALL[7]]),
        (Query(ids=["nothing"]), []),
        (Query(topics=["birds"]), [*ALL[:4], *ALL[6:]]),
        (Query(topics=["birds", "wetlands"]), ALL),
        (Query(areas=["Südmark"]), ALL[3:4]),
        (Query(areas=["sudmark", "NORTHLAND"]), [*ALL[:4], ALL[5]]),
        (Query(sources=["atlas"]), ALL[4:6]),
        (Query(sources=["atlas", "census-2021"]), ALL[:7]),
        # Years: the ends included, a span for every year that it overlaps
        (Query(years=[2018]), [ALL[0], ALL[2], ALL[5]]),
        (Query(years=[2015]), []),
        (Query(years=[2016]), [ALL[2], ALL[5]]),
        (Query(years=[2019]), [ALL[2], ALL[4], ALL[5]]),
        (Query(years=[2020]), [*ALL[1:4], *ALL[5:7]]),
        (Query(years=[2021]), []),
        (Query(years=["2019-2020"]), ALL[1:7]),
        (Query(years=["..2017"]), [ALL[2], ALL[5]]),
        (Query(years=["2020.."]), [*ALL[1:4], *ALL[5:7]]),
        (Query(years=[Period.parse("2018"), date(2019, 5, 1)]), [ALL[0], ALL[2], *ALL[4:6]]),
        # Parts narrow each other
        (Query(kinds=["metric"], years=[2020], areas=["Northland"]), ALL[1:3]),
        (Query(topics=["wetlands"], sources=["census-2021"], years=[2018]), [ALL[0], ALL[2]]),
        (Query(topics=["birds"], sources=["atlas"]), []),
        # The newest observation of each metric and area, and what is not a metric
        (Query(latest=True), [ALL[1], *ALL[3:]]),
        (Query(latest=True, years=["..2018"]), [ALL[2], ALL[5]]),
        (Query(latest=True, kinds=["metric"], areas=["Northland"]), ALL[1:2]),
        # How many
        (Query(limit=0), []),
        (Query(limit=2), ALL[:2]),
        (Query(limit=100), ALL),
        (Query(kinds=["claim"], limit=1), ALL[7:]),
        # Words: all of them, in what the entry says and in what is said of the fact
        (Query(text=["storks"]), [*ALL[:4], ALL[7]]),
        (Query(text=["STORKS", "breeding"]), ALL[:4]),
        (Query(text=["storks", "sudmark"]), ALL[3:4]),
        (Query(text=["stork"]), [*ALL[:4], ALL[7]]),
        (Query(text=["stor"]), [*ALL[:4], ALL[7]]),
        (Query(text=["tork"]), []),
        (Query(text=["breeding pairs"]), ALL[:4]),
        (Query(text=["pairs breeding"]), []),
        (Query(text=["wet-share"]), ALL[4:5]),
        (Query(text=["volunteers"]), ALL[3:4]),
        (Query(text=["chicks"]), ALL[5:6]),
        (Query(text=["oldest thirty"]), []),
        (Query(text=["oldest", "thirty"]), ALL[7:]),
        (Query(text=["Finch"]), [*ALL[:4], *ALL[6:]]),
        (Query(text=["Bird Office", "day"]), ALL[6:7]),
        (Query(text=[""]), []),
        (Query(text=["?!"]), []),
        (Query(text=['"', "storks"]), []),
        (Query(text=["storks OR oldest"]), []),
        (Query(text=["title:storks"]), []),
        (Query(text=["storks*"]), [*ALL[:4], ALL[7]]),
    ],
    ids=str,
)
def test_each_part_of_a_question_narrows_the_answer(
    birds: Store, query: Query, expected: list[str]
) -> None:
    """Values of one part widen it, parts narrow each other, and the order is the store's."""
    assert keys(birds.select(query)) == expected
    assert birds.count(query) == len(expected)


def test_coverage_counts_what_the_questions_find(birds: Store) -> None:
    """The counts by topic, source and year are those of the look-ups."""
    for subject, part in (("topic", "topics"), ("source", "sources")):
        for name, counts in birds.coverage(subject).items():  # type: ignore[arg-type]
            parts: dict[str, Any] = {part: [name]}
            query = Query(**parts)
            assert sum(counts.values()) == birds.count(query)
            for kind, facts in counts.items():
                assert facts == birds.count(replace(query, kinds=[kind]))
    assert sum(sum(counts.values()) for counts in birds.coverage("period").values()) == len(ALL)


def test_periods_are_listed_in_order(birds: Store) -> None:
    """By their first day, the longer first; facts without a time come last."""
    assert list(birds.coverage("period")) == [
        "2016/2020",
        "2018",
        "2019",
        "2020",
        "2020-06-30",
        None,
    ]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"topics": 5}, 'topics must be text, not "5"'),
        ({"topics": None}, 'topics must be a list, not "None"'),
        ({"topics": [5]}, 'topics must be text, not "5"'),
        ({"years": [2020.5]}, 'years must be years, periods or days, not "2020.5"'),
        ({"years": [True]}, 'years must be years, periods or days, not "True"'),
        ({"years": [0]}, "a year is a number from 1 to 9999, not 0"),
        ({"years": "someday"}, '"someday" is not a period; '),
        ({"kinds": ["metrics"]}, 'unknown kind "metrics"; did you mean "metric"?'),
        ({"sort": "titel"}, 'unknown field "titel"; did you mean "title"?'),
        ({"sort": 1}, 'sort must be the name of a field, not "1"'),
        ({"limit": -1}, 'limit must be a whole number, 0 or more, not "-1"'),
        ({"limit": "5"}, "limit must be a whole number, 0 or more, not"),
        ({"as_of": "2020"}, '"2020" is not a day; write it as 2021-01-26'),
        ({"as_of": 2020}, 'as_of must be a day, not "2020"'),
        ({"text": ["\udcff"]}, "is not text in UTF-8"),
        ({"latest": "yes"}, "latest must be True or False, not"),
        ({"figure": "5"}, "figure must be a figure, not"),
    ],
)
def test_a_part_of_a_wrong_kind_is_named(parts: dict[str, Any], words: str) -> None:
    """A QueryError says which part it is, never a TypeError from inside."""
    with pytest.raises(QueryError) as caught:
        Query(**parts)
    assert words in str(caught.value)


def test_a_part_may_be_one_value_or_an_iterator(birds: Store) -> None:
    """A lone text is a list of one, and what can be read once is read once."""
    topics = Query(topics="birds")
    assert topics == Query(topics=["birds"]) == Query(topics=(name for name in ["birds"]))
    assert len(birds.select(Query(topics=(name for name in ["birds"])))) == 6
    assert Query(years=2020) == Query(years="2020") == Query(years=[Period.parse("2020")])
    assert hash(topics) == hash(Query(topics=["birds"]))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"topics": ["bird"]}, 'unknown topic "bird"; did you mean "birds"?'),
        ({"areas": ["Northlnd"]}, 'unknown area "Northlnd"; did you mean "Northland"?'),
        ({"sources": ["x"]}, 'unknown source "x"; known: census-2021, atlas'),
        ({"groups": ["x"]}, 'unknown group "x"; none is known'),
        ({"statuses": ["x"]}, 'unknown status "x"; known: completed'),
        ({"statuses": ["estimated"]}, 'unknown status "estimated"; did you mean "estimate"?'),
    ],
)
def test_a_name_that_the_store_lacks_is_answered_with_the_nearest(
    birds: Store, parts: dict[str, Any], words: str
) -> None:
    """With the nearest names, or the list."""
    with pytest.raises(QueryError) as caught:
        birds.select(Query(**parts))
    assert str(caught.value).startswith(words)


def test_names_are_resolved_as_the_store_spells_them(birds: Store) -> None:
    """Case and accents don't matter where the name is plain."""
    assert birds.resolve(Query(areas=["SUDMARK"], topics=["BIRDS"])) == Query(
        areas=["Südmark"], topics=["birds"]
    )


def test_the_command_writes_what_the_query_selects(example: str, report: Report) -> None:
    """The JSON of the command reads back as the records."""
    expected = [record.as_dict() for record in open_store(example).select(Query(kinds=["metric"]))]
    assert report("metric", "--facts", example).json == expected


@pytest.mark.parametrize(
    "part", ["areas", "groups", "topics", "sources", "ids", "statuses", "years"]
)
def test_very_many_names_are_asked_for_at_once(part: str, store: Callable[..., str]) -> None:
    """More than SQLite merges; the answer comes in the order of the store."""
    numbers = range(700)
    entries = "".join(
        f'[topic.t{at}]\ntitle = "T"\n[source.s{at}]\ntitle = "S"\n[policy.p{at}]\ntitle = "P"\n'
        f'topics = ["t{at}"]\nsource = "s{at}"\narea = "a{at}"\ngroup = "g{at}"\nyear = {at + 1}\n'
        'status = "planned"\n'
        for at in numbers
    )
    letters = {"areas": "a", "groups": "g", "topics": "t", "sources": "s", "ids": "p"}
    names: list[Any] = [f"{letters.get(part)}{at}" for at in reversed(numbers)]
    asked = {"statuses": ["planned"], "years": ["..0650", *range(660, 701)]}.get(part, names[10:])
    found = open_store(store(entries)).select(Query(**{part: asked}))
    expected = {"statuses": 700, "years": 691}.get(part, 690)
    assert [record.id for record in found] == sorted(
        (record.id for record in found), key=lambda id_: int(id_[1:])
    )
    assert len(found) == expected


def test_a_year_comes_before_its_parts(store: Write) -> None:
    """Where periods are listed and where facts are sorted by them, first to last."""
    when = ["2023-Q4", "2023-Q1", "2024", "2023", "2023-01", "2023/2024"]
    rows = ", ".join(f'{{ period = "{iso}", value = 1 }}' for iso in when)
    opened = open_store(
        store(
            '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "u"\n'
            f"observations = [{rows}]\n"
        )
    )
    expected = ["2023/2024", "2023", "2023-Q1", "2023-01", "2023-Q4", "2024"]
    assert list(opened.coverage("period")) == expected
    for limit in (None, 6):
        ordered = opened.select(Query(sort="period", limit=limit))
        assert [record.period for record in ordered] == expected


def test_more_names_than_sqlite_takes_are_asked_for(birds: Store) -> None:
    """As many as a program may collect; each is a value, not a part of the statement."""
    assert len(birds.select(Query(ids=[*(f"id-{at}" for at in range(50_000)), "mowing"]))) == 1


def test_what_is_no_path_or_no_query_is_named(birds: Store, example: str) -> None:
    """Never a TypeError from inside; a path may be bytes."""
    assert len(open_store(os.fsencode(example)).select(Query())) == len(birds.select(Query()))
    with pytest.raises(QueryError, match='a path must be text or a path, not "5"'):
        open_store(5)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="the query must be a Query"):
        birds.select("storks")  # type: ignore[arg-type]


def test_facts_without_an_area_or_a_group_are_asked_for_with_no_name(birds: Store) -> None:
    """Alone and beside others; no list of names has it, and an order still puts them last."""
    everything = birds.select(Query())
    for part, field in (("areas", "area"), ("groups", "group")):
        names = [name for name in {getattr(record, field) for record in everything} if name]
        without = [record for record in everything if getattr(record, field) is None]
        assert birds.select(Query(**{part: [""]})) == without
        assert birds.select(Query(**{part: ["", *names]})) == everything
        assert "" not in birds.names(field)  # type: ignore[arg-type]
        ordered = birds.select(Query(sort=field, limit=20))
        assert [getattr(record, field) for record in ordered][-len(without) :] == [None] * len(
            without
        )


def test_a_status_is_known_also_where_no_fact_has_it(birds: Store) -> None:
    assert birds.select(Query(statuses="projection")) == []
    with pytest.raises(QueryError, match="unknown status"):
        birds.select(Query(statuses="projektion"))


def test_a_limit_keeps_the_order(store: Write) -> None:
    """Facts of a status too come in the order of the store, not by their areas."""
    rows = ['area = "A"', 'area = "B", status = "estimate"', 'area = "A", status = "estimate"']
    path = store(BASE + observed(*(f"value = {at}, {row}" for at, row in enumerate(rows))))
    query = Query(statuses="estimate", sort="kind", limit=1)
    assert [record.value for record in open_store(path).select(query)] == [1]
