"""Findings: the result of an audit for each figure of a text."""

from __future__ import annotations

from typing import Any, NamedTuple

from factreport.auditing.verdict import Result
from factreport.figures.figure import Figure, Skipped
from factreport.model import Record
from factreport.texts.blocks import Place
from factreport.wording import visible_line

# The fields of the fact in the flat form.
_OF_FACT = ("id", "title", "area", "group", "period", "value", "low", "high", "unit", "qualifier",
            "status", "written", "source", "citation")  # fmt: skip
_NO_FACT = (None,) * len(_OF_FACT)
_AROUND = 20  # characters on either side
FIELDS = ("result", "file", "line", "column", "paragraph", "page", "heading", "text", "message",
          *_OF_FACT)  # fmt: skip


class Finding(NamedTuple):
    """The result for one figure of a text: its place, the fact it is about, and a message.

    ``result`` is "matches", "rounded", "derived", "contradicts", "unknown" or "skipped".  ``fact``
    is the fact that the figure means; for a contradiction, the right one.  A skipped thing may not
    be a figure; then ``message`` says what it is.  ``block`` is the text in which it stands.
    """

    result: Result
    file: str
    figure: Figure | Skipped
    place: Place
    heading: str
    fact: Record | None
    message: str
    block: str

    @property
    def around(self) -> str:
        """The figure in brackets, with a few words before and after it."""
        start, end = self.figure.start, self.figure.end
        before = self.block[max(start - _AROUND, 0) : start]
        after = self.block[end : end + _AROUND]
        before = before.partition(" ")[2] if start > _AROUND else before
        after = after.rpartition(" ")[0] if end + _AROUND < len(self.block) else after
        return visible_line(f"{before}[{self.block[start:end]}]{after}")

    @property
    def is_wrong(self) -> bool:
        """Whether a person must look at it."""
        return self.result in ("contradicts", "unknown")

    def as_dict(self) -> dict[str, Any]:
        """The finding in its flat form, with every key of `FIELDS`; missing parts are None."""
        return dict(zip(FIELDS, self.row(), strict=True))

    def row(self) -> tuple[Any, ...]:
        """The values of `FIELDS`."""
        place, fact = self.place, self.fact
        of_fact = _NO_FACT if fact is None else [getattr(fact, name) for name in _OF_FACT]
        return (
            self.result, self.file, place.line, place.column, place.paragraph, place.page,
            self.heading or None, visible_line(self.figure.text), self.message, *of_fact,
        )  # fmt: skip
