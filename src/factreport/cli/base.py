"""What all commands share: help on the checked output, and commands imported when they are run."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from factreport.cli import output


class ReportCommand(click.Command):
    """A command whose help is written like any other output."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``-h``/``--help``."""
        return _help_option(super().get_help_option(ctx))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, line by line as they are written."""
        _write_examples(self.epilog, formatter)


class ReportGroup(click.Group):
    """A group that knows its commands by name and imports each one when it is asked for."""

    def __init__(self, *arguments: Any, homes: dict[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._homes = homes

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``-h``/``--help``."""
        return _help_option(super().get_help_option(ctx))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, line by line as they are written."""
        _write_examples(self.epilog, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which a newcomer needs them."""
        return list(self._homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if cmd_name not in self._homes:
            return None
        module, _, name = self._homes[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"factreport.cli.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; a mistake is answered with the nearest names."""
        is_name = bool(args) and not args[0].startswith("-") and not ctx.resilient_parsing
        if is_name and args[0] not in self._homes:
            raise click.exceptions.NoSuchCommand(args[0], possibilities=self._homes, ctx=ctx)
        return super().resolve_command(ctx, args)


def _help_option(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Show this text and exit."
        option.callback = _show_help
    return option


def _show_help(ctx: click.Context, option: click.Parameter, is_asked: bool) -> None:
    if is_asked and not ctx.resilient_parsing:
        with output.opened() as stream:
            stream.write(f"{ctx.get_help()}\n")
        ctx.exit()


def _write_examples(epilog: str | None, formatter: click.HelpFormatter) -> None:
    if epilog:
        formatter.write_paragraph()
        formatter.write_heading("Examples")
        for line in epilog.strip().splitlines():
            formatter.write(f"  {line.strip()}\n")
