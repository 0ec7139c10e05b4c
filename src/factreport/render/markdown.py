"""A table in Markdown (GitHub flavour)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TextIO

from factreport.render import bars
from factreport.render.answer import Answer, Column, Look

# What would be read as markup, or end the cell.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&])")

_BAR = 20  # characters that the longest bar has


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """The title and what is said about the whole, the columns for people, and the notes."""
    if answer.title:
        stream.write(f"**{_escaped(answer.title)}**\n\n")
    stream.writelines(
        f"- {_escaped(f'{label}: {text}' if label else text)}\n" for label, text in answer.about
    )
    if answer.about:
        stream.write("\n")
    if answer.columns:
        _write_table(answer, stream)
    stream.writelines(f"\n{_escaped(note)}\n" for note in answer.notes())


def _write_table(answer: Answer, stream: TextIO) -> None:
    columns = _with_bars(answer)
    _write_line(stream, [_escaped(column.heading) for column in columns])
    _write_line(stream, ["---:" if column.is_number else "---" for column in columns])
    for row in answer.rows:
        _write_line(stream, [_escaped(column.cell(row)) for column in columns])


def _with_bars(answer: Answer) -> list[Column]:
    """The columns, and after each one with bars another; blanks to the left have no place here."""
    columns = []
    for column in answer.columns:
        columns.append(column)
        if bar := column.bar:
            columns.append(Column("", bars.cell(_size_of(bar), answer.rows, _BAR)))
    return columns


def _size_of(bar: Callable[[Any], float]) -> Callable[[Any], float]:
    return lambda row: abs(bar(row))


def _write_line(stream: TextIO, cells: list[str]) -> None:
    stream.write(f"| {' | '.join(cells)} |\n")


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
