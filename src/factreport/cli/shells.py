"""The shells that complete a command line: their scripts, how they quote, and what they are told.

A script calls ``report`` with the name of its shell in COMPLETING and the words typed so far as
arguments.  The answer is a line for each candidate: ``plain`` or ``file``, the word, and what it
means, with tabs between them.  click finds out what is to be completed; its own scripts lose blanks
and quotes (bash), the value of ``--option=value`` (fish) and a sign before a field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import resources
from typing import NamedTuple

import click
from click.shell_completion import CompletionItem, ShellComplete

from factreport.cli import output
from factreport.errors import ReportError
from factreport.wording import UNSAFE_IN_LINE

COMPLETING = "_REPORT_COMPLETE"

_SPECIAL = re.compile(r"([^\w@%+=:,./-])", re.ASCII)
_QUOTABLE = '"\\$`'


class Typed(NamedTuple):
    """A command line up to the cursor: whole words, the last one so far, its open quote.

    The first ``kept`` characters of the last word are not for the shell to replace.
    """

    words: list[str]
    last: str
    quote: str = ""
    kept: int = 0


class Shell(NamedTuple):
    """How a shell's arguments are read, and how a word is handed back to it."""

    read: Callable[[Sequence[str]], Typed]
    write: Callable[[str, Typed], str]


def script(shell: str) -> str:
    """The completion script of a shell."""
    return resources.files("factreport.cli").joinpath(f"report.{shell}").read_text("utf-8")


def answer(command: click.Command, shell: str, arguments: Sequence[str]) -> int:
    """Write the candidates for the last word; none, in silence, where something is wrong."""
    try:
        read, write = SHELLS[shell]
        typed = read(arguments)
        lines = [
            f"{item.type}\t{write(item.value, typed)}\t{' '.join((item.help or '').split())}\n"
            for item in _candidates(command, typed)
            if _is_offered(item, typed)
        ]
        with output.opened() as stream:
            # What was typed need not be UTF-8: its bytes go back as they came.
            stream.buffer.write("".join(lines).encode("utf-8", "surrogateescape"))
    except (ReportError, click.ClickException, KeyError, OSError, ValueError):
        return 1  # ValueError: no script calls with so few words, or so many
    return 0


def _is_offered(item: CompletionItem[str], typed: Typed) -> bool:
    """Whether there is something left to write, and nothing in it that acts on a terminal."""
    has_more = item.type == "file" or bool(item.value[typed.kept :])
    return has_more and not re.search(UNSAFE_IN_LINE, item.value)


def _candidates(command: click.Command, typed: Typed) -> list[CompletionItem[str]]:
    """What click finds, each as a whole word as it would be typed without quotes."""
    words, last, begun = typed.words, typed.last, ""
    if found := re.match(r"(--[a-z-]+)=", last):
        words, last, begun = [*words, found[1]], last[found.end() :], found[0]
    sign = "-" if words[-1:] == ["--sort"] and last.startswith("-") else ""
    completer = ShellComplete(command, {}, "report", COMPLETING)
    items = completer.get_completions(words, last.removeprefix(sign))
    return [CompletionItem(f"{begun}{sign}{item.value}", item.type, item.help) for item in items]


def split(line: str, quotable: str = _QUOTABLE) -> Typed:
    """Cut a command line into words as a POSIX shell would; the last one may be unfinished.

    Between double quotes a backslash stands for itself but before what is ``quotable``.
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


def _read_bash(arguments: Sequence[str]) -> Typed:
    """The line up to the cursor, and the end of it that bash will replace.

    That end begins after the last ``=`` or ``:``, so it can be less than the last word.
    """
    line, replaced = arguments
    typed = split(line)
    kept = len(typed.last) - len(split(typed.quote + replaced).last)
    return typed._replace(words=typed.words[1:], kept=max(kept, 0))


def _read_zsh(arguments: Sequence[str]) -> Typed:
    """Each word as it was typed, quotes and all; zsh replaces the whole of the last one."""
    # Unlike bash it takes the backslash that keeps an exclamation mark from the history.
    *words, last = (split(word, f"{_QUOTABLE}!").last for word in arguments)
    return Typed(words, last)


def _read_fish(arguments: Sequence[str]) -> Typed:
    """Words without their quotes, the last one with them."""
    *words, last = arguments
    return Typed(words, split(last).last)


def _write_bash(word: str, typed: Typed) -> str:
    """The word quoted as the one that it replaces: bash takes it letter by letter."""
    word = word[typed.kept :]
    if not typed.quote:
        return "".join(_SPECIAL.sub(r"\\\1", char) if char.isascii() else char for char in word)
    if typed.quote == "'":
        quoted = word.replace("'", r"'\''")
    else:
        quoted = re.sub(r'(["\\$`])', r"\\\1", word)
        # No backslash keeps an exclamation mark from the history there; quotes of its own do.
        quoted = re.sub(r"(!+)", r'''"'\1'"''', quoted)
    # bash takes a quote at an end for the one that is open, or that closes it.
    return re.sub(f"^{typed.quote}|{typed.quote}$", typed.quote * 2, quoted)


def _write_plain(word: str, typed: Typed) -> str:
    """The word itself: the shell quotes it."""
    return word


SHELLS = {
    "bash": Shell(_read_bash, _write_bash),
    "zsh": Shell(_read_zsh, _write_plain),
    "fish": Shell(_read_fish, _write_plain),
}
