"""The hooks for pre-commit: what it runs, in a repository of facts."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
Report = Callable[..., Any]

TEXT = """Report.

Visits reached about 1.9 million.
"""
STORE = """
[source.report]
title = "Report"
text = "report.txt"

[topic.visits]
title = "Visits"

[metric.visits-made]
title = "Visits made"
topics = ["visits"]
unit = "visits"
source = "report"
paragraph = 2
observations = [
    { year = 2022, value = 1_900_000, qualifier = "about", written = "about 1.9 million" },
]
"""


def hooks() -> dict[str, dict[str, str]]:
    """The declared hooks by id; what they say is one line a key."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    blocks = re.split(r"^- ", text, flags=re.MULTILINE)[1:]
    found = [
        dict(re.findall(r"^ *(\w+): (.*?)(?:  #.*)?$", block, re.MULTILINE)) for block in blocks
    ]
    return {hook["id"]: hook for hook in found}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "facts"
    path.mkdir()
    (path / "facts.toml").write_text(STORE, "utf-8")
    (path / "report.txt").write_text(TEXT, "utf-8")
    (path / "draft.md").write_text("About 1.9 million visits were made in 2022.\n", "utf-8")
    monkeypatch.chdir(path)
    return path


def run_hook(report: Report, name: str, code: int) -> Any:
    hook = hooks()[name]
    program, *arguments = shlex.split(hook["entry"])
    assert program == "report"
    files = [] if hook.get("pass_filenames") == "false" else ["draft.md"]
    return report(*arguments, *hook["args"].strip("[]").split(", "), *files, code=code)


def test_each_hook_declares_which_files_it_reads() -> None:
    """Two read the whole store, whichever files were changed; the third reads the drafts."""
    whole = {"factreport-check", "factreport-verify"}
    assert set(hooks()) == {*whole, "factreport-audit"}
    assert {hooks()[name]["pass_filenames"] for name in whole} == {"false"}
    assert "pass_filenames" not in hooks()["factreport-audit"]
    assert {hook["language"] for hook in hooks().values()} == {"python"}


@pytest.mark.parametrize("name", hooks())
def test_a_sound_store_passes(folder: Path, report: Report, name: str) -> None:
    """A sound store passes."""
    run_hook(report, name, 0)


def test_a_store_that_breaks_a_rule_fails_with_its_line(folder: Path, report: Report) -> None:
    """A store that breaks a rule fails, with its line."""
    (folder / "facts.toml").write_text(STORE.replace('topics = ["visits"]', "topics = []"), "utf-8")
    assert (
        "facts.toml:11: error: metric.visits-made: " in run_hook(report, "factreport-check", 1).out
    )


def test_a_figure_that_its_source_lacks_fails(folder: Path, report: Report) -> None:
    """A figure that the text does not have fails, in a table that says where."""
    (folder / "report.txt").write_text(TEXT.replace("1.9", "1.8"), "utf-8")
    found = run_hook(report, "factreport-verify", 1)
    assert "about 1.9 million" in found.out


def test_a_draft_that_contradicts_the_store_fails(folder: Path, report: Report) -> None:
    """A figure of a draft that the store has otherwise fails, as editors read it."""
    (folder / "draft.md").write_text("About 1.8 million visits were made in 2022.\n", "utf-8")
    found = run_hook(report, "factreport-audit", 1)
    assert found.out.startswith("draft.md:1:1: error: About 1.8 million contradicts the store: ")


@pytest.mark.parametrize("name", hooks())
def test_a_repository_without_a_store_fails(folder: Path, report: Report, name: str) -> None:
    """Without a store at the root they fail: the one in the package is not meant."""
    (folder / "facts.toml").unlink()
    assert "facts.toml: No such file or directory" in run_hook(report, name, 2).err


def test_pre_commit_accepts_the_declaration(folder: Path) -> None:
    """pre-commit itself reads the declaration."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pre_commit",
            "validate-manifest",
            str(ROOT / ".pre-commit-hooks.yaml"),
        ],
        env=os.environ | {"PRE_COMMIT_HOME": str(folder / "cache")},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, b"")
