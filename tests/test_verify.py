"""``report verify``: a figure stands where it is said to stand, or it is not found."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Report
from process import linux

from factreport import Query, open_store
from factreport.store.files import locate

SOURCE = "teller-report-2021-01-26"

STORE = """\
[source.bulletin]
title = "Bulletin"
text = "bulletin.txt"

[topic.work]
title = "Work"

[metric.trained]
title = "People trained"
topics = ["work"]
unit = "people"
source = "bulletin"
observations = [
    { year = 2019, value = 2_700_000, qualifier = "more than", paragraph = 1 },
    { year = 2020, value = 32_430_000, written = "32.43 million", paragraph = [1, 2] },
]
"""
TEXT = """\
More than 2.7 million people were trained in 2019, and
32.43 million in 2020.

Of 32.43 million people, a third learned to weld.

The programme cost 12 million.
"""


@pytest.fixture
def bulletin(store: Callable[..., str], tmp_path: Path) -> Callable[..., str]:
    """A store with a source text, either of which a test may change."""

    def write(text: str = TEXT, facts: str = STORE) -> str:
        (tmp_path / "bulletin.txt").write_text(text, encoding="utf-8")
        return store(facts)

    return write


def results(report: Report, path: str, *arguments: str, code: int = 0) -> list[str]:
    found = report("verify", *arguments, "--facts", path, "--json", code=code).json
    return [one["result"] for one in found]


def test_every_figure_in_its_place_is_found(report: Report, bulletin: Callable[..., str]) -> None:
    """Exit 0, and the words around each figure, when all is as the store says."""
    done = report("verify", "--facts", bulletin(), "--json")
    assert [one["result"] for one in done.json] == ["found", "found"]
    assert done.json[0]["words"] == "More than 2.7 million people were trained in 2019,…"
    assert done.json[1]["found_paragraphs"] == [1, 2]
    assert done.err == "report: 2 figures: 2 found, 0 elsewhere, 0 not found, 0 unchecked\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("32.43 million in", "34.23 million in", ["found", "elsewhere"]),
        ("32.43 million", "34.23 million", ["found", "not found"]),
        ("32.43 million", "3.243 million", ["found", "not found"]),
        ("32.43 million", "32.43 billion", ["found", "not found"]),
        ("32.43 million", "about 32.43 million", ["found", "not found"]),
        ("More than 2.7", "About 2.7", ["not found", "found"]),
        ("More than 2.7", "2.7", ["not found", "found"]),
        ("More than 2.7", "More than 27", ["not found", "found"]),
    ],
)
def test_a_changed_figure_is_not_found(
    report: Report, bulletin: Callable[..., str], old: str, new: str, expected: list[str]
) -> None:
    """Swapped digits, a lost zero, another magnitude or qualifier: each is seen, with exit 1."""
    assert results(report, bulletin(TEXT.replace(old, new)), code=1) == expected


def test_another_way_to_write_the_same_figure_is_found(
    report: Report, bulletin: Callable[..., str]
) -> None:
    """What counts is what the text says, not how: 32,430,000 is 32.43 million."""
    text = TEXT.replace("32.43 million", "32,430,000").replace("More than", "Over")
    assert results(report, bulletin(text)) == ["found", "found"]


def test_a_figure_that_moved_is_found_elsewhere(
    report: Report, bulletin: Callable[..., str]
) -> None:
    """The paragraph where it stands now is named, and the exit code is 1."""
    done = report("verify", "--facts", bulletin(f"A new beginning.\n\n{TEXT}"), "--json", code=1)
    assert [one["result"] for one in done.json] == ["elsewhere", "elsewhere"]
    assert done.json[0]["words"] == "not in paragraph 1, but in paragraph 2"
    assert done.json[1]["words"] == "not in paragraph 1, but in paragraphs 2 and 3"


def test_every_cited_paragraph_has_to_hold_the_figure(
    report: Report, bulletin: Callable[..., str]
) -> None:
    """A figure that is said to stand in two paragraphs and stands in one is not all right."""
    text = TEXT.replace("Of 32.43 million people", "Of them")
    done = report("verify", "--facts", bulletin(text), "--json", code=1)
    assert done.json[1]["words"] == "not in paragraph 2, but in paragraph 1"


def test_what_stands_there_instead_is_shown(report: Report, bulletin: Callable[..., str]) -> None:
    """The figures of the cited paragraphs help to see what went wrong."""
    text = TEXT.replace("32.43 million", "33.42 million")
    done = report("verify", "--facts", bulletin(text), "--json", code=1)
    assert done.json[1]["words"] == (
        "not in paragraphs 1 and 2; there: More than 2.7 million, 33.42 million and 33.42 million"
    )


PAGES = "One of the pages.\n\f\nThere were 310 storks.\n\fAnd 12.5% of the land is wet.\n"


def _stating(unit: str, *observations: str) -> str:
    rows = "".join(f"    {{ {one} }},\n" for one in observations)
    head = STORE.partition("[metric.")[0]
    return (
        f'{head}[metric.m]\ntitle = "M"\ntopics = ["work"]\nunit = "{unit}"\n'
        f'source = "bulletin"\nobservations = [\n{rows}]\n'
    )


@pytest.mark.parametrize(
    ("text", "fact", "result"),
    [
        # Both ends of a change, and of a range
        ("It rose from 88 to 91.4 per cent.", "percent: value = 88, paragraph = 1", "found"),
        ("It rose from 88 to 91.4 per cent.", "percent: value = 91.4, paragraph = 1", "found"),
        ("Some 3.4–3.6 million.", "people: value = 3_600_000, paragraph = 1", "not found"),
        ("There were 3.4–3.6 million.", "people: value = 3_400_000, paragraph = 1", "not found"),
        ("From 3.4 to 3.6 million.", "people: value = 3_400_000, paragraph = 1", "found"),
        (
            "There were 3.4–3.6 million.",
            'people: value = 3_400_000, qualifier = "at least", paragraph = 1',
            "found",
        ),
        (
            "There were 3.4–3.6 million.",
            'people: value = 3_600_000, qualifier = "at most", paragraph = 1',
            "found",
        ),
        (
            "There were 3.4–3.6 million.",
            'people: value = 3_600_000, qualifier = "at least", paragraph = 1',
            "not found",
        ),
        ("There were 3.4–3.6 million.", "people: value = 3_500_000, paragraph = 1", "not found"),
        # The sign belongs to the figure, unless the source writes without it
        ("There are 12 workshops.", "percent: value = 12, paragraph = 1", "not found"),
        ("Share 12", 'percent: value = 12, written = "12", paragraph = 1', "found"),
        ("It is 12%.", 'percent: value = 12, written = "12", paragraph = 1', "found"),
        ("It cost $500.", "people: value = 500, paragraph = 1", "not found"),
        ("It cost $500.", "US dollars: value = 500, paragraph = 1", "found"),
        ("It cost $500.", "euros: value = 500, paragraph = 1", "not found"),
        ("It cost 500 in all.", "euros: value = 500, paragraph = 1", "found"),
        # Word for word in one paragraph, in prose in another
        (
            "2000\n\nThere were 2000 people.",
            'people: value = 2000, written = "2000", paragraph = 1',
            "found",
        ),
    ],
)
def test_what_states_a_value(
    report: Report, bulletin: Callable[..., str], text: str, fact: str, result: str
) -> None:
    """A figure with its sign, or an end of a range, in the paragraph that is cited."""
    path = bulletin(text, _stating(*fact.split(": ")))
    assert results(report, path, code=int(result != "found")) == [result]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("More than 4.8 million.\n\nAnother 4.8 million.", "paragraph"),
        ("More than 4.8 million.\fAnother 4.8 million.", "page"),
    ],
)
def test_another_qualifier_is_named(
    report: Report, bulletin: Callable[..., str], text: str, place: str
) -> None:
    """Before another place is: who corrects the citation would lose the qualifier."""
    path = bulletin(text, _stating("people", f"value = 4_800_000, {place} = 1"))
    (one,) = report("verify", "--facts", path, "--json", code=1).json
    assert one["result"] == "not found"
    at = f"{'in' if place == 'paragraph' else 'on'} {place} 1"
    assert one["words"] == (
        f'not {at}; there: "More than 4.8 million"; set qualifier = "more than", or correct the'
        " citation"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They said that over 2000 wells were drilled.", 2000),
        ("See Table 3, of 5 January.", 3),
        ("See Table 3, of 5 January.", 5),
        ("See Table 1850.5 for it.", 1850),
        ("See model X1850 and No. 12.1850.", 1850),
    ],
)
def test_a_number_that_names_is_no_figure(
    report: Report, bulletin: Callable[..., str], text: str, value: int
) -> None:
    """Whatever `written` says: a label, a day, and what has a qualifier."""
    path = bulletin(text, _stating("wells", f'value = {value}, written = "{value}", paragraph = 1'))
    assert results(report, path, code=1) == ["not found"]


def test_no_source_is_none(report: Report, bulletin: Callable[..., str], tmp_path: Path) -> None:
    """As where a variable of a shell is not set."""
    done = report("verify", "", str(tmp_path / "bulletin.txt"), "--facts", bulletin(), code=2)
    assert done.err == 'report: unknown source ""; known: bulletin\n'


def test_of_many_figures_the_nearest_are_named(
    report: Report, bulletin: Callable[..., str]
) -> None:
    """The one that was mistyped is among them."""
    text = "980.5, then 21,300, 1,200, 38,400, 1,350 and 44,900 of them."
    path = bulletin(text, _stating("people", "value = 44_901, paragraph = 1"))
    (one,) = report("verify", "--facts", path, "--json", code=1).json
    assert one["words"] == (
        "not in paragraph 1; there: 21,300, 1,200, 38,400, 1,350, 44,900 and 1 more"
    )


def test_a_qualifier_too_many_is_named(report: Report, bulletin: Callable[..., str]) -> None:
    """Where the source has the plain value."""
    observation = 'value = 5, qualifier = "about", paragraph = 1'
    path = bulletin("5 people.", _stating("people", observation))
    (one,) = report("verify", "--facts", path, "--json", code=1).json
    assert one["words"] == (
        'not in paragraph 1; there: "5"; leave qualifier out, or correct the citation'
    )


def test_what_stands_on_a_page_instead_is_told(
    report: Report, bulletin: Callable[..., str]
) -> None:
    """As for a paragraph."""
    path = bulletin("7 people.\f8 people.", _stating("people", "value = 5, page = 2"))
    (one,) = report("verify", "--facts", path, "--json", code=1).json
    assert one["words"] == "not on page 2; there: 8"


@pytest.mark.parametrize(("page", "expected"), [(2, "found"), (1, "elsewhere"), (9, "elsewhere")])
def test_pages_are_between_form_feeds(
    report: Report, bulletin: Callable[..., str], page: int, expected: str
) -> None:
    """PDF text is checked by page."""
    facts = STORE.partition("observations")[0]
    facts += f"observations = [{{ year = 2020, value = 310, page = {page} }}]"
    path = bulletin(PAGES, facts)
    assert results(report, path, code=0 if expected == "found" else 1) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('text = "bulletin.txt"\n', "", "there is no text of the source"),
        ('source = "bulletin"\n', "", "it cites no source"),
        (", paragraph = [1, 2]", "", "it cites neither paragraph nor page"),
        ("paragraph = [1, 2]", "page = 1", "the text has no pages"),
    ],
)
def test_what_can_not_be_checked_says_why(
    report: Report, bulletin: Callable[..., str], old: str, new: str, reason: str
) -> None:
    """Unchecked figures are no failure, but one under --strict."""
    path = bulletin(facts=STORE.replace(old, new))
    done = report("verify", "--facts", path, "--json")
    assert done.json[1]["result"] == "unchecked"
    assert done.json[1]["words"] == reason
    report("verify", "--facts", path, "--strict", code=1)


def test_a_text_can_be_named(report: Report, bulletin: Callable[..., str], tmp_path: Path) -> None:
    """SOURCE and TEXTFILE on the command line, - for standard input."""
    path = bulletin(facts=STORE.replace('text = "bulletin.txt"\n', ""))
    text = str(tmp_path / "bulletin.txt")
    assert results(report, path, "bulletin", text) == ["found", "found"]
    done = report("verify", "bulletin", "-", "--facts", path, "--json", stdin=TEXT.encode())
    assert [one["result"] for one in done.json] == ["found", "found"]


def test_a_text_that_can_not_be_read_is_one_line(
    report: Report, bulletin: Callable[..., str], tmp_path: Path
) -> None:
    """Missing, a folder, or not UTF-8: exit 2, with the file and the cause."""
    path = bulletin()
    missing = str(tmp_path / "no.txt")
    done = report("verify", "bulletin", missing, "--facts", path, code=2)
    assert done.err == f"report: {missing}: No such file or directory\n"
    (tmp_path / "bulletin.txt").write_bytes(b"fine\n\xff\n")
    done = report("verify", "--facts", path, code=2)
    assert done.err == f"report: {tmp_path / 'bulletin.txt'}:2: not UTF-8; save it as plain text\n"
    (tmp_path / "bulletin.txt").unlink()
    (tmp_path / "bulletin.txt").mkdir()
    done = report("verify", "--facts", path, code=2)
    assert done.err == (
        f"report: {tmp_path / 'bulletin.txt'}: the text of source bulletin is not a file; "
        "correct its path\n"
    )


@linux
@pytest.mark.parametrize("text", ["/proc/version", "link", "/dev/null", "pipe"])
def test_what_a_store_names_is_never_something_to_wait_for(
    report: Report, bulletin: Callable[..., str], tmp_path: Path, text: str
) -> None:
    """A stranger's store names no device, no pipe and nothing of the kernel's."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/proc/version")
    path = bulletin(facts=STORE.replace("bulletin.txt", text))
    done = report("verify", "--facts", path, code=2)
    assert done.err.endswith(": the text of source bulletin is not a file; correct its path\n")


