"""Trends for people: series in order, bars on one scale, what is compared and what is not."""

from __future__ import annotations

import re

from render.answers import CENSUS, drawn, fact

from factreport import trend
from factreport.answers import Answer, trends
from factreport.model import Record


def answer(*facts: Record) -> Answer:
    return trends.answer(trend.steps(facts), (CENSUS,))


EMPLOYED = (
    fact(2016, 15_270_000, area="China", unit="people", source="census-2021", citation="c"),
    fact(2020, 32_430_000, area="China", unit="people", source="census-2021", citation="c"),
)
AT_80 = """\
Breeding pairs of storks
Area: China · Unit: people

2016 to 2020  +17,160,000 people, +112.4%, +20.7% a year

Period       Value                                     Change     In %  Per year
────────────────────────────────────────────────────────────────────────────────
2016    15,270,000  █████████████▏
2020    32,430,000  ████████████████████████████  +17,160,000  +112.4%    +20.7%

Source: A. Finch, “Census of birds”, Bird Office, 2021-05-04,
https://example.org/birds
"""
AT_40 = """\
Breeding pairs of storks
Area: China · Unit: people

2016 to 2020  +17,160,000 people,
              +112.4%, +20.7% a year

Period       Value
────────────────────────────────────────
2016    15,270,000  █████████▍
2020    32,430,000  ████████████████████
  +17,160,000 · +112.4%
  Per year +20.7%

Source: A. Finch, “Census of birds”,
Bird Office, 2021-05-04,
https://example.org/birds
"""


def test_a_table_has_bars_as_wide_as_there_is_room() -> None:
    assert drawn(answer(*EMPLOYED), width=80) == AT_80
    assert drawn(answer(*EMPLOYED), width=40) == AT_40


def test_rates_have_points_and_no_growth() -> None:
    shown = drawn(
        answer(
            fact("2019-01", 4.4, unit="percent", group="women", qualifier="about"),
            fact("2020-01", 5.1, unit="percent", group="women"),
            fact("2020-01", 4.1, unit="percent", group="men"),
        )
    )
    assert "women, January 2019 to January 2020  ≈ +0.7 percentage points" in shown
    (head,) = [line.split() for line in shown.splitlines() if "Period" in line]
    assert head == ["Group", "Period", "Value", "Points", "Since"]
    assert "%" not in shown


def test_a_single_observation_has_a_bar_only_beside_others_of_its_length() -> None:
    assert "█" not in drawn(answer(fact(2020, 5)))
    mixed = drawn(
        answer(fact(2019, 4, group="a"), fact(2020, 5, group="a"), fact(2020, 10, group="b"))
    )
    bars = [line.count("█") for line in mixed.splitlines() if line.startswith(("a ", "b "))]
    assert bars[-1] == 2 * bars[-2]


def test_a_change_across_a_gap_says_since_when() -> None:
    """Not where periods follow each other, or years at equal distances."""

    def since(*periods: int | str) -> list[str]:
        shown = answer(*(fact(period, n + 1) for n, period in enumerate(periods)))
        (column,) = [column for column in shown.columns if column.name == "since"]
        return [*column.cells]

    assert since("2018-Q2", "2018-Q3", "2019-Q2") == ["", "", "Q3 2018"]
    assert since("2016-10", "2019-02") == ["", "October 2016"]
    assert since(2016, 2018, 2020) == since("2019-12", "2020-01", "2020-02") == ["", "", ""]
    assert since(2016, 2017, 2020) == ["", "", "2017"]
    assert since("2019/20", "2020/21", "2021/22") == ["", "", ""]


def test_spans_of_another_length_are_listed_apart_and_have_a_scale_of_their_own() -> None:
    shown = drawn(
        answer(
            fact("2010/2014", 90),
            fact(2018, 12),
            fact(2019, 15),
            fact(2020, 15),
            fact("2015/2019", 100),
        )
    ).splitlines()
    start = next(number for number, line in enumerate(shown) if line.startswith("──"))
    rows = [line.split("  ")[0] for line in shown[start + 1 :][:6]]
    assert rows == ["2018", "2019", "2020", "", "2010–2014", "2015–2019"]
    bars = [line.count("█") for line in shown if "█" in line]
    assert max(bars) == bars[1] == bars[4]  # the largest of its length fills its bar


