"""The declared keys and kinds: what a key may hold, in words and in length."""

from datetime import date

import pytest

from factreport.kinds import KINDS, OBSERVATION, TABLES, Kind, Table
from factreport.model import Record

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
    assert place.check(0) == place.check(-(2**63)) == "must be 1 or more"
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


@pytest.mark.parametrize(("table", "name"), _KEYS)
def test_every_key_has_a_longest_length(table: Table, name: str) -> None:
    """A text or a list without end is refused in words; observations may be very many."""
    check = table.keys[name].type.check
    for value in ("x " * 50_000, ["x"] * 50_000, [1] * 50_000):
        clause = check(value)
        assert clause
        assert len(clause) < 300
    schema = table.keys[name].type.schema
    if schema.get("type") == "string" and "format" not in schema and name != "period":
        assert schema["maxLength"] <= 20_000


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_is_whole(kind: Kind) -> None:
    """Its columns are fields of a record, its row can be followed up, its words are there."""
    assert set(kind.columns) <= set(Record._fields)
    assert {"id", "title"} <= set(kind.columns)
    assert kind.plural != kind.name
    assert kind.help.endswith(".")
    assert TABLES[kind.name] is kind.table


@pytest.mark.parametrize("value", [date(2021, 1, 26), 2021, "2021-01"])
def test_a_source_is_published_on_a_day_or_in_a_month_or_a_year(value: object) -> None:
    """Whichever the document tells."""
    assert TABLES["source"].keys["published"].type.check(value) is None


@pytest.mark.parametrize(
    "value", ["2021", "2021-1", "2021-13", "2021-01-26", "2021-Q1", "", 0, 10_000, 2021.0, True, []]
)
def test_other_times_of_publication_are_refused(value: object) -> None:
    """A year is a number, and a day stands without quotes."""
    assert TABLES["source"].keys["published"].type.check(value) is not None


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("forecast", '; write "projection"'),
        ("Predicted", '; write "projection"'),
        ("preliminary", '; write "provisional"'),
        ("estimated", '; write "estimate"'),
        ("final", "; leave status out"),
        ("provisonal", '; did you mean "provisional"'),
    ],
)
def test_a_status_by_another_name_is_answered_with_ours(word: str, meant: str) -> None:
    clause = OBSERVATION.keys["status"].type.check(word)
    assert clause is not None
    assert meant in clause
