"""Clauses: a time belongs to the values of its clause, what is compared has its own."""

from __future__ import annotations

import re

import pytest

from factreport import texts
from factreport.capture import Sighting, read
from factreport.figures.clauses import Clauses, borders, sentence_ends

# Titles, each above sentences; every figure stands with its period, "-" for none.
TEXTS = """
= Road traffic in Ardenmoor 2024
Motor traffic grew to {5.12 billion|2024} vehicle kilometres, up {1.8%|2024} on 2023.
Deaths fell to {64|2024}, the lowest number since 2013 (when {61|2013} people died).
Of these, {27|2024} were car occupants; in 2019 the figure was {41|2019}.
The province counted {8.21 million|2024} cars, {6.4%|2024} more than in 2023 ({7.72 million|2023}).
Officers took {18,400|2024} breath tests, well below the peak of 2011 ({31,200|2011}).
The toll was higher than in 2022, when {58|2022} people died, but lower than the {92|2010} of 2010.
In 2023, the network measured {1,310|2023} km, of which {22|2023} km were opened during the year.
In June 2023 it measured {1,310|2023-06} km, of which {22|2023} km were opened during the year.
In 2023 and 2024, {5.03|2023} and {5.12|2024} billion kilometres were driven, respectively.
Repairs cost over {$4.2 million|2024}, roughly what they had cost in 2021 ({$4.1 million|2021}).
In 2021, they cost more than {$4.2 million|2021}, {4%|2021} more than {$4 million|-}.
Some {120|2023-09} people had waited longer than a year in September 2023.
= Egg market bulletin, third quarter 2025
Output was {488|2025-Q3}, {5%|2025-Q3} above that of the third quarter of 2024 ({465|2024-Q3}).
They fell to {91|2025-Q3} tonnes in the third quarter after {95|2025-Q2} in the second.
Imports came to {91|2025-Q3} tonnes (previous quarter: {84|2025-Q2} tonnes).
Compared with the third quarter of 2023, output has grown by {11%|2025-Q3}.
Fellings rose to {910|2025-Q3}, up {3.4%|2025-Q3} on the previous year.
It hatched {43|2025-Q3} hens, {39|2024-Q3} hens a year earlier, {52|2015-Q3} ten years earlier.
= Consumer prices in May 2024
Energy was {48.7%|2024-05} below the peak of August 2022 ({281.5|2022-08}).
Rents were up {5.6%|2024-05} on a year ago, and hotel prices {8.1%|2024-05}.
Wages rose by {4.2%|2024-05}, the same as in February; prices by {2.6%|2024-05}.
There were {120|2024-05} shops, fewer than in March last year, when {157|2023-03} were counted.
Bakers closed {31|2024-05} shops, {12|2024-05} more than a year before and {4|2024-05} more than \
in 2019.
This year the office expects {470|2024} openings.
= Emissions in Ruland
Between 2023 and 2024, emissions fell from {16|2023} to {15|2024} tonnes a head.
"""
DATELINE = "Published 12 June 2024."
MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")


def sentences() -> list[tuple[str, str]]:
    found, title = [], ""
    for line in TEXTS.replace("\\\n", "").strip().splitlines():
        if line.startswith("= "):
            title = line[2:]
        else:
            found.append((title, line))
    return found


def periods(text: str) -> dict[str, str]:
    """The period of each figure of a text."""
    return {
        f"{one.plain.value}": one.when.period.iso if one.when.period else "-"
        for one in read(texts.parse("text.txt", text.encode()))
        if isinstance(one, Sighting) and one.figure.unit.dimension not in ("months", "time")
    }


@pytest.mark.parametrize(("title", "sentence"), sentences())
def test_a_figure_has_the_time_of_its_clause(title: str, sentence: str) -> None:
    """The time of a comparison is not that of the value before it, but of the value in it."""
    text = f"{title}\n\n{DATELINE}\n\n" if title.startswith("Consumer") else f"{title}\n\n"
    text += MARK.sub(r"\1", sentence)
    expected = [said[2] for said in MARK.finditer(sentence)]
    assert list(periods(text).values()) == expected


def test_last_year_is_that_before_the_text_appeared() -> None:
    """Without a date it follows the year that the text compares with, or is the one it is about."""
    for text in (
        "Deaths fell last year to 64, seven fewer than in 2023.\n\nIn 2024, 812 were hurt.",
        "In 2024 there were 900 crashes.\n\nLast year, 64 people died.",
        "Published on 3 March 2025\n\nLast year, 64 people died.",
    ):
        assert periods(text)["64"] == "2024"


def test_last_year_is_not_guessed() -> None:
    """A comparison with any year tells nothing unless the text speaks of the year after it."""
    assert periods("Last year, 64 people died, half as many as in 2013.")["64"] == "-"


def test_a_paragraph_returns_to_the_time_with_which_its_section_began() -> None:
    """A digression at the end of one paragraph says nothing of the next one."""
    text = "In 2023 there were 479 ships. In 2022 there had been 466.\n\nThe port had 84 cranes.\n"
    assert list(periods(text).values()) == ["2023", "2022", "2023"]


@pytest.mark.parametrize(
    "text", ["", "(", ")", "(" * 90, "when (", "than than", "1 (2) ; [3", "but"]
)
def test_every_position_is_in_a_clause(text: str) -> None:
    """However brackets are nested or left open."""
    clauses = Clauses(text, [])
    assert [clauses.main(position) >= 0 for position in range(len(text) + 1)]
    assert sentence_ends(text)[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Sales at Acme Inc. rose. In Sept. Europe led.", 2),
        ("It costs approx. £5 (vs. £4), i.e. more. Mr. B. Bell, of St. Ives, paid.", 2),
        ("The U.S. Senate met. “It rose.” He left! “Why?” she asked. Yes.", 5),
        ("The mean was 16.3 °C. Only 2018 was hotter.", 2),
        ("First\n \nSecond • third。第四", 4),
    ],
)
def test_a_sentence_ends_where_a_reader_sees_its_end(text: str, sentences: int) -> None:
    """Not after an abbreviation, and with its closing quotation mark."""
    assert len(sentence_ends(text)) == sentences
    assert not any(text.startswith(("”", "."), end) for end in sentence_ends(text))


def test_the_words_of_two_figures_are_separated_by_a_conjunction_or_a_sign_but_not_in_a_name() -> (
    None
):
    """The comma of a number and the "and" of a group separate nothing."""
    text = "1,200 were aged 90 and over, while women from the south made up 40"
    name = (text.index("aged"), text.index(", while"))
    assert [text[: mark.start()] for mark in borders(text, 0, len(text), names=[name])] == [
        "1,200 were aged 90 and over",
        "1,200 were aged 90 and over, ",
        "1,200 were aged 90 and over, while women ",
    ]
