"""Tables at a terminal: what stands in a row, what is said once, and what any width makes of it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render.answers import ATLAS, CENSUS, METRIC, drawn, fact, look_up
from rich.cells import cell_len

from factreport.answers import Answer, Column, choose, lists, look_ups
from factreport.model import Problem, Record
from factreport.render import FORMATS, Look, render
from factreport.render.wrapping import wrap, wrap_message

STORKS = (
    fact(2018, 1_200, area="Northland", source="census-2021", paragraphs=(2,), citation="c2"),
    fact(2020, 1_500, area="Northland", qualifier="more than", source="census-2021", pages=(3,)),
    fact("2016/2020", 6_000, area="Northland", qualifier="about", source="census-2021"),
    fact(2020, 310, area="Südmark", source="census-2021", status="estimate"),
    fact(
        2019,
        12.5,
        id="wet-share",
        title="Share of land that is wet",
        unit="percent",
        source="atlas",
        citation="a",
    ),
)

WIDE = """\
Title                      Area       Period       Value  Unit     Status    Id         Source
────────────────────────────────────────────────────────────────────────────────────────────────
Breeding pairs of storks   Northland  2018         1,200  pairs              storks     [1] ¶2
Breeding pairs of storks   Northland  2020       > 1,500  pairs              storks     [1] p. 3
Breeding pairs of storks   Northland  2016–2020  ≈ 6,000  pairs              storks     [1]
Breeding pairs of storks   Südmark    2020           310  pairs    estimate  storks     [1]
Share of land that is wet             2019          12.5  percent            wet-share  [2]

[1] A. Finch, “Census of birds”, Bird Office, 2021-05-04, https://example.org/birds
[2] “Atlas of wetlands”, first published by Land Office, 2019
5 facts
"""
AT_40 = """\
Breeding pairs of storks · storks
  2018 · 1,200 pairs · Northland
    [1] ¶2
  2020 · > 1,500 pairs · Northland
    [1] p. 3
  2016–2020 · ≈ 6,000 pairs · Northland
    [1]
  2020 · 310 pairs · Südmark · estimate
    [1]

Share of land that is wet · wet-share
  2019 · 12.5 percent · [2]

[1] A. Finch, “Census of birds”, Bird
Office, 2021-05-04,
https://example.org/birds
[2] “Atlas of wetlands”, first published
by Land Office, 2019
5 facts
"""


def test_a_row_has_what_a_reader_needs_to_follow_it_up() -> None:
    """Title, area, period, value with its sign, unit, status, id and place, where there is room."""
    answer = look_up(*STORKS, sources=(CENSUS, ATLAS))
    assert drawn(answer) == WIDE
    assert drawn(answer, width=100) == WIDE


def test_at_forty_columns_value_unit_and_period_share_a_line() -> None:
    assert drawn(look_up(*STORKS, sources=(CENSUS, ATLAS)), width=40) == AT_40


AT_60 = """\
  Period       Value  Unit     Area       Status    Source
────────────────────────────────────────────────────────────
Breeding pairs of storks · storks
  2018         1,200  pairs    Northland            [1] ¶2
  2020       > 1,500  pairs    Northland            [1] p. 3
  2016–2020  ≈ 6,000  pairs    Northland            [1]
  2020           310  pairs    Südmark    estimate  [1]
Share of land that is wet · wet-share
  2019          12.5  percent                       [2]
"""


def test_where_there_is_less_room_all_rows_stand_below_the_titles_of_their_entries() -> None:
    """With the id; no period, number or id is broken, and no row looks unlike the others."""
    answer = look_up(*STORKS, sources=(CENSUS, ATLAS))
    for width in (60, 70, 80):
        assert drawn(answer, width=width).startswith(AT_60)


SHARED = """\
Title                     Period    Value  Id
─────────────────────────────────────────────────
Breeding pairs of storks  2018      1,200  storks
Breeding pairs of storks  2020    > 1,500  storks

