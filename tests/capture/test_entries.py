"""Entries: the period, unit, status, area and words of what a text states."""

from __future__ import annotations

from typing import Any

import pytest
from capture.proposals import proposals, records

from factreport.capture import Known
from factreport.capture.entries import comments_of


def only(text: str, known: Known | None = None, name: str = "bulletin.md") -> Any:
    (record,) = records(text, name=name, known=known)
    return record


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In 2020, exports were $52 million.", "2020"),
        ("Exports were $52 million in the first quarter of 2020.", "2020-Q1"),
        ("In 2020, exports were $52 million, up from $48 million in 2016.", "2020"),
        ("Exports were $52 million, higher than the peak seen in 2016.", None),
        ("# Trade in 2020\n\nExports were $52 million.", "2020"),
        ("# Trade\n\n## Figure 1: Trade from 2010 to 2020\n\nExports were $52 million.", None),
        ("As in 2016 and in 2018, exports were $52 million.", None),
        ("Exports were $52 million for the 13 weeks ended May 4, 2024.", "2024-02-04/2024-05-04"),
        (
            "Exports were $52 million for the prior year 13-week period ended May 4, 2024.",
            "2024-02-04/2024-05-04",
        ),
        ("Exports were $52 million.", None),
        ("In March 2020 alone, exports were $52 million, the most since 2011.", "2020-03"),
        ("Exports were $52 million, the most since 2011.", None),
        ("As said in 2021, exports were $52 million.", None),
        (
            "It lists 5 ships for April 2017 to March 2018.\n\nThere were 31 boats.",
            "2017-04/2018-03",
        ),
    ],
)
def test_a_period_is_taken_where_the_text_has_one(text: str, period: str | None) -> None:
    """Beside the figure, in its sentence, in a heading; not that of a value compared with it."""
    assert records(text)[0].period == period


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "In the first quarter of 2023 it was 41,200 t; in the fourth quarter 52,700 t.",
            [("2023-Q1", 41_200), ("2023-Q4", 52_700)],
        ),
        (
            "It was 21,600 t in 2022, compared with 19,200 t in 2021, an increase of 12.5%.",
            [("2022", 21_600), ("2021", 19_200), ("2022", 12.5)],
        ),
    ],
)
def test_of_several_times_each_figure_has_its_own(
    text: str, found: list[tuple[str, float]]
) -> None:
    """The nearest before it, but not that of a value with which others are compared."""
    assert [(one.period, one.value) for one in records(text)] == found


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In March 2009, nine shops moved.\n\nThere are 2,605 streets.", None),
        ("In March 2009, nine shops moved. There are 2,605 streets.", "2009-03"),
        ("# Shops in 2009\n\nNine shops moved.\n\nThere are 2,605 streets.", "2009"),
        ("**Results of 2009**\n\nNine shops moved.\n\nThere are 2,605 streets.", "2009"),
        ("In 2009, nine shops moved.\n\nThere are 2,605 streets.", None),
        ("In the third quarter of fiscal 2009, there were 2,605 streets.", None),
        ("In fiscal 2009, there were 2,605 streets.", "2008/09"),
        ("City Reports 2009 Third Quarter Results\n\n- There are 2,605 streets.", "2009-Q3"),
        ("City Reports 2009 Second Quarter Results\n\n- There are 2,605 streets.", "2009-Q2"),
        ("Third Quarter 2009 Results\n\n- There are 2,605 streets.", "2009-Q3"),
    ],
)
def test_a_time_farther_away_counts_if_the_text_is_about_it(text: str, period: str | None) -> None:
    """A wrong period is a false fact; a missing one is asked for."""
    assert records(text)[-1].period == period


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Deaths were 506,790 in 2013, compared with 499,331 in 2012 (a rise of 1.5%).",
            ["2013", "2012", "2013"],
        ),
        ("In 2013 births rose to 512, the most since 1992 when they were 640.", ["2013", "1992"]),
        ("In 2013 births rose to 512, the most since 1992, when they were 640.", ["2013", "1992"]),
    ],
)
def test_a_change_in_brackets_and_what_was_then_have_their_own_times(
    text: str, found: list[str | None]
) -> None:
    """A change is that of the main value, not of the one it is compared with."""
    assert [one.period for one in records(text)] == found


