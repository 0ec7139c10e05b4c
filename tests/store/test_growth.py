"""Reading and checking a store takes time in proportion to its size, whatever there is much of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from growth import grows_in_proportion

from factreport import open_store
from factreport.files import file_at
from factreport.store.lint import lint

pytestmark = pytest.mark.slow


def _metric(id_: str, rows: list[str]) -> str:
    about = f'[metric.{id_}]\ntitle = "Workers of {id_}"\ntopics = ["work"]\nunit = "people"\n'
    inside = "".join(f"{{ {row} }},\n" for row in rows)
    return f'{about}source = "first"\nobservations = [\n{inside}]\n'


def _written(path: Path, *metrics: str) -> str:
    sources = "".join(
        f'[source.{id_}]\ntitle = "{id_}"\npublished = {year}\n'
        for id_, year in (("first", 2020), ("later", 2021))
    )
    topic = '[topic.work]\ntitle = "Work"\n'
    path.write_text("".join([sources, topic, *metrics]), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "row",
    [
        lambda at: f'value = {at}, area = "{"Tt"[at % 2]}own {at // 2}"',
        lambda at: f'written = "{at}.5 things{at}"',
    ],
    ids=["names that are alike", "words of values"],
)
def test_a_store_is_checked_in_proportion(row: Callable[[int], str], tmp_path: Path) -> None:
    def check(size: int) -> None:
        path = _written(tmp_path / "facts.toml", _metric("m", [*map(row, range(size))]))
        assert not any(problem.severity == "error" for problem in lint([file_at(path)]))

    assert grows_in_proportion(check, 300)


def test_revisions_are_related_in_proportion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an entry with a revision costs does not depend on how many places are cited."""
    monkeypatch.setenv("REPORT_CACHE", "off")
    revision = 'year = 2020, value = 2, status = "revised", source = "later"'

    def read(size: int) -> None:
        cited = [f"year = 2020, value = {at}, paragraph = {at + 1}" for at in range(20 * size)]
        revised = (_metric(f"m-{at}", ["year = 2020, value = 1", revision]) for at in range(size))
        open_store(_written(tmp_path / "facts.toml", _metric("m", cited), *revised))

    assert grows_in_proportion(read, 200)
