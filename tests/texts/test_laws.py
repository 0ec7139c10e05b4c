"""Laws of texts: what is set in many ways is read in one, and leads back to where it stands."""

from __future__ import annotations

import csv
import html
import io
import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from texts.documents import cell, docx, paragraph, row

from factreport.texts import Block, Text, parse
from factreport.texts.normalise import SUPERSCRIPTS

# The first Markdown of all pays for the import of its parser.
unhurried = settings(deadline=None)

FIGURES = st.sampled_from(
    [
        *("2.7 million", "15,270,000", "93.8%", "$40m", "A$3.4tr", "about 10 million", "5"),
        *("1 234 567", "-0.4 percent", "2016-2020", "nine out of ten", "12 1/2", "45 km", "m²"),
    ]
)
WIDE = {ord(" "): "\u3000", **{code: code + 0xFEE0 for code in range(0x21, 0x7F)}}


def texts_of(name: str, source: str | bytes) -> list[str]:
    content = source.encode() if isinstance(source, str) else source
    return [block.text for block in parse(name, content).blocks]


@unhurried
@given(FIGURES)
def test_a_figure_survives_being_set_in_markdown(figure: str) -> None:
    """In emphasis, in a link, in code, in a heading, in a quote, in an item, struck out."""
    for before, after in [
        *[(mark, mark) for mark in ("*", "_", "**", "__", "***", "~~")],
        *[("[", "](http://x/2020 'in 1999')"), ("<b>", "</b>"), ("**[", "](x)**"), ("`", "`")],
    ]:
        source = f"It was {before}{figure}{after} then."
        assert texts_of("a.md", source) == [f"It was {figure} then."], source
    for lead in ("# ", "> ", "- ", "1. ", "> - ", "- > "):
        assert texts_of("a.md", f"{lead}It was **{figure}** then.") == [f"It was {figure} then."]


@unhurried
@given(FIGURES)
def test_a_figure_survives_being_set_in_html(figure: str) -> None:
    """In elements, in references for its characters, beside comments."""
    spelled = "".join(f"&#{ord(char)};" for char in figure)
    for inside in (html.escape(figure), spelled, f"<b>{figure}</b>", f"<!-- 5 -->{figure}"):
        blocks = parse("a.html", f"<p class='x5'>It was {inside} then.".encode()).blocks
        prose = [block.text for block in blocks if block.is_prose]
        assert prose == [f"It was {figure} then."], inside


@unhurried
@given(FIGURES)
def test_a_figure_survives_a_table_cell(figure: str) -> None:
    """The same in Markdown, HTML, Word and delimited values, with the same headers."""
    stream = io.StringIO()
    csv.writer(stream).writerows([["Area", "2020"], ["North", figure]])
    head, body = row(cell("Area"), cell("2020")), row(cell("North"), cell(figure))
    for name, source in {
        "a.md": f"| Area | 2020 |\n|---|---|\n| North | **{figure}** |\n",
        "a.html": f"<table><tr><th>Area<th>2020<tr><td>North<td>{figure}</table>",
        "a.docx": docx(f"<w:tbl>{head}{body}</w:tbl>"),
        "a.csv": stream.getvalue(),
        "a.tsv": f"Area\t2020\nNorth\t{figure}\n",
    }.items():
        content = source.encode() if isinstance(source, str) else source
        block = parse(name, content).blocks[-1]
        assert (block.kind, block.text) == ("cell", figure), name
        assert (block.row, block.column, block.table) == (("North",), ("2020",), 1), name


@unhurried
@given(FIGURES, st.sampled_from(["\n", "\r\n", "\r", " \n\t", "\n> "]))
def test_a_figure_survives_a_line_break(figure: str, line_end: str) -> None:
    """Wherever a line ends within it, in plain text as in Markdown."""
    quote = "> " if ">" in line_end else ""
    source = f"{quote}It was {figure.replace(' ', line_end)} then."
    for name in ("a.txt", "a.md"):
        assert texts_of(name, source) == [f"It was {figure} then."], (name, source)


