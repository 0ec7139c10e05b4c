"""What the tests of verify share: facts, and what becomes of one in a text."""

from __future__ import annotations

from typing import Any

from factreport.figures.statement import states
from factreport.model import Record
from factreport.texts import parse
from factreport.verification import Verification, verify_records

_NOTHING: dict[str, Any] = {
    **dict.fromkeys(Record._fields),
    "kind": "metric",
    "id": "cars",
    "title": "",
    "topics": ("work",),
    "unit": "things",
    "source": "bulletin",
    "paragraphs": (),
    "pages": (),
}


def fact(written: str | None = None, **more: Any) -> Record:
    """An observation; its value is read from the words, as a store does, unless it is given."""
    unit = more.get("unit", "percent" if "cent" in (written or "") else _NOTHING["unit"])
    values = {"unit": unit}
    if written is not None and "value" not in more and "low" not in more:
        statement = states(written, unit)
        assert statement is not None, written
        values |= statement._asdict()
    return Record(**{**_NOTHING, **values, "written": written, **more})


def quotation(words: str | None = None, **more: Any) -> Record:
    """A policy that rests on these words."""
    own = {"kind": "policy", "id": "training", "title": "Training", "unit": None}
    return Record(**{**_NOTHING, **own, "written": words, **more})


def found(record: Record, text: str, name: str = "bulletin.md") -> Verification:
    """What becomes of a fact whose source has this text."""
    (finding,) = verify_records([record], lambda _: parse(name, text.encode()), [record])
    return finding
