"""``report show`` and ``trend``: everything about entries, sources or topics, by id or title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from factreport.answers import Answer, cards, look_ups
from factreport.cli import candidates, lookup, messages, options
from factreport.cli.commands import command
from factreport.cli.presentation import Presentation
from factreport.kinds import KINDS, MIXED_COLUMNS, OBSERVED
from factreport.model import Record
from factreport.store import Store
from factreport.store.query import Query
from factreport.wording import fold, listed, quoted

_MOST_SEARCHED, _MOST_NEAR = 50, 3  # facts, and ids to suggest
_MOST_EXPLAINED = 20  # unknown ids; finding what may be meant takes longer than the answer


@command(
    "Show everything about entries: facts, notes and citations.\n\nID: the id of a "
    f"{listed([*KINDS, 'source', 'topic'], 'or')}, or a title that no other has.",
    "report show poor-workers-employed",
    "report show special-posts workers-trained",
    "report show teller-report-2021-01-26",
    "report show special-posts --json | jq '.observations[].citation'",
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=candidates.entries)
@options.presentation()
def show(ids: tuple[str, ...], *, presentation: Presentation, **params: Any) -> int:
    store = options.open_store(params, presentation)
    answers = []
    missing = 0
    for id_ in dict.fromkeys(ids):
        if answer := card(store, id_of(store, id_)):
            answers.append(answer)
            continue
        missing += 1
        is_explained = missing <= _MOST_EXPLAINED
        messages.say(why_none(store, id_) if is_explained else _none("entry", id_))
    if len(answers) > 1:
        # As one answer: the facts of all; in JSON, an array of objects.
        facts = dict.fromkeys(Record._make(row) for answer in answers for row in answer.rows)
        sources = dict.fromkeys(source for answer in answers for source in answer.sources)
        topics = dict.fromkeys(topic for answer in answers for topic in answer.topics)
        together = look_ups.answer([*facts], MIXED_COLUMNS, [*sources], [*topics])
        singles = [answer.single for answer in answers if isinstance(answer.single, Mapping)]
        titles = " · ".join(answer.title for answer in answers)
        answers = [replace(together, single=singles, parts=answers, heading=titles)]
    if "entries" in presentation.format.shows:
        answers = [options.with_entries(answer, store, presentation) for answer in answers]
    for answer in answers:
        presentation.show(answer)
    return 1 if missing else 0


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


@command(
    """Show how a metric has changed: bars, change, growth per year.

    METRIC: its id or title. Each area and group is a separate series. Only periods of equal length
    are compared: months with months, years with years. Figures that disagree are listed, but not
    compared.
    """,
    "report trend poor-workers-employed",
    "report trend poor-workers-employed --year 2016.. --area China",
    "report trend poor-workers-employed -o jobs.svg",
    "report trend poor-workers-employed --json | jq '.[-1].total_change_percent'",
)
@click.argument("metric", shell_complete=candidates.metrics)
@options.narrowing
@options.presentation("toml")
def trend(metric: str, *, presentation: Presentation, **params: Any) -> int:
    store = options.open_store(params, presentation)
    id_ = id_of(store, metric)
    if not store.count(Query(kinds=OBSERVED, ids=[id_])):
        record = next(iter(store.select(Query(ids=[id_]))), None)
        kind = record.kind if record else "source" if store.sources(id_) else "topic"
        why = why_none(store, id_, is_metric=True)
        if record or kind == "source" or store.topics(id_):
            article = "an" if kind[0] in "aeiou" else "a"
            why = f"{quoted(id_)} is {article} {kind}, not a metric; `report show {id_}` shows it"
        messages.say(why)
        return 1
    query = options.query_of(params, kinds=OBSERVED, ids=[id_])
    records = store.select(query)
    sources = options.sources_of(store, records) if "sources" in presentation.format.shows else []
    # Imported late: `show` needs no units.
    from factreport.answers import trends
    from factreport.trend import steps

    presentation.show(trends.answer(steps(records), sources))
    return 0 if records else lookup.say_why(store, query, params)


def id_of(store: Store, asked: str) -> str:
    """The id of the only entry, source or topic with this title; otherwise what was asked for."""
    if store.count(Query(ids=[asked])) or store.sources(asked) or store.topics(asked):
        return asked
    return store.id_of_title(asked) or asked


def why_none(store: Store, asked: str, *, is_metric: bool = False) -> str:
    """Why there is no entry, or no metric, with this name, and which may be meant."""
    most = _MOST_SEARCHED if asked.strip() else 0
    facts = store.select(Query(text=asked.split(), best_first=True, limit=most))
    titles = {fact.id: fact.title for fact in facts if fold(asked) in fold(fact.title)}
    near = [*dict.fromkeys([*store.suggestions(asked), *titles])][:_MOST_NEAR]
    noun, hint = "entry", "`report find` searches the words of all entries"
    if is_metric:
        near = [id_ for id_ in near if store.count(Query(kinds=OBSERVED, ids=[id_]))]
        noun, hint = "metric", "`report metric` lists the metrics"
    if near:
        suggestions = [quoted(id_) + (f" ({titles[id_]})" if id_ in titles else "") for id_ in near]
        hint = f"did you mean {listed(suggestions, 'or')}?"
    return f"{_none(noun, asked)}; {hint}"


def _none(noun: str, asked: str) -> str:
    return f"there is no {noun} {quoted(asked)}"
