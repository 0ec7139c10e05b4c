"""Judging: what the text of a source says of one fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import NamedTuple

from factreport.english.stems import stems, stems_of
from factreport.english.titles import NAME_OF_CHANGE
from factreport.figures import comparing
from factreport.figures.figure import Figure
from factreport.figures.reading import read_figure
from factreport.figures.units import are_of_one_dimension
from factreport.model import Record
from factreport.verification import Verification, messages, unchecked
from factreport.verification.passages import (
    Amounts,
    Occurrence,
    Passage,
    Passages,
    amounts,
    as_read,
    is_quoted,
    sizes,
    sort_of,
    words_of,
)
from factreport.verification.relevance import Relevance
from factreport.wording import quoted

# A place is crowded if it has at least this share, and at least this many, of all numbers of the
# same length.
_CROWDED, _FEWEST = 0.1, 5
_FEWEST_QUOTED = 6  # words besides the figure in a quotation
# How many places are reported for a fact, and how many are tried.
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
    passages: Passages
    relevance: Relevance
    words: str
    figure: Figure | None
    stated: comparing.Stated | None

    @property
    def keys(self) -> tuple[Amounts, ...]:
        """The keys under which its figure may be indexed."""
        if self.figure and (self.figure.unit.dimension or self.stated is None):
            return (amounts(self.figure),)
        if self.stated is None or (self.words and not self.figure):
            return ()
        # The unit may stand beside another figure: "5 million and 6 million tonnes".
        part = self.figure or self.stated
        factors = dict.fromkeys((self.stated.unit.factor, Decimal(1)))
        return tuple(sizes(part.value, part.low, part.high, factor=factor) for factor in factors)


def judge(record: Record, passages: Passages, relevance: Relevance) -> Verification:
    """Judge whether a fact is in the place that it cites.

    A quotation of most of a sentence counts as found, because its author has read the sentence;
    a remark says what speaks against the fact.
    """
    if reason := messages.no_such_place(record, passages):
        return Verification(record, "not found", (), (), reason)
    words = as_read(record.written) if record.written else ""
    sought = Sought(record, passages, relevance, words, None, None)
    if record.value is not None or record.low is not None:
        figure = read_figure(words) if words else None
        sought = sought._replace(figure=figure, stated=comparing.stated(record))
    if not words and sought.stated is None:
        return unchecked(record, "it has no `written`; add the words that it is taken from")
    cited = [Cited("paragraph", number, passages.paragraph(number)) for number in record.paragraphs]
    if passages.has_pages:
        cited += [Cited("page", number, passages.page(number)) for number in record.pages]
    cited = cited or [Cited("", 0, passages.all)]
    occurrences = []
    for place in cited:
        candidates = chain.from_iterable(_candidates(sought, part) for part in place.passages)
        is_page = place.noun == "page"
        there = (hit for hit in candidates if not is_page or hit.place.page == place.number)
        occurrences.append(_confirming(sought, there))
    missing = [place for place, hits in zip(cited, occurrences, strict=True) if not hits]
    # A figure must be in each cited place; the words of any other fact need be in only one.
    if missing and (sought.stated or len(missing) == len(cited)):
        finding = _look_elsewhere(sought, passages, missing)
        quoted_in = [list(_quotations(sought, place)) for place in missing]
        if not all(quoted_in):
            return finding
        doubt = finding.message.rpartition("there: ")[2].removesuffix(messages.WAY_OUT)
        remark = f"{messages.excerpt(quoted_in[0][0])}; word for word, although {doubt}"
        hits = [hit for some in quoted_in for hit in some]
        return messages.verification(record, "found", hits, remark)._replace(is_doubted=True)
    hits = [hit for some in occurrences for hit in some]
    if reason := _too_common(sought, hits, cited):
        return unchecked(record, reason)
    return messages.verification(record, "found", hits, messages.excerpt(hits[0]))


def _confirming(sought: Sought, candidates: Iterator[Occurrence]) -> list[Occurrence]:
    """Those that state the fact; only the first ones, and only some are tried."""
    tried = islice(candidates, _MOST_TRIED)
    return list(islice((hit for hit in tried if objection(sought, hit) is None), _MOST_HITS))


def _quotations(sought: Sought, cited: Cited) -> Iterator[Occurrence]:
    """Where a place has a fact's words, if they are a sentence or many besides the figure."""
    sought_words = words_of(sought.words)
    beside = len(sought_words) - len(words_of(sought.figure.text)) if sought.figure else 0
    for passage in cited.passages if beside else ():
        for hit in passage.quoted(sought.words):
            is_there = cited.noun != "page" or hit.place.page == cited.number
            if (
                is_there
                and hit.context.block.kind != "cell"
                and (beside >= _FEWEST_QUOTED or sought_words == words_of(hit.sentence))
            ):
                yield hit


