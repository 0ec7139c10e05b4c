"""Comparing: a figure is fair when it follows from the fact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport.figure_text import write_number
from factreport.figures.comparing import MATCHES, Stated, compare, conflicts, reach, stated
from factreport.figures.figure import Figure
from factreport.figures.reading import read_figure
from factreport.figures.units import unit_of
from factreport.model import QUALIFIERS, Qualifier, Record
from factreport.unit import Unit


def fact(words: str) -> Stated:
    """A fact as the tables write it: "more than 2.7 million $", "3.4..3.6 Mt", "2.3 (1.9..2.7)"."""
    qualifier = next((one for one in QUALIFIERS if words.startswith(f"{one} ")), None)
    numbers, _, unit = words.removeprefix(qualifier or "").strip().partition(" ")
    margin, _, unit = unit.partition(" ") if unit.startswith("(") else ("", "", unit)
    value, ends = (numbers, margin.strip("()")) if margin or ".." not in numbers else ("", numbers)
    low, _, high = ends.partition("..")
    return Stated(
        value=Decimal(value) if value else None,
        low=Decimal(low) if low else None,
        high=Decimal(high) if high else None,
        qualifier=qualifier,
        unit=unit_of(unit),
        written=None,
    )


def read(text: str) -> Figure:
    figure = read_figure(text)
    assert figure is not None, text
    return figure


# A figure as a text writes it, a fact, and how the first stands to the second.
COMPARED = """
32.43 million               | 32430000                | equal
32,430,000                  | 32430000                | equal
32.4 million                | 32430000                | rounded
32 million                  | 32430000                | rounded
33 million                  | 32430000                | different
34.23 million               | 32430000                | different
3.243 million               | 32430000                | different
32.5 million                | 32450000                | rounded
32.4 million                | 32450000                | rounded
32.4 million                | 32450001                | different
440,000                     | 440000                  | equal
440,000                     | 440001                  | rounded
440,000                     | 446000                  | different
588,000                     | 588433                  | rounded
590,000                     | 588433                  | rounded
589,000                     | 588433                  | different
1,700                       | 1713                    | rounded
1,710                       | 1713                    | different
120                         | 118                     | different
44,000                      | 440000                  | different
93.8%                       | 93.8 percent            | equal
94%                         | 93.8 percent            | rounded
93%                         | 93.8 percent            | different
0.1                         | 0.1                     | equal

about 440,000               | 440000                  | consistent
about 440,000               | 443000                  | rounded
about 400,000               | 440000                  | different
about 32 million            | 32430000                | rounded
roughly 10 million          | about 10000000          | equal
10 million                  | about 10000000          | qualifier
4.92 million                | about 4918000           | rounded
4.92 million                | nearly 4918000          | qualifier
4.92 million                | more than 4918000       | qualifier
more than 10 million        | about 10000000          | qualifier
nearly 10 million           | about 10000000          | qualifier
about 12 million            | about 10000000          | different

nearly 33 million           | 32900000                | consistent
nearly 33 million           | 32430000                | consistent
nearly 33 million           | 32000000                | different
nearly 33 million           | 33000000                | qualifier
nearly 33 million           | 33100000                | qualifier
nearly 33 million           | nearly 33000000         | equal
about 33 million            | nearly 33000000         | consistent
under 33 million            | nearly 33000000         | consistent
33 million                  | nearly 33000000         | qualifier

more than 2.7 million       | 2750000                 | consistent
more than 2.7 million       | 2600000                 | different
more than 2.7 million       | 2800000                 | different
more than 1.7 million       | more than 2700000       | different
more than 2.7 million       | 2700000                 | qualifier
over 2.7 million            | more than 2700000       | equal
2.7 million                 | more than 2700000       | qualifier
about 2.7 million           | more than 2700000       | qualifier
less than 2.7 million       | more than 2700000       | qualifier
at least 2.7 million        | more than 2700000       | consistent
more than 2.7 million       | at least 2700000        | qualifier
more than 2.7 million       | more than 2750000       | consistent
more than 30 million        | 32430000                | consistent
more than 33 million        | 32900000                | qualifier
more than 1,000             | 1340                    | consistent
at least 440,000            | 440000                  | consistent
440,000 or more             | 440000                  | consistent

