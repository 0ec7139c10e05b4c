"""Turns a query into the one SQL statement that answers it.

An answer of a few rows must not cost more in a large store, whatever statistics SQLite has.  The
statement is therefore written so that only one order of loops is possible.  One part of the query
leads: the one with the fewest facts by the tallies.  Its facts come in the order of the store, the
other parts are checked for each fact, and the statement stops when enough are found.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from factreport.model import SUPERSEDED
from factreport.store.index import COLUMNS, OWN_WORDS, PERIOD_BITS

if TYPE_CHECKING:
    from factreport.store.query import Query
    from factreport.store.reach import Reach
    from factreport.store.words import Words

# How many SELECTs are merged into one statement: more would take long to prepare.
_MOST_ARMS = 64
_NUMBER_LISTS = ("paragraphs", "pages")
# The columns of a period by which each field about it is ordered.
TIMES = {"period": ("first", "last"), "start": ("start",), "end": ('"end"',), "year": ("year",)}
_OF_ENTRY = ("kind", "id", "title", "topics", "unit", "summary", "by")
_OWN = f"{{{' '.join(OWN_WORDS)}}}"
_TITLE = "{id title}"
_SERIES = "CROSS JOIN series ON series.position = fact.series"
_SOURCE_OF_FACT = "(SELECT source FROM place WHERE place.position = fact.place)"
_OF_SOURCE = (
    "(SELECT {} FROM place JOIN source ON source.id = place.source WHERE place.position = {}.place)"
)


def in_order_of_time(field: str, direction: str) -> list[str]:
    """What to order by: of two periods that begin on one day, the longer one goes before."""
    first, *last = TIMES[field]
    opposite = "ASC" if direction == "DESC" else "DESC"
    return [f"{first} {direction}", *(f"{column} {opposite}" for column in last)]


class Statement(NamedTuple):
    """SQL and its parameters, which the SQL refers to by number."""

    sql: str
    parameters: tuple[Any, ...] = ()


class Asked(NamedTuple):
    """A query with its names as the store spells them, and its sizes by the tallies.

    ``sizes`` gives the number of facts for each part that narrows the answer, ``total`` the number
    of all facts.  ``periods`` holds the numbers of the periods that overlap the requested ones.
    ``steps`` holds the first values of the field to sort by, in its order, each as the index stores
    it: numbers of periods, or names.
    """

    query: Query
    words: tuple[Words, ...]
    reaches: tuple[Reach, ...]
    periods: tuple[int, ...]
    steps: tuple[tuple[Any, ...], ...]
    sizes: dict[str, int]
    total: int


class _Values(list[Any]):
    """The parameters of a statement, named by their numbers."""

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
    # Positions are sorted, not records, whose texts may be long.
    sql = f"SELECT {columns} FROM ({hits}) AS hits CROSS JOIN record ON record.position = hits.hit"
    return Statement(sql, tuple(values))


def counting(asked: Asked) -> Statement:
    """The statement for the number of records that answer a query."""
    values = _Values()
    hits = _Selection(asked, values).hits()
    return Statement(f"SELECT count(*) FROM ({hits})", tuple(values))


def _status_as_of(day: str) -> str:
    """The status that a fact had on a day: later revisions don't count."""
    return (
        f"CASE WHEN superseded = '' OR superseded > {day} THEN nullif(own_status, '')"
        f" WHEN own_status = '' THEN '{SUPERSEDED}' ELSE own_status || ', {SUPERSEDED}' END"
    )


