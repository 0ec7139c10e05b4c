"""Markdown: what its reader sees, and where it stands in the source."""

from __future__ import annotations

import pytest

from factreport.texts import Block, Text, parse


def markdown(source: str, name: str = "a.md") -> Text:
    return parse(name, source.encode())


def seen(source: str, name: str = "a.md") -> list[str]:
    return [block.text for block in markdown(source, name).blocks if block.is_prose]


def kinds(source: str, name: str = "a.md") -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in markdown(source, name).blocks]


def at(text: Text, block: Block, words: str) -> tuple[int | None, int | None]:
    """The line and the column of words within a block."""
    place = text.place(block, block.text.index(words))
    return place.line, place.column


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("more than **2.7 million**", "more than 2.7 million"),
        ("**15.27** million", "15.27 million"),
        ("_9.9 million_ and ~~3%~~", "9.9 million and 3%"),
        ("***5** m*", "5 m"),
        ("2\\.7 and \\> 5 and AT&amp;T &#50;&nbsp;%", "2.7 and > 5 and AT&T 2 %"),
        ("&amp;amp; &lt;5", "&amp; <5"),
        (
            "of $$n=500$$ with $p < 0.05$ for $5 and US$ 6",
            "of n=500 with p < 0.05 for $5 and US$ 6",
        ),
        ("the `2.7` of ``a`b``", "the 2.7 of a`b"),
        ("[2.7 million](http://x/2020 '5') people", "2.7 million people"),
        ("[2.7](</a b> (t)) [3](a(b)c) [4][r] [r] [5][]\n\n[r]: /6\n[5]: /7", "2.7 3 4 r 5"),
        ("![5 bars](6.png) 7", "7"),
        ("a ![5](b)c", "a c"),
        ("<https://example.org/2020%20> x", "https://example.org/2020%20 x"),
        ("<b>2.7</b> million<br>people", "2.7 million\npeople"),
        ("two  \nlines\\\nthree\nfour", "two\nlines\nthree four"),
        ("2.7 mil-\nlion", "2.7 million"),
        ("2.7 million<sup>1</sup> on 5 m<sup>2</sup>", "2.7 million on 5 m²"),
        ("<span hidden>5</span>6 <span style='display: none'>7</span>", "6"),
        ("a <script>5</script> b", "a b"),
        ("2.7 million[^1]\n\n[^1]: See it.", "2.7 million"),
        ("a [link][not] b", "a [link][not] b"),
        ("a < 5 & b > 6", "a < 5 & b > 6"),
        ("x &copy2020; \\a", "x &copy2020; \\a"),
    ],
)
def test_markup_is_not_seen(source: str, read: str) -> None:
    """Emphasis, links, targets, escapes, references and HTML leave only what the page shows."""
    assert seen(source)[0] == read


def test_each_block_has_its_kind() -> None:
    """Code, comments and front matter are blocks that hold no prose."""
    source = (
        "---\ntitle: 5\n---\n# Head 1 #\n\nSetext\n---\n\n> quoted\n> on\n\n- a\n- b\n\n  c\n\n"
        "1. d\n\n```python\nx = 5\n```\n\n    indented 6\n\n<!-- report: off -->\n\n"
        "a <!-- b 7 --> c\n\n***\n"
    )
    assert kinds(source) == [
        ("front matter", "title: 5\n"),
        ("heading", "Head 1"),
        ("heading", "Setext"),
        ("paragraph", "quoted on"),
        ("item", "a"),
        ("item", "b"),
        ("item", "c"),
        ("item", "d"),
        ("code", "x = 5\n"),
        ("code", "indented 6\n"),
        ("comment", "report: off"),
        ("paragraph", "a c"),
        ("comment", "b 7"),
    ]


def test_front_matter_is_yaml_or_toml_at_the_very_top() -> None:
    """Between dashes or plus signs; a rule that opens a text is none."""
    assert kinds("+++\na = 5\n+++\nb") == [("front matter", "a = 5\n"), ("paragraph", "b")]
    assert kinds("\ufeff---\r\na: 5\r\n...\r\nb")[0] == ("front matter", "a: 5\r\n")
    assert seen("---\n\na 5\n\n---\n\nb") == ["a 5", "b"]
    assert seen("a\n\n---\nb: 5\n---\n") == ["a", "b: 5"]


def test_a_block_knows_its_headings() -> None:
    """The headings above it, the outermost first, as far as they still hold."""
    text = markdown("# A\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd\n\n# E\n\ne\n")
    assert {block.text: block.headings for block in text.blocks if block.kind == "paragraph"} == {
        "b": ("A", "B"),
        "c": ("A", "B", "C"),
        "d": ("A", "D"),
        "e": ("E",),
    }
    assert text.blocks[1].headings == ("A",)


def test_each_heading_paragraph_and_item_counts_one() -> None:
    """A table counts one as a whole, and what holds no prose none."""
    source = "# H\n\np\n\n- i\n- j\n\n    k\n\n|a|b|\n|-|-|\n|c|d|\n\n: Cap\n\n<!-- x -->\n\nq\n"
    assert [(block.text, block.paragraph) for block in markdown(source).blocks] == [
        *(("H", 1), ("p", 2), ("i", 3), ("j", 4), ("k", 5)),
        *(("a", 6), ("b", 6), ("c", 6), ("d", 6), (": Cap", 6)),
        *(("x", None), ("q", 7)),
    ]


