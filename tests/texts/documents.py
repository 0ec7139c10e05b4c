"""Small documents for the tests: Word and PDF as their programs write them."""

from __future__ import annotations

import io
import zipfile

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = ("styles", "comments", "footnotes", "endnotes")


def relations(**targets: str) -> str:
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def archive(**parts: str | bytes) -> bytes:
    """A zip archive; a double underscore in a name is a slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archived:
        for name, content in parts.items():
            # Without a date of its own an archive would differ from second to second.
            entry = zipfile.ZipInfo(name.replace("__", "/"))
            archived.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def part(name: str, inside: str) -> str:
    return f'<?xml version="1.0"?><w:{name} xmlns:w="{_WORD}">{inside}</w:{name}>'


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body, and the inside of its other parts."""
    return archive(
        **{
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": relations(**{name: f"{name}.xml" for name in parts}),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            **{f"word/{name}.xml": part(name, inside) for name, inside in parts.items()},
        }
    )


def paragraph(text: str, style: str = "", run: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    of_run = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:p>{properties}<w:r>{of_run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def pdf(*pages: str) -> bytes:
    """A PDF with these lines of ASCII on its pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    for page in pages:
        shown = b"".join(b"(%s) Tj T*\n" % line.encode("ascii") for line in page.split("\n"))
        stream = b"BT /F1 12 Tf 14 TL 72 720 Td\n" + shown + b"ET"
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources %s"
            b" /Contents %d 0 R >>" % (font, len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    content = b"%PDF-1.4\n"
    starts = []
    for number, written in enumerate(objects, 1):
        starts.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n"
        b"%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(content))
    )
