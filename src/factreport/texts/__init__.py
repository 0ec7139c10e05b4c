"""Texts: reads a source or a draft from its file into blocks that know their places.

| the name ends in | read as | a place has |
|---|---|---|
| `.md`, `.markdown`, `.qmd`, `.rmd`; standard input | Markdown | line, column, paragraph |
| `.html`, `.htm`, `.xhtml` | HTML | line, column, paragraph |
| `.docx` | Word | paragraph |
| `.pdf` | PDF, through `pdftotext` | paragraph, page |
| `.csv`, `.tsv` | values between commas, semicolons or tabs | line, column, paragraph |
| anything else | plain text | line, column, paragraph, page |

Paragraphs are counted from 1.  In Markdown, HTML and Word each heading, paragraph and list item
counts as one paragraph, and so does each table as a whole, with its caption; the notes of a Word
document follow its text.  A short paragraph in bold is a heading.  In plain text and in a PDF a
paragraph is a block of lines between blank lines, and form feeds divide pages; numbers that stand
below each other in columns are a table.  A file of values is one table and one paragraph.

A cell of a table knows the headers of its row and its column, and the table's caption or, if there
is none, the titles above the table.

Code (fenced, indented, `<pre>`), comments, front matter and the numbers of pages contain no prose
and are not counted.  A text does not include what a reader of the page can't see: markup,
attributes, link targets, descriptions of pictures, scripts, styles, and hidden or deleted text.
Code within a sentence is read as prose.  A text is in UTF-8, or in UTF-16 with a byte order mark; a
page of HTML may declare another encoding.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module

from factreport import files
from factreport.errors import QueryError, StoreError, TextError
from factreport.texts.blocks import SILENT, Block, BlockKind, Place, Text
from factreport.wording import quoted

__all__ = ["FORMATS", "SILENT", "Block", "BlockKind", "Place", "Text", "parse", "read_text"]

# The format of a text by the ending of its name; anything else is plain text.
FORMATS = {
    **dict.fromkeys((".md", ".markdown", ".qmd", ".rmd"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    ".docx": "docx",
    ".pdf": "pdf",
    **dict.fromkeys((".csv", ".tsv"), "delimited"),
}
_STANDARD_INPUT = "<standard input>"


def read_text(path: str | bytes | os.PathLike[str]) -> Text:
    """Read a text from its file, or from standard input if the path is ``-``.

    Raises TextError with one line that names the file and the cause.
    """
    if not isinstance(path, str | bytes | os.PathLike):
        raise QueryError(f"a path must be text or a path, not {quoted(repr(path))}")
    path = os.fsdecode(path)
    try:
        if path == files.STANDARD_INPUT:
            file = files.File(_STANDARD_INPUT, None, [])
        else:
            file = files.file_at(path)
        content, _ = files.read(file)
    except StoreError as error:
        raise TextError(*error.problems) from None
    return parse(file.name, content)


def parse(name: str, content: bytes) -> Text:
    """Read a text from its bytes, in the format that its name implies."""
    ending = os.path.splitext(name)[1].lower()
    chosen = "markdown" if name == _STANDARD_INPUT else FORMATS.get(ending, "plain")
    read: Callable[[str, bytes], Text] = import_module(f"{__name__}.{chosen}").read
    with files.garbage_collection_paused():
        return read(name, content)
