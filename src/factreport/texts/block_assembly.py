"""Assembly: what was read of a page becomes table cells and, finally, blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, takewhile
from typing import NamedTuple

from factreport.texts.blocks import SILENT, Block, BlockKind
from factreport.texts.located import Seen, joined
from factreport.texts.table_headers import Cell, Headers, headers_of

_SIGN_BEFORE = re.compile(r"[A-Z]{0,3}[$€£¥₹] ?\(?|\(")
_SIGN_AFTER = re.compile(r"(?=.)\)? ?[%‰]? ?\)?")
_ONLY_NUMBER = re.compile(r"[A-Z]{0,3}[^\w()]{0,3}\(?[^\w()]{0,3}\d[\d.,\s]*\)?")
_NUMBER = re.compile(r"[-–(]?\.?\d")
_LONGEST_TITLE = 200
_MOST_TITLES = 4
BOLD_LEVEL = 7  # of a paragraph in bold that serves as a heading
_EMPTY = Seen("", ((0, 0),))


class Draft(NamedTuple):
    """A block before its paragraph and its headings are known."""

    kind: BlockKind
    seen: Seen
    level: int = 0
    headers: Headers = Headers()
    caption: str = ""
    table: int | None = None


@dataclass
class OpenCell:
    """A cell until its table ends; if it ``continues``, it is part of the cell above it."""

    is_header: bool
    is_in_head: bool
    width: int
    height: int
    continues: bool
    drafts: list[Draft] = field(default_factory=list)

    @property
    def prose(self) -> Seen:
        """What a reader sees of it, each paragraph on its own line."""
        parts = [draft.seen for draft in self.drafts if draft.kind not in SILENT]
        return parts[0] if len(parts) == 1 else joined(parts, "\n")


@dataclass
class OpenTable:
    """A table until its end is read.

    A layout is a table that only arranges headings and other tables, or frames a text: its content
    belongs to the page.
    """

    outside: list[Draft] = field(default_factory=list)
    rows: list[list[OpenCell]] = field(default_factory=list)
    is_layout: bool = False

    def part(self, kind: BlockKind) -> list[Draft]:
        """Where a draft belongs: in the last cell, or outside all cells."""
        is_outside = kind == "caption" or not self.rows or not self.rows[-1]
        return self.outside if is_outside else self.rows[-1][-1].drafts

    def as_laid_out(self) -> Iterator[Draft]:
        """The content of a table that is used only for layout."""
        yield from self.outside
        for cell in chain.from_iterable(self.rows):
            yield from map(laid_out, cell.drafts)

    def as_cells(self, number: int) -> Iterator[Draft]:
        """The caption and the cells of a table, each cell with its headers."""
        caption = " ".join(draft.seen.text for draft in self.outside if draft.kind == "caption")
        for draft in self.outside:
            yield draft._replace(table=number)
        rows = _with_continued(self.rows)
        texts = [[cell.prose for cell in row] for row in rows]
        for of_row in texts:
            # Accounts are typeset with the sign of a number in a cell of its own.
            for at in range(1, len(of_row)):
                before, after = of_row[at - 1].text, of_row[at].text
                is_sign_before = _SIGN_BEFORE.fullmatch(before) and _NUMBER.match(after)
                is_sign_after = _SIGN_AFTER.fullmatch(after) and _ONLY_NUMBER.fullmatch(before)
                if is_sign_before or is_sign_after:
                    both = joined(of_row[at - 1 : at + 1], "")
                    of_row[at - 1 : at + 1] = (_EMPTY, both) if is_sign_before else (both, _EMPTY)
        cells = [
            [
                Cell(seen.text, cell.is_header, cell.width, cell.height)
                for cell, seen in zip(row, of_row, strict=True)
            ]
            for row, of_row in zip(rows, texts, strict=True)
        ]
        heads = len(list(takewhile(lambda row: all(cell.is_in_head for cell in row), rows)))
        for row, of_row, headers in zip(rows, texts, headers_of(cells, heads), strict=True):
            for cell, seen, of_cell in zip(row, of_row, headers, strict=True):
                if seen.text:
                    yield Draft("cell", seen, 0, of_cell, caption, number)
                yield from (draft for draft in cell.drafts if draft.kind in SILENT)


def laid_out(draft: Draft) -> Draft:
    """The content of a layout cell becomes a paragraph of the page."""
    return draft._replace(kind="paragraph") if draft.kind == "cell" else draft


def _with_continued(rows: Iterable[Sequence[OpenCell]]) -> list[list[OpenCell]]:
    """The rows that have cells; a cell that continues the one above is merged into that cell."""
    above: dict[int, OpenCell] = {}
    merged = []
    for row in filter(None, rows):
        merged.append(list[OpenCell]())
        column = 0
        for cell in row:
            if cell.continues and column in above:
                above[column].height += 1
            else:
                above[column] = cell
                merged[-1].append(cell)
            column += cell.width
    return merged


def as_blocks(drafts: list[Draft]) -> Iterator[Block]:
    """The blocks of a page with paragraph numbers: a table counts as one, silent blocks as none."""
    captions = _captions(drafts)
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
            headings=tuple([text for _, text in headings]),
            row=draft.headers.row,
            column=draft.headers.column,
            corner=draft.headers.corner,
            caption=captions[draft.table],
            table=draft.table,
        )
        if draft.kind == "heading":
            headings.append((draft.level, draft.seen.text))


def _captions(drafts: list[Draft]) -> dict[int | None, str]:
    """The caption of each table.

    A caption beside a table belongs to the table above it, if that has no caption yet, or else to
    the table below.  A table without a caption takes the titles above it: short paragraphs that
    don't end like a sentence.
    """
    captions: dict[int | None, str] = {draft.table: draft.caption for draft in drafts}
    captions[None] = ""
    for at, draft in enumerate(drafts):
        if draft.kind == "caption" and not draft.table:
            beside = (drafts[other].table for other in (at - 1, at + 1) if 0 <= other < len(drafts))
            table = next((table for table in beside if table and not captions[table]), None)
            if table:
                captions[table] = draft.seen.text
                drafts[at] = draft._replace(table=table)
    titles: list[str] = []
    for draft in drafts:
        text = draft.seen.text
        if draft.table:
            captions[draft.table] = captions[draft.table] or " ".join(titles[-_MOST_TITLES:])
            titles.clear()
        elif draft.kind in SILENT:
            continue
        elif (
            (draft.kind == "paragraph" or draft.level == BOLD_LEVEL)
            and len(text) <= _LONGEST_TITLE
            and not text.endswith((".", "!", "?", ";"))
        ):
            titles.append(text)
        else:
            titles.clear()
    return captions
