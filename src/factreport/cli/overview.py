"""``report`` alone: what it is, which store it uses, what that covers, and what to try."""

from __future__ import annotations

import re

from factreport.cli import output
from factreport.model import Counts, Record, Years
from factreport.render.cards import count_words
from factreport.store import Store
from factreport.store.files import described
from factreport.store.query import Query

_MOST_TOPICS = 4


def write(store: Store) -> None:
    """Under a dozen lines for somebody's first minute."""
    counts = store.coverage("year")
    total = Counts(*map(sum, zip(*counts.values(), strict=True))) if counts else None
    lines = [
        "report looks up facts in a plain-text store, tied to the words they come from.",
        "",
        f"Store   {described(store.files)}",
        f"Facts   {count_words(total) if total else 'none yet; `report init` starts a store'}",
        *_covered(store, [span for span in counts if span]),
        "",
        *(f"{'Try' if number == 0 else '':<8}{one}" for number, one in enumerate(_try(store))),
        "        report --help",
    ]
    with output.opened() as stream:
        stream.writelines(f"{line}\n" for line in lines)


def _covered(store: Store, spans: list[Years]) -> list[str]:
    topics = store.names("topic")
    shown = ", ".join(topics if len(topics) <= _MOST_TOPICS else [*topics[:_MOST_TOPICS], "…"])
    lines = [f"Topics  {len(topics):,}: {shown}"] if topics else []
    if spans:
        first, last = min(span.first for span in spans), max(span.last for span in spans)
        lines.append(f"Years   {first}" + (f" to {last}" if last != first else ""))
    return lines


def _try(store: Store) -> list[str]:
    """Commands that have an answer in this very store."""
    newest = store.select(Query(kinds=["metric"], sort="-end_year", limit=1))
    if not newest:
        return ["report find WORDS", "report topic"]
    one: Record = newest[0]
    year = f" --year {one.end_year}" if one.end_year else ""
    words = re.findall(r"[^\W_]+", one.title.lower()) or ["WORDS"]
    return [f"report metric{year}", f"report find {words[0]}", f"report show {one.id}"]
