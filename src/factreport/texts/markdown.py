"""Markdown: CommonMark with tables, strikethrough, footnotes, front matter and HTML.

The parser comes with rich.  Its tokens only know their lines, so each one is located again within
its lines by its markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from factreport.english import layout
from factreport.texts.blocks import Text
from factreport.texts.decoding import decode
from factreport.texts.document import Page
from factreport.texts.html import scan
from factreport.texts.located import Collected, Seen, line_starts
from factreport.texts.markdown_inline import write_inline
from factreport.texts.normalise import SUPERSCRIPTS

_MATTER = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*(?:\r\n?|\n)(?=[ \t]*[^\s])"
    r"(?P<inside>(?:[^\r\n]*(?:\r\n|\r(?!\n)|\n))*?)"
    r"(?:(?P=fence)|\.\.\.)[ \t]*(?=[\r\n]|\Z)"
)
# The parser does not know footnotes, so their text is passed to it as a list item.
_FOOTNOTE = re.compile(r"^( {0,3})\[\^([^\]\s]+)\]:", re.MULTILINE)
# This many brackets never open a link, but cost the parser ten seconds per megabyte.
_BRACKETS = re.compile(r"(?:!?\[){40,}")
# Quarto's invisible extensions: attributes, the fences of divisions, includes.
_QUARTO = re.compile(
    r"(?<=[\])`])\{[^{}\n]*\}|[ \t]\{[#.][^{}\n]*\}(?=[ \t]*$)"
    r"|^[ \t]*:{3,}[^\n]*$|\{\{<[^{}\n]*>\}\}",
    re.MULTILINE,
)
# Superscripts in Pandoc's syntax: "km^2^".
_RAISED = re.compile(r"\^([0-9+-]{1,4})\^")
_NOTHING = "\u200b"  # a zero-width space, which normalising removes
# The parser leaves out content more than twenty levels deep.
_DEEPEST = 19
_BEFORE_HEAD = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
_BEFORE_ROW = re.compile(r"[ \t>]*")
_PIPE = re.compile(r"(?<!\\)\|")


def read(name: str, content: bytes) -> Text:
    """Read Markdown; if the name says Quarto or R Markdown, with their extensions."""
    source = decode(name, content)
    is_quarto = name.lower().endswith((".qmd", ".rmd"))
    page = Page()
    matter = _MATTER.match(source)
    if matter:
        page.add("front matter", Seen(matter["inside"], ((0, matter.start("inside")),)))
    # Extensions are rewritten as CommonMark; characters keep their positions.
    plain = _blank(matter) + source[matter.end() :] if matter else source
    plain = _FOOTNOTE.sub(
        lambda mark: f"{mark[1]}- ".ljust(len(mark[0]), _NOTHING), plain.replace("\0", "\ufffd")
    )
    plain = _BRACKETS.sub(lambda brackets: _NOTHING * len(brackets[0]), plain)
    if is_quarto:
        plain = _RAISED.sub(
            lambda raised: raised[1].translate(SUPERSCRIPTS).ljust(len(raised[0]), _NOTHING),
            _QUARTO.sub(_blank, plain),
        )
    _write(plain, page, is_quarto=is_quarto)
    return Text(name, "markdown", page.blocks(), line_starts(source))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", match[0])


def _write(source: str, page: Page, *, is_quarto: bool) -> None:
    """Write the parser's tokens for a source to a page."""
    from rich.markdown import Markdown  # imported late: only needed for Markdown

    lines = _Lines(source)
    cells: Iterator[Seen] = iter(())
    previous_tag = ""
    tokens: list[Any] = Markdown(source).parsed
    for token in tokens:
        if token.type == "inline":
            cell = next(cells, None) if previous_tag in ("th", "td") else None
            seen = cell if cell and cell.text == token.content else lines.content_of(token)
            is_caption = previous_tag == "p" and token.content.startswith(layout.CAPTION_LEADS)
            if is_caption:
                page.open("figcaption")
            write_inline(token.children, seen, page, is_computed=is_quarto)
            if is_caption:
                page.close("figcaption")
        elif token.type == "html_block":
            scan(lines.content_of(token), page)
        elif token.type in ("fence", "code_block"):
            inside = token.map[0] + (token.type == "fence")
            page.add("code", Seen(token.content, ((0, lines.start(inside)),)))
        elif token.nesting < 0:
            page.close(token.tag)
        else:
            page.open(token.tag)
            if token.tag == "tr":
                cells = lines.cells_of(token.map[0], is_head=previous_tag == "thead")
            elif token.tag in ("li", "blockquote") and token.level >= _DEEPEST:
                lines.write_unread(token, page)
        previous_tag = token.tag


class _Lines:
    """The lines of a source; locates the parser's tokens in them."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._starts = line_starts(source)

    def start(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self._source)

    def content_of(self, token: Any) -> Seen:
        """The content of a token; each of its lines is the end of a source line."""
        collected = Collected()
        lines = token.content.split("\n")
        # The parser drops lines of exotic spaces at the beginning.
        first = next(
            (at for at in range(*token.map) if self._find(lines[0], at) >= 0), token.map[0]
        )
        for number, line in enumerate(lines, first):
            start = self.start(number)
            lead = len(line) - len(line.lstrip())
            if number > first:
                collected.add("\n", max(start - 1, 0))
            collected.add(line, max(max(self._find(line, number), start) - lead, 0))
        return collected.seen()

    def _find(self, content: str, number: int) -> int:
        """Where a line of content begins in a line of the source, without spaces; else -1."""
        return self._source.rfind(content.strip(), self.start(number), self.start(number + 1))

    def write_unread(self, token: Any, page: Page) -> None:
        """Write the lines of a token that the parser left out, without the marks in front."""
        for number in range(*token.map):
            start, end = self.start(number), self.start(number + 1)
            match = _BEFORE_HEAD.match(self._source, start, end)
            marks = match[0] if match else ""
            bare = self._source[start + len(marks) : end]
            if not bare.strip() or marks.strip(" \t>"):
                page.open(token.tag)
            page.write(bare, start + len(marks))

    def cells_of(self, line: int, *, is_head: bool) -> Iterator[Seen]:
        """The cells of a table row, without the marks of the blocks that contain the table."""
        start, end = self.start(line), self.start(line + 1)
        marks = (_BEFORE_HEAD if is_head else _BEFORE_ROW).match(self._source, start, end)
        start = marks.end() if marks else start
        row = self._source[start:end].rstrip()
        pipes = [-1, *(pipe.start() for pipe in _PIPE.finditer(row)), len(row)]
        if len(pipes) > 2 and pipes[1] == 0:
            pipes.pop(0)
        for pipe, following in pairwise(pipes):
            written = row[pipe + 1 : following]
            bare = written.strip()
            at = start + pipe + 1 + len(written) - len(written.lstrip())
            collected = Collected()
            for piece in bare.replace("\\|", "\0|").split("\0"):
                collected.add(piece, at)
                at += len(piece) + 1  # a pipe is written without the backslash before it
            yield collected.seen()
