"""What all commands share: help written to the checked output, and late import."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from factreport.cli import streams
from factreport.cli.argument_types import TEXT
from factreport.cli.terminal import Terminal
from factreport.wording import listed, nearest, quoted

_NARROWEST_HELP, _WIDEST_HELP = 30, 80
COMPLETING = "_REPORT_COMPLETE"  # the variable in which a shell asks for completion: SHELL_complete


class ReportCommand(click.Command):
    """The base of all commands and of their group."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._help: click.Option | None = None
        for param in self.params:
            if param.type is click.STRING:
                param.type = TEXT

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; usage errors name their command."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def make_parser(self, ctx: click.Context) -> Any:
        """The parser, which finds ``-y`` among the long options, too.

        It looks there first and, where nothing is found, loads difflib to suggest other names.
        """
        parser = super().make_parser(ctx)
        with suppress(AttributeError):  # private to click; this only saves time
            parser._long_opt.update(parser._short_opt)  # noqa: SLF001
        return parser

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``-h``/``--help``, which writes its text like any other output."""

        def show(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
            if not is_asked or ctx.resilient_parsing:
                return
            ctx.formatter_class = _HelpFormatter
            terminal = Terminal.of_standard_output()
            # click would not go below 50 columns.
            if terminal.columns and terminal.columns < _WIDEST_HELP:
                ctx.terminal_width = max(terminal.columns, _NARROWEST_HELP)
            text = f"{ctx.get_help()}\n"
            if terminal.is_terminal:
                from factreport.cli import pager  # imported late: only for a terminal

                pager.show(lambda stream: stream.write(text), terminal)
            else:
                with streams.opened() as stream:
                    stream.write(text)
            ctx.exit()

        # Not click's own: it looks its text up in a catalogue of translations, which takes long.
        if self._help is None:
            self._help = click.Option(
                self.get_help_option_names(ctx),
                is_flag=True,
                is_eager=True,
                expose_value=False,
                help="Show this text and exit.",
                callback=show,
            )
        return self._help

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, line by line as they are written."""
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_heading("Examples")
            formatter.write("".join(f"  {line}\n" for line in self.epilog.splitlines()))


def command(
    help_text: str, *examples: str, name: str | None = None
) -> Callable[[Callable[..., int]], ReportCommand]:
    """Make a function a command.  Its help is no docstring: Python may leave those out (-OO)."""
    return click.command(name, cls=ReportCommand, help=help_text, epilog="\n".join(examples))


# Names that other programs use for these commands.
_SYNONYMS = {
    **dict.fromkeys(("search", "grep", "query", "look", "lookup"), ("find",)),
    **dict.fromkeys(("add", "new", "create", "insert", "set"), ("edit", "init")),
    **dict.fromkeys(("remove", "delete", "rm", "change", "update"), ("edit",)),
    **dict.fromkeys(("list", "ls", "all", "facts", "metrics", "data"), ("metric",)),
    **dict.fromkeys(("open", "view", "get", "info", "cite", "cat"), ("show",)),
    **dict.fromkeys(("chart", "plot", "graph"), ("trend",)),
    **dict.fromkeys(("lint", "validate", "test"), ("check",)),
    **dict.fromkeys(("extract", "read", "import"), ("figures",)),
    **dict.fromkeys(("period", "periods", "dates"), ("year",)),
    "help": ("--help",),
    "version": ("--version",),
}


class ReportGroup(ReportCommand, click.Group):
    """A group that knows its commands by name and imports each one when it is used."""

    def __init__(self, *arguments: Any, homes: dict[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which a newcomer needs them."""
        return list(self._homes)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with the whole first sentence of their help; click would cut it short."""
        rows = [
            (name, command.get_short_help_str(limit=formatter.width * 3))
            for name in self._homes
            if (command := self.get_command(ctx, name))
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

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
        """The command that the arguments name; errors suggest the nearest names."""
        is_name = bool(args) and not args[0].startswith("-") and not ctx.resilient_parsing
        if is_name and args[0] not in self._homes:
            if args[0] == "help" and args[1:] and (command := self.get_command(ctx, args[1])):
                ctx = click.Context(command, parent=ctx, info_name=args[1])  # has the help
            raise click.exceptions.NoSuchCommand(args[0], possibilities=self._homes, ctx=ctx)
        return super().resolve_command(ctx, args)

    def advice(self, name: str) -> str:
        """``; did you mean "find"?`` for an unknown command, or nothing."""
        near = [name] if name in _SYNONYMS else nearest(name, self._homes)
        near = near or nearest(name, _SYNONYMS)
        suggestions = dict.fromkeys(
            command
            for other in near
            for command in _SYNONYMS.get(other, (other,))
            if command in self._homes or command.startswith("-")
        )
        return f"; did you mean {listed([*map(quoted, suggestions)], 'or')}?" if suggestions else ""


class _HelpFormatter(click.HelpFormatter):
    """click's formatter, which on a narrow screen leaves more room beside the options."""

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Options with their help: beside short options, below long ones."""
        super().write_dl(list(rows), min(col_max, self.width * 3 // 8), col_spacing)
