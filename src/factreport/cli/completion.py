"""``report completion``: shell completion as click does it, with what that lacks.

click knows the candidates, but its scripts for bash, zsh and fish lose spaces, quotes and colons.
Ours call ``report`` with the words typed so far, and read a line for each candidate: ``plain`` or
``file``, the word, and its description, with tabs between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import resources
from typing import NamedTuple

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from factreport.cli import streams
from factreport.cli.argument_types import Named
from factreport.cli.commands import COMPLETING, command
from factreport.errors import ReportError
from factreport.wording import UNSAFE_IN_LINE

_SPECIAL = re.compile(r"([^\w@%+=:,./-])", re.ASCII)
_QUOTABLE = '"\\$`'


class Typed(NamedTuple):
    """A command line up to the cursor: complete words, the unfinished last one, its open quote.

    The shell does not replace the first ``kept`` characters of the last word.
    """

    words: list[str]
    last: str
    quote: str = ""
    kept: int = 0


class _Completion(ShellComplete):
    """The base for bash, zsh and fish: a script that passes words and reads lines."""

    def __init__(self, command: click.Command, arguments: Sequence[str] = ()) -> None:
        super().__init__(command, {}, "report", COMPLETING)
        self.typed = self.read(arguments) if arguments else Typed([], "")

    def read(self, arguments: Sequence[str]) -> Typed:
        """What was typed, from the arguments that the script gives."""
        raise NotImplementedError

    def written(self, word: str) -> str:
        """A word in the form that the shell reads; most shells quote it themselves."""
        return word

    def source(self) -> str:
        """The completion script."""
        name = f"completion.{self.name}"
        return resources.files("factreport.cli").joinpath(name).read_text("utf-8")

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """The candidates that click finds, each as a whole word without quotes."""
        begun = ""
        if option := re.match(r"(--[a-z-]+)=", incomplete):
            args, incomplete, begun = [*args, option[1]], incomplete[option.end() :], option[0]
        sign = "-" if args[-1:] == ["--sort"] and incomplete.startswith("-") else ""
        items = super().get_completions(args, incomplete.removeprefix(sign))
        return [
            CompletionItem(f"{begun}{sign}{item.value}", item.type, item.help) for item in items
        ]

    def complete(self) -> str:
        """A line for each candidate."""
        return "".join(
            f"{item.type}\t{self.written(item.value)}\t{' '.join((item.help or '').split())}\n"
            for item in self.get_completions(self.typed.words, self.typed.last)
            if self.is_offered(item)
        )

    def is_offered(self, item: CompletionItem[str]) -> bool:
        """Whether anything is left to complete, without unsafe characters."""
        has_more = item.type == "file" or bool(item.value[self.typed.kept :])
        return has_more and not re.search(f"[{UNSAFE_IN_LINE}]", item.value)


class _Bash(_Completion):
    name = "bash"

    def read(self, arguments: Sequence[str]) -> Typed:
        """Read the line up to the cursor, and its end, which bash will replace.

        That end begins after the last ``=`` or ``:``, so it can be shorter than the last word.
        """
        line, replaced = arguments
        typed = split(line)
        kept_length = len(typed.last) - len(split(typed.quote + replaced).last)
        return typed._replace(words=typed.words[1:], kept=max(kept_length, 0))

    def written(self, word: str) -> str:
        """The word quoted like the one it replaces: bash inserts it literally."""
        word, quote = word[self.typed.kept :], self.typed.quote
        if not quote:
            return "".join(_SPECIAL.sub(r"\\\1", char) if char.isascii() else char for char in word)
        if quote == "'":
            quoted = word.replace("'", r"'\''")
        else:
            quoted = re.sub(r'(["\\$`])', r"\\\1", word)
            # Only single quotes protect an exclamation mark from history expansion there.
            quoted = re.sub(r"(!+)", r'''"'\1'"''', quoted)
        # bash takes a quote at either end for the opening or the closing one.
        return re.sub(f"^{quote}|{quote}$", quote * 2, quoted)


class _Zsh(_Completion):
    name = "zsh"

    def read(self, arguments: Sequence[str]) -> Typed:
        """Read each word as typed, with quotes; zsh replaces the whole last one."""
        # Unlike bash, zsh reads the backslash that protects an exclamation mark from history
        # expansion.
        *words, last = (split(word, f"{_QUOTABLE}!").last for word in arguments)
        return Typed(words, last)


class _Fish(_Completion):
    name = "fish"

    def read(self, arguments: Sequence[str]) -> Typed:
        """Read words without their quotes, the last one with them."""
        *words, last = arguments
        return Typed(words, split(last).last, last[:1])

    def is_offered(self, item: CompletionItem[str]) -> bool:
        """Unless quoted, fish reads a tilde at the beginning of a word as a home folder."""
        is_home = item.type == "plain" and item.value.startswith("~")
        return super().is_offered(item) and not (
            is_home and self.typed.quote not in ("'", '"', "\\")
        )


_SHELLS: dict[str, type[_Completion]] = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}
NAMES = (*_SHELLS, "powershell")


def _completion(
    command: click.Command, shell: str, arguments: Sequence[str] = ()
) -> ShellComplete | None:
    if shell in _SHELLS:
        return _SHELLS[shell](command, arguments)
    completion_class = get_completion_class(shell)
    return completion_class(command, {}, "report", COMPLETING) if completion_class else None


@command(
    """Print the completion script for a shell.

    SHELL: bash, zsh, fish or powershell. Topics, sources, areas, groups, ids, fields, formats and
    periods are then completed from the store in use, or from the one that --facts names on the same
    line.
    """,
    'eval "$(report completion bash)"     in ~/.bashrc',
    'eval "$(report completion zsh)"      in ~/.zshrc',
    "report completion fish > ~/.config/fish/completions/report.fish",
    "report completion powershell | Out-String | Invoke-Expression     in $PROFILE",
)
@click.argument("shell", type=Named("shell", NAMES), metavar="SHELL")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    if made := _completion(ctx.find_root().command, shell):
        with streams.opened() as stream:
            stream.write(made.source())
    return 0


def write_candidates(command: click.Command, instruction: str, arguments: Sequence[str]) -> int:
    """Write the candidates for the last word; on any error, silently none."""
    shell = instruction.removesuffix("_complete")
    try:
        made = _completion(command, shell, arguments)
        if made is None or (shell in _SHELLS and not arguments):
            return 1
        # The typed text may not be UTF-8: its bytes are returned unchanged.
        text = made.complete().encode("utf-8", "surrogateescape")
        with streams.opened() as stream:
            stream.buffer.write(text)
    except (ReportError, click.ClickException, KeyError, OSError, ValueError):
        return 1  # ValueError: a script passed too few words, or too many
    return 0


def split(line: str, quotable: str = _QUOTABLE) -> Typed:
    """Split a command line into words like a POSIX shell; the last one may be unfinished.

    Between double quotes a backslash is literal, except before ``quotable`` characters.
    """
    words, word, quote, is_word, is_escaped = [], "", "", False, False
    for char in line:
        if is_escaped:
            keeps_backslash = quote == '"' and char not in quotable
            word, is_escaped = word + ("\\" if keeps_backslash else "") + char, False
        elif char == "\\" and quote != "'":
            is_escaped = is_word = True
        elif char == quote:
            quote = ""
        elif not quote and char in "'\"":
            quote, is_word = char, True
        elif quote or char not in " \t\n":
            word, is_word = word + char, True
        elif is_word:
            words.append(word)
            word, is_word = "", False
    return Typed(words, word, quote)
