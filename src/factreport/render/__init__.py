"""How an answer looks: one module for each format, chosen from FORMATS and imported when used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple, TextIO

from factreport.render.answer import Answer, Column, Look, Note

__all__ = [
    "CHECK_FORMATS",
    "FORMATS",
    "FOR_PEOPLE",
    "PAGES",
    "Answer",
    "Column",
    "Format",
    "Look",
    "Note",
    "render",
]


class Format(NamedTuple):
    """A format: the function that writes it, its file endings, whether it takes several answers."""

    name: str
    function: str
    endings: tuple[str, ...] = ()
    takes_several: bool = False


FORMATS: Mapping[str, Format] = {
    format_.name: format_
    for format_ in (
        Format("table", "table.draw", takes_several=True),
        Format("json", "json.write_array", (".json",)),
        Format("jsonl", "json.write_lines", (".jsonl", ".ndjson")),
        Format("csv", "delimited.write_csv", (".csv",)),
        Format("tsv", "delimited.write_tsv", (".tsv",)),
        Format("markdown", "markdown.write", (".md",), takes_several=True),
        Format("value", "delimited.write_values"),
        Format("html", "html.write", (".html",)),
        Format("svg", "svg.write", (".svg",)),
        Format("sqlite", "sqlite.write", (".db", ".sqlite")),
        Format("toml", "toml.write", (".toml",)),
        Format("bibtex", "bibliography.write_bibtex", (".bib",)),
        Format("csl", "bibliography.write_csl"),
    )
}
# A page contains all that a person needs; a table at a terminal has messages beside it.
PAGES = ("markdown", "html", "svg")
FOR_PEOPLE = ("table", *PAGES)
# Other names that people type.
ALIASES = {"md": "markdown"}

# Further formats for `check`, `verify` and `audit`.
CHECK_FORMATS: Mapping[str, Format] = {
    "text": Format("text", "problems.write_lines"),
    "github": Format("github", "problems.write_annotations"),
}


def render(format_: Format, answer: Answer, stream: TextIO, look: Look) -> None:
    """Write the answer to the stream in this format."""
    module, function = format_.function.split(".")
    # Imported here, so that rich and the other writers are loaded only when used.
    getattr(import_module(f"factreport.render.{module}"), function)(answer, stream, look)
