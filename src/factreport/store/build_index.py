"""Builds an index from files, or lists everything that is wrong with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Literal

from factreport.errors import StoreError
from factreport.files import (
    READS,
    File,
    Progress,
    garbage_collection_paused,
    is_still,
    no_progress,
    read,
)
from factreport.model import Problem
from factreport.store import index
from factreport.store.cache import Digest
from factreport.store.line_numbers import find_lines
from factreport.store.locate import described
from factreport.store.rows import Flattener
from factreport.store.toml import LONGEST_WORDS, Path, parse
from factreport.store.validate import MOST_MISTAKES, Document, Mistake
from factreport.wording import counted, escaped, shortened

# Keeps messages readable, whatever the store contains.
_LONGEST_NAME = 200


class ManyErrorsError(StoreError):
    """A store has more errors than are listed; ``more`` is the number of the others."""

    def __init__(self, problems: list[object], more: int, files: str) -> None:
        listed = f"the first {MOST_MISTAKES:,} are listed"
        super().__init__(*problems, f"{files}: {counted(more, 'more error')}; {listed}")
        self.more = more


def build(
    files: Sequence[File],
    connection: sqlite3.Connection,
    progress: Progress = no_progress,
    digest: Digest | None = None,
) -> list[Document]:
    """Read, check and flatten the files into the database; StoreError lists every problem.

    If ``digest`` is given, the index is signed so that it can be kept.
    """
    with garbage_collection_paused():
        documents, problems = _read_together(files, progress, digest)
        progress("checking and indexing")
        # If a file can't be read, its definitions can't be reported as missing.
        flattener = Flattener(documents, is_whole=not problems)
        index.fill(connection, flattener.batches())
        mistakes = flattener.mistakes
        problems += as_problems(mistakes.kept, documents, "error")
        # Nothing is quoted from a file that a link outside its folder leads to.
        foreign = {escaped(file.name) for file in files if file.is_foreign}
        message = "a mistake; a link to the file leads out of its folder, so it is not quoted"
        problems = list(
            dict.fromkeys(
                problem._replace(entry=None, message=message)
                if isinstance(problem, Problem) and problem.file in foreign
                else problem
                for problem in problems
            )
        )
        if mistakes.count > MOST_MISTAKES:
            raise ManyErrorsError(problems, mistakes.count - MOST_MISTAKES, described(files))
        if problems:
            raise StoreError(*problems)
        index.finish(connection)
        if digest is not None:
            digests = " ".join(document.digest for document in documents)
            index.sign(connection, [document.stamp for document in documents], digests)
    return documents


def as_problems(
    mistakes: Iterable[Mistake],
    documents: Sequence[Document],
    severity: Literal["error", "warning"],
) -> list[Problem]:
    """The mistakes as problems, each with its line, in the order of the files."""
    problems: list[Problem] = []
    grouped: dict[int, list[Mistake]] = {}
    appended: dict[Path, tuple[int, Path]] = {
        (id_, "observations", position): (number, ("observation", at))
        for number, document in enumerate(documents)
        for at, (id_, position) in enumerate(document.appended)
    }
    for mistake in mistakes:
        usual = mistake.document, mistake.path[:4]
        number, path = appended.get(mistake.path[1:4], usual)
        placed_at = mistake._replace(document=number, path=(*path, *mistake.path[4:]))
        grouped.setdefault(number, []).append(placed_at)
    for number, group in sorted(grouped.items()):
        lines = find_lines(documents[number].text, {mistake.path for mistake in group})
        placed = (
            Problem(
                documents[number].name,
                lines[mistake.path],
                severity,
                mistake.entry and escaped(shortened(mistake.entry, _LONGEST_NAME)),
                escaped(shortened(mistake.message, LONGEST_WORDS)),
            )
            for mistake in dict.fromkeys(group)
        )
        problems += sorted(placed, key=lambda problem: problem.line or 0)
    return problems


def _read_together(
    files: Sequence[File], progress: Progress, digest: Digest | None
) -> tuple[list[Document], list[object]]:
    """All files as they were at one moment: none has changed by the time the last is read."""
    for _ in range(READS):
        documents: list[Document] = []
        problems: list[object] = []
        for file in files:
            name = escaped(file.name)
            progress(f"reading {name}")
            try:
                content, stamp = read(file)
                proof = digest(content, stamp) if digest else ""
                tables, text = parse(name, content)
            except StoreError as error:
                problems += error.problems
                continue
            documents.append(Document(name, tables, text, [], stamp, proof))
        if len(files) == 1 or problems or all(is_still(document.stamp) for document in documents):
            return documents, problems
    raise StoreError(f"{described(files)}: the files keep changing while they are read; try again")
