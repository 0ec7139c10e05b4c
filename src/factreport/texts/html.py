"""HTML: tags, comments and character references, each with its place in the source.

We have our own scanner: the standard library's gives lines but no offsets, and in older releases
its time grows with the square of the number of unclosed tags.  It follows the HTML standard
(https://html.spec.whatwg.org/#tokenization), except that a tag without an end is text.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from factreport.texts.blocks import Text
from factreport.texts.decoding import decode_html
from factreport.texts.located import Seen, after, line_starts
from factreport.texts.page import Page

_MARKUP = re.compile(r"<(?:!--|[!?]|/?[a-zA-Z])")
_END_OF_COMMENT = re.compile(r"--!?>")
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*)"""
    r"""(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"'][^\s>]*)))?)"""
)
_WITHOUT_END = "|".join(
    sorted((name for name in html5 if not name.endswith(";")), key=len, reverse=True)
)
_REFERENCE = re.compile(
    rf"&(?:#[0-9]{{1,8}};?|#[xX][0-9a-fA-F]{{1,7}};?|[a-zA-Z][a-zA-Z0-9]{{1,31}};|{_WITHOUT_END})"
)
# The content of these elements is not markup.
_RAW = frozenset(("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"))


def read(name: str, content: bytes) -> Text:
    """Read a page of HTML; its lines are those of the source."""
    source = decode_html(name, content)
    page = Page()
    scan(Seen(source, ((0, 0),)), page)
    return Text(name, "html", page.blocks(), line_starts(source))


def scan(source: Seen, page: Page) -> None:
    """Write a piece of HTML to a page."""
    text, position = source.text, 0
    while match := _MARKUP.search(text, position):
        start = match.start()
        _write(source, page, position, start)
        if match[0] in ("<!", "<?") or text.startswith(("<!-->", "<!--->"), start):
            position = text.find(">", start) + 1 or len(text)
        elif match[0] == "<!--":
            end = _END_OF_COMMENT.search(text, start + 4)
            position = end.end() if end else len(text)
            inside = text[start + 4 : end.start() if end else len(text)]
            at = start + 4 + len(inside) - len(inside.lstrip())
            page.add("comment", Seen(inside.strip(), ((0, source.origin(at)),)))
        else:
            position = _scan_tag(source, page, start)
        if position < 0:
            _write(source, page, start, len(text))
            return
    _write(source, page, position, len(text))


def _scan_tag(source: Seen, page: Page, start: int) -> int:
    """Open or close an element; returns the position after the tag, or -1 if the tag has no end."""
    text = source.text
    is_end = text[start + 1] == "/"
    position = after(_NAME, text, start + 1 + is_end)
    name = text[start + 1 + is_end : position].lower()
    attributes: dict[str, str] = {}
    while match := _ATTRIBUTE.match(text, position):
        position = match.end()
        if match["end"]:
            break
        value = match["double"] or match["single"] or match["bare"] or ""
        attributes.setdefault(match["name"].lower(), unescape(value))
    else:
        return -1
    if is_end:
        page.close(name)
        return position
    page.open(name, attributes, at=source.origin(start))
    if name in _RAW:
        end = re.compile(rf"</{name}(?![^\s/>])", re.IGNORECASE).search(text, position)
        stop = end.start() if end else len(text)
        _write(source, page, position, stop)
        return stop
    return position


def _write(source: Seen, page: Page, start: int, end: int) -> None:
    """Write text with its character references resolved."""
    text = source.text
    for match in _REFERENCE.finditer(text, start, end):
        page.write_all(source, start, match.start())
        start = match.end()
        for character in unescape(match[0]):
            page.write(character, source.origin(match.start()))
    page.write_all(source, start, end)
