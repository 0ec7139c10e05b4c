"""The types of values in a store: each as a check and as a part of a JSON Schema."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple

from factreport import typed_periods
from factreport.wording import UNSAFE, UNSAFE_IN_LINE, counted, did_you_mean, listed, quoted

ID_WORDS = "lower-case letters, digits and hyphens"
VALUE_LIMIT = 2**63  # integers of SQLite are smaller
LONGEST_ID = 100

_ID = "[a-z0-9][a-z0-9-]*"
_ID_SCHEMA = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": LONGEST_ID}
_TYPE_NAMES = {
    bool: "a boolean",
    int: "an integer",
    float: "a float",
    str: "a string",
    dict: "a table",
    list: "an array",
    date: "a date",
    datetime: "a date with a time",
    time: "a time",
}


class Type(NamedTuple):
    """A type of values: ``check`` returns None, or a clause that says what is wrong."""

    check: Callable[[Any], str | None]
    schema: Mapping[str, Any]


def line(longest: int) -> Type:
    """A text on one line, with at most ``longest`` characters."""
    return block(longest, UNSAFE_IN_LINE)


def block(longest: int, unsafe: str = UNSAFE) -> Type:
    """A text that may have several lines, with at most ``longest`` characters."""

    def check(value: Any) -> str | None:
        if type(value) is not str:
            return f"must be a string, not {_TYPE_NAMES[type(value)]}"
        if value.isprintable() and len(value) <= longest and value and not value.isspace():
            return None
        return _mistake_in_text(value, longest, unsafe)

    pattern = rf"^[^{unsafe}]*[^\s{unsafe}][^{unsafe}]*$"
    return Type(check, {"type": "string", "pattern": pattern, "maxLength": longest})


def one_of(
    choices: tuple[str, ...], advise: Callable[[str, tuple[str, ...]], str] = did_you_mean
) -> Type:
    """One of several words; ``advise`` suggests a word for a wrong one."""

    def check(value: Any) -> str | None:
        if value in choices:
            return None
        if type(value) is not str:
            return f"must be a string, not {_TYPE_NAMES[type(value)]}"
        advice = advise(value, choices)
        return f"is {quoted(value)}, not one of {listed(choices, 'or')}{advice}"

    return Type(check, {"enum": list(choices)})


def list_of(item: Type, noun: str) -> Type:
    """An array of different items, at least one and at most a hundred."""

    def check(value: Any) -> str | None:
        if type(value) is not list:
            return f"must be an array of {noun}, not {_TYPE_NAMES[type(value)]}"
        if not 1 <= len(value) <= _MOST_ITEMS:
            return f"has {counted(len(value), 'element')}; write from 1 to {_MOST_ITEMS}"
        for element in value:
            if (clause := item.check(element)) is not None:
                return f"has an element that {clause}"
        if len(set(value)) < len(value):
            return "has the same element twice"
        return None

    schema = {"type": "array", "items": item.schema, "minItems": 1, "maxItems": _MOST_ITEMS}
    return Type(check, {**schema, "uniqueItems": True})


def _mistake_in_text(text: str, longest: int, unsafe: str) -> str | None:
    if len(text) > longest:
        return f"has {len(text):,} characters; write at most {longest:,}"
    if match := re.search(f"[{unsafe}]", text):
        return f"holds the character U+{ord(match[0]):04X}; remove it"
    return None if text and not text.isspace() else "is empty; fill it in or remove the key"


def check_id(value: Any) -> str | None:
    """What is wrong with an id, or None."""
    if type(value) is not str:
        return f"must be a string, not {_TYPE_NAMES[type(value)]}"
    if len(value) > LONGEST_ID:
        return f"has {len(value):,} characters; write at most {LONGEST_ID}"
    return None if re.fullmatch(_ID, value) else f"is not an id; an id is {ID_WORDS}"


def number_advice(text: str) -> str:
    """What to write instead of a text where a number belongs: its digits if it is one figure."""
    in_toml = {sign: text.replace(",", sign) for sign in "_."}
    if re.fullmatch("[+-]?[1-9][0-9]{0,2},[0-9]{3}", text):
        return f"write {in_toml['_']}, or {in_toml['.']} if the comma is a decimal point"
    if re.fullmatch("[+-]?[0-9]+,[0-9]+", text):
        return f"write {in_toml['.']} without quotes"
    from factreport.figures.reading import read_figure  # only for a mistake

    figure = read_figure(text) if len(text) <= _LONGEST_NUMBER else None
    is_lettered = re.search("(?i)[0-9] ?[a-z]$", text)  # the letter may be a unit: 5 m
    is_alone = figure is not None and figure.text == text and figure.low is None and not is_lettered
    if figure is None or figure.value is None or not is_alone:
        return "a value is only a number, such as 2_700_000 or 0.5; put the wording in `written`"
    digits = f"{figure.value:,f}".replace(",", "_")
    if figure.unit.dimension == "percent":
        return f"write {digits}; the unit holds the %"
    if re.fullmatch("[+-]?[0-9][0-9,]*(?:[.][0-9]+)?", text):
        return f"write {digits} without quotes"
    return f"write the number in digits, {digits}, and put the wording in `written`"


def _check_value(value: Any) -> str | None:
    if type(value) is str:
        return f"must be a number, not a string; {number_advice(value)}"
    if type(value) is not int and type(value) is not float:
        return f"must be an integer or a finite number, not {_TYPE_NAMES[type(value)]}"
    if -VALUE_LIMIT < value < VALUE_LIMIT:
        return None
    if type(value) is float and not math.isfinite(value):
        return f"must be a finite number, not {value}"
    return "must be less than 2^63 in size"


def _check_year(value: Any) -> str | None:
    if type(value) is str and value.isdecimal():
        return f"must be an integer, not a string; write {value} without quotes"
    if type(value) is not int:
        return f"must be an integer, not {_TYPE_NAMES[type(value)]}; a span goes into period"
    if date.min.year <= value <= date.max.year:
        return None
    # An integer in hexadecimal can be larger than Python is willing to write in decimal.
    shown = f", not {value}" if -VALUE_LIMIT < value < VALUE_LIMIT else ""
    return f"must be from {date.min.year} to {date.max.year}{shown}"


def _check_period(value: Any) -> str | None:
    if type(value) is not str:
        return f"must be a string, not {_TYPE_NAMES[type(value)]}; write it in quotes"
    if len(value) > _LONGEST_PERIOD:
        return f"has {len(value):,} characters; write at most {_LONGEST_PERIOD}"
    return _mistake_in_period(value)


@lru_cache(maxsize=1024)
def _mistake_in_period(text: str) -> str | None:
    if not text.isprintable() or not text.strip():
        return _mistake_in_text(text, _LONGEST_PERIOD, UNSAFE_IN_LINE)
    try:
        typed_periods.written(text)
    except ValueError as error:
        return f"is wrong: {error}"
    return None


def _check_day(value: Any) -> str | None:
    if type(value) is date:
        return None
    return f"must be a date such as 2021-01-26 without quotes, not {_TYPE_NAMES[type(value)]}"


def _check_day_or_longer(value: Any) -> str | None:
    if type(value) is date:
        return None
    if type(value) is int:
        return _check_year(value)
    if type(value) is str and re.fullmatch(_YEAR_AND_MONTH, value):
        return None
    shown = quoted(value) if type(value) is str else _TYPE_NAMES[type(value)]
    return f'must be a day, 2021-01-26, a month, "2021-01", or a year, 2021, not {shown}'


def _check_place(value: Any) -> str | None:
    if type(value) is int and 1 <= value < VALUE_LIMIT:
        return None
    numbers = value if type(value) is list else [value]
    if len(numbers) > _MOST_PLACES:
        return f"has {len(numbers):,} elements; write at most {_MOST_PLACES:,}"
    for number in numbers:
        if type(number) is not int:
            return f"must be a number or a list of numbers, not {_TYPE_NAMES[type(number)]}"
        if number < 1:
            return "must be 1 or more"
        if number >= VALUE_LIMIT:
            return "must be less than 2^63"
    return None if numbers else "is empty; give at least one number"


def _check_tables(value: Any) -> str | None:
    if type(value) is not list or not {dict}.issuperset(map(type, value)):
        return "must be an array of tables, one for each observation"
    return None if value else "is empty; a metric has at least one"


_LONGEST_PERIOD, _LONGEST_NUMBER = 40, 100
_MOST_ITEMS, _MOST_PLACES = 100, 1_000
_POSITIVE = {"type": "integer", "minimum": 1}
_YEAR_SCHEMA = {"type": "integer", "minimum": date.min.year, "maximum": date.max.year}
_DAY_SCHEMA = {"type": "string", "format": "date"}
_MONTH = "(0[1-9]|1[0-2])"
_YEAR_AND_MONTH = f"(?!0000)[0-9]{{4}}-{_MONTH}"
_ONE_PERIOD = (
    rf"[0-9]{{4}}(/[0-9]{{2}}|-{_MONTH}-[0-3][0-9]|-M?{_MONTH}|-[HS][12]|-Q[1-4]|-W[0-5][0-9]|-A1)?"
)

ID_REFERENCE = Type(check_id, _ID_SCHEMA)
VALUE = Type(
    _check_value,
    {"type": "number", "exclusiveMinimum": -VALUE_LIMIT, "exclusiveMaximum": VALUE_LIMIT},
)
YEAR = Type(_check_year, _YEAR_SCHEMA)
PERIOD = Type(
    _check_period, {"type": "string", "pattern": rf"^({_ONE_PERIOD}|\.\.)(/({_ONE_PERIOD}|\.\.))?$"}
)
DAY = Type(_check_day, _DAY_SCHEMA)
DAY_OR_LONGER = Type(
    _check_day_or_longer,
    {"anyOf": [_DAY_SCHEMA, _YEAR_SCHEMA, {"type": "string", "pattern": f"^{_YEAR_AND_MONTH}$"}]},
)
PLACE = Type(
    _check_place,
    {
        "anyOf": [
            _POSITIVE,
            {"type": "array", "items": _POSITIVE, "minItems": 1, "maxItems": _MOST_PLACES},
        ]
    },
)
TABLES_INSIDE = Type(_check_tables, {"type": "array", "minItems": 1})
