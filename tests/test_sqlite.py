"""Answers as databases."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import process
import pytest

from factreport.cli import output
from factreport.model import Record

Report = Callable[..., Any]


def rows(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(sql).fetchall()


def test_a_look_up(tmp_path: Path, report: Report, example: str) -> None:
    """Every field of every record, numbers as numbers, lists joined, what is absent as NULL."""
    path = tmp_path / "out.db"
    assert report("metric", "--facts", example, "-f", "sqlite", "-o", path).out == ""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        found = [dict(row) for row in database.execute("SELECT * FROM facts")]
    expected = report("metric", "--facts", example, "--json").json
    joined = ("topics", "paragraphs", "pages")
    assert found == [
        {**one, **{field: ";".join(map(str, one[field])) for field in joined}} for one in expected
    ]
    assert list(found[0]) == list(Record._fields)
    kinds = rows(path, "SELECT DISTINCT typeof(value), typeof(year), typeof(note) FROM facts")
    assert ("integer", "integer", "null") in kinds
    assert ("real", "integer", "null") in kinds


def test_integers_beyond_64_bits(tmp_path: Path, report: Report, store: Callable[..., str]) -> None:
    """A change can be too large for SQLite: its digits are kept, as text."""
    values = (2**63 - 1, -(2**63 - 1), 1, -(2**63 - 1))
    years = [f"{{ year = {2000 + n}, value = {value} }}" for n, value in enumerate(values)]
    path = tmp_path / "out.db"
    report("trend", "m", "--facts", store(process.table(years)), "-o", path)
    assert rows(path, "SELECT value, change, typeof(change), total_change FROM facts") == [
        (2**63 - 1, None, "null", None),
        (-(2**63 - 1), str(2 - 2**64), "text", str(2 - 2**64)),
        (1, str(2**63), "text", 2 - 2**63),
        (-(2**63 - 1), -(2**63), "integer", str(2 - 2**64)),
    ]


def test_fields_and_ending(tmp_path: Path, report: Report, example: str) -> None:
    """The ending of a file's name says the format; --fields are the columns."""
    path = tmp_path / "out.db"
    report("policy", "--facts", example, "--fields", "id,pages", "-o", path)
    assert rows(path, "SELECT id, pages FROM facts") == [("mowing", "7;8")]


@pytest.mark.parametrize("command", ["find storks", "trend storks", "topic", "year", "show mowing"])
def test_every_answer(tmp_path: Path, report: Report, example: str, command: str) -> None:
    """Whatever is answered in rows can be written out."""
    path = tmp_path / "out.sqlite"
    report(*command.split(), "--facts", example, "-o", path)
    assert rows(path, "SELECT count(*) FROM facts")[0][0] > 0


def test_nothing_found(tmp_path: Path, report: Report, example: str) -> None:
    """An empty answer is a table without rows."""
    path = tmp_path / "out.db"
    report("metric", "--facts", example, "--year", "1999", "-o", path)
    assert rows(path, "SELECT count(*) FROM facts") == [(0,)]


def test_replaced_whole(tmp_path: Path, report: Report, example: str) -> None:
    """A database that is there is replaced, not added to."""
    path = tmp_path / "out.db"
    for _ in range(2):
        report("claim", "--facts", example, "-o", path)
    assert rows(path, "SELECT id FROM facts") == [("oldest",)]


def test_not_to_a_terminal(report: Report, example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal gets a line, not the bytes of a database."""
    terminal = output.Terminal(is_terminal=True, columns=80, can_colour=False)
    monkeypatch.setattr(output.Terminal, "of_standard_output", lambda: terminal)
    said = report("metric", "--facts", example, "-f", "sqlite", code=2)
    assert said.err == "report: a database is not for a terminal; add --output facts.db\n"


def test_sqlite_itself(tmp_path: Path, report: Report, example: str) -> None:
    """The sqlite3 command opens it."""
    command = shutil.which("sqlite3")
    if command is None:
        pytest.skip("sqlite3 is not installed")
    report("metric", "--facts", example, "-o", tmp_path / "out.db")
    done = subprocess.run(
        [command, "out.db", "SELECT sum(value) FROM facts WHERE unit = 'pairs' AND year = 2020"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == b"1810\n"


# A Python that can't be asked for the bytes of a database, as before 3.11.
EARLIER = """
import functools, sqlite3

class Earlier(sqlite3.Connection):
    serialize = property()

sqlite3.connect = functools.partial(sqlite3.connect, factory=Earlier)
"""


@pytest.mark.parametrize("python", ["", EARLIER], ids=["this", "earlier"])
def test_the_same_on_an_earlier_python(tmp_path: Path, example: str, python: str) -> None:
    """The bytes are those of a database, wherever they come from."""
    env = process.stand_in(tmp_path / "python", "sitecustomize", python)
    path = tmp_path / "out.db"
    done = process.run("metric", "--facts", example, "-o", path, env=env)
    assert done == (0, "", "")
    assert rows(path, "SELECT sum(value) FROM facts WHERE year = 2020") == [(1810,)]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


@process.posix
@pytest.mark.parametrize("python", ["", EARLIER], ids=["this", "earlier"])
@pytest.mark.parametrize("ending", ["SIGPIPE", "SIGTERM"])
def test_nothing_is_left_behind(
    tmp_path: Path, store: Callable[..., str], python: str, ending: str
) -> None:
    """Once the first byte is out there is no file that an untimely end could leave."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    path = store(process.table([f"{{ year = 2020, value = {n} }}" for n in range(5_000)]))
    env = process.stand_in(tmp_path / "python", "sitecustomize", python)
    env |= {"TMPDIR": str(temporary)}
    with process.start("metric", "--facts", path, "-f", "sqlite", env=env) as started:
        assert started.stdout is not None
        assert started.stdout.read(15) == b"SQLite format 3"
        if ending == "SIGTERM":
            started.terminate()
            started.wait(timeout=60)
    assert started.returncode == -getattr(signal, ending)
    assert os.listdir(temporary) == []
