"""Audit: each figure of a text of the user's, checked against the facts of a store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from factreport.audit.derived import Answer, Operands, Operation, derive, operations_of
from factreport.audit.directions import misdirected
from factreport.audit.facts import Fact, Facts
from factreport.audit.finding import FIELDS, Finding
from factreport.audit.meaning import Judge, Result, Verdict
from factreport.audit.mentions import Mention, mentions, ratio_mentions
from factreport.audit.sentences import Reader, Sentence
from factreport.figures import read_block
from factreport.figures.figure import Figure, Skipped
from factreport.texts.blocks import Block, Place, Text

if TYPE_CHECKING:
    from factreport.store import Store
    from factreport.store.query import Query

__all__ = ["FIELDS", "SMALL", "Auditor", "Finding", "Result", "audit"]

# Below it a bare integer counts something in passing, and is no claim to check.
SMALL = 13
_MOST_REMEMBERED = 8  # facts of the sentences before
_MOST_CELLS = 60
_OF_TIME = ("time", "months")
_NEAR = 30  # characters beside a figure that are looked at
_DURATION = re.compile(
    r"\b(?:in|within|over|for|after|during|past|last|next|first|every|than|same|these|those|the)"
    r"(?:\s(?:the|a|just|only|some|about|past|last|next|first|same))*\s?$",
    re.IGNORECASE,
)
_DIRECTIVE = re.compile(r"\breport:\s*(off|on|skip)\b")


def audit(text: Text, store: Store, *, with_small: bool = False) -> list[Finding]:
    """What the facts of a store say of each figure of a text, in the order of the text."""
    return Auditor(store).audit(text, with_small=with_small)


class Auditor:
    """Audits texts by the metrics of a store."""

    def __init__(self, store: Store, query: Query | None = None) -> None:
        """Take the store, and the query for the facts to audit by: all its metrics if None."""
        from factreport.store.query import Query

        records = store.select(query or Query(kinds=["metric"]))
        topics = {one.id: (one.title, *one.keywords) for one in store.topics()}
        self._facts = Facts(records, keywords=store.keywords(), topics=topics)

    def audit(self, text: Text, *, with_small: bool = False) -> list[Finding]:
        """One finding for each figure of a text, and for what looks like one and is none."""
        judge = Judge(self._facts)
        reader = Reader(self._facts)
        before = Memory()
        found: list[Finding] = []
        for one in text.blocks:
            if not one.is_prose:
                continue
            block = reader.in_table(one)
            reading = read_block(block)
            verdicts: list[Verdict] = []
            for sentence in reader.sentences(block, reading):
                known = before.facts_for(block)
                of_sentence = list(_verdicts(judge, sentence, known, with_small=with_small))
                before.add(block, [one.fact for one in of_sentence if one.is_stated and one.fact])
                verdicts += of_sentence
            found += _findings(text, block, verdicts, reading.skipped)
        return list(_with_directives(text, found))


class Memory:
    """The facts that the last sentences state, and the cells of the table that is being read."""

    def __init__(self) -> None:
        self._facts: list[Fact] = []
        self._cells: list[tuple[Block, Fact]] = []
        self._headings: tuple[str, ...] = ()

    def facts_for(self, block: Block) -> list[Fact]:
        """What a figure of a block may be derived from: of a cell, its row and its column."""
        if block.kind != "cell":
            return self._facts if block.headings == self._headings else []
        cells = [(cell, fact) for cell, fact in self._cells if cell.table == block.table]
        row = [fact for cell, fact in cells if cell.row == block.row]
        return row or [fact for cell, fact in cells if cell.column == block.column]

    def add(self, block: Block, stated: Sequence[Fact]) -> None:
        """Remember the facts that a sentence of a block states."""
        if block.headings != self._headings:
            self._headings, self._facts = block.headings, []
        if block.kind == "cell":
            cells = [one for one in self._cells if one[0].table == block.table]
            self._cells = [*cells, *((block, fact) for fact in stated)][-_MOST_CELLS:]
        self._facts = [*self._facts, *stated][-_MOST_REMEMBERED:]


def _verdicts(
    judge: Judge, sentence: Sentence, before: Sequence[Fact], *, with_small: bool
) -> Iterator[Verdict]:
    """What becomes of each figure of a sentence: by itself, then as derived from the others."""
    for skipped in sentence.skipped:
        yield Verdict("skipped", None, skipped.reason, skipped)
    if sentence.is_silent:
        for figure in sentence.figures:
            reason = passing(figure, sentence.text, with_small=with_small)
            yield Verdict("skipped", None, reason, figure) if reason else judge.unspoken(figure)
        return
    some = list(mentions(sentence))
    candidates = [judge.candidates(mention) for mention in some]
    found = [judge.verdict(*both) for both in zip(some, candidates, strict=True)]
    pairs = [
        (mention, verdict.fact)
        for mention, verdict in zip(some, found, strict=True)
        if verdict and verdict.is_stated and verdict.fact
    ]
    wrong = {mention.figure: (fact, words) for mention, fact, words in misdirected(pairs)}
    stated = [fact for _, fact in pairs]
    for mention, verdict, agreeing in zip(some, found, candidates, strict=True):
        figure = mention.figure
        if figure in wrong:
            yield Verdict("contradicts", *wrong[figure], figure)
        elif verdict:
            yield verdict
        elif reason := passing(figure, sentence.text, with_small=with_small):
            yield Verdict("skipped", None, reason, figure)
        else:
            operations = operations_of(mention)
            answer = _derive(judge, mention, operations, stated=stated, before=before)
            if answer:
                yield _derived(answer, figure)
            else:
                verdict = judge.otherwise(mention, agreeing, is_derived=bool(operations))
                yield _without_stretches(verdict)
    for mention in ratio_mentions(sentence):  # of what is not told, nothing is said
        operations = operations_of(mention)
        if answer := _derive(judge, mention, operations, stated=stated, before=before):
            yield _derived(answer, mention.figure)


def _derive(
    judge: Judge,
    mention: Mention,
    operations: Sequence[Operation],
    *,
    stated: Sequence[Fact],
    before: Sequence[Fact],
) -> Answer | None:
    """What a figure is worked out from, if its sentence names it."""
    if not operations:
        return None
    names = frozenset(one.name for one in mention.sentence.own.names)
    operands = Operands(stated, judge.named(mention, stated), before, names)
    return derive(mention, operations, operands)


def _without_stretches(verdict: Verdict) -> Verdict:
    """A verdict; a stretch of time of which no fact speaks is no claim: "a 17-month high"."""
    figure = verdict.figure
    is_time = isinstance(figure, Figure) and figure.unit.dimension in _OF_TIME
    if verdict.result == "unknown" and verdict.fact is None and is_time:
        return Verdict("skipped", None, "a stretch of time", figure)
    return verdict


def _derived(answer: Answer, figure: Figure) -> Verdict:
    result: Result = "derived" if answer.is_right else "contradicts"
    return Verdict(result, answer.fact, answer.words, figure)


def passing(figure: Figure, text: str, *, with_small: bool) -> str:
    """Why a figure that means no fact is no claim to check: it is small, or a stretch of time."""
    if figure.value is None or figure.low is not None or figure.unit.per:
        return ""
    if figure.unit.dimension in _OF_TIME:
        before = text[max(0, figure.start - _NEAR) : figure.start]
        return "a stretch of time" if _DURATION.search(before) else ""
    if with_small or figure.qualifier or figure.step != 1 or not 0 <= figure.value < SMALL:
        return ""
    is_ratio = text[figure.end :][:_NEAR].lstrip().startswith(("times", "fold", "-fold"))
    is_bare = figure.unit.dimension in ("", "count")
    return "a small number" if is_bare and not is_ratio else ""


def _findings(
    text: Text, block: Block, verdicts: Iterable[Verdict], skipped: Iterable[Skipped]
) -> list[Finding]:
    heading = block.headings[-1] if block.headings else ""
    found = [
        Finding(
            one.result,
            text.name,
            one.figure,
            text.place(block, one.figure.start),
            heading,
            one.fact.record if one.fact else None,
            one.words,
        )
        for one in verdicts
    ]
    found += [
        Finding("skipped", text.name, one, text.place(block, one.start), heading, None, one.reason)
        for one in skipped
    ]
    return sorted(found, key=lambda one: one.figure.start)


def _with_directives(text: Text, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those skipped that the writer vouches for in a comment."""
    directives = [
        (text.place(block), said[1])
        for block in text.blocks
        if block.kind == "comment" and (said := _DIRECTIVE.search(block.text))
    ]
    if not directives:
        yield from found
        return
    found = list(found)
    lines = {one.place.line for one in found}
    skipped = {
        line if line in lines else line + 1
        for place, said in directives
        if said == "skip" and (line := place.line)
    }
    switches = [(_position(place), said) for place, said in directives if said != "skip"]
    for one in found:
        is_off = [said for position, said in switches if position < _position(one.place)][-1:]
        if is_off == ["off"] or one.place.line in skipped:
            yield one._replace(result="skipped", words="left out by a comment")
        else:
            yield one


def _position(place: Place) -> tuple[int, int]:
    return place.line or 0, place.column or 0
