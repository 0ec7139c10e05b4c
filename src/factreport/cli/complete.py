"""What could stand at the cursor: names from the store in use, for shell completion.

Each function is a ``shell_complete`` callback of click.  A store that is missing or refused
offers nothing: completion is no place for messages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from factreport.errors import ReportError
from factreport.store import Store, files
from factreport.wording import fold

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Items = list["CompletionItem[str]"]
Name = tuple[str, "str | None"]

# More than a shell would show, and quick to look up in a store of any size.
_MOST = 1_000


def topics(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The ids of topics, with their titles."""
    return _known(ctx, incomplete, lambda store: [(one.id, one.title) for one in store.topics()])


def sources(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The ids of sources, with their titles."""
    return _known(ctx, incomplete, lambda store: [(one.id, one.title) for one in store.sources()])


def areas(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The areas that facts hold for."""
    return _known(ctx, incomplete, lambda store: [(one, None) for one in store.names("area")])


def entries(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The ids of facts, sources and topics, with their titles."""
    return _known(ctx, incomplete, lambda store: store.titles(fold(incomplete), most=_MOST))


def metrics(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The ids of metrics, with their titles."""
    return _known(
        ctx, incomplete, lambda store: store.titles(fold(incomplete), ["metric"], most=_MOST)
    )


def years(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The years for which there are facts; after ``2016-`` or ``2016..``, the ends of a span."""
    start = re.match(r"([0-9]{1,4}(-|\.\.)|\.\.)?", incomplete)
    begun = start[0] if start else ""
    first = int(begun.rstrip("-.") or 0)

    def ends(store: Store) -> list[Name]:
        spans = [span for span in store.coverage("year") if span is not None]
        known = sorted({year for span in spans for year in span})
        return [(f"{begun}{year}", None) for year in known if year > first]

    return _known(ctx, incomplete, ends)


def fields(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The fields of the answer."""
    return beginning(incomplete, ((field, None) for field in _fields_of(ctx)))


def field_list(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The fields of the answer, another one after each comma."""
    named = incomplete.split(",")[:-1]
    begun = "".join(f"{field}," for field in named)
    left = (field for field in _fields_of(ctx) if field not in named)
    return beginning(incomplete, ((f"{begun}{field}", None) for field in left))


def paths(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Files and folders: the shell knows them."""
    return [_item(incomplete, type="file")]


def beginning(incomplete: str, known: Iterable[Name]) -> Items:
    """Those that begin as typed; where none does, those that do but for case and accents."""
    known = list(known)
    found = [one for one in known if one[0].startswith(incomplete)]
    if not found:
        folded = fold(incomplete)
        found = [one for one in known if fold(one[0]).startswith(folded)]
    return [_item(name, help=title) for name, title in found[:_MOST]]


def _item(*values: Any, **named: Any) -> CompletionItem[str]:
    from click.shell_completion import CompletionItem  # a run that completes nothing needs none

    return CompletionItem(*values, **named)


def _known(ctx: click.Context, incomplete: str, names: Callable[[Store], Iterable[Name]]) -> Items:
    try:
        store = _store(ctx)
        return [] if store is None else beginning(incomplete, names(store))
    except (ReportError, OSError, UnicodeEncodeError):  # no name begins with what is not Unicode
        return []


def _store(ctx: click.Context) -> Store | None:
    """The store that the command line names so far, or None where it can be read only once."""
    named: Any = [*ctx.params.get("facts", ()), *ctx.find_root().params.get("facts", ())]
    # The shell has not yet put anything in the place of ~ and $HOME.
    located = files.locate([os.path.expandvars(os.path.expanduser(path)) for path in named])
    # A pipe is for the command itself, and asking standard input would wait for the keyboard.
    return Store(located) if all(file.stamp for file in located) else None


def _fields_of(ctx: click.Context) -> Iterable[str]:
    """The fields of what the command answers, seen at an empty answer."""
    home, *rest = _ANSWERS.get(ctx.command.name or "", ("model:Record",))
    module, _, name = home.partition(":")
    answered = getattr(import_module(f"factreport.{module}"), name)
    fields: Iterable[str] = answered(*rest).fields if rest else answered._fields
    return fields


# What the fields are declared in, where they are not those of Record: a tuple, or a function and
# what makes an empty answer of it.
_ANSWERS: dict[str, tuple[Any, ...]] = {
    "topic": ("render.lists:topics", ()),
    "source": ("render.lists:sources", ()),
    "year": ("render.lists:years", ()),
    "check": ("render.problems:answer", ()),
    "verify": ("verify:Finding",),
    "audit": ("audit:Finding",),
    "trend": ("trend:Step",),
}
