"""What is refused in a store, with which words and at which line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Report
from store.problems import BASE, CLAIM, METRIC, check, problems

from factreport import Query, open_store
from factreport.errors import StoreError
from factreport.kinds import OBSERVATION, TABLES, Key

Write = Callable[..., str]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is ``facts.toml`` in the working folder, so that messages name just that."""
    monkeypatch.chdir(tmp_path)


ID_RULE = "an id is lower-case letters, digits and hyphens"
QUALIFIERS = "about, nearly, more than, at least, less than or at most"
DATE = "must be a date such as 2021-01-26 without quotes"
OF_A_CLAIM = f"; known: {', '.join(TABLES['claim'].keys)}"
OF_AN_OBSERVATION = f"; known: {', '.join(OBSERVATION.keys)}"
PUBLISHED = 'must be a day, 2021-01-26, a month, "2021-01", or a year, 2021, not "January"'
NEEDED = "an observation needs a value; add value, low and high or written"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # tables and ids
        (
            '[metrics.x]\ntitle = "X"\n',
            ['5: error: unknown table "metrics"; did you mean "metric"?'],
        ),
        ("[[policy]]\na = 1\n", ["5: error: policy must be tables of the form [policy.ID]"]),
        ("[claim]\nx = 1\n", ["6: error: claim.x: must be a table of the form [claim.x]"]),
        (CLAIM.replace("c]", "Foo]"), [f'5: error: claim.Foo: "Foo" is not an id; {ID_RULE}']),
        (
            CLAIM.replace("c]", "é]").replace("é", '"é"'),
            [f'5: error: claim.é: "é" is not an id; {ID_RULE}'],
        ),
        (CLAIM.replace("c]", "a_b]"), [f'5: error: claim.a_b: "a_b" is not an id; {ID_RULE}']),
        (CLAIM.replace("c]", "-a]"), [f'5: error: claim.-a: "-a" is not an id; {ID_RULE}']),
        (
            CLAIM + '[event.c]\ntitle = "E"\n',
            ['9: error: event.c: the id "c" is taken by claim.c in facts.toml; choose another'],
        ),
        (
            '[topic.s]\ntitle = "T"\n',
            [('5: error: topic.s: the id "s" is taken by source.s in facts.toml; choose another')],
        ),
        # keys
        (
            CLAIM + "sumary = 1\n",
            ['9: error: claim.c: unknown key "sumary"; did you mean "summary"?'],
        ),
        (CLAIM + "zzz = 1\n", [f'9: error: claim.c: unknown key "zzz"{OF_A_CLAIM}']),
        (CLAIM + 'status = "planned"\n', [f'9: error: claim.c: unknown key "status"{OF_A_CLAIM}']),
        (
            "[claim.x]\n",
            [
                "5: error: claim.x: title is missing; add title = …",
                "5: error: claim.x: topics is missing; add topics = …",
            ],
        ),
        (
            "[metric.x]\n",
            [
                f"5: error: metric.x: {key} is missing; add {key} = …"
                for key in ("title", "topics", "unit", "observations")
            ],
        ),
        ("[source.x]\n", ["5: error: source.x: title is missing; add title = …"]),
        ("[topic.x]\n", ["5: error: topic.x: title is missing; add title = …"]),
        (
            METRIC + "observations = [{}]\n",
            [f"10: error: metric.m, observation 1: {NEEDED}"],
        ),
        # types: none is taken for another
        (
            CLAIM.replace('"C"', "true"),
            ["6: error: claim.c: title must be a string, not a boolean"],
        ),
        (
            CLAIM.replace('["t"]', '"t"'),
            ["7: error: claim.c: topics must be an array of ids, not a string"],
        ),
        (CLAIM + "note = 2020-01-01\n", ["9: error: claim.c: note must be a string, not a date"]),
        (CLAIM + "by = []\n", ["9: error: claim.c: by must be a string, not an array"]),
        (CLAIM + "area = {}\n", ["9: error: claim.c: area must be a string, not a table"]),
        (
            CLAIM + "year = true\n",
            ["9: error: claim.c: year must be an integer, not a boolean; a span goes into period"],
        ),
        (
            CLAIM + "year = 2020.0\n",
            ["9: error: claim.c: year must be an integer, not a float; a span goes into period"],
        ),
        (CLAIM + "year = 0\n", ["9: error: claim.c: year must be from 1 to 9999, not 0"]),
        (
            CLAIM + "period = 2020\n",
            ["9: error: claim.c: period must be a string, not an integer; write it in quotes"],
        ),
        (
            CLAIM + 'period = "2020-2021"\n',
            ['9: error: claim.c: period is wrong: "2020-2021" is not a period; write "2020/2021"'],
        ),
        (
            CLAIM + 'period = "2020/2016"\n',
            [
                (
                    '9: error: claim.c: period is wrong: the span "2020/2016" runs backwards; '
                    'write "2016/2020"'
                )
            ],
        ),
        (
            CLAIM + 'period = "2021-02-30"\n',
            ['9: error: claim.c: period is wrong: the calendar has no day "2021-02-30"'],
        ),
        (CLAIM + 'date = "2021-01-26"\n', [f"9: error: claim.c: date {DATE}, not a string"]),
        (
            CLAIM + "date = 2021-01-26T00:00:00\n",
            [f"9: error: claim.c: date {DATE}, not a date with a time"],
        ),
        (CLAIM + "date = 10:00:00\n", [f"9: error: claim.c: date {DATE}, not a time"]),
        (
            '[source.x]\ntitle = "X"\npublished = "January"\n',
            [f"7: error: source.x: published {PUBLISHED}"],
        ),
        (
            CLAIM + "paragraph = true\n",
            ["9: error: claim.c: paragraph must be a number or a list of numbers, not a boolean"],
        ),
        (
            CLAIM + 'page = [1, "2"]\n',
            ["9: error: claim.c: page must be a number or a list of numbers, not a string"],
        ),
        (CLAIM + "page = 0\n", ["9: error: claim.c: page must be 1 or more"]),
        (CLAIM + f"page = {2**63}\n", ["9: error: claim.c: page must be less than 2^63"]),
        (CLAIM + "page = []\n", ["9: error: claim.c: page is empty; give at least one number"]),
        (
            CLAIM.replace('["t"]', "[]"),
            ["7: error: claim.c: topics has 0 elements; write from 1 to 100"],
        ),
        (
            CLAIM.replace('["t"]', '["t", "t"]'),
            ["7: error: claim.c: topics has the same element twice"],
        ),
        (
            CLAIM.replace('["t"]', '["t", ["t"]]'),
            ["7: error: claim.c: topics has an element that must be a string, not an array"],
        ),
        (
            CLAIM.replace('["t"]', '["T t"]'),
            [f"7: error: claim.c: topics has an element that is not an id; {ID_RULE}"],
        ),
        (CLAIM + 'by = " "\n', ["9: error: claim.c: by is empty; fill it in or remove the key"]),
        (
            METRIC + "observations = []\n",
            ["10: error: metric.m: observations is empty; a metric has at least one"],
        ),
        (
            METRIC + "observations = [1]\n",
            [
                (
                    "10: error: metric.m: observations must be an array of tables, "
                    "one for each observation"
                )
            ],
        ),
        (
            '[policy.p]\ntitle = "P"\ntopics = ["t"]\nstatus = "inforce"\n',
            [
                (
                    '8: error: policy.p: status is "inforce", not one of in force, completed or '
                    'planned; did you mean "in force"?'
                )
            ],
        ),
        # references
        (
            CLAIM.replace('["t"]', '["t", "tt"]'),
            ['7: error: claim.c: topic "tt" is not defined; did you mean "t"?'],
        ),
        (
            CLAIM.replace('"s"', '"zzz"'),
            ['8: error: claim.c: source "zzz" is not defined; add [source.zzz]'],
        ),
        (
            METRIC.replace('"s"', '"zzz"')
            + "observations = [{ value = 1 }, { value = 2, page = 1 }]\n",
            ['9: error: metric.m: source "zzz" is not defined; add [source.zzz]'],
        ),
        (
            METRIC.replace('"s"', '"zzz"') + 'observations = [{ value = 1, source = "s" }]\n',
            ['9: error: metric.m: source "zzz" is not defined; add [source.zzz]'],
        ),
        # times
        (
            CLAIM + 'year = 2020\nperiod = "2020"\n',
            ["10: error: claim.c: year and period are given; keep one"],
        ),
        (
            '[event.e]\ntitle = "E"\ntopics = ["t"]\n',
            ["5: error: event.e: an event needs a time; add year, period or date"],
        ),
        (
            '[event.e]\ntitle = "E"\ntopics = ["t"]\nyear = "2020"\n',
            ["8: error: event.e: year must be an integer, not a string; write 2020 without quotes"],
        ),
    ],
)
def test_every_mistake_is_told_at_its_line(text: str, expected: list[str]) -> None:
    """Each rule of the format has its message, at the line of the key or the header."""
    assert check(text) == expected


