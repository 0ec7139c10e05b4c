"""``report show``: everything about entries, sources or topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import click

from factreport.cli import complete, options, output
from factreport.cli.base import ReportCommand
from factreport.kinds import MIXED_COLUMNS
from factreport.model import Record
from factreport.render import Answer, cards, records
from factreport.store import Store
from factreport.store.query import Query
from factreport.wording import listed, quoted


@click.command(
    "show",
    cls=ReportCommand,
    epilog="""
    report show poor-workers-employed
    report show special-posts workers-trained
    report show teller-report-2021-01-26
    report show special-posts --json | jq '.observations[].citation'
    """,
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=complete.entries)
@options.facts
@options.presentation
def show(ids: tuple[str, ...], **given: Any) -> int:
    """Show everything about entries: facts, notes and citations.

    ID: of a metric, policy, event or claim, or of a source or topic; or a title that is unique.
    """
    store = options.open_store(given)
    answers = []
    for id_ in dict.fromkeys(ids):
        answer = card(store, id_)
        if answer is None:
            output.say(f"report: {_why_none(store, id_)}")
        else:
            answers.append(answer)
    is_complete = len(answers) == len(set(ids))
    if len(answers) > 1 and options.format_of(given) not in options.ONE_AFTER_THE_OTHER:
        answers = [_together(answers)]
    if answers:
        options.show(answers[0], given, *answers[1:])
    return 0 if is_complete else 1


def _together(answers: Sequence[Answer]) -> Answer:
    """Several cards as one answer: the facts of all; in JSON, an array of objects."""
    facts = [Record._make(row) for answer in answers for row in answer.rows]
    sources = dict.fromkeys(source for answer in answers for source in answer.sources)
    topics = dict.fromkeys(topic for answer in answers for topic in answer.topics)
    together = records.answer(facts, MIXED_COLUMNS, [*sources], [*topics])
    singles = [answer.single for answer in answers if isinstance(answer.single, Mapping)]
    return replace(together, single=singles)


def card(store: Store, asked: str) -> Answer | None:
    """The card for this id or title; None if there is none."""
    for id_ in (asked, store.id_of_title(asked)):
        if id_ and (found := store.select(Query(ids=[id_]))):
            cited = dict.fromkeys(record.source for record in found if record.source)
            sources = store.sources(*cited) if cited else []
            return cards.entry(found, sources, store.topics(*found[0].topics))
        if id_ and (sources := store.sources(id_)):
            counts = store.coverage("source").get(id_, {})
            return cards.source(sources[0], counts, _facts(store, Query(sources=[id_])))
        if id_ and (topics := store.topics(id_)):
            counts = store.coverage("topic").get(id_, {})
            return cards.topic(topics[0], counts, _facts(store, Query(topics=[id_])))
    return None


def _facts(store: Store, query: Query) -> Answer:
    found = store.select(query)
    cited = dict.fromkeys(record.source for record in found if record.source)
    return records.answer(found, MIXED_COLUMNS, store.sources(*cited) if cited else [])


def _why_none(store: Store, id_: str) -> str:
    near = listed([quoted(other) for other in store.suggestions(id_)], "or")
    hint = f"did you mean {near}?" if near else "`report find` searches the words of all entries"
    return f"there is no entry {quoted(id_)}; {hint}"
