"""What is often written that is not TOML, and what the message says to write instead."""

from __future__ import annotations

from datetime import date

import pytest
import tomli
from growth import grows_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from factreport.errors import StoreError
from factreport.model import Problem
from factreport.store.toml import parse
from factreport.wording import escaped

NUMBER_ALONE = "a value is only a number, such as 2_700_000 or 0.5; put the wording in `written`"
WORDED = "and put the wording in `written`"
STRAIGHT = "write straight quotes, \" or ', around a text"
NOT_CLOSED = "the text is not closed; add the quote at its end"
TEXT = "put the text in quotes"
ENDS = (
    "the text ends at the quote before this; "
    "put ' around a text that holds \", and \" around one that holds '"
)
IN_ORDER = "write year, month and day, as in 2021-01-26"
ONE_YEAR = "write one year in digits, such as 2020; a span goes into period"
PLACE = "write a number, such as 28, or a list of them, [28, 30]"
ID_RULE = "an id is lower-case letters, digits and hyphens"
ARRAY = "a comma is missing, or the closing bracket ]"
INLINE = "a comma is missing, or the closing bracket }"


def told(text: str) -> str:
    """What the message of a syntax error says beside tomli's words, at the place they are about."""
    with pytest.raises(tomli.TOMLDecodeError) as stopped:
        tomli.loads(text)
    with pytest.raises(StoreError) as refused:
        parse("f.toml", text.encode())
    (problem,) = refused.value.problems
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column) == (stopped.value.lineno, stopped.value.colno)
    said = escaped(stopped.value.msg[0].lower() + stopped.value.msg[1:])
    return problem.message.removeprefix(said).removeprefix("; ")


@pytest.mark.parametrize("form", ["[m]\n{}\n", "o = [\n  {{ {} }},\n]", "o = {{ {}, note = 'x' }}"])
@pytest.mark.parametrize(
    ("given_", "advice"),
    [
        ("value = 312,000,000", "write 312_000_000"),
        ("value = -1,234,567.8", "write -1_234_567.8"),
        ("value = 2,700", "write 2_700, or 2.700 if the comma is a decimal point"),
        ("value = 91,4", "write 91.4"),
        ("value = -0,125", "write -0.125"),
        ("value = 1234,567", "write 1234.567"),
        ("value = 312 million", f"write the number in digits, 312_000_000, {WORDED}"),
        ("value = about 2.7 million", f"write the number in digits, 2_700_000, {WORDED}"),
        ("value = 312 000 000", f"write the number in digits, 312_000_000, {WORDED}"),
        ("value = \u22125", f"write the number in digits, -5, {WORDED}"),
        ("value = 93.8%", "write 93.8; the unit holds the %"),
        ("value = 93,8 per cent", "write 93.8; the unit holds the %"),
        ("value = 312 Mio", f"write the number in digits, 312_000_000, {WORDED}"),
        ("value = 5 people", NUMBER_ALONE),
        ("value = 5 m", NUMBER_ALONE),
        ("value = 5 to 7", NUMBER_ALONE),
        ("value = .5", f"write the number in digits, 0.5, {WORDED}"),
        ("value = many", NUMBER_ALONE),
        ("period = 2016/2020", 'write period = "2016/2020"'),
        ("year = 2016–2020", 'write period = "2016/2020"'),
        ("year = 2020-2016", ONE_YEAR),
        ("year = about 2020", ONE_YEAR),
        ("paragraph = 28, 30", PLACE),
        ("page = 28–30", PLACE),
        ("date = 20/1/2021", "write 2021-01-20"),
        ("date = 26.1.2021", "write 2021-01-26"),
        ("date = 2021-1-26", "write 2021-01-26"),
        ("date = 26 January 2021", "write 2021-01-26"),
        ("date = Jan. 26th, 2021", "write 2021-01-26"),
        ("date = 1/2/2021", IN_ORDER),
        ("date = 30 February 2021", IN_ORDER),
        ("date = 20/1/21", IN_ORDER),
        ("date = 9/9/99999999999999999999", IN_ORDER),
        ("published = last year", IN_ORDER),
        ("title = Annual bulletin", TEXT),
        ("written = 312,000,000", TEXT),
        ("note = 5 people came", TEXT),
        ("unit = %", TEXT),
        ("anything = at all", TEXT),
        ("topics = [training, jobs]", TEXT),
        ("title = “Annual bulletin”", STRAIGHT),
        ("topics = [\u2018training\u2019]", STRAIGHT),
        ('title = "The "big" one"', ENDS),
        ("title = 'It's here'", ENDS),
        ('topics = ["a, "b"]', ENDS),
        ('topics = ["a" "b"]', ARRAY),
    ],
)
def test_what_is_often_written_is_answered_with_what_to_write(
    given_: str, advice: str, form: str
) -> None:
    """Behind a key of a table as in an inline table, at the end as before another key."""
    assert told(form.format(given_)) == advice


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ('a = "x\nb = 1\n', NOT_CLOSED),
        ("a = 'x\nb = 'y'\n", NOT_CLOSED),
        ('a = "x', NOT_CLOSED),
        ("\xa0a = 1\n", "remove the character U+00A0"),
        ("a\u200b= 1\n", "remove the character U+200B"),
        ("a =\xa01\n", "remove the character U+00A0"),
        ("a = 1\0", "remove the character U+0000"),
        ("a = 1\n\ufeffb = 1\n", "remove the character U+FEFF"),
        ('a = "x”\n', STRAIGHT),
        ('o = { a = "x”, b = 1 }\n', STRAIGHT),
        ('a = "the “x”\n', NOT_CLOSED),
        ("a = 'x\n", "a text above is not closed; add the quote at its end"),
        ("“a” = 1\n", STRAIGHT),
        ("a = 1,\n", "remove the comma; each key has its own line"),
        ("o = [\n  { a = 1 }\n  { a = 2 }\n]\n", ARRAY),
        ("o = [\n  { a = 1 },\n  { a = 2 }\n\n[topic.t]\n", ARRAY),
        ("o = [1", ARRAY),
        ("o = [\n  { a = 1 };\n  { a = 2 },\n]\n", ARRAY),
        ("o = { a = 1; b = 2 }\n", INLINE),
        ('unit = "a"\nunit = "b"\n', "this key is defined twice; keep one"),
        ("date = 2019-09-31\n", "the calendar has no such day"),
        ('unit: "hours"\n', "write = instead of :"),
        ("[metric.people in work]\n", ID_RULE),
        ("[metric.élan]\n", ID_RULE),
        ("o = { value = 5 year = 2020 }\n", INLINE),
        ('o = { written = "5"year = 2020 }\n', INLINE),
        ("o = [{ a = 1,\n  b = 2 ]\n", INLINE),
        (
            "o = [\n  { a = 1 },\n\n[topic.t]\n",
            "the array before this table is not closed; add its closing bracket ]",
        ),
        (
            "[metric.jobs-lost]\n[metric.jobs-lost]\n",
            "[metric.jobs-lost] is defined twice; give one of them another id",
        ),
        (
            "[m.a.observations]\n[m.a.observations]\n",
            "[m.a.observations] is defined twice; give one of them another id",
        ),
    ],
)
def test_a_slip_of_the_form_is_answered_with_what_to_do(text: str, advice: str) -> None:
    """Quotes, commas and brackets that are missing or of the wrong kind, a table that is twice."""
    assert told(text) == advice


