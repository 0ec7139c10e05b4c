"""The keys of every table of a store, declared once.

The validator, the JSON Schema and the index of a store are all derived from TABLES.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from factreport.model import FIRST_YEAR, LAST_YEAR, QUALIFIERS, Period
from factreport.wording import UNSAFE_IN_BLOCK, UNSAFE_IN_LINE, did_you_mean, listed, quoted

ID = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*-*", re.ASCII)
ID_WORDS = "lower-case letters, digits and hyphens"
STATUSES = ("in force", "completed", "planned")
VALUE_LIMIT = 2**63


class Type(NamedTuple):
    """What a value may be: ``check`` answers None, or a clause that says what is wrong.

    ``are_usual`` is a quick look at many values, most of them different: True only where ``check``
    has nothing against any of them.  Without one they are checked one by one.
    """

    check: Callable[[Any], str | None]
    schema: Mapping[str, Any]
    are_usual: Callable[[list[Any]], bool] | None = None


class Key(NamedTuple):
    """A key of a table: its name, what it may hold, and a line that describes it."""

    name: str
    type: Type
    description: str
    required: bool = False


class Table(NamedTuple):
    """A table of a store: its keys, by name, and a line that describes it."""

    description: str
    keys: Mapping[str, Key]
    required: tuple[str, ...]


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


def _type_name(value: object) -> str:
    return _TYPE_NAMES[type(value)]


def _check_line(value: Any) -> str | None:
    if type(value) is not str:
        return f"must be a string, not {_type_name(value)}"
    if value.isprintable() and value.strip():  # nearly all are, and it is soon seen
        return None
    if found := re.search(UNSAFE_IN_LINE, value):
        return f"holds the character U+{ord(found[0]):04X}; remove it"
    return None if value and not value.isspace() else "is empty; fill it in or remove the key"


def _check_block(value: Any) -> str | None:
    if type(value) is not str:
        return f"must be a string, not {_type_name(value)}"
    if found := re.search(UNSAFE_IN_BLOCK, value):
        return f"holds the character U+{ord(found[0]):04X}; remove it"
    return None if value and not value.isspace() else "is empty; fill it in or remove the key"


def _check_id(value: Any) -> str | None:
    if (clause := _check_line(value)) is not None:
        return clause
    return None if ID.fullmatch(value) else f"is not an id; an id is {ID_WORDS}"


def _check_ids(value: Any) -> str | None:
    if type(value) is not list:
        return f"must be an array of ids, not {_type_name(value)}"
    if not value:
        return "is empty; name at least one"
    for one in value:
        if (clause := _check_id(one)) is not None:
            return f"has an element that {clause}"
    if len(set(value)) < len(value):
        return "names the same id twice"
    return None


def _check_value(value: Any) -> str | None:
    if type(value) is not int and type(value) is not float:
        return f"must be an integer or a finite number, not {_type_name(value)}"
    if type(value) is float and not math.isfinite(value):  # an integer may be too large for it
        return f"must be a finite number, not {value}"
    return None if -VALUE_LIMIT < value < VALUE_LIMIT else "must be less than 2^63 in size"


def _check_year(value: Any) -> str | None:
    if type(value) is not int:
        return f"must be an integer, not {_type_name(value)}; a span goes into period"
    if FIRST_YEAR <= value <= LAST_YEAR:
        return None
    # Written in hexadecimal, an integer can be longer than what Python writes in digits.
    shown = f", not {value}" if -VALUE_LIMIT < value < VALUE_LIMIT else ""
    return f"must be from {FIRST_YEAR} to {LAST_YEAR}{shown}"


def _check_period(value: Any) -> str | None:
    if (clause := _check_line(value)) is not None:
        return clause if isinstance(value, str) else f"{clause}; write it in quotes"
    try:
        Period.parse(value)
    except ValueError as error:
        return f"is wrong: {error}"
    return None


def _check_date(value: Any) -> str | None:
    if type(value) is date:
        return None
    return f"must be a date such as 2021-01-26 without quotes, not {_type_name(value)}"


def _check_place(value: Any) -> str | None:
    numbers = value if type(value) is list else [value]
    for number in numbers:
        if type(number) is not int:
            return f"must be a number or a list of numbers, not {_type_name(number)}"
        if number < 1:
            return "is counted from 1"
        if number >= VALUE_LIMIT:
            return "must be less than 2^63"
    return None if numbers else "is empty; name at least one"


def _check_observations(value: Any) -> str | None:
    if type(value) is not list or not {dict}.issuperset(map(type, value)):
        return "must be an array of tables, one for each observation"
    return None if value else "is empty; a metric has at least one"


def _are_usual_lines(values: list[Any]) -> bool:
    # Every character that a line may not hold is one that can't be printed.
    return (
        set(map(type, values)) == {str}
        and "".join(values).isprintable()
        and all(values)
        and not any(map(str.isspace, values))
    )


def _are_usual_numbers(values: list[Any]) -> bool:
    return (
        set(map(type, values)) == {int} and -VALUE_LIMIT < min(values) <= max(values) < VALUE_LIMIT
    )


def _one_of(*choices: str, advise: Callable[[str, tuple[str, ...]], str] = did_you_mean) -> Type:
    def check(value: Any) -> str | None:
        if value in choices:
            return None
        if type(value) is not str:
            return f"must be a string, not {_type_name(value)}"
        advice = advise(value, choices)
        return f"is {quoted(value)}, not one of {listed(choices, 'or')}{advice}"

    return Type(check, {"enum": list(choices)})


def _right_qualifier(phrase: str, known: tuple[str, ...]) -> str:
    """The qualifier of that meaning; by spelling, "almost" would be near to "at most"."""
    from factreport import figures  # what reads phrases is loaded for a wrong one alone

    meant = figures.qualifier_of(phrase)
    return f"; write {quoted(meant)}" if meant else did_you_mean(phrase, known)


_POSITIVE = {"type": "integer", "minimum": 1}
ID_SCHEMA = {"type": "string", "pattern": r"^[a-z0-9]+(-+[a-z0-9]+)*-*$"}
_UNSAFE_CLASS = r"\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069"

LINE = Type(
    _check_line,
    {
        "type": "string",
        "pattern": rf"^[^\t\n{_UNSAFE_CLASS}]*[^\s{_UNSAFE_CLASS}][^\t\n{_UNSAFE_CLASS}]*$",
    },
    _are_usual_lines,
)
BLOCK = Type(
    _check_block,
    {"type": "string", "pattern": rf"^[^{_UNSAFE_CLASS}]*[^\s{_UNSAFE_CLASS}][^{_UNSAFE_CLASS}]*$"},
)
ID_REFERENCE = Type(_check_id, ID_SCHEMA)
IDS = Type(_check_ids, {"type": "array", "items": ID_SCHEMA, "minItems": 1, "uniqueItems": True})
VALUE = Type(
    _check_value,
    {"type": "number", "exclusiveMinimum": -VALUE_LIMIT, "exclusiveMaximum": VALUE_LIMIT},
    _are_usual_numbers,
)
YEAR = Type(_check_year, {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR})
PERIOD = Type(
    _check_period,
    {"type": "string", "pattern": "^[0-9]{4}(/[0-9]{4}|-[0-9]{2}-[0-9]{2})?$"},
)
DAY = Type(_check_date, {"type": "string", "format": "date"})
PLACE = Type(
    _check_place,
    {"anyOf": [_POSITIVE, {"type": "array", "items": _POSITIVE, "minItems": 1}]},
)
QUALIFIER = _one_of(*QUALIFIERS, advise=_right_qualifier)
STATUS = _one_of(*STATUSES)
OBSERVATIONS = Type(_check_observations, {"type": "array", "minItems": 1})


def _table(description: str, *keys: Key) -> Table:
    required = tuple(key.name for key in keys if key.required)
    return Table(description, {key.name: key for key in keys}, required)


_WHEN = (
    Key("year", YEAR, "The year in which it holds, such as 2020."),
    Key("period", PERIOD, 'The period: a year "2020", a span "2016/2020" or a day "2021-01-26".'),
    Key("date", DAY, "The day on which it holds, such as 2021-01-26."),
)
WHEN = tuple(key.name for key in _WHEN)

_WHERE = (
    Key("area", LINE, "The place that it holds for."),
    Key("source", ID_REFERENCE, "The id of the source in which it was read."),
    Key("paragraph", PLACE, "The paragraph of the source, from 1, or a list of them."),
    Key("page", PLACE, "The page of the source, from 1, or a list of them."),
    Key("note", BLOCK, "What a reader should know besides."),
)

_STATEMENT = (
    Key("title", LINE, "A short name, as a reader would look for it.", required=True),
    Key("summary", BLOCK, "One or two sentences in your own words."),
    Key("topics", IDS, "The ids of the topics that it belongs to.", required=True),
)

OBSERVATION = _table(
    "One value of a metric for one period and area; what it lacks it takes from its metric.",
    Key("value", VALUE, "The value, in the unit of the metric.", required=True),
    *_WHEN,
    Key("qualifier", QUALIFIER, "How exact the value is; without one it is exact."),
    Key("written", LINE, 'The figure as the source writes it, such as "more than 2.7 million".'),
    *_WHERE,
)

TABLES: Mapping[str, Table] = {
    "source": _table(
        "A document in which facts were read.",
        Key("title", LINE, "The title of the document.", required=True),
        Key("author", LINE, "Who wrote it."),
        Key("publisher", LINE, "Who published it."),
        Key("original_publisher", LINE, "Who published it first, where that was somebody else."),
        Key("published", DAY, "The day on which it was published, such as 2021-01-26."),
        Key("url", LINE, "Where it can be read."),
        Key("text", LINE, "A local copy of its text, relative to this file."),
        Key("note", BLOCK, "What a reader should know besides."),
    ),
    "topic": _table(
        "A subject that facts are filed under.",
        Key("title", LINE, "The name of the topic.", required=True),
        Key("summary", BLOCK, "What belongs here."),
    ),
    "metric": _table(
        "A thing that is counted or measured, with one unit.",
        *_STATEMENT,
        Key("unit", LINE, "What its values count, such as people or percent.", required=True),
        *_WHERE,
        Key("observations", OBSERVATIONS, "Its values, one for each period.", required=True),
    ),
    "policy": _table(
        "A measure, a campaign or a plan.",
        *_STATEMENT,
        *_WHEN,
        Key("status", STATUS, "Whether it is in force, completed or planned."),
        *_WHERE,
    ),
    "event": _table("Something that happened.", *_STATEMENT, *_WHEN, *_WHERE),
    "claim": _table(
        "A statement that somebody made.",
        *_STATEMENT,
        *_WHEN,
        Key("by", LINE, "Who said it."),
        *_WHERE,
    ),
}