Area: Northland · Group: adults · Unit: pairs
Source: A. Finch, “Census of birds”, Bird Office, 2021-05-04, https://example.org/birds, page 3
2 facts
"""


def test_facts_of_one_kind_say_once_which_it_is() -> None:
    """Among facts of several kinds each says its own, and so does a single one."""
    metrics = [fact(2020, 1), fact(2021, 2)]
    assert "Kind: metric" in drawn(look_ups.answer(metrics, ("kind", *METRIC)))
    mixed = [*metrics, fact(id="law", kind="policy", unit=None)]
    for facts in (mixed, metrics[:1]):
        shown = drawn(look_ups.answer(facts, ("kind", *METRIC))).splitlines()
        assert shown[0].startswith("Kind")
        assert len([line for line in shown if line.startswith("metric ")]) == len(facts[:2])


def test_what_is_the_same_in_all_rows_is_said_once() -> None:
    """Area, group, unit and the very place of the only source stand below, not in each row."""
    same: dict[str, Any] = {"area": "Northland", "group": "adults", "source": "census-2021"}
    same |= {"pages": (3,), "citation": "c"}
    answer = look_up(
        fact(2018, 1_200, **same),
        fact(2020, 1_500, qualifier="more than", **same),
        sources=(CENSUS,),
    )
    assert drawn(answer) == SHARED


def test_a_single_fact_is_a_row_of_its_own() -> None:
    """Below a single row there is only its source."""
    one = fact(2020, 310, area="Südmark", source="census-2021", citation="c")
    assert drawn(look_up(one, sources=(CENSUS,))) == (
        "Title                     Area     Period  Value  Unit   Id\n"
        f"{'─' * 63}\n"
        "Breeding pairs of storks  Südmark  2020      310  pairs  storks\n\n"
        f"Source: {CENSUS.reference}\n1 fact\n"
    )


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"value": 2_700_000, "qualifier": "more than"}, "> 2,700,000"),
        ({"value": 2_700_000, "qualifier": "at least"}, "≥ 2,700,000"),
        ({"value": 2_700_000, "qualifier": "less than"}, "< 2,700,000"),
        ({"value": 2_700_000, "qualifier": "at most"}, "≤ 2,700,000"),
        ({"value": 2_700_000, "qualifier": "about"}, "≈ 2,700,000"),
        ({"value": 2_700_000, "qualifier": "nearly"}, "≲ 2,700,000"),
        ({"value": -0.25}, "-0.25"),
        ({"value": 1e21}, "1,000,000,000,000,000,000,000"),
        ({"low": 3_400_000, "high": 3_600_000}, "3,400,000–3,600,000"),
        ({"low": -5, "high": -3, "qualifier": "about"}, "≈ -5 to -3"),
        ({"value": 7.2, "low": 6.8, "high": 7.6}, "7.2 ± 0.4"),
        ({"value": 2.3, "low": 1.9, "high": 2.8}, "2.3 (1.9–2.8)"),
    ],
)
def test_a_value_has_its_sign_its_range_or_its_margin(more: dict[str, Any], shown: str) -> None:
    """Also where the columns are chosen by name: no qualifier is ever lost."""
    answer = look_up(fact(2020, **more))
    assert f" {shown}  pairs" in drawn(answer)
    assert drawn(choose(answer, ["value"])).splitlines()[2].strip() == shown
    assert shown in drawn(choose(answer, ["title", "value"]), width=5)


def test_a_status_is_shown_in_every_answer() -> None:
    for status in ("estimate", "projection", "provisional", "revised", "provisional, superseded"):
        assert status in drawn(look_up(fact(2020, 1, status=status)))
        assert status.split()[0] in drawn(look_up(fact(2020, 1, status=status)), width=40)
        assert status in drawn(look_up(fact(2020, 1, status=status)), "markdown")
        assert status in drawn(look_up(fact(2020, 1, status=status)), "html")


def test_a_column_without_a_word_is_left_out_unless_it_was_asked_for() -> None:
    answer = look_up(fact(2020, 1))
    assert drawn(answer).splitlines()[0].split() == ["Title", "Period", "Value", "Unit", "Id"]
    assert drawn(choose(answer, ["note", "id"])).splitlines()[0].split() == ["note", "id"]


def test_periods_are_shown_as_words_and_years_are_never_grouped() -> None:
    written = ("2020-Q1", "2020-03", "2019/20", "2020/..", "2020-04/2021-03", "2020-07/2020-09")
    answer = look_up(*(fact(when, 1) for when in written))
    shown = [re.split(r"\s{2,}", line)[1] for line in drawn(answer).splitlines()[2:8]]
    assert shown[:4] == ["Q1 2020", "March 2020", "2019/20", "from 2020"]
    assert shown[4:] == ["Apr 2020–Mar 2021", "Jul–Sep 2020"]
    chosen = drawn(choose(look_up(fact(2020, 1)), ["year", "start"]))
    assert chosen.splitlines()[2].split() == ["2020", "2020-01-01"]


NASTY = (
    "[bold]x[/bold] :smile: [/b] [link=x]",
    "北京市人民政府",
    "👩‍👩‍👧 family",
    "ไทย กำ",
    "a\tb",
    "e\u0301te\u0301",
)


@pytest.mark.parametrize("title", NASTY)
@pytest.mark.parametrize("width", [None, 100, 80, 60])
def test_columns_stay_aligned_whatever_the_letters(title: str, width: int | None) -> None:
    """Wide and joined characters take what they take, a tab too; nothing is taken for markup."""
    out = drawn(look_up(fact(2018, 1_200, title=title), fact(2020, 9)), width=width)
    head, _, *rows = out.split("\n\n")[0].splitlines()
    end = cell_len(head[: head.index("Value") + len("Value")])
    for row in rows:
        if digits := re.search(r"(1,200|9)(?=  |$)", row):
            assert cell_len(row[: digits.end()]) == end
    assert title.expandtabs() in drawn(look_up(fact(title=title)))


@pytest.mark.parametrize("width", [1, 5, 12, *range(20, 121, 7), 160, 400])
def test_no_figure_is_cut_at_any_width(width: int) -> None:
    """Every figure stands whole; from 20 columns on no line is longer than the screen."""
    answer = look_up(
        *STORKS, fact("2020-03-31", -922_337_203_685_477, unit="people and other animals")
    )
    out = drawn(answer, width=width)
    for figure in ("1,200", "> 1,500", "≈ 6,000", "310", "12.5", "-922,337,203,685,477"):
        assert figure in out
    assert "…" not in out
    if width >= 22:
        assert max(map(cell_len, out.splitlines())) <= width


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), st.integers(2, 60))
def test_wrapping_loses_nothing_and_keeps_to_its_room(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert "".join(lines) == text
    assert all(cell_len(line) <= room for line in lines)


def test_text_wraps_at_words_and_before_no_closing_mark() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("一二三四五。六", 8) == ["一二三四", "五。六"]
    assert wrap("a" * 20, 10) == ["a" * 10, "a" * 10]
    assert wrap("one\n\ntwo", 7) == ["one", "", "two"]
    assert wrap("", 7) == [""]


def test_the_sign_of_a_qualifier_stays_with_its_number() -> None:
    assert wrap("the store has > 2,700,000 people", 15) == [
        "the store has",
        "> 2,700,000",
        "people",
    ]


WITH_DETAILS = """\
Place  Figure
─────────────────────────────
12:1   more than a great deal
  > 2,700,000 people · 2016–2020
