"""``report topic``, ``source`` and ``year``: what the store covers."""

from __future__ import annotations

from typing import Any

import click

from factreport.cli import options
from factreport.cli.base import ReportCommand
from factreport.model import Counts
from factreport.render import lists


@click.command(
    "topic",
    cls=ReportCommand,
    epilog="""
    report topic
    report topic --json | jq -r '.[].id'
    """,
)
@options.facts
@options.presentation
def topic(**given: Any) -> int:
    """List the topics, with the number of facts of each kind."""
    store = options.open_store(given)
    counts = store.coverage("topic")
    options.show(lists.topics((one, counts.get(one.id, Counts())) for one in store.topics()), given)
    return 0


@click.command(
    "source",
    cls=ReportCommand,
    epilog="""
    report source
    report source --fields id,reference -f markdown
    """,
)
@options.facts
@options.presentation
def source(**given: Any) -> int:
    """List the sources, with the number of facts of each."""
    store = options.open_store(given)
    counts = store.coverage("source")
    options.show(
        lists.sources((one, counts.get(one.id, Counts())) for one in store.sources()), given
    )
    return 0


@click.command(
    "year",
    cls=ReportCommand,
    epilog="""
    report year
    report year -f csv
    """,
)
@options.facts
@options.presentation
def year(**given: Any) -> int:
    """List the years and spans, with the number of facts.

    A look-up with --year also finds the spans that the year lies in.
    """
    covered = options.open_store(given).coverage("year")
    ordered = sorted(covered.items(), key=lambda item: (item[0] is None, item[0] or (0, 0)))
    options.show(lists.years(ordered), given)
    return 0