@pytest.mark.parametrize(
    ("observation", "words"),
    [
        ("value = true", "value must be an integer or a finite number, not a boolean"),
        (
            'value = "1,690"',
            (
                "value must be a number, not a string; write 1_690, or 1.690 if the comma is a "
                "decimal point"
            ),
        ),
        ('value = "18%"', "value must be a number, not a string; write 18; the unit holds the %"),
        ("value = nan", "value must be a finite number, not nan"),
        ("value = -inf", "value must be a finite number, not -inf"),
        ("value = 1e400", "value must be a finite number, not inf"),
        ("value = 9223372036854775808", "value must be less than 2^63 in size"),
        ("value = -9223372036854775808", "value must be less than 2^63 in size"),
        ("value = 1e19", "value must be less than 2^63 in size"),
        ("value = 1, yaer = 1", 'unknown key "yaer"; did you mean "year"?'),
        ("value = 1, unit = 'x'", f'unknown key "unit"{OF_AN_OBSERVATION}'),
        (
            'value = 1, qualifier = "abuot"',
            f'qualifier is "abuot", not one of {QUALIFIERS}; did you mean "about"?',
        ),
        ("value = 1, qualifier = 1", "qualifier must be a string, not an integer"),
        ("value = 1, qualifier = []", "qualifier must be a string, not an array"),
        (
            'written = "412,413,414,417,421,423,428"',
            "written states a figure that must be less than 2^63 in size",
        ),
        ('value = 1, written = "2"', 'written "2" reads as 2, but value is 1; correct one of them'),
        (
            'value = 1, qualifier = "abuot", written = "about 1"',
            f'qualifier is "abuot", not one of {QUALIFIERS}; did you mean "about"?',
        ),
        (
            'value = 1, qualifier = "about", written = "more than 1"',
            (
                'written "more than 1" reads as more than 1, but qualifier is "about"; '
                'set qualifier = "more than", or correct written'
            ),
        ),
        (
            'value = 1, qualifier = "about", written = "1"',
            (
                'written "1" reads as 1, but qualifier is "about"; leave qualifier out, '
                "or correct written"
            ),
        ),
        (
            'value = 1, written = "many"',
            'written "many" contains no figure that can be read; remove `written`',
        ),
        ("value = 1, year = 2020, date = 2020-01-01", "year and date are given; keep one"),
        ('value = 1, source = "zzz"', 'source "zzz" is not defined; add [source.zzz]'),
        ('value = 1, area = ""', "area is empty; fill it in or remove the key"),
    ],
)
@pytest.mark.parametrize("before", ["", "    { value = 7 },\n"])
def test_a_mistake_in_an_observation_is_told_at_its_own_line(
    observation: str, words: str, before: str
) -> None:
    """An observation is named by its number, also behind others that are right."""
    number = 1 + bool(before)
    text = f"{METRIC}observations = [\n{before}    {{ {observation} }},\n]\n"
    assert check(text) == [f"{10 + number}: error: metric.m, observation {number}: {words}"]


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        (
            "year = 1",
            "year = true",
            "year must be an integer, not a boolean; a span goes into period",
        ),
        ("year = 1", "year = 1.0", "year must be an integer, not a float; a span goes into period"),
        (
            "paragraph = 1",
            "paragraph = true",
            "paragraph must be a number or a list of numbers, not a boolean",
        ),
        ("paragraph = 1", "paragraph = 0", "paragraph must be 1 or more"),
        ("paragraph = [1, 2]", "paragraph = []", "paragraph is empty; give at least one number"),
        ('area = "A"', 'area = " "', "area is empty; fill it in or remove the key"),
        ('area = "A"', 'area = "\\u0000"', "area holds the character U+0000; remove it"),
        ('note = "A"', "note = 1", "note must be a string, not an integer"),
        ('source = "s"', 'source = "r"', 'source "r" is not defined; add [source.r]'),
        (
            'written = "1"',
            'written = "2"',
            'written "2" reads as 2, but value is 1; correct one of them',
        ),
    ],
)
def test_one_mistake_among_many_that_are_right_is_told(right: str, wrong: str, words: str) -> None:
    """Also where it is equal to what is right, as true is to 1, and others like it were right."""
    rows = [f"    {{ value = 1, {right} }},\n"] * 4
    first = f"{METRIC}observations = [\n{''.join(rows)}]\n"
    rows[2] = f"    {{ value = 1, {wrong} }},\n"
    second = f"{METRIC.replace('.m]', '.n]')}observations = [\n{''.join(rows)}]\n"
    told = [line for line in check(first + second) if ": error: " in line]
    assert told == [f"24: error: metric.n, observation 3: {words}"]


