"""Scopes: the areas and groups that belong to each figure of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factreport.auditing.english import COMPARED_NAME, WHOLE
from factreport.auditing.names import Dimension, Name
from factreport.auditing.sentences import Sentence

_NEXT = 4  # characters between a name and the figure right after it
_REACH = 40  # characters before a name that show whether it is part of a comparison
# Before a name that ends a list of other things: "52 counties, the coast, and Hubei".
_ITEM = re.compile(r",[^,;]{1,80}, (?:and|or) \Z")
_LONGEST_ITEM = 90
_CLOSED = re.compile(r"\A[^(]*\)")  # after a name in brackets


class Scope(NamedTuple):
    """The areas or groups that are named: beside the figure, in its sentence, and farther away.

    ``carried`` are those that a pronoun stands for: they belong to a metric that has them.
    """

    own: frozenset[str]
    near: frozenset[str]
    far: frozenset[str]
    carried: frozenset[str] = frozenset()


def scopes(
    sentence: Sentence, clauses: Sequence[tuple[int, int]], dimension: Dimension
) -> list[Scope]:
    """The areas or groups that belong to each figure.

    A name right before a figure is its own: "37 percent, more than Asia's 36 percent".  Otherwise
    it has the names of its clause, else those outside all clauses, or the last before.  A pronoun
    stands for what the sentence before is about.  "The total" is of none of them.
    """
    names = [
        name
        for name in sentence.own.names
        if name.dimension == dimension and not _is_item(sentence, name)
    ]
    before = [name for name in sentence.before.names if name.dimension == dimension]
    above = [name for name in sentence.above.names if name.dimension == dimension]
    headers = _of(sentence.headers.names, dimension) if sentence.is_cell else frozenset()
    subject = _of(before[:1], dimension) if sentence.has_pronoun else frozenset()
    far = _of(before[:1], dimension) or _of(above, dimension)
    far = far if len(far) == 1 else frozenset()
    if not names:
        return [Scope(headers, subject, far, subject)] * len(clauses)
    followed = [figure.start for figure in sentence.figures[1:]] + [sentence.end + _NEXT]
    inside = [
        [name for name in names if start <= name.start < end and name.end < following - _NEXT]
        for (start, end), following in zip(clauses, followed, strict=False)
    ]
    taken = {name for some in inside for name in some}
    free = [name for name in names if name not in taken and not _is_compared(sentence.text, name)]
    found = []
    for (start, end), own in zip(clauses, inside, strict=True):
        before = [name for name in names if name.start < start]
        last = [name for name in before if not _CLOSED.search(sentence.text, name.end, start)][-1:]
        near = _of(free or last, dimension) or subject
        if not own and WHOLE.search(sentence.text, start, end):
            near, far = frozenset[str](), near
        found.append(Scope(_of(own, dimension) | headers, near, far, subject))
    return found


def names_compared(sentence: Sentence) -> frozenset[str]:
    """The areas and groups of a sentence that something else is compared with."""
    return frozenset(name.name for name in sentence.own.names if _is_compared(sentence.text, name))


def _is_compared(text: str, name: Name) -> bool:
    """Whether a name is part of a comparison: "faster than women"."""
    return bool(COMPARED_NAME.search(text, max(0, name.start - _REACH), name.start))


def _is_item(sentence: Sentence, name: Name) -> bool:
    """Whether a name ends a list that follows a figure or of which a figure is an item."""
    if not sentence.figures or name.start < sentence.figures[0].start:
        return False
    return bool(_ITEM.search(sentence.text, max(0, name.start - _LONGEST_ITEM), name.start))


def _of(names: Sequence[Name], dimension: Dimension) -> frozenset[str]:
    return frozenset(name.name for name in names if name.dimension == dimension)
