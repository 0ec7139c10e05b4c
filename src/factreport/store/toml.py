"""TOML: parses bytes into tables, or into tokens, which have positions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tomli

from factreport.errors import StoreError
from factreport.model import Problem
from factreport.wording import escaped, shortened

# A position in a TOML document: keys, and the numbers of array elements from 0.
Path = tuple[str | int, ...]

LONGEST_WORDS = 1_000  # of a message
_TOO_DEEP = 100  # levels; how many more tomli reads depends on the Python
# For longer keys and numbers tomli needs hundreds of times the memory of the file.
_MOST_PARTS = 50
_MOST_DIGITS = 1_000

_DIGITS = b"0123456789abcdefABCDEF_"
_DIGITS_AS_ZEROS = bytes(ord("0") if code in _DIGITS else ord(" ") for code in range(256))
_NO_DOTS = bytes(code for code in range(256) if code not in b".\n")

_TOKEN = re.compile(
    r"""
    (?P<skip>[ \t\r]+|\#[^\n]*)
  | (?P<newline>\n)
  | (?P<string>\"\"\"|'''|["'])
  | (?P<mark>[\[\]{}=,])
  | (?P<bare>[^\s\[\]{}=,\#"']+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
# What follows the opening quotes of a string: its text, a bounded part at a time (a pattern that
# matches any length at once needs memory for every escape), and its closing quotes.
_STRINGS = {
    '"': (re.compile(r'[^"\\\n]*(?:\\.[^"\\\n]*){0,500}', re.DOTALL), re.compile('"?')),
    "'": (re.compile(r"[^'\n]*"), re.compile("'?")),
    '"""': (
        re.compile(r'[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*){0,500}', re.DOTALL),
        re.compile('"{0,5}'),
    ),
    "'''": (re.compile(r"[^']*(?:'{1,2}(?!')[^']*){0,500}"), re.compile("'{0,5}")),
}


def parse(name: str, content: bytes) -> tuple[dict[str, Any], str]:
    """The tables and the text of a TOML file; StoreError with the line and column of a mistake."""
    text = decoded(name, content)
    if mistake := _too_large(content, text):
        raise _refused(name, text, *mistake)
    try:
        return tomli.loads(text), text
    except tomli.TOMLDecodeError as error:
        from factreport.store.toml_advice import explained  # imported late: only for a mistake

        message = explained(error.msg, error.doc, error.pos)
        raise _refused(name, error.doc, error.pos, message) from None
    except RecursionError:
        depth = offset = 0
        for group, start, mark in tokens(text):
            if group == "mark":
                depth += (mark in "[{") - (mark in "]}")
            if depth > _TOO_DEEP:
                offset = start
                break
        message = f"arrays or tables nested more than {_TOO_DEEP} deep; flatten them"
        raise _refused(name, text, offset, message) from None


def decoded(name: str, content: bytes) -> str:
    """The text of a TOML file; StoreError with the place of a byte that is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The bytes in the error lack the BOM that the content may begin with.
        before = error.object[: error.start].decode("utf-8")
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise _refused(name, before, len(before), message) from None


def _refused(name: str, text: str, offset: int, message: str) -> StoreError:
    """The error for a mistake at a position of the text."""
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    message = escaped(shortened(message, LONGEST_WORDS))
    return StoreError(Problem(name, line, "error", None, message, column))


def _too_large(content: bytes, text: str) -> tuple[int, str] | None:
    """The position and the message if a number or a key is too long for tomli."""
    has_long_number = b"0" * (_MOST_DIGITS + 1) in content.translate(_DIGITS_AS_ZEROS)
    has_long_key = b"." * _MOST_PARTS in content.translate(None, _NO_DOTS)
    if not (has_long_number or has_long_key):
        return None
    parts = key = 0
    for group, start, token in tokens(text):
        is_number = group == "bare" and token[0] in "+-.0123456789"
        if is_number and re.search(f"[0-9a-fA-F_]{{{_MOST_DIGITS + 1}}}", token):
            message = f"a number of more than {_MOST_DIGITS:,} digits; a value is less than 2^63"
            return start, f"{message} in size"
        if group in ("bare", "string"):
            key = key if parts else start
            parts += 1 if group == "string" else sum(map(bool, token.split(".")))
            if parts > _MOST_PARTS:
                return key, f"a key of more than {_MOST_PARTS} parts; shorten it"
        elif group != "skip":
            parts = 0
    return None


def tokens(text: str) -> Iterator[tuple[str, int, str]]:
    """The tokens of any text, each with its group in `_TOKEN` and its position.

    An unclosed string ends with its line or with the text.
    """
    match, position = _TOKEN.match, 0
    while token := match(text, position):
        group, start, position = token.lastgroup or "", position, token.end()
        if group == "string":
            inside, closing = _STRINGS[token[0]]
            while (part := inside.match(text, position)) and part.end() > position:
                position = part.end()
            if closed := closing.match(text, position):
                position = closed.end()
        yield group, start, text[start:position]
