"""``report figures``: what was read, what is known, and what that would be in a store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Report

STORE = """\
[topic.trade]
title = "Trade"

[metric.exports]
title = "Exports"
topics = ["trade"]
unit = "US dollars"
observations = [{ year = 2020, value = 52_000_000 }]
"""
TEXT = """\
# Trade

In 2020, exports were $52 million (Table 3). Imports fell by 4.2 percent.

- More than 640 ships came in March 2020.
"""


@pytest.fixture
def bulletin(store: Callable[..., str], tmp_path: Path) -> Callable[..., tuple[str, str]]:
    """The paths of a store and of a text beside it."""

    def write(text: str = TEXT, name: str = "bulletin.md", facts: str = STORE) -> tuple[str, str]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return store(facts), str(tmp_path / name)

    return write


def test_each_figure_is_shown_as_it_was_read(
    report: Report, bulletin: Callable[..., tuple[str, str]]
) -> None:
    """Its place, value, unit, qualifier, direction and time, and the facts that it may be."""
    facts, text = bulletin()
    done = report("figures", text, "--facts", facts, "--json")
    rows = [
        (one["line"], one["column"], one["paragraph"], one["text"], one["value"], one["unit"])
        for one in done.json
    ]
    assert rows == [
        (3, 23, 2, "$52 million", 52_000_000, "USD"),
        (3, 62, 2, "4.2 percent", 4.2, "%"),
        (5, 3, 3, "More than 640", 640, "ships"),
    ]
    assert [one["period"] for one in done.json] == ["2020", "2020", "2020-03"]
    assert [one["direction"] for one in done.json] == [None, "down", None]
    assert [one["qualifier"] for one in done.json] == [None, None, "more than"]
    assert [one["facts"] for one in done.json] == [["exports"], [], []]
    assert done.err == "report: 1 of 3 figures is in the store\n"


def test_the_table_is_judged_in_one_look(
    report: Report, bulletin: Callable[..., tuple[str, str]]
) -> None:
    """A line a figure; a change has an arrow."""
    facts, text = bulletin()
    done = report("figures", text, "--facts", facts, "-f", "table")
    lines = done.out.splitlines()
    assert lines[0].split() == ["Place", "Figure", "Value", "Unit", "Period", "In", "the", "store"]
    assert lines[2].split() == [
        "3:23",
        "¶2",
        "$52",
        "million",
        "52,000,000",
        "USD",
        "2020",
        "exports",
    ]
    assert lines[3].split()[:6] == ["3:62", "¶2", "4.2", "percent", "↓", "4.2"]


def test_all_shows_what_was_skipped_and_why(
    report: Report, bulletin: Callable[..., tuple[str, str]]
) -> None:
    """In the order of the text; it is not a figure, and not counted."""
    facts, text = bulletin()
    done = report("figures", text, "--facts", facts, "--json", "--all")
    assert [(one["text"], one["skipped"]) for one in done.json][:3] == [
        ("2020", "a year"),
        ("$52 million", None),
        ("Table 3", "a label"),
    ]
    assert done.err == "report: 1 of 3 figures is in the store\n"


def test_new_leaves_out_what_the_store_has(
    report: Report, bulletin: Callable[..., tuple[str, str]]
) -> None:
    """The summary says how much of the text is covered all the same."""
    facts, text = bulletin()
    done = report("figures", text, "--facts", facts, "--json", "--new")
    assert [one["text"] for one in done.json] == ["4.2 percent", "More than 640"]
    assert done.err == "report: 1 of 3 figures is in the store\n"


def test_several_texts_and_standard_input(
    report: Report, bulletin: Callable[..., tuple[str, str]]
) -> None:
    """One after the other, each row with its file."""
    facts, text = bulletin()
    stdin = b"There were 310 storks."
    done = report("figures", text, "-", "--facts", facts, "--json", stdin=stdin)
    assert [one["file"] for one in done.json] == [text] * 3 + ["<standard input>"]
    report("figures", "-", "--facts", "-", code=2, stdin=stdin)


def test_entries_are_appended_to_the_store_and_found(
    report: Report, bulletin: Callable[..., tuple[str, str]]
) -> None:
    """What is printed passes `check` once appended, and `verify` finds every one of it."""
    facts, text = bulletin()
    asked = ("figures", text, "--new", "-f", "toml", "-s", "b-2020", "-t", "trade")
    done = report(*asked, "--facts", facts)
    assert done.out == (
        """\
[source.b-2020]
title = "Trade"
text = "bulletin.md"

[metric.change-imports]
title = "Change in imports"
topics = ["trade"]
unit = "percent"
source = "b-2020"
observations = [
    # Imports fell by 4.2 percent.
    { year = 2020, value = -4.2, written = "fell by 4.2 percent", paragraph = 2 },
]

