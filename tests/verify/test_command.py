"""``report verify``: what it reads, what it shows, and how it ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Report
from process import linux

import factreport
from factreport import Query

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
    { year = 2019, written = "more than 2.7 million", paragraph = 1 },
    { year = 2020, value = 32_430_000, written = "32.43 million", paragraph = [1, 2] },
]

[policy.welding]
title = "Courses in welding"
topics = ["work"]
source = "bulletin"
written = "a third learned to weld"
paragraph = 2
"""
TEXT = """\
More than 2.7 million people were trained in 2019, and
32.43 million in 2020.

Of 32.43 million people, a third learned to weld.
"""


@pytest.fixture
def bulletin(store: Callable[..., str], tmp_path: Path) -> Callable[..., str]:
    """A store with a source text, either of which a test may change."""

    def write(text: str = TEXT, facts: str = STORE) -> str:
        (tmp_path / "bulletin.txt").write_text(text, encoding="utf-8")
        return store(facts)

    return write


def test_every_fact_in_its_place_is_found(report: Report, bulletin: Callable[..., str]) -> None:
    """Exit 0, the words around each fact, and where they stand."""
    done = report("verify", "--facts", bulletin(), "--json")
    assert [one["result"] for one in done.json] == ["found"] * 3
    assert done.json[0]["message"] == "More than 2.7 million people were trained in 2019,…"
    assert done.json[1]["found_paragraphs"] == [1, 2]
    assert done.json[2]["kind"] == "policy"
    assert done.err == "report: 3 facts: 3 found\n"


def test_an_area_that_the_text_names_nowhere_is_told(
    report: Report, bulletin: Callable[..., str]
) -> None:
    """All facts of a text may be for one area, so they are found; but nobody read it there."""
    facts = STORE.replace('source = "bulletin"\n', 'source = "bulletin"\narea = "Ostavia"\n')
    done = report("verify", "--facts", bulletin(TEXT, facts))
    assert done.err.endswith('3 found; no text names "Ostavia"\n')
    named = bulletin(f"{TEXT}\nThese are Ostavian workers.\n", facts)
    assert report("verify", "--facts", named).err.endswith("3 found\n")


def test_the_table_shows_what_needs_a_look(report: Report, bulletin: Callable[..., str]) -> None:
    """Not what is found, unless all is asked for; the summary counts all."""
    path = bulletin(TEXT.replace("a third", "a quarter"))
    done = report("verify", "--facts", path, "-f", "table", code=1)
    assert "✗ not found" in done.out
    assert "✓ found" not in done.out
    assert "a third learned to weld" in done.out
    assert done.err == "report: 3 facts: 2 found, 1 not found\n"
    done = report("verify", "--facts", path, "-f", "table", "--all", code=1)
    assert done.out.count("✓ found") == 2
    assert "✗" not in report("verify", "--facts", bulletin(), "-f", "table").out


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('text = "bulletin.txt"\n', "", "source bulletin has no `text`; add text = …"),
        ('source = "bulletin"\nwritten', "written", "it cites no source; add source = …"),
        (
            'written = "a third learned to weld"\n',
            "",
            "it has no `written`; add the words that it is taken from",
        ),
    ],
)
def test_what_can_not_be_checked_says_why_and_what_to_do(
    report: Report, bulletin: Callable[..., str], old: str, new: str, reason: str
) -> None:
    """Unchecked facts are not a failure, except under --strict."""
    path = bulletin(facts=STORE.replace(old, new))
    done = report("verify", "--facts", path, "--json")
    assert (done.json[2]["result"], done.json[2]["message"]) == ("unchecked", reason)
    report("verify", "--facts", path, "--strict", code=1)


