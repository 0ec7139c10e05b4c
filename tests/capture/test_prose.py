"""Prose: how news and bulletins put their figures, and the entries that a reader would keep."""

from __future__ import annotations

import pytest
from capture.proposals import proposals, records

from factreport.capture import Known, Sighting, read
from factreport.capture.entries import Origin, comments_of, propose
from factreport.periods import Period
from factreport.texts import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The agency says take-up in rural homes is 49%.", ["Take-up in rural homes"]),
        (
            (
                "Figures from the Reef Survey show that, for Ostra, there were 7 million dives"
                " in 2024."
            ),
            ["Dives"],
        ),
        (
            (
                "The firm's report, published today, reveals that a record 17 million homes are now"
                " covered."
            ),
            ["Homes covered"],
        ),
        (
            (
                "Analysts polled by Quill expected earnings of $0.42 per share on revenues of $1.47"
                " billion."
            ),
            ["Earnings per share", "Revenues"],
        ),
        (
            "The estimate was based on a projected yield of 7.3 tonnes per hectare.",
            ["Projected yield per hectare"],
        ),
    ],
)
def test_who_says_it_is_not_in_the_title(text: str, expected: list[str]) -> None:
    assert [record.title for record in records(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ferries and barges now carry more than one-third of the island's goods.",
            ["Share of the island's goods, Ferries and barges"],
        ),
        (
            "There were 50 million terns in the country, composing 16% of all birds.",
            ["Terns in the country", "Share of all birds, terns"],
        ),
        (
            "Its new analysis aggregates sales for 48 ports making up 83% of trade.",
            ["Ports", "Share of trade, ports"],
        ),
        ("It is highest in Ostra where 91% of homes are covered.", ["Share of homes covered"]),
        (
            "Some 74% of patients waited less than 4 hours.",
            ["Share of patients waited less than 4 hours"],
        ),
    ],
)
def test_a_share_is_of_what_follows_it(text: str, expected: list[str]) -> None:
    assert [record.title for record in records(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Violence saw a 23% fall, criminal damage fell by 20%.", ["violence", "criminal damage"]),
        (
            "It touched the figures for violence against the person (up 11%) and fraud (up 6%).",
            ["violence against the person", "fraud"],
        ),
        ("Ostra saw a sharp increase of 42% of new berths.", ["new berths"]),
        ("The 42% growth in the number of new Ostran berths is notable.", ["new Ostran berths"]),
        (
            "Solar capacity rose by 98 GW (+20%), followed by wind capacity with 59 GW (+10%).",
            ["solar capacity", "solar capacity", "wind capacity", "wind capacity"],
        ),
        (
            "Hydropower grew by 12 GW (+1%) and bioenergy by 6 GW (+5%).",
            ["hydropower", "hydropower", "bioenergy", "bioenergy"],
        ),
        (
            "The tern population, the smallest of all, also grew, increasing by more than a third.",
            ["tern population"],
        ),
    ],
)
def test_each_change_is_of_its_own_thing(text: str, expected: list[str]) -> None:
    titles = [record.title for record in records(text)]
    assert sorted(titles) == sorted(f"Change in {title}" for title in expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We have cut our emissions by 31%.", ["Decrease in emissions"]),
        ("It raised its dividend to $5 million.", ["Dividend"]),
        ("Revenue up 8.7% to $448 million", ["Change in revenue", "Revenue"]),
        ("The office registered 92,228 stayover guests.", ["Stayover guests"]),
        ("The Ports Authority recorded 105,504 cruise guests.", ["Cruise guests"]),
        ("The Reef Ministry calculates an impact of $118 million.", ["Impact"]),
        ("They ended the quarter with 8,400 employees and 23 sites.", ["Employees", "Sites"]),
        ("Tourism supports 11,400 jobs.", ["Jobs supported by tourism"]),
        ("Profit, which came after a survey, which covers 4,600 rooms, grew.", ["Rooms"]),
        (
            "Although the number of victims fell, the number of separate incidents rose to 662.",
            ["Separate incidents"],
        ),
        ("Costs grew, driven by price increases of 5%.", ["Change in price"]),
        ("More than 90% of our power now comes from wind.", ["Share of power from wind"]),
        ("Capital expenditure in the quarter was $22 million.", ["Capital expenditure"]),
        ("Stayover arrivals by month: 35,074 in April 2017.", ["Stayover arrivals"]),
    ],
)
def test_words_that_say_nothing_of_the_measure_are_not_in_the_title(
    text: str, expected: list[str]
) -> None:
    assert [record.title for record in records(text)] == expected


