"""``report completion``: the script that makes a shell complete ``report``."""

from __future__ import annotations

import click

from factreport.cli import output, shells
from factreport.cli.base import ReportCommand
from factreport.cli.types import Named


@click.command(
    "completion",
    cls=ReportCommand,
    epilog="""
    eval "$(report completion bash)"     in ~/.bashrc
    eval "$(report completion zsh)"      in ~/.zshrc
    report completion fish > ~/.config/fish/completions/report.fish
    report completion powershell | Out-String | Invoke-Expression     in $PROFILE
    """,
)
@click.argument("shell", type=Named("shell", shells.NAMES), metavar="SHELL")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print the completion script for a shell.

    SHELL: bash, zsh, fish or powershell. Topics, sources, areas, groups, ids, fields, formats and
    periods are then completed from the store in use, or from the one that --facts names on the same
    line.
    """
    with output.opened() as stream:
        stream.write(shells.script(ctx.find_root().command, shell))
    return 0
