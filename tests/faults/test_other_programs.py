"""Programs of others: pdftotext, the editor, the pager are missing, fail or are killed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import process
import pytest
from conftest import EXAMPLE
from process import posix
from texts.documents import pdf

pytestmark = posix

Program = Callable[[str, "str | None"], dict[str, "str | None"]]

# What a program may do instead of its work; None where it is not there at all.
FAILING = {
    "missing": None,
    "fails": "exit 3",
    "killed": "kill -9 $$",
    "killed at its work": 'echo begun > "${2:-/dev/null}"; kill -9 $$',
    "ended": "kill $$",
    "no program": "#!/no/such/interpreter",
}
each_failure = pytest.mark.parametrize("script", FAILING.values(), ids=FAILING)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Make a program of this name that does what the script says; how to find it."""

    def make(name: str, script: str | None) -> dict[str, str | None]:
        folder = tmp_path / "programs"
        folder.mkdir()
        for other in ("sh", "cat", "sleep", "kill"):
            found = shutil.which(other)
            if found:
                (folder / other).symlink_to(found)
        if script is not None:
            start = "" if script.startswith("#!") else f"#!{folder}/sh\n"
            (folder / name).write_text(f"{start}{script}\n", encoding="utf-8")
            (folder / name).chmod(0o755)
        return {"PATH": str(folder)}

    return make


@each_failure
def test_a_missing_or_failing_pdftotext_is_one_line(script: str | None, program: Program) -> None:
    """One line that names the file and the cause."""
    Path("a.pdf").write_bytes(pdf("There were 1,500 pairs"))
    line = process.run("figures", "a.pdf", env=program("pdftotext", script)).line()
    assert line.startswith("report: a.pdf: ")
    assert "pdftotext" in line


@each_failure
def test_a_failing_editor_leaves_the_file_as_it_was(script: str | None, program: Program) -> None:
    """One line, and the file as it was."""
    said = {"exit 3": "failed with exit code 3", "kill -9 $$": "was ended by signal 9"}
    variables = program("an-editor", script)
    done = process.run("edit", "storks", env={**variables, "VISUAL": "an-editor"})
    assert said.get(script, "an-editor") in done.line()
    assert Path("facts.toml").read_text(encoding="utf-8") == EXAMPLE


def test_what_was_saved_before_an_editor_failed_is_kept(program: Program) -> None:
    """Of an editor that was ended with its terminal; not what a crash has cut to nothing."""
    variables = program("an-editor", 'for path; do :; done; echo "# mine" > "$path"; kill -9 $$')
    said = process.run("edit", "storks", env={**variables, "VISUAL": "an-editor"}).line()
    assert Path("facts.toml").read_text(encoding="utf-8") == EXAMPLE
    kept = said.partition("; facts.toml is unchanged; what was saved is in ")[2]
    assert Path(kept).read_text(encoding="utf-8") == "# mine\n"
    assert sorted(map(str, Path().glob("facts.toml*"))) == ["facts.toml", kept]


def test_the_editor_that_removes_the_file(program: Program) -> None:
    """It is there again when the editor fails, and told of when it does not."""
    gone = 'for path; do :; done; PATH=/usr/bin:/bin rm "$path"; exit '
    variables = {**program("an-editor", f"{gone}3"), "VISUAL": "an-editor"}
    assert "failed with exit code 3" in process.run("edit", "storks", env=variables).line()
    assert Path("facts.toml").read_text(encoding="utf-8") == EXAMPLE
    path = Path(str(variables["PATH"]), "an-editor")
    path.write_text(path.read_text(encoding="utf-8").replace("exit 3", "exit 0"), encoding="utf-8")
    assert "facts.toml: No such file" in process.run("edit", "storks", env=variables).line()


@each_failure
def test_a_failing_pager_loses_nothing(script: str | None, program: Program) -> None:
    """The whole answer comes without it."""
    rows = [f'{{ year = 2020, value = {one}, area = "Area {one}" }}' for one in range(1_000, 1_300)]
    Path("facts.toml").write_text(process.table(rows), encoding="utf-8")
    variables = {**program("a-pager", script), "PAGER": "a-pager"}
    code, shown = process.on_terminal("metric", columns=80, env=variables)
    assert code == 0
    assert shown.count("Area 1") == 300
    assert "a-pager" in shown