_HUGE = {
    "decimal": "9" * 1_000,
    "hexadecimal": f"0x{'f' * 900}",
    "binary": f"0b{'1' * 900}",
}


@pytest.mark.parametrize("digits", _HUGE.values(), ids=_HUGE)
@pytest.mark.parametrize(
    ("key", "clause"),
    [
        ("value", "value must be less than 2^63 in size"),
        ("year", "year must be from 1 to 9999"),
        ("paragraph", "paragraph must be less than 2^63"),
        ("date", f"date {DATE}, not an integer"),
        ("qualifier", "qualifier must be a string, not an integer"),
        ("source", "source must be a string, not an integer"),
        ("written", "written must be a string, not an integer"),
        ("yaer", 'unknown key "yaer"; did you mean "year"?'),
    ],
)
def test_an_integer_that_has_no_end_is_one_line(
    key: str, clause: str, digits: str, store: Write, report: Report
) -> None:
    """Digits of sixteen, eight and two are read however many there are: refused like any other."""
    value = "" if key == "value" else "value = 5, "
    path = store(f"{BASE}{METRIC}observations = [{{ {value}{key} = {digits} }}]\n")
    told = f"{path}:10: error: metric.m, observation 1: {clause}\n"
    assert report("metric", "--facts", path, code=2) == ("", told)
    assert report("check", path, code=1).out == told


