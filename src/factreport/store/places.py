"""The lines of entries in the files of a store, for editors and annotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from factreport.files import File, read
from factreport.store.selection import Sql, Values
from factreport.store.toml import Path, find_lines, parse
from factreport.wording import escaped


class Lines(NamedTuple):
    """An entry's file, the line of its header, and the file and the line of each of its facts.

    The facts are in the order of the store.  An entry without observations is its own only fact; a
    source or a topic has no facts.
    """

    file: str
    line: int
    facts: tuple[tuple[str, int], ...]


def lines(
    files: Sequence[File], ids: Sequence[str], rows: Callable[[Sql], list[Any]]
) -> dict[str, Lines]:
    """The lines of the entries, sources and topics with these ids; unknown ids are left out."""
    values = Values()
    named = values.names(ids)
    sql = (
        f"SELECT file, kind, id, last_fact - first_fact + 1 FROM entry WHERE id IN ({named})"
        f" UNION ALL SELECT file, 'source', id, 0 FROM source WHERE id IN ({named})"
        f" UNION ALL SELECT file, 'topic', id, 0 FROM topic WHERE id IN ({named})"
    )
    entries = rows(Sql(sql, tuple(values)))
    paths: dict[str, list[tuple[int, Path]]] = {}  # of the entry and of its facts
    parsed = {
        number: parse(files[number].name, read(files[number])[0])
        for number in {entry[0] for entry in entries}
    }
    for file, table, id_, count in entries:
        path: Path = (table, id_)
        observations = parsed[file][0].get(table, {}).get(id_, {}).get("observations")
        inside = [path] * count
        if observations is not None:
            inside = [(*path, "observations", at) for at in range(len(observations))]
        paths[id_] = [(file, path), *((file, fact) for fact in inside)]
        if len(inside) < count:  # the others are appended, here or in other files
            parsed |= {
                at: parse(other.name, read(other)[0])
                for at, other in enumerate(files)
                if at not in parsed
            }
    for file in sorted(parsed):
        for at, table in enumerate(parsed[file][0].get("observation", ())):
            if table["metric"] in paths:
                paths[table["metric"]].append((file, ("observation", at)))
    wanted: dict[int, list[Path]] = {}
    for file, path in (part for parts in paths.values() for part in parts):
        wanted.setdefault(file, []).append(path)
    line_of = {file: find_lines(parsed[file][1], part) for file, part in wanted.items()}
    placed = {}
    for id_, parts in paths.items():
        header, *facts = [(escaped(files[file].name), line_of[file][path]) for file, path in parts]
        placed[id_] = Lines(*header, tuple(facts))
    return placed
