"""Places: line, column, paragraph and page of every offset."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factreport.figures import Place, Text


def test_places_count_from_one() -> None:
    """Line, column, paragraph and page of an offset all count from 1."""
    text = Text("one\ntwo\n\n \t\nthree\n\ffour\n")
    assert text.place(0) == Place(1, 1, 1, 1)
    assert text.place(text.text.index("two") + 1) == Place(2, 2, 1, 1)
    assert text.place(text.text.index("three")) == Place(5, 1, 2, 1)
    assert text.place(text.text.index("four")) == Place(6, 2, 2, 2)


def test_paragraphs_are_blocks_between_blank_lines() -> None:
    """A line of white space alone is blank; the first and last lines may be."""
    text = Text("\n\n  one\ntwo  \r\n\r\n \nthree")
    assert text.paragraph_count == 2
    assert [text.text[slice(*text.paragraph(n))] for n in (1, 2)] == ["  one\ntwo", "three"]


def test_pages_are_separated_by_form_feeds() -> None:
    """A form feed that closes the text opens no page; without one there are no pages."""
    text = Text("one\n\ftwo\n\f")
    assert (text.has_pages, text.page_count) == (True, 2)
    assert [text.text[slice(*text.page(n))] for n in (1, 2)] == ["one\n", "two\n"]
    assert (Text("one").has_pages, Text("one").page_count) == (False, 1)


def test_a_paragraph_or_page_that_is_not_there() -> None:
    """A number beyond the last is an IndexError that says how many there are."""
    text = Text("one\n\ntwo")
    for number in (0, 3, -1):
        with pytest.raises(IndexError, match=f"no paragraph {number}; the text has 2"):
            text.paragraph(number)
    with pytest.raises(IndexError, match="no page 2; the text has 1"):
        text.page(2)


def test_a_blank_text_has_no_paragraph() -> None:
    """Nothing has one line and one page, and no paragraph."""
    assert Text("").paragraph_count == 0
    assert Text("").place(0) == Place(1, 1, 1, 1)


@given(st.text(alphabet="ab \t\n\r\f", max_size=60))
def test_every_offset_has_a_place(content: str) -> None:
    """A paragraph's and a page's spans hold the offsets that are placed in them."""
    text = Text(content)
    assume(content)
    for offset, letter in enumerate(content):
        place = text.place(offset)
        assert place.column >= 1
        if not letter.isspace():
            start, end = text.paragraph(place.paragraph)
            assert start <= offset < end
            start, end = text.page(place.page)
            assert start <= offset < end
