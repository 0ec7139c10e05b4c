# ruff: noqa: E501 - outputs stand as they are shown
"""The look-ups: which facts each command answers with, and in which form."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import EXAMPLE, Report

from factreport import Query, Record, open_store

Write = Callable[..., str]


@pytest.fixture(autouse=True)
def in_folder(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example store is the nearest one."""
    monkeypatch.chdir(Path(example).parent)


def shown(report: Report, *arguments: str) -> list[str]:
    """The lines of a table."""
    return report(*arguments, "-f", "table").out.splitlines()


# --- Which facts ---------------------------------------------------------------------------------


def test_json_is_an_array_of_flat_objects(report: Report) -> None:
    """Every key in every object, in the order of the record; --json is --format json."""
    found = report("metric", "-y", "2016", "-y", "2019", "--sort", "-value")
    assert [(row["id"], row["value"]) for row in found.json] == [
        ("storks", 6000),
        ("wet-share", 12.5),
    ]
    assert all(tuple(row) == Record._fields for row in found.json)
    assert found == report("metric", "-y", "2016", "-y", "2019", "--sort", "-value", "--json")


def test_an_answer_is_sorted_limited_and_the_newest(report: Report) -> None:
    """The options of a look-up are those of a query."""

    def values(*arguments: str) -> str:
        return report("metric", "-f", "value", *arguments).out.replace("\n", " ")

    assert values("--sort", "value") == "12.5 310 1200 1500 6000 "
    assert values("--sort", "-value", "--limit", "2") == "6000 1500 "
    assert values("--latest") == "1500 310 12.5 "
    assert values("-t", "birds", "-a", "northland", "-y", "..2018") == "1200 6000 "
    assert values("-t", "birds", "-a", "northland", "--period", "..2018") == "1200 6000 "
    assert values("-s", "atlas", "--source", "census-2021", "-n", "1") == "1200 "


MONTHS = """
[source.spring]
title = "Spring bulletin"
published = "2020-05"
[source.autumn]
title = "Autumn bulletin"
published = 2020-11-03
[topic.labour]
title = "Labour"
[metric.jobless]
title = "Unemployment rate"
topics = ["labour"]
unit = "percent"
source = "spring"
observations = [
    { period = "2020-02", group = "women", value = 5.3 },
    { period = "2020-03", group = "women", value = 5.9, status = "provisional" },
    { period = "2020-03", group = "women", value = 6.1, status = "revised", source = "autumn" },
    { period = "2020-Q1", group = "men", value = 4.1, low = 3.9, high = 4.3 },
    { period = "2021/..", group = "men", low = 3, high = 4, status = "projection" },
]
"""


@pytest.mark.parametrize(
    ("arguments", "values"),
    [
        (["-g", "women"], "5.3 5.9 6.1"),
        (["--group", "men"], "4.1 3-4"),
        (["-y", "2020-02"], "5.3 4.1"),
        (["-y", "2020-03..2020-06"], "5.9 6.1 4.1"),
        (["-y", "2030"], "3-4"),
        (["--status", "projection"], "3-4"),
        (["--status", "revised", "--status", "provisional"], "5.9 6.1"),
        (["--latest"], "6.1 3-4"),
        (["--latest", "--as-of", "2020-06-30"], "5.9 3-4"),
        (["--as-of", "2020-05"], "5.3 5.9 4.1 3-4"),
    ],
    ids=" ".join,
)
def test_filters_by_group_period_status_and_day(
    arguments: list[str], values: str, store: Write, report: Report
) -> None:
    """What was revised later counts as it did on the day."""
    path = store(MONTHS, "months.toml")
    out = report("metric", *arguments, "--facts", path, "-f", "value").out
    assert out.replace("\t", "-").split() == values.split()


def test_a_limit_of_none_is_an_answer(report: Report) -> None:
    """``--limit 0`` asks for nothing, so no reason is given."""
    assert report("metric", "--limit", "0") == ("[]\n", "")
    assert report("metric", "--limit", "0", "-e", code=1) == ("[]\n", "")


@pytest.mark.parametrize(
    ("number", "facts"), [("0", 0), ("002", 2), ("0" * 30 + "1", 1), ("9" * 40, 5)]
)
def test_a_limit_may_have_any_number_of_digits(number: str, facts: int, report: Report) -> None:
    """It is the number that counts."""
    assert len(report("metric", "-n", number).json) == facts


def test_all_spellings_of_an_area_are_found(store: Write, report: Report) -> None:
    """One that is spelled just so is that one."""
    path = store(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "x"\n'
        'observations = [{ value = 1, area = "Zurich" }, { value = 2, area = "Zürich" }]\n',
        "spelled.toml",
    )

    def values(area: str) -> str:
        return report("metric", "--facts", path, "-a", area, "-f", "value").out

    assert values("zürich") == "1\n2\n"
    assert values("Zürich") == "2\n"


