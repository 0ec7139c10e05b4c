"""Running time: a figure has the time of its own clause, or else what the text is about."""

from __future__ import annotations

import pytest

from factreport import texts
from factreport.capture import Sighting, read

TITLE = "Harbour bulletin, August 2025"
DATED = "Harbour bulletin\n\nPort of Norland, 18 September 2025"
QUARTER = "Harbour results for the third quarter of 2025"
YEAR = "Harbour statistics 2024\n\nPublished on 20 March 2025"

# A title, a text below it, and the figures with the periods that they have, "-" for none.
CASES = """
QUARTER | Tolls were €187.4 million (2024: €160.2 million). | 2025-Q3, 2024-Q3
QUARTER | Orders: €455.0 million (Q3 2024: €398.5 million) | 2025-Q3, 2024-Q3
YEAR    | It moors 22.5% of ships (19.7% in 2019), or about 1,100. | 2024, 2019, 2024
YEAR    | There were 512 (2022) and 498 (2021) ships. | 2022, 2021
TITLE   | Ships rose to 162,400, compared with 165,900 in July; in August 2024 they were 149,800. \
| 2025-08, 2025-07, 2024-08
TITLE   | The share was 5.4%, after 5.5% in July. A year ago it stood at 5.1%. \
| 2025-08, 2025-07, 2024-08
TITLE   | The share was 5.4% from 5.5%; twelve months earlier it was 5.1%. | 2025-08, -, 2024-08
TITLE   | It climbed to 13.9%, its highest since March 2021. | 2025-08
TITLE   | 48,700 ships came in the three months to August. Tolls were 614 crowns in August, \
against 589 crowns in August 2024. | 2025-06/2025-08, 2025-08, 2024-08
QUARTER | Debt stood at €214 million on 30 September, down from €263 million at the end of 2024. \
| 2025-09-30, 2024
QUARTER | Tolls for the second quarter are restated to €398.7 million from the €401.2 million \
published in July. | 2025-Q2, -
QUARTER | Income was €58.3 million, and net income €41.7 million, or €1.86 (Q3 2024: €1.55). \
| 2025-Q3, 2025-Q3, 2025-Q3, 2024-Q3
DATED   | Tolls were 79.3 million crowns last year, compared with 80.1 million in 2023. | 2024, 2023
YEAR    | Cranes moved 31.2 million boxes, or 37%; in 2023 they moved 27.4 million. \
| 2024, 2024, 2023
YEAR    | They moved 31.2 tons, against 27.4 tons in 2023, overtaking trains at 22.8 tons. \
| 2024, 2023, 2024
YEAR    | In 2023 they moved 27 boxes. | 2023
DATED   | Ships numbered 310 in June, down from 320 in December. | 2025-06, 2024-12
TITLE   | It was 5.9% in 2024, against 6.8% in 2023 and 7.4% the year before that. \
| 2024, 2023, 2022
TITLE   | In March 2023 alone, 16,900 ships came, the most since 2011. | 2023-03
TITLE   | In the first quarter of 2023 41,200 came; in the fourth quarter 52,700. | 2023-Q1, 2023-Q4
TITLE   | Guests were 21.6 million in 2022, compared with 19.2 million in 2021, an increase of \
12.5%. | 2022, 2021, 2022
TITLE   | Tolls were $21 million in the fiscal quarter ended November 2, 2024. | 2024-08/2024-10
TITLE   | Tolls were 12 million in the year to March 2024, 14 million in the year ending \
31 March 2025. | 2023-04/2024-03, 2024-04/2025-03
TITLE   | In the twelve months to June ships made 4,300 calls. | 2024-07/2025-06
YEAR    | Income was $67 million, compared with $2 million, or $0.06 a share, in 2023. \
| 2024, 2023, 2023
YEAR    | Visits were 8% higher than a year earlier and earnings rose by 9%. | 2024, 2024
YEAR    | Tolls rose more than in May 2024 and in June 2024, by 9%. | 2024
TITLE   | The firm reported second quarter 2024 sales of $5 million. | 2024-Q2
TITLE   | The firm published in June 2024 that sales were $5 million. | 2025-08
YEAR    | The pier, whose berth opened in March, moved 1,370 boxes (2023: 1,190). | 2024, 2023
TITLE   | August was the best month, with 248 guests; July had 231. | 2025-08, 2025-07
TITLE   | Sales were 7 million in 9M 2025, 6 in 6M 2025. | 2025-01/2025-09, 2025-01/2025-06
TITLE   | At least 140 million is planned for 2025 to 2027. | 2025/2027
TITLE   | 140 million is planned for 2025 and 2027. | 2025
YEAR    | Up 5% since 2011, when there were 117. | 2024, 2011
YEAR    | In the three years from 2018 there were 40 ships. | 2018/2020
YEAR    | One in seven ships moors, down from one in four in 1990. | 2024, 1990
YEAR    | Opened in 1989, the port has 45 cranes. The toll, introduced in 1999, is €5. | 2024, 2024
YEAR    | The price of the 2041 Notes was 130%. | 2024
DATED   | The pier opened in March 2020. It took 5 tolls this year. | 2025
TITLE   | It may take 7% in 2026, and 4% this year. | 2026, 2025
TITLE   | From May to June it was 4%, above 5% for 1961 to 1990. | 2025-05/2025-06, 1961/1990
TITLE   | Tolls were $5 million in 2012, to be level in 2013. | 2012
TITLE   | In 2016 and 2017 it was €5 and €6, or 1% and 2%, respectively. | 2016, 2017, 2016, 2017
TITLE   | Norland (2010): 5 ships sank. All 40 sailors drowned. | 2010, 2010
TITLE   | Next month 5 ships will come. There were 6 ships. | 2025-09, 2025-08
DATED   | It was 5 in the four weeks ending July 30, up 19% from a year earlier. \
| 2025-07-03/2025-07-30, 2025-07-03/2025-07-30
DATED   | The first half of this year saw 6 ships. | 2025-H1
YEAR    | Since 2013 tolls rose and are now 45 crowns larger than three years earlier. | 2024
YEAR    | As said in Ports 1997; 3: 179-83, 39 ships sank. | 2024
"""
ROWS = [row.split(" | ") for row in CASES.replace("\\\n", "").strip().splitlines()]


