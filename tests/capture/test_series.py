"""Series: values of one thing at several times are one metric, each with its own time."""

from __future__ import annotations

import pytest
from capture.proposals import records


def told(text: str) -> list[tuple[str, str | None, float | None, str | None]]:
    return [(one.title, one.period, one.value, one.unit) for one in records(text)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "In 2024 the libraries lent 1.84m books, 6% more than in 2023 (1.74 million).",
            [
                ("Books lent", "2024", 1_840_000, "books"),
                ("Books lent", "2023", 1_740_000, "books"),
                ("Change in books lent", "2024", 6, "percent"),
            ],
        ),
        (
            "In 2024 the port handled 5.2 million tonnes (4.9 million in 2023).",
            [
                ("Tonnes handled by port", "2024", 5_200_000, "tonnes"),
                ("Tonnes handled by port", "2023", 4_900_000, "tonnes"),
            ],
        ),
        (
            "In 2024 there were 184,300 learners. Women made up 58% of learners (106,900).",
            [
                ("Learners", "2024", 184_300, "learners"),
                ("Learners", None, 106_900, "learners"),
                ("Women as a share of learners", "2024", 58, "percent"),
            ],
        ),
        (
            "Deaths fell by only 0.4% from 2,272 in 2011 to 2,263 in 2012.",
            [
                ("Change in deaths", None, -0.4, "percent"),
                ("Deaths", "2011", 2_272, "deaths"),
                ("Deaths", "2012", 2_263, "deaths"),
            ],
        ),
        (
            "In 2012 the average was 1.75 children per couple. This compares with 1.84 in 2002.",
            [
                ("Average per couple", "2012", 1.75, "children per couple"),
                ("Average per couple", "2002", 1.84, "children per couple"),
            ],
        ),
        (
            "The median was 11.5 years in 2012. This is an increase from 11.1 years in 2002.",
            [("Median", "2012", 11.5, "years"), ("Median", "2002", 11.1, "years")],
        ),
        (
            "The age fell from 40.1 years in 2011 to 40.0 in 2012.",
            [("Age", "2011", 40.1, "years"), ("Age", "2012", 40.0, "years")],
        ),
        (
            "There were 794 births in 2012, compared with 663 in 2011 (a 20% increase).",
            [
                ("Births", "2012", 794, "births"),
                ("Births", "2011", 663, "births"),
                ("Change in births", "2012", 20, "percent"),
            ],
        ),
        (
            "The age in Wales was 37.9 years in 2012, while in Scotland it was 38.4 years.",
            [("Age", "2012", 37.9, "years"), ("Age", "2012", 38.4, "years")],
        ),
        (
            "Sales rose by 41% to EUR 1.8bn in 9M 2025 (9M 2024: EUR 1.3bn).",
            [
                ("Change in sales", "2025-01/2025-09", 41, "percent"),
                ("Sales", "2025-01/2025-09", 1_800_000_000, "euros"),
                ("Sales", "2024-01/2024-09", 1_300_000_000, "euros"),
            ],
        ),
        (
            "However, in 2013 the electorate fell by 240,000 people (or 0.6%).",
            [
                ("Change in electorate", "2013", -240_000, "people"),
                ("Decrease in electorate", "2013", 0.6, "percent"),
            ],
        ),
        (
            "Unemployment was 5.1% in May 2024, up 0.3 points from 4.8% in April 2024.",
            [
                ("Unemployment", "2024-05", 5.1, "percent"),
                ("Unemployment", "2024-04", 4.8, "percent"),
                ("Change in unemployment", "2024-05", 0.3, "points"),
            ],
        ),
        (
            "Income was $67m, or $1.86 a share, against $2 million, or $0.06 a share, in 2025.",
            [
                ("Income", None, 67_000_000, "US dollars"),
                ("Income", "2025", 2_000_000, "US dollars"),
                ("Income per share", None, 1.86, "US dollars per share"),
                ("Income per share", "2025", 0.06, "US dollars per share"),
            ],
        ),
        (
            "Loss for 2024 rose by 731%, or $1.3m, to $1.5 million, from $0.2 million for 2023.",
            [
                ("Change in loss", "2024", 731, "percent"),
                ("Change in loss", "2024", 1_300_000, "US dollars"),
                ("Loss", "2024", 1_500_000, "US dollars"),
                ("Loss", "2023", 200_000, "US dollars"),
            ],
        ),
        (
            "Death rates rose from 28.0 per 100,000 in 2002 to 30.8 per 100,000 in 2008.",
            [
                ("Death rates per 100,000", "2002", 28, "rates per 100,000"),
                ("Death rates per 100,000", "2008", 30.8, "rates per 100,000"),
            ],
        ),
    ],
)
def test_another_value_of_a_series_has_its_title_and_unit_and_its_own_time(
    text: str, facts: list[tuple[str, str | None, float, str]]
) -> None:
    """In brackets, in a comparison, and in a sentence that refers to the one before."""
    assert told(text) == facts


