"""Citations: a source, and the paragraphs or pages in it, as a reader would write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factreport.wording import listed, shortened

# A reference is repeated with every fact from its source; no real title is this long.
_LONGEST_PART = 1_000


def reference(source: Mapping[str, Any]) -> str:
    """A source in one line: author, title, publishers, day and address, as far as known."""
    first = source.get("original_publisher")
    parts = [
        source.get("author"),
        f"“{source['title']}”",
        source.get("publisher"),
        f"first published by {first}" if first else None,
        source.get("published"),
        source.get("url"),
    ]
    return ", ".join(shortened(str(part), _LONGEST_PART) for part in parts if part)


def full_place(paragraphs: tuple[int, ...], pages: tuple[int, ...]) -> str:
    """``paragraph 6``, ``paragraphs 6 and 25``, ``page 3``; empty if no place is cited."""
    named = [("paragraph", paragraphs), ("page", pages)]
    return ", ".join(
        f"{noun}{'s' if len(numbers) > 1 else ''} {listed([str(number) for number in numbers])}"
        for noun, numbers in named
        if numbers
    )


def short_place(paragraphs: tuple[int, ...], pages: tuple[int, ...]) -> str:
    """``¶6, 25`` or ``p. 3``, for a table."""
    named = [("¶", paragraphs), ("p. ", pages)]
    return ", ".join(f"{sign}{', '.join(map(str, numbers))}" for sign, numbers in named if numbers)
