"""``report verify``: every figure against the text that it cites."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any, get_args

import click

from factreport.cli import complete, options, output
from factreport.cli.base import ReportCommand
from factreport.cli.types import PATH
from factreport.errors import TextError
from factreport.model import Problem, Record
from factreport.render import findings
from factreport.store import Store, files
from factreport.store.query import Query
from factreport.store.review import observation_places
from factreport.verify import Finding, Result, SourceText
from factreport.verify import verify as verified
from factreport.wording import counted, escaped


@click.command(
    "verify",
    cls=ReportCommand,
    epilog="""
    report verify
    report verify example-2021 texts/bulletin.txt
    report verify --strict --format github
    """,
)
@click.argument("source", required=False, shell_complete=complete.sources)
@click.argument("textfile", required=False, type=PATH)
@click.option("--strict", is_flag=True, help="Exit with 1 when a figure could not be checked.")
@options.facts
@options.checking()
def verify(source: str | None, textfile: str | None, strict: bool, **given: Any) -> int:
    """Check each figure against the text that it cites.

    A figure has to stand in the very paragraph, or on the very page, that its fact names.
    SOURCE: only figures of this source. TEXTFILE: its text, where the store names none, with
    paragraphs between blank lines and pages between form feeds. Exits with 1 when a figure is
    not there.
    """
    store = options.open_store(given)
    query = Query(kinds=["metric"], sources=[] if source is None else [source])
    texts = {one.id: one.text for one in store.sources()}

    @cache
    def text_of(one: str) -> SourceText | None:
        if textfile is not None:
            return SourceText(options.read_text(textfile, given))
        path = texts[one]
        if path is None:
            return None
        if not files.is_plain_file(path):
            words = f"the text of source {one} is not a file; correct its path"
            raise TextError(f"{escaped(path)}: {words}")
        return SourceText(options.read_text(path, given))

    found = list(verified(store.iterate(query), text_of))
    bad = [one for one in found if findings.is_wrong(one) or _is_open(one, strict)]
    problems = _problems(store, bad) if given["format_"] == "github" else []
    options.show(findings.of_verify(found, problems), given)
    output.say(f"report: {_summary(found)}")
    return 1 if bad else 0


def _is_open(finding: Finding, strict: bool) -> bool:
    return strict and finding.result == "unchecked"


def _summary(found: list[Finding]) -> str:
    counts = Counter(one.result for one in found)
    parts = [f"{counts[result]:,} {result}" for result in get_args(Result)]
    return f"{counted(len(found), 'figure')}: {', '.join(parts)}"


def _problems(store: Store, bad: list[Finding]) -> list[Problem]:
    """The findings as problems at the lines of their observations."""
    numbers = {id_: _numbers(store, id_) for id_ in {one.id for one in bad}}
    keys = [(one.id, numbers[one.id].get(_identity(one), 0)) for one in bad]
    places = observation_places(store.files, keys)
    unknown = (escaped(store.files[0].name), 1)  # where the store was changed meanwhile
    return [
        Problem(
            *places.get(key, unknown), "error", one.id, f"{one.written or one.value}: {one.words}"
        )
        for key, one in zip(keys, bad, strict=True)
    ]


def _numbers(store: Store, id_: str) -> dict[tuple[object, ...], int]:
    """Which observation of a metric has which content, from 0; the first of equal ones."""
    observations = store.select(Query(ids=[id_]))
    found: dict[tuple[object, ...], int] = {}
    for number, one in enumerate(observations):
        found.setdefault(_identity(one), number)
    return found


def _identity(one: Finding | Record) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in Finding._fields if name in Record._fields)
