"""The lines of entries in the files of a store, for editors and annotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from factreport.files import File, read
from factreport.store.selection import Sql
from factreport.store.toml import Path, find_lines, parse
from factreport.wording import escaped


class Lines(NamedTuple):
    """An entry's file, the line of its header, and the line of each of its facts.

    The facts are in the order of the store.  An entry without observations is its own only fact; a
    source or a topic has no facts.
    """

    file: str
    line: int
    facts: tuple[int, ...]


def lines(
    files: Sequence[File], ids: Sequence[str], rows: Callable[[Sql], list[Any]]
) -> dict[str, Lines]:
    """The lines of the entries, sources and topics with these ids; unknown ids are left out."""
    marks = ", ".join("?" * len(ids))
    sql = (
        f"SELECT file, kind, id, last_fact - first_fact + 1 FROM entry WHERE id IN ({marks})"
        f" UNION ALL SELECT file, 'source', id, 0 FROM source WHERE id IN ({marks})"
        f" UNION ALL SELECT file, 'topic', id, 0 FROM topic WHERE id IN ({marks})"
    )
    entries: dict[int, list[tuple[str, str, int]]] = {}
    for file, *entry in rows(Sql(sql, (*ids, *ids, *ids))):
        entries.setdefault(file, []).append(tuple(entry))
    placed = {}
    for number, group in entries.items():
        tables, text = parse(files[number].name, read(files[number])[0])
        paths: dict[str, list[Path]] = {}
        for table, id_, count in group:
            path: Path = (table, id_)
            has_observations = "observations" in tables.get(table, {}).get(id_, {})
            inside = [(*path, "observations", at) for at in range(count)]
            paths[id_] = [path, *(inside if has_observations else [path] * count)]
        line_of = find_lines(text, [path for of_entry in paths.values() for path in of_entry])
        for id_, (header, *facts) in paths.items():
            facts_lines = tuple(line_of[path] for path in facts)
            placed[id_] = Lines(escaped(files[number].name), line_of[header], facts_lines)
    return placed
