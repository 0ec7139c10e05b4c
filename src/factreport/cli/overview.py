"""``report`` without a command: what it is, its store, what that covers, and what to try."""

from __future__ import annotations

import re
from collections import Counter

from factreport.cli import output
from factreport.cli.terminal import Terminal
from factreport.render import Answer, Look, render
from factreport.render.cards import count_words
from factreport.store import Store
from factreport.store.locate import described
from factreport.store.query import Query

_MOST_TOPICS = 4


def write(store: Store) -> None:
    """Write less than a dozen lines for a new user."""
    kinds = store.coverage("kind")
    total = sum((Counter(counts) for counts in kinds.values()), Counter[str]())
    topics = store.names("topic")
    shown = topics if len(topics) <= _MOST_TOPICS else [*topics[:_MOST_TOPICS], "…"]
    years = dict.fromkeys(day[:4] for day in store.span() if day)
    about = [
        ("Store", described(store.files)),
        ("Facts", count_words(total) if total else "none yet; `report init` starts a store"),
        ("Topics", f"{len(topics):,}: {', '.join(shown)}" if topics else ""),
        ("Years", " to ".join(years)),
        ("Try", "\n".join(_try(store))),
    ]
    answer = Answer(
        fields=(),
        rows=(),
        columns=(),
        title="report looks up facts in a plain-text store, tied to the words they come from.",
        about=[(label, text) for label, text in about if text],
    )
    terminal = Terminal.of_standard_output()
    with output.opened() as stream:
        render("table", answer, stream, Look(terminal.columns, terminal.can_colour))


def _try(store: Store) -> list[str]:
    """Commands that return something in this store."""
    newest = store.select(Query(kinds=["metric"], sort="-start", limit=1))
    if not newest:
        return ["report find WORDS", "report topic", "report --help"]
    metric = newest[0]
    year = f" --year {metric.start[:4]}" if metric.start else ""
    words = re.findall(r"[^\W_]+", metric.title.lower()) or ["WORDS"]
    return [
        f"report metric{year}",
        f"report find {words[0]}",
        f"report show {metric.id}",
        "report --help",
    ]
