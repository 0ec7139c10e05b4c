"""``report`` alone: what it is, which store it uses, what that covers, and what to try."""

from __future__ import annotations

import re
from collections import Counter

from factreport.cli import output
from factreport.render.cards import count_words
from factreport.store import Store
from factreport.store.locate import described
from factreport.store.query import Query

_MOST_TOPICS = 4


def write(store: Store) -> None:
    """Under a dozen lines for somebody's first minute."""
    kinds = store.coverage("kind")
    total = sum((Counter(counts) for counts in kinds.values()), Counter[str]())
    first, last = (day and day[:4] for day in store.span())
    topics = store.names("topic")
    lines = [
        "report looks up facts in a plain-text store, tied to the words they come from.",
        "",
        f"Store   {described(store.files)}",
        f"Facts   {count_words(total) if total else 'none yet; `report init` starts a store'}",
    ]
    if topics:
        shown = topics if len(topics) <= _MOST_TOPICS else [*topics[:_MOST_TOPICS], "…"]
        lines.append(f"Topics  {len(topics):,}: {', '.join(shown)}")
    if first or last:
        years = dict.fromkeys(year for year in (first, last) if year)
        lines.append(f"Years   {' to '.join(years)}")
    lines += ["", *(f"{'' if number else 'Try':<8}{one}" for number, one in enumerate(_try(store)))]
    with output.opened() as stream:
        stream.writelines(f"{line}\n" for line in lines)


def _try(store: Store) -> list[str]:
    """Commands that have an answer in this very store."""
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
