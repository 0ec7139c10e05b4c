"""``report find``: words, figures, years among the words, and filters alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLE, Report

Write = Callable[..., str]


@pytest.fixture(autouse=True)
def in_folder(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example store is the nearest one."""
    monkeypatch.chdir(Path(example).parent)


def found(report: Report, *arguments: str) -> list[str]:
    return [f"{row['id']} {row['value']}" for row in report("find", *arguments).json]


def test_words_in_a_title_come_before_words_in_a_summary(store: Write, report: Report) -> None:
    """The best match first, whatever the order of the store and of the words."""
    head = '[topic.t]\ntitle = "T"\n'
    body = 'topics = ["t"]\n'
    path = store(
        f'{head}[claim.a]\ntitle = "A"\n{body}note = "about bees and honey"\n'
        f'[claim.b]\ntitle = "B"\n{body}summary = "about bees and honey"\n'
        f'[claim.c]\ntitle = "About bees and honey"\n{body}',
        "bees.toml",
    )
    answer = report("find", "bees", "--facts", path, "--fields", "id")
    assert next(row["id"] for row in answer.json) == "c"
    assert report("find", "honey", "bees", "--facts", path, "--fields", "id") == answer
    ordered = report("find", "bees", "--facts", path, "--sort", "id").json
    assert [row["id"] for row in ordered] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["1,500"], ["storks 1500"]),
        (["1500"], ["storks 1500"]),
        (["1.5", "thousand"], ["storks 1500"]),
        (["more than 1,500"], ["storks 1500"]),
        (["12.5%"], ["wet-share 12.5"]),
        (["12.5", "percent"], ["wet-share 12.5"]),
        (["6 thousand"], ["storks 6000"]),
        (["thirty"], ["oldest None"]),
        (["storks", "-y", "2018", "--latest"], ["storks 6000"]),
    ],
)
def test_a_figure_finds_the_facts_with_its_value(
    words: list[str], expected: list[str], report: Report
) -> None:
    """However it is written, a figure leads to the facts that have it; filters narrow as always."""
    assert found(report, *words) == expected


@pytest.mark.parametrize("text", ["32.43 million", "32,430,000", "32430000", "32 430 000"])
def test_the_figures_of_the_article_are_found_however_written(text: str, report: Report) -> None:
    """A figure of the shipped store is found in every usual spelling."""
    os.remove("facts.toml")
    shipped = str(Path(__file__).parents[2] / "facts.toml")
    assert found(report, text, "--facts", shipped)[0] == "poor-workers-employed 32430000"
    assert found(report, "93.8%", "--facts", shipped) == ["poor-households-assisted 93.8"]


def test_a_percentage_finds_a_fall_of_that_size(store: Write, report: Report) -> None:
    """Also in the requested order."""
    path = store(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "percent"\n'
        "observations = [{ year = 1, value = 13.4 }, { year = 2, value = -13 }]\n",
        "m.toml",
    )
    command = ("find", "13%", "--facts", path, "--fields", "value")
    assert [row["value"] for row in report(*command).json] == [-13, 13.4]
    assert [row["value"] for row in report(*command, "--sort", "-value").json] == [13.4, -13]


def test_what_is_rounded_comes_after_what_is_exact(store: Write, report: Report) -> None:
    """The fact with the very value comes first, then those that become it when rounded."""
    path = store(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "people"\n'
        "observations = [{ year = 1, value = 32_429_000 }, { year = 2, value = 32_430_000 },"
        " { year = 3, value = 33_000_000 }, { year = 4, value = 32_434_999 },"
        " { year = 5, value = 32_424_000 }]\n",
        "m.toml",
    )
    rows = report("find", "32.43 million", "--facts", path, "--fields", "value").json
    assert [row["value"] for row in rows] == [32_430_000, 32_429_000, 32_434_999]


def test_filters_without_words_list(report: Report) -> None:
    """Facts of every kind, in the order of the store."""
    kinds = [row["kind"] for row in report("find", "-t", "wetlands").json]
    assert kinds == [*["metric"] * 5, "policy"]
    assert [row["id"] for row in report("find", "--status", "completed").json] == ["mowing"]


