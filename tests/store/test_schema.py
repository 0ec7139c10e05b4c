"""The schema for editors: with the jsonschema package, and with taplo where it is installed."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli

import factreport
from factreport.store.schema import schema

EVERYTHING = """
[source.census]
title = "Census"
author = "Somebody"
publisher = "Office"
original_publisher = "Older office"
published = 2021-01-26
accessed = 2021-02-03
url = "https://example.org"
text = "census.txt"
note = '''
Two
lines.'''

[source.yearbook]
title = "Yearbook"
published = 2021

[source.monthly]
title = "Monthly"
published = "2021-01"

[topic.people]
title = "People"
summary = "Who lives where."
keywords = ["inhabitants", "population"]

[metric.inhabitants]
title = "Inhabitants"
summary = "At the end of the year."
topics = ["people"]
unit = "people"
area = "Exampleland"
source = "census"
paragraph = [1, 2]
note = "A note."
observations = [
    { value = 9_223_372_036_854_775_807, year = 2020 },
    { value = -1.5, period = "2016/2020", qualifier = "at most", area = "North" },
    { value = 2_700_000, date = 2021-01-26, written = "2.7 million", page = 3, note = "One." },
    { value = 0, source = "yearbook", paragraph = 4 },
    { low = 1, high = 2, period = "2020-Q1", group = "women", status = "estimate" },
    { value = 1.5, low = 1, high = 2, period = "2020-03/2021-W05", source = "monthly" },
    { written = "about 3 million", period = "2019/20" },
    { value = 5, period = "2020/..", status = "projection" },
]

[policy.counting]
title = "Counting"
topics = ["people"]
keywords = ["enumeration"]
year = 2020
status = "in force"
group = "adults"
written = "counted"

[event.count-day]
title = "Day of the count"
topics = ["people"]
date = 2020-06-30

[claim.many]
title = "Many"
topics = ["people"]
by = "Somebody"
"""

TOPIC = '[topic.people]\ntitle = "People"\n'
EVENT = '[event.a]\ntitle = "A"\ntopics = ["people"]\n'
METRIC = '[metric.a]\ntitle = "A"\ntopics = ["people"]\nunit = "people"\n'

# Stores that `check` refuses for what stands in one table.
REFUSED = {
    "unknown table": '[sources.a]\ntitle = "A"',
    "unknown key": '[topic.a]\ntitle = "A"\ntitel = "B"',
    "unknown key of an observation": METRIC + "observations = [{ value = 1, years = 2020 }]",
    "missing title": '[topic.a]\nsummary = "A"',
    "missing topics": '[claim.a]\ntitle = "A"',
    "missing unit": '[metric.a]\ntitle = "A"\ntopics = ["people"]\nobservations = [{ value = 1 }]',
    "missing observations": METRIC,
    "missing value": METRIC + "observations = [{ year = 2020 }]",
    "no observation": METRIC + "observations = []",
    "no topic": '[claim.a]\ntitle = "A"\ntopics = []',
    "a topic twice": '[claim.a]\ntitle = "A"\ntopics = ["people", "people"]',
    "a number for a string": "[topic.a]\ntitle = 1",
    "a blank title": '[topic.a]\ntitle = " "',
    "a control character": '[topic.a]\ntitle = "a\\u001bb"',
    "a line feed in a title": '[topic.a]\ntitle = "a\\nb"',
    "a bidirectional override": '[topic.a]\ntitle = "A"\nsummary = "a\\u202eb"',
    "a string for a value": METRIC + 'observations = [{ value = "1" }]',
    "a boolean for a value": METRIC + "observations = [{ value = true }]",
    "an infinite value": METRIC + "observations = [{ value = inf }]",
    "a value too large": METRIC + "observations = [{ value = 1e19 }]",
    "a string for a year": METRIC + 'observations = [{ value = 1, year = "2020" }]',
    "a year too large": METRIC + "observations = [{ value = 1, year = 10000 }]",
    "a period of another form": METRIC + 'observations = [{ value = 1, period = "2016-20" }]',
    "a time for a date": METRIC + "observations = [{ value = 1, date = 2021-01-26T10:00:00 }]",
    "a paragraph before the first": METRIC + "observations = [{ value = 1, paragraph = 0 }]",
    "no paragraph": METRIC + "observations = [{ value = 1, paragraph = [] }]",
    "an unknown qualifier": METRIC + 'observations = [{ value = 1, qualifier = "above" }]',
    "an unknown status": '[policy.a]\ntitle = "A"\ntopics = ["people"]\nstatus = "open"',
    "a status of an event": EVENT + 'year = 1\nstatus = "planned"',
    "a capital in an id": '[topic.A]\ntitle = "A"',
    "a blank in an id": '[topic."a b"]\ntitle = "A"',
    "an entry without an id": '[topic]\ntitle = "A"',
    "a list of entries": '[[topic]]\ntitle = "A"',
    "two times": METRIC + 'observations = [{ value = 1, year = 2020, period = "2020" }]',
    "two times of an event": EVENT + "year = 1\ndate = 2020-01-01",
    "an event without a time": EVENT,
    "low without high": METRIC + "observations = [{ low = 1 }]",
    "a title that is too long": f'[topic.a]\ntitle = "{"x" * 1_001}"',
    "an unknown status of an observation": METRIC
    + 'observations = [{ value = 1, status = "planned" }]',
    "a year in quotes as the day of a source": '[source.a]\ntitle = "A"\npublished = "2021"',
    "keywords that are not a list": '[topic.a]\ntitle = "A"\nkeywords = "x"',
}


def as_json(text: str) -> Any:
    """TOML as an editor sees it: days as strings, and what JSON has no number for as null."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items()}
        if isinstance(value, list):
            return [plain(one) for one in value]
        if isinstance(value, date):
            return value.isoformat()
        return None if isinstance(value, float) and not math.isfinite(value) else value

    return plain(tomli.loads(text))