def test_a_range_has_a_bar_to_its_middle_and_is_not_compared() -> None:
    shown = drawn(answer(fact(2019, 10), fact(2020, low=15, high=25)))
    first, second = [line.count("█") for line in shown.splitlines() if "█" in line]
    assert second == 2 * first
    assert "\n2020: the value is a range; ranges are not compared\n" in shown
    many = drawn(answer(*(fact(year, low=year, high=year + 9) for year in range(2010, 2020))))
    assert many.count("is a range") == 1  # though its rows are ten
    assert "2010 to 2019 (10 times): the value is a range" in many


def test_what_a_revision_has_replaced_is_listed_and_marked() -> None:
    shown = drawn(
        answer(
            fact(2019, 10),
            fact(2020, 11, status="provisional, superseded"),
            fact(2020, 12, status="revised"),
        )
    )
    assert "provisional, superseded" in shown
    assert "+2" in shown
    assert "+1 " not in shown


def test_the_labels_above_stay_aligned_whatever_the_letters() -> None:
    from rich.cells import cell_len

    shown = drawn(
        answer(
            fact(2019, 1, area="北京"),
            fact(2020, 2, area="北京"),
            fact(2019, 1, area="👩‍👩‍👧 b"),
            fact(2020, 2, area="👩‍👩‍👧 b"),
        )
    )
    lines = [line for line in shown.splitlines() if "+1 pairs" in line]
    assert len({cell_len(line[: line.index("+1 pairs")]) for line in lines}) == 1


def test_markdown_has_bars_and_words_for_what_is_not_compared() -> None:
    shown = drawn(answer(*EMPLOYED), "markdown")
    assert "| Period | Value |  | Change | In % | Per year |" in shown
    assert "| 2020 | 32,430,000 | ████████████████████ | +17,160,000 | +112.4% | +20.7% |" in shown
    assert "- 2016 to 2020: +17,160,000 people, +112.4%, +20.7% a year" in shown


def test_rows_are_the_flat_steps() -> None:
    """Every format for programs has every field, in the order in which the series come."""
    found = answer(*EMPLOYED)
    assert found.fields == trend.FIELDS
    assert drawn(found, "csv").splitlines()[0] == ",".join(trend.FIELDS)
    assert dict(zip(found.fields, found.rows[1], strict=True))["change"] == 17_160_000


def test_what_can_be_compared_is_a_line_in_a_picture() -> None:
    """One value alone is a table there, too."""
    two = answer(fact(2000, 1), fact(2001, 2))
    assert [len(series.points) for series in two.series] == [2]
    several = answer(*(fact(2000 + n, n, group=g) for g in ("a", "b") for n in range(2)))
    assert [series.name for series in several.series] == ["a", "b"]
    assert not answer(fact(2000, 1)).series


def test_nothing_is_an_answer_too() -> None:
    assert drawn(answer()) == drawn(answer(), "markdown") == "Nothing to show\n"
    assert drawn(answer(), width=80) == ""  # at a terminal a message says why
    assert drawn(answer(), "json") == "[]\n"
    assert "Nothing to show" in drawn(answer(), "html")


FORECAST = (
    fact(2020, 40, unit="ships"),
    fact(2022, 50, unit="ships", status="provisional"),
    fact(2024, 60, unit="ships", status="projection"),
)


def test_the_whole_change_is_to_the_last_observation_and_to_the_projection_apart() -> None:
    shown = drawn(answer(*FORECAST)).splitlines()
    assert "2020 to 2022             +10 ships, +25.0%, +11.8% a year" in shown
    assert "2020 to 2024, projected  +20 ships, +50.0%, +10.7% a year" in shown