def test_a_time_among_the_words_means_the_facts_of_that_time(store: Write, report: Report) -> None:
    """Not those whose source has the words in its title; without any fact of that time, those."""
    path = store(
        """
[topic.work]
title = "Work"
[source.early]
title = "Labour market, March 2024"
published = 2024-04-15
[source.late]
title = "Labour market, April 2024"
published = 2024-05-15
[metric.jobless]
title = "Jobless"
topics = ["work"]
unit = "percent"
source = "early"
observations = [
    { period = "2024-02", value = 5.3 },
    { period = "2024-03", value = 5.0, status = "provisional" },
    { period = "2024-03", value = 5.2, status = "revised", source = "late" },
]
"""
    )
    answer = report("find", "jobless", "march", "2024", "--facts", path)
    assert [row["value"] for row in answer.json] == [5.0, 5.2]
    assert answer.err == 'report: "march 2024" was read as the time (--year)\n'
    quarter = report("find", "Q1 2024", "--facts", path)
    assert [row["value"] for row in quarter.json] == [5.3, 5.0, 5.2]
    assert report("find", "jobless", "2024-03-05", "--facts", path).json == answer.json
    april = report("find", "jobless", "april", "2024", "--facts", path)
    assert ([row["value"] for row in april.json], april.err) == ([5.2], "")
    table = report("find", "jobless", "--facts", path, "-f", "table").out
    assert "provisional, superseded" in table


def test_a_year_among_the_words_is_taken_for_a_time(report: Report) -> None:
    """Standard error says so."""
    answer = report("find", "breeding", "2018")
    assert [(row["id"], row["period"]) for row in answer.json] == [
        ("storks", "2018"),
        ("storks", "2016/2020"),
    ]
    assert answer.err == 'report: "2018" was read as the time (--year)\n'


def test_a_word_that_is_nowhere_is_left_out_and_named(report: Report) -> None:
    answer = report("find", "storks", "banana")
    assert {row["id"] for row in answer.json} == {"storks", "oldest"}
    assert answer.err == 'report: no fact has all these words; left out: "banana"\n'
    nothing = report("find", "apple", "banana")
    assert nothing.json == []
    assert 'no facts with the words "apple" and "banana"' in nothing.err


def test_facts_of_several_kinds_have_their_status(report: Report, store: Write) -> None:
    """A value that was replaced must not look like the one that counts."""
    path = store(EXAMPLE.replace('area = "Südmark"', 'area = "Südmark", status = "estimate"'))
    out = report("find", "storks", "-f", "table", "--facts", path).out
    assert "estimate" in out


DATED = """
[source.bulletin-2021-01-26]
title = "Bulletin of 26 January, 2-6"
[topic.t]
title = "T"
[metric.m]
title = "Families helped"
topics = ["t"]
unit = "families"
source = "bulletin-2021-01-26"
observations = [{ year = 2020, value = 300 }, { year = 2021, value = 2_000_000 }]
[policy.p]
title = "A plan for 14 towns"
topics = ["t"]
summary = "Grants cover 60 per cent of the rent."
"""


@pytest.mark.parametrize(
    "asked", ["26%", "26", "26.", "(26 %)", "2.6", "2.6 million", "26 per cent", "2.6bn", "1.26"]
)
def test_a_figure_that_no_fact_has_is_said_to_be_missing(
    asked: str, store: Write, report: Report
) -> None:
    """Its digits are not searched for in the names of sources."""
    path = store(DATED)
    for words in ([asked], asked.split()):
        answer = report("find", *words, "--facts", path)
        assert answer.json == []
        assert f'no fact has the value "{asked.strip("(.)")}' in answer.err
    assert report("metric", "26%", "--facts", path).json == []


def test_a_figure_that_is_only_in_words_is_found_there_and_is_no_value(
    store: Write, report: Report
) -> None:
    """Standard error says that no fact has the value."""
    for asked in ("14 towns", "60%"):
        answer = report("find", asked, "--facts", store(DATED))
        assert [row["id"] for row in answer.json] == ["p"]
        assert answer.err.startswith(f'report: no fact has the value "{asked.split()[0]}"')
        assert answer.err.endswith("report: these facts only mention it\n")
    plan = DATED.replace("Grants", "The nine-year plan: grants")
    assert report("find", "nine-year", "plan", "--facts", store(plan)).err == ""
