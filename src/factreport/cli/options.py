"""The options that commands share, and what they mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from factreport.answers import Answer
from factreport.cli import candidates, messages
from factreport.cli.argument_types import COUNT, PATH, Named
from factreport.cli.presentation import Presentation
from factreport.errors import QueryError
from factreport.files import STANDARD_INPUT
from factreport.model import Record, Source
from factreport.render import ALIASES, CHECK_FORMATS, FORMATS
from factreport.store import Store, locate
from factreport.store.query import Query
from factreport.typed_periods import asked
from factreport.wording import quoted

if TYPE_CHECKING:
    from factreport.texts import Text

Function = TypeVar("Function", bound=Callable[..., Any])
Params = Mapping[str, Any]

OF_SOURCES = ("bibtex", "csl")
OF_FACTS = ("toml", *OF_SOURCES)


def _as_of(ctx: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """The last day of the period: ``--as-of 2021`` means as of the end of that year."""
    if text is None:
        return None
    end = asked(text).end
    if end is None:
        raise QueryError(f"{quoted(text)} has no end; --as-of takes a day such as 2021-01-26")
    return end


def combined(*options: Callable[[Function], Function]) -> Callable[[Function], Function]:
    """Several options as one decorator, in this order in the help."""

    def decorate(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def _filter(
    *names: str, metavar: str, complete: Any, keeps: str, **more: Any
) -> Callable[[Function], Function]:
    return click.option(
        *names,
        multiple=True,
        metavar=metavar,
        shell_complete=complete,
        help=f"Only {keeps}. Repeatable.",
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
narrowing = combined(
    _filter(
        *("-y", "--year", "--period", "year"),
        metavar="PERIOD",
        complete=candidates.periods,
        keeps="facts of 2020, 2020-Q1, 2020-03, 2016-2020, 2018.. or ..2018",
        callback=lambda _, __, texts: [asked(text) for text in texts],
    ),
    _filter("-a", "--area", metavar="NAME", complete=candidates.areas, keeps="this area"),
    _filter("-g", "--group", metavar="NAME", complete=candidates.groups, keeps="this group"),
    _filter("-s", "--source", metavar="ID", complete=candidates.sources, keeps="this source"),
    _filter(
        "--status", metavar="STATUS", complete=candidates.statuses, keeps="facts with this status"
    ),
    click.option(
        "--as-of", metavar="DAY", callback=_as_of, help="Only what was published by this day."
    ),
)

topic = _filter("-t", "--topic", metavar="ID", complete=candidates.topics, keeps="this topic")

filters = combined(
    topic,
    narrowing,
    click.option("--latest", is_flag=True, help="Only the newest of each metric, area and group."),
    click.option(
        "--sort",
        metavar="[-]FIELD",
        shell_complete=candidates.fields,
        help="Sort by a field; -FIELD sorts from high to low.",
    ),
    click.option("-n", "--limit", type=COUNT, metavar="N", help="At most this many facts."),
    click.option("-e", "--exit-status", is_flag=True, help="Exit with 1 if no fact is found."),
)


def _presented(names: Sequence[str], **of_format: Any) -> Callable[[Function], Function]:
    """The store, the format of the answer, and where it goes, which become a presentation."""
    usual = of_format.get("default", "a table at a terminal, else JSON")

    def resolve(command: Function) -> Function:
        @wraps(command)
        def resolved(**params: Any) -> Any:
            return command(presentation=Presentation.from_params(params, names), **params)

        return cast("Function", resolved)

    return combined(
        facts,
        click.option(
            "-f",
            "--format",
            "format_",
            type=Named("format", names, ALIASES, elsewhere=[*FORMATS, *CHECK_FORMATS]),
            metavar="NAME",
            help=f"One of {', '.join(names)}. Default: {usual}.",
            **of_format,
        ),
        click.option("--json", "as_json", is_flag=True, help="The same as --format json."),
        click.option(
            "--fields",
            metavar="A,B",
            shell_complete=candidates.fields,
            help="Only these fields, in this order.",
        ),
        click.option(
            "-o",
            "--output",
            "output_path",
            metavar="FILE",
            type=PATH,
            callback=lambda _, __, path: None if path == "-" else path,
            help="Write to this file; it is replaced only when the answer is complete.",
        ),
        click.option(
            "--color",
            type=Named("choice", ["auto", "always", "never"]),
            default="auto",
            metavar="WHEN",
            help="Colour a table: auto, always or never.",
        ),
        click.option("--no-pager", is_flag=True, help="Show a long answer without a pager."),
        resolve,
    )


def presentation(*without: str) -> Callable[[Function], Function]:
    """The options of a look-up's answer, which can't have the formats ``without``."""
    return _presented([name for name in FORMATS if name not in without], envvar="REPORT_FORMAT")


def checking(usual: str | None = None) -> Callable[[Function], Function]:
    """The options of the answer of a command that checks the user's files."""
    names = [*CHECK_FORMATS, *(name for name in FORMATS if name not in OF_FACTS)]
    return _presented(names, **({"default": usual} if usual else {"envvar": "REPORT_FORMAT"}))


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


def open_store(
    params: Params, presentation: Presentation | None = None, *, is_for_entries: bool = False
) -> Store:
    """The store that the options name, before or after the command.

    An output file must not be one of its files or texts.  New entries do without an example.
    """
    paths = store_paths(params)
    files = locate.locate(paths)
    if not (locate.chosen(paths) or is_for_entries) and locate.is_shipped(files):
        why = "found no store in this folder or above"
        if os.path.isdir(locate.FOLDER_NAME):
            why = "no .toml file in the folder facts"
        messages.say(f"{why}; using the bundled examples (`report init` creates your own)")
    store = Store(files, messages.progress)
    if presentation is not None and presentation.path is not None:
        names = (file.name for file in files if file.stamp)
        presentation.check_unread(*names, *store.texts().values())
    return store


def sources_of(store: Store, records: Iterable[Record]) -> list[Source]:
    """The full sources of records."""
    cited = {record.source for record in records if record.source}
    return store.sources(*cited) if cited else []


def with_entries(answer: Answer, store: Store, presentation: Presentation) -> Answer:
    """The answer with what a store needs: keywords, and the paths of texts from its folder."""
    folder = os.path.dirname(os.path.abspath(presentation.path or "facts.toml"))
    sources = []
    for source in answer.sources:
        if path := store.texts().get(source.id):
            text = os.path.relpath(path, folder).replace(os.sep, "/")
            # A store may only name texts in its own folder or below.
            source = source._replace(text=None if text.startswith("..") else text)  # noqa: PLW2901
        sources.append(source)
    return replace(answer, sources=sources, keywords=store.keywords())


def store_paths(params: Params) -> tuple[str, ...]:
    """The paths that ``--facts`` names, before or after the command."""
    of_group: tuple[str, ...] = click.get_current_context().find_root().params.get("facts", ())
    return (*of_group, *params["facts"])


def read_text(path: str, params: Params, presentation: Presentation) -> Text:
    """A text to check against the store; it can't be the store or the output, too."""
    from factreport import texts  # imported late: not needed for look-ups

    is_store = STANDARD_INPUT in locate.chosen(store_paths(params))
    if is_store and path == STANDARD_INPUT:
        raise QueryError("standard input can't be both the text and the store; name a file for one")
    presentation.check_unread(path)
    return texts.read_text(path)
