"""Texts: a source or a draft, read from its file into blocks that know their places.

| the name ends in | read as | a place has |
|---|---|---|
| `.md`, `.markdown`, `.qmd`, `.rmd`; standard input | Markdown | line, column, paragraph |
| `.html`, `.htm`, `.xhtml` | HTML | line, column, paragraph |
| `.docx` | Word | paragraph |
| `.pdf` | PDF, through `pdftotext` | paragraph, page |
| `.csv`, `.tsv` | values between commas, semicolons or tabs | line, column, paragraph |
| anything else | plain text | line, column, paragraph, page |

Paragraphs are counted from 1.  In Markdown, HTML and Word each heading, each paragraph and each
list item is one, and each table is one as a whole, with its caption; the notes of a Word document
follow its text.  In plain text and in a PDF a paragraph is a block of lines between blank ones, and
form feeds divide pages.  A file of values is one table, and one paragraph.

A cell of a table knows the headers of its row and its column, and the table's caption, or else the
titles above the table.

Code (fenced, indented, `<pre>`), comments and front matter hold no prose and are not counted.  What
a reader of the page does not see is no part of a text: markup, attributes, the targets of links,
the words for a picture, scripts, styles, what is hidden or deleted.  Code within a sentence is read
as prose.  A text is in UTF-8, or in UTF-16 with its mark; a page of HTML may name another encoding.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

from factreport import files
from factreport.errors import StoreError, TextError
from factreport.texts.blocks import SILENT, Block, BlockKind, Place, Text

__all__ = ["FORMATS", "SILENT", "Block", "BlockKind", "Place", "Text", "parse", "read_text"]

# How a text is read, by what its name ends with; anything else is plain text.
FORMATS = {
    **dict.fromkeys((".md", ".markdown", ".qmd", ".rmd"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    ".docx": "word",
    ".pdf": "pdf",
    **dict.fromkeys((".csv", ".tsv"), "delimited"),
}
_STANDARD_INPUT = "<standard input>"


def read_text(path: str) -> Text:
    """Read a text from its file, or from standard input where the path is ``-``.

    Raises TextError, one line that names the file and the cause.
    """
    try:
        if path == files.STANDARD_INPUT:
            file = files.File(_STANDARD_INPUT, None, [])
        else:
            file = files.file_at(path, files.status_of(path))
        content, _ = files.read(file)
    except StoreError as error:
        raise TextError(*error.problems) from None
    return parse(file.name, content)


def parse(name: str, content: bytes) -> Text:
    """Read a text from its bytes, in the format that its name says."""
    ending = os.path.splitext(name)[1].lower()
    chosen = "markdown" if name == _STANDARD_INPUT else FORMATS.get(ending, "plain")
    read: Callable[[str, bytes], Text] = import_module(f"{__name__}.{chosen}").read
    with _without_collector():
        return read(name, content)


@contextmanager
def _without_collector() -> Iterator[None]:
    """A text is many objects without a cycle; to look for cycles takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
