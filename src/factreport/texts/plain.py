"""Plain text: paragraphs between blank lines, pages between form feeds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from factreport.english import layout
from factreport.texts import aligned_tables
from factreport.texts.blocks import Block, BlockKind, Text
from factreport.texts.decoding import decode
from factreport.texts.located import Collected, Seen, line_starts
from factreport.texts.normalise import LINE_BREAK, ROW_END, normalise

# Two or more spaces beside a number, but not after the end of a sentence.
_COLUMN_GAP = re.compile(
    r"(?<=[^\s.!?:;,])(?: {2,}|\t+ *)(?=[-+(]?[$€£]?\d)|(?<=[\d%)])(?: {2,}|\t+ *)(?=\S)"
)
_NUMBERS_ALONE = re.compile(r"^[^\w\n]*[0-9][^A-Za-z\n]*$", re.MULTILINE)
_COLUMN_LINE = re.compile(r"\n(?![ \t]*[a-z])")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_BULLET = re.compile(r"[ \t]*(?:[•‣▪◦●■►·]|(?P<dash>[-*–]))[ \t]+(?=\S)")
_QUOTE_MARKS = re.compile(r"[ \t]*(?:>[ \t]?)+")


def read(name: str, content: bytes) -> Text:
    """Read a plain text, with pages if form feeds divide it."""
    source = decode(name, content)
    pages = page_starts(source)
    return Text(name, "plain", tuple(paragraphs(source, pages)), line_starts(source), pages)


def paragraphs(source: str, pages: Sequence[int]) -> Iterator[Block]:
    """The paragraphs of a plain text, and the cells of its tables, with their pages if any."""
    lines: list[aligned_tables.Line] = []
    paragraph, is_apart = 0, True
    for start, following in pairwise((*line_starts(source), len(source))):
        words = source[start:following].rstrip()
        paragraph += bool(words) and is_apart
        is_apart = not words
        if words:
            end = start + len(words)
            page = bisect_right(pages, end - 1) if pages else None
            lines.append(aligned_tables.Line(start, end, paragraph, page))
    folios = _folios(source, lines) if pages else set[int]()
    done = 0
    for number, table in enumerate(aligned_tables.tables(source, lines), 1):
        yield from _prose(source, lines[done : table.first], folios)
        for line, cells in zip(lines[table.first : table.end], table.cells, strict=True):
            for cell in cells:
                seen = normalise(Seen(source[cell.start : cell.end], ((0, cell.start),)))
                yield Block(
                    *("cell", *seen, line.paragraph, line.page, ()),
                    row=tuple(map(_normal, cell.row)),
                    column=tuple(map(_normal, cell.column)),
                    corner=_normal(cell.corner),
                    caption=_normal(table.caption),
                    table=number,
                )
        done = table.end
    yield from _prose(source, lines[done:], folios)


@lru_cache(maxsize=1024)
def _normal(text: str) -> str:
    return normalise(Seen(text, ((0, 0),))).text


def _folios(source: str, lines: Sequence[aligned_tables.Line]) -> set[int]:
    """Where the numbers of pages begin: "- 12 -", or 12 by itself, at the edge of a page."""
    folios, alone = set(), list[tuple[int, int]]()
    for above, line, below in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        beside = [other for other in (above, below) if other and other.page == line.page]
        if line.page is None or len(beside) > 1:
            continue
        folio = layout.FOLIO.fullmatch(source, line.start, line.end)
        is_apart = all(other.paragraph != line.paragraph for other in beside)
        if folio and folio["mark"]:
            folios.add(line.start)
        elif folio and is_apart:
            alone.append((line.start, int(folio["number"]) - line.page))
    # A number by itself has to go along with the pages.
    ahead = Counter(lead for _, lead in alone)
    return folios | {start for start, lead in alone if lead == 0 or ahead[lead] > 1}


def _prose(source: str, lines: Sequence[aligned_tables.Line], folios: set[int]) -> Iterator[Block]:
    """The paragraphs of some lines; a line that begins a paragraph gives it its page."""
    groups = groupby(
        lines, lambda line: (line.paragraph, line.start if line.start in folios else None)
    )
    for (paragraph, folio), group in groups:
        part = list(group)
        if folio is not None:
            seen = normalise(Seen(source[part[0].start : part[-1].end], ((0, part[0].start),)))
            yield Block("page number", *seen, paragraph=None, page=part[0].page)
            continue
        # The first line of each item of a list, and where its words begin.  A single dash in front
        # of a line may be that of a sentence, or a minus.
        bullets = [_BULLET.match(source, line.start, line.end) for line in part]
        is_list = sum(bullet is not None for bullet in bullets) > 1
        items = [
            (line, bullet.end() if bullet and (is_list or not bullet["dash"]) else line.start)
            for line, bullet in zip(part, bullets, strict=True)
        ]
        items = [item for at, item in enumerate(items) if not at or item[1] != item[0].start]
        for at, (line, begin) in enumerate(items):
            end = items[at + 1][0].start if at + 1 < len(items) else part[-1].end
            seen = _unquoted(Seen(source[begin:end].rstrip(), ((0, begin),)))
            seen = normalise(Seen(_with_rows(seen.text), seen.origins))
            kind: BlockKind = "paragraph" if begin == line.start else "item"
            yield Block(kind, *seen, paragraph=paragraph, page=line.page)


def _unquoted(seen: Seen) -> Seen:
    """The text without the marks of a quotation in an e-mail, if all lines have them."""
    rows = list(_LINE.finditer(seen.text)) if ">" in seen.text else []
    marks = [_QUOTE_MARKS.match(row[0]) for row in rows if row[0]]
    if not marks or not all(marks):
        return seen
    quoted = Collected()
    for row, mark in zip(rows, marks, strict=False):
        quoted.add_part(seen, row.start() + (mark.end() if mark else 0), row.end())
    return quoted.seen()


def _with_rows(text: str) -> str:
    """The text with breaks between the columns and after the rows of an aligned table.

    Lines of numbers alone, a column that was copied, end with a row each, as do those around them.
    """
    if len(_NUMBERS_ALONE.findall(text)) > 1:
        return _COLUMN_LINE.sub(ROW_END, text)
    if "  " not in text and "\t" not in text:
        return text
    lines = text.splitlines(keepends=True)
    gaps = [_COLUMN_GAP.search(line) is not None for line in lines]
    if sum(gaps) < 2:
        return text
    rows = [
        _COLUMN_GAP.sub(lambda gap: LINE_BREAK.ljust(len(gap[0])), line) if has_gap else line
        for line, has_gap in zip(lines, gaps, strict=True)
    ]
    return "".join(
        [
            row[:-1] + ROW_END if row.endswith("\n") and (has_gap or follows) else row
            for row, has_gap, follows in zip(rows, gaps, [*gaps[1:], False], strict=True)
        ]
    )


def page_starts(source: str) -> list[int]:
    """Where the pages begin, if form feeds divide the text; one at the very end opens no page."""
    if "\f" not in source:
        return []
    starts = [0, *(match.end() for match in re.finditer("\f", source))]
    if len(starts) > 1 and not source[starts[-1] :].strip():
        starts.pop()
    return starts
