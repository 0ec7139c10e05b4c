"""A table in Markdown, as GitHub and pandoc read it, with the citations as footnotes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TextIO

from factreport.render import bars
from factreport.render.answer import Answer, Column, Look

# Characters that would be read as markup, or end the cell.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&^$])")
# Beginnings of a paragraph that would begin a list, a heading or a quotation.
_BEGINNING = re.compile(r"^([0-9]{1,9})([.)])(?=\s|$)|^([-+=:>])")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)

_BAR = 20  # characters in the longest bar


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """Write the title, the lines about the whole answer, the table, and the footnotes.

    A citation that all rows share stands once below the table: pandoc repeats a footnote at each
    reference.
    """
    cited = dict.fromkeys(filter(None, answer.footnotes))
    is_shared = len(cited) == 1 and len(answer.footnotes) > 1 and all(answer.footnotes)
    footnotes = {} if is_shared else {citation: n for n, citation in enumerate(cited, start=1)}
    if answer.title:
        stream.write(f"**{escaped(answer.title)}**\n\n")
    stream.writelines(
        f"- {escaped(f'{label}: {text}' if label else text)}\n" for label, text in answer.about
    )
    if answer.about:
        stream.write("\n")
    if answer.columns:
        _write_table(answer, stream, footnotes)
    for note in answer.notes:
        if not (cited and re.match(r"Source: |\[[0-9]+\] ", note.text)):
            stream.write(f"\n{paragraph(note.text)}\n")
    if is_shared:
        stream.writelines(f"\nSource: {escaped(citation)}\n" for citation in cited)
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
    return _BEGINNING.sub(lambda start: f"{start[1] or ''}\\{start[2] or start[3]}", escaped(text))


def _write_table(answer: Answer, stream: TextIO, footnotes: Mapping[str, int]) -> None:
    columns = []
    for column in answer.columns_with_words():
        if column.name != "source":
            columns.append(column)
        if column.bar is not None:
            # Without padding: Markdown drops leading blanks.
            cell = bars.cell(column, answer.shown, _BAR, is_signed=False)
            columns.append(Column("", cell, " "))
    headings = [escaped(column.title) for column in columns]
    rules = ["---:" if column.is_number else "---" for column in columns]
    if footnotes:
        headings, rules = [*headings, "Source"], [*rules, "---"]
    if not headings:
        return
    lines = [headings, rules]
    for number, item in enumerate(answer.shown):
        cells = [escaped(column.cell(item)) for column in columns]
        if footnotes:
            citation = answer.footnotes[number]
            cells.append(f"[^{footnotes[citation]}]" if citation else "")
        lines.append(cells)
    stream.writelines(f"| {' | '.join(cells)} |\n" for cells in lines)
