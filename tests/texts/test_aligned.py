"""Aligned columns: the tables of plain text, with the headers of each cell."""

from __future__ import annotations

import pytest

from factreport.texts import Block, parse


def cells(source: str) -> dict[str, Block]:
    """The cells with their text; the blocks of prose are left out."""
    blocks = parse("a.txt", source.encode()).blocks
    return {block.text: block for block in blocks if block.kind == "cell"}


LOANS = """\
The following is a summary of loans:
                                     12/31/2009           12/31/2010
             Loan type             $000's         %      $000's        %
Real estate loans
 Residential mortgage              4,151,000    25.0   4,090,000     27.5
  Commercial mortgage                361,000     2.2     331,000      2.2
Consumer Loans                        63,000     0.4      69,000      0.5
Other loans
 Loans to purchase securities      1,844,000  11.1 1,148,000        7.7
Total Gross Loans                 16,604,000 100.0 14,871,000     100.0

The largest were loans for homes.
"""


def test_a_table_in_aligned_columns_has_cells_with_their_headers() -> None:
    """A header over several columns belongs to each; a title to the rows that are indented."""
    found = cells(LOANS)
    assert found["4,151,000"].row == ("Real estate loans", "Residential mortgage")
    assert found["4,151,000"].column == ("12/31/2009", "$000's")
    assert found["2.2"].column == ("12/31/2010", "%")
    assert found["69,000"].row == ("Consumer Loans",)
    assert found["69,000"].column == ("12/31/2010", "$000's")
    assert found["1,148,000"].row == ("Other loans", "Loans to purchase securities")
    assert found["1,148,000"].column == ("12/31/2010", "$000's")
    assert found["100.0"].row == ("Total Gross Loans",)
    assert {block.caption for block in found.values()} == {"The following is a summary of loans:"}
    assert {block.paragraph for block in found.values()} == {1}
    assert found["Consumer Loans"].column == ("Loan type",)


def test_what_stands_around_a_table_stays_prose_with_its_place() -> None:
    """Each cell has its own line and column."""
    text = parse("a.txt", LOANS.encode())
    prose = [block.text for block in text.blocks if block.kind == "paragraph"]
    assert prose == ["The following is a summary of loans:", "The largest were loans for homes."]
    (cell,) = (block for block in text.blocks if block.text == "4,151,000")
    assert text.place(cell)[:3] == (5, 36, 1)


@pytest.mark.parametrize(
    ("source", "text", "row", "column"),
    [
        ("Year    Births    Rate\n2019      98.7     1.2\n2020     101.0     0.4\n",
         "0.4", ("2020",), ("Rate",)),
        ("          2019     2020\n\nNorth      498      512\nSouth    1,204      987\n",
         "987", ("South",), ("2020",)),
        ("Area\tMen\tWomen\nNorth\t5\t6\nSouth\t7\t8\n", "8", ("South",), ("Women",)),
        ("Area       Sold (t)\nNorth ....... 15 270\nSouth .......... 998\nEast ........ 1\n",
         "15 270", ("North",), ("Sold (t)",)),
        ("             Built  Sold\nNew houses\nin the north   5      6\nFlats      7      8\n",
         "6", ("New houses in the north",), ("Sold",)),
        ("             A       B\n1996 –97     5       6\n1997 –98     7       8\n",
         "6", ("1996 –97",), ("B",)),
        ("          Q1      Q2\nNorth     12      –\nSouth     14      15\nEast      16      n/a\n",
         "n/a", ("East",), ("Q2",)),
    ],
)  # fmt: skip
def test_columns_of_each_kind(
    source: str, text: str, row: tuple[str, ...], column: tuple[str, ...]
) -> None:
    """Years down or across, tabs, leaders, names over two lines, missing values."""
    cell = cells(source)[text]
    assert (cell.row, cell.column) == (row, column)


