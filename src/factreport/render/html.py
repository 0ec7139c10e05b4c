"""HTML: a self-contained page, readable in light and dark, on wide and narrow screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources
from typing import TextIO

from factreport.answers import Answer, Column
from factreport.render import Look
from factreport.render.html_text import COLOURS, FONTS, escaped, isolated, linked

_SHORT = 16  # characters that stay on one line
_NAMING = ("title", "id")  # shown once for the facts of one entry below each other

_LIGHT, _DARK = (
    " ".join(f"--{name}: {colours[shade]};" for name, colours in COLOURS.items())
    for shade in (0, 1)
)


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """The whole page."""
    title = escaped(answer.title or answer.heading)
    style = resources.files("factreport.render").joinpath("html.css").read_text("utf-8")
    stream.write(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n"
        f":root {{ color-scheme: light dark; --fonts: {FONTS}; {_LIGHT} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_DARK} }} }}\n"
        f"{style}</style>\n</head>\n<body>\n<main>\n"
    )
    for part in answer.parts or [answer]:
        title, addresses = escaped(part.title or part.heading), part.addresses
        stream.write(f'<header>\n<h1 dir="auto">{title}</h1>\n')
        for label, text in part.about:
            start = f"<p><b>{isolated(label)}:</b> " if label else '<p class="plain">'
            stream.write(f"{start}{linked(text, addresses)}</p>\n")
        stream.write("</header>\n")
        if part.series:
            from factreport.render import svg  # imported late: only needed for a chart

            stream.write("<figure>\n")  # the page around it has its texts
            svg.write(replace(part, title="", about=(), notes=()), stream, Look())
            stream.write("</figure>\n")
        if columns := part.columns_with_words():
            stream.writelines(f"{line}\n" for line in _table(part, columns, title))
        elif not part.about:
            stream.write('<p class="faint">Nothing to show</p>\n')
        if below := [f"<p>{linked(text, addresses)}</p>\n" for text in part.below]:
            stream.writelines(["<footer>\n", *below, "</footer>\n"])
    stream.write("</main>\n</body>\n</html>\n")


def _table(answer: Answer, columns: Sequence[Column], title: str) -> Iterator[str]:
    # Explicit roles: on narrow screens CSS turns rows into blocks, which would drop the table
    # semantics.
    yield f'<table role="table" aria-label="{title}">\n<thead role="rowgroup"><tr role="row">'
    for column in columns:
        heading = escaped(column.title)
        yield f'<th role="columnheader" scope="col"{_class(column)}>{heading}</th>'
    yield '</tr></thead>\n<tbody role="rowgroup">'
    naming, addresses = [part for part in columns if part.name in _NAMING], answer.addresses
    above: list[str] = []
    for number in range(len(answer.rows)):
        names = [column.cells[number] for column in naming]
        kinds = {
            "wrong": number in answer.wrong,
            "gap": number in answer.gaps,
            "more": bool(names) and names == above,
        }
        above = names
        classes = " ".join(name for name, is_so in kinds.items() if is_so)
        yield f'<tr role="row" class="{classes}">' if classes else '<tr role="row">'
        for column in columns:
            cell, label = column.cells[number], escaped(column.title)
            shown = linked(cell, addresses)
            direction = "" if column.is_whole else ' dir="auto"'
            shape = _class(column, is_short=len(cell) <= _SHORT)
            yield f'<td role="cell" data-label="{label}"{direction}{shape}>{shown}</td>'
        yield "</tr>"
    yield "</tbody>\n</table>"


def _class(column: Column, *, is_short: bool = False) -> str:
    names = [
        column.name if column.name in _NAMING else "",
        "number" if column.is_number else "",
        "short" if is_short else "firm" if column.is_firm else "",
        {"bold": "strong", "dim": "faint"}.get(column.style, ""),
    ]
    classes = " ".join(name for name in names if name)
    return f' class="{classes}"' if classes else ""
