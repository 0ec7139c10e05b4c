"""What a proposed fact measures, in the forms that bulletins and releases use most."""

from __future__ import annotations

import pytest
from capture.proposals import records

BOTH = [("men", 33, "2023"), ("women", 29, "2023")]
KINDS = [("urban households", 33, "2023"), ("rural households", 29, "2023")]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Men (33%) were more likely than women (29%) to be obese in 2023.", "Share obese", BOTH),
        ("In 2023, 33% of men and 29% of women smoked.", "Share smoked", BOTH),
        ("Unemployment among men and women was 33% and 29% in 2023.", "Unemployment", BOTH),
        ("More men than women smoked (33% compared with 29%) in 2023.", None, BOTH),
        (
            "In 2023, 33% of urban households had a car, against 29% of rural households.",
            "Share that had a car",
            KINDS,
        ),
        (
            "In 2023 the obesity rate was 33% for urban households and 29% for rural households.",
            "Obesity rate",
            KINDS,
        ),
    ],
)
def test_two_groups_share_a_title_and_a_time(
    text: str, title: str | None, expected: list[tuple[str, int, str]]
) -> None:
    """Each has its own figure; the title says what is the case, not for whom."""
    found = records(text)
    assert [(record.group, record.value, record.period) for record in found] == expected
    assert title is None or {record.title for record in found} == {title}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6,565 children were born and 11,727 people died.", ["Children born", "People died"]),
        (
            "Around 380 pedestrians and 91 cyclists lost their lives.",
            ["Pedestrians lost their lives", "Cyclists lost their lives"],
        ),
        (
            "Cars accounted for 43% of deaths, pedestrians 26% and cyclists 6%.",
            [f"{part} as a share of deaths" for part in ("Cars", "Pedestrians", "Cyclists")],
        ),
        (
            "In all, 94% of councils recycled more, while 83% collected less waste.",
            ["Share of councils recycled more", "Share of councils that collected less waste"],
        ),
        ("The internet was used by 82% of adults.", ["Share of adults, internet used"]),
        (
            "It was the first marriage for 93% of the brides.",
            ["Share of the brides, first marriage"],
        ),
        (
            "Of 34,525 adults asked, many answered, a 61.2% response rate.",
            ["Adults asked", "Response rate"],
        ),
        ("A quarter of the stations had no staff.", ["Share of the stations that had no staff"]),
        ("The firm disclosed that overall switching rose by 28%.", ["Change in switching"]),
        (
            "The value of exports rose by 4%, that of imports by 6%.",
            ["Change in value of exports", "Change in value of imports"],
        ),
        ("There were 259 homicides by this method.", ["Homicides"]),
        ("There were 9,762 service calls such as accidents.", ["Service calls"]),
        ("The value of the fertility rate was 1.5 per woman.", ["Fertility rate per woman"]),
        (
            "Output grew, with the largest increases in Dolna (18%) and Wendia (16%).",
            ["Change in output"],
        ),
        (
            "This reflected a decline in output from coal (-8.3%).",
            ["Change in output from coal"],
        ),
        (
            "640 tonnes of fish were landed. This is a decrease of 2% in quantity.",
            ["Fish landed", "Change in fish landed, quantity"],
        ),
        (
            "The Feed segment had income of $4 million, up 7%. Sales for the segment were $9.",
            [
                "Income of Feed segment",
                "Change in income of Feed segment",
                "Sales for Feed segment",
            ],
        ),
        (
            "The number of people hurt in reported accidents increased by 5% to 22,807.",
            ["Change in people hurt in reported accidents", "People hurt in reported accidents"],
        ),
        (
            "The result before tax, leasing costs and gains weakened by 5%.",
            ["Change in result before tax, leasing costs and gains"],
        ),
        ("By comparison the number of visits rose by 7%.", ["Change in visits"]),
        ("The firm said its  normalized income amounted to $7.", ["Normalized income"]),
        ("The office pointed out that exports fell by 4%.", ["Change in exports"]),
        ("Almost 80% of the fleet is made up of trawlers.", ["Share of the fleet, trawlers"]),
        ("Income at Tyne Foods, Inc. fell 22%.", ["Change in income at Tyne Foods"]),
    ],
)
def test_a_title_names_what_is_counted(text: str, expected: list[str]) -> None:
    """Not who says so, and not a pronoun; a part of a share has the whole."""
    assert list(dict.fromkeys(record.title for record in records(text))) == expected


