"""What real documents say can be entered and is answered: months, groups, ranges, revisions.

Each store is typed from README alone; all names are made up.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Report

HEAD = """\
[source.march]
title = "Labour market in March"
published = 2024-04-12

[source.april]
title = "Labour market in April"
published = 2024-05-14

[topic.t]
title = "Things"
"""

UNEMPLOYMENT = """
[metric.unemployed]
title = "Unemployed people"
topics = ["t"]
unit = "people"
area = "Norland"
source = "march"
observations = [
    { period = "2024-02", group = "women", value = 41_200, status = "provisional" },
    { period = "2024-02", group = "women", value = 41_900, status = "revised", source = "april" },
    { period = "2024-03", group = "women", value = 40_100, source = "april" },
    { period = "2024-02", group = "men", value = 52_300 },
    { period = "2024-03", group = "men", value = 51_000, source = "april" },
    { period = "2023-03", group = "men", value = 50_000 },
]
"""
REVENUE = """
[metric.revenue]
title = "Revenue"
topics = ["t"]
unit = "million $"
source = "april"
observations = [
    { group = "Acorn Ltd", period = "2022-Q2", value = 10.5 },
    { group = "Acorn Ltd", period = "2022-Q3", value = 11 },
    { group = "Acorn Ltd", period = "2023-Q2", value = 12.6 },
    { group = "Acorn Ltd", period = "2022-04/2023-03", value = 44 },
    { group = "Acorn Ltd", period = "2023-04/2024-03", value = 50.6 },
    { group = "Birch plc", period = "2022-Q2", value = 7 },
    { group = "Birch plc", period = "2022-04/2023-03", value = 30 },
]
"""
OTHERS = """
[metric.harvest]
title = "Wheat harvest"
topics = ["t"]
unit = "tonnes"
source = "april"
observations = [{ year = 2023, written = "3.4 to 3.6 million tonnes", status = "estimate" }]

[metric.poll]
title = "Would vote for the Harbour Party"
topics = ["t"]
unit = "percent"
source = "april"
observations = [{ date = 2024-05-02, value = 31.5, low = 29, high = 34, status = "estimate" }]

[metric.demand]
title = "Electricity demand"
topics = ["t"]
unit = "TWh"
source = "april"
observations = [
    { year = 2023, value = 410 },
    { year = 2030, value = 520, qualifier = "about", status = "projection" },
]

[metric.goals]
title = "Goals of Eastport United"
topics = ["t"]
unit = "goals"
source = "april"
observations = [
    { period = "2021/22", value = 54 },
    { period = "2022/23", value = 61 },
]

