"""TOML as written: what is no TOML is refused with its place, and every key has its line."""

from __future__ import annotations

import time
import tracemalloc
from datetime import date
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from factreport.errors import StoreError
from factreport.model import Problem
from factreport.store.syntax import Path, find_lines, parse
from factreport.wording import escaped

DEEP = "arrays, tables or a key nested more than 400 deep; flatten them"
LONG = "an integer of more than 4,300 digits; a value is less than 2^63 in size"


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        pytest.param(b"[a]\nx = = 1\n", 2, 5, "invalid value", id="syntax"),
        pytest.param(
            b"a = 1\na = 2\n",
            2,
            6,
            "cannot overwrite a value; this key is there already; keep one",
            id="twice",
        ),
        pytest.param(b"a = 'x", 1, 7, 'expected "\'"', id="open string"),
        pytest.param(b"[a\n", 1, 3, "expected ']' at the end of a table declaration", id="header"),
        pytest.param(
            b'a = 1\nb = "\xc3\xa9\xff"\n',
            *(2, 7, "byte 0xff is not UTF-8; save the file as UTF-8"),
            id="not UTF-8",
        ),
        pytest.param(
            b'\xef\xbb\xbfa = "\xe9"\n',
            *(1, 6, "byte 0xe9 is not UTF-8; save the file as UTF-8"),
            id="not UTF-8 behind a BOM",
        ),
        pytest.param(
            b"\xff\xfea\x00 \x00",
            *(1, 1, "byte 0xff is not UTF-8; save the file as UTF-8"),
            id="UTF-16",
        ),
        pytest.param(b"a = 1\nb = '\0'\n", 2, 6, "found invalid character '\\x00'", id="NUL"),
        pytest.param(b"a = '\x1b'\n", 1, 6, "found invalid character '\\x1b'", id="ESC"),
        pytest.param(b"a = 1\nb = " + b"[" * 100_000, 2, 405, DEEP, id="brackets"),
        pytest.param(b"a = " + b"[" * 500 + b"]" * 500, 1, 405, DEEP, id="closed brackets"),
        pytest.param(b"a = " + b"{a = " * 500, 1, 2005, DEEP, id="inline tables"),
        pytest.param(b"x = 1\n" + b".".join([b"a"] * 1_100) + b" = 1", 2, 1, DEEP, id="key"),
        pytest.param(b"[" + b".".join([b"a"] * 3_000) + b"]", 1, 2, DEEP, id="long header"),
        pytest.param(
            b"x = 1\n" + b" . ".join([b'"a"'] * 1_100) + b" = 1", 2, 1, DEEP, id="quoted key"
        ),
        pytest.param(b"x = 1\na = " + b"1" * 5_000, 2, 5, LONG, id="integer"),
        pytest.param(b"a = [1,\n  -" + b"1" * 5_000 + b"]", 2, 4, LONG, id="negative integer"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_place(
    content: bytes, line: int, column: int, words: str
) -> None:
    """One problem with line and column, from 1, whatever is wrong with the file."""
    with pytest.raises(StoreError) as caught:
        parse("f.toml", content)
    assert caught.value.problems == (Problem("f.toml", line, "error", None, words, column),)


@pytest.mark.parametrize(
    ("content", "tables"),
    [
        (b"", {}),
        (b"# nothing\n", {}),
        (b"\xef\xbb\xbfa = 1\n", {"a": 1}),
        (b"a = 1\r\n[b]\r\nc = 2\r\n", {"a": 1, "b": {"c": 2}}),
        (b"a = '\xe4\xbd\xa0'", {"a": "你"}),
        (b"a = " + b"1" * 4_300, {"a": int("1" * 4_300)}),
    ],
)
def test_what_is_toml_is_read(content: bytes, tables: dict[str, Any]) -> None:
    """A BOM and line ends of Windows are read as usual, and so is a file without a key."""
    assert parse("f.toml", content)[0] == tables


# --- Mistakes that are often made -----------------------------------------------------------------

NUMBER_ALONE = "a value is a number alone, such as 2_700_000 or 0.5; its wording goes into written"
WORDED = "and its wording into written"
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
    return problem.words.removeprefix(said).removeprefix("; ")


@pytest.mark.parametrize("form", ["[m]\n{}\n", "o = [\n  {{ {} }},\n]", "o = {{ {}, note = 'x' }}"])
@pytest.mark.parametrize(
    ("given_", "advice"),
    [
        ("value = 312,000,000", "write 312_000_000: TOML groups digits with _"),
        ("value = -1,234,567.8", "write -1_234_567.8: TOML groups digits with _"),
        ("value = 2,700", "write 2_700, or 2.700 where the comma stands before a fraction"),
        ("value = 91,4", "write 91.4: TOML has a decimal point"),
        ("value = -0,125", "write -0.125: TOML has a decimal point"),
        ("value = 1234,567", "write 1234.567: TOML has a decimal point"),
        ("value = 312 million", f"write the number in digits, 312_000_000, {WORDED}"),
        ("value = about 2.7 million", f"write the number in digits, 2_700_000, {WORDED}"),
        ("value = 312 000 000", f"write the number in digits, 312_000_000, {WORDED}"),
        ("value = \u22125", f"write the number in digits, -5, {WORDED}"),
        ("value = 93.8%", "write 93.8; the unit holds the %"),
        ("value = 93,8 per cent", "write 93.8; the unit holds the %"),
        ("value = 312 Mio", NUMBER_ALONE),
        ("value = 5 people", NUMBER_ALONE),
        ("value = 5 m", NUMBER_ALONE),
        ("value = 5 to 7", NUMBER_ALONE),
        ("value = .5", NUMBER_ALONE),
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
        ('a = "x”\n', STRAIGHT),
        ('o = { a = "x”, b = 1 }\n', STRAIGHT),
        ('a = "the “x”\n', NOT_CLOSED),
        ("a = 'x\n", "a text further up is not closed; add the quote at its end"),
        ("“a” = 1\n", STRAIGHT),
        ("a = 1,\n", "remove the comma; each key has its own line"),
        ("o = [\n  { a = 1 }\n  { a = 2 }\n]\n", ARRAY),
        ("o = [\n  { a = 1 },\n  { a = 2 }\n\n[topic.t]\n", ARRAY),
        ("o = [1", ARRAY),
        ("o = [\n  { a = 1 };\n  { a = 2 },\n]\n", "write a comma instead of ;"),
        ("o = { a = 1; b = 2 }\n", "write a comma instead of ;"),
        ('unit = "a"\nunit = "b"\n', "this key is there already; keep one"),
        ("date = 2019-09-31\n", "the calendar has no such day"),
        ('unit: "hours"\n', "write = instead of :"),
        ("[metric.people in work]\n", ID_RULE),
        ("[metric.élan]\n", ID_RULE),
        ("  // remark\n", "a comment begins with #"),
        ("[metric]\n[metric]\n", "[metric] is there twice; keep one"),
        ("o = { value = 5 year = 2020 }\n", INLINE),
        ('o = { written = "5"year = 2020 }\n', INLINE),
        ("o = [{ a = 1,\n  b = 2 ]\n", INLINE),
        (
            "o = [\n  { a = 1 },\n\n[topic.t]\n",
            "the array before this table is not closed; add its closing bracket ]",
        ),
        (
            "[metric.jobs-lost]\n[metric.jobs-lost]\n",
            "[metric.jobs-lost] is there twice; give one of them another id",
        ),
        (
            "[m.a.observations]\n[m.a.observations]\n",
            ("[m.a.observations] is there twice; keep one, or write each as [[m.a.observations]]"),
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
    assert ("is there twice" in told(text)) == is_twice


@pytest.mark.parametrize("piece", ["x", " ", "\0", "value = ", "1,", "“", "value = a ", "é"])
def test_a_mistake_in_a_long_line_is_told_at_once(piece: str) -> None:
    """Only what is near the place is looked at, whatever stands there."""
    text = f"o = {{ value = 5 {piece * 1_000_000}"
    started = time.process_time()
    told(text)
    assert time.process_time() - started < 5


def test_a_thousand_parts_of_a_header_are_read_or_refused_in_a_moment() -> None:
    """Deep tables below the limit can be walked as well as read."""
    parts = ("a",) * 300
    text = f"\n[{'.'.join(parts)}]\nb = 1\n"
    assert parse("f.toml", text.encode())[0]
    assert find_lines(text, [(*parts, "b")]) == {(*parts, "b"): 3}


DOCUMENT = '''\
top = 1
[source.one]                # a comment with [metric.two] in it
title = "[metric.two]"
"quoted key" = 1
'literal "key"' = 2
note = """
[metric.two]
title = 3
"""
url = \'\'\'
[metric.two]
\'\'\'

  [ metric . "two" ]
title = "T" # value = 4
dotted.key.inside = 1
dotted.key.beside = 2
observations = [
    # none here
    { year = 2020, value = 1 },
    { year = 2021,
      value = [1,
        2] },

    {},
]
last = { a.b = 1, c = { d = [ { e = 1 } ] } }

[[array]]
name = 1
[array.inner]
deep = 1
[[array]]
name = 2
[[array.items]]
x = 1
[[array.items]]
x = 2
[metric.three]
date = 2021-01-26 12:00:00
value = -1.5e3
'''
LINES: dict[Path, int] = {
    (): 1,
    ("top",): 1,
    ("source", "one"): 2,
    ("source", "one", "title"): 3,
    ("source", "one", "quoted key"): 4,
    ("source", "one", 'literal "key"'): 5,
    ("source", "one", "note"): 6,
    ("source", "one", "url"): 10,
    ("metric", "two"): 14,
    ("metric", "two", "title"): 15,
    ("metric", "two", "dotted"): 16,
    ("metric", "two", "dotted", "key", "inside"): 16,
    ("metric", "two", "dotted", "key", "beside"): 17,
    ("metric", "two", "observations"): 18,
    ("metric", "two", "observations", 0): 20,
    ("metric", "two", "observations", 0, "value"): 20,
    ("metric", "two", "observations", 1): 21,
    ("metric", "two", "observations", 1, "value"): 22,
    ("metric", "two", "observations", 1, "value", 1): 23,
    ("metric", "two", "observations", 2): 25,
    ("metric", "two", "last", "a", "b"): 27,
    ("metric", "two", "last", "c", "d", 0, "e"): 27,
    ("array", 0): 29,
    ("array", 0, "name"): 30,
    ("array", 0, "inner", "deep"): 32,
    ("array", 1): 33,
    ("array", 1, "name"): 34,
    ("array", 1, "items", 0, "x"): 36,
    ("array", 1, "items", 1): 37,
    ("array", 1, "items", 1, "x"): 38,
    ("metric", "three", "value"): 41,
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_key_and_element_has_its_line(end: str) -> None:
    """Headers, keys, elements and tables in them; what looks like a header in a string is none."""
    assert tomli.loads(DOCUMENT)
    assert find_lines(DOCUMENT.replace("\n", end), LINES) == LINES


def test_what_is_not_there_has_the_line_of_its_parent() -> None:
    """A missing key is shown where its entry begins, a missing entry at the top."""
    assert find_lines(
        DOCUMENT, [("metric", "two", "unit"), ("metric", "two", "observations", 7), ("event", "x")]
    ) == {
        ("metric", "two", "unit"): 14,
        ("metric", "two", "observations", 7): 18,
        ("event", "x"): 1,
    }


def test_nothing_is_kept_of_what_nobody_asks_for() -> None:
    """Keys of hundreds of parts are walked in less memory than their text takes."""
    lines = [f"k{number}.{'.'.join(['a'] * 890)} = 1\n" for number in range(50)]
    text = "".join(lines)
    tracemalloc.start()
    try:
        found = find_lines(text, [("k49",)])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == {("k49",): 50}
    assert most < len(text)


# --- Documents of any shape, written with a note of where each key went --------------------------

_NAMES = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True), st.text("a .\"'[]#=é\\", max_size=4)
)
_SCALARS = st.one_of(
    st.sampled_from(["1", "-2.5", "true", "2021-01-26", "2021-01-26 10:00:00Z", "nan", "0xff"]),
    st.sampled_from(["'[a]'", '"# no"', '"\\"]"', "''", '"\\\\"']),
    st.sampled_from(['"""\n[a]\nb = 1\n"""', "'''\n\n]'''", '"""a""b\\"""""', "''''a'''"]),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_NAMES, inner, max_size=3)
    ),
    max_leaves=6,
)
_TABLES = st.dictionaries(_NAMES, st.dictionaries(_NAMES, _VALUES, max_size=3), max_size=4)
_BLANKS = st.sampled_from(["", "\n", "# [x] = {\n", " \n\n"])


class _Writer:
    """Writes TOML, and notes the line on which each path begins."""

    def __init__(self, draw: Any) -> None:
        self.text, self.lines, self._draw = "", dict[Path, int](), draw

    def put(self, text: str) -> None:
        self.text += text

    def begin(self, path: Path) -> None:
        self.lines[path] = self.text.count("\n") + 1

    def value(self, path: Path, value: Any) -> None:
        if isinstance(value, str):
            self.put(value)
        elif isinstance(value, list):
            self._array(path, value)
        else:
            self._inline(path, value)

    def _array(self, path: Path, values: list[Any]) -> None:
        self.put("[")
        for number, value in enumerate(values):
            self.put(self._draw(_BLANKS))
            self.begin((*path, number))
            self.value((*path, number), value)
            self.put(f"{self._draw(_BLANKS)},")
        self.put(f"{self._draw(_BLANKS)}]")

    def _inline(self, path: Path, table: dict[str, Any]) -> None:
        self.put("{")
        for number, (name, value) in enumerate(table.items()):
            self.put(", " if number else " ")
            self.begin((*path, name))
            self.put(f"{_key(name)} = ")
            self.value((*path, name), value)
        self.put("}")


def _key(name: str) -> str:
    if name and all(char.isascii() and (char.isalnum() or char in "_-") for char in name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def documents(draw: Any) -> tuple[str, dict[Path, int]]:
    writer = _Writer(draw)
    for name, table in draw(_TABLES).items():
        writer.put(draw(_BLANKS))
        writer.begin((name,))
        writer.put(f"[{_key(name)}]\n")
        for key, value in table.items():
            writer.put(draw(_BLANKS))
            writer.begin((name, key))
            writer.put(f"{_key(key)} = ")
            writer.value((name, key), value)
            writer.put(draw(st.sampled_from(["\n", " # [x]\n"])))
    return writer.text, writer.lines


@given(documents())
def test_in_any_document_each_key_has_its_line(document: tuple[str, dict[Path, int]]) -> None:
    """For documents of any shape, every key and every element is found on its own line."""
    text, lines = document
    assert set(tomli.loads(text)) == {str(path[0]) for path in lines}
    assert find_lines(text, lines) == lines


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Whatever is in a file, it is read or refused with a place within it."""
    try:
        tables, text = parse("f.toml", content)
    except StoreError as error:
        (problem,) = error.problems
        assert isinstance(problem, Problem)
        assert 1 <= problem.line <= content.count(b"\n") + 1
        assert problem.column
    else:
        assert len(find_lines(text, [(name,) for name in tables])) == len(tables)
