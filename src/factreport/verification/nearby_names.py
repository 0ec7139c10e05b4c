"""The areas and groups that the words near a figure name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from factreport.auditing.names import Name, Names
from factreport.auditing.pairs import paired
from factreport.english import places, sentences
from factreport.english.names import LISTED
from factreport.figures.clauses import borders
from factreport.figures.context import Context
from factreport.figures.figure import Figure

_start = attrgetter("start")

_REACH = 400  # of a sentence before and after a figure
_LONGEST_LEAD = 40


class OfFigure(NamedTuple):
    """The names that a figure has in its clause, and those that it has from the clause before.

    ``is_paired`` says that each of several figures has its own name.
    """

    own: list[Name]
    inherited: list[Name]
    is_paired: bool = False


class NearbyNames:
    """The known areas and groups, as texts name them."""

    def __init__(
        self, *, areas: Iterable[str], groups: Iterable[str], with_siblings: bool = False
    ) -> None:
        """Take the names, which only match as a whole, and whether names like them count too."""
        self._with_siblings = with_siblings
        self._names = Names({"area": areas, "group": groups}, with_parts=False)
        # With those that are like them, and alone.
        self._in_blocks: dict[Context, tuple[list[Name], frozenset[Name]]] = {}
        self._in_texts: dict[str, list[Name]] = {}  # the headers of tables are asked for often
        self._synonyms_in: dict[str, list[Name]] = {}
        self._of_figures: dict[tuple[Context, int], OfFigure] = {}  # many facts may have one value

    def of(self, context: Context, figure: Figure) -> OfFigure:
        """The names in the headers of a cell, or in the clause of a figure.

        If the clause has none, those of the clause before.
        """
        if context.block.kind == "cell":
            headers = (*context.block.row, *context.block.column)
            return OfFigure([name for words in headers for name in self.all_in(words)], [])
        asked = context, figure.start
        if asked not in self._of_figures:
            self._of_figures[asked] = self._of_prose(context, figure)
        return self._of_figures[asked]

    def all_in(self, text: str) -> list[Name]:
        """Every name in a text; of synonyms, the one that it has."""
        if text not in self._in_texts:
            names = self.synonyms_in(text)
            literal = {
                (name.start, name.end): name
                for name in names
                if name.name.lower().startswith(text[name.start : name.end].lower())
            }
            self._in_texts[text] = [
                name for name in names if literal.get((name.start, name.end), name) is name
            ]
        return self._in_texts[text]

    def synonyms_in(self, text: str) -> list[Name]:
        """Every name in a text, and the synonyms of each."""
        if text not in self._synonyms_in:
            self._synonyms_in[text] = list(self._names.all_in(text))
        return self._synonyms_in[text]

    def _of_prose(self, context: Context, figure: Figure) -> OfFigure:
        text = context.block.text
        if context not in self._in_blocks:
            names = self.all_in(text)
            siblings = _siblings(context, names) if self._with_siblings else ()
            self._in_blocks[context] = sorted({*names, *siblings}), frozenset(names)
        named, known = self._in_blocks[context]
        start, end = context.sentence(figure.start)
        start, end = max(start, figure.start - _REACH), min(end, figure.end + _REACH)
        first, last = (bisect_left(named, at, key=_start) for at in (start, end))
        figures = context.reading.figures
        number = bisect_left(figures, figure.start, key=_start)
        is_whole = number and places.OF_WHOLE.fullmatch(text, figures[number - 1].end, figure.start)
        begin, stop = (bisect_left(figures, at, key=_start) for at in (start, end))
        own: list[Name] = []
        inherited: list[Name] = []
        is_paired = False
        for dimension in dict.fromkeys(name.dimension for name in named[first:last]):
            names = [name for name in named[first:last] if name.dimension == dimension]
            pairs = paired(text, figures[begin:stop], names, end=end)
            if figure in pairs:
                own.append(pairs[figure])  # "women (29%)"
                is_paired = len(pairs) > 1
                continue
            names = [name for name in names if not self._is_apart(context, name)]
            begins = [*_clauses(context, names, start=start, end=end), end]
            number = bisect_right(begins, figure.start) - 1
            at = [bisect_left(names, begin, key=_start) for begin in begins]
            of_clause = names[at[number] : at[number + 1]]
            # In "55% of students are women" the store knows women.
            of_clause = [name for name in of_clause if name in known] or of_clause
            after = bisect_left(names, figure.end, key=_start)
            if any(
                places.RIGHT_AFTER.fullmatch(text, figure.end, name.start)
                and (name in known or known.isdisjoint(of_clause))
                for name in names[after : after + 1]
            ):
                own.append(names[after])  # "£211,000 (2.6%) in Wales"
                for name in names[after + 1 :]:
                    if not LISTED.fullmatch(text, own[-1].end, name.start):
                        break
                    own.append(name)
                continue
            if is_whole or places.WHOLE.search(text, begins[number], begins[number + 1]):
                continue
            own += of_clause
            if of_clause or not at[number]:
                continue
            last_named = bisect_right(begins, names[at[number] - 1].start) - 1
            inherited += names[at[last_named] : at[number]]
        return OfFigure(own, inherited, is_paired)

    @staticmethod
    def _is_apart(context: Context, name: Name) -> bool:
        """Whether a name only says what something is compared with, or why it is so."""
        text, figures = context.block.text, context.reading.figures
        number = bisect_left(figures, name.start, key=_start)
        since = max(figures[number - 1].end, name.start - _REACH) if number else name.start
        return bool(
            places.APART.search(text, max(name.start - _LONGEST_LEAD, 0), name.start)
            or places.REASON.search(text, since, name.start)
        )


def _siblings(context: Context, names: Sequence[Name]) -> Iterator[Name]:
    """The names that stand beside known ones like these: "5% in Norland and 6% in Sudland"."""
    text = context.block.text
    for name in names:
        lead = places.LEAD_IN.search(text, max(0, name.start - _LONGEST_LEAD), name.start)
        follows = places.FOLLOWS.match(text, name.end)
        like = places.like(
            text[name.start : name.end],
            lead=lead[1].lower() if lead else "",
            follows=follows[0] if follows else "",
            is_proper=not name.name.islower(),
        )
        for other in like.finditer(text, max(0, name.start - _REACH), name.end + _REACH):
            first, last = other.span(other.lastgroup or 0)
            words = text[first:last].lower().split()
            number = bisect_left(names, last, key=_start)
            is_free = not number or names[number - 1].end <= first
            is_name = (sentences.UNNAMED | sentences.VERBS | places.NO_PLACES).isdisjoint(words)
            if is_free and is_name and not context.times(first, last):
                yield Name(first, last, name.dimension, text[first:last])


def _clauses(context: Context, names: Sequence[Name], *, start: int, end: int) -> list[int]:
    """Where the parts of a sentence begin, divided so that each name is together with its figure.

    Words without a figure go with those after them, or, at the end of the sentence and in brackets,
    with those before them.  Within a clause each name begins another clause, "women 12 to men 14",
    or, if a figure comes first, each figure does, "12 women to 14 men".
    """
    text, figures = context.block.text, context.reading.figures
    first, last = (bisect_left(figures, at, key=_start) for at in (start, end))
    things: list[Figure | Name] = sorted((*figures[first:last], *names), key=_start)
    spans = [(thing.start, thing.end) for thing in things]
    cuts = [(match.start(), match[0]) for match in borders(text, start, end, names=spans)]
    begins, before = [start], start
    has_figure = has_name = False
    is_name_first = bool(things) and isinstance(things[0], Name)
    for thing in things:
        passed = [cut for cut in cuts if before <= cut[0] <= thing.start]
        before = thing.end
        is_figure = isinstance(thing, Figure)
        if has_figure and passed:
            is_last = thing.start > figures[last - 1].start and len(passed) == 1
            if is_figure or not (is_last or passed[-1][1] == "("):
                begins.append(passed[0][0])
                has_figure = has_name = False
        elif has_figure and has_name and is_figure != is_name_first:
            begins.append(thing.start)
            has_figure = has_name = False
        has_figure, has_name = has_figure or is_figure, has_name or not is_figure
    return begins
