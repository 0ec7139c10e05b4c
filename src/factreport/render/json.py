"""JSON: an array of objects, each on its own line; or JSON lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from json.encoder import JSONEncoder, encode_basestring
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
    if isinstance(answer.single, Mapping):
        return map(_ENCODER.encode, [answer.single])
    if answer.single is not None:
        return map(_ENCODER.encode, answer.single)
    # The keys are the same in all rows, so they are encoded once.
    pairs = [f"{encode_basestring(field)}: %s" for field in answer.fields]
    template = f"{{{', '.join(pairs)}}}"
    return (template % tuple([_encode(value) for value in row]) for row in answer.rows)


def _encode(value: Any) -> str:
    """A value as JSON; most are encoded without the encoder, which takes longer to start."""
    if value is None:
        return "null"
    if type(value) is str:
        return encode_basestring(value)
    return repr(value) if type(value) is int else _ENCODER.encode(value)
