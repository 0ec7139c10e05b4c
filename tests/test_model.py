"""The vocabulary: records, problems and errors."""

from __future__ import annotations

import json

import pytest

from factreport.errors import ReportError
from factreport.kinds import SOURCE, TOPIC
from factreport.model import Problem, Record, Source, Topic

NOTHING = Record(
    *("claim", "a", "A", ("t",)), *(None,) * 16, paragraphs=(), pages=(), citation=None, note=None
)


def test_a_record_as_a_dict_has_every_key_in_order() -> None:
    """Every key is there in the order of the contract; tuples are lists, absent is None."""
    found = NOTHING.as_dict()
    contract = (
        "kind id title topics area group period year start end value low high unit qualifier "
        "status written summary by source paragraphs pages citation note"
    )
    assert list(found) == contract.split()
    assert found == {
        **dict.fromkeys(contract.split()),
        "kind": "claim",
        "id": "a",
        "title": "A",
        "topics": ["t"],
        "paragraphs": [],
        "pages": [],
    }
    assert json.loads(json.dumps(found)) == found


def test_sources_and_topics_have_the_declared_keys() -> None:
    """A key that is declared is read, indexed and written back."""
    assert Source._fields == ("id", *SOURCE.keys, "reference")
    assert Topic._fields == ("id", *TOPIC.keys)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("f.toml", 3, "error", "metric.a", "no"), "f.toml:3: error: metric.a: no"),
        (Problem("f.toml", 3, "error", None, "no", 7), "f.toml:3:7: error: no"),
        (Problem("f.toml", 1, "warning", None, "hm"), "f.toml:1: warning: hm"),
    ],
)
def test_a_problem_is_a_line_that_editors_read(problem: Problem, line: str) -> None:
    """``FILE:LINE: SEVERITY: ENTRY: WORDS``, with the column where it is known."""
    assert str(problem) == line


def test_an_error_carries_all_its_problems() -> None:
    """The text of an error is a line a problem."""
    problems = [Problem("f", 1, "error", None, "a"), Problem("f", 2, "error", None, "b")]
    error = ReportError(*problems)
    assert error.problems == tuple(problems)
    assert str(error) == "f:1: error: a\nf:2: error: b"
