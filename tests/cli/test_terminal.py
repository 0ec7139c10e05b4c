"""What depends on a terminal, on a real one: tables, colours, widths, the pager."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import EXAMPLE
from process import in_locale, read_terminal

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals on Windows", allow_module_level=True)

import fcntl
import pty
import struct
import termios

COMMAND = [sys.executable, "-m", "factreport"]


class Screen:
    """A command on a pseudo-terminal of some size."""

    def __init__(
        self, arguments: list[str], env: Mapping[str, str], columns: int = 80, lines: int = 24
    ) -> None:
        self._ours, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=its,
            stdout=its,
            stderr=subprocess.PIPE,
            env=env,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
        )
        os.close(its)
        self.shown = b""

    def read_until(self, words: bytes) -> None:
        """Wait until something is shown."""
        while words not in self.shown:
            self.shown += read_terminal(self._ours)

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._ours, keys)

    def end(self) -> tuple[int, str, str]:
        """Wait for the end: the exit code, what was shown, what standard error got."""
        try:
            while block := read_terminal(self._ours):
                self.shown += block
        except OSError:  # Linux says so when the other side has closed
            pass
        os.close(self._ours)
        assert self.process.stderr
        with self.process.stderr:
            said = self.process.stderr.read().decode()
        code = self.process.wait(timeout=30)
        return code, self.shown.decode().replace("\r\n", "\n"), said


def at_terminal(
    arguments: list[str], env: Mapping[str, str], columns: int = 80, lines: int = 24
) -> str:
    """What a command shows, if it has no message."""
    code, shown, said = Screen(arguments, env, columns, lines).end()
    assert (code, said) == (0, "")
    return shown


def in_pipe(arguments: list[str], env: Mapping[str, str]) -> str:
    ended = subprocess.run([*COMMAND, *arguments], env=env, capture_output=True, check=True)
    return ended.stdout.decode()


@pytest.fixture
def facts(tmp_path: Path) -> list[str]:
    (tmp_path / "facts.toml").write_text(EXAMPLE, encoding="utf-8")
    return ["--facts", str(tmp_path / "facts.toml")]


@pytest.fixture
def many(tmp_path: Path) -> list[str]:
    """A store whose answer is taller than a screen."""
    rows = "".join(f"    {{ year = {1800 + n}, value = {n} }},\n" for n in range(200))
    (tmp_path / "many.toml").write_text(
        '[topic.t]\ntitle = "T"\n[metric.m]\ntitle = "M"\ntopics = ["t"]\nunit = "x"\n'
        f"observations = [\n{rows}]\n",
        encoding="utf-8",
    )
    return ["--facts", str(tmp_path / "many.toml")]


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("LESS", "PAGER")}
    more = {name: in_locale(value) for name, value in more.items()}
    return {**kept, "REPORT_CACHE": str(tmp_path / "cache"), "TERM": "xterm-256color", **more}


# --- Tables and colours --------------------------------------------------------------------------


def test_a_table_at_a_terminal_and_json_in_a_pipe(facts: list[str], tmp_path: Path) -> None:
    """Only a real terminal gets a table; --json gives JSON there as well."""
    env = environment(tmp_path)
    table = at_terminal(["metric", *facts], env)
    assert "─────" in table
    assert re.sub(r"\x1b\[[0-9;]*m", "", table).startswith("  Period ")
    piped = in_pipe(["metric", *facts], env)
    assert piped.startswith('[\n{"kind": "metric"')
    assert at_terminal(["metric", *facts, "--json"], env) == piped


@pytest.mark.parametrize(
    "variables",
    [{"FORCE_COLOR": "1"}, {"TTY_COMPATIBLE": "1"}, {"FORCE_COLOR": "3", "COLUMNS": "80"}],
)
def test_no_variable_makes_a_terminal_of_a_pipe(
    variables: dict[str, str], facts: list[str], tmp_path: Path
) -> None:
    """FORCE_COLOR may colour a table that is asked for, but never turns JSON into one."""
    piped = in_pipe(["metric", *facts], environment(tmp_path))
    env = environment(tmp_path, **variables)
    assert in_pipe(["metric", *facts], env) == piped
    table = in_pipe(["metric", *facts, "-f", "table"], env)
    assert ("\x1b[" in table) == ("FORCE_COLOR" in variables)


def test_a_terminal_has_colours_unless_told_otherwise(facts: list[str], tmp_path: Path) -> None:
    """Colour carries no meaning: without it, every character is the same."""
    coloured = at_terminal(["metric", *facts], environment(tmp_path))
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    for variables, more in (
        ({"NO_COLOR": "1"}, []),
        ({"TERM": "dumb"}, []),
        ({}, ["--color", "never"]),
        ({"FORCE_COLOR": "1"}, ["--color", "never"]),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, []),
    ):
        shown = at_terminal(["metric", *facts, *more], environment(tmp_path, **variables))
        assert shown == plain
        assert "\x1b" not in shown
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        env = environment(tmp_path, **variables)
        assert at_terminal(["metric", *facts, "--color", "always"], env) == coloured


def test_colour_is_asked_for_in_a_pipe(facts: list[str], tmp_path: Path) -> None:
    """--color always colours a table in a pipe; there is none by itself, and none in JSON."""
    env = environment(tmp_path)
    assert "\x1b" not in in_pipe(["metric", *facts, "-f", "table"], env)
    assert "\x1b[" in in_pipe(["metric", *facts, "-f", "table", "--color", "always"], env)
    assert "\x1b" not in in_pipe(["metric", *facts, "--color", "always"], env)


@pytest.mark.parametrize("columns", ["0", "1", "20", "400", "x", "-5", "٨٠"])
def test_an_odd_width_is_survived(columns: str, facts: list[str], tmp_path: Path) -> None:
    """An invalid COLUMNS is ignored; with any other, every figure is shown."""
    asked = ["metric", *facts, "--no-pager"]
    shown = at_terminal(asked, environment(tmp_path, COLUMNS=columns))
    for figure in ("1,200", "> 1,500", "≈ 6,000", "310", "12.5", "2016–2020"):
        assert figure in shown
    if columns in {"0", "x", "-5", "٨٠"}:
        assert shown == at_terminal(asked, environment(tmp_path))


@pytest.mark.parametrize("columns", [1, 5, 30])
def test_a_very_narrow_terminal_is_readable(columns: int, facts: list[str], tmp_path: Path) -> None:
    """Nothing vanishes and no figure is cut, even five columns wide."""
    env = environment(tmp_path, NO_COLOR="1")
    shown = at_terminal(["metric", *facts, "--no-pager"], env, columns)
    for figure in ("1,200", "> 1,500", "≈ 6,000", "310", "12.5", "2016–2020"):
        assert figure in shown
    assert re.sub(r"\s+", "", shown).count("Breedingpairsofstorks") == 1  # above its four values


LINK = "\x1b]8;;https://example.org/birds\x1b\\"


@pytest.mark.parametrize(
    ("variables", "is_link"),
    [
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"VTE_VERSION": "6800"}, True),
        ({"VTE_VERSION": "4600"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM_PROGRAM": "WezTerm", "NO_COLOR": "1"}, False),
    ],
)
def test_a_source_is_a_link_in_terminals_that_are_known_to_show_links(
    variables: dict[str, str], is_link: bool, facts: list[str], tmp_path: Path
) -> None:
    """Never in a pipe, nor in a file."""
    unset = {"TERM_PROGRAM": "", "VTE_VERSION": "", "NO_COLOR": ""}
    env = environment(tmp_path, **{**unset, **variables})
    assert (LINK in at_terminal(["event", *facts], env)) == is_link
    assert LINK not in in_pipe(["event", *facts, "-f", "table", "--color", "always"], env)


# --- The pager -----------------------------------------------------------------------------------


def script(tmp_path: Path, text: str) -> str:
    """A pager that does this."""
    path = tmp_path / "pager"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_an_answer_taller_than_the_screen_goes_through_the_pager(
    many: list[str], tmp_path: Path
) -> None:
    pager = script(tmp_path, "echo PAGED; cat")
    shown = at_terminal(["metric", *many], environment(tmp_path, PAGER=pager))
    assert shown.startswith("PAGED\n")
    assert shown.count("\nM ") == 200


def test_help_taller_than_the_screen_goes_through_the_pager(tmp_path: Path) -> None:
    env = environment(tmp_path, PAGER=script(tmp_path, "echo PAGED; cat"))
    assert at_terminal(["metric", "--help"], env).startswith("PAGED\nUsage: report metric")
    assert at_terminal(["init", "--help"], env).startswith("Usage: report init")


def test_a_short_answer_needs_no_pager(facts: list[str], tmp_path: Path) -> None:
    env = environment(tmp_path, PAGER=script(tmp_path, "echo PAGED; cat"))
    assert "PAGED" not in at_terminal(["metric", *facts], env)
    assert "PAGED" in at_terminal(["metric", *facts], env, lines=8)


@pytest.mark.parametrize(
    ("variables", "more"),
    [({"PAGER": "cat"}, []), ({"PAGER": ""}, []), ({"TERM": "dumb"}, []), ({}, ["--no-pager"])],
)
def test_the_pager_can_be_turned_off(
    variables: dict[str, str], more: list[str], many: list[str], tmp_path: Path
) -> None:
    env = environment(tmp_path, **{"PAGER": script(tmp_path, "echo PAGED; cat"), **variables})
    shown = at_terminal(["metric", *many, *more], env)
    assert "PAGED" not in shown
    assert shown.count("\nM ") == 200


def test_a_pipe_and_a_file_have_no_pager(many: list[str], tmp_path: Path) -> None:
    env = environment(tmp_path, PAGER=script(tmp_path, "echo PAGED; cat"))
    assert "PAGED" not in in_pipe(["metric", *many, "-f", "table"], env)
    shown = at_terminal(["metric", *many, "-f", "table", "-o", str(tmp_path / "out")], env)
    assert shown == ""
    assert "PAGED" not in (tmp_path / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("exit 1", "failed (1)"),
        ("cat >/dev/null; exit 3", "failed (3)"),
        ("kill -9 $$", "failed (-9)"),
        (None, "No such file or directory"),
    ],
)
def test_a_pager_that_is_missing_or_fails_loses_nothing(
    text: str | None, cause: str, many: list[str], tmp_path: Path
) -> None:
    """The answer comes without it, and one line says why."""
    pager = "/no/such/pager" if text is None else script(tmp_path, text)
    code, shown, said = Screen(["metric", *many], environment(tmp_path, PAGER=pager)).end()
    assert code == 0
    assert shown.count("\nM ") == 200
    assert cause in said
    assert said.count("\n") == 1


def test_leaving_the_pager_early_is_not_an_error(many: list[str], tmp_path: Path) -> None:
    pager = script(tmp_path, "head -1 >/dev/null")
    code, shown, said = Screen(["metric", *many], environment(tmp_path, PAGER=pager)).end()
    assert (code, said) == (0, "")
    assert "M  " not in shown


def test_ctrl_c_in_the_pager_is_for_the_pager(many: list[str], tmp_path: Path) -> None:
    """The screen is left in order: the answer ends when the pager does."""
    pager = tmp_path / "pager.py"
    pager.write_text(WAITS_FOR_CTRL_C, encoding="utf-8")
    env = environment(tmp_path, PAGER=f"{sys.executable} {pager}")
    screen = Screen(["metric", *many], env)
    screen.read_until(b"READY")
    screen.type(b"\x03")
    screen.read_until(b"CAUGHT")
    assert screen.process.poll() is None
    screen.type(b"x\n")
    assert screen.end()[0] == 0


# The signal is blocked and waited for: a handler could run just before the read that it has to
# interrupt, which would then wait for ever.
WAITS_FOR_CTRL_C = """
import signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
sys.stdin.read()
print("READY", flush=True)
signal.sigwait([signal.SIGINT])
print("CAUGHT", flush=True)
open("/dev/tty", encoding="utf-8").readline()
"""


def test_no_link_and_no_colour_goes_to_a_pager(facts: list[str], tmp_path: Path) -> None:
    """A pager may not know them; only less is known to show colours."""
    env = environment(tmp_path, PAGER=script(tmp_path, "cat"), TERM_PROGRAM="WezTerm")
    assert LINK in at_terminal(["metric", *facts], env, lines=60)
    assert "\x1b" not in at_terminal(["metric", *facts], env, lines=6)


def test_less_quits_by_itself_where_the_answer_fits(many: list[str], tmp_path: Path) -> None:
    """Its usual options are those of git; the first rows are there at once."""
    import shutil

    if shutil.which("less") is None:
        pytest.skip("less is not installed")
    screen = Screen(["metric", *many], environment(tmp_path))
    screen.read_until(b"1815")
    screen.type(b"q")
    code, _, said = screen.end()
    assert (code, said) == (0, "")


def test_a_message_is_broken_at_words(facts: list[str], tmp_path: Path) -> None:
    """At a terminal; in a pipe it is one line."""
    arguments = ["metric", "--topic", "brids", *facts]
    ended = subprocess.run([*COMMAND, *arguments], capture_output=True, check=False)
    assert (
        ended.stderr
        == b'report: unknown topic "brids"; did you mean "birds"? known: birds, wetlands\n'
    )
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    with subprocess.Popen([*COMMAND, *arguments], stderr=its, stdin=subprocess.DEVNULL) as process:
        os.close(its)
        said = read_terminal(ours)
        process.wait(timeout=30)
    os.close(ours)
    assert said.decode().replace("\r\n", "\n") == (
        'report: unknown topic "brids"; did you\nmean "birds"? known: birds, wetlands\n'
    )


def test_where_there_is_no_pager_the_answer_comes_without_a_word(
    many: list[str], tmp_path: Path
) -> None:
    """The user has not asked for one."""
    env = environment(tmp_path, PATH=str(tmp_path))
    shown = at_terminal(["metric", *many], env)
    assert shown.count("\nM ") == 200


def test_the_first_screen_of_a_check_counts_what_comes(
    facts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once: in a pager above the rows, elsewhere in a message below them."""
    monkeypatch.chdir(tmp_path)  # a long path would be broken
    draft = Path("draft.md")
    draft.write_text("We saw 77 owls.\n\n" * 30, encoding="utf-8")
    env = environment(tmp_path, PAGER=script(tmp_path, "cat"))
    for command in ("figures", "audit"):
        _, shown, said = Screen([command, str(draft), *facts], env).end()
        assert "30 figures" in shown.partition("\n\n")[0]
        assert said == ""
    # It is broken at words, as the message is.
    narrow = Screen(["audit", str(draft), *facts], {**env, "COLUMNS": "40"}).end()[1]
    assert max(map(len, narrow.splitlines()[1:4])) <= 40  # after the path, which stays whole
    _, short, said = Screen(["figures", str(draft), *facts], env, lines=90).end()
    assert "30 figures" not in short
    assert "30 figures" in said
