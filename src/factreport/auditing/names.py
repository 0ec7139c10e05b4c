"""Names: where a text names an area or a group of the store."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from factreport.english.names import AND, COMPASS, LEADING_PREPOSITION, OF_WHAT, spellings_of
from factreport.english.stems import GENERIC, PARTS, WORD, stem
from factreport.wording import fold

Dimension = Literal["area", "group"]

_MOST_TITLES = 50  # with a word that are examined
_SHORTEST_PART = 4  # letters of a part that can stand for a whole name
_GOES_ON = re.compile(r" [A-Z]")  # after a part that belongs to another name: "Lions Club"


class Word(NamedTuple):
    """A word of a text that also occurs in a fact or a name, with the key of that word."""

    start: int
    end: int
    key: str
    is_of_fact: bool


class Name(NamedTuple):
    """An area or a group, and where a text names it."""

    start: int
    end: int
    dimension: Dimension
    name: str


class Names:
    """The areas and groups of a store, by the words that texts may use for them."""

    def __init__(
        self,
        known: Mapping[Dimension, Iterable[str]],
        *,
        with_parts: bool = True,
        of_metrics: Iterable[frozenset[str]] = (),
    ) -> None:
        """Take the names of each dimension, and whether a part of a name may stand for it.

        A word of a metric does not stand for a group, unless the metric names all of it.
        """
        titles: dict[str, list[frozenset[str]]] = defaultdict(list)
        for title in of_metrics:
            for word in title:
                titles[word].append(title)
        self._called: dict[tuple[str, ...], list[tuple[Dimension, str]]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)  # of the spellings, by first word
        self.keys: set[str] = set()  # of all words in names
        self.names = [name for some in known.values() for name in some]
        names = [(dimension, name) for dimension, some in known.items() for name in some]
        words = Counter(key for _, name in names for key in set(map(key_of, WORD.findall(name))))
        parts = Counter(part for of, name in names for part in set(_parts(of, name)))
        ends = Counter(key_of(WORD.findall(name)[-1]) for _, name in names if WORD.search(name))
        for dimension, name in names:
            # A text may say "from the Unified Provinces" or just "the Unified Provinces".
            short = LEADING_PREPOSITION.sub("", name)
            texts = (name, *spellings_of(name if short in self.names else short))
            spellings = [tuple(map(key_of, WORD.findall(text))) for text in texts]
            if with_parts:
                spellings += [(part,) for part in _parts(dimension, name) if parts[part] == 1]
                # "The Halmstrand route" and "the Corrie route" may be called without "route".
                *rest, end = spellings[0] or ("",)
                is_telling = all(map(stem, rest)) and not GENERIC.issuperset(rest)
                is_shared = rest and ends[end] > 1 and is_telling
                spellings += [tuple(rest)] if is_shared else []
            if with_parts and dimension == "group" and not re.search(r"\d", name):
                # "Pedal cyclists" may be called "cyclists" if no other group is.
                keys = list(map(key_of, WORD.findall(name)))
                head = "".join(WORD.findall(OF_WHAT.split(name)[0])[-1:])
                of_others = {
                    key
                    for key in keys
                    if not all(title.issuperset(keys) for title in titles[key][:_MOST_TITLES])
                }
                no_names = GENERIC | of_others
                is_common = words[key_of(head)] > 1 or key_of(head) in no_names | PARTS
                spellings += [(key_of(head),)] if head.endswith("s") and not is_common else []
                # "Hotels and restaurants" may be called by one of them, "ear, nose and throat" ENT.
                items = [key for key in keys if key != AND]
                single = [(key,) for key in items if words[key] == 1 and key not in no_names]
                spellings += single if AND in name.split() and len(items) in (2, 3) else []
                spellings += [("".join(key[0] for key in items),)] if len(items) > 2 else []
            for spelling in dict.fromkeys(spellings):
                if spelling:
                    self._called[spelling].append((dimension, name))
                    self._lengths[spelling[0]].add(len(spelling))
                    self.keys |= set(spelling)
        # "Iranians" are Iranian nationals where a store has such a group.
        for spelling, called in self._called.items():
            if any(dimension == "group" for dimension, _ in called):
                called[:] = [
                    (dimension, name)
                    for dimension, name in called
                    if dimension == "group" or spelling == tuple(map(key_of, WORD.findall(name)))
                ]

    def named_in(self, text: str, words: Sequence[Word]) -> Iterator[Name]:
        """Every name in a text with these words; of several that begin at one word, the longest."""
        free_from = 0
        for number, word in enumerate(words):
            if number < free_from or word.key not in self._lengths:
                continue
            for length, dimension, name in self._beginning(words, number):
                if number + length < free_from:
                    break
                here = words[number : number + length]
                if any(WORD.search(text, word.end, other.start) for word, other in pairwise(here)):
                    continue
                is_part = length < len(WORD.findall(name))
                is_proper = (dimension == "area" or is_part) and all(
                    part[0].isupper()
                    for part in WORD.findall(name)[: length if dimension == "area" else None]
                    if len(part) >= _SHORTEST_PART
                )
                if is_proper and not text[word.start].isupper():
                    continue
                if is_proper and is_part and _GOES_ON.match(text, here[-1].end):
                    continue
                # "Bankruptcy orders" are not "debt relief orders".
                before = words[number - 1] if number else word
                is_noun = is_part and length == 1 and dimension == "group"
                is_beside = text[before.end : word.start] == " " and bool(stem(before.key))
                if is_noun and is_beside and before.key not in map(key_of, WORD.findall(name)):
                    continue
                yield Name(word.start, here[-1].end, dimension, name)
                free_from = number + length

    def _beginning(
        self, words: Sequence[Word], number: int
    ) -> Iterator[tuple[int, Dimension, str]]:
        """The names with a spelling that begins at a word, and its length, longest first."""
        for length in sorted(self._lengths[words[number].key], reverse=True):
            spelling = tuple(word.key for word in words[number : number + length])
            for dimension, name in self._called.get(spelling, ()):
                yield length, dimension, name

    def all_in(self, text: str) -> Iterator[Name]:
        """Every name of which at least one word occurs in the text."""
        words = [
            Word(match.start(), match.end(), key_of(match[0]), is_of_fact=False)
            for match in WORD.finditer(text)
        ]
        return self.named_in(text, words)

    def group_in(self, text: str) -> str | None:
        """The group that a text names, if it names just one."""
        groups = {name.name for name in self.all_in(text) if name.dimension == "group"}
        return groups.pop() if len(groups) == 1 else None


def key_of(word: str) -> str:
    """The key of a word in the index of names: its stem, or the word if it has none."""
    return stem(word) or fold(word)


def _parts(dimension: Dimension, name: str) -> list[str]:
    """The words of a proper name that may stand for all of it: "Lions" for "Harbour Lions".

    In the name of an area the last word need not be proper: "Dravec" for "Dravec terminal".  "The
    North" is the northern one.
    """
    words = WORD.findall(name)
    proper = [word for word in words if word[0].isupper()]
    is_of_kind = dimension == "area" and proper == words[:-1]
    if len(words) < 2 or not (is_of_kind or proper == words):
        return []
    keys = [key_of(word) for word in proper if len(word) >= _SHORTEST_PART]
    keys += [key_of(COMPASS[word.lower()]) for word in proper if word.lower() in COMPASS]
    return [key for key in keys if key not in GENERIC]
