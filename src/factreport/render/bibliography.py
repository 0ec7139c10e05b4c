"""The sources of an answer for reference managers: BibTeX, and CSL-JSON as pandoc reads it."""

from __future__ import annotations

import re
from json import JSONEncoder
from typing import Any, TextIO

from factreport.answers import Answer
from factreport.model import Source
from factreport.periods import short_month
from factreport.render import Look
from factreport.wording import visible_line

# Characters with a meaning in TeX.
_TEX = {
    **{char: f"\\{char}" for char in "{}$&%#_"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
# What CSL-JSON reads as markup (https://docs.citationstyles.org, "Rich text markup within fields").
_CSL_TAG = re.compile("<(?=/?(?:i|b|sc|sub|sup|span)[ >])")
_ENCODER = JSONEncoder(ensure_ascii=False, indent=2)


def write_bibtex(answer: Answer, stream: TextIO, look: Look) -> None:
    """An entry ``@misc`` for each source, with its id as the key."""
    for number, source in enumerate(answer.sources):
        first = source.original_publisher
        # Characters that could end the field are percent-encoded.
        url = re.sub(r"[{}\\\s]", lambda char: f"%{ord(char[0]):02X}", _url(source) or "")
        year, month, day = [*_date_parts(source.published), None, None, None][:3]
        # Double braces keep names and capitals unchanged.
        fields = {
            "title": _tex(source.title, "{{%s}}"),
            "author": _tex(source.author, "{{%s}}"),
            # The styles of BibTeX print no publisher of a @misc.
            "howpublished": _tex(source.publisher),
            "year": _tex(str(year or "")),
            # A macro of every BibTeX style; without quotes.
            "month": month and short_month(month).lower(),
            "day": _tex(str(day or "")),
            "url": url and f"{{{url}}}",
            "urldate": _tex(source.accessed),
            "note": _tex(first and f"First published by {first}"),
        }
        lines = [f"  {name} = {text}" for name, text in fields.items() if text]
        stream.write("\n" * bool(number) + f"@misc{{{source.id},\n" + ",\n".join(lines) + "\n}\n")


def write_csl(answer: Answer, stream: TextIO, look: Look) -> None:
    """An array of CSL items (https://docs.citationstyles.org), one for each source."""
    items = [
        {
            "id": source.id,
            "type": "webpage" if _url(source) else "document",
            "title": _csl(source.title),
            "author": [{"literal": _csl(source.author)}] if source.author else None,
            "publisher": _csl(source.publisher),
            "original-publisher": _csl(source.original_publisher),
            "issued": _csl_date(source.published),
            "accessed": _csl_date(source.accessed),
            "URL": _url(source),
            "note": _csl(source.note),
        }
        for source in answer.sources
    ]
    present = [{name: part for name, part in item.items() if part} for item in items]
    stream.write(f"{_ENCODER.encode(present)}\n")


def _url(source: Source) -> str | None:
    """The address, if it is one that a reader may follow: a program would link any text."""
    url = (source.url or "").strip()
    return url if re.match("(?:https?|ftp|doi):", url, re.IGNORECASE) else None


def _tex(text: str | None, braces: str = "{%s}") -> str:
    if not text:
        return ""
    return braces % re.sub(r"[{}$&%#_\\~^]", lambda char: _TEX[char[0]], visible_line(text))


def _csl(text: str | None) -> str | None:
    """The text as it is printed: a tag, which can't be escaped, is split by a word joiner."""
    return _CSL_TAG.sub("<\u2060", text) if text else None


def _csl_date(iso: str | None) -> dict[str, Any] | None:
    return {"date-parts": [_date_parts(iso)]} if iso else None


def _date_parts(iso: str | None) -> list[int]:
    """``[2021]``, ``[2021, 1]`` or ``[2021, 1, 26]``: only the parts that are known."""
    return [int(part) for part in iso.split("-")] if iso else []
