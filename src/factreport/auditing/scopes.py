"""Scopes: the areas and groups that belong to each figure of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from factreport.auditing.names import Dimension, Name
from factreport.auditing.pairing import former_and_latter, paired
from factreport.auditing.sentences import Sentence
from factreport.english.names import (
    AMONG,
    ASIDE,
    BESIDE,
    CAUSE,
    COMPARED_NAME,
    IN_CLAUSE,
    LAST_ITEM,
    LEFT_OUT,
    LISTED,
    PREPOSITION,
    RIGHT_AFTER,
    RIVAL,
    WHO_FOLLOWS,
    WHOLE,
)
from factreport.figures.figure import Figure

_NEXT = 4  # characters between a name and the figure right after it
_REACH = 40  # characters before a name that show whether it is part of a comparison
# After a name in a relative clause that has ended.
_CLAUSE_OVER = re.compile(r"[^,]*,")


class Scope(NamedTuple):
    """The areas or groups that are named: beside the figure, in its sentence, and farther away.

    ``carried`` are those that a pronoun stands for: they belong to a metric that has them.
    ``around`` are all that the sentence names up to the end of the figure's clause or after all
    figures, and those that are farther away if these are only its own.
    """

    own: frozenset[str]
    near: frozenset[str]
    far: frozenset[str]
    carried: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()


def scopes(
    sentence: Sentence,
    figures: Sequence[Figure],
    clauses: Sequence[tuple[int, int]],
    dimension: Dimension,
) -> list[Scope]:
    """The areas or groups that belong to each figure.

    A figure has the names of its clause; else, in brackets, those of the figure before; else the
    last ones before it, or those after all figures.  A name that something is compared with
    belongs to what follows "than" or to the clause about it: "behind gas, whose output".  A pronoun
    stands for what the sentence before is about.  "The total" belongs to none of them.
    """
    text, part = sentence.text, sentence.context.clauses
    before = [name for name in sentence.before.names if name.dimension == dimension]
    names = _names_in(sentence, before, dimension)
    pairs = paired(sentence, figures, names, before)
    headers, above = (
        _of([name for name in naming.names if name.dimension == dimension])
        for naming in (sentence.headers, sentence.above)
    )
    told = before if len(figures) > 1 else before[:1]  # "It was 78% and 69%"
    subject = _of(told) if sentence.has_pronoun else frozenset()
    far = _of(before[:1]) or above
    far = far if len(far) == 1 else frozenset()
    free = [name for name in names if not _is_compared(text, name)]
    compared = [name for name in names if name not in free]
    starts = {figure.start for figure in figures}
    found: list[Scope] = []
    taken: list[Name] = []  # right after the figures before
    for figure, (start, end) in zip(figures, clauses, strict=True):
        if figure in pairs:
            found.append(Scope(frozenset({pairs[figure]}), frozenset(), far))
            continue
        # A name right before the next figure belongs to that figure.
        last = end - _NEXT if end in starts else end
        after = [name for name in names if RIGHT_AFTER.fullmatch(text, figure.end, name.start)]
        inside = [name for name in names if start <= name.start < end and name.end <= last]
        own = after or [name for name in inside if name not in taken]
        taken += after
        own = own or [name for name in names if BESIDE.fullmatch(text, name.end, figure.start)]
        own = _with_listed(sentence, names, own) if own else own
        if not own and found and part[part.at(figure.start)].kind == "brackets":
            found.append(found[-1])
            continue
        is_rival = RIVAL.search(text, max(sentence.start, figure.start - _REACH), figure.start)
        near = compared if is_rival and len(_of(compared)) == 1 else _before(sentence, free, start)
        if not (own or near or subject):
            following = [start for start in sorted(starts) if start >= end] or [sentence.end]
            near = [
                name
                for name in free
                if end <= name.start < following[0] and not _is_cause(sentence, name)
            ]
        after_all = figures[-1].end
        around = _of([name for name in names if name.start < end or name.start > after_all])
        around |= headers if around - _of(own) else headers | far
        scope = Scope(_of(own) | headers, _of(near) or subject, far, subject, around)
        if not own and WHOLE.search(text, start, end):
            scope = scope._replace(near=frozenset(), far=scope.near or far)
        found.append(scope)
    return found


def _names_in(sentence: Sentence, before: Sequence[Name], dimension: Dimension) -> list[Name]:
    """The names of a sentence that figures may belong to, with "the former" and "the latter"."""
    last = sentence.figures[-1].start if sentence.figures else sentence.end
    names = [
        name
        for name in sentence.own.names
        if name.dimension == dimension
        and not (_is_cause(sentence, name) and not WHO_FOLLOWS.match(sentence.text, name.end))
        and not LAST_ITEM.search(sentence.text, last, name.start)
        and not (
            name.start > sentence.own.names[0].start
            and AMONG.search(sentence.text, max(sentence.start, name.start - _REACH), name.start)
        )
    ]
    # In "Lima, in Peru, had" it is about Lima, unless "in" stands before Lima, too.
    names = names[:1] + [
        name
        for first, name in pairwise(names)
        if not ASIDE.fullmatch(sentence.text, first.end, name.start)
        or not sentence.text.startswith(",", name.end)
        or PREPOSITION.search(sentence.text, max(sentence.start, first.start - _NEXT), first.start)
    ]
    names = [
        name._replace(name=f"all but {name.name}")
        if LEFT_OUT.search(sentence.text, max(sentence.start, name.start - _REACH), name.start)
        else name
        for name in names
    ]
    return sorted([*names, *former_and_latter(sentence, names, before, dimension)])


def _is_cause(sentence: Sentence, name: Name) -> bool:
    """Whether a name only explains the figures before it: "thanks to legacies"."""
    return bool(CAUSE.search(sentence.text, sentence.start, name.start))


def _with_listed(sentence: Sentence, names: Sequence[Name], own: Sequence[Name]) -> list[Name]:
    """Some of the names, with those that they are listed with: "hotels, homes and campsites"."""
    found = [*_before(sentence, names, own[0].end), *own]
    for name in names[names.index(own[-1]) + 1 :]:
        if not LISTED.fullmatch(sentence.text, found[-1].end, name.start):
            break
        found.append(name)
    return found


def _before(sentence: Sentence, names: Sequence[Name], start: int) -> list[Name]:
    """The last names before a position, with those that they are listed with."""
    text = sentence.text
    before = [
        name
        for name in names
        if name.start < start
        and not (
            _CLAUSE_OVER.match(text, name.end, start)
            and IN_CLAUSE.search(text, sentence.start, name.start)
        )
    ]
    found = before[-1:]
    for name in before[-2::-1]:
        if not LISTED.fullmatch(text, name.end, found[0].start):
            break
        found.insert(0, name)
    return found


def names_compared(sentence: Sentence) -> frozenset[str]:
    """The areas and groups of a sentence that something else is compared with."""
    return frozenset(name.name for name in sentence.own.names if _is_compared(sentence.text, name))


def _is_compared(text: str, name: Name) -> bool:
    """Whether a name is part of a comparison: "faster than women"; not in "men, who"."""
    before = max(0, name.start - _REACH)
    return bool(COMPARED_NAME.search(text, before, name.start)) and not WHO_FOLLOWS.match(
        text, name.end
    )


def _of(names: Sequence[Name]) -> frozenset[str]:
    return frozenset(name.name for name in names)