def test_an_unknown_source_is_told(report: Report, bulletin: Callable[..., str]) -> None:
    """Exit 2 with the nearest name."""
    done = report("verify", "buletin", "--facts", bulletin(), code=2)
    assert done.err == (
        'report: unknown source "buletin"; did you mean "bulletin"? known: bulletin\n'
    )


def test_github_annotations_stand_at_the_observation(
    report: Report, bulletin: Callable[..., str]
) -> None:
    """The line of the observation in the store, so that a change shows the mistake."""
    path = bulletin(TEXT.replace("32.43", "33.42"))
    done = report("verify", "--facts", path, "--format", "github", code=1)
    assert done.out == (
        f"::error file={path},line=15,title=trained::32.43 million: not in paragraphs 1 and 2; "
        "there: More than 2.7 million, 33.42 million and 33.42 million\n"
    )


def test_the_table_marks_what_is_wrong(
    report: Report, bulletin: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without colour a sign and words tell right from wrong."""
    monkeypatch.setenv("COLUMNS", "100")
    path = bulletin(TEXT.replace("32.43", "33.42"))
    done = report("verify", "--facts", path, "--format", "table", code=1)
    lines = [line.rstrip() for line in done.out.splitlines()]
    assert " ".join(lines[0].split()) == "Result Figure Title Period Cited In the text"
    assert lines[2].startswith(
        "✓ found      > 2,700,000    People trained  2019    ¶1     More than"
    )
    assert any(
        line.startswith("✗ not found  32.43 million  People trained  2020") for line in lines
    )


def shipped_text(broken: Callable[[str], str] = str) -> str:
    """A text of 49 paragraphs in which every figure of the shipped store stands as cited."""
    paragraphs = {
        number: [f"Paragraph of its own kind {chr(96 + number % 26)}."] for number in range(1, 50)
    }
    for record in open_store(locate_shipped()).select(Query(kinds=["metric"])):
        for number in record.paragraphs:
            paragraphs[number].append(f"It tells of {record.written} {record.unit}.")
    return broken("\n\n".join(" ".join(words) for words in paragraphs.values()))


def locate_shipped() -> str:
    return str(Path(__file__).parent.parent / "facts.toml")


def test_the_shipped_store_is_verified(report: Report, tmp_path: Path) -> None:
    """All twenty figures of the shipped store are found, and no changed one is."""
    text = tmp_path / "text.txt"
    text.write_text(shipped_text(), encoding="utf-8")
    found = results(report, locate_shipped(), SOURCE, str(text))
    assert found == ["found"] * 20
    text.write_text(shipped_text(lambda words: words.replace("440,000", "404,000")), "utf-8")
    found = results(report, locate_shipped(), SOURCE, str(text), code=1)
    assert found.count("not found") == 1


@pytest.mark.skipif("FACTREPORT_ARTICLE" not in os.environ, reason="FACTREPORT_ARTICLE is not set")
def test_the_shipped_store_says_what_the_article_says(report: Report) -> None:
    """Against the very article that the shipped facts were read from, nothing is missing."""
    article = os.environ["FACTREPORT_ARTICLE"]
    assert results(report, locate_shipped(), SOURCE, article) == ["found"] * 20
    assert [file.name for file in locate([article])] == [article]
