"""The look-ups: what each command answers, in which format, and what it says without an answer."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import EXAMPLE, Report

from factreport import Query, Record, open_store
from factreport.cli.main import _COMMANDS
from factreport.model import Counts, Source, Topic
from factreport.render.records import is_named

Write = Callable[..., str]


@pytest.fixture(autouse=True)
def in_folder(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example store is the nearest one."""
    monkeypatch.chdir(Path(example).parent)


# --- Formats: whole outputs -----------------------------------------------------------------------

CENSUS = "A. Finch, “Census of birds”, Bird Office, 2021-05-04, https://example.org/birds"

JSON = """\
[
{"kind": "metric", "id": "storks", "title": "Breeding pairs of storks", "topics": ["birds", "wetlands"], "area": "Northland", "period": "2016/2020", "year": null, "start_year": 2016, "end_year": 2020, "value": 6000, "unit": "pairs", "qualifier": "about", "written": null, "summary": null, "status": null, "by": null, "source": "census-2021", "paragraphs": [4, 5], "pages": [], "citation": "A. Finch, “Census of birds”, Bird Office, 2021-05-04, https://example.org/birds, paragraphs 4 and 5", "note": null},
{"kind": "metric", "id": "wet-share", "title": "Share of land that is wet", "topics": ["wetlands"], "area": null, "period": "2019", "year": 2019, "start_year": 2019, "end_year": 2019, "value": 12.5, "unit": "percent", "qualifier": null, "written": "12.5%", "summary": null, "status": null, "by": null, "source": "atlas", "paragraphs": [], "pages": [], "citation": "“Atlas of wetlands”", "note": null}
]
"""  # noqa: E501

CSV = """\
kind,id,title,topics,area,period,year,start_year,end_year,value,unit,qualifier,written,summary,status,by,source,paragraphs,pages,citation,note
metric,storks,Breeding pairs of storks,birds;wetlands,Northland,2016/2020,,2016,2020,6000,pairs,about,,,,,census-2021,4;5,,"A. Finch, “Census of birds”, Bird Office, 2021-05-04, https://example.org/birds, paragraphs 4 and 5",
metric,wet-share,Share of land that is wet,wetlands,,2019,2019,2019,2019,12.5,percent,,12.5%,,,,atlas,,,“Atlas of wetlands”,
"""  # noqa: E501

MARKDOWN = """\
| Title | Period | Value | Unit | Source |
| --- | --- | ---: | --- | --- |
| Breeding pairs of storks · Northland | 2018 | 1,200 | pairs | \\[1\\] ¶2 |
| Breeding pairs of storks · Northland | 2020 | \\> 1,500 | pairs | \\[1\\] p. 3 |
| Breeding pairs of storks · Northland | 2016–2020 | ≈ 6,000 | pairs | \\[1\\] ¶4, 5 |
| Breeding pairs of storks · Südmark | 2020 | 310 | pairs | \\[1\\] ¶2 |
| Share of land that is wet | 2019 | 12.5 | percent | \\[2\\] |

\\[1\\] A. Finch, “Census of birds”, Bird Office, 2021-05-04, https://example.org/birds

\\[2\\] “Atlas of wetlands”
"""

ROWS = """\
Title                                 Period       Value  Unit     Source
────────────────────────────────────────────────────────────────────────────
Breeding pairs of storks · Northland  2018         1,200  pairs    [1] ¶2
Breeding pairs of storks · Northland  2020       > 1,500  pairs    [1] p. 3
Breeding pairs of storks · Northland  2016–2020  ≈ 6,000  pairs    [1] ¶4, 5
Breeding pairs of storks · Südmark    2020           310  pairs    [1] ¶2
Share of land that is wet             2019          12.5  percent  [2]

"""
TABLES = {
    "": f"{ROWS}[1] {CENSUS}\n[2] “Atlas of wetlands”\n",
    "100": f"{ROWS}[1] {CENSUS}\n[2] “Atlas of wetlands”\n",
    "80": f"{ROWS}[1] A. Finch, “Census of birds”, Bird Office, 2021-05-04,\n"
    "https://example.org/birds\n[2] “Atlas of wetlands”\n",
    "40": """\
Breeding pairs of storks · Northland
  Period  2018
  Value   1,200
  Unit    pairs
  Source  [1] ¶2

Breeding pairs of storks · Northland
  Period  2020
  Value   > 1,500
  Unit    pairs
  Source  [1] p. 3

Breeding pairs of storks · Northland
  Period  2016–2020
  Value   ≈ 6,000
  Unit    pairs
  Source  [1] ¶4, 5

Breeding pairs of storks · Südmark
  Period  2020
  Value   310
  Unit    pairs
  Source  [1] ¶2

Share of land that is wet
  Period  2019
  Value   12.5
  Unit    percent
  Source  [2]

[1] A. Finch, “Census of birds”, Bird
Office, 2021-05-04,
https://example.org/birds
[2] “Atlas of wetlands”
""",
}


