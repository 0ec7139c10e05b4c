"""``report audit``: what is shown of the findings, and how the command ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from growth import grows_in_proportion

from factreport import audit, open_store
from factreport.texts import parse

Report = Callable[..., Any]

STORE = """
[source.first]
title = "First bulletin"
published = 2022-03-01

[source.second]
title = "Second bulletin"
published = 2023-03-01

[topic.trees]
title = "Trees"

[topic.birds]
title = "Birds"

[metric.planted]
title = "Trees planted"
topics = ["trees"]
unit = "trees"
source = "second"
observations = [
    { year = 2020, value = 41_200 },
    { year = 2021, value = 44_900, status = "provisional", source = "first" },
    { year = 2021, value = 45_300, status = "revised" },
]

[metric.nests]
title = "Nests counted"
topics = ["birds"]
unit = "nests"
source = "second"
observations = [{ year = 2020, value = 730 }]
"""
DRAFT = """\
# Green news

In 2020, 41,200 trees were planted, and in 2021 it was 45,300, an increase of 4,100.
Volunteers counted 703 nests in 2020. The mayor drank 88 cups of tea and named 3 reasons.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a store and a draft, in which the command runs."""
    (tmp_path / "facts.toml").write_text(STORE, encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_table_shows_what_needs_a_look(folder: Path, report: Report) -> None:
    """In the order of the text, with words around the bracketed figure; the rest is counted."""
    found = report("audit", "draft.md", "-f", "table", code=1)
    rows = found.out.splitlines()[2:5]
    assert rows[1].startswith("✗ contradicts  4:20 Volunteers counted [703] nests in 2020. The  ")
    assert [row.split()[1:3] for row in rows[::2]] == [["derived", "3:79"], ["unknown", "4:55"]]
    assert found.err == (
        "report: draft.md: 5 figures: 2 match, 1 derived, 1 contradict, 1 unknown; 4 skipped\n"
    )


def test_the_area_that_all_facts_share_is_said_below_the_rows(folder: Path, report: Report) -> None:
    """So it is for one fact, whether it contradicts or is unknown; two areas stand in the rows."""
    store = '[topic.t]\ntitle = "T"\n' + "".join(
        f'[metric.{name}]\ntitle = "{name.capitalize()} seen"\ntopics = ["t"]\nunit = "{name}"\n'
        f'area = "{area}land"\nobservations = [{{ year = 2020, value = {value} }}]\n'
        for name, area, value in (("owls", "Nor", 31), ("crows", "Nor", 45), ("gulls", "Sud", 64))
    )
    (folder / "three.toml").write_text(store, encoding="utf-8")
    for draft, is_below in {
        "In 2020 we saw 32 owls.": True,
        "In 2020 we saw 31 feathers.": True,
        "In 2020 we saw 32 owls and 46 crows.": True,
        "In 2020 we saw 32 owls in Norland. In Sudland we saw 46 gulls.": False,
    }.items():
        (folder / "draft.md").write_text(draft, encoding="utf-8")
        out = report("audit", "draft.md", "--facts", "three.toml", "-f", "table", code=1).out
        is_above = "seen, Norland, 2020" in out
        assert (is_above, "\nArea: Norland\n" in out) == (not is_below, is_below)


def test_a_source_is_cited_once_below_the_rows(folder: Path, report: Report) -> None:
    """The row has the id of the fact and its place; a line for an editor is complete."""
    (folder / "draft.md").write_text(
        DRAFT + "\nIn 2021, 43,500 trees were planted.\n", encoding="utf-8"
    )
    out = report("audit", "draft.md", "-f", "table", code=1).out
    assert out.count("(nests)") == out.count("(planted)") == 1
    assert out.endswith("\nSource: “Second bulletin”, 2023-03-01\n")
    assert out.count("Second bulletin") == 1
    lines = report("audit", "draft.md", "-f", "text", code=1).out
    assert lines.count("(“Second bulletin”, 2023-03-01)") == 2


def test_a_page_is_what_a_table_is_and_names_the_draft(folder: Path, report: Report) -> None:
    """It also counts the rest, because a page has no message; ``--all`` shows all."""
    summary = "draft.md: 5 figures: 2 match, 1 derived, 1 contradict, 1 unknown"
    for name in ("html", "svg", "markdown"):
        page = report("audit", "draft.md", "-f", name, code=1).out
        assert "derived" in page
        assert "matches" not in page
        assert "a year" not in page
        assert summary in page
        assert "matches" in report("audit", "draft.md", "--all", "-f", name, code=1).out
    page = report("audit", "draft.md", "-f", "html", code=1).out
    assert '<h1 dir="auto">draft.md, checked against the store</h1>' in page


def test_a_contradiction_shows_the_value_of_the_store_and_no_more(
    folder: Path, report: Report
) -> None:
    """The result and the heading say already that the store has another one."""
    row = report("audit", "draft.md", "-f", "table", code=1).out.splitlines()[3]
    assert row.endswith("   Nests counted, 2020: 730 nests (nests)")
    (said,) = [line for line in report("audit", "draft.md", code=1).json if line["text"] == "703"]
    assert said["message"] == "the store has another value"


def test_a_wrong_qualifier_follows_the_fact(folder: Path, report: Report) -> None:
    """First what the store has, then what is wrong with the figure."""
    draft = "More than 730 nests were counted in 2020.\n"
    (folder / "draft.md").write_text(draft, encoding="utf-8")
    row = report("audit", "draft.md", "-f", "table", code=1).out.splitlines()[2]
    fact = "Nests counted, 2020: 730 nests (nests)"
    assert row.endswith(f'  {fact}; the fact is exact, the text has "more than"')


def test_all_shows_the_rest_too(folder: Path, report: Report) -> None:
    """What agrees, and what was skipped with its reason."""
    out = report("audit", "draft.md", "-f", "table", "--all", code=1).out
    assert "✓ matches" in out
    assert "a small number" in out
    assert "a year" in out


def test_small_checks_small_integers(folder: Path, report: Report) -> None:
    """They are skipped otherwise: most count something in passing."""
    found = report("audit", "draft.md", "--json", "--small", code=1).json
    assert [one["result"] for one in found if one["text"] == "3"] == ["unknown"]


def test_json_is_flat_and_whole(folder: Path, report: Report) -> None:
    """A finding with its place, its words and its fact."""
    found = report("audit", "draft.md", "--json", code=1).json
    (one,) = [one for one in found if one["result"] == "contradicts"]
    assert (one["file"], one["line"], one["column"], one["heading"]) == (
        "draft.md",
        4,
        20,
        "Green news",
    )
    assert (one["text"], one["id"], one["value"], one["period"]) == ("703", "nests", 730, "2020")
    assert {len(one) for one in found} == {23}


def test_lenient_lists_what_is_unknown_and_passes(folder: Path, report: Report) -> None:
    """A contradiction still fails."""
    report("audit", "draft.md", "--lenient", "-f", "table", code=1)
    (folder / "draft.md").write_text(DRAFT.replace("703", "730"), encoding="utf-8")
    report("audit", "draft.md", "-f", "table", code=1)
    found = report("audit", "draft.md", "--lenient", "-f", "table")
    assert "? unknown" in found.out


def test_a_text_named_twice_is_counted_once(folder: Path, report: Report) -> None:
    said = report("audit", "draft.md", "draft.md", code=1).err.splitlines()
    assert [line.split(":")[2] for line in said] == [" 5 figures"]


def test_several_files_are_each_named(folder: Path, report: Report) -> None:
    """In the table and in the summary."""
    (folder / "other.txt").write_text("In 2020, 42,100 trees were planted.", encoding="utf-8")
    found = report("audit", "draft.md", "other.txt", "-f", "table", code=1)
    assert "draft.md:4:20" in found.out
    assert "other.txt:1:10" in found.out
    assert [line.split(": ")[1] for line in found.err.splitlines()] == ["draft.md", "other.txt"]


def test_text_and_github_lead_to_the_figure(
    folder: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As editors jump to it, and beside the lines of a change."""
    lines = report("audit", "draft.md", "-f", "text", code=1).out.splitlines()
    assert lines[0].startswith("draft.md:4:20: error: 703 contradicts the store: ")
    assert lines[1] == "draft.md:4:55: error: 88 cups is unknown: no fact has this value"
    (folder / "texts").mkdir()
    (folder / "draft.md").rename(folder / "texts" / "draft.md")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    monkeypatch.chdir(folder / "texts")
    out = report("audit", "draft.md", "-f", "github", "--lenient", code=1).out
    assert out.startswith("::error file=texts/draft.md,line=4,col=20::703 contradicts")
    assert "::warning file=texts/draft.md,line=4,col=55::88 cups is unknown" in out


