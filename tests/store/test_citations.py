"""What an observation takes from its metric, and how a source is cited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from store.problems import CLAIM, METRIC, check

from factreport import Query, open_store

Write = Callable[..., str]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is ``facts.toml`` in the working folder, so that messages name just that."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("", {"area": "A", "source": "s", "paragraphs": (1,), "pages": (2,), "note": "N"}),
        ('area = "B"', {"area": "B", "source": "s", "paragraphs": (1,), "pages": (2,)}),
        ('note = "M"', {"note": "M", "paragraphs": (1,)}),
        ("paragraph = 9", {"source": "s", "paragraphs": (9,), "pages": ()}),
        ("page = [9, 8, 9]", {"source": "s", "paragraphs": (), "pages": (9, 8)}),
        ('source = "r"', {"source": "r", "paragraphs": (), "pages": ()}),
        ('source = "r", page = 7', {"source": "r", "paragraphs": (), "pages": (7,)}),
    ],
)
def test_an_observation_takes_what_it_lacks_from_its_metric(
    own: str, expected: dict[str, Any]
) -> None:
    """Area, source and note are taken one by one; a place in a source belongs to that source."""
    text = f'[source.r]\ntitle = "R"\n{METRIC}area = "A"\nparagraph = 1\npage = 2\nnote = "N"\n'
    separator = ", " if own else ""
    check(f"{text}observations = [{{ value = 1{separator}{own} }}]\n")
    (record,) = open_store().select(Query())
    assert {name: getattr(record, name) for name in expected} == expected
    assert record.citation is not None
    assert record.citation.startswith(f"“{(record.source or '').upper()}”")


@pytest.mark.parametrize(
    ("keys", "citation"),
    [
        ("", "“S”"),
        ("paragraph = 6", "“S”, paragraph 6"),
        ("paragraph = [6, 25]", "“S”, paragraphs 6 and 25"),
        ("page = [1, 2, 3]", "“S”, pages 1, 2 and 3"),
        ("paragraph = 6\npage = 2", "“S”, paragraph 6, page 2"),
    ],
)
def test_a_citation_names_the_place(keys: str, citation: str) -> None:
    """A citation reads as a reader would write it."""
    check(f"{CLAIM}{keys}\n")
    (record,) = open_store().select(Query())
    assert record.citation == citation


def test_a_citation_is_given_in_full(store: Write) -> None:
    """Author, title, both publishers, day and address stand in this order, as far as known."""
    text = """\
[source.s]
title = "T"
author = "A"
publisher = "P"
original_publisher = "O"
published = 2021-01-26
url = "https://example.org"
text = "texts/t.txt"
note = "N"
"""
    path = store(text)
    (source,) = open_store(path).sources()
    assert source.reference == ("A, “T”, P, first published by O, 2021-01-26, https://example.org")
    assert source.published == "2021-01-26"
    assert source.text == "texts/t.txt"
