"""The inline content of Markdown: locates each token in the source by its markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from html.entities import html5
from typing import Any

from factreport.texts.document import Page
from factreport.texts.html import scan
from factreport.texts.located import Seen
from factreport.texts.normalise import LINE_BREAK

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


def write_inline(tokens: Iterable[Any], content: Seen, page: Page, *, is_computed: bool) -> None:
    """Write the parser's tokens for the content of a paragraph to a page."""
    writer = _Writer(content, page, is_computed=is_computed)
    for token in tokens:
        writer.write(token)


class _Writer:
    """Goes through the content of a paragraph and its tokens in parallel."""

    def __init__(self, content: Seen, page: Page, *, is_computed: bool) -> None:
        self._content = content
        self._text = content.text
        self._at = 0
        self._page = page
        self._is_computed = is_computed
        self._is_auto = False

    def write(self, token: Any) -> None:
        is_auto = token.info == "auto"
        if self._is_auto and token.type == "text":  # its token has a decoded address
            end = self._text.find(">", self._at)
            self._page.write_all(self._content, self._at, end)
            self._at = end
        elif token.type == "text":
            self._write_text(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            match = _BREAK.match(self._text, self._at)
            end = match.end() if match else self._at
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
        target = _SPACES.match(text, at + 1)
        start = target.end() if target else at + 1
        angle = _ANGLE_TARGET.match(text, start)
        end = angle.end() if angle else start
        depth = 0
        while not angle and (match := _TARGET_STOP.search(text, end)):
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
        title = _TITLE.match(text, end)
        spaces = _SPACES.match(text, title.end() if title else end)
        if spaces and text.startswith(")", spaces.end()):
            return spaces.end() + 1
    label = _LABEL.match(text, at)
    return label.end() if label else at
