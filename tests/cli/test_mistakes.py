"""Questions with a mistake, and questions without an answer: what is said, and what to ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Report

from factreport.model import Record

Write = Callable[..., str]
ALL_FIELDS = ", ".join(Record._fields)


@pytest.fixture(autouse=True)
def in_folder(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example store is the nearest one."""
    monkeypatch.chdir(Path(example).parent)


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
            ["metric", "--fields", "id,vlaue"],
            f'unknown field "vlaue"; did you mean "value"? known: {ALL_FIELDS}',
        ),
        (["metric", "--fields", ""], f'unknown field ""; known: {ALL_FIELDS}'),
        (
            ["topic", "--fields", "period"],
            (
                'unknown field "period"; known: id, title, summary, keywords, facts, metric,'
                " policy, event, claim"
            ),
        ),
        (
            ["policy", "-f", "value"],
            "policies have no values; name a field, such as --fields title",
        ),
        (
            ["metric", "-f", "value", "--fields", "id,value"],
            "the format value prints one field, not id and value; keep one",
        ),
        (["metric", "-t", "a\nb\x1b"], r'unknown topic "a\nb\x1b"; known: birds, wetlands'),
        (
            ["metric", "-f", "tabel"],
            (
                "invalid value for '-f' / '--format': unknown format \"tabel\"; did you mean"
                ' "table"? known: table, json, jsonl, csv, tsv, markdown, value, html, svg, sqlite,'
                " toml, bibtex, csl; see `report metric --help`"
            ),
        ),
        (
            ["metric", "--color", "alwasy"],
            (
                'invalid value for \'--color\': unknown choice "alwasy"; did you mean "always"? '
                "known: auto, always, never; see `report metric --help`"
            ),
        ),
        (["zzz"], 'unknown command "zzz"; see `report --help`'),
        (["metrics"], 'unknown command "metrics"; did you mean "metric"? see `report --help`'),
        (["metric", "-q"], 'unknown option "-q"; see `report metric --help`'),
        (
            ["metric", "--sort"],
            "option '--sort' requires an argument; see `report metric --help`",
        ),
        (
            ["metric", "-n", "few"],
            (
                "invalid value for '-n' / '--limit': 'few' is not a valid number such as 20; "
                "see `report metric --help`"
            ),
        ),
        (
            ["metric", "--sort", "-vlaue"],
            (
                'unknown field "vlaue"; did you mean "value"? known: kind, id, title, topics, area,'
                " group, period, year, start, end, value, low, …"
            ),
        ),
        (
            ["--no-pager", "metric"],
            (
                "--no-pager goes after the command, as in `report find --no-pager`; "
                "see `report --help`"
            ),
        ),
        (
            ["metric", "--yaer", "1"],
            (
                'unknown option "--yaer"; did you mean "--year", "--area" or "--no-pager"? '
                "see `report metric --help`"
            ),
        ),
        (
            ["metric", "--limit", "-1"],
            (
                "invalid value for '-n' / '--limit': -1 is not in the range x>=0; "
                "see `report metric --help`"
            ),
        ),
        (["show"], "missing argument 'ID...'; see `report show --help`"),
        (["find"], "give some words or a figure to find, or a filter such as --topic"),
        (
            ["metric", "--as-of", "2020.."],
            '"2020.." has no end; --as-of takes a day such as 2021-01-26',
        ),
        (
            ["completion", "bsh"],
            (
                'invalid value for \'SHELL\': unknown shell "bsh"; did you mean "bash" or "zsh"? '
                "known: bash, zsh, fish, powershell; see `report completion --help`"
            ),
        ),
        (
            ["year", "2020"],
            (
                "`report year` takes no words; to look up facts, use `report find --year 2020`; "
                "see `report year --help`"
            ),
        ),
        *(
            (
                [command, option, "2020"],
                (
                    f"`report {command}` has no filter {option}; to look up facts, use "
                    f"`report find {option} …`; see `report {command} --help`"
                ),
            )
            for command, option in (("year", "-y"), ("topic", "--period"), ("show", "--as-of"))
        ),
        *(
            (
                [command],
                (
                    "missing argument 'FILE...'; - reads standard input; "
                    f"see `report {command} --help`"
                ),
            )
            for command in ("figures", "audit")
        ),
        (
            ["topic", "birds"],
            (
                "`report topic` takes no words; to look up facts, use `report find --topic birds`; "
                "see `report topic --help`"
            ),
        ),
    ],
    ids=str,
)
def test_a_mistake_is_answered_with_what_there_is(
    arguments: list[str], words: str, report: Report
) -> None:
    """Exit code 2, nothing on standard output, the nearest names and the list in one line."""
    said = report(*arguments, code=2)
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err == f"report: {words}\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1Q 2020", "2020-Q1"),
        ("2020Q1", "2020-Q1"),
        ("2020 Mar", "2020-03"),
        ("2020-1", "2020-01"),
        ("CY2020", "2020"),
        ("2016-20", "2016/2020"),
    ],
)
def test_a_wrong_period_is_answered_with_the_one_that_was_meant(
    typed: str, meant: str, report: Report
) -> None:
    assert report("metric", "-y", typed, code=2).err == (
        f'report: "{typed}" is not a period; write "{meant}"\n'
    )


