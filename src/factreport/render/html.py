"""HTML: a self-contained page, readable in light and dark, on wide and narrow screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
# Explicit roles: on narrow screens CSS turns rows into blocks, which would drop the table
# semantics.
_STYLE = f"""
:root {{ color-scheme: light dark; {_LIGHT} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ {_DARK} }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5;
  font-family: {FONTS}; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }}
main {{ max-width: 76rem; margin: 0 auto; padding: 2.5rem 1.5rem; overflow-x: auto; }}
h1 {{ margin: 0 0 .25rem; font-size: 1.6rem; line-height: 1.25; text-wrap: balance; }}
header {{ margin-bottom: 1.5rem; }}
header p {{ margin: 0; max-width: 48rem; white-space: pre-wrap; }}
header b {{ font-weight: 600; }}
figure {{ margin: 0 0 1.5rem; }}
figure svg {{ display: block; width: 100%; }}
.faint, header .plain, footer, thead {{ color: var(--faint); }}
table {{ width: 100%; border-collapse: collapse; }}
th, td {{ padding: .45rem 1.25rem .45rem 0; text-align: start; vertical-align: top; }}
th:last-child, td:last-child {{ padding-right: 0; }}
th {{ font-weight: 500; font-size: .875rem; border-bottom: 1px solid var(--ink); }}
td {{ border-bottom: 1px solid var(--line); white-space: pre-wrap; }}
.number {{ text-align: right; white-space: nowrap; }}
.firm, .short {{ white-space: nowrap; }}
td {{ min-width: 7rem; }} td:first-child {{ min-width: 9rem; }}
td.firm, td.short, td.number {{ min-width: 0; }}
td.strong {{ font-weight: 600; }}
.gap td {{ border-top: 1.5rem solid transparent; }}
.more .title, .more .id {{ font-size: 0; }} tr:has(+ .more) :is(.title, .id) {{ border: 0; }}
.wrong td {{ color: var(--wrong); font-weight: 600; }}
header:not(:first-child) {{ margin-top: 3rem; }}
footer {{ margin-top: 1.5rem; font-size: .875rem; max-width: 60rem; }}
footer p {{ margin: 0 0 .25rem; white-space: pre-wrap; }}
a {{ color: var(--link); }} .date {{ white-space: nowrap; }}
@media print {{ main {{ padding: 0; max-width: none; }} tr, figure {{ break-inside: avoid; }} }}
@media screen and (max-width: 64rem) {{
  main {{ padding: 1.5rem 1rem; }}
  table {{ font-size: .9rem; }}
  th, td {{ padding-right: .75rem; }}
  td.firm {{ white-space: pre-wrap; }}
}}
@media screen and (max-width: 44rem) {{
  main {{ padding: 1.25rem 1rem; }}
  table, tbody, tr, td, td:first-child {{ display: block; min-width: 0; }}
  thead {{ display: none; }}
  tr {{ display: flex; flex-direction: column; padding: .75rem 0;
    border-bottom: 1px solid var(--line); }}
  td, td.number {{ display: flex; gap: 1rem; padding: .1rem 0; border: 0; text-align: start; }}
  td:empty {{ display: none; }}
  td::before {{ content: attr(data-label); flex: 0 0 6rem;
    color: var(--faint); font-weight: 400; }}
  .title, .more .title, .more .id {{ order: -1; font-size: inherit; }} .more .id {{ order: 0; }}
  .title, tr:not(:has(.title)) td:first-child {{ font-weight: 600; }}
  .title::before, tr:not(:has(.title)) td:first-child::before {{ content: none; }}
}}
"""


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """The whole page."""
    title = escaped(answer.title or answer.heading)
    stream.write(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    for part in answer.parts or [answer]:
        _write_part(part, stream)
    stream.write("</main>\n</body>\n</html>\n")


def _write_part(answer: Answer, stream: TextIO) -> None:
    title, addresses = escaped(answer.title or answer.heading), answer.addresses
    stream.write(f'<header>\n<h1 dir="auto">{title}</h1>\n')
    for label, text in answer.about:
        start = f"<p><b>{isolated(label)}:</b> " if label else '<p class="plain">'
        stream.write(f"{start}{linked(text, addresses)}</p>\n")
    stream.write("</header>\n")
    if answer.series:
        from factreport.render import svg  # imported late: only needed for a chart

        stream.write("<figure>\n")  # the page around it has its texts
        svg.write(replace(answer, title="", about=(), notes=()), stream, Look())
        stream.write("</figure>\n")
    if columns := answer.columns_with_words():
        stream.writelines(f"{line}\n" for line in _table(answer, columns, title))
    elif not answer.about:
        stream.write('<p class="faint">Nothing to show</p>\n')
    if below := [f"<p>{linked(text, addresses)}</p>\n" for text in answer.below]:
        stream.writelines(["<footer>\n", *below, "</footer>\n"])


def _table(answer: Answer, columns: Sequence[Column], title: str) -> Iterator[str]:
    yield f'<table role="table" aria-label="{title}">\n<thead role="rowgroup"><tr role="row">'
    for column in columns:
        heading = escaped(column.title)
        yield f'<th role="columnheader" scope="col"{_class(column)}>{heading}</th>'
    yield '</tr></thead>\n<tbody role="rowgroup">'
    naming, addresses = [part for part in columns if part.name in _NAMING], answer.addresses
    above: list[str] = []
    for number, item in enumerate(answer.shown):
        names = [column.cell(item) for column in naming]
        kinds = {
            "wrong": number in answer.wrong,
            "gap": number in answer.gaps,
            "more": bool(names) and names == above,
        }
        above = names
        classes = " ".join(name for name, is_so in kinds.items() if is_so)
        yield f'<tr role="row" class="{classes}">' if classes else '<tr role="row">'
        for column in columns:
            cell, label = column.cell(item), escaped(column.title)
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
