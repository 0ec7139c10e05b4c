"""Quoting: just enough words of a sentence to find its figure again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from factreport.capture import numbers
from factreport.english import sentences
from factreport.english.titles import PREDICATE
from factreport.figures.reading import read
from factreport.figures.statement import Statement, misstatement, states
from factreport.figures.units import magnitude_of, unit_of
from factreport.kinds.key_types import VALUE_LIMIT

if TYPE_CHECKING:
    from factreport.capture import Sighting

_SMALL = 1_000
_LONGEST_CELL = 60
_REACH = 1_000  # characters within which the same words should not occur twice
_WORDS_AFTER = re.compile(r"(?:[ -][^\W\d_][\w'’-]*){1,3}")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_][\w'’-]* ){1,3}\Z")


def quote(
    sighting: Sighting, unit: str, *, is_negative: bool
) -> tuple[str | None, Statement] | None:
    """The words to quote for a figure, and what they state in this unit with this sign.

    Only the figure if that is enough to find it again, else with words beside it.  A cell that its
    headers scale, "(millions)", has no words that state it in full; the unit may state the scale
    instead.  None if no words state the figure like this.
    """
    figure = sighting.plain
    sizes = [abs(part.first) for part in (figure, sighting.figure)]
    if all(sizes) and sizes[0] != sizes[1] and magnitude_of(unit_of(unit)) == 1:
        return None, Statement(*numbers(sighting.figure), sighting.figure.qualifier)
    is_cell = sighting.context.block.kind == "cell"
    in_cell = Statement(*numbers(figure), figure.qualifier)
    for quoted in _candidates(sighting):
        statement = in_cell if is_cell else states(quoted, unit)
        is_alone = is_cell or quoted == figure.text.replace("\n", " ")
        if statement is None:
            continue
        if not is_alone:  # the words must read like the text, with no other figure
            others = read(quoted).figures
            if [other.qualifier for other in others] != [figure.qualifier]:
                continue
        if any(abs(part or 0) >= VALUE_LIMIT for part in statement[:3]):
            continue
        if is_negative and not _is_negative(statement):
            lowest, highest = (part and -part for part in (statement.high, statement.low))
            value = statement.value and -statement.value
            statement = Statement(value, lowest, highest, statement.qualifier)
        if misstatement(quoted, statement, unit) is None and _is_negative(statement) == is_negative:
            return quoted, statement
    return None


def _candidates(sighting: Sighting) -> Iterator[str]:
    """The words to choose from, the best first."""
    # A forced line break is a blank in a store.
    figure, text = sighting.plain, sighting.context.block.text.replace("\n", " ")
    written = text[figure.start : figure.end]
    near = text[max(figure.start - _REACH, 0) : figure.end + _REACH]
    if sighting.context.block.kind == "cell":
        # A minus may be a pair of brackets.
        yield from (written, text) if len(text) <= _LONGEST_CELL else (written,)
        return
    # A short number without a unit would be found in many places.
    is_bare = figure.qualifier is None and figure.unit.is_count
    is_short = is_bare and abs(figure.first) < _SMALL
    if not is_short and near.count(written) == 1:
        yield written
    # With its noun, with more and more words before it, and with those after it.
    after = _WORDS_AFTER.match(text, figure.end)
    ends = [figure.end + word.end() for word in re.finditer(r".\S*", after[0])] if after else []
    leading = _WORDS_BEFORE.search(text, max(figure.start - 60, 0), figure.start)
    words = list(re.finditer(r"\S+", leading[0])) if leading else []
    starts = [leading.start() + word.start() for word in reversed(words)] if leading else []
    noun = figure.unit.name.rpartition(" ")[2] if figure.unit.dimension == "count" else ""
    behind = [text[figure.start : end].rstrip() for end in ends]
    with_noun = [words for words in behind if noun and words.lower().endswith(noun)]
    if after and PREDICATE.match(after[0]):
        with_noun += behind[1:2]  # "4 were killed"
    longer = [*with_noun, *(text[start : figure.end] for start in starts), *behind]
    longer = [words for words in longer if near.count(words) == 1]
    # Words that lead on come last: "231 of".
    yield from sorted(longer, key=lambda words: words.rpartition(" ")[2] in sentences.LEADING_ON)
    yield written


def _is_negative(statement: Statement) -> bool:
    return (statement.value if statement.value is not None else statement.low or 0) < 0
