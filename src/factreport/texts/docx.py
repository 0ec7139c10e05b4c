"""Word: paragraphs, tables, headings, list items, notes and comments of a ``.docx``.

The elements are those of ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from factreport.texts.blocks import Text
from factreport.texts.docx_archive import Archive, Target
from factreport.texts.located import Seen
from factreport.texts.normalise import LINE_BREAK
from factreport.texts.page import Page

# Word's own namespaces: drawings also have a "p" and a "t".
_WORD = re.compile(r"\{[^}]*(?:wordprocessingml|officeDocument)/(?:2006/)?(?:main|math)\}")
# Invisible content: deletions, the old places of moved text, the properties before a tracked
# change, and fallback copies for old programs.
_UNSEEN = re.compile(r".*\}(?:del|moveFrom|Fallback|(?:p|r|tc|tr|tbl|sect)PrChange)$")
_SEEN_AS = {"tab": "\t", "br": LINE_BREAK, "cr": LINE_BREAK, "noBreakHyphen": "-"}
_OF_NAMES = {
    "title": "h1",
    "caption": "figcaption",
    **{f"heading {level}": f"h{level}" for level in range(1, 7)},
}
_TABLE = {"tbl": "table", "tr": "tr", "tc": "td"}
_OFF = ("0", "false", "off")


def read(name: str, content: bytes) -> Text:
    """Read the blocks of a Word document, its footnotes and endnotes last; it has no lines.

    Raises TextError for a file that is damaged, encrypted, or larger than a document can be.
    """
    archive = Archive(name, content)
    main = archive.main()
    related = archive.related(main)
    page = Page()
    story = _Story(page, _styles(archive, related), _comments(archive, related))
    for part in (main, *related.get("footnotes", ()), *related.get("endnotes", ())):
        archive.feed(part, story)
    return Text(name, "docx", page.blocks())


def _styles(archive: Archive, related: Mapping[str, list[str]]) -> dict[str, str]:
    """The HTML element for paragraphs of each style, by the style's id."""
    elements: dict[str, str] = {}
    based_on: dict[str, str] = {}
    for part in related.get("styles", ()):
        for style in archive.tree(part).iterfind(".//{*}style"):
            key = _value(style.attrib, "styleId")
            properties = {
                inner.tag.rpartition("}")[2]: _value(inner.attrib) for inner in style.iter()
            }
            name = properties.get("name", "").lower()
            element = _OF_NAMES.get(name) or _outline(properties.get("outlineLvl", ""))
            elements[key] = element or ("li" if "numPr" in properties else "")
            based_on.update((key, _value(base.attrib)) for base in style.iterfind(".//{*}basedOn"))
    # A style inherits from the one it is based on, which comes before it.
    for key, base in based_on.items():
        elements[key] = elements[key] or elements.get(base, "")
    return elements


def _outline(level: str) -> str:
    return f"h{int(level) + 1}" if level in tuple("012345") else ""


def _comments(archive: Archive, related: Mapping[str, list[str]]) -> dict[str, str]:
    """The text of each comment by its id, each paragraph on its own line."""
    return {
        _value(comment.attrib, "id"): "\n".join(
            "".join(piece.text or "" for piece in paragraph.iterfind(".//{*}t"))
            for paragraph in comment.iterfind(".//{*}p")
        )
        for part in related.get("comments", ())
        for comment in archive.tree(part).iterfind(".//{*}comment")
    }


def _value(attributes: Mapping[str, str], name: str = "val") -> str:
    return next((attributes[key] for key in attributes if key.endswith(f"}}{name}")), "")


