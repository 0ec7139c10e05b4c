"""Scopes: the areas and groups that belong to each figure of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from factreport.auditing.names import Dimension, Name
from factreport.auditing.pairs import paired
from factreport.auditing.sentences import Sentence
from factreport.english import names as en
from factreport.english.between import RESPECTIVELY
from factreport.figures.figure import Figure

_NEXT = 4  # characters between a name and the figure right after it
_REACH = 40  # characters before a name that show whether it is part of a comparison
# After a name in a relative clause that has ended.
_CLAUSE_OVER = re.compile(r"[^,]*,")


class Scope(NamedTuple):
    """The areas or groups that are named: beside the figure, in its sentence, and farther away.

    ``carried`` are those that a pronoun stands for: they belong to a metric that has them.
    ``around`` are the names before the end of the figure's clause or after the last figure, with
    those farther away if all of them are beside the figure.
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
    belongs to the figure after "than", or to its own clause: "behind gas, whose output".  A pronoun
    stands for what the sentence before is about.  "The total" is for all of them.
    """
    text, part = sentence.text, sentence.context.clauses
    before = [name for name in sentence.before.names if name.dimension == dimension]
    names = _names_in(sentence, before, dimension)
    refers_back = not names and (
        sentence.has_pronoun or RESPECTIVELY.search(text, sentence.start, sentence.end)
    )
    pairs = paired(text, figures, names, end=sentence.end, before=before if refers_back else ())
    headers, above = (
        _of([name for name in naming.names if name.dimension == dimension])
        for naming in (sentence.headers, sentence.above)
    )
    referents = before if len(figures) > 1 else before[:1]  # "It was 78% and 69%"
    subject = _of(referents) if sentence.has_pronoun else frozenset()
    far = _of(before[:1]) or above
    far = far if len(far) == 1 else frozenset()
    free = [name for name in names if not _is_compared(text, name)]
    compared = [name for name in names if name not in free]
    starts = {figure.start for figure in figures}
    result: list[Scope] = []
    taken: list[Name] = []  # right after the figures before
    following = [start for start, _ in clauses[1:]] + [sentence.end]
    for figure, (start, end), next_clause in zip(figures, clauses, following, strict=True):
        if figure in pairs:
            result.append(Scope(frozenset({pairs[figure].name}), frozenset(), far))
            continue
        # A name right before the next figure belongs to that figure.
        last = end - _NEXT if end in starts else end
        after = [name for name in names if en.RIGHT_AFTER.fullmatch(text, figure.end, name.start)]
        inside = [name for name in names if start <= name.start < end and name.end <= last]
        beside = after or [name for name in inside if name not in taken]
        taken += after
        before_it = (name for name in names if en.BESIDE.fullmatch(text, name.end, figure.start))
        beside = beside or list(before_it)
        beside = _with_listed(sentence, names, beside) if beside else beside
        if not beside and result and part[part.at(figure.start)].kind == "brackets":
            result.append(result[-1])
            continue
        is_rival = en.RIVAL.search(text, max(sentence.start, figure.start - _REACH), figure.start)
        near = compared if is_rival and len(_of(compared)) == 1 else _before(sentence, free, start)
        if not (beside or near or subject):  # but not those of "of which bulk wine made up 9"
            near = [name for name in free if end <= name.start < next_clause]
            near = [name for name in near if not _is_cause(sentence, name)]
        around = _of([name for name in names if name.start < end or figures[-1].end < name.start])
        around |= headers if around - _of(beside) else headers | far
        scope = Scope(_of(beside) | headers, _of(near) or subject, far, subject, around)
        if not beside and en.WHOLE.search(text, start, end):
            scope = scope._replace(near=frozenset(), far=scope.near or far)
        result.append(scope)
    return result


def _names_in(sentence: Sentence, before: Sequence[Name], dimension: Dimension) -> list[Name]:
    """The names of a sentence that figures may belong to, with "the former" and "the latter"."""
    last = sentence.figures[-1].start if sentence.figures else sentence.end
    names = [
        name
        for name in sentence.own.names
        if name.dimension == dimension
        and not (_is_cause(sentence, name) and not en.WHO_FOLLOWS.match(sentence.text, name.end))
        and not en.LAST_ITEM.search(sentence.text, last, name.start)
        and not (
            name.start > sentence.own.names[0].start
            and en.AMONG.search(sentence.text, max(sentence.start, name.start - _REACH), name.start)
        )
    ]
    # In "Lima, in Peru, had" it is about Lima, unless "in" precedes Lima, too.
    names = names[:1] + [
        name
        for first, name in pairwise(names)
        if not en.ASIDE.fullmatch(sentence.text, first.end, name.start)
        or not sentence.text.startswith(",", name.end)
    ]
    names = [
        name._replace(name=f"all but {name.name}")
        if en.LEFT_OUT.search(sentence.text, max(sentence.start, name.start - _REACH), name.start)
        else name
        for name in names
    ]
    return sorted([*names, *_former_and_latter(sentence, names, before, dimension)])


def _is_cause(sentence: Sentence, name: Name) -> bool:
    """Whether a name only explains the figures before it: "thanks to legacies"."""
    return bool(en.CAUSE.search(sentence.text, sentence.start, name.start))


def _with_listed(sentence: Sentence, names: Sequence[Name], some: Sequence[Name]) -> list[Name]:
    """Some of the names, with those that they are listed with: "hotels, homes and campsites"."""
    listed = [*_before(sentence, names, some[0].end), *some]
    for name in names[names.index(some[-1]) + 1 :]:
        if not en.LISTED.fullmatch(sentence.text, listed[-1].end, name.start):
            break
        listed.append(name)
    return listed


def _before(sentence: Sentence, names: Sequence[Name], start: int) -> list[Name]:
    """The last names before a position, with those that they are listed with."""
    text = sentence.text
    before = [
        name
        for name in names
        if name.start < start
        and not (
            _CLAUSE_OVER.match(text, name.end, start)
            and en.IN_CLAUSE.search(text, sentence.start, name.start)
        )
    ]
    last = before[-1:]
    for name in before[-2::-1]:
        if not en.LISTED.fullmatch(text, name.end, last[0].start):
            break
        last.insert(0, name)
    return last


def names_compared(sentence: Sentence) -> frozenset[str]:
    """The areas and groups of a sentence that something else is compared with."""
    return frozenset(name.name for name in sentence.own.names if _is_compared(sentence.text, name))


def _is_compared(text: str, name: Name) -> bool:
    """Whether a name is part of a comparison: "faster than women"; not in "men, who"."""
    before = max(0, name.start - _REACH)
    return bool(en.COMPARED_NAME.search(text, before, name.start)) and not en.WHO_FOLLOWS.match(
        text, name.end
    )


def _of(names: Sequence[Name]) -> frozenset[str]:
    return frozenset(name.name for name in names)


def _former_and_latter(
    sentence: Sentence, names: Sequence[Name], before: Sequence[Name], dimension: Dimension
) -> Iterator[Name]:
    """The names that "the former" and "the latter" stand for, at the places of these words.

    They are the last two of the sentence before, or of this one up to there.
    """
    for match in en.FORMER.finditer(sentence.text, sentence.start, sentence.end):
        here = [name.name for name in names if name.start < match.start()]
        known = list(dict.fromkeys(here or [name.name for name in before]))
        if len(known) > 1:
            name = known[-2] if match["former"] else known[-1]
            yield Name(match.start(), match.end(), dimension, name)
