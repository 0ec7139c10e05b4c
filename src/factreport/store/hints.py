"""Why a question has no answer: what to drop or where to look instead."""

from __future__ import annotations

import re

from factreport.figures import Figure
from factreport.model import FIRST_YEAR, LAST_YEAR, Record, Years
from factreport.store import Store
from factreport.store.files import described
from factreport.store.query import Query
from factreport.wording import counted, listed, quoted

_NEAREST_YEARS = 3
_MOST_VALUES, _MOST_THERE = 3, 12
_YEAR = re.compile(r"\b(?:1[5-9][0-9]{2}|20[0-9]{2})\b")
_PARTS = ("area", "source")

# The parts of a query that narrow it, as they are asked for on the command line.
_FILTERS = {
    "text": "the words",
    "topics": "--topic",
    "years": "--year",
    "areas": "--area",
    "sources": "--source",
}


def why_nothing(store: Store, query: Query) -> str:
    """A sentence for a query without an answer: an empty store, a year, or a combination."""
    if not store.count(Query()):
        return f"{described(store.files)} has no facts"
    query = store.resolve(query)._replace(sort=None, limit=None)
    if query.years and (spans := nearest_years(store, query)):
        years = listed([_span(span) for span in spans])
        return f"nothing for {_asked(query)}; the nearest years that have something: {years}"
    given = {part: words for part, words in _FILTERS.items() if getattr(query, part)}
    if len(given) > 1:
        return _combination(store, query, given)
    if query.figure is not None:
        return _no_value(store, query.figure, " ".join(query.text))
    kinds = listed([f"{kind} facts" for kind in query.kinds], "or") or "facts"
    if query.ids:
        kinds = f"{kinds} of {listed(list(query.ids), 'or')}"
    if not given:
        return f"the store has no {kinds}; `report year` shows what it has"
    return f"no {kinds} with {_named(query, given)}; {_elsewhere(store, query)}"


def _no_value(store: Store, figure: Figure, asked: str) -> str:
    """The nearest values, for a figure that no fact has."""
    near = [f"{_value(one)} ({one.id})" for one in store.neighbours(figure)[:_MOST_VALUES]]
    there = f"; nearest: {listed(near, 'or')}" if near else ", nor one near it"
    return f"no fact has the value {quoted(asked)}{there}"


def _value(record: Record) -> str:
    from factreport.figures import write_figure  # only a figure that is nowhere needs it

    return f"{write_figure(record.value or 0, qualifier=record.qualifier)} {record.unit}"


def _elsewhere(store: Store, query: Query) -> str:
    """What to ask instead of words that are nowhere, or of an area that a metric lacks."""
    if query.years:
        has_facts = store.count(query._replace(years=()))
        return "they have no year" if has_facts else "the store has none of any year"
    if query.ids:
        known = store.select(Query(ids=query.ids))
        areas, sources = ({getattr(one, part) for one in known} - {None} for part in _PARTS)
        there = areas if query.areas else sources
        return f"there: {listed(sorted(there)[:_MOST_THERE])}" if there else "it names none"
    if year := _YEAR.search(" ".join(query.text)):
        return f"for a year add --year {year[0]}"
    return "`report find` searches every kind" if query.kinds else "try fewer or shorter words"


def _combination(store: Store, query: Query, given: dict[str, str]) -> str:
    """Which filter to drop: one that leaves something, or those that have nothing by themselves."""
    found = [
        f"without {words} {_shown(query, part)} there {'is' if number == 1 else 'are'} "
        f"{counted(number, 'fact')}"
        for part, words in given.items()
        if (number := store.count(_without(query, part)))
    ]
    if found:
        return f"nothing matches all of this; {listed(found)}"
    alone = {part: words for part, words in given.items() if not store.count(_only(query, part))}
    return f"nothing matches this; drop {_named(query, alone or given)}"


def _named(query: Query, given: dict[str, str]) -> str:
    return listed([f"{words} {_shown(query, part)}" for part, words in given.items()])


def nearest_years(store: Store, query: Query) -> list[Years]:
    """The years nearest to those asked for, in which the rest of the query has an answer."""
    spans = store.years(query._replace(years=()))
    asked = [Years.of(one) for one in query.years]
    near = sorted(spans, key=lambda span: min(_distance(span, one) for one in asked))
    return sorted(near[:_NEAREST_YEARS])


def _distance(span: Years, asked: Years) -> int:
    return max(span.first - asked.last, asked.first - span.last)


def _without(query: Query, part: str) -> Query:
    return Query(**{**query._asdict(), part: ()})


def _only(query: Query, part: str) -> Query:
    return Query(kinds=query.kinds)._replace(**{part: getattr(query, part)})


def _asked(query: Query) -> str:
    return listed([_span(Years.of(span)) for span in query.years], "or")


def _span(span: Years) -> str:
    if span.first == span.last:
        return str(span.first)
    if span.last == LAST_YEAR:
        return f"{span.first} and later"
    return f"{span.last} and before" if span.first == FIRST_YEAR else f"{span.first}–{span.last}"


def _shown(query: Query, part: str) -> str:
    if part == "years":
        return _asked(query)
    names = list(getattr(query, part))
    return listed(list(map(quoted, names)), "and") if part == "text" else listed(names, "or")
