"""``report check``: problems as lines, as rows, and as annotations of a GitHub workflow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLE, Report

Write = Callable[..., str]
BROKEN = EXAMPLE.replace('topics = ["birds"]', 'topics = ["brids"]')


def test_a_store_without_errors_passes_unless_it_is_strict(example: str, report: Report) -> None:
    """A fact without a source is a warning."""
    said = report("check", example)
    assert ": warning: claim.oldest: no source" in said.out
    assert said.err == f"report: {example}: 1 warning\n"
    assert report("check", "--strict", example, code=1) == said


def test_a_problem_is_a_line_that_editors_read(store: Write, report: Report) -> None:
    path = store(BROKEN, "broken.toml")
    said = report("check", path, code=1)
    assert all(line.startswith(f"{path}:") for line in said.out.splitlines())
    assert ": error: event.count-day: " in said.out
    assert said.err.startswith(f"report: {path}: 2 errors")


def test_problems_are_rows_in_every_other_format(store: Write, report: Report) -> None:
    path = store(BROKEN, "broken.toml")
    found = report("check", path, "--json", code=1).json
    assert [row["severity"] for row in found] == ["error", "error"]
    table = report("check", path, "-f", "table", code=1).out
    assert table.splitlines()[0].split() == ["Severity", "File", "Line", "Entry", "Message"]


def test_annotations_name_files_from_the_workspace(
    store: Write, report: Report, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """GitHub shows them at the lines of a change only if it knows the file."""
    store(BROKEN, "facts/birds.toml")
    monkeypatch.chdir(tmp_path / "facts")
    bare = report("check", "birds.toml", "-f", "github", code=1).out
    assert bare.startswith("::error file=birds.toml,line=")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    inside = report("check", "birds.toml", "-f", "github", code=1).out
    assert inside.startswith("::error file=facts/birds.toml,line=")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    assert report("check", "birds.toml", "-f", "github", code=1).out == bare


def test_a_path_in_an_answer_is_as_the_store_writes_it(store: Write, report: Report) -> None:
    path = store(EXAMPLE.replace("url = ", 'text = "texts/birds.txt"\nurl = '), "with.toml")
    (source,) = [row for row in report("source", "--facts", path).json if row["text"]]
    assert source["text"] == "texts/birds.txt"
    assert "texts/birds.txt" in report("show", "census-2021", "--facts", path, "-f", "table").out