less than 1,000             | 950                     | consistent
less than 1,000             | 850                     | different
less than 1,000             | 1000                    | qualifier
up to 1,000                 | 1000                    | consistent
up to 1,000                 | less than 1000          | consistent
under 1,000                 | at most 1000            | qualifier
less than -5                | -5.5                    | consistent

10 to 12 million            | 11000000                | consistent
10 to 12 million            | 12000000                | consistent
10 to 12 million            | 13000000                | different
10 to 12 million            | more than 11000000      | qualifier
10 to 12 million            | at least 10000000       | equal
10 to 12 million            | less than 12000000      | equal
10 to 12 million            | at most 10000000        | qualifier
10 to 12 million            | 10000000..12000000      | equal
10 to 12 million            | 10400000..11600000      | rounded
10 to 14 million            | 11000000..12000000      | consistent
10 to 12 million            | 9000000..12000000       | different
10 to 12 million            | 11000000 (10000000..12000000) | equal
3.5 million                 | 3400000..3600000        | qualifier
about 3.5 million           | 3400000..3600000        | consistent
3.8 million                 | 3400000..3600000        | different
at least 3.4 million        | 3400000..3600000        | consistent
up to 3.6 million           | 3400000..3600000        | consistent
more than 3 million         | 3400000..3600000        | consistent
less than 3.5 million       | 3400000..3600000        | qualifier
7.2 ± 0.4 Mt                | 7.2 (6.8..7.6) Mt       | equal
7.2 ± 0.4 Mt                | 7.2 (6.9..7.5) Mt       | different
7.2 Mt                      | 7.2 (6.8..7.6) Mt       | equal
7.2 ± 0.4 Mt                | 7.2 Mt                  | equal
7 Mt                        | 7.2 (6.8..7.6) Mt       | rounded

7.3 TW                      | 7300 GW                 | equal
7.3 TW                      | 7270 GW                 | rounded
7,300 GW                    | 7.3 TW                  | equal
7,300 MW                    | 7300 GW                 | different
7,300 GWh                   | 7300 GW                 | different
37.4 Gt                     | 37400 million tonnes    | equal
37.4 Gt                     | 37.4 Mt                 | different
62 cents                    | 0.62 $                  | equal
62 cents                    | 0.62 euros              | equal
62p                         | 0.62 $                  | different
62p                         | 0.62 £                  | equal
$40 million                 | 40 million US dollars   | equal
US$40m                      | 40 million $            | equal
HK$40m                      | 40 million $            | different
$40m                        | 40 HK$ million          | different
A$1.2bn                     | 1.2 billion US$         | different
€5 million                  | 5000000 $               | different
¥5 million                  | 5000000 yuan            | equal
20°C                        | 68 °F                   | equal
1.5°C                       | 2.7 °F                  | equal
100 km                      | 62.137 miles            | rounded
3 weeks                     | 21 days                 | equal
2 years                     | 24 months               | equal
36.8 million tons           | 36.8 million tonnes     | equal
25 basis points             | 0.25 percentage points  | equal
320 cases per 100,000 people | 3200 cases per million people | equal
320 cases                   | 320 cases per 100,000 people | equal
320 cases per 1,000 people  | 320 cases per 100,000 people | different
36.8 million                | 36.8 million tonnes     | equal
36.8                        | 36.8 million tonnes     | equal
36.8 tonnes                 | 36.8 million tonnes     | different
5 million                   | 5000000 $               | equal
3.2 million cars            | 3200000 people          | equal

93.8%                       | 93.8                    | different
93.8                        | 93.8 percent            | different
2 percent                   | 2 percentage points     | different
2 percentage points         | 2 percent               | different
$5                          | 5 people                | different
5 days                      | 5 people                | different
5 people                    | 5 days                  | different
5 people                    | 5 percent               | different

