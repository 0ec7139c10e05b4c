"""A text as it is read: blocks of normalised characters, each with a way back to its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "item", "cell", "caption", "code", "comment", "matter"]

# What holds no prose: code, comments, and the front matter of a Markdown file.
SILENT: frozenset[BlockKind] = frozenset({"code", "comment", "matter"})


class Place(NamedTuple):
    """A place in a file: line and column in characters, paragraph and page, all from 1.

    ``line`` and ``column`` are None where the format has none that mean anything (Word, PDF);
    ``page`` where it has no pages; ``paragraph`` in what holds no prose.
    """

    line: int | None
    column: int | None
    paragraph: int | None
    page: int | None


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a list item, a table cell or a caption; or what holds no prose.

    ``text`` is what a reader sees, in normalised characters.  ``origins`` says where it comes
    from: for some positions in ``text``, ascending and beginning with 0, the position in the
    source from which the characters that follow count on one by one.
    ``headings`` are the headings above, the outermost first.  A cell has the text of the headers
    of its ``row`` and its ``column``, and the ``caption`` of its table; ``table`` counts the
    tables of the text from 1.
    """

    kind: BlockKind
    text: str
    origins: tuple[tuple[int, int], ...]
    paragraph: int | None
    page: int | None = None
    headings: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    caption: str = ""
    table: int | None = None

    @property
    def is_prose(self) -> bool:
        """Whether a reader of the page reads it."""
        return self.kind not in SILENT

    def origin(self, position: int) -> int:
        """Where in the source the character at this position of ``text`` stands."""
        at = bisect_right(self.origins, (position, _LAST)) - 1
        start, origin = self.origins[at]
        return origin + position - start


_LAST = 1 << 62


@dataclass(frozen=True)
class Text:
    """A source or a draft as it was read, from top to bottom.

    ``format`` is "plain", "markdown", "html", "word", "pdf" or "csv".  ``line_starts`` are the
    positions in the source at which its lines begin, empty where lines mean nothing.
    ``page_starts`` are those at which its pages begin, for a paragraph may go on over a page's
    end: a block knows the page that it begins on, a place the one that it is on.
    """

    name: str
    format: str
    blocks: tuple[Block, ...]
    line_starts: Sequence[int] = ()
    page_starts: Sequence[int] = ()

    @property
    def has_pages(self) -> bool:
        """Whether the text is divided into pages at all."""
        return bool(self.page_starts)

    def place(self, block: Block, position: int = 0) -> Place:
        """Where the character at a position of a block's text stands."""
        origin = block.origin(position)
        page = bisect_right(self.page_starts, origin) if self.page_starts else None
        if not self.line_starts:
            return Place(None, None, block.paragraph, page)
        line = bisect_right(self.line_starts, origin)
        return Place(line, origin - self.line_starts[line - 1] + 1, block.paragraph, page)
