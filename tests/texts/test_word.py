"""Word: what is read of a document, and what is refused."""

from __future__ import annotations

import contextlib

import pytest
from texts.documents import archive as archived
from texts.documents import cell, docx, paragraph, relations, row

from factreport.errors import TextError
from factreport.texts import Place, Text, parse

STYLES = (
    '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Mine"><w:name w:val="My head"/><w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:styleId="Out"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="L"><w:name w:val="y"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
    '</w:pPr></w:style><w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="C"><w:name w:val="caption"/></w:style>'
)


def word(body: str, **parts: str) -> Text:
    return parse("a.docx", docx(body, **parts))


def kinds(body: str, **parts: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in word(body, **parts).blocks]


def test_each_paragraph_has_its_kind() -> None:
    """By its style, in whatever language, by its outline level, or by its number."""
    numbered = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{}'/></w:numPr></w:pPr>"
    body = (
        paragraph("a", "T")
        + paragraph("b", "berschrift1")
        + paragraph("c", "Mine")
        + paragraph("d", "Out")
        + paragraph("e", "L")
        + paragraph("f").replace("<w:p>", f"<w:p>{numbered.format(1)}")
        + paragraph("g").replace("<w:p>", f"<w:p>{numbered.format(0)}")
        + paragraph("h", "Unknown")
        + "<w:p/>"
    )
    assert kinds(body, styles=STYLES) == [
        *(("heading", letter) for letter in "abcd"),
        *(("item", "e"), ("item", "f"), ("paragraph", "g"), ("paragraph", "h")),
    ]
    text = word(body, styles=STYLES)
    assert text.blocks[-1].headings == ("c", "d")
    assert [block.paragraph for block in text.blocks] == list(range(1, 9))
    assert text.place(text.blocks[2]) == Place(None, None, 3, None)


def test_runs_are_read_as_they_are_seen() -> None:
    """Raised, hidden, deleted and moved text, tabs, breaks and hyphens; no field's code."""
    body = (
        "<w:p><w:r><w:t>2.7 mil</w:t></w:r><w:r><w:softHyphen/><w:t>lion</w:t></w:r>"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
        "<w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins><w:r><w:tab/><w:t>x</w:t></w:r>"
        "</w:ins><w:moveFrom><w:r><w:t>6</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:br/><w:t>non</w:t><w:noBreakHyphen/></w:r>'
        "<w:r><w:instrText>PAGE 8</w:instrText><w:footnoteReference w:id='9'/><w:t>EU</w:t></w:r>"
        "</w:p>"
    )
    assert kinds(body) == [("paragraph", "2.7 million x\nnon-EU")]


def test_a_table_has_its_headers_and_its_caption() -> None:
    """Cells that go on over columns and rows, marked head rows, a caption's style."""
    body = (
        paragraph("Sold (%)", "C")
        + "<w:tbl>"
        + row(cell("Area"), cell("2020", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>")
        + row(cell(""), cell("Men 1"), cell("Women 2"), properties="<w:tblHeader/>")
        + row(cell("North", '<w:vMerge w:val="restart"/>'), cell("5"), cell("6"))
        + row(cell("", "<w:vMerge/>"), cell("7"), cell("8"))
        + "</w:tbl>"
        + paragraph("after")
    )
    blocks = {block.text: block for block in word(body, styles=STYLES).blocks}
    assert (blocks["8"].row, blocks["8"].column) == (("North",), ("2020", "Women 2"))
    assert blocks["5"].caption == blocks["Sold (%)"].text == "Sold (%)"
    assert [block.paragraph for block in blocks.values()] == [1] * 10 + [2]


def test_a_row_may_leave_out_its_first_columns() -> None:
    """What follows stands under its own headers."""
    body = (
        "<w:tbl>"
        + row(cell("Area"), cell("Men"), cell("Women"))
        + row(cell("6"), properties='<w:gridBefore w:val="2"/>')
        + "</w:tbl>"
    )
    assert word(body).blocks[-1].column == ("Women",)


def test_comments_and_notes_are_read() -> None:
    """A comment where its range begins, once; notes at the end, without their dividing line."""
    body = (
        '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r></w:p>'
        '<w:p><w:r><w:t>b</w:t></w:r><w:commentRangeStart w:id="2"/><w:r><w:t>c</w:t></w:r></w:p>'
    )
    comments = "".join(
        f'<w:comment w:id="{number}">{paragraph("x")}{paragraph(str(number))}</w:comment>'
        for number in (1, 2, 3)
    )
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("9")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("note")}</w:footnote>'
    )
    assert kinds(body, comments=comments, footnotes=notes) == [
        ("comment", "x\n1"),
        ("paragraph", "a"),
        ("paragraph", "bc"),
        ("comment", "x\n2"),
        ("paragraph", "note"),
    ]


