"""``report show``: everything about entries, sources or topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from factreport.answers import Answer, cards, look_ups
from factreport.cli import candidates, entry_ids, messages, options
from factreport.cli.commands import command
from factreport.cli.presentation import Presentation
from factreport.kinds import KINDS, MIXED_COLUMNS
from factreport.model import Record
from factreport.store import Store
from factreport.store.query import Query
from factreport.wording import listed


@command(
    "report show poor-workers-employed",
    "report show special-posts workers-trained",
    "report show teller-report-2021-01-26",
    "report show special-posts --json | jq '.observations[].citation'",
    help_text=(
        "Show everything about entries: facts, notes and citations.\n\nID: the id of a "
        f"{listed([*KINDS, 'source', 'topic'], 'or')}, or a title that no other has."
    ),
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=candidates.entries)
@options.presentation()
def show(ids: tuple[str, ...], *, presentation: Presentation, **params: Any) -> int:
    """Show the card of each entry; several are one answer in a format that has only one."""
    store = options.open_store(params, presentation)
    answers = []
    asked = dict.fromkeys(ids)
    for id_ in asked:
        if answer := card(store, entry_ids.id_of(store, id_)):
            answers.append(answer)
        else:
            messages.say(f"report: {entry_ids.why_none(store, id_)}")
    is_complete = len(answers) == len(asked)
    if len(answers) > 1:
        # As one answer: the facts of all; in JSON, an array of objects.
        facts = dict.fromkeys(Record._make(row) for answer in answers for row in answer.rows)
        sources = dict.fromkeys(source for answer in answers for source in answer.sources)
        topics = dict.fromkeys(topic for answer in answers for topic in answer.topics)
        together = look_ups.answer([*facts], MIXED_COLUMNS, [*sources], [*topics])
        singles = [answer.single for answer in answers if isinstance(answer.single, Mapping)]
        titles = " · ".join(answer.title for answer in answers)
        answers = [replace(together, single=singles, parts=answers, heading=titles)]
    for answer in answers:
        presentation.show(options.with_entries(answer, store, presentation))
    return 0 if is_complete else 1


def card(store: Store, id_: str) -> Answer | None:
    """The card of the entry, source or topic with this id; None if there is none."""
    if facts := store.select(Query(ids=[id_])):
        return cards.entry(facts, options.sources_of(store, facts), store.topics(*facts[0].topics))
    if sources := store.sources(id_):
        counts = store.coverage("source").get(id_, {})
        return cards.source(sources[0], counts, _facts(store, Query(sources=[id_])))
    if topics := store.topics(id_):
        counts = store.coverage("topic").get(id_, {})
        return cards.topic(topics[0], counts, _facts(store, Query(topics=[id_])))
    return None


def _facts(store: Store, query: Query) -> Answer:
    facts = store.select(query)
    return look_ups.answer(facts, MIXED_COLUMNS, options.sources_of(store, facts))