def test_a_value_in_brackets_without_a_time_is_not_of_the_time_before_it() -> None:
    """It is asked for."""
    assert [(one.value, one.period) for one in records("In 2024, 3,100 ships (3,020) came.")] == [
        (3_100, "2024"),
        (3_020, None),
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Repurchased more than 5 million shares since November 2025.", "2025-11/.."),
        ("The number formed since it came in November 2025 is 5 million.", "2025-11/.."),
        ("Since announcing it in November 2025, it has sold 5 million shares.", "2025-11/.."),
        ("# Results of 2012\n\nSince 1985 the mean age has risen by 7.3 years.", "1985/2012"),
        ("# Results of 2012\n\nThe harvest was 52 tonnes, the most since 1985.", "2012"),
        ("# Results of Q2 2026\n\nThrough June 30, 2026, it sold 5 million shares.", None),
        ("# Results of Q2 2026\n\nAnnual revenue was $5 million.", None),
        ("# Plans for 2026\n\nThe quarterly dividend was $5.", None),
        ("# Voters in 2013\n\nFrom 2012 to 2013\n\n- Norland had 597,100 voters", "2013"),
        ("The firm reported second quarter 2026 sales of $5 million.", "2026-Q2"),
        (
            "# Q3 2024\n\nNine months ended September 30, 2024\n\n● Revenue was $6.9 million",
            "2024-01/2024-09",
        ),
    ],
)
def test_a_time_that_may_not_be_that_of_the_figure_is_asked_for(
    text: str, period: str | None
) -> None:
    """A span since then is open; the time of a text is not that of a longer or shorter one."""
    assert records(text)[-1].period == period


def test_several_groups_together_are_no_group() -> None:
    """But each of them is if it has its own figure."""
    assert [one.group for one in records("In 2012, 19% of men and women came.")] == [None]
    text = "Overall, the staff was 46 percent male and 54 percent female."
    assert [one.group for one in records(text)] == ["males", "females"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            (
                "PARIS, France, March 13, 2019 /WIRE/ -- In February 2019 the port had income of"
                " $5 million and costs of $4 million."
            ),
            ["2019-02", "2019-02"],
        ),
        (
            (
                "# June to August 2020\n\nHours were 891 million, down 158 million on the previous"
                " year, but pay was up 20 million compared with the previous quarter."
            ),
            ["2020-06/2020-08"] * 3,
        ),
        (
            (
                "In October 2016 5.7 million guests came, nearly the same level as in the same"
                " month of last year (down 0.3 percent)."
            ),
            ["2016-10", "2016-10"],
        ),
        ("“First quarter 2023 income was $5 million.”", ["2023-Q1"]),
        ("Sales for 2024 fell 0.7 percent from sales for the year 2023.", ["2024"]),
        (
            "Sales in Q2 2025 fell as compared with the prior quarter by 3.6% to $5.",
            ["2025-Q2"] * 2,
        ),
        ("In the first quarter of fiscal 2011 sales were $5, in the prior quarter $6.", [None] * 2),
        ("Sales rose to $5 in fiscal 2011.", ["2010/11"]),
        ("# In 2017\n\nGuests rose 6%, above the trend of 4% since 2010.", ["2017", "2010/2017"]),
        ("Sales in Q2 2025 were $5, up 9.5% from the prior quarter.", ["2025-Q2", "2025-Q2"]),
        (
            "In 2014 sales were £5 million, down from £6 million in 2013 (16.7% lower).",
            ["2014", "2013", "2014"],
        ),
        (
            "In May 2013 exports fell 6.8 percent from a year earlier to €6.46 billion.",
            ["2013-05"] * 2,
        ),
    ],
)
def test_a_time_that_is_only_compared_with_is_none_of_the_figure(
    text: str, periods: list[str]
) -> None:
    """Nor is that of the dateline, nor a part of the time."""
    assert [one.period for one in records(text)] == periods


def test_the_base_of_an_index_is_neither_a_value_nor_a_time() -> None:
    """In a sentence and in a header."""
    text = "The index (2020 = 100) stood at 131.6 in September 2025."
    assert [(one.value, one.period) for one in records(text)] == [(131.6, "2025-09")]
    text = "**Prices, May 2025**\n\n| | Index (2020 = 100) |\n|-|-|\n| Food | 142.8 |\n"
    assert [(one.value, one.period) for one in records(text)] == [(142.8, "2025-05")]


