"""What tests share: a clean environment, stores written in a line, and the command to run."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

import factreport
from factreport import texts
from factreport.auditing import Finding, audit
from factreport.cli.main import run

# No test fails on a time: machines differ, and have other work.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

_VARIABLES = (
    "COLUMNS",
    "FORCE_COLOR",
    "NO_COLOR",
    "REPORT_FACTS",
    "REPORT_FORMAT",
    "TERM",
    "TTY_COMPATIBLE",
)


class Result(NamedTuple):
    """What a run printed."""

    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)


Report = Callable[..., Result]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Coverage is that of the quick tests: counting lines doubles the time of a slow one."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker("no_cover")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine or of another test gets in."""
    for name in _VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REPORT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Report:
    """Run ``report`` in this process; any other exit code than the expected one is loud."""

    def run_report(*arguments: str, code: int = 0, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        actual = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert actual == code, f"exit code {actual}, not {code}\n{out}{err}"
        return Result(out, err)

    return run_report


@pytest.fixture
def store(tmp_path: Path) -> Callable[..., str]:
    """Write a store and give its path: ``store('[metric.a] …')``."""

    def write(text: str, name: str = "facts.toml") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


# A store of another field than the shipped one, with something of everything.
EXAMPLE = """\
[source.census-2021]
title = "Census of birds"
author = "A. Finch"
publisher = "Bird Office"
published = 2021-05-04
url = "https://example.org/birds"

[source.atlas]
title = "Atlas of wetlands"

[topic.birds]
title = "Birds"
summary = "Numbers and places."

[topic.wetlands]
title = "Wetlands"

[metric.storks]
title = "Breeding pairs of storks"
topics = ["birds", "wetlands"]
unit = "pairs"
area = "Northland"
source = "census-2021"
paragraph = 2
observations = [
    { year = 2018, value = 1_200 },
    { year = 2020, value = 1_500, qualifier = "more than", written = "more than 1,500", page = 3 },
    { period = "2016/2020", value = 6_000, qualifier = "about", paragraph = [4, 5] },
    { year = 2020, value = 310, area = "Südmark", note = "Counted by volunteers." },
]

[metric.wet-share]
title = "Share of land that is wet"
topics = ["wetlands"]
unit = "percent"
source = "atlas"
observations = [{ year = 2019, value = 12.5, written = "12.5%" }]

[policy.mowing]
title = "Late mowing"
summary = "Meadows are mown after the chicks have flown."
topics = ["wetlands"]
period = "2016/2020"
status = "completed"
area = "Northland"
source = "atlas"
page = [7, 8]

[event.count-day]
title = "Day of the count"
topics = ["birds"]
date = 2020-06-30
source = "census-2021"

[claim.oldest]
title = "The oldest stork"
summary = "One stork is said to be thirty years old."
topics = ["birds"]
by = "A. Finch"
"""


@pytest.fixture
def example(store: Callable[..., str]) -> str:
    """The path of the example store."""
    return store(EXAMPLE)


@pytest.fixture(scope="module")
def audited(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], list[Finding]]:
    """The findings of a text in Markdown against the ``STORE`` of the module."""
    path = tmp_path_factory.mktemp("store") / "facts.toml"
    path.write_text(request.module.STORE, encoding="utf-8")
    store = factreport.open_store(path)
    return lambda text: audit(texts.parse("draft.md", text.encode()), store)


@pytest.fixture(scope="module")
def alarms(audited: Callable[[str], list[Finding]]) -> Callable[[str], list[tuple[str, str]]]:
    """The figures of a text that contradict the store or are unknown, with their messages."""
    return lambda text: [
        (finding.figure.text, finding.message) for finding in audited(text) if finding.is_wrong
    ]


@pytest.fixture(scope="module")
def told_apart(alarms: Callable[[str], list[tuple[str, str]]]) -> Callable[[str, str], None]:
    """Check that no figure of a right text is wrong or unknown, and one of a wrong text is."""

    def check(right: str, wrong: str) -> None:
        assert alarms(right) == []
        assert alarms(wrong)

    return check


@pytest.fixture(scope="module")
def results(audited: Callable[[str], list[Finding]]) -> Callable[[str], str]:
    """The results for the figures of a text in one line, years apart."""
    return lambda text: " ".join(
        finding.result for finding in audited(text) if finding.message != "a year"
    )
