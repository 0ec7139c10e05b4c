"""A table in Markdown (GitHub flavour)."""

from __future__ import annotations

import re
from typing import TextIO

from factreport.render.answer import Answer, Look

# What would be read as markup, or end the cell.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&])")


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """The columns for people, with the notes as a paragraph below."""
    _write_line(stream, [_escaped(column.heading) for column in answer.columns])
    _write_line(stream, ["---:" if column.is_number else "---" for column in answer.columns])
    for row in answer.rows:
        _write_line(stream, [_escaped(column.cell(row)) for column in answer.columns])
    stream.writelines(f"\n{_escaped(note)}\n" for note in answer.notes())


def _write_line(stream: TextIO, cells: list[str]) -> None:
    stream.write(f"| {' | '.join(cells)} |\n")


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
