"""``report trend``: what is compared with what, what comes out, and what is not said."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import Report
from hypothesis import given
from hypothesis import strategies as st

from factreport.model import Period, Qualifier, Record
from factreport.render import FORMATS
from factreport.trend import Step, rounded, steps

SHIPPED = str(Path(__file__).parents[1] / "facts.toml")

STORE = """\
[source.bulletin]
title = "Bulletin"

[source.survey]
title = "Survey"

[topic.trade]
title = "Trade"

[metric.balance]
title = "Trade balance"
topics = ["trade"]
unit = "million dollars"
source = "bulletin"
observations = [
    { area = "North", year = 2018, value = -120.5, paragraph = 3 },
    { area = "North", year = 2019, value = -80, qualifier = "about" },
    { area = "North", year = 2020, value = 75 },
    { area = "South", year = 2018, value = 10 },
    { area = "South", year = 2018, value = 12, source = "survey" },
    { area = "South", year = 2019, value = 14, qualifier = "at least" },
]

[metric.share]
title = "Share of exports"
topics = ["trade"]
unit = "percent"
observations = [{ year = 2018, value = 41.2 }, { year = 2020, value = 44 }]

[policy.tariff]
title = "Tariff"
topics = ["trade"]
summary = "A tariff."
"""


def observation(when: int | str, value: float, **more: Any) -> Record:
    period = Period.of(when)
    fields: dict[str, Any] = dict.fromkeys(Record._fields)
    lists = {"topics": (), "paragraphs": (), "pages": ()}
    named = {"kind": "metric", "id": "m", "title": "M", "unit": "people", "area": "Here"}
    times = {"period": period.iso, "year": period.year}
    years = {"start_year": period.start_year, "end_year": period.end_year}
    return Record(**{**fields, **lists, **named, **times, **years, "value": value, **more})


def last(*observations: Record) -> Step:
    return steps(observations)[-1]


def trimmed(out: str) -> str:
    """The output without the blanks that fill the cells at the end of a line."""
    return "".join(f"{line.rstrip()}\n" for line in out.splitlines())


# --- Numbers ------------------------------------------------------------------------------------


def test_change_in_percent_and_compound_growth_over_the_years_between() -> None:
    step = last(observation(2016, 15_270_000), observation(2020, 32_430_000))
    assert (step.change, step.change_percent, step.growth_per_year) == (
        17_160_000,
        112.3772,
        20.7194,
    )
    assert (step.previous_period, step.change_unit, step.change_qualifier) == (
        "2016",
        "people",
        None,
    )
    assert (step.first_period, step.total_change, step.total_growth_per_year) == (
        "2016",
        17_160_000,
        20.7194,
    )


def test_arithmetic_is_exact_and_whole_numbers_stay_whole() -> None:
    step = last(observation(2019, 0.1), observation(2020, 0.3))
    assert step.change == 0.2
    step = last(observation(2019, 2.5), observation(2020, 5.5))
    assert step.change == 3
    assert isinstance(step.change, int)
    step = last(observation(2019, 1), observation(2020, 2**63 - 1))
    assert step.change == 2**63 - 2


def test_percentages_differ_by_percentage_points() -> None:
    step = last(observation(2019, 40, unit="%"), observation(2020, 44, unit="%"))
    assert (step.change, step.change_unit, step.change_percent) == (4, "percentage points", 10)


def test_the_total_is_from_the_first_and_the_change_from_the_one_before() -> None:
    found = steps([observation(2020, 40), observation(2018, 10), observation(2019, 20)])
    assert [(one.period, one.change, one.total_change) for one in found] == [
        ("2018", None, None),
        ("2019", 10, 10),
        ("2020", 20, 30),
    ]
    assert found[-1].total_growth_per_year == 100


@pytest.mark.parametrize("value", [1e-300, 5e-324])
def test_a_ratio_beyond_all_measure_is_not_given(value: float) -> None:
    step = last(observation(2019, value), observation(2020, 2**62))
    assert step.change_percent is None
    assert step.reason == "the percentage is too large to mean anything"
    json.dumps(step, allow_nan=False)


# --- Qualifiers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, None),
        (None, "more than", "more than"),
        (None, "at least", "at least"),
        (None, "less than", "less than"),
        (None, "at most", "at most"),
        ("more than", None, "less than"),
        ("at least", None, "at most"),
        ("less than", None, "more than"),
        ("at most", None, "at least"),
        ("at most", "at least", "at least"),
        ("less than", "at least", "more than"),
        ("at most", "more than", "more than"),
        ("at least", "at most", "at most"),
        ("at least", "less than", "less than"),
        ("about", None, "about"),
        (None, "nearly", "about"),
        ("about", "more than", "about"),
        ("more than", "nearly", "about"),
    ],
)
def test_a_change_is_as_exact_as_its_figures(
    start: Qualifier | None, end: Qualifier | None, expected: str | None
) -> None:
    step = last(observation(2019, 10, qualifier=start), observation(2020, 15, qualifier=end))
    assert (step.change, step.change_qualifier, step.change_percent) == (5, expected, 50)
    assert step.growth_per_year == 50


@pytest.mark.parametrize(
    ("start", "end"),
    [("more than", "more than"), ("at least", "more than"), ("at most", "less than")],
)
def test_nothing_is_known_between_two_bounds_of_one_direction(
    start: Qualifier, end: Qualifier
) -> None:
    step = last(observation(2019, 10, qualifier=start), observation(2020, 12, qualifier=end))
    assert (step.change, step.change_percent, step.growth_per_year) == (None, None, None)
    assert step.reason == f"from {start} 10 to {end} 12 any change is possible"


def test_a_bound_is_rounded_to_its_safe_side() -> None:
    exact, least, most = (
        last(observation(2019, 3), observation(2020, 5, qualifier=one)).change_percent
        for one in (None, "at least", "at most")
    )
    assert (exact, least, most) == (66.6667, 66.6666, 66.6667)
    assert rounded(66.6667, 1, "more than") == Decimal("66.6")
    assert rounded(66.6111, 1, "at most") == Decimal("66.7")


@given(st.integers(1, 10**9), st.integers(1, 10**8), st.integers(1, 10**6))
def test_a_lower_bound_holds_for_whatever_the_figure_may_be(
    start: int, end: int, more: int
) -> None:
    bound = last(observation(2019, start), observation(2020, end, qualifier="at least"))
    actual = last(observation(2019, start), observation(2020, end + more))
    assert bound.change is not None
    assert actual.change is not None
    assert actual.change >= bound.change
    assert (actual.change_percent or 0) >= (bound.change_percent or 0)


# --- What is not compared -----------------------------------------------------------------------


def test_areas_are_apart_in_the_order_in_which_they_are_met() -> None:
    found = steps(
        [
            observation(2019, 1, area="B"),
            observation(2019, 5, area="A"),
            observation(2020, 7, area="A"),
            observation(2020, 4, area="B"),
        ]
    )
    assert [(one.area, one.change) for one in found] == [
        ("B", None),
        ("B", 3),
        ("A", None),
        ("A", 2),
    ]


def test_periods_are_compared_with_those_of_their_kind() -> None:
    found = steps(
        [
            observation(2018, 10),
            observation("2018/2020", 40),
            observation("2021/2023", 50),
            observation("2020-06-30", 11),
            observation("2021-06-30", 22),
            observation("2021-12-31", 33),
            observation(2022, 30),
        ]
    )
    assert [
        (one.period, one.previous_period, one.change, one.growth_per_year) for one in found
    ] == [
        ("2018", None, None, None),
        ("2018/2020", None, None, None),
        ("2020-06-30", None, None, None),
        ("2021-06-30", "2020-06-30", 11, 100),
        ("2021-12-31", "2021-06-30", 11, None),
        ("2021/2023", "2018/2020", 10, 7.7217),
        ("2022", "2018", 20, 31.6074),
    ]
    assert [one.reason for one in found if one.reason] == [
        "a span of 3 years is not compared with a single year",
        "a day is not compared with a span of 3 years",
        "days that are not whole years apart have no growth per year",
    ]


def test_figures_that_disagree_are_named_and_compared_with_nothing() -> None:
    found = steps(
        [
            observation(2018, 10),
            observation(2019, 15),
            observation(2019, 16),
            observation(2020, 20),
            observation(2021, 21),
        ]
    )
    assert [(one.value, one.change, one.reason) for one in found] == [
        (10, None, None),
        (15, None, "the figures disagree: 15 and 16"),
        (16, None, "the figures disagree: 15 and 16"),
        (20, None, "the figures for 2019 disagree"),
        (21, 1, None),
    ]
    assert (found[-1].first_period, found[-1].total_change) == ("2018", 11)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ([1, 1, 0, 1, 0.0], "1 and 0"),
        (range(1, 6), "1, 2, 3, 4 and 5"),
        ([*range(20_000), *range(20_000)], "0, 1, 2, 3, 4 and 19,995 more"),
    ],
)
def test_of_figures_that_disagree_the_first_few_are_named_each_once(
    values: Sequence[float], named: str
) -> None:
    found = steps([observation(2020, value) for value in values])
    assert {one.reason for one in found} == {f"the figures disagree: {named}"}


@pytest.mark.parametrize("other", [("nearly", 46), ("about", 45), ("more than", 40)])
def test_figures_that_agree_count_as_the_exact_one(other: tuple[str, float]) -> None:
    """A rounder figure says nothing against it."""
    found = steps(
        [
            observation(2018, 10),
            observation(2019, other[1], qualifier=other[0]),
            observation(2019, 45.4),
        ]
    )
    assert {(one.change, one.reason) for one in found[1:]} == {(35.4, None)}


def test_a_range_is_no_disagreement_and_no_figure() -> None:
    ends = [
        observation(2019, 34, qualifier="at least"),
        observation(2019, 36, qualifier="at most"),
    ]
    found = steps([*ends, observation(2020, 40)])
    assert [one.reason for one in found] == [
        *["the figures are a range: at least 34 and at most 36"] * 2,
        "the figures for 2019 are a range",
    ]


def calls_to_compare(observations: list[Record]) -> int:
    """How many calls a trend takes: a measure of work that no clock disturbs."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        steps(observations)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "series",
    [
        lambda number: [observation(2020, value) for value in range(number)],
        lambda number: [
            *(observation("2020-01-01", 1) for _ in range(number)),
            *(observation(f"{2021 + year}-01-01", 2) for year in range(number)),
        ],
        lambda number: [
            *(observation("2020-01-01", value) for value in range(number)),
            *(observation(f"{2021 + year}-01-01", 2) for year in range(number)),
        ],
    ],
    ids=["one period", "a first period of many", "a first period that disagrees"],
)
def test_work_grows_with_the_observations_and_no_faster(
    series: Callable[[int], list[Record]],
) -> None:
    calls_to_compare(series(2))
    once = calls_to_compare(series(200))
    assert calls_to_compare(series(400)) <= 2.1 * once