def test_a_plural_noun_is_the_unit_rather_than_the_word_beside_the_figure() -> None:
    """Whatever stands between them."""
    assert only("There were 640 full service bank branches.").unit == "branches"


def test_a_header_without_its_year_has_that_of_the_heading() -> None:
    """Quarters under a heading with a year are those of the year, and no part of a title."""
    text = "## Trips by quarter, 2022\n\n| Town | Q1 | Q2 |\n|---|--:|--:|\n| Alder | 498 | 512 |\n"
    assert [(one.title, one.period) for one in records(text)] == [
        ("Trips", "2022-Q1"),
        ("Trips", "2022-Q2"),
    ]


def test_the_title_of_a_plain_text_gives_the_period_of_what_has_none() -> None:
    """Not of a value with which another is compared."""
    text = "Results of the second quarter of 2020.\n\nSales were $52 million, up from $48 million."
    assert [one.period for one in records(text, name="results.txt")] == ["2020-Q2", None]


def test_each_figure_of_a_comparison_has_its_own_time() -> None:
    """One subject at several times is one metric with several observations."""
    text = "In 2020, exports were $52 million, compared with $48 million in 2016."
    found = records(text)
    assert [(one.id, one.period, one.value) for one in found] == [
        ("exports", "2020", 52_000_000),
        ("exports", "2016", 48_000_000),
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Debt stood at $52 million at the end of 2024.", "2024-12-31"),
        ("As of the end of March 2024, debt stood at $52 million.", "2024-03-31"),
        ("Debt stood at $52 million by the end of 2024.", "2024-12-31"),
        ("Debt stood at $52 million towards the end of 2024.", "2024"),
        ("Debt was repaid with $52 million in late 2024.", "2024"),
    ],
)
def test_the_end_of_a_period_is_its_last_day(text: str, period: str) -> None:
    """A level at the end of June and one on June 30 are of one series."""
    assert only(text).period == period


@pytest.mark.parametrize(
    "payment",
    ["payable on 18 September 2025", "to be paid in September 2025 to holders of record in August"],
)
def test_a_payday_is_not_the_time_of_an_amount(payment: str) -> None:
    """The period is asked for, unless the sentence has it."""
    text = f"# Second quarter of 2025\n\nThe dividend is €0.14 per share, {payment}."
    assert only(text).period is None
    assert only(text.replace(" is ", " for 2024 is ")).period == "2024"


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("Exports were $52 million.", "US dollars", 52_000_000),
        ("Exports were €52 million.", "euros", 52_000_000),
        ("The share was 12.5%.", "percent", 12.5),
        ("The rate rose by 0.4 percentage points.", "percentage points", 0.4),
        ("The plant produced 640 MW.", "MW", 640),
        ("There were 310 storks.", "storks", 310),
        ("Employment was 41,500.", "people", 41_500),
        ("Births were 41,500.", "births", 41_500),
        ("The index of prices was 104.2.", "number", 104.2),
        ("Net income was $0.89 per share.", "US dollars per share", 0.89),
    ],
)
def test_a_unit_is_that_of_the_figure_or_of_its_title(text: str, unit: str, value: float) -> None:
    """In words that a store reads; what is not told is a number."""
    record = only(text)
    assert (record.unit, record.value) == (unit, value)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The population is projected to reach 9.7 million in 2030.", "projection"),
        ("The harvest is estimated at 3.4 million tonnes.", "estimate"),
        ("The provisional count is 41,500 pupils.", "provisional"),
        ("The revised count is 41,500 pupils.", "revised"),
        ("The count is 41,500 pupils.", None),
    ],
)
def test_a_status_is_what_the_words_before_the_figure_say(text: str, status: str | None) -> None:
    """How sure the source is."""
    assert only(text).status == status


def test_a_value_that_is_compared_is_one_of_the_same_subject() -> None:
    """Whether or not it is said again what it counts."""
    found = records("In 2024 the yards delivered 38 ships, up from 31 in 2023.")
    assert [(one.id, one.unit, one.year, one.value) for one in found] == [
        ("ships-delivered", "ships", 2024, 38),
        ("ships-delivered", "ships", 2023, 31),
    ]


