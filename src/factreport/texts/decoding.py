"""Decoding: the bytes of a text become characters, or one line says why not."""

from __future__ import annotations

import codecs
import re

from factreport.errors import TextError
from factreport.files import named
from factreport.wording import quoted

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# The standard has a browser look for it in the first 1,024 bytes.
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_LOOKED_AT = 1024


def decode(name: str, content: bytes) -> str:
    """The characters of a text in UTF-8, or in UTF-16 where it says so by its first bytes."""
    encoding = next((_MARKS[mark] for mark in _MARKS if content.startswith(mark)), "utf-8")
    return _decoded(name, content, encoding)


def decode_html(name: str, content: bytes) -> str:
    """The same for a page of HTML, which may name another encoding in itself."""
    declared = _CHARSET.search(content[:_LOOKED_AT])
    if declared is None or content.startswith(tuple(_MARKS)):
        return decode(name, content)
    encoding = declared[1].decode("ascii")
    # As the standard has it: a page that can be read so far is in no encoding of two bytes.
    if encoding.lower().startswith("utf-16"):
        encoding = "utf-8"
    if encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        encoding = "windows-1252"
    try:
        return _decoded(name, content, codecs.lookup(encoding).name)
    except LookupError:
        raise TextError(f"{named(name)}: unknown charset {quoted(encoding)}") from None


def _decoded(name: str, content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        label = "UTF-8" if encoding.startswith("utf-8") else encoding
        raise TextError(f"{named(name)}:{line}: not {label}; save it as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TextError(f"{named(name)}:{line}: not a text: it has NUL bytes; save it as UTF-8")
    return text