fell 2.6 percent            | -2.6 percent            | equal
fell by more than 2.6 percent | more than -2.6 percent  | equal
fell 2.6 percent            | 2.6 percent             | different
increased 2.6 percent       | -2.6 percent            | different
increased 2.6 percent       | 2.6 percent             | equal
-2.6 percent                | -2.6 percent            | equal
2.6 percent                 | -2.6 percent            | different
fell by 4,000               | -4000 people            | equal
fell by 1.5°C               | -2.7 °F                 | equal
"""


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip("\n").splitlines() if line]


@pytest.mark.parametrize(
    ("text", "unit", "written", "match"),
    [
        ("$40m", "New Zealand dollars", "$40 million", "equal"),
        ("40 million dollars", "Australian dollars", "40 million dollars", "equal"),
        ("NZ$40m", "New Zealand dollars", "$40 million", "equal"),
        ("US$40m", "New Zealand dollars", "$40 million", "different"),
        ("A$40m", "New Zealand dollars", "$40 million", "different"),
        ("$40m", "New Zealand dollars", "NZ$40 million", "different"),
        ("$40m", "euros", "40 million", "different"),
    ],
)
def test_a_bare_dollar_is_that_of_the_source(
    text: str, unit: str, written: str, match: str
) -> None:
    """It is another country's only where the source writes it alone, too."""
    there = stated(record(value=40_000_000, unit=unit, written=written))
    assert compare(read(text), there) == match


@pytest.mark.parametrize(("text", "words", "match"), rows(COMPARED))
def test_compares_by_the_rule(text: str, words: str, match: str) -> None:
    """The number alone is not enough: its qualifier, its unit and its direction count, too."""
    assert compare(read(text.strip()), fact(words.strip())) == match.strip()


def record(**parts: Any) -> Record:
    empty: dict[str, Any] = dict.fromkeys(Record._fields)
    return Record(**{**empty, "title": "", "topics": (), "paragraphs": (), "pages": (), **parts})


@pytest.mark.parametrize(
    ("text", "parts", "match"),
    [
        ("fell 2.6 percent", {"written": "decreased 2.6 percent"}, "equal"),
        ("-2.6 percent", {"written": "decreased 2.6 percent"}, "equal"),
        ("2.6 percent", {"written": "decreased 2.6 percent"}, "equal"),
        ("increased 2.6 percent", {"written": "decreased 2.6 percent"}, "different"),
        ("increased 2.6 percent", {"title": "Decline in sales"}, "different"),
        ("fell 2.6 percent", {"title": "Decline in sales"}, "equal"),
        ("fell 2.6 percent", {"written": "rose 2.6 percent", "title": "Decline"}, "different"),
        ("rose to 2.6 percent", {"written": "fell to 2.6 percent"}, "equal"),
    ],
)
def test_a_fact_may_state_its_direction_in_words(text: str, parts: Any, match: str) -> None:
    """A fall that is written without a sign is none the less a fall."""
    states = stated(record(value=2.6, unit="percent", **parts))
    assert compare(read(text), states) == match


def test_a_record_states_what_it_holds() -> None:
    """Exactly, in its unit; one without a value states nothing that a figure could be."""
    holds = record(value=0.1, low=0.05, high=1, unit="million $", qualifier="about", written="x")
    value, low, high, qualifier, unit, written, _ = stated(holds)
    assert (value, low, high) == (Decimal("0.1"), Decimal("0.05"), 1)
    assert (qualifier, written) == ("about", "x")
    assert unit == Unit("money:USD", "USD", Decimal(10**6))
    assert compare(read("5"), stated(record())) == "different"


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ("nearly 45000, 44900", []),
        ("nearly 45000, 45000", [(1, 0)]),
        ("about 45000, 44900, 45100", [(2, 1)]),
        ("about 45000, 46000", [(1, 0)]),
        ("more than 45000, 45100", []),
        ("more than 45000, 45000", [(1, 0)]),
        ("at least 45000, 45000", []),
        ("less than 45000, 45000", [(1, 0)]),
        ("at least 3.4, at most 3.6, 3.5, 3.7", [(3, 2)]),
        ("at least 3.4, at most 3.6, at most 3.6, at most 3.9", [(3, 1)]),
        ("at least 3.6, at most 3.4", [(1, 0)]),
        ("1, 2, 2", [(1, 0), (2, 0)]),
        ("about -5, -4.9, about 0, 0", [(2, 1), (3, 1)]),
        ("3.4..3.6, 3.5, 3.7", [(2, 1)]),
        ("3.4..3.6, 3.5..3.9, 4..5", [(2, 0)]),
        ("2.3 (1.9..2.7), 2.5", []),
        ("more than 3, 2..2.5", [(1, 0)]),
    ],
)
def test_facts_conflict_where_not_all_can_be_true(facts: str, found: Any) -> None:
    """A bound agrees with what lies on its side; two of one side that differ do not."""
    assert list(conflicts(map(fact, facts.split(", ")))) == found


