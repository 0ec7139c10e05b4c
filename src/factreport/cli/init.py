"""``report init``: writes a small store to begin with, and its schema."""

from __future__ import annotations

import contextlib
import os
from importlib import resources

import click

from factreport.cli import output
from factreport.cli.base import ReportCommand
from factreport.cli.schema import written
from factreport.cli.types import PATH
from factreport.errors import OutputError
from factreport.store.locate import STORE_NAME
from factreport.store.schema import FILE_NAME
from factreport.wording import escaped


@click.command(
    "init",
    cls=ReportCommand,
    epilog="""
    report init
    report init parks
    """,
)
@click.argument("folder", default="", type=PATH)
def init(folder: str) -> int:
    """Write a small facts.toml to begin with, and its schema.

    FOLDER: where to write them, created if necessary; without one, the current folder. Existing
    files are never overwritten.
    """
    store, schema = (os.path.join(folder, name) for name in (STORE_NAME, FILE_NAME))
    for path in (store, schema):
        if os.path.lexists(path):
            raise OutputError(
                f"{escaped(path)}: exists already; name another folder: report init FOLDER"
            )
    template = resources.files("factreport.cli").joinpath("template.toml").read_text("utf-8")
    _make(folder)
    _write(schema, written())
    try:
        _write(store, template)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(schema)
        raise
    output.say(f"wrote {escaped(store)} and {escaped(schema)}\nnext: report check {escaped(store)}")
    return 0


def _make(folder: str) -> None:
    try:
        os.makedirs(folder or os.curdir, exist_ok=True)
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) else error
        raise OutputError(f"{escaped(folder)}: can't make the folder: {cause}") from None


def _write(path: str, text: str) -> None:
    with output.opened(path) as stream:
        stream.write(text)
