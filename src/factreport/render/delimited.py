"""CSV, TSV and bare values."""

from __future__ import annotations

import csv
import json
from typing import Any, TextIO

from factreport.render.answer import Answer, Look

# As in the TSV of jq and of databases: a record stays one line, whatever is in it.
_TSV_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n"})


def write_csv(answer: Answer, stream: TextIO, look: Look) -> None:
    """CSV (RFC 4180) with a header line, and a line feed after each record."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.fields)
    writer.writerows([_plain(value) for value in row] for row in answer.rows)


def write_tsv(answer: Answer, stream: TextIO, look: Look) -> None:
    r"""Tab-separated values with a header line; ``\t``, ``\n`` and ``\\`` stand for themselves."""
    stream.write("\t".join(answer.fields) + "\n")
    stream.writelines(
        "\t".join(_plain(value).translate(_TSV_ESCAPES) for value in row) + "\n"
        for row in answer.rows
    )


def write_values(answer: Answer, stream: TextIO, look: Look) -> None:
    r"""The bare values that there are, one a line; of an answer without values, its first field.

    A text with a line feed stays one line, with ``\n`` for it.
    """
    place = list(answer.fields).index("value") if "value" in answer.fields else 0
    values = (row[place] for row in answer.rows)
    lines = (_plain(value).replace("\n", r"\n") for value in values if value is not None)
    stream.writelines(f"{line}\n" for line in lines)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return ";".join(map(_plain, value))
    return value if isinstance(value, str) else json.dumps(value)