def test_a_store_by_another_author_needs_no_code(example: str) -> None:
    """The example is of another field than the shipped store, and all of it is found."""
    assert len(open_store(example).select(Query())) == 8


# --- Which form ----------------------------------------------------------------------------------


def test_a_table_says_what_the_kind_needs(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """A policy has its status, a claim its speaker, a find its kind; no column is empty."""
    monkeypatch.setenv("COLUMNS", "100")
    assert shown(report, "policy") == [
        "Title        Area       Period     Status     Summary                                        Id",
        "─" * 99,
        "Late mowing  Northland  2016–2020  completed  Meadows are mown after the chicks have flown.  mowing",
        "",
        "Source: “Atlas of wetlands”, pages 7 and 8",
        "1 fact",
    ]
    assert shown(report, "claim")[:3] == [
        "Title             By        Summary                                    Id",
        "─" * 77,
        "The oldest stork  A. Finch  One stork is said to be thirty years old.  oldest",
    ]
    assert shown(report, "event")[:3] == [
        "Title             Period      Id",
        "─" * 39,
        "Day of the count  2020-06-30  count-day",
    ]
    assert shown(report, "find", "oldest")[:3] == [
        "Kind   Title             Id",
        "─" * 31,
        "claim  The oldest stork  oldest",
    ]


def test_markup_and_emoji_codes_are_printed_as_they_are(store: Write, report: Report) -> None:
    """Nothing in a string is taken for markup, in a title or in a note."""
    wild = "[bold]x[/bold] [/x] :smile: [link=http://a]b[/link]"
    path = store(
        f'[topic.t]\ntitle = "T"\n[claim.c]\ntitle = "{wild}"\ntopics = ["t"]\nnote = "{wild}"\n',
        "wild.toml",
    )
    for arguments in (["claim"], ["show", "c"]):
        assert wild in report(*arguments, "--facts", path, "-f", "table").out


def test_fields_are_chosen_in_the_order_asked_for(report: Report) -> None:
    """The same choice holds for every format, a table included; one asked for twice comes once."""
    asked = ("metric", "-s", "atlas", "--fields", "value, id,topics,id")
    assert (
        report(*asked).out == '[\n{"value": 12.5, "id": "wet-share", "topics": ["wetlands"]}\n]\n'
    )
    assert report(*asked, "-f", "csv").out == "value,id,topics\n12.5,wet-share,wetlands\n"
    assert report(*asked, "-f", "md").out == (
        "| value | id | topics |\n| ---: | --- | --- |\n| 12.5 | wet-share | wetlands |\n"
    )
    table = shown(report, *asked)
    assert [line.split() for line in (table[0], table[2])] == [
        ["value", "id", "topics"],
        ["12.5", "wet-share", "wetlands"],
    ]


def test_a_chosen_value_keeps_its_sign(report: Report) -> None:
    """A table never shows "more than 1,500" as 1,500."""
    table = shown(report, "metric", "storks", "-y", "2020", "-a", "northland", "--fields", "value")
    assert [line.strip() for line in table[2:4]] == ["> 1,500", "≈ 6,000"]


def test_bare_values_are_one_a_line(report: Report) -> None:
    """For shells: the value, or the one field that is named."""
    assert report("metric", "-f", "value").out == "1200\n1500\n6000\n310\n12.5\n"
    assert report("metric", "-f", "value", "--fields", "value").out.count("\n") == 5
    assert report("policy", "-f", "value", "--fields", "status").out == "completed\n"
    assert report("topic", "-f", "value").out == "birds\nwetlands\n"


def test_missing_values_are_reported(report: Report) -> None:
    """A fact without a value is left out; a kind without values is an error."""
    said = report("find", "oldest", "-f", "value")
    assert said == ("", "")
    said = report("policy", "-f", "value", code=2)
    assert said.err == "report: policies have no values; name a field, such as --fields title\n"


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("x.json", '[\n{"id": '),
        ("x.JSON", '[\n{"id": '),
        ("x.jsonl", '{"id": '),
        ("x.ndjson", '{"id": '),
        ("x.csv", "id\nstorks"),
        ("x.tsv", "id\nstorks"),
        ("x.md", "| id |"),
        ("x.html", "<!DOCTYPE html>"),
        ("x.svg", "<svg "),
        ("x.bib", "@misc{census-2021,"),
        ("x", "[\n"),
    ],
)
def test_the_ending_of_a_file_says_its_format(
    name: str, start: str, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ending decides before REPORT_FORMAT and after --format; standard output stays empty."""
    assert report("metric", "--fields", "id", "-o", name) == ("", "")
    assert Path(name).read_text(encoding="utf-8").startswith(start)
    monkeypatch.setenv("REPORT_FORMAT", "table")
    report("metric", "--fields", "id", "-o", "y.csv")
    assert Path("y.csv").read_text(encoding="utf-8").startswith("id\nstorks")
    report("metric", "--fields", "id", "-o", "z.csv", "-f", "tsv", "--json")
    assert Path("z.csv").read_text(encoding="utf-8").startswith("[\n")


def test_an_ending_that_names_no_format_is_a_question(report: Report) -> None:
    """Nobody finds JSON in a file that claims to be something else, unless it was asked for."""
    said = report("metric", "-o", "x.xlsx", code=2).err
    assert said.startswith('report: no format has the ending ".xlsx"; add --format, or end it')
    assert ".csv" in said
    assert not Path("x.xlsx").exists()
    report("metric", "-o", "x.txt", "-f", "table")
    assert Path("x.txt").read_text(encoding="utf-8").startswith("Title ")


def test_a_database_has_facts_sources_and_topics(report: Report) -> None:
    """A file that ends in .db is one that SQLite opens; --fields are its columns."""
    report("metric", "-o", "facts.db")
    with closing(sqlite3.connect("facts.db")) as database:
        sql = "SELECT sum(value) FROM facts WHERE unit = 'pairs' AND year = '2020'"
        assert database.execute(sql).fetchone() == (1810,)
        assert database.execute("SELECT count(*) FROM sources").fetchone() == (2,)
        assert database.execute("SELECT id FROM topics").fetchall() == [("birds",), ("wetlands",)]
    report("policy", "--fields", "id,pages", "-o", "policies.db")
    with closing(sqlite3.connect("policies.db")) as database:
        assert database.execute("SELECT id, pages FROM facts").fetchall() == [("mowing", "7;8")]


def test_sources_of_any_answer_go_to_a_reference_manager(report: Report) -> None:
    for arguments in (["metric"], ["source"], ["find", "storks"], ["show", "storks"]):
        assert report(*arguments, "-f", "bibtex").out.startswith("@misc{census-2021,\n")
        assert report(*arguments, "-f", "csl").json[0]["id"] == "census-2021"
    assert report("claim", "-f", "csl").json == []


@pytest.mark.parametrize(
    "command", ["metric", "find storks", "topic", "source", "year", "show mowing"]
)
@pytest.mark.parametrize("name", ["table", "csv", "tsv", "markdown", "html", "svg", "jsonl"])
def test_every_command_has_every_format(command: str, name: str, report: Report) -> None:
    assert report(*command.split(), "-f", name).out


def test_the_format_has_an_order_of_precedence(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--json and --format go before REPORT_FORMAT, that before what suits the place."""
    asked = ("metric", "-s", "atlas", "--fields", "value")
    assert report(*asked).out == '[\n{"value": 12.5}\n]\n'
    monkeypatch.setenv("REPORT_FORMAT", "csv")
    assert report(*asked).out == "value\n12.5\n"
    assert report(*asked, "-f", "value").out == "12.5\n"
    assert report(*asked, "--json").out == '[\n{"value": 12.5}\n]\n'
    monkeypatch.setenv("REPORT_FORMAT", "value")
    assert report("policy", "--json", "--fields", "id").out == '[\n{"id": "mowing"}\n]\n'
    monkeypatch.setenv("REPORT_FORMAT", "")
    assert report(*asked).out == '[\n{"value": 12.5}\n]\n'


def test_a_wrong_format_in_the_variable_is_blamed_on_the_variable(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORT_FORMAT", "text")
    said = report("metric", code=2).err
    assert said.startswith('report: the variable REPORT_FORMAT: this answer has no format "text"')


# --- Which store ---------------------------------------------------------------------------------


def test_the_example_facts_are_named_on_standard_error(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where there is no other store, and a message says so."""
    os.remove("facts.toml")
    os.mkdir("facts")
    empty = report("metric", "-n", "1").err
    assert empty.startswith("report: no .toml file in the folder facts; using the bundled")
    monkeypatch.chdir("/")
    if Path("/facts.toml").exists() or Path("/facts").exists():
        pytest.skip("there are facts at the root of this machine")
    said = report("metric", "-n", "1")
    assert said.err == (
        "report: found no store in this folder or above; using the bundled examples"
        " (`report init` creates your own)\n"
    )
    assert said.json


def test_a_folder_of_facts_is_found_as_a_file_is(report: Report, store: Write) -> None:
    os.remove("facts.toml")
    store(EXAMPLE, "facts/birds.toml")
    assert len(report("metric").json) == 5


def test_a_page_says_what_was_asked_for(report: Report) -> None:
    """In its heading, where there is no title of one entry."""
    asked = ("metric", "storks", "-y", "2018", "-a", "Northland", "-f", "html")
    assert '<h1 dir="auto">Metrics · storks · 2018 · Northland</h1>' in report(*asked).out
    assert '<h1 dir="auto">Facts · storks</h1>' in report("find", "storks", "-f", "html").out
