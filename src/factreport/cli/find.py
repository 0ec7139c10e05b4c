"""``report find``: words or a figure, over all kinds."""

from __future__ import annotations

from typing import Any

import click

from factreport.cli import lookup, options
from factreport.cli.base import ReportCommand
from factreport.figures import read_figure

# "more than 2 million" looks for 2 million, and what becomes it when rounded.
_BOUNDS = ("more than", "at least", "less than", "at most")


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
@click.argument("text", nargs=-1, required=True)
@options.facts
@options.filters
@options.presentation
def find(text: tuple[str, ...], **given: Any) -> int:
    """Find facts of every kind, the best match first.

    TEXT: words that must all occur, in the title before the summary; or a figure, which finds
    the facts with that value, and those that become it when rounded.
    """
    words = " ".join(text)
    # In prose a bare 1500 or 2020 is a year; what is looked for may be a count as well.
    figure = read_figure(f"{words} people" if words.isdecimal() else words)
    if figure is not None and figure.qualifier in _BOUNDS:
        figure = figure._replace(qualifier=None)
    query = lookup.query_of(given, text=text, figure=figure, best_first=True)
    return lookup.answer(query, given)