def test_of_a_revision_the_later_value_is_the_revised_one() -> None:
    """The one that it was revised from is left out: two values of one source would disagree."""
    found = records("The rate was 4.3% in March 2020, revised from 4.1%.")
    assert [(one.value, one.status) for one in found] == [(4.3, "revised")]
    found = records("Exports were $2 million. The figure for 2022 was revised from $288 to $295.")
    assert [(one.title, one.period, one.value, one.status) for one in found] == [
        ("Exports", None, 2_000_000, None),
        ("Exports", "2022", 295, "revised"),
    ]
    found = records("In 2022, 312 cyclists were hurt (revised from 298) and 4 were killed.")
    assert [(one.title, one.unit, one.period, one.value, one.status) for one in found] == [
        ("Cyclists hurt", "cyclists", "2022", 312, "revised"),
        ("Cyclists killed", "cyclists", "2022", 4, None),
    ]


def test_areas_and_groups_are_those_that_the_store_knows() -> None:
    """Where the sentence names one; the longest of several."""
    known = Known(areas=["Northland", "North"], groups=["women"])
    record = only("In Northland, 41,500 women were in work.", known)
    assert (record.area, record.group) == ("Northland", "women")


def test_each_clause_has_its_own_group() -> None:
    """As each sentence has; a group that is counted is a part of what was counted before."""
    known = Known(groups=["women", "men"])
    found = records("Among women it was 15%, among men 19%.", known=known)
    assert [(one.group, one.value) for one in found] == [("women", 15), ("men", 19)]
    text = "It employed 9,800 people, of whom 2,450 were women and 7,350 were men."
    assert [(one.title, one.group, one.value) for one in records(text, known=known)] == [
        ("People employed", None, 9_800),
        ("People employed", "women", 2_450),
        ("People employed", "men", 7_350),
    ]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("More than 2.7 million people were trained.", "More than 2.7 million", 2_700_000),
        ("They won seven matches in all.", "seven matches", 7),
        ("They sold 12 cars, and then 12 boats.", "12 boats", 12),
        ("GDP fell 2.6 percent.", "fell 2.6 percent", -2.6),
        ("GDP rose 2.6 percent.", "2.6 percent", 2.6),
        ("The harvest was 3.4–3.6 million tonnes.", "3.4–3.6 million tonnes", None),
    ],
)
def test_written_has_just_enough_words(text: str, written: str, value: float | None) -> None:
    """The figure, with words beside it where it is short, stands twice, or tells no sign."""
    found = {one.written: one.value for one in records(text)}
    assert (written, value) in found.items()


def test_a_fall_that_no_words_tell_with_its_figure_is_a_decrease() -> None:
    """Then it is positive: a store takes no sign that its words do not have."""
    found = records("Exports fell in the year by 1,200 (4.9%).")
    assert [(one.title, one.value) for one in found] == [
        ("Decrease in exports", 1_200),
        ("Decrease in exports", 4.9),
    ]
    assert len({one.id for one in found}) == 2


def test_what_is_said_again_is_taken_once() -> None:
    """The one that has a time, where one has."""
    text = "Exports were $52 million.\n\nIn 2020, exports were $52 million."
    assert [one.period for one in records(text)] == ["2020"]


def test_two_values_of_one_name_are_told_apart() -> None:
    """By their basis; otherwise the second is not a fact unless it may be of another time."""
    text = "In 2020, income was $5 per share, and $4 per share on a diluted basis."
    assert [one.title for one in records(text)] == [
        "Income per share",
        "Income per share, on a diluted basis",
    ]
    text = "# 2020\n\nIncome was $5 a day. Income was $4 a day."
    assert [one.title for one in records(text)] == ["Income per day"]
    undated = records("Income was $5 a day. Income was $4 a day. Income was $5 a day.")
    assert [(one.id, one.value) for one in undated] == [("income-day", 5), ("income-day", 4)]


def test_a_sentence_stands_once_and_a_second_value_is_a_question_above_the_first() -> None:
    """What is said of several facts in a row is not repeated."""
    text = "In 2024 the yards built 38 ships, up from 31 in 2023.\n\nIn 2024 they built 39.\n"
    assert [*comments_of(proposals(text))] == [
        "In 2024 the yards built 38 ships, up from 31 in 2023.\nOr 39? In 2024 they built 39.",
        "",
    ]


