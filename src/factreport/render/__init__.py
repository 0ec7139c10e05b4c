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
    """The function that writes a format, its file endings, and whether it needs full sources."""

    function: str
    endings: tuple[str, ...] = ()
    needs_sources: bool = False


FORMATS: Mapping[str, Format] = {
    "table": Format("table.draw", needs_sources=True),
    "json": Format("json.write_array", (".json",)),
    "jsonl": Format("json.write_lines", (".jsonl", ".ndjson")),
    "csv": Format("delimited.write_csv", (".csv",)),
    "tsv": Format("delimited.write_tsv", (".tsv",)),
    "markdown": Format("markdown.write", (".md",), needs_sources=True),
    "value": Format("delimited.write_values"),
    "html": Format("html.write", (".html",), needs_sources=True),
    "svg": Format("svg.write", (".svg",), needs_sources=True),
    "sqlite": Format("sqlite.write", (".db", ".sqlite"), needs_sources=True),
    "toml": Format("toml.write", (".toml",), needs_sources=True),
    "bibtex": Format("bibliography.write_bibtex", (".bib",), needs_sources=True),
    "csl": Format("bibliography.write_csl", needs_sources=True),
}
# A page contains all that a person needs; a table at a terminal has messages beside it.
PAGES = ("markdown", "html", "svg")
FOR_PEOPLE = ("table", *PAGES)
# Other names that people type.
ALIASES = {"md": "markdown"}

# Further formats for `check`, `verify` and `audit`.
CHECK_FORMATS: Mapping[str, Format] = {
    "text": Format("problems.write_lines"),
    "github": Format("problems.write_annotations"),
}


def render(name: str, answer: Answer, stream: TextIO, look: Look) -> None:
    """Write the answer to the stream in the named format."""
    module, function = (FORMATS.get(name) or CHECK_FORMATS[name]).function.split(".")
    # Imported here, so that rich and the other writers are loaded only when used.
    getattr(import_module(f"factreport.render.{module}"), function)(answer, stream, look)
