# ruff: noqa: RUF001 - letters of many scripts are the point
"""HTML and SVG: they stand alone, hold every word as it is, and a browser draws them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from growth import grows_in_proportion
from hypothesis import example, given
from hypothesis import strategies as st
from render.answers import CENSUS, drawn, fact, look_up

from factreport.answers import Answer, ChartSeries, Column, Note, Point
from factreport.periods import Period
from factreport.render import svg_chart, text_bars
from factreport.render.svg_picture import lines, text_width

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
        if tag not in EMPTY_ELEMENTS and tag not in ("rect", "path"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a picture that is empty."""
        self.elements.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The element that was opened last ends."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Words between."""
        self.words.append(data)


def answer(*cells: Sequence[str], notes: Sequence[str] = (), title: str = "") -> Answer:
    columns = [
        Column("title", [row[0] for row in cells]),
        Column("value", [row[1] for row in cells], is_number=True, style="bold"),
    ]
    return Answer(
        fields=("title", "value"),
        rows=cells,
        columns=columns,
        notes=[Note(text) for text in notes],
        title=title,
    )


def months(name: str, first: int, count: int, *, without: Sequence[int] = ()) -> ChartSeries:
    """A value for each month from January of the first year on."""
    points = []
    for number in range(count):
        period = Period.parse(f"{first + number // 12}-{number % 12 + 1:02}")
        value = float(number % 7)
        span = (period.first.toordinal(), period.last.toordinal())
        if number not in without:
            point = Point(*span, value, value, value, str(period), f"{value:g}")
            points.append(point._replace(is_after_gap=number - 1 in without))
    return ChartSeries(name, tuple(points))


def line_chart(*series: ChartSeries) -> Answer:
    return replace(answer(("a", "1"), title="Chart"), series=series, unit="percent")


def texts(picture: str) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(picture).iter(f"{SVG}text")]


def strokes(picture: str) -> list[tuple[str, str]]:
    """The colour and the dashes of each line that is drawn."""
    root = ET.fromstring(picture)
    return [
        (one.get("stroke", ""), one.get("stroke-dasharray", ""))
        for one in root.iter(f"{SVG}path")
        if one.get("stroke-width") == "2.5"
    ]


# --- Both ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["html", "svg"])
@pytest.mark.parametrize(
    "shown", [look_up(fact(2020, 1)), look_up(), line_chart(months("a", 2018, 30))]
)
def test_it_stands_alone(shown: Answer, name: str) -> None:
    """No script, nothing to fetch, one scheme for light and one for dark screens alone."""
    out = drawn(shown, name)
    rest = out.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|<script|@import|url\(|src=|\son\w+=", rest)
    assert "@media screen and (prefers-color-scheme" in out
    if name == "svg":
        ET.fromstring(out)
    else:
        assert Page(out).open == []


def test_every_word_is_as_it_is() -> None:
    shown = answer((NASTY, "> 1"), notes=[NASTY], title=NASTY)
    words = Page(drawn(shown, "html")).words
    assert words.count(SHOWN) == 4  # the title twice, a cell, a note
    assert "script" not in Page(drawn(shown, "html")).elements
    picture = drawn(shown, "svg")
    assert ET.fromstring(picture).findtext(f"{SVG}title") == SHOWN
    assert "".join(texts(picture)).replace(" ", "").count(SHOWN.replace(" ", "")) == 3
    assert "> 1" in texts(picture)


@given(st.text(), st.text())
def test_whatever_the_text_the_markup_is_sound(title: str, cell: str) -> None:
    shown = answer((cell, cell), notes=[title], title=title)
    ET.fromstring(drawn(shown, "svg"))
    assert Page(drawn(shown, "html")).open == []


def test_a_date_beside_words_that_run_to_the_left_stays_in_order() -> None:
    """Each run of such words is apart: in a page by an element, in a picture by a style."""
    cited = "دار النشر, “تقرير سنوي”, 2021-01-26"
    shown = answer(("تقرير", "1"), notes=[cited])
    page = drawn(shown, "html")
    assert "<bdi>دار النشر</bdi>, “<bdi>تقرير سنوي</bdi>”, " in page
    assert ', <bdi class="date">2021-01-26</bdi></p>' in page  # not broken at the end of a line
    assert (
        '<td role="cell" data-label="Title" dir="auto" class="title short"><bdi>تقرير</bdi></td>'
        in page
    )
    isolated = '<tspan style="unicode-bidi:isolate">تقرير سنوي</tspan>”, '
    assert isolated in drawn(shown, "svg")
    assert cited in texts(drawn(shown, "svg"))
    inside = '“<bdi>تقرير <bdi class="date">2021-01-26</bdi> للعمل</bdi>”, x'
    assert inside in drawn(answer(("“تقرير 2021-01-26 للعمل”, x", "1")), "html")


def test_names_beside_each_other_keep_their_order_whatever_their_direction() -> None:
    """Also in the label of a line; but a title that stands alone has its own commas."""
    shown = answer(("110 شخص, سكان مصر, 2020 (rev)", "1"))
    shown = replace(shown, about=[("مصر, 2010 to 2020", "+1")])
    page = drawn(shown, "html")
    assert "110 <bdi>شخص</bdi>, <bdi>سكان مصر</bdi>, 2020 (rev)" in page
    assert "<b><bdi>مصر</bdi>, 2010 to 2020:</b>" in page
    assert "<bdi>א, ב</bdi>" in drawn(answer(("א, ב", "1")), "html")
    assert "by <bdi>א</bdi>, “<bdi>ב, ג</bdi>”" in drawn(answer(("by א, “ב, ג”", "1")), "html")


def test_tabs_and_blank_lines_are_kept() -> None:
    shown = answer(("a\tb\n\nc", "1"))
    assert ">a\tb\n\nc</td>" in drawn(shown, "html")
    assert "text{white-space:pre}" in drawn(shown, "svg")  # not all browsers heed xml:space
    assert "white-space: pre-wrap" in drawn(shown, "html")
    assert [text for text in texts(drawn(shown, "svg")) if text in ("a       b", "c")] == [
        "a       b",
        "c",
    ]


# --- HTML ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&c=2"),
        ("(http://example.org/a)", "http://example.org/a"),
        ("https://example.org/a_(b), and", "https://example.org/a_(b)"),
        ("“Bulletin”, HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG"),
        ("见https://example.org/a。其他", "https://example.org/a"),
        ("（https://example.org/a）", "https://example.org/a"),
        ("«https://example.org/a» and ‘https’", "https://example.org/a"),
        ("https://example.org/ä/b", "https://example.org/ä/b"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)//https:", None),
        ("ftp://example.org and www.example.org", None),
        ('https://"onclick=x', None),
    ],
)
def test_an_address_is_a_link_only_if_it_is_http(text: str, link: str | None) -> None:
    """It ends before the stop of the sentence, a closing mark, and Chinese or Japanese text."""
    page = Page(drawn(answer(("a", "1"), notes=[text]), "html"))
    assert page.links == ([link] if link else [])
    assert "".join(page.words).count(text) == 1