@pytest.mark.parametrize(
    "number", ["1" * 1_001, "1_" * 501 + "1", f"0x{'f' * 1_001}", f"0.{'1' * 1_001}"]
)
def test_a_number_of_more_than_a_thousand_digits_is_told_at_its_column(number: str) -> None:
    """To read it could take a hundred times the memory of the file."""
    words = "a number of more than 1,000 digits; a value is less than 2^63 in size"
    assert check(f"{METRIC}observations = [{{ value = {number} }}]\n") == [f"10:27: error: {words}"]
    assert not check(f'{CLAIM}note = "{number[:1_000]} {number}"\n')


@pytest.mark.parametrize("value", ["9223372036854775807", "-9223372036854775807", "0", "-0.5"])
def test_a_value_just_below_the_limit_is_kept_exactly(value: str) -> None:
    """The largest value that is allowed comes back to the last digit."""
    assert check(f"{METRIC}observations = [{{ value = {value} }}]\n") == []
    (record,) = open_store().select(Query())
    assert repr(record.value) == value


# Where each kind of entry can hold a string, and the rest of it.
_HOLDERS = {
    "source": '[source.x]\ntitle = "X"\n',
    "topic": '[topic.x]\ntitle = "X"\n',
    "metric": '[metric.x]\ntitle = "X"\ntopics = ["t"]\nunit = "u"\n'
    "observations = [{ value = 1 }]\n",
    "policy": '[policy.x]\ntitle = "X"\ntopics = ["t"]\n',
    "event": '[event.x]\ntitle = "X"\ntopics = ["t"]\nyear = 2020\n',
    "claim": '[claim.x]\ntitle = "X"\ntopics = ["t"]\n',
}


