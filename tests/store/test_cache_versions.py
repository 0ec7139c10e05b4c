"""The index in the user's cache folder is never stale: every edit is seen."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import process
import pytest
from cachelib import ROWS, age, built, facts, indexes, settle, values

import factreport
from factreport import Query, files
from factreport.store import build_index, cache, locate


def test_a_second_look_up_is_answered_by_the_index(path: Path, built_anew: list[str]) -> None:
    """The files are read once."""
    assert values(path) == values(path)
    assert built_anew == ["built"]


def test_what_an_index_answers_needs_neither_the_files_nor_toml(path: Path, folder: Path) -> None:
    """Neither tomli nor the checks are loaded when there is an index."""
    settle(built(path, folder))
    env = {"REPORT_CACHE": str(folder), "PYTHONPROFILEIMPORTTIME": "1"}
    done = process.run("metric", "--limit", "1", "--json", "--facts", path, env=env)
    loaded = {line.rpartition("|")[2].strip() for line in done.err.splitlines()}
    assert "factreport.store.index" in loaded
    unneeded = {"tomli", "hashlib", "zlib", "csv", "rich", "json", "difflib", "locale"}
    unneeded |= {f"factreport.{name}" for name in ("store.rows", "store.validate", "store.toml")}
    unneeded |= {f"factreport.figures.{name}" for name in ("units", "reading", "comparing")}
    assert loaded & unneeded == set()


# Never stale


def test_an_edit_of_the_same_size_with_its_time_restored_is_seen(path: Path, folder: Path) -> None:
    """The time of the last change of a file's status can't be set back."""
    built(path, folder)
    before = path.stat()
    path.write_text(facts(3000), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert values(path)[0] == 3000


def test_an_edit_within_the_tick_of_the_clock_is_seen(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing of a file's status differs, its bytes do."""
    (stamped,) = locate.locate([str(path)])
    monkeypatch.setattr(files, "_stamp", lambda *_: stamped.stamp)
    assert values(path)[0] == 1000
    path.write_text(facts(4000), encoding="utf-8")
    assert values(path)[0] == 4000


def test_an_edit_is_seen_after_the_clock_was_set_back(path: Path, folder: Path) -> None:
    """The time of a change says nothing then, but it is another one."""
    settle(built(path, folder))
    path.write_text(facts(3000), encoding="utf-8")
    assert values(path)[0] == 3000


def test_equal_bytes_need_no_new_index(path: Path, folder: Path, built_anew: list[str]) -> None:
    """Soon after a change the bytes are compared, and later the stamps are enough."""
    built(path, folder)
    first = indexes(folder)[0].stat()
    values(path)
    assert built_anew == ["built"]
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
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, built_anew: list[str]
) -> None:
    """The bytes of a file whose last change lies back are read once, and never hashed."""
    _change_long_ago(path, monkeypatch)
    monkeypatch.setattr(hashlib, "blake2b", lambda *_, **__: pytest.fail("the file was hashed"))
    assert values(path) == values(path) == list(range(1000, 1000 + ROWS))
    assert built_anew == ["built"]


def test_a_new_file_beside_an_old_one_is_compared_by_its_bytes(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, built_anew: list[str]
) -> None:
    """Each file is proved by the clock or by its bytes."""
    other = "[topic.u]\ntitle = 'U'\n[claim.c]\ntitle = '{}'\ntopics = ['u']\n"
    new = path.with_name("new.toml")
    new.write_text(other.format("C"), encoding="utf-8")
    _change_long_ago(path, monkeypatch)
    assert len(values(path.parent)) == len(values(path.parent)) == ROWS + 1
    assert built_anew == ["built"]
    new.write_text(other.format("D"), encoding="utf-8")
    store = factreport.open_store(str(path.parent))
    assert [one.title for one in store.select(Query(kinds=["claim"]))] == ["D"]


