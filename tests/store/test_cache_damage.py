"""An index that is damaged, old or none is made anew."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import process
import pytest
from process import posix
from store.indexes import ROWS, Clock, Reader, facts, freeze, indexes, spoil_end

import factreport
from factreport import Query
from factreport.errors import StoreError
from factreport.store import index

# Damaged, old or not an index


def _spoil_page(content: bytes) -> bytes:
    """Every page but the first is filled with what no page can hold."""
    return content[:4096] + b"\xa5" * (len(content) - 4096)


_DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda content: content[: len(content) // 2],
    "cut in a page": lambda content: content[:5000],
    "zeroed": lambda content: bytes(len(content)),
    "zeroed after the first page": lambda content: content[:4096] + bytes(len(content) - 4096),
    "bad pages": _spoil_page,
    "text": lambda _: b"this is not a database\n" * 1000,
    "empty": lambda _: b"",
}


@pytest.mark.parametrize("damage", _DAMAGE)
def test_a_damaged_index_is_made_anew(
    path: Path, folder: Path, damage: str, reader: Reader
) -> None:
    """The answer is right, and the next one comes from a new index."""
    found = reader.index(path, folder)
    found.write_bytes(_DAMAGE[damage](found.read_bytes()))
    assert reader.values(path) == list(range(1000, 1000 + ROWS))
    assert reader.values(path) == list(range(1000, 1000 + ROWS))
    assert reader.indexed == 2


@pytest.mark.slow
def test_any_change_of_a_small_index_is_found(path: Path, folder: Path, reader: Reader) -> None:
    """Also one that leaves a database that makes sense, with its times restored."""
    reader.limits = {}
    found = reader.index(path, folder)
    whole, status = found.read_bytes(), found.stat()
    places = [*range(0, len(whole), len(whole) // 40), 60, whole.index(b"CREATE TABLE source") + 8]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 0x81
        found.write_bytes(changed)
        os.utime(found, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert reader.values(path) == list(range(1000, 1000 + ROWS))
    assert reader.indexed == 1 + len(places)


def test_what_comes_of_a_damaged_index_is_one_line(
    path: Path, folder: Path, reader: Reader
) -> None:
    """Where nothing but the answer itself shows the damage."""
    found = reader.index(path, folder)
    status = found.stat()
    with closing(sqlite3.connect(found)) as connection:
        connection.execute("UPDATE tally SET facts = '\x1b[31m'")
        connection.commit()
    os.utime(found, ns=(status.st_atime_ns, status.st_mtime_ns))
    asked = [*process.COMMAND, "topic", "--facts", str(path)]
    environment = {**os.environ, "PYTHONDEVMODE": ""}  # which shows a developer the traceback
    done = subprocess.run(
        asked, capture_output=True, text=True, check=False, env=environment, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("report: internal error: TypeError ")
    assert done.stderr.endswith("if REPORT_CACHE=off helps, delete the cache folder\n")
    assert done.stderr.count("\n") == 1


def test_an_index_of_which_sqlite_says_what_is_no_text_is_made_anew(
    path: Path, folder: Path, reader: Reader
) -> None:
    """Its message is a part of what is damaged."""
    found = reader.index(path, folder)
    content = bytearray(found.read_bytes())
    content[content.index(b"CREATE TABLE source") + 8] = 0xF2
    found.write_bytes(content)
    assert reader.values(path) == list(range(1000, 1000 + ROWS))


@pytest.mark.parametrize("name", ["fact", "entry", "words_data", "tally", "place"])
def test_a_bad_page_of_any_table_is_found_when_it_is_needed(
    path: Path, folder: Path, name: str, reader: Reader
) -> None:
    """Vocabulary, counts and words come from the index as well."""
    found = reader.index(path, folder)
    with closing(sqlite3.connect(found)) as connection, connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (page,) = connection.execute(sql, (name,)).fetchone()
    connection.close()
    content = bytearray(found.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    found.write_bytes(content)
    store = factreport.open_store(str(path))
    assert len(store.select(Query(text=["m"], topics=["t"]))) == ROWS
    assert store.names("area") == []
    assert store.coverage("topic")["t"]["metric"] == ROWS


def test_an_index_that_can_not_be_read_twice_is_one_line(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQLite has no room to sort, a new index is of no use."""
    connect = sqlite3.connect

    def connect_to_full_disk(*where: Any, **how: Any) -> sqlite3.Connection:
        connection = connect(*where, **how)
        usual = connection.execute

        def execute(sql: str, *parameters: Any) -> Any:
            if "ORDER BY" in sql and usual("SELECT 1 FROM fact").fetchone():
                raise sqlite3.OperationalError("database or disk is full")
            return usual(sql, *parameters)

        monkeypatch.setattr(connection, "execute", execute)
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect_to_full_disk)
    store = factreport.open_store(str(path))
    with pytest.raises(StoreError, match="disk is full; make room for temporary files"):
        store.select(Query())


