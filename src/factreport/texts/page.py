"""A page: elements opened and closed, with text between them, become the blocks of a text.

The readers of HTML, Markdown and Word all use the names of HTML's elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import count
from typing import NamedTuple

from factreport.texts.block_assembly import (
    BOLD_LEVEL,
    Draft,
    OpenCell,
    OpenTable,
    as_blocks,
    laid_out,
)
from factreport.texts.blocks import Block, BlockKind
from factreport.texts.located import Collected, Seen
from factreport.texts.normalise import LINE_BREAK, SUPERSCRIPTS, normalise

# Letters that mark footnotes, and provisional and revised values; "e" and the like make ordinals.
_LETTER_MARKS = dict(zip("abcdpr", "ᵃᵇᶜᵈᵖʳ", strict=True))
# A paragraph in bold is a heading if it is short and does not end like a sentence.
_TITLE = re.compile(r"(?=.{0,119}[^\W\d_]).{0,119}[^.,:;!?\s]")
_NOTHING: Mapping[str, str] = {}


_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(_HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("pre", "listing", "xmp"), "code"),
}
_TABLE = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"))
_names = str.split
_BLOCKS = frozenset(
    (
        *_KINDS,
        *_TABLE,
        *_names("address article aside blockquote body center details dialog dir div dl fieldset"),
        *_names("figure footer form header hgroup hr html legend main menu nav ol optgroup option"),
        *_names("p search section summary ul"),
    )
)
_HIDDEN = frozenset(
    (
        *_names("annotation annotation-xml audio canvas datalist desc dialog head iframe metadata"),
        *_names("noembed noframes noscript object rp script style template title video"),
    )
)
_VOID = frozenset(_names("area base br col embed hr img input link meta param source track wbr"))
# Which open elements an element closes, unless one of the second set lies between.
_CLOSES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **dict.fromkeys(_BLOCKS, (("p",), ("td", "th", "li", "div", "blockquote", "section", "table"))),
    **dict.fromkeys(("dt", "dd"), (("dt", "dd"), ("dl",))),
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "option": (("option",), ("select", "datalist")),
    **dict.fromkeys(("td", "th"), (("td", "th", "caption"), ("table",))),
    "tr": (("tr", "caption"), ("table",)),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"), (("thead", "tbody", "tfoot", "caption"), ("table",))
    ),
}
_STYLE_THAT_HIDES = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
_STYLE_THAT_IS_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# Void elements that are visible, and what readers see of them.
_SEEN_AS = {"br": LINE_BREAK, "img": " "}
_SPAN = re.compile(r"\s*(\d{1,9})")
_LONGEST_SPAN = 1_000


class _Element(NamedTuple):
    """An open element, and the properties of the text within it."""

    name: str
    kind: BlockKind
    level: int
    is_hidden: bool
    is_raised: bool
    is_bold: bool


class Page:
    """Collects the visible text between elements and makes blocks of it."""

    def __init__(self) -> None:
        self._elements = [_Element("", "paragraph", 0, False, False, False)]
        self._depths: dict[str, list[int]] = {}
        self._drafts: list[Draft] = []
        self._waiting: list[Draft] = []  # blocks without prose within the open block
        self._collected: Collected | None = None
        self._collects_for = self._elements[0]
        self._is_bold = False  # all of the collected text
        self._tables: list[OpenTable] = []
        self._table_numbers = count(1)

    def open(self, name: str, attributes: Mapping[str, str] = _NOTHING, *, at: int = 0) -> None:
        """Open an element, after closing the elements that can't contain it."""
        if name in _CLOSES:
            names, bounds = _CLOSES[name]
            depth = self._depth(names)
            if depth and depth > self._depth(bounds):
                self._close_down_to(depth)
        if name in _BLOCKS:
            self._end_block()
        if name in _SEEN_AS:
            self.write(_SEEN_AS[name], at)
        if name in _VOID:
            return
        above, style = self._elements[-1], attributes.get("style")
        is_unseen = name in _HIDDEN or "hidden" in attributes
        is_unseen |= style is not None and _STYLE_THAT_HIDES.search(style) is not None
        is_bold = name in ("b", "strong")
        is_bold |= style is not None and _STYLE_THAT_IS_BOLD.search(style) is not None
        element = _Element(
            name,
            _KINDS.get(name, above.kind),
            _HEADINGS.get(name, above.level),
            is_hidden=above.is_hidden or is_unseen,
            is_raised=name == "sup" or (above.is_raised and name != "sub"),
            is_bold=above.is_bold or is_bold,
        )
        self._depths.setdefault(name, []).append(len(self._elements))
        self._elements.append(element)
        if not element.is_hidden and (self._tables or name == "table"):
            self._open_in_table(name, attributes)

    def close(self, name: str) -> None:
        """Close the innermost open element of this name and everything open within it."""
        depths = self._depths.get(name)
        if depths:
            self._close_down_to(depths[-1])

    def write(self, text: str, at: int) -> None:
        """Add text that is literally in the source, beginning at this position."""
        element = self._elements[-1]
        if element.is_hidden:
            return
        if self._collected is None:
            if text.isspace():
                return
            self._collected, self._collects_for, self._is_bold = Collected(), element, True
        self._is_bold &= element.is_bold or text.isspace()
        if element.is_raised:
            text = _LETTER_MARKS.get(text, text).translate(SUPERSCRIPTS)
        self._collected.add(text, at)

    def write_all(self, seen: Seen, start: int, end: int) -> None:
        """Add the part of a text between two positions."""
        for piece, origin in seen.pieces(start, end):
            self.write(piece, origin)

    def add(self, kind: BlockKind, seen: Seen) -> None:
        """Add a block without prose: between two blocks, or after the block that contains it."""
        self._waiting.append(Draft(kind, seen))
        if self._collected is None:
            self._end_block()

    def blocks(self) -> tuple[Block, ...]:
        """All blocks in reading order, after everything is written."""
        self._close_down_to(1)
        self._end_block()
        return tuple(as_blocks(self._drafts))

    def _depth(self, names: Iterable[str]) -> int:
        """The depth of the innermost open element with one of these names, 0 if there is none."""
        deepest = 0
        for name in names:
            depths = self._depths.get(name)
            if depths and depths[-1] > deepest:
                deepest = depths[-1]
        return deepest

    def _close_down_to(self, depth: int) -> None:
        while len(self._elements) > depth:
            element = self._elements.pop()
            self._depths[element.name].pop()
            if element.name in _BLOCKS:
                self._end_block()
            if element.name == "table" and not element.is_hidden:
                table = self._tables.pop()
                if sum(map(len, table.rows)) < 2:
                    self._drafts += table.as_laid_out()
                elif not table.is_layout:
                    self._drafts += table.as_cells(next(self._table_numbers))

    def _open_in_table(self, name: str, attributes: Mapping[str, str]) -> None:
        table = self._tables[-1] if self._tables else None
        if table and not table.is_layout and (name == "table" or name in _HEADINGS):
            self._drafts += table.as_laid_out()
            table.is_layout = True
        if name == "table":
            self._tables.append(OpenTable())
        elif table is None or name not in ("tr", "td", "th"):
            return
        elif name == "tr" or not table.rows:
            table.rows.append([])
        if table and name in ("td", "th"):
            cell = OpenCell(
                is_header=name == "th",
                is_in_head=self._depth(["thead"]) > self._depth(["table"]),
                width=_span(attributes.get("colspan")),
                height=_span(attributes.get("rowspan")),
                continues="continues" in attributes,
            )
            table.rows[-1].append(cell)

    def _end_block(self) -> None:
        """Make a draft of the collected text, and put the waiting drafts after it."""
        if self._collected is not None:
            element, seen = self._collects_for, self._collected.seen()
            self._collected = None
            if element.kind != "code":
                seen = normalise(seen)
            if element.kind == "paragraph" and self._is_bold and _TITLE.fullmatch(seen.text):
                self._put(Draft("heading", seen, BOLD_LEVEL))
            elif seen.text:
                self._put(Draft(element.kind, seen, element.level))
        for draft in self._waiting:
            self._put(draft)
        self._waiting.clear()

    def _put(self, draft: Draft) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None or table.is_layout:
            self._drafts.append(laid_out(draft))
        else:
            table.part(draft.kind).append(draft)


def _span(written: str | None) -> int:
    """How many columns or rows a cell takes, as HTML reads the attribute."""
    match = _SPAN.match(written) if written else None
    return min(max(int(match[1]), 1), _LONGEST_SPAN) if match else 1
