"""The options that commands share, and what they mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click
from click.core import ParameterSource

from factreport import files
from factreport.cli import complete, outfile, output
from factreport.cli.terminal import Terminal
from factreport.cli.types import COUNT, PATH, Named
from factreport.errors import QueryError
from factreport.model import Problem, Record, Source
from factreport.periods import asked
from factreport.render import ALIASES, CHECK_FORMATS, FORMATS, PAGES, Answer, Look, Note, render
from factreport.render.answer import choose
from factreport.store import Store
from factreport.store import locate as located
from factreport.store.query import Query
from factreport.wording import did_you_mean, listed, quoted

if TYPE_CHECKING:
    from factreport.texts import Text

Function = TypeVar("Function", bound=Callable[..., Any])
Params = Mapping[str, Any]

_READ = "factreport.read"  # in the context: the files that the command reads
OF_SOURCES = ("bibtex", "csl")
OF_FACTS = ("toml", *OF_SOURCES)
# Formats in which several answers can follow each other.
ONE_AFTER_THE_OTHER = ("table", "markdown")


def _as_of(ctx: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """The last day of the period: ``--as-of 2021`` means as of the end of that year."""
    if text is None:
        return None
    end = asked(text).end
    if end is None:
        raise QueryError(f"{quoted(text)} has no end; --as-of takes a day such as 2021-01-26")
    return end


def _fields(ctx: click.Context, option: click.Parameter, named: str | None) -> list[str]:
    names = [name.strip() for name in named.split(",")] if named is not None else []
    return list(dict.fromkeys(names))


def together(*options: Callable[[Function], Function]) -> Callable[[Function], Function]:
    """Several options as one decorator, in this order in the help."""

    def decorate(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def _filter(
    *names: str, metavar: str, candidates: Any, words: str, **more: Any
) -> Callable[[Function], Function]:
    return click.option(
        *names,
        multiple=True,
        metavar=metavar,
        shell_complete=candidates,
        help=f"Only {words}. Repeatable.",
        **more,
    )


facts = click.option(
    "--facts",
    multiple=True,
    metavar="PATH",
    type=PATH,
    help="The store: a file, a folder, or - (standard input). Repeatable.",
)

# Filters that also narrow the facts of one entry.
narrowing = together(
    _filter(
        *("-y", "--year", "--period", "year"),
        metavar="PERIOD",
        candidates=complete.periods,
        words="facts of 2020, 2020-Q1, 2020-03, 2016-2020, 2018.. or ..2018",
        callback=lambda _, __, texts: [asked(text) for text in texts],
    ),
    _filter("-a", "--area", metavar="NAME", candidates=complete.areas, words="this area"),
    _filter("-g", "--group", metavar="NAME", candidates=complete.groups, words="this group"),
    _filter("-s", "--source", metavar="ID", candidates=complete.sources, words="this source"),
    _filter(
        "--status", metavar="STATUS", candidates=complete.statuses, words="facts of this status"
    ),
    click.option(
        "--as-of",
        metavar="DAY",
        callback=_as_of,
        help="Only what was published by this day.",
    ),
)

topic = _filter("-t", "--topic", metavar="ID", candidates=complete.topics, words="this topic")

filters = together(
    topic,
    narrowing,
    click.option("--latest", is_flag=True, help="Only the newest of each metric, area and group."),
    click.option(
        "--sort",
        metavar="[-]FIELD",
        shell_complete=complete.fields,
        help="Sort by a field; - in front: high to low.",
    ),
    click.option("-n", "--limit", type=COUNT, metavar="N", help="At most this many facts."),
    click.option("-e", "--exit-status", is_flag=True, help="Exit with 1 if no fact is found."),
)


def _format(names: Iterable[str], usual: str, **more: Any) -> Callable[[Function], Function]:
    return click.option(
        "-f",
        "--format",
        "format_",
        type=Named("format", names, ALIASES, elsewhere=FORMATS),
        metavar="NAME",
        help=f"One of {', '.join(names)}. Default: {usual}.",
        **more,
    )


_destination = together(
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
        callback=lambda _, __, path: None if path == "-" else path,
        help="Write to a file, whole or not at all.",
    ),
    click.option(
        "--color",
        type=Named("choice", ["auto", "always", "never"]),
        default="auto",
        metavar="WHEN",
        help="Colour a table: auto, always or never.",
    ),
    click.option("--no-pager", is_flag=True, help="Show a long answer without a pager."),
)


def presentation(*without: str) -> Callable[[Function], Function]:
    """The format of an answer, without those that can't show it, and where it goes."""
    names = [name for name in FORMATS if name not in without]
    usual = "a table at a terminal, else JSON"
    return together(_format(names, usual, envvar="REPORT_FORMAT"), _destination)


