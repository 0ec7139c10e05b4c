"""``report init`` and ``schema``: a small store to begin with, and the JSON Schema for editors."""

from __future__ import annotations

import contextlib
import json
import os
from importlib import resources

import click

from factreport.cli import messages, streams
from factreport.cli.argument_types import PATH
from factreport.cli.commands import command
from factreport.errors import OutputError
from factreport.store import schema as store_schema
from factreport.store.locate import STORE_NAME
from factreport.store.schema import FILE_NAME
from factreport.wording import escaped


@command(
    """Create a small facts.toml to start from, with its schema.

    FOLDER: where to write them, created if necessary; without one, the current folder. Existing
    files are never overwritten.
    """,
    "report init",
    "report init parks",
)
@click.argument("folder", default="", type=PATH)
def init(folder: str) -> int:
    store, schema_file = (os.path.join(folder, name) for name in (STORE_NAME, FILE_NAME))
    for path in (store, schema_file):
        if os.path.lexists(path):
            raise OutputError(
                f"{escaped(path)}: already exists; name another folder: report init FOLDER"
            )
    template = resources.files("factreport.cli").joinpath("init.toml").read_text("utf-8")
    try:
        os.makedirs(folder or os.curdir, exist_ok=True)
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", error)
        raise OutputError(f"{escaped(folder)}: can't make the folder: {cause}") from None
    with streams.opened(schema_file) as stream:
        stream.write(_schema_text())
    try:
        with streams.opened(store) as stream:
            stream.write(template)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(schema_file)
        raise
    messages.say(
        f"wrote {escaped(store)} and {escaped(schema_file)}\nnext: report check {escaped(store)}",
        prefix="",
    )
    return 0


@command(
    """Print the JSON Schema of a fact store, for editors.

    With the line "#:schema ./facts.schema.json" at the top of a store, editors that use taplo, such
    as VS Code with the extension Even Better TOML, complete keys, describe them and mark mistakes.
    `report init` writes both.
    """,
    f"report schema > {FILE_NAME}",
)
def schema() -> int:
    with streams.opened() as stream:
        stream.write(_schema_text())
    return 0


def _schema_text() -> str:
    return json.dumps(store_schema.schema(), ensure_ascii=False, indent=2) + "\n"
