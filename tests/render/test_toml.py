"""TOML: facts written as a store are the same facts when they are read again."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Report
from hypothesis import given, settings
from hypothesis import strategies as st

from factreport import Query, open_store
from factreport.answers import Answer
from factreport.kinds import KINDS
from factreport.model import Record, Source, Topic
from factreport.periods import Period
from factreport.render.toml import store

_NASTY = ['"', '""', '"""', "\\", "\\n", "'", "#", "]", "}", "=", "é", "😀", "x", " ", "1", "."]
LINES = st.lists(st.sampled_from(_NASTY), min_size=1, max_size=12).map("".join).filter(str.strip)
BLOCKS = (
    st.lists(st.sampled_from([*_NASTY, "\n", "\t"]), min_size=1, max_size=12)
    .map("".join)
    .filter(str.strip)
)
PERIODS = st.none() | st.sampled_from(
    [
        *("2020", "0987", "2020-H1", "2020-Q1", "2020-03", "2020-W05", "2020-03-01", "2019/20"),
        *("2016/2020", "2020-04/2021-03", "2020/..", "../2020"),
    ]
)
PLACES = st.just(()) | st.lists(st.integers(1, 99), min_size=1, max_size=3, unique=True).map(tuple)
VALUES = st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(
    -1e18, 1e18, allow_nan=False, allow_infinity=False
)
SOURCES = [
    Source(
        "a", 'A "b" \\ c', "An Author", None, None, "2021-01", "2021-02-03", None, None, "x\ny", ""
    ),
    Source("b", "B", None, "P", "O", "2021-01-26", None, "https://example.org", None, None, ""),
]
TOPICS = [Topic("t", "T", "Two\nlines", ("k", 'l"')), Topic("u", "U", None, ())]


@st.composite
def facts(draw: st.DrawFn) -> list[Record]:
    """The facts of some entries, each metric with several observations."""
    found: list[Record] = []
    kinds = draw(st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=4))
    # A store answers in this order of kinds.
    for number, kind in enumerate(sorted(kinds, key=list(KINDS).index)):
        about = {"kind": kind, "id": f"{kind}-{number}", "title": draw(LINES)}
        about["summary"] = draw(st.none() | BLOCKS)
        about["topics"] = draw(st.sampled_from([("t",), ("u", "t")]))
        about["unit"] = draw(LINES) if kind == "metric" else None
        count = draw(st.integers(1, 3)) if kind == "metric" else 1
        found += [_fact(draw, about) for _ in range(count)]
    return found


def _fact(draw: st.DrawFn, about: dict[str, Any]) -> Record:
    period = draw(PERIODS.filter(bool) if about["kind"] == "event" else PERIODS)
    when = Period.parse(period) if period else None
    own: dict[str, Any] = dict.fromkeys(Record._fields)
    own |= about | {"period": period}
    own |= {name: getattr(when, name) if when else None for name in ("year", "start", "end")}
    own |= {name: draw(st.none() | LINES) for name in ("area", "group")}
    own |= {"source": draw(st.sampled_from([None, "a", "b"])), "note": draw(st.none() | BLOCKS)}
    own |= {"paragraphs": draw(PLACES), "pages": draw(PLACES)}
    if about["kind"] == "metric":
        own |= _amounts(draw)
        own["status"] = draw(st.sampled_from([None, "estimate", "projection", "provisional"]))
        own["qualifier"] = draw(st.sampled_from([None, "about", "at most"]))
    else:
        own["written"] = draw(st.none() | LINES)
        own["status"] = draw(st.none() | st.just("in force")) if about["kind"] == "policy" else None
        own["by"] = draw(st.none() | LINES) if about["kind"] == "claim" else None
    return Record(**own)


def _amounts(draw: st.DrawFn) -> dict[str, Any]:
    low, value, high = sorted(draw(st.tuples(VALUES, VALUES, VALUES)))
    return draw(
        st.sampled_from(
            [
                {"value": value},
                {"low": low, "high": high},
                {"value": value, "low": low, "high": high},
            ]
        )
    )


def read_back(records: Sequence[Record]) -> list[Record]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.toml")
        answer = Answer(
            fields=Record._fields, rows=records, columns=(), sources=SOURCES, topics=TOPICS
        )
        path.write_text("".join(store(answer)), encoding="utf-8")
        opened = open_store(path)
        assert [one._replace(reference="") for one in opened.sources()] == SOURCES
        assert opened.topics() == TOPICS
        return opened.select(Query())


@settings(max_examples=60, deadline=None)
@given(facts())
def test_what_is_written_is_read_back(records: list[Record]) -> None:
    """Every field, whatever its text, and what each observation has of its own."""
    found = read_back(records)
    assert [one._replace(citation=None) for one in found] == records
    assert read_back(found) == found


def test_a_revision_is_one_again(example: str) -> None:
    """That a value is superseded follows from the other one, and is not a status of its own."""
    (old, *_) = open_store(example).select(Query(ids=["storks"]))
    base = old._replace(source="a", topics=("t",), area=None, status="provisional")
    base = base._replace(paragraphs=(), note=None)
    found = read_back([base, base._replace(value=1_300, status="revised", source="b")])
    assert [one.status for one in found] == ["provisional, superseded", "revised"]
    assert read_back(found) == found


def test_a_look_up_writes_a_store(report: Report, example: str, tmp_path: Path) -> None:
    """The facts selected, with their sources and topics, and no others."""
    path = str(tmp_path / "subset.toml")
    report("metric", "land", "--facts", example, "-o", path)
    assert Path(path).read_text(encoding="utf-8") == (
        """\
[source.atlas]
title = "Atlas of wetlands"

[topic.wetlands]
title = "Wetlands"

[metric.wet-share]
title = "Share of land that is wet"
topics = ["wetlands"]
unit = "percent"
source = "atlas"
observations = [
    { year = 2019, value = 12.5, written = "12.5%" },
]
"""
    )
    asked = ("metric", "--json", "--facts")
    assert report(*asked, path).json == report(*asked, example, "-s", "atlas").json


@pytest.mark.parametrize("kind", ["metric", "policy", "event", "claim"])
def test_the_facts_of_a_kind_are_the_same(
    report: Report, example: str, tmp_path: Path, kind: str
) -> None:
    """As JSON they can't be told apart."""
    path = str(tmp_path / "subset.toml")
    report(kind, "--facts", example, "-o", path)
    asked = (kind, "--json", "--facts")
    assert report(*asked, path).json == report(*asked, example).json


def test_only_facts_make_a_store(report: Report, example: str) -> None:
    """Neither a list of topics nor some fields of facts are a store."""
    done = report("topic", "--facts", example, "-f", "toml", code=2)
    assert done.err.count("\n") == 1
    report("metric", "--facts", example, "-f", "toml", "--fields", "id", code=2)
