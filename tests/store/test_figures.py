"""Figures that are looked for: the facts with that value, and the nearest ones."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport import Query, Store, open_store
from factreport.figures.reading import read_figure

Write = Callable[..., str]

MEASURED = """\
[topic.t]
title = "T"
[metric.emissions]
title = "Emissions"
topics = ["t"]
unit = "million tonnes"
observations = [{ value = 36.8 }, { value = 0 }, { value = 100 }]
[metric.share]
title = "Share"
topics = ["t"]
unit = "percent"
observations = [{ value = 36.8 }]
"""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("36.8 million tonnes", [36.8]),
        ("36.8", [36.8, 36.8]),
        ("36,800,000", [36.8]),
        ("36.8%", [36.8]),
        ("0", [0]),
        ("100 million", [100]),
        ("1,000 million", []),
    ],
)
def test_a_figure_finds_a_value_as_stored_and_as_a_plain_number(
    words: str, found: list[float], store: Write
) -> None:
    """With a magnitude in its unit a value has two forms; what fits both is found once."""
    opened = open_store(store(MEASURED))
    query = Query(figure=read_figure(words), best_first=True)
    selected = opened.select(query)
    assert [one.value for one in selected] == found
    assert [one.id for one in selected][:1] == ["share" if "%" in words else "emissions"][
        : len(found)
    ]
    assert opened.count(query) == len(found)


def test_a_figure_with_a_sign_finds_what_has_it(store: Write) -> None:
    """Money is not a percentage, not another currency and not a number of things."""
    units = ("people", "percent", "US dollars", "EUR per tonne", "million $")
    metrics = "".join(
        f'[metric.m{number}]\ntitle = "M"\ntopics = ["t"]\nunit = "{unit}"\n'
        f"observations = [{{ value = 5 }}]\n"
        for number, unit in enumerate(units)
    )
    opened = open_store(store(f'[topic.t]\ntitle = "T"\n{metrics}'))
    found = {
        words: [one.unit for one in opened.select(Query(figure=read_figure(words)))]
        for words in ("5 people", "5%", "$5", "5 euros", "5 pounds", "$5 million")
    }
    assert found == {
        "5 people": list(units),
        "5%": ["percent"],
        "$5": ["US dollars"],
        "5 euros": ["EUR per tonne"],
        "5 pounds": [],
        "$5 million": ["million $"],
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("13%", [13, -13, 13.4]),
        ("down 13%", [-13, 13, 13.4]),
        ("up 13%", [13, 13.4]),
        ("-13", [-13]),
        ("5", [-5]),
    ],
)
def test_a_figure_finds_a_fall_of_its_size(words: str, found: list[float], store: Write) -> None:
    """One query gives both, so that order, limit and count hold for them together."""
    observations = ", ".join(f"{{ value = {value} }}" for value in (13.4, -13, 13, -5))
    metric = '[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "percent"\n'
    topic = '[topic.t]\ntitle = "T"\n'
    opened = open_store(store(f"{topic}{metric}observations = [{observations}]\n"))
    query = Query(figure=read_figure(words), best_first=True)
    assert [one.value for one in opened.select(query)] == found
    assert [one.value for one in opened.select(replace(query, limit=1))] == found[:1]
    assert [one.value for one in opened.select(replace(query, sort="value"))] == sorted(found)
    assert opened.count(query) == len(found)


@pytest.mark.parametrize(
    ("words", "near"), [("63.8 million", 36.8), ("38.6", 36.8), ("1 billion", 100)]
)
def test_what_a_figure_may_have_meant_is_found_in_both_forms(
    words: str, near: float, store: Write
) -> None:
    """A slip is looked for among the values as stored and among the plain numbers."""
    figure = read_figure(words)
    assert figure is not None
    assert near in [one.value for one in open_store(store(MEASURED)).nearest_to(figure, 50)]


def _opened(text: str) -> Store:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.toml")
        path.write_text(text, encoding="utf-8")
        return open_store(str(path))


@pytest.mark.slow
@given(st.lists(st.integers(2**53 - 3, 2**63 - 1), min_size=1, max_size=4, unique=True))
def test_large_integers_are_found_exactly(values: list[int]) -> None:
    """Where a float can't tell one from the next, the one that is asked for comes first."""
    rows = ", ".join(f"{{ value = {value} }}" for value in values)
    head = '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "u"\n'
    opened = _opened(f"{head}observations = [{rows}]\n")
    for value in values:
        query = Query(figure=read_figure(f"{value:,}"), best_first=True)
        assert opened.select(query)[0].value == value


@pytest.mark.parametrize("value", [2.05, 1.05, 1.15, 0.285, 36.8, 1e-7])
def test_a_value_is_scaled_as_it_is_written(value: float, store: Write) -> None:
    """2.05 million is 2,050,000, not the nearest binary fraction of it."""
    path = store(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "million t"\n'
        f"observations = [{{ value = {value} }}]\n"
    )
    exact = Decimal(repr(value)) * 10**6
    figure = read_figure(f"{exact.normalize():,f} tonnes")
    assert figure is not None
    assert figure.value == exact
    assert open_store(path).count(Query(figure=figure)) == 1
    half_way = read_figure("2.1 million")
    assert open_store(path).count(Query(figure=half_way)) == (value == 2.05)


CROWD = """\
[topic.t]
title = "T"
[metric.people]
title = "People"
topics = ["t"]
unit = "people"
observations = [{rows}]
[metric.share]
title = "Share"
topics = ["t"]
unit = "percent"
observations = [{{ value = 51 }}, {{ value = 3.3 }}]
"""


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("52%", [51]),
        ("33%", [51, 3.3]),
        ("60,100 people", [60_110, 60_000]),
        ("3,300%", [3.3]),
        ("-52 people", []),
    ],
)
def test_the_nearest_facts_are_the_nearest(words: str, near: list[float], store: Write) -> None:
    """Whatever else is near, and nearest first; percentages are apart."""
    values = [*([52] * 60), *range(50_000, 60_001, 100), 60_110]
    rows = ", ".join(f"{{ value = {value}, year = {1000 + n} }}" for n, value in enumerate(values))
    figure = read_figure(words)
    assert figure is not None
    found = open_store(store(CROWD.format(rows=rows))).nearest_to(figure, 50)
    assert [one.value for one in found][: len(near)] == near
    if not near:
        assert found == []


@pytest.mark.slow
@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=12),
    st.sampled_from(["20", "about 20", "more than 10", "20 million", "10 to 30"]),
    st.sampled_from(["people", "million people", "million tonnes"]),
    st.integers(0, 5),
)
def test_a_limit_cuts_the_nearest_first(
    values: list[int], words: str, unit: str, limit: int
) -> None:
    """The first of them are the same, however many are asked for."""
    rows = ", ".join(f"{{ value = {value} }}" for value in values)
    head = f'[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "{unit}"\n'
    opened = _opened(f"{head}observations = [{rows}]\n")
    query = Query(figure=read_figure(words), best_first=True)
    everything = opened.select(query)
    assert opened.select(replace(query, limit=limit)) == everything[:limit]
    assert opened.select(replace(query, limit=limit, topics="t")) == everything[:limit]


def test_a_fact_with_the_value_and_the_words_is_found_once(example: str) -> None:
    """First those with the value, then those with the words alone."""
    opened = open_store(example)
    query = Query(text=["storks"], figure=read_figure("1,500"), best_first=True)
    assert [one.value for one in opened.select(query)] == [
        *(1_500, 1_200, 6_000, 310),
        None,  # a claim about one stork
    ]
    assert opened.count(query) == 5
