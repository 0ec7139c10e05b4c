"""A figure of the opposite is not found, though its digits and its unit are there."""

from __future__ import annotations

import pytest
from verify.findings import fact, found

from factreport.figures.statement import Statement, misstatement


@pytest.mark.parametrize(
    ("title", "written", "text", "right"),
    [
        ("Operating profit", "$12 million", "An operating loss of $12 million.", "profit for loss"),
        ("Imports", "45,300 tonnes", "Exports rose to 45,300 tonnes.", "Imports for Exports"),
        ("Share of men", "43.2%", "Women made up 43.2% of the staff.", "Men for Women"),
        ("Sales", "77,100 units", "Sales were not 77,100 units.", "were for were not"),
        ("Homes with internet", "12%", "Homes without internet: 12%.", "with for without"),
        ("Homes without internet", "12%", "Homes with internet: 12%.", "without for with"),
    ],
)
def test_the_opposite_is_not_found(title: str, written: str, text: str, right: str) -> None:
    unit = {"$": "US dollars", "%": "percent"}.get(written[0], written.rpartition(" ")[2])
    unit = "percent" if written.endswith("%") else unit
    record = fact(written, title=title, unit=unit)
    assert found(record, text).result == "not found"
    word, _, opposite = right.partition(" for ")
    assert found(record, text.replace(opposite, word)).result == "found"


def test_a_sentence_with_both_denies_neither() -> None:
    text = "Imports rose to 45,300 tonnes, exports to 12,000."
    assert found(fact("45,300 tonnes", title="Imports", unit="tonnes"), text).result == "found"
    assert found(fact("12,000", title="Exports", unit="tonnes"), text).result == "found"


def test_a_loss_is_a_negative_profit() -> None:
    record = fact("loss of $12 million", title="Operating profit", unit="US dollars", value=-12e6)
    assert found(record, "An operating loss of $12 million.").result == "found"


def test_a_negative_amount_needs_a_loss_in_its_sentence() -> None:
    """The words of the fact may be the amount alone; `check` leaves the sign to `verify`."""
    record = fact("$12 million", title="Net income", unit="US dollars", value=-12e6)
    assert found(record, "Net loss was $12 million.").result == "found"
    assert found(record, "Net income was $12 million.").result == "not found"
    assert misstatement("$12 million", Statement(-12e6, None, None, None), "US dollars") is None
    assert misstatement("12 ships", Statement(-12, None, None, None), "ships") is not None


def test_a_figure_of_another_group_is_not_found() -> None:
    """Nor where no fact of the store has that group; men and males are one."""
    text = "Among {} the rate was 7.4%, among women 6.9%."
    record = fact("7.4%", title="Rate", group="women", unit="percent")
    assert found(record, text.format("men")).result == "not found"
    record = fact("7.4%", title="Rate", group="men", unit="percent")
    assert found(record, text.format("males")).result == "found"


@pytest.mark.parametrize(
    ("title", "result"), [("Ferries built", "found"), ("Wind turbines erected", "not found")]
)
def test_a_paragraph_without_a_word_of_the_title_is_about_something_else(
    title: str, result: str
) -> None:
    """Its heading may have the word; a title of words that every title has tells nothing."""
    text = "In 2023 the yards finished 41 ferries, two more than in the year before."
    record = fact("41", unit="", title=title)
    assert found(record, text).result == result
    below = "## Wind turbines\n\nIn 2023 the yards finished 41 of them, two more than before."
    assert found(fact("41", unit="", title="Wind turbines erected"), below).result == "found"


def test_the_words_of_a_fact_do_not_excuse_its_title() -> None:
    """What the text says of imports states no exports, though `written` quotes it rightly."""
    record = fact("imports of 5,200 tonnes", title="Wheat exports", unit="tonnes")
    assert found(record, "There were imports of 5,200 tonnes of wheat.").result == "not found"
