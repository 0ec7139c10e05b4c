"""How an answer looks: one module for each format, chosen from FORMATS and imported when used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Literal, NamedTuple, TextIO

from factreport.answers import Answer


class Look(NamedTuple):
    """What the output can show: its width (None: unlimited), colours and links."""

    width: int | None = None
    is_coloured: bool = False
    has_links: bool = False


# What a format shows besides the rows; one with a heading is a page, and one with entries a store.
Part = Literal["columns", "sources", "topics", "heading", "entries", "problems"]


@dataclass(frozen=True)
class Format:
    """An output format, as FORMATS declares it."""

    name: str
    writer: str  # its module and function
    endings: tuple[str, ...] = ()  # of files
    shows: tuple[Part, ...] = ()
    shows_by_one: bool = False  # the parts of an answer are written one by one
    has_one_field: bool = False
    is_binary: bool = False
    fits_width: bool = False  # even in a pipe, if its width is known


_TABLE: tuple[Part, ...] = ("columns", "sources")
_PAGE: tuple[Part, ...] = ("columns", "sources", "heading")
_STORE: tuple[Part, ...] = ("sources", "topics", "entries")
_DATABASE: tuple[Part, ...] = ("sources", "topics")

FORMATS: Mapping[str, Format] = {
    format_.name: format_
    for format_ in (
        Format("table", "table.draw", shows=_TABLE, shows_by_one=True, fits_width=True),
        Format("json", "json.write_array", (".json",)),
        Format("jsonl", "json.write_lines", (".jsonl", ".ndjson")),
        Format("csv", "delimited.write_csv", (".csv",)),
        Format("tsv", "delimited.write_tsv", (".tsv",)),
        Format("markdown", "markdown.write", (".md",), _PAGE, shows_by_one=True),
        Format("value", "delimited.write_values", has_one_field=True),
        Format("html", "html.write", (".html",), _PAGE),
        Format("svg", "svg.write", (".svg",), _PAGE),
        Format("sqlite", "sqlite.write", (".db", ".sqlite"), _DATABASE, is_binary=True),
        Format("toml", "toml.write", (".toml",), _STORE),
        Format("bibtex", "bibliography.write_bibtex", (".bib",), ("sources",)),
        Format("csl", "bibliography.write_csl", shows=("sources",)),
    )
}
# Other names that people type.
ALIASES = {"md": "markdown"}

# Further formats for `check`, `verify` and `audit`.
CHECK_FORMATS: Mapping[str, Format] = {
    format_.name: format_
    for format_ in (
        Format("text", "problem_lines.write_lines", shows=("problems",)),
        Format("github", "problem_lines.write_annotations", shows=("problems",)),
    )
}


def render(format_: Format, answer: Answer, stream: TextIO, look: Look) -> None:
    """Write the answer to the stream in this format."""
    module, function = format_.writer.split(".")
    # Imported here, so that rich and the other writers are loaded only when used.
    write = getattr(import_module(f"factreport.render.{module}"), function)
    for number, part in enumerate((format_.shows_by_one and answer.parts) or [answer]):
        stream.write("\n" * bool(number))
        write(part, stream, look)
