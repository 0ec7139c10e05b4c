"""Normalising: one way to set a text, and the way back to how it was set."""

# ruff: noqa: RUF001  (how characters are set is what these tests are about)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport.texts.located import Seen
from factreport.texts.normalise import normalise


def normal(text: str) -> str:
    return normalise(Seen(text, ((0, 0),))).text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2.7 mil-\nlion", "2.7 million"),
        ("2.7 mil-  \r\n   lion", "2.7 million"),
        ("2.7 mil\u00ad\nlion", "2.7 million"),
        ("2.7 mil\u2010\nlion", "2.7 million"),
        ("2.7 mil\u00ad \r\n lion", "2.7 million"),
        ("2.7 mil\u00ad lion", "2.7 mil lion"),
        ("twenty-\nfive", "twenty-five"),
        ("2020-\n21", "2020-21"),
        ("non-\nEU", "non-EU"),
        ("1990–\n2000", "1990–2000"),
        ("2.7 -\n3 million", "2.7 - 3 million"),
    ],
)
def test_what_a_line_end_cut_is_whole_again(text: str, read: str) -> None:
    """A word loses the hyphen that cut it; figures, names and tens keep theirs."""
    assert normal(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("  a \n b\t\tc ", "a b c"),
        ("a\u00a0b\u2003c", "a b c"),
        ("1\u202f234\u2009567\u00a0890 and\u00a05", "1\u00a0234\u00a0567\u00a0890 and 5"),
        ("1\u2007234", "1\u00a0234"),
        ("1 234", "1 234"),
        ("a\u2028b", "a\nb"),
        ("so\u00adft \u200bzero\u200b\ufeff", "soft zero"),
        ("a \u200b b", "a b"),
        ("\u202enot turned\u202c \x1b", "not turned"),
    ],
)
def test_white_space_is_one_space_and_what_is_invisible_gone(text: str, read: str) -> None:
    """A space that groups digits is told from one between numbers; a set line end stays."""
    assert normal(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ﬁve, eﬀort, ﬂow", "five, effort, flow"),
        ("２．７ ｍｉｌｌｉｏｎ ％ ￥５", "2.7 million % ¥5"),
        ("𝟐𝟎 CO₂", "20 CO2"),
        ("㎢ ℃", "km2 °C"),
        ("“a” ‘b’ it’s «c»", '"a" \'b\' it\'s "c"'),
        ("non‑EU", "non-EU"),
        ("cafe\u0301", "café"),
        ("2·7 and a · b", "2.7 and a · b"),
        ("9½ ¾ 5万", "9½ ¾ 5万"),
        ("9¹/₂ and ¹⁄₂", "9 1/2 and 1/2"),
    ],
)
def test_a_character_is_the_plain_one(text: str, read: str) -> None:
    """However it is set: ligatures, full width, mathematics, quotation marks, accents."""
    assert normal(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("put at –0.4 percent", "put at -0.4 percent"),
        ("(–$5m)", "(-$5m)"),
        ("−5", "-5"),
        ("2016–2020", "2016–2020"),
        ("10 – 20", "10 – 20"),
        ("10 –20", "10 –20"),
        ("10% –20%", "10% –20%"),
    ],
)
def test_a_dash_is_a_minus_where_it_can_be_nothing_else(text: str, read: str) -> None:
    """An en dash before a number is one unless a number stands before it."""
    assert normal(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2.7 million¹ people", "2.7 million people"),
        ("2.7¹ million", "2.7 million"),
        ("workers.¹² In", "workers. In"),
        ("million¹,² of ¹ a", "million of a"),
        ("¹ Source", "Source"),
        ("2.7 million[3][4] of", "2.7 million of"),
        ("2.7%[note 1]", "2.7%"),
        ("million[^a-1].", "million."),
        ("see [3]", "see [3]"),
        ("m² km³ x² 10⁶ 2.5×10⁻³ 12 in²", "m² km³ x² 10⁶ 2.5×10⁻³ 12 in²"),
    ],
)
def test_marks_of_footnotes_go_and_exponents_stay(text: str, read: str) -> None:
    """A raised number is an exponent after a unit, a single letter or a ten."""
    assert normal(text) == read


@given(st.text(alphabet="aé1 -–\n\t\u00ad\u2009\u200bﬁ２¹[]^·\u0301\u2028", max_size=40))
def test_normal_text_is_normal(text: str) -> None:
    """Normalised text has no space twice, none at its ends, and its origins never go back."""
    seen = normalise(Seen(text, ((0, 0),)))
    assert seen.text == seen.text.strip()
    assert "  " not in seen.text
    origins = [seen.origin(at) for at in range(len(seen.text))]
    assert origins == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins)


def test_each_digit_of_an_exponent_keeps_its_place() -> None:
    """What is left as it is, before something that changes, has its own position."""
    seen = normalise(Seen("5 m²¹\nword", ((0, 0),)))
    assert seen.text == "5 m²¹ word"
    assert [seen.origin(at) for at in range(len(seen.text))] == list(range(10))
