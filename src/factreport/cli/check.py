"""``report check``: all problems in a store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from factreport.answers import lists
from factreport.cli import options
from factreport.cli.argument_types import PATH
from factreport.cli.commands import command
from factreport.cli.presentation import Presentation
from factreport.store import locate
from factreport.store.lint import lint, summary


@command(
    """List all problems in a store, with their lines.

    PATH: files and folders; without one, the store that look-ups use. Exits with 1 if there is an
    error: look-ups refuse a store with errors.
    """,
    "report check",
    "report check facts.toml more-facts.toml",
    "report check --format github",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=PATH)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@options.checking("text")
def check(
    paths: tuple[str, ...], *, strict: bool, presentation: Presentation, **params: Any
) -> int:
    files = locate.locate([*paths, *options.store_paths(params)])
    linted = lint(files)
    presentation.check_unread(*(file.name for file in files if file.stamp), *linted.texts)
    counts = f"{locate.described(files)}: {summary(linted)}"
    presentation.show(replace(lists.problems(linted), summary=counts))
    return int(any(strict or problem.severity == "error" for problem in linted))
