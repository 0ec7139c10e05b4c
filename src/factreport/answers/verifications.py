"""The findings of ``verify``, for people and for programs: the wrong ones stand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from factreport import citation
from factreport.answers import Answer, Column
from factreport.answers.look_ups import period, value
from factreport.model import Problem, Record
from factreport.verification import Finding
from factreport.wording import quoted

WRONG = frozenset({"elsewhere", "not found"})
_MARKS = {"elsewhere": "✗", "not found": "✗", "unchecked": "?", "found": "✓"}
_OF_RECORD = (
    *("kind", "id", "title", "area", "group", "period", "value", "low", "high", "unit"),
    *("qualifier", "written", "source", "paragraphs", "pages"),
)
FIELDS = ("result", *_OF_RECORD, "found_paragraphs", "found_pages", "message")


def answer(
    findings: Sequence[Finding],
    problems: Sequence[Problem] = (),
    lines: Mapping[Record, tuple[str, int]] = MappingProxyType({}),
) -> Answer:
    """The result for each fact, with the file and the line where the store has it."""
    rows = [
        (
            finding.result,
            *(getattr(finding.record, name) for name in _OF_RECORD),
            finding.paragraphs,
            finding.pages,
            finding.message,
        )
        for finding in findings
    ]
    return Answer(
        heading="Facts and their sources",
        fields=FIELDS,
        rows=rows,
        items=findings,
        columns=[
            Column(
                "result",
                lambda finding: f"{_MARKS[finding.result]} {finding.result}",
                is_firm=True,
            ),
            Column("words", _figure, "Fact", style="bold"),
            Column(
                "period",
                lambda finding: period(finding.record.period),
                is_firm=True,
            ),
            Column("id", lambda finding: finding.record.id, style="dim"),
            Column(
                "line",
                lambda finding: ":".join(map(str, lines.get(finding.record, ()))),
                "Store",
            ),
            Column(
                "cited",
                lambda finding: citation.short_place(
                    finding.record.paragraphs, finding.record.pages
                ),
            ),
            Column("found", lambda finding: finding.message, "In the text"),
        ],
        problems=problems,
        wrong=frozenset(
            number for number, finding in enumerate(findings) if finding.result in WRONG
        ),
    )


def line(finding: Finding) -> str:
    """A finding in one line, for an editor or a workflow."""
    return f"{quoted(_figure(finding))} is {finding.result}: {finding.message}"


def _figure(finding: Finding) -> str:
    """The words that the fact is taken from, else its value or its title."""
    record = finding.record
    return record.written or value(record) or record.title
