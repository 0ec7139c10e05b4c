"""Verify: a figure is found only for the time, the area and the group that the text gives it."""

from __future__ import annotations

import pytest
from verify import findings
from verify.findings import fact

from factreport.model import Record
from factreport.texts import parse
from factreport.verification import Verification, verify_records


def found(record: Record, text: str, others: list[Record]) -> Verification:
    """What becomes of a fact in a store that has others, too."""
    parsed = parse("bulletin.md", text.encode())
    (finding,) = verify_records([record], lambda _: parsed, [record, *others])
    return finding


QUARTERS = (
    "In the first quarter of 2023 landings were 41,200 tonnes; in the fourth quarter they were"
    " 52,700 tonnes."
)
MONTH = "In March 2023 alone, 16,900 tonnes were landed, the most for that month since 2011."
CHANGE = (
    "They made 21.6 million trips in 2022, compared with 19.2 million in 2021, an increase of"
    " 12.5%. Of them 3.1 million were by night."
)
REVISED = "The figure for 2022 was revised from 288 to 295."


@pytest.mark.parametrize(
    ("text", "written", "period", "result"),
    [
        (QUARTERS, "41,200 tonnes", "2023-Q1", "found"),
        (QUARTERS, "41,200 tonnes", "2023-Q4", "not found"),
        (QUARTERS, "41,200 tonnes", "2023-Q2", "not found"),
        (QUARTERS, "41,200 tonnes", "2023", "not found"),
        (QUARTERS, "52,700 tonnes", "2023-Q4", "found"),
        (QUARTERS, "52,700 tonnes", "2023-Q1", "not found"),
        (QUARTERS, "52,700 tonnes", "2021-Q4", "not found"),
        (MONTH, "16,900 tonnes", "2023-03", "found"),
        (MONTH, "16,900 tonnes", "2023-04", "not found"),
        (MONTH, "16,900 tonnes", "2023", "not found"),
        (MONTH, "16,900 tonnes", "2011-03", "not found"),
        (CHANGE, "12.5%", "2022", "found"),
        (CHANGE, "12.5%", "2021", "not found"),
        ("Sales for 2024 fell 0.7% from sales for the year 2022.", "fell 0.7%", "2024", "found"),
        ("Sales for 2024 fell 0.7% from sales for 2022.", "fell 0.7%", "2023", "not found"),
        (CHANGE, "3.1 million", "2022", "found"),
        (CHANGE, "3.1 million", "2024", "not found"),
        (CHANGE, "3.1 million", "2022-Q1", "not found"),
        (f"# Trips in Q1 2022\n\n{CHANGE}", "3.1 million", "2022-Q1", "found"),
        (REVISED, "288", "2022", "found"),
        (REVISED, "295", "2022", "found"),
        (REVISED, "295", "2023", "not found"),
        ("On 30 June 2023 there were 310 storks.", "310 storks", "2023-06-30", "found"),
        ("On 30 June 2023 there were 310 storks.", "310 storks", "2023-06", "found"),
        ("On 30 June 2023 there were 310 storks.", "310 storks", "2023-07", "not found"),
        ("At the end of 2023, 310 storks were left.", "310 storks", "2023-12-31", "found"),
        ("At the end of 2023, 310 storks were left.", "310 storks", "2023-Q4", "found"),
        ("At the end of 2023, 310 storks were left.", "310 storks", "2023-Q1", "not found"),
        ("In the 2022/23 season, 310 storks came.", "310 storks", "2022/23", "found"),
        ("In the 2022/23 season, 310 storks came.", "310 storks", "2023/24", "not found"),
        ("In the 2022/23 season, 310 storks came.", "310 storks", "2024/25", "not found"),
        ("In fiscal 2023, 310 storks came.", "310 storks", "2022-10/2023-09", "found"),
        ("In the first quarter of 2023, 310 came.", "310", "2022-10/2022-12", "found"),
        ("In the first quarter of 2023, 310 came.", "310", "2020-10/2020-12", "not found"),
        ("From 2016 to 2020, 310 storks came.", "310 storks", "2016/2020", "found"),
        ("From 2016 to 2020, 310 storks came.", "310 storks", "2021/2025", "not found"),
        ("In the first half of 2023, 310 storks came.", "310 storks", "2023-H1", "found"),
        ("In the first half of 2023, 310 storks came.", "310 storks", "2023-H2", "not found"),
    ],
)
def test_the_time_is_that_of_the_figure(text: str, written: str, period: str, result: str) -> None:
    """Of each form, neither a part of it nor a longer one; beside it or in its sentence."""
    unit = "percent" if "%" in written else "t" if "tonnes" in written else "things"
    finding = found(fact(written, period=period, unit=unit), text, [])
    assert finding.result == result, finding.message


