"""Completion in the real shells: what is typed, then Tab, then what stands there."""

from __future__ import annotations

import os
import select
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from factreport.cli import completion
from factreport.cli.commands import COMPLETING
from factreport.cli.main import run

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

STORE = r"""
[source.bulletin]
title = 'Bulletin: "one" – größer'

[topic.training]
title = "Vocational training"

[topic.trade]
title = 'Trade: in \ out'

[metric.workers-trained]
title = "Workers trained"
topics = ["training"]
unit = "people"
source = "bulletin"
observations = [
    { year = 2019, value = 1, area = "New York" },
    { year = 2020, value = 2, area = "New Jersey" },
    { year = 2021, value = 3, area = "Österreich" },
    { period = "2022/2024", value = 4, area = "A: B" },
    { year = 2022, value = 5, area = '''It's "so" $HOME''' },
    { year = 2022, value = 6, area = "北京 市" },
    { year = 2022, value = 7, area = '[x]* (y)\z' },
    { year = 2022, value = 8, area = "Wow! yes" },
    { year = 2022, value = 9, area = 'Wow! "no!"' },
    { year = 2022, value = 10, area = "!!" },
    { year = 2022, value = 11, area = "dogs'" },
    { year = 2022, value = 12, area = '"quite"' },
    { period = "2020-Q1", value = 13, area = "~root", group = "young women", status = "estimate" },
]

[policy.work-law]
title = "Work law"
topics = ["trade"]
"""

