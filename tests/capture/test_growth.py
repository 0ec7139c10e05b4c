"""What the facts of a store and long headers cost is in proportion to the text."""

from __future__ import annotations

import pytest
from growth import grows_in_proportion

from factreport.auditing.finding import Finding
from factreport.capture import Passed, Sighting, read
from factreport.capture.stored import facts_of
from factreport.capture.words import leads_to_time
from factreport.model import Record
from factreport.texts import parse

_NOTHING = Record(*[None] * len(Record._fields))._replace(kind="metric", topics=(), pages=())
_Read = tuple[list[Sighting | Passed], list[Finding], list[Record]]


def _read(size: int) -> _Read:
    """The figures of a text in one paragraph, no findings, and a fact of the place for each."""
    text = "In all, " + "5 cars or 6 vans, " * (size // 2)
    values = [5, 6] * (size // 2)
    facts = [
        _NOTHING._replace(id=f"fact-{number}", value=value, paragraphs=(1,))
        for number, value in enumerate(values)
    ]
    return read(parse("a.txt", text.encode())), [], facts


def test_facts_of_one_place_are_told_apart_in_proportion() -> None:
    """All figures and all facts may be of one paragraph, and have only two values."""
    prepared = {size: _read(size) for size in (200, 3_200)}
    sightings, findings, facts = prepared[200]
    assert len({id_ for (id_,) in facts_of(sightings, findings, facts)}) == len(sightings) == 200
    assert grows_in_proportion(lambda size: facts_of(*prepared[size]), 200)


@pytest.mark.parametrize("unit", ["-", "a", "a-", "--a", "a "])
def test_the_last_word_of_a_header_is_found_in_proportion(unit: str) -> None:
    """Whatever runs of letters and hyphens come before a word that is not the last."""
    assert not leads_to_time("Quarter _")
    assert grows_in_proportion(lambda size: leads_to_time(f"Quarter a{unit * size} b_"), 500)
