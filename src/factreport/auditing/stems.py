"""Stems: the words of a text without endings, so that "smokers" and "smoke" are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from factreport.figures.english.comparisons import (
    ENDINGS,
    GENERIC_WORDS,
    IRREGULAR,
    PART_WORDS,
    SPELLINGS,
    STOP_WORDS,
)
from factreport.figures.english.synonyms import SYNONYMS
from factreport.wording import fold

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_SHORTEST = 3


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word in lower case without accents and endings; "" if it means nothing by itself.

    Synonyms have the stem of the first of them.
    """
    base = _base(word)
    return _SYNONYMS.get(base, base)


def _base(word: str) -> str:
    word = fold(word).replace("’", "'").removesuffix("'s")
    if word in STOP_WORDS or (len(word) < 2 and not word.isdigit()):
        return ""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for british, american in SPELLINGS:
        word = british.sub(american, word)
    return IRREGULAR.get(cut := _without_endings(word), cut)


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The stems of all words of these texts, without numbers."""
    words = {word for text in texts for word in WORD.findall(text) if not word[0].isdigit()}
    return frozenset(map(stem, words)) - {""}


@lru_cache(maxsize=8192)
def stems_of(text: str) -> frozenset[str]:
    """The stems of one text, which is asked for again and again."""
    return stems([text])


def _without_endings(word: str) -> str:
    """The word cut at most twice: "generations" is "gener", "employees" is "emplo"."""
    if any(char.isdigit() for char in word):
        return word
    for shortest in (_SHORTEST, _SHORTEST + 1):
        word = next(
            (
                word.removesuffix(ending)
                for ending in ENDINGS
                if word.endswith(ending)
                and len(word) - len(ending) >= max(shortest, min(len(ending) + 1, 4))
                and not word.endswith(("ss", "ay", "ey", "oy"))
                # An investor invests; "labor" and "color" have no ending.
                and not (ending in ("or", "ors") and word.removesuffix(ending)[-1] not in "st")
            ),
            word,
        )
    return word


_SYNONYMS = {_base(word): _base(first) for first, *others in SYNONYMS for word in others}
# The stems that nearly every fact has: alone they do not show which fact is meant.
GENERIC = frozenset(map(stem, GENERIC_WORDS)) - {""}
# The stems of words that stand for a thing named before: "The division had 43%".
PARTS = frozenset(map(stem, PART_WORDS))
PERSONS = frozenset(map(stem, ("people", "persons")))
