"""Audit: checks each figure of the user's text against the facts of a store."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from factreport.auditing.facts import Fact, Facts
from factreport.auditing.finding import FIELDS, Finding
from factreport.auditing.judge import Judge
from factreport.auditing.sentence_verdicts import SMALL, Memory, verdicts_of
from factreport.auditing.sentences import Reader, Sentence
from factreport.auditing.verdict import ANOTHER_VALUE, Result, Verdict
from factreport.figures.context import Context, of_blocks
from factreport.texts.blocks import Place, Text

if TYPE_CHECKING:
    from factreport.store import Store
    from factreport.store.query import Query

__all__ = ["ANOTHER_VALUE", "FIELDS", "SMALL", "Auditor", "Finding", "Result", "audit"]

# A sentence is trusted to be about the store if this many figures in it and in the sentences near
# it agree with a fact.
_LEAST_STATED, _NEAR = 3, 10
# All that a comment says, apart from a reason: "report: skip, it is a quotation".
_DIRECTIVE = re.compile(r"\s*report:\s*(off|on|skip|derived)\s*(?:[,:;(–—-].*)?", re.DOTALL)


def audit(text: Text, store: Store, *, with_small: bool = False) -> list[Finding]:
    """The findings for each figure of a text, in the order of the text.

    QueryError for an argument of the wrong type.
    """
    from factreport.store import Store
    from factreport.store.query import check_type

    check_type("text", text, Text, "a text that read_text read")
    check_type("store", store, Store, "a store that open_store opened")
    check_type("with_small", with_small, bool, "True or False")
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
        contexts = of_blocks(text.blocks)
        sentences = [sentence for context in contexts for sentence in reader.sentences(context)]
        judge, trusting = (
            Judge(self._facts, with_small=with_small, is_trusting=is_trusting)
            for is_trusting in (False, True)
        )
        known: _Known = {}
        verdicts = _judged(sentences, [judge] * len(sentences), known)
        # Where enough figures near a sentence agree, the text is about the store.
        agreeing = [sum(verdict.is_stated for verdict in of_sentence) for of_sentence in verdicts]
        until = list(accumulate(agreeing, initial=0))
        last = len(agreeing)
        is_trusted = [
            until[min(number + _NEAR + 1, last)] - until[max(number - _NEAR, 0)] >= _LEAST_STATED
            for number in range(last)
        ]
        if any(is_trusted):
            judges = [trusting if trusted else judge for trusted in is_trusted]
            verdicts = _judged(sentences, judges, known)
        of_block: dict[int, list[Verdict]] = defaultdict(list)
        for sentence, of_sentence in zip(sentences, verdicts, strict=True):
            of_block[id(sentence.context)] += of_sentence
        findings = [
            finding
            for context in contexts
            for finding in _findings(text, context, of_block[id(context)])
        ]
        return list(_with_directives(text, findings))


# The verdicts on a sentence by its judge, its number and the facts before it.  Those of its section
# matter only to a judge that trusts the text, which judges each sentence once.
_Known = dict[tuple[Judge, int, tuple[Fact, ...]], list[Verdict]]


def _judged(
    sentences: Sequence[Sentence], judges: Sequence[Judge], known: _Known
) -> list[list[Verdict]]:
    """The verdicts on the figures of each sentence, by the judge for it, unless they are known."""
    memory = Memory()
    judged: list[list[Verdict]] = []
    for number, (sentence, judge) in enumerate(zip(sentences, judges, strict=True)):
        before = memory.facts_for(sentence.context.block)
        key = (judge, number, tuple(before))
        if key not in known:
            known[key] = verdicts_of(judge, sentence, before, memory.told)
        verdicts = known[key]
        stated = [verdict.fact for verdict in verdicts if verdict.is_stated and verdict.fact]
        memory.add(sentence.context.block, stated)
        judged.append(verdicts)
    return judged


def _findings(text: Text, context: Context, verdicts: Iterable[Verdict]) -> list[Finding]:
    block = context.block
    heading = block.headings[-1] if block.headings else ""
    skipped = (Verdict("skipped", None, item.reason, item) for item in context.reading.skipped)
    findings = [
        Finding(
            verdict.result,
            text.name,
            verdict.figure,
            text.place(block, verdict.figure.start),
            heading,
            verdict.fact.record if verdict.fact else None,
            verdict.message,
            block.text,
        )
        for verdict in (*verdicts, *skipped)
    ]
    return sorted(findings, key=lambda finding: finding.figure.start)


def _with_directives(text: Text, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings; those that the writer excludes by a comment are skipped."""
    directives = [
        (text.place(block), directive[1])
        for block in text.blocks
        if block.kind == "comment" and (directive := _DIRECTIVE.fullmatch(block.text))
    ]
    if not directives:
        yield from findings
        return
    lines = {finding.place.line for finding in findings}
    of_lines = {
        (line if line in lines else line + 1, command)
        for place, command in directives
        if (line := place.line)
    }
    switches = [
        (_position(place), command) for place, command in directives if command in ("on", "off")
    ]
    starts = [start for start, _ in switches]
    for finding in findings:
        line, result = finding.place.line, finding.result
        passed = bisect_left(starts, _position(finding.place))
        if (passed and switches[passed - 1][1] == "off") or (line, "skip") in of_lines:
            yield finding._replace(result="skipped", message="skipped by a comment")
        elif result == "derived" and (line, result) in of_lines:
            yield finding._replace(result="skipped", message=f"accepted: {finding.message}")
        else:
            yield finding


def _position(place: Place) -> tuple[int, int]:
    return place.line or 0, place.column or 0
