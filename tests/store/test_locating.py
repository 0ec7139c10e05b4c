"""Which files make up a store."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Report
from store.problems import BASE, CLAIM

from factreport import Query, open_store
from factreport.store import locate

Write = Callable[..., str]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is ``facts.toml`` in the working folder, so that messages name just that."""
    monkeypatch.chdir(tmp_path)


def ids(*paths: str) -> list[str]:
    return list(dict.fromkeys(record.id for record in open_store(*paths).select(Query())))


def one(name: str) -> str:
    return f'[topic.t-{name}]\ntitle = "T"\n[claim.{name}]\ntitle = "C"\ntopics = ["t-{name}"]\n'


def test_several_files_and_folders_are_one_store(store: Write, report: Report) -> None:
    """Files come in the order given, a folder's by name; one named twice is read once."""
    store(one("b"), "folder/b.toml")
    store(one("a"), "folder/a.toml")
    store("not TOML", "folder/c.txt")
    store(one("x"), "x.toml")
    assert ids("x.toml", "folder", "x.toml", "folder/a.toml") == ["x", "a", "b"]
    found = report("claim", "--facts", "folder", "--facts", "x.toml", "--fields", "id")
    assert [row["id"] for row in found.json] == ["a", "b", "x"]


def test_one_file_may_use_what_another_defines(store: Write) -> None:
    """Sources and topics are shared by all files of a store, in any order."""
    store(CLAIM, "a.toml")
    store(BASE, "b.toml")
    (record,) = open_store("a.toml", "b.toml").select(Query())
    assert record.citation == "“S”"


def test_standard_input_is_part_of_a_store(store: Write, report: Report) -> None:
    """``-`` is standard input, alone or beside files; its mistakes are named after it."""
    store(one("x"), "x.toml")
    content = one("y").encode()
    for arguments in (["--facts", "-"], ["--facts", "x.toml", "--facts", "-"]):
        found = report("claim", *arguments, "--fields", "id", stdin=content)
        assert [row["id"] for row in found.json][-1] == "y"
    refused = report("claim", "--facts", "-", stdin=b"a =", code=2)
    assert refused.err == "<standard input>:1:4: error: invalid value\n"


def test_the_store_is_found_by_precedence(
    store: Write, report: Report, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """``--facts`` goes before REPORT_FACTS, then comes the nearest store, last the shipped one."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert ids()[0] == "poor-workers-employed"
    store(one("outer"))
    assert ids() == ["outer"]
    assert locate.described(locate.locate()) == "../../facts.toml"
    store(one("inner"), "a/facts.toml")
    assert ids() == ["inner"]
    monkeypatch.setenv("REPORT_FACTS", store(one("named"), "named.toml"))
    assert ids() == ["named"]
    assert ids("../facts.toml") == ["inner"]
    assert [row["id"] for row in report("claim", "--facts", "../facts.toml").json] == ["inner"]
    monkeypatch.setenv("REPORT_FACTS", "")
    assert ids() == ["inner"]


def test_report_facts_names_several(store: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths in REPORT_FACTS are separated as in PATH."""
    paths = [store(one("a"), "a.toml"), store(one("b"), "b.toml")]
    monkeypatch.setenv("REPORT_FACTS", os.pathsep.join(paths))
    assert ids() == ["a", "b"]


def test_facts_may_be_named_before_or_after_the_command(store: Write, report: Report) -> None:
    """The place of the option makes no difference: those at both places count."""
    store(one("a"), "a.toml")
    store(one("b"), "b.toml")
    before = report("--facts", "a.toml", "claim", "--fields", "id")
    after = report("claim", "--facts", "a.toml", "--fields", "id")
    assert before == after == ('[\n{"id": "a"}\n]\n', "")
    both = report("--facts", "b.toml", "claim", "--facts", "a.toml", "--fields", "id")
    assert both.json == [{"id": "b"}, {"id": "a"}]
    report("--facts", "gone.toml", "claim", "--facts", "a.toml", code=2)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("gone.toml", "gone.toml: No such file or directory"),
        ("empty", "empty: the folder has no .toml file; `report init` writes one"),
        ("loop", "loop: Too many levels of symbolic links"),
        ("dangling", "dangling: No such file or directory"),
        ("x" * 300, f"{'x' * 300}: File name too long"),
        ("a\nb\x1b", r"a\nb\x1b: No such file or directory"),
        ("a\0b", r"a\x00b: no file can have this name"),
    ],
)
def test_a_store_that_cannot_be_read_is_named_with_the_cause(
    path: str, words: str, report: Report, tmp_path: Path
) -> None:
    """One line with the file and the true cause, and exit code 2."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nowhere")
    for arguments in (["metric", "--facts", path], ["check", path]):
        assert report(*arguments, code=2) == ("", f"report: {words}\n")


def test_a_nearest_store_that_dangles_is_not_passed_over(report: Report, tmp_path: Path) -> None:
    """A link that leads nowhere is a mistake to report, not a reason to take another store."""
    (tmp_path / "facts.toml").symlink_to("nowhere")
    assert report("metric", code=2).err == "report: facts.toml: No such file or directory\n"