@pytest.mark.parametrize("piece", [".", ")", ".)", "א ", "א1"])
def test_links_and_directions_take_time_in_proportion(piece: str) -> None:
    """An address can end in any number of stops, a text can change its direction at each word."""

    def draw(length: int) -> None:
        drawn(answer((f"https://example.org/a{piece * length}", "1")), "html")

    assert grows_in_proportion(draw, 10_000)


def test_a_page_is_a_table_with_headings() -> None:
    page = drawn(look_up(fact(2020, 1_500, qualifier="about"), fact(2021, 2)), "html")
    assert Page(page).elements.count("tr") == 3
    assert page.count('scope="col"') == 4
    assert '<td role="cell" data-label="Value" class="number short strong">≈ 1,500</td>' in page
    assert "Unit: pairs" in page
    assert "2 facts" in page


def test_only_the_first_of_several_facts_of_an_entry_shows_its_title() -> None:
    """The others have it for narrow screens and for screen readers."""
    facts = [fact(year, year) for year in (2018, 2019, 2020)]
    page = drawn(look_up(*facts, fact(2018, 5, id="herons"), facts[0]), "html")
    rows = page.split("<tr ")[2:]
    assert [row.count("<td ") for row in rows] == [4] * 5
    assert ".more .title, .more .id { font-size: 0; }" in page
    assert [row.startswith('role="row" class="more"') for row in rows] == [0, 1, 1, 0, 0]


def test_columns_without_a_word_are_left_out() -> None:
    assert "Value" not in drawn(answer(("a", ""), ("b", "")), "html")
    assert "Value" not in texts(drawn(answer(("a", ""), ("b", "")), "svg"))


def test_what_is_wrong_stands_out() -> None:
    shown = replace(answer(("a", "1"), ("b", "2")), wrong=frozenset({1}))
    assert drawn(shown, "html").count('<tr role="row" class="wrong">') == 1
    assert drawn(shown, "svg").count('<text class="wrong"') == 2


# --- Bars ----------------------------------------------------------------------------------------


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
def test_a_bar_of_text_is_drawn_to_an_eighth(shares: list[float], expected: list[str]) -> None:
    ends = min([0.0, *shares]), max([0.0, *shares])
    width = 5 if ends[0] else 4
    assert [text_bars.text(ends, share, width) for share in shares] == expected