@pytest.mark.parametrize(
    "source",
    [
        "In  2020  there were 5  ships\nand  4  boats, and in 2021 there were\nsix  each.\n",
        "Contents      Page\nShips ......... 5\nBoats ........ 12\nCrews ........ 14\n",
        "Ship   5   Boat   6\nPort   7   Crew   8\nDock   9   Quay   4\n",
        "80\n60      33      41\n40      11      12\n20      10      10\n",
        "Gas           1     000\nOil          50     000\nCoal          2     000\n",
        "def f(x):\n    return  5\n\nx  =  3\ny  =  4\n",
    ],
)
def test_what_is_no_table_stays_prose(source: str) -> None:
    """Justified prose, contents, tables beside each other, charts, parted thousands, code."""
    assert cells(source) == {}


def test_a_row_may_have_names_in_several_columns() -> None:
    """Ages in the head are names, too."""
    source = (
        "                       Total   15-24\n          Men            15.1    29.7\n"
        "1991      Women          10.6    21.4\n          All             8.6    20.1\n"
    )
    assert (cells(source)["21.4"].row, cells(source)["21.4"].column) == (
        ("1991", "Women"),
        ("15-24",),
    )


def test_a_row_with_single_blanks_is_a_row_among_others() -> None:
    """As pdftotext writes the row whose name is the longest; a title of as many words is none."""
    found = cells("""
District     2020   2021   2022
Vale          4.1    5.0    6.2
Upper Heath 14.1 15.0 16.2
Towns of the southern plain
  Moor        7.1    8.0    9.2
""")
    assert (found["15.0"].row, found["15.0"].column) == (("Upper Heath",), ("2021",))
    assert found["8.0"].row == ("Towns of the southern plain", "Moor")


def test_a_new_head_begins_a_new_table() -> None:
    """The years of the first are not those of the second."""
    source = (
        "          2019     2020\nNorth      498      512\nSouth    1,204      987\n\n"
        "          2021     2022\nNorth      498      513\nSouth    1,204      988\n"
    )
    assert cells(source)["988"].column == ("2022",)
    assert cells(source)["987"].column == ("2020",)
    assert {block.table for block in cells(source).values()} == {1, 2}


def test_a_blank_may_group_the_digits_of_a_cell() -> None:
    """One blank within a number, two or more between the columns."""
    found = cells(
        "Item        2023     2022\nSales    1 204.5  1 310.0\nCosts    1 150.1  1 098.7\n"
    )
    assert found["1 204.5"].column == ("2023",)
    assert found["1 098.7"].column == ("2022",)


def test_a_unit_above_the_last_column_is_that_of_the_table() -> None:
    """In brackets, above the names of the columns; "(revised)" there is about one column."""
    source = "Area     2021     2022\nNorth    4.10     5.25\nSouth    6.30     7.45\n"
    assert cells(f"{' ' * 18}(Per cent)\n{source}")["4.10"].column == ("(Per cent)", "2021")
    assert cells(f"{' ' * 18}(revised)\n{source}")["4.10"].column == ("2021",)


def test_the_dots_that_lead_to_a_value_may_stand_far_apart() -> None:
    """They are neither part of the name nor cells."""
    found = cells(
        "Area            2021    2022\nNorth .  .  .  .  4.1   5.2\nSouth .  .  .  .  6.3   7.4\n"
    )
    assert found["5.2"].row == ("North",)
    assert "." not in found


def test_the_rest_of_a_name_is_not_that_of_the_next_column() -> None:
    """The columns beside "Population" have other names above, and nothing on its line."""
    found = cells(
        "                          Accidents              Suicides     Percentage\n"
        "Sl.        Population\n"
        "     Year                                                     Population\n"
        "No.         (000)       Number      Rate     Number    Rate     growth\n"
        "1.   1967    4999       126762      25.4      38829     7.8        2.2\n"
        "2.   1968    5111       126232      24.7      40688     8.0        2.2\n"
    )
    assert found["5111"].column == ("Population", "(000)")
    assert found["126762"].column == ("Accidents", "Number")
    assert found["24.7"].column == ("Accidents", "Rate")