def test_a_projection_is_joined_to_what_was_measured_however_far_ahead_it_is() -> None:
    """While a gap among measured values stays one."""
    steps = [(2014, None), (2022, None), (2023, None), (2024, None), (2035, "projection")]
    facts = [fact(year, 5, status=status, group=g) for g in "ab" for year, status in steps]
    picture = drawn(answer(*facts), "svg")
    lines = re.findall(r'"s0 stroke".*?-width="2.5" [^ ]*( stroke-dasharray=.*?)? d="M', picture)
    assert lines == ["", ' stroke-dasharray="2 5"']


def test_bars_of_other_lengths_of_period_say_that_their_scale_is_another() -> None:
    note = "Each period length has its own scale."
    quarters = [fact(f"2023-Q{n}", n) for n in (1, 2)]
    years = [fact(year, 9) for year in (2022, 2023)]
    assert note in drawn(answer(*quarters, *years))
    assert note not in drawn(answer(*years))
    assert note not in drawn(answer(*years, quarters[0]))


def test_a_value_alone_of_its_length_has_no_bar_and_a_note() -> None:
    """Beside bars to both sides of an axis, the axis alone would look like 0."""
    shown = drawn(answer(fact(2024, 31), fact("2024-Q2", -2), fact("2025-Q2", 15))).splitlines()
    assert next(line for line in shown if line.startswith("2024 ")) == "2024        31"
    assert "2024: a year is not compared with a quarter" in shown
    assert not [line for line in shown if line.startswith("Q2 2024: ")]
    alone = drawn(answer(fact(2024, 31, status="provisional"), fact("2024-Q2", 2)))
    assert re.search("^2024        31  provisional$", alone, re.MULTILINE)  # nor room for bars


def test_a_range_is_whole_even_where_no_bars_fit_beside_it() -> None:
    values = [fact(2024, 781_200_000), fact(2025, low=820_000_000, high=850_000_000)]
    assert "820,000,000–850,000,000  ██████" in drawn(answer(*values), width=40)
    assert "\n  820,000,000–850,000,000\n" in drawn(answer(*values), width=30)


def test_growth_a_year_is_left_out_where_it_is_the_change_of_one_year() -> None:
    shown = drawn(answer(fact(2023, 31), fact(2024, 38))).splitlines()
    assert "2023 to 2024  +7 pairs, +22.6%" in shown


def test_the_bar_of_a_projection_is_an_outline() -> None:
    rows = [line for line in drawn(answer(*FORECAST)).splitlines() if line[:2] == "20"][-3:]
    assert ["░" in row for row in rows] == [False, False, True]
    assert ["█" in row for row in rows] == [True, True, False]


def test_periods_of_another_length_have_a_chart_of_their_own() -> None:
    """If there are several of them: one alone is not a line."""
    years = [fact(2000 + n, n, group=group) for n in range(3) for group in ("a", "b")]
    quarters = [fact(f"2002-Q{n}", n, group="a") for n in (1, 2, 3)]
    found = answer(*years, *quarters, fact("2002-05", 1, group="b"))
    assert [(one.name, one.length) for one in found.series] == [
        ("a", "year"),
        ("b", "year"),
        ("a", "quarter"),
    ]
    picture = drawn(found, "svg")
    assert picture.count(">By year<") == picture.count(">By quarter<") == 1
    assert picture.count(">a</text>") == 2  # at the end of each line
    assert ">By " not in drawn(answer(*years), "svg")


def test_a_series_without_a_group_is_of_all() -> None:
    """Where others have a group, it has a name in the table, the legend and the total."""
    found = answer(*(fact(year, 9 + year, group=g) for g in (None, "men") for year in (2020, 2021)))
    assert [series.name for series in found.series] == ["all", "men"]
    shown = drawn(found)
    assert "Changes from 2020 to 2021" in shown
    assert "\nall  +1 pairs, +0.0493%\nmen  +1" in shown
    assert [line.split()[0] for line in shown.splitlines() if "█" in line] == ["all"] * 2 + [
        "men"
    ] * 2


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    """And years have years at their axis, and quarters the months in which they begin."""
    high = drawn(answer(*(fact(y, y, group=g) for g in "ab" for y in (2020, 2021))), "svg")
    assert "The axis does not begin at 0." in high
    assert ">Apr 2020<" not in high
    low = drawn(answer(*(fact(y, y - 2019, group=g) for g in "ab" for y in (2020, 2024))), "svg")
    assert "does not begin" not in low


