"""Candidates for shell completion: names from the store in use.

Each function is a ``shell_complete`` callback of click.  A missing or invalid store offers nothing:
completion must not print messages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

import click

from factreport.errors import ReportError
from factreport.periods import grain, label
from factreport.store import Store, locate
from factreport.wording import fold

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Items = list["CompletionItem[str]"]
Name = tuple[str, "str | None"]

# More than a shell shows, and quick to look up in a store of any size.
_MOST = 1_000


def topics(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The ids of topics, with their titles."""
    return _known(
        ctx, incomplete, lambda store: [(topic.id, topic.title) for topic in store.topics()]
    )


def sources(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The ids of sources, with their titles."""
    return _known(
        ctx, incomplete, lambda store: [(source.id, source.title) for source in store.sources()]
    )


def areas(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The areas that facts apply to."""
    return _names(ctx, incomplete, "area")


def groups(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The groups that facts apply to."""
    return _names(ctx, incomplete, "group")


def statuses(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The statuses that facts of the store have."""
    return _names(ctx, incomplete, "status")


def entries(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The ids of facts, sources and topics, with their titles."""
    return _known(ctx, incomplete, lambda store: store.titles(fold(incomplete), most=_MOST))


def metrics(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The ids of metrics, with their titles."""
    return _known(
        ctx, incomplete, lambda store: store.titles(fold(incomplete), ["metric"], most=_MOST)
    )


def periods(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The periods that have facts; after ``2016-`` or ``2016..``, the ends of a span."""
    start = re.match(r"(?:[0-9]{4}-(?=[0-9]{4}|$)|.*\.\.)?", incomplete)
    begun = start[0] if start else ""
    first = begun.rstrip("-.")

    def ends(store: Store) -> list[Name]:
        known = [iso for iso in store.coverage("period") if iso]
        singles = {part for iso in known for part in _singles(iso)}
        return [(f"{begun}{iso}", label(iso)) for iso in sorted(singles) if iso > first]

    return _known(ctx, incomplete, ends)


def _singles(iso: str) -> Iterable[str]:
    """The period, or the ends of a span, each also as its year."""
    for part in iso.split("/") if grain(iso) == "span" else [iso]:
        if part != "..":
            yield from (part, part[:4])


def fields(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The fields of the answer."""
    return beginning(incomplete, ((field, None) for field in _fields_of(ctx)))


def field_list(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The fields of the answer, one after each comma."""
    named = incomplete.split(",")[:-1]
    begun = "".join(f"{field}," for field in named)
    left = (field for field in _fields_of(ctx) if field not in named)
    return beginning(incomplete, ((f"{begun}{field}", None) for field in left))


def paths(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Files and folders, which the shell completes itself."""
    return [_item(incomplete, type="file")]


def beginning(incomplete: str, known: Iterable[Name]) -> Items:
    """The names that begin as typed; if none does, ignoring case and accents."""
    known = list(known)
    found = [(name, title) for name, title in known if name.startswith(incomplete)]
    if not found:
        folded = fold(incomplete)
        found = [(name, title) for name, title in known if fold(name).startswith(folded)]
    return [_item(name, help=title) for name, title in found[:_MOST]]


def _item(*values: Any, **named: Any) -> CompletionItem[str]:
    from click.shell_completion import CompletionItem  # imported late: only for completion

    return CompletionItem(*values, **named)


def _names(
    ctx: click.Context, incomplete: str, subject: Literal["area", "group", "status"]
) -> Items:
    return _known(ctx, incomplete, lambda store: [(name, None) for name in store.names(subject)])


def _known(ctx: click.Context, incomplete: str, names: Callable[[Store], Iterable[Name]]) -> Items:
    try:
        store = _store(ctx)
        return [] if store is None else beginning(incomplete, names(store))
    except (ReportError, OSError, UnicodeEncodeError):  # no name begins with invalid Unicode
        return []


def _store(ctx: click.Context) -> Store | None:
    """The store that the command line names so far, or None if it can be read only once."""
    named: Any = [*ctx.params.get("facts", ()), *ctx.find_root().params.get("facts", ())]
    # The shell has not yet expanded ~ and $HOME.
    located = locate.locate([os.path.expandvars(os.path.expanduser(path)) for path in named])
    # A pipe is for the command itself, and asking standard input would wait for the keyboard.
    return Store(located) if all(file.stamp for file in located) else None


def _fields_of(ctx: click.Context) -> Iterable[str]:
    """The fields of the command's answer."""
    module, _, name = _FIELDS.get(ctx.command.name or "", "model:Record").partition(":")
    home: Any = getattr(import_module(f"factreport.{module}"), name)
    fields: Iterable[str] = home._fields if hasattr(home, "_fields") else home
    return fields


# Where the fields are declared, if they are not those of Record.
_FIELDS = {
    "topic": "render.lists:TOPIC_FIELDS",
    "source": "render.lists:SOURCE_FIELDS",
    "year": "render.lists:PERIOD_FIELDS",
    "check": "render.problems:FIELDS",
    "verify": "render.verified:FIELDS",
    "audit": "auditing:FIELDS",
    "figures": "render.captured:FIELDS",
    "trend": "trend:FIELDS",
}
