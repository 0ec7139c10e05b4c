"""Naming: a metric has the noun and the verb of its sentence, in few words."""

from __future__ import annotations

import pytest
from capture.proposals import records

from factreport.capture import Known, phrases


def titles(text: str) -> list[str]:
    return [one.title for one in records(text)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The harvest was 3.4 million tonnes.", ["Harvest"]),
        ("Total revenue reached $48 million.", ["Revenue"]),
        (
            "Among the fires there were 96 primary fires, 367 chimney fires and 80 others.",
            ["Primary fires", "Chimney fires", "Others"],
        ),
        ("Revenue of the north stood at $48 million.", ["Revenue of the north"]),
        ("More than 2.7 million people were trained.", ["People trained"]),
        ("The office trained 2.7 million people.", ["People trained"]),
        ("There were 310 storks in the valley.", ["Storks in the valley"]),
        ("The number of pupils in the north was 41,500.", ["Pupils in the north"]),
        ("In the north, employment was 41,500.", ["Employment"]),
        ("Exports rose by 4.2 percent.", ["Change in exports"]),
        ("GDP fell 2.6 percent.", ["Change in GDP"]),
        (
            "Sales, at $61 million, were $2 million below the 2022 level.",
            ["Sales", "Decrease in sales"],
        ),
        ("The town has 5 higher education institutions.", ["Higher education institutions"]),
        ("Exports rose to $52 million.", ["Exports"]),
        (
            "Exports rose by 4.2 percent to $52 million.",
            ["Change in exports", "Exports"],
        ),
        (
            "Employment in mining, at 23,400, is 1,200 lower than a year before.",
            ["Employment in mining", "Decrease in employment in mining"],
        ),
        (
            "Net income was $44.2 million, or $0.89 per share.",
            ["Net income", "Net income per share"],
        ),
        ("The office said that exports were $52 million.", ["Exports"]),
        ("The office expects between 40 and 44 ships to be delivered.", ["Ships delivered"]),
        ("The yard expects to deliver 44 ships.", ["Ships"]),
        ("The office expects exports to reach $52 million.", ["Exports"]),
        (
            "It employed 9,800 people, of whom 640 were apprentices.",
            ["People employed", "Apprentices"],
        ),
        ("Women thus made up 25% of the workforce.", ["Women as a share of workforce"]),
        ("There were 410 km of cycle lanes.", ["Cycle lanes"]),
        ("Last month alone, 16,900 tonnes were landed.", ["Tonnes landed"]),
        (
            "They made 21 trips in 2022, compared with 19 in 2021, an increase of 12.5%.",
            ["Trips made", "Trips made", "Change in trips made"],
        ),
        (
            "In 2022 the town counted 2.4 million trips, three times the 0.8 million of 2012.",
            ["Trips", "Trips"],
        ),
        ("The fund holds assets of $48 billion.", ["Assets of fund"]),
        ("It holds assets of $48 billion.", ["Assets"]),
        ("Trade reached a record of $48 billion.", ["Trade"]),
        ("The airline cancelled 215 flights.", ["Flights cancelled"]),
        ("The deficit ballooned to 4.8%.", ["Deficit"]),
        ("An estimated 12,000 households were without power.", ["Households without power"]),
        ("The provisional number of births was 41,200 in 2024.", ["Births"]),
        ("Passengers carried: 1.92 million", ["Passengers carried"]),
        ("Tickets sold in 2024: 12,400", ["Tickets sold"]),
        ("The survey found that 62% support the plan.", ["Support the plan"]),
        ("Founded in a barn, the plant employs 640 people.", ["People of plant"]),
        ("The largest increase was 20.1%.", ["Largest increase"]),
        (
            "Prices paid by first buyers were 11.3% higher than before.",
            ["Change in prices paid by first buyers"],
        ),
        (
            "The bank reported assets of $236 million and liabilities of $219 million.",
            ["Assets of bank", "Liabilities"],
        ),
        ("The bank obtained a market share of 11.3%.", ["Market share of bank"]),
        ("Other income included $4 million of net interest.", ["Net interest"]),
        ("The town spent $5 million.", ["Spending of town"]),
        ("The board approved $5 million.", ["Amount approved by board"]),
        (
            "The firm repurchased 2.3 million shares of stock for $50.0 million.",
            ["Shares repurchased", "Shares of stock repurchased"],
        ),
        ("Prices increased by 9% in all nine regions.", ["Change in prices", "Regions"]),
        (
            "The index (144.4) is 48.7% below the peak (281.5).",
            ["Index", "Index", "Change in index"],
        ),
        ("All had prices higher than the average price of $262.", ["Average price"]),
        ("There was an increase in exports of 5%.", ["Change in exports"]),
        ("The east grew, with an index of 178.7.", ["Index of east"]),
        (
            "Headline 1: 44.6 million adults (87%) in the north used the web.",
            ["Adults in the north used the web", "Adults in the north used the web, share"],
        ),
        (
            "Some 6.4 million adults never used it, falling by 659,000.",
            ["Adults never used it", "Change in adults never used it"],
        ),
        ("Repurchased 5 million shares of stock.", ["Shares repurchased"]),
        ("Ended the quarter with $1.24 billion of cash.", ["Cash"]),
        ("Sales were $5 million, a 1.6% increase on the year.", ["Sales", "Change in sales"]),
        (
            "The firm bought 5 million shares, a 4.7% net reduction in outstanding shares.",
            ["Shares bought", "Change in outstanding shares"],
        ),
        (
            "Diluted EPS was $1.86, with adjusted EPS of $0.52.",
            ["Diluted EPS", "Adjusted EPS"],
        ),
        ("The firm expects adjusted EPS in the range of $1.60 to $1.70.", ["Adjusted EPS"]),
        ("The firm expects sales growth of 3%.", ["Sales growth"]),
        (
            "Business trips grew 4%, holiday visits grew by 12%.",
            ["Change in business trips", "Change in holiday visits"],
        ),
        (
            "22% of marriages ended, whereas 32% of marriages of 1997 ended.",
            ["Share of marriages ended", "Share of marriages ended"],
        ),
        ("However, 11% of men had been here.", ["Share that had been here"]),
        ("For women the average age was 37.6 years.", ["Average age"]),
        ("Over the last five years the number of electors was 5,200.", ["Electors"]),
        ("Conversely, the harvest was 5 tonnes.", ["Harvest"]),
        ("The most recent statistics show that the mean age was 36.3 years.", ["Mean age"]),
        (
            "In 2012 there were 8,367 deaths, 381 fewer than before.",
            ["Deaths", "Decrease in deaths"],
        ),
        (
            "It had debt of $396 million after sales, which brought $1.2 billion in net proceeds.",
            ["Debt", "Net proceeds"],
        ),
        (
            "In 2020 the jobless rate was 5%, 0.3 points lower than a year earlier.",
            ["Jobless rate", "Change in jobless rate"],
        ),
        ("European destinations: 4.6 million passengers", ["European destinations"]),
        (
            "Cargo flights: 1,300 (2% increase from 2023)",
            ["Cargo flights", "Change in cargo flights"],
        ),
        ("The customs agency said exports fell 3.5% in euros.", ["Change in exports"]),
        ("These results compare to net income of $39.3 million.", ["Net income"]),
        ("Results include a provision for losses of $1.6 million.", ["Provision for losses"]),
        (
            "Deposits represented 47% of all funds while loans fell.",
            ["Deposits as a share of all funds"],
        ),
        ("Ellis Port (EP) served 105,470 passengers.", ["Passengers served, Ellis Port"]),
        (
            "The backlog was down by 106,000 persons or 4.7%.",
            ["Change in backlog", "Decrease in backlog"],
        ),
        (
            "The council reported passenger numbers increased by 5%.",
            ["Change in passenger numbers"],
        ),
        ("Cargo: 43.4 million tonnes, +5.4%", ["Cargo", "Change in cargo"]),
        ("Despite a slight decline, cargo volume was 160,000 tonnes.", ["Cargo volume"]),
        (
            "There were 4.6 million adults in the north who had never used the web.",
            ["Adults in the north who had never used the web"],
        ),
        (
            "The 6.4 million adults who had never voted represented 13% of all adults.",
            [
                "Adults who had never voted",
                "Adults who had never voted as a share of all adults",
            ],
        ),
        (
            "Of the 6.4 million adults who were asked, 47% (3.0 million) were women.",
            [
                "Adults who were asked",
                "Adults who were asked",
                "Share of adults who were asked that were women",
            ],
        ),
        (
            "Only 37% of adults aged 75 years and over had used the web.",
            ["Share of adults aged 75 years and over that had used the web"],
        ),
        (
            "Since questions have been asked on the survey the number of users rose by 5%.",
            ["Change in users"],
        ),
        ("The town had the highest share of users (90%).", ["Share of users of town"]),
        ("Visits continue to rise and are up 7%.", ["Change in visits"]),
        (
            "Trips by rail and trips by road were up 9% and 8% respectively.",
            ["Change in trips by rail", "Change in trips by road"],
        ),
        (
            "According to the Ministry of Works and Water, 811 people were killed on roads.",
            ["People killed on roads"],
        ),
        ("Cancers comprise 67.4% of all deaths.", ["Cancers as a share of all deaths"]),
    ],
)
def test_a_title_is_what_the_sentence_counts(sentence: str, expected: list[str]) -> None:
    """What stands before the verb, or what was done to what is counted; a change is called one."""
    assert titles(sentence) == expected


