"""Tables: a cell takes its unit, scale and sign from what stands above and beside it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factreport.figures.context import of_blocks
from factreport.figures.tables import columns_of, read_block
from factreport.texts import parse
from factreport.texts.blocks import Block


def cell(text: str, row: str = "", column: str = "", caption: str = "", corner: str = "") -> Block:
    return Block(
        "cell",
        text,
        ((0, 0),),
        paragraph=1,
        row=(row,) if row else (),
        column=(column,) if column else (),
        corner=corner,
        caption=caption,
        table=1,
    )


def test_a_sentence_in_a_cell_keeps_its_own_units() -> None:
    """Figures of a whole sentence are not in the scale of the table around it."""
    text = "Common stock, authorized 900 shares of $.01 par value; issued 45 shares"
    figures = read_block(cell(text, "Equity", caption="in thousands")).figures
    assert [figure.value for figure in figures] == [Decimal(900), Decimal("0.01"), Decimal(45)]


def test_the_mark_of_a_note_is_no_figure() -> None:
    """A digit in brackets after a year is a note; after any other number it is a figure."""
    assert not read_block(cell("March 3, 2021 (1)")).figures
    assert not read_block(cell("Deferred revenue (2)", column="Assets")).figures
    assert len(read_block(cell("61 (4)")).figures) == 2


@pytest.mark.parametrize(
    "about",
    [{"caption": "Cases by age, week 3 of 2026"}, {"column": "Per 100,000"}],
)
def test_a_time_and_a_rate_in_a_header_are_no_unit(about: dict[str, str]) -> None:
    """“Week 3 of 2026” does not make weeks of a cell, nor “per 100,000” thousands."""
    [figure] = read_block(cell("214.6", "0–4", **about)).figures
    assert (figure.value, figure.unit.dimension) == (Decimal("214.6"), "")


@pytest.mark.parametrize(
    ("block", "value", "unit", "step"),
    [
        (cell("93.8", "Men", "Share (%)"), "93.8", "%", "0.1"),
        (cell("93.8", "Men, %", "2020"), "93.8", "%", "0.1"),
        (cell("5", "Men", "Percent"), "5", "%", "1"),
        (
            cell("5", "Sales", caption="Revenue by type (table in millions)"),
            "5000000",
            "",
            "1000000",
        ),
        (cell("59,495", "Fuel", "Emissions reported in tonnes"), "59495", "t", "1"),
        (cell("1,234", "Revenue", "2020", "$ million"), "1234000000", "USD", "1000000"),
        (cell("12", "Exports", "US$m"), "12000000", "USD", "1000000"),
        (cell("1.5", "Exports", "Value (€ bn)"), "1500000000", "EUR", "100000000"),
        (cell("12.5", "Lagos", "Population (thousands)"), "12500", "", "100"),
        (cell("36.8", "Wheat", "Output, million tonnes"), "36800000", "t", "100000"),
        (cell("217", "Costs", "2020", "in thousands of US dollars"), "217000", "USD", "1000"),
        (cell("(217,480)", "Loss", "2020", "(in US dollars)"), "-217480", "USD", "1"),
        (cell("(0.4)", "Change (%)", "2020", "in $ million"), "-0.4", "%", "0.1"),
        (cell("(0.4)", "Change (%)", "2020"), "0.4", "%", "0.1"),
        (cell("($ 5)", "Loss", "2020", "US dollars"), "-5", "USD", "1"),
        (cell("3.2 million", "Lagos", "Population (thousands)"), "3200000", "", "100000"),
        (cell("$5", "Price", "Share (%)"), "5", "USD", "1"),
        (cell("2019", "Lagos", "Workers"), "2019", "", "1"),
        (cell("2019*", "Lagos", "Workers"), "2019", "", "1"),
        (cell("1,234", "Lagos", "2020"), "1234", "", "1"),
        (cell("81.5", "North", "2020", corner="Installed capacity, MW"), "81.5", "MW", "0.1"),
        (
            cell("4.1", "Sales", "2020", "in millions of euros, except per share data"),
            *("4100000", "EUR", "100000"),
        ),
        (
            cell("2.17", "Earnings per share", "2020", "in € million, except per share data"),
            *("2.17", "EUR", "0.01"),
        ),
        (cell("14", "Sales", "£000"), "14000", "GBP", "1000"),
        (cell("$ 1,185", "Sales", "2020", "(Dollars in thousands)"), "1185000", "USD", "1000"),
        (cell("1,300", "Sales", "2020", "(Amounts in thousands)"), "1300000", "", "100000"),
        (cell("$ 1,300", "Sales", "2020", "(Dollars in thousands)"), "1300000", "USD", "100000"),
        (
            cell("$14", "Sales", "2020", "(Amounts in Millions Except Per Share)"),
            "14000000",
            "USD",
            "1000000",
        ),
        (cell("1,185", "Sales", "2020", "(Amounts in thousands)"), "1185000", "", "1000"),
        (cell("$0.42", "Earnings per share", "2020", "in millions"), "0.42", "USD", "0.01"),
        (
            cell("81", "Average shares", "2020", "in thousands, except per share data"),
            "81000",
            "",
            "1000",
        ),
        (
            cell("81", "Average shares", "2020", "in thousands, except share and per share data"),
            *("81", "", "1"),
        ),
        (cell("4.9", "100", "Time (s)"), "4.9", "s", "0.1"),
        (cell("9.58", "100 m", "Record"), "9.58", "", "0.01"),
        (cell("2.5", "Iowa", "W/E 02/24/17"), "2.5", "", "0.1"),
        (cell("14", "Sales", "US$000's"), "14000", "USD", "1000"),
        (cell("16", "Earnings per share, basic, pence", "£m"), "16", "pence", "1"),
        (cell("- 2.3", "North", "Growth (%)"), "-2.3", "%", "0.1"),
        (cell("9,617", "A&E attendances", "2019"), "9617", "", "1"),
        (cell("9,617", "C", "Patients"), "9617", "", "1"),
        (cell("16", "Sales", "2019 (restated)* £m"), "16000000", "GBP", "1000000"),
        (cell("18", "Matches won", "2019"), "18", "", "1"),
        (cell("4.1", "North", "Apr 2024 (p)"), "4.1", "", "0.1"),
        *(
            (cell(f"5,387{mark}", "North", "2025 Q3"), "5387", "", "1")
            for mark in ("r", "p", "e", "b", "f", "*", "**", " r", " p", " (p)", " [b]", " (r)")
        ),
        (cell("11.3% r", "North", "2025 Q3"), "11.3", "%", "0.1"),
        (cell("40", "North", "FY2025"), "40", "", "1"),
        (cell("40", "North", "CY25"), "40", "", "1"),
        (cell("85p", "Milk", "2025"), "85", "pence", "1"),
        (cell("85", "Milk", "Price (p)"), "85", "pence", "1"),
        (cell("$5.2b", "Sales", "2025"), "5200000000", "USD", "100000000"),
        (cell("$5.2 b", "Sales", "2025"), "5200000000", "USD", "100000000"),
        (cell("4.1", "North", "12/31/2009"), "4.1", "", "0.1"),
        (cell("4,312", "Revenue", "2023", corner="£m"), "4312000000", "GBP", "1000000"),
        (cell("23,417", "Employees", "2023", corner="£m"), "23417", "", "1"),
        (cell("1.2", "Households", "2023", corner="€bn"), "1200000000", "EUR", "100000000"),
        (cell("12.4", "North", "Crimes per 1,000 people 2019"), "12.4", "Crimes", "0.1"),
        (cell("987", "2019", "Births", corner="Year"), "987", "", "1"),
        (cell("14", "Sales", "2026", corner="In millions"), "14000000", "", "1000000"),
        (cell("56,120", "Cost", "HK$'000"), "56120000", "HKD", "1000"),
        (cell("5.2", "North", "Deaths per 100 000 people"), "5.2", "Deaths", "0.1"),
        (cell("12.5", "Accra", "Mean age"), "12.5", "", "0.1"),
        (cell("31.4", "Dividend (pence)", "2024 (£m)"), "31.4", "pence", "0.1"),
        (cell("31.4", "Sales (£m)", "Change (%)"), "31.4", "%", "0.1"),
        (cell("39.5p", "Earnings 1", "2020 £m"), "39.5", "pence", "0.1"),
        (cell("(16.10)%", "Net assets a share, cents", "Change (%)"), "-16.10", "%", "0.01"),
        (cell("(5,669)", "Profit", "$000 Increase / (Decrease)"), "-5669000", "USD", "1000"),
    ],
)
def test_a_cell_is_in_the_unit_of_its_headers(
    block: Block, value: str, unit: str, step: str
) -> None:
    """Percent, money and scale come from the nearest header or caption that names them."""
    (figure,) = read_block(block).figures
    assert (figure.value, figure.unit.name, figure.step) == (Decimal(value), unit, Decimal(step))


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Population, thousands", 4120000),
        ("Population (thousands)", 4120000),
        ("Population, 2020", 4120),
        ("Wages (€)", 4120),  # some of its tables may count people
        ("How thousands of families lost their homes", 4120),
        ("A crisis, thousands of whose victims are young", 4120),
    ],
)
def test_the_heading_above_a_table_may_give_its_scale(heading: str, value: int) -> None:
    block = cell("4,120", "Norland", "2020")._replace(headings=(heading,))
    (figure,) = read_block(block).figures
    assert (figure.value, figure.unit.dimension) == (value, "")


@pytest.mark.parametrize("block", [cell("2019"), cell("2019", column="Year"), cell("2019", "Year")])
def test_a_year_in_a_header_or_under_one_is_no_figure(block: Block) -> None:
    """Four digits where years stand are a year."""
    assert not read_block(block).figures
    assert [skip.reason for skip in read_block(block).skipped] == ["a year"]


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (cell("15–24", column="Age group"), "an age group"),
        (cell("75+", "Men", "Age"), "an age group"),
        (cell("65 and over", column="Ages"), "an age group"),
        (cell("10–49"), "a label"),
        (cell("3", "North", "Rank"), "a label"),
        (cell("12", "Inventories", "Note"), "a label"),
        (cell("1998", "North Bridge", "Opened"), "a year"),
        (cell("2025e"), "a year"),
        (cell("Paid within 30 days", column="Outcome"), "a label"),
    ],
)
def test_what_names_a_row_or_its_group_is_no_figure(block: Block, reason: str) -> None:
    """A group of ages, a rank or a note tells which row it is."""
    reading = read_block(block)
    assert not reading.figures
    assert [skip.reason for skip in reading.skipped] == [reason]


def test_a_header_that_is_a_year_is_a_time() -> None:
    """The year that heads a column says when its values hold."""
    (time,) = read_block(cell("2019")).times
    assert time.period.iso == "2019"


def test_what_holds_no_prose_is_not_read() -> None:
    """Code, comments and front matter hold no figures."""
    block = Block("code", "x = 52", ((0, 0),), paragraph=None)
    assert read_block(block) == ((), (), ())


ACCOUNTS = """
| | 2019 £m | 2018 £m |
|---|---|---|
| Sales | 12 | (4) |

