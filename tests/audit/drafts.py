"""Drafts about invented stores, and their falsified copies.

A draft is Markdown with marks: ``{{KIND|RIGHT|WRONG}}`` is a place that a copy falsifies, in one
copy at a time; ``⟨d WORDS⟩`` is a derived figure, ``⟨u WORDS⟩`` one that the store does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
DEVELOPMENT = sorted((HERE / "dev").glob("*.md"))
HELD_OUT = sorted((HERE / "heldout").glob("*.md"))

# What only a reader who knows period, area and unit can see.
SUBTLE = {
    *("year", "month", "direction", "area", "group", "unit", "column", "superseded"),
    "qualifier",
}
_CHANGE = re.compile(r"\{\{(\w+)\|(.*?)\|(.*?)\}\}", re.DOTALL)
_MARK = re.compile(r"⟨([du]) (.*?)⟩", re.DOTALL)


class Page(NamedTuple):
    """A page, and where its derived figures and those that the store lacks begin and end."""

    text: str
    derived: list[tuple[int, int]]
    absent: list[tuple[int, int]]
    changed: tuple[int, int] | None = None
    kind: str = ""


def page(draft: str) -> Page:
    """The correct page of a draft."""
    return _unmarked(_CHANGE.sub(lambda change: change[2], draft))


def falsified(draft: str) -> Iterator[Page]:
    """The pages of a draft with one falsification each."""
    changes = list(_CHANGE.finditer(draft))
    for chosen in changes:
        before = _CHANGE.sub(lambda change: change[2], draft[: chosen.start()])
        after = _CHANGE.sub(lambda change: change[2], draft[chosen.end() :])
        start = len(_unmarked(before).text)
        changed = _unmarked(chosen[3]).text
        whole = _unmarked(before + chosen[3] + after)
        yield whole._replace(changed=(start, start + len(changed)), kind=chosen[1])


def _unmarked(marked: str) -> Page:
    text, derived, absent, end = "", list[tuple[int, int]](), list[tuple[int, int]](), 0
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        place = (len(text), len(text) + len(mark[2]))
        (derived if mark[1] == "d" else absent).append(place)
        text += mark[2]
        end = mark.end()
    return Page(text + marked[end:], derived, absent)
