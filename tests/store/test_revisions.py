"""Revisions, estimates and ranges: what supersedes what, and what a value is read from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from store.problems import CURE, METRIC, check, observed

from factreport import Query, Record, Store, open_store

Write = Callable[..., str]

UNEMPLOYMENT = """\
[source.january]
title = "January release"
published = 2020-02-07
[source.february]
title = "February release"
published = 2020-03-06
[source.march]
title = "March release"
published = "2020-04"
[source.undated]
title = "Undated release"
[topic.t]
title = "T"
[metric.unemployment]
title = "Unemployment rate"
topics = ["t"]
unit = "percent"
observations = [
    { period = "2020-01", value = 5.5, source = "january", status = "provisional" },
    { period = "2020-01", value = 5.6, source = "february", status = "revised" },
    { period = "2020-01", value = 5.7, source = "march", status = "revised" },
    { period = "2020-01", value = 4.9, source = "march", status = "revised", group = "women" },
    { period = "2020-02", value = 5.8, source = "february" },
    { period = "2020-02", value = 5.9, source = "march" },
    { period = "2020-01", value = 6.1, source = "undated" },
]
"""


@pytest.fixture
def releases(store: Write) -> Store:
    return open_store(store(UNEMPLOYMENT))


def said(records: list[Record]) -> list[tuple[Any, ...]]:
    return [(record.period, record.value, record.status) for record in records]


JANUARY, FEBRUARY = "2020-01", "2020-02"


def test_a_revision_of_a_later_source_supersedes(releases: Store) -> None:
    """Of the same period, area and group; a later source alone, or one without a day, does not."""
    found = releases.select(Query())
    assert said(found) == [
        (JANUARY, 5.5, "provisional, superseded"),
        (JANUARY, 5.6, "revised, superseded"),
        (JANUARY, 5.7, "revised"),
        (JANUARY, 4.9, "revised"),
        (FEBRUARY, 5.8, None),
        (FEBRUARY, 5.9, None),
        (JANUARY, 6.1, None),
    ]
    assert [record.is_superseded for record in found] == [True, True, *[False] * 5]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-02-06", [(JANUARY, 6.1, None)]),
        ("2020-02-07", [(JANUARY, 5.5, "provisional"), (JANUARY, 6.1, None)]),
        (
            "2020-03-06",
            [
                (JANUARY, 5.5, "provisional, superseded"),
                (JANUARY, 5.6, "revised"),
                (FEBRUARY, 5.8, None),
                (JANUARY, 6.1, None),
            ],
        ),
    ],
)
def test_what_was_known_on_a_day(
    releases: Store, day: str, expected: list[tuple[Any, ...]]
) -> None:
    """Later sources are left out, and what they revise counts as it did; no day, no matter."""
    assert said(releases.select(Query(as_of=day))) == expected


def test_superseded_values_are_no_newest_ones(releases: Store) -> None:
    """The newest period of each group, without what was revised; as of a day what was new then."""
    newest = [(JANUARY, 4.9, "revised"), (FEBRUARY, 5.8, None), (FEBRUARY, 5.9, None)]
    assert said(releases.select(Query(latest=True))) == newest
    assert said(releases.select(Query(latest=True, years=["2020-01"]))) == [
        (JANUARY, 5.7, "revised"),
        (JANUARY, 4.9, "revised"),
        (JANUARY, 6.1, None),
    ]
    assert said(releases.select(Query(latest=True, as_of="2020-02-29"))) == [
        (JANUARY, 5.5, "provisional"),
        (JANUARY, 6.1, None),
    ]


def test_a_status_is_a_filter(releases: Store) -> None:
    """Also that of what was revised."""
    revised = releases.select(Query(statuses=["revised"]))
    assert [record.value for record in revised] == [5.6, 5.7, 4.9]
    superseded = releases.select(Query(statuses=["superseded"], limit=5))
    assert [record.value for record in superseded] == [5.5, 5.6]
    assert releases.names("status") == ["provisional", "revised", "superseded"]
    assert said(releases.select(Query(statuses=["provisional"], as_of="2020-02-07"))) == [
        (JANUARY, 5.5, "provisional")
    ]


def test_what_is_superseded_does_not_disagree(store: Write) -> None:
    """Nor does a revision disagree with what it revises."""
    from store.problems import problems

    told = problems(store(UNEMPLOYMENT))
    assert [line.partition("warning: ")[2] for line in told] == [
        (
            "metric.unemployment, observation 6: 5.9 disagrees with observation 5, 5.8, for 2020-02"
            f"; {CURE}"
        ),
        (
            "metric.unemployment, observation 7: 6.1 disagrees with observation 3, 5.7, for 2020-01"
            f"; {CURE}"
        ),
    ]


@pytest.mark.parametrize(
    ("observation", "unit", "expected"),
    [
        ('written = "about 10 million"', "people", (10_000_000, None, None, "about")),
        ('written = "2.7 million"', "million people", (2.7, None, None, None)),
        ('written = "93.8%"', "percent", (93.8, None, None, None)),
        ('written = "3.4 to 3.6 million"', "people", (None, 3_400_000, 3_600_000, None)),
        ('written = "7.2 ± 0.4 Mt"', "Mt", (7.2, 6.8, 7.6, None)),
        ('written = "2.3 (95% CI 1.9–2.7)"', "percent", (2.3, 1.9, 2.7, None)),
        ('written = "seven goals"', "goals", (7, None, None, None)),
        ('written = "fell 2.6 percent"', "percent", (-2.6, None, None, None)),
        ('value = -2.6, written = "fell 2.6 percent"', "percent", (-2.6, None, None, None)),
        ('value = -217480, written = "Depreciation (217,480)"', "$", (-217480, None, None, None)),
        (
            'written = "more than 320 cases per 100 000 people"',
            "cases per 100,000 people",
            (320, None, None, "more than"),
        ),
        ('value = 5, written = "more than 5"', "people", (5, None, None, "more than")),
        ("low = 4, high = 4.5", "people", (None, 4, 4.5, None)),
    ],
)
def test_a_value_is_read_from_what_is_written(
    observation: str, unit: str, expected: tuple[Any, ...], store: Write
) -> None:
    """What is left out is read from the words; what is given besides stays as it is."""
    text = (
        f'[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "{unit}"\n'
        f"observations = [{{ {observation} }}]\n"
    )
    (record,) = open_store(store(text)).select(Query())
    assert (record.value, record.low, record.high, record.qualifier) == expected


@pytest.mark.parametrize(
    ("observation", "words"),
    [
        ("low = 1", "low without high; add high"),
        ("high = 1, value = 1", "high without low; add low"),
        ("low = 2, high = 1", "low is 2, more than high, 1; swap them"),
        ("low = 1, high = 2, value = 3", "value is 3, which is not between low, 1, and high, 2"),
        ("year = 2020", "an observation needs a value; add value, low and high or written"),
        ('written = "3 to 4 million"', None),
        (
            'written = "3 to 4 million", value = 3_000_000',
            (
                'written "3 to 4 million" reads as 3,000,000 to 4,000,000, which is a range, but '
                "value is 3,000,000; correct one of them"
            ),
        ),
        (
            'written = "3 to 4 million", low = 3_000_000, high = 5_000_000',
            (
                'written "3 to 4 million" reads as 3,000,000 to 4,000,000, but high is 5,000,000; '
                "correct one of them"
            ),
        ),
        ('value = 1, status = "planned"', "status is"),
        ('value = 1, group = " "', "group is empty; fill it in or remove the key"),
    ],
)
def test_a_range_has_two_ends_in_order(
    observation: str, words: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what is written agrees with what is stated beside it."""
    monkeypatch.chdir(tmp_path)
    told = [line for line in check(observed(observation)) if "error" in line]
    assert len(told) == (words is not None)
    assert all(f"11: error: metric.m, observation 1: {words}" in line for line in told)