@pytest.mark.parametrize(
    ("area", "title", "is_so"),
    [
        ("US", "Business loans", False),
        ("US", "Business loans (us)", True),
        ("Niger", "Exports of Nigeria", False),
        ("G7", "Members of the G77", False),
        ("New York", "Jobs in NEW YORK, by sector", True),
        ("New York", "Renew Yorkshire", False),
        ("Südmark", "Storks in Sudmark", True),
        ("C+*", "Grades of C+* and more", True),
        ("中国", "中国人口", True),
        ("中国", "China 在中国的人口", True),
        ("China", "中国China人口", True),
        ("ไทย", "ประชากรไทย", True),
        ("中国", "中立国", False),
    ],
)
def test_a_title_names_an_area_in_whole_words(area: str, title: str, is_so: bool) -> None:
    """But for scripts that have no blanks between words."""
    assert is_named(area, title) is is_so


@pytest.mark.parametrize("command", ["metric", "trend loans"])
def test_an_area_is_shown_unless_the_title_names_it(
    store: Write, report: Report, command: str
) -> None:
    """The letters of US are in business; a reader can't know it from that."""
    path = store(
        """
[topic.money]
title = "Money"
[metric.loans]
title = "Business loans"
topics = ["money"]
unit = "dollars"
area = "US"
observations = [{ year = 2020, value = 1 }]
"""
    )
    asked = (*command.split(), "--facts", path, "-f", "table")
    assert "US" in report(*asked).out
    store(Path(path).read_text("utf-8").replace("Business", "US business"))
    assert report(*asked).out.count("US") == 1


def test_json_is_an_array_of_flat_objects(report: Report) -> None:
    """Every key in every object, in the order of the record; null and numbers as they are."""
    assert report("metric", "-y", "2016", "-y", "2019", "--sort", "-value").out == JSON
    assert report("metric", "-y", "2016", "-y", "2019", "--sort", "-value", "--json").out == JSON
    for row in report("find", "s").json:
        assert tuple(row) == Record._fields


def test_json_lines_are_the_same_objects(report: Report) -> None:
    """An object a line, and no line for no answer."""
    found = report("metric", "-y", "2016", "-y", "2019", "--sort", "-value", "-f", "jsonl")
    assert found.out == "".join(f"{line.rstrip(',')}\n" for line in JSON.splitlines()[1:-1])
    assert report("metric", "zebra", "-f", "jsonl").out == ""


def test_csv_and_tsv_are_tables_of_every_field(report: Report) -> None:
    """A header and a line a record; lists are joined by semicolons, absent is empty."""
    asked = ("metric", "-y", "2016", "-y", "2019", "--sort", "-value")
    assert report(*asked, "-f", "csv").out == CSV
    tsv = [line.split("\t") for line in report(*asked, "-f", "tsv").out.splitlines()]
    assert tsv[0] == list(Record._fields)
    assert tsv[2] == CSV.splitlines()[2].split(",")
    assert report("metric", "zebra", "-f", "csv").out == CSV.splitlines()[0] + "\n"


def test_tsv_keeps_a_record_on_its_line(store: Write, report: Report) -> None:
    """Tabs, line feeds and backslashes of a note are escaped in TSV, and exact in CSV."""
    path = store(
        '[topic.t]\ntitle = "T"\n[claim.c]\ntitle = "=1+1, \\"quoted\\""\ntopics = ["t"]\n'
        'note = "a\\tb\\nc\\\\d"\n',
        "other.toml",
    )
    asked = ("claim", "--facts", path, "--fields", "title,note", "-f")
    assert report(*asked, "tsv").out == 'title\tnote\n=1+1, "quoted"\ta\\tb\\nc\\\\d\n'
    assert report(*asked, "csv").out == 'title,note\n"=1+1, ""quoted""","a\tb\nc\\d"\n'


def test_markdown_is_the_table_for_people(report: Report) -> None:
    """What would be markup is escaped, and the sources stand below; no column is empty."""
    assert report("metric", "-f", "markdown").out == MARKDOWN


def test_bare_values_are_one_a_line(report: Report) -> None:
    """A shell takes the value, or the one field that is named."""
    assert report("metric", "-f", "value").out == "1200\n1500\n6000\n310\n12.5\n"
    assert report("metric", "-a", "Südmark", "-y", "2020", "-f", "value").out == "310\n"
    assert report("policy", "-f", "value", "--fields", "status").out == "completed\n"
    Path("facts.toml").write_text(
        EXAMPLE.replace("Numbers and places.", r"Numbers\nand pl\\aces."), encoding="utf-8"
    )
    summaries = report("topic", "-f", "value", "--fields", "summary").out
    assert summaries == "Numbers\\nand pl\\aces.\n"
    assert report("topic", "-f", "value").out == "birds\nwetlands\n"


