"""``report trend``: how a metric changes from observation to observation."""

from __future__ import annotations

from typing import Any

import click

from factreport.answers import trends
from factreport.cli import candidates, entry_ids, messages, options
from factreport.cli.commands import command
from factreport.cli.presentation import Presentation
from factreport.kinds import OBSERVED
from factreport.store.query import Query
from factreport.trend import steps
from factreport.wording import quoted


@command(
    "report trend poor-workers-employed",
    "report trend poor-workers-employed --year 2016.. --area China",
    "report trend poor-workers-employed -o jobs.svg",
    "report trend poor-workers-employed --json | jq '.[-1].total_change_percent'",
)
@click.argument("metric", shell_complete=candidates.metrics)
@options.narrowing
@options.presentation("toml")
def trend(metric: str, *, presentation: Presentation, **params: Any) -> int:
    """Show how a metric has changed: bars, change, growth per year.

    METRIC: its id or title. Each area and group is a separate series. Only periods of equal length
    are compared: months with months, years with years. Figures that disagree are listed, but not
    compared.
    """
    store = options.open_store(params, presentation)
    id_ = entry_ids.id_of(store, metric)
    if not store.count(Query(kinds=OBSERVED, ids=[id_])):
        record = next(iter(store.select(Query(ids=[id_]))), None)
        kind = record.kind if record else "source" if store.sources(id_) else "topic"
        why = entry_ids.why_none(store, id_, is_metric=True)
        if record or kind == "source" or store.topics(id_):
            article = "an" if kind[0] in "aeiou" else "a"
            why = f"{quoted(id_)} is {article} {kind}, not a metric; `report show {id_}` shows it"
        messages.say(f"report: {why}")
        return 1
    query = options.query_of(params, kinds=OBSERVED, ids=[id_])
    records = store.select(query)
    sources = options.sources_of(store, records) if "sources" in presentation.format.shows else []
    presentation.show(trends.answer(steps(records), sources))
    if not records:
        from factreport.store.no_answer import why_nothing  # only for an empty answer

        messages.say(f"report: {why_nothing(store, query)}")
    return 0