[metric.ships-came]
title = "Ships came"
topics = ["trade"]
unit = "ships"
source = "b-2020"
observations = [
    # More than 640 ships came in March 2020.
    { period = "2020-03", value = 640, qualifier = "more than", written = "More than 640", \
paragraph = 3 },
]
"""
    )
    with open(facts, "a", encoding="utf-8") as file:
        file.write(f"\n{done.out}")
    report("check", facts)
    found = report("verify", "b-2020", "--facts", facts, "--json").json
    assert [one["result"] for one in found] == ["found", "found"]
    assert report("figures", text, "--new", "--facts", facts, "--json").json == []


@pytest.mark.parametrize(
    "text",
    [
        # Without a word of its title, and in a sentence that goes on with another time
        "They came to €342 million at the end of June 2025, €371 million at the end of 2024.",
        "It expects €820 million to €850 million in 2025, after a loss of €2.3 million in May.",
        "| | 2024 | 2025 |\n|-|-|-|\n| Passenger revenue | 72.8 | 71.9 |\n",
    ],
)
def test_what_was_written_from_a_text_is_not_new_in_it(
    text: str, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fact is known again at the place that it cites, whatever the words around it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "release.md").write_text(f"# Results\n\n{text}\n", encoding="utf-8")
    request = ("figures", "release.md", "-f", "toml", "-s", "release", "-t", "results")
    (tmp_path / "facts.toml").write_text(report(*request).out, encoding="utf-8")
    assert report("figures", "release.md", "--new", "--json").json == []


def test_the_time_of_what_has_none_is_asked_for(
    report: Report, bulletin: Callable[..., tuple[str, str]]
) -> None:
    """In the comment above the fact, where the reader sees the sentence."""
    facts, text = bulletin("There were 310 storks. In 2020 there were 41 herons.")
    done = report("figures", text, "--facts", facts, "-f", "toml", "-s", "b", "-t", "t")
    assert "    # When? There were 310 storks.\n" in done.out
    assert done.err.endswith(' without a time ("When?")\n')
    assert "    # In 2020 there were 41 herons.\n" in done.out


def test_a_long_sentence_above_a_fact_fits_a_screen(
    report: Report, bulletin: Callable[..., tuple[str, str]]
) -> None:
    """It is wrapped at words, and none is lost."""
    sentence = f"In 2020 there were 41 herons, {'as many as in the years before, ' * 4}and 3 owls."
    facts, text = bulletin(sentence)
    lines = report(
        "figures", text, "--facts", facts, *["-f", "toml", "-s", "b", "-t", "t"]
    ).out.split("\n")
    comment = [line for line in lines if line.startswith("    # ")]
    assert max(map(len, comment)) <= 80
    assert " ".join(line.removeprefix("    # ") for line in comment).startswith(sentence)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--topic", "t"], "entries need a source; add --source ID"),
        (["--source", "s"], "entries need a topic; add --topic ID"),
        (["--source", "S S", "--topic", "t"], '--source "S S" is not an id'),
        (["--source", "s", "--topic", "t", "-"], "--format toml takes one text"),
    ],
)
def test_entries_need_a_source_and_a_topic(
    report: Report,
    bulletin: Callable[..., tuple[str, str]],
    arguments: list[str],
    words: str,
) -> None:
    """Exit 2, and it is said what to add."""
    facts, text = bulletin()
    done = report("figures", text, "--facts", facts, "-f", "toml", *arguments, code=2)
    assert words in done.err


def test_who_published_what_and_the_area_can_be_given(
    report: Report, bulletin: Callable[..., tuple[str, str]]
) -> None:
    """So that nothing has to be filled in by hand; the area is that of facts without another."""
    facts, text = bulletin("In 2020 the parks of Ostra had 310 storks and 41 herons.")
    entries = ("figures", text, "--facts", facts, "-f", "toml", "-s", "b-2020", "-t", "t")
    done = report(*entries, "-a", "Ostra", "--publisher", "Bird Office", "--published", "2021-03")
    assert 'publisher = "Bird Office"\npublished = "2021-03"\n' in done.out
    assert done.out.count('area = "Ostra"') == done.out.count("[metric.") == 2
    odd = report(*entries, "-a", " x\x1b ", "--publisher", "").out
    assert 'area = "x\\\\x1b"' in odd  # a store with a control character would be refused
    assert "publisher" not in odd
    bulletin(facts=f'{STORE}\n[source.known]\ntitle = "Known"\npublisher = "b"\n')
    report(*entries, "-s", "known", "--publisher", "b")  # as the store has it
    for arguments, words in (
        ((*entries, "--published", "2021-Q1"), "is not a day, a month or a year"),
        (("figures", text, "--area", "Ostra"), "add --format toml"),
        ((*entries, "-s", "known", "--publisher", "c"), 'for the source "known"'),
    ):
        assert words in report(*arguments, code=2).err


def test_without_a_store_the_text_is_named_from_this_folder(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the reader will save what is printed; or from the folder of the file it goes to."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "bulletin.md").write_text(TEXT, encoding="utf-8")
    asked = ("figures", "texts/bulletin.md", "-f", "toml", "-s", "b-2020", "-t", "trade")
    assert 'text = "texts/bulletin.md"\n' in report(*asked).out
    report(*asked, "-o", "texts/facts.toml")
    assert 'text = "bulletin.md"\n' in (tmp_path / "texts" / "facts.toml").read_text("utf-8")
    assert report("verify", "--facts", "texts/facts.toml").err.startswith(
        "report: 3 facts: 3 found"
    )


def test_a_table_of_an_office_becomes_a_store(
    report: Report, bulletin: Callable[..., tuple[str, str]], tmp_path: Path
) -> None:
    """Years across: a metric for each row, its columns the observations."""
    facts, text = bulletin('Crop,2019,2020\nBarley,498,512\nWheat,"1,204",987\n', "table.csv")
    path = str(tmp_path / "more.toml")
    report(
        *("figures", text, "-f", "toml", "--source", "office", "--topic", "farms"),
        *("--facts", facts, "-o", path),
    )
    done = report("metric", "--facts", path, "--fields", "id,year,value", "-f", "csv")
    assert (
        done.out
        == "id,year,value\nbarley,2019,498\nbarley,2020,512\nwheat,2019,1204\nwheat,2020,987\n"
    )
    assert report("verify", "--facts", path).err.startswith("report: 4 facts: 4 found")


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.csv", "Quarter,2023,2024\nAlder,21,22\n", "Port table"),
        ("a.txt", "11/26/26, 1:02 AM\n\nIn 2024, 310 ships came.", "Port table"),
        ("a.txt", "Ships of the port\n\nIn 2024, 310 ships came.", "Ships of the port"),
        (
            "a.md",
            "Theme: Ships. More.\n\n## Key findings\n\nIn 2024, 310 ships came.",
            "Port table",
        ),
        (
            "a.html",
            "<p>Port Ellis, 24 July 2025</p><h1>More ships</h1><p>In 2024, 310 ships came.",
            "More ships",
        ),
        (
            "a.txt",
            "PORT ELLIS – 24 July 2025\n\nMore ships came\n\nIn 2024, 310 ships came.",
            "More ships came",
        ),
        (
            "a.txt",
            "Price bulletin, 24 July 2025\n\nIn 2024, 310 ships came.",
            "Price bulletin, 24 July 2025",
        ),
        ("a.md", "# Ships\n\nIn 2024, 310 ships came.", "Ships"),
        ("a.html", "<ul><li>Home</ul><h1>Ships</h1><p>In 2024, 310 ships came.", "Ships"),
    ],
)
def test_the_title_of_a_source_is_a_line_that_reads_like_one(
    report: Report, tmp_path: Path, name: str, text: str, title: str
) -> None:
    """Neither a cell, nor a day, nor a place and a day, nor "Key findings"; else its id."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    asked = ("figures", str(tmp_path / name), "-f", "toml", "-s", "port-table", "-t", "ships")
    assert report(*asked).out.split("\n")[1] == f'title = "{title}"'


