"""Why a question has no answer, and what to ask instead: fewer words, another filter or time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, islice
from typing import Any

from factreport.kinds import KINDS
from factreport.periods import Period
from factreport.store import Store
from factreport.store.locate import described
from factreport.store.query import Query
from factreport.wording import counted, first_few, fold, listed, nearest, quoted

_NEAREST_PERIODS, _MOST_VALUES, _MOST_LISTED = 3, 3, 12
# How many periods are tried with the rest of the query, nearest first.
_MOST_TRIED = 60
# How many facts of each are searched for one with exactly this period.
_MOST_OVERLAPPING = 500
_MOST_READ = 10_000
# No more facts than this are counted: it is enough to know that there are many.
_MOST_COUNTED = 1_000
# How many titles are searched for a word like one that occurs nowhere.
_MOST_TITLES = 5_000
# How many subsets of the words are tried, the largest first.
_MOST_SUBSETS = 100
_YEAR = re.compile(r"\b(?:1[5-9][0-9]{2}|20[0-9]{2})\b")

# The parts that narrow a query, as they are written on the command line.
_FILTERS = {
    "text": "the words",
    "topics": "--topic",
    "years": "--year",
    "areas": "--area",
    "groups": "--group",
    "sources": "--source",
    "statuses": "--status",
    "as_of": "--as-of",
}


def with_most_words(store: Store, query: Query) -> tuple[Query, tuple[str, ...]]:
    """The query with as many of its words as some fact has, and the words that are left out.

    Of subsets of equal size, the one with the earlier words is kept.  The query is unchanged if it
    has an answer or if none of its words has one.
    """
    first = replace(query, figure=None, best_first=False, sort=None, limit=1)

    def has_answer(words: Sequence[str]) -> bool:
        return bool(store.select(replace(first, text=words)))

    if has_answer(query.text):
        return query, ()
    known = [word for word in query.text if has_answer([word])]
    choices = (subset for size in range(len(known), 0, -1) for subset in combinations(known, size))
    for subset in islice(choices, _MOST_SUBSETS):
        if has_answer(subset):
            left_out = tuple(word for word in query.text if word not in subset)
            return replace(query, text=subset, figure=None), left_out
    return query, ()


def why_nothing(store: Store, query: Query) -> str:
    """A sentence that says why a query has no answer: an empty store, a time, or a combination."""
    if not store.coverage("kind"):
        return f"{described(store.files)} has no facts"
    query = replace(store.resolve(query), sort=None, limit=None, best_first=False)
    if query.figure is not None and not store.count(Query(figure=query.figure, limit=1)):
        from factreport.figure_text import write_figure  # only for a value not found

        values = [
            f"{write_figure(record.value, record.low, record.high, record.qualifier)}"
            f" {record.unit} ({record.id})"
            for record in store.nearest_to(query.figure, _MOST_VALUES)
        ]
        nearest = f"; nearest: {listed(values, 'or')}" if values else " or a value near it"
        return f"no fact has the value {quoted(query.figure.text)}{nearest}"
    if query.years and (periods := nearest_periods(store, query)):
        nearest = listed([str(period) for period in periods])
        asked = listed([str(period) for period in query.periods], "or")
        return f"nothing for {asked}; the nearest times with facts: {nearest}"
    filters = _filters(query)
    if len(filters) > 1:
        return _combination(store, query, filters)
    kinds = listed([KINDS[kind].plural for kind in query.kinds], "or") or "facts"
    if query.ids:
        kinds = f"facts of {listed(query.ids, 'or')}"
    if not filters:
        return f"the store has no {kinds}; `report year` shows what it has"
    return f"no {kinds} with {listed([*filters.values()])}; {_elsewhere(store, query)}"


def _filters(query: Query) -> dict[str, str]:
    """The parts that narrow a query, each as it is written on the command line."""
    filters = {}
    for part, option in _FILTERS.items():
        asked = getattr(query, part)
        if part == "text":
            names = listed([quoted(text) for text in asked], "and")
        elif part == "as_of":
            names = asked
        else:
            names = listed([str(name) or '""' for name in asked], "or")
        if asked:
            filters[part] = f"{option} {names}"
    return filters


def nearest_periods(store: Store, query: Query) -> list[Period]:
    """The periods nearest to the requested ones for which the rest of the query has an answer."""
    known = [
        Period.parse(iso)
        for iso, counts in store.coverage("period").items()
        if iso is not None and any(counts[kind] for kind in query.kinds or KINDS)
    ]

    def days_away(period: Period) -> int:
        return min(
            max((period.first - asked.last).days, (asked.first - period.last).days)
            for asked in query.periods
        )

    known.sort(key=days_away)
    rest = replace(query, years=(), limit=_MOST_OVERLAPPING, latest=False)
    if any(getattr(rest, part) for part in _FILTERS) or rest.ids:
        # A fact that overlaps a period may have another period of its own.
        answered = (
            period
            for period in known[:_MOST_TRIED]
            if any(
                record.period == period.iso
                for record in store.select(replace(rest, years=(period,)))
            )
        )
        known = list(islice(answered, _NEAREST_PERIODS))
    return sorted(known[:_NEAREST_PERIODS], key=lambda period: period.rank)


def _elsewhere(store: Store, query: Query) -> str:
    """What to ask instead, for words that occur nowhere or an area that a metric lacks."""
    if query.years:
        has_facts = store.select(replace(query, years=(), limit=1))
        return "facts like these have no time" if has_facts else "the store has none for any time"
    if query.ids:
        known = store.select(Query(ids=query.ids, limit=_MOST_READ))
        parts = ((query.areas, "area"), (query.groups, "group"), (query.sources, "source"))
        field = next((field for asked, field in parts if asked), "status")
        names = sorted({getattr(record, field) for record in known} - {None})
        if names:
            return f"known: {first_few(names, field, _MOST_LISTED)}"
        return f"none of them has {'an' if field == 'area' else 'a'} {field}"
    if year := _YEAR.search(" ".join(query.text)):
        return f"for a year add --year {year[0]}"
    titles = " ".join(title for _, title in store.titles(kinds=tuple(KINDS), limit=_MOST_TITLES))
    known_words = {fold(word): word for word in re.findall(r"[^\W\d_]{3,}", titles.lower())}
    unknown = [word for word in query.text if fold(word) not in known_words]
    if meant := [near[0] for word in unknown if (near := nearest(word, known_words.values(), 1))]:
        return f"did you mean {listed(list(map(quoted, meant)))}?"
    return "`report find` searches every kind" if query.kinds else "try fewer or shorter words"


def _combination(store: Store, query: Query, filters: dict[str, str]) -> str:
    """Which filter to drop: one whose removal gives facts, or those that match nothing alone."""
    alternatives = []
    for part, asked in filters.items():
        rest: dict[str, Any] = {part: None if part == "as_of" else ()}
        facts = store.count(replace(query, **rest, limit=_MOST_COUNTED + 1))
        if facts:
            many = f"more than {_MOST_COUNTED:,} facts"
            number = many if facts > _MOST_COUNTED else counted(facts, "fact")
            alternatives.append(f"{asked} ({number})")
    if alternatives:
        return f"nothing matches all of this; drop {listed(alternatives, 'or')}"
    alone = []
    for part, asked in filters.items():
        only: dict[str, Any] = {part: getattr(query, part)}
        if not store.count(Query(kinds=query.kinds, limit=1, **only)):
            alone.append(asked)
    return f"nothing matches this; drop {listed(alone or [*filters.values()])}"
