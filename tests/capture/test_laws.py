"""Laws: whatever a text holds, its entries make a store, and every one is found in the text."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from factreport import open_store, verify
from factreport.answers import Answer
from factreport.capture import Known, Sighting, read
from factreport.capture.entries import Origin, comments_of, propose
from factreport.model import Record, Source, Topic
from factreport.render.toml import store
from factreport.texts import parse

_PIECES = [
    *(
        "Exports",
        "the yards",
        "people",
        "ships",
        "women",
        "it",
        "GDP",
        "\u201cquoted\u201d",
        "Ünion",
    ),
    *("rose by", "fell", "were", "delivered", "is projected to reach", "reached", "to", "from"),
    *("2.7 million", "$4.2bn", "3.4–3.6 million", "12.5%", "1,204", "seven", "7", "0", "-3.1"),
    *("more than 640", "about half", "7.2 ± 0.4 Mt", "(217,480)", "two thirds", "€0.89 per share"),
    *("in 2020", "Q1 2021", "2019/20", "at the end of March 2022", "a year earlier", "(1)", "1998"),
    *(
        ".",
        ",",
        ";",
        ":",
        "\n\n",
        "\n",
        "- ",
        "# ",
        "|",
        '"',
        "\\",
        "&amp;",
        "<b>",
        "<br>",
        "7<br>million",
        "\u00a0",
        "“",
        "*",
        "\t",
    ),
]
TEXTS = st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join)
TABLES = st.lists(
    st.lists(st.sampled_from(["2019", "2020", "Q1 2020", "Barley", "Rate (%)", "498", "1,2", "x"]),
             min_size=3, max_size=3),
    min_size=2, max_size=5,
).map(lambda rows: "\n".join(map(",".join, rows)))  # fmt: skip
SOURCE = Source("s", "S", *([None] * 8), "")


def check(text: str, name: str) -> None:
    parsed = parse(name, text.encode())
    stated = {figure: () for figure in read(parsed) if isinstance(figure, Sighting)}
    kept, _ = propose(parsed, stated, Known(), Origin("s", "t"))
    comments = [*comments_of(kept)]
    answer = Answer(
        fields=Record._fields,
        rows=[proposal.record for proposal in kept],
        columns=(),
        sources=[SOURCE],
        topics=[Topic("t", "T", None, ())],
        comments=comments,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.toml")
        path.write_text("".join(store(answer)), encoding="utf-8")
        findings = verify(open_store(path), text=parsed)
    assert len(findings) == len(kept)
    assert {one.result for one in findings} <= {"found"}


@settings(max_examples=80, deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_entries_of_prose_make_a_store_and_are_found(text: str, name: str) -> None:
    """In each format, whatever the sentences are."""
    check(text, name)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_entries_of_tables_make_a_store_and_are_found(text: str) -> None:
    """Whatever the headers are."""
    check(text, "a.csv")


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_entries_of_aligned_columns_make_a_store_and_are_found(text: str) -> None:
    """In plain text, where the columns stand below each other."""
    rows = [line.split(",") for line in text.split("\n")]
    check("\n".join("".join(cell.ljust(12) for cell in row) for row in rows), "a.txt")
