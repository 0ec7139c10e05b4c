"""Pairing: figures in the order of names: "A and B had 12 and 9, respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from factreport.auditing.names import Dimension, Name
from factreport.auditing.sentences import Sentence
from factreport.english.between import RESPECTIVELY
from factreport.english.names import (
    COMPARED_NAME,
    FIGURES_FOLLOW,
    FORMER,
    LAST_SEPARATOR,
    LISTED,
    SEPARATOR,
    SET_AGAINST,
)
from factreport.figures.figure import Figure

Listed = TypeVar("Listed", Name, Figure)


def former_and_latter(
    sentence: Sentence, names: Sequence[Name], before: Sequence[Name], dimension: Dimension
) -> Iterator[Name]:
    """The names that "the former" and "the latter" stand for, at the places of these words.

    They are the last two of the sentence before, or of this one up to there.
    """
    for match in FORMER.finditer(sentence.text, sentence.start, sentence.end):
        here = [name.name for name in names if name.start < match.start()]
        known = list(dict.fromkeys(here or [name.name for name in before]))
        if len(known) > 1:
            name = known[-2] if match["former"] else known[-1]
            yield Name(match.start(), match.end(), dimension, name)


def paired(
    sentence: Sentence, figures: Sequence[Figure], names: Sequence[Name], before: Sequence[Name]
) -> dict[Figure, str]:
    """The name of each figure in a list that is as long as a list of names before it.

    The names may also be those of the sentence before: "They had 12 and 9".
    """
    text = sentence.text
    refers_back = not names and (
        sentence.has_pronoun or RESPECTIVELY.search(text, sentence.start, sentence.end)
    )
    lists = [[*before]] if refers_back else list(_lists(text, names, LISTED))
    pairs: dict[Figure, str] = {}
    for first, second in pairwise(figures):
        compared = [name for name in names if name.end <= first.start]
        if (
            len(compared) == 2
            and COMPARED_NAME.search(text, compared[0].end, compared[1].start)
            and FIGURES_FOLLOW.fullmatch(text, compared[1].end, first.start)
            and SET_AGAINST.fullmatch(text, first.end, second.start)
        ):
            pairs |= {first: compared[0].name, second: compared[1].name}
    for run in _lists(text, figures, SEPARATOR):
        if len(run) < 2 or not LAST_SEPARATOR.fullmatch(text, run[-2].end, run[-1].start):
            continue  # "brought 497,000, some 41,000 fewer" is no list
        units = {figure.unit for figure in run if figure.unit.dimension}
        fitting = [
            some
            for some in lists
            if len(some) == len(run) and (refers_back or some[-1].end <= run[0].start)
        ]
        if fitting and len(units) < 2:
            pairs |= dict(zip(run, (name.name for name in fitting[-1]), strict=True))
    return pairs


def _lists(
    text: str, items: Sequence[Listed], separator: re.Pattern[str]
) -> Iterator[list[Listed]]:
    """The items grouped into lists: those with only a separator between them form one list."""
    some: list[Listed] = []
    for item in items:
        if some and not separator.fullmatch(text, some[-1].end, item.start):
            yield some
            some = []
        some.append(item)
    if some:
        yield some
