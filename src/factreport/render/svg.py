"""SVG: a self-contained picture: a chart if there is one to draw, else a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from factreport.answers import Answer, Column
from factreport.render import Look, svg_chart
from factreport.render.svg_picture import (
    FAINT,
    GAP,
    LINE,
    MARGIN,
    WIDTH,
    Picture,
    Style,
    draw_header,
    draw_notes,
    lines,
    text_width,
)

_WIDEST = 360.0  # of a column of words; the picture is as wide as its columns
_SIZE, _HEADING_SIZE = 16.0, 14.0
_PAD = 9.0


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """Write the whole picture, one part below the other."""
    parts = answer.parts or [answer]
    picture = Picture(MARGIN if parts[0].title or parts[0].about else GAP)
    widths, descriptions = [], []
    for part in parts:
        if part.series:
            width, picture.y = svg_chart.draw(picture, part)
            descriptions.append(svg_chart.description(part))
        else:
            shown = part.columns_with_words()
            width, picture.y = _draw_table(picture, part, shown)
            about = [f"{label}: {text}." if label else f"{text}." for label, text in part.about]
            columns = ", ".join(column.title for column in shown if column.title.strip())
            descriptions += [*about, f"Columns: {columns}."]
        widths.append(width)
    size = max(widths), picture.y
    stream.write(picture.svg(size, answer.title or answer.heading, " ".join(descriptions)))


def _draw_table(picture: Picture, answer: Answer, columns: Sequence[Column]) -> tuple[float, float]:
    """Draw the table; returns the width and the height of the picture."""
    rooms = []
    for column in columns:
        cells = (line for cell in column.cells for line in cell.split("\n"))
        is_strong = column.style == "bold"
        widths = (text_width(cell.expandtabs(), _SIZE, is_strong=is_strong) for cell in cells)
        wanted = max(text_width(column.title, _HEADING_SIZE), *widths, 0)
        rooms.append(wanted if column.is_whole else min(wanted, _WIDEST))
    inner = max(sum(rooms) + GAP * (len(rooms) - 1), WIDTH / 2)
    draw_header(picture, answer, inner, 26, _SIZE)
    placed, left = [], float(MARGIN)
    for column, room in zip(columns, rooms, strict=True):
        x = left + room if column.is_number else left
        placed.append((column, x, room))
        style = Style("faint", is_right=column.is_number)
        picture.text(column.title, x, picture.y + _HEADING_SIZE, _HEADING_SIZE, style)
        left += room + GAP
    if placed:
        picture.y += _HEADING_SIZE * LINE + 2
        picture.box("faint", MARGIN, picture.y, (inner, 1))
    elif not answer.about:
        picture.paragraph("Nothing to show", inner, _SIZE, FAINT)
    for number in range(len(answer.rows) if placed else 0):
        height = 1
        for column, x, room in placed:
            is_strong = column.style == "bold"
            colour = "faint" if column.style == "dim" else "ink"
            style = Style(
                "wrong" if number in answer.wrong else colour, is_strong, column.is_number
            )
            # One more, so that a text exactly as wide as its room is not broken.
            texts = lines(column.cells[number], room + 1, _SIZE, is_strong=is_strong)
            height = max(height, len(texts))
            for position, line in enumerate(texts):
                y = picture.y + _PAD + _SIZE + position * _SIZE * LINE
                picture.text(line, x, y, _SIZE, style)
        picture.y += height * _SIZE * LINE + 2 * _PAD - 4
        picture.box("line", MARGIN, picture.y, (inner, 1))
    draw_notes(picture, answer, inner, 13)
    return inner + 2 * MARGIN, picture.y + MARGIN * 0.75