AIRPORTS = """\
# Traffic in 2024

Alder Airport (ALD) in Norland served 105,470 guests in 2024, a gain of 6.3 percent. Birch Airport
(BRC) grew by 13.5 percent to 1.1 million guests. Traffic at Cedar Airport (CDR) fell by 6.8
percent to 3.7 million guests. Elm (ELM) and Fir (FIR) airports counted 61,580 guests.
"""


def test_places_of_which_a_text_has_many_are_areas_and_not_in_titles() -> None:
    """A subject of its own would make as many metrics as places; two together are not a place."""
    assert [(one.title, one.area, one.value) for one in records(AIRPORTS)] == [
        ("Guests served", "Alder Airport", 105_470),
        ("Change in guests served", "Alder Airport", 6.3),
        ("Change in guests", "Birch Airport", 13.5),
        ("Guests", "Birch Airport", 1_100_000),
        ("Guests", None, 61_580),
        ("Change in traffic", "Cedar Airport", -6.8),
        ("Traffic", "Cedar Airport", 3_700_000),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In 2020, inflation was 11.0% in England, 6.5% in Wales and -0.7% in the North.",
            [("Inflation", "England"), ("Inflation", "Wales"), ("Inflation", "North")],
        ),
        (
            "Prices rose 5% in England, 6% in Wales and 3% in the South East.",
            [("Change in prices", area) for area in ("England", "Wales", "South East")],
        ),
        (
            "The largest increase was in London at 20.1% followed by the South East (9.6%).",
            [("Largest increase", "London"), ("Largest increase", "South East")],
        ),
        ("The jobless rate in Norland was 5%.", [("Jobless rate", "Norland")]),
        (
            "In 2020 the rate in Norland was 5%, against 6% in Sudland.",
            [("Rate", "Norland"), ("Rate", "Sudland")],
        ),
        (
            "Excluding London, prices increased by 6.4%.",
            [("Change in prices, excluding London", None)],
        ),
        (
            "For existing owners, prices increased by 6.4%.",
            [("Change in prices", "existing owners")],
        ),
        ("In May 2014, prices increased by 6.4% in June.", [("Change in prices", None)]),
        (
            "The wait was 9.2 weeks for children and 13.6 weeks for adults.",
            [("Wait", "children"), ("Wait", "adults")],
        ),
        (
            "The rates for major groups--adult men (3.6%), adult women (4%), and Finns (7%)--rose.",
            [("Rates for major groups", who) for who in ("adult men", "adult women", "Finns")],
        ),
        (
            "Arrivals in the Far West region rose by 5%, in Norland by 6%.",
            [("Change in arrivals", "Far West region"), ("Change in arrivals", "Norland")],
        ),
        (
            "In 2020, 310 people were trained. Of these, 210 were women and 100 men.",
            [("People trained", None), ("People trained", "women"), ("People trained", "men")],
        ),
    ],
)
def test_the_words_beside_a_figure_name_its_area_or_its_group(
    sentence: str, expected: list[tuple[str, str | None]]
) -> None:
    """One metric has observations by area and by group, even in a store that has none yet."""
    facts = records(sentence)
    assert [(fact.title, fact.area or fact.group) for fact in facts] == expected