def test_as_of_checks_a_draft_of_that_day(folder: Path, report: Report) -> None:
    """With the values that were valid on that day."""
    (folder / "draft.md").write_text("In 2021, 44,900 trees were planted.", encoding="utf-8")
    found = report("audit", "draft.md", "--json", code=1).json
    assert [(one["result"], one["value"]) for one in found if one["id"]] == [
        ("contradicts", 45_300)
    ]
    report("audit", "draft.md", "--as-of", "2022-12-31")


def test_filters_narrow_the_facts(folder: Path, report: Report) -> None:
    """Figures about other topics are then unknown."""
    (folder / "draft.md").write_text("In 2020, 41,200 trees were planted.", encoding="utf-8")
    report("audit", "draft.md", "--topic", "trees")
    report("audit", "draft.md", "--topic", "birds", code=1)


@pytest.mark.parametrize(
    "text",
    [
        "<!-- report: off -->\n\nIn 2020, 42,100 trees fell.\n\n<!-- report: on -->\n",
        "In 2020, 42,100 trees fell. <!-- report: skip -->\n",
        "In 2020, 42,100 trees fell. <!-- report: skip, she said so -->\n",
        "<!-- report: skip -->\nIn 2020, 42,100 trees fell.\n",
    ],
)
@pytest.mark.parametrize("name", ["draft.md", "draft.html"])
def test_comments_leave_out_what_the_writer_vouches_for(
    folder: Path, report: Report, text: str, name: str
) -> None:
    """It is counted as skipped."""
    (folder / name).write_text(text, encoding="utf-8")
    found = report("audit", name, "--json").json
    (one,) = [one for one in found if one["text"] == "42,100"]
    assert (one["result"], one["message"]) == ("skipped", "skipped by a comment")
    (folder / name).write_text(f"{text}\nIn 2020, 42,200 trees were planted.\n", encoding="utf-8")
    report("audit", name, "--json", code=1)