def test_names_that_are_spelled_alike_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Areas, groups and units that differ in case, spaces, accents or a plural s alone."""
    monkeypatch.chdir(tmp_path)
    text = (
        observed(
            'value = 1, area = "Sao Tome", group = "Women", year = 1',
            'value = 1, area = "São  Tomé", group = "women", year = 2',
            'value = 1, area = "São Tomé", group = "women", year = 3',
            'value = 1, area = "São Tomé", group = "womens", year = 4',
        )
        + METRIC.replace(".m]", ".n]").replace('"people"', '"peoples"')
        + "observations = [{ value = 1, year = 1 }]\n"
    )
    told = [line.partition("warning: ")[2] for line in check(text)]
    assert sorted(told) == sorted(
        [
            'metric.m: the area "Sao Tome" is written "São Tomé" elsewhere; use one spelling',
            'metric.m: the area "São  Tomé" is written "São Tomé" elsewhere; use one spelling',
            'metric.m: the group "Women" is written "women" elsewhere; use one spelling',
            'metric.m: the group "womens" is written "women" elsewhere; use one spelling',
            'metric.n: the unit "peoples" is written "people" elsewhere; use one spelling',
        ]
    )


def test_of_very_many_problems_the_first_thousand_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And how many there are in all."""
    from factreport.store import locate
    from factreport.store.lint import lint, summary

    monkeypatch.chdir(tmp_path)
    rows = "{ value = true },\n" * 2_500
    Path("facts.toml").write_text(f"{METRIC}observations = [\n{rows}]\n", encoding="utf-8")
    found = lint(locate.locate(["facts.toml"]))
    assert (len(found), found.more) == (1_000, 1_502)
    assert summary(found) == "2,502 errors; the first 1,000 are listed"