def test_the_example_store_has_nothing_to_do_with_a_text(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no store yet, its ids are free; the summary counts what is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("In 2020, training cost $5 and $6 a day.", encoding="utf-8")
    done = report("figures", "a.md", "-f", "toml", "--source", "s", "--topic", "training")
    assert "[topic.training]" in done.out
    assert done.err == "report: 2 of 2 figures written, as 2 metrics\n"


def test_a_third_has_no_more_digits_than_a_reader_needs(
    report: Report, bulletin: Callable[..., tuple[str, str]]
) -> None:
    """Neither in the table nor in the value for a program."""
    facts, text = bulletin("About a third of the ships and two thirds of the trains came.")
    done = report("figures", text, "--facts", facts, "--json")
    assert [one["value"] for one in done.json] == [0.333333, 0.666667]


def test_a_value_too_large_for_a_store_is_shown_all_the_same(
    report: Report, bulletin: Callable[..., tuple[str, str]]
) -> None:
    """A store holds numbers up to 2^63; a text may have any."""
    facts, text = bulletin("The star weighs 3.1 × 10^30 kg and the dust 9.5 × 10^19 kg.")
    done = report("figures", text, "--facts", facts, "--json")
    assert [one["value"] for one in done.json] == [31 * 10**29, 95 * 10**18]


def test_a_text_outside_the_folder_of_the_store_is_to_be_copied(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not named by the source, since nobody could hand on such a store."""
    (tmp_path / "store").mkdir()
    (tmp_path / "a.md").write_text("In 2020, training cost $5.", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "store")
    done = report("figures", "../a.md", "-f", "toml", "--source", "s", "--topic", "training")
    assert 'text = "' not in done.out
    assert '"../a.md" is not in the folder of the store; copy it there' in done.err
