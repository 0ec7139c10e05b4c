# ruff: noqa: E501 - outputs stand as they are shown
"""``report show`` and the lists: everything about an entry, a source, a topic; what is covered."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLE, Report

from factreport.answers.lists import COUNTS
from factreport.model import Source

Write = Callable[..., str]
CENSUS = "A. Finch, “Census of birds”, Bird Office, 2021-05-04, https://example.org/birds"


@pytest.fixture(autouse=True)
def in_folder(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example store is the nearest one."""
    monkeypatch.chdir(Path(example).parent)


def card(report: Report, *arguments: str) -> list[str]:
    return report("show", *arguments, "-f", "table").out.splitlines()


def test_a_metric_is_a_card_with_all_its_observations(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry, where each figure was read, and the full citation of the source."""
    monkeypatch.setenv("COLUMNS", "100")
    assert card(report, "storks") == [
        "Breeding pairs of storks",
        "metric · storks",
        "",
        "Topics  Birds · Wetlands",
        "Unit    pairs",
        "",
        "Period       Value  Area       As written       Source  Note",
        "─" * 78,
        "2018         1,200  Northland                   ¶2",
        "2020       > 1,500  Northland  more than 1,500  p. 3",
        "2016–2020  ≈ 6,000  Northland                   ¶4, 5",
        "2020           310  Südmark                     ¶2      Counted by volunteers.",
        "",
        "Source: A. Finch, “Census of birds”, Bird Office, 2021-05-04, https://example.org/birds",
    ]


REVISED = """
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
    { period = "2020-02", value = 5.3 },
    { period = "2020-03", value = 5.9, status = "provisional", page = 1 },
    { period = "2020-03", value = 6.1, status = "revised", source = "autumn", page = 2 },
]
"""


def test_a_figure_that_was_revised_has_its_history(report: Report, store: Write) -> None:
    """What was said when, and by which source; each row says in which of two it was read."""
    assert card(report, "jobless", "--facts", store(REVISED, "revised.toml")) == [
        "Unemployment rate",
        "metric · jobless",
        "",
        "Topics  Labour",
        "Unit    percent",
        "",
        "Period         Value  Status                   Source",
        "─" * 55,
        "February 2020    5.3                           [1]",
        "March 2020       5.9  provisional, superseded  [1] p. 1",
        "March 2020       6.1  revised                  [2] p. 2",
        "",
        "March 2020: first 5.9 (2020-05, “Spring bulletin”), then 6.1 (2020-11-03, “Autumn bulletin”)",
        "[1] “Spring bulletin”, 2020-05",
        "[2] “Autumn bulletin”, 2020-11-03",
    ]


def test_a_policy_is_a_card_of_what_it_says(report: Report) -> None:
    """What a fact does not have is left out."""
    assert card(report, "mowing") == [
        "Late mowing",
        "policy · mowing",
        "Meadows are mown after the chicks have flown.",
        "",
        "Topics  Wetlands",
        "When    2016–2020",
        "Status  completed",
        "Area    Northland",
        "Place   pages 7 and 8",
        "",
        "Source: “Atlas of wetlands”",
    ]
    assert card(report, "oldest") == [
        "The oldest stork",
        "claim · oldest",
        "One stork is said to be thirty years old.",
        "",
        "Topics  Birds",
        "By      A. Finch",
    ]


def test_a_source_and_a_topic_are_cards_with_their_facts(report: Report) -> None:
    """A source shows where in it each fact was read."""
    assert card(report, "atlas") == [
        "Atlas of wetlands",
        "source · atlas",
        "",
        "Facts  2: 1 observation and 1 policy",
        "",
        f"{'Kind    Title':34} Area       Period     Value  Unit     Status     Id         Source",
        "─" * 102,
        f"{'metric  Share of land that is wet':46}2019        12.5  percent             wet-share",
        f"{'policy  Late mowing':35}Northland  2016–2020{'':18}completed  mowing     p. 7, 8",
    ]
    assert card(report, "wetlands")[:4] == [
        "Wetlands",
        "topic · wetlands",
        "",
        "Facts  6: 5 observations and 1 policy",
    ]


def test_several_entries_are_shown_one_after_the_other(report: Report) -> None:
    """As JSON they are an array, on a page and in a picture each is whole, in CSV each is a row."""
    both = card(report, "mowing", "oldest")
    assert both == [*card(report, "mowing"), "", *card(report, "oldest")]
    one, other = report("show", "mowing", "oldest").json
    assert (one["id"], other["id"]) == ("mowing", "oldest")
    rows = report("show", "storks", "mowing", "-f", "csv", "--fields", "id").out.splitlines()
    assert rows == ["id", *["storks"] * 4, "mowing"]
    page, picture = (report("show", "storks", "mowing", "-f", name).out for name in ("html", "svg"))
    assert page.count("<h1") == 2
    for words in ("Late mowing", "Meadows are mown", "Breeding pairs of storks", "As written"):
        assert words in page
        assert words in picture
    overlapping = report("show", "mowing", "atlas", "-f", "csv", "--fields", "id").out
    assert overlapping == "id\nmowing\nwet-share\n"
    assert report("show", "mowing", "mowing").json["id"] == "mowing"
    said = report("show", "mowing", "zzz", code=1)
    assert said.json["id"] == "mowing"
    assert 'there is no entry "zzz"' in said.err


def test_of_many_unknown_ids_each_is_named(report: Report) -> None:
    """What may be meant is said of the first; it takes longer than the answer."""
    said = report("show", *(f"mowin{number}" for number in range(200)), code=1).err
    assert said.count("there is no entry") == 200
    assert 10 < said.count("did you mean") < 50


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Late mowing", "mowing"),
        ("late MOWING", "mowing"),
        ("Atlas of wetlands", "atlas"),
        ("Birds", "birds"),
    ],
)
def test_a_title_that_only_one_has_serves_as_its_id(title: str, id_: str, report: Report) -> None:
    assert report("show", title).json["id"] == id_


def test_a_title_that_two_have_is_none(report: Report, store: Write) -> None:
    path = store(EXAMPLE.replace('title = "Wetlands"', 'title = "Late mowing"'), "two.toml")
    assert (
        'there is no entry "Late mowing"'
        in report("show", "Late mowing", "--facts", path, code=1).err
    )


def test_the_id_of_a_source_stays_whole(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is what `show` and `--source` ask for."""
    shipped = Path(__file__).parents[2] / "facts.toml"
    for columns in (40, 60, 80):
        monkeypatch.setenv("COLUMNS", str(columns))
        out = report("source", "--facts", shipped, "-f", "table").out
        assert "teller-report-2021-01-26" in out


