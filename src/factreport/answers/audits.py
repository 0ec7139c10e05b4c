"""Findings of ``audit`` for people: those that need attention, each with the right figure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from factreport.answers import Answer, Column, safe_rows
from factreport.answers.look_ups import (
    caption,
    numbered,
    place_in_text,
    short_citation,
    source_notes,
    value,
)
from factreport.auditing import ANOTHER_VALUE, FIELDS, Finding, Result
from factreport.model import Problem, Source
from factreport.periods import short_label
from factreport.wording import escaped, first_few, tallied, visible_line

_COUNTED_AS = {
    "matches": "match", "rounded": "rounded", "derived": "derived", "contradicts": "contradict",
    "unknown": "unknown",
}  # fmt: skip
_SAYS = {"contradicts": "contradicts the store", "unknown": "is unknown"}
_MARKS = {
    "matches": "✓", "rounded": "≈", "derived": "=", "contradicts": "✗", "unknown": "?",
    "skipped": "·",
}  # fmt: skip


def answer(
    findings: Sequence[Finding],
    sources: Sequence[Source],
    *,
    files: Sequence[str],
    shown: Collection[Result],
    fails: Collection[Result],
) -> Answer:
    """The findings in texts with the results to be shown, and a count of all by ``files``.

    ``sources`` are those of their facts: they are cited below the rows.  A result that ``fails`` is
    an error, any other that is wrong a warning.
    """
    names = [escaped(file) for file in files]
    results: dict[str, list[str]] = {file: [] for file in files}
    for finding in findings:
        results[finding.file].append(finding.result)
    problems = (_problem(finding, fails) for finding in findings if finding.is_wrong)
    findings = [finding for finding in findings if finding.result in shown]
    facts = [finding.fact for finding in findings if finding.fact]
    areas = {fact.area or "" for fact in facts}
    shared = {"area": area} if len(areas) == 1 and (area := areas.pop()) else {}
    numbers = numbered(facts)

    def of_store(finding: Finding) -> str:
        record = finding.fact
        parts = (record.id, short_citation(record, numbers)) if record else ()
        return _remark(finding, " ".join(filter(None, parts)), with_area=not shared)

    def in_text(finding: Finding) -> str:
        """``12:5 up 23% from [32] a year``: the place, and the figure among its words."""
        place = _place(finding, with_file=len(files) > 1)
        return f"{place} {finding.around}"

    counts = []  # "draft.md: 3 figures: 1 match, 2 contradict; 1 skipped"
    for name, of_file in zip(names, results.values(), strict=True):
        figures = [result for result in of_file if result != "skipped"]
        skipped = len(of_file) - len(figures)
        more = f"; {skipped:,} skipped" if skipped else ""
        counts.append(f"{name}: {tallied(figures, 'figure', _COUNTED_AS)}{more}")
    marked = (f"{_MARKS[finding.result]} {finding.result}" for finding in findings)
    return Answer(
        heading=f"{first_few(names, 'text')}, checked against the store",
        fields=FIELDS,
        rows=safe_rows(finding.row() for finding in findings),
        columns=[
            Column("result", marked, is_firm=True),
            Column("figure", map(in_text, findings), "In your text", is_labelled=True),
            Column("fact", map(of_store, findings), "In the store", is_labelled=True),
        ],
        notes=[*caption(shared), *source_notes(facts, sources, numbers, with_place=False)],
        problems=problems,
        wrong=frozenset(
            number for number, finding in enumerate(findings) if finding.result == "contradicts"
        ),
        summary="\n".join(counts),
    )


def _problem(finding: Finding, fails: Collection[Result]) -> Problem:
    """A finding that is wrong as a line for an editor, or an annotation of a file."""
    where, record = finding.place, finding.fact
    remark = _remark(finding, record.citation if record else None, with_area=True)
    message = f"{visible_line(finding.figure.text)} {_SAYS[finding.result]}: {remark}"
    if where.line is None:
        message = f"{_place(finding, with_file=False)}: {message}"
    severity: Literal["error", "warning"] = "error" if finding.result in fails else "warning"
    return Problem(escaped(finding.file), where.line, severity, None, message, where.column)


def _place(finding: Finding, *, with_file: bool) -> str:
    """``3:14``; without meaningful lines, ``p. 2, paragraph 7`` with the heading above."""
    place = place_in_text(finding.place)
    if finding.place.line is None and finding.heading:
        place += f", {finding.heading}"
    return f"{escaped(finding.file)}:{place}" if with_file else place


def _remark(finding: Finding, cited: str | None, *, with_area: bool) -> str:
    """``Ships delivered, 2023: 31 ships (ships-delivered ¶2)``: the fact that a figure means.

    ``cited`` says where it was read.  What is wrong with the figure follows it.
    """
    record, message = finding.fact, finding.message
    if record is None:
        return message
    names = [record.title, record.area if with_area else None, record.group]
    if finding.result == "derived" or f"({record.title}" in message:  # arithmetic with facts
        about = ", ".join(name for name in names if name and f"({name}" not in message)
        return f"{message} ({about})" if about else message
    about = ", ".join(filter(None, (*names, short_label(record.period))))
    fact = f"{about}: {value(record)} {record.unit}"
    fact += f" ({cited})" if cited else ""
    # The fact shows that the value is another one.
    return fact if message in ("", ANOTHER_VALUE) else f"{fact}; {message}"
