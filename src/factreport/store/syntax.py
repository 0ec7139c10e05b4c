"""TOML as written: bytes to tables, and the line on which a key or an element stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import tomli

from factreport import figures
from factreport.errors import StoreError
from factreport.model import Problem
from factreport.store import keys
from factreport.text import escaped, shortened

# A place in a TOML document: keys, and the numbers of array elements from 0.
Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
    (?P<skip>[ \t\r]+|\#[^\n]*)
  | (?P<newline>\n)
  | (?P<string>\"\"\"(?:[^"\\]+|\\.|"{1,2}(?!"))*"{3,5}
             | \'\'\'(?:[^']+|'{1,2}(?!'))*'{3,5}
             | "(?:[^"\\\n]+|\\.)*"
             | '[^'\n]*')
  | (?P<mark>[\[\]{}=,])
  | (?P<bare>[^\s\[\]{}=,\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)
_TOO_DEEP = 400  # the nesting that tomli reads
_TOO_MANY_PARTS = 900
LONGEST_WORDS = 1_000  # of a message
_LONG_INTEGER = re.compile(r"[0-9_]{4301,}")
_REACH = 200  # as far as a mistake is looked for from where tomli stopped, to either side
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def parse(name: str, content: bytes) -> tuple[dict[str, Any], str]:
    """The tables and the text of a TOML file; StoreError with its line and column."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Of the error's bytes: they lack the BOM that the content may begin with.
        raise _refused(name, *_byte_place(error.object, error.start), _not_utf8(error)) from None
    try:
        return tomli.loads(text), text
    except tomli.TOMLDecodeError as error:
        raise _refused(name, error.lineno, error.colno, _explained(error)) from None
    except RecursionError:
        words = f"arrays, tables or a key nested more than {_TOO_DEEP} deep; flatten them"
        raise _refused(name, *_place(text, _deep_offset(text)), words) from None
    except ValueError:  # Python reads no integer of more than 4,300 digits
        found = _LONG_INTEGER.search(text)
        words = "an integer of more than 4,300 digits; a value is less than 2^63 in size"
        raise _refused(name, *_place(text, found.start() if found else 0), words) from None


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


def _deep_offset(text: str) -> int:
    """Where the nesting first passes what tomli reads, or a key has too many parts."""
    depth = parts = key = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup in ("bare", "string"):
            key = key if parts else token.start()
            parts += 1 if token.lastgroup == "string" else sum(map(bool, token[0].split(".")))
            if parts > _TOO_MANY_PARTS:
                return key
        elif token.lastgroup != "skip":
            parts = 0
            depth += (token[0] in ("[", "{")) - (token[0] in ("]", "}"))
            if depth > _TOO_DEEP:
                return token.start()
    return 0


# What is often written that is no TOML, and what to write instead

_Advice = Callable[[re.Match[str]], str | None]  # None where it is not plain what was meant


class _Mistake(NamedTuple):
    """One that is often made: how tomli puts it, how its line looks, and what to do about it."""

    said: str  # how tomli's words begin
    looks: str  # where tomli stopped lies in what matches, in the group "place" if there is one
    advice: str | _Advice
    instead: bool = False  # of tomli's words, where they are no help


def _explained(error: tomli.TOMLDecodeError) -> str:
    """What tomli says, and what to do where that is plain from the line."""
    said = error.msg[:1].lower() + error.msg[1:]
    line, place = _around(error.doc, error.pos)
    for mistake in _MISTAKES:
        if re.match(mistake.said, error.msg):
            for found in re.finditer(mistake.looks, line):
                if advice := _advice(mistake, found, place):
                    return advice if mistake.instead else f"{said}; {advice}"
    return said


def _advice(mistake: _Mistake, found: re.Match[str], place: int) -> str | None:
    group = found.re.groupindex.get("place", 0)
    if not found.start(group) <= place < found.end(group):
        return None
    return mistake.advice if isinstance(mistake.advice, str) else mistake.advice(found)


def _around(text: str, place: int) -> tuple[str, int]:
    """The line around a place, as far as it is of use, and the place in it.

    It closes with its line feed, also at the end of the text, unless it goes on further.
    """
    before = text[max(place - _REACH, 0) : place].rpartition("\n")[2]
    after = text[place : place + _REACH] + "\n" * (place + _REACH >= len(text))
    rest, feed, _ = after.partition("\n")
    return before + rest + feed, len(before)


def _names(*types: keys.Type) -> str:
    """A pattern for the keys of these types."""
    tables = (*keys.TABLES.values(), keys.OBSERVATION)
    found = (key.name for table in tables for key in table.keys.values() if key.type in types)
    return "|".join(dict.fromkeys(found))


