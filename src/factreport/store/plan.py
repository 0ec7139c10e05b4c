"""Plans a look-up: the names as the store spells them, the sizes of parts, words to search for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from factreport.errors import QueryError
from factreport.kinds import KINDS, STATUSES
from factreport.store.query import MOST_NAMES, Query
from factreport.store.sql import (
    TIMES,
    Plan,
    Reach,
    Rows,
    Sql,
    Values,
    in_order_of_time,
    overlapping,
)
from factreport.wording import fold, unknown

if TYPE_CHECKING:
    from factreport.store.full_text import Words

# If more entries than this have the words, counting the facts of all takes too long.
_MOST_COUNTED = 200
# How many longer words are searched for besides a word, and how many candidates are considered.
_MOST_LONGER, _MOST_CANDIDATES = 32, 300
# How many periods, areas and so on are queried one by one when an answer is ordered by them.
_MOST_STEPS = 32
_SUBJECTS = {
    "topics": "topic",
    "sources": "source",
    "areas": "area",
    "groups": "group",
    "statuses": "status",
}
# Names that are allowed even if no fact has them; "" stands for facts without an area or group.
_ALWAYS_KNOWN = {"area": ("",), "group": ("",), "status": STATUSES}
_NOWHERE = '"\ue000"'  # no text has this word


def plan_of(query: Query, rows: Rows, names: Callable[[Any], list[str]]) -> Plan:
    """The query with every name as the store spells it, and the sizes of its parts by the tallies.

    ``names`` gives all names of a subject.  QueryError for a name that is not in the store.
    """
    spelled: dict[str, Any] = {
        part: _spelled(subject, asked, rows, names)
        for part, subject in _SUBJECTS.items()
        if (asked := getattr(query, part))
    }
    query = replace(query, **spelled) if spelled else query

    def size(sql: str, values: Values) -> int:
        return int(rows(Sql(sql, tuple(values)))[0][0] or 0)

    def tallied(subject: str, named: Sequence[str]) -> int:
        values = Values()
        of_subject = f"subject = {values.name(subject)} AND name IN ({values.names(named)})"
        return size(f"SELECT sum(facts) FROM tally WHERE {of_subject}", values)

    sizes = {part: tallied(_SUBJECTS[part], spelled[part]) for part in spelled}
    total = tallied("kind", tuple(KINDS)) if query.text or query.sort else 0
    periods: list[int] = []
    if query.years:
        values = Values()
        facts = "SELECT sum(facts) FROM tally WHERE subject = 'period' AND name = iso"
        sql = f"SELECT position, ({facts}) FROM period WHERE {overlapping(query.periods, values)}"
        overlapped = rows(Sql(sql, tuple(values)))
        periods = [position for position, _ in overlapped]
        sizes["years"] = sum(facts or 0 for _, facts in overlapped)
    if query.ids:
        values = Values()
        sql = "SELECT sum(last_fact - first_fact + 1) FROM entry"
        sql += f" WHERE id IN ({values.names(query.ids)})"
        sizes["ids"] = size(sql, values)
    words = _words(rows, query.text) if query.text else ()
    reaches: tuple[Reach, ...] = ()
    if query.figure is not None:
        from factreport.store.figure_search import reaches_of  # only for a figure

        reaches = reaches_of(query.figure)
    elif words:
        # Of many entries only the first are counted, and the others are taken to be like them.
        loose = " AND ".join(text.loose for text in words)
        sql = (
            "SELECT count(*), sum(last_fact - first_fact + 1), max(last_fact) FROM"
            f" (SELECT rowid AS hit FROM words WHERE words MATCH ? LIMIT {_MOST_COUNTED})"
            " CROSS JOIN entry ON entry.position = hit"
        )
        ((entries, facts, last),) = rows(Sql(sql, (loose,)))
        sizes["text"] = facts * total // last if entries == _MOST_COUNTED else facts or 0
    if query.kinds:
        sizes["kinds"] = tallied("kind", query.kinds)
    if query.latest and query.sort:
        sizes["latest"] = tallied("latest", ("",))
    steps = _steps(rows, query) if query.sort and query.limit is not None else ()
    return Plan(query, words, reaches, tuple(periods), steps, sizes, total)


def _spelled(
    subject: str, asked: Sequence[str], rows: Rows, names: Callable[[Any], list[str]]
) -> tuple[str, ...]:
    """The names as the store spells them: exact, else all that differ in case or accents."""
    sql = "SELECT DISTINCT name FROM tally WHERE subject = ?1 AND name = ?2"
    if subject in ("topic", "source"):
        sql = f"SELECT id FROM {subject} WHERE id = ?2 AND ?1 = ?1"
    allowed = _ALWAYS_KNOWN.get(subject, ())
    spelled: list[str] = []
    for name in asked:
        same = [row[0] for row in rows(Sql(sql, (subject, name)))]
        if name in allowed:
            same = [name]
        if not same:
            # Loaded only for a mistake, as there may be many.
            known = list(dict.fromkeys([*names(subject), *filter(None, allowed)]))
            folded = fold(name)
            same = [other for other in known if fold(other) == folded]
            if not same:
                raise QueryError(unknown(subject, name, known, MOST_NAMES))
        spelled += same
    return tuple(dict.fromkeys(spelled))


def _words(rows: Rows, texts: Sequence[str]) -> tuple[Words, ...]:
    """The texts as full-text queries; a query that matches nothing if a text has no word."""
    from factreport.store.full_text import Words, asked_words, phrase  # only for a text

    # The shortest of the longer words of the store that begin like a word.
    sql = (
        "SELECT word FROM (SELECT word FROM vocabulary WHERE word > ? AND word < ? ORDER BY word"
        f" LIMIT {_MOST_CANDIDATES}) ORDER BY length(word) LIMIT {_MOST_LONGER}"
    )
    words = []
    for asked in map(asked_words, texts):
        if not asked:
            return (Words(_NOWHERE, _NOWHERE),)
        bounds = (asked[-1], f"{asked[-1]}\U0010ffff")
        longer = [] if asked[-1].isdigit() else rows(Sql(sql, bounds))
        words.append(Words(phrase(asked), phrase(asked, [word for (word,) in longer])))
    return tuple(dict.fromkeys(words))


def _steps(rows: Rows, query: Query) -> tuple[tuple[Any, ...], ...]:
    """The first values of a field in its order, each as the index stores it.

    For a time these are the numbers of the periods, for a shared name the spellings that differ
    only in case.  An empty step at the end means that there are no others.  Empty for other fields.
    """
    field, direction = query.sort_field, query.sort_direction
    if field in TIMES:
        key = ", ".join(TIMES[field])
        order = ", ".join(in_order_of_time(field, direction))
        sql = f"SELECT position, {key} FROM period WHERE {TIMES[field][0]} IS NOT NULL"
        sql += f" ORDER BY {order} LIMIT {_MOST_STEPS}"
        rows_in_order = rows(Sql(sql))
    elif field in ("area", "group", "source"):
        sql = (
            "SELECT DISTINCT name, lower(name) FROM tally WHERE subject = ? AND name <> ''"
            f" ORDER BY name COLLATE NOCASE {direction} LIMIT {_MOST_STEPS}"
        )
        rows_in_order = rows(Sql(sql, (field,)))
    else:
        return ()
    steps: dict[Any, list[Any]] = {}
    for name, *key in rows_in_order:
        steps.setdefault(tuple(key), []).append(name)
    if len(rows_in_order) == _MOST_STEPS:  # the last step may be incomplete
        steps.popitem()
    else:
        steps[()] = []
    return tuple(map(tuple, steps.values()))
