"""What tests of stores share: a store in a few lines, and its problems as lines."""

from __future__ import annotations

from pathlib import Path

from factreport.store import locate
from factreport.store.lint import lint

BASE = '[source.s]\ntitle = "S"\n[topic.t]\ntitle = "T"\n'
CLAIM = '[claim.c]\ntitle = "C"\ntopics = ["t"]\nsource = "s"\n'
METRIC = '[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "people"\nsource = "s"\n'
# What `check` says to do about two values that disagree.
CURE = 'remove one, or give the revised one status = "revised" and a source published later'


def problems(*paths: str) -> list[str]:
    """The problems of a store, as lines."""
    return [str(problem) for problem in lint(locate.locate(paths))]


def check(text: str) -> list[str]:
    """The problems of a store behind `BASE`, written to ``facts.toml`` in the working folder.

    Each comes without the name of the file.
    """
    Path("facts.toml").write_text(BASE + text, encoding="utf-8")
    found = problems("facts.toml")
    assert all(line.startswith("facts.toml:") for line in found)
    return [line.removeprefix("facts.toml:") for line in found]


def observed(*observations: str) -> str:
    """The metric with these observations, the first of them on line 11."""
    rows = "".join(f"    {{ {observation} }},\n" for observation in observations)
    return f"{METRIC}observations = [\n{rows}]\n"