def test_the_title_of_a_text_and_its_tables_name_areas() -> None:
    """A row beside a place is one, too; what names no place is for that of the title."""
    text = (
        "# Labour market in Norland, 2024\n\nIn Norland, 412,300 people work, in Sudland 98,200."
        " The yards employed 1,200 people.\n\n"
        "| | Jobless rate, % |\n|---|--:|\n| Sudland | 5.0 |\n| Westmark | 4.7 |\n"
    )
    named = [(fact.title, fact.area, fact.period) for fact in records(text)]
    assert named[2:] == [
        ("People employed", "Norland", "2024"),
        ("Jobless rate", "Sudland", "2024"),
        ("Jobless rate", "Westmark", "2024"),
    ]


def test_a_rate_is_that_of_the_last_rate() -> None:
    """Not of the last count."""
    text = "In 2020 the jobless rate was 5%, and 310 people worked. Among women the rate was 4%."
    assert [fact.title for fact in records(text)] == [
        "Jobless rate",
        "Jobless rate",
        "People worked",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In 2012 Acme had 6.4 million dairy cattle.", ["Dairy cattle"]),
        ("In 2020 wind provided 24% of electricity.", ["Share of electricity provided by wind"]),
        ("The toll - including all injuries - was 53,100 in 2010.", ["Toll"]),
        (
            "Rates fell, except for cyclists, among whom injuries rose 5% in 2010.",
            ["Change in injuries"],
        ),
        (
            "The biggest dip in 2010 was for cars, with the number killed falling 12%.",
            ["Change in number killed"],
        ),
        (
            "In 2010 sales, adjusted for holidays, but not for price changes, were $366.4 billion.",
            ["Sales"],
        ),
        (
            "There were 1,204 libraries in 2024, of which 310 were mobile. Of these, 199 were new.",
            ["Libraries", "Mobile libraries", "New libraries"],
        ),
        (
            "Acme made a net profit of $5 million in 2023, after a net loss of $7 million in 2022.",
            ["Net profit of Acme", "Net loss"],
        ),
        ("In 2023 an average of 310 ships passed.", ["Ships passed"]),
        ("In 2023 the company reported a net loss of $42 million.", ["Net loss"]),
        (
            "In 2023 burglary rose by 3%, robbery by 1% and theft by 5%.",
            ["Change in burglary", "Change in robbery", "Change in theft"],
        ),
        ("The survey of 2023 found crime has fallen by 4%.", ["Change in crime"]),
        (
            'Shipments were 15.9 megawatts ("MW") in 2023, compared to 11.4 MW in 2022.',
            ["Shipments", "Shipments"],
        ),
        ("The ratio--that of people with jobs--was 64.3% in 2023.", ["Ratio"]),
        ("Gross margin improved to 31.5% of sales in 2023.", ["Gross margin"]),
        (
            "Visitors in Norway numbered 5,700 in 2023. In Sweden, 7,400 guests stayed in hotels.",
            ["Visitors", "Guests stayed in hotels"],
        ),
        (
            "Worldwide, museums welcomed 598,000 guests in 2023, 36,000 more than in 2022.",
            ["Guests", "Change in guests"],
        ),
        (
            "Receipts reached $61 million in 2023, corresponding to an increase of 2%.",
            ["Receipts", "Change in receipts"],
        ),
    ],
)
def test_a_title_is_what_a_reader_would_say(sentence: str, expected: list[str]) -> None:
    """What is had, shared, set off by dashes or commas, or a part of something named before."""
    assert titles(sentence) == expected


