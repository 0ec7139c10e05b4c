"""Query: what is asked for; and the one SQL statement that answers it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from math import ceil, floor
from typing import TYPE_CHECKING, Any, NamedTuple

from factreport.model import Record, Years
from factreport.store.index import COLUMNS
from factreport.store.words import match_expression

if TYPE_CHECKING:
    from decimal import Decimal

    from factreport.figures import Figure

# How much a word weighs in id, title, topics, area, summary and note: a title before a summary.
_WEIGHTS = "8.0, 10.0, 4.0, 4.0, 2.0, 1.0"
# What an entry says of all its facts.
_OWN = "id title topics summary"

_EXACT_FLOATS, _MOST = 2**53, 2**63 - 1

_NUMBER_LISTS = ("paragraphs", "pages")

# The numbers that a figure may stand for, by table, each with the column of its fact: with the unit
# "million tonnes" 36.8 may be asked for as it is stored, or as 36.8 million.
NUMBERS = {"fact": ("value", "position"), "scaled": ("amount", "fact")}


class Query(NamedTuple):
    """What a look-up asks for.  An empty part asks for nothing in particular.

    The values of one part widen it (either topic), the parts narrow each other (topic and year).
    ``text`` are words that must all occur; ``figure`` finds facts with that value, before those
    in which the text occurs.  ``years`` are numbers, or texts that :meth:`Years.parse` reads.
    ``sort`` is a field of Record, with ``-`` in front for descending.
    """

    kinds: Sequence[str] = ()
    ids: Sequence[str] = ()
    text: Sequence[str] = ()
    topics: Sequence[str] = ()
    years: Sequence[Years | int | str] = ()
    areas: Sequence[str] = ()
    sources: Sequence[str] = ()
    figure: Figure | None = None
    latest: bool = False
    best_first: bool = False
    sort: str | None = None
    limit: int | None = None


class Statement(NamedTuple):
    """A piece of SQL and the parameters that belong to it, in order."""

    sql: str
    parameters: tuple[Any, ...] = ()


def statement(query: Query) -> Statement:
    """The SQL statement that selects the records that answer the query, in their order."""
    order = selection(query, "position AS hit")
    # What is sorted are places, not records, whose texts may be long; CROSS JOIN keeps the order.
    sql = f"SELECT {COLUMNS} FROM ({order.sql}) CROSS JOIN record ON record.position = hit"
    return Statement(sql, order.parameters)


def selection(query: Query, columns: str) -> Statement:
    """The SQL statement that selects some columns of the records that answer the query."""
    source, conditions = _candidates(query), _conditions(query)
    sql = f"SELECT * FROM {source.sql} WHERE {conditions.sql}"
    parameters = (*source.parameters, *conditions.parameters)
    if query.latest:
        sql = (
            "SELECT * FROM (SELECT *, rank() OVER (PARTITION BY entry, area ORDER BY"
            f" end_year DESC, start_year DESC, period DESC) AS recency FROM ({sql}))"
            " WHERE kind <> 'metric' OR recency = 1"
        )
    # Without any LIMIT SQLite might take the order for one that does not matter.
    limit = -1 if query.limit is None else min(query.limit, sys.maxsize)
    sql = f"SELECT {columns} FROM ({sql}) ORDER BY {_order(query)} LIMIT ?"
    return Statement(sql, (*parameters, limit))


def _order(query: Query) -> str:
    if query.sort:
        field = query.sort.removeprefix("-")
        direction = "DESC" if query.sort.startswith("-") else "ASC"
        assert field in Record._fields  # noqa: S101 - Store checks it; never part of SQL otherwise
        # A list of numbers is ordered by its first one; an empty list counts as absent.
        key = f"CAST(nullif({field}, '') AS INTEGER)" if field in _NUMBER_LISTS else f'"{field}"'
        return f"{key} IS NULL, {key} COLLATE NOCASE {direction}, position"
    is_ranked = query.best_first and (query.text or query.figure is not None)
    # By entry first: SQLite then goes through the entries and needs no more at once than one.
    return "tier, score, position" if is_ranked else "entry, position"


def _candidates(query: Query) -> Statement:
    """Where to select from: all records, or those that a text or a figure leads to."""
    parts = []
    if query.figure is not None:
        parts.append(_with_value(query.figure))
    if query.text:
        parts.append(_with_words(query.text, is_ranked=query.best_first))
    if not parts:
        return Statement("record")
    union = " UNION ALL ".join(part.sql for part in parts)
    parameters = tuple(one for part in parts for one in part.parameters)
    # CROSS JOIN: SQLite then starts from the candidates, which are few.
    return Statement(
        f"(SELECT hit, min(tier) AS tier, min(score) AS score FROM ({union}) GROUP BY hit)"
        " CROSS JOIN record ON record.position = hit",
        parameters,
    )


def _with_words(texts: Sequence[str], *, is_ranked: bool) -> Statement:
    """Facts in which all the texts occur, each in what the entry says itself or in the scope."""
    expressions = list(dict.fromkeys(map(match_expression, texts)))
    if not all(expressions):
        return Statement("SELECT NULL AS hit, 1 AS tier, 0 AS score WHERE 0")
    score = f"bm25(words, {_WEIGHTS})" if is_ranked else "0"
    occurs = (
        "(matched IN (SELECT rowid FROM words WHERE words MATCH ?)"
        " OR scope IN (SELECT rowid FROM scope_words WHERE scope_words MATCH ?))"
    )
    # LIMIT -1 keeps SQLite from merging the inner query, outside of which there is no bm25.
    sql = (
        "SELECT fact.position AS hit, 1 AS tier, score FROM"
        f" (SELECT rowid AS matched, {score} AS score FROM words WHERE words MATCH ? LIMIT -1)"
        " CROSS JOIN series ON series.entry = matched"
        " CROSS JOIN fact ON fact.series = series.position"
        f" WHERE {' AND '.join([occurs] * len(expressions))}"
    )
    own = [part for one in expressions for part in (f"{{{_OWN}}} : {one}", one)]
    return Statement(sql, (" AND ".join(expressions), *own))


def _with_value(figure: Figure) -> Statement:
    """Facts whose value agrees with the figure or might, the nearest first."""
    from factreport.figures import reach  # only a figure needs to know how to read figures

    least, greatest = reach(figure)
    suits = " AND instr((SELECT signs FROM record WHERE record.position = hit), ?)"
    sql = " UNION ALL ".join(
        f"SELECT {fact} AS hit, 0 AS tier, abs({number} - ?) AS score FROM {table}"
        f" WHERE {number} BETWEEN ? AND ?{suits if figure.unit else ''}"
        for table, (number, fact) in NUMBERS.items()
    )
    bounds = (_number(figure.value), _number(least, floor), _number(greatest, ceil))
    sign = (figure.unit,) if figure.unit else ()
    return Statement(sql, (*bounds, *sign) * len(NUMBERS))


def _number(value: Decimal, to_integer: Callable[[Decimal], int] = round) -> float:
    """The value as SQLite compares it: an integer where a float can't tell it from the next."""
    if abs(value) < _EXACT_FLOATS:
        return float(value)
    return max(-_MOST, min(to_integer(value), _MOST))


