"""How an answer looks: one module for each format, chosen from FORMATS and imported when used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Literal, NamedTuple, TextIO

from factreport.answers import Answer


class Look(NamedTuple):
    """What the output can show: its width (None: unlimited), colours and links."""

    width: int | None = None
    is_coloured: bool = False
    has_links: bool = False


Part = Literal["columns", "heading", "sources", "topics"]


class Format(NamedTuple):
    """A format: the function that writes it, its file endings, and what it shows besides the rows.

    One with a heading is a page.  Parts of an answer are written one ``by_one``, if the format does
    not place them itself.
    """

    name: str
    function: str
    endings: tuple[str, ...] = ()
    shows: tuple[Part, ...] = ()
    by_one: bool = False


_TABLE: tuple[Part, ...] = ("columns", "sources")
_PAGE: tuple[Part, ...] = ("columns", "sources", "heading")

FORMATS: Mapping[str, Format] = {
    format_.name: format_
    for format_ in (
        Format("table", "table.draw", shows=_TABLE, by_one=True),
        Format("json", "json.write_array", (".json",)),
        Format("jsonl", "json.write_lines", (".jsonl", ".ndjson")),
        Format("csv", "delimited.write_csv", (".csv",)),
        Format("tsv", "delimited.write_tsv", (".tsv",)),
        Format("markdown", "markdown.write", (".md",), _PAGE, by_one=True),
        Format("value", "delimited.write_values"),
        Format("html", "html.write", (".html",), _PAGE),
        Format("svg", "svg.write", (".svg",), _PAGE),
        Format("sqlite", "sqlite.write", (".db", ".sqlite"), ("sources", "topics")),
        Format("toml", "toml.write", (".toml",), ("sources", "topics")),
        Format("bibtex", "bibliography.write_bibtex", (".bib",), ("sources",)),
        Format("csl", "bibliography.write_csl", shows=("sources",)),
    )
}
# Other names that people type.
ALIASES = {"md": "markdown"}

# Further formats for `check`, `verify` and `audit`.
CHECK_FORMATS: Mapping[str, Format] = {
    "text": Format("text", "problem_lines.write_lines"),
    "github": Format("github", "problem_lines.write_annotations"),
}


def render(format_: Format, answer: Answer, stream: TextIO, look: Look) -> None:
    """Write the answer to the stream in this format."""
    module, function = format_.function.split(".")
    # Imported here, so that rich and the other writers are loaded only when used.
    write = getattr(import_module(f"factreport.render.{module}"), function)
    for number, part in enumerate((format_.by_one and answer.parts) or [answer]):
        stream.write("\n" * bool(number))
        write(part, stream, look)