def test_files_that_are_unchanged_stay_indexed(
    path: Path, folder: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As time goes by the clock proves the older one, before it proves the newer one."""
    new = path.with_name("new.toml")
    new.write_text('[topic.u]\ntitle = "U"\n', encoding="utf-8")
    changed = new.stat().st_ctime_ns
    freeze(monkeypatch, path, st_ctime_ns=changed - 400_000_000)
    clock = Clock(changed)
    reader.limits |= {"tick_ns": 600_000_000, "clock": clock.read}
    for _ in range(9):
        assert len(reader.values(path.parent)) == ROWS
        clock.go_on(seconds=0.1)
    assert reader.indexed == 1


def test_the_files_of_a_store_are_read_as_they_were_at_one_time(
    path: Path, folder: Path, reader: Reader
) -> None:
    """A metric that moves from one file to another is in the answer once."""
    other = path.with_name("new.toml")
    other.write_text('[topic.u]\ntitle = "U"\n', encoding="utf-8")

    def move(progress: str) -> None:
        if progress == f"reading {other}" and path.stat().st_size:  # which has been read
            other.write_text(facts(7000), encoding="utf-8")
            path.write_text("", encoding="utf-8")

    reader.watch = move
    assert reader.values(path.parent) == list(range(7000, 7000 + ROWS))


def test_an_answer_that_breaks_off_is_given_whole(path: Path, folder: Path) -> None:
    """No row is lost and none comes twice: it is asked for again, of a new index."""
    path.write_text(facts(rows=5000), encoding="utf-8")
    store = factreport.open_store(str(path))
    spoil_end(folder)
    assert [record.value for record in store.select(Query())] == list(range(1000, 6000))


def test_an_index_of_another_version_is_made_anew(path: Path, folder: Path, reader: Reader) -> None:
    """The version of the program and the shape of its tables belong to the key."""
    with closing(sqlite3.connect(reader.index(path, folder))) as connection, connection:
        connection.execute("UPDATE signature SET program = '0.0.1'")
    assert reader.values(path)[0] == 1000
    assert reader.indexed == 2


def test_an_index_of_other_code_is_made_anew(path: Path, folder: Path, tmp_path: Path) -> None:
    """What the code makes of a store changes with the code, whatever its version."""
    package = tmp_path / "src" / "factreport"
    shutil.copytree(Path(factreport.__file__).parent, package)
    env = {"PYTHONPATH": str(package.parent), "REPORT_CACHE": str(folder)}

    def index_used() -> int:
        process.run("metric", "--limit", "1", "--facts", path, env=env)
        (found,) = indexes(folder)
        return found.stat().st_ino

    first = index_used()
    assert index_used() == first
    module = package / "store" / "rows.py"
    os.utime(module, ns=(1, time.time_ns() + 60 * 1_000_000_000))
    assert index_used() != first


def test_all_code_that_makes_an_index_counts(path: Path) -> None:
    """Also that which is only loaded for a value in words."""
    code = (
        "import sys, factreport; factreport.open_store(sys.argv[1]);"
        "print(*(module.__file__ for name, module in sys.modules.items()"
        " if name.startswith('factreport.')), sep='\\n')"
    )
    path.write_text(process.table(['{ written = "between five and 7.5 million people" }']), "utf-8")
    command = [sys.executable, "-c", code, str(path)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rooms = set(map(os.path.normpath, index.ROOMS))
    assert {os.path.dirname(file) for file in loaded.splitlines()} <= rooms


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM signature",
        "DROP TABLE signature",
        "UPDATE entry SET topics = NULL",
        "UPDATE place SET paragraphs = 'x'",
        "UPDATE entry SET title = x'ff', topics = x'ff'",
    ],
)
def test_an_index_that_makes_no_sense_is_made_anew(
    path: Path, folder: Path, change: str, reader: Reader
) -> None:
    """Whatever reads as no fact, and however it came there."""
    path.write_text(facts().replace("value = ", "paragraph = 1, value = "), encoding="utf-8")
    found = reader.index(path, folder)
    with closing(sqlite3.connect(found)) as connection, connection:
        connection.execute(change)
    assert reader.values(path) == list(range(1000, 1000 + ROWS))
    assert factreport.open_store(str(path)).select(Query())[0].title == "M"


@posix
def test_an_index_that_is_no_file_is_none(path: Path, folder: Path, reader: Reader) -> None:
    """To open a pipe would be to wait for ever."""
    found = reader.index(path, folder)
    found.unlink()
    os.mkfifo(found, 0o600)
    done = process.run("metric", "--facts", path, env={"REPORT_CACHE": str(folder)})
    assert (done.code, done.err) == (0, "")
    assert len(json.loads(done.out)) == ROWS


def test_a_database_that_does_not_say_what_it_is_is_no_index(
    path: Path, folder: Path, reader: Reader
) -> None:
    """Its signature is the last thing that is written."""
    found = reader.index(path, folder)
    with closing(sqlite3.connect(found)) as connection, connection:
        connection.execute("DROP TABLE signature")
    connection.close()
    assert reader.values(path)[0] == 1000
    assert reader.indexed == 2


def test_a_look_up_leaves_the_index_as_it_is(path: Path, folder: Path, reader: Reader) -> None:
    """It is opened read-only: not a byte of it changes, and nothing appears beside it."""
    found = reader.index(path, folder)
    before, names = found.read_bytes(), sorted(os.listdir(folder))
    store = factreport.open_store(str(path))
    store.select(Query(text=["m"], latest=True, sort="value"))
    assert found.read_bytes() == before
    assert sorted(os.listdir(folder)) == names