@cache
def validator() -> jsonschema.Draft7Validator:
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER
    return jsonschema.Draft7Validator(schema(), format_checker=checker)


def lint(folder: Path, texts: dict[str, str]) -> str:
    """What taplo says about stores that name their schema, in one run: it is slow to start."""
    taplo = os.environ.get("TAPLO") or shutil.which("taplo")
    if not taplo:
        pytest.skip("taplo is not installed: npm install -g @taplo/cli")
    (folder / "facts.schema.json").write_text(json.dumps(schema()), "utf-8")
    for name, text in texts.items():
        path = folder / f"{name}.toml"
        path.write_text(f"#:schema ./facts.schema.json\n{text}", "utf-8")
    done = subprocess.run(
        [taplo, "lint", *(f"{name}.toml" for name in texts)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        encoding="utf-8",
    )
    return done.stderr


def wrong_files(said: str) -> set[str]:
    """The names of the files in which taplo found a mistake."""
    return {Path(path).stem for path in re.findall(r'invalid file .*path="(.*)"', said)}


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for one in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(one)


def shipped() -> str:
    return (Path(__file__).parents[2] / "facts.toml").read_text("utf-8")


def test_every_key_is_described() -> None:
    """An editor has a sentence for every table and every key; nothing unknown passes."""
    described = [
        (name, one)
        for node in nodes(schema())
        if node.get("additionalProperties") is False
        for name, one in [
            *node.get("properties", {}).items(),
            *node.get("patternProperties", {}).items(),
        ]
    ]
    assert len(described) > 70
    for name, one in described:
        assert one["description"].endswith("."), name


SOUND = {"shipped": shipped(), "everything": EVERYTHING, "empty": ""}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_check_accepts_the_schema_accepts(text: str) -> None:
    """What `check` accepts, the schema accepts."""
    assert [error.message for error in validator().iter_errors(as_json(text))] == []


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_check_refuses_the_schema_refuses(tmp_path: Path, text: str) -> None:
    """What `check` refuses for its structure, the schema refuses."""
    (tmp_path / "facts.toml").write_text(f"{text}\n{TOPIC}", "utf-8")
    with pytest.raises(factreport.ReportError):
        factreport.open_store(str(tmp_path / "facts.toml"))
    assert not validator().is_valid(as_json(f"{text}\n{TOPIC}"))


def test_taplo_agrees_with_check(tmp_path: Path) -> None:
    """taplo, and with it the editors, agrees, through the line that names the schema."""
    refused = {name: f"{text}\n{TOPIC}" for name, text in REFUSED.items()}
    said = lint(tmp_path, {**SOUND, **refused})
    assert wrong_files(said) == set(REFUSED)
    # Of two times each is marked itself, not the whole table.
    assert re.findall(r"two times of an event.toml:(\d+)", said) == ["6", "5"]