def test_a_text_box_stands_behind_its_paragraph_once() -> None:
    """It does not cut the sentence that holds it, and its copy for old programs is left out."""
    box = f"<w:txbxContent>{paragraph('box')}{paragraph('two')}</w:txbxContent>"
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<w:p><w:r><w:t>one </w:t></w:r><w:r><mc:A xmlns:mc="{space}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:A></w:r><w:r><w:t>sentence</w:t></w:r></w:p>"
    )
    assert kinds(body) == [(("paragraph"), text) for text in ("one sentence", "box", "two")]


def test_the_document_may_have_any_name() -> None:
    """It is found by its relation, in Word's strict form as well."""
    strict = (
        '<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p>'
        "<d:r><d:t>5</d:t></d:r></d:p></d:body></d:document>"
    )
    parts = {"_rels/.rels": relations(officeDocument="/doc/a.xml"), "doc/a.xml": strict}
    assert [block.text for block in parse("a.docx", archived(**parts)).blocks] == ["5"]


def test_a_drawing_is_no_text() -> None:
    """Its own paragraphs and texts have the same names in another space."""
    drawing = (
        '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>5</a:t></a:p>'
    )
    assert kinds(paragraph("a").replace("<w:t ", f"{drawing}<w:t ")) == [("paragraph", "a")]


MAIN = {"_rels/.rels": relations(officeDocument="a.xml")}
ENTITIES = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "it is damaged, or not a Word document"),
        (b"PK\x03\x04", "it is damaged, or not a Word document"),
        (docx(paragraph("a"))[:-40], "it is damaged, or not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is encrypted or an old .doc"),
        (archived(a="b"), "it is not a Word document"),
        (archived(**MAIN), 'it is damaged: it has no "a.xml"'),
        (archived(**MAIN, **{"a.xml": "<a>"}), '"a.xml" in it is damaged'),
        (archived(**MAIN, **{"a.xml": ENTITIES}), '"a.xml" in it has a document type'),
        (archived(**MAIN, **{"a.xml": ENTITIES.encode("utf-16")}), '"a.xml" in it has a document'),
        (archived(**{"_rels/.rels": ENTITIES}), '"_rels/.rels" in it has a document type'),
    ],
)
def test_what_is_no_document_is_refused_in_a_line(content: bytes, cause: str) -> None:
    """Damaged, encrypted, with entities: the file and the cause."""
    with pytest.raises(TextError) as caught:
        parse("dir/a.docx", content)
    assert str(caught.value).startswith(f"dir/a.docx: {cause}")
    assert "\n" not in str(caught.value)


def test_damage_within_is_one_line() -> None:
    """Any byte of a document may be wrong: it is read, or it is one line."""
    content = docx(paragraph("a" * 50), styles=STYLES)
    for at in range(0, len(content), 3):
        damaged = bytearray(content)
        damaged[at] ^= 0x55
        with contextlib.suppress(TextError):
            parse("a.docx", bytes(damaged))


def test_a_locked_archive_is_encrypted() -> None:
    """A part that asks for a password says so."""
    content = bytearray(archived(**MAIN, **{"a.xml": "<a/>"}))
    for entry in (b"PK\x03\x04", b"PK\x01\x02"):
        start = content.find(entry)
        while start >= 0:
            content[start + (6 if entry[2] == 3 else 8)] |= 1
            start = content.find(entry, start + 1)
    with pytest.raises(TextError, match="it is encrypted; save it without a password"):
        parse("a.docx", bytes(content))
