"""Decoding: turns the bytes of a text into characters, or says in one line why it can't."""

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
# The HTML standard makes browsers look for it in the first 1,024 bytes.
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_SEARCHED_BYTES = 1024
# Python's own encodings; no page is written in them.
_NO_CHARSETS = ("unicode-escape", "raw-unicode-escape", "undefined", "idna", "punycode", "utf-7")
# The first bytes of files that are not text, and what to do with such files.
_BINARIES = {
    b"%PDF-": "a PDF; give it a name that ends in .pdf",
    b"PK\x03\x04": "an archive or an office document; save it as .docx, .csv or .txt",
    b"\xd0\xcf\x11\xe0": "an office document; save it as .docx, .csv or .txt",
    b"\x1f\x8b": "compressed; unpack it first",
}


def decode(name: str, content: bytes) -> str:
    """The characters of a text in UTF-8, or in UTF-16 if it begins with a byte order mark."""
    encoding = next((_MARKS[mark] for mark in _MARKS if content.startswith(mark)), "utf-8")
    return _decoded(name, content, encoding)


def decode_html(name: str, content: bytes) -> str:
    """The characters of a page of HTML, which may declare another encoding."""
    declared = _CHARSET.search(content[:_SEARCHED_BYTES])
    if declared is None or content.startswith(tuple(_MARKS)):
        return decode(name, content)
    encoding = declared[1].decode("ascii")
    # As the standard says: a page that is readable up to here can't be UTF-16.
    if encoding.lower().startswith("utf-16"):
        encoding = "utf-8"
    if encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        encoding = "windows-1252"
    try:
        codec = codecs.lookup(encoding).name
        if codec not in _NO_CHARSETS:
            return _decoded(name, content, codec)
    except LookupError:
        pass
    raise TextError(f"{named(name)}: unknown charset {quoted(encoding)}")


def _decoded(name: str, content: bytes, encoding: str) -> str:
    for beginning, words in _BINARIES.items():
        if content.startswith(beginning):
            raise TextError(f"{named(name)}: not a text file: it is {words}")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        label = "UTF-8" if encoding.startswith("utf-8") else encoding
        raise TextError(f"{named(name)}:{line}: not {label}; save it as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        cause = "not a text file: it contains NUL bytes; save it as UTF-8"
        raise TextError(f"{named(name)}:{line}: {cause}")
    return text