def test_ids_are_free_in_the_store_and_among_themselves() -> None:
    """A number tells them apart."""
    known = Known(is_taken={"exports", "exports-2"}.__contains__)
    found = records("Exports were $52 million. Exports were 9 percent.", known=known)
    assert [one.id for one in found] == ["exports-3", "exports-4"]


@pytest.mark.parametrize(
    "text",
    [
        "The 13-week period was over.",
        "[The table](table.xls) (33.5 Kb)",
        "See Table 3 and page 12.",
        "The codes are 412,413,414,417,421,423,428 in all.",
    ],
)
def test_what_is_no_fact_makes_no_entry(text: str) -> None:
    """What is of a sort, the size of a file, a label."""
    assert records(text) == []


ACROSS = 'Region,2019,2020\nNorthland,498,512\nSouthland,"1,204",987\n'
DOWN = "Year,Births (thousand),Rate (%)\n2019,98.7,1.2\n2020,101,-0.4\n"


def test_a_table_with_the_years_across_has_a_metric_for_each_row() -> None:
    """Its columns are the observations."""
    found = records(ACROSS, name="table.csv")
    assert [(one.title, one.period, one.value) for one in found] == [
        ("Northland", "2019", 498),
        ("Northland", "2020", 512),
        ("Southland", "2019", 1_204),
        ("Southland", "2020", 987),
    ]


def test_a_table_with_the_years_down_has_a_metric_for_each_column() -> None:
    """In full, as in prose, whatever scale the header has; the cell alone does not state that."""
    found = records(DOWN, name="table.csv")
    assert [one.written for one in found] == [None, None, "1.2", "-0.4"]
    assert [(one.title, one.unit, one.period, one.value) for one in found] == [
        ("Births", "births", "2019", 98_700),
        ("Births", "births", "2020", 101_000),
        ("Rate", "percent", "2019", 1.2),
        ("Rate", "percent", "2020", -0.4),
    ]


def test_a_table_of_accounts_has_the_scale_of_its_corner_and_the_time_of_its_heads() -> None:
    """Amounts for each share are not scaled."""
    rows = [
        "<td><td colspan=2>Quarter Ended",
        "<td>Dollars in millions, except per share data<td>June 30,<td>June 30,",
        "<td><td>2026<td>2025 (1)",
        "<td>Revenue<td>$161<td>$144",
        "<td>Diluted EPS<td>$0.05<td>$1.05",
    ]
    text = f"<table><tr>{'<tr>'.join(rows)}</table>"
    assert [(one.title, one.unit, one.period) for one in records(text, name="a.html")] == [
        ("Revenue", "million US dollars", "2026-Q2"),
        ("Revenue", "million US dollars", "2025-Q2"),
        ("Diluted EPS", "US dollars", "2026-Q2"),
        ("Diluted EPS", "US dollars", "2025-Q2"),
    ]


def test_marks_behind_a_time_are_a_status() -> None:
    """As statistical offices write them."""
    text = "Births,2019 (r),2020 (p),2021\nNorthland,498,512,530\n"
    found = records(text, name="table.csv")
    assert [(one.period, one.status) for one in found] == [
        ("2019", "revised"),
        ("2020", "provisional"),
        ("2021", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Clinic,2025 Q1,2025 Q2 r,2025 Q3 p,2025 Q4e,2026 f\nNorth,1,2,3,4,5\n",
        "Quarter,North\n2025 Q1,1\n2025 Q2 (r),2\n2025 Q3 [p],3\n2025 Q4 e,4\n2026f,5\n",
        'Clinic,2025 Q1,2025 Q2,2025 Q3,2025 Q4,2026\nNorth,"1","2r","3 (p)","4e","5 f"\n',
    ],
)
def test_marks_do_not_divide_a_series(text: str) -> None:
    """Whether they stand in a column, a row or a cell; they are neither units nor names."""
    found = records(text, name="table.csv")
    assert {(one.title, one.unit, one.id) for one in found} == {("North", "number", "north")}
    assert [(one.period, one.status) for one in found] == [
        ("2025-Q1", None),
        ("2025-Q2", "revised"),
        ("2025-Q3", "provisional"),
        ("2025-Q4", "estimate"),
        ("2026", "projection"),
    ]


