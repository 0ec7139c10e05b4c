"""JSON: an array of objects, each on its own line; or JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from json import JSONEncoder
from typing import Any, TextIO

from factreport.render.answer import Answer, Look

# Store strings have no control characters; the encoder would escape ASCII ones anyway.
_ENCODER = JSONEncoder(ensure_ascii=False, allow_nan=False)
_PRETTY = JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2)


def write_array(answer: Answer, stream: TextIO, look: Look) -> None:
    """An array, or the object of an answer with a single one."""
    if isinstance(answer.single, Mapping):
        stream.write(f"{_PRETTY.encode(answer.single)}\n")
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
    objects: Iterable[Mapping[str, Any]]
    if isinstance(answer.single, Mapping):
        objects = [answer.single]
    elif answer.single is not None:
        objects = answer.single
    else:
        objects = (dict(zip(answer.fields, row, strict=True)) for row in answer.rows)
    return map(_ENCODER.encode, objects)
