"""Times: what a text names, which period that is, and which facts it is right for."""

from __future__ import annotations

from datetime import date

import pytest
from growth import grows_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from factreport import periods
from factreport.english import months
from factreport.figures.figure import Time
from factreport.figures.period_fit import fits
from factreport.figures.times import read_times
from factreport.periods import Period

# A text, and the times that it names: the relation where it is not "in", and the period.
READ = """
in 2020, 5 people                                       | 2020
The plan covers 2016–20 and 2017-2021                   | 2016/2020, 2017/2021
from 2016 to 2020 it rose                               | 2016/2020
between 2016 and 2020                                   | 2016/2020
in 2019, 2020 and 2021                                  | 2019, 2020, 2021
2019/20, the 2019-20 season, 2019/2020                  | 2019/20, 2019/20, 2019/20
FY2022, FY21 and fiscal 2022                            | 2021/22, 2020/21, 2021/22
in the financial year 2021/22                           | 2021/22
in the 2022 fiscal year                                 | 2021/22
the school year 2019–20                                 | 2019/20
Q1 2020, 1Q20, Q1'20                                    | 2020-Q1, 2020-Q1, 2020-Q1
2020-Q1, 2020 Q1, Q1 of 2020                            | 2020-Q1, 2020-Q1, 2020-Q1
2020 Q1p, 2019/20r                                      | 2020-Q1, 2019/20
In Q3 2020 6, after 5 in the second                     | 2020-Q3, 2020-Q2
in the first and second quarters of 2020                 | 2020-Q1, 2020-Q2
In 2020 6, twenty years ago 5; in March last year 4     | 2020, 2000, 2020-03
Q3 FY2021 and 2Q FY21, Q4 of 2022-23                    | 2020/21, 2020/21, 2022/23
the first quarter of 2022-23, in Q1 20 people came      | 2022/23, 2023-Q1
the first quarter of 2020 and the 4th quarter 2019      | 2020-Q1, 2019-Q4
the final quarter of 2020                               | 2020-Q4
the third quarter ended June 30, 2025                   | 2025-04/2025-06
fiscal 2025 third quarter                               | 2024/25
for the 2025 second quarter                             | 2025-Q2
Acme Reports 2025 Third Quarter Results                 | 2025-Q3
Acme Reports 2025 Second-Quarter Results                | 2025-Q2
in the June quarter of 2014                             | 2014-04/2014-06
the last quarter of 2020                                | 2020-Q4
third-quarter 2021                                      | 2021-Q3
In 2020 sales rose. The third quarter was best.         | 2020, 2020-Q3
the first half of 2020, H1 2020, 1H20                   | 2020-H1, 2020-H1, 2020-H1
The second half of the year was better, in 2020.        | 2020-H2, 2020
The second half was better. In 2020 they won.           | 2020
March 2020, Mar. 2020, MARCH 2020                       | 2020-03, 2020-03, 2020-03
Mar-20, Dec '19                                         | 2020-03, 2019-12
January–March 2020, January to March 2020               | 2020-01/2020-03, 2020-01/2020-03
October 2019 to March 2020; October to March 2020       | 2019-10/2020-03, 2019-10/2020-03
from March 2020 to June                                 | 2020-03/2020-06
the July–September quarter of 2020, in May, 2020        | 2020-07/2020-09, 2020-05
over the period 2010 to 2019                            | 2010/2019
Q1–Q3 2020; Q4 2019 to Q1 2020                          | 2020-Q1/2020-Q3, 2019-Q4/2020-Q1
In 2020 there were 5 in March and 6 in April.           | 2020, 2020-03, 2020-04
March and June 2020                                     | 2020-03, 2020-06
March, April and May 2020                               | 2020-03, 2020-04, 2020-05
In May, she may march. It was May 2020.                 | 2020-05, 2020-05
26 January 2021, January 26, 2021, Jan. 26, 2021        | 2021-01-26, 2021-01-26, 2021-01-26
2021-01-26, 26/01/2021                                  | 2021-01-26, 2021-01-26
26.01.2021, 01/26/2021                                  | 2021-01-26, 2021-01-26
26th of January 2021, 26–28 January 2021                | 2021-01-26, 2021-01-26/2021-01-28
said on 26 January that in 2020                         | 2020-01-26, 2020
31 February 2021                                        |
week 5 of 2020, 2020-W05                                | 2020-W05, 2020-W05
the 1990s                                               | 1990/1999
output exceeds 2019, and exceeded 2017                  | 2019, 2017
the 2019 elections and the 1850 census                  | 2019, 1850
mid-2019, early 2020, late 2019, the end of 2020        | 2019, 2020, 2019, 2020
since October 2019, from 2020 onwards                   | since 2019-10, since 2020
by 2020, by mid-2019, by the end of March 2020          | by 2020, by 2019, by 2020-03
until 2020, up to 2018                                  | until 2020, until 2018
before 2019, pre-2019, prior to March 2020              | before 2019, before 2019, before 2020-03
after 2020, beyond 2030                                 | after 2020, after 2030
(2022: 4.6), [2021]                                     | 2022, 2021
as of 31 December 2020                                  | 2020-12-31
the 13th Five-Year Plan, the Twelfth Five-Year Plan     | 2016/2020, 2011/2015
the 6th Five-Year Plan and that of the 18 months to June 2020 | 1981/1985, 2019-01/2020-06
among those aged 55-59 years before dropping in 2012     | 2012
26 weeks to 27 September 2025 | 2025-03-30/2025-09-27
in 2020, and 18 years earlier | 2020, 2002
the three months to June 2020                           | 2020-04/2020-06
the twenty-four months to June 2020                     | 2018-07/2020-06
the 120 months to June 2020                            | 2010-07/2020-06
the year ended 31 March 2020, the year to March 2020    | 2019-04/2020-03, 2019-04/2020-03
the year to Q1 2022, 12 months to the third quarter of 2020 | 2021-04/2022-03, 2019-10/2020-09
the five years to 2020, the decade ending 2020          | 2016/2020, 2011/2020
the two-year period to 2020, three years from 2018      | 2019/2020, 2018/2020
the 2016-to-2020 period                                 | 2016/2020
over two years from 2019 to 2020, a year to 2020        | 2019/2020, 2020
the five years up to March 2021                         | 2016-04/2021-03
the two quarters to June 2021                           | 2021-01/2021-06
nine months ended September 30, 2020                    | 2020-01/2020-09
the fiscal quarter ended November 2, 2024               | 2024-08/2024-10
the six months to March 2020                            | 2019-10/2020-03
in the first nine months of 2020                        | 2020-01/2020-09
Nine months 2020                                        | 2020-01/2020-09
With six months of 2020 behind us                       | 2020-01/2020-06
the closing three months of 2020                        | 2020-10/2020-12
In Q3 2020 6, in the same three months of 2019 5        | 2020-Q3, 2019-Q3
In March to May 2020 6, in the same months of 2019 5    | 2020-03/2020-05, 2019-03/2019-05
the last three months of 2020                           | 2020-10/2020-12
In 2020, in its first two quarters                      | 2020, 2020-01/2020-06
the nine months ended June 30, 2023 and 2022            | 2022-10/2023-06, 2021-10/2022-06
in the third quarters of 2023, 2022 and 2021            | 2023-Q3, 2022-Q3, 2021-Q3
Q3 2023, 2022 and 2021                                  | 2023-Q3, 2022-Q3, 2021-Q3
in fiscal 2023 and 2022                                 | 2022/23, 2021/22
Open except on 24 December. It dates from 1843.         | 1843
in 2016–20 and 2021                                     | 2016/2020, 2021
the year to FYE March 2023                              | 2022-04/2023-03
in YE Mar 23 and FYE 2022                               | 2022-04/2023-03, 2021/22
the year ending (FYE) 31 March 2023                     | 2022-04/2023-03
y/e March 2023                                          | 2022-04/2023-03
the week ending 3 June 2023                             | 2023-05-28/2023-06-03
the fortnight to 3 June 2023                            | 2023-05-21/2023-06-03
in 2023; the four weeks to 3 January                    | 2023, 2022-12-07/2023-01-03
It came in March 2020. This year it made 5              | 2020-03, 2020
the 17/18 season and 2019/20                            | 2017/18, 2019/20
In 2023 it was 31, against 38 a year earlier            | 2023, 2022
38, up from 31 a year earlier, in 2023                  | 2022, 2023
In 2023 it was 31; two years later 38                   | 2023, 2025
In Q1 2020 6, after 5 the previous quarter              | 2020-Q1, 2019-Q4
In Q1 2020 6, after 5 in the same quarter last year     | 2020-Q1, 2019-Q1
In Q1 2020 6, after 5 in the same period of 2018        | 2020-Q1, 2018-Q1
In March 2020 6, after 5 the previous month             | 2020-03, 2020-02
In March 2020 6, after 5 in the previous one            | 2020-03, 2020-02
In Q1 2020 6, in the one before 5                       | 2020-Q1, 2019-Q4
In 2019/20 6, in the previous one 5                     | 2019/20, 2018/19
On 5 May 2020 6, in the previous one 5                  | 2020-05-05
In June to August 2020 6, after 5 the previous quarter  | 2020-06/2020-08, 2020-03/2020-05
In Q1 2020 6, three months earlier 5                    | 2020-Q1, 2019-Q4
In H1 2020 6, after 5 in the previous half              | 2020-H1, 2019-H2
In 2020 6, twelve months earlier 5                      | 2020, 2019
On 12 May 2020 6, a week earlier 5, last year 4         | 2020-05-12, 2020-05-05, 2019
In May 2020 6, the previous week 5                      | 2020-05
From 2016 to 2020 6, ten years earlier 5                | 2016/2020, 2006/2010
In the month to 5 May 2020                              | 2020-05
2020 was better than its last three months              | 2020
2020–2016, 1950–20                                      | 2020, 2016, 1950
In 2020 there were 3 from October to March              | 2020, 2019-10/2020-03
In 2020 6, the previous quarter 5                       | 2020
better than in the same period of 2018                  | 2018
In January 2020 6, after 5 the month before             | 2020-01, 2019-12
In May 2020 6. April, by contrast, brought 5            | 2020-05, 2020-04
In May 2020 6. In June, 5, but for that month 4 are new | 2020-05, 2020-06, 2020-06
In 2019/20 they won; in the previous season not         | 2019/20, 2018/19
On 29 February 2020 5, a year earlier 6                 | 2020-02-29, 2019-02-28
In week 5 of 2020 3, after 4 the previous week          | 2020-W05, 2020-W04
In 2020 it was 3. A year earlier it was 2.              | 2020, 2019
In 2020 3, a year earlier 2, two years earlier 1        | 2020, 2019, 2018
It was 3 in 2020. A year earlier it was 2, and 1 in 2018 | 2020, 2019, 2018
In 2020 3, he said on 2 May 2021; a year earlier 2      | 2020, 2021-05-02, 2019
On 2 May 2021 it was 3, and 2 a year earlier            | 2021-05-02, 2020-05-02
A year earlier it was 2, and 3 in 2020.                 | 2019, 2020
in March and a year earlier                             |
"""
NO_TIME = """
a panel of 1850 voters
output exceeded 2000
output exceeded 2019 units
over 2000 people
more than 2000
rose to over 2000
only 2000
about 2000 people
$2019
£2020 and €1999
2000 m of road
2000 MW
2000km
2,019
2.019
0.2019
1850 kg
2000 million
1850 voters came
He had 2020 employees
the 1850 voters of the town
No. 2019
page 2010
ISO 2022
COVID-2019
A2020
20200
2020%
v2020.1
+2020
Mayor March
a quarter of the people
half of it
the year
"""


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip("\n").splitlines()]


