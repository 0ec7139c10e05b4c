"""A page: elements opened and closed, with text between them, become the blocks of a text.

HTML, Markdown, Word and tables of values all say what they hold by the names of HTML's elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, takewhile
from typing import NamedTuple

from factreport.texts.blocks import SILENT, Block, BlockKind
from factreport.texts.normalise import LINE_BREAK, SUPERSCRIPTS, normalise
from factreport.texts.seen import Collected, Seen, joined
from factreport.texts.tables import Cell, Headers, headers_of

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
# What an element closes that is still open, unless one of the second stands between.
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
_SIGN_BEFORE = re.compile(r"[A-Z]{0,3}[$€£¥₹] ?\(?|\(")
_SIGN_BEHIND = re.compile(r"(?=.)\)? ?[%‰]? ?\)?")
_NUMBER = re.compile(r"[-–(]?\.?\d")
_EMPTY = Seen("", ((0, 0),))
# Letters that mark footnotes; "e" and the like make ordinals.
_LETTER_MARKS = dict(zip("abcd", "ᵃᵇᶜᵈ", strict=True))
# Void elements that a reader sees something of.
_SEEN_AS = {"br": LINE_BREAK, "img": " "}
_LONGEST_SPAN = 1_000
_NOTHING: Mapping[str, str] = {}


class _Element(NamedTuple):
    """An open element, and what holds for the text within it."""

    name: str
    kind: BlockKind
    level: int
    is_hidden: bool
    is_raised: bool


class Draft(NamedTuple):
    """A block before its paragraph and its headings are known."""

    kind: BlockKind
    seen: Seen
    level: int = 0
    headers: Headers = Headers()
    caption: str = ""
    table: int | None = None


@dataclass
class _OpenCell:
    """A cell until its table ends; one that continues is a part of the one above it."""

    is_header: bool
    width: int
    height: int
    continues: bool
    drafts: list[Draft] = field(default_factory=list)


@dataclass
class _OpenRow:
    is_head: bool
    cells: list[_OpenCell] = field(default_factory=list)


@dataclass
class _OpenTable:
    """A table until it is read to its end.

    A layout is a table that only places headings and other tables: what it holds is the page's.
    """

    outside: list[Draft] = field(default_factory=list)
    rows: list[_OpenRow] = field(default_factory=list)
    is_layout: bool = False

    def part(self, kind: BlockKind) -> list[Draft]:
        """Where a draft belongs: to the last cell, or to none."""
        if kind == "caption" or not self.rows or not self.rows[-1].cells:
            return self.outside
        return self.rows[-1].cells[-1].drafts


class Page:
    """Collects what is seen between elements, and makes blocks of it."""

    def __init__(self) -> None:
        self._elements = [_Element("", "paragraph", 0, is_hidden=False, is_raised=False)]
        self._depths: dict[str, list[int]] = {}
        self._drafts: list[Draft] = []
        self._waiting: list[Draft] = []  # what holds no prose, within the block that is collected
        self._collected: Collected | None = None
        self._collects_for = self._elements[0]
        self._tables: list[_OpenTable] = []
        self._table_numbers = count(1)

    def open(self, name: str, attributes: Mapping[str, str] = _NOTHING, *, at: int = 0) -> None:
        """Open an element, and close first what can't hold it."""
        if name in _CLOSES:
            self._close_before(*_CLOSES[name])
        if name in _BLOCKS:
            self._end_block()
        if name in _SEEN_AS:
            self.write(_SEEN_AS[name], at)
        if name in _VOID:
            return
        above = self._elements[-1]
        element = _Element(
            name,
            _KINDS.get(name, above.kind),
            _HEADINGS.get(name, above.level),
            is_hidden=above.is_hidden or _is_hidden(name, attributes),
            is_raised=name == "sup" or (above.is_raised and name != "sub"),
        )
        self._depths.setdefault(name, []).append(len(self._elements))
        self._elements.append(element)
        if not element.is_hidden:
            self._open_in_table(name, attributes)

    def close(self, name: str) -> None:
        """Close the innermost open element of this name with all that is open within it."""
        depths = self._depths.get(name)
        if depths:
            self._close_down_to(depths[-1])

    def write(self, text: str, at: int) -> None:
        """Add text that stands in the source as it is, from this place on."""
        element = self._elements[-1]
        if element.is_hidden:
            return
        if self._collected is None:
            if text.isspace():
                return
            self._collected, self._collects_for = Collected(), element
        if element.is_raised:
            text = _LETTER_MARKS.get(text, text).translate(SUPERSCRIPTS)
        self._collected.add(text, at)

    def write_all(self, seen: Seen, start: int, end: int) -> None:
        """Add what stands between two positions of a text."""
        for piece, origin in seen.pieces(start, end):
            self.write(piece, origin)

    def add(self, kind: BlockKind, seen: Seen) -> None:
        """Add what holds no prose: between two blocks, or behind the one that it stands in."""
        self._waiting.append(Draft(kind, seen))
        if self._collected is None:
            self._end_block()

    def blocks(self) -> tuple[Block, ...]:
        """All blocks in the order in which they are read, once everything is written."""
        self._close_down_to(1)
        self._end_block()
        return tuple(_numbered(_with_captions(self._drafts)))

    def _close_before(self, names: tuple[str, ...], bounds: tuple[str, ...]) -> None:
        innermost = max(names, key=self._depth)
        if self._depth(innermost) > max(map(self._depth, bounds)):
            self.close(innermost)

    def _depth(self, name: str) -> int:
        depths = self._depths.get(name)
        return depths[-1] if depths else 0

    def _close_down_to(self, depth: int) -> None:
        while len(self._elements) > depth:
            element = self._elements.pop()
            self._depths[element.name].pop()
            if element.name in _BLOCKS:
                self._end_block()
            if element.name == "table" and not element.is_hidden:
                self._end_table()

    def _open_in_table(self, name: str, attributes: Mapping[str, str]) -> None:
        table = self._tables[-1] if self._tables else None
        if table and not table.is_layout and (name == "table" or name in _HEADINGS):
            self._drafts += _as_laid_out(table)
            table.is_layout = True
        if name == "table":
            self._tables.append(_OpenTable())
        elif table is None or name not in ("tr", "td", "th"):
            return
        elif name == "tr" or not table.rows:
            table.rows.append(_OpenRow(is_head=self._depth("thead") > self._depth("table")))
        if table and name in ("td", "th"):
            cell = _OpenCell(
                is_header=name == "th",
                width=_span(attributes.get("colspan")),
                height=_span(attributes.get("rowspan")),
                continues="continues" in attributes,
            )
            table.rows[-1].cells.append(cell)

    def _end_block(self) -> None:
        """Make a draft of what was collected, and put what waited behind it."""
        if self._collected is not None:
            element, seen = self._collects_for, self._collected.seen()
            self._collected = None
            if element.kind != "code":
                seen = normalise(seen)
            if seen.text:
                self._put(Draft(element.kind, seen, element.level))
        for draft in self._waiting:
            self._put(draft)
        self._waiting.clear()

    def _put(self, draft: Draft) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None or table.is_layout:
            self._drafts.append(_laid_out(draft))
        else:
            table.part(draft.kind).append(draft)

    def _end_table(self) -> None:
        table = self._tables.pop()
        if not table.is_layout:
            self._drafts += _as_cells(table, next(self._table_numbers))