[policy.repairs]
title = "Harbour repairs"
topics = ["t"]
period = "2023/.."
status = "in force"
source = "april"
"""

Store = Callable[..., str]


@pytest.fixture
def facts(store: Store) -> str:
    return store(HEAD + UNEMPLOYMENT + REVENUE + OTHERS)


def values(result: Any) -> list[Any]:
    return [fact["value"] for fact in result.json]


def test_stores_of_real_documents_have_no_error(facts: str, report: Report) -> None:
    assert "error" not in report("check", facts).out


def test_months_and_groups_narrow_an_answer(facts: str, report: Report) -> None:
    asked = ("metric", "unemployed", "--facts", facts)
    assert values(report(*asked, "-y", "2024-03")) == [40_100, 51_000]
    assert values(report(*asked, "-y", "2024-03", "-g", "women")) == [40_100]
    assert values(report(*asked, "-y", "2024-Q1", "-g", "men")) == [52_300, 51_000]
    assert values(report(*asked, "-y", "2023")) == [50_000]


def test_a_revised_month(facts: str, report: Report) -> None:
    """The older value stays, is marked, is left out by --latest and comes back with --as-of."""
    asked = ("metric", "unemployed", "-g", "women", "--facts", facts)
    february = report(*asked, "-y", "2024-02").json
    assert [(fact["value"], fact["status"]) for fact in february] == [
        (41_200, "provisional, superseded"),
        (41_900, "revised"),
    ]
    assert values(report(*asked, "-y", "2024-02", "--latest")) == [41_900]
    then = report(*asked, "--as-of", "2024-04-30").json
    assert [(fact["period"], fact["value"], fact["status"]) for fact in then] == [
        ("2024-02", 41_200, "provisional")
    ]
    assert values(report(*asked, "--status", "superseded")) == [41_200]
    assert values(report(*asked, "--status", "provisional")) == [41_200]


def test_latest_is_by_group(facts: str, report: Report) -> None:
    found = report("metric", "unemployed", "--latest", "--facts", facts).json
    assert [(fact["group"], fact["period"]) for fact in found] == [
        ("women", "2024-03"),
        ("men", "2024-03"),
    ]


def test_months_are_compared_with_the_same_month_a_year_before(facts: str, report: Report) -> None:
    steps = report("trend", "unemployed", "-g", "men", "--facts", facts).json
    last = steps[-1]
    assert (last["period"], last["previous_period"], last["change"]) == (
        "2024-03",
        "2024-02",
        -1_300,
    )
    assert (last["year_before_period"], last["year_before_change"]) == ("2023-03", 1_000)


def test_quarters_and_financial_years_are_apart(facts: str, report: Report) -> None:
    steps = report("trend", "revenue", "-g", "Acorn Ltd", "--facts", facts).json
    changes = {step["period"]: (step["previous_period"], step["change"]) for step in steps}
    assert changes["2023-Q2"] == ("2022-Q3", 1.6)
    assert changes["2023-04/2024-03"] == ("2022-04/2023-03", 6.6)
    assert steps[-1]["total_change_percent"] == 15
    found = report("metric", "revenue", "-y", "2022-06", "--facts", facts).json
    assert [fact["period"] for fact in found] == ["2022-Q2", "2022-04/2023-03"] * 2


def test_a_range_is_read_from_its_words(facts: str, report: Report) -> None:
    (fact,) = report("metric", "harvest", "--facts", facts).json
    assert (fact["value"], fact["low"], fact["high"]) == (None, 3_400_000, 3_600_000)
    table = report("metric", "harvest", "-f", "table", "--facts", facts).out
    assert "3,400,000–3,600,000" in table
    assert report("metric", "harvest", "-f", "value", "--facts", facts).out == "3400000\t3600000\n"


def test_a_poll_has_its_margin(facts: str, report: Report) -> None:
    (fact,) = report("metric", "vote", "--facts", facts).json
    assert (fact["value"], fact["low"], fact["high"], fact["start"]) == (
        31.5,
        29,
        34,
        "2024-05-02",
    )


def test_a_forecast_says_that_it_is_one(facts: str, report: Report) -> None:
    (fact,) = report("metric", "demand", "-y", "2025..", "--facts", facts).json
    assert (fact["year"], fact["status"], fact["qualifier"]) == (2030, "projection", "about")
    assert "projection" in report("metric", "demand", "-f", "table", "--facts", facts).out


def test_a_season_lies_in_two_years(facts: str, report: Report) -> None:
    asked = ("metric", "goals", "--facts", facts)
    assert values(report(*asked, "-y", "2022/23")) == [54, 61]
    assert values(report(*asked, "-y", "2021")) == [54]
    season = report(*asked, "-y", "2023").json[0]
    assert (season["period"], season["year"], season["start"], season["end"]) == (
        "2022/23",
        None,
        "2022-01-01",
        "2023-12-31",
    )
    assert report("trend", "goals", "--facts", facts).json[-1]["change"] == 7


def test_a_plan_may_have_no_end(facts: str, report: Report) -> None:
    (plan,) = report("policy", "-y", "2050", "--facts", facts).json
    assert (plan["start"], plan["end"], plan["period"]) == ("2023-01-01", None, "2023/..")


def test_databases_and_data_frames_read_the_days_as_dates(
    facts: str, report: Report, tmp_path: Path
) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "facts.jsonl"
    report("metric", "--facts", facts, "-o", path)
    types = duckdb.sql(f"SELECT typeof(start), typeof(\"end\") FROM '{path}' LIMIT 1").fetchall()
    assert types == [("DATE", "DATE")]
    code = (
        "import pandas; facts = pandas.read_json(r'" + str(path) + "', lines=True, "
        "convert_dates=['start', 'end']); print(facts['start'].dt.year.max())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout == "2030\n"
