"""An ``[[observation]]`` gives a metric of the store a value from anywhere in its files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Report
from store.problems import BASE, problems

from factreport import Query, open_store

Write = Callable[..., str]

OWN = (
    f'{BASE}[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "people"\narea = "Norland"\n'
    "source = 's'\nparagraph = 2\nobservations = [{ year = 2020, value = 5 }]\n"
)
NEWER = '[source.n]\ntitle = "N"\npublished = 2025-01-05\n'


def appended(keys: str) -> str:
    return f"[[observation]]\n{keys}"


def test_an_appended_observation_is_one_of_its_metric(store: Write) -> None:
    """It inherits what the metric's own observations inherit, wherever it stands."""
    path = store(OWN + NEWER + appended("metric = 'm'\nyear = 2021\nvalue = 6\nsource = 'n'\n"))
    own, new = open_store(path).select(Query())
    assert (own.period, own.value, own.source, own.paragraphs) == ("2020", 5, "s", (2,))
    assert (new.period, new.value, new.source, new.paragraphs) == ("2021", 6, "n", ())
    assert (new.id, new.title, new.unit, new.area) == (own.id, own.title, own.unit, own.area)
    assert problems(path) == []


def test_a_metric_gets_those_of_every_file_in_their_order(store: Write, tmp_path: Path) -> None:
    """Also of a file before its own."""
    store(appended("metric = 'm'\nyear = 2018\nvalue = 1\n"), "s/a.toml")
    store(OWN + appended("metric = 'm'\nyear = 2021\nvalue = 6\n"), "s/b.toml")
    opened = open_store(str(tmp_path / "s"))
    assert [record.period for record in opened.select(Query())] == ["2020", "2018", "2021"]
    lines = opened.lines_of(Query(), range(3))
    assert [(Path(file.name).name, line) for file, line in lines] == [
        ("b.toml", 12),
        ("a.toml", 1),
        ("b.toml", 13),
    ]


def test_a_revision_may_be_appended(store: Write) -> None:
    """It supersedes the value in an earlier source, as one inside the metric does."""
    dated = OWN.replace('title = "S"', 'title = "S"\npublished = 2024-01-05')
    revised = "metric = 'm'\nyear = 2020\nvalue = 7\nstatus = 'revised'\nsource = 'n'\n"
    path = store(dated + NEWER + appended(revised))
    assert problems(path) == []
    latest = open_store(path).select(Query(latest=True))
    assert [record.value for record in latest] == [7]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("metric = 'm'\nvalue = 6\nyeer = 1\n", 'm, observation 2: unknown key "yeer"; did you'),
        ("metric = 'o'\nvalue = 6\n", 'observation 1: metric "o" is not defined'),
        ("metric = 5\nvalue = 6\n", "observation 1: metric must be a string, not an integer"),
        ("value = 6\n", "observation 1: metric is missing; add metric = …"),
        ("metric = 'm'\n", "metric.m, observation 2: an observation needs a value; add value"),
        ("metric = 'm'\nyear = 2020\nvalue = 9\n", "metric.m, observation 2: 9 disagrees with"),
    ],
)
def test_a_mistake_is_at_the_line_of_the_appended_observation(
    store: Write, text: str, expected: str
) -> None:
    """Errors and warnings alike."""
    path = store(OWN + "\n" + appended(text))
    lines = [line.removeprefix(f"{path}:") for line in problems(path)]
    (line,) = [line for line in lines if expected in line]
    start = (OWN + "\n").count("\n") + 1
    assert start <= int(line.partition(":")[0]) <= start + 3


def test_an_observation_without_a_metric_is_checked_all_the_same(store: Write) -> None:
    """All mistakes are listed at once."""
    found = problems(store(OWN + appended("metric = 'o'\nunti = 4\nvalue = 'x'\n")))
    assert [line.rpartition("observation 1: ")[2].split(";")[0] for line in found] == [
        'metric "o" is not defined',
        'unknown key "unti"',
        "value must be a number, not a string",
    ]


@pytest.mark.parametrize("text", ["[observation]\nx = 1\n", "observation = 5\n"])
def test_only_an_array_of_tables_can_be_appended(store: Write, text: str) -> None:
    """The message says which form it has."""
    (problem,) = problems(store(text + BASE.replace("[source.s]", "[topic.u]")))[:1]
    assert problem.endswith("observation must be tables of the form [[observation]]")


def test_an_editor_knows_the_keys_of_an_appended_observation(report: Report) -> None:
    """Those of an observation, and the metric, which is required."""
    tables = json.loads(report("schema").out)["properties"]
    items = tables["observation"]["items"]
    inside = tables["metric"]["patternProperties"]
    (metric,) = inside.values()
    own = metric["properties"]["observations"]["items"]["properties"]
    assert items["properties"].keys() == {"metric", *own}
    assert items["required"] == ["metric"]
