"""``report``: the group of commands, and the place where errors become a line and an exit code."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

import click

from factreport import __version__
from factreport.cli import messages, options, streams
from factreport.cli.commands import COMPLETING, ReportGroup
from factreport.errors import ReaderGoneError, ReportError
from factreport.kinds import KINDS
from factreport.model import Problem
from factreport.wording import did_you_mean, escaped, quoted, shortened

_LONGEST_MISTAKE = 1_000  # characters
# The modules of commands that don't have the name of their command.
_MODULES = {
    **dict.fromkeys(KINDS, "lookup"),
    **dict.fromkeys(("show", "trend"), "entries"),
    **dict.fromkeys(("topic", "source", "year"), "overview"),
    "schema": "init",
}
# In the order in which a newcomer needs them.
_NAMES = (
    *(*KINDS, "find", "show", "trend", "topic", "source", "year", "check", "figures", "verify"),
    *("audit", "edit", "init", "schema", "completion"),
)
COMMANDS = {name: f"{_MODULES.get(name, name)}:{name}" for name in _NAMES}


def _show_version(ctx: click.Context, option: click.Parameter, is_asked: bool) -> None:
    if is_asked and not ctx.resilient_parsing:
        with streams.opened() as stream:
            stream.write(f"report {__version__}\n")
        ctx.exit()


@click.group(
    help="""Look up facts in a plain-text store, each with its period, its qualifier and its source.

    Facts are kept in TOML files. A table is printed at a terminal, JSON in a pipe.
    `report COMMAND --help` explains a command.
    """,
    cls=ReportGroup,
    homes=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="report metric -y 2020\nreport find 32.43 million\nreport show poor-workers-employed",
)
@options.facts
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.pass_context
def report(ctx: click.Context, facts: Sequence[str]) -> int:
    if ctx.invoked_subcommand is None:
        from factreport.cli import overview

        overview.write_overview(options.open_store({"facts": facts}))
    return 0


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code: 0 answered, 1 no, 2 could not be answered."""
    if instruction := os.environ.get(COMPLETING):
        from factreport.cli import completion  # a shell asks for completions

        typed = sys.argv[1:] if arguments is None else arguments
        return completion.write_candidates(report, instruction, typed)
    try:
        code = report.main(arguments, prog_name="report", standalone_mode=False)
    except ReaderGoneError:
        return 141  # as if SIGPIPE had ended the process
    except ReportError as error:
        for problem in error.problems:
            prefix = "" if isinstance(problem, Problem) else "report: "
            messages.say(str(problem), prefix=prefix)
        return 2
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "report"
        messages.say(f"{_mistake(error, context)} see `{path} --help`")
        return 2
    except OSError as error:  # no files or memory left, a failing disk
        cause = quoted(str(error.strerror or error))
        messages.say(f"the system reports {cause}")
        return 2
    return int(code or 0)


def _mistake(error: click.ClickException, context: click.Context | None) -> str:
    """What is wrong with the command line, in our own words instead of click's."""
    if isinstance(error, click.exceptions.NoSuchCommand):
        name = error.command_name
        return f"unknown command {quoted(name)}{report.advice(name) or ';'}"
    if isinstance(error, click.NoSuchOption):
        return _unknown_option(error.option_name, context)
    # click shows a byte that is not UTF-8 as Python writes it.
    message = error.format_message().replace("\\udc", "\\x")
    message = shortened(" ".join(message.split()), _LONGEST_MISTAKE)
    if isinstance(error, click.MissingParameter) and error.param and error.param.name == "files":
        return f"{message[:1].lower()}{message[1:].rstrip('.')}; - reads standard input;"
    extra = re.search(r"unexpected extra argument.*\((.+)\)", message)
    if extra and context and context.info_name in ("topic", "source", "year"):
        asked = f"`report find --{context.info_name} {escaped(extra[1])}`"
        return f"`{context.command_path}` takes no words; to look up facts, use {asked};"
    return f"{message[:1].lower()}{message[1:].rstrip('.')};"


def _unknown_option(name: str, context: click.Context | None) -> str:
    from factreport.cli.find import find  # has all filters

    param_names = {option: param.name for param in find.params for option in param.opts}
    if context and context.command is report and name in param_names:
        return f"{name} goes after the command, as in `report find {name}`;"
    if context and param_names.get(name) in options.FILTERS:
        lacking = f"`{context.command_path}` has no filter {name}"
        return f"{lacking}; to look up facts, use `report find {name} …`;"
    params = context.command.params if context else []
    near = did_you_mean(name, [option for param in params for option in param.opts])
    return f"unknown option {quoted(name)}{near or ';'}"