def test_a_unit_after_and_is_that_of_both_numbers() -> None:
    """The words without the unit are found again, too."""
    text = "Exports were 5 million and 6 million tonnes in 2023 and 2024, respectively."
    assert [(one.value, one.unit, one.period) for one in records(text)] == [
        (5_000_000, "tonnes", "2023"),
        (6_000_000, "tonnes", "2024"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Net income was $5 million in 2024, compared with a net loss of $3 million in 2023.",
            [("Net income", "2024"), ("Net income", "2023")],
        ),
        (
            "Net income was $5, or $2 a share, in 2024, against a net loss of $3, or $1 a share.",
            [
                ("Net income", "2024"),
                ("Net income", None),
                ("Net income per share", "2024"),
                ("Net income per share", None),
            ],
        ),
        (
            "Net income was $5 million in 2024, compared to net income of $3 million in 2023.",
            [("Net income", "2024"), ("Net income", "2023")],
        ),
        (
            "Exports were $5 million in 2024, against a peak of $9 million in 2019.",
            [("Exports", "2024"), ("Exports", "2019")],
        ),
        (
            "Exports were $5 million in 2024, against a target of $9 million.",
            [("Exports", "2024"), ("Target", None)],
        ),
        (
            "Profit was $5 million in 2024 (2023: loss of $3 million).",
            [("Profit", "2024"), ("Loss", "2023")],
        ),
        (
            "In 2024 costs fell to $5 million from $6 million, and net income fell to $1 million.",
            [("Costs", "2024"), ("Costs", None), ("Net income", "2024")],
        ),
        (
            "Sales of wheat and barley were $5 million and $6 million, respectively, in 2024.",
            [("Sales of wheat", "2024"), ("Sales of barley", "2024")],
        ),
        (
            "Revenue and net income were $52 million and $4 million in 2024, respectively.",
            [("Revenue", "2024"), ("Net income", "2024")],
        ),
        (
            "In 2023 and 2024, exports were $5 million and $6 million, respectively.",
            [("Exports", "2023"), ("Exports", "2024")],
        ),
        (
            "Exports rose to $5 million in 2023 and $6 million in 2024.",
            [("Exports", "2023"), ("Exports", "2024")],
        ),
    ],
)
def test_what_is_compared_has_its_own_name(text: str, found: list[tuple[str, str | None]]) -> None:
    """A loss is not an income, a target not a result, and a second level not a change."""
    assert [(one.title, one.period) for one in records(text)] == found


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Capital expenditure was $9 million, 40% of it for ships.", "expenditure for ships"),
        ("There were 9,000 pupils, 410 of them in boats.", "Pupils in boats"),
        ("They carried 9,000 passengers. Some 410 of them travelled west.", "travelled west"),
        ("There were 9,000 pigs, 410 of them breeding sows.", "Breeding sows"),
    ],
)
def test_a_part_has_the_name_of_its_whole(text: str, title: str) -> None:
    """A pronoun names nothing in a store."""
    assert records(text)[-1].title.endswith(title)


def test_what_is_expected_in_one_breath_is_projected() -> None:
    """One verb has several objects; another verb ends its reach."""
    text = (
        "For the full year 2025 the group expects revenue of between €820 million and €850 million"
        " and capital expenditure of about €95 million."
    )
    assert [one.status for one in records(text)] == ["projection", "projection"]
    text = "The group expects revenue to be €5 million in 2024 and to rise to €6 million in 2025."
    assert [one.status for one in records(text)] == ["projection", "projection"]
    text = "The group expects growth in 2025, but revenue was €820 million in 2024."
    assert [one.status for one in records(text)] == [None]


def test_an_apposition_is_not_in_the_title() -> None:
    """What stands between two commas only explains the name."""
    text = "Punctuality, the share of trips on schedule, improved to 94.2%."
    assert [one.title for one in records(text)] == ["Punctuality"]


def test_a_loss_is_a_negative_value_of_the_income_that_the_text_names() -> None:
    """So that the series goes on; without an income the loss is a metric of its own."""
    text = "In 2024 net loss was $5 million, compared with net income of $3 million in 2023."
    assert [(one.title, one.value) for one in records(text)] == [
        ("Net income", -5_000_000),
        ("Net income", 3_000_000),
    ]
    assert [(one.title, one.value) for one in records("In 2024 net loss was $5 million.")] == [
        ("Net loss", 5_000_000)
    ]
    assert [(one.title, one.value) for one in records("In 2024 net loss was $(5) a share.")] == [
        ("Net income per share", -5)
    ]


def test_a_recent_text_with_one_time_is_about_it() -> None:
    """Its headline and the paragraphs below are too; an older time or a second one is not proof."""
    text = (
        "Harvest falls to 12.8 million tonnes\n\n{}\n\n"
        "The wheat harvest of 2023 was 12.8 million tonnes, 10% less than a year earlier.\n\n"
        "The planted area was 1.58 million hectares.\n"
    )
    assert {period for _, period, *_ in told(text.format("12 January 2024"))} == {"2023"}
    old = told(text.format("12 January 2026"))
    assert [period for title, period, *_ in old if "area" in title] == [None]
    second = text + "\nIn 2021 the barley harvest was 4.9 million tonnes.\n"
    both = told(second.format("12 January 2024"))
    assert [period for title, period, *_ in both if "area" in title] == [None]