class _Story(Target):
    """Writes Word's elements to a page as HTML elements."""

    def __init__(self, page: Page, styles: Mapping[str, str], comments: dict[str, str]) -> None:
        self._page = page
        self._styles = styles
        self._comments = comments
        self._at = 0  # counts characters: a document has no source with lines
        self._path = [""]
        self._unseen = 0  # how many elements are open within invisible content
        self._element = ""  # of the open paragraph
        self._properties: dict[str, str] = {}
        self._spans: list[str] = []
        self._cell: dict[str, str] | None = None  # a cell before its first paragraph
        self._boxed = 0  # how many elements are open within a text box
        self._box: list[Callable[[], None]] = []  # its content, until its paragraph ends
        self._is_unpacking = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open the element on the page, or take it as a property of the open element."""
        if self._unseen or _UNSEEN.match(tag):
            self._unseen += 1
            return
        # A text box is within a paragraph, and not within another box.
        may_box = bool(self._element) and not self._is_unpacking
        if self._boxed or (may_box and tag.endswith("}txbxContent")):
            self._boxed += 1
            self._box.append(lambda: self.start(tag, attributes))
            return
        name = _WORD.sub("", tag)
        parent = self._path[-1]
        self._path.append(name)
        if parent in ("pPr", "trPr", "tcPr", "numPr"):
            self._take_property(name, _value(attributes))
        elif parent == "rPr" and self._path[-3] == "r":
            value = _value(attributes)
            element = {"vanish": "span", "vertAlign": "sup", "b": "b"}.get(name)
            if element and (value == "superscript" if name == "vertAlign" else value not in _OFF):
                self._page.open(element, {"hidden": ""} if name == "vanish" else {})
                self._spans.append(element)
        elif parent == "r" and name in _SEEN_AS:
            self._write(_SEEN_AS[name])
        elif name in ("p", *_TABLE):
            self._open(name)
        elif name in ("commentRangeStart", "commentReference"):
            if text := self._comments.pop(_value(attributes, "id"), ""):
                self._page.add("comment", Seen(text, ((0, self._at),)))
        elif name in ("footnote", "endnote") and _value(attributes, "type") not in ("", "normal"):
            self._path.pop()  # the line between the text and its notes
            self._unseen = 1

    def end(self, tag: str) -> None:
        """Close on the page whatever the element opened."""
        if self._unseen:
            self._unseen -= 1
            return
        if self._boxed:
            self._boxed -= 1
            self._box.append(lambda: self.end(tag))
            return
        name = self._path.pop()
        if name == "p":
            self._page.close(self._element)
            self._element = ""
            self._at += 1
            if self._box and not self._is_unpacking:
                self._is_unpacking = True
                for event in self._box:
                    event()
                self._box.clear()
                self._is_unpacking = False
        elif name == "pPr" and self._element:
            self._page.close("p")
            element = self._styles.get(self._properties.get("pStyle", "")) or "p"
            number = self._properties.get("numId")
            if number and element in ("p", "li"):
                element = "p" if number == "0" else "li"
            self._element = _outline(self._properties.get("outlineLvl", "")) or element
            self._page.open(self._element)
        elif name == "tcPr":
            self._open_cell()
        elif name == "r":
            while self._spans:
                self._page.close(self._spans.pop())
        elif name in _TABLE:
            self._page.close(_TABLE[name])

    def data(self, text: str) -> None:
        """Write the text of a run."""
        if self._boxed:
            self._box.append(lambda: self.data(text))
        elif self._path[-1] == "t" and not self._unseen:
            self._write(text)

    def _write(self, text: str) -> None:
        self._page.write(text, self._at)
        self._at += len(text)

    def _open(self, name: str) -> None:
        if name == "tc":
            self._cell = {}  # opened when its properties are known
            return
        self._open_cell()
        if name == "p":
            self._element = "p"
            self._properties = {}
        elif name == "tr":
            self._page.open("tbody")
        self._page.open(_TABLE.get(name, name))

    def _open_cell(self) -> None:
        if self._cell is not None:
            self._page.open("td", self._cell)
            self._cell = None

    def _take_property(self, name: str, value: str) -> None:
        """Take a property of a paragraph, a row or a cell, given before its text."""
        self._properties[name] = value
        if name == "tblHeader" and value not in _OFF:
            self._page.open("thead")
            self._page.open("tr")
        elif name == "gridBefore":  # columns that the row leaves out
            self._page.open("td", {"colspan": value})
        elif name == "gridSpan" and self._cell is not None:
            self._cell["colspan"] = value
        elif name == "vMerge" and self._cell is not None and value != "restart":
            self._cell["continues"] = ""
