"""The shipped facts: how many there are of each kind, every figure, and what each fact has."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from conftest import Report

from factreport import Query, Record, Store, open_store

PATH = Path(__file__).parents[2] / "facts.toml"
SOURCE = "teller-report-2021-01-26"
COUNTS = {"metric": 26, "policy": 45, "event": 4, "claim": 12}
TOPICS = 12

# Every figure of the article: id, period, area, qualifier, as written, value, unit.
FIGURES = """\
poor-workers-employed|2016|China||15.27 million|15270000|people
poor-workers-employed|2020|China||32.43 million|32430000|people
poor-households-assisted|2020|China||93.8%|93.8|percent
employment-directions|2020|China||two major directions|2|directions
work-priorities|2020|China||four priorities|4|priorities
key-tasks|2020|China||three priorities|3|tasks
focus-areas|2020|China||four key areas|4|areas
deeply-poor-regions|2020|China||three regions|3|regions
deeply-poor-prefectures|2020|China||three states|3|prefectures
key-counties|2020|China||52|52|counties
workers-transported|2020|China||1.6 million|1600000|people
special-posts|2020|China|more than|more than 10 million|10000000|posts
workshop-employed|2020|China||440,000 people|440000|people
public-welfare-placed|2020|China||5.02 million|5020000|people
resettlement-employed|2020|Resettlement areas||3.58 million|3580000|people
eastern-provinces|2020|Hubei||six eastern provinces and cities|6|provinces and cities
workers-trained|2016/2020|China|about|about 10 million|10000000|people
workers-trained|2020|China|more than|more than 2.7 million|2700000|people
online-training-days|2020|China||100-day|100|days
skills-standards|2016/2020|China|more than|more than 1,000|1000|standards
standards-provinces|2016/2020|China||29 provinces|29|provinces
thousand-schools-size|2016/2020|China||1,000 schools|1000|schools
technical-enrolment|2016/2020|China||360,000 children|360000|people
southern-xinjiang-colleges|2016/2020|Southern Xinjiang||38 technical colleges|38|colleges
southern-xinjiang-prefectures|2016/2020|Southern Xinjiang||four prefectures|4|prefectures
counterpart-provinces|2016/2020|Southern Xinjiang||9 provinces and cities|9|provinces and cities
"""


@pytest.fixture(scope="module")
def shipped() -> Store:
    return open_store(str(PATH))


@pytest.fixture(scope="module")
def records(shipped: Store) -> list[Record]:
    return shipped.select(Query())


def test_the_file_passes_every_check(report: Report) -> None:
    """No error and no warning."""
    checked = report("check", str(PATH), "--format", "json")
    assert checked.json == []


def test_there_are_so_many_facts_of_each_kind(records: list[Record]) -> None:
    """Observations count one by one, the other kinds by entry."""
    assert Counter(record.kind for record in records) == COUNTS


def test_there_are_a_dozen_topics_and_each_is_used(shipped: Store) -> None:
    """A dozen topics that a reader would look under, none of them empty."""
    topics = shipped.topics()
    assert len(topics) == TOPICS
    assert all(topic.summary for topic in topics)
    assert set(shipped.coverage("topic")) == {topic.id for topic in topics}


def test_every_figure_of_the_article_is_a_fact(records: list[Record]) -> None:
    """Value, unit, period, area, qualifier and wording of every figure."""
    figures = [
        (
            *(record.id, record.period, record.area, record.qualifier or ""),
            *(record.written, record.value, record.unit),
        )
        for record in records
        if record.kind == "metric"
    ]
    expected = []
    for line in FIGURES.splitlines():
        *words, value, unit = (part.strip() for part in line.split("|"))
        expected.append((*words, float(value), unit))
    assert figures == expected


def test_the_figures_of_2020_answer_the_first_question(shipped: Store) -> None:
    """``report metric --year 2020`` gives all figures of 2020, and of the spans 2020 lies in."""
    metrics = shipped.select(Query(kinds=["metric"], years=[2020]))
    assert len(metrics) == COUNTS["metric"] - 1  # all but the figure of 2016
    in_2020 = [line for line in FIGURES.splitlines() if "|2020|" in line]
    assert len([record for record in metrics if record.year == 2020]) == len(in_2020)


def test_the_workers_in_employment_more_than_doubled(shipped: Store) -> None:
    """The headline of the article: from 2016 to 2020."""
    series = shipped.select(Query(ids=["poor-workers-employed"]))
    assert {record.year: record.value for record in series} == {2016: 15_270_000, 2020: 32_430_000}


def test_every_fact_is_tied_to_its_place(records: list[Record]) -> None:
    """Each fact names words of the source, a paragraph in it, and an area."""
    for record in records:
        assert record.written, record.id
        assert record.source == SOURCE, record.id
        assert record.paragraphs, record.id
        assert record.area, record.id
        assert (record.citation or "").startswith("“Ministry of Human Resources"), record.id


def test_a_figure_that_occurs_twice_lists_both_places(shipped: Store) -> None:
    """The headline, its repetition and the summary are all cited."""
    (share,) = shipped.select(Query(ids=["poor-households-assisted"]))
    assert share.paragraphs == (2, 6, 25)
    series = shipped.select(Query(ids=["poor-workers-employed"]))
    assert {record.paragraphs for record in series} == {(6, 25)}


def test_the_source_is_cited_in_full(shipped: Store) -> None:
    """What the article is, who published it, who reported it first, and when."""
    (source,) = shipped.sources()
    assert source.id == SOURCE
    assert source.publisher == "Teller Report"
    assert source.original_publisher == "China News Service"
    assert source.published == "2021-01-26"
    assert source.note


@pytest.mark.parametrize(
    "entry",
    [
        *("four-priorities", "labour-transfer-first", "job-retention-first", "services-first"),
        *("placement-first", "three-key-tasks", "platform-company-jobs", "resettlement-employment"),
        *("hubei-six-plus-one", "more-vocational-training", "skills-evaluation"),
        *("thousand-schools", "technical-college-building", "skills-competitions"),
        *("skills-china-tour", "skills-competition-2020", "briefing-2021-01-26"),
        *("hundred-day-recruitment", "free-online-campaign"),
    ],
)
def test_the_measures_of_the_article_are_there(entry: str, shipped: Store) -> None:
    """The four priorities, the three key tasks, the six skills measures and the four events."""
    (record,) = shipped.select(Query(ids=[entry]))
    assert record.summary
    assert record.kind in {"policy", "event"}
    assert record.kind == "event" or record.status in {"in force", "completed", "planned"}


def test_what_answers_the_pandemic_is_filed_under_it(shipped: Store) -> None:
    """Paragraphs 11 to 22 of the article describe nothing but the response to the pandemic."""
    for record in shipped.select(Query()):
        if set(record.paragraphs) <= set(range(11, 23)):
            assert "covid-19" in record.topics, record.id


def test_what_comes_next_is_planned(records: list[Record]) -> None:
    """Plans are told from what is done, and only policies have a status."""
    planned = [record for record in records if record.status == "planned"]
    assert len(planned) == 8
    assert all(
        record.year == 2021 and "rural-revitalisation" in record.topics for record in planned
    )


def test_every_claim_says_who_made_it(records: list[Record]) -> None:
    """A claim without a speaker is none."""
    assert all(record.by for record in records if record.kind == "claim")
