"""Entries by their id or title, and what to say if there is none."""

from __future__ import annotations

from factreport.kinds import OBSERVED
from factreport.store import Store
from factreport.store.query import Query
from factreport.wording import fold, listed, quoted


def id_of(store: Store, asked: str) -> str:
    """The id of the only entry, source or topic with this title; otherwise what was asked for.

    A keyword of only one entry will do, and several words of a title if no other entry has them in
    its own.
    """
    if store.count(Query(ids=[asked])) or store.sources(asked) or store.topics(asked):
        return asked
    if id_ := store.id_of_title(asked):
        return id_
    named = [id_ for id_, words in store.keywords().items() if fold(asked) in map(fold, words)]
    if len(named) == 1:
        return named[0]
    records = store.select(Query(text=[asked])) if len(asked.split()) > 1 else []
    titles = {record.id: fold(record.title) for record in records}
    ids = [id_ for id_, title in titles.items() if f" {fold(asked)} " in f" {title} "]
    return ids[0] if len(ids) == 1 and titles[ids[0]] != fold(asked) else asked


def why_none(store: Store, asked: str, *, is_metric: bool = False) -> str:
    """Why there is no entry, or no metric, with this name, and which may be meant."""
    near = store.suggestions(asked)
    noun, hint = "entry", "`report find` searches the words of all entries"
    if is_metric:
        near = [id_ for id_ in near if store.count(Query(kinds=OBSERVED, ids=[id_]))]
        noun, hint = "metric", "`report metric` lists the metrics"
    if near:
        hint = f"did you mean {listed([*map(quoted, near)], 'or')}?"
    return f"there is no {noun} {quoted(asked)}; {hint}"