def test_a_year_of_two_digits_and_a_financial_year_are_asked_back(report: Report) -> None:
    """Neither is read as a year."""
    assert report("metric", "-y", "23", code=2).err == (
        'report: "23" is not a period; a year has four digits: write "2023"\n'
    )
    said = report("metric", "-y", "FY2023", code=2).err
    assert said.startswith('report: "FY2023" is a financial year; write "2022/23" or "2023/24"')


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["metric", "-y", "1999"],
            "nothing for 1999; the nearest times with facts: 2016–2020, 2018 and 2019",
        ),
        (
            ["event", "-t", "wetlands", "-y", "2020"],
            "nothing matches all of this; drop --topic wetlands (1 fact)",
        ),
        (
            ["metric", "zebra", "-t", "birds"],
            'nothing matches all of this; drop the words "zebra" (4 facts)',
        ),
        (
            ["metric", "-t", "birds", "-s", "atlas"],
            "nothing matches all of this; drop --topic birds (1 fact) or --source atlas (4 facts)",
        ),
        (
            ["metric", "zebra", "crossing"],
            'no metrics with the words "zebra" and "crossing"; `report find` searches every kind',
        ),
        (
            ["policy", "-a", "südmark"],
            "no policies with --area Südmark; `report find` searches every kind",
        ),
        (["claim", "-y", "2020"], "no claims with --year 2020; facts like these have no time"),
        (["find", ""], 'no facts with the words ""; try fewer or shorter words'),
        (["find", "77%"], 'no fact has the value "77%" or a value near it'),
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


def test_an_answer_satisfies_exit_status(report: Report) -> None:
    """-e changes nothing where there is an answer."""
    assert report("metric", "-e").json


def test_a_kind_without_a_fact_is_named(store: Write, report: Report) -> None:
    """A store that has facts, but none of this kind."""
    path = store('[topic.t]\ntitle = "T"\n[claim.c]\ntitle = "C"\ntopics = ["t"]\n', "c.toml")
    found = report("metric", "--facts", path)
    assert found.err == "report: the store has no metrics; `report year` shows what it has\n"
    nothing = report("metric", "--facts", path, "-a", "Here", code=2)
    assert nothing.err == 'report: unknown area "Here"; none is known\n'


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ("mowing", 1, '"mowing" is a policy, not a metric; `report show mowing` shows it'),
        ("count-day", 1, '"count-day" is an event, not a metric; `report show count-day` shows it'),
        ("atlas", 1, '"atlas" is a source, not a metric; `report show atlas` shows it'),
        ("birds", 1, '"birds" is a topic, not a metric; `report show birds` shows it'),
        (
            "stork",
            1,
            'there is no metric "stork"; did you mean "storks" (Breeding pairs of storks)?',
        ),
        ("zzz", 1, 'there is no metric "zzz"; `report metric` lists the metrics'),
    ],
)
def test_what_is_no_metric_has_no_trend(asked: str, code: int, words: str, report: Report) -> None:
    assert report("trend", asked, code=code) == ("", f"report: {words}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["wet-share", "-a", "northland"],
            "no facts of wet-share with --area Northland; none of them has an area",
        ),
        (["storks", "-s", "atlas"], "no facts of storks with --source atlas; known: census-2021"),
    ],
    ids=str,
)
def test_a_trend_of_nothing_says_what_there_is(
    arguments: list[str], words: str, report: Report
) -> None:
    assert report("trend", *arguments) == ("[]\n", f"report: {words}\n")


@pytest.mark.parametrize(
    ("command", "lacking"),
    [
        ("audit", ("toml", "bibtex", "csl")),
        ("verify", ("toml", "bibtex", "csl")),
        ("check", ("toml", "bibtex", "csl")),
        ("figures", ("bibtex", "csl")),
        ("topic", ("toml", "bibtex", "csl")),
        ("year", ("toml", "bibtex", "csl")),
        ("source", ("toml",)),
        ("trend", ("toml",)),
    ],
)
def test_a_command_offers_only_the_formats_that_can_show_its_answer(
    command: str, lacking: tuple[str, ...], report: Report
) -> None:
    """In its help, after --format, and as the ending of a file."""
    shown = " ".join(report(command, "--help").out.partition("--format NAME")[2].split())
    offered = shown.partition("One of ")[2].partition(".")[0].split(", ")
    assert not {*lacking} & {*offered}
    assert {"json", "html"} <= {*offered}
    needed = {"trend": ["storks"], "audit": ["a.md"], "figures": ["a.md"]}.get(command, [])
    said = report(command, *needed, "-f", lacking[0], code=2).err
    assert f'this answer has no format "{lacking[0]}"; known: {", ".join(offered)};' in said
    if "toml" in lacking and command != "check":  # which writes text into any file
        Path("a.md").touch()
        said = report(command, *needed, "-o", "new.toml", code=2).err
        assert 'no format has the ending ".toml"' in said


def test_too_much_to_ask_for_is_one_line(report: Report) -> None:
    """More conditions than the index can take at once; a repeated one counts once."""
    years = [word for year in range(1_000, 2_200) for word in ("-y", str(year))]
    for asked in (years, [str(number) for number in range(2_000)]):
        said = report("metric", *asked, code=2).err
        assert said.startswith("report: the query is too large")
        assert said.count("\n") == 1
    assert len(report("metric", *["storks"] * 2_000).json) == 4
    assert len(report("metric", "-n", "9" * 5_000, code=2).err) < 1_100