def test_a_legend_gives_no_status() -> None:
    """It explains the marks of the table above it."""
    text = "p: provisional. r: revised; in 2020, North treated 5,387 patients."
    assert only(text).status is None


def test_raised_letters_are_marks_of_status() -> None:
    """In the head and in a cell; the heading of the table names what it measures."""
    text = (
        "<h2>Table 1. Patients treated, by clinic</h2><table><tr><th>Clinic<th>2025 Q2"
        "<th>2025 Q3<sup>p</sup><tr><td>North<td>5,387<sup>r</sup><td>5,518</table>"
    )
    assert [
        (one.title, one.unit, one.period, one.value, one.status)
        for one in records(text, name="a.html")
    ] == [
        ("Patients treated", "patients", "2025-Q2", 5_387, "revised"),
        ("Patients treated", "patients", "2025-Q3", 5_518, "provisional"),
    ]


@pytest.mark.parametrize(
    ("corner", "row", "value", "unit"),
    [
        ("€ billion", "Deposits of households", 1_470_000_000, "euros"),
        ("Thousand tonnes", "Glass", 1_470, "tonnes"),
        ("Percent", "Glass", 1.47, "percent"),
    ],
)
def test_the_corner_of_a_table_may_be_the_unit_of_its_cells(
    corner: str, row: str, value: float, unit: str
) -> None:
    """Whatever noun the label of a row ends in."""
    (record,) = records(f"| {corner} | 2022 |\n|-|-|\n| {row} | 1.47 |\n")
    assert (record.title, record.value, record.unit) == (row, value, unit)


def test_a_scale_above_a_table_is_the_unit_of_what_has_none() -> None:
    """The unit is "thousand", not "thousand number"."""
    table = "| Item | 2019 | 2020 |\n|-|-|-|\n| Turnout | 1,234 | 1,245 |\n| Sales | $45 | $50 |\n"
    found = records(f"Accounts (in thousands)\n\nUnaudited\n\n{table}")
    assert [(one.value, one.unit) for one in found[:2]] == [
        (1_234, "thousand"),
        (1_245, "thousand"),
    ]


def test_the_corner_of_a_table_names_what_it_measures() -> None:
    """If it has a unit; else it names the rows. Men and women are groups."""
    text = "Unemployment rate (%),2019,2020\nWomen,5.1,5.3\nMen,4.1,4.3\n"
    assert [(one.title, one.unit, one.group) for one in records(text, name="table.csv")] == [
        *[("Unemployment rate", "percent", "women")] * 2,
        *[("Unemployment rate", "percent", "men")] * 2,
    ]


def test_money_in_one_row_is_no_money_in_the_others() -> None:
    """In accounts the first row of a column has the sign for all."""
    text = "| | 2019 |\n|---|--:|\n| Goals | 52 |\n| Revenue | £45 |\n| Fans | 900 |\n"
    assert [one.unit for one in records(text)] == ["goals", "pounds sterling", "fans"]
    text = "| | 2019 |\n|---|--:|\n| Revenue | £45 |\n| Profit | 9 |\n"
    assert [one.unit for one in records(text)] == ["pounds sterling", "pounds sterling"]


def test_the_rows_of_areas_that_the_store_knows_are_one_metric() -> None:
    """With an area each, named by the caption or the heading."""
    known = Known(areas=["Northland", "Southland"])
    text = "# Pupils\n\n| | 2019 |\n|---|---|\n| Northland | 498 |\n| Southland | 987 |\n"
    found = records(text, known=known)
    assert [(one.id, one.area, one.value) for one in found] == [
        ("pupils", "Northland", 498),
        ("pupils", "Southland", 987),
    ]


