"""HTML: a page that stands alone, readable in light and dark, on wide screens and narrow ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from factreport.render.answer import Answer, Column, Look, Row
from factreport.render.bars import Scale
from factreport.render.markup import FONTS, escaped, linked

# A table's parts keep their roles where a narrow screen shows each row as a block.
_STYLE = f"""
:root {{ color-scheme: light dark; --ink: #1b1f24; --faint: #59636e; --paper: #fff;
  --line: #d5dae0; --bar: #2f6fb3; --link: #0b5cad; --wrong: #b3261e; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e6e9ec; --faint: #a0a9b3;
  --paper: #14181d; --line: #39414a; --bar: #6ea8e6; --link: #8cc0ff; --wrong: #ff8a80; }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5;
  font-family: {FONTS}; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }}
main {{ max-width: 76rem; margin: 0 auto; padding: 2.5rem 1.5rem; }}
h1 {{ margin: 0 0 .25rem; font-size: 1.6rem; line-height: 1.25; text-wrap: balance; }}
header {{ margin-bottom: 1.5rem; }}
header p {{ margin: 0; max-width: 48rem; white-space: pre-line; }}
header b {{ font-weight: 600; }}
.faint, header .plain, footer, thead {{ color: var(--faint); }}
table {{ width: 100%; border-collapse: collapse; }}
th, td {{ padding: .45rem 1.25rem .45rem 0; text-align: left; vertical-align: top; }}
th:last-child, td:last-child {{ padding-right: 0; }}
th {{ font-weight: 500; font-size: .875rem; border-bottom: 1px solid var(--ink); }}
td {{ border-bottom: 1px solid var(--line); white-space: pre-line; }}
.number {{ text-align: right; white-space: nowrap; }}
.firm {{ white-space: nowrap; }}
td.strong {{ font-weight: 600; }}
.wrong td {{ color: var(--wrong); font-weight: 600; }}
.bar {{ width: 32%; min-width: 8rem; }}
.bar div {{ position: relative; height: 1.1rem; margin-top: .2rem; }}
.bar .zero {{ width: 1px; background: var(--faint); }}
.bar i {{ position: absolute; height: 100%; min-width: 1px; background: var(--bar);
  border-radius: 2px; }}
footer {{ margin-top: 1.5rem; font-size: .875rem; max-width: 60rem; }}
footer p {{ margin: 0 0 .25rem; }}
a {{ color: var(--link); }}
@media (max-width: 44rem) {{
  main {{ padding: 1.25rem 1rem; }}
  table, tbody, tr, td {{ display: block; }}
  thead {{ display: none; }}
  tr {{ padding: .75rem 0; border-bottom: 1px solid var(--line); }}
  td, td.number {{ display: flex; gap: 1rem; padding: .1rem 0; border: 0; text-align: left; }}
  td:empty {{ display: none; }}
  td:first-child {{ font-weight: 600; }}
  td:not(:first-child)::before {{ content: attr(data-label); flex: 0 0 6rem;
    color: var(--faint); font-weight: 400; }}
  td.bar {{ display: block; width: auto; padding: .3rem 0; }}
  td.bar::before {{ display: none; }}
}}
"""


def write(answer: Answer, stream: TextIO, look: Look) -> None:
    """The whole page; rows go out one by one."""
    title = escaped(answer.title or "Facts")
    stream.write(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    stream.writelines(f"{line}\n" for line in _header(answer))
    columns = _with_something(answer)
    if columns:
        stream.writelines(f"{line}\n" for line in _table(answer, columns, title))
    elif not answer.about:
        stream.write('<p class="faint">Nothing to show</p>\n')
    notes = answer.notes()
    if notes:
        stream.writelines(
            ["<footer>\n", *(f"<p>{linked(note)}</p>\n" for note in notes), "</footer>\n"]
        )
    stream.write("</main>\n</body>\n</html>\n")


def _header(answer: Answer) -> Iterator[str]:
    if not answer.title and not answer.about:
        return
    yield "<header>"
    if answer.title:
        yield f"<h1>{escaped(answer.title)}</h1>"
    for label, text in answer.about:
        start = f"<p><b>{escaped(label)}:</b> " if label else '<p class="plain">'
        yield f"{start}{linked(text)}</p>"
    yield "</header>"


def _with_something(answer: Answer) -> list[Column]:
    """The columns that have a word in some row."""
    empty = set(range(len(answer.columns)))
    for row in answer.rows:
        empty -= {place for place in empty if answer.columns[place].cell(row)}
        if not empty:
            break
    return [column for place, column in enumerate(answer.columns) if place not in empty]


def _table(answer: Answer, columns: Sequence[Column], title: str) -> Iterator[str]:
    rows = answer.rows
    scales = {place: Scale.of(map(one.bar, rows)) for place, one in enumerate(columns) if one.bar}
    yield f'<table role="table" aria-label="{title}">\n<thead role="rowgroup"><tr role="row">'
    for column in columns:
        heading = escaped(column.heading)
        yield f'<th role="columnheader" scope="col"{_class(column)}>{heading}</th>'
        if column.bar:
            yield '<th aria-hidden="true"></th>'
    yield '</tr></thead>\n<tbody role="rowgroup">'
    for row in rows:
        is_wrong = answer.is_wrong is not None and answer.is_wrong(row)
        yield '<tr role="row" class="wrong">' if is_wrong else '<tr role="row">'
        for place, column in enumerate(columns):
            yield _cell(column, row)
            if column.bar:
                yield _bar(scales[place], column.bar(row))
        yield "</tr>"
    yield "</tbody>\n</table>"


def _cell(column: Column, row: Row) -> str:
    label = escaped(column.heading)
    return f'<td role="cell" data-label="{label}"{_class(column)}>{linked(column.cell(row))}</td>'


def _bar(scale: Scale, share: float) -> str:
    start, length = scale.span(share)
    inside = f'<i style="left:{start:.2%};width:{length:.2%}"></i>' if share else ""
    if scale.low < 0:
        inside += f'<i class="zero" style="left:{scale.zero:.2%}"></i>'
    return f'<td class="bar" aria-hidden="true"><div>{inside}</div></td>'


def _class(column: Column) -> str:
    names = [
        "number" if column.is_number else "firm" if column.is_firm else "",
        {"bold": "strong", "dim": "faint"}.get(column.style, ""),
    ]
    given = " ".join(name for name in names if name)
    return f' class="{given}"' if given else ""
