"""Where an answer goes, in which format, and how it looks there: decided once for each command."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import click
from click.core import ParameterSource

from factreport.answers import Answer, Note, choose
from factreport.cli import messages, streams
from factreport.cli.terminal import Terminal
from factreport.errors import QueryError
from factreport.render import CHECK_FORMATS, FORMATS, Format, Look, render
from factreport.wording import listed, quoted, unknown


@dataclass(frozen=True, kw_only=True, eq=False)
class Presentation:
    """The format of an answer, and where it goes."""

    format: Format
    path: str | None  # the file to write; None: standard output
    fields: Sequence[str]  # those that were named, if any
    look: Look
    paging: Terminal | None  # the terminal where a long answer goes through a pager

    @classmethod
    def from_params(cls, params: dict[str, Any], names: Sequence[str]) -> Presentation:
        """What the options of a command with these formats describe; they are taken out."""
        options = ("as_json", "format_", "fields", "output_path", "color", "no_pager")
        as_json, named, fields, path, color, no_pager = map(params.pop, options)
        fields = [] if fields is None else [name.strip() for name in fields.split(",")]
        terminal = Terminal.of_standard_output()
        is_terminal = path is None and terminal.is_terminal
        name = "json" if as_json else _named(named, path, names)
        name = name or ("table" if is_terminal else "json")
        format_ = FORMATS.get(name) or CHECK_FORMATS[name]
        if format_.is_binary and is_terminal:
            raise QueryError("a database is not for a terminal; add --output facts.db")
        has_width = is_terminal or (path is None and format_.fits_width)
        can_colour = path is None and terminal.can_colour
        look = Look(
            width=terminal.columns if has_width else None,
            is_coloured=color == "always" or (color == "auto" and can_colour),
            has_links=is_terminal and terminal.has_links and color != "never",
        )
        return cls(
            format=format_,
            path=path,
            fields=list(dict.fromkeys(fields)),
            look=look,
            paging=terminal if is_terminal and not no_pager else None,
        )

    def check_unread(self, *paths: str) -> None:
        """QueryError if the output would replace one of these files, which the command reads."""
        if self.path is not None:
            streams.check_unread(self.path, paths)

    def show(self, answer: Answer) -> None:
        """Write the answer; its summary is said at the end, or at the head of a pager."""
        for field in self.fields:
            if field not in answer.fields:
                raise QueryError(unknown("field", field, answer.fields))
        has_one_field = self.format.has_one_field
        if has_one_field and len(self.fields) > 1:
            several, name = listed(self.fields), self.format.name
            raise QueryError(f"the format {name} prints one field, not {several}; keep one")
        is_usual = not self.fields or (has_one_field and [*self.fields] == ["value"])
        with_columns = "columns" in self.format.shows
        shown = answer if is_usual else choose(answer, self.fields, with_columns=with_columns)
        if "heading" in self.format.shows:  # a page; beside a table there are messages
            summary = [Note(line) for line in answer.summary.split("\n") if line]
            shown = replace(shown, notes=[*shown.notes, *summary])
        write = partial(render, self.format, shown, look=self.look)
        if self.paging:
            from factreport.cli import pager  # imported late: only for a terminal

            is_said = pager.show(write, self.paging, head=answer.summary)
        else:
            is_said = False
            with streams.opened(self.path) as stream:
                write(stream)
        if answer.summary and not is_said:
            messages.say(answer.summary)


def _named(format_: str | None, path: str | None, names: Sequence[str]) -> str | None:
    """The requested format, else that of the file's ending, if either is given.

    An ending is also a request, so it takes precedence over REPORT_FORMAT and over a command's
    default.
    """
    ending = os.path.splitext(path or "")[1].lower()
    endings = {end: name for name in names if name in FORMATS for end in FORMATS[name].endings}
    by_ending = endings.get(ending)
    origin = click.get_current_context().get_parameter_source("format_")
    if format_ and (by_ending is None or origin is ParameterSource.COMMANDLINE):
        return format_
    if ending and by_ending is None:
        known = listed(list(endings), "or")
        raise QueryError(
            f"no format has the ending {quoted(ending)}; add --format, or end it with {known}"
        )
    return by_ending