def _is_block(key: Key) -> bool:
    return "maxLength" in key.type.schema and r"\t\n" not in key.type.schema["pattern"]


_STRINGS = [
    (name, key.name, _is_block(key))
    for name, table in TABLES.items()
    for key in table.keys.values()
    if "pattern" in key.type.schema and key.name not in ("source", "period")
]
_UNSAFE = ["\x00", "\x08", "\x1b", "\r", "\x7f", "\x85", "\x9b", "\u2028", "\u2029"]
_UNSAFE += ["\u202a", "\u202e", "\u2066", "\u2069"]


def _with(holder: str, key: str, value: str) -> str:
    """The entry with this string under this key, in the place of the one it may have."""
    lines = [line for line in holder.splitlines() if not line.startswith(f"{key} =")]
    return "\n".join([*lines, f"{key} = {json.dumps(value)}"]) + "\n"


@pytest.mark.parametrize(("table", "key", "is_block"), _STRINGS)
def test_no_string_holds_a_control_character(table: str, key: str, is_block: bool) -> None:
    """Every key of every table refuses what could act on a terminal; a block may have lines."""
    line = 4 + _with(_HOLDERS[table], key, "").count("\n")
    place = f"{line}: error: {table}.x: {key} holds the character"
    for char in [*_UNSAFE, *([] if is_block else ["\t", "\n"])]:
        expected = f"{place} U+{ord(char):04X}; remove it"
        assert expected in check(_with(_HOLDERS[table], key, f"a{char}b"))
    for char in ["\t", "\n"] if is_block else []:
        assert not any("error" in one for one in check(_with(_HOLDERS[table], key, f"a{char}b")))


def test_lines_are_for_summary_and_note_alone() -> None:
    """The contract names two keys that may hold line feeds and tabs."""
    blocks = {key for _, key, is_block in _STRINGS if is_block}
    blocks |= {
        key.name
        for key in OBSERVATION.keys.values()
        if key.name not in {"source", "period"} and "pattern" in key.type.schema and _is_block(key)
    }
    assert blocks == {"summary", "note"}


@pytest.mark.parametrize("key", ["written", "area", "note"])
def test_no_observation_holds_a_control_character(key: str) -> None:
    """What is written, where and why is held to the same rule in an observation."""
    for char in _UNSAFE:
        text = f"{METRIC}observations = [{{ value = 1, {key} = {json.dumps(f'1{char}')} }}]\n"
        words = f"{key} holds the character U+{ord(char):04X}; remove it"
        assert f"10: error: metric.m, observation 1: {words}" in check(text)


def test_a_message_shows_control_characters_as_escapes() -> None:
    """An id or a key with an escape sequence in it can't reach the terminal through a message."""
    text = '[claim."a\\u001b[31m\\nb"]\ntitle = "C"\ntopics = ["t"]\n"k\\u202e\\n" = 1\n'
    name = r"claim.a\x1b[31m\nb"
    assert check(text) == [
        f'5: error: {name}: "{name.removeprefix("claim.")}" is not an id; {ID_RULE}',
        rf'8: error: {name}: unknown key "k\u202e\n"{OF_A_CLAIM}',
    ]


