"""Candidates for shell completion: names from the store in use.

Each is a ``shell_complete`` callback of click.  A missing or invalid store offers nothing:
completion must not print messages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from factreport.errors import ReportError
from factreport.kinds import OBSERVED
from factreport.periods import Period, label
from factreport.store import Store, locate
from factreport.wording import fold

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Items = list["CompletionItem[str]"]
Name = tuple[str, "str | None"]

# More than a shell shows, and quick to look up in a store of any size.
_MOST = 1_000


def _of_store(
    names: Callable[[Store, str], Iterable[Name]],
) -> Callable[[click.Context, click.Parameter, str], Items]:
    """A callback that offers names and titles from the store in use."""

    def offered(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
        # The store that the command line names so far.
        named: Any = [*ctx.params.get("facts", ()), *ctx.find_root().params.get("facts", ())]
        try:
            # The shell has not yet expanded ~ and $HOME.
            files = locate.locate([os.path.expandvars(os.path.expanduser(path)) for path in named])
            # A pipe is for the command itself, and asking standard input would wait for the
            # keyboard.
            can_be_read_twice = all(file.stamp for file in files)
            known = names(Store(files), incomplete) if can_be_read_twice else ()
            return beginning(incomplete, known)
        except (ReportError, OSError, UnicodeEncodeError):  # no name begins with invalid Unicode
            return []

    return offered


def _ends(store: Store, incomplete: str) -> Iterable[Name]:
    """The periods that have facts; after ``2016-`` or ``2016..``, the ends of a span."""
    start = re.match(r"(?:[0-9]{4}-(?=[0-9]{4}|$)|.*\.\.)?", incomplete)
    prefix = start[0] if start else ""
    known = [iso for iso in store.coverage("period") if iso]
    parts = {part for iso in known for part in Period.parse(iso).ends}
    singles = {single for part in parts - {".."} for single in (part, part[:4])}
    return [(f"{prefix}{iso}", label(iso)) for iso in sorted(singles) if iso > prefix.rstrip("-.")]


topics = _of_store(lambda store, _: [(topic.id, topic.title) for topic in store.topics()])
sources = _of_store(lambda store, _: [(source.id, source.title) for source in store.sources()])
areas = _of_store(lambda store, _: [(name, None) for name in store.names("area")])
groups = _of_store(lambda store, _: [(name, None) for name in store.names("group")])
statuses = _of_store(lambda store, _: [(name, None) for name in store.names("status")])
entries = _of_store(lambda store, prefix: store.titles(fold(prefix), limit=_MOST))
metrics = _of_store(lambda store, prefix: store.titles(fold(prefix), OBSERVED, limit=_MOST))
periods = _of_store(_ends)


def fields(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """The fields of the command's answer, one after each comma."""
    module, _, name = _FIELDS.get(ctx.command.name or "", "model:Record").partition(":")
    home: Any = getattr(import_module(f"factreport.{module}"), name)
    named = incomplete.split(",")[:-1]
    prefix = "".join(f"{field}," for field in named)
    others = (field for field in getattr(home, "_fields", home) if field not in named)
    return beginning(incomplete, ((f"{prefix}{field}", None) for field in others))


def beginning(incomplete: str, known: Iterable[Name]) -> Items:
    """The names that begin as typed; if none does, ignoring case and accents."""
    from click.shell_completion import CompletionItem  # imported late: only for completion

    known = list(known)
    matching = [(name, title) for name, title in known if name.startswith(incomplete)]
    if not matching:
        folded = fold(incomplete)
        matching = [(name, title) for name, title in known if fold(name).startswith(folded)]
    return [CompletionItem(name, help=title) for name, title in matching[:_MOST]]


# Where the fields are declared, if they are not those of Record.
_FIELDS = {
    "topic": "answers.lists:TOPIC_FIELDS",
    "source": "answers.lists:SOURCE_FIELDS",
    "year": "answers.lists:PERIOD_FIELDS",
    "check": "answers.lists:PROBLEM_FIELDS",
    "verify": "answers.verifications:FIELDS",
    "audit": "auditing:FIELDS",
    "figures": "answers.text_figures:FIELDS",
    "trend": "trend:FIELDS",
}