# What is typed before Tab, and the words that the line has after it.
CASES = {
    "me": ["metric"],
    "metric --topic tr": ["metric", "--topic", "tra"],  # two: as far as they agree
    "metric --topic trai": ["metric", "--topic", "training"],
    "metric --topic=trai": ["metric", "--topic=training"],
    "metric -s b": ["metric", "-s", "bulletin"],
    "metric --area New\\ Y": ["metric", "--area", "New York"],
    'metric --area "New Y': ["metric", "--area", "New York"],
    "metric --area 'New Y": ["metric", "--area", "New York"],
    "metric --area Ö": ["metric", "--area", "Österreich"],
    "metric --area ö": ["metric", "--area", "Österreich"],
    "metric --area A": ["metric", "--area", "A: B"],
    "metric --area A:": ["metric", "--area", "A: B"],
    "metric --area=A": ["metric", "--area=A: B"],
    "metric --area It": ["metric", "--area", 'It\'s "so" $HOME'],
    'metric --area "It': ["metric", "--area", 'It\'s "so" $HOME'],
    "metric --area 'It": ["metric", "--area", 'It\'s "so" $HOME'],
    "metric --area 北": ["metric", "--area", "北京 市"],
    "metric --area '[": ["metric", "--area", "[x]* (y)\\z"],
    "metric --year 2019": ["metric", "--year", "2019"],
    "metric --year 2019..2024": ["metric", "--year", "2019..2024"],
    "metric --period 2020-Q": ["metric", "--period", "2020-Q1"],
    "metric --group yo": ["metric", "--group", "young women"],
    "metric --status est": ["metric", "--status", "estimate"],
    "metric --area '~r": ["metric", "--area", "~root"],
    "metric --fields titl": ["metric", "--fields", "title"],
    "metric --fields kind,titl": ["metric", "--fields", "kind,title"],
    "source --fields orig": ["source", "--fields", "original_publisher"],
    "metric --sort unit": ["metric", "--sort", "unit"],
    "metric --sort -unit": ["metric", "--sort", "-unit"],
    "metric --format mark": ["metric", "--format", "markdown"],
    "metric --color al": ["metric", "--color", "always"],
    "metric --colo": ["metric", "--color"],
    "show workers": ["show", "workers-trained"],
    "show work-": ["show", "work-law"],
    "show bul": ["show", "bulletin"],
    "trend w": ["trend", "workers-trained"],
    "verify bul": ["verify", "bulletin"],
    "completion fi": ["completion", "fish"],
    "metric --facts fac": ["metric", "--facts", "facts.toml"],
    "metric --facts=fac": ["metric", "--facts=facts.toml"],
    "--facts other.toml metric --topic ": ["--facts", "other.toml", "metric", "--topic", "else"],
    "metric --facts other.toml --topic ": ["metric", "--facts", "other.toml", "--topic", "else"],
    "metric --facts ~/other.toml -t ": ["metric", "--facts", "~/other.toml", "-t", "else"],
    "--facts missing.toml metric --topic tr": [
        "--facts",
        "missing.toml",
        "metric",
        "--topic",
        "tr",
    ],
    "--facts broken.toml metric --topic tr": ["--facts", "broken.toml", "metric", "--topic", "tr"],
    "metric --facts - --topic tr": ["metric", "--facts", "-", "--topic", "tr"],
    "unknown --to": ["unknown", "--to"],
}
END_OF_CASE = "\x18s"  # Ctrl-X s: write down the line
CLEAR_LINE = "\x15"  # Ctrl-U


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with stores, and a ``report`` to be found on the PATH."""
    (tmp_path / "facts.toml").write_text(STORE, "utf-8")
    (tmp_path / "other.toml").write_text('[topic.else]\ntitle = "Else"\n', "utf-8")
    (tmp_path / "broken.toml").write_text("[topic.else\n", "utf-8")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "report"
    command.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m factreport "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    return tmp_path


def variables(home: Path) -> dict[str, str]:
    kept = {
        name: os.environ[name]
        for name in ("PYTHONPATH", "COVERAGE_PROCESS_START")
        if name in os.environ
    }
    return {
        **kept,
        "HOME": str(home),
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
        "REPORT_CACHE": "off",
        "OUT": str(home / "out"),
    }


def shell_or_skip(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def type_into(arguments: list[str], home: Path, keys: str) -> str:
    """Run a shell in a pseudo-terminal, type when it prompts, wait for its end: what it showed."""
    child, descriptor = pty.fork()
    if child == 0:  # pragma: no cover - becomes the shell
        os.chdir(home)
        os.execve(arguments[0], arguments, variables(home))
    shown, unsent, deadline = b"", b"", time.monotonic() + 120
    is_typed = False
    while time.monotonic() < deadline:
        if not is_typed and b"READY> " in shown:
            unsent, is_typed = keys.encode(), True
        readable, writable, _ = select.select([descriptor], [descriptor] if unsent else [], [], 1)
        if readable:
            try:
                shown += os.read(descriptor, 65536)
            except OSError:  # the shell has gone
                break
        if writable:  # a terminal's input buffer is small
            unsent = unsent[os.write(descriptor, unsent[:64]) :]
    else:  # pragma: no cover
        os.kill(child, 9)
        pytest.fail(f"the shell did not end; it showed {shown[-500:]!r}")
    os.close(descriptor)
    os.waitpid(child, 0)
    return shown.decode(errors="replace")


def keys_of(cases: dict[str, list[str]]) -> str:
    typed = "".join(f"report {line}\t{END_OF_CASE}{CLEAR_LINE}" for line in cases)
    return f"{typed} exit\r"


def type_into_bash(home: Path, keys: str) -> str:
    shell = shell_or_skip("bash")
    (home / "rc").write_text(
        'eval "$(report completion bash)"\n'
        "bind 'set bell-style none' 'set enable-bracketed-paste off'\n"
        "bind 'set completion-query-items 0'; bind 'set page-completions off'\n"
        """bind -x '"\\C-xs": printf "%s\\n" "$READLINE_LINE" >>"$OUT"'\n"""
        "PS1='READY> '\n",
        encoding="utf-8",
    )
    return type_into([shell, "--noprofile", "--rcfile", str(home / "rc"), "-i"], home, keys)


def type_into_zsh(home: Path, keys: str) -> str:
    shell = shell_or_skip("zsh")
    (home / ".zshrc").write_text(
        'eval "$(report completion zsh)"\n'
        "unsetopt beep; LISTMAX=10000\n"
        'note() { print -r -- "$BUFFER" >>"$OUT" }; zle -N note; bindkey "^Xs" note\n'
        "PS1='READY> '\n",
        encoding="utf-8",
    )
    return type_into([shell, "-d", "-i"], home, keys)


def assert_completed(home: Path) -> None:
    lines = (home / "out").read_text("utf-8").splitlines()
    assert len(lines) == len(CASES)
    for (typed, words), line in zip(CASES.items(), lines, strict=True):
        assert (typed, completion.split(f"{line} ").words) == (typed, ["report", *words])


@pytest.mark.slow
@pytest.mark.parametrize("type_into_shell", [type_into_bash, type_into_zsh])
def test_bash_and_zsh_complete_every_kind_of_name(
    home: Path, type_into_shell: Callable[[Path, str], str]
) -> None:
    """Tab completes every kind of name, quoted as it was begun."""
    type_into_shell(home, keys_of(CASES))
    assert_completed(home)


def test_a_path_that_is_not_utf_8(home: Path) -> None:
    """In bash it is completed from its folder on, as it is."""
    folder = os.fsencode(home / "d") + b"\xe9p"
    try:
        os.mkdir(folder)
    except OSError:
        pytest.skip("here the name of a file is Unicode")
    with open(os.path.join(folder, b"inner.toml"), "wb"):
        pass
    type_into_bash(home, keys_of({"metric --facts d\tin": []}))
    assert (home / "out").read_bytes() == b"report metric --facts d\xe9p/inner.toml \n"


# What is typed, Tabs and all, and the area that the command gets.
AREAS = {
    "Wow\ty\t": "Wow! yes",
    '"Wow\ty\t': "Wow! yes",
    "'Wow\ty\t": "Wow! yes",
    'Wow\t\\"\t': 'Wow! "no!"',
    '"Wow\t\\"\t': 'Wow! "no!"',
    "'Wow\t\"\t": 'Wow! "no!"',
    "\\!\t": "!!",
    '"!\t': "!!",
    "'!\t": "!!",
    "dog\t": "dogs'",
    '"dog\t': "dogs'",
    "'dog\t": "dogs'",
    '\\"\t': '"quite"',
    '"\\"\t': '"quite"',
    "'\"\t": '"quite"',
}


@pytest.mark.slow
@pytest.mark.parametrize("type_into_shell", [type_into_bash, type_into_zsh])
def test_what_was_completed_arrives(
    home: Path, type_into_shell: Callable[[Path, str], str]
) -> None:
    """At Enter nothing is left open, and no exclamation mark calls up an earlier command."""
    keys = "".join(
        f"report metric --area {typed} --fields area -f value -o {number}\r"
        for number, typed in enumerate(AREAS)
    )
    type_into_shell(home, f"{keys} exit\r")
    found = [(home / str(number)).read_text("utf-8") for number in range(len(AREAS))]
    assert found == [f"{area}\n" for area in AREAS.values()]


def in_fish(home: Path, *lines: str) -> list[list[str]]:
    """What fish offers for each line: candidates, each with a tab and its description."""
    shell = shell_or_skip("fish")
    (home / "lines").write_text("".join(f"report {line}\n" for line in lines), "utf-8")
    script = (
        "report completion fish | source\n"
        "while read --local line; complete -C $line; echo ---; end <lines"
    )
    done = subprocess.run(
        [shell, "--no-config", "-c", script],
        cwd=home,
        env=variables(home),
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert done.stderr == b""
    return [part.splitlines() for part in done.stdout.decode().split("---\n")[:-1]]


@pytest.mark.slow
def test_fish_is_offered_every_kind_of_name(home: Path) -> None:
    """Every kind of name is offered to fish; it quotes by itself."""
    found = in_fish(home, *CASES)
    assert len(found) == len(CASES)
    for (typed, words), offered in zip(CASES.items(), found, strict=True):
        names = [line.split("\t")[0] for line in offered]
        is_open = words[-1] == "tra"
        is_as_typed = completion.split(typed).last == words[-1]
        expected = ["training", "trade"] if is_open else words[-1:]
        assert (typed, names) == (typed, expected) or (is_as_typed and not names)


def test_titles_stand_beside_ids(home: Path) -> None:
    """Titles stand beside ids where the shell shows them."""
    assert in_fish(home, "metric -t ", "show work-", "metric --sor") == [
        ["training\tVocational training", "trade\tTrade: in \\ out"],
        ["work-law\tWork law"],
        ["--sort\tSort by a field; -FIELD sorts from high to low."],
    ]


def test_zsh_lists_titles_with_any_character(home: Path) -> None:
    """Titles are listed in zsh; a colon or a backslash in one does no harm."""
    shown = type_into_zsh(home, f"report metric -t \t\t{CLEAR_LINE} exit\r")
    assert "training  -- Vocational training" in shown
    assert "trade     -- Trade: in \\ out" in shown


def complete(monkeypatch: pytest.MonkeyPatch, *arguments: str, shell: str = "fish") -> int:
    monkeypatch.setenv(COMPLETING, f"{shell}_complete")
    monkeypatch.setenv("REPORT_CACHE", "off")
    return run(arguments)


@pytest.mark.parametrize("facts", ["missing.toml", "broken.toml", "-", ".", "fifo", "\udcff"])
def test_a_store_that_can_not_be_completed_from_is_silent(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], facts: str
) -> None:
    """A store that is missing, refused or read once only: no candidates, and not a word."""
    monkeypatch.chdir(home)
    os.mkfifo(home / "fifo")
    complete(monkeypatch, "--facts", facts, "metric", "--topic", "")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_call_by_hand_is_silent(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], shell: str
) -> None:
    """Called by hand, as no script calls it: not a word."""
    assert complete(monkeypatch, shell=shell) == 1
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "offered"),
    [
        (["metric", "--facts", "caf\udce9"], b"file\tcaf\xe9\t\n"),
        (["metric", "--facts=caf\udce9"], b"file\t--facts=caf\xe9\t\n"),
        (["metric", "--fields", "caf\udce9,tit"], b"plain\tcaf\xe9,title\t\n"),
        (["show", "caf\udce9"], b""),
        (["trend", "caf\udce9"], b""),
        (["metric", "--topic", "caf\udce9"], b""),
    ],
)
def test_bytes_that_are_not_utf_8_come_back_unchanged(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    arguments: list[str],
    offered: bytes,
) -> None:
    """Bytes go back as they came, and no name begins with them."""
    monkeypatch.chdir(home)
    for shell in ("zsh", "fish"):
        assert complete(monkeypatch, *arguments, shell=shell) == 0
        assert capfdbinary.readouterr() == (offered, b"")


@pytest.mark.parametrize("typed", ["\x1b[31m", "\x9b31m", "\x07", "\u202e", "\u2028"])
@pytest.mark.parametrize("option", ["--fields", "--facts"])
def test_no_control_character_is_sent_back(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], option: str, typed: str
) -> None:
    """What could act on a terminal is not sent back to it."""
    assert complete(monkeypatch, "metric", option, f"{typed},tit") == 0
    assert capfd.readouterr() == ("", "")


def test_no_drawing_is_loaded(home: Path) -> None:
    """Completion needs no rich."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "factreport", "metric", "--topic", ""],
        cwd=home,
        env=variables(home) | {COMPLETING: "fish_complete"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert b"training" in done.stdout
    assert b"rich" not in done.stderr


@pytest.mark.parametrize(
    ("line", "words", "last", "quote"),
    [
        ("report metric ", ["report", "metric"], "", ""),
        ("report met", ["report"], "met", ""),
        (r"a b\ c\\ d", ["a", "b c\\"], "d", ""),
        (r"""a "b \"c\d" 'e\' """, ["a", 'b "c\\d', "e\\"], "", ""),
        ("a 'b c", ["a"], "b c", "'"),
        ('a "b', ["a"], "b", '"'),
        ("a ''", ["a"], "", ""),
        ("a '' ", ["a", ""], "", ""),
        ("a\tb\u00a0\u3000c", ["a"], "b\u00a0\u3000c", ""),
    ],
)
def test_a_line_is_split_as_a_shell_splits_it(
    line: str, words: list[str], last: str, quote: str
) -> None:
    """A line is cut as a shell cuts it."""
    assert completion.split(line) == (words, last, quote, 0)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        ("metric", "paragraphs"),
        ("show", "paragraphs"),
        ("trend", "change_percent"),
        ("topic", "keywords"),
        ("source", "publisher"),
        ("year", "facts"),
        ("check", "severity"),
        ("verify", "result"),
        ("audit", "result"),
        ("figures", "skipped"),
    ],
)
def test_fields_are_those_that_the_command_answers(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], command: str, field: str
) -> None:
    """Each is offered where it can be asked for."""
    assert complete(monkeypatch, command, "--fields", field[:-1]) == 0
    assert field in capfd.readouterr().out.split()


def test_an_unknown_shell_is_told_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A shell that is not supported is answered with those that are."""
    assert run(["completion", "bsh"]) == 2
    assert 'unknown shell "bsh"; did you mean "bash"' in capsys.readouterr().err


def test_powershell_is_completed_by_click(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its script is click's, and asks for candidates as click does."""
    assert run(["completion", "powershell"]) == 0
    assert "Register-ArgumentCompleter -Native -CommandName report" in capfd.readouterr().out
    monkeypatch.chdir(home)
    monkeypatch.setenv("COMP_WORDS", "report metric --topic trai")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert complete(monkeypatch, shell="powershell") == 0
    assert capfd.readouterr().out.split() == ["plain", "training", "Vocational", "training"]


def test_fish_is_offered_no_tilde_that_it_would_expand(home: Path) -> None:
    """Unless it is quoted, a word that begins with one is a home folder there."""
    bare, quoted = in_fish(home, "metric -a ", "metric -a \\~r")
    assert not any(line.startswith("~") for line in bare)
    assert quoted == ["~root"]
