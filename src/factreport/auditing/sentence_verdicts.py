"""Verdicts: the result for each figure of a sentence, alone and together with the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from factreport.auditing.derived import derive
from factreport.auditing.directions import (
    contradict,
    is_of_other_moment,
    misdirected,
    misdirected_from,
    misdirected_to,
    misranked,
    unevenly_compared,
)
from factreport.auditing.facts import Fact
from factreport.auditing.fitting import is_foreign, is_of_other_distance
from factreport.auditing.judge import Judge, digits_of
from factreport.auditing.mentions import Mention, mentions, ratio_mentions
from factreport.auditing.operands import Operands
from factreport.auditing.operations import operations_of
from factreport.auditing.sentences import Sentence
from factreport.auditing.verdict import ANOTHER_VALUE, Candidate, Result, Verdict, order, told_apart
from factreport.english.arithmetic import TIMES_AS
from factreport.english.between import DURATION
from factreport.figures.figure import Figure
from factreport.texts.blocks import Block

# Smaller bare integers are incidental and are not checked.
SMALL = 13
_CROWDED = "too many figures stand around it"
_MOST_REMEMBERED = 8  # facts from the sentences before
_MOST_CELLS = 60
_MOST_DIGITS = 3  # of a figure that can have the value of a fact by accident
_MOST_CARRIED = 1  # facts whose metrics the next sentence may be about
_NEAR = 30  # characters beside a figure that are examined


class _Case(NamedTuple):
    """A figure, the facts with its value, and its own verdict."""

    mention: Mention
    candidates: Sequence[Candidate]
    by_itself: Verdict | None


class Memory:
    """The facts that the last sentences state, and the cells of the current table."""

    def __init__(self) -> None:
        self._facts: list[Fact] = []
        self.told: set[Fact] = set()  # in the section
        self._cells: list[tuple[Block, Fact]] = []
        self._headings: tuple[str, ...] = ()

    def facts_for(self, block: Block) -> list[Fact]:
        """The facts that a figure may be derived from; for a cell, those of its row and column."""
        if block.kind != "cell":
            return self._facts if block.headings == self._headings else []
        cells = [(cell, fact) for cell, fact in self._cells if cell.table == block.table]
        row = [fact for cell, fact in cells if cell.row == block.row]
        return row or [fact for cell, fact in cells if cell.column == block.column]

    def add(self, block: Block, stated: Sequence[Fact]) -> None:
        """Remember the facts that a sentence of a block states."""
        if block.headings != self._headings:
            self._headings, self._facts, self.told = block.headings, [], set()
        if not stated:
            return
        self.told.update(stated)
        if block.kind == "cell":
            cells = [cell for cell in self._cells if cell[0].table == block.table]
            self._cells = [*cells, *((block, fact) for fact in stated)][-_MOST_CELLS:]
        self._facts = [*self._facts, *stated][-_MOST_REMEMBERED:]


def verdicts_of(
    judge: Judge, sentence: Sentence, before: Sequence[Fact], told: Collection[Fact]
) -> list[Verdict]:
    """The verdict on each figure of a sentence, given the facts just before and in its section."""
    skipped = [Verdict("skipped", None, item.reason, item) for item in sentence.skipped]
    if sentence.is_crowded or (sentence.is_silent and not judge.is_trusting):
        return skipped + _without_facts(judge, sentence)
    carried = frozenset(fact.metric for fact in before[-_MOST_CARRIED:])
    cases: list[_Case] = []
    stated: dict[Fact, Figure] = {}
    # The last fact that is stated, and the end of its figure in this sentence.
    last = (before[-1], sentence.start) if before else None
    for mention in mentions(sentence, carried):
        candidates = judge.candidates(mention)
        verdict = judge.verdict(mention, candidates)
        if not (verdict and verdict.is_stated):
            verdict = judge.formerly(mention, [*before, *stated]) or verdict
        if last and not (verdict and verdict.is_stated):
            verdict = judge.continued(mention, *last) or verdict
        if verdict is None and judge.is_trusting:
            is_level = not mention.is_size and mention.figure.unit.dimension != "percent"
            if is_level or not operations_of(mention):
                verdict = judge.trusted(mention, told, stated)
        cases.append(_Case(mention, candidates, verdict))
        if verdict and verdict.is_stated and verdict.fact:
            stated[verdict.fact] = mention.figure
            last = verdict.fact, mention.figure.end
    likely = {_likeliest(case): case.mention.figure for case in cases}
    verdicts: list[Verdict] = []
    # Shares are derived from other figures, and changes from shares: two rounds.
    for _ in range(2):
        with_others = _WithOthers(judge, stated, likely, before, told)
        verdicts = [with_others.verdict(case) for case in cases]
        later = {
            verdict.fact: verdict.figure
            for verdict in verdicts
            if verdict.is_stated
            and verdict.fact
            and isinstance(verdict.figure, Figure)
            and verdict.fact not in stated
        }
        if not later:
            break
        stated |= later
    verdicts = _with_wrong_comparisons(cases, verdicts, before)
    # "Doubled" is skipped if the text does not say what doubled.
    for mention in ratio_mentions(sentence, carried):
        goes_on = bool(carried) and sentence.has_pronoun  # "It has tripled."
        if not (stated or goes_on or judge.is_plainly_about(mention)):
            verdicts.append(Verdict("skipped", None, "a multiple", mention.figure))
            continue
        ratio, _ = with_others.derived(mention)
        unknown = Verdict("unknown", None, "it does not follow from facts", mention.figure)
        verdicts.append(ratio or unknown)
    return [*skipped, *verdicts]


def _without_facts(judge: Judge, sentence: Sentence) -> list[Verdict]:
    """The verdicts on the figures of a sentence that is not prose, or mentions no fact."""
    return [
        _not_checked(judge, figure, sentence.text)
        or (
            Verdict("unknown", None, _CROWDED, figure)
            if sentence.is_crowded
            else judge.unmentioned(figure)
        )
        for figure in sentence.figures
    ]


def _with_wrong_comparisons(
    cases: Sequence[_Case], verdicts: Sequence[Verdict], before: Sequence[Fact]
) -> list[Verdict]:
    """The verdicts; figures that state facts are wrong if the text compares them wrongly.

    They are compared with others of their sentence, or go on about the sentence before.
    """
    pairs = [
        (case.mention, verdict.fact)
        for case, with_others in zip(cases, verdicts, strict=True)
        for verdict in [some for some in (with_others, case.by_itself) if some and some.is_stated][
            :1
        ]
        if verdict.fact
    ]
    wrong = {
        mention.figure: (
            fact,
            f"the text says another distance in time from {told_apart(compared, [])}",
        )
        for number, (mention, fact) in enumerate(pairs)
        for compared in [fact for other, fact in pairs[:number] if not other.is_base][-1:]
        if is_of_other_distance(fact, mention, compared)
    }
    wrong |= {mention.figure: (fact, words) for mention, fact, words in misdirected(pairs)}
    if pairs and (reason := misdirected_from(pairs[0], before)):
        wrong[pairs[0][0].figure] = pairs[0][1], reason
    last = (before[-1], pairs[0][0].sentence.start) if pairs and before else None
    for mention, fact in pairs:
        if last and (right := unevenly_compared(mention, fact, *last)):
            wrong[mention.figure] = right, ANOTHER_VALUE
        elif last and fact is last[0] and is_of_other_moment(mention, last[1]):
            wrong[mention.figure] = fact, "it is compared with a figure that states the same fact"
        last = fact, mention.figure.end
    derived = [
        (case.mention, verdict.fact)
        for case, verdict in zip(cases, verdicts, strict=True)
        if verdict.result == "derived" and verdict.fact
    ]
    for (first, old), (second, new) in pairwise(derived):
        if reason := contradict(first, second):
            wrong |= {first.figure: (old, reason), second.figure: (new, reason)}
    series = Counter(fact.series for _, fact in pairs)
    for mention, fact in pairs:
        if series[fact.series] > 1:
            continue
        if reason := misdirected_to(mention, fact) or misranked(mention, fact):
            wrong[mention.figure] = fact, reason
    return [
        Verdict("contradicts", *wrong[figure], figure) if figure in wrong else verdict
        for figure, verdict in zip((case.mention.figure for case in cases), verdicts, strict=True)
    ]


@dataclass(frozen=True)
class _WithOthers:
    """Judges a figure of a sentence with the facts that the sentence and those before state."""

    judge: Judge
    stated: Mapping[Fact, Figure]
    likely: Mapping[Fact | None, Figure]
    before: Sequence[Fact]
    told: Collection[Fact]

    def verdict(self, case: _Case) -> Verdict:
        """The verdict on a figure: by the fact that it states, else by its derivation."""
        mention, candidates, by_itself = case
        passed = _not_checked(self.judge, mention.figure, mention.sentence.text)
        if passed and by_itself and by_itself.result == "rounded":
            return passed  # "two" does not state 2.3
        if by_itself:
            # A percent change may have been matched to a fact that is not a change.
            is_rate = mention.figure.unit.is_percentage
            is_change = by_itself.fact is not None and by_itself.fact.metric.is_of_change
            is_other = is_rate and by_itself.fact and not is_change and operations_of(mention)
            if not is_other:
                return by_itself
        derived, is_certain = self.derived(mention)
        if derived and (derived.result == "derived" or (mention.is_size and is_certain)):
            return derived
        # A small number or a duration may clearly refer to something the store covers.
        if passed and not (self.stated if mention.is_size else self.judge.is_counted(mention)):
            by_itself = by_itself or passed
        if by_itself is None:
            by_itself = self.judge.trusted(mention, self.told, self.stated)
        if by_itself:
            return by_itself
        otherwise = self._without_fact(mention, candidates)
        is_replaced = is_certain or (otherwise.result == "unknown" and otherwise.fact is None)
        return derived if derived and is_replaced else otherwise

    def _without_fact(self, mention: Mention, candidates: Sequence[Candidate]) -> Verdict:
        """The verdict for a figure that neither states nor derives from a fact.

        A duration in a text that is about no metric of time is skipped: "a 17-month high".
        """
        verdict = self.judge.otherwise(mention, candidates)
        is_unknown = verdict.result == "unknown" and verdict.fact is None
        is_duration = is_unknown and mention.figure.unit.is_duration
        if is_duration and not self.judge.is_measured_in_time(mention):
            return Verdict("skipped", None, "a duration", mention.figure)
        return verdict

    def derived(self, mention: Mention) -> tuple[Verdict | None, bool]:
        """The verdict on a figure derived from facts of its sentence, and whether it is certain."""
        before = [fact for fact in self.before if not is_foreign(fact.metric, mention.sentence)]
        has_facts = before or self.stated or any(self.likely)
        if not (has_facts or self.judge.subjects(mention, with_rates=True)):
            return None, False
        operations = operations_of(mention)
        if not operations:
            return None, False
        with_rates = any(operation.takes_rates is not False for operation in operations)
        subjects = self.judge.subjects(mention, with_rates=with_rates)
        operands = Operands(mention, subjects, self.stated, self.likely, before)
        checked = derive(mention, operations, operands)
        if checked is None:
            return None, False
        is_right, derivation = checked
        result: Result = "derived" if is_right else "contradicts"
        fact, words = derivation.facts[-1], derivation.arithmetic
        return Verdict(result, fact, words, mention.figure), derivation.is_certain


def _likeliest(case: _Case) -> Fact | None:
    """The fact whose value a figure has, even if the text seems to be about another time."""
    exact = [
        candidate
        for candidate in case.candidates
        if candidate.match in ("equal", "rounded")
        and candidate.score > 0
        and digits_of(candidate.figure) >= _MOST_DIGITS
    ]
    return min(exact, key=lambda candidate: order(candidate, case.mention)).fact if exact else None


def _not_checked(judge: Judge, figure: Figure, text: str) -> Verdict | None:
    """The verdict on a figure that is not checked: a small number, or a duration."""
    if figure.value is None or figure.low is not None or figure.unit.per:
        return None
    if figure.unit.is_duration:
        before = text[max(0, figure.start - _NEAR) : figure.start]
        is_stretch = DURATION.search(before) and digits_of(figure) < 3 and figure.step >= 1
        return Verdict("skipped", None, "a duration", figure) if is_stretch else None
    if judge.with_small or figure.qualifier or not figure.unit.is_count:
        return None
    is_small = figure.step == 1 and 0 <= figure.value < SMALL
    if not is_small or TIMES_AS.match(text, figure.end):
        return None
    return Verdict("skipped", None, "a small number", figure)
