"""The sources of an answer for reference managers: BibTeX, and CSL-JSON as pandoc reads it."""

from __future__ import annotations

import re
from json import JSONEncoder
from typing import Any, TextIO

from factreport.model import Source
from factreport.render.answer import Answer, Look
from factreport.wording import visible_line

# Macros of every BibTeX style; without quotes.
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# Characters with a meaning in TeX.
_TEX = {
    **{char: f"\\{char}" for char in "{}$&%#_"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ENCODER = JSONEncoder(ensure_ascii=False, indent=2)


def write_bibtex(answer: Answer, stream: TextIO, look: Look) -> None:
    """An entry ``@misc`` for each source, with its id as the key."""
    for number, source in enumerate(answer.sources):
        lines = [f"  {name} = {text}" for name, text in _bibtex_fields(source).items()]
        stream.write("\n" * bool(number) + f"@misc{{{source.id},\n" + ",\n".join(lines) + "\n}\n")


def write_csl(answer: Answer, stream: TextIO, look: Look) -> None:
    """An array of CSL items (https://docs.citationstyles.org), one for each source."""
    stream.write(f"{_ENCODER.encode([_csl_item(source) for source in answer.sources])}\n")


def _bibtex_fields(source: Source) -> dict[str, str]:
    # Double braces keep names and capitals unchanged.
    fields = {
        "title": _tex(source.title, "{{%s}}"),
        "author": _tex(source.author, "{{%s}}"),
        "publisher": _tex(source.publisher),
        "year": "",
        "month": "",
        "day": "",
        "url": f"{{{_url(source.url)}}}" if source.url else "",
        "urldate": f"{{{source.accessed}}}" if source.accessed else "",
        "note": _tex(_note(source)),
    }
    for name, number in zip(("year", "month", "day"), _date_parts(source.published), strict=False):
        fields[name] = _MONTHS[number - 1] if name == "month" else f"{{{number}}}"
    return {name: text for name, text in fields.items() if text}


def _note(source: Source) -> str | None:
    first = source.original_publisher
    return f"First published by {first}" if first else None


def _tex(text: str | None, braces: str = "{%s}") -> str:
    if not text:
        return ""
    return braces % re.sub(r"[{}$&%#_\\~^]", lambda found: _TEX[found[0]], visible_line(text))


def _url(url: str) -> str:
    """The address, with characters that could end the field percent-encoded."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", url)


def _csl_item(source: Source) -> dict[str, Any]:
    item = {
        "id": source.id,
        "type": "webpage" if source.url else "document",
        "title": source.title,
        "author": [{"literal": source.author}] if source.author else None,
        "publisher": source.publisher,
        "original-publisher": source.original_publisher,
        "issued": _csl_date(source.published),
        "accessed": _csl_date(source.accessed),
        "URL": source.url,
        "note": source.note,
    }
    return {name: part for name, part in item.items() if part}


def _csl_date(iso: str | None) -> dict[str, Any] | None:
    return {"date-parts": [_date_parts(iso)]} if iso else None


def _date_parts(iso: str | None) -> list[int]:
    """``[2021]``, ``[2021, 1]`` or ``[2021, 1, 26]``: only the parts that are known."""
    return [int(part) for part in iso.split("-")] if iso else []
