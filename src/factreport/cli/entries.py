"""Entries by their id or title, and what to say if there is none."""

from __future__ import annotations

from factreport.store import Store
from factreport.store.query import Query
from factreport.wording import listed, quoted


def id_of(store: Store, asked: str) -> str:
    """The id of the only entry, source or topic with this title; otherwise what was asked for."""
    is_id = store.count(Query(ids=[asked])) or store.sources(asked) or store.topics(asked)
    return asked if is_id else store.id_of_title(asked) or asked


def why_none(store: Store, asked: str) -> str:
    """Why there is no entry, and which one may be meant."""
    near = listed([quoted(other) for other in store.suggestions(asked)], "or")
    hint = f"did you mean {near}?" if near else "`report find` searches the words of all entries"
    return f"there is no entry {quoted(asked)}; {hint}"
