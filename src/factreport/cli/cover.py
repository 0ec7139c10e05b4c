"""``report topic``, ``source`` and ``year``: what the store covers."""

from __future__ import annotations

from typing import Any

import click

from factreport.cli import options
from factreport.cli.base import ReportCommand
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
    options.show(lists.topics(store.topics(), store.coverage("topic")), given)
    return 0


@click.command(
    "source",
    cls=ReportCommand,
    epilog="""
    report source
    report source --fields id,reference -f markdown
    report source -f bibtex
    """,
)
@options.facts
@options.presentation
def source(**given: Any) -> int:
    """List the sources, with the number of facts of each."""
    store = options.open_store(given)
    options.show(lists.sources(store.sources(), store.coverage("source")), given)
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
    """List the periods, with the number of facts.

    A look-up with --year also finds the spans that contain the year.
    """
    covered = options.open_store(given).coverage("period")
    options.show(lists.periods(covered), given)
    return 0
