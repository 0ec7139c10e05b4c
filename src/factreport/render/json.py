"""JSON: an array of objects, each on its own line; or JSON lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any, TextIO

from factreport.answers import Answer
from factreport.render import Look

try:
    from _json import encode_basestring  # without the package json, which also loads its decoder
except ImportError:  # another Python than CPython
    from json.encoder import encode_basestring


def write_array(answer: Answer, stream: TextIO, look: Look) -> None:
    """An array, or the object of an answer with a single one."""
    if isinstance(answer.single, Mapping):
        stream.write(f"{_encoded(answer.single, indent=2)}\n")
        return
    separator = "[\n"
    for line in _lines(answer):
        stream.write(f"{separator}{line}")
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def write_lines(answer: Answer, stream: TextIO, look: Look) -> None:
    """One object on each line."""
    stream.writelines(f"{line}\n" for line in _lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    if answer.single is not None:
        singles = [answer.single] if isinstance(answer.single, Mapping) else answer.single
        return map(_encoded, singles)
    # The keys are the same in all rows, so they are encoded once.
    pairs = [f"{encode_basestring(field)}: %s" for field in answer.fields]
    template = f"{{{', '.join(pairs)}}}"
    return (
        template % tuple(["null" if value is None else _cell(value) for value in row])
        for row in answer.rows
    )


def _cell(value: Any) -> str:
    """A value of a row as JSON; the usual ones without the encoder, which takes longer to start."""
    if type(value) is str:
        return encode_basestring(value)
    if type(value) is int or (type(value) is float and isfinite(value)):
        return repr(value)
    if type(value) is tuple:
        return f"[{', '.join(map(_cell, value))}]"
    return _encoded(value)


def _encoded(value: Any, indent: int | None = None) -> str:
    import json

    # Store strings have no control characters; the encoder would escape ASCII ones anyway.
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