def test_a_text_can_be_named(report: Report, bulletin: Callable[..., str], tmp_path: Path) -> None:
    """SOURCE and TEXTFILE on the command line, in any format; - for standard input."""
    path = bulletin(facts=STORE.replace('text = "bulletin.txt"\n', ""))
    html = tmp_path / "elsewhere" / "bulletin.html"
    html.parent.mkdir()
    paragraphs = "".join(f"<p>{one}</p>" for one in TEXT.split("\n\n"))
    html.write_text(f"<html><body>{paragraphs}</body></html>", encoding="utf-8")
    for name, stdin in (("bulletin.txt", b""), (str(html), b""), ("-", TEXT.encode())):
        where = str(tmp_path / name) if name != "-" else name
        done = report("verify", "bulletin", where, "--facts", path, "--json", stdin=stdin)
        assert {one["result"] for one in done.json} == {"found"}, name


def test_an_unknown_source_is_told(report: Report, bulletin: Callable[..., str]) -> None:
    """Exit 2 with the nearest name; an empty name is none."""
    done = report("verify", "buletin", "--facts", bulletin(), code=2)
    assert done.err.startswith('report: unknown source "buletin"; did you mean "bulletin"?')
    report("verify", "", "--facts", bulletin(), code=2)


def test_a_named_text_that_can_not_be_read_is_one_line(
    report: Report, bulletin: Callable[..., str], tmp_path: Path
) -> None:
    """Exit 2, with the file and the cause."""
    missing = str(tmp_path / "no.txt")
    done = report("verify", "bulletin", missing, "--facts", bulletin(), code=2)
    assert done.err == f"report: {missing}: No such file or directory\n"


def test_a_text_of_the_store_that_can_not_be_read_leaves_its_facts_unchecked(
    report: Report, bulletin: Callable[..., str], tmp_path: Path
) -> None:
    """It is said why; the facts of other sources are checked all the same."""
    path = bulletin()
    (tmp_path / "bulletin.txt").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "bulletin.txt").rename(tmp_path / "bulletin.pdf")
    path = bulletin(facts=STORE.replace("bulletin.txt", "bulletin.pdf"))
    done = report("verify", "--facts", path, "--json")
    assert {one["result"] for one in done.json} == {"unchecked"}
    assert "bulletin.pdf" in done.json[0]["message"]


@linux
@pytest.mark.parametrize("text", ["/proc/version", "link", "/dev/null", "pipe", "../secret.txt"])
def test_a_store_names_only_texts_of_its_own_folder(
    report: Report, bulletin: Callable[..., str], tmp_path: Path, text: str
) -> None:
    """A stranger's store has no device, pipe or file of the user's read; no word of it is shown."""
    os.mkfifo(tmp_path / "pipe")
    secret = tmp_path.parent / "secret.txt"
    secret.write_text(TEXT, encoding="utf-8")
    (tmp_path / "link").symlink_to(secret)
    path = bulletin(facts=STORE.replace("bulletin.txt", text))
    done = report("verify", "--facts", path, "--json")
    assert {one["result"] for one in done.json} == {"unchecked"}
    assert "trained in 2019" not in done.out
    assert "is not read" in done.json[0]["message"]


WORDS = (
    '"32.43 million" is not found: not in paragraphs 1 and 2; there: More than 2.7 million, '
    "33.42 million and 33.42 million"
)


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        ("github", "::error file={path},line=15,title=metric.trained::{words}\n"),
        ("text", "{path}:15: error: metric.trained: {words}\n"),
    ],
)
def test_findings_stand_at_the_line_of_the_fact(
    report: Report, bulletin: Callable[..., str], format_: str, expected: str
) -> None:
    """As annotations of a change, and for an editor that goes to errors."""
    path = bulletin(TEXT.replace("32.43", "33.42"))
    done = report("verify", "--facts", path, "--format", format_, code=1)
    assert done.out == expected.format(path=path, words=WORDS)


def test_from_python(bulletin: Callable[..., str]) -> None:
    """``factreport.verify`` takes a store and gives each record with what became of it."""
    store = factreport.open_store(bulletin(TEXT.replace("a third", "a quarter")))
    findings = factreport.verify(store)
    assert [one.result for one in findings] == ["found", "found", "not found"]
    assert findings[0].record == store.select(Query())[0]
    assert findings[0].paragraphs == (1,)
