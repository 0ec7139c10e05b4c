"""The declared keys: the quick look at many values agrees with the check of each one."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport.store.keys import LINE, OBSERVATION, TABLES, VALUE, Table

_QUICK = {"line": LINE, "value": VALUE}
_LIMITS = [0, 1, 9999, 10_000, -(2**63), 1 - 2**63, 2**63 - 1, 2**63, True, 2020.0, math.nan]
_TEXTS = ["", " ", "\t", "\n", "\x1b", "\x85", "\u00a0", "\u2028", "\u202e", "\u2069", "\ud800"]
_SCALARS = st.one_of(
    st.sampled_from([*_LIMITS, *_TEXTS, None, [], [1], {}]),
    st.integers(-3, 2030),
    st.text(max_size=4),
    st.floats(),
)


@pytest.mark.parametrize("name", _QUICK)
@given(values=st.lists(_SCALARS, min_size=1, max_size=4))
def test_what_looks_usual_is_right(name: str, values: list[Any]) -> None:
    """Nothing slips through that a check of its own would have found."""
    kind = _QUICK[name]
    assert kind.are_usual is not None
    if kind.are_usual(values):
        assert [kind.check(value) for value in values] == [None] * len(values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("value", [1, -5, 2_700_000]),
        ("area", ["Exampleland", "Südmark"]),
        ("written", ["more than 2.7 million", "93.8%"]),
    ],
)
def test_what_is_usual_is_known_at_a_look(name: str, values: list[Any]) -> None:
    """The values that large stores are made of need no check one by one."""
    kind = OBSERVATION.keys[name].type
    assert kind.are_usual is not None
    assert kind.are_usual(values)


_KEYS = [(table, name) for table in (*TABLES.values(), OBSERVATION) for name in table.keys]


@pytest.mark.parametrize("digits", [16, 5_000])
@pytest.mark.parametrize(("table", "name"), _KEYS)
def test_an_integer_of_any_size_is_refused_in_words(table: Table, name: str, digits: int) -> None:
    """Also one that Python can neither write in digits nor turn into a float."""
    for number in (16**digits, -(16**digits)):
        for value in (number, [number]):
            clause = table.keys[name].type.check(value)
            assert clause
            assert len(clause) < 200


def test_the_cause_is_the_one_that_is_named() -> None:
    """A place that is too large is not one that is too small, and no number is shown cut."""
    place, year = OBSERVATION.keys["page"].type, OBSERVATION.keys["year"].type
    assert place.check(0) == place.check(-(2**63)) == "is counted from 1"
    assert place.check(2**63) == place.check([1, 16**5_000]) == "must be less than 2^63"
    assert place.check(2**63 - 1) is None
    assert year.check(10_000) == "must be from 1 to 9999, not 10000"
    assert year.check(10**30) == year.check(16**5_000) == "must be from 1 to 9999"


_MEANT = {
    "almost": "nearly",
    "Just under": "nearly",
    "over": "more than",
    "More than": "more than",
    ">": "more than",
    "up to": "at most",
    "some": "about",
    "~": "about",
    " under ": "less than",
    "no fewer than": "at least",
    "or more": "at least",
    "and under": "at most",
}


@pytest.mark.parametrize(("phrase", "qualifier"), _MEANT.items())
def test_a_phrase_is_answered_with_the_qualifier_of_its_meaning(
    phrase: str, qualifier: str
) -> None:
    """What is near by spelling alone could say the contrary of the fact."""
    clause = OBSERVATION.keys["qualifier"].type.check(phrase)
    assert clause is not None
    assert clause.endswith(f'at least, less than or at most; write "{qualifier}"')


def test_a_qualifier_that_is_no_phrase_is_answered_with_its_neighbours() -> None:
    """A typing error has no meaning to go by, and nonsense has no neighbour either."""
    check = OBSERVATION.keys["qualifier"].type.check
    assert str(check("abuot")).endswith('or at most; did you mean "about"?')
    for nonsense in ("", "or", "zzz", "x" * 1_000_000):
        assert str(check(nonsense)).endswith("less than or at most")
