"""``report verify``: every fact against the text that it cites."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import click

from factreport.answers import verifications
from factreport.cli import candidates, options
from factreport.cli.argument_types import PATH
from factreport.cli.commands import command
from factreport.cli.presentation import Presentation
from factreport.store.query import Query
from factreport.verification import Result
from factreport.verification import verify as find
from factreport.wording import escaped, first_few, quoted, tallied


@command(
    """Check each fact against the text that it cites.

    The words of `written`, or else the value, must appear in the paragraph or on the page that the
    fact cites, and the text must not name another time, area or group there. If that goes wrong,
    quote six words or more beside the figure in `written`: then only the words count. Tables and
    HTML pages show only what is wrong or could not be checked. SOURCE: only facts of this source.
    TEXTFILE: its text, if the store names none. Exits with 1 if a fact is not found there.
    """,
    "report verify",
    "report verify example-2021 texts/bulletin.pdf",
    "report verify --strict --format github",
)
@click.argument("source", required=False, shell_complete=candidates.sources)
@click.argument("textfile", required=False, type=PATH)
@click.option("--all", "with_found", is_flag=True, help="Also show the facts that were found.")
@click.option("--strict", is_flag=True, help="Exit with 1 if a fact could not be checked.")
@options.checking()
def verify(
    source: str | None,
    textfile: str | None,
    *,
    with_found: bool,
    strict: bool,
    presentation: Presentation,
    **params: Any,
) -> int:
    store = options.open_store(params, presentation)
    query = Query(sources=[] if source is None else [source])
    text = None if textfile is None else options.read_text(textfile, params, presentation)
    findings = find(store, query, text=text)
    wrong = {*verifications.WRONG, *(["unchecked"] if strict else [])}
    shows, results = presentation.format.shows, set(get_args(Result))
    if "problems" in shows:
        results = wrong
    elif "columns" in shows and not with_found:
        results -= {"found"}
    numbers = [number for number, finding in enumerate(findings) if finding.result in results]
    # Data has no lines of the store.
    located = store.lines_of(query, numbers) if {"problems", "columns"} & {*shows} else []
    lines = [(escaped(file.name), line) for file, line in located]
    answer = verifications.answer([findings[number] for number in numbers], lines)
    words = {result: result for result in get_args(Result)}
    if doubted := sum(finding.is_doubted for finding in findings):
        words["found"] += f" ({doubted:,} only as quotations)"
    summary = tallied([finding.result for finding in findings], "fact", words)
    areas = {finding.record.area or "" for finding in findings if finding.lacks_area}
    if areas:
        summary += f"; no text names {first_few(list(map(quoted, sorted(areas))), 'area')}"
    presentation.show(replace(answer, summary=summary))
    return int(any(finding.result in wrong for finding in findings))
