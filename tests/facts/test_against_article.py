"""The shipped facts against the article they were read from, where it is at hand.

The article is not ours to ship; FACTREPORT_ARTICLE names its text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from conftest import Report

from factreport import Query, open_store

STORE = Path(__file__).parents[2] / "facts.toml"
SOURCE = "teller-report-2021-01-26"
ARTICLE = os.environ.get("FACTREPORT_ARTICLE", "")

pytestmark = pytest.mark.skipif(
    not ARTICLE, reason="FACTREPORT_ARTICLE does not name the article's text"
)

MOST_WORDS = 6
# Why a number of the article is not a figure.
REASONS = {
    *("a date", "a time of day", "a year", "an ordinal", "a name", "an idiom", "a pronoun"),
    "a small number",
}
# Names that are longer than that.
NAMES = ("Ministry of Human Resources and Social Security",)


def words(text: str) -> list[str]:
    """The words of a text in lower case; a figure is one word."""
    return re.findall(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of words in a text that is one word longer than may be shared."""
    of_text = words(text)
    return {tuple(of_text[i : i + MOST_WORDS + 1]) for i in range(len(of_text) - MOST_WORDS)}


def strings(part: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a piece of TOML, with the name of where it stands."""
    if isinstance(part, str):
        yield name, part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from strings(value, f"{name}.{key}")
    elif isinstance(part, list):
        for value in part:
            yield from strings(value, name)


def test_every_fact_stands_where_it_is_cited(report: Report) -> None:
    """``report verify`` finds the words of each fact in a paragraph that it cites."""
    findings = report(
        *("verify", SOURCE, ARTICLE, "--facts", str(STORE), "--format", "json"),
    ).json
    facts = open_store(str(STORE)).select(Query())
    assert [finding["id"] for finding in findings if finding["result"] != "found"] == []
    assert len(findings) == len(facts)


def test_the_article_holds_no_figure_that_the_store_lacks(report: Report) -> None:
    """``report audit`` of the article: every figure is a fact, or is skipped with a reason."""
    findings = report("audit", ARTICLE, "--facts", str(STORE), "--format", "json").json
    wrong = [one for one in findings if one["result"] not in ("matches", "skipped")]
    assert wrong == []
    skipped = {one["message"] for one in findings if one["result"] == "skipped"}
    assert skipped <= REASONS


def test_what_is_quoted_is_short() -> None:
    """``written`` has at most six words."""
    store = tomli.loads(STORE.read_text(encoding="utf-8"))
    quoted = [text for name, text in strings(store) if name.endswith(".written")]
    assert quoted
    assert [text for text in quoted if len(words(text)) > MOST_WORDS] == []


def test_the_facts_are_in_our_own_words() -> None:
    """Nowhere are more than six words in a row the article's, except in names and its title."""
    article = runs(Path(ARTICLE).read_text(encoding="utf-8"))
    for name, text in strings(tomli.loads(STORE.read_text(encoding="utf-8"))):
        if name != f".source.{SOURCE}.title":
            for long_name in NAMES:
                text = text.replace(long_name, "")  # noqa: PLW2901 - what is left is ours
            assert not runs(text) & article, name
