"""``report find``: words or a figure, over all kinds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import click

from factreport.cli import lookup, options, output
from factreport.cli.base import ReportCommand
from factreport.errors import QueryError
from factreport.figures import read_figure
from factreport.model import LOWER_BOUNDS, UPPER_BOUNDS, Record
from factreport.periods import Period
from factreport.store import Store
from factreport.store.query import Query
from factreport.wording import fold, listed, quoted

_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}(?:-(?:[HQ][1-4]|[0-9]{2})|/[0-9]{2,4})?")
# How many of the nearest values are searched for the noun of a figure.
_MOST_RANKED = 200


@click.command(
    "find",
    cls=ReportCommand,
    epilog="""
    report find training subsidy
    report find 32.43 million
    report find 93.8%
    report find workshops --year 2020
    """,
)
@click.argument("text", nargs=-1)
@options.facts
@options.filters
@options.presentation
def find(text: tuple[str, ...], **given: Any) -> int:
    """Find facts of every kind, the best match first.

    TEXT: a figure, to find the facts that have this value or round to it; or words, all of which
    must occur; matches in a title come first. Without TEXT only the filters select.
    """
    query = options.query_of(given, text=text, figure=_figure(" ".join(text)), best_first=True)
    narrows = (query.topics, query.years, query.areas, query.groups, query.sources, query.statuses)
    if not text and not any(narrows) and not query.latest and not query.as_of:
        raise QueryError("name words or a figure to find, or a filter such as --topic")
    store = options.open_store(given)
    records = []
    if query.figure is not None:
        records = _with_noun_first(store, replace(query, text=()))
    if not records:
        records = store.select(replace(query, figure=None))
    if not records and len(text) > 1 and query.figure is None:
        records = _with_fewer_words(store, query)
    lookup.show(store, records, query, given)
    return 0 if records else lookup.say_why(store, query, given)


def _figure(words: str) -> Any:
    """The figure that the words state, if they do.

    In prose a bare 1500 or 2020 is a year; a user may search for a count as well.  "More than 2
    million" searches for 2 million, and for values that round to it.
    """
    figure = read_figure(f"{words} people" if words.isdecimal() else words) if words else None
    if figure is not None and figure.qualifier in (*LOWER_BOUNDS, *UPPER_BOUNDS):
        return figure._replace(qualifier=None)
    return figure


def _with_noun_first(store: Store, query: Query) -> list[Record]:
    """The facts with the value of a figure; first those that count the same thing.

    "Three regions" asks for regions, though many other things may number three.
    """
    figure, limit = query.figure, query.limit
    is_counted = figure is not None and figure.unit.dimension == "count" and not query.sort
    if figure is None or not is_counted:
        return store.select(query)
    stem = re.sub("(?:ies|es|s|y)$", "", fold(figure.unit.name).rpartition(" ")[2])

    def counts_another(record: Record) -> bool:
        words = re.findall(r"\w+", fold(f"{record.unit or ''} {record.title}"))
        return not any(word.startswith(stem) for word in words)

    most = None if limit is None else max(limit, _MOST_RANKED)
    return sorted(store.select(replace(query, limit=most)), key=counts_another)[:limit]


def _with_fewer_words(store: Store, query: Query) -> list[Record]:
    """The facts found if a year among the words is read as a time, or if words are left out."""
    years = [word for word in query.text if _YEAR.fullmatch(word)]
    words = [word for word in query.text if word not in years]
    if years and words:
        asked = [*query.periods, *map(Period.parse, years)]
        records = store.select(replace(query, text=words, years=asked, figure=None))
        if records:
            output.say(f"report: {listed(years)} was read as a time, as with --year")
            return records
    from factreport.store.fewer_words import with_most_words  # only for words that nothing has

    fewer, left_out = with_most_words(store, query)
    if not left_out:
        return []
    dropped = listed(list(map(quoted, left_out)))
    output.say(f"report: no fact has all these words; left out: {dropped}")
    return store.select(fewer)
