"""The system has no more memory, files or descriptors."""

from __future__ import annotations

import os
from pathlib import Path

import process
import pytest
from faults.samples import write
from process import linux, run


@linux
@pytest.mark.parametrize("asked", [["topic"], ["check"], ["topic", "-f", "table"]])
def test_no_more_memory_is_one_line(asked: list[str]) -> None:
    """The limit is met while the store is read."""
    write(f'[topic.t]\ntitle = "{"x" * 40_000_000}"\n')
    done = run(*asked, "--facts", "store.toml", preexec=process.limited("AS", 80_000_000))
    assert done.line() == "report: out of memory; narrow the question, or give it more memory"


@pytest.mark.parametrize("module", ["click", "tomli", "rich"])
@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("MemoryError", "out of memory; narrow the question, or give it more memory"),
        (
            "ImportError('failed to map segment')",
            "can't load a part of the program: failed to map segment; reinstall the program",
        ),
    ],
)
def test_no_more_memory_while_starting_is_one_line(
    module: str, cause: str, words: str, tmp_path: Path
) -> None:
    """The limit is met while the program is being loaded."""
    variables = process.stand_in(tmp_path / "stand-ins", module, f"raise {cause}\n")
    assert run("metric", "-f", "table", env=variables).line() == f"report: {words}"


@linux
@pytest.mark.parametrize("most", [6, 7, 8])
def test_no_more_open_files_is_one_line(most: int) -> None:
    """As with memory; with fewer Python itself can't start."""
    done = run("metric", preexec=process.limited("NOFILE", most), env={"REPORT_CACHE": None})
    assert done.code in (0, 2), done.err
    assert done.err.count("\n") == (done.code == 2)


@linux
def test_a_fault_of_the_system_is_one_line(tmp_path: Path) -> None:
    """Also one that nothing has foreseen, as when the working folder is deleted."""
    (tmp_path / "a.md").write_text("In 2024 there were 38 ships.", encoding="utf-8")
    gone = tmp_path / "gone"
    asked = ("figures", tmp_path / "a.md", "-f", "toml", "--source", "s", "--topic", "t")

    def leave() -> None:
        gone.mkdir()
        os.chdir(gone)
        gone.rmdir()

    assert run("metric", "-f", "value", preexec=leave).code == 0
    assert (
        run(*asked, preexec=leave).line()
        == 'report: the system reports "No such file or directory"'
    )
