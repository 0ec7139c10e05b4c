"""The problems of a store as rows."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from factreport.answers import Answer, Column
from factreport.model import Problem

FIELDS = ("file", "line", "column", "severity", "entry", "message")


def answer(problems: Sequence[Problem]) -> Answer:
    """The problems as rows."""
    columns = [
        Column("severity", lambda problem: problem.severity, is_firm=True),
        Column("file", lambda problem: problem.file, is_labelled=True),
        Column("line", lambda problem: str(problem.line), is_number=True, is_labelled=True),
        Column("entry", lambda problem: problem.entry or "", is_labelled=True),
        Column("message", lambda problem: problem.message),
    ]
    return Answer(
        heading="Problems",
        fields=FIELDS,
        rows=[attrgetter(*FIELDS)(problem) for problem in problems],
        items=problems,
        columns=columns,
        problems=problems,
    )
