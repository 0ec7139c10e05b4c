"""Answers of many rows: the first ones at once, in the memory that a part of them needs."""

import io
import tracemalloc
from collections.abc import Iterator

from factreport.render import Answer, Column, Look, render

_LONGEST = "the longest title of all, in the very last row"


class Rows:
    """So many rows, counted as they are gone through; the last one is the widest."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.passes: list[int] = []

    def __iter__(self) -> Iterator[tuple[str, int]]:
        self.passes.append(0)
        for number in range(self.number):
            self.passes[-1] += 1
            title = _LONGEST if number == self.number - 1 else "a title"
            yield title, 1_000_000 + number


class Stream(io.StringIO):
    """What was written, and how many rows had been asked for when the first row was."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows
        self.asked_for: list[int] = []

    def write(self, text: str) -> int:
        """Write, and note what was asked for."""
        if "a title" in text and not self.asked_for:
            self.asked_for = list(self._rows.passes)
        return super().write(text)


def _drawn(rows: Rows) -> Stream:
    columns = [
        Column("Title", lambda row: row[0]),
        Column("Value", lambda row: f"{row[1]:,}", is_number=True),
    ]
    stream = Stream(rows)
    render("table", Answer(["title", "value"], rows, columns), stream, Look(width=80))
    return stream


def _peak(number: int) -> int:
    rows = Rows(number)
    _drawn(Rows(10))  # what is imported and cached once does not count
    tracemalloc.start()
    try:
        written = len(_drawn(rows).getvalue())
        return tracemalloc.get_traced_memory()[1] - written * 4
    finally:
        tracemalloc.stop()


def test_a_long_table_shows_its_first_rows_at_once() -> None:
    """All rows are measured, but drawn a few at a time."""
    assert _drawn(Rows(5_000)).asked_for == [5_000, 200]


def test_a_long_table_has_the_same_widths_all_the_way() -> None:
    """The first batch knows of the widest cell of the last one."""
    lines = _drawn(Rows(1_000)).getvalue().splitlines()
    rows = [line for line in lines if "1,000," in line]
    assert len(rows) == 1_000
    assert {len(line) for line in rows} == {len(f"{_LONGEST}  1,000,999")}
    assert sum("Title" in line for line in lines) == 1


def test_a_long_table_needs_memory_for_a_part_of_it() -> None:
    """Five times the rows need no more."""
    assert _peak(2_500) < 1.5 * _peak(500)
