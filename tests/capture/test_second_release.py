"""The figures of a second release go on the metrics that the store has from the first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Report

FIRST = """\
# Shipyards in 2024

In 2024 the yards delivered 38 ships, up from 31 in 2023. They employed 12,400 people.
Revenue was $52 million in 2024. In 2024, 410 women were trained.
"""
SECOND = """\
# Shipyards in 2025

In 2025 the yards delivered 44 ships, up from 39 in 2024. They employed 12,900 people.
In 2025, revenue reached $57.5 million, up from $52 million in 2024. In 2025, 430 women were
trained. Exports were $9 million in 2025.
"""
Printed = Callable[..., str]


@pytest.fixture
def second(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printed:
    """What is printed for a text once the store has the first one, perhaps changed by hand."""
    monkeypatch.chdir(tmp_path)
    Path("first.md").write_text(FIRST, encoding="utf-8")
    asked = ("figures", "first.md", "-f", "toml", "-s", "first", "-t", "ships")
    first = report(*asked, "--published", "2025-02").out

    def of(text: str, *changes: tuple[str, str], published: tuple[str, ...] = ()) -> str:
        changed = first
        for old, new in changes:
            assert old in changed
            changed = changed.replace(old, new)
        Path("facts.toml").write_text(changed, encoding="utf-8")
        Path("second.md").write_text(text, encoding="utf-8")
        asked = ("figures", "second.md", "-f", "toml", "-s", "second", "-t", "ships")
        return report(*asked, *(published or ("--published", "2026-02"))).out

    return of


def appended(printed: str) -> list[str]:
    """The observations of metrics of the store: the id, the time and the value of each."""
    blocks = [block.splitlines()[1:4] for block in printed.split("[[observation]]")[1:]]
    return [" ".join(line.partition(" = ")[2].strip('"') for line in block) for block in blocks]


def test_a_new_time_is_one_more_observation_and_another_value_a_revision(
    report: Report, second: Printed
) -> None:
    """Appended, all of it is a store whose facts are found; what replaces an old value says so."""
    printed = second(SECOND)
    assert appended(printed) == [
        "ships-delivered 2025 44",
        "ships-delivered 2024 39",
        "people-employed 2025 12_900",
        "revenue 2025 57_500_000",
        "women-trained 2025 430",
    ]
    assert printed.count("[metric.") == printed.count("[metric.exports]") == 1
    assert printed.count('status = "revised"') == printed.count("# Revised from 38 ships?") == 1
    with open("facts.toml", "a", encoding="utf-8") as file:
        file.write(f"\n{printed}")
    assert report("check").err.endswith("no problems\n")
    assert report("verify", "--strict").err.startswith("report: 11 facts: 11 found")
    latest = report("metric", "delivered", "-y", "2024", "--latest", "-f", "value").out
    assert latest == "39\n"
    assert report("figures", "second.md", "--new", "--json").json == []


def test_a_metric_with_another_title_is_known_by_a_figure_that_both_releases_have(
    second: Printed,
) -> None:
    """A person has renamed it; the $52 million of 2024 is in both."""
    renamed = (
        '[metric.revenue]\ntitle = "Revenue"',
        '[metric.r]\ntitle = "Annual revenue of yards"',
    )
    assert "r 2025 57_500_000" in appended(second(SECOND, renamed))


def test_the_value_is_in_the_unit_of_the_metric(second: Printed) -> None:
    """Whatever it is in its sentence."""
    unit = ('unit = "US dollars"', 'unit = "million US dollars"')
    assert "revenue 2025 57.5" in appended(second(SECOND, unit, ("52_000_000", "52")))


def test_a_value_of_the_whole_is_none_of_a_metric_of_groups(second: Printed) -> None:
    """A metric of the same title that only has women gets no value for all."""
    group = ('title = "People employed"', 'title = "People employed"\ngroup = "women"')
    printed = second(SECOND, group)
    assert "people-employed 2025 12_900" not in appended(printed)
    assert "[metric.people-employed-2]" in printed


def test_another_unit_is_another_metric(second: Printed) -> None:
    """A title alone does not tell."""
    printed = second("In 2025, revenue was 12 percent.")
    assert appended(printed) == []
    assert "[metric.revenue-2]" in printed


def test_a_revision_needs_the_day_of_its_source(report: Report, second: Printed) -> None:
    """Without it the old value stays the newest; that is said."""
    second(SECOND)
    asked = ("figures", "second.md", "-f", "toml", "-s", "second", "-t", "ships")
    assert "1 revised value will replace nothing until" in report(*asked).err
    dated = report(*asked, "--published", "2026-02").err
    assert "replace nothing" not in dated
    assert dated.endswith(
        "6 of 7 figures written, as 1 metric; 5 observations of metrics of the store; "
        "1 in facts.toml already\n"
    )