@pytest.mark.parametrize(
    ("title", "corner", "rows", "facts"),
    [
        ("Patients treated, by clinic", "Hospital", ("North", "Both hospitals"), ("North", None)),
        ("Patients treated, by hospital and year", "", ("North", "Total"), ("North", None)),
        ("Patients treated", "Region", ("North", "All regions"), ("North", None)),
    ],
)
def test_rows_of_areas_are_one_metric(
    title: str, corner: str, rows: tuple[str, str], facts: tuple[str | None, ...]
) -> None:
    """As the corner or the title of the table says; the row of the whole has no area."""
    lines = "".join(f"| {row} | 498 | 512 |\n" for row in rows)
    text = f"# Table 1. {title}\n\n| {corner} | 2024 | 2025 |\n|---|---|---|\n{lines}"
    found = records(text.replace("512 |\n", "513 |\n", 1))
    assert {(one.title, one.unit) for one in found} == {("Patients treated", "patients")}
    assert tuple(dict.fromkeys(one.area for one in found)) == facts


def test_rows_of_groups_are_one_metric() -> None:
    """And prose that names such a group has it, too."""
    text = (
        "# Patients treated\n\n| Age group | 2024 |\n|---|---|\n| Adults | 498 |\n"
        "| Children | 512 |\n\nIn 2023, the wait was 9.2 weeks for children.\n"
    )
    assert [(one.title, one.group) for one in records(text)] == [
        ("Patients treated", "Adults"),
        ("Patients treated", "Children"),
        ("Wait", "Children"),
    ]


def test_three_months_that_are_a_quarter_are_written_as_the_quarter() -> None:
    """So that a heading and a sentence have one spelling."""
    assert only("From July to September 2025, 40 ships came.").period == "2025-Q3"
    assert only("From August to October 2025, 40 ships came.").period == "2025-08/2025-10"


def test_a_table_by_two_things_has_no_areas() -> None:
    """Nobody says which of its headers are which."""
    text = "**Deaths, by sex and state**\n\n| | 2020 |\n|-|-|\n| Male | 41 |\n| Utah | 25 |\n"
    assert [one.area for one in records(text)] == [None, None]
    text = text.replace("by sex and state", "by state").replace("Male", "Ohio")
    assert [one.area for one in records(text)] == ["Ohio", "Utah"]


def test_a_country_that_was_given_has_one_name() -> None:
    """Whichever of its names the text has."""
    text = "# Farms in the UK\n\nIn 2022 there were 5,500 farms in the UK, and 312 in Norland."
    areas = [record.area for record in records(text, area="United Kingdom")]
    assert areas == ["United Kingdom", "Norland"]


def test_a_change_from_an_earlier_year_says_so_in_its_title() -> None:
    text = "# Rail\n\nComplaints fell by 8% in 2023 compared with 2020. Delays fell by 3% on 2022."
    titles = [record.title for record in records(text)]
    assert titles == ["Change in complaints, on 2020", "Change in delays"]


def test_the_base_of_a_second_change_is_not_its_time() -> None:
    text = "# Rail\n\nIn 2023 trips rose by 9% on the previous year and 4% on the FYE March 2020."
    assert [(record.value, record.period) for record in records(text)] == [(9, "2023")]


def test_today_is_not_the_year_of_the_clause_before() -> None:
    text = "# Museums\n\nThere were 300 visits in 2011, and there are 500 seats today."
    values = [(record.value, record.period) for record in records(text)]
    assert values == [(300, "2011"), (500, None)]


def test_a_value_from_which_another_rose_is_not_at_the_beginning_of_its_span() -> None:
    """Only of a pair is the first value for the first of two times: "from 4 to 5"."""
    let = "From July to September 2017 they let 15,290 homes, up 6% from 14,390 on the quarter."
    text = f"# Homes\n\n{let}"
    values = {record.value: record.period for record in records(text)}
    assert values[15_290] == "2017-Q3"
    assert values.get(14_390) is None
    text = "# Homes\n\nFrom 2013 to 2023 the number of homes fell from 9,000 to 7,000."
    assert {record.value: record.period for record in records(text)} == {
        9_000: "2013",
        7_000: "2023",
    }


def test_a_school_year_beside_a_bracket_is_not_an_age() -> None:
    text = "# Falls\n\nIn 2013-14 there were 421,800 falls, up 2.7% from 2012-13 (410,900)."
    titles = {record.title for record in records(text)}
    assert titles == {"Falls", "Change in falls"}