def test_facts_without_a_value_are_in_no_conflict() -> None:
    """What states nothing contradicts nothing."""
    assert list(conflicts([])) == []
    assert list(conflicts([stated(record()), fact("1"), stated(record()), fact("2")])) == [(3, 1)]


numbers = st.one_of(
    st.integers(-(10**15), 10**15), st.integers(0, 999), st.decimals(-(10**9), 10**9, places=3)
).map(Decimal)
qualifiers = st.sampled_from([None, *get_args(Qualifier)])
units = st.sampled_from(
    ["", "million", "people", "tonnes", "million tonnes", "GW", "TW", "days", "km", "miles", "°C"]
).map(unit_of)


def figure_of(
    value: Decimal, qualifier: Qualifier | None = None, unit: Unit | None = None
) -> Figure:
    _, _, exponent = value.as_tuple()
    step = Decimal(1).scaleb(int(exponent))
    return Figure("", 0, 0, value, None, None, qualifier, unit or Unit(), step, None, (0, 0))


@given(st.integers(0, 10**10), st.integers(1, 5))
def test_rounding_agrees_with_comparing(value: int, places: int) -> None:
    """A value that is written rounded compares as rounded, or as equal if nothing was lost."""
    step = 10**places
    rounded = (value + step // 2) // step * step
    figure = figure_of(Decimal(rounded))._replace(step=Decimal(step))
    assert compare(figure, fact(str(value))) == ("equal" if rounded == value else "rounded")
    assert compare(figure, fact(str(rounded + step))) == "different"


@given(numbers, qualifiers)
def test_a_fact_as_written_is_equal_to_itself(value: Decimal, qualifier: Qualifier | None) -> None:
    """What is written from a fact compares as equal to that fact."""
    figure = read(f"they were {qualifier or ''} {write_number(value)} sheep")
    assert compare(figure, Stated(value, None, None, qualifier, Unit(), None)) == "equal"


facts = st.builds(Stated, numbers, st.none(), st.none(), qualifiers, unit=units, written=st.none())


@given(st.builds(figure_of, numbers, qualifiers, units), facts)
def test_what_is_beyond_reach_is_different(figure: Figure, states: Stated) -> None:
    """Every pair has an answer; no value outside of a figure's reach is like it."""
    match = compare(figure, states)
    assert match in MATCHES
    if figure.unit == states.unit and figure.unit.dimension:
        least, greatest = reach(figure)
        assert match == "different" or least <= (states.value or 0) <= greatest


@given(numbers, st.integers(-3, 3), qualifiers, qualifiers)
def test_what_matches_does_not_depend_on_the_unit(
    value: Decimal, quarters: int, said: Qualifier | None, qualifier: Qualifier | None
) -> None:
    """A fact in a unit of a thousandth, with a thousand times the number, is the same fact."""
    figure = figure_of(value, said, unit_of("TW"))
    near = value + quarters * figure.step / 4
    large = Stated(near, None, None, qualifier, unit_of("TW"), None)
    small = Stated(near * 1000, None, None, qualifier, unit_of("GW"), None)
    assert compare(figure, large) == compare(figure, small)
