"""CSV, TSV and bare values."""

from __future__ import annotations

import csv
import json
from typing import Any, TextIO

from factreport.answers import Answer
from factreport.render import Look

# As in the TSV of jq and of databases: a record is always one line.
_TSV_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n"})


def write_csv(answer: Answer, stream: TextIO, look: Look) -> None:
    """CSV (RFC 4180) with a header line, and a line feed after each record."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.fields)
    writer.writerows([_plain(value) for value in row] for row in answer.rows)


def write_tsv(answer: Answer, stream: TextIO, look: Look) -> None:
    r"""Tab-separated values with a header line; tabs, line feeds and backslashes are escaped."""
    stream.write("\t".join(answer.fields) + "\n")
    stream.writelines(
        "\t".join(_plain(value).translate(_TSV_ESCAPES) for value in row) + "\n"
        for row in answer.rows
    )


def write_values(answer: Answer, stream: TextIO, look: Look) -> None:
    r"""The bare values, one on each line; for a range, both ends with a tab between them.

    For an answer without values, the first field is written.  A line feed in a text is written as
    ``\n``.
    """
    fields = answer.fields
    is_of_facts = {"value", "low", "high"} <= {*fields}
    value, low, high = map(fields.index, ("value", "low", "high")) if is_of_facts else (0, 0, 0)
    for row in answer.rows:
        if row[value] is not None:
            stream.write(_plain(row[value]).replace("\n", r"\n") + "\n")
        elif is_of_facts and row[low] is not None:
            stream.write(f"{_plain(row[low])}\t{_plain(row[high])}\n")


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ";".join(map(_plain, value))
    return value if isinstance(value, str) else json.dumps(value)