def _candidates(sought: Sought, searched: Passage | Passages) -> Iterator[Occurrence]:
    """Where a passage or a text has the words of the fact, or a figure with its amount."""
    if not sought.keys:
        yield from searched.quoted(sought.words)
    for key in sought.keys:
        for hit in searched.by_amount.get(key, ()):
            if sought.figure is None or is_quoted(hit, sought.figure, sought.words):
                yield hit


def objection(sought: Sought, hit: Occurrence) -> str | None:
    """Why this occurrence does not confirm the fact, or None."""
    if sought.stated is None:
        return None
    if hit.plain is None or hit.read is None:
        for skipped in hit.context.plain.skipped:
            if skipped.start < hit.end and hit.start < skipped.end and skipped.reason != "a year":
                return f"{quoted(messages.excerpt(hit))}, which is read as {skipped.reason}"
        return None
    if sought.figure and hit.plain.qualifier != sought.figure.qualifier:
        return messages.written_there(hit)
    figures_there = [hit.plain, hit.read]
    if sought.figure:  # the store has checked that the words state the fact
        # A figure without a unit may be in any.
        is_right = any(
            not figure.unit.dimension or are_of_one_dimension(figure.unit, sought.stated.unit)
            for figure in figures_there
        )
    else:
        # A number that its headers scale means nothing without the scale.
        is_scaled = hit.plain.first != hit.read.first
        if is_scaled and are_of_one_dimension(hit.read.unit, sought.stated.unit):
            figures_there = [hit.read]
        is_right = any(
            comparing.compare(figure, sought.stated) == "equal" for figure in figures_there
        )
    is_rise = (sought.record.value or sought.record.low or 0) > 0
    is_fall = is_rise and hit.read.direction == "down"
    # A fall in the text may be stored as a rise.
    if not is_right or (is_fall and NAME_OF_CHANGE.match(sought.record.title)):
        return messages.written_there(hit)
    reason = sought.relevance.objection(sought.record, hit, sought.passages)
    is_cell = hit.context.block.kind == "cell"
    return reason if reason is None or is_cell else f"{reason}{messages.WAY_OUT}"


def _too_common(sought: Sought, hits: Sequence[Occurrence], cited: Sequence[Cited]) -> str | None:
    """Why finding the figure proves nothing, or None."""
    figure, written, record = hits[0].plain, sought.figure, sought.record
    if sought.stated is None or figure is None:
        return None
    if written is not None:
        is_alone = len(words_of(sought.words)) <= len(words_of(written.text))
        if not is_alone or written.qualifier is not None or written.unit.name:
            return None  # the words distinguish it from others
    named = stems(filter(None, (record.title, record.area, record.group)))
    for hit in hits:
        block = hit.context.block
        headers = (*block.row, *block.column)
        beside = headers if block.kind == "cell" else (hit.sentence,)
        if any(named & stems_of(text) for text in beside):
            return None
    if cited[0].noun == "" and len({hit.place.paragraph for hit in hits}) > 1:
        return f"it is {messages.at(hits)}; cite the right one"
    sort = sort_of(figure)
    most = max(_CROWDED * 9 * 10 ** (sort[1] - 1), _FEWEST)
    for place in cited:
        if sum(passage.variety[sort] for passage in place.passages) >= most:
            name = f"{place.noun} {place.number}" if place.noun else "the text"
            return (
                f"{name} has so many figures that almost any number could be found there; add"
                " words beside the figure to `written`"
            )
    return None


def _look_elsewhere(sought: Sought, passages: Passages, missing: Sequence[Cited]) -> Verification:
    """The finding for a fact that is not where it is cited."""
    record = sought.record
    cited_passages = [passage for cited in missing for passage in cited.passages]
    candidates = chain.from_iterable(_candidates(sought, passage) for passage in cited_passages)
    objections = (objection(sought, hit) for hit in islice(candidates, _MOST_TRIED))
    wrong = next(filter(None, objections), None)
    not_there = messages.not_there([(cited.noun, cited.number) for cited in missing])
    if wrong:
        return Verification(record, "not found", (), (), f"{not_there}; there: {wrong}")
    if hits := _confirming(sought, _candidates(sought, passages)):
        return messages.elsewhere(record, hits, not_there, passages.has_pages)
    for passage in cited_passages:
        for hit in chain.from_iterable(passage.by_amount.get(key, ()) for key in sought.keys):
            if hit.plain != hit.read:
                scaled = f"there: {hit.shown} in a table with its own scale; remove `written`"
                return Verification(record, "not found", (), (), f"{not_there}; {scaled}")
    searched = cited_passages or passages.all
    return messages.not_found(record, searched, not_there, words=sought.words, stated=sought.stated)