def test_a_comment_accepts_the_derived_figures_of_its_line(folder: Path, report: Report) -> None:
    """It leaves out no other figure, and no figure that does not follow any more."""
    draft = DRAFT.replace("4,100.", "4,100. <!-- report: derived -->")
    (folder / "draft.md").write_text(draft, encoding="utf-8")
    found = report("audit", "draft.md", code=1)
    (accepted,) = [one for one in found.json if one["text"] == "4,100"]
    assert accepted["result"] == "skipped"
    assert accepted["message"].startswith("accepted: +4,100: ")
    assert "2 match, 1 contradict, 1 unknown; 5 skipped" in found.err
    (folder / "draft.md").write_text(draft.replace("4,100", "4,200"), encoding="utf-8")
    assert "2 contradict" in report("audit", "draft.md", code=1).err


@pytest.mark.slow
def test_many_comments_take_a_time_that_grows_with_their_number(folder: Path) -> None:
    """However many figures they leave out."""
    store = open_store(folder / "facts.toml")
    draft = b"<!-- report: off -->\n\n5 %\n\n<!-- report: on -->\n\n7 %\n\n"
    texts = {times: parse("draft.md", draft * times) for times in (250, 16 * 250)}
    assert grows_in_proportion(lambda times: audit(texts[times], store), 250)


@pytest.mark.parametrize(
    "comment", ["ask Ann for the report: off by one?", "report: offer", "report: off by one"]
)
def test_a_comment_about_something_else_leaves_out_nothing(
    folder: Path, report: Report, comment: str
) -> None:
    text = f"<!-- {comment} -->\n\nIn 2020, 42,200 trees were planted.\n"
    (folder / "draft.md").write_text(text, encoding="utf-8")
    report("audit", "draft.md", "--json", code=1)
