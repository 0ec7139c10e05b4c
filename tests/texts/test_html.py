"""HTML: what a browser shows, and where it stands in the source."""

from __future__ import annotations

import pytest

from factreport.texts import Text, parse


def page(source: str) -> Text:
    return parse("a.html", source.encode())


def seen(source: str) -> list[str]:
    return [block.text for block in page(source).blocks if block.is_prose]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("<td>15.27 million</td>", ["15.27 million"]),
        ("<p>more than <b>2.7</b>&nbsp;million", ["more than 2.7 million"]),
        ("<p>1&#8239;234&thinsp;567", ["1\u00a0234\u00a0567"]),
        ("<p width='640' title=\"5\" data-x=6>a", ["a"]),
        ("<a href='http://x/2020?a>b'>2.7</a>", ["2.7"]),
        ("<style>p{width:5px}</style><script>if (a<5) '</p>'</script>a", ["a"]),
        ("<head><title>5</title><meta name=a content=6></head><body>a", ["a"]),
        ("<p hidden>5</p><p>a", ["a"]),
        ("<p hidden>5<p>a", ["a"]),
        ("<div style='color: red; display:none'><p>5</div><p>a", ["a"]),
        ("<template><p>5</template><noscript>6</noscript><iframe>7</iframe>a", ["a"]),
        ("<img alt='5' src=6.png>a", ["a"]),
        ("a<br>b<br/>c", ["a\nb\nc"]),
        ("<p>a<p>b<div>c</div>d", ["a", "b", "c", "d"]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", ["a", "b", "c", "d"]),
        ("<dl><dt>a<dd>b<dt>c</dl>", ["a", "b", "c"]),
        ("<p>2.7 million<sup>1</sup>, <sup>[3]</sup>5 m<sup>2</sup>", ["2.7 million, 5 m²"]),
        ("<p>10<sup>6</sup> and 2.7<sup>a</sup>, the 5<sup>th</sup>", ["10⁶ and 2.7, the 5th"]),
        ("<p>CO<sub>2</sub>", ["CO2"]),
        (
            "&lt;5 &amp;amp; &copy2020 &#50;&#x32; &unknown; & b",
            ["<5 &amp; ©2020 22 &unknown; & b"],
        ),
        ("a < 5 and b <6", ["a < 5 and b <6"]),
        ("a <b 5", ["a <b 5"]),
        ("<!DOCTYPE html><?xml version='1.0'?><![CDATA[5]]>a", ["a"]),
        ("</p></div>a</b>", ["a"]),
        ("<select><option>a<option>b</select>", ["a", "b"]),
    ],
)
def test_a_reader_sees_what_the_browser_shows(source: str, read: list[str]) -> None:
    """No attribute, target, script, style or hidden element; what is left open ends as it does."""
    assert seen(source) == read


def test_each_block_has_its_kind() -> None:
    """Headings, items and captions; what is set as code, and comments, hold no prose."""
    source = "<h2>A</h2><p>b<!-- c 5 --><li>d<pre>e 6\n f</pre><figcaption>g</figcaption><!--h-->"
    assert [(block.kind, block.text) for block in page(source).blocks] == [
        ("heading", "A"),
        ("paragraph", "b"),
        ("comment", "c 5"),
        ("item", "d"),
        ("code", "e 6\n f"),
        ("caption", "g"),
        ("comment", "h"),
    ]


@pytest.mark.parametrize("comment", ["<!-- a 5 -->", "<!-- a 5 --!>", "<!--a 5", "<!-->", "<!--->"])
def test_a_comment_ends_where_html_ends_it(comment: str) -> None:
    """With dashes, with the text, or at once."""
    blocks = page(f"<p>b {comment}").blocks
    assert [block.text for block in blocks if block.is_prose] == ["b"]
    assert [block.text for block in blocks if not block.is_prose] in (["a 5"], [])


def test_line_and_column_are_those_of_the_source() -> None:
    """Behind tags, references and any line ends."""
    text = page("<p\r\n a=b>x &amp; y\r\n<b>2.7</b> mil&shy;lion\n<td>")
    block = text.blocks[0]
    assert block.text == "x & y 2.7 million"
    assert text.place(block, 4)[:2] == (2, 14)
    assert text.place(block, 6)[:2] == (3, 4)
    assert text.place(block, block.text.index("lion"))[:2] == (3, 20)


def test_a_table_that_lays_out_a_page_is_none() -> None:
    """What holds headings or other tables, or one cell, is not a table of values."""
    frame = page("<table><tr><td><p>a<p>b</table>")
    assert [(block.kind, block.paragraph) for block in frame.blocks] == [
        ("paragraph", 1),
        ("paragraph", 2),
    ]
    source = (
        "<table><tr><td><h1>A</h1><p>b<td>c<table><tr><th>Y<th>Z<tr><td>d<td>5</table>e</table>f"
    )
    assert [(block.kind, block.text, block.table) for block in page(source).blocks] == [
        ("heading", "A", None),
        ("paragraph", "b", None),
        ("paragraph", "c", None),
        *(("cell", text, 1) for text in "YZd5"),
        ("paragraph", "e", None),
        ("paragraph", "f", None),
    ]


def test_the_paragraphs_of_a_cell_are_its_lines() -> None:
    """A cell is one block; what holds no prose in it stands behind it."""
    source = "<table><tr><th>A<th>B<tr><td>c<td><p>5<p>6<!-- x --><ul><li>7</ul></table>"
    blocks = page(source).blocks
    assert [(block.kind, block.text) for block in blocks[3:]] == [
        ("cell", "5\n6\n7"),
        ("comment", "x"),
    ]
    assert page(source).place(blocks[3], 4).column == 61


def test_a_short_paragraph_in_bold_is_a_heading() -> None:
    """Whatever makes it bold; not a sentence, and not a paragraph with other words in it."""
    source = (
        "<h1>Report</h1><p><b>Results of 2020</b></p><p>Sales were 5.</p>"
        "<div><font style='color:red;font-weight:700'>Outlook</font></div><p><b>Up.</b></p>"
        "<p><strong>Note</strong> on it</p><p><b>12</b></p>"
    )
    blocks = parse("a.html", source.encode()).blocks
    assert [(block.kind, block.text, block.headings) for block in blocks] == [
        ("heading", "Report", ()),
        ("heading", "Results of 2020", ("Report",)),
        ("paragraph", "Sales were 5.", ("Report", "Results of 2020")),
        ("heading", "Outlook", ("Report",)),
        ("paragraph", "Up.", ("Report", "Outlook")),
        ("paragraph", "Note on it", ("Report", "Outlook")),
        ("paragraph", "12", ("Report", "Outlook")),
    ]
