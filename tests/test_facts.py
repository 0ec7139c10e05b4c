"""The shipped facts: what the article says, and what every fact of the store has."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from factreport import Query, Record, Store, open_store
from factreport.figures import states

PATH = Path(__file__).parents[1] / "facts.toml"
SOURCE = "teller-report-2021-01-26"

# Every figure of the article: id, period, area, qualifier, as written, value, unit.
FIGURES = """\
poor-workers-employed | 2016 | China | | 15.27 million | 15270000 | people
poor-workers-employed | 2020 | China | | 32.43 million | 32430000 | people
poor-households-assisted | 2020 | China | | 93.8% | 93.8 | percent
focus-areas | 2020 | China | | four | 4 | areas
key-counties | 2020 | China | | 52 | 52 | counties
workers-transported | 2020 | China | | 1.6 million | 1600000 | people
special-posts | 2020 | China | more than | more than 10 million | 10000000 | posts
workshop-employed | 2020 | China | | 440,000 | 440000 | people
public-welfare-placed | 2020 | China | | 5.02 million | 5020000 | people
resettlement-employed | 2020 | Resettlement areas | | 3.58 million | 3580000 | people
eastern-provinces | 2020 | Hubei | | six | 6 | provinces
workers-trained | 2016/2020 | China | about | about 10 million | 10000000 | people
workers-trained | 2020 | China | more than | more than 2.7 million | 2700000 | people
online-training-days | 2020 | China | | 100-day | 100 | days
ability-standards | 2016/2020 | China | more than | more than 1,000 | 1000 | standards
standards-provinces | 2016/2020 | China | | 29 | 29 | provinces
technical-enrolment | 2016/2020 | China | | 360,000 | 360000 | people
southern-xinjiang-colleges | 2016/2020 | Southern Xinjiang | | 38 | 38 | colleges
southern-xinjiang-prefectures | 2016/2020 | Southern Xinjiang | | four | 4 | prefectures
counterpart-provinces | 2016/2020 | Southern Xinjiang | | 9 | 9 | provinces
"""


@pytest.fixture(scope="module")
def shipped() -> Store:
    return open_store(str(PATH))


@pytest.fixture(scope="module")
def records(shipped: Store) -> list[Record]:
    return shipped.select(Query())


def test_every_figure_of_the_article_is_a_fact(records: list[Record]) -> None:
    """Value, unit, period, area, qualifier and wording of every figure."""
    found = [
        (one.id, one.period, one.area, one.qualifier or "", one.written, one.value, one.unit)
        for one in records
        if one.kind == "metric"
    ]
    expected = []
    for line in FIGURES.splitlines():
        *words, value, unit = (part.strip() for part in line.split("|"))
        expected.append((*words, float(value), unit))
    assert found == expected


def test_the_figures_of_2020_answer_the_first_question(shipped: Store) -> None:
    """``report metric --year 2020`` gives every 2020 figure, and the spans that 2020 lies in."""
    found = shipped.select(Query(kinds=["metric"], years=[2020]))
    expected = [line for line in FIGURES.splitlines() if "2020 |" in line.replace("2016 |", "")]
    assert len(found) == len(expected) == 19
    exact = {one.id: one.value for one in found if one.year == 2020}
    assert exact == {
        "poor-workers-employed": 32_430_000,
        "poor-households-assisted": 93.8,
        "focus-areas": 4,
        "key-counties": 52,
        "workers-transported": 1_600_000,
        "special-posts": 10_000_000,
        "workshop-employed": 440_000,
        "public-welfare-placed": 5_020_000,
        "resettlement-employed": 3_580_000,
        "eastern-provinces": 6,
        "workers-trained": 2_700_000,
        "online-training-days": 100,
    }


def test_the_workers_in_employment_more_than_doubled(shipped: Store) -> None:
    """The headline of the article: from 2016 to 2020."""
    found = shipped.select(Query(ids=["poor-workers-employed"]))
    assert {one.year: one.value for one in found} == {2016: 15_270_000, 2020: 32_430_000}


def test_every_wording_reads_as_its_value(records: list[Record]) -> None:
    """Each figure is written, and reads as the value with its qualifier."""
    for one in records:
        if one.kind == "metric":
            assert one.written
            assert one.value is not None
            assert states(one.written, one.value, one.qualifier, one.unit or "") is None


def test_there_are_facts_of_every_kind(records: list[Record]) -> None:
    """Twenty observations, every measure as a policy, two events, and claims."""
    assert Counter(one.kind for one in records) == {
        "metric": 20,
        "policy": 47,
        "event": 2,
        "claim": 13,
    }


def test_every_fact_is_tied_to_its_place(records: list[Record]) -> None:
    """Each fact names the source, a paragraph in it, and an area."""
    for one in records:
        assert one.source == SOURCE, one.id
        assert one.paragraphs, one.id
        assert all(1 <= number <= 60 for number in one.paragraphs), one.id
        assert one.area, one.id
        assert (one.citation or "").startswith("“Ministry of Human Resources"), one.id


def test_a_figure_that_occurs_twice_lists_both_places(shipped: Store) -> None:
    """The headline, its repetition and the summary are all cited."""
    (share,) = shipped.select(Query(ids=["poor-households-assisted"]))
    assert share.paragraphs == (2, 6, 25)
    assert {one.paragraphs for one in shipped.select(Query(ids=["poor-workers-employed"]))} == {
        (6, 25)
    }


def test_the_source_is_cited_in_full(shipped: Store) -> None:
    """What the article is, who published it, who reported it first, and when."""
    (source,) = shipped.sources()
    assert source.id == SOURCE
    assert (source.publisher, source.original_publisher, source.published) == (
        *("Teller Report", "China News Service", "2021-01-26"),
    )
    assert source.note


def test_there_are_a_dozen_topics_and_each_is_used(shipped: Store) -> None:
    """Eight to twelve topics that a reader would look under, none of them empty."""
    topics = shipped.topics()
    assert 8 <= len(topics) <= 12
    assert all(one.summary for one in topics)
    assert set(shipped.coverage("topic")) == {one.id for one in topics}


@pytest.mark.parametrize(
    "one",
    [
        *("four-priorities", "labour-transfer-first", "job-retention-first", "service-first"),
        *("placement-first", "three-key-tasks", "platform-company-jobs", "resettlement-employment"),
        *("hubei-six-plus-one", "more-vocational-training", "skills-evaluation"),
        *("thousand-schools", "technical-college-building", "skills-competitions"),
        *("skills-china-tour", "skills-competition-2020", "briefing-2021-01-26"),
    ],
)
def test_the_measures_of_the_article_are_there(one: str, shipped: Store) -> None:
    """The four priorities, the three key tasks, the six skills measures and the two events."""
    (record,) = shipped.select(Query(ids=[one]))
    assert record.summary
    assert record.kind in {"policy", "event"}
    assert record.kind == "event" or record.status in {"in force", "completed", "planned"}


def test_what_comes_next_is_planned(shipped: Store) -> None:
    """Plans are told from what is done, and only policies have a status."""
    planned = [one for one in shipped.select(Query()) if one.status == "planned"]
    assert len(planned) == 8
    assert all(one.year == 2021 and "rural-revitalisation" in one.topics for one in planned)


def test_every_claim_says_who_made_it(shipped: Store) -> None:
    """A claim without a speaker is none."""
    assert all(one.by for one in shipped.select(Query(kinds=["claim"])))