def test_one_value_given_twice_counts_once_and_exactly() -> None:
    found = steps(
        [
            observation(2019, 10, qualifier="about"),
            observation(2019, 10),
            observation(2020, 15),
        ]
    )
    assert [(one.change, one.change_qualifier) for one in found] == [
        (None, None),
        (None, None),
        (5, None),
    ]


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (0, 5, "there is no percentage from zero"),
        (-3, -5, "there is no percentage from a figure below zero"),
        (-3, 5, "there is no percentage from a figure below zero"),
        (3, -5, "there is no percentage from above to below zero"),
    ],
)
def test_a_percentage_needs_figures_above_zero(start: int, end: int, reason: str) -> None:
    step = last(observation(2019, start), observation(2020, end))
    assert (step.change, step.change_percent, step.growth_per_year) == (end - start, None, None)
    assert step.reason == reason


def test_down_to_zero_is_all_of_it_but_no_growth() -> None:
    step = last(observation(2018, 4), observation(2020, 0))
    assert (step.change, step.change_percent, step.growth_per_year) == (-4, -100, None)
    assert step.reason == "there is no growth per year down to zero"
    step = last(observation(2018, 4, qualifier="about"), observation(2020, 0))
    assert (step.change_percent, step.change_qualifier) == (None, "about")


