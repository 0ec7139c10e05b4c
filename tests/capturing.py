"""What the tests of capture share: the facts that a text would make."""

from __future__ import annotations

from factreport.capture import Known, Mention, read
from factreport.capture.entries import Origin, propose
from factreport.model import Record
from factreport.texts import parse


def records(text: str, *, name: str = "bulletin.md", known: Known | None = None) -> list[Record]:
    """The facts of a text, each of which is found in it again."""
    parsed = parse(name, text.encode())
    stated = {figure: () for figure in read(parsed) if isinstance(figure, Mention)}
    kept, left_out = propose(parsed, stated, known or Known(), Origin("bulletin", "work"))
    assert "not found again" not in left_out.values(), left_out
    return [one.record for one in kept]
