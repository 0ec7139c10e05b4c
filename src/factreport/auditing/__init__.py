"""Audit: checks each figure of the user's text against the facts of a store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from factreport.auditing.facts import Facts
from factreport.auditing.finding import FIELDS, Finding
from factreport.auditing.judge import Judge
from factreport.auditing.sentence_verdicts import SMALL, Memory, verdicts_of
from factreport.auditing.sentences import Reader, Sentence
from factreport.auditing.verdict import ANOTHER_VALUE, Result, Verdict
from factreport.figures.context import Context, of_blocks
from factreport.figures.figure import Skipped
from factreport.texts.blocks import Block, Place, Text

if TYPE_CHECKING:
    from factreport.store import Store
    from factreport.store.query import Query

__all__ = ["ANOTHER_VALUE", "FIELDS", "SMALL", "Auditor", "Finding", "Result", "audit"]

# A text is trusted to be about the store if so many of its figures agree with a fact, and so many
# for each one that is wrong.
_LEAST_STATED, _LEAST_FOR_ONE_WRONG = 5, 0.5
_DIRECTIVE = re.compile(r"\breport:\s*(off|on|skip)\b")


def audit(text: Text, store: Store, *, with_small: bool = False) -> list[Finding]:
    """The findings for each figure of a text, in the order of the text."""
    return Auditor(store).audit(text, with_small=with_small)


class Auditor:
    """Audits texts against the metrics of a store."""

    def __init__(self, store: Store, query: Query | None = None) -> None:
        """Take the store, and a query that selects its facts; None selects all metrics."""
        from factreport.kinds import OBSERVED
        from factreport.store.query import Query

        records = store.select(query or Query(kinds=OBSERVED))
        topics = {topic.id: (topic.title, *topic.keywords) for topic in store.topics()}
        self._facts = Facts(records, keywords=store.keywords(), topics=topics)

    def audit(self, text: Text, *, with_small: bool = False) -> list[Finding]:
        """One finding for each figure of a text, and for each thing that only looks like one."""
        reader = Reader(self._facts)
        read = [
            (context, list(reader.sentences(context)))
            for context in of_blocks(block for block in text.blocks if block.is_prose)
        ]
        found = self._judged(text, read, Judge(self._facts), with_small=with_small)
        stated = sum(finding.result in ("matches", "rounded") for finding in found)
        wrong = sum(finding.is_wrong for finding in found)
        if wrong and stated >= _LEAST_STATED and stated >= wrong * _LEAST_FOR_ONE_WRONG:
            trusting = Judge(self._facts, is_trusting=True)
            found = self._judged(text, read, trusting, with_small=with_small)
        return list(_with_directives(text, found))

    def _judged(
        self,
        text: Text,
        read: Iterable[tuple[Context, Iterable[Sentence]]],
        judge: Judge,
        *,
        with_small: bool,
    ) -> list[Finding]:
        memory = Memory()
        found: list[Finding] = []
        for context, sentences in read:
            block = context.block
            verdicts: list[Verdict] = []
            for sentence in sentences:
                before = memory.facts_for(block)
                of_sentence = verdicts_of(
                    judge, sentence, before, memory.told, with_small=with_small
                )
                memory.add(
                    block,
                    [verdict.fact for verdict in of_sentence if verdict.is_stated and verdict.fact],
                )
                verdicts += of_sentence
            found += _findings(text, block, verdicts, context.reading.skipped)
        return found


def _findings(
    text: Text, block: Block, verdicts: Iterable[Verdict], skipped: Iterable[Skipped]
) -> list[Finding]:
    heading = block.headings[-1] if block.headings else ""
    found = [
        Finding(
            verdict.result,
            text.name,
            verdict.figure,
            text.place(block, verdict.figure.start),
            heading,
            verdict.fact.record if verdict.fact else None,
            verdict.message,
        )
        for verdict in verdicts
    ]
    found += [
        Finding(
            "skipped", text.name, item, text.place(block, item.start), heading, None, item.reason
        )
        for item in skipped
    ]
    return sorted(found, key=lambda finding: finding.figure.start)


def _with_directives(text: Text, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; those that the writer excludes by a comment are skipped."""
    directives = [
        (text.place(block), said[1])
        for block in text.blocks
        if block.kind == "comment" and (said := _DIRECTIVE.search(block.text))
    ]
    if not directives:
        yield from found
        return
    found = list(found)
    lines = {finding.place.line for finding in found}
    skipped = {
        line if line in lines else line + 1
        for place, said in directives
        if said == "skip" and (line := place.line)
    }
    switches = [(_position(place), said) for place, said in directives if said != "skip"]
    for finding in found:
        is_off = [said for position, said in switches if position < _position(finding.place)][-1:]
        if is_off == ["off"] or finding.place.line in skipped:
            yield finding._replace(result="skipped", message="skipped by a comment")
        else:
            yield finding


def _position(place: Place) -> tuple[int, int]:
    return place.line or 0, place.column or 0