def test_figures_without_a_period_are_not_compared() -> None:
    timeless = observation(2019, 5)._replace(period=None, year=None, start_year=None, end_year=None)
    found = steps([timeless, observation(2019, 5)])
    assert [(one.period, one.change) for one in found] == [(None, None), ("2019", None)]
    assert found[1].reason == "a single year is not compared with a figure without a period"


# --- The command --------------------------------------------------------------------------------

NOTE = (
    "Source: “Ministry of Human Resources and Social Security: 93.8% of filed and registered poor"
    " households have enjoyed employment assistance policies”, Teller Report, first published by"
    " China News Service, 2021-01-26\n"
)
BEFORE_NOTE = {
    None: """\
Poor workers in employment
China · people

2016 to 2020  +17,160,000 people, +112.4%, +20.7% a year

Period       Value                                                 Change     In %  Per year  Source
────────────────────────────────────────────────────────────────────────────────────────────────────
2016    15,270,000  ██████████████████▉                                                       ¶6, 25
2020    32,430,000  ████████████████████████████████████████  +17,160,000  +112.4%    +20.7%  ¶6, 25
""",
    80: """\
Poor workers in employment
China · people

2016 to 2020  +17,160,000 people, +112.4%, +20.7% a year

Period       Value                             Change     In %  Per year  Source
────────────────────────────────────────────────────────────────────────────────
2016    15,270,000  █████████▍                                            ¶6, 25
2020    32,430,000  ████████████████████  +17,160,000  +112.4%    +20.7%  ¶6, 25
""",
    40: """\
Poor workers in employment
China · people

2016 to 2020  +17,160,000 people,
              +112.4%, +20.7% a year

2016
  Value     15,270,000
            █████████████▏
  Source    ¶6, 25

2020
  Value     32,430,000
            ████████████████████████████
  Change    +17,160,000
  In %      +112.4%
  Per year  +20.7%
  Source    ¶6, 25
""",
}


