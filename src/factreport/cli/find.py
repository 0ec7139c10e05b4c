"""``report find``: words or a figure, over all kinds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import click

from factreport.cli import lookup, messages, options
from factreport.cli.commands import command
from factreport.cli.presentation import Presentation
from factreport.errors import QueryError
from factreport.figures.reading import read_figure
from factreport.model import LOWER_BOUNDS, UPPER_BOUNDS
from factreport.periods import Period
from factreport.store.query import Query
from factreport.typed_periods import meant
from factreport.wording import listed, quoted

_YEAR = re.compile(r"\b(?:1[5-9]|20)[0-9]{2}\b")
# How many words the longest time has, such as "from 1 March 2024" or "2016 to 2020".
_LONGEST_TIME = 4


@command(
    """Find facts of every kind, the best match first.

    TEXT: a figure, to find the facts that have this value or round to it; or words, all of which
    must occur. Matches in titles come first. Without TEXT, the filters alone select the facts.
    """,
    "report find training subsidy",
    "report find 32.43 million",
    "report find 93.8%",
    "report find workshops --year 2020",
)
@click.argument("text", nargs=-1)
@options.filters
@options.presentation()
def find(text: tuple[str, ...], *, presentation: Presentation, **params: Any) -> int:
    asked = " ".join(text)
    figure = _figure(asked)
    if figure is not None:  # one text: "2.6 million" is more than its words
        before, _, mark = asked[: figure.start].rpartition(" ")
        last_mark, _, after = asked[figure.end :].partition(" ")
        text = (*before.split(), f"{mark}{figure.text}{last_mark}", *after.split())
    query = options.query_of(params, text=text, figure=figure, best_first=True)
    if not text and not any(params[name] for name in options.FILTERS):
        raise QueryError("give some words or a figure to find, or a filter such as --topic")
    store = options.open_store(params, presentation)
    records = []
    if query.figure is not None:
        records = store.select(replace(query, text=()))
    timed, time = _with_time(query)
    if not records and time:
        records = store.select(timed)
        if records:
            messages.say(f"{quoted(time)} was read as the time (--year)")
    # Digits occur in the names of sources, too; "five-year plan" is words.
    is_figure = figure is not None and (len(text) == 1 or bool(re.search("[0-9]", figure.text)))
    by_words = query if is_figure else replace(query, figure=None)
    if not records and (records := store.select(by_words)) and is_figure:
        lookup.say_why(store, query, params)
        messages.say("these facts only mention it")
    if not records and len(text) > 1 and query.figure is None:
        from factreport.store.no_answer import with_most_words  # only for words that nothing has

        fewer, left_out = with_most_words(store, query)
        if left_out:
            dropped = listed(list(map(quoted, left_out)))
            messages.say(f"no fact has all these words; left out: {dropped}")
            records = store.select(fewer)
    lookup.show(store, records, query, presentation)
    return 0 if records else lookup.say_why(store, query, params)


def _figure(asked: str) -> Any:
    """The figure that the words state, if they do.

    In prose a bare 1500 or 2020 is a year; a user may search for a count as well.  "More than 2
    million" searches for 2 million, and for values that round to it.
    """
    figure = read_figure(f"{asked} people" if asked.isdecimal() else asked)
    if figure is not None and figure.qualifier in (*LOWER_BOUNDS, *UPPER_BOUNDS):
        figure = figure._replace(qualifier=None)
    if figure is not None and asked.isdecimal():
        figure = figure._replace(text=asked, end=len(asked))
    return figure


def _with_time(query: Query) -> tuple[Query, str]:
    """The query with the longest time among its words as one of its years, and that time, if any.

    A time in a question means the facts of that time, not sources with these words in their titles.
    """
    words = query.text
    for length in range(min(_LONGEST_TIME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            time = " ".join(words[start : start + length])
            if _YEAR.search(time) and (form := meant(time)):
                rest = (*words[:start], *words[start + length :])
                years = [*query.periods, Period.parse(form)]
                return replace(query, text=rest, years=years, figure=None), time
    return query, ""
