"""Judging: what the text of a source says of one fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import NamedTuple

from factreport import figures
from factreport.figures import comparing
from factreport.figures.context import stems
from factreport.figures.figure import Figure
from factreport.figures.units import are_of_one_dimension
from factreport.model import Record
from factreport.verification import Finding, messages, unchecked
from factreport.verification.passages import (
    Amounts,
    Occurrence,
    Passage,
    Passages,
    amounts,
    as_read,
    sizes,
    sort_of,
    words_of,
)
from factreport.verification.relevance import Relevance

# A place is crowded if it has at least this share, and at least this many, of all numbers of the
# same length.
_CROWDED, _FEWEST = 0.1, 5
# How many places where a fact may be are tried, and how many are reported.
_MOST_HITS, _MOST_TRIED = 200, 2_000


class Cited(NamedTuple):
    """A place that a fact cites, and its passages; without a noun it is the whole text."""

    noun: str
    number: int
    passages: Sequence[Passage]


class Sought(NamedTuple):
    """What to search for: the words of a fact, the figure in them, and what it must state.

    ``relevance`` decides whether a place is about the fact.
    """

    record: Record
    relevance: Relevance
    words: str
    figure: Figure | None
    stated: comparing.Stated | None

    @property
    def keys(self) -> tuple[Amounts, ...]:
        """The amounts under which its figure may be known."""
        if self.figure:
            return (amounts(self.figure),)
        if self.stated is None or self.words:
            return ()
        value, low, high = self.stated[:3]
        factors = dict.fromkeys((self.stated.unit.factor, Decimal(1)))
        return tuple(sizes(value, low, high, factor=factor) for factor in factors)


def judge(record: Record, passages: Passages, relevance: Relevance) -> Finding:
    """Judge whether a fact is in the place that it cites."""
    if reason := messages.no_such_place(record, passages):
        return Finding(record, "not found", (), (), reason)
    words = as_read(record.written) if record.written else ""
    sought = Sought(record, relevance, words, None, None)
    if record.kind == "metric":
        figure = figures.read_figure(words) if words else None
        sought = sought._replace(figure=figure, stated=comparing.stated(record))
    if not words and sought.stated is None:
        return unchecked(record, "it has no `written`; add the words that it is taken from")
    cited = [Cited("paragraph", number, passages.paragraph(number)) for number in record.paragraphs]
    if passages.has_pages:
        cited += [Cited("page", number, passages.page(number)) for number in record.pages]
    cited = cited or [Cited("", 0, passages.all)]
    found = [_hits(sought, place) for place in cited]
    missing = [place for place, hits in zip(cited, found, strict=True) if not hits]
    # A figure must be in each cited place; the words of any other fact need be in only one.
    if missing and (sought.stated or len(missing) == len(cited)):
        return _look_elsewhere(sought, passages, missing)
    hits = [hit for some in found for hit in some]
    if reason := _too_common(sought, hits, cited):
        return unchecked(record, reason)
    return messages.finding(record, "found", hits, messages.excerpt(hits[0]))


def _hits(sought: Sought, cited: Cited) -> list[Occurrence]:
    """Where the cited place states the fact."""
    candidates = (hit for passage in cited.passages for hit in _candidates(sought, passage))
    if cited.noun == "page":
        candidates = (hit for hit in candidates if hit.place.page == cited.number)
    return _confirming(sought, candidates)


def _confirming(sought: Sought, candidates: Iterator[Occurrence]) -> list[Occurrence]:
    """Those that state the fact; only the first ones, and only some are tried."""
    tried = islice(candidates, _MOST_TRIED)
    return list(islice((hit for hit in tried if objection(sought, hit) is None), _MOST_HITS))


def _candidates(sought: Sought, passage: Passage) -> Iterator[Occurrence]:
    """Where a passage has the words of the fact, or a figure with its amount."""
    if sought.keys:
        same = chain.from_iterable(passage.by_amount.get(key, ()) for key in sought.keys)
        return (hit for hit in same if _is_word_for_word(sought, hit))
    return passage.quoted(sought.words)


def _is_word_for_word(sought: Sought, hit: Occurrence) -> bool:
    """Whether the words of the fact are literally around a figure of the text."""
    if not sought.figure or not hit.plain:
        return True
    return messages.words_there(hit, sought.figure, sought.words) is not None


def objection(sought: Sought, hit: Occurrence) -> str | None:
    """Why this occurrence does not confirm the fact, or None."""
    if sought.stated is None:
        return None
    if hit.plain is None or hit.read is None:
        return messages.skipped_there(hit)
    if sought.figure and hit.plain.qualifier != sought.figure.qualifier:
        return messages.written_there(hit)
    figures_there = (hit.plain, hit.read)
    if sought.figure:  # the store has checked that the words state the fact
        # A figure without a unit may be in any.
        is_right = any(
            not figure.unit.dimension or are_of_one_dimension(figure.unit, sought.stated.unit)
            for figure in figures_there
        )
    else:
        is_right = any(
            comparing.compare(figure, sought.stated) == "equal" for figure in figures_there
        )
    if not is_right:
        return messages.written_there(hit)
    return sought.relevance.objection(sought.record, hit)


def _too_common(sought: Sought, hits: Sequence[Occurrence], cited: Sequence[Cited]) -> str | None:
    """Why finding the figure proves nothing, or None."""
    figure, own, record = hits[0].plain, sought.figure, sought.record
    if sought.stated is None or figure is None:
        return None
    if own is not None:
        is_alone = len(words_of(sought.words)) <= len(words_of(own.text))
        if not is_alone or own.qualifier is not None or own.unit.name:
            return None  # the words distinguish it from others
    named = stems(record.title, record.area, record.group)
    for hit in hits:
        block = hit.context.block
        headers = (*block.row, *block.column)
        beside = headers if block.kind == "cell" else (messages.sentence(hit),)
        if named & stems(*beside):
            return None
    if cited[0].noun == "" and len({hit.place.paragraph for hit in hits}) > 1:
        return f"it is {messages.at(hits)}; cite the right one"
    sort = sort_of(figure)
    most = max(_CROWDED * 9 * 10 ** (sort[1] - 1), _FEWEST)
    for place in cited:
        if sum(passage.variety[sort] for passage in place.passages) >= most:
            return (
                f"{messages.cited_place(place.noun, place.number)} has so many figures that almost"
                " any would be found; add words beside the figure to `written`"
            )
    return None


def _look_elsewhere(sought: Sought, passages: Passages, missing: Sequence[Cited]) -> Finding:
    """The finding for a fact that is not where it is cited."""
    record = sought.record
    cited_passages = [passage for cited in missing for passage in cited.passages]
    candidates = (hit for passage in cited_passages for hit in _candidates(sought, passage))
    objections = (objection(sought, hit) for hit in islice(candidates, _MOST_TRIED))
    wrong = next(filter(None, objections), None)
    not_there = messages.not_there([(cited.noun, cited.number) for cited in missing])
    if wrong:
        return Finding(record, "not found", (), (), f"{not_there}; there: {wrong}")
    if sought.keys:
        same = chain.from_iterable(passages.by_amount.get(key, ()) for key in sought.keys)
        candidates = (hit for hit in same if _is_word_for_word(sought, hit))
    else:
        rarest = min(
            words_of(sought.words),
            key=lambda word: len(passages.by_word.get(word, ())),
            default="",
        )
        with_word = passages.by_word.get(rarest, ()) if rarest else passages.all
        candidates = (hit for passage in with_word for hit in passage.quoted(sought.words))
    if hits := _confirming(sought, candidates):
        return messages.elsewhere(record, hits, not_there, passages.has_pages)
    for passage in cited_passages:
        for hit in chain.from_iterable(passage.by_amount.get(key, ()) for key in sought.keys):
            if hit.plain != hit.read:
                scaled = messages.scaled_there(hit)
                return Finding(record, "not found", (), (), f"{not_there}; {scaled}")
    return messages.not_found(sought, cited_passages or passages.all, not_there)
