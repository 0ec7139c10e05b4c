"""Markdown: CommonMark with tables, strikethrough, footnotes, front matter and HTML.

The parser comes with rich.  Its tokens only know their lines, so each one is located again within
its lines by its markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.entities import html5
from itertools import pairwise
from typing import Any

from factreport.english import layout
from factreport.texts.blocks import Text
from factreport.texts.decoding import decode
from factreport.texts.html import scan
from factreport.texts.located import Collected, Seen, after, line_starts
from factreport.texts.normalise import LINE_BREAK, SUPERSCRIPTS
from factreport.texts.page import Page

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
# Mathematics between its signs: "$$n=500$$", "$p < 0.05$".
_MATHEMATICS = re.compile(
    r"\$\$([^$\n]+)\$\$|\$([A-Za-z\\](?=[^$\n]*[=<>^_\\])[^$\n]*(?<!\s))\$(?!\w)"
)
# Superscripts in Pandoc's syntax: "km^2^".
_RAISED = re.compile(r"\^([0-9+-]{1,4})\^")
_NOTHING = "\u200b"  # a zero-width space, which normalising removes
# The parser leaves out content more than twenty levels deep.
_DEEPEST = 19
_BEFORE_HEAD = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
_BEFORE_ROW = re.compile(r"[ \t>]*")
_PIPE = re.compile(r"(?<!\\)\|")

# Stands for code that is computed when the document is rendered; readers never see the code.
COMPUTED = "\ufffc"
_COMPUTED = re.compile(r"(?:r|\{(?:r|python|julia|ojs)\})\s")
# An escape or a reference for a character, or a run of plain characters.
_SPELLING = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<code>&#[xX]?[0-9a-fA-F]+;)|&(?P<name>[a-zA-Z0-9]+;)|[^\\&]+|.",
    re.DOTALL,
)
_BREAK = re.compile(r"[ \t]*\\?\n?[ \t]*")
_SPACES = re.compile(r"[ \t\n]*")
_ANGLE_TARGET = re.compile(r"<(?:[^<>\n\\]|\\.)*>")
_TARGET_STOP = re.compile(r"[()\\\x00-\x20\x7f]")
_TITLE = re.compile(
    r"""[ \t\n]+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))""", re.DOTALL
)
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]", re.DOTALL)
# How far ahead to search for markup that is not where it is expected.
_FARTHEST = 10_000
_MOST_PARENTHESES = 32  # as in the parser


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
    plain = _MATHEMATICS.sub(
        lambda formula: f"{formula[1] or formula[2]}".center(len(formula[0]), _NOTHING), plain
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
            _Writer(seen, page, is_computed=is_quarto).write(token.children)
            if is_caption:
                page.close("figcaption")
        elif token.type == "html_block":
            scan(lines.content_of(token), page)
        elif token.type in ("fence", "code_block"):
            inside = token.map[0] + (token.type == "fence")
            page.add("code", Seen(token.content, ((0, lines.start(inside)),)))
        elif token.nesting < 0 or token.hidden:  # an item without blank lines has no paragraph
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
        number, end = token.map
        collected = Collected()
        for line in token.content.split("\n"):
            start, bare = self.start(number), line.strip()
            at = self._source.rfind(bare, start, self.start(number + 1))
            while at < 0 and not collected.length and number + 1 < end:
                # The parser drops lines of exotic spaces at the beginning.
                number += 1
                start = self.start(number)
                at = self._source.rfind(bare, start, self.start(number + 1))
            if collected.length:
                collected.add("\n", max(start - 1, 0))
            collected.add(line, max(max(at, start) - line.find(bare), 0))
            number += 1
        return collected.seen()

    def write_unread(self, token: Any, page: Page) -> None:
        """Write the lines of a token that the parser left out, without the marks in front."""
        for number in range(*token.map):
            start, end = self.start(number), self.start(number + 1)
            begin = after(_BEFORE_HEAD, self._source, start, end)
            bare = self._source[begin:end]
            if not bare.strip() or self._source[start:begin].strip(" \t>"):
                page.open(token.tag)
            page.write(bare, begin)

    def cells_of(self, line: int, *, is_head: bool) -> Iterator[Seen]:
        """The cells of a table row, without the marks of the blocks that contain the table."""
        end = self.start(line + 1)
        marks = _BEFORE_HEAD if is_head else _BEFORE_ROW
        start = after(marks, self._source, self.start(line), end)
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


class _Writer:
    """Goes through the content of a paragraph and its tokens in parallel."""

    def __init__(self, content: Seen, page: Page, *, is_computed: bool) -> None:
        self._content = content
        self._text = content.text
        self._at = 0
        self._page = page
        self._is_computed = is_computed
        self._is_auto = False

    def write(self, tokens: Iterable[Any]) -> None:
        """Write the parser's tokens for the content to the page."""
        for token in tokens:
            is_auto = token.info == "auto"
            if self._is_auto and token.type == "text":  # its token has a decoded address
                end = self._text.find(">", self._at)
                self._page.write_all(self._content, self._at, end)
                self._at = end
            elif token.type == "text":
                self._write_text(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                end = after(_BREAK, self._text, self._at)
                line_end = max(self._text.find("\n", self._at, end), self._at)
                line_break = LINE_BREAK if token.type == "hardbreak" else "\n"
                self._page.write(line_break, self._content.origin(line_end))
                self._at = end
            elif token.type == "code_inline":
                self._write_code(token)
            elif token.type == "html_inline":
                start = self._skip(token.content)
                scan(self._content.part(start, self._at), self._page)
            elif token.type == "image":
                self._page.open("img", at=self._content.origin(self._at))
                self._skip(f"![{token.content}")
                self._at = _end_of_link(self._text, self._at)
            elif token.type == "link_open":
                self._skip("<" if is_auto else "[")
                self._is_auto = is_auto
            elif token.type == "link_close" and not is_auto:
                self._at = _end_of_link(self._text, self._at)
            else:
                self._skip(">" if is_auto else token.markup)
                self._is_auto = False

    def _skip(self, markup: str) -> int:
        """Move past the markup; returns the position before it."""
        start = self._text.find(markup, self._at, self._at + len(markup) + _FARTHEST)
        if start < 0:
            return self._at
        self._at = start + len(markup)
        return start

    def _write_text(self, text: str) -> None:
        """Write text; an escape or a reference stands for one or two of its characters."""
        if "&" not in text and "\\" not in text and self._text.startswith(text, self._at):
            self._page.write_all(self._content, self._at, self._at + len(text))
            self._at += len(text)
            return
        done = 0
        for match in _SPELLING.finditer(self._text, self._at):
            spelled = match["escaped"] or html5.get(match["name"]) or unescape(match["code"] or "")
            spelled = spelled or match[0]
            if spelled == match[0]:
                spelled = match[0][: len(text) - done]
                self._page.write_all(self._content, self._at, self._at + len(spelled))
                self._at += len(spelled)
            else:
                # The parser replaces a reference to a character that does not exist.
                spelled = spelled if text.startswith(spelled, done) else text[done : done + 1]
                for character in spelled:
                    self._page.write(character, self._content.origin(self._at))
                self._at = match.end()
            done += len(spelled)
            if done >= len(text):
                return

    def _write_code(self, token: Any) -> None:
        """Write inline code as text, since readers see it; computed code is left out."""
        start = self._skip(token.markup) + len(token.markup)
        mark = re.compile(rf"(?<!`){token.markup}(?!`)")
        end = mark.search(self._text, start)
        if self._is_computed and _COMPUTED.match(token.content):
            self._page.write(COMPUTED, self._content.origin(start))
        elif end:
            code = self._text[start : end.start()]
            is_padded = code[0] in " \n" and code[-1] in " \n" and not code.isspace()
            self._page.write_all(self._content, start + is_padded, end.start() - is_padded)
        self._at = end.end() if end else start


def _end_of_link(text: str, at: int) -> int:
    """The position after a link whose text ends with the bracket at ``at``."""
    at += 1
    if text.startswith("(", at):  # ``target "title")``
        start = after(_SPACES, text, at + 1)
        end = after(_ANGLE_TARGET, text, start)
        is_in_angles, depth = end > start, 0
        while not is_in_angles and (match := _TARGET_STOP.search(text, end)):
            end = match.end()
            if match[0] == "\\" and text[end : end + 1] not in ("", " "):
                end += 1
            elif match[0] == "(" and depth < _MOST_PARENTHESES:
                depth += 1
            elif match[0] == ")" and depth:
                depth -= 1
            elif match[0] != "\\":
                end = match.start()
                break
        end = after(_SPACES, text, after(_TITLE, text, end))
        if text.startswith(")", end):
            return end + 1
    return after(_LABEL, text, at)
