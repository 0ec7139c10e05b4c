"""``report metric``, ``policy``, ``event``, ``claim``: the facts of one kind."""

from __future__ import annotations

from typing import Any

import click

from factreport.cli import options, output
from factreport.cli.base import ReportCommand
from factreport.errors import QueryError
from factreport.render import records
from factreport.store.query import Query


def answer(query: Query, given: options.Given) -> int:
    """Select, show, and say why where there is nothing; the exit code."""
    is_bare = options.format_of(given) == "value" and not given["fields"]
    if is_bare and query.kinds and "metric" not in query.kinds:
        raise QueryError("only metrics have values; name a field, such as --fields title")
    store = options.open_store(given)
    selection = options.Selection(store, query)
    options.show(records.answer(selection, query.kinds, store.sources), given)
    if not selection.is_empty:
        if is_bare and not selection.has_values:
            output.say("report: what was found has no value; name a field, such as --fields title")
        return 0
    if query.limit == 0:  # as asked for
        return 1 if given["exit_status"] else 0
    from factreport.store.hints import why_nothing  # only an empty answer needs a reason

    output.say(f"report: {why_nothing(store, query)}")
    return 1 if given["exit_status"] else 0


def query_of(given: options.Given, **more: Any) -> Query:
    """The query that the filters on the command line ask for."""
    return Query(
        topics=given["topic"],
        years=given["year"],
        areas=given["area"],
        sources=given["source"],
        latest=given["latest"],
        sort=given["sort"],
        limit=given["limit"],
        **more,
    )


def _command(kind: str, summary: str, examples: str) -> ReportCommand:
    @click.command(kind, cls=ReportCommand, help=summary, epilog=examples)
    @click.argument("text", nargs=-1)
    @options.facts
    @options.filters
    @options.presentation
    def command(text: tuple[str, ...], **given: Any) -> int:
        return answer(query_of(given, kinds=[kind], text=text), given)

    return command


_TEXT = "TEXT: words that must all occur in its id, title, topics, area, summary or note."

metric = _command(
    "metric",
    f"Show figures, with period, unit and source.\n\n{_TEXT}",
    """
    report metric --year 2020
    report metric workers --topic training
    report metric --latest --sort -value --limit 5
    report metric -y 2016-2020 --json | jq '.[].value'
    """,
)
policy = _command(
    "policy",
    f"Show measures, campaigns and plans.\n\n{_TEXT}",
    """
    report policy --topic training
    report policy subsidy
    report policy --fields title,status,summary -f csv
    """,
)
event = _command(
    "event",
    f"Show what happened, and when.\n\n{_TEXT}",
    """
    report event
    report event --year 2020..
    """,
)
claim = _command(
    "claim",
    f"Show what was said, and by whom.\n\n{_TEXT}",
    """
    report claim employment
    report claim --fields by,title,citation -f markdown
    """,
)
