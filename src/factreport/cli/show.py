"""``report show``: everything about one entry, source or topic."""

from __future__ import annotations

from typing import Any

import click

from factreport.cli import complete, options, output
from factreport.cli.base import ReportCommand
from factreport.model import Counts
from factreport.render import Answer, cards, records
from factreport.store import Store
from factreport.store.query import Query
from factreport.wording import listed, quoted


@click.command(
    "show",
    cls=ReportCommand,
    epilog="""
    report show poor-workers-employed
    report show teller-report-2021-01-26
    report show special-posts --json | jq '.observations[].citation'
    """,
)
@click.argument("id_", metavar="ID", shell_complete=complete.entries)
@options.facts
@options.presentation
def show(id_: str, **given: Any) -> int:
    """Show all about one entry: facts, notes and citations.

    ID: of a metric, policy, event or claim, or of a source or topic.
    """
    store = options.open_store(given)
    answer = _card(store, id_)
    if answer is not None:
        options.show(answer, given)
        return 0
    near = listed([quoted(one) for one in store.suggestions(id_)], "or")
    hint = f"did you mean {near}?" if near else "`report find` searches the words of all entries"
    output.say(f"report: there is no entry {quoted(id_)}; {hint}")
    return 1


def _card(store: Store, id_: str) -> Answer | None:
    if found := store.select(Query(ids=[id_])):
        cited = dict.fromkeys(one.source for one in found if one.source)
        sources = store.sources(*cited) if cited else []
        return cards.entry(found, sources, store.topics(*found[0].topics))
    if sources := store.sources(id_):
        counts = store.coverage("source").get(id_, Counts())
        return cards.source(sources[0], counts, _facts(store, Query(sources=[id_])))
    if topics := store.topics(id_):
        counts = store.coverage("topic").get(id_, Counts())
        return cards.topic(topics[0], counts, _facts(store, Query(topics=[id_])))
    return None


def _facts(store: Store, query: Query) -> Answer:
    return records.answer(options.Selection(store, query), (), store.sources)
