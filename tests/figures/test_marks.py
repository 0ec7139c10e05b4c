"""Marks: numbers that only a whole text shows to be no figures."""

from __future__ import annotations

from factreport.figures.context import of_blocks
from factreport.texts import parse


def test_the_numbers_of_a_list_are_no_figures() -> None:
    """One, two, three before the items of a list mark them; a lone number counts."""
    texts = {"1 Rome|2 Trade|2.1 Ships|3 Lakes": 0, "5 Ways|3 New Ships": 2, "13.|7": 1}
    for lines, figures in texts.items():
        page = "".join(f"<li>{line}</li>" for line in lines.split("|"))
        contexts = of_blocks(parse("a.html", page.encode()).blocks)
        assert sum(len(context.reading.figures) for context in contexts) == figures


def test_numbers_that_cite_the_sources_in_their_order_are_references() -> None:
    """“Fat (1).” and so on through the text; a count in brackets among them makes them counts."""
    for last, figures in (("(1, 4)", 0), ("(412)", 6)):
        claims = ["Fat (1).", "Mass (2).", "Bone (3).", "Skin (1).", "Water (4).", f"Hair {last}."]
        blocks = parse("a.md", "\n\n".join(claims).encode()).blocks
        assert sum(len(context.reading.figures) for context in of_blocks(blocks)) == figures


def _shown(name: str, text: str) -> list[str]:
    """The figures of a text as written, and in brackets why other numbers are none."""
    contexts = of_blocks(parse(name, text.encode()).blocks)
    parts = []
    for context in contexts:
        reading = context.reading
        found = [(figure.start, figure.text) for figure in reading.figures]
        found += [(skip.start, f"[{skip.reason}: {skip.text}]") for skip in reading.skipped]
        parts += [part for _, part in sorted(found)]
    return parts


def test_paragraphs_that_count_pages_are_no_figures() -> None:
    """Three in a row, whatever stands between them; else they may be anything."""
    text = "We saw 40 boats.\n\n{}\n\nAnd 30 more boats.\n\n{}\n\nThe end.\n\n{}\n"
    pages = ["[a page: 12]", "[a page: 13]", "[a page: 14]"]
    read = _shown("a.md", text.format(12, 13, 14))
    assert read == ["40", pages[0], "30", *pages[1:]]
    assert _shown("a.md", text.format(12, 13, 15)) == ["40", "12", "30", "13", "15"]


def test_the_pages_of_a_table_of_contents_are_no_figures() -> None:
    """In lines or in items, under its title; a list of counts has no such title."""
    lines = ["1 Ships in 2019", "2 Lakes", "Annex A"]
    entries = [f"{line} {page}" for line, page in zip(lines, (3, 17, 40), strict=True)]
    for title, items in (("Contents\n\n", "- "), ("## Table of contents\n", "")):
        read = _shown("a.md", title + "\n".join(items + entry for entry in entries))
        assert [part for part in read if "page" in part] == [
            "[a page: 3]",
            "[a page: 17]",
            "[a page: 40]",
        ]
        assert all(part.startswith("[") for part in read)
    assert _shown("a.md", "- Ships 3\n- Lakes 17\n") == ["3", "17"]
    page = "<table><tr><td>Item 7A.</td><td>Lakes</td><td>17</td></tr><tr>{}</tr></table>"
    row = "<td>Item 8.</td><td>Ships</td><td>19</td>"
    assert "[a page: 17]" in _shown("a.html", page.format(row))


def test_numbers_that_a_text_repeats_after_a_name_belong_to_it() -> None:
    """Twice, and never without a name; a count, an amount of money or a row of numbers is none."""
    told = "We rode the VRX 118.\n\nThe Norby VRX 118 and the VRX 98 are fast.\n\n{}"
    read = _shown("a.md", told.format("Cabin Nomad 118 costs USD 118 more."))
    assert read[:2] == ["[a name: 118]", "[a name: 118]"]
    assert read[-2:] == ["[a name: 118]", "USD 118"]
    assert _shown("a.md", "Norby Town 45 wins.\n\nNorby Town 45 of 90.\n\n45 won.")[0] == "45"
    assert _shown("a.md", "The VR 125 test: VR 125 is high.") == ["[a name: 125]"] * 2
    assert _shown("a.md", "Norby Town 45 9 1. Norby Town 45 8 2.")[0] == "45"
    courses = "- Ski Wax 101\n- Lake Ice 101\n- Boat Care 101\n"
    assert _shown("a.md", courses) == ["[a name: 101]"] * 3