| | 2019 |
|---|---|
| | €m |
| Capital additions | (7,227) |

| | 2019 |
|---|---|
| Revenue | $ 125 |
| Profit | (9) |
| Employees | 144 |

| | Odds ratio (95% CI) |
|---|---|
| Death | 0.98 |
"""


def test_accounts_give_their_columns_a_currency_and_a_sign() -> None:
    """In the header, in a row below it, or in the first amount; brackets are a minus."""
    contexts = of_blocks(parse("a.md", ACCOUNTS.encode()).blocks)
    read = [
        (figure.value, figure.unit.name, context.when(figure).period)
        for context in contexts
        if context.block.column
        for figure in context.reading.figures
    ]
    assert [(value, unit, str(period)) for value, unit, period in read] == [
        (12_000_000, "GBP", "2019"),
        (-4_000_000, "GBP", "2018"),
        (-7_227_000_000, "EUR", "2019"),
        (125, "USD", "2019"),
        (-9, "USD", "2019"),
        (144, "", "2019"),
        (Decimal("0.98"), "", "None"),
    ]


def test_a_count_before_its_share_is_no_percentage() -> None:
    """Under "n (%)", or above 100; in "Change (%)" the bracket may be anything."""
    for text, column in (("12 (4.5)", "Patients, n (%)"), ("204 (65)", "Rate (%)")):
        count, share = read_block(cell(text, "Fever", column)).figures
        assert (count.unit.dimension, share.unit.dimension) == ("", "percent")
    change, error = read_block(cell("12 (4.5)", "Fever", "Change (%)")).figures
    assert change.unit == error.unit


def test_shares_in_accounts_are_no_money() -> None:
    """The currency is that of the amounts in the column; the scale is that of the table."""
    sales, shares = cell("$5.1", "Sales", "2020"), cell("4.4", "Average shares - basic", "2020")
    columns = columns_of([sales, shares])
    (figure,) = read_block(shares, columns=columns).figures
    assert not figure.unit.is_money


def test_two_values_in_a_cell_have_the_unit_of_its_header() -> None:
    """A highest and a lowest, which elsewhere are a score or nothing."""
    for text in ("23/16", "14/7"):
        figures = read_block(cell(text, "Norby", "Jan/Feb (°C)")).figures
        assert [f"{figure.value} {figure.unit.name}" for figure in figures] == [
            f"{value} °C" for value in text.split("/")
        ]


@pytest.mark.parametrize("header", ["Year earlier", "A year ago", "Same month last year"])
def test_a_time_relative_to_that_of_the_other_header(header: str) -> None:
    """It is neither the unit of the column nor a second time."""
    rows = f"| | Latest | {header} |\n|-|-|-|\n| Cases (May 2025) | 64,100 | 61,900 |\n"
    blocks = parse("a.md", rows.encode()).blocks
    contexts = {context.block.text: context for context in of_blocks(blocks)}
    context = contexts["61,900"]
    (figure,) = context.reading.figures
    assert figure.unit.name == ""
    assert str(context.when(figure).period) == "May 2024"


@pytest.mark.parametrize("header", ["Change from April (%)", "% on April 2025", "Change vs 2024"])
def test_the_time_compared_with_is_not_that_of_the_cell(header: str) -> None:
    """A column of changes has the time of its table."""
    table = f"**Sales by region, May 2025**\n\n| Region | {header} |\n|-|-|\n| North | -1.4 |\n"
    (context,) = (
        context
        for context in of_blocks(parse("a.md", table.encode()).blocks)
        if context.block.text == "-1.4"
    )
    (figure,) = context.reading.figures
    assert str(context.when(figure).period) == "May 2025"


def test_a_first_column_that_counts_numbers_the_rows() -> None:
    """One, two, three down the first column are labels; other numbers there are figures."""
    for texts, are_figures in ((("1.", "2.", "3."), False), (("4", "9", "3"), True)):
        column = [cell(text, column="Tour") for text in texts]
        columns = columns_of(column)
        read = [read_block(block, columns=columns).figures for block in column]
        assert all(map(bool, read)) is are_figures


def test_headers_of_versions_scores_and_short_names() -> None:
    """Under "Release" 4.3 is a version, under "Result" 1–2 a score; "F/Lap" is no temperature."""
    for text, column in (("4.3", "Release"), ("1–2", "Result"), ("L 5–14", "Score")):
        assert not read_block(cell(text, "Norby", column)).figures
    (figure,) = read_block(cell("3", "Norby", "F/Lap")).figures
    assert figure.unit.is_count


def test_the_days_of_a_calendar_are_dates() -> None:
    """Under "Fr" or "W" in a row of numbers; "W" beside the name of a team is what it won."""
    for row, column, are_figures in (("9", "Fr", 0), ("28", "W", 0), ("Norby", "W", 1)):
        assert len(read_block(cell("13", row, column)).figures) == are_figures


def test_the_name_of_a_row_that_limits_a_number_is_a_label() -> None:
    """In the first column, not in the others."""
    for text in ("4 or more", "Under 5", "more than 20 beds"):
        assert not read_block(cell(text, column="Bedrooms")).figures
        assert read_block(cell(text, "Homes", "2024")).figures
    assert read_block(cell("4,100", column="Homes")).figures
    sentence = "More than 5,400 people got a home within the year"
    assert read_block(cell(sentence, column="What we did")).figures


def test_what_a_profit_is_before_or_without_is_not_counted() -> None:
    """The amount is money, unlike the number of items."""
    money = {}
    for row in ("Profit before special items", "Costs excluding employees", "Special items"):
        (figure,) = read_block(cell("338", row, "2024", corner="€ million")).figures
        money[row] = figure.unit.is_money
    assert [*money.values()] == [True, True, False]


def test_a_pattern_of_letters_in_a_header_is_no_unit() -> None:
    """The A of "[A-Z]" is no ampere."""
    (figure,) = read_block(cell("536", "grep '[A-Z]+'", "Lines")).figures
    assert figure.unit.is_count