def test_each_value_of_a_list_has_its_own_place() -> None:
    """A value of England under the area of the whole text would be a false fact."""
    text = (
        "# Average house prices, September 2025\n\nAverage house prices rose to $293,000 (2.0%)"
        " in Ostra, $211,000 (2.6%) in Wendia and $194,000 (5.3%) in Sudra.\n\nNordport remains the"
        " most expensive region, at $556,000; prices there fell by 1.8%."
    )
    prices, change = "Average house prices", "Change in average house prices"
    found = [(record.title, record.area, record.value) for record in records(text)]
    assert sorted(found) == sorted(
        [
            (prices, "Ostra", 293_000),
            (prices, "Wendia", 211_000),
            (prices, "Sudra", 194_000),
            (change, "Ostra", 2.0),
            (change, "Wendia", 2.6),
            (change, "Sudra", 5.3),
            (prices, "Nordport", 556_000),
            ("Change in prices", "Nordport", -1.8),
        ]
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # What is reached after 12 months has a value at any time, and sales have not.
        (
            (
                "Prices rose by 2.6%, to $272, in the 12 months to September 2025, up from 3.1% in"
                " the 12 months to August."
            ),
            {2.6: "2024-10/2025-09", 272: "2025-09", 3.1: "2024-09/2025-08"},
        ),
        (
            "Sales rose by 2.6%, to $272, in the 12 months to September 2025.",
            {2.6: "2024-10/2025-09", 272: "2024-10/2025-09"},
        ),
        (
            (
                "# Third quarter of 2025\n\nSales slipped 1.5% to $149 after the end of 27 plants"
                " in June."
            ),
            {-1.5: "2025-Q3", 149: "2025-Q3", 27: "2025-06"},
        ),
        ("# Stays in 2019\n\nSince 2009 stays had risen by 64%.", {64: "2009/2019"}),
        ("# 2017\n\nIt has 11,400 jobs (as of June 2017).", {11_400: "2017-06"}),
        ("# Q3 2025\n\nThe margin was 9.3% (9.4%).", {9.3: "2025-Q3", 9.4: None}),
    ],
)
def test_each_value_has_its_own_time(text: str, found: dict[float, str | None]) -> None:
    assert {record.value: record.period for record in records(text)} == found


def test_so_many_more_is_a_change_of_what_is_counted() -> None:
    levels = records(
        "The Reef Museum had 6.26 million visitors, 1.4 million more visitors than in 2005."
    )
    assert [(record.title, record.unit) for record in levels] == [
        ("Visitors, Reef Museum", "visitors"),
        ("Change in visitors, Reef Museum", "visitors"),
    ]


def test_a_level_after_a_change_has_its_name() -> None:
    found = records("Figures showed a 16% decline in the number of people injured to 470.")
    assert [record.title for record in found] == [
        "Change in people injured",
        "People injured",
    ]


def test_a_pronoun_with_a_noun_is_what_was_named_before() -> None:
    text = "The tern population rose by 5%. This population numbered 398,000 in 2020."
    assert [record.title for record in records(text)] == [
        "Change in tern population",
        "Tern population",
    ]


def test_a_number_is_not_in_the_unit_of_a_share() -> None:
    text = "The terns made up 16% of birds in 2020, increasing from 35.3 million in 2000."
    assert [record.unit for record in records(text)][1:] != ["percent"]


