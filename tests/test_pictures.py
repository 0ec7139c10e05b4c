"""HTML and SVG: they stand alone, hold every word as it is, and a browser draws them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import Report
from hypothesis import given
from hypothesis import strategies as st

from factreport.render import Answer, Column, Look, bars, html, markup, svg

SHIPPED = str(Path(__file__).parents[1] / "facts.toml")
SVG = "{http://www.w3.org/2000/svg}"
NASTY = """<script>alert("1")</script> & 'x' [b] ]]> \ufffe\uffff\x1b\ud800 {0} :smile: 贫困"""
SHOWN = r"""<script>alert("1")</script> & 'x' [b] ]]> ��\x1b\ud800 {0} :smile: 贫困"""
EMPTY_ELEMENTS = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """A page as a browser would take it: its words, its links, and the elements left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str | None] = []
        self.elements: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]
        if tag not in EMPTY_ELEMENTS:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The element that was opened last ends."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Words between."""
        self.words.append(data)


def answer(*cells: Sequence[str], notes: Sequence[str] = (), title: str = "") -> Answer:
    columns = [
        Column("Title", lambda row: row[0], style="bold"),
        Column("Value", lambda row: row[1], is_number=True),
    ]
    return Answer(("title", "value"), cells, columns, lambda: notes, title=title)


def chart(*shares: float, areas: Sequence[str] = ()) -> Answer:
    rows = list(zip(areas or [""] * len(shares), shares, strict=True))
    columns = [
        Column("Area", lambda row: row[0]),
        Column("Period", lambda row: f"{2000 + rows.index(row)}", is_firm=True),
        Column("Value", lambda row: f"{row[1]:g}", is_number=True, bar=lambda row: row[1]),
    ]
    return Answer(("area", "value"), rows, columns, title="Chart")


def drawn(module: object, shown: Answer) -> str:
    stream = io.StringIO()
    module.write(shown, stream, Look())  # type: ignore[attr-defined]
    return stream.getvalue()


def seconds_to_draw(module: object, shown: Answer) -> float:
    """The least time of three, of this process alone: what else the machine does is not in it."""
    found = []
    for _ in range(3):
        began = time.process_time()
        drawn(module, shown)
        found.append(time.process_time() - began)
    return min(found)


def texts(picture: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(picture).iter(f"{SVG}text")]


def boxes(picture: str, name: str = "bar") -> list[tuple[float, float]]:
    """Where each bar begins, and how long it is."""
    root = ET.fromstring(picture)
    found = [one for one in root.iter(f"{SVG}rect") if one.get("class") == name]
    return [(float(one.get("x", "")), float(one.get("width", ""))) for one in found]


# --- Both ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["html", "svg"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("metric",),
        ("policy", "--topic", "training"),
        ("claim",),
        ("show", "poor-workers-employed"),
        ("show", "training"),
        ("trend", "workers-trained"),
        ("metric", "--year", "1990"),
        ("metric", "--fields", "id,value,citation"),
    ],
)
def test_it_stands_alone(report: Report, name: str, arguments: tuple[str, ...]) -> None:
    """No script, nothing to fetch, one scheme for light and one for dark."""
    out = report(*arguments, "--facts", SHIPPED, "-f", name).out
    rest = out.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|<script|@import|url\(|src=|\son\w+=", rest)
    assert "prefers-color-scheme" in out
    if name == "svg":
        ET.fromstring(out)
    else:
        page = Page(out)
        assert page.open == []
        assert page.links == []


def test_every_word_is_as_it_is() -> None:
    shown = answer((NASTY, "> 1"), notes=[NASTY], title=NASTY)
    words = Page(drawn(html, shown)).words
    assert words.count(SHOWN) == 4  # the title twice, a cell, a note
    assert "script" not in Page(drawn(html, shown)).elements
    picture = drawn(svg, shown)
    assert ET.fromstring(picture).findtext(f"{SVG}title") == SHOWN
    assert "".join(texts(picture)).replace(" ", "").count(SHOWN.replace(" ", "")) == 3
    assert "> 1" in texts(picture)


@given(st.text(), st.text())
def test_whatever_the_text_the_markup_is_sound(title: str, cell: str) -> None:
    shown = answer((cell, cell), notes=[title], title=title)
    ET.fromstring(drawn(svg, shown))
    assert Page(drawn(html, shown)).open == []


# --- HTML ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&c=2"),
        ("(http://example.org/a)", "http://example.org/a"),
        ("https://example.org/a_(b), and", "https://example.org/a_(b)"),
        ("“Bulletin”, HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG"),
        ("javascript:alert(1)", None),
        ("ftp://example.org and www.example.org", None),
        ('https://"onclick=x', None),
    ],
)
def test_an_address_is_a_link_only_if_it_is_http(text: str, link: str | None) -> None:
    page = Page(drawn(html, answer(("a", "1"), notes=[text])))
    assert page.links == ([link] if link else [])
    assert "".join(page.words).count(text) == 1


@pytest.mark.parametrize("end", [".", ")", ".)"])
def test_what_ends_an_address_takes_time_in_proportion(end: str) -> None:
    """An address can end in any number of stops."""
    short, long = (answer((f"https://example.org/a{end * n}", "1")) for n in (100_000, 800_000))
    assert seconds_to_draw(html, long) < 20 * seconds_to_draw(html, short)


