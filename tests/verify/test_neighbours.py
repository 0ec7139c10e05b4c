"""Verify: a figure is not confirmed by the time, the row or the name of the figure beside it."""

from __future__ import annotations

import pytest
from verify.findings import fact

from factreport.model import Record
from factreport.texts import parse
from factreport.verification import Verification, verify_records

PORT = (
    "# The port in 2024\n\n"
    "Calls fell to 6,980, from 7,215. The wait was 21.4 hours, against 24.9 hours in 2023. The Gull"
    " Island terminal, whose berth opened in March, moved 1,370 boxes (2023: 1,190). The Eastdock"
    " terminal moved 643 boxes.\n\n"
    "August was the busiest month, with 248,000 guests; July had 231,000. At least 140 million is"
    " planned for 2025 to 2027.\n\n"
    "In 2024, 118,140 came, up 0.5% since 2011, when there were 117,558.\n"
)
FARM = (
    "# Farms in 2024\n\n"
    "The census of December 2024 counted 2,340 cattle (December 2023: 2,410). Output was 7.9"
    " million, after 8.4 million in 2023. We expect a fall, to 7.7 million, in 2025.\n\n"
    "Rates ranged from 4.1% in the north to 9.2% in the south.\n"
)


def judged(record: Record, text: str, *others: Record) -> Verification:
    parsed = parse("bulletin.md", text.encode())
    (finding,) = verify_records([record], lambda _: parsed, [record, *others])
    return finding


@pytest.mark.parametrize(
    ("text", "written", "right", "wrong"),
    [
        (PORT, "fell to 6,980", "2024", "2023"),
        (PORT, "from 7,215", "2023", "2024"),
        (PORT, "21.4 hours", "2024", "2023"),
        (PORT, "24.9 hours", "2023", "2024"),
        (PORT, "1,370 boxes", "2024", "2023"),
        (PORT, "1,370 boxes", "2024", "2024-03"),
        (PORT, "1,190", "2023", "2024"),
        (PORT, "248,000 guests", "2024-08", "2024-07"),
        (PORT, "231,000", "2024-07", "2024-08"),
        (PORT, "At least 140 million", "2025/2027", "2025/2028"),
        (PORT, "117,558", "2011", "2024"),
        (FARM, "2,340 cattle", "2024-12", "2023-12"),
        (FARM, "7.9 million", "2024", "2025"),
        (FARM, "7.9 million", "2024", "2023"),
    ],
)
def test_the_time_of_another_figure_is_not_its_own(
    text: str, written: str, right: str, wrong: str
) -> None:
    """In a comparison, in brackets, in a relative clause, and in a sentence after it."""
    unit = "hours" if "hours" in written else "x"
    for period, result in ((right, "found"), (wrong, "not found")):
        finding = judged(fact(written, period=period, unit=unit), text)
        assert (period, finding.result) == (period, result), finding.message


@pytest.mark.parametrize(
    ("period", "result"),
    [("2017-09-30", "found"), ("2010-12-31", "not found"), ("2017-06-30", "not found")],
)
def test_a_day_without_a_year_is_not_the_day_of_the_next_sentence(period: str, result: str) -> None:
    """Of the fact's own year, which the text need not name."""
    text = "On 30 September 79,190 homes stood empty. The low point was 48,010 on 31 December 2010."
    finding = judged(fact("79,190 homes", period=period, unit="homes"), text)
    assert finding.result == result, finding.message


def test_the_ends_of_a_range_have_one_time() -> None:
    """From 4 to 9 in 2024 is not a change from an earlier 4."""
    record = fact("from 4.1%", period="2024", unit="percent")
    assert judged(record, FARM).result == "found"


TABLE = (
    "| Cargo | 2023 | 2024 |\n|---|--:|--:|\n| Dry bulk | 11.2 | 12.5 |\n| Liquid | 25.9 | 24.6 |\n"
)


@pytest.mark.parametrize(
    ("group", "written", "result"),
    [
        ("Dry bulk", "12.5", "found"),
        ("Dry bulk", "24.6", "not found"),
        ("Bulk", "24.6", "not found"),
    ],
)
def test_a_group_that_has_its_own_row_is_not_in_another_one(
    group: str, written: str, result: str
) -> None:
    """Even if no other fact names that row; a group that nothing near it names has none."""
    finding = judged(fact(written, group=group, period="2024"), TABLE)
    assert finding.result == result, finding.message
    if group == "Dry bulk" and result == "not found":
        assert 'is for "Liquid", not for "Dry bulk"' in finding.message


def test_a_parallel_name_is_another_area() -> None:
    """The Eastdock terminal is not the Gull Island terminal, although no fact is about it."""
    assert judged(fact("1,370 boxes", area="Gull Island"), PORT).result == "found"
    finding = judged(fact("643 boxes", area="Gull Island"), PORT)
    assert 'is for "Eastdock", not for "Gull Island"' in finding.message