def test_the_time_of_a_crop_is_not_in_its_title() -> None:
    text = "# July 2014\n\nThis year's Ostran wheat crop is 36.7 million tonnes."
    assert [record.title for record in records(text)] == ["Ostran wheat crop"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # All of a recent text with one time is about it, whatever it compares with.
        (
            (
                "Deaths fell 16% this spring.\n\nInjuries were 53,100, which is 3% down on the"
                " April-June 2009 total.\n\nKSIs totalled 480 in April-June 2010."
            ),
            {"2010-Q2"},
        ),
        # The time that a paragraph names is that of its later sentences, too.
        (
            "In 2018 it grew by 4 GW.\n\nPower rose by 176 GW in 2018. Solar grew by 98 GW.",
            {"2018"},
        ),
        ("Ports by ships in 2018/19\n\n- Ostra (120,385)\n- Sudra (26,685)", {"2018/19"}),
        (
            (
                "Bulletin\n\nCrime, year ending June 2014\n\n7.1 million thefts came. This is a"
                " 16% decrease, the lowest since it began in 1981."
            ),
            {"2013-07/2014-06"},
        ),
    ],
)
def test_the_time_of_a_text_is_that_of_its_figures(text: str, periods: set[str]) -> None:
    assert {record.period for record in records(text, name="bulletin.txt")} == periods


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Last year there were 1.7 million sign-ups.", "2023"),
        ("There were 1.7 million sign-ups.", None),
        # What is planned says nothing of what was.
        ("There were 1.7 million sign-ups.\n\nNobody knows how many there will be by 2029.", None),
    ],
)
def test_the_day_of_publication_tells_which_year_was_the_last(
    text: str, period: str | None
) -> None:
    parsed = parse("news.txt", text.encode())
    sightings = read(parsed, Period.parse("2024-05-09"))
    stated = {sighting: () for sighting in sightings if isinstance(sighting, Sighting)}
    kept, _ = propose(parsed, stated, Known(), Origin("news", "work"))
    assert [proposal.record.period for proposal in kept] == [period]


def test_a_fact_whose_period_the_text_denies_is_kept_without_one() -> None:
    """A wrong period is a false fact, but not a reason to lose the value."""
    text = "# Waiting list, June 2024\n\nThe list has fallen from 7.75m in the year 2023 and 2022."
    assert all(proposal.record.period != "2024-06" for proposal in proposals(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Each of Ostra's four regions has 5% more ships.", "only mentioned"),
        ("The Two or More Races group has 5% more ships.", "part of a name"),
        ("Exports grew 5% over 20 years.", "a span of time"),
        ("Exports are four times as high, and prices 5% higher.", "a ratio"),
    ],
)
def test_the_reason_why_a_figure_is_left_out_is_told(text: str, reason: str) -> None:
    parsed = parse("news.txt", text.encode())
    stated = {sighting: () for sighting in read(parsed) if isinstance(sighting, Sighting)}
    assert reason in propose(parsed, stated, Known(), Origin("news", "work"))[1].values()


def test_a_headline_that_repeats_a_figure_makes_no_metric() -> None:
    """The body has the exact value and the sentence."""
    text = (
        "Fibre now reaches more than 17 million homes\n\nPublished today: a record 17 million homes"
        " are covered by fibre."
    )
    parsed = parse("news.txt", text.encode())
    stated = {sighting: () for sighting in read(parsed) if isinstance(sighting, Sighting)}
    kept, left_out = propose(parsed, stated, Known(), Origin("news", "work"))
    assert [proposal.record.qualifier for proposal in kept] == [None]
    assert list(left_out.values()) == ["repeated"]


def test_a_value_that_is_only_set_against_another_is_a_question() -> None:
    """Nothing but the reader's eye says that the second one is of urban homes."""
    (fact,) = proposals("Take-up in rural areas is higher than that of urban homes (49% vs. 25%).")
    assert [doubt.record.value for doubt in fact.doubts] == [25]


def test_changes_with_two_bases_are_two_metrics() -> None:
    text = "In May 2010 sales were up 0.5 percent from April 2010 and 9.6 percent above last year."
    found = [(record.title, record.value) for record in records(text)]
    assert found == [("Change in sales", 0.5), ("Change in sales, on the year", 9.6)]


def test_a_question_stands_beside_its_sentence() -> None:
    sentence = "Ostra has 17 ships and 23 barges."
    assert list(comments_of(proposals(sentence))) == [f"When? {sentence}"] * 2
