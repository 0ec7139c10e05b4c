"""Findings of ``verify`` and ``audit`` for people: the few that are wrong stand out."""

from __future__ import annotations

from collections.abc import Iterable

from factreport import audit, citation, verify
from factreport.model import Problem
from factreport.render.answer import Answer, Column, period
from factreport.render.records import value

_WRONG = {"elsewhere", "not found", "contradicts", "unknown"}
_MARKS = {"unchecked": "?", "rounded": "≈"}


def is_wrong(finding: verify.Finding | audit.Finding) -> bool:
    """Whether a person has to look at it."""
    return finding.result in _WRONG


def of_verify(findings: Iterable[verify.Finding], problems: list[Problem]) -> Answer:
    """What became of each observation."""
    columns = [
        Column("Result", _result, is_firm=True),
        Column("Figure", _figure, is_firm=True),
        Column("Title", lambda one: one.title),
        Column("Period", lambda one: period(one.period), is_firm=True),
        Column("Cited", lambda one: citation.short_place(one.paragraphs, one.pages)),
        Column("In the text", lambda one: one.words),
    ]
    return Answer(verify.Finding._fields, findings, columns, problems=problems, is_wrong=is_wrong)


def of_audit(findings: Iterable[audit.Finding], problems: list[Problem]) -> Answer:
    """What became of each figure of the text."""
    columns = [
        Column("Result", _result, is_firm=True),
        Column("Place", lambda one: f"{one.line}:{one.column}", is_firm=True),
        Column("Figure", lambda one: one.figure),
        Column("In the store", _fact),
    ]
    return Answer(audit.Finding._fields, findings, columns, problems=problems, is_wrong=is_wrong)


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
