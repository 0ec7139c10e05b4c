"""Reading: which figures a text holds, phrase by phrase, and that none is too odd to read."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport.figures import Figure, compare, read_figure, read_figures
from factreport.model import Qualifier

# Phrase; value, or lower and upper end; step; unit; qualifier.
FIGURES = [
    # digits and their grouping
    ("7", "7", "1", "", None),
    ("0", "0", "1", "", None),
    ("a total of 52 towns", "52", "1", "", None),
    ("15,270,000 people", "15270000", "1", "", None),
    ("15 270 000 people", "15270000", "1", "", None),
    ("15\u00a0270\u00a0000", "15270000", "1", "", None),
    ("15\u202f270\u202f000", "15270000", "1", "", None),
    ("15\u2009270\u2009000", "15270000", "1", "", None),
    ("15'270'000", "15270000", "1", "", None),
    ("1,00,000 rupees", "100000", "1", "₹", None),
    ("440,000", "440000", "1", "", None),
    ("1,234.50 tonnes", "1234.5", "0.01", "", None),
    ("0.5", "0.5", "0.1", "", None),
    ("3.14", "3.14", "0.01", "", None),
    ("**52** towns", "52", "1", "", None),
    ("n=52", "52", "1", "", None),
    ("a list: 52, and so on", "52", "1", "", None),
    ("there were 52.", "52", "1", "", None),
    ("2,020 people", "2020", "1", "", None),
    ("5km away", "5", "1", "", None),
    ("52个", "52", "1", "", None),
    # magnitudes
    ("32.43 million", "32430000", "10000", "", None),
    ("32.43 Million", "32430000", "10000", "", None),
    ("32.43\nmillion", "32430000", "10000", "", None),
    ("2.7m", "2700000", "100000", "", None),
    ("2.7M", "2700000", "100000", "", None),
    ("2.70 million", "2700000", "10000", "", None),
    ("2.7 mn", "2700000", "100000", "", None),
    ("2.7mln", "2700000", "100000", "", None),
    ("93,8 percent", "93.8", "0.1", "%", None),
    ("93,8%", "93.8", "0.1", "%", None),
    ("more than 2,7 million", "2700000", "100000", "", "more than"),
    ("32,43 million", "32430000", "10000", "", None),
    ("10.000.000", "10000000", "1", "", None),
    ("1.234.567,8 people", "1234567.8", "0.1", "", None),
    ("c. 10 million", "10000000", "1000000", "", "about"),
    ("3.1bn", "3100000000", "100000000", "", None),
    ("3.1 bn", "3100000000", "100000000", "", None),
    ("3b", "3000000000", "1000000000", "", None),
    ("440 thousand", "440000", "1000", "", None),
    ("440 thousands", "440000", "1000", "", None),
    ("12k", "12000", "1000", "", None),
    ("1.2 trillion", "1200000000000", "100000000000", "", None),
    ("1.2tn", "1200000000000", "100000000000", "", None),
    ("5 hundred thousand", "500000", "100000", "", None),
    ("3 lakh", "300000", "100000", "", None),
    ("2.5 crore", "25000000", "1000000", "", None),
    ("0.44 million", "440000", "10000", "", None),
    ("a 10-million-dollar fund", "10000000", "1000000", "", None),
    ("32.43万", "324300", "100", "", None),
    ("1.2亿人", "120000000", "10000000", "", None),
    ("3万亿", "3000000000000", "1000000000000", "", None),
    ("5 m away", "5", "1", "", None),
    # percentages
    ("93.8%", "93.8", "0.1", "%", None),
    ("93.8 %", "93.8", "0.1", "%", None),
    ("93.8%of them", "93.8", "0.1", "%", None),
    ("93.8 percent", "93.8", "0.1", "%", None),
    ("93.8 per cent", "93.8", "0.1", "%", None),
    ("93.8 per\ncent", "93.8", "0.1", "%", None),
    ("a 6-percent rise", "6", "1", "%", None),
    ("six percent", "6", "1", "%", None),
    ("Six per cent", "6", "1", "%", None),
    ("one percent", "1", "1", "%", None),
    ("5 percentage points", "5", "1", "", None),
    ("-1.5%", "-1.5", "0.1", "%", None),
    # currency
    ("$5", "5", "1", "$", None),
    ("$3.1bn", "3100000000", "100000000", "$", None),
    ("US$ 5 million", "5000000", "1000000", "$", None),
    ("USD 5 million", "5000000", "1000000", "$", None),
    ("5 million USD", "5000000", "1000000", "$", None),
    ("€5 million", "5000000", "1000000", "€", None),
    ("5 €", "5", "1", "€", None),
    ("£1,200", "1200", "1", "£", None),
    ("RMB5 million", "5000000", "1000000", "¥", None),
    ("5 million euros", "5000000", "1000000", "€", None),
    ("more than 23.45 US dollars", "23.45", "0.01", "$", "more than"),
    ("40 million U.S. dollars or more", "40000000", "1000000", "$", "at least"),
    ("1,500 yuan", "1500", "1", "¥", None),
    ("five pounds", "5", "1", "£", None),
    ("5 dollarisation", "5", "1", "", None),
    ("$2000", "2000", "1", "$", None),
    # negative
    ("-5", "-5", "1", "", None),
    ("−5", "-5", "1", "", None),
    ("it was −5.5 million", "-5500000", "100000", "", None),
    ("-$5", "-5", "1", "$", None),
    ("$-5", "-5", "1", "$", None),
    ("minus 5", "-5", "1", "", None),
    ("minus six", "-6", "1", "", None),
    # words
    ("six", "6", "1", "", None),
    ("Six towns", "6", "1", "", None),
    ("zero", "0", "1", "", None),
    ("nineteen", "19", "1", "", None),
    ("twenty-nine", "29", "1", "", None),
    ("TWENTY-NINE", "29", "1", "", None),
    ("twenty nine", "29", "1", "", None),
    ("six hundred", "600", "1", "", None),
    ("1 234.5", "1234.5", "0.1", "", None),
    ("twelve hundred", "1200", "1", "", None),
    ("two hundred and six", "206", "1", "", None),
    ("two hundred and fifty thousand", "250000", "1000", "", None),
    ("two thousand and twenty", "2020", "1", "", None),
    ("twelve thousand three hundred", "12300", "1", "", None),
    ("one million two hundred thousand", "1200000", "1000", "", None),
    ("one million", "1000000", "1000000", "", None),
    ("a million", "1000000", "1000000", "", None),
    ("a hundred", "100", "1", "", None),
    ("half a million", "500000", "100000", "", None),
    ("one and a half million", "1500000", "100000", "", None),
    ("two and a half years", "2.5", "0.1", "", None),
    ("a quarter of a million", "250000", "10000", "", None),
    ("three quarters of a million", "750000", "10000", "", None),
    ("two dozen", "24", "12", "", None),
    # hyphens
    ("a 100-day campaign", "100", "1", "", None),
    ("a six-month course", "6", "1", "", None),
    ("a one-year course", "1", "1", "", None),
    ("a five-year plan", "5", "1", "", None),
    # qualifiers in front
    ("about 52", "52", "1", "", "about"),
    ("around 52", "52", "1", "", "about"),
    ("some 300", "300", "10", "", "about"),
    ("roughly 440,000", "440000", "10000", "", "about"),
    ("about 400,000", "400000", "10000", "", "about"),
    ("approximately 10 million", "10000000", "1000000", "", "about"),
    ("approx. 5 million", "5000000", "1000000", "", "about"),
    ("an estimated 300 million", "300000000", "10000000", "", "about"),
    ("close to 52", "52", "1", "", "about"),
    ("~52", "52", "1", "", "about"),
    ("≈ 52", "52", "1", "", "about"),
    ("nearly 33 million", "33000000", "1000000", "", "nearly"),
    ("almost six", "6", "1", "", "nearly"),
    ("just under 33 million", "33000000", "1000000", "", "nearly"),
    ("more than 2.7 million people", "2700000", "100000", "", "more than"),
    ("MORE THAN 2.7 MILLION", "2700000", "100000", "", "more than"),
    ("more\nthan 2.7 million", "2700000", "100000", "", "more than"),
    ("(more than 1,000)", "1000", "1", "", "more than"),
    ("over 1,000", "1000", "1", "", "more than"),
    ("above 90%", "90", "1", "%", "more than"),
    ("over $3.1bn", "3100000000", "100000000", "$", "more than"),
    ("> 10", "10", "1", "", "more than"),
    (">10", "10", "1", "", "more than"),
    ("more than one", "1", "1", "", "more than"),
    ("more than about 10", "10", "1", "", "more than"),
    ("at least 52", "52", "1", "", "at least"),
    ("no fewer than 52", "52", "1", "", "at least"),
    ("no less than 5%", "5", "1", "%", "at least"),
    ("a minimum of 52", "52", "1", "", "at least"),
    ("at least some 300", "300", "1", "", "at least"),
    ("≥52", "52", "1", "", "at least"),
    ("less than 10%", "10", "1", "%", "less than"),
    ("fewer than six", "6", "1", "", "less than"),
    ("under 52", "52", "1", "", "less than"),
    ("below 5 million", "5000000", "1000000", "", "less than"),
    ("<5", "5", "1", "", "less than"),
    ("at most 52", "52", "1", "", "at most"),
    ("up to 5 million", "5000000", "1000000", "", "at most"),
    ("no more than 52", "52", "1", "", "at most"),
    ("not more than 52", "52", "1", "", "at most"),
    ("a maximum of six", "6", "1", "", "at most"),
    ("≤ 52", "52", "1", "", "at most"),
    # qualifiers behind
    ("10 or more", "10", "1", "", "at least"),
    ("10 people or more", "10", "1", "", "at least"),
    ("10 million or above", "10000000", "1000000", "", "at least"),
    ("aged 18 and over", "18", "1", "", "at least"),
    ("10+ towns", "10", "1", "", "at least"),
    ("10m+", "10000000", "1000000", "", "at least"),
    ("10 or less", "10", "1", "", "at most"),
    ("six or fewer", "6", "1", "", "at most"),
    ("100 or so", "100", "10", "", "about"),
    # ranges
    ("10 to 12 million", ("10000000", "12000000"), "1000000", "", None),
    ("10–12 million", ("10000000", "12000000"), "1000000", "", None),
    ("10-12 million", ("10000000", "12000000"), "1000000", "", None),
    ("10 – 12", ("10", "12"), "1", "", None),
    ("between 10 and 12 million", ("10000000", "12000000"), "1000000", "", None),
    ("from 10 to 12 million", ("10000000", "12000000"), "1000000", "", None),
    ("10 million to 12 million", ("10000000", "12000000"), "1000000", "", None),
    ("between 5% and 7%", ("5", "7"), "1", "%", None),
    ("5 to 7.5 percent", ("5", "7.5"), "0.1", "%", None),
    ("$10m–$12m", ("10000000", "12000000"), "1000000", "$", None),
    ("six to eight", ("6", "8"), "1", "", None),
    ("one to two million", ("1000000", "2000000"), "1000000", "", None),
    ("about 10 to 12 million", ("10000000", "12000000"), "1000000", "", "about"),
    # what looks like a telephone number, a name or a day but is none
    ("800-1200", ("800", "1200"), "1", "", None),
    ("512-1024 people", ("512", "1024"), "1", "", None),
    ("555–1234", ("555", "1234"), "1", "", None),
    ("about 555-1234", ("555", "1234"), "1", "", "about"),
    ("$555-1234", ("555", "1234"), "1", "$", None),
    ("1,555-1,634", ("1555", "1634"), "1", "", None),
    ("after the war 52 towns", "52", "1", "", None),
    ("In the Gulf War 382 soldiers", "382", "1", "", None),
    ("In this Group 20 people", "20", "1", "", None),
    ("27 and January", "27", "1", "", None),
    # what looks like a year but is none
    ("employed 2000 people", "2000", "1", "", None),
    ("more than 2000", "2000", "1", "", "more than"),
    ("no fewer than 1900", "1900", "1", "", "at least"),
    ("2016.5", "2016.5", "0.1", "", None),
    # words that are only sometimes a month
    ("of these 10 may leave", "10", "1", "", None),
    ("they march 20 miles", "20", "1", "", None),
    # a sentence's last figure at the start of a line
    ("there were\n52. Then", "52", "1", "", None),
]


NO_FIGURES = [
    *(
        "",
        " ",
        "no number",
        "2020",
        "in 2020",
        "in 2010 dollars",
        "over 2020",
        "around 2019",
        "by 1999",
        "1990s",
    ),
    *("2016–2020", "2016-2020", "2016-20", "2019/20", "FY2020", "2016 to 2020", "2020年"),
    *("between 2016 and 2020", "from 2016 to 2020", "2021-01-26", "26/01/2021", "1/26/2021"),
    *("26 January 2021", "January 26, 2021", "Jan. 26", "26th", "the 26th of May", "26 May"),
    *("26–28 January", "26 to 28 January", "January 26–28", "1月26日", "May 5"),
    *("3:42:56 AM", "15:30", "3 pm", "3 p.m.", "3pm", "11 AM", "1st", "13th", "first", "second"),
    *("twenty-first", "thirteenth", "1. First", "2) Second", "(3)", "## 4 Heading", "text:\n12. x"),
    *("Section 4.2", "Table 3", "Tables 3 and 4", "paragraph 28", "page 12", "pp. 12-14", "No. 5"),
    *("Article 7", "Chapter 3", "Chapter Three", "Figure 2", "[1]", "#12", "step 3", "phase two"),
    *("1.2.3", "v2.0", "Python 3.11", "version 2.0", "COVID-19", "G20", "A4", "ISO 8601", "6+1"),
    *("H1N1", "x86", "U-20", "5G", "4x4", "+44 20 7946 0958", "020 7946 0958", "007", "18s"),
    *("https://example.org/2020/5", "www.example.org/52", "[link](pages/5.html)", "`x = 5`"),
    *("&#8217;", "a.5", ".5", "ISBN 978-0-19-852663-6", "doi:10.1000/182", "me52@example.org"),
    *("one", "One is to go out", "this one", "one of them", "no one", "one person", "about one of"),
    *("one-to-one", "one to one", "point-to-point", "one-off", "one-sided", "one by one"),
    *("two-thirds", "two thirds", "one third", "three-quarters", "a third of a million", "½", "2½"),
    *("one in five", "1 in 10", "fifty-fifty", "50:50", "24/7", "1/2", "nine-to-five", "2-1"),
    *("the Five-Year Plan", "a Six-Day War", "hundreds of people", "tens of thousands", "millions"),
    *("someone often listened", "3,5", "1,1,1,1", "12,34", "第13", "5‰", "2^10"),
    *("555-1234", "call 555-1234.", "2234-5678", "555-1230", "World War 2", "World War Two"),
    *("after World War 2 ended", "Group 7", "26 and 27 January", "26 to 27 January", "5 or 6 May"),
    *("26–27 January 2021", "26, 27 and 28 January", "26 & 27\nJanuary", "24–26 and 28 January"),
    *("more than", "at least", "%", "$", "-", "million", "a", "half", "and", "9" * 41),
]


def stated(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.upper, figure.step, figure.unit, figure.qualifier


@pytest.mark.parametrize(("phrase", "value", "step", "unit", "qualifier"), FIGURES)
def test_reads_a_phrase(
    phrase: str, value: Any, step: str, unit: str, qualifier: Qualifier | None
) -> None:
    """A phrase holds the one figure that a reader would find in it, exactly."""
    lower, upper = value if isinstance(value, tuple) else (value, None)
    figure = read_figure(phrase)
    assert figure is not None
    expected = (Decimal(lower), upper and Decimal(upper), Decimal(step), unit, qualifier)
    assert stated(figure) == expected


@pytest.mark.parametrize("phrase", NO_FIGURES)
def test_reads_no_figure(phrase: str) -> None:
    """Years, dates, times, ordinals, labels, names and pronouns are not figures."""
    assert [figure.text for figure in read_figures(phrase)] == []


def test_the_tables_are_as_large_as_promised() -> None:
    """The readings rest on at least 150 phrases, and on many that are no figures."""
    assert len({row[0] for row in FIGURES}) >= 150
    assert len(set(NO_FIGURES)) >= 100


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("from 15 million in 2016 to 32 million in 2020", ["15 million", "32 million"]),
        ("from 15 million to 32 million", ["15 million", "32 million"]),
        ("fell from 52 to 38", ["52", "38"]),
        ("rose from 5% to 7%", ["5%", "7%"]),
        ("3, 5 and 10", ["3", "5", "10"]),
        ("about 10 million were trained, more than 2 million in 2020", None),
        ("six of the 29 towns", ["six", "29"]),
        ("12 and over 100", ["12", "over 100"]),
        ("10 or more than 20", ["10", "more than 20"]),
        ("5 €6", ["5 €", "6"]),
        ("two hundred. And fifty", ["two hundred", "fifty"]),
        ("more than\n\n5", ["5"]),
        ("So:\n\n> 52 people, as quoted", ["52"]),
        ("Section 4 and 52 towns", ["52"]),
        ("in 2020, 52 towns", ["52"]),
        ("five-year, 100-day and one-year terms", ["five", "100", "one"]),
        ("handed over 10 of 20", ["over 10", "20"]),
        ("12 towns on 26 and 27 January", ["12"]),
        ("5 and 40 January", ["5", "40"]),
        ("of 26 and 27 may leave", ["26", "27"]),
    ],
)
def test_reads_figures_apart(text: str, figures: list[str] | None) -> None:
    """Figures that stand together are told apart, each with the words that are its own."""
    figures = figures or ["about 10 million", "more than 2 million"]
    assert [figure.text for figure in read_figures(text)] == figures


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("rose from 88 to 91.4 per cent", ("88", "%"), ("91.4", "%")),
        ("grew from 15.27 to 39.99 million", ("15270000", ""), ("39990000", "")),
        ("was cut sharply from 12 to 10 million", ("12000000", ""), ("10000000", "")),
        ("went up from one to two million", ("1000000", ""), ("2000000", "")),
        ("rose from $10 to $12 million", ("10000000", "$"), ("12000000", "$")),
        ("rose by 17% to 93.8%", ("17", "%"), ("93.8", "%")),
        ("by $999 million to $1.35 billion", ("999000000", "$"), ("1350000000", "$")),
    ],
)
def test_a_change_has_two_figures(
    text: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    """The first shares the magnitude and the sign of the second; both are figures of their own."""
    found = [(str(figure.value), figure.unit) for figure in read_figures(text)]
    assert found == [first, second]
    assert all(figure.upper is None for figure in read_figures(text))


@pytest.mark.parametrize(
    "text",
    [
        "from 10 to 12 million",
        "It fell by 10 to 12 million",
        "It ranges from 10 to 12 million",
        "Prices rose. From 10 to 12 million came",
        f"It rose {'steadily ' * 8}, from 10 to 12 million",
    ],
)
def test_a_range_is_one_figure(text: str) -> None:
    """Without the word for a change, and near, it is what lies between."""
    (figure,) = read_figures(text)
    assert (figure.value, figure.upper) == (Decimal(10_000_000), Decimal(12_000_000))


def test_a_year_does_not_share_a_magnitude() -> None:
    """Nobody means 1990 million."""
    assert [figure.text for figure in read_figures("rose from 1990 to 2 million")] == ["2 million"]


def test_read_figure_wants_one() -> None:
    """A phrase with two figures, or none, is not one figure."""
    assert read_figure("10 of 20") is None
    assert read_figure("in 2020") is None


def test_a_figure_knows_its_place() -> None:
    """The offsets span the figure and its qualifier, on either side."""
    text = "In all, more than 2.7 million people; 10 towns or more."
    first, second = read_figures(text)
    assert (first.text, first.start) == ("more than 2.7 million", 8)
    assert (second.text, second.end) == ("10 towns or more", len(text) - 1)


def test_letters_that_grow_in_small_letters_shift_nothing() -> None:
    """A letter whose small form is two characters does not move the offsets."""
    figure = read_figure("İİİ more than 5 people")
    assert figure is not None
    assert figure.text == "more than 5"


def test_reading_does_not_depend_on_the_decimal_context() -> None:
    """A figure of 40 digits is exact, whatever precision the caller works with."""
    digits = "1234567890" * 4
    with localcontext() as context:
        context.prec = 3
        figure = read_figure(f"{digits} trillion")
        assert figure is not None
        assert figure.value == Decimal(f"{digits}e12")
        assert compare(figure, Decimal(f"{digits}e12")) == "equal"
        assert compare(figure, Decimal(f"{digits}e12") + 10**13) == "different"


PIECES = st.sampled_from(
    [
        *("5", "52", "1,000", "2020", "93.8", "%", " ", " ", " ", "\n", "-", "–", ".", ",", "+"),
        *("million", "m", "k", "more than", "about", "up to", "or more", "one", "six", "hundred"),
        *("a ", "and", "to", "between", "from", "January", "Section", "$", "€", "(", ")", "[", "]"),
        *("half", "quarter of", "minus ", "per cent", "万", "½", "²", "é", "İ", "٣", "\uff15", "`"),
    ]
)


@given(st.text(max_size=80) | st.lists(PIECES, max_size=20).map("".join))
def test_any_text_is_read_in_order(text: str) -> None:
    """No text is too odd: the figures stand in order and apart, and say where they stand."""
    end = 0
    for figure in read_figures(text):
        assert end <= figure.start < figure.end
        assert figure.text == text[figure.start : figure.end]
        assert figure.upper is None or figure.value < figure.upper
        assert figure.step > 0
        end = figure.end