def _stop_the_clock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file was changed just now, and its stamp stays as it is whatever is written to it."""
    (stamped,) = locate.locate([str(path)])
    assert stamped.stamp is not None
    just_now = stamped.stamp._replace(changed_ns=time.time_ns())
    monkeypatch.setattr(files, "_stamp", lambda *_: just_now)
    monkeypatch.setattr(cache, "_TICK_NS", 200_000_000)


def test_an_edit_while_indexing_is_seen(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index is as old as the moment at which its making began."""
    _stop_the_clock(path, monkeypatch)
    original = build_index.build

    def edited(*arguments: Any, **named: Any) -> Any:
        readings = original(*arguments, **named)
        path.write_text(facts(5000), encoding="utf-8")  # within the same tick, but it takes long
        time.sleep(0.4)
        return readings

    with monkeypatch.context() as patch:
        patch.setattr(build_index, "build", edited)
        assert values(path)[0] == 1000
    assert values(path)[0] == 5000


def test_an_edit_while_bytes_are_compared_is_seen(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were the same when the comparison began, which is all that is known."""
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


def test_an_answer_is_from_one_version(path: Path, folder: Path) -> None:
    """Where an index is damaged in mid-answer and its files have changed, it is of the new ones."""
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
    assert [record.value for record in store.select(Query())] == list(range(7000, 12000))


def test_a_clock_that_proves_nothing_is_not_trusted(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file has no change time of its own (FAT, sshfs), its content decides."""
    (located,) = locate.locate([str(path)])
    assert located.stamp is not None
    hour_ago = (time.time_ns() // 10**9 - 3_600) * 10**9
    stamp = located.stamp._replace(modified_ns=hour_ago, changed_ns=hour_ago)
    monkeypatch.setattr(files, "_stamp", lambda *_: stamp)
    settle(built(path, folder))
    path.write_text(facts(4000), encoding="utf-8")
    assert values(path)[0] == 4000


def test_windows_has_no_change_time(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There the content of a small file decides, and the last write of a large one."""
    monkeypatch.setattr(cache.sys, "platform", "win32")
    stamp = files.Stamp("x", 10**6, 1_000, 0, 1, 1)
    later = 10**12
    is_settled = vars(cache)["_is_settled"]
    assert not is_settled(stamp, later)
    assert is_settled(stamp._replace(size=10**8), later)
    assert not is_settled(stamp._replace(size=10**8, modified_ns=later), later)


def test_a_question_that_is_too_large_harms_no_index(
    path: Path, folder: Path, built_anew: list[str]
) -> None:
    """It says nothing against the index, which stays as it is."""
    found = built(path, folder)
    before = found.stat()
    store = factreport.open_store(str(path))
    with pytest.raises(factreport.ReportError, match="the query is too large"):
        store.select(Query(years=list(range(1, 1_200))))
    assert (found.stat().st_ino, built_anew) == (before.st_ino, ["built"])
    assert len(store.select(Query())) == ROWS


def test_a_store_is_for_one_thread(path: Path, built_anew: list[str]) -> None:
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
    assert built_anew == ["built"]


def _change_long_ago(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stamps of files as they are now, for good; that of one as if it had long been so."""
    stamps = {file.name: file.stamp for file in locate.locate([str(path.parent)])}
    old = stamps[str(path)]
    assert old is not None
    stamps[str(path)] = old._replace(changed_ns=old.changed_ns - 60 * 1_000_000_000)
    monkeypatch.setattr(files, "_stamp", lambda name, _: stamps[str(name)])


def test_a_file_more_is_seen(path: Path, folder: Path) -> None:
    """A folder is indexed as the files that are in it."""
    age(path)
    assert len(values(path.parent)) == ROWS
    other = "[topic.u]\ntitle = 'U'\n[claim.c]\ntitle = 'C'\ntopics = ['u']\n"
    path.with_name("more.toml").write_text(other, encoding="utf-8")
    assert len(values(path.parent)) == ROWS + 1


def test_the_answer_is_from_one_version_while_the_file_changes(path: Path) -> None:
    """A file that grows while it is read is read again."""
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
        assert values(path) == list(range(6000, 6000 + ROWS))


def test_a_file_that_never_stands_still_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather no answer than one from two versions."""
    original = os.fstat
    number = iter(range(10**6))

    def changing(descriptor: int) -> os.stat_result:
        path.write_text(facts(1000 + next(number) % 1000), encoding="utf-8")
        return original(descriptor)

    monkeypatch.setattr(os, "fstat", changing)
    with pytest.raises(factreport.ReportError, match="keeps changing while it is read"):
        values(path)
