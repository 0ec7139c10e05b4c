"""Python as it may be set: warnings that are errors, development mode, isolated."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import process
import pytest

# The Python that runs the tests, with what a user may have given it.
OPTIONS = {
    "development mode": ["-X", "dev", "-X", "warn_default_encoding", "-W", "error"],
    "isolated": ["-I"],
    "without docstrings": ["-OO", "-W", "error"],
}
ASKED: list[list[str]] = [
    *([], ["-h"], ["metric", "-f", "table"], ["metric", "-f", "html"], ["metric", "-f", "svg"]),
    *(["metric", "-f", "bibtex"], ["metric", "-f", "toml"], ["find", "storks"], ["source"]),
    *(
        ["show", "storks", "-f", "table"],
        ["trend", "storks"],
        ["check"],
        ["verify"],
        ["init", "new"],
    ),
    *(["audit", "draft.md"], ["figures", "draft.md", "-f", "toml"], ["completion", "fish"]),
    *([name, "--help"] for name in ("metric", "verify", "audit", "figures", "edit", "trend")),
]


@pytest.mark.slow
def test_it_answers_the_same() -> None:
    """Every way to answer, help included, as Python does without options."""
    for asked in ASKED:
        usual, odd = _run([], asked), _run(OPTIONS["development mode"], asked)
        assert odd.stderr == usual.stderr, asked
        assert (odd.returncode, odd.stdout) == (usual.returncode, usual.stdout), asked


def _run(options: list[str], asked: list[str]) -> subprocess.CompletedProcess[bytes]:
    for path in Path("new").glob("*") if "init" in asked else ():
        path.unlink()
    source = Path(process.__file__).parents[1] / "src"
    # Isolated, Python does not look at PYTHONPATH.
    code = f"import sys; sys.path.insert(0, {str(source)!r}); sys.argv[0] = 'report'\n"
    code += "from factreport.__main__ import main; main()"
    return subprocess.run(
        [sys.executable, *options, "-c", code, *asked],
        env=process.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("name", OPTIONS)
def test_a_fault_is_one_line_in_any_python(name: str) -> None:
    """Also where it shows tracebacks of what it can."""
    done = _run(OPTIONS[name], ["metric", "--facts", "no.toml"])
    assert done.returncode == 2
    assert done.stderr.decode() == "report: no.toml: No such file or directory\n"
    done = _run(OPTIONS[name], ["metric", "-n", "1"])
    assert done.stderr == b""
    assert len(json.loads(done.stdout)) == 1


def test_help_needs_no_docstrings() -> None:
    code = (
        "from factreport.cli.main import COMMANDS, run\n"
        "for words in [], *([name] for name in COMMANDS): run([*words, '--help'])"
    )
    usual, without = (
        subprocess.run(
            [sys.executable, *options, "-c", code],
            env=process.environment(),
            capture_output=True,
            check=True,
        )
        for options in ([], OPTIONS["without docstrings"])
    )
    assert (without.stdout, without.stderr) == (usual.stdout, usual.stderr)
    assert b"Find facts of every kind" in usual.stdout


@pytest.mark.slow
@pytest.mark.parametrize("command", [["audit", "--all"], ["figures"]], ids=" ".join)
def test_an_answer_is_the_same_each_time(command: list[str]) -> None:
    """Sets have another order in each run: nothing that is answered depends on it."""
    folder = Path(__file__).parents[1] / "audit" / "heldout"
    names = ("health", "sports", "transport")
    drafts = [f"{folder / name}.md" for name in names]
    stores = [word for name in names for word in ("--facts", f"{folder / name}.toml")]
    asked = [*command, *drafts, *stores, "-f", "json"]
    runs = [process.run(*asked, env={"PYTHONHASHSEED": str(seed)}) for seed in (1, 2, 3, 4)]
    assert runs[0].code in (0, 1)
    assert len({(done.code, done.out) for done in runs}) == 1
