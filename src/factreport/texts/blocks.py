"""A text after reading: blocks of normalised characters, each with its position in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from factreport.texts.located import Origins, origin_in

BlockKind = Literal[
    "heading",
    "paragraph",
    "item",
    "cell",
    "caption",
    "code",
    "comment",
    "front matter",
    "page number",
]

# Blocks without prose: code, comments, the front matter of a Markdown file, numbers of pages.
SILENT: frozenset[BlockKind] = frozenset({"code", "comment", "front matter", "page number"})


class Place(NamedTuple):
    """A place in a file: line and column in characters, paragraph and page, all from 1.

    ``line`` and ``column`` are None in Word and PDF, ``page`` is None in a text without pages, and
    ``paragraph`` is None in blocks without prose.
    """

    line: int | None
    column: int | None
    paragraph: int | None
    page: int | None


class Block(NamedTuple):
    """A heading, a paragraph, a list item, a table cell or a caption; or a block without prose.

    ``text`` is what a reader sees, in normalised characters.  ``origins`` says where it comes from:
    pairs of a position in ``text`` and the position in the source from which the following
    characters are consecutive.  The positions in ``text`` ascend and begin with 0.  ``headings``
    are the headings above it, the outermost first.  A cell has the text of the headers of its
    ``row`` and its ``column``, the header over the labels of the rows in ``corner``, and the
    ``caption`` of its table; ``table`` counts the tables of the text from 1.
    """

    kind: BlockKind
    text: str
    origins: Origins
    paragraph: int | None
    page: int | None = None
    headings: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    corner: str = ""
    caption: str = ""
    table: int | None = None

    @property
    def is_prose(self) -> bool:
        """Whether a reader of the page sees it."""
        return self.kind not in SILENT

    def origin(self, position: int) -> int:
        """The position in the source of the character at this position of ``text``."""
        return origin_in(self.origins, position)


@dataclass(frozen=True)
class Text:
    """A source or a draft as it was read, from top to bottom.

    ``format`` is "plain", "markdown", "html", "docx", "pdf" or "csv".  ``line_starts`` are the
    positions in the source at which its lines begin; it is empty if the format has no meaningful
    lines.  ``page_starts`` are the positions at which its pages begin, because a paragraph can run
    over a page break: a block has the page it begins on, a place its own page.
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
        """The place of the character at a position of a block's text."""
        origin = block.origin(position)
        page = bisect_right(self.page_starts, origin) if self.page_starts else None
        if not self.line_starts:
            return Place(None, None, block.paragraph, page)
        line = bisect_right(self.line_starts, origin)
        return Place(line, origin - self.line_starts[line - 1] + 1, block.paragraph, page)
