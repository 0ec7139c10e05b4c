"""Findings of ``verify`` and ``audit`` for people: the few that are wrong stand out."""

from __future__ import annotations

from collections.abc import Sequence

from factreport import audit, citation, verify
from factreport.model import Problem
from factreport.render.answer import Answer, Column
from factreport.render.records import period, value

# The fields of the rows, in their order.
VERIFY_FIELDS = verify.Finding._fields
AUDIT_FIELDS = audit.Finding._fields

_WRONG = {"elsewhere", "not found", "contradicts", "unknown"}
_MARKS = {"unchecked": "?", "rounded": "≈"}


def is_wrong(finding: verify.Finding | audit.Finding) -> bool:
    """Whether a person has to look at it."""
    return finding.result in _WRONG


def of_verify(findings: Sequence[verify.Finding], problems: Sequence[Problem]) -> Answer:
    """What became of each fact."""
    columns = [
        Column("result", _result, is_firm=True, is_plain=True),
        Column("figure", lambda finding: finding.written or value(finding), style="bold"),
        Column("title", lambda finding: finding.title),
        Column("period", lambda finding: period(finding.period), is_firm=True, is_plain=True),
        Column("cited", lambda finding: citation.short_place(finding.paragraphs, finding.pages)),
        Column("words", lambda finding: finding.words, "In the text"),
    ]
    return Answer(
        fields=VERIFY_FIELDS,
        rows=findings,
        columns=columns,
        problems=problems,
        wrong=wrong_rows(findings),
    )


def of_audit(findings: Sequence[audit.Finding], problems: Sequence[Problem]) -> Answer:
    """What became of each figure of the text."""
    columns = [
        Column("result", _result, is_firm=True, is_plain=True),
        Column("place", lambda finding: f"{finding.line}:{finding.column}", is_firm=True),
        Column("figure", lambda finding: finding.figure, style="bold"),
        Column("fact", _fact, "In the store"),
    ]
    return Answer(
        fields=AUDIT_FIELDS,
        rows=findings,
        columns=columns,
        problems=problems,
        wrong=wrong_rows(findings),
    )


def wrong_rows(findings: Sequence[verify.Finding | audit.Finding]) -> frozenset[int]:
    """The numbers of the rows that stand out."""
    return frozenset(number for number, finding in enumerate(findings) if is_wrong(finding))


def remark(finding: audit.Finding) -> str:
    """What is said of a figure; where its fact is none with the value, that it is the nearest."""
    is_nearest = finding.result == "unknown" and finding.id is not None
    return finding.words + "; nearest" * is_nearest


def _result(finding: verify.Finding | audit.Finding) -> str:
    mark = "✗" if is_wrong(finding) else _MARKS.get(finding.result, "✓")
    return f"{mark} {finding.result}"


def _figure(finding: verify.Finding) -> str:
    return finding.written or value(finding)


def _fact(finding: audit.Finding) -> str:
    if finding.value is None:
        return finding.words
    fact = f"{value(finding)} {finding.unit}"
    when = f", {period(finding.period)}" if finding.period else ""
    words = remark(finding)
    return f"{words}{': ' * bool(words)}{fact}: {finding.title}{when}"
