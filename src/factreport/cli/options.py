"""The options that commands share, and what they mean."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import click

from factreport.cli import complete, output
from factreport.cli.types import COUNT, PATH
from factreport.errors import QueryError
from factreport.model import Record, Years
from factreport.render import CHECK_FORMATS, FORMATS, Answer, Look, render
from factreport.render.answer import choose
from factreport.store import Store, check_known, files
from factreport.store.query import Query
from factreport.wording import did_you_mean, listed, quoted

Function = TypeVar("Function", bound=Callable[..., Any])
Given = Mapping[str, Any]

_READ = "factreport.read"  # in the context: the files that the command reads

_FORMAT_OF_ENDING = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "markdown",
    ".html": "html",
    ".svg": "svg",
    ".db": "sqlite",
    ".sqlite": "sqlite",
}


class Named(click.ParamType[str]):
    """One of some names; a mistake is answered with the nearest and the list."""

    def __init__(self, subject: str, names: Iterable[str]) -> None:
        self.name = subject
        self.names = list(names)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself, or a usage error."""
        if value in self.names:
            return str(value)
        near = did_you_mean(value, self.names) or ";"
        return self.fail(
            f"unknown {self.name} {quoted(value)}{near} known: {', '.join(self.names)}"
        )

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> complete.Items:
        """The names that begin as typed."""
        return complete.beginning(incomplete, ((name, None) for name in self.names))


def _years(ctx: click.Context, option: click.Parameter, asked: tuple[str, ...]) -> list[Years]:
    return [Years.parse(text) for text in asked]


def _fields(ctx: click.Context, option: click.Parameter, asked: str | None) -> list[str]:
    names = [name.strip() for name in asked.split(",")] if asked is not None else []
    return list(dict.fromkeys(names))


def _output_path(ctx: click.Context, option: click.Parameter, path: str | None) -> str | None:
    return None if path == "-" else path


