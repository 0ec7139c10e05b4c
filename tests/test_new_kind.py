"""A new kind of facts: its declaration, and a field of Record for a text that only it has."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import factreport

pytestmark = pytest.mark.slow

# Behind the declared kinds, the first of which is metric.
KINDS = """_KINDS = (
    *_KINDS,
    Kind(
        name="forecast",
        plural="forecasts",
        help="Show forecasts.",
        examples=("report forecast",),
        columns=("title", "period", "value", "unit", "id"),
        table=_KINDS[0].table,
        parts=OBSERVATION,
    ),
    Kind(
        name="law",
        plural="laws",
        help="Show laws.",
        examples=("report law",),
        columns=("title", "period", "gazette", "id"),
        table=_statement(
            "A law.",
            Key("gazette", _NAME, "Where it was printed."),
            Key("status", one_of(("pending", "passed")), "How far it is."),
        ),
    ),
)
"""
STORE = """\
[source.s]
title = "S"

[topic.t]
title = "T"

[forecast.f]
title = "Rain"
topics = ["t"]
unit = "mm"
source = "s"
observations = [
    { year = 2020, value = 5 },
    { year = 2021, value = 7 },
]

[law.l]
title = "Labour law"
topics = ["t"]
year = 2018
gazette = "Gazette 12"
source = "s"
"""


class Grown:
    """A copy of the program with two more kinds, run in a folder with a store of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        package = Path(factreport.__file__).parent
        shutil.copytree(
            package, folder / "src" / "factreport", ignore=shutil.ignore_patterns("__pycache__")
        )
        self._insert("kinds/__init__.py", KINDS, before="KINDS: Mapping[str, Kind] = {")
        self._insert("model.py", "    gazette: str | None\n", before="    source: str | None\n")
        (folder / "facts.toml").write_text(STORE, encoding="utf-8")

    def _insert(self, module: str, lines: str, *, before: str) -> None:
        path = self.folder / "src" / "factreport" / module
        text = path.read_text(encoding="utf-8")
        assert text.count(f"\n{before}") == 1
        path.write_text(text.replace(f"\n{before}", f"\n{lines}{before}"), encoding="utf-8")

    def report(self, *arguments: str, code: int = 0) -> str:
        """What a command prints."""
        done = subprocess.run(
            [sys.executable, "-m", "factreport", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder / "src"), "REPORT_CACHE": "off"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    return Grown(tmp_path_factory.mktemp("grown"))


def test_a_kind_with_observations_is_treated_like_metrics(grown: Grown) -> None:
    """It is checked, audited and followed through time."""
    again = STORE.replace("year = 2021", "year = 2020").replace("value = 7", "value = 6")
    (grown.folder / "again.toml").write_text(again, encoding="utf-8")
    assert "forecast.f, observation 2: 6 disagrees" in grown.report("check", "again.toml")
    steps = json.loads(grown.report("trend", "f", "--json"))
    assert [step["value"] for step in steps] == [5, 7]
    (grown.folder / "draft.md").write_text("Rain was 8 mm in 2021.\n", encoding="utf-8")
    audited = json.loads(grown.report("audit", "draft.md", "--json", code=1))
    assert [finding["id"] for finding in audited if finding["result"] == "contradicts"] == ["f"]


def test_its_observations_may_stand_anywhere_and_are_counted_as_its_own(grown: Grown) -> None:
    """Those that are appended are its, and the two kinds that have some are told apart."""
    appended = '[[observation]]\nmetric = "f"\nyear = 2022\nvalue = 9\n'
    (grown.folder / "more.toml").write_text(STORE + appended, encoding="utf-8")
    more = ("--facts", "more.toml")
    assert grown.report(*more, "forecast", "-f", "value").split() == ["5", "7", "9"]
    assert "3 forecast observations and 1 law" in grown.report(*more, "show", "t", "-f", "table")
    assert "metric, policy, event, claim, forecast, law," in " ".join(
        grown.report("show", "--help").split()
    )


def test_a_status_of_its_own_can_be_asked_for(grown: Grown) -> None:
    """Whether or not a fact has it; one that no kind declares is a mistake."""
    assert json.loads(grown.report("law", "--status", "pending", "--json")) == []
    grown.report("law", "--status", "unheard", code=2)
    grown.report("law", "-f", "value", code=2)


def test_a_text_of_its_own_is_in_every_answer(grown: Grown) -> None:
    """It is a column, a line of the card and a key of the store, and its words are found."""
    assert "Gazette 12" in grown.report("law", "--format", "table")
    assert "Gazette  Gazette 12" in grown.report("show", "l", "--format", "table")
    assert json.loads(grown.report("find", "gazette", "--json"))[0]["gazette"] == "Gazette 12"


def test_what_is_written_as_a_store_is_read_back(grown: Grown) -> None:
    assert grown.report("find", "s", "--sort", "kind", "--format", "toml") == STORE
