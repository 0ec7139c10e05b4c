"""Common mistakes in TOML, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from factreport.english import months
from factreport.kinds import OBSERVATION, TABLES, key_types
from factreport.periods import Period
from factreport.typed_periods import meant

_REACH = 200  # how many characters before and after where tomli stopped are searched

_Advice = Callable[[re.Match[str]], str | None]  # None if the meaning is unclear


class _Hint(NamedTuple):
    """A common mistake: tomli's message, a pattern of the line, and what to do about it."""

    message: str  # the beginning of tomli's message
    pattern: str  # must match where tomli stopped, in the group "place" if there is one
    advice: str | _Advice
    is_replacement: bool = False  # replaces tomli's message: that does not help


def explained(message: str, text: str, offset: int) -> str:
    """Tomli's message about a text, and what to do if the line where it stopped shows that."""
    complaint = message[:1].lower() + message[1:]
    # The useful part of the line; it ends with a line feed, even at the end, unless it is cut.
    before = text[max(offset - _REACH, 0) : offset].rpartition("\n")[2]
    after = text[offset : offset + _REACH] + "\n" * (offset + _REACH >= len(text))
    rest, feed, _ = after.partition("\n")
    for mistake in _MISTAKES:
        if not re.match(mistake.message, message):
            continue
        for match in re.finditer(mistake.pattern, before + rest + feed):
            group = match.re.groupindex.get("place", 0)
            if match.start(group) <= len(before) < match.end(group):
                chosen = mistake.advice
                if advice := chosen if isinstance(chosen, str) else chosen(match):
                    return advice if mistake.is_replacement else f"{complaint}; {advice}"
    return complaint


def _value_of(names: str, text: str) -> str:
    """A pattern for a key and the text after it, up to the next key or the end."""
    key = r"[A-Za-z_]+[ \t]*="
    end = rf"[ \t]+(?={key})|[ \t]*(?:,(?=[ \t]*(?:{key}|[}}#\n]))|[}}#\n])"
    return rf"(?<![\w-])(?:{names})[ \t]*=[ \t]*(?P<place>(?P<text>{text})(?:{end}))"


def _write_period(match: re.Match[str]) -> str | None:
    """Advice to write the period that was meant, in quotes, unless it is a year."""
    form = meant(match["text"])
    is_year = form is not None and Period.parse(form).grain == "year"
    return f'write period = "{form}"' if form and not is_year else None


def _write_day(match: re.Match[str]) -> str:
    """Advice to write the day in ISO 8601, if only one can be meant."""
    parts = re.findall(r"[0-9]+|[a-z]{3,}", match["text"].lower())
    orders = ((0, 1, 2), (2, 1, 0), (2, 0, 1)) if len(parts) == 3 else ()
    days = set()
    for order in orders:
        year, month, day = (parts[at] for at in order)
        with suppress(ValueError, OverflowError):
            meant_day = date(int(year), months.number_of(month) or int(month), int(day))
            if len(year) == 4:
                days.add(meant_day.isoformat())
    return f"write {days.pop() if len(days) == 1 else 'year, month and day, as in 2021-01-26'}"


_UNREAD = "Invalid value|Expected newline|Expected '=' after|Unclosed inline table"
_NO_WORD = r"(?!(?i:null|none|nil|true|false)\b)"
_ANYTHING = rf"{_NO_WORD}[^\s\"'\[\]{{}}=,#][^\"\n#{{}}]*?"
_VALUES, _DAYS = "value|low|high", "date|published|accessed"
_TEXTS = "|".join(
    {
        key.name
        for table in (*TABLES.values(), OBSERVATION)
        for key in table.keys.values()
        if "enum" in key.type.schema or key.type.schema.get("type") == "string"
    }
    - set(_DAYS.split("|"))
)
_STRAIGHT = "write straight quotes, \" or ', around a text"
_NOT_CLOSED = "the text is not closed; add the quote at its end"
_NEXT = r"(?<![^\s\"'\]}])[\w\"'\[\]{}]|[;\n]"  # where a comma or a closing bracket could be
# The first match counts, so rules for one key come before rules for all keys.
_MISTAKES = (
    _Hint("", "[\u2018-\u201f«»]", _STRAIGHT),
    _Hint(r"Illegal character '\\n'", r'"[^"“„\n]*”[ \t]*(?:[,\]}][^"\n]*)?\n', _STRAIGHT),
    _Hint(r"(?:Illegal|Found invalid) character '\\n'", r"\n", _NOT_CLOSED),
    _Hint("Unterminated string", r"\n", _NOT_CLOSED),
    _Hint("Expected \"'", r"^\n", "a text above is not closed; add the quote at its end"),
    _Hint("Expected newline", r",[ \t]*\n", "remove the comma; each key has its own line"),
    _Hint(
        _UNREAD,
        _value_of(_VALUES, r"[+-]?[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?"),
        lambda match: key_types.number_advice(match["text"]).removesuffix(" without quotes"),
    ),
    _Hint(
        _UNREAD, _value_of(_VALUES, _ANYTHING), lambda match: key_types.number_advice(match["text"])
    ),
    _Hint(
        _UNREAD,
        _value_of("year|period", r"[0-9][^\s\"'\[\]{}=,#][^\"\n#{},]*?|[QHFWqhfw][^\"\n#{},]*?"),
        _write_period,
    ),
    _Hint(
        _UNREAD,
        _value_of("year", _ANYTHING),
        "write one year in digits, such as 2020; a span goes into period",
    ),
    _Hint(
        _UNREAD,
        _value_of("paragraph|page", _ANYTHING),
        "write a number, such as 28, or a list of them, [28, 30]",
    ),
    _Hint(_UNREAD, _value_of(_DAYS, _ANYTHING), _write_day),
    _Hint(_UNREAD, _value_of(_TEXTS, _ANYTHING), "put the text in quotes"),
    _Hint(
        "Invalid value",
        rf"^[ \t]*\[\[?(?:{'|'.join(TABLES)})\.",
        "the array before this table is not closed; add its closing bracket ]",
    ),
    _Hint("Invalid value", rf"{_NO_WORD}[^\W\d_]", "put the text in quotes"),
    _Hint(
        "Expected newline|Unclosed",
        r"(?<=[\"'])(?![\w-]+[ \t]*=)\w",
        "the text ends at the quote before this; "
        "put ' around a text that holds \", and \" around one that holds '",
    ),
    _Hint("Unclosed array", _NEXT, "a comma is missing, or the closing bracket ]"),
    _Hint("Unclosed inline table", _NEXT, "a comma is missing, or the closing bracket }"),
    _Hint(
        "Cannot declare",
        r"\[([^\[\]\n]+)\]",
        lambda match: f"[{match[1]}] is defined twice; give one of them another id",
        is_replacement=True,
    ),
    _Hint("Cannot overwrite", r"^.*\n?", "this key is defined twice; keep one"),
    _Hint("Invalid date", ".", "the calendar has no such day"),
    _Hint("Expected '=' after", r"^[ \t]*[\w-]+[ \t]*(?P<place>:)", "write = instead of :"),
    _Hint(
        "Expected ']' at the end|Invalid initial", r"^[ \t]*\[.*", f"an id is {key_types.ID_WORDS}"
    ),
    # Nobody sees a no-break space or a NUL.
    _Hint(
        "(?!Illegal|Found invalid)",
        r"[^\w\t\n -~]",
        lambda match: f"remove the character U+{ord(match[0]):04X}",
    ),
)