@pytest.mark.parametrize(
    "text",
    [
        *("a = = 1", "a = null", "value = True", "value = "),
        *("value = 5 year = 2020", "paragraph = [1,000]", "a = [28-30]"),
        f"value = 312{',000' * 100}",
        f"{'x' * 300} = 91,4",
        f"[topic.{'x' * 300}]\n" * 2,
    ],
)
def test_where_it_is_not_plain_what_was_meant_nothing_is_advised(text: str) -> None:
    """What tomli says stands alone, also where the line goes on further than is looked."""
    assert told(text) == ""


@given(st.integers(10**6, 10**15), st.booleans())
def test_the_digits_that_are_advised_are_the_number(number: int, is_negative: bool) -> None:
    """Grouped by commas, a number comes back as what TOML reads as the same one."""
    number = -number if is_negative else number
    advised = told(f"value = {number:,}").removeprefix("write ").partition(":")[0]
    assert tomli.loads(f"value = {advised}") == {"value": number}


@given(st.dates(min_value=date(1000, 1, 1)), st.booleans())
def test_the_day_that_is_advised_is_the_only_one(day: date, is_american: bool) -> None:
    """In words a day is plain, in numbers only where no other day could be meant."""
    assert told(f"date = {day.day} {day:%B} {day.year}") == f"write {day}"
    order = (day.month, day.day) if is_american else (day.day, day.month)
    is_plain = day.day > 12 or day.day == day.month
    advice = f"write {day}" if is_plain else IN_ORDER
    assert told(f"date = {order[0]}/{order[1]}/{day.year}") == advice


_PIECES = st.sampled_from(
    [
        *("value = ", "date = ", "title = ", "year = ", "o = [", "{", "}", "]", "[a.b]", "\n", ","),
        *("312", ",000", " million", "%", "20/1/2021", "about", '"', "'", "”", "“", " ", "#", "\t"),
        *("=", "null", "\0", "\r\n", "é", "\x1b", "9" * 30),
    ]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_whatever_is_written_is_read_or_told(text: str) -> None:
    """Advice comes behind what tomli says, at its place, or in its stead for a table twice."""
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        is_twice = error.msg.startswith("Cannot declare")
    else:
        return
    assert ("is defined twice" in told(text)) == is_twice


@pytest.mark.parametrize("piece", ["x", " ", "\0", "value = ", "1,", "“", "value = a ", "é"])
def test_a_mistake_in_a_long_line_is_told_at_once(piece: str) -> None:
    """Only what is near the place is looked at, whatever stands there."""
    assert grows_in_proportion(lambda length: told(f"o = {{ value = 5 {piece * length}"), 60_000)
