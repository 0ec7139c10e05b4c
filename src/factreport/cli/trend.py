"""``report trend``: how a metric changes from observation to observation."""

from __future__ import annotations

from typing import Any

import click

from factreport import trend as trends
from factreport.cli import complete, options, output
from factreport.cli.base import ReportCommand
from factreport.render import trends as drawn
from factreport.store import Store
from factreport.store.query import Query
from factreport.wording import listed, quoted


@click.command(
    "trend",
    cls=ReportCommand,
    epilog="""
    report trend poor-workers-employed
    report trend poor-workers-employed --year 2016.. --area China
    report trend poor-workers-employed -o jobs.svg
    report trend poor-workers-employed --json | jq '.[-1].total_change_percent'
    """,
)
@click.argument("metric", shell_complete=complete.metrics)
@options.facts
@options.when_where_whence
@options.presentation
def trend(metric: str, **given: Any) -> int:
    """Show how a metric developed: bars, change, growth a year.

    Each area is apart. Periods of different length are not compared, nor are figures that
    disagree. Bars have one scale; the growth per year is compound.
    """
    store = options.open_store(given)
    asked = Query(kinds=["metric"], ids=[metric])
    if not store.count(asked):
        output.say(f"report: {_why_none(store, metric)}")
        return 1
    query = asked._replace(years=given["year"], areas=given["area"], sources=given["source"])
    steps = trends.steps(store.iterate(query))
    options.show(drawn.answer(steps, store.sources), given)
    if not steps:
        from factreport.store.hints import why_nothing  # only an empty answer needs a reason

        output.say(f"report: {why_nothing(store, query)}")
    return 0


def _why_none(store: Store, id_: str) -> str:
    """What is there instead of a metric with this id."""
    other = next(iter(store.select(Query(ids=[id_]))), None)
    kind = (other and other.kind) or (store.sources(id_) and "source") or "topic"
    if other or kind == "source" or store.topics(id_):
        article = "an" if kind == "event" else "a"
        return f"{quoted(id_)} is {article} {kind}, not a metric; `report show {id_}` shows it"
    near = [
        one for one in store.suggestions(id_) if store.count(Query(kinds=["metric"], ids=[one]))
    ]
    named = listed([quoted(one) for one in near], "or")
    hint = f"did you mean {named}?" if named else "`report metric` lists the metrics"
    return f"there is no metric {quoted(id_)}; {hint}"
