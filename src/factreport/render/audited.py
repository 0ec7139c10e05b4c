"""Findings of ``audit`` for people: those that need a look, each with the right figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from factreport.auditing import FIELDS, Finding
from factreport.model import Problem
from factreport.render.answer import Answer, Column, safe_rows
from factreport.render.records import period, value
from factreport.wording import escaped, visible_line

_SAYS = {"contradicts": "contradicts the store", "unknown": "is unknown"}
_MARKS = {"matches": "✓", "rounded": "≈", "derived": "=", "skipped": "·"}


def answer(
    findings: Sequence[Finding], problems: Sequence[Problem], *, is_one_file: bool
) -> Answer:
    """The result for each figure of one text, or of several named ones."""
    columns = [
        Column("result", _result, is_firm=True, is_plain=True),
        Column("place", lambda one: place(one, with_file=not is_one_file), is_plain=True),
        Column("figure", lambda one: visible_line(one.figure.text), style="bold"),
        Column("fact", remark, "In the store"),
    ]
    return Answer(
        heading="Figures and the store",
        fields=FIELDS,
        rows=safe_rows(one.row() for one in findings),
        items=findings,
        columns=columns,
        problems=problems,
        wrong=frozenset(number for number, one in enumerate(findings) if one.is_wrong),
    )


def _result(finding: Finding) -> str:
    return f"{_MARKS.get(finding.result, '✗')} {finding.result}"


def place(finding: Finding, *, with_file: bool) -> str:
    """``3:14``; without meaningful lines, ``p. 2, paragraph 7`` with the heading above."""
    where = finding.place
    if where.line is not None:
        parts = [f"{where.line}:{where.column}"]
    else:
        named = [("p. ", where.page), ("paragraph ", where.paragraph)]
        parts = [f"{word}{number}" for word, number in named if number is not None]
        parts += [finding.heading] if finding.heading else []
    words = ", ".join(parts)
    return f"{escaped(finding.file)}:{words}" if with_file else words


def remark(finding: Finding) -> str:
    """The remark about a figure, and the fact behind it."""
    record = finding.fact
    if record is None:
        return finding.words
    if finding.result == "derived":
        return f"{finding.words} ({record.title}, {record.unit})"
    about = [f"{value(record)} {record.unit}", record.title, record.area, record.group]
    parts = [*about, period(record.period)]
    fact = ", ".join(part for part in parts if part)
    cited = f" ({record.citation})" if finding.result == "contradicts" and record.citation else ""
    return f"{finding.words}: {fact}{cited}" if finding.words else fact


def problem(finding: Finding, *, is_error: bool) -> Problem:
    """A finding that is wrong as a line for an editor, or an annotation of a file."""
    where = finding.place
    words = f"{visible_line(finding.figure.text)} {_SAYS[finding.result]}: {remark(finding)}"
    if where.line is None:
        words = f"{place(finding, with_file=False)}: {words}"
    severity: Literal["error", "warning"] = "error" if is_error else "warning"
    return Problem(escaped(finding.file), where.line, severity, None, words, where.column)
