"""A table in Markdown, as GitHub and pandoc read it, with the citations as footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TextIO

from factreport.render import bars
from factreport.render.answer import Answer, Column, Look

# Characters that would be read as markup, or end the cell.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&^$])")
# Beginnings of a paragraph that would begin a list, a heading or a quotation.
_BEGINNING = re.compile(r"^([0-9]{1,9})([.)])(?=\s|$)|^([-+=:>])")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)

_BAR = 20  # characters in the longest bar


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """Write the title, the lines about the whole answer, the table, and the footnotes."""
    if answer.title:
        stream.write(f"**{escaped(answer.title)}**\n\n")
    stream.writelines(
        f"- {escaped(f'{label}: {text}' if label else text)}\n" for label, text in answer.about
    )
    if answer.about:
        stream.write("\n")
    footnotes = _numbered(answer.footnotes)
    if answer.columns:
        _write_table(answer, stream, footnotes)
    for note in answer.notes:
        if not (footnotes and _is_of_source(note.text)):
            stream.write(f"\n{paragraph(note.text)}\n")
    stream.writelines(
        f"\n[^{number}]: {paragraph(citation)}\n" for citation, number in footnotes.items()
    )


def escaped(text: str) -> str:
    """The text on one line, with markup escaped; an address stays a link."""
    text = " ".join(text.split())
    parts, end = [], 0
    for address in _ADDRESS.finditer(text):
        shown = address[0].rstrip(".,;:!?'’»)")
        parts += [_MARKUP.sub(r"\\\1", text[end : address.start()]), f"<{shown}>"]
        end = address.start() + len(shown)
    return "".join([*parts, _MARKUP.sub(r"\\\1", text[end:])])


def paragraph(text: str) -> str:
    """The text as a paragraph of its own; its beginning is escaped, so that it begins no list."""
    return _BEGINNING.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", escaped(text))


def _numbered(citations: Sequence[str | None]) -> dict[str, int]:
    cited = dict.fromkeys(citation for citation in citations if citation)
    return {citation: number for number, citation in enumerate(cited, start=1)}


def _is_of_source(note: str) -> bool:
    return re.match(r"Source: |\[[0-9]+\] ", note) is not None


def _write_table(answer: Answer, stream: TextIO, footnotes: dict[str, int]) -> None:
    columns = [column for column in answer.columns_with_words() if column.name != "source"]
    columns = [part for column in columns for part in _with_bar(column, answer)]
    headings = [escaped(column.title) for column in columns]
    rules = ["---:" if column.is_number else "---" for column in columns]
    if footnotes:
        headings, rules = [*headings, "Source"], [*rules, "---"]
    elif not headings:
        return
    _write_line(stream, headings)
    _write_line(stream, rules)
    for number, item in enumerate(answer.shown):
        cells = [escaped(column.cell(item)) for column in columns]
        if footnotes:
            citation = answer.footnotes[number]
            cells.append(f"[^{footnotes[citation]}]" if citation else "")
        _write_line(stream, cells)


def _with_bar(column: Column, answer: Answer) -> list[Column]:
    """A column, then its bars if it has any, without padding: Markdown drops leading blanks."""
    if column.bar is None:
        return [column]

    def size(item: Any) -> float:
        return abs(column.bar(item)) if column.bar else 0.0

    cell = bars.cell(replace(column, bar=size), answer.shown, _BAR)
    return [column, Column("", cell, " ")]


def _write_line(stream: TextIO, cells: Sequence[str]) -> None:
    stream.write(f"| {' | '.join(cells)} |\n")
