"""The index in the user's cache folder: never stale, never trusted too far, never needed."""

import hashlib
import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import process
import pytest
from process import posix

import factreport
from factreport import Query
from factreport.errors import StoreError
from factreport.store import Store, cache, files, index

_ROWS = 400  # enough for a store to be indexed on disk


def facts(value: int = 1000, rows: int = _ROWS) -> str:
    """A store whose observations have this value and those after it, each with the same digits."""
    return process.table([f"{{ year = 2020, value = {value + row} }}" for row in range(rows)])


@pytest.fixture(autouse=True)
def unsealed(monkeypatch: pytest.MonkeyPatch) -> int:
    """As a large index is: a small one is given up for any change, whatever else would see it."""
    usual = vars(index)["_MOST_SEALED"]
    monkeypatch.setattr(index, "_MOST_SEALED", 0)
    return int(usual)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The cache folder that the tests are given; made when it is first used."""
    return tmp_path / "cache"


@pytest.fixture
def path(store: Callable[..., str]) -> Path:
    """A store of a size that is indexed on disk, not written in the last seconds."""
    written = Path(store(facts()))
    age(written)
    return written


def age(path: Path, seconds: int = 60) -> None:
    """Make the last write of a file lie back; its ctime can't be set."""
    then = time.time_ns() - seconds * 1_000_000_000
    os.utime(path, ns=(then, then))


def settle(found: Path) -> None:
    """As if the index had been made some time after its files were last changed."""
    later = time.time_ns() + 10 * 1_000_000_000
    os.utime(found, ns=(later, later))


def values(path: Path) -> list[Any]:
    """The values that a look-up finds now."""
    return [record.value for record in factreport.open_store(str(path)).select(Query())]


