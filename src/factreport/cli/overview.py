"""``report``, ``report topic``, ``source`` and ``year``: what the store covers."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from factreport.answers import Answer, lists
from factreport.answers.cards import count_words
from factreport.cli import options, streams
from factreport.cli.commands import command
from factreport.cli.presentation import Presentation
from factreport.cli.terminal import Terminal
from factreport.kinds import OBSERVED
from factreport.periods import Period
from factreport.render import FORMATS, Look, render
from factreport.store import Store
from factreport.store.locate import described
from factreport.store.query import Query
from factreport.wording import first_few

_MOST_TOPICS = 4


@command(
    "List the topics, with the number of facts of each kind.",
    "report topic",
    "report topic --json | jq -r '.[].id'",
)
@options.presentation(*options.OF_FACTS)
def topic(*, presentation: Presentation, **params: Any) -> int:
    store = options.open_store(params, presentation)
    presentation.show(lists.topics(store.topics(), store.coverage("topic")))
    return 0


@command(
    "List the sources, with the number of facts of each.",
    "report source",
    "report source --fields id,reference -f markdown",
    "report source -f bibtex",
)
@options.presentation("toml")
def source(*, presentation: Presentation, **params: Any) -> int:
    store = options.open_store(params, presentation)
    presentation.show(lists.sources(store.sources(), store.coverage("source")))
    return 0


@command(
    """List the periods, with the number of facts.

    A look-up with --year also finds the spans that contain the year.
    """,
    "report year",
    "report year -f csv",
)
@options.presentation(*options.OF_FACTS)
def year(*, presentation: Presentation, **params: Any) -> int:
    covered = options.open_store(params, presentation).coverage("period")
    presentation.show(lists.periods(covered))
    return 0


def write_overview(store: Store) -> None:
    """Write what the store covers and what to try, in less than a dozen lines."""
    kinds = store.coverage("kind")
    total = sum((Counter(counts) for counts in kinds.values()), Counter[str]())
    topics = store.names("topic")
    named = first_few(topics, "topic", _MOST_TOPICS)
    covered = store.coverage("period")
    periods = {iso: Period.parse(iso) for iso in covered if iso}
    days = sorted(day for period in periods.values() for day in (period.start, period.end) if day)
    years = dict.fromkeys(day[:4] for day in (*days[:1], *days[-1:]))
    commands = ["report find WORDS", "report topic", "report --help"]
    for metric in store.select(Query(kinds=OBSERVED, sort="-start", limit=1)):
        # These commands return something.
        word = max(re.findall(r"[^\W_]+", metric.title.lower()), key=len, default="WORDS")
        counts = Counter[int]()
        for iso, period in periods.items():
            if period.year:
                counts[period.year] += covered[iso][metric.kind]
        look_up = f"report {metric.kind}"
        if counts:
            look_up += f" --year {max(counts, key=lambda year: (counts[year], year))}"
        commands[:2] = [look_up, f"report find {word}"]
        commands.insert(2, f"report show {metric.id}")
    about = [
        ("Store", described(store.files)),
        ("Facts", count_words(total) if total else "none yet; `report init` starts a store"),
        ("Topics", f"{len(topics):,}: {named}" if topics else ""),
        ("Years", " to ".join(years)),
        ("Try", "\n".join(commands)),
    ]
    answer = Answer(
        fields=(),
        rows=(),
        columns=(),
        title="report looks up facts in a plain-text store, each tied to the words it comes from.",
        about=[(label, text) for label, text in about if text],
    )
    terminal = Terminal.of_standard_output()
    with streams.opened() as stream:
        render(FORMATS["table"], answer, stream, Look(terminal.columns, terminal.can_colour))
