"""Periods: their forms, their days, and what is said of a mistake."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport.errors import QueryError
from factreport.periods import Period, label
from factreport.typed_periods import asked, written

# Each form, with its first and last day as the calendar on the wall has them.
FORMS = [
    ("2020", date(2020, 1, 1), date(2020, 12, 31)),
    ("2020-H1", date(2020, 1, 1), date(2020, 6, 30)),
    ("2020-H2", date(2020, 7, 1), date(2020, 12, 31)),
    ("2020-Q1", date(2020, 1, 1), date(2020, 3, 31)),
    ("2020-Q4", date(2020, 10, 1), date(2020, 12, 31)),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
    ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
    ("2020-W05", date(2020, 1, 27), date(2020, 2, 2)),
    ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
    ("2020-03-01", date(2020, 3, 1), date(2020, 3, 1)),
    ("2019/20", date(2019, 1, 1), date(2020, 12, 31)),
    ("1999/00", date(1999, 1, 1), date(2000, 12, 31)),
    ("2016/2020", date(2016, 1, 1), date(2020, 12, 31)),
    ("2020-04/2021-03", date(2020, 4, 1), date(2021, 3, 31)),
    ("2020-H2/2021-Q1", date(2020, 7, 1), date(2021, 3, 31)),
    ("2018/19/2020/21", date(2018, 1, 1), date(2021, 12, 31)),
    ("2020-03-05/2020-03-09", date(2020, 3, 5), date(2020, 3, 9)),
    ("2020/..", date(2020, 1, 1), date.max),
    ("2019/20/..", date(2019, 1, 1), date.max),
    ("../2020-Q3", date.min, date(2020, 9, 30)),
]


@pytest.mark.parametrize(("iso", "first", "last"), FORMS)
def test_each_form_has_a_first_and_a_last_day(iso: str, first: date, last: date) -> None:
    period = Period.parse(iso)
    assert (period.iso, period.first, period.last) == (iso, first, last)
    assert period.start == (None if first == date.min else first.isoformat())
    assert period.end == (None if last == date.max else last.isoformat())


def _days(first: date, last: date) -> set[date]:
    """Each day from the first to the last, cut off where the forms above end."""
    first, last = max(first, date(1998, 1, 1)), min(last, date(2022, 12, 31))
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


def test_overlap_and_containment_are_those_of_the_days() -> None:
    """Every pair of forms, counted day by day."""
    days = {iso: _days(first, last) for iso, first, last in FORMS}
    for iso, other in product(days, days):
        period, other_period = Period.parse(iso), Period.parse(other)
        assert period.overlaps(other_period) == bool(days[iso] & days[other]), (iso, other)
        assert period.contains(other_period) == (days[other] <= days[iso]), (iso, other)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_day_lies_in_its_month_quarter_half_and_year(day: date) -> None:
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    for form in ("", f"-H{half}", f"-Q{quarter}", f"-{day.month:02}"):
        assert Period.parse(f"{day.year:04}{form}").contains(Period.of(day))
    length = calendar.monthrange(day.year, day.month)[1]
    month = Period.parse(f"{day.year:04}-{day.month:02}")
    assert (month.last - month.first).days + 1 == length


@given(st.dates(date(1, 1, 8), date(9999, 12, 20)))
def test_a_day_lies_in_its_week(day: date) -> None:
    year, week, _ = day.isocalendar()
    assert Period.parse(f"{year:04}-W{week:02}").contains(Period.of(day))


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020-S1", "2020-H1"),
        ("2020-S2", "2020-H2"),
        ("2020-M03", "2020-03"),
        ("2020-A1", "2020"),
        ("2020-M04/2021-M03", "2020-04/2021-03"),
        ("2020/2020", "2020"),
    ],
)
def test_spellings_of_sdmx_are_read_and_written_canonically(written: str, iso: str) -> None:
    assert Period.parse(written).iso == iso


@pytest.mark.parametrize(
    ("iso", "year"),
    [
        ("2020", 2020),
        ("2020-03", 2020),
        ("2020-03-01", 2020),
        ("2020-Q1/2020-Q3", 2020),
        ("2019/20", None),
        ("2016/2020", None),
        ("2020/..", None),
        ("2020-W53", None),
    ],
)
def test_a_period_has_a_year_only_if_it_lies_in_one(iso: str, year: int | None) -> None:
    assert Period.parse(iso).year == year


@pytest.mark.parametrize(
    ("iso", "sort", "shown"),
    [
        ("2020", "year", "2020"),
        ("2019/20", "split year", "2019/20"),
        ("2020-H1", "half", "H1 2020"),
        ("2020-Q1", "quarter", "Q1 2020"),
        ("2020-03", "month", "March 2020"),
        ("2020-W05", "week", "week 5 of 2020"),
        ("2020-03-01", "day", "2020-03-01"),
        ("2016/2020", "span", "2016–2020"),
        ("2020-04/2021-03", "span", "April 2020–March 2021"),
        ("2020-07/2020-09", "span", "July–September 2020"),
        ("2020-Q1/2020-Q3", "span", "Q1–Q3 2020"),
        ("2020-W05/2020-W07", "span", "week 5 of 2020–week 7 of 2020"),
        ("2020/..", "span", "from 2020"),
        ("../2020-03", "span", "until March 2020"),
    ],
)
def test_a_period_has_a_sort_and_a_label(iso: str, sort: str, shown: str) -> None:
    assert Period.parse(iso).grain == sort
    assert label(iso) == shown
    assert str(Period.parse(iso)) == shown


@pytest.mark.parametrize(
    ("iso", "later"),
    [
        ("2020", "2021"),
        ("2019/20", "2020/21"),
        ("2020-H1", "2021-H1"),
        ("2020-Q1", "2021-Q1"),
        ("2020-03", "2021-03"),
        ("2020-W05", "2021-W05"),
        ("2020-W53", None),  # the next year has 52
        ("2020-03-01", "2021-03-01"),
        ("2020-02-29", "2021-02-28"),
        ("2016/2020", "2017/2021"),
        ("2018/19/2020/21", "2019/20/2021/22"),
        ("2020-10/2021-03", "2021-10/2022-03"),
        ("2020/..", "2021/.."),
        ("../2020-Q3", "../2021-Q3"),
        ("9999", None),
        ("9998/9999", None),
    ],
)
def test_a_period_moves_to_the_same_part_of_another_year(iso: str, later: str | None) -> None:
    """And back again, but for the 29th of February."""
    moved = Period.parse(iso).years_later(1)
    assert (moved and moved.iso) == later
    if moved and iso != "2020-02-29":
        back = moved.years_later(-1)
        assert back is not None
        assert back.iso == iso


@pytest.mark.parametrize(
    ("mistake", "meant"),
    [
        ("until 2030", "../2030"),
        ("..2030", "../2030"),
        ("from 2025", "2025/.."),
        ("2025 onwards", "2025/.."),
        ("Jan-Mar 2024", "2024-01/2024-03"),
        ("2024/05", "2024-05"),
        ("Q1 2020", "2020-Q1"),
        ("2020Q1", "2020-Q1"),
        ("2020 Q1", "2020-Q1"),
        ("Q1/2020", "2020-Q1"),
        ("1Q2020", "2020-Q1"),
        ("2020-q1", "2020-Q1"),
        ("H2 2020", "2020-H2"),
        ("W5 2020", "2020-W05"),
        ("Mar 2020", "2020-03"),
        ("March 2020", "2020-03"),
        ("2020 March", "2020-03"),
        ("03/2020", "2020-03"),
        ("2020-1", "2020-01"),
        ("2020.03", "2020-03"),
        ("CY2020", "2020"),
        ("FY 2019/20", "2019/20"),
        ("2016-2020", "2016/2020"),
        ("2016–2020", "2016/2020"),
        ("2016 to 2020", "2016/2020"),
        ("2016-20", "2016/2020"),
        ("2016/20", "2016/2020"),
        ("2018-19", "2018/19"),
        ("1 March 2020", "2020-03-01"),
        ("March 1, 2020", "2020-03-01"),
        ("1st March 2020", "2020-03-01"),
        ("2020-3-1", "2020-03-01"),
        ("January 2020 to March 2020", "2020-01/2020-03"),
        ("2020-03..2020-06", "2020-03/2020-06"),
    ],
)
def test_a_mistake_is_answered_with_the_form_that_was_meant(mistake: str, meant: str) -> None:
    with pytest.raises(ValueError, match=f'is not a period; write "{meant}"$'):
        written(mistake)


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        ("soon", 'write a year "2020"'),
        ("", 'write a year "2020"'),
        ("2020-13", "months go from 1 to 12"),
        ("2020-Q5", "quarters go from 1 to 4"),
        ("../..", 'write a year "2020"'),
        ("0000", 'write a year "2020"'),
        ("2020-02-30", "the calendar has no day"),
        ("2020-W54", "the calendar has no week"),
        ("2020/2016", 'runs backwards; write "2016/2020"'),
        ("23", 'a year has four digits: write "2023"'),
        ("099", 'a year has four digits: write "0099"'),
        (
            "FY2023",
            (
                'write "2022/23" or "2023/24", whichever the source means, or its months, '
                '"2022-04/2023-03"'
            ),
        ),
        ("fiscal year 2000", 'write "1999/00" or "2000/01"'),
        ("2020-Q3/2020-Q1", 'runs backwards; write "2020-Q1/2020-Q3"'),
    ],
)
def test_what_can_not_be_guessed_is_explained(mistake: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        written(mistake)


@given(st.text(max_size=30))
def test_whatever_is_no_period_is_a_value_error(text: str) -> None:
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert Period.parse(period.iso) == period
    assert period.first <= period.last


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020", "2020"),
        ("2020-Q1", "2020-Q1"),
        ("2020-q1", "2020-Q1"),
        ("2016-2020", "2016/2020"),
        ("2016–2020", "2016/2020"),
        ("2016..2020", "2016/2020"),
        ("2016/2020", "2016/2020"),
        ("2018..", "2018/.."),
        ("..2018", "../2018"),
        ("2020-03..2020-06", "2020-03/2020-06"),
        ("2020-03", "2020-03"),
        ("2023/24", "2023/24"),
        ("2020-W05", "2020-W05"),
        ("2020-03-01", "2020-03-01"),
        ("Q2 2024", "2024-Q2"),
        ("june 2024", "2024-06"),
        ("from 2025", "2025/.."),
        ("until March 2030", "../2030-03"),
        ("April 2022–March 2023", "2022-04/2023-03"),
        ("Apr 2022–Mar 2023", "2022-04/2023-03"),
        ("Jul–Sep 2024", "2024-07/2024-09"),
    ],
)
def test_a_filter_takes_every_form_and_spans_as_they_are_typed(text: str, iso: str) -> None:
    assert asked(text).iso == iso


@pytest.mark.parametrize("text", ["..", "", "2020-2016", "2016-20", "2020 Mar", "x..2020"])
def test_a_filter_that_is_no_period_is_a_query_error(text: str) -> None:
    with pytest.raises(QueryError, match="write"):
        asked(text)


def test_years_that_the_calendar_lacks() -> None:
    for year in (0, -1, 10_000):
        with pytest.raises(ValueError, match="from 1 to 9999"):
            Period.of(year)
    assert Period.of(1).iso == "0001"
    assert Period.of(9999).end == "9999-12-31"


def test_a_period_has_the_ends_of_its_form() -> None:
    """A span has two, of which one may be open; any other period is its own."""
    assert Period.parse("2020-Q1/..").ends == ("2020-Q1", "..")
    assert Period.parse("2020-03").ends == ("2020-03",)