def shown(named: Time) -> str:
    return named.period.iso if named.relation == "in" else f"{named.relation} {named.period.iso}"


@pytest.mark.parametrize(("text", "named"), rows(READ))
def test_times_are_read_as_periods(text: str, named: str) -> None:
    """Whatever the form, and where it leans on another time, by that."""
    expected = [one.strip() for one in named.split(",") if one.strip()]
    assert [shown(one) for one in read_times(text.strip())] == expected


@pytest.mark.parametrize("text", NO_TIME.strip("\n").split("\n"))
def test_what_counts_or_names_is_no_time(text: str) -> None:
    """Four digits that count, measure or label are not a year, nor is a word by itself a time."""
    assert read_times(text) == []


def test_a_time_that_a_line_end_cuts_is_one() -> None:
    """A wrapped text names the same times, each where it stands."""
    text = "from 26\nJanuary\n2021 on, and the first\nquarter of\n2020"
    found = read_times(text)
    assert [shown(one) for one in found] == ["2021-01-26", "2020-Q1"]
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]


# A time as it is written, periods for which it is right, and others.
FITS = """
in 2020             | 2020 2020-03 2020-05-01 2019/20              | 2019 2021 2016/2020
in the year 2020    | 2020-Q4 2020-H1 2019-04/2020-03          | 2020-04/2021-03
in March 2020       | 2020-03 2020-03-26                       | 2020 2020-04 2020-Q1
on 31 December 2020 | 2020-12-31 2020 2020-12 2020-11 2020-Q4  | 2021 2020-12-30
in fiscal 2022      | 2021/22 2022 2021-04/2022-03 2021-Q4     | 2021 2020/21 2022-04/2023-03
from 2016 to 2020   | 2016/2020 2018                           | 2015 2015/2020
by 2020             | 2020 2016/2020 2020-03 ../2020           | 2021 2016/2019 2019
since October 2019  | 2019-10/2022 2020 2020/..                | 2019 2018
until 2018          | 2018 2016/2018 2017 ../2018              | 2019 2018/2019
before 2019         | 2018 2016/2018                           | 2019
after 2019          | 2020 2020/2025                           | 2019 2019/2020
"""