14:30  none
  nothing in the store has this value,
  nor a value near it
16:3   5
  5
"""


def test_what_has_no_room_beside_a_row_stands_below_it() -> None:
    """The first columns stay side by side and unbroken; a number is not parted from its unit."""
    rows = [
        ("12:1", "more than a great deal", "> 2,700,000", "people", "2016–2020", ""),
        ("14:30", "none", "", "", "", "nothing in the store has this value, nor a value near it"),
        ("16:3", "5", "5", "", "", ""),
    ]
    names = ("place", "figure", "value", "unit", "period", "remark")
    columns = [
        Column(name, cells, is_number=name == "value")
        for name, cells in zip(names, zip(*rows, strict=True), strict=True)
    ]
    shown = drawn(Answer(fields=names, rows=rows, columns=columns), width=40)
    assert shown == WITH_DETAILS


def test_long_texts_stand_below_their_row_where_that_takes_fewer_lines() -> None:
    """Beside it they would have narrow columns; short ones stay beside it."""
    words = "what the store has about this figure, with its place in the source"
    for text, lines in (
        (words, ["12:1   a figure among some words of a draft", f"  Remark: {words}"]),
        ("nothing", ["12:1   a figure among some words of a draft  nothing"]),
    ):
        rows = [("12:1", "a figure among some words of a draft", text)]
        columns = [
            Column(name, [cell], is_labelled=name == "remark")
            for name, cell in zip(("place", "figure", "remark"), rows[0], strict=True)
        ]
        shown = drawn(Answer(fields=("a", "b", "c"), rows=rows, columns=columns), width=80)
        assert shown.splitlines()[2:] == lines


def test_a_table_has_the_layout_with_the_fewest_lines() -> None:
    """One layout for all rows: side by side, or below headings."""
    title = "Breeding pairs of storks in the wetlands of the north"
    facts = [fact(2020, 5, title=title, id="wet"), *(fact(year, 1) for year in range(2010, 2013))]
    assert drawn(look_up(*facts), width=60).splitlines()[2:5] == [
        "Breeding pairs of storks in the        2020        5  wet",
        "wetlands of the north",
        "Breeding pairs of storks               2010        1  storks",
    ]
    assert drawn(look_up(*facts), width=44).splitlines()[2:6] == [
        "Breeding pairs of storks in the wetlands of",
        "the north · wet",
        "  2020        5",
        "Breeding pairs of storks · storks",
    ]


def test_sentences_have_thirty_columns_or_stand_below() -> None:
    summary = "A plan for the wetlands, and for all who live in them, of which there are many."
    plans = [
        fact(id=f"plan-{number}", kind="policy", unit=None, summary=summary * 2, status="planned")
        for number in range(2)
    ]
    answer = look_ups.answer(plans, ("title", "status", "summary", "id"))
    for width in range(30, 120):
        lines = drawn(answer, width=width).splitlines()
        beside = [line[line.index("A plan") :] for line in lines if "planned  A plan" in line]
        assert all(len(line) >= 24 for line in beside)
        assert bool(beside) == (width >= 2 + 9 + 30)


def test_colour_carries_no_meaning_alone() -> None:
    """Without it every character is the same; the value is bold, the title is not."""
    answer = look_up(*STORKS, sources=(CENSUS, ATLAS))
    coloured = drawn(answer, width=80, is_coloured=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == drawn(answer, width=80)
    assert "\x1b[1m> 1,500\x1b[0m" in coloured
    assert "\x1b[1mBreeding" not in coloured
    narrow = drawn(answer, width=60, is_coloured=True)
    assert "Breeding pairs of storks · \x1b[2mstorks\x1b[0m\n" in narrow
    wrong = replace(choose(answer, ["period"]), wrong=frozenset({1}))
    assert "\x1b[1;31m2020" in drawn(wrong, width=80, is_coloured=True)


def test_a_source_is_a_link_where_the_terminal_shows_links() -> None:
    answer = look_up(fact(2020, 1, source="census-2021", citation="c"), sources=(CENSUS,))
    linked = drawn(answer, width=40, has_links=True)
    link = "\x1b]8;;https://example.org/birds\x1b\\"
    assert linked.count(link) == 3  # one a line
    assert re.sub("\x1b]8;;.*?\x1b\\\\", "", linked) == drawn(answer, width=40)
    listed = lists.sources([CENSUS], {})
    card = replace(answer, about=[("Address", CENSUS.url or "")])
    assert link in drawn(listed, width=80, has_links=True)
    assert f"Address  {link}{CENSUS.url}" in drawn(card, width=80, has_links=True)
    script = CENSUS._replace(url="javascript:alert(1)")
    answer = look_up(fact(2020, 1, source="census-2021", citation="c"), sources=(script,))
    assert "\x1b" not in drawn(answer, has_links=True)


class Counting(list[Any]):
    """Cells that count how often one is asked for."""

    asked = 0

    def __getitem__(self, number: Any) -> Any:
        """A cell, counted."""
        self.asked += 1
        return super().__getitem__(number)


def test_a_long_table_shows_its_first_rows_at_once() -> None:
    """All rows are measured, but drawn one by one, with the same widths all the way."""
    rows = Counting([f"row {number}" for number in range(10_000)])
    answer = Answer(fields=("title",), rows=rows, columns=[Column("title", rows)])
    written: list[int] = []

    class Stream(io.StringIO):
        def write(self, text: str) -> int:
            written.append(rows.asked)
            return super().write(text)

    render(FORMATS["table"], answer, Stream(), Look(80))
    first_row = written[2]
    assert first_row < 100
    assert written[-1] == rows.asked >= len(rows)


def test_groups_of_rows_have_a_line_between_them() -> None:
    answer = Answer(
        fields=("title",), rows=["a", "b"], columns=[Column("title", ["a", "b"])], gaps={1}
    )
    assert drawn(answer) == "Title\n─────\na\n\nb\n"


def test_the_columns_are_those_that_the_kind_declares() -> None:
    from factreport.kinds import KINDS

    assert KINDS["metric"].columns == METRIC
    for kind in KINDS.values():
        assert set(kind.columns) <= {*Record._fields}


WIDE_CELLS = (
    fact(2020, 135.5, area="World", id="acute-hunger"),
    fact("2024-04-01/2025-03-31", low=281_600.5, high=282_500.25, area="World", id="acute-hunger"),
    fact(2024, 295.3, area="Africa", id="acute-hunger", status="provisional"),
)
WIDE_CELLS_AT_65 = """\
Breeding pairs of storks · acute-hunger
  2020 · 135.5 · World
  2024-04-01–2025-03-31 · 281,600.5–282,500.25 · World
  2024 · 295.3 · Africa · provisional

