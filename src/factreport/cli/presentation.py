"""Where an answer goes, in which format, and how it looks there: decided once for each command."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, TextIO

import click
from click.core import ParameterSource

from factreport.answers import Answer, Note, choose
from factreport.cli import messages, streams
from factreport.cli.argument_types import Named
from factreport.cli.terminal import Terminal
from factreport.errors import QueryError
from factreport.model import Problem
from factreport.render import CHECK_FORMATS, FORMATS, Format, Look, render
from factreport.wording import did_you_mean, listed, quoted

_READ = "factreport.read"  # in the context: the files that the command reads


class Presentation(NamedTuple):
    """The format, the file to write (None: standard output), and the fields, if some were named."""

    format: Format
    path: str | None
    fields: Sequence[str]
    look: Look
    terminal: Terminal | None  # the terminal that shows the answer, if one does
    has_pager: bool

    @classmethod
    def of(cls, params: dict[str, Any]) -> Presentation:
        """What the options of the current command describe; they are taken out."""
        names = ("as_json", "format_", "fields", "output_path", "color", "no_pager")
        as_json, format_, fields, path, color, no_pager = map(params.pop, names)
        terminal = Terminal.of_standard_output()
        is_terminal = path is None and terminal.is_terminal
        name = "json" if as_json else _named(format_, path)
        name = name or ("table" if is_terminal else "json")
        if name == "sqlite" and is_terminal:
            raise QueryError("a database is not for a terminal; add --output facts.db")
        has_width = is_terminal or (path is None and name == "table")
        can_colour = path is None and terminal.can_colour
        look = Look(
            width=terminal.columns if has_width else None,
            is_coloured=color == "always" or (color == "auto" and can_colour),
            has_links=is_terminal and terminal.has_links and color != "never",
        )
        return cls(
            format=FORMATS.get(name) or CHECK_FORMATS[name],
            path=path,
            fields=fields,
            look=look,
            terminal=terminal if is_terminal else None,
            has_pager=not no_pager,
        )

    def show(self, answer: Answer) -> None:
        """Write the answer; its summary is said at the end, or at the head of a pager."""
        shown = self._with_fields(answer)
        if "heading" in self.format.shows:  # a page; beside a table there are messages
            summary = [Note(line) for line in answer.summary.split("\n") if line]
            shown = shown._replace(notes=[*shown.notes, *summary])
        if self.format.name == "github":
            shown = shown._replace(problems=_in_workspace(shown.problems))
        if self.path is not None:
            streams.check_unread(self.path, click.get_current_context().meta.get(_READ, ()))
        opened: AbstractContextManager[TextIO] = streams.opened(self.path)
        if self.terminal and self.has_pager:
            from factreport.cli import pager  # imported late: only for a terminal

            opened = pager.opened(self.terminal, summary=answer.summary)
        with opened as stream:
            render(self.format, shown, stream, self.look)
        if answer.summary and not getattr(stream, "is_shown", False):
            messages.say("\n".join(f"report: {line}" for line in answer.summary.split("\n")))

    def _with_fields(self, answer: Answer) -> Answer:
        """The answer with the requested fields; QueryError if it has no such field."""
        for field in self.fields:
            if field not in answer.fields:
                near = did_you_mean(field, answer.fields) or ";"
                known = ", ".join(answer.fields)
                raise QueryError(f"unknown field {quoted(field)}{near} known: {known}")
        is_value = self.format.name == "value"
        if is_value and len(self.fields) > 1:
            several = listed(self.fields)
            raise QueryError(f"the format value prints one field, not {several}; keep one")
        is_usual = not self.fields or (is_value and [*self.fields] == ["value"])
        return answer if is_usual else choose(answer, self.fields)


def note_as_read(*paths: str) -> None:
    """Remember that the command or the store reads these files: none can be the output too."""
    read: list[str] = click.get_current_context().meta.setdefault(_READ, [])
    read += paths


def _named(format_: str | None, path: str | None) -> str | None:
    """The requested format, else that of the file's ending, if either is given.

    An ending is also a request, so it takes precedence over REPORT_FORMAT and over a command's
    default.
    """
    ending = os.path.splitext(path or "")[1].lower()
    context = click.get_current_context()
    (named_type,) = (param.type for param in context.command.params if param.name == "format_")
    names = named_type.names if isinstance(named_type, Named) else []
    endings = {end: name for name in names if name in FORMATS for end in FORMATS[name].endings}
    by_ending = endings.get(ending)
    is_typed = context.get_parameter_source("format_") is ParameterSource.COMMANDLINE
    if format_ and (by_ending is None or is_typed):
        return format_
    if ending and by_ending is None:
        known = listed(list(endings), "or")
        words = f"no format has the ending {quoted(ending)}; add --format, or end it with {known}"
        raise QueryError(words)
    return by_ending


def _in_workspace(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, with files named relative to GitHub's copy of the repository."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace:
        return list(problems)
    folder = os.path.realpath(workspace)

    def named(file: str) -> str:
        path = os.path.relpath(os.path.realpath(file), folder)
        return file if path.startswith(os.pardir) else path

    return [problem._replace(file=named(problem.file)) for problem in problems]
