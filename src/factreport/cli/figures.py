"""``report figures``: the figures of a text, and what they would be in a store."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import click

from factreport.answers import Answer, look_ups, text_figures
from factreport.auditing import Auditor
from factreport.capture import Known, Sighting, entries, read, row_of
from factreport.capture.phrases import slug, title_of
from factreport.capture.stored import facts_of
from factreport.cli import candidates, messages, options
from factreport.cli.argument_types import PATH
from factreport.cli.commands import command
from factreport.cli.presentation import Presentation
from factreport.errors import QueryError
from factreport.kinds import OBSERVED
from factreport.kinds.key_types import check_id
from factreport.model import Record, Source, Topic
from factreport.periods import Period
from factreport.store import Store, locate
from factreport.store.query import Query
from factreport.texts import Text
from factreport.typed_periods import asked
from factreport.wording import counted, escaped, first_few, quoted, visible_line

_OF_ENTRIES = ("source", "topic", "area", "publisher", "published")


def _of_entries(
    *names: str, metavar: str, means: str, **settings: Any
) -> Callable[[options.Function], options.Function]:
    """An option about the entries that the figures become."""
    return click.option(*names, metavar=metavar, help=f"With -f toml: {means}.", **settings)


def _published(_: click.Context, __: click.Parameter, given: str | None) -> Period | None:
    """When the source was published; QueryError if that is not a day, a month or a year."""
    published = asked(given) if given else None
    if published and published.grain not in ("year", "month", "day"):
        raise QueryError(f"--published {quoted(given or '')} is not a day, a month or a year")
    return published


@command(
    """List the figures in texts, and the facts that they may mean.

    Each figure is shown as it was read. FILE: plain text, Markdown, HTML, Word, PDF or CSV; - for
    standard input. With --format toml, the new figures become entries to append to a store.
    """,
    "report figures bulletin.pdf",
    "report figures draft.md --all --json",
    "report figures bulletin.md -f toml --source bulletin-2021 --topic work >> facts.toml",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@click.option(
    "--all", "with_skipped", is_flag=True, help="Also show what is not a figure, and why."
)
@click.option("--new", "only_new", is_flag=True, help="Only figures that the store does not have.")
@_of_entries(
    *("-s", "--source"),
    metavar="ID",
    means="the id of the source, known or new",
    shell_complete=candidates.sources,
)
@_of_entries(
    *("-t", "--topic"),
    metavar="ID",
    means="the id of the topic, known or new",
    shell_complete=candidates.topics,
)
@_of_entries(
    *("-a", "--area"),
    metavar="NAME",
    means="the area, unless the text names another",
    shell_complete=candidates.areas,
)
@_of_entries("--publisher", metavar="NAME", means="who published a new source")
@_of_entries(
    "--published",
    metavar="DAY",
    means="the day, month or year of its publication",
    callback=_published,
)
@options.presentation(*options.OF_SOURCES)
def figures(
    files: tuple[str, ...],
    *,
    with_skipped: bool,
    only_new: bool,
    presentation: Presentation,
    **params: Any,
) -> int:
    is_store = "entries" in presentation.format.shows
    _check_request(files, params, is_store=is_store)
    store = options.open_store(params, presentation, is_for_entries=is_store)
    auditor = Auditor(store)
    figures, known, shown = 0, 0, []
    texts = [options.read_text(file, params, presentation) for file in files]
    for file, text in zip(files, texts, strict=True):
        sightings = read(text, params["published"])
        # The metrics that were read in this file: their source names it, or is given.
        given = params["source"]
        sources = [given] if given and store.sources(given) else []
        for id_, path in store.texts().items():
            with contextlib.suppress(OSError, ValueError):
                sources += [id_] if os.path.samefile(file, path) else []
        read_here = store.select(Query(kinds=OBSERVED, sources=sources)) if sources else []
        stored = facts_of(sightings, auditor.audit(text, with_small=True), read_here)
        for sighting, facts in zip(sightings, stored, strict=True):
            is_figure = isinstance(sighting, Sighting)
            figures += is_figure
            known += is_figure and bool(facts)
            if (is_figure or with_skipped) and not (only_new and facts):
                shown.append((text, sighting, facts))
    if is_store:
        pairs = zip(sightings, stored, strict=True)
        stated = {sighting: facts for sighting, facts in pairs if isinstance(sighting, Sighting)}
        answer = _as_store(text, stated, store, params, presentation.path)
    else:
        answer = text_figures.answer(
            [row_of(text.name, sighting, facts) for text, sighting, facts in shown]
        )
        verb = "is" if known == 1 or figures == 1 else "are"
        summary = f"{known:,} of {counted(figures, 'figure')} {verb} in the store"
        heading = f"Figures of {first_few([*map(escaped, files)], 'text')}"
        answer = replace(answer, heading=heading, summary=summary)
    presentation.show(answer)
    return 0


def _check_request(files: Sequence[str], params: options.Params, *, is_store: bool) -> None:
    """QueryError if the options don't fit the format, or entries would lack an id."""
    if not is_store:
        for name in _OF_ENTRIES:
            if params[name]:
                raise QueryError(f"--{name} is for entries of a store; add --format toml")
        return
    if len(files) > 1:
        raise QueryError("--format toml takes one text; name one file")
    for name in ("source", "topic"):
        if not params[name]:
            raise QueryError(f"entries need a {name}; add --{name} ID, a new id or a known one")
        if mistake := check_id(params[name]):
            raise QueryError(f"--{name} {quoted(params[name])} {mistake}")
    if params["source"] == params["topic"]:
        raise QueryError(f"a source and a topic can't both be {quoted(params['topic'])}; name two")


