"""``report schema``: the JSON Schema of a store, for editors."""

from __future__ import annotations

import json

import click

from factreport.cli import output
from factreport.cli.base import ReportCommand
from factreport.store import schema as store_schema


@click.command(
    "schema",
    cls=ReportCommand,
    epilog=f"""
    report schema > {store_schema.FILE_NAME}
    """,
)
def schema() -> int:
    """Print the JSON Schema of a fact store, for editors.

    With the line "#:schema ./facts.schema.json" at the top of a store, taplo and the Even Better
    TOML extension then complete keys, describe them and mark mistakes. `report init` writes both.
    """
    with output.opened() as stream:
        stream.write(written())
    return 0


def written() -> str:
    """The schema as text."""
    return json.dumps(store_schema.schema(), ensure_ascii=False, indent=2) + "\n"
