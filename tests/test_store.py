"""Stores: which files make one up, what is refused with which words, and what gives pause."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLE, Report

from factreport import Query, open_store
from factreport.errors import StoreError
from factreport.store import files
from factreport.store.keys import BLOCK, LINE, OBSERVATION, TABLES
from factreport.store.review import review

Write = Callable[..., str]

BASE = '[source.s]\ntitle = "S"\n[topic.t]\ntitle = "T"\n'
CLAIM = '[claim.c]\ntitle = "C"\ntopics = ["t"]\nsource = "s"\n'
METRIC = '[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "people"\nsource = "s"\n'


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is ``facts.toml`` in the working folder, so that messages name just that."""
    monkeypatch.chdir(tmp_path)


def problems(*paths: str) -> list[str]:
    return [str(problem) for problem in review(files.locate(paths))]


def check(text: str) -> list[str]:
    """The problems of a store, each behind ``facts.toml:``."""
    Path("facts.toml").write_text(BASE + text, encoding="utf-8")
    found = problems("facts.toml")
    assert all(line.startswith("facts.toml:") for line in found)
    return [line.removeprefix("facts.toml:") for line in found]


# --- What is refused ------------------------------------------------------------------------------

ID_RULE = "an id is lower-case letters, digits and hyphens"
QUALIFIERS = "about, nearly, more than, at least, less than or at most"
DATE = "must be a date such as 2021-01-26 without quotes"
OF_A_CLAIM = (
    "; known: title, summary, topics, year, period, date, by, area, source, paragraph, page, note"
)
OF_AN_OBSERVATION = (
    "; known: value, year, period, date, qualifier, written, area, source, paragraph, page, note"
)
FORMS = 'write a year "2020", a span "2016/2020" or a day "2021-01-26"'


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
            ["10: error: metric.m, observation 1: value is missing; add value = …"],
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
            [f'9: error: claim.c: period is wrong: "2020-2021" is not a period; {FORMS}'],
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
            '[source.x]\ntitle = "X"\npublished = "2021-01-26"\n',
            [f"7: error: source.x: published {DATE}, not a string"],
        ),
        (
            CLAIM + "paragraph = true\n",
            ["9: error: claim.c: paragraph must be a number or a list of numbers, not a boolean"],
        ),
        (
            CLAIM + 'page = [1, "2"]\n',
            ["9: error: claim.c: page must be a number or a list of numbers, not a string"],
        ),
        (CLAIM + "page = 0\n", ["9: error: claim.c: page is counted from 1"]),
        (CLAIM + f"page = {2**63}\n", ["9: error: claim.c: page must be less than 2^63"]),
        (CLAIM + "page = []\n", ["9: error: claim.c: page is empty; name at least one"]),
        (
            CLAIM.replace('["t"]', "[]"),
            ["7: error: claim.c: topics is empty; name at least one"],
        ),
        (
            CLAIM.replace('["t"]', '["t", "t"]'),
            ["7: error: claim.c: topics names the same id twice"],
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
            ["10: error: claim.c: two times, year and period; keep one"],
        ),
        (
            '[event.e]\ntitle = "E"\ntopics = ["t"]\n',
            ["5: error: event.e: an event needs a time; add year, period or date"],
        ),
        (
            '[event.e]\ntitle = "E"\ntopics = ["t"]\nyear = "2020"\n',
            ["8: error: event.e: year must be an integer, not a string; a span goes into period"],
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
        ('value = "1"', "value must be an integer or a finite number, not a string"),
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
        ('value = 1, written = "2"', 'written "2" reads as 2, but value is 1; correct one of them'),
        (
            'value = 1, qualifier = "abuot", written = "about 1"',
            f'qualifier is "abuot", not one of {QUALIFIERS}; did you mean "about"?',
        ),
        (
            'value = 1, written = "more than 1"',
            (
                'written "more than 1" reads as more than 1, but there is no qualifier; '
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
            'written "many" holds no figure that can be read; leave out written',
        ),
        ("value = 1, year = 2020, date = 2020-01-01", "two times, year and date; keep one"),
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
        ("paragraph = 1", "paragraph = 0", "paragraph is counted from 1"),
        ("paragraph = [1, 2]", "paragraph = []", "paragraph is empty; name at least one"),
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
    "hexadecimal": f"0x{'f' * 5_000}",
    "octal": f"0o{'7' * 7_000}",
    "binary": f"0b{'1' * 20_000}",
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
_STRINGS = [
    (name, key.name, key.type is BLOCK)
    for name, table in TABLES.items()
    for key in table.keys.values()
    if key.type in (LINE, BLOCK)
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
    blocks |= {key.name for key in OBSERVATION.keys.values() if key.type is BLOCK}
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
    "12: error: metric.m, observation 1: value must be an integer or a finite number, not a string",
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


# --- What gives pause -----------------------------------------------------------------------------


def test_the_shipped_store_passes(report: Report) -> None:
    """Nothing in the shipped store is wrong or gives pause."""
    checked = report("check")
    assert checked.out == ""
    assert checked.err.endswith(f"{os.sep}facts.toml: no problems\n")


def test_every_warning_has_its_line() -> None:
    """A fact without a source, what nothing uses, a disagreement, a repetition, a formula."""
    assert check(
        """\
[source.alone]
title = "+1"
[topic.idle]
title = "=U"
[metric.m]
title = "M"
topics = ["t"]
unit = "people"
source = "s"
observations = [
    { year = 2020, value = 1 },
    { year = 2020, value = 2 },
    { year = 2020, value = 1, area = "Here" },
    { period = "2020", value = 1 },
    { value = 3 },
    { value = 4.5 },
]
[metric.n]
title = "N"
topics = ["t"]
unit = "people"
observations = [
    { year = 2020, value = 1, source = "s" },
    { year = 2021, value = 1 },
]
[claim.w]
title = "@x"
topics = ["t"]
"""
    ) == [
        "5: warning: source.alone: nothing uses it; refer to it or remove it",
        '6: warning: source.alone: a spreadsheet takes the title "+1" for a formula; reword it',
        "7: warning: topic.idle: nothing uses it; refer to it or remove it",
        '8: warning: topic.idle: a spreadsheet takes the title "=U" for a formula; reword it',
        (
            "16: warning: metric.m, observation 2: disagrees with observation 1 for 2020: 2; "
            "both are kept"
        ),
        "18: warning: metric.m, observation 4: repeats observation 1 for 2020; keep one",
        (
            "20: warning: metric.m, observation 6: disagrees with observation 5 for no time: 4.5; "
            "both are kept"
        ),
        "28: warning: metric.n, observation 2: no source; add source = …",
        "30: warning: claim.w: no source; add source = …",
        '31: warning: claim.w: a spreadsheet takes the title "@x" for a formula; reword it',
    ]


def test_the_ends_of_a_range_do_not_disagree() -> None:
    """At least one value and at most another are what a source says that states a range."""
    rows = ['value = 3, qualifier = "at least"', 'value = 5, qualifier = "at most"']
    text = f"{METRIC}observations = [\n{{ {rows[0]} }},\n{{ {rows[1]} }},\n]\n"
    assert check(text) == []
    assert check(text.replace("value = 5", "value = 2")) == [
        (
            "12: warning: metric.m, observation 2: disagrees with observation 1 for no time: at "
            "most 2; both are kept"
        )
    ]
    assert len(check(text.replace("at most", "at least"))) == 1


def _observed(*observations: str) -> str:
    rows = "".join(f"    {{ {one} }},\n" for one in observations)
    return f"{METRIC}observations = [\n{rows}]\n"


def test_each_observation_is_held_against_all_before_it() -> None:
    """Not against the first alone."""
    text = _observed("value = 1", "value = 2", "value = 2", "value = 1")
    assert [line.partition("observation ")[2] for line in check(text)] == [
        "2: disagrees with observation 1 for no time: 2; both are kept",
        "3: disagrees with observation 1 for no time: 2; both are kept",
        "4: repeats observation 1 for no time; keep one",
    ]
    nearly = 'value = 45_000, qualifier = "nearly"'
    text = _observed(nearly, "value = 44_900", "value = 44_900")
    assert [line.partition("observation ")[2] for line in check(text)] == [
        "3: repeats observation 2 for no time; keep one"
    ]


def test_a_text_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Before `verify` stumbles over it."""
    text = BASE.replace("[topic.t]", 'text = "texts/s.txt"\n[topic.t]') + CLAIM
    Path("facts.toml").write_text(text, encoding="utf-8")
    assert problems("facts.toml") == [
        (
            'facts.toml:3: warning: source.s: there is no file "texts/s.txt" for `report verify`;'
            " correct its path"
        )
    ]
    Path("texts").mkdir()
    Path("texts/s.txt").write_text("C", encoding="utf-8")
    assert problems("facts.toml") == []


def test_a_source_that_only_a_metric_names_is_used() -> None:
    """Though each observation names another: without it the store would be refused."""
    other = '[source.r]\ntitle = "R"\n'
    metric = METRIC + 'observations = [{ value = 1, source = "r" }]\n'
    assert check(other + metric) == []


def test_a_source_named_again_changes_nothing(store: Write) -> None:
    """An observation that repeats the source of its metric keeps the paragraph of it."""
    rows = "{ value = 1 }, { value = 2, source = 's' }, { value = 3, source = 's', page = 7 }"
    text = f"{BASE}{METRIC}paragraph = 2\nobservations = [{rows}]\n"
    found = open_store(store(text)).select(Query())
    assert [(one.paragraphs, one.pages) for one in found] == [((2,), ()), ((2,), ()), ((), (7,))]


def test_a_metric_without_any_source_is_named_once() -> None:
    """The same warning is not repeated for every observation."""
    text = METRIC.replace('source = "s"\n', "") + "observations = [{ value = 1, year = 2020 }, "
    assert check(f"{text}{{ value = 2, year = 2021 }}]\n{CLAIM}") == [
        "5: warning: metric.m: no source; add source = …"
    ]


def test_both_of_two_figures_that_disagree_are_kept() -> None:
    """A disagreement is shown, never decided."""
    check(METRIC + "observations = [{ year = 2020, value = 1 }, { year = 2020, value = 2 }]\n")
    assert [one.value for one in open_store().select(Query())] == [1, 2]


def test_an_empty_store_has_no_facts(store: Write, report: Report) -> None:
    """An empty file answers with nothing, says so, and gives pause."""
    store("# nothing yet\n")
    assert report("metric") == ("[]\n", "report: facts.toml has no facts\n")
    checked = report("check")
    assert checked.out == "facts.toml:1: warning: the file has no facts\n"
    assert checked.err == "report: facts.toml: 1 warning\n"
    report("check", "--strict", code=1)


def test_problems_are_told_as_json_and_to_github(store: Write, report: Report) -> None:
    """Editors and workflows get the same problems as data."""
    store("[claim.x]\ntitle = \"50%, or: 'so'\"\ntopics = []\n= 1\n", "a.toml")
    assert report("check", "a.toml", "-f", "github", code=1).out == (
        "::error file=a.toml,line=4,col=1::invalid statement\n"
    )
    store('[claim.x]\ntitle = "X"\ntopics = ["50%"]\n', "a.toml")
    words = f"topics has an element that is not an id; {ID_RULE}"
    assert report("check", "a.toml", "--json", code=1).json == [
        {
            "file": "a.toml",
            "line": 3,
            "column": None,
            "severity": "error",
            "entry": "claim.x",
            "message": words,
        }
    ]
    assert report("check", "a.toml", "-f", "github", code=1).out == (
        f"::error file=a.toml,line=3,title=claim.x::{words}\n"
    )


# --- Which files ----------------------------------------------------------------------------------


def ids(*paths: str) -> list[str]:
    return list(dict.fromkeys(record.id for record in open_store(*paths).select(Query())))


def one(name: str) -> str:
    return f'[topic.t-{name}]\ntitle = "T"\n[claim.{name}]\ntitle = "C"\ntopics = ["t-{name}"]\n'


def test_several_files_and_folders_are_one_store(store: Write, report: Report) -> None:
    """Files come in the order given, a folder's by name; one named twice is read once."""
    store(one("b"), "folder/b.toml")
    store(one("a"), "folder/a.toml")
    store("not TOML", "folder/c.txt")
    store(one("x"), "x.toml")
    assert ids("x.toml", "folder", "x.toml", "folder/a.toml") == ["x", "a", "b"]
    found = report("claim", "--facts", "folder", "--facts", "x.toml", "--fields", "id")
    assert [row["id"] for row in found.json] == ["a", "b", "x"]


def test_one_file_may_use_what_another_defines(store: Write) -> None:
    """Sources and topics are shared by all files of a store, in any order."""
    store(CLAIM, "a.toml")
    store(BASE, "b.toml")
    (record,) = open_store("a.toml", "b.toml").select(Query())
    assert record.citation == "“S”"


def test_standard_input_is_part_of_a_store(store: Write, report: Report) -> None:
    """``-`` is standard input, alone or beside files; its mistakes are named after it."""
    store(one("x"), "x.toml")
    content = one("y").encode()
    for arguments in (["--facts", "-"], ["--facts", "x.toml", "--facts", "-"]):
        found = report("claim", *arguments, "--fields", "id", stdin=content)
        assert [row["id"] for row in found.json][-1] == "y"
    refused = report("claim", "--facts", "-", stdin=b"a =", code=2)
    assert refused.err == "<standard input>:1:4: error: invalid value\n"


def test_the_store_is_found_by_precedence(
    store: Write, report: Report, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """``--facts`` goes before REPORT_FACTS, then comes the nearest store, last the shipped one."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert ids()[0] == "poor-workers-employed"
    store(one("outer"))
    assert ids() == ["outer"]
    assert files.described(files.locate()) == "../../facts.toml"
    store(one("inner"), "a/facts.toml")
    assert ids() == ["inner"]
    monkeypatch.setenv("REPORT_FACTS", store(one("named"), "named.toml"))
    assert ids() == ["named"]
    assert ids("../facts.toml") == ["inner"]
    assert [row["id"] for row in report("claim", "--facts", "../facts.toml").json] == ["inner"]
    monkeypatch.setenv("REPORT_FACTS", "")
    assert ids() == ["inner"]


def test_report_facts_names_several(store: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths in REPORT_FACTS are separated as in PATH."""
    paths = [store(one("a"), "a.toml"), store(one("b"), "b.toml")]
    monkeypatch.setenv("REPORT_FACTS", os.pathsep.join(paths))
    assert ids() == ["a", "b"]


def test_facts_may_be_named_before_or_after_the_command(store: Write, report: Report) -> None:
    """The place of the option makes no difference: those at both places count."""
    store(one("a"), "a.toml")
    store(one("b"), "b.toml")
    before = report("--facts", "a.toml", "claim", "--fields", "id")
    after = report("claim", "--facts", "a.toml", "--fields", "id")
    assert before == after == ('[\n{"id": "a"}\n]\n', "")
    both = report("--facts", "b.toml", "claim", "--facts", "a.toml", "--fields", "id")
    assert both.json == [{"id": "b"}, {"id": "a"}]
    report("--facts", "gone.toml", "claim", "--facts", "a.toml", code=2)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("gone.toml", "gone.toml: No such file or directory"),
        ("empty", "empty: the folder has no .toml file; `report init` writes one"),
        ("loop", "loop: Too many levels of symbolic links"),
        ("dangling", "dangling: No such file or directory"),
        ("x" * 300, f"{'x' * 300}: File name too long"),
        ("a\nb\x1b", r"a\nb\x1b: No such file or directory"),
        ("a\0b", r"a\x00b: no file can have this name"),
    ],
)
def test_a_store_that_cannot_be_read_is_named_with_the_cause(
    path: str, words: str, report: Report, tmp_path: Path
) -> None:
    """One line with the file and the true cause, and exit code 2."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nowhere")
    for arguments in (["metric", "--facts", path], ["check", path]):
        assert report(*arguments, code=2) == ("", f"report: {words}\n")


def test_a_nearest_store_that_dangles_is_not_passed_over(report: Report, tmp_path: Path) -> None:
    """A link that leads nowhere is a mistake to report, not a reason to take another store."""
    (tmp_path / "facts.toml").symlink_to("nowhere")
    assert report("metric", code=2).err == "report: facts.toml: No such file or directory\n"


@pytest.mark.parametrize(
    "encode", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")]
)
def test_files_of_windows_are_read_as_usual(
    encode: Callable[[str], str], example: str, report: Report
) -> None:
    """A BOM or line ends of Windows change nothing in the answer."""
    plain = report("metric", "--facts", example)
    Path("windows.toml").write_bytes(encode(EXAMPLE).encode())
    assert report("metric", "--facts", "windows.toml") == plain


# --- What an observation takes from its metric ----------------------------------------------------


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("", {"area": "A", "source": "s", "paragraphs": (1,), "pages": (2,), "note": "N"}),
        ('area = "B"', {"area": "B", "source": "s", "paragraphs": (1,), "pages": (2,)}),
        ('note = "M"', {"note": "M", "paragraphs": (1,)}),
        ("paragraph = 9", {"source": "s", "paragraphs": (9,), "pages": ()}),
        ("page = [9, 8, 9]", {"source": "s", "paragraphs": (), "pages": (9, 8)}),
        ('source = "r"', {"source": "r", "paragraphs": (), "pages": ()}),
        ('source = "r", page = 7', {"source": "r", "paragraphs": (), "pages": (7,)}),
    ],
)
def test_an_observation_takes_what_it_lacks_from_its_metric(
    own: str, expected: dict[str, Any]
) -> None:
    """Area, source and note are taken one by one; a place in a source belongs to that source."""
    text = f'[source.r]\ntitle = "R"\n{METRIC}area = "A"\nparagraph = 1\npage = 2\nnote = "N"\n'
    separator = ", " if own else ""
    check(f"{text}observations = [{{ value = 1{separator}{own} }}]\n")
    (record,) = open_store().select(Query())
    assert {name: getattr(record, name) for name in expected} == expected
    assert record.citation is not None
    assert record.citation.startswith(f"“{(record.source or '').upper()}”")


@pytest.mark.parametrize(
    ("keys", "citation"),
    [
        ("", "“S”"),
        ("paragraph = 6", "“S”, paragraph 6"),
        ("paragraph = [6, 25]", "“S”, paragraphs 6 and 25"),
        ("page = [1, 2, 3]", "“S”, pages 1, 2 and 3"),
        ("paragraph = 6\npage = 2", "“S”, paragraph 6, page 2"),
    ],
)
def test_a_citation_names_the_place(keys: str, citation: str) -> None:
    """A citation reads as a reader would write it."""
    check(f"{CLAIM}{keys}\n")
    (record,) = open_store().select(Query())
    assert record.citation == citation


def test_a_citation_is_given_in_full(store: Write) -> None:
    """Author, title, both publishers, day and address stand in this order, as far as known."""
    text = """\
[source.s]
title = "T"
author = "A"
publisher = "P"
original_publisher = "O"
published = 2021-01-26
url = "https://example.org"
text = "texts/t.txt"
note = "N"
"""
    path = store(text)
    (source,) = open_store(path).sources()
    assert source.reference == ("A, “T”, P, first published by O, 2021-01-26, https://example.org")
    assert source.published == "2021-01-26"
    assert source.text == str(Path(path).parent / "texts" / "t.txt")