TRIPS = """\
Table: Trips by quarter, 2022

| District | Q1 | Q2 |
|---|--:|--:|
| Harbour | 1,901 | 3,402 |
| Old Town | 1,803 | 3,304 |
"""
HTML = (
    "<table><caption>Trips by quarter, 2022</caption><tr><th>District</th><th>Q1</th><th>Q2</th>"
    "</tr><tr><th>Harbour</th><td>1,901</td><td>3,402</td></tr></table>"
)
YEARS = "| Quarter | 2021 | 2022 |\n|---|--:|--:|\n| Q1 | 498 | 512 |\n| Q2 | 598 | 612 |\n"
MONTHS = "## Visits, 2022\n\n| Town | March | April |\n|---|--:|--:|\n| Alder | 498 | 512 |\n"


@pytest.mark.parametrize(
    ("text", "value", "period", "result"),
    [
        (HTML, 1_901, "2022-Q1", "found"),
        (HTML, 1_901, "2022-Q2", "not found"),
        (HTML, 1_901, "2022", "not found"),
        (HTML, 1_901, "2021-Q1", "not found"),
        (YEARS, 512, "2022-Q1", "found"),
        (YEARS, 512, "2022-Q2", "not found"),
        (YEARS, 512, "2021-Q1", "not found"),
        (YEARS, 512, "2022", "not found"),
        (MONTHS, 512, "2022-04", "found"),
        (MONTHS, 512, "2022-03", "not found"),
    ],
)
def test_a_header_without_its_year_has_that_of_the_table(
    text: str, value: int, period: str, result: str
) -> None:
    """That of another header, of the caption or of the heading above."""
    parsed = parse("a.html" if text is HTML else "a.md", text.encode())
    record = fact(None, value=value, period=period, title="Trips")
    (finding,) = verify_records([record], lambda _: parsed, [record])
    assert finding.result == result, finding.message


WOMEN_AND_MEN = [fact("1", group="women"), fact("1", group="men"), fact("1", group=None)]


@pytest.mark.parametrize(
    "text",
    [
        "At the end of 2023 it employed 9,800 people, of whom 2,450 were women and 7,350 were men.",
        "It employed 2,450 women and 7,350 men, or 9,800 people.",
        "It employed 2,450 women to 7,350 men, in total 9,800 people.",
        "Among women it was 2,450, among men 7,350. All were 9,800.",
        "Women made up 2,450 of the 9,800 people and men 7,350.",
        "It employed 9,800 people: 2,450 (women) and 7,350 (men).",
        "Of 9,800 people, women were 2,450; men were 7,350.",
        "| | Women | Men | All |\n|---|--:|--:|--:|\n| Fishing | 2,450 | 7,350 | 9,800 |\n",
        "| Sex | People |\n|---|--:|\n| Women | 2,450 |\n| Men | 7,350 |\n| All | 9,800 |\n",
    ],
)
def test_the_group_is_that_of_the_figure(text: str) -> None:
    """Women are not men, nor are they all; whichever stands first."""
    numbers = {"women": "2,450", "men": "7,350", None: "9,800"}
    for group in numbers:
        for other, number in numbers.items():
            if (group, other) in (("women", None), ("men", None)):
                continue  # that all are women, the text does not rule out
            finding = found(fact(number, group=group), text, WOMEN_AND_MEN)
            expected = "found" if group == other else "not found"
            assert finding.result == expected, (group, number, finding.message)


REGIONS = [fact("1", area=area) for area in ("Westmark", "Islands", "South Coast")]


