"""PDF: read by pdftotext, whatever it makes of a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from texts.documents import pdf as document

from factreport.errors import TextError
from factreport.texts import Place, parse, pdf

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed"
)


@needs_pdftotext
def test_pages_and_paragraphs_are_counted() -> None:
    """Paragraphs as in plain text; a PDF of one page has a page, too."""
    text = parse("a.pdf", document("More than 2.7 mil-\nlion people", "Page two"))
    assert [(block.text, block.page) for block in text.blocks] == [
        ("More than 2.7 million people", 1),
        ("Page two", 2),
    ]
    assert text.place(text.blocks[1]) == Place(None, None, 2, 2)
    assert parse("a.pdf", document("one")).has_pages


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    """The title above them and the table below stay where they are."""
    left = ["The harbour had a good year, and", "its ships carried 1.2 million", "people."]
    right = ["Fewer of them than before came", "by night, so that the city", "saw 4 percent less."]
    prose = [f"{one:<40}{other}" for one, other in zip(left * 3, right * 3, strict=True)]
    table = ["Ships          2023     2024", "Ferries         498      512"]
    page = "\n".join(["The port of Alder in the year 2024 and before it", "", *prose, "", *table])
    ordered = pdf.in_reading_order(page).split("\n")
    assert ordered[0] == "The port of Alder in the year 2024 and before it"
    assert [line for line in ordered[1:] if line] == [*left * 3, *right * 3, *table]
    page = "\n".join(["Alder", "", *prose, *[f"{'more of it':<40}{''}"] * 2, "", "page 3"])
    ordered = pdf.in_reading_order(page).split("\n")
    assert (ordered[0], ordered[-1]) == ("Alder", "page 3")
    assert pdf.in_reading_order("\n".join(table)) == "\n".join(table)


@needs_pdftotext
@pytest.mark.parametrize("name", ["-q.pdf", "--help.pdf", "ä b;$(ls).pdf"])
def test_no_name_is_an_option(name: str) -> None:
    """What begins with a dash is a file like any other."""
    assert parse(name, document("five")).blocks[0].text == "five"


@needs_pdftotext
@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "it is not a PDF"),
        (b"<html>", "it is not a PDF"),
        (document("a")[:200], "pdftotext can't read it; it may be damaged"),
        (b"%PDF-1.4\ntrailer << /Encrypt 5 0 R >>", "it is encrypted, or damaged"),
    ],
)
def test_what_cannot_be_read_is_one_line(content: bytes, cause: str) -> None:
    """The file and the cause."""
    with pytest.raises(TextError) as caught:
        parse("a.pdf", content)
    assert str(caught.value).startswith(f"a.pdf: {cause}")


def test_without_pdftotext_a_line_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And what to do instead."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TextError, match=r"^a\.pdf: pdftotext, .*poppler-utils.* as \.txt$"):
        parse("a.pdf", document("a"))


@pytest.mark.parametrize(
    ("script", "cause"),
    [
        ("exec sleep 60", "pdftotext did not finish within 1 second"),
        ("exit 0", "pdftotext can't read it; it may be damaged"),
        (
            'for t; do :; done; dd if=/dev/null of="$t" bs=1 seek=101000000',
            "it has more than 100 MB of text",
        ),
    ],
)
def test_a_pdftotext_that_fails_is_one_line(
    script: str, cause: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It runs for ever, is killed, writes nothing, or far too much."""
    program = tmp_path / "pdftotext"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(pdf, "SECONDS", 1)
    with pytest.raises(TextError) as caught:
        parse("a.pdf", document("a"))
    assert str(caught.value) == f"a.pdf: {cause}"
