"""``report metric``, ``policy``, ``event``, ``claim``: the facts of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from factreport.answers import Answer
from factreport.cli import messages, options
from factreport.cli.commands import ReportCommand, command
from factreport.cli.presentation import Presentation
from factreport.errors import QueryError
from factreport.kinds import KINDS, MIXED_COLUMNS
from factreport.model import Record
from factreport.store import Store
from factreport.store.query import Query
from factreport.wording import listed

_TEXT = (
    "TEXT: words that must all occur in the id, title, topics, keywords, area, group, summary,"
    " note, speaker or source of a fact."
)
_SIGNS = (
    "In a table a value has the sign of its qualifier: ≈ about, ≲ nearly, > more than, ≥ at least,"
    " < less than, ≤ at most."
)


def show(store: Store, records: Sequence[Record], query: Query, presentation: Presentation) -> None:
    """Write the facts, with what the format shows besides."""
    shows, kinds = presentation.format.shows, query.kinds
    topics = {topic for record in records for topic in record.topics} if "topics" in shows else ()
    sources = options.sources_of(store, records) if "sources" in shows else []
    if "columns" in shows:
        from factreport.answers import look_ups  # imported late: not for data

        columns = KINDS[kinds[0]].columns if len(kinds) == 1 else MIXED_COLUMNS
        answer = look_ups.answer(records, columns, sources)
    else:
        known = store.topics(*topics) if topics else []
        answer = Answer(
            fields=Record._fields, rows=records, columns=(), sources=sources, topics=known
        )
    if "heading" in shows:
        # The question in words: "Metrics · training · 2020".
        asked = [KINDS[kind].plural.capitalize() for kind in kinds] or ["Facts"]
        filters = ("topics", "periods", "areas", "groups", "sources", "statuses")
        named = (listed([str(name) for name in getattr(query, part)], "or") for part in filters)
        heading = " · ".join(filter(None, (*asked, " ".join(query.text), *named)))
        answer = replace(answer, heading=heading)
    if "entries" in shows:
        answer = options.with_entries(answer, store, presentation)
    presentation.show(answer)


def say_why(store: Store, query: Query, params: options.Params) -> int:
    """Say why there is no answer, unless none was requested; returns the exit code."""
    if query.limit != 0:
        from factreport.store.no_answer import why_nothing  # only for an empty answer

        messages.say(why_nothing(store, query))
    return 1 if params.get("exit_status") else 0


def __getattr__(kind: str) -> ReportCommand:
    """The command of a kind, made when it is used."""
    if kind not in KINDS:
        raise AttributeError(kind)
    help_text = f"{KINDS[kind].help}\n\n{_TEXT}"
    has_values = "value" in KINDS[kind].columns
    if has_values:
        help_text += f"\n\n{_SIGNS}"

    @command(help_text, *KINDS[kind].examples, name=kind)
    @click.argument("text", nargs=-1)
    @options.filters
    @options.presentation()
    def look_up(text: tuple[str, ...], *, presentation: Presentation, **params: Any) -> int:
        is_bare = presentation.format.has_one_field and not presentation.fields
        if is_bare and not has_values:
            raise QueryError(
                f"{KINDS[kind].plural} have no values; name a field, such as --fields title"
            )
        query = options.query_of(params, kinds=[kind], text=text)
        store = options.open_store(params, presentation)
        records = store.select(query)
        show(store, records, query, presentation)
        return 0 if records else say_why(store, query, params)

    return look_up