def test_a_card_is_one_object(report: Report) -> None:
    """JSON of one entry is an object: its facts as everywhere, its sources in full."""
    storks = report("show", "storks", "--json").json
    assert list(storks) == [
        *("kind", "id", "title", "topics", "unit", "summary", "observations", "sources")
    ]
    assert storks["observations"] == report("metric", "-t", "birds").json
    (source,) = storks["sources"]
    assert list(source) == list(Source._fields)
    assert (source["id"], source["reference"]) == ("census-2021", CENSUS)
    mowing = report("show", "mowing").json
    assert mowing == {**report("policy").json[0], "sources": mowing["sources"]}
    assert report("show", "birds").json == {
        "kind": "topic",
        "id": "birds",
        "title": "Birds",
        "summary": "Numbers and places.",
        "keywords": [],
        "facts": 6,
        "metric": 4,
        "policy": 0,
        "event": 1,
        "claim": 1,
    }
    assert list(report("show", "atlas").json) == ["kind", *Source._fields, *COUNTS]
    assert json.loads(report("show", "storks", "-f", "jsonl").out) == storks


def test_show_with_fields_is_one_object(report: Report) -> None:
    """The fields that are chosen of the one object, or of the rows where it has not got them."""
    assert report("show", "storks", "--fields", "id,unit").json == {"id": "storks", "unit": "pairs"}
    assert report("show", "wet-share", "--fields", "value").json == [{"value": 12.5}]


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("strks", 'did you mean "storks"?'),
        ("Late mowin", 'did you mean "mowing" (Late mowing)?'),
        ("breeding", 'did you mean "storks" (Breeding pairs of storks)?'),
        ("zzz", "`report find` searches the words of all entries"),
        ("…", "`report find` searches the words of all entries"),
    ],
)
def test_an_unknown_entry_is_a_no(asked: str, hint: str, report: Report) -> None:
    """Exit code 1, nothing on standard output, the nearest ids, by title too."""
    assert report("show", asked, code=1) == ("", f'report: there is no entry "{asked}"; {hint}\n')


