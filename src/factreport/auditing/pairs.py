"""Pairs: the names of figures that a sentence gives in brackets or in the order of the names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from factreport.auditing.names import Name
from factreport.english import names as en
from factreport.english.between import RESPECTIVELY
from factreport.figures.figure import Figure

Listed = TypeVar("Listed", Name, Figure)


def paired(
    text: str,
    figures: Sequence[Figure],
    names: Sequence[Name],
    *,
    end: int,
    before: Sequence[Name] = (),
) -> dict[Figure, Name]:
    """The name of each figure in brackets after it, or in a list as long as one of names.

    The sentence ends at ``end``.  A list of figures may refer back to the names ``before`` the
    sentence: "They had 12 and 9".
    """
    bracketed = {figure.start: figure for figure in figures}
    pairs: dict[Figure, Name] = {}
    for name in names:
        bracket = en.OPENS_BRACKET.match(text, name.end)
        if bracket and bracket.end() in bracketed:
            pairs[bracketed[bracket.end()]] = name
    for first, second in pairwise(figures):
        compared = [name for name in names if name.end <= first.start]
        if (
            len(compared) == 2
            and en.COMPARED_NAME.search(text, compared[0].end, compared[1].start)
            and en.FIGURES_FOLLOW.fullmatch(text, compared[1].end, first.start)
            and en.SET_AGAINST.fullmatch(text, first.end, second.start)
        ):
            pairs |= {first: compared[0], second: compared[1]}
    of_names = [[*before]] if before else list(lists(text, names, en.LISTED))
    for run in lists(text, figures, en.SEPARATOR):
        if len(run) < 2 or not en.LAST_SEPARATOR.fullmatch(text, run[-2].end, run[-1].start):
            continue  # "brought 497,000, some 41,000 fewer" is not a list
        units = {figure.unit for figure in run if figure.unit.dimension}
        # "They were 12 and 9 in the north and the south, respectively".
        last = end if RESPECTIVELY.search(text, run[-1].end, end) else run[0].start
        fitting = [
            some for some in of_names if len(some) == len(run) and (before or some[-1].end <= last)
        ]
        if fitting and len(units) < 2:
            pairs |= dict(zip(run, fitting[-1], strict=True))
    return pairs


def lists(text: str, items: Sequence[Listed], separator: re.Pattern[str]) -> Iterator[list[Listed]]:
    """The items grouped into lists: those with only a separator between them form one list."""
    some: list[Listed] = []
    for item in items:
        if some and not separator.fullmatch(text, some[-1].end, item.start):
            yield some
            some = []
        some.append(item)
    if some:
        yield some
