"""The README: its console examples are run as written, and it names what there is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from process import read_terminal

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
# The section that makes a store of its own, in a folder of its own.
TUTORIAL = "From a bulletin"
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

ENVIRONMENT = {
    **os.environ,
    "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
    "COLUMNS": "80",
    "LC_ALL": "C.UTF-8",
    "TERM": "dumb",
    "REPORT_CACHE": "off",
}


class Example(NamedTuple):
    """A command of a console block, and what is shown under it."""

    line: int
    command: str
    output: str


class Block(NamedTuple):
    """A console block, and the section of the README that it stands in."""

    section: str
    examples: list[Example]


def blocks() -> list[Block]:
    """The console blocks, each with its commands in order: one may need what another left."""
    text = README.read_text(encoding="utf-8")
    return [
        Block(
            re.findall(r"^#+ (.*)$", text[: block.start()], flags=re.MULTILINE)[-1],
            list(examples(block[2], text[: block.start()].count("\n") + 1)),
        )
        for block in _BLOCK.finditer(text)
        if block[1] == "console"
    ]


def examples(block: str, line: int) -> Iterator[Example]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.replace("\\\n", " ").partition("\n")
        yield Example(line, command, output)


def programs(command: str) -> list[str]:
    """The programs besides ours that a pipeline needs."""
    words = list(shlex.shlex(command, posix=True, punctuation_chars=True))
    starts = [0, *(place + 1 for place, word in enumerate(words) if word in ("|", "&&"))]
    return [words[place] for place in starts if words[place] not in ("report", "cat")]


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped store, in which the examples run one after the other."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copy(ROOT / "facts.toml", folder)
    (folder / TUTORIAL).mkdir()
    return folder


def write_files(last: Block, folder: Path) -> None:
    """What ``cat`` shows, here and earlier in the section, the reader has written by then.

    In the tutorial earlier commands have written files, too; another process may have run them.
    """
    for block in blocks():
        for example in block.examples if block.section == last.section else []:
            if shown := re.fullmatch(r"cat (\S+)", example.command):
                (folder / shown[1]).write_text(example.output, encoding="utf-8")
            elif block != last and " > " in example.command:
                run(example.command, folder)
        if block == last:
            return


def run(command: str, folder: Path) -> str:
    """What the command shows in a terminal of 80 columns; a pipe in it is a pipe."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["bash", "-c", command],
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                more = read_terminal(ours)
            except OSError:  # Linux says so when the other end is closed
                break
            if not more:
                break
            shown += more
        process.wait(60)
    os.close(ours)
    return shown.decode("utf-8").replace("\r\n", "\n")


def tidy(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


@pytest.mark.parametrize(
    "block", blocks(), ids=lambda block: f"{block.examples[0].line}: {block.examples[0].command}"
)
def test_the_examples_show_what_is_shown(block: Block, workshop: Path) -> None:
    """Every console example gives, line by line, the output that stands under it."""
    for program in [name for example in block.examples for name in programs(example.command)]:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    folder = workshop / TUTORIAL if block.section.startswith(TUTORIAL) else workshop
    write_files(block, folder)
    for example in block.examples:
        assert tidy(run(example.command, folder)) == tidy(example.output), example.command


def test_the_python_examples_run(workshop: Path) -> None:
    """The examples in Python print what their comments say."""
    found = [block for block in _BLOCK.finditer(README.read_text("utf-8")) if block[1] == "python"]
    assert found
    for block in found:
        expected = re.findall(r"^print\(.*\)\n((?:# .*\n)+)", block[2], flags=re.MULTILINE)
        done = subprocess.run(
            [sys.executable, "-c", block[2]],
            capture_output=True,
            text=True,
            check=True,
            cwd=workshop,
            env=ENVIRONMENT,
            encoding="utf-8",
        )
        assert tidy(done.stdout) == tidy("".join(expected).replace("# ", ""))
