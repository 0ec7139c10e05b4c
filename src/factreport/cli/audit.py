"""``report audit``: every figure of your texts against the store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from factreport.answers import audits
from factreport.auditing import SMALL, Auditor
from factreport.cli import options
from factreport.cli.argument_types import PATH
from factreport.cli.commands import command
from factreport.cli.presentation import Presentation
from factreport.kinds import OBSERVED
from factreport.wording import escaped, first_few, tallied

_NEEDS_A_LOOK = ("contradicts", "unknown", "derived")
_WORDS = {
    "matches": "match", "rounded": "rounded", "derived": "derived", "contradicts": "contradict",
    "unknown": "unknown",
}  # fmt: skip


@command(
    "report audit draft.md",
    "report audit chapters/*.md --topic training --lenient",
    "report audit draft.docx --as-of 2024-06-30",
    "pandoc draft.odt -t markdown | report audit -",
)
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@click.option("--all", "with_all", is_flag=True, help="Also show what agrees or was skipped.")
@click.option("--small", is_flag=True, help=f"Also check bare integers below {SMALL}.")
@click.option("--lenient", is_flag=True, help="Exit with 0 unless a figure contradicts the store.")
@options.topic
@options.narrowing
@options.checking()
def audit(
    files: tuple[str, ...],
    *,
    with_all: bool,
    small: bool,
    lenient: bool,
    presentation: Presentation,
    **params: Any,
) -> int:
    """Check each figure of your texts against the store.

    FILE: plain text, Markdown, HTML, Word, PDF or CSV; - for standard input. A figure matches a
    fact if the text also says what is counted, when and where. Derived: it follows from facts that
    its sentence names. Contradicts: the store has another value. Unknown: the store has none.
    Tables and HTML pages show only the figures that need a look. Exits with 1 if a figure
    contradicts or is unknown.

    <!-- report: skip --> in a line leaves out its figures, <!-- report: derived --> those of them
    that are derived.

    <!-- report: off --> and <!-- report: on --> leave out the figures between them.
    """
    texts = [options.read_text(file, params, presentation) for file in files]
    store = options.open_store(params, presentation)
    auditor = Auditor(store, options.query_of(params, kinds=OBSERVED))
    findings, summary = [], []
    for text in texts:
        of_text = auditor.audit(text, with_small=small)
        findings += of_text
        results = [finding.result for finding in of_text]
        figures = [result for result in results if result != "skipped"]
        skipped = f"; {n:,} skipped" if (n := len(results) - len(figures)) else ""
        summary.append(f"{escaped(text.name)}: {tallied(figures, 'figure', _WORDS)}{skipped}")
    shown = findings
    if "columns" in presentation.format.shows and not with_all:
        shown = [finding for finding in findings if finding.result in _NEEDS_A_LOOK]
    fails = ("contradicts",) if lenient else ("contradicts", "unknown")
    problems = [
        audits.problem(finding, is_error=finding.result in fails)
        for finding in findings
        if finding.is_wrong and "problems" in presentation.format.shows
    ]
    sources = options.sources_of(store, (finding.fact for finding in shown if finding.fact))
    answer = audits.answer(shown, problems, sources, is_one_file=len(files) == 1)
    names = first_few([escaped(text.name) for text in texts], "text")
    heading = f"{names}, checked against the store"
    presentation.show(replace(answer, heading=heading, summary="\n".join(summary)))
    return int(any(finding.result in fails for finding in findings))
