"""How an answer looks: one module a format, chosen from FORMATS and imported when used."""

from __future__ import annotations

from importlib import import_module
from typing import TextIO

from factreport.render.answer import Answer, Column, Look, Row

__all__ = ["CHECK_FORMATS", "FORMATS", "Answer", "Column", "Look", "Row", "render"]

# The name of a format, and the function that draws it.
FORMATS = {
    "table": "table.draw",
    "json": "json.write_array",
    "jsonl": "json.write_lines",
    "csv": "delimited.write_csv",
    "tsv": "delimited.write_tsv",
    "markdown": "markdown.write",
    "value": "delimited.write_values",
    "html": "html.write",
    "svg": "svg.write",
    "sqlite": "sqlite.write",
}


# What a check of the user's own files can be written as, besides.
CHECK_FORMATS = {
    "text": "problems.write_lines",
    "github": "problems.write_annotations",
}


def render(name: str, answer: Answer, stream: TextIO, look: Look) -> None:
    """Write the answer to the stream in the named format."""
    module, function = {**FORMATS, **CHECK_FORMATS}[name].split(".")
    # Late: rich and the writers of other formats are not loaded for nothing.
    getattr(import_module(f"factreport.render.{module}"), function)(answer, stream, look)