class _Selection:
    """Builds one statement."""

    def __init__(self, asked: Asked, values: _Values) -> None:
        self._asked, self._query, self._values = asked, asked.query, values
        query = asked.query
        observation = self._checks_of_observation("fact")
        # Whether the newest observations are those stored in the index, or the newest that match.
        self._is_latest_known = query.latest and not observation
        self._checks = {**self._checks_of_series(), **observation}
        if query.latest and observation:
            self._checks["latest"] = self._is_newest()
        self._limit = values.one(-1 if query.limit is None else min(query.limit, sys.maxsize))

    def hits(self) -> str:
        """A SELECT of the positions of the facts, in their order, as ``hit``."""
        query = self._query
        if query.sort and not self._asked.reaches and (walk := self._walk(query.sort)):
            return f"SELECT hit FROM ({walk}) LIMIT {self._limit}"
        is_ranked = bool(self._asked.reaches or (query.best_first and self._asked.words))
        sql = self._best_first() if is_ranked else self._in_order_of_store()
        if query.sort:
            sql = self._sorted(sql, query.sort)
        return f"SELECT hit FROM ({sql}) LIMIT {self._limit}"

    # The leading part

    def _in_order_of_store(self) -> str:
        """The facts that match; the part of the query with the fewest facts leads."""
        query = self._query
        sizes = {part: size for part, size in self._asked.sizes.items() if part != "latest"}
        lead = min(sizes, key=sizes.__getitem__, default="")
        if lead in ("areas", "groups"):
            return self._of_series("area" if lead == "areas" else "grp", getattr(query, lead))
        if lead == "years" and len(self._asked.periods) <= _MOST_ARMS:
            return self._of_periods(self._asked.periods)
        if lead == "statuses":
            return self._of_statuses()
        return self._of_entries(self._leading_entries(lead))

    def _leading_entries(self, lead: str) -> str:
        """The entries for the leading part of the query, in the order of the store."""
        query = self._query
        if lead == "text":
            return self._with_words("words", " AND ".join(one.loose for one in self._asked.words))
        if lead in ("topics", "sources"):
            return self._listed_under(lead, getattr(query, lead))
        if lead == "ids":
            where = f"WHERE id IN ({self._values.all(query.ids)})"
        elif len(query.kinds) == 1:
            where = f"WHERE kind = {self._values.one(query.kinds[0])}"
        else:
            where = ""
        return f"SELECT position AS entry FROM entry {where} ORDER BY entry"

    def _listed_under(self, part: str, names: Sequence[str]) -> str:
        """The entries of these topics or sources, each once, in the order of the store."""
        column = part.removesuffix("s")
        arms = [
            f"SELECT entry FROM entry_{column} WHERE {column} = {self._values.one(name)}"
            for name in names[:_MOST_ARMS]
        ]
        if rest := names[_MOST_ARMS:]:
            names_of_rest = self._values.all(rest)
            arms.append(f"SELECT entry FROM entry_{column} WHERE {column} IN ({names_of_rest})")
        return f"{' UNION '.join(arms)} ORDER BY entry"

    def _with_words(self, table: str, words: str, *earlier: str) -> str:
        """The entries with these words, in the order of the store, without those found earlier.

        Each has columns that say which of the texts it contains itself, for all its facts.
        """
        own = ", ".join(
            f"{self._is_own(number, f'{table}.rowid')} AS own{number}"
            for number in range(len(self._asked.words))
        )
        match = self._values.one(words)
        conditions = [f"{table} MATCH {match}", *earlier]
        return f"SELECT rowid AS entry, {own} FROM {table} WHERE {' AND '.join(conditions)}"

    def _of_entries(self, entries: str, check: str = "1") -> str:
        """The matching facts of these entries, in their order."""
        by_range = "BETWEEN entry.first_fact AND entry.last_fact"
        facts = f"CROSS JOIN fact ON fact.position {by_range}"
        if self._is_latest_known:
            latest = f"CROSS JOIN latest ON latest.fact {by_range}"
            facts = f"{latest} CROSS JOIN fact ON fact.position = latest.fact"
        # LIMIT keeps SQLite from merging the inner query, which would lose its order.
        tables = f"({entries} LIMIT -1) AS lead CROSS JOIN entry ON entry.position = lead.entry"
        checks = {**self._checks, "": check}
        if "own0" in entries:
            checks["text"] = self._has_words(lambda number: f"lead.own{number}")
        return (
            f"SELECT fact.position AS hit FROM {tables} {facts} {_SERIES}"
            f" WHERE {' AND '.join(checks.values())}"
        )

    def _of_series(self, column: str, names: Sequence[str]) -> str:
        """The matching facts of these areas or groups."""
        fact, position = "fact", "position"
        if self._is_latest_known:
            fact, position = "latest", "fact"
        named = [
            f"= (SELECT position FROM part WHERE text = {self._values.one(name)})"
            for name in names[:_MOST_ARMS]
        ]
        if rest := names[_MOST_ARMS:]:
            numbers = f"SELECT position FROM part WHERE text IN ({self._values.all(rest)})"
            named.append(f"IN ({numbers})")
        arms = [
            f"SELECT series.entry AS entry, {fact}.{position} AS hit FROM series"
            f" CROSS JOIN {fact} ON {fact}.series = series.position"
            f" WHERE series.{column} {is_named}"
            for is_named in named
        ]
        return self._of_facts(f"{' UNION ALL '.join(arms)} ORDER BY entry, hit", is_latest=True)

    def _of_periods(self, numbers: Sequence[int]) -> str:
        """The matching facts of these periods."""
        arms = [
            f"SELECT position AS hit FROM fact WHERE period = {self._values.one(number)}"
            for number in numbers
        ] or ["SELECT position AS hit FROM fact WHERE 0"]
        return self._of_facts(f"{' UNION ALL '.join(arms)} ORDER BY hit")

    def _of_statuses(self) -> str:
        """The matching facts with these statuses; the indexes only hold facts with a status."""
        arms = [
            f"SELECT position AS hit FROM fact WHERE status <> '' AND status = {name}"
            for name in map(self._values.one, self._query.statuses)
        ]
        if SUPERSEDED in self._query.statuses:
            arms.append("SELECT position AS hit FROM fact WHERE superseded <> ''")
        return self._of_facts(f"{' UNION '.join(arms)} ORDER BY hit")

    def _of_facts(self, facts: str, *, is_latest: bool = False) -> str:
        """The matching ones of these facts, in the same order."""
        checks = list(self._checks.values()) or ["1"]
        if self._is_latest_known and not is_latest:
            checks.append("fact.position IN (SELECT fact FROM latest)")
        return (
            f"SELECT fact.position AS hit FROM ({facts} LIMIT -1) AS lead"
            f" CROSS JOIN fact ON fact.position = lead.hit {_SERIES}"
            " CROSS JOIN entry ON entry.position = series.entry"
            f" WHERE {' AND '.join(checks)}"
        )

    # The checked parts

    def _checks_of_series(self) -> dict[str, str]:
        """A condition on entries or series for each part of the query that is about them."""
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
        if self._asked.words and not self._asked.reaches:
            checks["text"] = self._has_words(lambda number: self._is_own(number, "entry.position"))
        return checks

    def _checks_of_observation(self, fact: str) -> dict[str, str]:
        """A condition on facts for each part of the query in which facts of one series differ."""
        query, values = self._query, self._values
        checks = {}
        if query.sources:
            source = f"(SELECT source FROM place WHERE place.position = {fact}.place)"
            checks["sources"] = f"{source} IN ({values.all(query.sources)})"
        if query.statuses:
            checks["statuses"] = self._has_status(fact)
        if query.years:
            # The plus sign keeps SQLite from leading with the periods.
            checks["years"] = f"+{fact}.period IN ({self._overlapping()})"
        if query.as_of is not None:
            day = _OF_SOURCE.format("source.day", fact)
            checks["as_of"] = f"coalesce({day}, '') <= {values.one(query.as_of)}"
        return checks

    def _is_newest(self) -> str:
        """Whether no newer fact of the series matches, and no later source supersedes this one."""
        newer = self._checks_of_observation("newer")
        is_newer = (
            "newer.series = fact.series"
            f" AND newer.period > (fact.period | {2**PERIOD_BITS - 1})"
            f" AND NOT {self._is_superseded('newer')} AND {' AND '.join(newer.values())}"
        )
        is_superseded = self._is_superseded("fact")
        return f"NOT {is_superseded} AND NOT EXISTS (SELECT 1 FROM fact AS newer WHERE {is_newer})"

    def _overlapping(self) -> str:
        periods = self._asked.periods
        if len(periods) <= _MOST_ARMS:
            return self._values.all(periods)
        overlaps = (
            f"first <= {self._values.one(period.last.isoformat())}"
            f" AND last >= {self._values.one(period.first.isoformat())}"
            for period in self._query.periods
        )
        return f"SELECT position FROM period WHERE {' OR '.join(overlaps)}"

    def _has_status(self, fact: str) -> str:
        statuses = [status for status in self._query.statuses if status != SUPERSEDED]
        own = f"{fact}.status IN ({self._values.all(statuses)})"
        if len(statuses) == len(self._query.statuses):
            return own
        return f"({own} OR {self._is_superseded(fact)})"

    def _is_superseded(self, fact: str) -> str:
        if self._query.as_of is None:
            return f"{fact}.superseded <> ''"
        return f"({fact}.superseded BETWEEN '0' AND {self._values.one(self._query.as_of)})"

    def _is_own(self, number: int, entry: str) -> str:
        """Whether the entry itself contains a text, not only some of its facts."""
        words = self._asked.words[number]
        # An exact match is found fast and usually exists.
        found = (
            "EXISTS (SELECT 1 FROM words AS w WHERE w.words MATCH"
            f" {self._values.one(f'{_OWN} : {query}')} AND w.rowid = {entry})"
            for query in dict.fromkeys((words.exact, words.loose))
        )
        return f"({' OR '.join(found)})"

    def _has_words(self, is_own: Callable[[int], str]) -> str:
        """Whether each text occurs in the entry, or in the parts of the fact.

        With a figure only the entry counts, because the figure's digits occur in titles of sources.
        """
        conditions = []
        for number, words in enumerate(self._asked.words):
            found = [is_own(number)]
            if not self._asked.reaches:
                match = self._values.one(words.loose)
                parts = f"IN (SELECT rowid FROM part_words WHERE part_words MATCH {match})"
                source = _OF_SOURCE.format("source.part", "fact")
                places = ("series.area", "series.grp", "fact.note", source)
                found += [f"{place} {parts}" for place in places]
            conditions.append(f"({' OR '.join(found)})")
        return " AND ".join(conditions)

    # The best first

    def _best_first(self) -> str:
        """Facts with the requested value, the nearest first; then facts with the words.

        An exactly spelled word ranks above one with the same stem, and that above a longer word;
        words in a title rank above others of their group.
        """
        arms, is_new = [], "1"
        if self._asked.reaches:
            with_value = self._of_facts(self._with_value())
            arms.append(with_value)
            is_new = f"fact.position NOT IN ({with_value})"
        exact = " AND ".join(words.exact for words in self._asked.words)
        loose = " AND ".join(words.loose for words in self._asked.words)
        tiers = [("spelled", f"{_TITLE} : ({exact})"), ("spelled", exact)]
        tiers += [("words", f"{_TITLE} : ({exact})"), ("words", exact)]
        tiers += [("words", f"{_TITLE} : ({loose})"), ("words", loose)]
        earlier: list[tuple[str, str]] = []
        for table, words in dict.fromkeys(tiers) if exact else ():
            conditions = [
                f"NOT EXISTS (SELECT 1 FROM {other} AS w WHERE w.{other} MATCH"
                f" {self._values.one(found)} AND w.rowid = {table}.rowid)"
                for other, found in earlier
            ]
            arms.append(self._of_entries(self._with_words(table, words, *conditions), is_new))
            earlier.append((table, words))
        return " UNION ALL ".join(f"SELECT hit FROM ({arm})" for arm in arms)

    def _with_value(self) -> str:
        """Facts whose value agrees or may agree with the figure, the nearest first."""
        # Without other conditions, the nearest facts are the answer, up to the limit.
        is_alone = self._checks.keys() <= {"kinds"} and not self._is_latest_known
        most = self._limit if is_alone else "-1"
        union = " UNION ALL ".join(
            f"SELECT * FROM ({side} LIMIT {most})"
            for reach in self._asked.reaches
            for side in self._sides(reach)
        )
        return (
            f"SELECT hit FROM (SELECT hit, min(distance) AS distance FROM ({union}) GROUP BY hit)"
            " ORDER BY distance, hit"
        )

    def _sides(self, reach: Reach) -> tuple[str, str]:
        """The facts with values from the figure upwards, and those with lower values, downwards."""
        is_stored = reach.table == "fact"
        column, hit = ("value", "fact.position") if is_stored else ("amount", f"{reach.table}.fact")
        number, least, greatest = map(self._values.one, reach[1:4])
        facts = (
            f"SELECT {hit} AS hit, abs({column} - {number}) AS distance FROM {reach.table} WHERE"
        )
        suits = "1"
        if reach.dimension is not None:
            # Stored values are only compared if they are in the base unit.
            name = "base_dimension" if is_stored else "dimension"
            suits = (
                "EXISTS (SELECT 1 FROM fact AS of JOIN series ON series.position = of.series"
                f" JOIN entry ON entry.position = series.entry WHERE of.position = {hit}"
                f" AND {name} = {self._values.one(reach.dimension)})"
            )
        up = f"{column} >= {number} AND {column} <= {greatest} AND {suits} ORDER BY {column}, hit"
        down = f"{column} < {number} AND {column} >= {least} AND {suits}"
        return f"{facts} {up}", f"{facts} {down} ORDER BY {column} DESC, hit"

    # Other orders

    def _sorted(self, facts: str, sort: str) -> str:
        """These facts ordered by a field; facts without it come last."""
        field, direction = sort.removeprefix("-"), "DESC" if sort.startswith("-") else "ASC"
        if field in _NUMBER_LISTS:
            # A list of numbers is ordered by its first number; an empty list counts as missing.
            keys = [f"CAST(nullif({field}, '') AS INTEGER) {direction}"]
        elif field in TIMES:
            keys = in_order_of_time(field, direction)
        else:
            keys = [f'"{field}" COLLATE NOCASE {direction}']
        order = ", ".join(f"{key} NULLS LAST" for key in keys)
        return (
            f"SELECT hit FROM ({facts}) AS found CROSS JOIN record ON record.position = found.hit"
            f" ORDER BY {order}, hit"
        )

    def _walk(self, sort: str) -> str | None:
        """The matching facts, read from an index in the right order; None if sorting is faster.

        A walk visits all facts that come before the last fact of the answer.
        """
        total, sizes = self._asked.total, self._asked.sizes
        if self._query.limit is None or not total:
            return None
        suiting = float(total)
        for size in sizes.values():
            suiting *= size / total
        if self._query.limit * total / max(suiting, 1) > min(sizes.values(), default=total):
            return None
        field, direction = sort.removeprefix("-"), "DESC" if sort.startswith("-") else "ASC"
        if field == "value":
            with_value = f"value IS NOT NULL ORDER BY value {direction}, position"
            arms = [
                f"SELECT position AS hit FROM fact WHERE {with_value}",
                "SELECT position AS hit FROM fact WHERE value IS NULL ORDER BY position",
            ]
            return " UNION ALL ".join(f"SELECT hit FROM ({self._of_facts(arm)})" for arm in arms)
        if field in _OF_ENTRY:
            key = f"nullif({field}, '') COLLATE NOCASE"
            key = {"id": "id", "title": "title COLLATE NOCASE"}.get(field, key)
            order = f"{key} {direction}, position"
            order = order if field in ("id", "title") else f"{key} IS NULL, {order}"
            return self._of_entries(f"SELECT position AS entry FROM entry ORDER BY {order}")
        return self._step_by_step(sort) if self._asked.steps else None

    def _step_by_step(self, sort: str) -> str:
        """The facts with the first values of a field, value by value; then the rest."""
        field = sort.removeprefix("-")
        arms = [self._of_step(field, names) for names in self._asked.steps]
        names = self._values.all([name for names in self._asked.steps for name in names])
        if field in TIMES:
            is_gone_through = f"fact.period IN ({names})"
        elif field == "source":
            is_gone_through = f"coalesce({_SOURCE_OF_FACT} IN ({names}), 0)"
        else:
            column = "area" if field == "area" else "grp"
            numbers = f"SELECT position FROM part WHERE text IN ({names})"
            is_gone_through = f"series.{column} IN ({numbers})"
        self._checks["rest"] = f"NOT {is_gone_through}"
        arms.append(self._sorted(self._in_order_of_store(), sort))
        return " UNION ALL ".join(f"SELECT hit FROM ({arm})" for arm in arms)

    def _of_step(self, field: str, names: Sequence[Any]) -> str:
        if field in TIMES:
            return self._of_periods(names)
        if field == "source":
            is_of_source = f"{_SOURCE_OF_FACT} IN ({self._values.all(names)})"
            return self._of_entries(self._listed_under("sources", names), is_of_source)
        return self._of_series("area" if field == "area" else "grp", names)
