"""The worst texts there are: nothing but figures, or what almost is one, again and again.

What is asked is that the time grows with the text and no faster.  How fast it is beyond that, the
benchmarks tell.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from faults.samples import HEAD, in_process, write
from growth import grows_in_proportion
from process import linux

pytestmark = [pytest.mark.slow, linux]

PIECES = (
    *("5万", "$1", "1–2", "26, 27 Jan ", "1\u00a0", "1 ", "5% in 2020 ", "100 people. "),
    *("1 in 2020, 7% | ", "5 or ", "one in ", "2.7 million, ", "$5bn-$7bn ", "1 of 2 ", "1/2 "),
    *("about 5 to 6 percent ", "one hundred and ", "2020/21 ", "Jan 2020 ", "5 km ", "half a "),
    *("(5) ", "7.2 ± 0.4 ", "from 5 to 6 in 2020 than in 2019 ", "1,", "people in work 100, "),
    *("million ", "per ", "more than ", "between 1 and ", "twenty-", "the share of ", "up from 5 "),
    *("1. ", "1.\n\n", "5\n", "5\n\n", "in 2020, ", "Q1 ", "week 5 ", "No. ", "1°C ", "5pp "),
)
SMALL = 500  # characters; what is tried is sixteen times as long
STORE = f"""{HEAD}
[metric.people]
title = "People in work"
topics = ["t"]
unit = "people"
source = "s"
observations = [
    {{ year = 2020, value = 100 }}, {{ year = 2019, value = 5 }}, {{ year = 2018, value = 1 }},
]
[metric.share]
title = "Share of people in work"
topics = ["t"]
unit = "percent"
source = "s"
observations = [{{ year = 2020, value = 5, written = "5%" }}, {{ year = 2019, value = 7 }}]
[claim.quoted]
title = "One in two"
topics = ["t"]
source = "s"
written = "one in two"
"""


def ask(asked: list[str], text: str) -> None:
    """What the command does with a text."""
    Path("text.txt").write_text(text, encoding="utf-8")
    done = in_process([*asked, "-f", "json", "-o", "out.json"])
    assert done.code in (0, 1), done.err


@pytest.mark.parametrize(
    "asked",
    [["audit", "text.txt"], ["verify", "s", "text.txt"]],
    ids=lambda asked: asked[0],
)
def test_a_text_takes_a_time_that_grows_with_its_length(asked: list[str]) -> None:
    """Whatever it consists of; both read all of its figures first."""
    write(STORE, "facts.toml")
    too_slow = [
        piece
        for piece in PIECES
        if not grows_in_proportion(
            lambda length, piece=piece: ask(asked, (piece * (length // len(piece) + 1))[:length]),
            SMALL,
        )
    ]
    assert not too_slow


@pytest.mark.parametrize(
    "form",
    [
        "| {} | {} |\n",
        "<table><tr><th>{}<td>{}</table>\n",
        "- {} and {}\n\n",
        "# {} in {}\n\n",
        "{}[^1] {}\n\n[^1]: {}\n\n",
        "“{}” — {}. ",
    ],
    ids=ascii,
)
def test_a_marked_up_text_takes_a_time_that_grows_with_its_length(form: str) -> None:
    """Tables, lists, headings and notes of nothing but figures."""
    write(STORE, "facts.toml")

    def mark_up(count: int) -> None:
        numbers = itertools.count(1)
        rows = (form.format(*(f"{next(numbers)}%" for _ in range(3))) for _ in range(count))
        Path("draft.md").write_text(f"| a | b |\n|---|---|\n{''.join(rows)}", encoding="utf-8")
        done = in_process(["audit", "draft.md", "-f", "json", "-o", "out.json"])
        assert done.code in (0, 1), done.err

    assert grows_in_proportion(mark_up, 40)


@pytest.mark.parametrize(
    "table",
    [
        lambda size: f"{'x,' * size}5\n",
        lambda size: ",x\n" * size + "a,5\n" * size,
        lambda size: "x,\n" * size + "a,5\n" * size,
        lambda size: f"{'x,' * size}\n{'5,' * size}\n",
        lambda size: "5," * size,
        lambda size: f'a,b\n"{"5,6" * size}',
    ],
    ids=("labels", "heads", "titles", "columns", "one row", "open quote"),
)
def test_a_table_of_values_takes_a_time_that_grows_with_it(table: Callable[[int], str]) -> None:
    """However many headers it seems to have."""
    write(STORE, "facts.toml")

    def audit(size: int) -> None:
        Path("draft.csv").write_text(table(size), encoding="utf-8")
        done = in_process(["audit", "draft.csv", "-f", "json", "-o", "out.json"])
        assert done.code in (0, 1), done.err

    assert grows_in_proportion(audit, 200)


def test_many_texts_are_as_one() -> None:
    """A hundred files cost what they hold."""
    write(STORE, "facts.toml")
    names = [f"{number}.md" for number in range(100)]
    for name in names:
        Path(name).write_text("There were 100 people in work in 2020.\n" * 20, encoding="utf-8")

    def audit(count: int) -> None:
        done = in_process(["audit", *names[:count], "-f", "json", "-o", "out.json"])
        assert done.code == 0, done.err

    assert grows_in_proportion(audit, 6)


def test_many_characters_of_one_sort_are_read_to_their_end() -> None:
    """Without a traceback, and the figure that follows is found."""
    for char in ("1", "a", "%", "$", ",", ".", "-", " ", "\n", "\f", "五", "½", "²", "٣", "e", "'"):

        def read(length: int, char: str = char) -> None:
            text = f"{char * length}\n\nThere were 52 pairs."
            Path("text.txt").write_text(text, encoding="utf-8")
            done = in_process(["figures", "text.txt", "-f", "jsonl"])
            assert done.code == 0, done.err
            assert '"52' in done.out, char

        assert grows_in_proportion(read, 2_000), char