@pytest.mark.parametrize(
    ("text", "area", "result"),
    [
        ("The Islands landed 24,200 fish.", "Islands", "found"),
        ("The Islands landed 24,200 fish.", "South Coast", "not found"),
        ("The Islands landed 24,200 fish.", "Westmark", "not found"),
        ("The Islands landed 24,200 fish.", None, "not found"),
        ("They landed 24,200 fish.", "South Coast", "not found"),
        ("Ships from the Islands landed 24,200 fish for South Coast.", "South Coast", "found"),
        ("The Islands of Westmark landed 24,200 fish.", "Westmark", "found"),
        ("Both Islands and South Coast had 24,200 fish.", "South Coast", "found"),
        ("Westmark has the Islands, with 12 ports, and in total 24,200 fish.", "Westmark", "found"),
        ("The Islands had 12,500 in 2022 and 24,200 in 2023.", "South Coast", "not found"),
        ("| | 2023 |\n|---|--:|\n| Islands | 24,200 |\n", "Islands", "found"),
        ("| | 2023 |\n|---|--:|\n| Islands | 24,200 |\n", "South Coast", "not found"),
    ],
)
def test_the_area_is_that_of_the_figure(text: str, area: str | None, result: str) -> None:
    """Where the sentence, the row or the column names one that the store knows."""
    finding = found(fact("24,200", area=area), text, REGIONS)
    assert finding.result == result, finding.message


def test_a_value_in_brackets_may_be_that_of_the_year_before() -> None:
    """But not of a later one, although the text names neither."""
    text = (
        "# Results January 1 - March 31, 2003\n\nThe result was 18.2 million euros (41.5 million)."
    )
    for period, result in (("2002-Q1", "found"), ("2004-Q1", "not found")):
        record = fact("41.5 million", title="Result", unit="euros", period=period, paragraphs=(2,))
        finding = findings.found(record, text)
        assert (period, finding.result) == (period, result), finding.message


def test_what_stands_there_is_told() -> None:
    """The time, the group or the area of the figure in the text."""
    record = fact("41,200 tonnes", period="2023-Q2", unit="t", paragraphs=(1,))
    finding = found(record, QUARTERS, [])
    assert finding.message == (
        'not in paragraph 1; there: 41,200 tonnes beside "first quarter of 2023", not for Q2 2023;'
        " correct the period or the value; if the fact is right, quote six more words in `written`"
    )
    text = "It employed 2,450 women and 7,350 men."
    finding = found(fact("7,350", group="women", paragraphs=(1,)), text, WOMEN_AND_MEN)
    assert finding.message == (
        'not in paragraph 1; there: 7,350 is for "men", not for "women"; correct the fact or the'
        " value; if the fact is right, quote six more words in `written`"
    )


def test_a_metric_that_is_called_by_a_group_needs_none() -> None:
    """Its title says that it is of women."""
    record = fact("2,450", title="Women in fishing")
    assert found(record, "It employed 2,450 women and 7,350 men.", WOMEN_AND_MEN).result == "found"


@pytest.mark.parametrize(
    "payment",
    [
        "payable on 18 September 2025 to shareholders on the register on 29 August",
        "to be paid on 18 September 2025",
        "which will be paid in cash in September 2025",
        "payable September 18, 2025 to holders of record as of the close of business on August 29",
    ],
)
def test_a_payday_is_not_the_time_of_an_amount(payment: str) -> None:
    """A person may give the period that the text does not."""
    text = f"# Results\n\nThe interim dividend is €0.14 per share, {payment}.\n"
    for period in ("2025-H1", "2025-Q2"):
        dividend = fact("€0.14 per share", unit="euros per share", period=period)
        assert found(dividend, text, []).result == "found"


@pytest.mark.parametrize(
    ("group", "area", "result"),
    [
        ("men", "Norland", "found"),
        ("men", None, "found"),
        (None, "Norland", "found"),
        ("children", "Norland", "not found"),
        ("aged 16 to 24", "Norland", "not found"),
        ("retail trade", "Norland", "not found"),
        ("men", "Sudland", "not found"),
        ("men", "France", "not found"),
    ],
)
def test_a_text_names_the_area_and_the_group_of_a_fact(
    group: str | None, area: str | None, result: str
) -> None:
    """The group near the figure; the area there, by its people, or in the first paragraphs."""
    text = "# Norland's jobs\n\nOf all the men, 412,300 were employed in 2024, or 16,240 more.\n"
    record = fact("412,300", group=group, area=area, period="2024", title="Men employed")
    assert found(record, text, [record]).result == result


def test_the_area_of_a_whole_source_needs_no_name() -> None:
    """A store may know that a report is about a country that it never names."""
    text = "In 2024, 31 ships and 44 boats were built, and 1,260 people built them.\n"
    ships, boats, people = (
        fact(words, area="Norland", id=id_, title=id_)
        for words, id_ in (("31 ships", "ships"), ("44 boats", "boats"), ("1,260", "people"))
    )
    assert found(ships, text, [ships, boats, people]).result == "found"
    other = ships._replace(area="Sudland")
    assert found(other, text, [other, boats, people]).result == "not found"


