"""Turns a query into the one SQL statement that answers it.

A few rows must not cost more in a large store, so SQLite never chooses the order of the loops.  The
part of the query with the fewest facts by the tallies leads, or the words, as they are the slowest
to check.  Its facts come in the order of the store, the other parts are checked fact by fact, and
the statement stops when enough are found.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from factreport.kinds import ENTRY_TEXTS, STATUSES
from factreport.model import QUALIFIERS, SUPERSEDED
from factreport.store.index import COLUMNS, OWN_WORDS, PERIOD_BITS

if TYPE_CHECKING:
    from factreport.periods import Period
    from factreport.store.full_text import Words
    from factreport.store.query import Query

# How many SELECTs are merged into one statement: more would take long to prepare.
_MOST_SELECTS = 64
# How many parameters are named one by one.
_MOST_NAMED = 500
# How many times as long as any other check of a fact it takes to check its words.
_TIMES_SLOWER = 20
_NUMBER_LISTS = ("paragraphs", "pages")
# The columns of a period by which each field about it is ordered.
TIMES = {"period": ("first", "last"), "start": ("start",), "end": ('"end"',), "year": ("year",)}
# The columns of a series for the parts of a query and the fields that are about them.
_OF_SERIES = {"areas": "area", "groups": "grp", "area": "area", "group": "grp"}
_OF_ENTRY = ("kind", "id", "title", "topics", "unit", *ENTRY_TEXTS)
_OWN = f"{{{' '.join(OWN_WORDS)}}}"
_TITLE = "{id title}"
_SERIES = "CROSS JOIN series ON series.position = fact.series"
_SOURCE = "(SELECT source FROM place WHERE place.position = {}.place)"
_OF_SOURCE = (
    "(SELECT {} FROM place JOIN source ON source.id = place.source WHERE place.position = {}.place)"
)


def in_order_of_time(field: str, direction: str) -> list[str]:
    """What to order by: of two periods that begin on one day, the longer comes first."""
    first, *last = TIMES[field]
    opposite = "ASC" if direction == "DESC" else "DESC"
    return [f"{first} {direction}", *(f"{column} {opposite}" for column in last)]


class Sql(NamedTuple):
    """SQL and its parameters, which the SQL refers to by number."""

    text: str
    parameters: tuple[Any, ...] = ()


Rows = Callable[[Sql], list[Any]]


class Reach(NamedTuple):
    """A range that may contain the value of a figure: its table, its numbers and its dimension."""

    table: str
    number: float
    least: float
    greatest: float
    dimension: str | None


class Plan(NamedTuple):
    """A query with its names as the store spells them, and the sizes of its parts by the tallies.

    ``sizes`` gives the number of facts for each part that narrows the answer, ``total`` the number
    of all facts where it is needed.  ``periods`` contains the numbers of the periods that
    overlap the requested ones.  ``steps`` contains the first values of the field to sort by, in its
    order, each as the index stores it: numbers of periods, or names; then an empty step if these
    are all.
    """

    query: Query
    words: tuple[Words, ...]
    reaches: tuple[Reach, ...]
    periods: tuple[int, ...]
    steps: tuple[tuple[Any, ...], ...]
    sizes: dict[str, int]
    total: int


class Values(list[Any]):
    """The parameters of a statement, named by their numbers."""

    def name(self, value: Any) -> str:
        """The name of a value."""
        self.append(value)
        return f"?{len(self)}"

    def names(self, values: Sequence[Any]) -> str:
        """The names of several values, or a SELECT of them where they are many."""
        if len(values) <= _MOST_NAMED:
            return ", ".join(map(self.name, values))
        import json  # imported late: SQLite takes long to find thousands of names

        return f"SELECT value FROM json_each({self.name(json.dumps(values))})"


def overlapping(periods: Iterable[Period], values: Values) -> str:
    """The condition that a row of the table of periods overlaps one of these periods."""
    conditions = []
    for period in periods:
        first, last = values.name(period.last.isoformat()), values.name(period.first.isoformat())
        conditions.append(f"first <= {first} AND last >= {last}")
    return " OR ".join(conditions)


def selecting(plan: Plan) -> Sql:
    """The statement for the records that answer a query, in their order."""
    values = Values()
    hits = _Selection(plan, values).hits()
    columns = COLUMNS
    if plan.query.as_of is not None:  # later revisions don't count
        status = (
            f"CASE WHEN superseded = '' OR superseded > {values.name(plan.query.as_of)}"
            " THEN nullif(own_status, '') WHEN own_status = ''"
            f" THEN '{SUPERSEDED}' ELSE own_status || ', {SUPERSEDED}' END"
        )
        columns = columns.replace('"status"', status)
    # Positions are sorted, not records, whose texts may be long.
    sql = f"SELECT {columns} FROM ({hits}) AS hits CROSS JOIN record ON record.position = hits.hit"
    return Sql(sql, tuple(values))


def finding(plan: Plan) -> Sql:
    """The statement for the positions in the index of the records that answer a query."""
    values = Values()
    return Sql(_Selection(plan, values).hits(), tuple(values))


class _Selection:
    """Builds the part of one statement that finds the facts."""

    def __init__(self, plan: Plan, values: Values) -> None:
        self.plan, self.query, self.values = plan, plan.query, values
        query = plan.query
        observation = self.checks_of_observation("fact")
        # Whether the newest observations are those stored in the index, or the newest that match.
        self.is_latest_known = query.latest and not observation
        self.checks = {**self.checks_of_series(), **observation}
        if query.latest and observation:
            # No newer fact of the series matches, and no later source supersedes this one.
            is_newer = " AND ".join(
                [
                    "newer.series = fact.series",
                    f"newer.period > (fact.period | {2**PERIOD_BITS - 1})",
                    f"NOT {self.when_superseded('newer')}",
                    *self.checks_of_observation("newer").values(),
                ]
            )
            self.checks["latest"] = (
                f"NOT {self.when_superseded('fact')}"
                f" AND NOT EXISTS (SELECT 1 FROM fact AS newer WHERE {is_newer})"
            )
        self.limit = values.name(-1 if query.limit is None else min(query.limit, sys.maxsize))

    def hits(self) -> str:
        """A SELECT of the positions of the facts, in their order, as ``hit``."""
        query = self.query
        if query.sort and not self.plan.reaches and (facts := self.sorted_by_index()):
            return f"SELECT hit FROM ({facts}) LIMIT {self.limit}"
        is_ranked = bool(self.plan.reaches or (query.best_first and self.plan.words))
        sql = self.best_first() if is_ranked else self.in_order_of_store()
        if query.sort:
            sql = self.sorted(sql)
        return f"SELECT hit FROM ({sql}) LIMIT {self.limit}"

    # The leading part

    def in_order_of_store(self) -> str:
        """The facts that match; the part of the query with the fewest facts leads."""
        query, values = self.query, self.values
        sizes = {part: size for part, size in self.plan.sizes.items() if part != "latest"}
        if "text" in sizes:
            sizes["text"] //= _TIMES_SLOWER
        lead = min(sizes, key=sizes.__getitem__, default="")
        if lead in ("areas", "groups"):
            return self.of_series(lead, getattr(query, lead))
        if lead == "years" and len(self.plan.periods) <= _MOST_SELECTS:
            return self.of_periods(self.plan.periods)
        if lead == "statuses":
            # The indexes only contain facts with a status.
            selects = [
                f"SELECT position AS hit FROM fact WHERE status <> '' AND status = {name}"
                for name in map(values.name, query.statuses)
            ]
            if SUPERSEDED in query.statuses:
                selects.append("SELECT position AS hit FROM fact WHERE superseded <> ''")
            return self.of_facts(f"{' UNION '.join(selects)} ORDER BY hit")
        if lead == "text":
            loose = " AND ".join(words.loose for words in self.plan.words)
            return self.of_entries(self.with_words("words", loose))
        if lead in ("topics", "sources", "kinds"):
            return self.of_entries(self.listed_under(lead, getattr(query, lead)))
        where = f"WHERE id IN ({values.names(query.ids)})" if lead == "ids" else ""
        return self.of_entries(f"SELECT position AS entry FROM entry {where} ORDER BY entry")

    def listed_under(self, part: str, names: Sequence[str]) -> str:
        """The entries of these topics, sources or kinds, each once, in the order of the store."""
        column = part.removesuffix("s")
        table = "(SELECT kind, position AS entry FROM entry)"
        if column != "kind":
            table = f"entry_{column}"
        selects = self.selects(f"SELECT entry FROM {table} WHERE {column}", names, "{}")
        return f"{' UNION '.join(selects)} ORDER BY entry"

    def of_series(self, part: str, names: Sequence[str]) -> str:
        """The matching facts of these areas or groups."""
        fact, position = ("latest", "fact") if self.is_latest_known else ("fact", "position")
        selects = self.selects(
            f"SELECT series.entry AS entry, {fact}.{position} AS hit FROM series"
            f" CROSS JOIN {fact} ON {fact}.series = series.position"
            f" WHERE series.{_OF_SERIES[part]}",
            names,
            "SELECT position FROM part WHERE text IN ({})",
        )
        return self.of_facts(f"{' UNION ALL '.join(selects)} ORDER BY entry, hit", is_latest=True)

    def selects(self, select: str, names: Sequence[str], numbers: str) -> Iterator[str]:
        """A SELECT for each name, which reads a range of an index in order; one for the rest."""
        for name in names[:_MOST_SELECTS]:
            yield f"{select} = ({numbers.format(self.values.name(name))})"
        if rest := names[_MOST_SELECTS:]:
            yield f"{select} IN ({numbers.format(self.values.names(rest))})"

    def of_periods(self, numbers: Sequence[int]) -> str:
        """The matching facts of these periods."""
        selects = [
            f"SELECT position AS hit FROM fact WHERE period = {self.values.name(number)}"
            for number in numbers
        ] or ["SELECT position AS hit FROM fact WHERE 0"]
        return self.of_facts(f"{' UNION ALL '.join(selects)} ORDER BY hit")

    def with_words(self, table: str, words: str, *earlier: str) -> str:
        """The entries with these words, in the order of the store, without those found earlier.

        Each has columns that say which of the texts it contains itself, for all its facts.
        """
        own = ", ".join(
            f"{self.when_own(number, f'{table}.rowid')} AS own{number}"
            for number in range(len(self.plan.words))
        )
        match = self.values.name(words)
        conditions = [f"{table} MATCH {match}", *earlier]
        return f"SELECT rowid AS entry, {own} FROM {table} WHERE {' AND '.join(conditions)}"

    def of_entries(self, entries: str, check: str = "1") -> str:
        """The matching facts of these entries, in their order."""
        by_range = "BETWEEN entry.first_fact AND entry.last_fact"
        facts = f"CROSS JOIN fact ON fact.position {by_range}"
        if self.is_latest_known:
            latest = f"CROSS JOIN latest ON latest.fact {by_range}"
            facts = f"{latest} CROSS JOIN fact ON fact.position = latest.fact"
        # LIMIT keeps SQLite from merging the inner query, which would lose its order.
        tables = f"({entries} LIMIT -1) AS lead CROSS JOIN entry ON entry.position = lead.entry"
        checks = {**self.checks, "": check}
        if "own0" in entries:
            checks["text"] = self.when_words(lambda number: f"lead.own{number}")
        return (
            f"SELECT fact.position AS hit FROM {tables} {facts} {_SERIES}"
            f" WHERE {' AND '.join(checks.values())}"
        )

    def of_facts(self, facts: str, *, is_latest: bool = False) -> str:
        """Those of these facts that match, in the same order."""
        checks = list(self.checks.values()) or ["1"]
        if self.is_latest_known and not is_latest:
            checks.append("fact.position IN (SELECT fact FROM latest)")
        return (
            f"SELECT fact.position AS hit FROM ({facts} LIMIT -1) AS lead"
            f" CROSS JOIN fact ON fact.position = lead.hit {_SERIES}"
            " CROSS JOIN entry ON entry.position = series.entry"
            f" WHERE {' AND '.join(checks)}"
        )

    # The checked parts

    def checks_of_series(self) -> dict[str, str]:
        """A condition on entries or series for each part of the query that is about them."""
        query, values = self.query, self.values
        checks = {}
        if query.kinds:
            checks["kinds"] = f"entry.kind IN ({values.names(query.kinds)})"
        if query.ids:
            checks["ids"] = f"entry.id IN ({values.names(query.ids)})"
        if query.topics:
            checks["topics"] = (
                "EXISTS (SELECT 1 FROM entry_topic"
                f" WHERE topic IN ({values.names(query.topics)})"
                " AND entry_topic.entry = entry.position)"
            )
        for part in ("areas", "groups"):
            if names := getattr(query, part):
                checks[part] = self.when_of_series(part, names)
        if self.plan.words and not self.plan.reaches:
            checks["text"] = self.when_words(lambda number: self.when_own(number, "entry.position"))
        return checks

    def when_of_series(self, part: str, names: Sequence[str]) -> str:
        """The condition that a series has one of these areas or groups."""
        numbers = f"SELECT position FROM part WHERE text IN ({self.values.names(names)})"
        return f"series.{_OF_SERIES[part]} IN ({numbers})"

    def checks_of_observation(self, fact: str) -> dict[str, str]:
        """A condition on facts for each part of the query in which facts of one series differ."""
        query, values, periods = self.query, self.values, self.plan.periods
        checks = {}
        if query.sources:
            checks["sources"] = f"{_SOURCE.format(fact)} IN ({values.names(query.sources)})"
        if query.statuses:
            own_statuses = [status for status in query.statuses if status != SUPERSEDED]
            checks["statuses"] = f"{fact}.status IN ({values.names(own_statuses)})"
            if len(own_statuses) < len(query.statuses):
                checks["statuses"] = f"({checks['statuses']} OR {self.when_superseded(fact)})"
        if query.years:
            numbers = values.names(periods[:_MOST_SELECTS])
            if len(periods) > _MOST_SELECTS:
                overlaps = overlapping(query.periods, values)
                numbers = f"SELECT position FROM period WHERE {overlaps}"
            # The plus sign keeps SQLite from leading with the periods.
            checks["years"] = f"+{fact}.period IN ({numbers})"
        if query.as_of is not None:
            day = _OF_SOURCE.format("source.day", fact)
            checks["as_of"] = f"coalesce({day}, '') <= {values.name(query.as_of)}"
        return checks

    def when_superseded(self, fact: str) -> str:
        """The condition that a later source supersedes a fact on the day of the question."""
        if self.query.as_of is None:
            return f"{fact}.superseded <> ''"
        return f"({fact}.superseded BETWEEN '0' AND {self.values.name(self.query.as_of)})"

    def when_own(self, number: int, entry: str) -> str:
        """The condition that an entry itself contains a text, not only some of its facts."""
        words = self.plan.words[number]
        # An exact match is quick to test and usually succeeds.
        matches = (
            "EXISTS (SELECT 1 FROM words AS w WHERE w.words MATCH"
            f" {self.values.name(f'{_OWN} : {query}')} AND w.rowid = {entry})"
            for query in dict.fromkeys((words.exact, words.loose))
        )
        return f"({' OR '.join(matches)})"

    def when_words(self, when_own: Callable[[int], str]) -> str:
        """The condition that each text occurs in the entry, or in the parts of the fact.

        With a figure only the entry counts, because the figure's digits occur in titles of sources.
        """
        conditions = []
        for number, words in enumerate(self.plan.words):
            matches = [when_own(number)]
            if not self.plan.reaches:
                match = self.values.name(words.loose)
                parts = f"IN (SELECT rowid FROM part_words WHERE part_words MATCH {match})"
                source = _OF_SOURCE.format("source.part", "fact")
                columns = ("series.area", "series.grp", "fact.note", source)
                matches += [f"{column} {parts}" for column in columns]
            conditions.append(f"({' OR '.join(matches)})")
        return " AND ".join(conditions)

    # The best first

    def best_first(self) -> str:
        """Facts with the requested value, the nearest first; then facts with the words.

        An exactly spelled word ranks above one with the same stem, and that above a longer word;
        words in a title rank above others of their group.
        """
        selects, is_new = [], "1"
        if self.plan.reaches:
            # Without other conditions, the nearest facts are the answer, up to the limit.
            is_alone = self.checks.keys() <= {"kinds"} and not self.is_latest_known
            most = self.limit if is_alone else "-1"
            sides = " UNION ALL ".join(
                f"SELECT * FROM ({side} LIMIT {most})"
                for reach in self.plan.reaches
                for side in self.sides(reach)
            )
            # Of 13 and -13, which have one distance, "down 13%" asks for the fall first.
            is_fall = self.query.figure is not None and self.query.figure.direction == "down"
            with_value = self.of_facts(
                f"SELECT hit FROM (SELECT hit, number, min(distance) AS distance FROM ({sides})"
                f" GROUP BY hit) ORDER BY distance, number {'ASC' if is_fall else 'DESC'}, hit"
            )
            selects.append(with_value)
            is_new = f"fact.position NOT IN ({with_value})"
        exact = " AND ".join(words.exact for words in self.plan.words)
        loose = " AND ".join(words.loose for words in self.plan.words)
        tiers = [("spelled", f"{_TITLE} : ({exact})"), ("spelled", exact)]
        tiers += [("words", f"{_TITLE} : ({exact})"), ("words", exact)]
        tiers += [("words", f"{_TITLE} : ({loose})"), ("words", loose)]
        earlier: list[tuple[str, str]] = []
        for table, words in dict.fromkeys(tiers) if exact else ():
            conditions = [
                f"NOT EXISTS (SELECT 1 FROM {other} AS w WHERE w.{other} MATCH"
                f" {self.values.name(earlier_words)} AND w.rowid = {table}.rowid)"
                for other, earlier_words in earlier
            ]
            selects.append(self.of_entries(self.with_words(table, words, *conditions), is_new))
            earlier.append((table, words))
        return " UNION ALL ".join(f"SELECT hit FROM ({select})" for select in selects)

    def sides(self, reach: Reach) -> tuple[str, str]:
        """The facts with values from the figure upwards, and those with lower values, downwards."""
        is_stored = reach.table == "fact"
        column, hit = ("value", "fact.position") if is_stored else ("amount", f"{reach.table}.fact")
        number, least, greatest = map(self.values.name, reach[1:4])
        distance = f"{number} AS number, abs({column} - {number}) AS distance"
        facts = f"SELECT {hit} AS hit, {distance} FROM {reach.table} WHERE"
        suits = "1"
        if reach.dimension is not None:
            # Stored values are only compared if they are in the base unit.
            name = "base_dimension" if is_stored else "dimension"
            suits = (
                "EXISTS (SELECT 1 FROM fact AS of JOIN series ON series.position = of.series"
                f" JOIN entry ON entry.position = series.entry WHERE of.position = {hit}"
                f" AND {name} = {self.values.name(reach.dimension)})"
            )
        up = f"{column} >= {number} AND {column} <= {greatest} AND {suits} ORDER BY {column}, hit"
        down = f"{column} < {number} AND {column} >= {least} AND {suits}"
        return f"{facts} {up}", f"{facts} {down} ORDER BY {column} DESC, hit"

    # Other orders

    def sorted(self, facts: str) -> str:
        """These facts ordered by the field of the query; facts without it come last."""
        field, direction = self.query.sort_field, self.query.sort_direction
        if field in _NUMBER_LISTS:
            # A list of numbers is ordered by its first number; an empty list counts as missing.
            keys = [f"CAST(nullif({field}, '') AS INTEGER) {direction}"]
        elif field in TIMES:
            keys = in_order_of_time(field, direction)
        else:
            keys = [f'"{field}" COLLATE NOCASE {direction}']
        order = ", ".join(f"{key} NULLS LAST" for key in keys)
        return (
            f"SELECT hit FROM ({facts}) AS facts CROSS JOIN record ON record.position = facts.hit"
            f" ORDER BY {order}, hit"
        )

    def sorted_by_index(self) -> str | None:
        """The matching facts, read from an index in the right order; None if sorting is faster.

        This visits all facts that come before the last fact of the answer.
        """
        total, sizes = self.plan.total, self.plan.sizes
        if self.query.limit is None or not total:
            return None
        expected = float(total)
        for size in sizes.values():
            expected *= size / total
        if self.query.limit * total / max(expected, 1) > min(sizes.values(), default=total):
            return None
        field, direction = self.query.sort_field, self.query.sort_direction
        if facts := self.by_own_field(field):
            return " UNION ALL ".join(
                f"SELECT hit FROM ({self.of_facts(select)})" for select in facts
            )
        if field in _OF_ENTRY:
            key = f"nullif({field}, '') COLLATE NOCASE"
            key = {"id": "id", "title": "title COLLATE NOCASE"}.get(field, key)
            order = f"{key} {direction}, position"
            order = order if field in ("id", "title") else f"{key} IS NULL, {order}"
            return self.of_entries(f"SELECT position AS entry FROM entry ORDER BY {order}")
        return self.step_by_step(field) if self.plan.steps else None

    def by_own_field(self, field: str) -> list[str]:
        """All facts by a field of their own: a SELECT for each value or range, then the rest."""
        direction = self.query.sort_direction
        rest = "SELECT position AS hit FROM fact WHERE {} ORDER BY position"
        if field == "value":
            order = f"value IS NOT NULL ORDER BY value {direction}, position"
            return [f"SELECT position AS hit FROM fact WHERE {order}", rest.format("value IS NULL")]
        if field in ("low", "high"):
            order = f"SELECT fact AS hit FROM spread ORDER BY {field} {direction}, fact"
            return [order, rest.format("position NOT IN (SELECT fact FROM spread)")]
        conditions: dict[str, str] = {}
        if field == "qualifier":
            conditions = {name: f"qualifier <> '' AND qualifier = '{name}'" for name in QUALIFIERS}
        elif field == "status" and self.query.as_of is None:
            for name in STATUSES:
                has_status = f"status <> '' AND status = '{name}' AND superseded"
                conditions[name] = f"{has_status} = ''"
                conditions[f"{name}, {SUPERSEDED}"] = f"{has_status} <> ''"
            conditions[SUPERSEDED] = "superseded <> '' AND status = ''"
        selects = [
            rest.format(conditions[name])
            for name in sorted(conditions, reverse=direction == "DESC")
        ]
        others = f"NOT ({' OR '.join(conditions.values())})"
        return [*selects, rest.format(others)] if selects else []

    def step_by_step(self, field: str) -> str:
        """The facts with the first values of a field, value by value; then the rest."""
        steps = [names for names in self.plan.steps if names]
        listed = [name for names in steps for name in names]
        if field in TIMES:
            selects = [self.of_periods(numbers) for numbers in steps]
            is_listed = f"fact.period IN ({self.values.names(listed)})"
        elif field == "source":
            of_source = f"{_SOURCE.format('fact')} IN ({{}})"
            selects = [
                self.of_entries(
                    self.listed_under("source", names), of_source.format(self.values.names(names))
                )
                for names in steps
            ]
            is_listed = f"coalesce({of_source.format(self.values.names(listed))}, 0)"
        else:
            selects = [self.of_series(field, names) for names in steps]
            is_listed = self.when_of_series(field, listed)
        self.checks["rest"] = f"NOT {is_listed}"
        rest = self.in_order_of_store()
        has_value = bool(self.plan.steps[-1])  # or the steps contain all values
        selects.append(self.sorted(rest) if has_value else rest)
        return " UNION ALL ".join(f"SELECT hit FROM ({select})" for select in selects)
