"""Words for people: made safe, compared without case and accents, joined and counted."""

from __future__ import annotations

import difflib
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factreport.wording import (
    counted,
    did_you_mean,
    escaped,
    fold,
    listed,
    nearest,
    quoted,
    visible,
    visible_line,
)

# Every character that can change what a terminal or an editor shows of the rest.
UNSAFE = [
    *map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, übersetzt, 你好, 🚲, a b", "plain, übersetzt, 你好, 🚲, a b"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x00\x07\x7f\x85\x9b", r"\x00\x07\x7f\x85\x9b"),
        ("\u202egnp.exe\u2066", r"\u202egnp.exe\u2066"),
        ("a\tb\rc\nd", "a\\x09b\\x0dc\nd"),
        ("caf\udce9", r"caf\xe9"),
        ("\ud800", r"\ud800"),
    ],
)
def test_unsafe_characters_are_shown_as_escapes(text: str, shown: str) -> None:
    """What could act on a terminal is shown as an escape; everything else stays as it is."""
    assert visible(text) == shown


def test_nothing_unsafe_is_left_out() -> None:
    """Each of the unsafe characters becomes an escape; only a line feed may stay in a block."""
    for char in UNSAFE:
        assert escaped(char).isprintable(), repr(char)
        assert visible(char).isprintable() or char == "\n", repr(char)


def test_one_line_stays_one_line() -> None:
    """A file name is escaped letter by letter; a passage is folded to single blanks."""
    assert escaped("a  b\n\tc") == r"a  b\n\x09c"
    assert visible_line(" a  b\n\tc\x1b ") == r"a b c\x1b"


@given(st.text())
def test_a_message_is_always_one_printable_line(text: str) -> None:
    """Whatever a user names, a message about it is one line without a control character."""
    for shown in (escaped(text), quoted(text), visible_line(text)):
        assert not set(shown) & set(UNSAFE)
        shown.encode("utf-8")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xi’an", "xi'an"),
        ("Employment", "employment"),
        ("Südmark", "SUDMARK"),
        ("Île-de-France", "ile-de-france"),
        ("Straße", "STRASSE"),
        ("\uff21\uff22\uff23\uff11\uff12", "abc12"),
        ("e\u0301te\u0301", "été"),
        ("Ἀθῆναι", "αθηναι"),
    ],
)
def test_spellings_of_one_word_compare_equal(one: str, other: str) -> None:
    """Case, accents and width make no difference."""
    assert fold(one) == fold(other)


@given(st.text())
def test_what_is_folded_stays_so(text: str) -> None:
    """Folding twice changes nothing more."""
    assert fold(fold(text)) == fold(text)


def test_the_nearest_words_come_best_first() -> None:
    """A typo finds its word, a beginning finds what it begins, nonsense finds nothing."""
    known = ["training", "technical-education", "employment", "Südmark"]
    assert nearest("trianing", known) == ["training"]
    assert nearest("tech", known) == ["technical-education"]
    assert nearest("SUDMARK", known) == ["Südmark"]
    assert nearest("zzz", known) == []
    assert nearest("", known) == []
    assert nearest("a", []) == []


def test_no_more_than_three_are_offered() -> None:
    """A choice of three helps; a list of a thousand doesn't."""
    assert nearest("metric", [f"metric-{number}" for number in range(1000)]) == [
        "metric-9",
        "metric-8",
        "metric-7",
    ]


@given(st.text("abc-", min_size=1), st.lists(st.text("abc-"), unique=True))
@example("cba", ["ca", "caa", "bca", "ba"])  # as much alike as the third, and before it by name
def test_the_nearest_are_those_that_difflib_finds(word: str, known: list[str]) -> None:
    """What is left out to save time could not have been among them."""
    close = difflib.get_close_matches(word, known)
    assert nearest(word, known)[: len(close)] == close


def test_of_very_many_names_the_first_are_looked_at() -> None:
    """A mistake in a store of a million names is answered in a moment."""
    known = (f"area-{number}" for number in count())
    assert nearest("area-12q", known)[0] == "area-12"


def test_did_you_mean_is_a_clause() -> None:
    """The clause can follow any message, and is empty where nothing is near."""
    assert did_you_mean("yaer", ["year", "period"]) == '; did you mean "year"?'
    assert did_you_mean("poli", ["policy", "police"]) == '; did you mean "policy" or "police"?'
    assert did_you_mean("zzz", ["year"]) == ""


def test_a_quoted_word_is_short() -> None:
    """A message stays readable, however long or wild the word is."""
    assert quoted("a") == '"a"'
    assert quoted("x" * 81) == f'"{"x" * 77}…"'
    assert quoted("a\n\x1b") == r'"a\n\x1b"'


@pytest.mark.parametrize(
    ("words", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_listed_as_in_a_sentence(words: list[str], joined: str) -> None:
    """Commas, and the conjunction before the last."""
    assert listed(words) == joined
    assert listed(words, "or") == joined.replace(" and ", " or ")


def test_things_are_counted_in_words() -> None:
    """One is singular, anything else plural, and thousands are grouped."""
    assert counted(0, "fact") == "0 facts"
    assert counted(1, "fact") == "1 fact"
    assert counted(1200, "fact") == "1,200 facts"
    assert counted(2, "policy", "policies") == "2 policies"
