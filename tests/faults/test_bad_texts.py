"""Texts that are damaged, encrypted, huge, nested without end, or made to do harm."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from faults.samples import took
from process import linux, measured, run
from texts.documents import archive as archived
from texts.documents import docx, paragraph, pdf, relations

pytestmark = pytest.mark.slow
needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed"
)
EACH = [["figures"], ["audit"], ["verify", "atlas"]]
MAIN = {"_rels/.rels": relations(officeDocument="a.xml")}
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("bcdefghi", "cdefghij", strict=True)
    )
    + "]><a>&j;</a>"
)
OUTSIDE = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"


def encrypted_pdf() -> bytes:
    """A PDF that says it is encrypted, with no way to know the password."""
    text = pdf("There were 1,500 pairs").replace(
        b"trailer\n<<", b"trailer\n<< /Encrypt << /Filter /Unknown >>"
    )
    assert b"/Encrypt" in text
    return text


@linux
@pytest.mark.parametrize("asked", EACH, ids=lambda asked: asked[0])
def test_whatever_reads_a_text_says_that_it_can_not_be_read(asked: list[str]) -> None:
    """In one line that names the file."""
    Path("a.docx").touch()
    assert took([*asked, "a.docx"], 10).line().startswith("report: a.docx: ")


@linux
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"There were 1,500 pairs."),
        ("a.docx", docx(paragraph("There were 1,500 pairs."))[:-30]),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2_000),
        ("a.docx", archived(**MAIN, **{"a.xml": LAUGHS})),
        ("a.docx", archived(**MAIN, **{"a.xml": OUTSIDE})),
        ("a.docx", archived(**{"_rels/.rels": OUTSIDE})),
        ("a.md", b"There were 1,500 pairs\xff."),
        ("a.txt", b"\x00\xff\xfe\x80 1,500"),
        ("a.html", b"<p>caf\xe9 1,500"),
        ("a.html", b'<meta charset="rot13"><p>1,500'),
        ("a.csv", b"a,b\n1,\xe9\n"),
    ],
    ids=[
        "no archive",
        "cut off",
        "encrypted",
        "entities in entities",
        "an entity from outside",
        "an entity from outside in its list of parts",
        "Markdown not in UTF-8",
        "no text",
        "HTML not in UTF-8",
        "HTML in an encoding unheard of",
        "CSV not in UTF-8",
    ],
)
def test_a_text_that_can_not_be_read_is_one_line(name: str, content: bytes) -> None:
    """The file and the cause, within seconds."""
    Path(name).write_bytes(content)
    line = took(["figures", name], 10).line()
    assert line.startswith(f"report: {name}")
    assert "root" not in line


@linux
@needs_pdftotext
@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7\n", b"There were 1,500 pairs.", pdf("1,500 pairs")[:150], encrypted_pdf()],
    ids=["empty", "nothing", "no PDF", "cut off", "encrypted"],
)
def test_a_pdf_that_can_not_be_read_is_one_line(content: bytes) -> None:
    """Whatever pdftotext makes of it."""
    Path("a.pdf").write_bytes(content)
    assert took(["figures", "a.pdf"], 10).line().startswith("report: a.pdf: ")


def pack(name: str, parts: dict[str, str], large: str, megabytes: int) -> None:
    """Write an archive in which one part is nothing but blanks, so many of them."""
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for part, content in parts.items():
            if part != large:
                packed.writestr(part, content)
        with packed.open(large, "w") as stream:
            stream.write(b"<a>")
            for _ in range(megabytes):
                stream.write(b" " * 1_000_000)
            stream.write(b"</a>")


_PARTS = {
    "_rels/.rels": relations(officeDocument="a.xml"),
    "a.xml": "<a/>",
    "_rels/a.xml.rels": relations(styles="styles.xml"),
    "styles.xml": "<a/>",
}


@linux
@pytest.mark.parametrize("part", ["a.xml", "_rels/.rels", "styles.xml"])
def test_a_zip_bomb_is_one_line(part: str) -> None:
    """Three hundred megabytes in three hundred kilobytes are not unpacked."""
    pack("a.docx", _PARTS, part, 300)
    usage = measured("figures", "a.docx")
    assert "when unpacked" in usage.run.line()
    assert usage.seconds < 20
    assert usage.megabytes < 300


@linux
def test_a_part_that_is_named_again_and_again_is_not_unpacked_again_and_again() -> None:
    """A thousand notes that are one file of forty megabytes."""
    start, inside, end = relations(footnotes="b.xml").partition("<Relationship ")
    one, close, end = end.partition("/>")
    related = f"{start}{f'{inside}{one}{close}' * 1_000}{end}"
    assert related.count("b.xml") == 1_000
    pack("a.docx", {**_PARTS, "_rels/a.xml.rels": related}, "b.xml", 40)
    line = took(["figures", "a.docx"], 30).line()
    assert line.startswith("report: a.docx: it unpacks to far more than a document of its size")


@linux
@pytest.mark.parametrize(
    "piece", ["<w:p/>", "<w:tbl>", "<w:p><w:r><w:t>1</w:t></w:r></w:p>", "<w:tr><w:tc>"]
)
def test_a_document_of_nothing_but_elements_takes_seconds(piece: str) -> None:
    """Five megabytes of them, which are a few kilobytes when packed."""
    tags = [tag for tag in ("w:tbl", "w:tr", "w:tc") if f"<{tag}>" in piece]
    count = 5_000_000 // len(piece)
    body = piece * count + "".join(f"</{tag}>" for tag in reversed(tags)) * count
    Path("a.docx").write_bytes(docx(body))
    done = took(["figures", "a.docx", "-f", "value"], 60)
    assert done.code in (0, 1, 2)
    assert done.err.count("\n") <= 1


@linux
@pytest.mark.parametrize("name", ["a.html", "a.md"])
@pytest.mark.parametrize("piece", ["<b>", "<table><tr><td>"])
def test_nesting_without_end_takes_seconds(name: str, piece: str) -> None:
    """Half a megabyte of what is opened and never closed."""
    Path(name).write_text(f"{piece * (500_000 // len(piece))}\n\n<p>There were 52 pairs.", "utf-8")
    done = took(["figures", name, "-f", "jsonl"], 30)
    assert done.code == 0, done.err
    assert "52" in done.out


@linux
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv"])
def test_a_text_is_read_whatever_ends_its_lines(name: str) -> None:
    """A mark at the start, and the line ends of other systems."""
    for content in (
        "\ufeffThere were 52 pairs\r\n",
        "There were 52 pairs\r",
        "\r\n52 pairs\r\n\r\n",
    ):
        Path(name).write_bytes(content.encode())
        assert '"52' in run("figures", name, "-f", "json").out