@unhurried
@given(FIGURES)
def test_a_figure_survives_being_set_wide(figure: str) -> None:
    """In full width, as East Asian texts set digits and letters."""
    source = f"It was {figure.translate(WIDE)} then."
    read = [text.replace("\u00a0", " ") for text in texts_of("a.txt", source)]
    assert read == [f"It was {figure} then."]


@unhurried
@given(FIGURES)
def test_a_figure_survives_word(figure: str) -> None:
    """Cut into runs anywhere, as Word does when a text is edited."""
    for at in range(1, len(figure)):
        body = paragraph(figure[:at]).replace("</w:p>", "") + paragraph(figure[at:])[5:]
        assert texts_of("a.docx", docx(body)) == [figure]


PIECES = st.sampled_from(
    [
        *(
            "word",
            "2.7 million",
            "5",
            "é",
            "ﬁve",
            "\uff11\uff12",
            "*",
            "**",
            "_",
            "~~",
            "`",
            "``",
            "[",
            "]",
        ),
        *("](u)", "](<u 7> 't 8')", "][r]", "[r]: 9\n", "![", "<b>", "</b>", "<br>", "<!-- 3 -->"),
        *("<sup>1</sup>", "&amp;", "&#50;", "&", "\\", "\\*", "<", ">", "> ", "\n", "\n\n", "\r\n"),
        *("  \n", "# ", "- ", "1. ", "    ", "\t", "|", "|-|-|\n", "\\|", "mil-\nlion", "¹", "m²"),
        *("\u00ad", "\u00a0", "–", "```\n", "~~~", "---\n", "===\n", "<td>", "<table>", "</table>"),
        *("[^1]", "[^1]: ", "<https://a.b/c%20d>", ": ", "<p hidden>", "<script>", "\0", "\f", " "),
    ]
)
DOCUMENTS = st.lists(PIECES, max_size=30).map("".join)


@unhurried
@given(DOCUMENTS, st.sampled_from(["a.txt", "a.md", "a.qmd", "a.html", "a.csv", "a.tsv"]))
def test_every_letter_leads_back_to_itself(source: str, name: str) -> None:
    """The source at a letter's origin is that letter, or the way in which it is spelled."""
    source = source.replace("\0", "") if name != "a.md" else source.replace("\0", "\ufffd")
    text = parse(name, source.encode())
    for block in text.blocks:
        if block.kind == "code":
            continue
        for at, letter in enumerate(block.text):
            if letter.isalnum():
                origin = block.origin(at)
                assert _is_spelled(letter, source, origin), (block.text, at, source[origin:])


def _is_spelled(letter: str, source: str, origin: int) -> bool:
    if source.startswith(letter, origin):
        return True
    if source.startswith("&", origin):
        end = source.find(";", origin) + 1 or origin + 6
        return letter in html.unescape(source[origin:end])
    return letter in unicodedata.normalize("NFKC", source[origin]) or letter in source[
        origin
    ].translate(SUPERSCRIPTS)


@unhurried
@given(DOCUMENTS, st.sampled_from(["a.txt", "a.md", "a.html", "a.csv"]))
def test_blocks_are_in_order(source: str, name: str) -> None:
    """Origins never go back within a block; paragraphs are counted from 1 without a gap."""
    text = parse(name, source.replace("\0", "").encode())
    for block in text.blocks:
        origins = [block.origin(at) for at in range(len(block.text))]
        assert origins == sorted(origins), block
        _assert_place(text, block)
    numbers = [block.paragraph for block in text.blocks if block.is_prose]
    assert all(isinstance(number, int) for number in numbers)
    assert all(0 <= (later or 0) - (number or 0) <= 1 for number, later in pairwise(numbers))
    assert numbers[:1] in ([], [1])


def _assert_place(text: Text, block: Block) -> None:
    for at in (0, max(len(block.text) - 1, 0)):
        place = text.place(block, at)
        assert place.line is not None
        assert 1 <= place.line <= len(text.line_starts)
        assert (place.column or 0) >= 1
