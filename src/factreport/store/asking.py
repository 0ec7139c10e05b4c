"""Resolves the parts of a query against the store: spellings, sizes, and words to search for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from factreport.store.query import Query
from factreport.store.selection import TIMES, Asked, Statement, in_order_of_time

if TYPE_CHECKING:
    from factreport.store.reach import Reach
    from factreport.store.words import Words

Rows = Callable[[Statement], list[Any]]

# If more entries than this have the words, counting their facts takes too long.
_MOST_COUNTED = 200
# How many longer words are searched for besides a word, and how many candidates are considered.
_MOST_LONGER, _MOST_LOOKED_AT = 32, 300
# How many periods, areas and so on are queried one by one when an answer is ordered by them.
_MOST_STEPS = 32
_SUBJECTS = {
    "topics": "topic",
    "sources": "source",
    "areas": "area",
    "groups": "group",
    "statuses": "status",
}


def ask(query: Query, rows: Rows, spellings: Callable[..., tuple[str, ...]]) -> Asked:
    """The query with every name as the store spells it, and the sizes of its parts by the tallies.

    QueryError for a name that is not in the store.
    """
    spelled: dict[str, Any] = {
        part: spellings(subject, names)
        for part, subject in _SUBJECTS.items()
        if (names := getattr(query, part))
    }
    if spelled:
        query = replace(query, **spelled)
    sizes = {part: _tallied(rows, query, _SUBJECTS[part], spelled[part]) for part in spelled}
    total = _total(rows, query)
    periods: tuple[int, ...] = ()
    if query.years:
        periods, sizes["years"] = _overlapping(rows, query)
    if query.ids:
        sizes["ids"] = _of_ids(rows, query)
    words: tuple[Words, ...] = ()
    reaches: tuple[Reach, ...] = ()
    if query.text:
        words = _words(rows, query.text)
        sizes["text"] = _with_words(rows, words, total)
    if query.figure is not None:
        from factreport.store.reach import reaches_of  # imported late: only needed for a figure

        reaches = reaches_of(query.figure)
        sizes.pop("text", None)
    if query.latest:
        sizes["latest"] = _tallied(rows, query, "latest", ("",))
    steps = _steps(rows, query.sort) if query.sort and query.limit is not None else ()
    return Asked(query, words, reaches, periods, steps, sizes, total)


def _tallied(rows: Rows, query: Query, subject: str, names: Sequence[str]) -> int:
    """How many facts of the requested kinds have one of these names, by the tallies."""
    numbers = ", ".join("?" * len(names))
    sql = f"SELECT sum(facts) FROM tally WHERE subject = ? AND name IN ({numbers})"
    return _sum(rows, sql + _of_kinds(query), (subject, *names, *query.kinds))


def _total(rows: Rows, query: Query) -> int:
    """How many facts of the requested kinds there are."""
    sql = f"SELECT sum(facts) FROM tally WHERE subject = ?{_of_kinds(query)}"
    return _sum(rows, sql, ("kind", *query.kinds))


def _of_kinds(query: Query) -> str:
    return f" AND kind IN ({', '.join('?' * len(query.kinds))})" if query.kinds else ""


def _overlapping(rows: Rows, query: Query) -> tuple[tuple[int, ...], int]:
    """The numbers of the periods that overlap the requested ones, and how many facts they have."""
    overlaps = " OR ".join(["first <= ? AND last >= ?"] * len(query.periods))
    bounds = tuple(
        day.isoformat() for period in query.periods for day in (period.last, period.first)
    )
    found = rows(Statement(f"SELECT position, iso FROM period WHERE {overlaps}", bounds))
    sql = (
        f"SELECT sum(facts) FROM tally WHERE subject = 'period'{_of_kinds(query)}"
        f" AND name IN (SELECT iso FROM period WHERE {overlaps})"
    )
    size = _sum(rows, sql, (*query.kinds, *bounds))
    return tuple(position for position, _ in found), size


def _of_ids(rows: Rows, query: Query) -> int:
    ids = ", ".join("?" * len(query.ids))
    sql = f"SELECT sum(last_fact - first_fact + 1) FROM entry WHERE id IN ({ids})"
    return _sum(rows, sql, query.ids)


def _with_words(rows: Rows, words: tuple[Words, ...], total: int) -> int:
    """How many facts the entries with the words have; all facts if there are too many to count."""
    loose = " AND ".join(one.loose for one in words)
    sql = (
        "SELECT count(*), sum(last_fact - first_fact + 1) FROM"
        f" (SELECT rowid AS found FROM words WHERE words MATCH ? LIMIT {_MOST_COUNTED})"
        " CROSS JOIN entry ON entry.position = found"
    )
    ((entries, facts),) = rows(Statement(sql, (loose,)))
    return total if entries == _MOST_COUNTED else facts or 0


def _sum(rows: Rows, sql: str, parameters: Sequence[Any]) -> int:
    return int(rows(Statement(sql, tuple(parameters)))[0][0] or 0)


def _words(rows: Rows, texts: Sequence[str]) -> tuple[Words, ...]:
    """The texts as full-text queries; one that matches nothing if any of them has no word."""
    from factreport.store.words import Words, asked_words, phrase  # only for a text

    words = []
    for asked in map(asked_words, texts):
        if not asked:
            return (Words(_NOWHERE, _NOWHERE),)
        longer = [] if asked[-1].isdigit() else _longer(rows, asked[-1])
        words.append(Words(phrase(asked), phrase(asked, longer)))
    return tuple(dict.fromkeys(words))


def _longer(rows: Rows, word: str) -> list[str]:
    """The shortest of the longer words of the store that begin like this one."""
    sql = (
        "SELECT word FROM (SELECT word FROM vocabulary WHERE word > ? AND word < ? ORDER BY word"
        f" LIMIT {_MOST_LOOKED_AT}) ORDER BY length(word) LIMIT {_MOST_LONGER}"
    )
    return [row[0] for row in rows(Statement(sql, (word, f"{word}\U0010ffff")))]


def _steps(rows: Rows, sort: str) -> tuple[tuple[Any, ...], ...]:
    """The first values of a field in its order, each as the index stores it.

    For a time these are the numbers of the periods, for a shared name the spellings that differ
    only in case.  Empty for other fields.
    """
    field, direction = sort.removeprefix("-"), "DESC" if sort.startswith("-") else "ASC"
    if field in TIMES:
        key = ", ".join(TIMES[field])
        order = ", ".join(in_order_of_time(field, direction))
        sql = f"SELECT position, {key} FROM period WHERE {TIMES[field][0]} IS NOT NULL"
        sql += f" ORDER BY {order} LIMIT {_MOST_STEPS}"
        found = rows(Statement(sql))
    elif field in ("area", "group", "source"):
        sql = (
            "SELECT DISTINCT name, lower(name) FROM tally WHERE subject = ?"
            f" ORDER BY name COLLATE NOCASE {direction} LIMIT {_MOST_STEPS}"
        )
        found = rows(Statement(sql, (field,)))
    else:
        return ()
    steps: dict[Any, list[Any]] = {}
    for name, *key in found:
        steps.setdefault(tuple(key), []).append(name)
    if len(found) == _MOST_STEPS:  # the last step may be incomplete
        steps.popitem()
    return tuple(map(tuple, steps.values()))


_NOWHERE = '"\ue000"'  # no text has this word
