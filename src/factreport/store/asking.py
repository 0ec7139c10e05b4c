"""What the store knows of the parts of a query: spellings, sizes, and the words to look for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from factreport.store.index import OPEN_END, OPEN_START
from factreport.store.query import Query
from factreport.store.selection import Asked, Reach, Statement, Words

Rows = Callable[[Statement], list[Any]]

# Where more entries than these have the words, it takes too long to count the facts.
_MOST_COUNTED = 500
# Of the longer words that begin like one that is looked for, so many are looked for as well.
_MOST_LONGER = 64
# A store with more periods than these is not ordered by time one period after the other.
_MOST_TIMES = 300
_SUBJECTS = {
    "topics": "topic",
    "sources": "source",
    "areas": "area",
    "groups": "group",
    "statuses": "status",
}


def ask(query: Query, rows: Rows, spellings: Callable[..., tuple[str, ...]]) -> Asked:
    """The query with every name as the store spells it, and what the tallies say of its parts.

    QueryError for a name that the store does not have.
    """
    spelled = {
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
        from factreport.store.reach import reaches_of  # only a figure needs to know of units

        reaches = reaches_of(query.figure)
        sizes.pop("text", None)
    times: tuple[Any, ...] = ()
    if query.sort and query.limit is not None:
        times = _times(rows)
    return Asked(query, words, reaches, periods, times, sizes, total)


def _tallied(rows: Rows, query: Query, subject: str, names: Sequence[str]) -> int:
    """How many facts of the kinds asked for have one of these names, by the tallies."""
    numbers = ", ".join("?" * len(names))
    sql = f"SELECT sum(facts) FROM tally WHERE subject = ? AND name IN ({numbers})"
    return _sum(rows, sql + _of_kinds(query), (subject, *names, *query.kinds))


def _total(rows: Rows, query: Query) -> int:
    """How many facts there are of the kinds asked for."""
    sql = f"SELECT sum(facts) FROM tally WHERE subject = ?{_of_kinds(query)}"
    return _sum(rows, sql, ("kind", *query.kinds))


def _of_kinds(query: Query) -> str:
    return f" AND kind IN ({', '.join('?' * len(query.kinds))})" if query.kinds else ""


def _overlapping(rows: Rows, query: Query) -> tuple[tuple[int, ...], int]:
    """The numbers of the periods that overlap those asked for, and how many facts they have."""
    overlaps = " OR ".join(["first <= ? AND last >= ?"] * len(query.years))
    bounds = tuple(day.isoformat() for period in query.years for day in (period.last, period.first))
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
    """How many facts the entries with the words have; all, where there are too many to count."""
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
    """The texts as full-text queries; none where one of them has no word, which is nowhere."""
    from factreport.store.words import asked_words, phrase  # only a text needs it

    words = []
    for asked in map(asked_words, texts):
        if not asked:
            return (Words(_NOWHERE, _NOWHERE),)
        last = asked[-1]
        sql = (
            "SELECT word FROM vocabulary WHERE word > ? AND word < ? ORDER BY length(word)"
            f" LIMIT {_MOST_LONGER}"
        )
        longer = [row[0] for row in rows(Statement(sql, (last, f"{last}\U0010ffff")))]
        words.append(Words(phrase(asked), phrase(asked, longer)))
    return tuple(dict.fromkeys(words))


def _times(rows: Rows) -> tuple[Any, ...]:
    """All periods of the store with their days, where there are few."""
    sql = (
        f"SELECT position, nullif(first, '{OPEN_START}'), nullif(last, '{OPEN_END}'), year FROM period"
        f" LIMIT {_MOST_TIMES + 1}"
    )
    times = rows(Statement(sql))
    return tuple(times) if len(times) <= _MOST_TIMES else ()


_NOWHERE = '"\ue000"'  # no text holds this word
