"""Texts made to do harm: each is read within seconds, in a time that grows with its length."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import grows_in_proportion
from texts.documents import docx, paragraph

from factreport.texts import parse

pytestmark = pytest.mark.slow

# What a text may consist of, again and again; what is left open, nested, or stands alone.
PIECES = (
    *("1", "[", "]", "![", "[a](", "[a](b '", '[a](b "', "](", "[]", "[a][b] ", "[a]: b\n", "("),
    *("*", "* ", "*a", "_a", "**a *b ", "~~a", "`", "`a", "``a`", "\\", "&", "&a", "&#35;", "<"),
    *("<a ", '<a b=">', "<a b='\">", "<!--", "<!-- a -->", "<![CDATA[", "<?", "<!A", "<http://a>"),
    *("<div>", "<b>", "</b>", "<p>a", "<ul><li>", "<table>", "<table><td>a", "<script>", "<title>"),
    *("<tr><td rowspan=65534 colspan=1000>1", "<p hidden>a", "<sup>1</sup>", "1<sup>", "<h1>a"),
    *("|", "|a|b|\n", "|a\n|-\n", "> ", ">>>>\n", ">", "- ", "1. ", "# ", "a\n=\n", "a\n---\n"),
    *("```\n", "---\n", ":::\n", "{{<", "`{", "]{", "[^1]", "[^1]: a\n", "[^", ": a\n\n"),
    *(
        "\n",
        "\r",
        "\r\n",
        " ",
        "\t",
        "\f",
        "a\f",
        "\u00a0",
        "1\u00a0",
        "\u00ad",
        "\u200b",
        "\u2028a",
    ),
    *(
        "a-\n",
        "1–2",
        "–",
        "1·",
        "¹",
        "m²,",
        "[1]",
        "a[1]",
        "e\u0301",
        "\u0301",
        "ﬁ",
        "\uff11",
        "“",
        "\u2028a",
    ),
    *('"', '"a",', ",", ";", '"a\n'),
)
NESTED = "".join(f"{'  ' * depth}- a\n{'>' * depth} b\n" for depth in range(60))
QUARTO = "a.qmd"  # read as Markdown is, with more patterns
TAIL = "\n\n[a]: x\n\n[^1]: y\n\nlast 5\n"


@pytest.mark.parametrize("name", ["a.txt", QUARTO, "a.html", "a.csv"])
def test_a_text_of_one_piece_takes_a_time_that_grows_with_its_length(name: str) -> None:
    """Sixteen times as much takes about sixteen times as long, not its square."""
    for piece in (*PIECES, NESTED):

        def work(length: int, piece: str = piece) -> None:
            parse(name, f"{(piece * length)[:length]}{TAIL}".encode())

        assert grows_in_proportion(work, 1_000), piece


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("piece", ["1", "[", "<div>", "*", "`", "> ", "<ul><li>", "mil-\nlion "])
def test_half_a_megabyte_of_one_piece_is_no_harder_than_a_part_of_it(name: str, piece: str) -> None:
    """What people try first."""
    assert grows_in_proportion(
        lambda length: parse(name, f"{(piece * length)[:length]}{TAIL}".encode()), 30_000
    )


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_megabyte_of_prose_is_no_harder_than_a_page(name: str) -> None:
    """How fast it is read the benchmarks tell."""
    line = "About 2.7 million of them, 93.8% of all (see the bulletin), were poverty-stricken.\n"
    assert grows_in_proportion(
        lambda paragraphs: parse(name, ((line * 8 + "\n") * paragraphs).encode()), 100
    )


def test_nesting_has_no_bottom() -> None:
    """No recursion, however deep elements stand in one another."""
    for opened in ("<div>", "<b>", "<table><td>", "<ul><li>", "<table><tr><td><h1>"):
        blocks = parse("a.html", f"{opened * 5_000}5".encode()).blocks
        assert [block.text for block in blocks] == ["5"]
    body = f"{'<w:tbl><w:tr><w:tc>' * 2_000}{paragraph('5')}{'</w:tc></w:tr></w:tbl>' * 2_000}"
    assert [block.text for block in parse("a.docx", docx(body)).blocks] == ["5"]
    box = f"<w:p><w:r><w:txbxContent>{'{}'}</w:txbxContent></w:r></w:p>"
    nested = "".join(box.split("{}", maxsplit=1)[0] for _ in range(2_000)) + paragraph("5")
    nested += "".join(box.split("{}")[1] for _ in range(2_000))
    assert [block.text for block in parse("a.docx", docx(nested)).blocks] == ["5"]


@pytest.mark.parametrize("name", [QUARTO, "a.txt", "a.html"])
@pytest.mark.parametrize(
    "text",
    [
        lambda length: "---\r\n" + "a: b\r\n" * (length // 4),
        lambda length: "+++\n" + "\n\n" * (length // 4),
        lambda length: "mil\u00ad" + "\n" * length + "\u00ad5",
        lambda length: "a-" + "\n" * length + "-",
        lambda length: "a" + " " * length + "\u00b9" + " " * length + "-",
        lambda length: "<a" + " " * length + "=" + " " * length,
        lambda length: "[^" + "a" * length + " [^a" + "-" * length,
        lambda length: "| a" + " " * length + "| b |\n|--|--|\n" + "|" * length,
    ],
    ids=range(8),
)
def test_what_is_left_open_is_looked_for_once(name: str, text: Callable[[int], str]) -> None:
    """No pattern tries the same lines, spaces or marks in ever new ways."""
    assert grows_in_proportion(lambda length: parse(name, text(length).encode()), 3_000)


def test_spans_take_no_memory() -> None:
    """Columns and rows without end are counted, not made."""
    row = "<tr>" + "<td rowspan=999999999 colspan=999999999>1" * 50
    assert len(parse("a.html", f"<table>{row * 100}".encode()).blocks) == 5_000
