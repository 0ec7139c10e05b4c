"""What the tests of capture share: the facts that a text would make."""

from __future__ import annotations

from factreport.capture import Known, Sighting, read
from factreport.capture.entries import Origin, Proposal, propose
from factreport.model import Record
from factreport.texts import parse


def records(
    text: str, *, name: str = "bulletin.md", known: Known | None = None, area: str | None = None
) -> list[Record]:
    """The facts of a text, each of which is found in it again."""
    return [one.record for one in proposals(text, name=name, known=known, area=area)]


def proposals(
    text: str, *, name: str = "bulletin.md", known: Known | None = None, area: str | None = None
) -> list[Proposal]:
    """The facts of a text with the figures that state them."""
    parsed = parse(name, text.encode())
    stated = {figure: () for figure in read(parsed) if isinstance(figure, Sighting)}
    kept, left_out = propose(parsed, stated, known or Known(), Origin("bulletin", "work", area))
    assert "verify would not find it" not in left_out.values(), left_out
    return kept
