"""``report audit``: every figure of your texts against the store."""

from __future__ import annotations

from typing import Any, get_args

import click

from factreport.answers import audits
from factreport.auditing import SMALL, Auditor, Result
from factreport.cli import options
from factreport.cli.argument_types import PATH
from factreport.cli.commands import command
from factreport.cli.presentation import Presentation
from factreport.kinds import OBSERVED

_NEEDS_A_LOOK: tuple[Result, ...] = ("contradicts", "unknown", "derived")


@command(
    """Check each figure of your texts against the store.

    FILE: plain text, Markdown, HTML, Word, PDF or CSV; - for standard input. A figure matches a
    fact if the text also says what is counted, when and where. Derived: it follows from facts that
    its sentence names. Contradicts: the store has another value. Unknown: the store has none.
    Tables and HTML pages show only the figures that need a look. Exits with 1 if a figure
    contradicts or is unknown.

    <!-- report: skip --> in a line leaves out its figures.

    <!-- report: derived --> in a line leaves out those that are derived.

    <!-- report: off --> and <!-- report: on --> leave out the figures between them.
    """,
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
    texts = [options.read_text(file, params, presentation) for file in dict.fromkeys(files)]
    store = options.open_store(params, presentation)
    auditor = Auditor(store, options.query_of(params, kinds=OBSERVED))
    findings = [finding for text in texts for finding in auditor.audit(text, with_small=small)]
    is_for_people = "columns" in presentation.format.shows
    fails: tuple[Result, ...] = ("contradicts",) if lenient else ("contradicts", "unknown")
    answer = audits.answer(
        findings,
        options.sources_of(store, (finding.fact for finding in findings if finding.fact)),
        files=[text.name for text in texts],
        shown=_NEEDS_A_LOOK if is_for_people and not with_all else get_args(Result),
        fails=fails,
    )
    presentation.show(answer)
    return int(any(finding.result in fails for finding in findings))