TEN = """\
[sourc.s]
title = "S"
[topic.t]
title = "T"
titel = "T"
[metric.m]
topics = ["x"]
unit = "people"
area = true
source = "gone"
observations = [
    { year = 2020, value = "1" },
    { year = 2020, value = 1, written = "2" },
    { period = "2020/2016", value = nan, qualifier = "abut" },
]
[policy.t]
[event.E]
title = "E"
topics = ["t"]
"""
TOLD = [
    '1: error: unknown table "sourc"; did you mean "source"?',
    '5: error: topic.t: unknown key "titel"; did you mean "title"?',
    "6: error: metric.m: title is missing; add title = …",
    '7: error: metric.m: topic "x" is not defined; add [topic.x]',
    "9: error: metric.m: area must be a string, not a boolean",
    '10: error: metric.m: source "gone" is not defined; add [source.gone]',
    (
        "12: error: metric.m, observation 1: value must be a number, not a string; write 1 without"
        " quotes"
    ),
    (
        '13: error: metric.m, observation 2: written "2" reads as 2, but value is 1; '
        "correct one of them"
    ),
    (
        '14: error: metric.m, observation 3: period is wrong: the span "2020/2016" runs backwards; '
        'write "2016/2020"'
    ),
    "14: error: metric.m, observation 3: value must be a finite number, not nan",
    (
        f'14: error: metric.m, observation 3: qualifier is "abut", not one of {QUALIFIERS}; '
        'did you mean "about"?'
    ),
    '16: error: policy.t: the id "t" is taken by topic.t in ten.toml; choose another',
    f'17: error: event.E: "E" is not an id; {ID_RULE}',
    "17: error: event.E: an event needs a time; add year, period or date",
]


def test_all_mistakes_are_told_at_once(store: Write, report: Report) -> None:
    """A store with more than ten different mistakes shows all of them, each with its line.

    ``check`` prints them on standard output and exits with 1; a look-up prints the same on
    standard error, nothing on standard output, and exits with 2.
    """
    store(TEN, "ten.toml")
    expected = "".join(f"ten.toml:{line}\n" for line in TOLD)
    checked = report("check", "ten.toml", code=1)
    assert checked.out == expected
    assert checked.err == "report: ten.toml: 14 errors\n"
    looked_up = report("metric", "--facts", "ten.toml", code=2)
    assert looked_up == ("", expected)
    with pytest.raises(StoreError) as caught:
        open_store("ten.toml")
    assert [str(problem) for problem in caught.value.problems] == expected.splitlines()


def test_problems_of_several_files_name_their_files(store: Write) -> None:
    """A file that can't be parsed hides nothing of the others; what it may define is not missed."""
    store("= 1\n", "a.toml")
    store(CLAIM + "x = 1\n", "b.toml")
    assert problems("a.toml", "b.toml") == [
        "a.toml:1:1: error: invalid statement",
        f'b.toml:5: error: claim.c: unknown key "x"{OF_A_CLAIM}',
    ]


def test_an_id_is_unique_across_files_and_kinds(store: Write) -> None:
    """The second of two entries with one id is refused, and the first is named."""
    store(BASE + CLAIM, "a.toml")
    store(CLAIM.replace("claim", "policy"), "b.toml")
    assert problems("a.toml", "b.toml") == [
        'b.toml:1: error: policy.c: the id "c" is taken by claim.c in a.toml; choose another'
    ]


def test_a_misspelt_key_is_told_once() -> None:
    """Not also as a key that is missing."""
    (told,) = check('[topic.other]\ntitel = "T"\n')
    assert told.endswith('unknown key "titel"; did you mean "title"?')


@pytest.mark.slow
def test_only_the_first_of_many_mistakes_come_with_a_guess() -> None:
    """Many have one cause, and to search many like names for each would take minutes."""
    topics = "".join(f'[topic.{"q" * 80}{number:04}]\ntitle = "T"\n' for number in range(50))
    claims = "".join(
        f'[claim.c{number}]\ntitle = "C"\ntopics = ["{"q" * 79}z{number:04}"]\nsource = "s"\n'
        for number in range(100)
    )
    found = [line for line in check(topics + claims) if "is not defined" in line]
    assert ["did you mean" in line for line in found] == [True] * 20 + [False] * 80
    keys = "".join(f"titel{number} = 1\n" for number in range(100))
    found = [line for line in check(f"[claim.c]\n{keys}") if "unknown key" in line]
    assert ["did you mean" in line for line in found] == [True] * 20 + [False] * 80