def checking(usual: str | None = None) -> Callable[[Function], Function]:
    """The presentation of a command that checks the user's files."""
    names = [*CHECK_FORMATS, *(name for name in FORMATS if name not in OF_FACTS)]
    words = usual or "a table at a terminal, else JSON"
    more = {"default": usual} if usual else {"envvar": "REPORT_FORMAT"}
    return together(_format(names, words, **more), _destination)


# The parameters that keep some facts and leave out others.
FILTERS = ("topic", "year", "area", "group", "source", "status", "as_of", "latest")


def query_of(params: Params, **more: Any) -> Query:
    """The query that the filters on the command line ask for."""
    return Query(
        topics=params.get("topic", ()),
        years=params["year"],
        areas=params["area"],
        groups=params["group"],
        sources=params["source"],
        statuses=params["status"],
        latest=params.get("latest", False),
        as_of=params["as_of"],
        sort=params.get("sort"),
        limit=params.get("limit"),
        **more,
    )


# --- Input --- --------------------------------------------------------------------------------


def open_store(params: Params) -> Store:
    """The store that the options name, before or after the command."""
    paths = store_paths(params)
    store_files = located.locate(paths)
    note_as_read(*(file.name for file in store_files if file.stamp))
    if not located.chosen(paths) and located.is_shipped(store_files):
        output.say(
            "report: found no store in this folder or above; showing the bundled examples"
            " (`report init` creates your own)"
        )
    store = Store(store_files, output.progress)
    if params.get("output_path") is not None:
        note_as_read(*store.texts().values())
    return store


def sources_of(store: Store, records: Iterable[Record], name: str | None = None) -> list[Source]:
    """The full sources of records, if the format shows them; always without a format."""
    if name is not None and not (name in FORMATS and FORMATS[name].needs_sources):
        return []
    cited = dict.fromkeys(record.source for record in records if record.source)
    return store.sources(*cited) if cited else []


def as_store(answer: Answer, store: Store, params: Params) -> Answer:
    """The answer with what a store needs: keywords, and texts as the output's folder has them."""
    folder = os.path.dirname(os.path.abspath(params["output_path"] or "facts.toml"))
    sources = []
    for source in answer.sources:
        if path := store.texts().get(source.id):
            text = os.path.relpath(path, folder).replace(os.sep, "/")
            # A store may only name texts in its own folder or below.
            source = source._replace(text=None if text.startswith("..") else text)  # noqa: PLW2901
        sources.append(source)
    return replace(answer, sources=sources, keywords=store.keywords())


def note_as_read(*paths: str) -> None:
    """Remember that the command or the store reads these files: none can be the output too."""
    read: list[str] = click.get_current_context().meta.setdefault(_READ, [])
    read += paths


def store_paths(params: Params) -> tuple[str, ...]:
    """The paths that ``--facts`` names, before or after the command."""
    before: tuple[str, ...] = click.get_current_context().find_root().params.get("facts", ())
    return (*before, *params["facts"])