def test_periods_stand_under_their_points_as_long_as_there_is_room() -> None:
    """Else quarters have ticks where some begin, and a year stands under its middle."""

    def ticks(*periods: int | str) -> list[str]:
        facts = [fact(period, n, group=g) for g in "ab" for n, period in enumerate(periods)]
        return re.findall(r">((?:Q. )?[12][0-9]{3})</text>", drawn(answer(*facts), "svg"))[:4]

    assert ticks("2020-Q1", "2020-Q2", "2020-Q4") == ["Q1 2020", "Q2 2020", "Q4 2020"]
    assert ticks(2014, 2020, 2021) == ["2014", "2020", "2021"]
    quarters = [f"{2015 + n // 4}-Q{n % 4 + 1}" for n in range(30)]
    assert ticks(*quarters) == ["2015", "2016", "2017", "2018"]
    assert ticks(*range(1980, 2021)) == ["1980", "1985", "1990", "1995"]


OF_AREAS = [
    fact(year, value * 1_000, area=area, status=status)
    for area in ("United Kingdom of Great Britain", "Spain")
    for year, value, status in ((2020, 1_310, None), (2021, 1_400, None), (2022, 1_500, "estimate"))
]
OF_AREAS_AT_80 = """\
Period      Value                                        Change   In %  Status
────────────────────────────────────────────────────────────────────────────────
United Kingdom of Great Britain
2020    1,310,000  █████████████████████████████▊
2021    1,400,000  ███████████████████████████████▊     +90,000  +6.9%
2022    1,500,000  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  +100,000  +7.1%  estimate

Spain
2020    1,310,000  █████████████████████████████▊
2021    1,400,000  ███████████████████████████████▊     +90,000  +6.9%
2022    1,500,000  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  +100,000  +7.1%  estimate
"""


def test_a_value_takes_one_line_where_it_fits() -> None:
    """Bars shrink, then areas become headings; only then there are details below."""
    assert OF_AREAS_AT_80 in drawn(answer(*OF_AREAS), width=80)
    for width in range(51, 140):
        rows = [row for row in drawn(answer(*OF_AREAS), width=width).splitlines() if "202" in row]
        assert len(rows) == 1 + 6
        assert all(len(row) <= width and "█" in row for row in rows[1:3])
    assert "█" in drawn(answer(*OF_AREAS), width=40)


def test_numbers_that_have_a_decimal_keep_it_in_a_column() -> None:
    """As far as the store, or the words of the source, have one."""
    rates = (
        fact(2020, 5.0, unit="percent"),
        fact(2021, 4.0, unit="percent"),
        fact(2022, 4.2, unit="percent"),
        fact(2023, 3, unit="percent", written="3.0%"),
        fact(2024, 3, unit="percent", written="3%"),
    )
    rows = [row.split() for row in drawn(answer(*rates)).splitlines() if row.startswith("20")][1:]
    assert [row[1] for row in rows] == ["5.0", "4.0", "4.2", "3.0", "3"]
    assert [row[3] for row in rows[1:3]] == ["-1.0", "+0.2"]


def test_a_line_has_the_gaps_that_the_table_names() -> None:
    """However often a period is missing, and where the values are ranges, too."""
    years = [year for year in range(2010, 2020) if year % 3]
    ranges = [fact(year, low=year, high=year + 9, area="North") for year in years]
    values = [fact(year, year % 7, area="South") for year in years]
    for series in answer(*values, *ranges).series:
        assert [point.when for point in series.points if point.is_after_gap] == ["2014", "2017"]
    every_fifth = answer(*(fact(year, year % 7) for year in range(2000, 2021, 5)))
    assert not any(point.is_after_gap for point in every_fifth.series[0].points)
