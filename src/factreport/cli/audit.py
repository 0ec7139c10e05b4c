"""``report audit``: every figure of a text of yours against the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

import click

from factreport.audit import SMALL, Finding, Result
from factreport.audit import audit as audited
from factreport.cli import options, output
from factreport.cli.base import ReportCommand
from factreport.cli.types import PATH
from factreport.figures import Figure
from factreport.model import Problem, Record, Years
from factreport.render import findings
from factreport.store.query import Query
from factreport.wording import counted, escaped

# Of the facts that have a value; of more than so many, those of the years beside it are added.
_MOST_CANDIDATES = 1_000


@click.command(
    "audit",
    cls=ReportCommand,
    epilog="""
    report audit draft.md
    pdftotext draft.pdf - | report audit -
    report audit draft.md --format github
    """,
)
@click.argument("file", type=PATH)
@click.option("--all", "with_small", is_flag=True, help=f"Also bare integers below {SMALL}.")
@options.facts
@options.checking()
def audit(file: str, with_small: bool, **given: Any) -> int:
    """Check each figure of your text against the store.

    FILE: plain text or Markdown, - for standard input. A figure matches a fact, or does so when
    rounded as it is written; it contradicts a fact that has another qualifier or another year
    than the sentence names; or it is unknown. Exits with 1 when a figure contradicts or is
    unknown.
    """
    text = options.read_text(file, given)
    store = options.open_store(given)

    def candidates(figure: Figure, years: Sequence[Years]) -> list[Record]:
        query = Query(kinds=["metric"], figure=figure, best_first=True, limit=_MOST_CANDIDATES)
        found = store.select(query)
        if years and len(found) == _MOST_CANDIDATES:
            found += store.select(query._replace(years=years))
        return found

    found = list(audited(text, candidates, store.neighbours, with_small=with_small))
    problems = [_problem(file, one) for one in found if findings.is_wrong(one)]
    options.show(findings.of_audit(found, problems), given)
    output.say(f"report: {escaped(file)}: {_summary(found)}")
    return 1 if problems else 0


def _summary(found: list[Finding]) -> str:
    counts = Counter(one.result for one in found)
    parts = [f"{counts[result]:,} {_VERBS.get(result, result)}" for result in get_args(Result)]
    return f"{counted(len(found), 'figure')}: {', '.join(parts)}"


_VERBS = {"matches": "match", "contradicts": "contradict"}


def _problem(file: str, one: Finding) -> Problem:
    fact = f" ({one.id}: {one.value})" if one.id else ""
    words = f"{one.figure} {one.result}: {findings.remark(one)}{fact}"
    return Problem(escaped(file), one.line, "error", None, words, one.column)