def test_values_of_one_title_in_two_paragraphs_are_two_metrics() -> None:
    """Each paragraph is about something else; on different bases they are two as well."""
    text = (
        "# May 2024\n\nSales volume rose by 2%. Food sales rose by 3%.\n\n"
        "Turnover rose by 5%. Food sales rose by 7%.\n\n"
        "Installations were 28% more than in the same month last year and 4% more than in April."
    )
    titles = {record.value: record.title for record in records(text)}
    assert titles[3] == "Change in food sales"
    assert titles[7] == "Change in food sales, turnover"
    assert titles[28] != titles[4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Suppliers installed 185,000 smart meters in 2024.", "smart meters"),
        ("Pig numbers were 1,556,900 in 2024.", "pigs"),
        ("The number of cattle was 7,363,500 in 2024.", "cattle"),
        ("Nights spent in hotels reached 2.8 billion in 2024.", "nights"),
    ],
)
def test_a_unit_is_what_is_counted(text: str, expected: str) -> None:
    """Meters that measure are no length, and "numbers" are numbers of something."""
    assert [record.unit for record in records(text)] == [expected]


def test_the_label_of_a_row_names_its_unit() -> None:
    """A caption is above all rows, also above a decrease that counts nothing."""
    table = (
        "Table 1. Vital events\n\n| | 2022 | 2023 |\n|---|--:|--:|\n"
        "| Live births | 88,491 | 85,200 |\n| Natural decrease | 47,955 | 42,000 |\n"
    )
    units = {record.title.rpartition(", ")[2]: record.unit for record in records(table)}
    assert units == {"Live births": "births", "Natural decrease": "number"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Energy in March 2024\n\nIn 2023, output was 38 TWh. Losses were 2.1 TWh.", None),
        ("# Energy in March 2024\n\nOutput was 38 TWh. Losses were 2.1 TWh.", "2024-03"),
        ("It was used by 82% in 2016 and 35% (2.1 million) in 2006.", "2006"),
        ("# Energy in April 2024\n\nIt was in line with the previous year at 2.1 TWh.", None),
        ("# Survey of 2002/03\n\nSince 2001 sales have risen by 2.1%.", "2001/2003"),
    ],
)
def test_the_time_of_a_neighbour_is_not_taken(text: str, expected: str | None) -> None:
    """Where two times compete, the reader is asked."""
    found = {abs(record.value or 0): record.period for record in records(text)}
    assert found.get(2.1, found.get(2_100_000)) == expected


def test_the_names_of_a_list_belong_to_the_values_in_their_order() -> None:
    """Places and ages beside their values are areas and groups."""
    text = "In 2020, more than half came to work in Spain, Italy and Greece (56%, 51% and 50%)."
    assert [record.area for record in records(text)][1:] == ["Spain", "Italy", "Greece"]
    text = "Fewer smoked in 2020 among adults aged 18–44 years (24.0%) than 45–64 years (27.7%)."
    groups = [record.group for record in records(text)]
    assert groups == ["adults aged 18–44 years", "45–64 years"]
    text = "In 2017, 75% of patients of Dolna were seen, whereas Wendia saw 93%."
    assert [record.area for record in records(text)][-1] == "Wendia"
    text = (
        "In 2004 the rate was lower than the one for Dolna (6.9%), Wendia (8.1%) and Ostra (9.6%)."
    )
    assert [record.area for record in records(text)] == ["Dolna", "Wendia", "Ostra"]