def _is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    if name in _HIDDEN or "hidden" in attributes:
        return True
    return "style" in attributes and bool(_STYLE_THAT_HIDES.search(attributes["style"]))


def _span(written: str | None) -> int:
    """How many columns or rows a cell takes, as HTML reads the attribute."""
    found = re.match(r"\s*(\d{1,9})", written or "")
    return min(max(int(found[1]), 1), _LONGEST_SPAN) if found else 1


def _as_laid_out(table: _OpenTable) -> Iterator[Draft]:
    """What a table holds that only lays out a page."""
    yield from table.outside
    for row in table.rows:
        for cell in row.cells:
            yield from map(_laid_out, cell.drafts)


def _laid_out(draft: Draft) -> Draft:
    return draft._replace(kind="paragraph") if draft.kind == "cell" else draft


def _as_cells(table: _OpenTable, number: int) -> Iterator[Draft]:
    """The caption and the cells of a table, each cell with its headers."""
    caption = " ".join(draft.seen.text for draft in table.outside if draft.kind == "caption")
    for draft in table.outside:
        yield draft._replace(table=number)
    rows = [row for row in table.rows if row.cells]
    _extend_continued(rows)
    seen = [_with_signs([_joined(cell.drafts) for cell in row.cells]) for row in rows]
    cells = [
        [
            Cell(text, cell.is_header, cell.width, cell.height)
            for cell, (text, _) in zip(row.cells, texts, strict=True)
        ]
        for row, texts in zip(rows, seen, strict=True)
    ]
    heads = len(list(takewhile(lambda row: row.is_head, rows)))
    for row, texts, headers in zip(rows, seen, headers_of(cells, heads), strict=True):
        for cell, text, of_cell in zip(row.cells, texts, headers, strict=True):
            if text.text:
                yield Draft("cell", text, 0, of_cell, caption, number)
            yield from (draft for draft in cell.drafts if draft.kind in SILENT)


