"""Texts: a source or a draft, read from its file into blocks that know their places."""

from __future__ import annotations

import os
from collections.abc import Callable
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
    return read(name, content)
