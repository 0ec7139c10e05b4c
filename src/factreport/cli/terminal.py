"""The properties of standard output, determined once: whether it is a terminal, and its size."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import NamedTuple, TextIO

_MOST_DIGITS = 6  # in a number of columns
_USUAL_COLUMNS, _USUAL_LINES = 80, 24
PLAIN_TERMS = ("dumb", "unknown")
# Terminals that are known to show links (OSC 8).  Others could print the escape sequences.
_WITH_LINKS = {"iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "rio", "Tabby", "WarpTerminal"}
_TERMS_WITH_LINKS = {"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour"}
_MARKS_OF_LINKS = ("KITTY_WINDOW_ID", "WT_SESSION", "DOMTERM", "ALACRITTY_WINDOW_ID")
_VTE_WITH_LINKS, _KONSOLE_WITH_LINKS = 5000, 201200


class Terminal(NamedTuple):
    """``columns`` is None if the width is unlimited; ``lines`` is the height of the screen."""

    is_terminal: bool
    columns: int | None
    lines: int = _USUAL_LINES
    can_colour: bool = False
    has_links: bool = False

    @classmethod
    def of_standard_output(cls) -> Terminal:
        """Ask the system; FORCE_COLOR can colour a pipe but does not make it a terminal."""
        is_terminal = sys.stdout is not None and sys.stdout.isatty()
        variables, term = os.environ, os.environ.get("TERM", "")
        is_plain = bool(variables.get("NO_COLOR")) or term in PLAIN_TERMS
        is_forced = variables.get("FORCE_COLOR", "") not in ("", "0")
        is_known_for_links = (
            variables.get("TERM_PROGRAM") in _WITH_LINKS
            or term in _TERMS_WITH_LINKS
            or any(name in variables for name in _MARKS_OF_LINKS)
            or _number("VTE_VERSION") >= _VTE_WITH_LINKS
            or _number("KONSOLE_VERSION") >= _KONSOLE_WITH_LINKS
        ) and not term.startswith(("screen", "tmux"))  # these may not pass links on
        return cls(
            is_terminal,
            width_of(sys.stdout) if is_terminal else _number("COLUMNS") or None,
            _size(sys.stdout).lines if is_terminal else _USUAL_LINES,
            can_colour=not is_plain and (is_terminal or is_forced),
            has_links=is_terminal and not is_plain and is_known_for_links,
        )


def width_of(stream: TextIO) -> int:
    """COLUMNS, or else the number of columns of the terminal that a stream leads to."""
    return _number("COLUMNS") or _size(stream).columns


def _size(stream: TextIO) -> os.terminal_size:
    columns = lines = 0
    with contextlib.suppress(OSError, ValueError):
        columns, lines = os.get_terminal_size(stream.fileno())
    return os.terminal_size((columns or _USUAL_COLUMNS, lines or _USUAL_LINES))


def _number(variable: str) -> int:
    """The number in a variable; 0 if there is none."""
    text = os.environ.get(variable, "")[:_MOST_DIGITS]
    return int(text) if text.isascii() and text.isdigit() else 0
