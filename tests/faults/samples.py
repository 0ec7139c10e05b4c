"""Samples for the tests of faults: one of each way to answer, and strings that could do harm."""

from __future__ import annotations

import io
from pathlib import Path

import process
import pytest

FULL = "report: can't write to standard output: No space left on device"
CLOSED = "report: can't write to standard output: it is closed; add --output FILE"

# One of each way to answer, and to answer about itself.
ANSWERS: list[list[str]] = [
    [],
    ["--help"],
    ["--version"],
    ["metric", "--help"],
    *(["metric", "-f", name] for name in ("table", "json", "jsonl", "csv", "tsv", "markdown")),
    *(["metric", "-f", name] for name in ("value", "html", "svg", "sqlite")),
    ["find", "storks"],
    ["show", "storks"],
    ["show", "storks", "-f", "table"],
    ["trend", "storks"],
    ["topic"],
    ["check"],
    ["verify"],
    ["audit", "draft.md"],
    ["completion", "bash"],
    ["schema"],
]
each_answer = pytest.mark.parametrize("asked", ANSWERS, ids=lambda asked: " ".join(asked) or "bare")

# What every store needs before its facts.
HEAD = '[source.s]\ntitle = "S"\n[topic.t]\ntitle = "T"\n'

UNSAFE = [
    *map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
]


def write(text: str, name: str = "store.toml") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def is_safe(text: str) -> bool:
    return set(text).isdisjoint(set(UNSAFE) - {"\n"})


def in_process(asked: list[str]) -> process.Run:
    """A run in this process, where nothing but the words of the answer matters."""
    from contextlib import redirect_stderr, redirect_stdout

    from factreport.cli.main import run as run_here

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run_here([process.in_locale(argument) for argument in asked])
    return process.Run(code, out.getvalue(), err.getvalue())


def took(asked: list[str], seconds: int) -> process.Run:
    """The run, ended where it takes far longer than it may: so much time of the processor."""
    limits = process.limited("CPU", seconds)
    return process.run(*asked, preexec=limits, env={"REPORT_CACHE": "off"})