def test_who_quotes_a_sentence_overrules_the_words_around_it() -> None:
    """Word for word, with a remark; fewer words, or others, overrule nothing."""
    text = "# Wards\n\nIn 2024 the number had grown quickly, to 4,500 nurses in all the wards.\n"
    for written, result in (
        ("4,500 nurses", "not found"),
        ("had grown quickly, to 4,500 nurses in all the wards", "found"),
        ("had risen quickly, to 4,500 nurses in all the wards", "not found"),
    ):
        record = fact(written, period="2023", title="Nurses", unit="people", paragraphs=(2,))
        finding = found(record, text, [record])
        assert (written, finding.result) == (written, result)
        assert finding.is_doubted == (result == "found")
    whole = fact("They had 31 ships", title="Boats", unit="ships", area="Sudland")
    finding = found(whole, "Of all the ports, some are old. They had 31 ships.", [whole])
    assert finding.result == "found"
    assert 'word for word, although 31, but nothing near it names "Sudland"' in finding.message
    cell = "| | 2023 |\n|---|--:|\n| Islands | 24,200 |\n"
    assert found(fact("24,200", area="Sudland"), cell, []).result == "not found"


@pytest.mark.parametrize(
    ("text", "written", "named"),
    [
        ("Prices rose to $293 (2.0%) in Ostra and $211 (2.6%) in Wendia.", "$293", "Ostra"),
        ("Ostra remains the most expensive region, with prices of $556.", "$556", "Ostra"),
        ("The North East has the lowest prices, $165.", "$165", "North East"),
    ],
)
def test_a_value_of_a_part_is_not_of_the_whole(text: str, written: str, named: str) -> None:
    """The place of a list, or the subject, is that of its value, known to the store or not."""
    whole = fact(written, title="Prices", unit="US dollars", area="Norland", paragraphs=(1,))
    finding = findings.found(whole, text)
    assert finding.result == "not found"
    assert f'is for "{named}", not for "Norland"' in finding.message
    assert findings.found(whole._replace(area=named), text).result == "found"


@pytest.mark.parametrize(
    ("text", "written", "period"),
    [
        ("It was 53,100, which is 3% down on the April-June 2009 total.", "53,100", "2010-Q2"),
        ("Its 53,100 things are the most since it began in 1981.", "53,100", "2010"),
        ("It has 53,100 things (as of June 2017).", "53,100", "2017-06"),
        ("It fell to 53,100 after the closure of a plant in June 2017.", "53,100", "2017-Q3"),
    ],
)
def test_a_time_that_is_only_compared_with_is_no_objection(
    text: str, written: str, period: str
) -> None:
    counted = fact(written, title="Things", period=period, paragraphs=(1,))
    assert findings.found(counted, text).result == "found"


def test_a_year_that_the_text_names_nowhere_is_not_that_of_its_figures() -> None:
    """A text about 2019 says nothing of 2018, even if its sentences name no year."""
    text = "# Stays in 2019\n\nThe number of stays rose to 495.6 million."
    stays = fact("495.6 million", title="Stays", unit="stays", period="2018", paragraphs=(2,))
    finding = findings.found(stays, text)
    assert finding.result == "not found"
    assert "is about 2019 there and does not name 2018" in finding.message
    assert findings.found(stays._replace(period="2019"), text).result == "found"


@pytest.mark.parametrize(
    "text",
    [
        "Norland arrivals by month: 35,074 in April, 29,197 in May and 27,957 in June 2017.",
        "Norland arrivals were 35,074 in Q1, 29,197 in Q2 and 27,957 in Q3.",
    ],
)
def test_the_times_of_a_list_are_no_places(text: str) -> None:
    arrivals = fact("29,197", title="Arrivals", area="Norland", paragraphs=(1,))
    assert findings.found(arrivals, text).result == "found"


def test_what_follows_the_value_of_a_group_is_not_its_area() -> None:
    text = "Insolvencies were 4,371 in Construction and 2,100 in Retail."
    cases = fact("4,371", title="Insolvencies", area="Norland", group="Builders", paragraphs=(1,))
    assert "is for" not in findings.found(cases, text).message
