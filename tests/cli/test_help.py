"""What the commands say of themselves, and of words that they do not know."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from conftest import Report

from factreport.cli.main import COMMANDS

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(autouse=True)
def in_folder(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example store is the nearest one."""
    monkeypatch.chdir(Path(example).parent)


def test_the_version_is_all_that_is_shown(report: Report) -> None:
    """Also in front of a command; it is the package's."""
    import factreport

    assert report("--version") == (f"report {factreport.__version__}\n", "")
    assert report("--version", "metric") == report("--version")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command: str, report: Report) -> None:
    """-h and --help say what the command does and show how it is used; no option is unexplained."""
    text = report(command, "--help").out
    assert report(command, "-h").out == text
    assert text.startswith(f"Usage: report {command}")
    examples = text.partition("\nExamples:\n")[2].splitlines()
    assert examples
    assert all(f"report {command}" in line for line in examples)
    options = text.partition("\nOptions:\n")[2].partition("\nExamples:")[0]
    assert all(line.strip() for line in options.splitlines())
    assert max(map(len, text.partition("\nExamples:\n")[0].splitlines())) <= 80


def test_every_command_is_described_in_one_line(report: Report) -> None:
    """None is cut off in the list of commands, and each stands in it."""
    listed = report("--help").out.partition("\nCommands:\n")[2].partition("\nExamples:")[0]
    assert [line.split()[0] for line in listed.strip().splitlines()] == list(COMMANDS)
    assert "..." not in listed


def test_on_a_narrow_screen_the_list_of_commands_is_wrapped(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert "..." not in report("--help").out.partition("\nCommands:\n")[2]


@pytest.mark.parametrize("command", ["metric", "policy", "event", "claim", "find", "trend", "show"])
def test_the_examples_in_the_help_run(command: str, report: Report) -> None:
    """Each example has an answer in the shipped store."""
    os.remove("facts.toml")
    shipped = str(README.with_name("facts.toml"))
    for line in report(command, "--help").out.partition("\nExamples:\n")[2].splitlines():
        arguments = shlex.split(line.partition("|")[0])[1:]
        assert report(*arguments, "--facts", shipped).err == "", line


def test_the_help_of_metric_explains_every_sign(report: Report) -> None:
    from factreport.figure_text import SIGNS

    text = " ".join(report("metric", "--help").out.split())
    assert all(f"{sign.strip()} {qualifier}" in text for qualifier, sign in SIGNS.items())


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("metrc", 'did you mean "metric"?'),
        ("search", 'did you mean "find"?'),
        ("delete", 'did you mean "edit"?'),
        ("serch", 'did you mean "find"?'),
        ("list", 'did you mean "metric"?'),
        ("open", 'did you mean "show"?'),
        ("cite", 'did you mean "show"?'),
        ("help", 'did you mean "--help"?'),
        ("version", 'did you mean "--version"?'),
        ("validate", 'did you mean "check"?'),
    ],
)
def test_an_unknown_command_is_answered_with_the_nearest_thing(
    command: str, words: str, report: Report
) -> None:
    said = report(command, code=2).err
    assert said == f'report: unknown command "{command}"; {words} see `report --help`\n'


def test_help_of_a_command_is_answered_with_where_it_is(report: Report) -> None:
    """As other programs take it: ``report help audit``."""
    said = report("help", "audit", code=2).err
    assert said.endswith("see `report audit --help`\n")
    assert report("help", "nothing", code=2).err.endswith("see `report --help`\n")


def test_who_wants_to_add_is_led_to_what_there_is(report: Report) -> None:
    for command in ("add", "new", "create"):
        assert '"init"' in report(command, code=2).err


@pytest.mark.parametrize("columns", [30, 40, 60])
def test_help_keeps_to_a_narrow_screen(
    columns: int, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The help of a long option is below it."""
    monkeypatch.setenv("COLUMNS", str(columns))
    shown, _, examples = report("metric", "--help").out.partition("Examples:")
    assert max(map(len, shown.splitlines())) <= columns
    assert examples
