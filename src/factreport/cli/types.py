"""What an argument may be: text, the path of a file or folder, a number."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from factreport.cli import complete
from factreport.wording import is_encodable, quoted


class _Text(click.ParamType[str]):
    """Text in UTF-8, whatever the locale: as the store has it, and the index."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it was typed, or a usage error."""
        text = str(value)
        try:
            # Python reads the bytes of an argument as the locale says, and hides what is not so.
            return text if is_encodable(text) else os.fsencode(text).decode("utf-8")
        except UnicodeError:
            return self.fail(f"{quoted(text)} is not UTF-8", param, ctx)


class _Path(click.ParamType[str]):
    """The path of a file or folder: any bytes that the system takes."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The path as it is."""
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> complete.Items:
        """Files and folders."""
        return complete.paths(ctx, param, incomplete)


class _Count(click.ParamType[int]):
    """A number from 0 on."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, at most the largest that the index can count to; or a usage error."""
        if not (value.isascii() and value.isdigit()):
            self.fail(f"{quoted(value)} is not a number from 0 on", param, ctx)
        digits = value.lstrip("0") or "0"
        return int(digits) if len(digits) < len(str(sys.maxsize)) else sys.maxsize


TEXT, PATH, COUNT = _Text(), _Path(), _Count()
