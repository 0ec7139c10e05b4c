"""A table in Markdown, as GitHub and pandoc read it, with the citations as footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO
from urllib.parse import quote

from factreport.answers import Answer, Column
from factreport.render import Look, text_bars
from factreport.render.html_text import parted

# Characters that would be read as markup, or end the cell.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&^$])")
# Characters that would end a link.
_IN_LINK = re.compile(r"[\s<>|\\`]")
# Beginnings of a paragraph that would begin a list, a heading or a quotation.
_BEGINNING = re.compile(r"^([0-9]{1,9})([.)])(?=\s|$)|^([-+=:>])")
_BAR = 20  # characters in the longest bar


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """Write the title, the lines about the whole answer, the table, and the footnotes.

    A citation of the whole answer is referred to once: pandoc repeats a note at each reference.
    """
    cited = dict.fromkeys(filter(None, answer.footnotes))
    is_of_all = len(cited) == 1 and all(answer.footnotes)
    is_by_row = bool(cited) and not (is_of_all and (len(answer.rows) > 1 or not answer.columns))
    addresses = answer.addresses
    if answer.title:
        stream.write(f"**{escaped(answer.title)}**\n\n")
    about = (f"{label}: {text}" if label else text for label, text in answer.about)
    stream.writelines(f"- {paragraph(text, addresses)}\n" for text in about)
    if answer.columns and not answer.rows and not answer.about:
        stream.write("Nothing to show\n")
    elif answer.columns:
        stream.write("\n" * bool(answer.about))
        _write_table(answer, stream, has_footnotes=is_by_row)
    for note in answer.notes:
        if not (cited and note.is_source):
            stream.write(f"\n{paragraph(note.text, addresses)}\n")
    for label, text in cited:
        stream.write("" if is_by_row else f"\nSource: [^{label}]\n")
        stream.write(f"\n[^{label}]: {paragraph(text, addresses)}\n")


def escaped(text: str, addresses: Sequence[str] = ()) -> str:
    """The text on one line, with markup escaped; an address stays a link."""
    return "".join(
        f"<{_IN_LINK.sub(lambda char: quote(char[0]), part)}>"
        if is_address
        else _MARKUP.sub(r"\\\1", part)
        for part, is_address in parted(" ".join(text.split()), addresses)
    )


def paragraph(text: str, addresses: Sequence[str] = ()) -> str:
    """The text as paragraphs of its own, with its lines; none of them begins a list."""
    paragraphs = [
        "\\\n  ".join(
            _BEGINNING.sub(
                lambda start: f"{start[1] or ''}\\{start[2] or start[3]}", escaped(line, addresses)
            )
            for line in lines.split("\n")
        )
        for lines in re.split(r"\n\s*\n", text.strip())
    ]
    return "\n\n  ".join(paragraphs)


def _write_table(answer: Answer, stream: TextIO, *, has_footnotes: bool) -> None:
    columns, addresses = [], answer.addresses
    for column in answer.columns_with_words():
        if column.name != "source":
            columns.append(column)
        if column.bars:
            # Without padding: Markdown drops leading spaces.
            columns.append(Column("", text_bars.cells(column, _BAR, is_signed=False), " "))
    headings = [escaped(column.title) for column in columns]
    rules = ["---:" if column.is_number else "---" for column in columns]
    if has_footnotes:
        headings, rules = [*headings, "Source"], [*rules, "---"]
    lines = [headings, rules]
    for number in range(len(answer.rows)):
        cells = [escaped(column.cells[number], addresses) for column in columns]
        if has_footnotes:
            footnote = answer.footnotes[number]
            cells.append(f"[^{footnote.label}]" if footnote else "")
        lines.append(cells)
    stream.writelines(f"| {' | '.join(cells)} |\n" for cells in lines)
