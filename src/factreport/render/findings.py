"""Findings of ``audit`` for people: the few that are wrong stand out."""

from __future__ import annotations

from collections.abc import Sequence

from factreport import audit
from factreport.model import Problem
from factreport.render.answer import Answer, Column
from factreport.render.records import period, value

# The fields of the rows, in their order.
AUDIT_FIELDS = audit.Finding._fields

_WRONG = {"contradicts", "unknown"}
_MARKS = {"rounded": "≈"}


def is_wrong(finding: audit.Finding) -> bool:
    """Whether a person has to look at it."""
    return finding.result in _WRONG


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


def wrong_rows(findings: Sequence[audit.Finding]) -> frozenset[int]:
    """The numbers of the rows that stand out."""
    return frozenset(number for number, finding in enumerate(findings) if is_wrong(finding))


def remark(finding: audit.Finding) -> str:
    """What is said of a figure; where its fact is none with the value, that it is the nearest."""
    is_nearest = finding.result == "unknown" and finding.id is not None
    return finding.words + "; nearest" * is_nearest


def _result(finding: audit.Finding) -> str:
    mark = "✗" if is_wrong(finding) else _MARKS.get(finding.result, "✓")
    return f"{mark} {finding.result}"


def _fact(finding: audit.Finding) -> str:
    if finding.value is None:
        return finding.words
    fact = f"{value(finding)} {finding.unit}"
    when = f", {period(finding.period)}" if finding.period else ""
    words = remark(finding)
    return f"{words}{': ' * bool(words)}{fact}: {finding.title}{when}"
