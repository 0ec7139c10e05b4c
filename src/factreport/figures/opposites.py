"""Opposites: whether two texts can't be about one thing, such as imports and exports."""

from __future__ import annotations

import re
from functools import lru_cache

from factreport.english.claims import LACKING, OPPOSITES
from factreport.english.stems import stem, stems, stems_of

_PAIRS = [tuple(stems([words]) for words in pair) for pair in OPPOSITES]
_PAIRED = frozenset(word for pair in _PAIRS for words in pair for word in words)


def are_opposite(said: str, of_fact: str) -> bool:
    """Whether one text has a word and the other only its opposite, or says that it is absent.

    "Exports" is the opposite of "imports", and "without internet" of "with internet".
    """
    here, there = stems_of(said), stems_of(of_fact)
    lacking = _lacking(said) ^ _lacking(of_fact)
    if not lacking.isdisjoint(here & there):
        return True
    here, there = here & _PAIRED, there & _PAIRED
    return bool(here and there) and any(
        (not here.isdisjoint(one) and not there.isdisjoint(other))
        and here.isdisjoint(other)
        and there.isdisjoint(one)
        for pair in _PAIRS
        for one, other in (pair, pair[::-1])
    )


@lru_cache(maxsize=4096)  # a clause is compared with many facts
def _lacking(text: str) -> frozenset[str]:
    """The stems of the words that follow "without"."""
    return frozenset(stem(match[1]) for match in re.finditer(LACKING, text))
