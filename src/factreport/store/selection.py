"""From a query to the one SQL statement that answers it.

An answer of a few rows must not cost more in a large store, whatever SQLite knows of it.  So the
statement is written such that its order of loops is the only one possible.  One part of the query
leads: the one with the fewest facts by the tallies.  Its facts come in the order of the store, the
other parts are checked fact by fact, and the statement stops when enough are found.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from factreport.model import SUPERSEDED
from factreport.store.index import COLUMNS, OWN_WORDS

if TYPE_CHECKING:
    from factreport.store.query import Query

# So many selects SQLite merges in one statement without taking long to prepare it.
_MOST_ARMS = 64
_NUMBER_LISTS = ("paragraphs", "pages")
_TIMES = {"period": ("first", "last"), "start": ("first",), "end": ("last",), "year": ("year",)}
_OWN = f"{{{' '.join(OWN_WORDS)}}}"
_TITLE = "{id title}"
_SERIES = "CROSS JOIN series ON series.position = fact.series"
_SOURCE_OF_FACT = "(SELECT source FROM place WHERE place.position = fact.place)"
_OF_SOURCE = (
    "(SELECT {} FROM place JOIN source ON source.id = place.source"
    " WHERE place.position = fact.place)"
)


class Statement(NamedTuple):
    """SQL and its parameters, which it refers to by number."""

    sql: str
    parameters: tuple[Any, ...] = ()


class Words(NamedTuple):
    """A text that is looked for as two full-text queries.

    ``exact`` are its words side by side; ``loose`` also finds longer words that begin like the
    last one.
    """

    exact: str
    loose: str


class Reach(NamedTuple):
    """Where the value of a figure may be found: in a table, around a number, in a dimension."""

    table: str
    number: float
    least: float
    greatest: float
    dimensions: tuple[str, ...] | None


class Asked(NamedTuple):
    """A query with its names as the store spells them, and what the tallies say of it.

    ``sizes`` are how many facts there are for each part that narrows the answer, and ``total``
    how many there are in all.  ``periods`` are the numbers of those that overlap the ones asked
    for, and ``times`` all periods of the store where there are few.
    """

    query: Query
    words: tuple[Words, ...]
    reaches: tuple[Reach, ...]
    periods: tuple[int, ...]
    times: tuple[tuple[Any, ...], ...]
    sizes: dict[str, int]
    total: int


class _Values(list[Any]):
    """The parameters of a statement; each is put in once and named by its number."""

    def one(self, value: Any) -> str:
        """The name of a value."""
        self.append(value)
        return f"?{len(self)}"

    def all(self, values: Sequence[Any]) -> str:
        """The names of several values."""
        return ", ".join(map(self.one, values))


def selecting(asked: Asked) -> Statement:
    """The statement for the records that answer a query, in their order."""
    values = _Values()
    hits = _Selection(asked, values).hits()
    columns = COLUMNS
    if asked.query.as_of is not None:
        columns = columns.replace('"status"', _status_as_of(values.one(asked.query.as_of)))
    # What is sorted are positions, not records, whose texts may be long.
    sql = f"SELECT {columns} FROM ({hits}) AS hits CROSS JOIN record ON record.position = hits.hit"
    return Statement(sql, tuple(values))


def counting(asked: Asked) -> Statement:
    """The statement for the number of records that answer a query."""
    values = _Values()
    hits = _Selection(asked, values).hits()
    return Statement(f"SELECT count(*) FROM ({hits})", tuple(values))


def _status_as_of(day: str) -> str:
    """The status that a fact had on a day: what superseded it later does not count."""
    return (
        f"CASE WHEN superseded = '' OR superseded > {day} THEN nullif(own_status, '')"
        f" WHEN own_status = '' THEN '{SUPERSEDED}' ELSE own_status || ', {SUPERSEDED}' END"
    )


class _Selection:
    """The making of one statement."""

    def __init__(self, asked: Asked, values: _Values) -> None:
        self._asked, self._query, self._values = asked, asked.query, values
        query = asked.query
        narrowing = query.years, query.sources, query.statuses, query.as_of
        # Whether the newest observations are those of the index, or the newest that suit.
        self._is_latest_known = query.latest and not any(narrowing)
        self._is_latest_narrowed = query.latest and any(narrowing)
        self._checks = self._all_checks()
        self._limit = values.one(-1 if query.limit is None else min(query.limit, sys.maxsize))

    def hits(self) -> str:
        """A SELECT of the positions of the facts, in their order, as ``hit``."""
        query = self._query
        if query.sort and not self._asked.reaches and (walk := self._walk(query.sort)):
            return f"SELECT hit FROM ({walk}) LIMIT {self._limit}"
        is_ranked = bool(self._asked.reaches or (query.best_first and self._asked.words))
        sql = self._best_first() if is_ranked else self._in_order_of_store()
        if self._is_latest_narrowed:
            newest = self._newest_of(sql)
            sql = f"SELECT hit FROM ({sql}) WHERE hit IN ({newest})" if is_ranked else newest
        if query.sort:
            sql = self._sorted(sql, query.sort)
        return f"SELECT hit FROM ({sql}) LIMIT {self._limit}"

    # What leads

    def _in_order_of_store(self) -> str:
        """The facts that suit, the part of the query with the fewest facts leading."""
        query, sizes = self._query, self._asked.sizes
        lead = min(sizes, key=sizes.__getitem__, default="")
        if lead == "text":
            loose = " AND ".join(words.loose for words in self._asked.words)
            return self._of_entries(self._with_words("words", loose))
        if lead in ("areas", "groups"):
            return self._of_series("area" if lead == "areas" else "grp", getattr(query, lead))
        if lead == "years" and len(self._asked.periods) <= _MOST_ARMS:
            arms = [
                f"SELECT position AS hit FROM fact WHERE period = {self._values.one(number)}"
                for number in self._asked.periods
            ]
            arms = arms or ["SELECT position AS hit FROM fact WHERE 0"]
            return self._of_facts(f"{' UNION ALL '.join(arms)} ORDER BY hit")
        if lead == "statuses":
            is_status = f"status <> '' AND {self._checks[lead]}"
            return self._of_facts(
                f"SELECT position AS hit FROM fact WHERE {is_status} ORDER BY hit"
            )
        if lead in ("topics", "sources"):
            return self._of_entries(self._listed_under(lead))
        if lead == "ids":
            ids = self._values.all(query.ids)
            return self._of_entries(
                f"SELECT position AS entry FROM entry WHERE id IN ({ids}) ORDER BY entry"
            )
        if len(query.kinds) == 1:
            kind = self._values.one(query.kinds[0])
            return self._of_entries(
                f"SELECT position AS entry FROM entry WHERE kind = {kind} ORDER BY entry"
            )
        return self._of_entries("SELECT position AS entry FROM entry ORDER BY entry")

    def _listed_under(self, part: str) -> str:
        """The entries of some topics or sources, each once, in the order of the store."""
        column = part.removesuffix("s")
        names = getattr(self._query, part)
        arms = [
            f"SELECT entry FROM entry_{column} WHERE {column} = {self._values.one(name)}"
            for name in names[:_MOST_ARMS]
        ]
        if rest := names[_MOST_ARMS:]:
            names_of_rest = self._values.all(rest)
            arms.append(f"SELECT entry FROM entry_{column} WHERE {column} IN ({names_of_rest})")
        return f"{' UNION '.join(arms)} ORDER BY entry"

    def _with_words(self, table: str, words: str, *earlier: str) -> str:
        """The entries with some words, in the order of the store, without those found earlier.

        With each, whether it says each of the texts itself, for all its facts.
        """
        own = ", ".join(
            f"{self._is_own(number, f'{table}.rowid')} AS own{number}"
            for number in range(len(self._asked.words))
        )
        match = self._values.one(words)
        conditions = [f"{table} MATCH {match}", *earlier]
        return f"SELECT rowid AS entry, {own} FROM {table} WHERE {' AND '.join(conditions)}"

    def _of_entries(self, entries: str) -> str:
        """The facts of some entries that suit, in their order."""
        by_range = "BETWEEN entry.first_fact AND entry.last_fact"
        facts = f"CROSS JOIN fact ON fact.position {by_range}"
        if self._is_latest_known:
            latest = f"CROSS JOIN latest ON latest.fact {by_range}"
            facts = f"{latest} CROSS JOIN fact ON fact.position = latest.fact"
        # LIMIT keeps SQLite from merging the inner query, whose order it would not keep then.
        tables = f"({entries} LIMIT -1) AS lead CROSS JOIN entry ON entry.position = lead.entry"
        flags = "own0" in entries
        return (
            f"SELECT fact.position AS hit FROM {tables} {facts} {_SERIES}"
            f" WHERE {self._all_suit(with_flags=flags)}"
        )

    def _of_series(self, column: str, names: Sequence[str]) -> str:
        """The facts of some areas or groups that suit."""
        fact = "fact.position AS hit FROM series CROSS JOIN fact ON fact.series = series.position"
        if self._is_latest_known:
            fact = "latest.fact AS hit FROM series CROSS JOIN latest ON latest.series = series.position"
        number = f"series.{column} = (SELECT position FROM part WHERE text = {{}})"
        arms = [
            f"SELECT series.entry AS entry, {fact} WHERE {number.format(self._values.one(name))}"
            for name in names
        ]
        return self._of_facts(f"{' UNION ALL '.join(arms)} ORDER BY entry, hit")

    def _of_facts(self, facts: str, order: str = "") -> str:
        """Of some facts those that suit, in the same order."""
        return (
            f"SELECT fact.position AS hit{order} FROM ({facts} LIMIT -1) AS lead"
            f" CROSS JOIN fact ON fact.position = lead.hit {_SERIES}"
            " CROSS JOIN entry ON entry.position = series.entry"
            f" WHERE {self._all_suit()}"
        )

    # What is checked

    def _all_suit(self, *, with_flags: bool = False) -> str:
        checks = {**self._checks}
        if with_flags:
            checks["text"] = self._has_words(lambda number: f"lead.own{number}")
        if self._is_latest_known:
            checks["latest"] = "fact.position IN (SELECT fact FROM latest)"
        return " AND ".join(checks.values()) or "1"

    def _all_checks(self) -> dict[str, str]:
        """A condition on a fact, its series and its entry for each part of the query."""
        query, values = self._query, self._values
        checks = {}
        if query.kinds:
            checks["kinds"] = f"entry.kind IN ({values.all(query.kinds)})"
        if query.ids:
            checks["ids"] = f"entry.id IN ({values.all(query.ids)})"
        if query.topics:
            topics = f"topic IN ({values.all(query.topics)})"
            checks["topics"] = (
                f"EXISTS (SELECT 1 FROM entry_topic WHERE {topics}"
                " AND entry_topic.entry = entry.position)"
            )
        for part, column in (("areas", "area"), ("groups", "grp")):
            if names := getattr(query, part):
                numbers = f"SELECT position FROM part WHERE text IN ({values.all(names)})"
                checks[part] = f"series.{column} IN ({numbers})"
        if query.sources:
            checks["sources"] = f"{_SOURCE_OF_FACT} IN ({values.all(query.sources)})"
        if query.statuses:
            checks["statuses"] = self._has_status()
        if query.years:
            checks["years"] = f"fact.period IN ({self._overlapping()})"
        if query.as_of:
            day = f"coalesce({_OF_SOURCE.format('source.day')}, '')"
            checks["as_of"] = f"{day} <= {values.one(query.as_of)}"
        if self._asked.words and not self._asked.reaches:
            checks["text"] = self._has_words(lambda number: self._is_own(number, "entry.position"))
        return checks

    def _overlapping(self) -> str:
        periods = self._asked.periods
        if len(periods) <= _MOST_ARMS:
            return self._values.all(periods)
        overlaps = (
            f"first <= {self._values.one(period.last.isoformat())}"
            f" AND last >= {self._values.one(period.first.isoformat())}"
            for period in self._query.years
        )
        return f"SELECT position FROM period WHERE {' OR '.join(overlaps)}"

    def _has_status(self) -> str:
        statuses = [status for status in self._query.statuses if status != SUPERSEDED]
        own = f"fact.status IN ({self._values.all(statuses)})"
        if len(statuses) == len(self._query.statuses):
            return own
        return f"({own} OR {self._is_superseded()})"

    def _is_superseded(self) -> str:
        if self._query.as_of is None:
            return "fact.superseded <> ''"
        return f"fact.superseded BETWEEN '0' AND {self._values.one(self._query.as_of)}"

    def _is_own(self, number: int, entry: str) -> str:
        """Whether an entry says a text itself, and not only some of its facts."""
        match = self._values.one(f"{_OWN} : {self._asked.words[number].loose}")
        return (
            f"EXISTS (SELECT 1 FROM words AS w WHERE w.words MATCH {match} AND w.rowid = {entry})"
        )

    def _has_words(self, is_own: Callable[[int], str]) -> str:
        """Whether each text occurs in what the entry says, or in what is said of the fact."""
        conditions = []
        for number, words in enumerate(self._asked.words):
            match = self._values.one(words.loose)
            parts = f"IN (SELECT rowid FROM part_words WHERE part_words MATCH {match})"
            places = ("series.area", "series.grp", "fact.note", _OF_SOURCE.format("source.part"))
            in_parts = " OR ".join(f"{place} {parts}" for place in places)
            conditions.append(f"({is_own(number)} OR {in_parts})")
        return " AND ".join(conditions)

    # The best first

    def _best_first(self) -> str:
        """Facts with the value that is looked for, the nearest first; then facts with the words.

        A word that is spelled just so goes before one of the same stem, and that before a longer
        one; of these the words of a title go before others.
        """
        arms = []
        if self._asked.reaches:
            arms.append(self._of_facts(self._with_value()))
        exact = " AND ".join(words.exact for words in self._asked.words)
        loose = " AND ".join(words.loose for words in self._asked.words)
        tiers = [("spelled", f"{_TITLE} : ({exact})"), ("spelled", exact)]
        tiers += [("words", f"{_TITLE} : ({exact})"), ("words", exact), ("words", loose)]
        earlier: list[tuple[str, str]] = []
        for table, words in tiers if exact else ():
            conditions = [
                f"NOT EXISTS (SELECT 1 FROM {other} AS w WHERE w.{other} MATCH"
                f" {self._values.one(found)} AND w.rowid = {table}.rowid)"
                for other, found in earlier
            ]
            arms.append(self._of_entries(self._with_words(table, words, *conditions)))
            earlier.append((table, words))
        return " UNION ALL ".join(f"SELECT hit FROM ({arm})" for arm in arms)

    def _with_value(self) -> str:
        """Facts whose value agrees with the figure or may, the nearest first."""
        arms = []
        for reach in self._asked.reaches:
            column, hit = ("value", "position") if reach.table == "fact" else ("amount", "fact")
            dimension = (
                "(SELECT dimension FROM record AS of WHERE of.position = hit)"
                f" IN ({self._values.all(reach.dimensions)})"
                if reach.dimensions is not None
                else "1"
            )
            number, least, greatest = map(self._values.one, reach[1:4])
            arms.append(
                f"SELECT {hit} AS hit, abs({column} - {number}) AS distance FROM {reach.table}"
                f" WHERE {column} BETWEEN {least} AND {greatest} AND {dimension}"
            )
        union = " UNION ALL ".join(arms)
        return (
            f"SELECT hit FROM (SELECT hit, min(distance) AS distance FROM ({union}) GROUP BY hit)"
            " ORDER BY distance, hit"
        )

    # Other orders

    def _newest_of(self, facts: str) -> str:
        """Of some facts the newest of each series, in the order of the store."""
        return (
            "SELECT hit FROM (SELECT hit, rank() OVER (PARTITION BY fact.series"
            " ORDER BY period.last DESC, period.first DESC) AS recency"
            f" FROM ({facts}) AS found CROSS JOIN fact ON fact.position = found.hit"
            f" LEFT JOIN period ON period.position = fact.period WHERE NOT {self._is_superseded()})"
            " WHERE recency = 1 ORDER BY hit"
        )

    def _sorted(self, facts: str, sort: str) -> str:
        """Some facts ordered by a field; what lacks it comes last."""
        field, direction = sort.removeprefix("-"), "DESC" if sort.startswith("-") else "ASC"
        if field in _NUMBER_LISTS:
            # A list of numbers is ordered by its first one; an empty list counts as absent.
            keys = [f"CAST(nullif({field}, '') AS INTEGER)"]
        elif field in _TIMES:
            keys = [f'"{column}"' for column in _TIMES[field]]
        else:
            keys = [f'"{field}" COLLATE NOCASE']
        order = ", ".join(f"{key} {direction} NULLS LAST" for key in keys)
        return (
            f"SELECT hit FROM ({facts}) AS found CROSS JOIN record ON record.position = found.hit"
            f" ORDER BY {order}, hit"
        )

    def _walk(self, sort: str) -> str | None:
        """The facts that suit, by an index that has the order; None where to sort takes less.

        Of all facts, those have to be gone through that come before the last one of the answer.
        """
        total, sizes = self._asked.total, self._asked.sizes
        if self._query.limit is None or self._is_latest_narrowed or not total:
            return None
        smallest = min(sizes.values(), default=total)
        suiting = float(total)
        for size in sizes.values():
            suiting *= size / total
        if self._query.limit * total / max(suiting, 1) > smallest:
            return None
        field, direction = sort.removeprefix("-"), "DESC" if sort.startswith("-") else "ASC"
        if field == "value":
            with_value = f"value IS NOT NULL ORDER BY value {direction}, position"
            arms = [
                f"SELECT position AS hit FROM fact WHERE {with_value}",
                "SELECT position AS hit FROM fact WHERE value IS NULL ORDER BY position",
            ]
            facts = [self._of_facts(arm) for arm in arms]
            return " UNION ALL ".join(f"SELECT hit FROM ({arm})" for arm in facts)
        if field in ("title", "id"):
            column = "title COLLATE NOCASE" if field == "title" else "id"
            return self._of_entries(
                f"SELECT position AS entry FROM entry ORDER BY {column} {direction}, position"
            )
        if field in _TIMES and self._asked.times:
            return self._of_facts(self._by_time(field, is_descending=direction == "DESC"))
        return None

    def _by_time(self, field: str, *, is_descending: bool) -> str:
        """All facts ordered by a part of their period: a select for each period, merged."""
        groups: dict[Any, list[int]] = {}
        for number, *columns in self._asked.times:
            of_period = dict(zip(("first", "last", "year"), columns, strict=True))
            key = tuple(of_period[column] for column in _TIMES[field])
            groups.setdefault(None if None in key else key, []).append(number)
        absent = [*groups.pop(None, []), 0]
        ordered = [groups[key] for key in sorted(groups, reverse=is_descending)]
        arms = [
            f"SELECT {rank} AS rank, position AS hit FROM fact WHERE period = {number}"
            for rank, numbers in enumerate([*ordered, absent])
            for number in numbers
        ]
        return f"{' UNION ALL '.join(arms)} ORDER BY rank, hit"