def _given(names: str, text: str) -> str:
    """A pattern for a key with what is written behind it, up to the next key or the end."""
    key = r"[A-Za-z_]+[ \t]*="
    end = rf"[ \t]+(?={key})|[ \t]*(?:,(?=[ \t]*(?:{key}|[}}#\n]))|[}}#\n])"
    return rf"(?<![\w-])(?:{names})[ \t]*=[ \t]*(?P<place>(?P<text>{text})(?:{end}))"


def _write_digits(found: re.Match[str]) -> str:
    """For what reads as one figure in prose, its digits; a letter behind it may be a unit: 5 m."""
    text = found["text"]
    figure = figures.read_figure(text)
    lettered = re.search("(?i)[0-9] ?[a-z]$", text)
    if not figure or figure.upper is not None or figure.text != text or lettered:
        return "a value is a number alone, such as 2_700_000 or 0.5; its wording goes into written"
    digits = f"{figure.value:,f}".replace(",", "_")
    if figure.unit == "%":
        return f"write {digits}; the unit holds the %"
    return f"write the number in digits, {digits}, and its wording into written"


def _write_either(found: re.Match[str]) -> str:
    """For three digits behind a comma, which may be thousands or a fraction."""
    whole, fraction = (found["text"].replace(",", sign) for sign in "_.")
    return f"write {whole}, or {fraction} where the comma stands before a fraction"


def _write_period(found: re.Match[str]) -> str | None:
    first, last = found["first"], found["last"]
    return f'write period = "{first}/{last}"' if first < last else None


def _write_day(found: re.Match[str]) -> str:
    """The day in ISO 8601, where only one can be meant."""
    parts = re.findall(r"[0-9]+|[a-z]{3,}", found["text"].lower())
    orders = ((0, 1, 2), (2, 1, 0), (2, 0, 1)) if len(parts) == 3 else ()
    days = {_iso_day(*(parts[at] for at in order)) for order in orders} - {None}
    day = days.pop() if len(days) == 1 else "year, month and day, as in 2021-01-26"
    return f"write {day}"


def _iso_day(year: str, month: str, day: str) -> str | None:
    numbers = (number for number, name in enumerate(_MONTHS, start=1) if name.startswith(month))
    try:
        found = date(int(year), next(numbers, 0) or int(month), int(day))
    except (ValueError, OverflowError):
        return None
    return found.isoformat() if len(year) == 4 else None


_UNREAD = "Invalid value|Expected newline|Expected '=' after|Unclosed inline table"
_NO_WORD = r"(?!(?i:null|none|nil|true|false)\b)"
_ANYTHING = rf"{_NO_WORD}[^\s\"'\[\]{{}}=,#][^\"\n#{{}}]*?"
_TEXTS = _names(
    *(keys.LINE, keys.BLOCK, keys.ID_REFERENCE, keys.PERIOD, keys.QUALIFIER, keys.STATUS)
)
_VALUE = _names(keys.VALUE)
_THOUSANDS = "[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})"
_STRAIGHT = "write straight quotes, \" or ', around a text"
_NOT_CLOSED = "the text is not closed; add the quote at its end"
_NEXT = r"(?<![^\s\"'\]}])[\w\"'\[\]{}]|\n"  # where a comma could stand, or the end
# The first that suits is told: what holds for one key stands before what holds for any.
_MISTAKES = (
    _Mistake("", "[\u2018-\u201f«»]", _STRAIGHT),
    _Mistake(r"Illegal character '\\n'", r'"[^"“„\n]*”[ \t]*(?:[,\]}][^"\n]*)?\n', _STRAIGHT),
    _Mistake(r"(?:Illegal|Found invalid) character '\\n'", r"\n", _NOT_CLOSED),
    _Mistake("Unterminated string", r"\n", _NOT_CLOSED),
    _Mistake("Expected \"'", r"^\n", "a text further up is not closed; add the quote at its end"),
    _Mistake("Expected newline", r",[ \t]*\n", "remove the comma; each key has its own line"),
    _Mistake(_UNREAD, _given(_VALUE, _THOUSANDS), _write_either),
    _Mistake(
        _UNREAD,
        _given(_VALUE, rf"{_THOUSANDS}+(?:\.[0-9]+)?"),
        lambda found: f"write {found['text'].replace(',', '_')}: TOML groups digits with _",
    ),
    _Mistake(
        _UNREAD,
        _given(_VALUE, r"[+-]?(?:0|[1-9][0-9]*),[0-9]+"),
        lambda found: f"write {found['text'].replace(',', '.')}: TOML has a decimal point",
    ),
    _Mistake(_UNREAD, _given(_VALUE, _ANYTHING), _write_digits),
    _Mistake(
        _UNREAD,
        _given(
            _names(keys.YEAR, keys.PERIOD),
            r"(?P<first>[0-9]{4})[ \t]*(?:[/–-]|\.\.|to)[ \t]*(?P<last>[0-9]{4})",
        ),
        _write_period,
    ),
    _Mistake(
        _UNREAD,
        _given(_names(keys.YEAR), _ANYTHING),
        "write one year in digits, such as 2020; a span goes into period",
    ),
    _Mistake(
        _UNREAD,
        _given(_names(keys.PLACE), _ANYTHING),
        "write a number, such as 28, or a list of them, [28, 30]",
    ),
    _Mistake(_UNREAD, _given(_names(keys.DAY), _ANYTHING), _write_day),
    _Mistake(_UNREAD, _given(_TEXTS, _ANYTHING), "put the text in quotes"),
    _Mistake(
        "Invalid value",
        rf"^[ \t]*\[\[?(?:{'|'.join(keys.TABLES)})\.",
        "the array before this table is not closed; add its closing bracket ]",
    ),
    _Mistake("Invalid value", rf"{_NO_WORD}[^\W\d_]", "put the text in quotes"),
    _Mistake(
        "Expected newline|Unclosed",
        r"(?<=[\"'])(?![\w-]+[ \t]*=)\w",
        "the text ends at the quote before this; "
        "put ' around a text that holds \", and \" around one that holds '",
    ),
    _Mistake("Unclosed array", _NEXT, "a comma is missing, or the closing bracket ]"),
    _Mistake("Unclosed inline table", _NEXT, "a comma is missing, or the closing bracket }"),
    _Mistake(
        "Cannot declare",
        r"\[([^\s\[\]\"'.]+\.[^\s\[\]\"'.]+)\]",
        lambda found: f"[{found[1]}] is there twice; give one of them another id",
        instead=True,
    ),
    _Mistake(
        "Cannot declare",
        r"\[([^\[\]\n]+)\]",
        lambda found: f"[{found[1]}] is there twice; keep one, or write each as [[{found[1]}]]",
        instead=True,
    ),
)