def test_lists_have_every_key(report: Report, store: Write) -> None:
    """Topics, sources and periods are arrays of objects with counts, empty where there is none."""
    assert report("topic").json[0]["facts"] == 6
    assert [list(row) for row in report("source").json] == [[*Source._fields, *COUNTS]] * 2
    assert report("year").json[0] == {
        "period": "2016/2020",
        "start": "2016-01-01",
        "end": "2020-12-31",
        "facts": 2,
        "metric": 1,
        "policy": 1,
        "event": 0,
        "claim": 0,
    }
    assert [row["period"] for row in report("year").json] == [
        *("2016/2020", "2018", "2019", "2020", "2020-06-30", None)
    ]
    empty = store("", "empty.toml")
    for command in ("topic", "source", "year"):
        assert report(command, "--facts", empty).out == "[]\n"


def test_lists_are_counted_in_a_table(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """A count of 0 is blank."""
    monkeypatch.setenv("COLUMNS", "80")
    assert report("topic", "-f", "table").out.splitlines() == [
        "Title     Facts  Observations  Policies  Events  Claims  Id",
        "─" * 65,
        "Birds         6             4                 1       1  birds",
        "Wetlands      6             5         1                  wetlands",
        "",
        "2 topics",
    ]
    assert report("year", "-f", "table").out.splitlines()[:4] == [
        "Period      Facts  Observations  Policies  Events  Claims",
        "─" * 57,
        "2016–2020       2             1         1",
        "2018            1             1",
    ]


# --- The overview --------------------------------------------------------------------------------


def test_report_alone_is_an_overview(report: Report, store: Write) -> None:
    """What it is, which store, what it covers, and commands that have an answer in it."""
    shown = report().out
    assert shown == (
        "report looks up facts in a plain-text store, each tied to the words it comes from.\n"
        "\n"
        "Store   facts.toml\n"
        "Facts   8: 5 observations, 1 policy, 1 event and 1 claim\n"
        "Topics  2: birds and wetlands\n"
        "Years   2016 to 2020\n"
        "Try     report metric --year 2020\n"
        "        report find breeding\n"
        "        report show storks\n"
        "        report --help\n"
    )
    for line in shown.splitlines()[-4:-1]:
        assert report(*line.removeprefix("Try").split()[1:]).json
    empty = report("--facts", store("", "empty.toml")).out
    assert "Facts  none yet; `report init` starts a store\n" in empty


def test_the_overview_tries_the_year_with_the_most_facts(report: Report, store: Write) -> None:
    """The last one may have a single projection."""
    path = store(
        EXAMPLE.replace("observations = [", "observations = [{ year = 2050, value = 1 }, ", 1)
    )
    assert "report metric --year 2020\n" in report("--facts", path).out


@pytest.mark.parametrize(("title", "word"), [("$ per day", "per"), ("“Big” storks", "storks")])
def test_what_the_overview_has_one_try_has_an_answer(
    title: str, word: str, report: Report, store: Write
) -> None:
    """The longest word of the title, not a sign before it."""
    path = store(EXAMPLE.replace("Breeding pairs of storks", title))
    assert f"report find {word}\n" in report("--facts", path).out
    assert report("find", word, "--facts", path).json


def test_a_title_stands_for_an_id_where_one_is_asked_for(report: Report) -> None:
    """In `trend` and `edit` as in `show`; another kind of entry is not a metric there either."""
    shown = report("trend", "breeding pairs of storks", "-f", "csv").out
    assert shown == report("trend", "storks", "-f", "csv").out
    assert report("show", "breeding pairs of storks").json == report("show", "storks").json
    assert '"mowing" is a policy, not a metric' in report("trend", "late mowing", code=1).err