def test_an_apposition_is_about_the_name_of_its_sentence() -> None:
    """If another metric has both names side by side."""
    text = "The Islands sold 31 tonnes, an increase of 10.2%."
    others = [fact("1", id="sales", area=area) for area in ("Islands", "Westmark")]
    record = fact("10.2%", area="Westmark", unit="percent")
    assert judged(record, text, *others).result == "not found"
    assert judged(record._replace(area="Islands"), text, *others).result == "found"


def test_a_name_in_the_reason_is_not_that_of_the_figure() -> None:
    """Growth in a part explains the whole."""
    text = "Sales were $174 million, up from $171 million, driven by growth in the Islands."
    others = [fact("1", area="Islands")]
    assert judged(fact("$171 million", unit="US dollars"), text, *others).result == "found"


def test_a_caption_with_two_times_gives_neither_to_all_cells() -> None:
    """Wheat is of the year, cattle of the month."""
    text = (
        "**Table 1. Wheat harvest 2024 and cattle in December 2024**\n\n"
        "| Province | Wheat | Cattle |\n|---|--:|--:|\n| Dolna | 890 | 480 |\n"
    )
    for written, period in (("890", "2024"), ("480", "2024-12")):
        assert judged(fact(written, period=period), text).result == "found"
    assert judged(fact("890", period="2023"), text).result == "not found"


PAIRS = (
    "{A} (33%) were more likely than {b} (29%) to be obese.",
    "Obesity was higher among {a} than {b} (33% compared with 29%).",
    "Obesity was higher among {a} than among {b} (33% and 29%, respectively).",
    "33% of {a} were obese, compared with 29% of {b}.",
    "The rate among {a} and {b} was 33% and 29% respectively.",
    "Obesity rates were 33% and 29% for {a} and {b}, respectively.",
    "{A} had an obesity rate of 33%, while {b} had one of 29%.",
    "{A} had a higher obesity rate than {b}: 33% versus 29%.",
    "Compared with {b} (29%), {a} (33%) were more often obese.",
    "{A} were more often obese than {b}, with rates of 33% and 29% respectively.",
)


@pytest.mark.parametrize("form", PAIRS)
@pytest.mark.parametrize(
    ("first", "second"), [("men", "women"), ("urban households", "rural households")]
)
@pytest.mark.parametrize("are_known", [True, False])
def test_each_of_two_groups_has_its_own_figure(
    form: str, first: str, second: str, are_known: bool
) -> None:
    """In brackets, in a comparison, and in the order of a list, also if one has no fact."""
    text = form.format(A=first.capitalize(), a=first, b=second)
    others = [fact("1", group=group) for group in (first, second)] if are_known else []
    for group, written, result in (
        (first, "33%", "found"),
        (second, "29%", "found"),
        (first, "29%", "not found"),
        (second, "33%", "not found"),
    ):
        finding = judged(fact(written, group=group, unit="percent"), text, *others)
        assert (group, written, finding.result) == (group, written, result), finding.message


def test_a_name_with_its_own_figure_in_brackets_has_the_one_before_it_too() -> None:
    """The bracket is for another time."""
    text = "The margin was 11.4% in Ostra (2023: 10.9%), 9.2% in Sudland (10.6%)."
    others = [fact("1", area=area) for area in ("Ostra", "Sudland")]
    for area, written in (("Ostra", "11.4%"), ("Sudland", "9.2%"), ("Sudland", "10.6%")):
        assert judged(fact(written, area=area, unit="percent"), text, *others).result == "found"


def test_a_known_group_counts_before_one_that_only_looks_like_it() -> None:
    """What "of" leads to may be the whole, of which the group is a part."""
    text = "Of all, 55% of students are female. The proportion of women was 47% of staff."
    others = [fact("1", group="women")]
    record = fact("55%", group="females", unit="percent")
    assert judged(record, text, *others).result == "found"


def test_the_short_name_of_a_country_is_the_country() -> None:
    """Also beside a fact that has the short one as its area."""
    facts = [fact("5.5 thousand", area=area, unit="farms") for area in ("United Kingdom", "UK")]
    text = parse("bulletin.md", b"There were 5.5 thousand farms in the UK.")
    findings = verify_records(facts, lambda _: text, facts)
    assert [finding.result for finding in findings] == ["found", "found"]


@pytest.mark.parametrize(("period", "result"), [("2017", "found"), ("2011", "not found")])
def test_today_is_not_the_year_of_the_clause_before(period: str, result: str) -> None:
    text = "There were 300 visits in 2011, and there are 500 seats today."
    finding = judged(fact("500 seats", title="Seats", period=period, unit="seats"), text)
    assert finding.result == result, finding.message