def indexes(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.index"))


def built(path: Path, folder: Path) -> Path:
    """Index the store; the index."""
    assert values(path) == list(range(1000, 1000 + _ROWS))
    (found,) = indexes(folder)
    return found


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A note for each time that files are read and indexed."""
    from factreport.store import compile as compiler

    notes: list[str] = []
    original = compiler.compile_files

    def noting(*arguments: Any, **named: Any) -> Any:
        notes.append("compiled")
        return original(*arguments, **named)

    monkeypatch.setattr(compiler, "compile_files", noting)
    return notes


def test_a_second_look_up_is_answered_by_the_index(path: Path, compiled: list[str]) -> None:
    """The files are read once."""
    assert values(path) == values(path)
    assert compiled == ["compiled"]


def test_what_an_index_answers_needs_neither_the_files_nor_toml(path: Path, folder: Path) -> None:
    """Neither tomli nor the checks are loaded when there is an index."""
    settle(built(path, folder))
    env = {"REPORT_CACHE": str(folder), "PYTHONPROFILEIMPORTTIME": "1"}
    done = process.run("metric", "--limit", "1", "--json", "--facts", path, env=env)
    loaded = {line.rpartition("|")[2].strip() for line in done.err.splitlines()}
    assert "factreport.store.index" in loaded
    unneeded = {"tomli", "hashlib", "zlib", "csv", "difflib", "decimal", "dataclasses", "rich"}
    unneeded |= {f"factreport.{name}" for name in ("store.keys", "store.entries", "figures")}
    assert loaded & unneeded == set()


# Never stale


def test_an_edit_of_the_same_size_with_its_time_restored_is_seen(path: Path, folder: Path) -> None:
    """Row 24: the time of the last change of a file's status can't be set back."""
    built(path, folder)
    before = path.stat()
    path.write_text(facts(3000), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert values(path)[0] == 3000


def test_an_edit_within_the_tick_of_the_clock_is_seen(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 24: where nothing of a file's status differs, its bytes do."""
    (stamped,) = files.locate([str(path)])
    monkeypatch.setattr(files, "_stamp", lambda *_: stamped.stamp)
    assert values(path)[0] == 1000
    path.write_text(facts(4000), encoding="utf-8")
    assert values(path)[0] == 4000


def test_an_edit_is_seen_after_the_clock_was_set_back(path: Path, folder: Path) -> None:
    """The time of a change says nothing then, but it is another one."""
    settle(built(path, folder))
    path.write_text(facts(3000), encoding="utf-8")
    assert values(path)[0] == 3000


def test_equal_bytes_need_no_new_index(path: Path, folder: Path, compiled: list[str]) -> None:
    """Soon after a change the bytes are compared, and later the stamps are enough."""
    built(path, folder)
    first = indexes(folder)[0].stat()
    values(path)
    assert compiled == ["compiled"]
    assert indexes(folder)[0].stat().st_ino == first.st_ino
    assert indexes(folder)[0].stat().st_mtime_ns > first.st_mtime_ns


def test_stamps_alone_are_trusted_when_the_last_change_lies_back(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes are not read then, whatever the size of the store."""
    found = built(path, folder)
    settle(found)
    monkeypatch.setattr(cache, "read", lambda _: pytest.fail("the file was read"))
    assert values(path)[0] == 1000


def test_what_the_clock_proves_is_not_hashed(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[str]
) -> None:
    """The bytes of a file whose last change lies back are read once, and never hashed."""
    _change_long_ago(path, monkeypatch)
    monkeypatch.setattr(hashlib, "blake2b", lambda *_, **__: pytest.fail("the file was hashed"))
    assert values(path) == values(path) == list(range(1000, 1000 + _ROWS))
    assert compiled == ["compiled"]


def test_a_new_file_beside_an_old_one_is_compared_by_its_bytes(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[str]
) -> None:
    """Row 24: each file is proved by the clock or by its bytes."""
    other = "[topic.u]\ntitle = 'U'\n[claim.c]\ntitle = '{}'\ntopics = ['u']\n"
    new = path.with_name("new.toml")
    new.write_text(other.format("C"), encoding="utf-8")
    _change_long_ago(path, monkeypatch)
    assert len(values(path.parent)) == len(values(path.parent)) == _ROWS + 1
    assert compiled == ["compiled"]
    new.write_text(other.format("D"), encoding="utf-8")
    store = factreport.open_store(str(path.parent))
    assert [one.title for one in store.select(Query(kinds=["claim"]))] == ["D"]


def _stop_the_clock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file was changed just now, and its stamp stays as it is whatever is written to it."""
    (stamped,) = files.locate([str(path)])
    assert stamped.stamp is not None
    just_now = stamped.stamp._replace(changed_ns=time.time_ns())
    monkeypatch.setattr(files, "_stamp", lambda *_: just_now)
    monkeypatch.setattr(cache, "_TICK_NS", 200_000_000)


def test_an_edit_while_indexing_is_seen(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 24: an index is as old as the moment at which its making began."""
    from factreport.store import compile as compiler

    _stop_the_clock(path, monkeypatch)
    original = compiler.compile_files

    def edited(*arguments: Any, **named: Any) -> Any:
        readings = original(*arguments, **named)
        path.write_text(facts(5000), encoding="utf-8")  # within the same tick, but it takes long
        time.sleep(0.4)
        return readings

    with monkeypatch.context() as patch:
        patch.setattr(compiler, "compile_files", edited)
        assert values(path)[0] == 1000
    assert values(path)[0] == 5000


def test_an_edit_while_bytes_are_compared_is_seen(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 24: they were the same when the comparison began, which is all that is known."""
    _stop_the_clock(path, monkeypatch)
    built(path, folder)
    original = cache.content_hash

    def edited(*arguments: Any) -> str:
        found = original(*arguments)
        path.write_text(facts(6000), encoding="utf-8")
        time.sleep(0.4)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(cache, "content_hash", edited)
        values(path)
    assert values(path)[0] == 6000


def test_an_answer_is_from_one_version_or_none(path: Path, folder: Path) -> None:
    """Row 24: an index that is damaged in mid-answer can't be made anew of another version."""
    path.write_text(facts(rows=5000), encoding="utf-8")
    store = factreport.open_store(str(path))

    class Breaking:
        """A connection whose answer breaks off after ten rows."""

        def execute(self, *_: Any) -> Iterator[Any]:
            yield from original.execute(*_).fetchmany(10)
            path.write_text(facts(7000, rows=5000), encoding="utf-8")
            raise sqlite3.DatabaseError("database disk image is malformed")

        def close(self) -> None:
            original.close()

    original = vars(store)["_connection"]
    vars(store)["_connection"] = Breaking()
    with pytest.raises(factreport.ReportError, match="has changed while it was read; ask again"):
        list(store.iterate(Query()))
    assert next(store.iterate(Query())).value == 7000


def test_a_question_that_is_too_large_harms_no_index(
    path: Path, folder: Path, compiled: list[str]
) -> None:
    """It says nothing against the index, which stays as it is."""
    found = built(path, folder)
    before = found.stat()
    store = factreport.open_store(str(path))
    with pytest.raises(factreport.ReportError, match="too much to ask for at once"):
        store.select(Query(years=list(range(1, 1_200))))
    assert (found.stat().st_ino, compiled) == (before.st_ino, ["compiled"])
    assert len(store.select(Query())) == _ROWS


def test_a_store_is_for_one_thread(path: Path, compiled: list[str]) -> None:
    """Another one is told so, and nothing is made anew."""
    store = factreport.open_store(str(path))
    caught: list[Exception] = []

    def ask() -> None:
        try:
            store.select(Query())
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(caught) == 1
    assert compiled == ["compiled"]


def _change_long_ago(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stamps of files as they are now, for good; that of one as if it had long been so."""
    stamps = {file.name: file.stamp for file in files.locate([str(path.parent)])}
    old = stamps[str(path)]
    assert old is not None
    stamps[str(path)] = old._replace(changed_ns=old.changed_ns - 60 * 1_000_000_000)
    monkeypatch.setattr(files, "_stamp", lambda name, _: stamps[str(name)])


def test_a_file_more_is_seen(path: Path, folder: Path) -> None:
    """A folder is indexed as the files that are in it."""
    age(path)
    assert len(values(path.parent)) == _ROWS
    other = "[topic.u]\ntitle = 'U'\n[claim.c]\ntitle = 'C'\ntopics = ['u']\n"
    path.with_name("more.toml").write_text(other, encoding="utf-8")
    assert len(values(path.parent)) == _ROWS + 1


def test_the_answer_is_from_one_version_while_the_file_changes(path: Path) -> None:
    """Row 24: a file that grows while it is read is read again."""
    half = facts(5000).encode()[:4000]
    original = os.fstat
    versions = [half, facts(6000).encode()]

    def changing(descriptor: int) -> os.stat_result:
        status = original(descriptor)
        if versions:
            path.write_bytes(versions.pop(0))
        return status

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fstat", changing)
        assert values(path) == list(range(6000, 6000 + _ROWS))


def test_a_file_that_never_stands_still_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 24: rather no answer than one from two versions."""
    original = os.fstat
    number = iter(range(10**6))

    def changing(descriptor: int) -> os.stat_result:
        path.write_text(facts(1000 + next(number) % 1000), encoding="utf-8")
        return original(descriptor)

    monkeypatch.setattr(os, "fstat", changing)
    with pytest.raises(factreport.ReportError, match="keeps changing while it is read"):
        values(path)


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
    path: Path, folder: Path, damage: str, compiled: list[str]
) -> None:
    """Row 29: the answer is right, and the next one comes from a new index."""
    found = built(path, folder)
    found.write_bytes(_DAMAGE[damage](found.read_bytes()))
    assert values(path) == list(range(1000, 1000 + _ROWS))
    assert values(path) == list(range(1000, 1000 + _ROWS))
    assert compiled == ["compiled"] * 2


def test_any_change_of_a_small_index_is_found(
    path: Path, folder: Path, unsealed: int, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 29: also one that leaves a database that makes sense, with its times restored."""
    monkeypatch.setattr(index, "_MOST_SEALED", unsealed)
    found = built(path, folder)
    whole, status = found.read_bytes(), found.stat()
    assert len(whole) < unsealed
    places = [*range(0, len(whole), len(whole) // 40), 60, whole.index(b"CREATE TABLE source") + 8]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 0x81
        found.write_bytes(changed)
        os.utime(found, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert values(path) == list(range(1000, 1000 + _ROWS))
    assert len(compiled) == 1 + len(places)


def test_what_comes_of_a_damaged_index_is_one_line(path: Path, folder: Path) -> None:
    """Row 29: where nothing but the answer itself shows the damage."""
    found = built(path, folder)
    status = found.stat()
    with closing(sqlite3.connect(found)) as connection:
        connection.execute("UPDATE topic_tally SET facts = '\x1b[31m'")
        connection.commit()
    os.utime(found, ns=(status.st_atime_ns, status.st_mtime_ns))
    asked = [*process.COMMAND, "topic", "--facts", str(path)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("report: something is wrong inside, TypeError ")
    assert done.stderr.endswith("if REPORT_CACHE=off helps, delete the cache folder\n")
    assert done.stderr.count("\n") == 1


def test_an_index_of_which_sqlite_says_what_is_no_text_is_made_anew(
    path: Path, folder: Path
) -> None:
    """Row 29: its message is a part of what is damaged."""
    found = built(path, folder)
    content = bytearray(found.read_bytes())
    content[content.index(b"CREATE TABLE source") + 8] = 0xF2
    found.write_bytes(content)
    assert values(path) == list(range(1000, 1000 + _ROWS))


@pytest.mark.parametrize("name", ["fact", "entry", "words_data", "area", "place"])
def test_a_bad_page_of_any_table_is_found_when_it_is_needed(
    path: Path, folder: Path, name: str
) -> None:
    """Row 29: vocabulary, counts and words come from the index as well."""
    found = built(path, folder)
    with closing(sqlite3.connect(found)) as connection, connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (page,) = connection.execute(sql, (name,)).fetchone()
    connection.close()
    content = bytearray(found.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    found.write_bytes(content)
    store = factreport.open_store(str(path))
    assert len(store.select(Query(text=["m"], topics=["t"]))) == _ROWS
    assert store.names("area") == []
    assert store.coverage("topic")["t"].facts == _ROWS


def test_an_index_that_can_not_be_read_twice_is_one_line(path: Path, folder: Path) -> None:
    """Row 4: where SQLite has no room to sort, a new index is of no use."""
    path.write_text(facts(rows=5000), encoding="utf-8")
    values(path)

    class Full:
        """A connection without room for temporary files."""

        def execute(self, sql: str, *parameters: Any) -> Any:
            if "signature" in sql:
                return original.execute(sql, *parameters)
            raise sqlite3.OperationalError("database or disk is full")

        def close(self) -> None:
            """Nothing to close."""

    store = factreport.open_store(str(path))
    original = vars(store)["_connection"]
    vars(store)["_connection"] = Full()
    vars(store)["_build"] = Full
    with pytest.raises(StoreError, match="disk is full; make room for temporary files"):
        store.select(Query())


def test_files_that_are_unchanged_stay_indexed(
    path: Path, folder: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As time goes by the clock proves the older one, before it proves the newer one."""
    monkeypatch.setattr(cache, "_TICK_NS", 600_000_000)
    path.touch()
    time.sleep(0.4)
    path.with_name("new.toml").write_text('[topic.u]\ntitle = "U"\n', encoding="utf-8")
    for _ in range(6):
        assert len(values(path.parent)) == _ROWS
        time.sleep(0.1)
    assert compiled == ["compiled"]


def test_the_files_of_a_store_are_read_as_they_were_at_one_time(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 24: a metric that moves from one file to another is in the answer once."""
    from factreport.store import compile as compiler

    other = path.with_name("new.toml")
    other.write_text('[topic.u]\ntitle = "U"\n', encoding="utf-8")
    original, moved = compiler.read, facts(7000)

    def moving(file: files.File) -> Any:
        content = original(file)
        if file.name == str(path) and path.read_text(encoding="utf-8") != "":
            other.write_text(moved, encoding="utf-8")
            path.write_text("", encoding="utf-8")
        return content

    monkeypatch.setattr(compiler, "read", moving)
    assert values(path.parent) == list(range(7000, 7000 + _ROWS))


def test_an_answer_goes_on_where_a_bad_page_broke_it_off(path: Path, folder: Path) -> None:
    """No row is lost and none comes twice."""
    path.write_text(facts(rows=5000), encoding="utf-8")
    store = factreport.open_store(str(path))
    rows = store.iterate(Query())
    begun = [next(rows).value for _ in range(10)]

    class Breaking:
        """A connection whose answer breaks off after ten rows."""

        def execute(self, *_: Any) -> Iterator[Any]:
            yield from original.execute(*_).fetchmany(10)
            raise sqlite3.DatabaseError("database disk image is malformed")

        def close(self) -> None:
            original.close()

    original = vars(store)["_connection"]
    vars(store)["_connection"] = Breaking()
    broken = [record.value for record in store.iterate(Query())]
    assert begun == broken[:10]
    assert broken == list(range(1000, 6000))


def test_an_index_of_another_version_is_made_anew(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[str]
) -> None:
    """Row 29: the version of the program and the shape of its tables belong to the key."""
    with monkeypatch.context() as patch:
        patch.setattr(index, "program", lambda: "0.0.1")
        built(path, folder)
    assert values(path)[0] == 1000
    assert compiled == ["compiled"] * 2


def test_an_index_of_other_code_is_made_anew(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, compiled: list[str]
) -> None:
    """Row 29: what the code makes of a store changes with the code, whatever its version."""
    module = tmp_path / "module.py"
    module.write_text("", encoding="utf-8")
    monkeypatch.setattr(index, "_ROOMS", (str(tmp_path),))
    index.program.cache_clear()
    built(path, folder)
    assert values(path)[0] == 1000
    assert compiled == ["compiled"]
    os.utime(module, ns=(1, module.stat().st_mtime_ns + 1_000_000_000))
    index.program.cache_clear()
    assert values(path)[0] == 1000
    assert compiled == ["compiled"] * 2
    index.program.cache_clear()


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
def test_an_index_that_makes_no_sense_is_made_anew(path: Path, folder: Path, change: str) -> None:
    """Row 29: whatever reads as no fact, and however it came there."""
    path.write_text(facts().replace("value = ", "paragraph = 1, value = "), encoding="utf-8")
    found = built(path, folder)
    with closing(sqlite3.connect(found)) as connection, connection:
        connection.execute(change)
    assert values(path) == list(range(1000, 1000 + _ROWS))
    assert factreport.open_store(str(path)).select(Query())[0].title == "M"


@posix
def test_an_index_that_is_no_file_is_none(path: Path, folder: Path) -> None:
    """Row 28: to open a pipe would be to wait for ever."""
    found = built(path, folder)
    found.unlink()
    os.mkfifo(found, 0o600)
    done = process.run("metric", "--facts", path, env={"REPORT_CACHE": str(folder)})
    assert (done.code, done.err) == (0, "")
    assert len(json.loads(done.out)) == _ROWS


def test_a_database_that_does_not_say_what_it_is_is_no_index(
    path: Path, folder: Path, compiled: list[str]
) -> None:
    """Its application id is the last thing that is written."""
    found = built(path, folder)
    with closing(sqlite3.connect(found)) as connection, connection:
        connection.execute("PRAGMA application_id = 0")
    connection.close()
    assert values(path)[0] == 1000
    assert compiled == ["compiled"] * 2


def test_a_look_up_leaves_the_index_as_it_is(path: Path, folder: Path) -> None:
    """It is opened read-only: not a byte of it changes, and nothing appears beside it."""
    found = built(path, folder)
    before, names = found.read_bytes(), sorted(os.listdir(folder))
    store = factreport.open_store(str(path))
    store.select(Query(text=["m"], latest=True, sort="value"))
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        vars(store)["_connection"].execute("DELETE FROM fact")
    assert found.read_bytes() == before
    assert sorted(os.listdir(folder)) == names


# Where it can't be used


def test_a_refused_store_is_not_indexed(path: Path, folder: Path) -> None:
    """Nor does the attempt leave anything behind."""
    path.write_text(facts().replace("value = 1007", "value = true"), encoding="utf-8")
    with pytest.raises(factreport.ReportError):
        values(path)
    assert os.listdir(folder) == ["CACHEDIR.TAG"]


def test_report_cache_may_be_relative(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As any path, it is one from the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORT_CACHE", "near/by")
    values(path)
    assert len(indexes(tmp_path / "near" / "by")) == 1


def test_without_the_cache_no_file_is_needed() -> None:
    """What is indexed in memory is sorted in memory (2) too, however much it is."""
    assert index.connect().execute("PRAGMA temp_store").fetchone() == (2,)


def test_a_small_store_is_not_indexed_on_disk(store: Callable[..., str], folder: Path) -> None:
    """Its index is made in memory, by the same statements."""
    assert values(Path(store(facts(rows=3)))) == [1000, 1001, 1002]
    assert not folder.exists()


def test_standard_input_is_not_indexed_on_disk(report: Any, folder: Path) -> None:
    """What can be read once only has no stamp."""
    found = report("metric", "--facts", "-", "--json", stdin=facts().encode())
    assert len(found.json) == _ROWS
    assert not folder.exists()


_HOMES: dict[str, Callable[[Path], str | None]] = {
    "missing": lambda tmp_path: str(tmp_path / "none" / "such"),
    "unset": lambda _: None,
    "empty": lambda _: "",
    "relative": lambda _: "home",
    "a file": lambda tmp_path: str(tmp_path / "facts.toml"),
    "a device": lambda _: "/dev/null",
}


@posix
@pytest.mark.parametrize("home", _HOMES)
def test_it_works_without_a_home(path: Path, tmp_path: Path, home: str) -> None:
    """Row 27: uncached where there is no place for a cache, without a word."""
    place, was_there = _HOMES[home](tmp_path), os.path.lexists("/.cache/factreport")
    env = {"REPORT_CACHE": None, "XDG_CACHE_HOME": None, "HOME": place}
    if home == "unset":  # as without an entry in the list of users
        code = "def getpwuid(*_): raise KeyError\ngetpwnam = getpwuid\n"
        env |= process.stand_in(tmp_path / "modules", "pwd", code)
    done = process.run("metric", "--json", "--facts", path, env=env)
    assert (done.code, done.err, len(json.loads(done.out))) == (0, "", _ROWS)
    assert os.path.lexists("/.cache/factreport") == was_there


@posix
def test_it_works_with_a_home_that_can_not_be_written_to(path: Path, tmp_path: Path) -> None:
    """Row 27."""
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    env = {"REPORT_CACHE": None, "XDG_CACHE_HOME": None, "HOME": str(home)}
    without_rights = process.as_anybody()
    done = process.run("metric", "--json", "--facts", path, env=env, preexec=without_rights)
    assert (done.code, done.err, len(json.loads(done.out))) == (0, "", _ROWS)
    assert list(home.iterdir()) == []


@posix
@pytest.mark.parametrize("base", ["XDG_CACHE_HOME", "HOME"])
def test_the_cache_is_in_the_folder_of_the_platform(
    path: Path, tmp_path: Path, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """XDG's on Linux, that of the system elsewhere."""
    monkeypatch.setattr(cache.sys, "platform", "linux")
    monkeypatch.delenv("REPORT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative, so passed over")
    monkeypatch.setenv(base, str(tmp_path / "base"))
    values(path)
    inside = tmp_path / "base" / ("" if base == "XDG_CACHE_HOME" else ".cache") / "factreport"
    assert len(indexes(inside)) == 1


def test_report_cache_switches_it_off(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written anywhere."""
    monkeypatch.setenv("REPORT_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "base"))
    assert values(path)[0] == 1000
    assert not (tmp_path / "base").exists()


def test_a_read_only_cache_still_answers(
    path: Path, folder: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 28: what is there can be used where nothing can be added."""
    built(path, folder)

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(os, "utime", refuse)
    assert values(path)[0] == 1000
    assert compiled == ["compiled"]


@posix
def test_a_cache_on_a_read_only_folder_is_done_without(path: Path, folder: Path) -> None:
    """Row 28."""
    folder.mkdir(mode=0o500)
    env = {"REPORT_CACHE": str(folder)}
    arguments = ("metric", "--json", "--facts", path)
    done = process.run(*arguments, env=env, preexec=process.as_anybody())
    assert (done.code, done.err, len(json.loads(done.out))) == (0, "", _ROWS)
    assert os.listdir(folder) == []


@posix
def test_a_full_file_system_is_done_without(path: Path, tmp_path: Path) -> None:
    """Row 28: and nothing is left on it."""
    with process.small_disk(tmp_path / "disk", "32k") as disk:
        env = {"REPORT_CACHE": str(disk / "cache")}
        done = process.run("metric", "--json", "--facts", path, env=env)
        assert (done.code, done.err, len(json.loads(done.out))) == (0, "", _ROWS)
        assert not list((disk / "cache").glob("*.index"))
        assert not list((disk / "cache").glob("*.unfinished"))


def test_a_cache_that_is_a_file_is_done_without(path: Path, folder: Path) -> None:
    """Row 28: and the file stays as it is."""
    folder.write_text("mine", encoding="utf-8")
    assert values(path)[0] == 1000
    assert folder.read_text(encoding="utf-8") == "mine"


# Never trusted too far


@posix
def test_the_folder_is_private_and_tagged(path: Path, folder: Path) -> None:
    """The tag keeps it out of backups (bford.info/cachedir)."""
    found = built(path, folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(found.stat().st_mode) == 0o600
    tag = (folder / "CACHEDIR.TAG").read_text(encoding="ascii")
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def _forge(found: Path) -> None:
    with closing(sqlite3.connect(found)) as connection, connection:
        connection.execute("UPDATE fact SET value = 666")
    connection.close()


def _give_away(path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    os.chown(path, 12345, -1)


_OTHERS: dict[str, Callable[[Path, Path], None]] = {
    "the folder is writable by all": lambda folder, _: folder.chmod(0o777),
    "the folder is writable by the group": lambda folder, _: folder.chmod(0o770),
    "the index is writable by all": lambda _, found: found.chmod(0o666),
    "the folder is another's": lambda folder, _: _give_away(folder),
    "the index is another's": lambda _, found: _give_away(found),
}


@posix
@pytest.mark.parametrize("case", _OTHERS)
def test_no_index_is_trusted_that_another_could_have_written(
    path: Path, folder: Path, case: str
) -> None:
    """Row 28."""
    found = built(path, folder)
    _forge(found)
    assert values(path)[0] == 666, "the forged index would be used"
    _OTHERS[case](folder, found)
    assert values(path)[0] == 1000


@posix
def test_links_are_not_followed(path: Path, folder: Path, tmp_path: Path) -> None:
    """Row 28: neither to a folder nor to an index."""
    found = built(path, folder)
    _forge(found)
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert values(path)[0] == 1000
    folder.unlink()
    folder.mkdir(mode=0o700)
    (folder / found.name).symlink_to(tmp_path / "elsewhere" / found.name)
    assert values(path)[0] == 1000


# Many at once


_LOOK_UPS = """
import contextlib, os, sys
import factreport
path, folder, role = sys.argv[1:]
for _ in range(15):
    for name in os.listdir(folder) if role == "index" else ():
        if name.endswith(".index"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(os.path.join(folder, name))
    records = factreport.open_store(path).select(factreport.Query())
    assert [record.value for record in records] == list(range(1000, 1400)), len(records)
"""


@posix
def test_many_processes_at_once_answer_right(path: Path, folder: Path) -> None:
    """Row 30: four that index the store anew, again and again, while four read it sixty times."""
    built(path, folder)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _LOOK_UPS, str(path), str(folder), role],
            env=process.environment(REPORT_CACHE=str(folder)),
            stderr=subprocess.PIPE,
        )
        for role in ["index", "read"] * 4
    ]
    assert [process.end(one) for one in running] == [process.Run(0, "", "")] * 8
    assert len(indexes(folder)) == 1
    assert not list(folder.glob("*.unfinished"))


@posix
def test_a_killed_process_leaves_nothing_for_long(
    store: Callable[..., str], folder: Path, tmp_path: Path
) -> None:
    """Row 31: the next run answers right and clears up."""
    large = Path(store(facts(rows=30_000), "large.toml"))
    env = {"REPORT_CACHE": str(folder)}
    arguments = ("metric", "--fields", "value", "-f", "csv", "--facts", large)
    killed = process.start(*arguments, env=env)
    process.until(lambda: list(folder.glob("*.unfinished")))
    killed.send_signal(signal.SIGKILL)
    assert process.end(killed).code == -signal.SIGKILL
    assert list(folder.glob("*.unfinished"))
    assert process.run(*arguments, env=env).out.count("\n") == 30_001
    assert not list(folder.glob("*.unfinished"))
    assert len(indexes(folder)) == 1


# Pruned


@pytest.fixture
def others(path: Path, folder: Path) -> Callable[..., Path]:
    """Put an index of another store into the folder, of this size and last used so long ago."""
    folder.mkdir(mode=0o700)

    def put(name: str, *, days: float = 0, size: int = 0) -> Path:
        other = folder / name
        other.write_bytes(b"")
        os.truncate(other, size)
        used = time.time_ns() - int(days * 86_400 * 1_000_000_000)
        os.utime(other, ns=(used, used))
        return other

    return put


def test_what_was_long_unused_is_pruned(
    path: Path, folder: Path, others: Callable[..., Path]
) -> None:
    """Sixty days are long; what is not an index is left alone."""
    old, recent = (
        others("1111111111111111.index", days=61),
        others("2222222222222222.index", days=59),
    )
    notes = others("notes.txt", days=400)
    values(path)
    assert (old.exists(), recent.exists(), notes.exists()) == (False, True, True)


@pytest.mark.parametrize(
    "name",
    [
        "thesis.draft.v1.unfinished",
        "book.index",
        "x.unfinished",
        "a.99999999999999999999.1.unfinished",
        "1111111111111111.index.old",
        "1111111111111111.index.x.1.unfinished",
    ],
)
def test_the_files_of_others_are_left_alone(
    path: Path, folder: Path, others: Callable[..., Path], name: str
) -> None:
    """The folder may be one that holds more; nothing in it is in the way either."""
    other = others(name, days=400, size=10)
    assert values(path) == list(range(1000, 1000 + _ROWS))
    assert other.stat().st_size == 10
    assert len(indexes(folder)) == 1 + other.name.endswith(".index")


@posix
def test_a_process_of_no_number_runs_no_more(
    path: Path, folder: Path, others: Callable[..., Path]
) -> None:
    """No system counts so far."""
    left = others("1111111111111111.index.9999999999.5.unfinished")
    values(path)
    assert not left.exists()


def test_the_oldest_beyond_the_limit_are_pruned(
    path: Path, folder: Path, others: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size of all indexes is limited."""
    monkeypatch.setattr(cache, "_KEPT_BYTES", 10_000)
    first = others("1111111111111111.index", days=3, size=6_000)
    second = others("2222222222222222.index", days=2, size=6_000)
    third = others("3333333333333333.index", days=1, size=3_000)
    values(path)
    assert (first.exists(), second.exists(), third.exists()) == (False, True, True)


@posix
def test_the_work_of_a_living_process_is_not_pruned(
    path: Path, folder: Path, others: Callable[..., Path]
) -> None:
    """One that was killed has no use for its file."""
    living = others(f"1111111111111111.index.{os.getppid()}.5.unfinished")
    dead = others(f"2222222222222222.index.{2**22 + 1}.5.unfinished")
    values(path)
    assert (living.exists(), dead.exists()) == (True, False)


def test_an_index_in_use_is_marked_as_used(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a day, also where reading leaves no mark; so it is not pruned while it is of use."""
    found = built(path, folder)
    now, day = time.time_ns(), 86_400 * 1_000_000_000
    marked: list[int] = []
    later = now + 10 * 1_000_000_000
    set_times = os.utime
    monkeypatch.setattr(os, "utime", lambda _, ns: marked.append(ns[0]))
    for last_use in (now - 50 * day, now):
        set_times(found, ns=(last_use, later))
        values(path)
    assert len(marked) == 1
    assert marked[0] >= now


@pytest.mark.skipif(sys.platform == "win32", reason="its folder is found otherwise")
def test_progress_is_told_for_large_stores_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the line is blank again at the end."""
    said: list[str] = []
    Store(files.locate([str(path)]), said.append)
    assert said in ([], [""])
    monkeypatch.setattr(factreport.store, "_SLOW_FROM_BYTES", 1)
    monkeypatch.setenv("REPORT_CACHE", "off")
    Store(files.locate([str(path)]), said.append)
    assert said[-3:] == [f"reading {path}", "checking and indexing", ""]