@pytest.mark.parametrize(("text", "right", "wrong"), rows(FITS))
def test_a_time_fits_the_periods_that_it_is_right_for(text: str, right: str, wrong: str) -> None:
    """A relation says how a fact's period has to lie to the time."""
    (named,) = read_times(text.strip())
    fitting = {
        iso
        for iso in f"{right} {wrong}".split()
        if fits(named.period, Period.parse(iso), named.relation)
    }
    assert fitting == set(right.split())


days = st.dates(date(1500, 1, 1), date(2099, 12, 31))


@given(days, st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{y}-{n:02}-{d:02}", "{d}.{n}.{y}"]))
def test_every_day_is_read(day: date, form: str) -> None:
    """In words and in digits, for every day there is, but where month and day can be swapped."""
    month = months.NAMES[day.month - 1]
    text = form.format(d=day.day, m=month, y=day.year, n=day.month)
    (found,) = read_times(f"It was on {text}.")
    assert found.period == Period.of(day)


@given(st.integers(1500, 2099), st.integers(1, 12))
def test_every_month_and_quarter_is_read_as_it_is_shown(year: int, number: int) -> None:
    """The label of a period is read as that period."""
    for iso in (
        f"{year}-{number:02}",
        f"{year}-Q{(number + 2) // 3}",
        f"{year}-H{number // 7 + 1}",
    ):
        (found,) = read_times(f"in {periods.label(iso)}, it rose")
        assert found.period.iso == iso


PIECES = (
    "2020 March Q1 the first quarter of in since by 26 a year earlier – / - , . ( ) to and 20 H2 "
    "FY last previous months ended 1999 %"
)
pieces = st.sampled_from(PIECES.split())


@given(st.one_of(st.text(max_size=60), st.lists(pieces, max_size=20).map(" ".join)))
def test_times_lie_in_the_text_in_order_and_apart(text: str) -> None:
    """No text is a mistake; what is found stands where it says."""
    found = read_times(text)
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        end = one.end


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["1", "2020 ", "2016-", "March ", "March to ", "Q1 ", "a year earlier ", "26/", "in "]
)
def test_the_time_taken_is_linear(unit: str) -> None:
    """Also in a long text of anything."""
    assert grows_in_proportion(lambda length: read_times(unit * (length // len(unit))), 8_000)
