"""Places: where an offset stands in a text, by line, paragraph and page."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands in a text; all four count from 1, columns in characters."""

    line: int
    column: int
    paragraph: int
    page: int


class Text:
    """A text with its lines, paragraphs and pages.

    A line ends with a line feed, a carriage return, or both.  A paragraph is a block of lines
    between blank ones (white space alone is blank), counted over the whole text.  Pages are
    separated by form feeds, as pdftotext writes them; a form feed that closes the text opens no
    page.  ``paragraphs`` are spans, (start, end) offsets without the blank lines around them.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = [0, *(end.end() for end in re.finditer(r"\r\n?|\n", text))]
        self.paragraphs = _paragraph_spans(text, self._lines)
        self._paragraph_starts = [start for start, _ in self.paragraphs]
        self._page_starts = _page_starts(text)

    @property
    def has_pages(self) -> bool:
        """Whether the text is divided by form feeds at all."""
        return "\f" in self.text

    def place(self, offset: int) -> Place:
        """The place of an offset; on a blank line the paragraph is the one before it."""
        line = bisect_right(self._lines, offset)
        return Place(
            line=line,
            column=offset - self._lines[line - 1] + 1,
            paragraph=max(bisect_right(self._paragraph_starts, offset), 1),
            page=bisect_right(self._page_starts, offset),
        )


def _paragraph_spans(text: str, lines: list[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    blank = True
    for start, end in zip(lines, [*lines[1:], len(text)], strict=True):
        line = text[start:end].rstrip()
        if line:
            first = start if blank else spans.pop()[0]
            spans.append((first, start + len(line)))
        blank = not line
    return spans


def _page_starts(text: str) -> list[int]:
    starts = [0, *(found.end() for found in re.finditer("\f", text))]
    if len(starts) > 1 and not text[starts[-1] :].strip():
        starts.pop()
    return starts