def _extend_continued(rows: list[_OpenRow]) -> None:
    """Make a cell that continues the one above it a part of that one."""
    above: dict[int, _OpenCell] = {}
    for row in rows:
        cells, row.cells = row.cells, []
        column = 0
        for cell in cells:
            if cell.continues and column in above:
                above[column].height += 1
            else:
                above[column] = cell
                row.cells.append(cell)
            column += cell.width


def _joined(drafts: list[Draft]) -> Seen:
    """The paragraphs of a cell, one a line."""
    prose = [draft.seen for draft in drafts if draft.kind not in SILENT]
    return prose[0] if len(prose) == 1 else joined(prose, "\n")


def _with_signs(row: list[Seen]) -> list[Seen]:
    """The texts of a row, where a sign that has a cell of its own goes to its number's.

    That is how accounts are set, so that their digits stand below each other.
    """
    for at in range(1, len(row)):
        before, behind = row[at - 1].text, row[at].text
        is_sign_before = _SIGN_BEFORE.fullmatch(before) and _NUMBER.match(behind)
        is_sign_behind = _SIGN_BEHIND.fullmatch(behind) and before[-1:].isdigit()
        if is_sign_before or is_sign_behind:
            both = joined((row[at - 1], row[at]), "")
            row[at - 1], row[at] = (_EMPTY, both) if is_sign_before else (both, _EMPTY)
    return row


def _with_captions(drafts: list[Draft]) -> list[Draft]:
    """The drafts, a caption beside a table made that table's.

    It belongs to the table above it, if that has none yet, or else to the one below.
    """
    captions = {draft.table: draft.caption for draft in drafts if draft.table}
    for at, draft in enumerate(drafts):
        if draft.kind == "caption" and not draft.table:
            beside = (drafts[other].table for other in (at - 1, at + 1) if 0 <= other < len(drafts))
            table = next((table for table in beside if table and not captions[table]), None)
            if table:
                captions[table] = draft.seen.text
                drafts[at] = draft._replace(table=table)
    return [
        draft._replace(caption=captions[draft.table]) if draft.table else draft for draft in drafts
    ]


def _numbered(drafts: list[Draft]) -> Iterator[Block]:
    """The blocks of a page, their paragraphs counted: a table is one, and what is silent none."""
    paragraph = 0
    table: int | None = None
    headings: list[tuple[int, str]] = []
    for draft in drafts:
        is_prose = draft.kind not in SILENT
        if is_prose and (draft.table is None or draft.table != table):
            paragraph += 1
        if is_prose:
            table = draft.table
        if draft.kind == "heading":
            headings = [heading for heading in headings if heading[0] < draft.level]
        yield Block(
            draft.kind,
            *draft.seen,
            paragraph=paragraph if is_prose else None,
            headings=tuple(text for _, text in headings),
            row=draft.headers.row,
            column=draft.headers.column,
            caption=draft.caption,
            table=draft.table,
        )
        if draft.kind == "heading":
            headings.append((draft.level, draft.seen.text))