def periods(text: str, name: str = "text.txt") -> list[str]:
    """The period of each figure that has a unit or counts something in a text."""
    found = read(texts.parse(name, text.encode()))
    return [
        one.when.period.iso if one.when.period else "-"
        for one in found
        if isinstance(one, Sighting) and one.figure.unit.dimension not in ("months", "time")
    ]


@pytest.mark.parametrize(("title", "text", "expected"), ROWS)
def test_a_figure_has_the_time_of_its_clause_or_the_running_time(
    title: str, text: str, expected: str
) -> None:
    """What is compared, told, bracketed or in another clause says nothing of it."""
    opening = {"TITLE": TITLE, "DATED": DATED, "QUARTER": QUARTER, "YEAR": YEAR}[title.strip()]
    assert periods(f"{opening}\n\n{text}") == expected.strip().split(", ")


def test_a_section_has_the_time_of_its_heading_and_a_paragraph_returns_to_it() -> None:
    """What a paragraph digresses to does not reach the next one."""
    text = """\
# Harbour results 2025

Ships came in July: 5. In 2019 there were 4 ships.

Ships came in August: 6.

## The year 2022

Ships came in March: 7.
"""
    assert periods(text, "text.md") == ["2025-07", "2019", "2025-08", "2022-03"]


def test_a_history_carries_no_year_to_its_other_paragraphs() -> None:
    """Where it begins says nothing of what came later."""
    years = " ".join(f"Ships came in {year}." for year in range(1880, 1890))
    assert periods(f"In 1870 there were 5 ships. 6 sank.\n\n{years}\n\nThere were 9 piers.") == [
        "1870",
        "1870",
        "-",
    ]


def test_a_section_without_a_time_goes_on_in_the_year_of_the_one_before() -> None:
    """A month or a quarter there says nothing of the next section."""
    text = "## Ships\n\nShips came in July 2024: 91.\n\n## Tolls\n\nTolls were €14 (2023: €13).\n"
    assert periods(text, "text.md") == ["2024-07", "2024", "2023"]


def test_a_month_takes_a_later_year_only_where_there_is_no_other() -> None:
    """Without a title the year of the comparison is the only one."""
    assert periods("There were 165,900 ships in July, against 149,800 in August 2024.") == [
        "2024-07",
        "2024-08",
    ]


def test_quarters_of_columns_take_the_year_above_the_table() -> None:
    """The caption or the heading names it."""
    text = "## Harbour, 2022\n\n| Ships | Q1 | Q4 |\n|---|---|---|\n| Norland | 12 | 15 |\n"
    assert periods(text, "text.md") == ["2022-Q1", "2022-Q4"]


def test_a_long_text_is_read_in_linear_time() -> None:
    """Neither many blocks nor many times in one of them exhaust the stack or the clock."""
    text = f"{TITLE}\n\n" + "Ships came in July: 5.\n\n" * 1500
    assert periods(text) == ["2025-07"] * 1500