def test_a_page_is_a_table_with_headings(report: Report) -> None:
    out = report("trend", "poor-workers-employed", "--facts", SHIPPED, "-f", "html").out
    page = Page(out)
    assert "<title>Poor workers in employment</title>" in out
    assert page.elements.count("h1") == 1
    assert page.elements.count("tr") == 3
    assert out.count('scope="col"') == 6
    assert 'style="left:0.00%;width:47.09%"' in out
    assert '<td role="cell" data-label="Value" class="number">32,430,000</td>' in out


def test_columns_without_a_word_are_left_out() -> None:
    assert "Value" not in drawn(html, answer(("a", ""), ("b", "")))
    assert "Value" not in texts(drawn(svg, answer(("a", ""), ("b", ""))))


def test_what_is_wrong_stands_out() -> None:
    shown = answer(("a", "1"), ("b", "2"))._replace(is_wrong=lambda row: row[0] == "b")
    assert drawn(html, shown).count('<tr role="row" class="wrong">') == 1
    assert drawn(svg, shown).count('<text class="wrong"') == 2


# --- SVG ----------------------------------------------------------------------------------------


def test_a_trend_is_a_chart_of_16_to_9(report: Report) -> None:
    out = report("trend", "poor-workers-employed", "--facts", SHIPPED, "-f", "svg").out
    root = ET.fromstring(out)
    assert (root.get("width"), root.get("height")) == ("1200", "675")
    assert texts(out)[:3] == [
        "Poor workers in employment",
        "China · people",
        "2016 to 2020: +17,160,000 people, +112.4%, +20.7% a year",
    ]
    assert {"2016", "15,270,000", "2020", "32,430,000", "+112.4%"} <= set(texts(out))
    (first, short), (second, long) = boxes(out)
    assert first == second
    assert short / long == pytest.approx(15.27 / 32.43, abs=0.01)


def test_bars_below_zero_go_to_the_left_of_the_others() -> None:
    (negative, length), (positive, _) = boxes(drawn(svg, chart(-1, 0, 0.5)))
    assert negative + length == pytest.approx(positive, abs=0.2)
    assert len(boxes(drawn(svg, chart(0, 0)))) == 0


def test_areas_of_a_chart_are_groups() -> None:
    picture = drawn(svg, chart(1, 0.5, 0.25, areas=["North", "North", "South"]))
    assert [text for text in texts(picture) if text in ("North", "South")] == ["North", "South"]
    assert len(boxes(picture, "faint")) == 2


def test_a_chart_of_many_rows_becomes_higher() -> None:
    root = ET.fromstring(drawn(svg, chart(*(n / 60 for n in range(1, 61)))))
    assert float(root.get("height", "")) > 60 * 28


def test_text_wraps_and_ideographs_count_double() -> None:
    assert markup.wrapped("one two three", 70, 10) == ["one two", "three"]
    assert markup.wrapped("一二三四五。六", 50, 10) == ["一二三四", "五。六"]
    assert markup.wrapped("a" * 20, 64, 10) == ["a" * 10, "a" * 10]
    assert markup.wrapped("one\n\ntwo", 70, 10) == ["one", "two"]
    assert markup.wrapped("", 70, 10) == [""]


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), st.integers(20, 300))
def test_wrapping_loses_nothing_and_keeps_to_its_room(text: str, room: int) -> None:
    lines = markup.wrapped(text, room, 10)
    assert "".join(lines) == text
    assert all(markup.width(line, 10) < room + 0.1 or len(line) <= 2 for line in lines)


@pytest.mark.parametrize(
    ("piece", "number"), [("a", 50_000), (" a", 50_000), (" ", 2_000), ("\xa0", 2_000)]
)
def test_lines_are_laid_out_in_time_in_proportion(piece: str, number: int) -> None:
    """However long one is, and however many blanks it ends in."""
    column = Column("Title", lambda row: row[0], is_firm=True)
    short, long = (
        seconds_to_draw(svg, answer((f"a{piece * n}", ""))._replace(columns=[column]))
        for n in (number, 8 * number)
    )
    assert long < 20 * short


# --- Bars of text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([1, 0.5, 0.0625, 0], ["████", "██", "▎", ""]),
        ([1, 0.0001], ["████", "▏"]),
        ([0, 0], ["", ""]),
        ([1, -0.5], [" │██▋", "█│"]),
        ([-1, -0.5, 0], ["████│", "  ██│", "    │"]),
        ([-0.001, 1], ["▐│", " │███"]),
    ],
)
def test_a_bar_is_drawn_to_an_eighth(shares: list[float], expected: list[str]) -> None:
    scale = bars.Scale.of(shares)
    width = 5 if scale.low else 4
    assert [bars.text(scale, share, width) for share in shares] == expected


@given(st.lists(st.floats(-1, 1), min_size=1), st.integers(8, 200))
def test_no_bar_is_wider_than_its_room(shares: list[float], width: int) -> None:
    scale = bars.Scale.of(shares)
    drawn_bars = [bars.text(scale, share, width) for share in shares]
    assert all(len(one) <= width for one in drawn_bars)
    assert all(one.strip(" │") for one, share in zip(drawn_bars, shares, strict=True) if share)


# --- A real browser -----------------------------------------------------------------------------

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1200,675",
]


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
@pytest.mark.parametrize("name", ["html", "svg"])
def test_a_browser_draws_it(report: Report, tmp_path: Path, name: str) -> None:
    page, picture = tmp_path / f"trend.{name}", tmp_path / "trend.png"
    report("trend", "poor-workers-employed", "--facts", SHIPPED, "-o", str(page))
    folder = f"--user-data-dir={tmp_path / 'browser'}"
    command = [str(CHROMIUM), *FLAGS, folder, f"--screenshot={picture}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 5_000  # an empty one is smaller