@given(st.lists(st.floats(-1, 1), min_size=1), st.integers(8, 200))
@example([1.0, 5e-324, -1.0], 8)
def test_no_bar_of_text_is_wider_than_its_room(shares: list[float], width: int) -> None:
    ends = min([0.0, *shares]), max([0.0, *shares])
    found = [text_bars.text(ends, share, width) for share in shares]
    assert all(len(one) <= width for one in found)
    assert all(one.strip(" │") for one, share in zip(found, shares, strict=True) if share)


# --- Lines along a time axis ---------------------------------------------------------------------


def test_the_bars_of_a_long_series_take_time_in_proportion() -> None:
    """A hundred years of days."""

    def draw(count: int) -> None:
        text_bars.cells(Column("bar", (), bars=[number / count for number in range(count)]), 10)

    assert grows_in_proportion(draw, 2_000)


def test_a_chart_is_16_to_9_and_higher_where_it_has_several_axes() -> None:
    by_month = months("", 2018, 30)
    root = ET.fromstring(drawn(line_chart(by_month), "svg"))
    assert (root.get("width"), root.get("height")) == ("1200", "675")
    others = (by_month._replace(length=f"span of {n} months") for n in range(2, 5))
    root = ET.fromstring(drawn(line_chart(by_month, *others), "svg"))
    assert float(root.get("height", "")) > 4 * 260


def test_values_stand_at_their_points_as_long_as_there_is_room() -> None:
    """Of a single series, as the line of another would cross them."""
    few, many = (
        ChartSeries(
            "", tuple(point._replace(written="1,234,567") for point in months("", 2018, n).points)
        )
        for n in (5, 30)
    )
    assert texts(drawn(line_chart(few), "svg")).count("1,234,567") == 5
    for chart in (line_chart(many), line_chart(few, few._replace(name="b"))):
        assert "1,234,567" not in texts(drawn(chart, "svg"))


def test_many_periods_are_a_line_with_gaps_where_periods_are_missing() -> None:
    whole = drawn(line_chart(months("", 2018, 36)), "svg")
    assert len(strokes(whole)) == 1
    broken = drawn(line_chart(months("", 2018, 36, without=(10, 11, 20))), "svg")
    assert len(strokes(broken)) == 3
    assert {"Jan 2018", "Jan 2019", "Jul 2020"} <= set(texts(whole))


def test_several_series_are_told_apart_without_colour() -> None:
    """Each has its own dashes and markers, and its name at its end; no name covers another."""
    names = ["women", "men", "all"]
    picture = drawn(line_chart(*(months(name, 2018, 30) for name in names)), "svg")
    places = dict(re.findall(r' y="([0-9.]+)" font-size="15">([a-z]+)<', picture))
    assert [*places.values()] == names
    heights = sorted(map(float, places))
    assert all(lower - upper > 18 for upper, lower in pairwise(heights))
    assert heights[-1] - heights[0] < 40  # near the lines, which all end at one value
    assert len({dashes for _, dashes in strokes(picture)}) == 3
    assert len({colour for colour, _ in strokes(picture)}) == 3
    shapes = set(re.findall(r'class="s[0-9]" fill="[^"]*" d="M[-0-9. ]+([a-zA-Z])', picture))
    assert len(shapes) >= 2


def test_what_is_projected_or_estimated_is_dotted_and_the_legend_says_so() -> None:
    """From the last point that was measured on, with hollow markers."""
    measured = months("", 2018, 30)
    points = [
        *measured.points[:20],
        *(point._replace(status="estimate") for point in measured.points[20:25]),
        *(point._replace(status="projection") for point in measured.points[25:]),
    ]
    picture = drawn(line_chart(measured._replace(points=tuple(points))), "svg")
    dotted = [dashes for _, dashes in strokes(picture) if dashes]
    assert dotted == ["2 5", "2 5"]  # of the legend and of the line
    assert picture.count('class="paper"') == 1 + 10 + 1  # the ground, the points, the legend
    assert "estimate or projection" in texts(picture)
    assert "in June 2020 (projection)" in picture
    assert "estimate" not in drawn(line_chart(measured), "svg")


def test_provisional_values_have_hollow_markers_and_the_legend_says_so() -> None:
    """Their line is not dotted: they were measured."""
    measured = months("", 2018, 30)
    last = measured.points[-1]._replace(status="provisional")
    chart = line_chart(measured._replace(points=(*measured.points[:-1], last)))
    picture = drawn(chart, "svg")
    assert [dashes for _, dashes in strokes(picture) if dashes] == []
    assert picture.count('class="paper"') == 1 + 1 + 1  # the ground, the point, the legend
    assert "provisional" in texts(picture)
    assert "in June 2020 (provisional)" in picture


