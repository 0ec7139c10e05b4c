"""Plain text: lines, columns, paragraphs and pages, and what quotes another letter."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factreport.texts import Place, Text, parse


def plain(source: str) -> Text:
    return parse("a.txt", source.encode())


def places(source: str) -> dict[str, Place]:
    """Where each word stands, by the word."""
    text = plain(source)
    return {
        word: text.place(block, block.text.index(word))
        for block in text.blocks
        for word in block.text.split()
    }


def test_places_count_from_one() -> None:
    """Line, column, paragraph and page of a word all count from 1."""
    assert places("one\ntwo\n\n \t\nthree\n\ffour\n") == {
        "one": Place(1, 1, 1, 1),
        "two": Place(2, 1, 1, 1),
        "three": Place(5, 1, 2, 1),
        "four": Place(6, 2, 2, 2),
    }


def test_paragraphs_are_blocks_between_blank_lines() -> None:
    """A line of white space alone is blank; the first and last lines may be."""
    text = plain("\n\n  one\ntwo  \r\n\r\n \nthree")
    assert [(block.text, block.paragraph) for block in text.blocks] == [
        ("one two", 1),
        ("three", 2),
    ]


def test_items_are_blocks_of_one_paragraph() -> None:
    """What one says is not about the next; a single dash may be that of a sentence."""
    text = plain("Results:\n- Sales: 448\n- Margin: 9.3%,\n  as before\n\nA sum\n– of 5 – came.\n")
    assert [(block.kind, block.text, block.paragraph) for block in text.blocks] == [
        ("paragraph", "Results:", 1),
        ("item", "Sales: 448", 1),
        ("item", "Margin: 9.3%, as before", 1),
        ("paragraph", "A sum – of 5 – came.", 2),
    ]
    assert text.place(text.blocks[2], 8) == Place(3, 11, 1, None)


def test_pages_are_separated_by_form_feeds() -> None:
    """A form feed that closes the text opens no page; without one there are no pages."""
    pages = {word: place.page for word, place in places("one\n\ftwo\n\nthree\n\f").items()}
    assert pages == {"one": 1, "two": 2, "three": 2}
    assert plain("one\f").has_pages
    assert not plain("one").has_pages
    assert places("one")["one"].page is None


def test_the_numbers_of_pages_are_no_prose() -> None:
    """At the edge of a page, between dashes or by themselves; the text below keeps its count."""
    source = "Sales rose.\n\n   - 1 -\n\f2. Costs\nfell by 5.\n\n2\n\fPage 3 of 9\n\nThe end."
    blocks = parse("a.txt", source.encode()).blocks
    assert [(one.kind, one.text, one.paragraph, one.page) for one in blocks] == [
        ("paragraph", "Sales rose.", 1, 1),
        ("page number", "- 1 -", None, 1),
        ("paragraph", "2. Costs fell by 5.", 2, 2),
        ("page number", "2", None, 2),
        ("page number", "Page 3 of 9", None, 3),
        ("paragraph", "The end.", 4, 3),
    ]
    for other in (b"Sales:\n\n12\n\n7", b"Sales:\n\n345\n\fCosts\n\n12"):
        assert {one.kind for one in parse("a.txt", other).blocks} == {"paragraph"}


def test_a_text_without_words_has_no_block() -> None:
    """Neither an empty one nor one of white space."""
    assert plain("").blocks == plain(" \n\f\u00a0\n").blocks == ()


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("> 2.7 million\n> people\n", "2.7 million people"),
        (">> a\n> > 5", "a 5"),
        ("more than\n>5 people", "more than >5 people"),
        ("> a\nb", "> a b"),
    ],
)
def test_marks_of_a_quote_are_not_seen(source: str, read: str) -> None:
    """Where every line of a paragraph has one; elsewhere ``>`` is what the writer wrote."""
    assert plain(source).blocks[0].text == read


@given(st.text(alphabet="ab \t\n\r\f", max_size=60))
def test_every_letter_has_a_place(source: str) -> None:
    """A page begins behind a form feed, a line behind a line's end, wherever they stand."""
    text = plain(source)
    assume(text.blocks)
    for block in text.blocks:
        for at, letter in enumerate(block.text):
            if letter != " ":
                place, origin = text.place(block, at), block.origin(at)
                assert source[origin] == letter
                before = source[:origin].replace("\r\n", "\n").replace("\r", "\n")
                assert place.line == before.count("\n") + 1
                assert place.column == len(before) - (before.rfind("\n") + 1) + 1
                if text.has_pages:
                    assert place.page == source.count("\f", 0, origin) + 1


def test_columns_and_rows_that_are_no_table_stay_apart() -> None:
    """Two blanks beside a number divide columns; prose with two blanks after a stop is prose."""
    (beside,) = plain("Men    640 312   Boys  641 008\nWomen  12 500\tGirls  13 500\nAll").blocks
    assert beside.text == "Men\n640 312\nBoys\n641 008\n\nWomen\n12 500\nGirls\n13 500\n\nAll"
    (prose,) = plain("It rose.  52 came  and\nwent.  7 stayed\nat home.").blocks
    assert prose.text == "It rose. 52 came and went. 7 stayed at home."


def test_a_copied_column_has_a_row_a_line() -> None:
    """Where two lines are numbers alone; a line that goes on in lower case belongs to the last."""
    (block,) = plain("Homes\n19 337\n-0.9\nHouses\nin towns\n9 498").blocks
    assert block.text == "Homes\n\n19 337\n\n-0.9\n\nHouses in towns\n\n9 498"
    (block,) = plain("More than\n5\nhomes in\n2020").blocks
    assert "\n\nhomes" not in block.text