@pytest.mark.parametrize("width", ["", "100", "80", "40"])
def test_a_table_fits_its_width(
    width: str, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a pipe the table is as wide as it needs; else it fits, or becomes blocks."""
    monkeypatch.setenv("COLUMNS", width)
    out = report("metric", "-f", "table").out
    assert "\n".join(line.rstrip() for line in out.splitlines()) + "\n" == TABLES[width]


def test_a_table_says_what_the_kind_needs(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """A policy has its status, a claim its speaker, a find its kind."""
    monkeypatch.setenv("COLUMNS", "80")

    def shown(*arguments: str) -> list[str]:
        return [line.rstrip() for line in report(*arguments, "-f", "table").out.splitlines()]

    assert shown("policy") == [
        "Title                Period     Status     Summary                   Source",
        "─" * 80,
        "Late mowing ·        2016–2020  completed  Meadows are mown after    [1] p. 7, 8",
        "Northland                                  the chicks have flown.",
        "",
        "[1] “Atlas of wetlands”",
    ]
    assert shown("claim") == [
        "Title             By        Summary",
        "─" * 69,
        "The oldest stork  A. Finch  One stork is said to be thirty years old.",
    ]
    assert shown("event") == [
        "Title             Period      Source",
        "─" * 36,
        "Day of the count  2020-06-30  [1]",
        "",
        "[1] A. Finch, “Census of birds”, Bird Office, 2021-05-04,",
        "https://example.org/birds",
    ]
    assert shown("find", "oldest") == [
        "Kind   Title",
        "─" * 23,
        "claim  The oldest stork",
    ]
    assert shown("topic") == [
        "Topic     Title     Facts  Figures  Policies  Events  Claims",
        "─" * 60,
        "birds     Birds         6        4                 1       1",
        "wetlands  Wetlands      6        5         1",
    ]
    assert shown("year") == [
        "Years      Facts  Figures  Policies  Events  Claims",
        "─" * 51,
        "2016–2020      2        1         1",
        "2018           1        1",
        "2019           1        1",
        "2020           3        2                 1",
        "no time        1                                  1",
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


# --- Fields, sorting, places ----------------------------------------------------------------------


def test_a_field_that_is_asked_for_twice_comes_once(report: Report) -> None:
    """In every format alike."""
    assert list(report("metric", "--fields", "id,value,id", "--json").json[0]) == ["id", "value"]
    assert report("metric", "--fields", "id,id", "-f", "csv").out.splitlines()[0] == "id"


def test_fields_are_chosen_in_the_order_asked_for(report: Report) -> None:
    """The same choice holds for every format, a table included."""
    asked = ("metric", "-s", "atlas", "--fields", "value, id,topics")
    assert (
        report(*asked).out == '[\n{"value": 12.5, "id": "wet-share", "topics": ["wetlands"]}\n]\n'
    )
    assert report(*asked, "-f", "csv").out == "value,id,topics\n12.5,wet-share,wetlands\n"
    assert report(*asked, "-f", "markdown").out == (
        "| value | id | topics |\n| ---: | --- | --- |\n| 12.5 | wet-share | wetlands |\n"
    )
    table = report(*asked, "-f", "table").out.splitlines()
    assert [line.split() for line in (table[0], table[2])] == [
        ["value", "id", "topics"],
        ["12.5", "wet-share", "wetlands"],
    ]


def test_an_answer_is_sorted_limited_and_the_newest(report: Report) -> None:
    """The options of a look-up are those of a query."""

    def values(*arguments: str) -> str:
        return report("metric", "-f", "value", *arguments).out.replace("\n", " ")

    assert values("--sort", "value") == "12.5 310 1200 1500 6000 "
    assert values("--sort", "-value", "--limit", "2") == "6000 1500 "
    assert values("--latest") == "1500 310 12.5 "
    assert values("-t", "birds", "-a", "northland", "-y", "..2018") == "1200 6000 "
    assert values("-s", "atlas", "--source", "census-2021", "-n", "1") == "1200 "


def test_a_limit_of_none_is_an_answer(report: Report) -> None:
    """Who asks for nothing gets nothing, without a reason."""
    assert report("metric", "--limit", "0") == ("[]\n", "")
    assert report("metric", "--limit", "0", "-e", code=1) == ("[]\n", "")


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
        ("x", "[\n"),
    ],
)
def test_the_ending_of_a_file_says_its_format(
    name: str, start: str, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ending decides before REPORT_FORMAT and after --format; standard output stays empty."""
    asked = ("metric", "--fields", "id", "-o", name)
    assert report(*asked) == ("", "")
    assert Path(name).read_text(encoding="utf-8").startswith(start)
    monkeypatch.setenv("REPORT_FORMAT", "value")
    report(*asked)
    known = name != "x"
    assert Path(name).read_text(encoding="utf-8").startswith(start if known else "storks\n")
    report(*asked, "-f", "tsv")
    assert Path(name).read_text(encoding="utf-8").startswith("id\nstorks\n")


@pytest.mark.parametrize("name", ["x.xlsx", "x.txt", "x.htm", "folder.d/x.parquet"])
def test_an_ending_that_names_no_format_is_a_question(
    name: str, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody finds JSON in a file that claims to be something else, unless it was asked for."""
    done = report("metric", "-o", name, code=2)
    ending = name[name.rindex(".") :]
    assert done.err.startswith(f'report: the ending "{ending}" names no format; add --format, or')
    assert not Path(name).exists()
    Path("folder.d").mkdir(exist_ok=True)
    report("metric", "-o", name, "-f", "csv")
    assert Path(name).read_text(encoding="utf-8").startswith("kind,id")
    monkeypatch.setenv("REPORT_FORMAT", "jsonl")
    report("metric", "-o", name)
    assert Path(name).read_text(encoding="utf-8").startswith('{"kind"')
    report("check", "-o", "problems.txt")


def test_values_that_are_not_there_are_told(report: Report) -> None:
    """An empty answer of bare values says why."""
    done = report("find", "oldest", "-f", "value")
    assert done == (
        "",
        "report: what was found has no value; name a field, such as --fields title\n",
    )
    assert report("find", "storks", "-f", "value", "-n", "1").err == ""


@pytest.mark.parametrize("asked", ["over 1,500", "more than 1,500", "> 1,500", "under 1,500"])
def test_a_bound_finds_what_its_figure_does(asked: str, report: Report) -> None:
    """What is looked for is the value; the facts say how exact it is."""
    assert report("find", asked, "-f", "value") == report("find", "1,500", "-f", "value")


@pytest.mark.parametrize(("number", "facts"), [("0" * 30, 0), ("0" * 30 + "1", 1), ("01", 1)])
def test_a_limit_may_begin_with_zeros(number: str, facts: int, report: Report) -> None:
    """It is the number that counts."""
    assert len(report("metric", "-n", number).json) == facts


def test_the_version_is_all_that_is_shown(report: Report) -> None:
    """Also in front of a command."""
    assert report("--version", "metric").out.count("\n") == 1


def test_all_spellings_of_an_area_are_found(store: Write, report: Report) -> None:
    """One that is spelled just so is that one."""
    rows = ", ".join(
        f'{{ value = {value}, area = "{area}" }}'
        for value, area in enumerate(("Quebec", "Québec", "QUEBEC", "Ontario"))
    )
    path = store(
        f'[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "x"\n'
        f"observations = [{rows}]\n"
    )

    def found(area: str) -> list[int]:
        return [one["value"] for one in report("metric", "-a", area, "--facts", path).json]

    assert found("quebec") == [0, 1, 2]
    assert found("Québec") == [1]
    assert found("ontario") == [3]


def test_a_database_is_a_table_of_facts(report: Report) -> None:
    """A file that ends in .db is one that SQLite opens."""
    import sqlite3

    report("metric", "-o", "x.db")
    with closing(sqlite3.connect("x.db")) as database:
        rows = database.execute("SELECT id, value, topics FROM facts").fetchall()
    assert rows[0] == ("storks", 1200, "birds;wetlands")
    assert len(rows) == 5


def test_a_file_is_replaced_whole_or_not_at_all(report: Report) -> None:
    """A mistake leaves the old file as it was, and nothing half-written beside it."""
    path = Path("x.csv")
    path.write_text("old", encoding="utf-8")
    os.chmod(path, 0o640)
    report("metric", "--fields", "zzz", "-o", str(path), code=2)
    assert path.read_text(encoding="utf-8") == "old"
    report("metric", "-o", str(path))
    assert path.read_text(encoding="utf-8").startswith("kind,id,")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert set(os.listdir()) <= {"facts.toml", "x.csv", "cache"}


def test_a_link_stays_a_link(report: Report) -> None:
    """Writing through a link replaces what it leads to."""
    Path("target.csv").write_text("old", encoding="utf-8")
    Path("link.csv").symlink_to("target.csv")
    report("metric", "-o", "link.csv")
    assert Path("link.csv").is_symlink()
    assert Path("target.csv").read_text(encoding="utf-8").startswith("kind,")


@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("gone/x.csv", "No such file or directory; make the folder first"),
        ("folder", "Is a directory"),
    ],
)
def test_output_that_cannot_be_written_is_one_line(path: str, cause: str, report: Report) -> None:
    """The file and the cause, and exit code 2."""
    Path("folder").mkdir()
    failed = report("metric", "-o", path, code=2)
    assert failed == ("", f"report: can't write to {path}: {cause}\n")


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
    monkeypatch.setenv("REPORT_FORMAT", "cvs")
    assert 'unknown format "cvs"; did you mean "csv"?' in report(*asked, code=2).err
    monkeypatch.setenv("REPORT_FORMAT", "")
    assert report(*asked).out == '[\n{"value": 12.5}\n]\n'


# --- No answer, told apart ------------------------------------------------------------------------

FIELDS = "kind, id, title, topics, area, period, year, start_year, end_year, value, unit, qualifier"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["metric", "-t", "brids"],
            'unknown topic "brids"; did you mean "birds"? known: birds, wetlands',
        ),
        (
            ["metric", "-s", "atlsa"],
            'unknown source "atlsa"; did you mean "atlas"? known: census-2021, atlas',
        ),
        (
            ["metric", "-a", "Nordland"],
            'unknown area "Nordland"; did you mean "Northland"? known: Northland, Südmark',
        ),
        (["metric", "-a", "zzz"], 'unknown area "zzz"; known: Northland, Südmark'),
        (
            ["metric", "--sort", "vlaue"],
            f'unknown field "vlaue"; did you mean "value"? known: {FIELDS}, …',
        ),
        (
            ["metric", "--fields", "id,vlaue"],
            f'unknown field "vlaue"; did you mean "value"? known: {FIELDS}, …',
        ),
        (["metric", "--fields", ""], f'unknown field ""; known: {FIELDS}, …'),
        (
            ["topic", "--fields", "period"],
            (
                'unknown field "period"; known: id, title, summary, facts,'
                " metric, policy, event, claim"
            ),
        ),
        (
            ["metric", "-y", "20x"],
            '"20x" is not a year; write 2020, 2016-2020, 2016..2020, 2018.. or ..2018',
        ),
        (
            ["metric", "-y", "2020-2016"],
            "the years 2020-2016 run backwards; ask for 2016-2020",
        ),
        (
            ["policy", "-f", "value"],
            "only metrics have values; name a field, such as --fields title",
        ),
        (
            ["metric", "-f", "value", "--fields", "id,value"],
            "the format value prints one field, not id and value; keep one",
        ),
        (
            ["metric", "-t", "a\nb\x1b"],
            r'unknown topic "a\nb\x1b"; known: birds, wetlands',
        ),
        (
            ["metric", "-f", "tabel"],
            (
                "invalid value for '-f' / '--format': unknown format \"tabel\"; "
                'did you mean "table"? '
                "known: table, json, jsonl, csv, tsv, markdown, value, html, svg, sqlite; "
                "see `report metric --help`"
            ),
        ),
        (
            ["metric", "--color", "alwasy"],
            (
                'invalid value for \'--color\': unknown choice "alwasy"; did you mean "always"? '
                "known: auto, always, never; see `report metric --help`"
            ),
        ),
        (["metrc"], 'unknown command "metrc"; did you mean "metric"? see `report --help`'),
        (["zzz"], 'unknown command "zzz"; see `report --help`'),
        (
            ["metric", "--yaer", "1"],
            (
                'unknown option "--yaer"; did you mean "--year" or "--area"? '
                "see `report metric --help`"
            ),
        ),
        (
            ["metric", "--limit", "-1"],
            (
                "invalid value for '-n' / '--limit': \"-1\" is not a number from 0 on; "
                "see `report metric --help`"
            ),
        ),
        (["show"], "missing argument 'ID'; see `report show --help`"),
        (["find"], "missing argument 'TEXT...'; see `report find --help`"),
    ],
    ids=str,
)
def test_a_mistake_in_the_question_is_answered_with_what_there_is(
    arguments: list[str], words: str, report: Report
) -> None:
    """Exit code 2, nothing on standard output, the nearest names and the list in one line."""
    assert report(*arguments, code=2) == ("", f"report: {words}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["metric", "-y", "1999"],
            "nothing for 1999; the nearest years that have something: 2016–2020, 2018 and 2019",
        ),
        (
            ["event", "-y", "2016-2018", "-y", "2030"],
            "nothing for 2016–2018 or 2030; the nearest years that have something: 2020",
        ),
        (
            ["metric", "-a", "Südmark", "-y", "2018"],
            "nothing for 2018; the nearest years that have something: 2020",
        ),
        (
            ["event", "-t", "wetlands", "-y", "2020"],
            "nothing matches all of this; without --topic wetlands there is 1 fact",
        ),
        (
            ["metric", "zebra", "-t", "birds"],
            'nothing matches all of this; without the words "zebra" there are 4 facts',
        ),
        (
            ["metric", "-t", "birds", "-s", "atlas"],
            (
                "nothing matches all of this; without --topic birds there is 1 fact and without "
                "--source atlas there are 4 facts"
            ),
        ),
        (
            ["event", "-t", "wetlands", "-s", "atlas", "-y", "1999"],
            "nothing matches this; drop --topic wetlands, --year 1999 and --source atlas",
        ),
        (
            ["metric", "zebra", "crossing"],
            (
                'no metric facts with the words "zebra" and "crossing"; '
                "`report find` searches every kind"
            ),
        ),
        (
            ["policy", "-a", "südmark"],
            "no policy facts with --area Südmark; `report find` searches every kind",
        ),
        (
            ["metric", "-y", "2030"],
            "nothing for 2030; the nearest years that have something: 2016–2020, 2019 and 2020",
        ),
        (
            ["claim", "-y", "2020"],
            "no claim facts with --year 2020; they have no year",
        ),
        (
            ["claim", "-y", "2020", "-t", "birds"],
            "nothing matches all of this; without --year 2020 there is 1 fact",
        ),
        (
            ["find", "storks of 2020"],
            'no facts with the words "storks of 2020"; for a year add --year 2020',
        ),
        (["find", ""], 'no facts with the words ""; try fewer or shorter words'),
        (["find", "77%"], 'no fact has the value "77%", nor one near it'),
    ],
    ids=str,
)
def test_no_answer_says_why_and_what_to_ask_instead(
    arguments: list[str], words: str, report: Report
) -> None:
    """Standard output stays valid, the reason is on standard error, -e makes it a no."""
    expected = ("[]\n", f"report: {words}\n")
    assert report(*arguments) == expected
    assert report(*arguments, "-e", code=1) == expected
    assert report(*arguments, "--exit-status", "-f", "value", "--fields", "id", code=1).out == ""


def test_a_kind_without_a_fact_is_named(store: Write, report: Report) -> None:
    """A store that has facts, but none of this kind."""
    path = store('[topic.t]\ntitle = "T"\n[claim.c]\ntitle = "C"\ntopics = ["t"]\n', "c.toml")
    found = report("metric", "--facts", path)
    assert found.err == "report: the store has no metric facts; `report year` shows what it has\n"
    nothing = report("metric", "--facts", path, "-a", "Here", code=2)
    assert nothing.err == 'report: unknown area "Here"; the store has no area\n'


def test_an_answer_satisfies_exit_status(report: Report) -> None:
    """-e changes nothing where there is an answer."""
    assert report("metric", "-e").json


# --- Finding --------------------------------------------------------------------------------------


def found_ids(report: Report, *arguments: str) -> list[str]:
    return [f"{row['id']} {row['value']}" for row in report("find", *arguments).json]


def test_words_in_a_title_come_before_words_in_a_summary(store: Write, report: Report) -> None:
    """The best match first, whatever the order of the store."""
    head = '[topic.t]\ntitle = "T"\n'
    body = 'topics = ["t"]\n'
    path = store(
        f'{head}[claim.a]\ntitle = "A"\n{body}note = "about bees and honey"\n'
        f'[claim.b]\ntitle = "B"\n{body}summary = "about bees and honey"\n'
        f'[claim.c]\ntitle = "About bees and honey"\n{body}',
        "bees.toml",
    )
    found = report("find", "bees", "--facts", path, "--fields", "id")
    assert [row["id"] for row in found.json] == ["c", "b", "a"]
    assert report("find", "honey", "bees", "--facts", path, "--fields", "id") == found
    assert [one["id"] for one in report("find", "bees", "--facts", path, "--sort", "id").json] == [
        *("a", "b", "c")
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["1,500"], ["storks 1500"]),
        (["1500"], ["storks 1500"]),
        (["1.5", "thousand"], ["storks 1500"]),
        (["more than 1,500"], ["storks 1500"]),
        (["12.5%"], ["wet-share 12.5"]),
        (["12.5", "percent"], ["wet-share 12.5"]),
        (["6 thousand"], ["storks 6000"]),
        (["thirty"], ["oldest None"]),
        (["storks", "-y", "2018", "--latest"], ["storks 6000"]),
    ],
)
def test_a_figure_finds_the_facts_with_its_value(
    words: list[str], expected: list[str], report: Report
) -> None:
    """However it is written, a figure leads to the facts that have it; filters narrow as always."""
    assert found_ids(report, *words) == expected


@pytest.mark.parametrize("text", ["32.43 million", "32,430,000", "32430000", "32 430 000"])
def test_the_figures_of_the_article_are_found_however_written(
    text: str, report: Report, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A figure of the shipped store is found in every usual spelling."""
    (tmp_path / "elsewhere").mkdir()
    os.remove("facts.toml")
    assert found_ids(report, text)[0] == "poor-workers-employed 32430000"
    assert found_ids(report, "93.8%") == ["poor-households-assisted 93.8"]


def test_what_is_rounded_comes_after_what_is_exact(store: Write, report: Report) -> None:
    """The fact with the very value comes first, then those that become it when rounded."""
    path = store(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "people"\n'
        "observations = [{ year = 1, value = 32_429_000 }, { year = 2, value = 32_430_000 },"
        " { year = 3, value = 33_000_000 }, { year = 4, value = 32_434_999 },"
        " { year = 5, value = 32_424_000 }]\n",
        "m.toml",
    )
    found = report("find", "32.43 million", "--facts", path, "--fields", "value").json
    assert [row["value"] for row in found] == [32_430_000, 32_429_000, 32_434_999]
    found = report("find", "nearly", "33", "million", "--facts", path, "--fields", "value").json
    assert found[0] == {"value": 33_000_000}
    assert len(found) == 5


def test_a_value_is_found_in_its_unit_and_in_full(store: Write, report: Report) -> None:
    """36.8 thousand tonnes are found as 36.8 and as 36,800."""
    path = store(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\n'
        'unit = "thousand tonnes"\nobservations = [{ year = 2001, value = 36.8 }]\n',
        "m.toml",
    )
    for text in ("36.8", "36,800", "36.8 thousand", "36.84 thousand"):
        found = report("find", text, "--facts", path, "--fields", "value").json
        assert found == ([] if text.startswith("36.84") else [{"value": 36.8}]), text


def test_show_with_fields_is_one_object(report: Report) -> None:
    """The fields that are chosen of the one object, or of the rows where it has not got them."""
    assert report("show", "storks", "--fields", "id,unit").json == {"id": "storks", "unit": "pairs"}
    assert report("show", "wet-share", "--fields", "value").json == [{"value": 12.5}]


def test_a_column_that_is_asked_for_is_shown(report: Report) -> None:
    """Even where it is empty all the way down."""
    shown = report("metric", "--fields", "value,status", "-f", "table").out
    assert shown.splitlines()[0].split() == ["value", "status"]


# --- Cards, lists, overview -----------------------------------------------------------------------


def card(report: Report, *arguments: str) -> list[str]:
    shown = report("show", *arguments, "-f", "table").out.splitlines()
    return [line.rstrip() for line in shown]


def test_a_metric_is_a_card_with_all_its_observations(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry, where each figure was read, and the full citation of the source."""
    monkeypatch.setenv("COLUMNS", "80")
    assert card(report, "storks") == [
        "Breeding pairs of storks",
        "metric · storks",
        "",
        "Topics  Birds and Wetlands",
        "Unit    pairs",
        "",
        "Period       Value  As written      Read in            Area       Note",
        "─" * 80,
        "2018         1,200                  paragraph 2        Northland",
        "2020       > 1,500  more than       page 3             Northland",
        "                    1,500",
        "2016–2020  ≈ 6,000                  paragraphs 4 and   Northland",
        "                                    5",
        "2020           310                  paragraph 2        Südmark    Counted by",
        "                                                                  volunteers.",
        "",
        "Source: A. Finch, “Census of birds”, Bird Office, 2021-05-04,",
        "https://example.org/birds",
    ]


def test_a_policy_is_a_card_of_what_it_says(report: Report) -> None:
    """What a fact does not have is left out."""
    assert card(report, "mowing") == [
        "Late mowing",
        "policy · mowing",
        "Meadows are mown after the chicks have flown.",
        "",
        "Topics   Wetlands",
        "When     2016–2020",
        "Status   completed",
        "Area     Northland",
        "Read in  pages 7 and 8",
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
        "Kind    Title                      Period     Value  Unit     Read in",
        "─" * 75,
        "metric  Share of land that is wet  2019        12.5  percent",
        "policy  Late mowing · Northland    2016–2020                  pages 7 and 8",
    ]
    assert card(report, "wetlands")[:4] == [
        "Wetlands",
        "topic · wetlands",
        "",
        "Facts  6: 5 observations and 1 policy",
    ]


def test_the_id_of_a_source_stays_whole(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is what `show` and `--source` ask for."""
    shipped = Path(__file__).parents[1] / "facts.toml"
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
    assert storks["sources"] == [
        {
            "id": "census-2021",
            "title": "Census of birds",
            "author": "A. Finch",
            "publisher": "Bird Office",
            "original_publisher": None,
            "published": "2021-05-04",
            "url": "https://example.org/birds",
            "text": None,
            "note": None,
            "reference": CENSUS,
        }
    ]
    mowing = report("show", "mowing").json
    assert mowing == {**report("policy").json[0], "sources": mowing["sources"]}
    assert report("show", "birds").json == {
        "kind": "topic",
        "id": "birds",
        "title": "Birds",
        "summary": "Numbers and places.",
        "facts": 6,
        "metric": 4,
        "policy": 0,
        "event": 1,
        "claim": 1,
    }
    assert list(report("show", "atlas").json) == ["kind", *Source._fields, *Counts._fields]
    assert json.loads(report("show", "storks", "-f", "jsonl").out) == storks


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("strks", 'did you mean "storks"?'),
        ("Late mowing", 'did you mean "mowing"?'),
        ("zzz", "`report find` searches the words of all entries"),
    ],
)
def test_an_unknown_entry_is_a_no(asked: str, hint: str, report: Report) -> None:
    """Exit code 1, nothing on standard output, the nearest id or title."""
    assert report("show", asked, code=1) == ("", f'report: there is no entry "{asked}"; {hint}\n')


def test_lists_have_every_key(report: Report, store: Write) -> None:
    """Topics, sources and years are arrays of objects with counts, empty where there are none."""
    assert report("topic").json[0] == {
        "id": "birds",
        "title": "Birds",
        "summary": "Numbers and places.",
        "facts": 6,
        "metric": 4,
        "policy": 0,
        "event": 1,
        "claim": 1,
    }
    assert [list(row) for row in report("source").json] == [[*Source._fields, *Counts._fields]] * 2
    assert report("year").json[0] == {
        "period": "2016/2020",
        "start_year": 2016,
        "end_year": 2020,
        "facts": 2,
        "metric": 1,
        "policy": 1,
        "event": 0,
        "claim": 0,
    }
    assert [row["period"] for row in report("year").json] == [
        *("2016/2020", "2018", "2019", "2020", None)
    ]
    empty = store("", "empty.toml")
    for command in ("topic", "source", "year"):
        assert report(command, "--facts", empty).out == "[]\n"
    assert Topic._fields == ("id", "title", "summary")


@pytest.mark.parametrize(("title", "word"), [("$ per day", "per"), ("“Big” storks", "big")])
def test_what_the_overview_has_one_try_has_an_answer(
    title: str, word: str, report: Report, store: Write
) -> None:
    """A word of the title, not a sign before it."""
    path = store(EXAMPLE.replace("Breeding pairs of storks", title))
    assert f"report find {word}\n" in report("--facts", path).out
    assert report("find", word, "--facts", path).json


def test_report_alone_is_an_overview(report: Report, store: Write) -> None:
    """What it is, which store, what it covers, and commands that have an answer in it."""
    shown = report().out
    assert shown == (
        "report looks up facts in a plain-text store, tied to the words they come from.\n"
        "\n"
        "Store   facts.toml\n"
        "Facts   8: 5 observations, 1 policy, 1 event and 1 claim\n"
        "Topics  2: birds, wetlands\n"
        "Years   2016 to 2020\n"
        "\n"
        "Try     report metric --year 2020\n"
        "        report find breeding\n"
        "        report show storks\n"
        "        report --help\n"
    )
    for line in shown.splitlines()[-4:-1]:
        assert report(*line.removeprefix("Try").split()[1:]).json
    empty = report("--facts", store("", "empty.toml")).out
    assert "Facts   none yet; `report init` starts a store\n" in empty


def test_the_version_is_the_package_s(report: Report) -> None:
    """``report --version`` and the package name one version."""
    import factreport

    assert report("--version").out == f"report {factreport.__version__}\n"


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_has_help_with_examples(command: str, report: Report) -> None:
    """-h and --help say what the command does, and show how it is used."""
    text = report(command, "--help").out
    assert report(command, "-h").out == text
    assert text.startswith(f"Usage: report {command} ")
    examples = text.partition("\nExamples:\n")[2].splitlines()
    assert examples
    assert all(f"report {command}" in line for line in examples)
    options = text.partition("\nOptions:\n")[2].partition("\nExamples:")[0]
    assert all(line.strip() for line in options.splitlines())


@pytest.mark.parametrize("command", ["metric", "policy", "event", "claim", "find"])
def test_the_examples_in_the_help_run(
    command: str, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each example has an answer in the shipped store."""
    import shlex

    os.remove("facts.toml")
    for line in report(command, "--help").out.partition("\nExamples:\n")[2].splitlines():
        arguments = shlex.split(line.partition("|")[0])[1:]
        assert report(*arguments, "-e").err == "", line


def test_a_store_by_another_author_needs_no_code(example: str) -> None:
    """The example is of another field than the shipped store, and all of it is found."""
    assert len(open_store(example).select(Query())) == 8


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            ["find", "1,600"],
            (
                'no fact has the value "1,600"; nearest: more than 1,500 pairs (storks) or'
                " 1,200 pairs (storks)"
            ),
        ),
        (["find", "13.5%"], 'no fact has the value "13.5%"; nearest: 12.5 percent (wet-share)'),
        (
            ["find", "storks", "2021"],
            'no facts with the words "storks" and "2021"; for a year add --year 2021',
        ),
        (
            ["metric", "-y", "2021.."],
            (
                "nothing for 2021 and later; the nearest years that have"
                " something: 2016–2020, 2019 and 2020"
            ),
        ),
        (
            ["metric", "-y", "..2015"],
            (
                "nothing for 2015 and before; the nearest years that have"
                " something: 2016–2020, 2018 and 2019"
            ),
        ),
        (
            ["trend", "wet-share", "-a", "northland"],
            "no metric facts of wet-share with --area Northland; it names none",
        ),
        (
            ["trend", "storks", "-s", "atlas"],
            "no metric facts of storks with --source atlas; there: census-2021",
        ),
    ],
    ids=str,
)
def test_where_to_look_instead(asked: list[str], message: str, report: Report) -> None:
    """The nearest values, the filter for a year, what a metric does have."""
    assert report(*asked).err == f"report: {message}\n"


@pytest.mark.parametrize("year", ["2020-01", "2016-20", "2020/1"])
def test_a_month_is_no_span_of_years(year: str, report: Report) -> None:
    """Nor is one whose end has two digits, for the century is not said."""
    assert report("metric", "-y", year, code=2).err.startswith(f'report: "{year}" is not a year;')
