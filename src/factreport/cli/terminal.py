"""What standard output is like, gathered once: whether a person reads it, how large it is."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import NamedTuple, TextIO

_MOST_DIGITS = 6  # of a number of columns
_USUAL_COLUMNS, _USUAL_LINES = 80, 24
# Terminals that are known to show links (OSC 8).  Others could print what belongs to them.
_WITH_LINKS = {"iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "rio", "Tabby", "WarpTerminal"}
_TERMS_WITH_LINKS = {"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour"}
_MARKS_OF_LINKS = ("KITTY_WINDOW_ID", "WT_SESSION", "DOMTERM", "ALACRITTY_WINDOW_ID")
_VTE_WITH_LINKS, _KONSOLE_WITH_LINKS = 5000, 201200


class Terminal(NamedTuple):
    """``columns`` is None where nothing limits the width; ``lines`` is the height of the screen."""

    is_terminal: bool
    columns: int | None
    lines: int = _USUAL_LINES
    can_colour: bool = False
    has_links: bool = False

    @classmethod
    def of_standard_output(cls) -> Terminal:
        """Ask the system; FORCE_COLOR may colour a pipe, but makes no terminal of it."""
        is_terminal = sys.stdout is not None and sys.stdout.isatty()
        is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        is_forced = os.environ.get("FORCE_COLOR", "") not in ("", "0")
        columns = _number("COLUMNS") or None
        return cls(
            is_terminal,
            width_of(sys.stdout) if is_terminal else columns,
            _size(sys.stdout).lines if is_terminal else _USUAL_LINES,
            can_colour=not is_plain and (is_terminal or is_forced),
            has_links=is_terminal and not is_plain and _is_known_for_links(),
        )


def width_of(stream: TextIO) -> int:
    """How many columns the terminal behind a stream has, or COLUMNS, which goes before."""
    return _number("COLUMNS") or _size(stream).columns


def _size(stream: TextIO) -> os.terminal_size:
    columns = lines = 0
    with contextlib.suppress(OSError, ValueError):
        columns, lines = os.get_terminal_size(stream.fileno())
    return os.terminal_size((columns or _USUAL_COLUMNS, lines or _USUAL_LINES))


def _number(variable: str) -> int:
    """The number in a variable; 0 where there is none."""
    text = os.environ.get(variable, "")[:_MOST_DIGITS]
    return int(text) if text.isascii() and text.isdigit() else 0


def _is_known_for_links() -> bool:
    variables = os.environ
    if variables.get("TERM", "").startswith(("screen", "tmux")):
        return False  # what lies between need not pass them on
    return (
        variables.get("TERM_PROGRAM") in _WITH_LINKS
        or variables.get("TERM") in _TERMS_WITH_LINKS
        or any(name in variables for name in _MARKS_OF_LINKS)
        or _number("VTE_VERSION") >= _VTE_WITH_LINKS
        or _number("KONSOLE_VERSION") >= _KONSOLE_WITH_LINKS
    )
