"""Tables: the headers of each cell."""

from __future__ import annotations

import pytest

from factreport.texts import Block, parse
from factreport.texts.table_headers import Cell, Headers, headers_of


def cells(source: str) -> dict[str, Block]:
    return {block.text: block for block in parse("a.html", source.encode()).blocks}


def test_headers_of_several_rows_and_spans() -> None:
    """A column has the headers of all rows above, a row all its header cells."""
    found = cells(
        "<table><caption>Sold <b>(%)</b></caption><thead>"
        "<tr><th rowspan=2>Area<th rowspan=2>Group<th colspan=2>2019<th colspan=2>2020"
        "<tr><th>Q1<th>Q2<th>Q1 <th>Q2 </thead>"
        "<tr><th rowspan=2>North<th>Men<td>1<td>2<td>3<td>4"
        "<tr><th>Women<td>5<td>6<td>7<td>8"
        "<tr><th colspan=2>All<td colspan=2>9<td>10<td>11</table>"
    )
    assert (found["4"].row, found["4"].column) == (("North", "Men"), ("2020", "Q2"))
    assert (found["5"].row, found["5"].column) == (("North", "Women"), ("2019", "Q1"))
    assert (found["9"].row, found["9"].column) == (("All",), ("2019", "Q1"))
    assert (found["11"].row, found["11"].column) == (("All",), ("2020", "Q2"))
    assert {block.caption for block in found.values()} == {"Sold (%)"}
    assert {block.paragraph for block in found.values()} == {1}
    assert found["Sold (%)"].kind == "caption"


def test_a_title_among_the_rows_is_a_header_of_those_below() -> None:
    """A row in which only the first cell says something."""
    found = cells(
        "<table><tr><th>Area<th>2020<tr><td colspan=2>Women<tr><td>North<td>5"
        "<tr><td>Men<td><tr><td>South<td>6</table>"
    )
    assert found["5"].row == ("Women", "North")
    assert found["6"].row == ("Men", "South")
    assert (found["Women"].row, found["Women"].column) == ((), ())


def plain_headers(*rows: str) -> list[list[Headers]]:
    return headers_of([[Cell(text.strip()) for text in row.split("|")] for row in rows])


def test_a_table_without_marks_has_a_head_where_its_first_row_has_no_values() -> None:
    """Years are names of columns; a list of names and values has no head."""
    assert plain_headers("|2019|2020", "North|1|2")[1][2] == Headers(("North",), ("2020",))
    assert plain_headers("Area|Share", "|(%)", "North|1")[2][1].column == ("Share", "(%)")
    assert plain_headers("Population|5 million", "Area|300 km²")[1][1] == Headers(("Area",), ())
    assert plain_headers("North|1") == [[Headers(), Headers(("North",))]]


def test_the_unit_of_a_table_may_stand_beside_its_years() -> None:
    """Below a marked head, too, as in Markdown, which has only one row of it."""
    rows = ["|Year ended", "($ in millions)|2019", "Sales|5"]
    head = [[Cell(text) for text in row.split("|")] for row in rows]
    assert headers_of(head, heads=1)[2][1].column == ("Year ended", "2019")
    assert headers_of(head, heads=1)[2][1].corner == "($ in millions)"


def test_all_cells_before_the_first_value_name_a_row() -> None:
    """Several columns of names, as in a table of areas and groups."""
    found = plain_headers("Area|Group|2020", "North|Women|5", "South|Men|6")
    assert found[1][2] == Headers(("North", "Women"), ("2020",), "Area")
    assert found[2][1] == Headers(("South",), ("Group",), "Area")


def test_the_corner_heads_the_names_of_the_rows() -> None:
    """It often says what the table measures; over values it is the header of its column alone."""
    assert plain_headers("Capacity, MW|2019", "North|1")[1][1].corner == "Capacity, MW"
    assert plain_headers("People (000)|Area", "12|1")[1][1].corner == ""


def test_a_row_may_be_too_short_too_long_or_empty() -> None:
    """What has no header has none, and nothing fails."""
    found = plain_headers("Area|2020", "North", "South|5|6|7", "")
    assert found[2][3] == Headers(("South",), (), "Area")
    assert cells("<table><tr><tr><td></table><table></table><td>5")["5"].table is None


def test_tables_are_counted() -> None:
    """From 1, those without a value as well."""
    found = cells("<table><tr><td>a<td>a</table>b<table><tr><td>c<td></table>")
    assert [found[text].table for text in "abc"] == [1, None, 2]


def test_a_caption_beside_a_table_is_its_own() -> None:
    """As a figure has it: that of the table above, if that has none, or of the one below."""
    table = "<table><tr><th>{0}<tr><td>{0}{0}</table>"
    figure = "<figure>{}<figcaption>{}</figcaption></figure>"
    found = cells(figure.format(table.format("a"), "A") + figure.format(table.format("b"), "B"))
    assert (found["aa"].caption, found["bb"].caption) == ("A", "B")
    found = cells(f"<figcaption>A</figcaption>{table.format('a')}")
    assert found["aa"].caption == "A"