@pytest.mark.parametrize("columns", [None, 80, 40])
def test_the_table_has_bars_as_wide_as_there_is_room(
    report: Report, monkeypatch: pytest.MonkeyPatch, columns: int | None
) -> None:
    if columns:
        monkeypatch.setenv("COLUMNS", str(columns))
    out = report("trend", "poor-workers-employed", "--facts", SHIPPED, "-f", "table").out
    table, note = out.split("\nSource: ")
    assert trimmed(table) == BEFORE_NOTE[columns]
    assert "".join(f"Source: {note}".split()) == "".join(NOTE.split())
    assert max(map(len, table.splitlines())) <= (columns or 100)


def test_json_gives_every_number(report: Report) -> None:
    first, second = report("trend", "poor-workers-employed", "--facts", SHIPPED).json
    assert list(first) == list(Step._fields)
    assert first["change"] is None
    expected = {
        "change": 17_160_000,
        "change_percent": 112.3772,
        "growth_per_year": 20.7194,
        "total_change": 17_160_000,
        "paragraphs": [6, 25],
        "reason": None,
    }
    assert {name: second[name] for name in expected} == expected


def test_what_is_below_zero_is_drawn_to_the_left(
    report: Report, store: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    out = report("trend", "balance", "--facts", store(STORE), "-f", "table").out
    assert (
        trimmed(out)
        == """\
Trade balance
million dollars

North, 2018 to 2020  +195.5 million dollars

Area   Period   Value                                                       Change  Source
──────────────────────────────────────────────────────────────────────────────────────────
North  2018    -120.5  ██████████████████████████████│                              [1] ¶3
North  2019     ≈ -80            ████████████████████│                     ≈ +40.5  [1]
North  2020        75                                │██████████████████▊   ≈ +155  [1]
South  2018        10                                │██▌                           [1]
South  2018        12                                │███                           [2]
South  2019      ≥ 14                                │███▌                          [1]

North, 2019 and 2020: there is no percentage from a figure below zero
South, 2018: the figures disagree: 10 and 12
South, 2019: the figures for 2018 disagree
[1] “Bulletin”
[2] “Survey”
"""
    )


MARKDOWN = r"""**Trade balance**

- million dollars
- North, 2018 to 2020: +195.5 million dollars

| Area | Period | Value |  | Change | In % | Per year | Source |
| --- | --- | ---: | --- | ---: | ---: | ---: | --- |
| North | 2018 | -120.5 | ████████████████████ |  |  |  | \[1\] ¶3 |
| North | 2019 | ≈ -80 | █████████████▎ | ≈ +40.5 |  |  | \[1\] |
| North | 2020 | 75 | ████████████▌ | ≈ +155 |  |  | \[1\] |
| South | 2018 | 10 | █▋ |  |  |  | \[1\] |
| South | 2018 | 12 | ██ |  |  |  | \[2\] |
| South | 2019 | ≥ 14 | ██▍ |  |  |  | \[1\] |

North, 2019 and 2020: there is no percentage from a figure below zero

South, 2018: the figures disagree: 10 and 12

South, 2019: the figures for 2018 disagree

\[1\] “Bulletin”

\[2\] “Survey”
"""


def test_markdown_has_bars_and_words_for_what_is_not_compared(
    report: Report, store: Callable[..., str]
) -> None:
    out = report("trend", "balance", "--facts", store(STORE), "-f", "markdown").out
    assert out == MARKDOWN


def test_a_share_changes_by_points(report: Report, store: Callable[..., str]) -> None:
    out = report("trend", "share", "--facts", store(STORE), "-f", "table").out
    assert (
        trimmed(out)
        == """\
Share of exports
percent

2018 to 2020  +2.8 percentage points, +6.8%, +3.3% a year

Period  Value                                            Points   In %  Per year
────────────────────────────────────────────────────────────────────────────────
2018     41.2  █████████████████████████████████████▌
2020       44  ████████████████████████████████████████    +2.8  +6.8%     +3.3%
"""
    )


def test_filters_narrow_the_observations(report: Report, store: Callable[..., str]) -> None:
    path = store(STORE)
    found = report("trend", "balance", "-a", "north", "-y", "2019..", "--facts", path).json
    assert [(one["area"], one["period"], one["change"]) for one in found] == [
        ("North", "2019", None),
        ("North", "2020", 155),
    ]
    found = report("trend", "balance", "-s", "survey", "--facts", path).json
    assert [one["value"] for one in found] == [12]


def test_nothing_for_a_year_is_told(report: Report, store: Callable[..., str]) -> None:
    result = report("trend", "share", "-y", "2019", "--facts", store(STORE))
    assert result.out == "[]\n"
    assert result.err == (
        "report: nothing for 2019; the nearest years that have something: 2018 and 2020\n"
    )


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("balanse", 'there is no metric "balanse"; did you mean "balance"?'),
        ("xyzzy", 'there is no metric "xyzzy"; `report metric` lists the metrics'),
        ("tariff", '"tariff" is a policy, not a metric; `report show tariff` shows it'),
        ("survey", '"survey" is a source, not a metric; `report show survey` shows it'),
        ("trade", '"trade" is a topic, not a metric; `report show trade` shows it'),
    ],
)
def test_what_is_no_metric_has_no_trend(
    report: Report, store: Callable[..., str], asked: str, message: str
) -> None:
    result = report("trend", asked, "--facts", store(STORE), code=1)
    assert (result.out, result.err) == ("", f"report: {message}\n")


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "sqlite"])
def test_every_format_has_the_trend(report: Report, name: str) -> None:
    out = report("trend", "poor-workers-employed", "--facts", SHIPPED, "-f", name).out
    assert "32,430,000" in out or "32430000" in out


def test_fields_are_numbers_in_a_table_too(report: Report, store: Callable[..., str]) -> None:
    arguments = ("--fields", "period,value,change", "-f", "table", "--facts", store(STORE))
    assert (
        trimmed(report("trend", "share", *arguments).out)
        == """\
period  value  change
─────────────────────
2018     41.2
2020       44     2.8
"""
    )