def _conditions(query: Query) -> Statement:
    parts = [
        _is_one_of("kind", query.kinds),
        _is_one_of("id", query.ids),
        _is_one_of("area", query.areas),
        _is_one_of("entry", query.topics, "SELECT entry FROM entry_topic WHERE topic IN ({})"),
        _is_one_of("place", query.sources, "SELECT position FROM place WHERE source IN ({})"),
        _overlaps(list(dict.fromkeys(Years.of(span) for span in query.years))),
    ]
    given = [part for part in parts if part.sql]
    sql = " AND ".join(part.sql for part in given) or "1"
    return Statement(sql, tuple(one for part in given for one in part.parameters))


def _is_one_of(column: str, values: Sequence[str], choices: str = "{}") -> Statement:
    if not values:
        return Statement("")
    return Statement(f"{column} IN ({choices.format(marks(values))})", tuple(values))


def marks(values: Sequence[Any]) -> str:
    """As many places for parameters as there are values."""
    return ", ".join("?" * len(values))


def _overlaps(years: Sequence[Years]) -> Statement:
    if not years:
        return Statement("")
    # A store has few periods, so they are found first, spans as well as years.
    either = " OR ".join(["start_year <= ? AND end_year >= ?"] * len(years))
    return Statement(
        f"time IN (SELECT position FROM period WHERE {either})",
        tuple(one for span in years for one in (span.last, span.first)),
    )