def test_a_sign_with_a_cell_of_its_own_belongs_to_its_number() -> None:
    """As accounts are set: the currency before, the percent and the closing bracket behind."""
    found = cells(
        "<table><tr><th><th colspan=2>2020<th colspan=2>2021<tr><td>Sales<td>$<td>5.1<td>(6<td>)%"
        "<tr><td>Costs<td>US$<td>(7)<td>8<td>%</table>"
    )
    assert list(found) == ["2020", "2021", "Sales", "$5.1", "(6)%", "Costs", "US$(7)", "8%"]
    assert (found["$5.1"].row, found["$5.1"].column) == (("Sales",), ("2020",))
    assert (found["(6)%"].row, found["(6)%"].column) == (("Sales",), ("2021",))


def test_a_sign_after_a_name_that_ends_in_a_number_is_the_head_of_its_column() -> None:
    """Only a number alone has its sign in the cell beside it."""
    found = parse("a.md", b"| Rate in 2025 | % |\n|-|-|\n| Women | 41.2 |\n").blocks
    assert [block.text for block in found] == ["Rate in 2025", "%", "Women", "41.2"]


def test_titles_above_a_table_are_its_caption() -> None:
    """Where it has no other: they name the table and its unit, and count as paragraphs."""
    table = "<table><tr><th>Area<th>2020<tr><td>North<td>5</table>"
    found = cells(f"<p>A sentence.<p>Sold<p>(in thousands)<!-- x -->{table}")
    assert found["5"].caption == "Sold (in thousands)"
    assert [found[text].paragraph for text in ("Sold", "(in thousands)", "5")] == [2, 3, 4]
    assert cells(f"<p>Sold<p>It was so.{table}")["5"].caption == ""
    assert (
        cells(f"<p>Sold{table.replace('<tr>', '<caption>Own</caption><tr>', 1)}")["5"].caption
        == "Own"
    )


def test_the_head_of_accounts_may_have_the_name_of_the_table_beside_its_times() -> None:
    """Only below other times, and if no head names the rows before."""
    found = plain_headers(
        "|Quarter Ended|Quarter Ended", "In millions|June 30,|June 30,", "|2026|2025", "Sales|1|2"
    )
    assert found[3][1].row == ("Sales",)
    assert found[3][1].column == ("Quarter Ended", "June 30,", "2026")
    assert found[3][1].corner == "In millions"
    assert plain_headers("|A|B", "Opened|May 2020|June 2021", "Staff|1|2")[2][1].column == ("A",)


def test_the_sign_of_a_number_in_brackets_joins_it() -> None:
    """Accounts have the percent sign in a cell of its own."""
    found = cells("<table><tr><td>Change<td>(6)<td>%<td>5<td>%</table>")
    assert {"(6)%", "5%"} < found.keys()


@pytest.mark.parametrize(
    ("printed", "header"),
    [
        ("2025 Q3p", "2025 Q3 (p)"),
        ("2025Q3 p", "2025Q3 (p)"),
        ("2025 Q3 [p]", "2025 Q3 (p)"),
        ("2025 Q3<sup>p</sup>", "2025 Q3 (p)"),
        ("2025 Q3<sup>e</sup>", "2025 Q3 (e)"),
        ("Q3p 2025", "Q3 2025 (p)"),
        ("2024/25p", "2024/25 (p)"),
        ("Jul–Sep 2025 p", "Jul–Sep 2025 (p)"),
        ("Three months", "Three months"),
        ("30 September 2025r", "30 September 2025 (r)"),
        ("2025F", "2025 (f)"),
        ("2025 Q3 p,r", "2025 Q3 (p)"),
        ("2025 Q3b", "2025 Q3"),
        ("2025*", "2025"),
        ("2025 June", "2025 June"),
        ("2025 Marine", "2025 Marine"),
        ("Price 2025 p", "Price 2025 p"),
        ("Apples (p)", "Apples (p)"),
    ],
)
def test_marks_of_status_behind_a_time_are_written_in_one_way(printed: str, header: str) -> None:
    """In the head of a column and of a row; other marks of a time are left out."""
    in_head = cells(f"<table><tr><th>Area<th>{printed}<tr><td>North<td>5")["5"]
    in_row = cells(f"<table><tr><th>Time<th>North<tr><td>{printed}<td>5")["5"]
    assert (in_head.column, in_row.row) == ((header,), (header,))


def test_rows_above_the_head_that_name_no_column_do_not_end_it() -> None:
    """Accounts begin with an empty row, or with the unit in the first cell."""
    balance = plain_headers("||", "ASSETS|2024|2023", "Cash|301,958|311,657")
    assert balance[2][2] == Headers(("Cash",), ("2023",), "ASSETS")
    in_millions = plain_headers("(In millions)||", "June 30,|2024|2023", "Land|8,163|5,683")
    assert in_millions[2][1].column == ("2024",)


def test_the_name_of_a_row_may_contain_a_number_after_an_empty_cell() -> None:
    """The first cell holds an icon; a row without a name has none."""
    found = plain_headers("|Series|Latest", "|Change over 12 months|1.9", "|5|6")
    assert found[1][2] == Headers(("Change over 12 months",), ("Latest",))
    assert found[2][2].row == ()


def test_the_label_of_a_part_stands_below_that_of_its_whole() -> None:
    """It begins with a dash, or with "of which"."""
    headers = plain_headers(
        *("Indicator | Latest", "Prices (May 2025) | 1", "– food | 2", "of which bread | 3"),
        *("Pay | 4", "-5 degrees | 5"),
    )
    rows = [row[-1].row for row in headers[1:]]
    whole = "Prices (May 2025)"
    assert rows[:3] == [(whole,), (whole, "– food"), (whole, "of which bread")]
    assert rows[3:] == [("Pay",), ("-5 degrees",)]
