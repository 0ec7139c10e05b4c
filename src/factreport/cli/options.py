"""The options that commands share, and what they mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from factreport.cli import output
from factreport.errors import QueryError
from factreport.model import Years
from factreport.render import FORMATS, Answer, Look, render
from factreport.render.answer import choose
from factreport.store import Store, check_known, files
from factreport.text import did_you_mean, listed, quoted

Function = TypeVar("Function", bound=Callable[..., Any])
Given = Mapping[str, Any]

_FORMAT_OF_ENDING = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "markdown",
    ".html": "html",
    ".svg": "svg",
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
        self.fail(f"unknown {self.name} {quoted(value)}{near} known: {', '.join(self.names)}")


def _years(ctx: click.Context, option: click.Parameter, asked: tuple[str, ...]) -> list[Years]:
    return [Years.parse(text) for text in asked]


def _fields(ctx: click.Context, option: click.Parameter, asked: str | None) -> list[str]:
    return [name.strip() for name in asked.split(",")] if asked is not None else []


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
    help="The store: a file, a folder of .toml files, or - for standard input. Repeatable.",
)

filters = _together(
    click.option("-t", "--topic", multiple=True, metavar="ID", help="Only this topic. Repeatable."),
    click.option(
        "-y",
        "--year",
        multiple=True,
        metavar="YEARS",
        callback=_years,
        help="Only facts of 2020, 2016-2020, 2016..2020, 2018.. or ..2018. Repeatable.",
    ),
    click.option("-a", "--area", multiple=True, metavar="NAME", help="Only this area. Repeatable."),
    click.option(
        "-s", "--source", multiple=True, metavar="ID", help="Only this source. Repeatable."
    ),
    click.option("--latest", is_flag=True, help="Only the newest observation of each metric."),
    click.option("--sort", metavar="[-]FIELD", help="Order by a field, with - from high to low."),
    click.option(
        "-n", "--limit", type=click.IntRange(min=0), metavar="N", help="At most this many facts."
    ),
    click.option(
        "-e", "--exit-status", is_flag=True, help="Exit with 1 when there is no such fact."
    ),
)

presentation = _together(
    click.option(
        "-f",
        "--format",
        "format_",
        type=Named("format", FORMATS),
        metavar="NAME",
        envvar="REPORT_FORMAT",
        help=f"One of {', '.join(FORMATS)}. Without it a table at a terminal, else JSON.",
    ),
    click.option("--json", "as_json", is_flag=True, help="The same as --format json."),
    click.option(
        "--fields", callback=_fields, metavar="A,B", help="Only these fields, in this order."
    ),
    click.option(
        "-o",
        "--output",
        "output_path",
        metavar="FILE",
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


def open_store(given: Given) -> Store:
    """The store that the options name, before or after the command."""
    context = click.get_current_context()
    paths = given["facts"] or context.find_root().params.get("facts", ())
    return Store(files.locate(paths), output.progress)


def show(answer: Answer, given: Given) -> None:
    """Write an answer in the format and to the place that the options name."""
    fields = given["fields"]
    for field in fields:
        check_known("field", field, answer.fields)
    path = given["output_path"]
    terminal = output.Terminal.of_standard_output()
    name = "json" if given["as_json"] else given["format_"] or _usual_format(path, terminal)
    if name == "value" and len(fields) > 1:
        raise QueryError(f"the format value prints one field, not {listed(fields)}")
    width = terminal.columns if path is None else None
    is_coloured = given["color"] == "always" or (
        given["color"] == "auto" and path is None and terminal.can_colour
    )
    with output.opened(path) as stream:
        render(name, choose(answer, fields) if fields else answer, stream, Look(width, is_coloured))


def _usual_format(path: str | None, terminal: output.Terminal) -> str:
    if path is not None:
        return _FORMAT_OF_ENDING.get(os.path.splitext(path)[1].lower(), "json")
    return "table" if terminal.is_terminal else "json"