def _as_store(
    text: Text,
    stated: Mapping[Sighting, Sequence[str]],
    store: Store,
    params: options.Params,
    output_path: str | None,
) -> Answer:
    """The facts that figures would become, with their source and topic if the store lacks them.

    ``stated`` are the figures, with the facts of the store that each of them states.
    """
    source, topic, area = params["source"], params["topic"], visible_line(params["area"] or "")
    areas = [area] if area else []
    known, is_new = Known(areas, is_taken={source, topic}.__contains__), (True, True)
    if locate.is_shipped(store.files):  # the example has nothing to do with the text
        stated = dict.fromkeys(stated, ())
    else:
        reserved = {source, topic, *store.names("source"), *store.names("topic")}
        known = Known(
            [*areas, *store.names("area")],
            store.names("group"),
            lambda id_: id_ in reserved or bool(store.select(Query(ids=[id_]))),
            lambda asked: store.select(
                Query(kinds=OBSERVED, ids=[store.id_of_title(asked) or slug(asked)])
            ),
        )
        is_new = (not store.sources(source), not store.topics(topic))
        for stored in store.sources(source):
            day = params["published"].iso if params["published"] else None
            asked_for = (params["publisher"], stored.publisher), (day, stored.published)
            if any(given and given != old for given, old in asked_for):
                why = f"the store has another publisher or day for the source {quoted(source)}"
                raise QueryError(f"{why}; `report edit` changes it")
    origin = entries.Origin(source, topic, area or None)
    proposals, left_out = entries.propose(text, stated, known, origin)
    proposals.sort(key=lambda proposal: proposal.of_store)
    records = [proposal.record for proposal in proposals if not proposal.of_store]
    appended = [proposal.record for proposal in proposals if proposal.of_store]
    new_source = _new_source(text, store, params, output_path) if is_new[0] else None
    revised = sum(proposal.replaces is not None for proposal in proposals)
    if revised and new_source and not new_source.published:
        messages.say(
            f"{counted(revised, 'revised value')} will replace nothing until the source"
            " has a later day than the first one; add --published DAY"
        )
    return Answer(
        fields=Record._fields,
        rows=records,
        columns=(),
        appended=appended,
        comments=[*entries.comments_of(proposals)],
        sources=[new_source] if new_source else [],
        topics=[Topic(topic, _titled(topic), None, ())] if is_new[1] else [],
        summary=_summary(stated, proposals, left_out, locate.described(store.files)),
    )


def _summary(
    stated: Mapping[Sighting, Sequence[str]],
    proposals: Sequence[entries.Proposal],
    left_out: Mapping[Sighting, str],
    store_name: str,
) -> str:
    """How many of the figures are written, and what has become of the others."""
    appended = sum(proposal.of_store for proposal in proposals)
    metrics = counted(
        len({proposal.record.id for proposal in proposals if not proposal.of_store}), "metric"
    )
    written = f"{len(proposals):,} of {counted(len(stated), 'figure')} written"
    parts = [f"{written}, as {metrics}" if len(proposals) > appended else written]
    if appended:
        parts.append(f"{counted(appended, 'observation')} of metrics of the store")
    if known_already := sum(map(bool, stated.values())):
        parts.append(f"{known_already:,} in {store_name} already")
    for reason, mark in (("repeated", ""), ("in doubt", ' ("Or …?")')):
        if count := sum(why == reason for why in left_out.values()):
            parts.append(f"{count:,} {reason}{mark}")
    figures = [
        f"{quoted(left.figure.text)} ({look_ups.place_in_text(left.place)}, {why})"
        for left, why in left_out.items()
        if why not in ("repeated", "in doubt")
    ]
    if figures:
        parts.append(f"{len(figures):,} not written: {first_few(figures, 'figure')}")
    if undated := sum(proposal.record.period is None for proposal in proposals):
        parts.append(f'{undated} without a time ("When?")')
    return "; ".join(parts)


def _new_source(
    text: Text, store: Store, params: options.Params, output_path: str | None
) -> Source:
    """The source, as far as its text shows: its title, and the file if it is near the store."""
    # The folder of the store that the entries are for; this one if there is none yet.
    file, store_path = store.files[0], output_path
    if store_path is None and file.stamp and not locate.is_shipped(store.files):
        store_path = file.name
    folder = os.path.dirname(os.path.abspath(store_path)) if store_path else os.getcwd()
    path = os.path.relpath(os.path.abspath(text.name), folder).replace(os.sep, "/")
    is_near = os.path.isfile(text.name) and not path.startswith("..")
    if os.path.isfile(text.name) and not is_near:
        messages.say(
            f"{quoted(visible_line(text.name))} is not in the folder of the store; copy it there,"
            " so that `report verify` can read it"
        )
    parts: dict[str, Any] = dict.fromkeys(Source._fields)
    parts["id"] = params["source"]
    parts["title"] = visible_line(title_of(text)) or _titled(params["source"])
    parts["text"] = path if is_near else None
    parts["publisher"] = visible_line(params["publisher"] or "") or None
    parts["published"] = params["published"].iso if params["published"] else None
    return Source(**parts)


def _titled(id_: str) -> str:
    return id_.replace("-", " ").capitalize()