def test_a_cell_has_its_headers() -> None:
    """Of its column and its row; escaped pipes, alignment and quotes make no difference."""
    source = (
        "> | Area \\| place | 2019 | **2020** (%) |\n"
        "> |---|:-:|--:|\n"
        "> North | 1.5 | 2 \\| 5\n"
        "> | [South](x) | | `7` |\n"
    )
    text = markdown(source)
    cells = {block.text: block for block in text.blocks}
    assert cells["2 | 5"].row == ("North",)
    assert cells["2 | 5"].column == ("2020 (%)",)
    assert cells["7"].row == ("South",)
    assert cells["1.5"].column == ("2019",)
    assert cells["North"].column == ("Area | place",)
    assert (cells["2019"].row, cells["2019"].column, cells["2019"].table) == ((), (), 1)
    assert at(text, cells["2 | 5"], "5") == (3, 22)
    assert at(text, cells["7"], "7") == (4, 21)
    assert at(text, cells["2020 (%)"], "2020") == (1, 30)


@pytest.mark.parametrize("caption", [": Sold (thousand)", "Table: Sold (thousand)"])
def test_a_caption_belongs_to_the_table_beside_it(caption: str) -> None:
    """As Pandoc writes it, before the table or behind it."""
    table = "| a | b |\n|---|---|\n| c | 5 |\n"
    for source in (f"{table}\n{caption}\n", f"{caption}\n\n{table}"):
        cells = [block for block in markdown(source).blocks if block.kind == "cell"]
        assert {cell.caption for cell in cells} == {caption}
        assert {cell.paragraph for cell in cells} == {1}


def test_a_table_of_html_is_a_table() -> None:
    """Its cells are cells, and what is Markdown around it stays so."""
    source = (
        "*a*\n\n<table>\n<tr><th>A<th>B\n<tr><td>c<td>15.27 <b>million</b>\n</table>\n\n**d** 5\n"
    )
    blocks = markdown(source).blocks
    assert [block.text for block in blocks] == ["a", "A", "B", "c", "15.27 million", "d 5"]
    assert (blocks[4].row, blocks[4].column) == (("c",), ("B",))


def test_a_footnote_is_read_where_it_stands() -> None:
    """Its mark is not part of the figure before it; all its paragraphs are prose."""
    source = "About 2.7[^a] million.\n\n[^a]: It was **3** then.\n\n    And 4 now.\n\nEnd.\n"
    assert seen(source) == ["About 2.7 million.", "It was 3 then.", "And 4 now.", "End."]
    assert seen("5[^1]\n\n[^1]: Word\n") == ["5", "Word"]


@pytest.mark.parametrize("name", ["a.qmd", "a.Rmd"])
def test_what_quarto_adds_is_not_seen(name: str) -> None:
    """Chunks are code; attributes, divisions and computed values are not prose."""
    source = (
        "# Head {#sec-5 .unnumbered}\n\n::: {.callout width=50%}\nAll of `r nrow(x) + 5` and `6`,"
        " [that]{.n7} ![p](x.png){width=8}\n:::\n\n```{r fig.width=9}\ny <- 10\n```\n\n"
        "{{< include _11.qmd >}}\n\n5 km^2^ and 2.7 million^12^.\n"
    )
    assert kinds(source, name) == [
        ("heading", "Head"),
        ("paragraph", "All of \ufffc and 6, [that]"),
        ("code", "y <- 10\n"),
        ("paragraph", "5 km² and 2.7 million."),
    ]
    assert "`r nrow(x) + 5`"[1:-1] in seen(source)[1]  # in Markdown it is code like any other


def test_line_and_column_are_those_of_the_source() -> None:
    """Behind front matter, quotes, references, escapes, hyphenation and any line ends."""
    source = "---\r\na: b\r\n---\r\n> 1. The \\*&amp; **2.7** mil-\r\n>    lion `3` [4](u)\n>\t5"
    text = markdown(source)
    block = text.blocks[1]
    assert block.text == "The *& 2.7 million 3 4 5"
    assert at(text, block, "2.7") == (4, 20)
    assert at(text, block, "lion") == (5, 6)
    assert at(text, block, "3") == (5, 12)
    assert at(text, block, "4") == (5, 16)
    assert at(text, block, "5") == (6, 3)


def test_nothing_is_lost_however_deep_it_stands() -> None:
    """The parser reads twenty levels; what stands below them is read as well."""
    for mark in ("> ", "- ", "1. "):
        assert "deep 5" in " ".join(seen(f"{mark * 60}deep 5\n\nend 6\n")), mark
        assert seen(f"{mark * 60}deep 5\n\nend 6\n")[-1] == "end 6"
    nested = "".join(f"{'  ' * depth}- item {depth}\n" for depth in range(40))
    assert [text for text in seen(nested) if "item" in text] == [f"item {n}" for n in range(40)]


@pytest.mark.parametrize(
    "space", ["\u00a0", " \u00a0", "\u2003", "\u00a0  ", "- \u00a0", "> \u3000"]
)
def test_a_line_of_exotic_spaces_moves_no_place(space: str) -> None:
    """The parser drops it at the beginning of a paragraph; the words below keep their lines."""
    text = parse("a.md", f"{space}\n  word *5* now".encode())
    (block,) = text.blocks
    for word, column in (("word", 3), ("5", 9), ("now", 12)):
        place = text.place(block, block.text.index(word))
        assert (place.line, place.column) == (2, column)
