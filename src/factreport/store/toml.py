"""TOML: parses bytes into tables, and finds the lines of keys and elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import tomli

from factreport.errors import StoreError
from factreport.model import Problem
from factreport.wording import escaped, shortened

# A position in a TOML document: keys, and the numbers of array elements from 0.
Path = tuple[str | int, ...]

LONGEST_WORDS = 1_000  # of a message
_TOO_DEEP = 400  # the nesting that tomli reads
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
# The text after the opening quotes of a string, a bounded part at a time: a pattern that matches
# any length at once needs memory for every escape.
_INSIDE = {
    '"': re.compile(r'[^"\\\n]*(?:\\.[^"\\\n]*){0,500}', re.DOTALL),
    "'": re.compile(r"[^'\n]*"),
    '"""': re.compile(r'[^"\\]*(?:(?:\\.|"{1,2}(?!"))[^"\\]*){0,500}', re.DOTALL),
    "'''": re.compile(r"[^']*(?:'{1,2}(?!')[^']*){0,500}"),
}
_CLOSING = {
    '"': re.compile('"?'),
    "'": re.compile("'?"),
    '"""': re.compile('"{0,5}'),
    "'''": re.compile("'{0,5}"),
}


class _Token(NamedTuple):
    """A piece of a document: "skip", "newline", "string", "mark" or "bare", and where it is."""

    group: str
    start: int
    text: str


def parse(name: str, content: bytes) -> tuple[dict[str, Any], str]:
    """The tables and the text of a TOML file; StoreError with the line and column of a mistake."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The bytes in the error lack the BOM that the content may begin with.
        raise _refused(name, *_byte_place(error.object, error.start), _not_utf8(error)) from None
    if mistake := _too_large(content, text):
        raise _refused(name, *_place(text, mistake[0]), mistake[1])
    try:
        return tomli.loads(text), text
    except tomli.TOMLDecodeError as error:
        from factreport.store.toml_advice import explained  # imported late: only for a mistake

        words = explained(error.msg, error.doc, error.pos)
        raise _refused(name, error.lineno, error.colno, words) from None
    except RecursionError:
        words = f"arrays or tables nested more than {_TOO_DEEP} deep; flatten them"
        raise _refused(name, *_place(text, _deep_offset(text)), words) from None


def _refused(name: str, line: int, column: int, words: str) -> StoreError:
    words = escaped(shortened(words, LONGEST_WORDS))
    return StoreError(Problem(name, line, "error", None, words, column))


def _not_utf8(error: UnicodeDecodeError) -> str:
    return f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8"


def _byte_place(content: bytes, offset: int) -> tuple[int, int]:
    start = content.rfind(b"\n", 0, offset) + 1
    column = len(content[start:offset].decode("utf-8", errors="replace")) + 1
    return content.count(b"\n", 0, offset) + 1, column


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _too_large(content: bytes, text: str) -> tuple[int, str] | None:
    """The position and the message if a number or a key is too long for tomli."""
    has_long_number = b"0" * (_MOST_DIGITS + 1) in content.translate(_DIGITS_AS_ZEROS)
    has_long_key = b"." * _MOST_PARTS in content.translate(None, _NO_DOTS)
    if not (has_long_number or has_long_key):
        return None
    parts = key = 0
    for group, start, token in _tokens(text):
        is_number = group == "bare" and token[0] in "+-.0123456789"
        if is_number and re.search(f"[0-9a-fA-F_]{{{_MOST_DIGITS + 1}}}", token):
            words = f"a number of more than {_MOST_DIGITS:,} digits; a value is less than 2^63"
            return start, f"{words} in size"
        if group in ("bare", "string"):
            key = key if parts else start
            parts += 1 if group == "string" else sum(map(bool, token.split(".")))
            if parts > _MOST_PARTS:
                return key, f"a key of more than {_MOST_PARTS} parts; shorten it"
        elif group != "skip":
            parts = 0
    return None


def _deep_offset(text: str) -> int:
    """Where the nesting first exceeds tomli's limit."""
    depth = 0
    for group, start, mark in _tokens(text):
        if group == "mark":
            depth += (mark in "[{") - (mark in "]}")
            if depth > _TOO_DEEP:
                return start
    return 0


def _tokens(text: str) -> Iterator[_Token]:
    """The tokens of any text; an unclosed string ends with its line or with the text."""
    match, position = _TOKEN.match, 0
    while found := match(text, position):
        group, start, position = found.lastgroup or "", position, found.end()
        if group == "string":
            position = _string_end(text, position, found[0])
        yield _Token(group, start, text[start:position])