def find_lines(text: str, paths: Iterable[Path]) -> dict[Path, int]:
    """The line, from 1, of each path; of its nearest parent where the path itself is not there.

    The text is known to be valid TOML.  It is walked only where a store has problems to place, and
    nothing is kept but the places that are asked for and what leads to them.
    """
    document = _Wanted(line=1)
    wanted = {path: list(_lead(document, path)) for path in paths}
    _Walk(text, document).note()
    return {path: next(up.line for up in reversed(way) if up.line) for path, way in wanted.items()}


class _Wanted:
    """A place that is asked for, or that leads to one: its line once it is met, what is in it."""

    __slots__ = ("inside", "line", "tables")

    def __init__(self, line: int = 0) -> None:
        self.line = line
        self.inside: dict[str | int, _Wanted] = {}
        self.tables = 0  # of an array of tables, how many were met so far

    def newest(self) -> _Wanted | None:
        """Itself, or of an array of tables the one that what follows belongs to."""
        return self.inside.get(self.tables - 1) if self.tables else self


def _lead(place: _Wanted, path: Path) -> Iterator[_Wanted]:
    """The places on the way to a path, itself included; those that are not there are made."""
    yield place
    for part in path:
        place = place.inside.setdefault(part, _Wanted())
        yield place


class _Walk:
    """One walk over the tokens of a valid TOML document, noting where what is wanted begins.

    A place in which nothing is wanted is None.
    """

    def __init__(self, text: str, document: _Wanted) -> None:
        self._tokens = _TOKEN.finditer(text)
        self._line = self._next_line = 1
        self._group = self._token = ""
        self._document = document

    def note(self) -> None:
        """Give each wanted place that is there its line."""
        table: _Wanted | None = self._document
        self._advance()
        while self._group:
            if self._accept("["):
                table = self._header()
            elif not self._accept("\n"):
                self._value(self._key(table, "="))

    def _advance(self) -> None:
        for found in self._tokens:
            self._line = self._next_line
            self._next_line += found[0].count("\n")
            if found.lastgroup != "skip":
                self._group, self._token = found.lastgroup or "", found[0]
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
        # One frame a level, so that what tomli can read can be walked.
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
    """The part of a place, noted as beginning on this line unless it was met before."""
    found = place.inside.get(part) if place else None
    if found and not found.line:
        found.line = line
    return found


def _key_parts(group: str, token: str) -> list[str]:
    if group == "bare":
        return [part for part in token.split(".") if part]
    return [str(tomli.loads(f"key = {token}")["key"])]
