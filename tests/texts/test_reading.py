"""Reading: which file is read as what, from where, and what is said of one that can't be read."""

from __future__ import annotations

import io
import os
import sys
from itertools import count
from pathlib import Path

import pytest
from process import in_locale

from factreport.errors import TextError
from factreport.texts import parse, read_text


def words(path: str | Path) -> list[str]:
    return [block.text for block in read_text(str(path)).blocks]


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        *((f"a.{ending}", "markdown") for ending in ("md", "MARKDOWN", "qmd", "Rmd")),
        *((f"a.{ending}", "html") for ending in ("html", "HTM", "xhtml")),
        *((f"a.{ending}", "csv") for ending in ("csv", "tsv")),
        *((name, "plain") for name in ("a.txt", "a", "md", ".md", "a.md.bak", "é.text")),
        ("<standard input>", "markdown"),
    ],
)
def test_a_name_says_how_a_text_is_read(name: str, format_: str) -> None:
    """By its ending, in capitals too; what has another one is plain text."""
    assert parse(name, b"**5**").format == format_


def test_a_text_is_read_from_its_file(tmp_path: Path) -> None:
    """Whatever its name; the text keeps it for messages."""
    for name in ("-a.md", in_locale("tëxt.txt"), "a b.csv"):
        path = tmp_path / name
        path.write_text("2.7 million", encoding="utf-8")
        assert words(path) == ["2.7 million"]
        for spelled in (str(path), path, os.fsencode(path)):
            text = read_text(spelled)
            assert (text.name, text.format) == (str(path), parse(str(path), b"").format)


def test_standard_input_is_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash names it."""
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(b"**2.7** million"), encoding="utf-8")
    )
    text = read_text("-")
    assert (text.format, text.blocks[0].text) == ("markdown", "2.7 million")


def test_a_file_that_cannot_be_read_is_one_line_with_the_cause(tmp_path: Path) -> None:
    """Missing, a folder, a loop of links, a name too long or impossible."""
    (tmp_path / "loop.md").symlink_to("loop.md")
    for name, cause in {
        "missing.md": "No such file or directory",
        ".": "Is a directory",
        "loop.md": "Too many levels of symbolic links",
        "a" * 300: "File name too long",
        "nul\0.md": "no file can have this name",
    }.items():
        with pytest.raises(TextError) as caught:
            read_text(str(tmp_path / name))
        assert str(caught.value).endswith(f": {cause}")
        assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("é 5".encode(), "é 5"),
        ("é 5".encode("utf-8-sig"), "é 5"),
        ("é 5".encode("utf-16"), "é 5"),
        ("\ufeffé 5".encode("utf-16-be"), "é 5"),
    ],
)
def test_text_is_utf_8_or_utf_16_with_its_mark(content: bytes, read: str) -> None:
    """The mark of the order of bytes is not seen, and counts as no column."""
    for name in ("a.txt", "a.md", "a.html", "a.csv"):
        assert [block.text for block in parse(name, content).blocks] == [read]


def test_another_encoding_is_refused_with_its_line() -> None:
    """One line says what to do, and shows no raw character of the name."""
    with pytest.raises(TextError) as caught:
        parse("a\x1b.txt", "one\ntwo é".encode("latin-1"))
    assert str(caught.value) == "a\\x1b.txt:2: not UTF-8; save it as UTF-8"
    with pytest.raises(
        TextError, match=r"^a\.md:1: not a text file: it contains NUL bytes; save it as UTF-8$"
    ):
        parse("a.md", "one\ntwo".encode("utf-16-le") + b"")
    with pytest.raises(TextError, match=r"^a\.md:1: not utf-16; save it as UTF-8$"):
        parse("a.md", b"\xff\xfea")


@pytest.mark.parametrize(
    ("declared", "content", "read"),
    [
        ("<meta charset=iso-8859-1>", "é 5 €".encode("cp1252"), "é 5 €"),
        ('<META HTTP-EQUIV="x" content="text/html; charset=koi8-r">', "я".encode("koi8-r"), "я"),
        ("<meta charset='utf-8'>", "é".encode(), "é"),
        ("<meta charset=utf-16>", "é".encode(), "é"),
    ],
)
def test_a_page_may_name_its_encoding(declared: str, content: bytes, read: str) -> None:
    """As a browser takes it: Latin-1 is Windows' extension of it."""
    assert [block.text for block in parse("a.html", declared.encode() + content).blocks] == [read]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"%PDF-1.4", "it is a PDF; give it a name that ends in .pdf"),
        (b"PK\x03\x04", "it is an archive or an office document; save it as .docx, .csv or .txt"),
        (b"\xd0\xcf\x11\xe0", "it is an office document; save it as .docx, .csv or .txt"),
        (b"\x1f\x8b", "it is compressed; unpack it first"),
    ],
)
def test_what_is_no_text_is_told_by_its_first_bytes(content: bytes, cause: str) -> None:
    """And what to do with it."""
    for name in ("a.txt", "a.md", "a.csv", "a.html", "<standard input>"):
        with pytest.raises(TextError) as caught:
            parse(name, content + b"\xff5")
        assert str(caught.value) == f"{name}: not a text file: {cause}"


@pytest.mark.parametrize("charset", ["nope", "hex", "rot13", "undefined", "unicode_escape"])
def test_an_unknown_encoding_is_one_line(charset: str) -> None:
    """Neither an unknown name nor what encodes no text."""
    with pytest.raises(TextError, match=rf'^a\.html: unknown charset "{charset}"$'):
        parse("a.html", f"<meta charset={charset}>é".encode())


def test_a_text_that_changes_while_it_is_read_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From one version, or not at all."""
    path = tmp_path / "draft.md"
    path.write_text("5 people", encoding="utf-8")
    original = os.fstat
    versions = iter(["6 people and more", "7 people"])

    def changing(descriptor: int) -> os.stat_result:
        status = original(descriptor)
        if version := next(versions, None):
            path.write_text(version, encoding="utf-8")
        return status

    monkeypatch.setattr(os, "fstat", changing)
    assert words(path) == ["7 people"]
    versions = (f"{'more ' * number}people" for number in count(1))
    with pytest.raises(TextError, match="keeps changing while it is read"):
        read_text(path)