def _string_end(text: str, position: int, quotes: str) -> int:
    inside = _INSIDE[quotes]
    while found := inside.match(text, position):
        if found.end() == position:
            break
        position = found.end()
    closing = _CLOSING[quotes].match(text, position)
    return closing.end() if closing else position


def find_lines(text: str, paths: Iterable[Path]) -> dict[Path, int]:
    """The line, from 1, of each path, or of its nearest parent if the path does not exist.

    The text must be valid TOML.  It is only walked if a store has problems to locate; only the
    requested positions and those that lead to them are kept.
    """
    document = _Wanted(line=1)
    wanted = {path: list(_lead(document, path)) for path in paths}
    _Walk(text, document).note()
    return {path: next(up.line for up in reversed(way) if up.line) for path, way in wanted.items()}


class _Wanted:
    """A requested position, or one that leads to it: its line once found, and its children."""

    __slots__ = ("inside", "line", "tables")

    def __init__(self, line: int = 0) -> None:
        self.line = line
        self.inside: dict[str | int, _Wanted] = {}
        self.tables = 0  # in an array of tables, how many were found so far

    def newest(self) -> _Wanted | None:
        """Itself, or, for an array of tables, the table that the next lines belong to."""
        return self.inside.get(self.tables - 1) if self.tables else self


def _lead(place: _Wanted, path: Path) -> Iterator[_Wanted]:
    """The positions on the way to a path, including its end; missing ones are created."""
    yield place
    for part in path:
        place = place.inside.setdefault(part, _Wanted())
        yield place


class _Walk:
    """One walk over the tokens of a valid TOML document that notes where wanted positions begin.

    A position with nothing wanted inside is None.
    """

    def __init__(self, text: str, document: _Wanted) -> None:
        self._tokens = _tokens(text)
        self._line = self._next_line = 1
        self._group = self._token = ""
        self._document = document

    def note(self) -> None:
        """Set the line of each wanted position that exists."""
        table: _Wanted | None = self._document
        self._advance()
        while self._group:
            if self._accept("["):
                table = self._header()
            elif not self._accept("\n"):
                self._value(self._key(table, "="))

    def _advance(self) -> None:
        for group, _, token in self._tokens:
            self._line = self._next_line
            self._next_line += token.count("\n")
            if group != "skip":
                self._group, self._token = group, token
                return
        self._group = self._token = ""

    def _accept(self, token: str) -> bool:
        if self._token != token:
            return False
        self._advance()
        return True

    def _skip_newlines(self) -> None:
        while self._accept("\n"):
            pass

    def _key(self, place: _Wanted | None, end: str) -> _Wanted | None:
        """Read a dotted key up to its end, and note where it and its parents begin."""
        line = self._line
        while self._group and not self._accept(end):
            for part in _key_parts(self._group, self._token) if place else ():
                place = _begin(place and place.newest(), part, line)
            self._advance()
        return place

    def _header(self) -> _Wanted | None:
        line = self._line
        if not self._accept("["):
            return self._key(self._document, "]")
        array = self._key(self._document, "]")
        self._accept("]")
        if array:
            _begin(array, array.tables, line)
            array.tables += 1
        return array

    def _value(self, place: _Wanted | None) -> None:
        # One stack frame for each level, so everything that tomli reads can be walked.
        if self._accept("["):
            number = 0
            self._skip_newlines()
            while self._group and not self._accept("]"):
                self._value(_begin(place, number, self._line))
                self._skip_newlines()
                self._accept(",")
                self._skip_newlines()
                number += 1
        elif self._accept("{"):
            self._skip_newlines()
            while self._group and not self._accept("}"):
                self._value(self._key(place, "="))
                self._skip_newlines()
                self._accept(",")
                self._skip_newlines()
        else:
            while self._group in ("bare", "string"):
                self._advance()


def _begin(place: _Wanted | None, part: str | int, line: int) -> _Wanted | None:
    """The child of a position; its line is set to this one when it is first found."""
    found = place.inside.get(part) if place else None
    if found and not found.line:
        found.line = line
    return found


def _key_parts(group: str, token: str) -> list[str]:
    if group == "bare":
        return [part for part in token.split(".") if part]
    return [str(tomli.loads(f"key = {token}")["key"])]