Unit: pairs
3 facts
"""


def test_a_table_falls_into_blocks_before_a_period_or_a_range_is_broken() -> None:
    assert drawn(look_up(*WIDE_CELLS), width=65) == WIDE_CELLS_AT_65
    beside = "  2024-04-01–2025-03-31  281,600.5–282,500.25  World"
    assert beside in drawn(look_up(*WIDE_CELLS), width=66)


def test_what_is_left_after_a_hyphen_fits_too() -> None:
    assert wrap("00/0\U00016fe0", 2) == ["00", "/", "0", "\U00016fe0"]


def test_a_long_id_or_address_breaks_after_a_hyphen_or_a_slash() -> None:
    assert wrap("unemployment-rate-of-people", 20) == ["unemployment-rate-", "of-people"]
    assert wrap("example.org/a/bulletins", 16) == ["example.org/a/", "bulletins"]
    assert wrap("Donaudampfschiff-", 8) == ["Donaudam", "pfschiff", "-"]
    assert wrap("grew by ≈ -18.4%", 10) == ["grew by", "≈ -18.4%"]


def test_a_label_too_long_for_the_screen_breaks_at_words() -> None:
    """The text stands under a label that leaves little room beside it."""
    about = [("Alpha plc, Apr 2022–Mar 2023 to Apr 2023–Mar 2024", "+450 USD, +11.0%")]
    answer = Answer(fields=(), rows=(), columns=(), title="Revenue", about=about)
    assert drawn(answer, width=40).splitlines()[2:] == [
        "Alpha plc, Apr 2022–Mar 2023 to Apr",
        "2023–Mar 2024",
        "    +450 USD, +11.0%",
    ]


def test_a_message_breaks_at_words_but_not_in_a_path_or_a_command() -> None:
    """A path longer than the line is left to the terminal, so that it can be copied."""
    path = "/a/folder/whose/name/is/longer/than/a/line"
    message = f"{path}:12: there is no store here (`report init` starts yours)"
    assert wrap_message(message, 30) == [
        f"{path}:12:",
        "there is no store here",
        "(`report init` starts yours)",
    ]
    problem = Problem("facts.toml", 12, "error", "storks", 'unknown key "unti"')
    lines = drawn(lists.problems([problem]), "text", width=30)
    assert lines == 'facts.toml:12: error: storks:\nunknown key "unti"\n'
    assert drawn(lists.problems([problem]), "text").count("\n") == 1  # for an editor


def test_the_footer_says_what_is_only_projected() -> None:
    """The newest value, which ``--latest`` gives, may be for a future year."""
    measured, projected = fact(2020, 1), fact(2030, 2, status="projection")
    other = fact(2030, 3, status="projection", group="b")
    for facts, words in (
        ([projected], "1 fact (1 projected)"),
        ([measured, projected], "2 facts (1 projected)"),
        ([measured, projected, other], "3 facts (2 projected)"),
        ([projected, other], "2 facts (2 projected)"),
        ([measured, measured], "2 facts"),
        ([measured], "1 fact"),
    ):
        shown = look_up(*facts)
        assert drawn(shown).splitlines()[-1] == words
        assert drawn(choose(shown, ["title", "value"])).splitlines()[-1] == words
        assert f">{words}</text>" in drawn(shown, "svg")
    assert "fact" not in drawn(look_up())
