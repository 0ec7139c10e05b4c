"""Trends: what is compared with what, what comes out, and what is not said."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport import trend
from factreport.model import Qualifier, Record
from factreport.periods import Period
from factreport.trend import FIELDS, rounded


def observation(when: int | str | None, value: float | None, **more: Any) -> Record:
    """An observation of one metric; ``when`` is a year or a period."""
    fields: dict[str, Any] = dict.fromkeys(Record._fields)
    lists = {"topics": (), "paragraphs": (), "pages": ()}
    named = {"kind": "metric", "id": "m", "title": "M", "unit": "people", "area": "Here"}
    times: dict[str, Any] = {}
    if when is not None:
        period = Period.of(when)
        times = {"period": period.iso, "year": period.year}
        times |= {"start": period.start, "end": period.end}
    return Record(**{**fields, **lists, **named, **times, "value": value, **more})


def steps(observations: Iterable[Record]) -> list[Any]:
    """The steps in their flat form, by the names that JSON has."""
    rows = [step.as_row() for step in trend.steps(observations)]
    return [SimpleNamespace(**dict(zip(FIELDS, row, strict=True))) for row in rows]


def last(*observations: Record) -> Any:
    return steps(observations)[-1]


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


@pytest.mark.parametrize("unit", ["%", "percent", "per cent", "percentage points"])
def test_a_rate_has_a_difference_in_points_and_no_growth(unit: str) -> None:
    step = last(observation(2017, 40, unit=unit), observation(2020, 44, unit=unit))
    assert (step.change, step.change_unit) == (4, "percentage points")
    assert (step.change_percent, step.growth_per_year, step.reason) == (None, None, None)


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
    assert step.reason == "the percentage change is too large to mean anything"
    json.dumps(vars(step), allow_nan=False)


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
    ],
)
def test_a_change_is_as_exact_as_its_figures(
    start: Qualifier | None, end: Qualifier | None, expected: str | None
) -> None:
    step = last(observation(2019, 10, qualifier=start), observation(2020, 15, qualifier=end))
    assert (step.change, step.change_qualifier, step.change_percent) == (5, expected, 50)
    assert step.growth_per_year == 50


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("more than", "more than", "from > 10 to > 12"),
        ("at least", "more than", "from ≥ 10 to > 12"),
        ("at most", "less than", "from ≤ 10 to < 12"),
        ("about", "more than", "from ≈ 10 to > 12"),
        ("more than", "nearly", "from > 10 to ≲ 12"),
    ],
)
def test_nothing_is_known_between_bounds_of_one_direction_or_a_bound_and_about(
    start: Qualifier, end: Qualifier, words: str
) -> None:
    step = last(observation(2019, 10, qualifier=start), observation(2020, 12, qualifier=end))
    assert (step.change, step.change_percent, step.growth_per_year) == (None, None, None)
    assert step.reason == f"nothing can be said about the change {words}"


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


def test_groups_are_apart_within_an_area() -> None:
    found = steps(
        [
            observation(2019, 1, group="women"),
            observation(2019, 5, group="men"),
            observation(2020, 4, group="women"),
        ]
    )
    assert [(one.group, one.change) for one in found] == [
        ("women", None),
        ("women", 3),
        ("men", None),
    ]


def test_periods_are_compared_with_those_of_their_length() -> None:
    found = steps(
        [
            observation(2018, 10),
            observation("2018/2020", 40),
            observation("2021/2023", 50),
            observation("2020-06-30", 11),
            observation("2021-06-30", 22),
            observation(2022, 30),
            observation("2023/..", 9),
        ]
    )
    assert [
        (one.period, one.previous_period, one.change, one.growth_per_year) for one in found
    ] == [
        ("2018/2020", None, None, None),
        ("2018", None, None, None),
        ("2020-06-30", None, None, None),
        ("2021/2023", "2018/2020", 10, 7.7217),
        ("2021-06-30", "2020-06-30", 11, 100),
        ("2022", "2018", 20, 31.6074),
        ("2023/..", None, None, None),
    ]
    # Said only of one that nothing can be compared with.
    assert [one.reason for one in found if one.reason] == [
        "an open or missing period is not compared with a span of 3 years",
    ]


@pytest.mark.parametrize(
    ("periods", "is_compared"),
    [
        (("2020-04/2021-03", "2021-04/2022-03"), True),
        (("2020-01/2020-03", "2020-04/2020-06"), True),
        (("2020-01-01/2020-01-10", "2020-02-01/2020-02-10"), True),
        (("2020-01-01/2020-01-10", "2020-02-01/2020-02-11"), False),
        (("2019/20", "2020/21"), True),
        (("2020-Q1", "2020-Q2"), True),
        (("2020-Q1", "2020-04"), False),
        (("2020-H1", "2020-Q3"), False),
        (("2020-W01", "2020-W02"), True),
    ],
)
def test_a_span_is_known_by_its_months_or_its_days(
    periods: tuple[str, str], is_compared: bool
) -> None:
    step = last(observation(periods[0], 1), observation(periods[1], 3))
    assert step.change == (2 if is_compared else None)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("2019-03", "2020-03"), ("2019-Q4", "2020-Q4"), ("2019-H1", "2020-H1")],
)
def test_a_part_of_a_year_is_compared_with_the_same_part_a_year_before(
    earlier: str, later: str
) -> None:
    between = f"2019{'-12' if earlier == '2019-03' else '-H2' if 'H' in earlier else '-Q4'}"
    middle = [observation(between, 5)] if between != earlier else []
    step = last(observation(earlier, 10), *middle, observation(later, 12))
    assert (step.year_before_period, step.year_before_change) == (earlier, 2)
    assert step.year_before_percent == 20


def test_growth_a_year_is_over_the_days_between() -> None:
    step = last(observation("2018-03-01", 100), observation("2020-09-01", 150))
    years = (Period.parse("2020-09").first - Period.parse("2018-03").first).days / 365.2425
    assert step.growth_per_year == pytest.approx(100 * (1.5 ** (1 / years) - 1), abs=1e-4)


@pytest.mark.parametrize(("earlier", "later"), [("2018-03", "2020-09"), ("2018-Q4", "2020-Q1")])
def test_different_parts_of_the_year_tell_no_growth_a_year(earlier: str, later: str) -> None:
    """The season would count as growth."""
    step = last(observation(earlier, 100), observation(later, 150))
    assert (step.change_percent, step.growth_per_year) == (50, None)


def test_less_than_a_year_tells_no_growth_a_year() -> None:
    step = last(observation("2020-01", 100), observation("2020-02", 110))
    assert (step.change_percent, step.growth_per_year, step.reason) == (10, None, None)


def test_a_superseded_value_is_listed_and_compared_with_nothing() -> None:
    found = steps(
        [
            observation("2020-01", 10),
            observation("2020-02", 12, status="superseded"),
            observation("2020-02", 13, status="revised"),
            observation("2020-03", 15),
        ]
    )
    assert [(one.value, one.change, one.reason) for one in found] == [
        (10, None, None),
        (12, None, None),
        (13, 3, None),
        (15, 2, None),
    ]


def test_a_range_is_listed_and_compared_with_nothing() -> None:
    found = steps([observation(2019, None, low=34, high=36), observation(2020, 40)])
    assert [(one.low, one.change, one.reason) for one in found] == [
        (34, None, "the value is a range; ranges are not compared"),
        (None, None, "the value for 2019 is a range; ranges are not compared"),
    ]


def test_a_value_with_a_margin_makes_a_change_that_is_about() -> None:
    step = last(observation(2019, 30, low=28, high=32), observation(2020, 40))
    assert (step.change, step.change_qualifier) == (10, "about")


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
        (20, None, "the figures for 2019 disagree: 15 and 16"),
        (21, 1, None),
    ]
    assert (found[-1].first_period, found[-1].total_change) == ("2018", 11)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ([1, 1, 0, 1, 0.0], "1 and 0"),
        (range(1, 6), "1, 2, 3, 4 and 5"),
        ([*range(20_000), *range(20_000)], "0, 1, 2, 3, 4 and 19,995 more figures"),
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
        (0, 5, "there is no percentage change from zero"),
        (-3, -5, "there is no percentage change from a figure below zero"),
        (-3, 5, "there is no percentage change from a figure below zero"),
        (3, -5, "there is no percentage change from above to below zero"),
    ],
)
def test_a_percentage_needs_figures_above_zero(start: int, end: int, reason: str) -> None:
    step = last(observation(2019, start), observation(2020, end))
    assert (step.change, step.change_percent, step.growth_per_year) == (end - start, None, None)
    assert step.reason == reason


def test_down_to_zero_is_all_of_it_but_no_growth() -> None:
    step = last(observation(2018, 4), observation(2020, 0))
    assert (step.change, step.change_percent, step.growth_per_year) == (-4, -100, None)
    assert step.reason == "there is no growth per year: the last figure is zero"
    step = last(observation(2018, 4, qualifier="about"), observation(2020, 0))
    assert (step.change_percent, step.change_qualifier) == (None, "about")


def test_figures_without_a_period_are_not_compared() -> None:
    found = steps([observation(None, 5), observation(2019, 5)])
    assert [(one.period, one.change) for one in found] == [(None, None), ("2019", None)]
    words = "a year is not compared with an open or missing period"
    assert found[1].reason == words


@pytest.mark.parametrize("unit", ["points", "index points"])
def test_points_of_a_league_are_no_percentage_points(unit: str) -> None:
    """They are counted: their changes have the same unit, and a percentage."""
    step = last(observation("2022/23", 61, unit=unit), observation("2023/24", 74, unit=unit))
    assert (step.change, step.change_unit, step.change_percent) == (13, unit, 21.3115)


def test_half_a_unit_is_rounded_up() -> None:
    """As people round, and spreadsheets."""
    assert [str(rounded(percent, 1, None)) for percent in (81.25, 81.35, -0.25)] == [
        "81.3",
        "81.4",
        "-0.3",
    ]