def _together(*options: Callable[[Function], Function]) -> Callable[[Function], Function]:
    def decorate(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


facts = click.option(
    "--facts",
    multiple=True,
    metavar="PATH",
    type=PATH,
    help="The store: a file, a folder of .toml files, or - for standard input. Repeatable.",
)

# What narrows the observations of one metric.
when_where_whence = _together(
    click.option(
        "-y",
        "--year",
        multiple=True,
        metavar="YEARS",
        callback=_years,
        shell_complete=complete.years,
        help="Only facts of 2020, 2016-2020, 2016..2020, 2018.. or ..2018. Repeatable.",
    ),
    click.option(
        "-a",
        "--area",
        multiple=True,
        metavar="NAME",
        shell_complete=complete.areas,
        help="Only this area. Repeatable.",
    ),
    click.option(
        "-s",
        "--source",
        multiple=True,
        metavar="ID",
        shell_complete=complete.sources,
        help="Only this source. Repeatable.",
    ),
)

filters = _together(
    click.option(
        "-t",
        "--topic",
        multiple=True,
        metavar="ID",
        shell_complete=complete.topics,
        help="Only this topic. Repeatable.",
    ),
    when_where_whence,
    click.option(
        "--latest", is_flag=True, help="Only the newest observation of each metric and area."
    ),
    click.option(
        "--sort",
        metavar="[-]FIELD",
        shell_complete=complete.fields,
        help="Order by a field, with - from high to low.",
    ),
    click.option("-n", "--limit", type=COUNT, metavar="N", help="At most this many facts."),
    click.option(
        "-e", "--exit-status", is_flag=True, help="Exit with 1 when there is no such fact."
    ),
)


def _format(names: Iterable[str], usual: str, **more: Any) -> Callable[[Function], Function]:
    return click.option(
        "-f",
        "--format",
        "format_",
        type=Named("format", names),
        metavar="NAME",
        help=f"One of {', '.join(names)}. Without it {usual}.",
        **more,
    )


_destination = _together(
    click.option("--json", "as_json", is_flag=True, help="The same as --format json."),
    click.option(
        "--fields",
        callback=_fields,
        metavar="A,B",
        shell_complete=complete.field_list,
        help="Only these fields, in this order.",
    ),
    click.option(
        "-o",
        "--output",
        "output_path",
        metavar="FILE",
        type=PATH,
        callback=_output_path,
        help="Write to a file, whole or not at all.",
    ),
    click.option(
        "--color",
        type=Named("choice", ["auto", "always", "never"]),
        default="auto",
        metavar="WHEN",
        help="Colour a table: auto, always or never.",
    ),
)

presentation = _together(
    _format(FORMATS, "a table at a terminal, else JSON", envvar="REPORT_FORMAT"), _destination
)


def checking(usual: str | None = None) -> Callable[[Function], Function]:
    """The presentation of a command that checks the user's files."""
    names = [*CHECK_FORMATS, *FORMATS] if usual else ["github", *FORMATS]
    words = usual or "a table at a terminal, else JSON"
    more = {"default": usual} if usual else {"envvar": "REPORT_FORMAT"}
    return _together(_format(names, words, **more), _destination)


class Selection:
    """The records that answer a query, selected anew each time they are gone through."""

    def __init__(self, store: Store, query: Query) -> None:
        self._store = store
        self._query = store.resolve(query)
        self.is_empty = True
        self.has_values = False

    def __iter__(self) -> Iterator[Record]:
        for record in self._store.iterate(self._query):
            self.is_empty = False
            self.has_values = self.has_values or record.value is not None
            yield record


def open_store(given: Given) -> Store:
    """The store that the options name, before or after the command."""
    located = files.locate(store_paths(given))
    note_as_read(*(file.name for file in located if file.stamp))
    return Store(located, output.progress)


def note_as_read(*paths: str) -> None:
    """Remember that these files are read: none of them can be the output as well."""
    read: list[str] = click.get_current_context().meta.setdefault(_READ, [])
    read += paths


def _check_unread(path: str) -> None:
    for one in click.get_current_context().meta.get(_READ, ()):
        with contextlib.suppress(OSError, ValueError):
            if os.path.samefile(one, path):
                words = "it is read by this very command; name another file for --output"
                raise QueryError(f"{files.named(path)}: {words}")


def store_paths(given: Given) -> tuple[str, ...]:
    """The paths that ``--facts`` names, before or after the command."""
    context = click.get_current_context()
    before: tuple[str, ...] = context.find_root().params.get("facts", ())
    return (*before, *given["facts"])


def read_text(path: str, given: Given) -> str:
    """A text to hold against the store; standard input can't be both."""
    if files.STANDARD_INPUT in files.chosen(store_paths(given)) and path == files.STANDARD_INPUT:
        raise QueryError("standard input can't be both the text and the store; name a file for one")
    note_as_read(path)
    return files.read_text(path)


def show(answer: Answer, given: Given) -> None:
    """Write an answer in the format and to the place that the options name."""
    fields = given["fields"]
    for field in fields:
        check_known("field", field, answer.fields)
    path = given["output_path"]
    if path is not None:
        _check_unread(path)
    terminal = output.Terminal.of_standard_output()
    name = format_of(given)
    if name == "value" and len(fields) > 1:
        raise QueryError(f"the format value prints one field, not {listed(fields)}; keep one")
    if name == "sqlite" and path is None and terminal.is_terminal:
        raise QueryError("a database is not for a terminal; add --output facts.db")
    width = terminal.columns if path is None else None
    is_coloured = given["color"] == "always" or (
        given["color"] == "auto" and path is None and terminal.can_colour
    )
    with output.opened(path) as stream:
        render(name, choose(answer, fields) if fields else answer, stream, Look(width, is_coloured))


def format_of(given: Given) -> str:
    """The format that is asked for, else that of the file's ending, else the usual one.

    An ending is asked for too, so it goes before REPORT_FORMAT and before a command's default.
    """
    if given["as_json"]:
        return "json"
    path, named = given["output_path"], given["format_"]
    ending = os.path.splitext(path or "")[1].lower()
    by_ending = _FORMAT_OF_ENDING.get(ending)
    origin = click.get_current_context().get_parameter_source("format_")
    if named and (by_ending is None or origin is click.core.ParameterSource.COMMANDLINE):
        return str(named)
    if ending and by_ending is None:
        known = listed(list(_FORMAT_OF_ENDING), "or")
        words = f"the ending {quoted(ending)} names no format; add --format, or end it with {known}"
        raise QueryError(words)
    is_for_terminal = path is None and output.Terminal.of_standard_output().is_terminal
    return by_ending or ("table" if is_for_terminal else "json")