def read_text(path: str, params: Params) -> Text:
    """A text to check against the store; standard input can't be both."""
    from factreport import texts  # imported late: not needed for look-ups

    is_store = files.STANDARD_INPUT in located.chosen(store_paths(params))
    if is_store and path == files.STANDARD_INPUT:
        raise QueryError("standard input can't be both the text and the store; name a file for one")
    note_as_read(path)
    return texts.read_text(path)


# --- Output -- -------------------------------------------------------------------------------


def show(answer: Answer, params: Params, *more: Answer) -> None:
    """Write an answer in the format and to the destination that the options name.

    In a format of ONE_AFTER_THE_OTHER there may be several answers.  The summary of the first is
    said at the end, and in a pager also at the head.
    """
    path, name, terminal = params["output_path"], format_of(params), Terminal.of_standard_output()
    answers = [_with_fields(shown, params["fields"], name) for shown in (answer, *more)]
    if name in PAGES:
        summary = [Note(line) for line in answer.summary.split("\n") if line]
        answers[-1] = replace(answers[-1], notes=[*answers[-1].notes, *summary])
    if name == "github":
        answers = [replace(shown, problems=_in_workspace(shown.problems)) for shown in answers]
    if path is not None:
        outfile.check_unread(path, click.get_current_context().meta.get(_READ, ()))
    if name == "sqlite" and path is None and terminal.is_terminal:
        raise QueryError("a database is not for a terminal; add --output facts.db")
    is_terminal = path is None and terminal.is_terminal
    look = Look(
        width=terminal.columns if is_terminal or (path is None and name == "table") else None,
        is_coloured=params["color"] == "always"
        or (params["color"] == "auto" and path is None and terminal.can_colour),
        has_links=is_terminal and terminal.has_links and params["color"] != "never",
    )
    opened: AbstractContextManager[TextIO] = output.opened(path)
    if is_terminal and not params["no_pager"]:
        from factreport.cli import pager  # imported late: only for a terminal

        opened = pager.opened(terminal, summary=answer.summary)
    with opened as stream:
        for number, shown in enumerate(answers):
            stream.write("\n" * bool(number))
            render(name, shown, stream, look)
    if answer.summary:
        output.say("\n".join(f"report: {line}" for line in answer.summary.split("\n")))


def _with_fields(answer: Answer, fields: Sequence[str], name: str) -> Answer:
    """The answer with the requested fields; QueryError if it has no such field."""
    for field in fields:
        if field not in answer.fields:
            near = did_you_mean(field, answer.fields) or ";"
            known = ", ".join(answer.fields)
            raise QueryError(f"unknown field {quoted(field)}{near} known: {known}")
    if name == "value" and len(fields) > 1:
        raise QueryError(f"the format value prints one field, not {listed(fields)}; keep one")
    is_usual = not fields or (name == "value" and [*fields] == ["value"])
    return answer if is_usual else choose(answer, fields)


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


def format_of(params: Params) -> str:
    """The requested format, else that of the file's ending, else the default.

    An ending is also a request, so it takes precedence over REPORT_FORMAT and over a command's
    default.
    """
    if params["as_json"]:
        return "json"
    path, named = params["output_path"], params["format_"]
    ending = os.path.splitext(path or "")[1].lower()
    context = click.get_current_context()
    (named_type,) = (param.type for param in context.command.params if param.name == "format_")
    names = named_type.names if isinstance(named_type, Named) else []
    endings = {end: name for name in names if name in FORMATS for end in FORMATS[name].endings}
    by_ending = endings.get(ending)
    origin = context.get_parameter_source("format_")
    if named and (by_ending is None or origin is ParameterSource.COMMANDLINE):
        return str(named)
    if ending and by_ending is None:
        known = listed(list(endings), "or")
        words = f"no format has the ending {quoted(ending)}; add --format, or end it with {known}"
        raise QueryError(words)
    is_for_terminal = path is None and Terminal.of_standard_output().is_terminal
    return by_ending or ("table" if is_for_terminal else "json")
