"""``report audit``: the wrong figures of a draft, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Report

from factreport.audit import audit
from factreport.model import Record

SHIPPED = str(Path(__file__).parent.parent / "facts.toml")

# A draft about the shipped facts, true in every figure.
TRUE = """\
# Jobs against poverty

By 2020 some 32.43 million workers from poor households had a job, up from 15.27 million in 2016.
The ministry said on 26 January 2021 that 93.8% of registered poor households had been helped,
or roughly 94%, nearly all of them.

In 2020, more than 10 million posts were set aside for them; 440,000 people worked in workshops
and 5.02 million held public welfare posts. About 10 million poor workers were trained from 2016
to 2020, more than 2.7 million of them in 2020. All in all, nearly 33 million had work in 2020.
That is over 30 million by any count.

There were two campaigns, one of 100 days. Between 2016 and 2020 technical colleges took in 360,000
children of poor families:

- 38 colleges were supported in four prefectures, with the help of 9 provinces;
- more than 1,000 assessment standards were registered in 29 provinces.

Of the people who were resettled, 3.58 million found work in 2020. Charter buses and flights
took 1.6 million workers back to the factories, among them people of 52 counties.
"""

FALSE = [
    ("some 32.43 million", "some 34.23 million", "unknown"),
    ("440,000", "44,000", "unknown"),
    ("more than 10 million posts", "about 10 million posts", "contradicts"),
    ("3.58 million found", "3.58 billion found", "unknown"),
    ("nearly 33 million had work in 2020", "nearly 33 million had work in 2016", "contradicts"),
]


def audited(
    report: Report, tmp_path: Path, text: str, *arguments: str, code: int = 0
) -> list[dict]:
    draft = tmp_path / "draft.md"
    draft.write_text(text, encoding="utf-8")
    return report("audit", str(draft), "--facts", SHIPPED, "--json", *arguments, code=code).json


def test_a_true_draft_passes(report: Report, tmp_path: Path) -> None:
    """Exit 0: every figure matches a fact, or does so when rounded as it is written."""
    found = audited(report, tmp_path, TRUE)
    assert {one["figure"]: one["result"] for one in found} == {
        "some 32.43 million": "matches",
        "15.27 million": "matches",
        "93.8%": "matches",
        "roughly 94%": "rounded",
        "more than 10 million": "matches",
        "440,000": "matches",
        "5.02 million": "matches",
        "About 10 million": "matches",
        "more than 2.7 million": "matches",
        "nearly 33 million": "matches",
        "over 30 million": "matches",
        "100": "matches",
        "360,000": "matches",
        "38": "matches",
        "more than 1,000": "matches",
        "29": "matches",
        "3.58 million": "matches",
        "1.6 million": "matches",
        "52": "matches",
    }


def test_five_false_figures_are_found_and_nothing_else(report: Report, tmp_path: Path) -> None:
    """Swapped digits, a lost zero, another qualifier, another magnitude, another year."""
    text = TRUE
    for old, new, _ in FALSE:
        assert old in text
        text = text.replace(old, new)
    found = audited(report, tmp_path, text, code=1)
    wrong = [one for one in found if one["result"] in ("contradicts", "unknown")]
    assert [one["result"] for one in wrong] == [
        "unknown",
        "contradicts",
        "unknown",
        "contradicts",
        "unknown",
    ]
    assert [one["id"] for one in wrong] == [
        "poor-workers-employed",
        "special-posts",
        "workshop-employed",
        "poor-workers-employed",
        "resettlement-employed",
    ]


@pytest.mark.parametrize(("old", "new", "result"), FALSE)
def test_one_false_figure_is_the_only_one(
    report: Report, tmp_path: Path, old: str, new: str, result: str
) -> None:
    """Each kind of mistake is found by itself, at its line."""
    text = TRUE.replace(old, new)
    found = audited(report, tmp_path, text, code=1)
    (wrong,) = [one for one in found if one["result"] in ("contradicts", "unknown")]
    assert wrong["result"] == result
    assert wrong["line"] == text[: text.index(new)].count("\n") + 1


def test_the_finding_names_fact_and_citation(report: Report, tmp_path: Path) -> None:
    """Which fact, which period, where it was read."""
    (one,) = audited(report, tmp_path, "In 2020 they were 32.43 million.\n")
    assert (one["line"], one["column"], one["years"]) == (1, 19, [2020])
    assert (one["id"], one["period"], one["value"]) == ("poor-workers-employed", "2020", 32_430_000)
    assert one["citation"].endswith("2021-01-26, paragraphs 6 and 25")


def test_small_bare_integers_are_left_out(report: Report, tmp_path: Path) -> None:
    """Unless --all asks for them; one with a unit or a qualifier is never left out."""
    text = "We name 6 provinces, four areas and 7 reasons; more than 8, or 9%.\n"
    assert [one["figure"] for one in audited(report, tmp_path, text, code=1)] == [
        "more than 8",
        "9%",
    ]
    every = audited(report, tmp_path, text, "--all", code=1)
    assert [one["figure"] for one in every] == ["6", "four", "7", "more than 8", "9%"]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("It was 15.27 million in 2016.", "matches"),
        ("It was 15.27 million in 2020.", "contradicts"),
        ("In 2020, 15.27 million had work.", "contradicts"),
        ("From 32.43 million in 2016 it went down.", "contradicts"),
        ("Before 2020 it had been 15.27 million in 2016.", "matches"),
        ("It was 15.27 million (2016).", "matches"),
        ("It was 15.27 million (2020).", "contradicts"),
        ("Between 2016 and 2020 it was 15.27 million.", "matches"),
        ("A year passed. It was 15.27 million. That was long before 2020.", "matches"),
        ("As reported on 26 January 2021, it was 15.27 million.", "matches"),
        ("As reported on January 26, 2021, it was 15.27 million.", "matches"),
        ("Between 2016 and 2018, 15.27 million had work.", "matches"),
        ("From 2017 to 2018, 15.27 million had work.", "contradicts"),
        ("Since 2016 it is 32.43 million.", "matches"),
        ("After 2017 it is 15.27 million.", "contradicts"),
        ("Until 2019 it was 15.27 million.", "matches"),
        ("In the 2010s it was 15.27 million.", "matches"),
        ("In the 1990s it was 15.27 million.", "contradicts"),
        ("In the years 2016–20 about 10 million poor workers were trained.", "matches"),
        # A day, a month, and spans that pass a century
        ("On 2020-12-31, 32.43 million had work.", "matches"),
        ("On 2016-12-31, 32.43 million had work.", "matches"),
        ("In 2020-12, 32.43 million had work.", "matches"),
        ("In 2016-12, 32.43 million had work.", "contradicts"),
        ("In 1998–02, 15.27 million had work.", "contradicts"),
        # The whole of a span and a part of it
        ("About 360,000 students enrolled in 2019.", "contradicts"),
        ("360,000 students enrolled in 2019.", "contradicts"),
        ("360,000 students enrolled between 2016 and 2020.", "matches"),
        ("360,000 students had enrolled by 2020.", "matches"),
        ("360,000 students had enrolled by 2018.", "contradicts"),
        ("By the end of 2020, 360,000 students had enrolled.", "matches"),
        ("In 2020, about 10 million poor workers were trained.", "contradicts"),
        ("More than 2.7 million were trained in 2020.", "matches"),
        ("More than 2.7 million were trained in 2016-2020.", "matches"),
        # An abbreviation ends no sentence
        ("In 2018, i.e. before the plan ended, 32.43 million had work.", "contradicts"),
        ("According to Mr. Zhang, in 2018 there were 32.43 million.", "contradicts"),
        ("In 2018 the U.S. had 32.43 million.", "contradicts"),
        ("In 2018, in the view of Mr. Zhang, there were 32.43 million.", "contradicts"),
        ("It was in 2018. 32.43 million had work.", "matches"),
        # What is compared with it has a year of its own
        ("32.43 million had a job, up from 15.27 million in 2016.", "matches"),
        ("32.43 million had a job (15.27 million in 2016).", "matches"),
        ("32.43 million and 3 others had a job in 2016.", "contradicts"),
        # Years side by side
        ("32.43 million had a job in 2016 and 2020.", "matches"),
        ("In 2016, 2018 and 2020, 32.43 million had a job.", "matches"),
        ("In 2016 and 2018, 15.27 million had a job.", "matches"),
        ("In 2016, 2017 and 2018, 32.43 million had a job.", "contradicts"),
        # A work that is referred to, and what only looks like one
        ("32.43 million had a job (Teller Report 2021).", "matches"),
        ("32.43 million had a job [Ministry of Labour, 2023, p. 2].", "matches"),
        ("32.43 million had a job (December 2016).", "contradicts"),
        ("32.43 million had a job (In 2016).", "contradicts"),
        # Money
        ("It cost $5.02 million in 2020.", "unknown"),
        ("It cost 5.02 million yuan in 2020.", "unknown"),
        ("It cost 5.02 million US dollars in 2020.", "unknown"),
        ("It was 93,8 percent.", "matches"),
        ("It was 39,8 percent.", "unknown"),
    ],
)
def test_a_year_in_the_sentence_narrows(
    report: Report, tmp_path: Path, text: str, result: str
) -> None:
    """The year right beside the figure counts first, else any of its sentence; a day does not."""
    one = audited(report, tmp_path, text, code=int(result != "matches"))[0]
    assert one["result"] == result


RANGE = """\
[topic.t]
title = "T"
[metric.jobs]
title = "People with a job"
topics = ["t"]
unit = "people"
observations = [
    { year = 2022, value = 3_400_000, qualifier = "at least" },
    { year = 2022, value = 3_400_000, qualifier = "at least", note = "said twice" },
    { year = 2022, value = 3_600_000, qualifier = "at most" },
    { year = 2023, value = 3_700_000 },
]
"""


@pytest.mark.parametrize(
    ("text", "result", "words"),
    [
        ("In 2022, 3.4 to 3.6 million people had a job.", "matches", ""),
        ("Between 3.4 and 3.6 million people had a job in 2022.", "matches", ""),
        (
            "In 2022, 3.0 to 3.6 million people had a job.",
            "contradicts",
            'the fact is "at least", the text has a range',
        ),
        (
            "In 2022, 3.4 to 4.9 million people had a job.",
            "contradicts",
            'the fact is "at least", the text has a range',
        ),
        ("In 2023, 3.5 to 3.8 million people had a job.", "matches", ""),
        ("In 2023, 3.5 to 3.8 million trees fell.", "unknown", "no fact has this value"),
        ("The store rose by 3,500,000 to 3,800,000.", "unknown", "no fact has this value"),
    ],
)
def test_a_range_is_held_against_both_its_ends(
    report: Report, store: Callable[..., str], text: str, result: str, words: str
) -> None:
    """And what merely lies within it has to be about the same."""
    found = report(
        *("audit", "-", "--facts", store(RANGE), "--json"),
        stdin=text.encode(),
        code=int(result != "matches"),
    ).json
    assert [(one["result"], one["words"]) for one in found] == [(result, words)]


def test_the_year_tells_which_of_very_many_is_meant(
    report: Report, store: Callable[..., str]
) -> None:
    """Of more facts with one value than are looked at."""
    rows = "".join(f'    {{ year = 2019, value = 5000, area = "A{n}" }},\n' for n in range(1_100))
    roads = (
        f'[metric.roads]\ntitle = "Roads"\ntopics = ["t"]\nunit = "km"\nobservations = [\n{rows}]'
    )
    bridges = (
        RANGE.partition("[metric")[0]
        + roads
        + RANGE.partition('"T"')[2].replace("3_700_000", "5000")
    )
    done = report(
        *("audit", "-", "--facts", store(bridges), "--json"),
        stdin=b"In 2023, 5,000 people had a job.",
    )
    assert [(one["result"], one["id"]) for one in done.json] == [("matches", "jobs")]


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \t\n", "\f"])
def test_a_heading_is_a_sentence_of_its_own(report: Report, tmp_path: Path, gap: str) -> None:
    """Whatever ends its line."""
    (one,) = audited(report, tmp_path, f"Results for 2021{gap}32.43 million had a job.")
    assert one["result"] == "matches"


def test_a_dropped_qualifier_is_a_contradiction(report: Report, tmp_path: Path) -> None:
    """A text that says 2.7 million does not say more than 2.7 million."""
    (one,) = audited(report, tmp_path, "In 2020, 2.7 million were trained.", code=1)
    assert one["result"] == "contradicts"
    assert one["words"] == 'the fact is "more than", the text has no qualifier'


def test_both_ends_of_a_change_are_checked(report: Report, tmp_path: Path) -> None:
    """The false one is told, whichever it is."""
    text = "The number grew from 15.27 to 39.99 million.\n\nIt rose from 15.99 to 32.43 million.\n"
    found = audited(report, tmp_path, text, code=1)
    assert [(one["figure"], one["result"]) for one in found] == [
        ("15.27", "matches"),
        ("39.99 million", "unknown"),
        ("15.99", "unknown"),
        ("32.43 million", "matches"),
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 1998-02 there were 500.", (1998,)),  # February
        ("In 1998–02 there were 500.", (1998, 2002)),
        ("In 1998-99 there were 500.", (1998, 1999)),
        ("In 1998-13 there were 500.", (1998, 2013)),
        ("In 1998-45 there were 500.", (1998,)),
    ],
)
def test_a_month_is_no_span(text: str, years: tuple[int, ...]) -> None:
    """ISO 8601 writes a month with a hyphen, prose a span with a dash as well."""
    assert [one.years for one in audit(text, _nothing, _nothing)] == [years]


@pytest.mark.parametrize(
    "other", ["among more than 2000 people", "of whom 2000 people waited", "and $1500"]
)
def test_a_figure_is_no_year(report: Report, tmp_path: Path, other: str) -> None:
    """What is read as a figure does not narrow another one."""
    found = audited(report, tmp_path, f"There were 32.43 million {other}.", code=1)
    assert [one["result"] for one in found] == ["matches", "unknown"]
    assert found[0]["years"] == []


def test_the_very_period_is_meant_where_words_do_not_tell(report: Report, tmp_path: Path) -> None:
    """Of 10 million posts in 2020 and 10 million people in 2016–2020."""
    text = "Training reached 2.7 million people in 2020, and 10 million between 2016 and 2020."
    found = audited(report, tmp_path, text, code=1)
    assert [one["id"] for one in found] == ["workers-trained", "workers-trained"]


def test_the_very_period_is_meant_before_a_part_of_it() -> None:
    """Both lie within the years beside the figure."""
    part, whole = (_record(one, "Posts", "posts", "about") for one in ("part", "whole"))
    part = part._replace(start_year=2018, end_year=2018)
    whole = whole._replace(start_year=2016, end_year=2020)
    found = list(audit("About 500 (2016–2020).", lambda *_: [part, whole], _nothing))
    assert [(one.result, one.id) for one in found] == [("matches", "whole")]


def test_of_two_contradictions_the_likelier_is_told(report: Report, tmp_path: Path) -> None:
    """More than 10 million posts were offered in 2020, but the sentence is not about posts."""
    text = "In 2020, about 10 million poor workers were trained."
    (one,) = audited(report, tmp_path, text, code=1)
    assert (one["id"], one["result"]) == ("workers-trained", "contradicts")
    assert one["words"] == "the store has it for 2016–2020, not for 2020"


def test_a_table_without_sentences_takes_no_longer_than_prose() -> None:
    """Each figure has the years around it, not all of the text."""
    lines = [f"{1900 + row % 100} region {row} had {row:,}5,020 people" for row in range(13, 2013)]
    found = list(audit("\n".join(lines), _nothing, _nothing))
    assert len(found) >= 1500
    assert max(len(one.years) for one in found) < 40


def test_percent_compares_with_percent_alone(report: Report, tmp_path: Path) -> None:
    """52 counties are not 52%."""
    (one,) = audited(report, tmp_path, "It was 52% of them.", code=1)
    assert one["result"] == "unknown"


def test_standard_input_and_an_empty_text(report: Report) -> None:
    """- reads standard input; a text without figures is fine."""
    done = report("audit", "-", "--facts", SHIPPED, "--json", stdin=b"No figures here.\n")
    assert done.json == []
    assert done.err == "report: -: 0 figures: 0 match, 0 rounded, 0 contradict, 0 unknown\n"


def test_a_text_that_can_not_be_read(report: Report, tmp_path: Path) -> None:
    """One line, exit 2."""
    done = report("audit", str(tmp_path / "no.md"), "--facts", SHIPPED, code=2)
    assert done.err == f"report: {tmp_path / 'no.md'}: No such file or directory\n"


def test_github_annotations_stand_at_the_figure(report: Report, tmp_path: Path) -> None:
    """File, line and column of the draft."""
    draft = tmp_path / "draft.md"
    draft.write_text("Fine.\nThey were 34.23 million workers in 2020.\n", encoding="utf-8")
    done = report("audit", str(draft), "--facts", SHIPPED, "-f", "github", code=1)
    assert done.out == (
        f"::error file={draft},line=2,col=11::34.23 million unknown: no fact has this value; "
        "nearest (poor-workers-employed: 32430000)\n"
    )


def test_the_wrong_figure_stands_out(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One mark among many, and bold red where there is colour."""
    monkeypatch.setenv("COLUMNS", "100")
    draft = tmp_path / "draft.md"
    draft.write_text(TRUE.replace("440,000", "44,000"), encoding="utf-8")
    done = report("audit", str(draft), "--facts", SHIPPED, "-f", "table", code=1)
    assert [line.split()[:3] for line in done.out.splitlines() if "✗" in line] == [
        ["✗", "unknown", "7:62"]
    ]
    done = report(
        "audit", str(draft), "--facts", SHIPPED, "-f", "table", "--color", "always", code=1
    )
    (line,) = [line for line in done.out.splitlines() if "✗" in line]
    assert "\x1b[1;31m" in line


def test_of_several_facts_the_one_that_the_clause_names_is_meant() -> None:
    """Two facts of the same value: the words around the figure decide."""
    posts = _record("posts", "Posts offered", "posts", "more than")
    people = _record("people", "Workers trained", "people", "about")
    text = "They had more than 500 posts offered and about 500 workers trained."
    found = list(audit(text, lambda *_: [posts, people], _nothing))
    assert [(one.result, one.id) for one in found] == [("matches", "posts"), ("matches", "people")]
    swapped = "They had about 500 posts offered and more than 500 workers trained."
    found = list(audit(swapped, lambda *_: [posts, people], _nothing))
    assert [one.result for one in found] == ["contradicts", "contradicts"]


def _record(id_: str, title: str, unit: str, qualifier: str) -> Record:
    empty = dict.fromkeys(Record._fields)
    lists = {"topics": (), "paragraphs": (), "pages": ()}
    own = {"id": id_, "title": title, "unit": unit, "qualifier": qualifier, "value": 500}
    return Record(**{**empty, **lists, **own})


def _nothing(*_: object) -> list[Record]:
    return []
