"""``report completion``: the script that makes a shell complete ``report``."""

from __future__ import annotations

import click

from factreport.cli import output, shells
from factreport.cli.base import ReportCommand
from factreport.cli.options import Named


@click.command(
    "completion",
    cls=ReportCommand,
    epilog="""
    eval "$(report completion bash)"     in ~/.bashrc
    eval "$(report completion zsh)"      in ~/.zshrc
    report completion fish > ~/.config/fish/completions/report.fish
    """,
)
@click.argument("shell", type=Named("shell", shells.SHELLS), metavar="SHELL")
def completion(shell: str) -> int:
    """Print the completion script for a shell: bash, zsh or fish.

    Topics, sources, areas, ids, fields, formats and years then complete from the store in use,
    also from the one that --facts names on the same line.
    """
    with output.opened() as stream:
        stream.write(shells.script(shell))
    return 0
