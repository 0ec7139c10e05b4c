"""``report figures``: the figures of a text, and what they would be in a store."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import click

from factreport.auditing import Auditor
from factreport.capture import Mention, Passed, entries, read, seen
from factreport.capture.stored import facts_of
from factreport.capture.subjects import Known
from factreport.cli import complete, options, output
from factreport.cli.base import ReportCommand
from factreport.cli.types import PATH
from factreport.errors import QueryError
from factreport.kinds.types import check_id
from factreport.model import Source, Topic
from factreport.render import Answer, captured
from factreport.render import records as render_records
from factreport.store import Store, locate
from factreport.store.query import Query
from factreport.texts import Text
from factreport.wording import counted, listed, quoted, visible_line

_LONGEST_TITLE = 200
_COLUMNS = ("title", "period", "value", "unit", "id")


@click.command(
    "figures",
    cls=ReportCommand,
    epilog="""
    report figures bulletin.pdf
    report figures draft.md --all --json
    report figures bulletin.md --new -f toml --source bulletin-2021 --topic work >> facts.toml
    """,
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@click.option(
    "--all", "with_skipped", is_flag=True, help="Also show what is not a figure, and why."
)
@click.option("--new", "only_new", is_flag=True, help="Only figures that the store does not have.")
@click.option(
    "-s",
    "--source",
    metavar="ID",
    shell_complete=complete.sources,
    help="With --format toml: the source that the facts are taken from.",
)
@click.option(
    "-t",
    "--topic",
    metavar="ID",
    shell_complete=complete.topics,
    help="With --format toml: the topic to which the facts belong.",
)
@options.facts
@options.presentation
def figures(files: tuple[str, ...], *, with_skipped: bool, only_new: bool, **given: Any) -> int:
    """List the figures of texts, and the facts that they may be.

    Each figure is shown as it was read. FILE: plain text, Markdown, HTML, Word, PDF or CSV; - for
    standard input. With --format toml, the figures become entries to append to a store.
    """
    is_store = options.format_of(given) == "toml"
    if is_store:
        _check_store(files, given)
    store = options.open_store(given)
    auditor = Auditor(store)
    found = [
        (text, one, facts)
        for text in (options.read_text(file, given) for file in files)
        for one, facts in _with_facts(text, auditor)
        if with_skipped or isinstance(one, Mention)
    ]
    shown = [one for one in found if not (only_new and one[2])]
    if is_store:
        mentions = [one for _, one, _ in shown if isinstance(one, Mention)]
        options.show(_as_store(found[0][0], mentions, store, given), given)
    else:
        rows = [seen(text.name, one, facts) for text, one, facts in shown]
        options.show(captured.answer(rows), given)
    output.say(f"report: {_summary([(one, facts) for _, one, facts in found])}")
    return 0


def _check_store(files: Sequence[str], given: options.Given) -> None:
    """QueryError unless one text is named, with the source and the topic of its facts."""
    if len(files) > 1:
        raise QueryError("--format toml takes one text; name one file")
    for name in ("source", "topic"):
        if not given[name]:
            raise QueryError(f"entries need a {name}; add --{name} ID")
        if mistake := check_id(given[name]):
            raise QueryError(f"--{name} {quoted(given[name])} {mistake}")


def _with_facts(text: Text, auditor: Auditor) -> Iterator[tuple[Mention | Passed, tuple[str, ...]]]:
    found = read(text)
    return zip(found, facts_of(found, auditor.audit(text, with_small=True)), strict=True)


def _summary(found: Sequence[tuple[Mention | Passed, tuple[str, ...]]]) -> str:
    """``17 of 23 figures are in the store``."""
    figures = [facts for one, facts in found if isinstance(one, Mention)]
    known = sum(map(bool, figures))
    verb = "is" if known == 1 or len(figures) == 1 else "are"
    return f"{known:,} of {counted(len(figures), 'figure')} {verb} in the store"


def _as_store(text: Text, found: Sequence[Mention], store: Store, given: options.Given) -> Answer:
    """The facts that figures would become, with their source and topic if the store lacks them."""
    source, topic, folder = given["source"], given["topic"], _folder(store, given["output_path"])
    reserved = {source, topic, *store.names("source"), *store.names("topic")}
    known = Known(
        store.names("area"),
        store.names("group"),
        lambda id_: id_ in reserved or bool(store.select(Query(ids=[id_]))),
    )
    proposals = entries.propose(text, found, known, source=source, topic=topic)
    kept, lost = entries.verified(proposals, text)
    if lost:
        words = listed([quoted(one.record.written or one.record.title) for one in lost[:5]])
        count = counted(len(lost), "figure")
        output.say(f"report: {count} left out, as no words find them again: {words}")
    answer = render_records.answer([one.record for one in kept], _COLUMNS)
    return replace(
        answer,
        comments=[one.sentence if one.record.period else f"When? {one.sentence}" for one in kept],
        sources=[] if store.sources(source) else [_new_source(text, source, folder)],
        topics=[] if store.topics(topic) else [Topic(topic, _titled(topic), None, ())],
    )


def _folder(store: Store, output_path: str | None) -> str:
    """The folder of the store that the entries are for, this folder if there is none yet."""
    file = store.files[0]
    if output_path is None and file.stamp and not locate.is_shipped(store.files):
        output_path = file.name
    return os.path.dirname(os.path.abspath(output_path)) if output_path else os.getcwd()


def _new_source(text: Text, id_: str, folder: str) -> Source:
    """The source, as far as its text shows: its title, and the file if it is in the folder."""
    path = os.path.relpath(os.path.abspath(text.name), folder).replace(os.sep, "/")
    is_near = os.path.isfile(text.name) and not path.startswith("..")
    parts: dict[str, Any] = dict.fromkeys(Source._fields)
    title = _title_of(text) or _titled(id_)
    return Source(**{**parts, "id": id_, "title": title, "text": path if is_near else None})


def _title_of(text: Text) -> str:
    """The first heading of a text, or its first line if that is short and not a sentence."""
    blocks = [block for block in text.blocks if block.is_prose and block.text]
    headings = [block.text for block in blocks if block.kind == "heading"]
    first = [block.text for block in blocks[:1] if not block.text.endswith(".")]
    short = [line for line in (*headings[:1], *first) if len(line) <= _LONGEST_TITLE]
    return visible_line(short[0]) if short else ""


def _titled(id_: str) -> str:
    return id_.replace("-", " ").capitalize()
