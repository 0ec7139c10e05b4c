"""Values between commas, semicolons or tabs: one table."""

from __future__ import annotations

import pytest

from factreport.texts import Text, parse


def table(source: str, name: str = "a.csv") -> Text:
    return parse(name, source.encode())


def test_a_file_is_one_table() -> None:
    """One paragraph; each value has the headers of its row and its column."""
    text = table('Area,2019,"2020 (""est."")"\r\nNorth,1.5,2\r\n\r\n"South\r\nEast","3,5",4\r\n')
    blocks = {block.text: block for block in text.blocks}
    assert list(blocks) == [
        *("Area", "2019", '2020 ("est.")', "North", "1.5", "2", "South East", "3,5", "4"),
    ]
    assert (blocks["4"].row, blocks["4"].column) == (("South East",), ('2020 ("est.")',))
    assert {(block.paragraph, block.table, block.kind) for block in text.blocks} == {(1, 1, "cell")}
    assert text.place(blocks["4"])[:2] == (5, 13)
    assert text.place(blocks["3,5"])[:2] == (5, 8)
    assert text.place(blocks['2020 ("est.")'], 11)[:2] == (1, 24)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.csv", "a;b\n1,5;2\n"),
        ("a.tsv", "a\tb\n1,5\t2\n"),
        ("a.csv", '\ufeff"a"\t"b"\n"1,5"\t2'),
        ("A.CSV", 'a,b\r"1,5" ,2\r'),
    ],
)
def test_the_first_line_shows_what_divides_the_values(name: str, source: str) -> None:
    """Whichever of tab, semicolon and comma stands there most."""
    assert [block.text for block in table(source, name).blocks] == ["a", "b", "1,5", "2"]


@pytest.mark.parametrize("source", ["", "\n\n", ",\n,,\n", '""'])
def test_no_values_are_no_blocks(source: str) -> None:
    """An empty file, and one of empty values."""
    assert table(source).blocks == ()


def test_a_quotation_that_is_not_closed_goes_on_to_the_end() -> None:
    """As other readers have it, and nothing is lost, nor what follows one that is closed."""
    assert [block.text for block in table('a,b\n"1" x,2').blocks] == ["a", "b", "1 x", "2"]
    assert [block.text for block in table('a,b\n1,"2\n3,4').blocks] == ["a", "b", "1", "2 3,4"]