def test_a_chart_says_in_words_what_it_shows() -> None:
    root = ET.fromstring(drawn(line_chart(months("women", 2018, 30)), "svg"))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Chart"
    assert root.findtext(f"{SVG}desc") == (
        "A line chart along time. Unit: percent. women: from 0 in January 2018 to 1 in June 2020;"
        " lowest 0 in January 2018, highest 6 in July 2018."
    )


def test_two_pictures_can_stand_in_one_page() -> None:
    """No id is in both, and the style of one does not reach into the other."""
    pictures = [drawn(line_chart(months("", year, 2)), "svg") for year in (2018, 2019)]
    ids = [set(re.findall(r'id="([^"]+)"', picture)) for picture in pictures]
    assert not ids[0] & ids[1]
    for picture, own in zip(pictures, ids, strict=True):
        style = picture.partition("<style>")[2].partition("</style>")[0]
        name = min(own, key=len)
        rules = re.findall("([^{}]+){[^{}]*}", style)
        assert rules
        assert all(rule.startswith(f"#{name} ") for rule in rules)


def test_a_page_with_a_chart_has_its_table_too() -> None:
    page = drawn(line_chart(months("a", 2018, 30)), "html")
    assert page.count("<svg") == 1
    assert page.count("<tr") == 2
    assert Page(page).open == []


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 10, [0, 2, 4, 6, 8, 10]),
        (3.1, 9.8, [0, 2, 4, 6, 8, 10]),
        (93.1, 98.7, [92, 94, 96, 98, 100]),
        (-3, 4, [-4, -2, 0, 2, 4]),
        (5, 5, [5, 6]),
        (0, 0, [0, 0.2]),
    ],
)
def test_the_values_of_an_axis_are_round(low: float, high: float, ticks: list[float]) -> None:
    assert svg_chart.value_ticks(low, high) == ticks


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12))
def test_an_axis_encloses_its_values(low: float, more: float) -> None:
    ticks = svg_chart.value_ticks(low, low + more)
    tolerance = 1e-6 * max(abs(ticks[0]), abs(ticks[-1]), 1e-300)
    assert ticks[0] <= low + tolerance
    assert ticks[-1] >= low + more - tolerance
    assert 2 <= len(ticks) <= 12


@given(st.integers(1, 700_000), st.integers(1, 400_000))
def test_a_time_axis_has_a_few_labels(first: int, days: int) -> None:
    last = min(first + days, date.max.toordinal())
    ticks = svg_chart.time_ticks(first, last)
    assert len(ticks) <= 12
    assert all(first <= day < last for day, _ in ticks)


# --- Text in a picture ---------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), st.integers(20, 300))
def test_lines_of_a_picture_lose_nothing(text: str, room: int) -> None:
    found = lines(text, room, 10)
    assert "".join(found) == text
    assert all(text_width(line, 10) < room + 0.1 or len(line) <= 8 for line in found)


@pytest.mark.parametrize("look", [("svg", {}), ("table", {"width": 80})], ids=["svg", "table"])
@pytest.mark.parametrize(
    ("piece", "number"), [("a", 10_000), (" a", 10_000), (" ", 1_000), ("\xa0", 1_000)]
)
def test_lines_are_laid_out_in_time_in_proportion(
    piece: str, number: int, look: tuple[str, dict[str, Any]]
) -> None:
    """However long it is, and however many spaces it ends with."""
    name, settings = look
    assert grows_in_proportion(
        lambda length: drawn(answer((f"a{piece * length}", "")), name, **settings), number
    )


# --- A real browser ------------------------------------------------------------------------------

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
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


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
@pytest.mark.parametrize("name", ["html", "svg"])
def test_a_browser_draws_it(tmp_path: Path, name: str) -> None:
    page, picture = tmp_path / f"chart.{name}", tmp_path / "chart.png"
    shown: Any = replace(line_chart(months("a", 2018, 30)), sources=(CENSUS,))
    page.write_text(drawn(shown, name), encoding="utf-8")
    folder = f"--user-data-dir={tmp_path / 'browser'}"
    command = [str(CHROMIUM), *FLAGS, folder, f"--screenshot={picture}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 5_000  # an empty one is smaller


def test_a_page_has_a_heading_whatever_was_asked() -> None:
    """The title of the answer, or else what was asked for."""
    assert '<h1 dir="auto">Facts</h1>' in drawn(look_up(fact(2020, 1)), "html")
    asked = replace(look_up(fact(2020, 1)), heading="Metrics · <2020>")
    assert '<h1 dir="auto">Metrics · &lt;2020&gt;</h1>' in drawn(asked, "html")
    assert '<h1 dir="auto">t</h1>' in drawn(replace(asked, title="t"), "html")
