"""Places: line, column, paragraph and page of every offset."""

from __future__ import annotations

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
    assert [text.text[slice(*span)] for span in text.paragraphs] == ["  one\ntwo", "three"]


def test_pages_are_separated_by_form_feeds() -> None:
    """A form feed that closes the text opens no page; without one there are no pages."""
    text = Text("one\n\ftwo\n\f")
    pages = [text.place(offset).page for offset in range(len(text.text) + 1)]
    assert (text.has_pages, pages) == (True, [1] * 5 + [2] * 6)
    assert (Text("one").has_pages, Text("one").place(2).page) == (False, 1)


def test_a_blank_text_has_no_paragraph() -> None:
    """Nothing has one line and one page, and no paragraph."""
    assert Text("").paragraphs == []
    assert Text("").place(0) == Place(1, 1, 1, 1)


@given(st.text(alphabet="ab \t\n\r\f", max_size=60))
def test_every_offset_has_a_place(content: str) -> None:
    """A paragraph holds the offsets that are placed in it; a page begins behind a form feed."""
    text = Text(content)
    assume(content)
    for offset, letter in enumerate(content):
        place = text.place(offset)
        assert place.column >= 1
        if not letter.isspace():
            start, end = text.paragraphs[place.paragraph - 1]
            assert start <= offset < end
            assert place.page == content.count("\f", 0, offset) + 1
