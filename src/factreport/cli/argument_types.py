"""The types of arguments: text, the path of a file or folder, a name from a list."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

import click
from click.core import ParameterSource

from factreport.cli import candidates
from factreport.wording import is_encodable, quoted, unknown


class _TextType(click.ParamType[str]):
    """Text in UTF-8, whatever the locale, like the store and the index."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it was typed, or a usage error."""
        text = str(value)
        try:
            # Python decodes arguments by the locale, and turns undecodable bytes into surrogates.
            return text if is_encodable(text) else os.fsencode(text).decode("utf-8")
        except UnicodeError:
            return self.fail(f"{quoted(text)} is not UTF-8", param, ctx)


class Named(click.ParamType[str]):
    """One of several names or their aliases; a usage error suggests the nearest.

    A name that other commands have ``elsewhere`` is not unknown, only wrong here.
    """

    def __init__(
        self,
        subject: str,
        names: Iterable[str],
        aliases: Mapping[str, str] | None = None,
        *,
        elsewhere: Iterable[str] = (),
    ) -> None:
        self.name = subject
        self.names = list(names)
        self.aliases = aliases or {}
        self.elsewhere = {*elsewhere}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, or a usage error, which blames the variable if the name came from there."""
        value = self.aliases.get(value, value)
        if value in self.names:
            return str(value)
        if value in self.elsewhere:
            names = ", ".join(self.names)
            mistake = f"this answer has no {self.name} {quoted(value)}; known: {names}"
        else:
            mistake = unknown(self.name, value, self.names)
        origin = ctx.get_parameter_source(param.name or "") if ctx and param else None
        if param and origin is ParameterSource.ENVIRONMENT:
            raise click.UsageError(f"the variable {param.envvar}: {mistake}", ctx)
        return self.fail(mistake, param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> candidates.Items:
        """The names that begin as typed."""
        return candidates.beginning(incomplete, ((name, None) for name in self.names))


class _PathType(click.ParamType[str]):
    """The path of a file or folder; a mistake in it is reported where the file is opened.

    Not click.Path, which asks the file system, and takes a millisecond to load translations.
    """

    name = "path"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> candidates.Items:
        """Files and folders, which the shell knows."""
        from click.shell_completion import CompletionItem  # imported late: only for completion

        return [CompletionItem(incomplete, type="file")]


TEXT, PATH, COUNT = _TextType(), _PathType(), click.IntRange(min=0)
COUNT.name = "number such as 20"  # for messages
