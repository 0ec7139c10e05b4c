"""Drops words from a query if no fact has all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, islice
from typing import TYPE_CHECKING

from factreport.store.query import Query

if TYPE_CHECKING:
    from factreport.store import Store

# How many subsets of the words are tried, the largest first.
_MOST_TRIED = 100


def with_most_words(store: Store, query: Query) -> tuple[Query, tuple[str, ...]]:
    """The query with as many of its words as some fact has, and the words that are left out.

    Of subsets of equal size, the one with the earlier words is kept.  The query is unchanged if it
    has an answer or if none of its words has one.
    """
    first = replace(query, figure=None, best_first=False, sort=None, limit=1)

    def has_answer(words: Sequence[str]) -> bool:
        return bool(store.select(replace(first, text=words)))

    if has_answer(query.text):
        return query, ()
    known = [word for word in query.text if has_answer([word])]
    choices = (kept for size in range(len(known), 0, -1) for kept in combinations(known, size))
    for kept in islice(choices, _MOST_TRIED):
        if has_answer(kept):
            left_out = tuple(word for word in query.text if word not in kept)
            return replace(query, text=kept, figure=None), left_out
    return query, ()
