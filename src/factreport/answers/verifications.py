"""The findings of ``verify``, for people and for programs: the wrong ones stand out."""

from __future__ import annotations

from collections.abc import Sequence

from factreport import citation
from factreport.answers import Answer, Column
from factreport.answers.look_ups import value
from factreport.model import Problem
from factreport.periods import short_label
from factreport.verification import Verification
from factreport.wording import quoted

WRONG = frozenset({"elsewhere", "not found"})
_MARKS = {"elsewhere": "✗", "not found": "✗", "unchecked": "?", "found": "✓"}
_OF_RECORD = (
    *("kind", "id", "title", "area", "group", "period", "value", "low", "high", "unit"),
    *("qualifier", "written", "source", "paragraphs", "pages"),
)
FIELDS = ("result", *_OF_RECORD, "found_paragraphs", "found_pages", "message")


def answer(findings: Sequence[Verification], lines: Sequence[tuple[str, int]] = ()) -> Answer:
    """The result for each fact, with the files and the lines where the store has them, if given."""
    records = [finding.record for finding in findings]
    cited = (citation.short_place(record.paragraphs, record.pages) for record in records)
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
    marked = (f"{_MARKS[finding.result]} {finding.result}" for finding in findings)
    return Answer(
        heading="Facts and their sources",
        fields=FIELDS,
        rows=rows,
        columns=[
            Column("result", marked, is_firm=True),
            Column("words", map(_figure, findings), "Fact", style="bold"),
            Column("period", (short_label(record.period) for record in records), is_firm=True),
            Column("found", (finding.message for finding in findings), "In the text"),
            Column("id", (record.id for record in records), style="dim"),
            *([Column("line", (f"{file}:{at}" for file, at in lines), "Store")] if lines else []),
            Column("cited", cited),
        ],
        problems=[
            Problem(
                *line,
                "error",
                f"{finding.record.kind}.{finding.record.id}",
                f"{quoted(_figure(finding))} is {finding.result}: {finding.message}",
            )
            for finding, line in zip(findings, lines, strict=False)
        ],
        wrong=frozenset(
            number for number, finding in enumerate(findings) if finding.result in WRONG
        ),
    )


def _figure(finding: Verification) -> str:
    """The words that the fact is taken from, else its value or its title."""
    record = finding.record
    return record.written or value(record) or record.title