def test_a_name_keeps_its_capital_letter_within_a_title() -> None:
    """The first word of a sentence loses it."""
    assert titles("The England index rose by 2%.") == ["Change in England index"]
    assert titles("Organic revenue rose by 2%.") == ["Change in organic revenue"]
    assert titles("Sample Management revenue rose by 2%.") == [
        "Change in Sample Management revenue"
    ]


def test_a_sentence_without_a_name_has_that_of_the_sentence_before_or_of_its_heading() -> None:
    """A pronoun stands for what was named."""
    text = "Exports rose by 4.2 percent. This is 1.1 percent of output."
    assert titles(text) == ["Change in exports", "Share of output"]
    assert titles("Exports rose by 4.2 percent. They were $52 million.")[1] == "Exports"
    text = "The yards built 38 ships. They employed 12,400 people."
    assert titles(text) == ["Ships built", "People employed"]
    assert titles("# Milk in the valley\n\nThis was 41,500 litres.") == ["Milk in the valley"]


def test_a_heading_above_a_picture_names_no_metric() -> None:
    """The heading of the section does."""
    text = "# Milk\n\n## Figure 1: Milk by month\n\nIt was 41,500 litres."
    assert titles(text) == ["Milk"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("People trained", "people-trained"),
        ("Change in the number of pupils in Süd-West", "change-number-pupils-sud-west"),
        ("…", "figure"),
    ],
)
def test_an_id_is_a_few_words(title: str, expected: str) -> None:
    """Lower-case letters, digits and hyphens, whatever the title holds."""
    assert phrases.slug(title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("England wheat crop falls 10%\n", "Change in wheat crop"),
        ("England's wheat harvest fell by 10%.\n", "Change in wheat harvest"),
        ("The wheat harvest in England fell by 10%.\n", "Change in wheat harvest"),
    ],
)
def test_a_title_without_its_area_is_still_english(text: str, expected: str) -> None:
    """The area has a key of its own; the change remains one in something."""
    (told,) = records(text, known=Known(["England"]))
    assert (told.title, told.area) == (expected, "England")
