"""The index in the user's cache folder is never stale: every edit is seen."""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import time
from pathlib import Path

import process
import pytest
from store.indexes import ROWS, Clock, Reader, age, facts, freeze, indexes, settle, spoil_end

import factreport
from factreport import Query


def test_a_second_look_up_is_answered_by_the_index(path: Path, reader: Reader) -> None:
    """The files are read once."""
    assert reader.values(path) == reader.values(path)
    assert reader.indexed == 1


def test_what_an_index_answers_needs_neither_the_files_nor_toml(
    path: Path, folder: Path, reader: Reader
) -> None:
    """Neither tomli nor the checks are loaded when there is an index."""
    settle(reader.index(path, folder))
    env = {"REPORT_CACHE": str(folder), "PYTHONPROFILEIMPORTTIME": "1"}
    done = process.run("metric", "--limit", "1", "--json", "--facts", path, env=env)
    loaded = {line.rpartition("|")[2].strip() for line in done.err.splitlines()}
    assert "factreport.store.index" in loaded
    unneeded = {"tomli", "hashlib", "zlib", "csv", "rich", "json", "difflib", "locale"}
    unneeded |= {f"factreport.{name}" for name in ("store.rows", "store.validate", "store.toml")}
    unneeded |= {f"factreport.figures.{name}" for name in ("units", "reading", "comparing")}
    assert loaded & unneeded == set()


# Never stale


def test_an_edit_of_the_same_size_with_its_time_restored_is_seen(
    path: Path, folder: Path, reader: Reader
) -> None:
    """The time of the last change of a file's status can't be set back."""
    reader.index(path, folder)
    before = path.stat()
    path.write_text(facts(3000), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert reader.values(path)[0] == 3000


def test_an_edit_within_the_tick_of_the_clock_is_seen(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    """Where nothing of a file's status differs, its bytes do."""
    freeze(monkeypatch, path)
    assert reader.values(path)[0] == 1000
    path.write_text(facts(4000), encoding="utf-8")
    assert reader.values(path)[0] == 4000


def test_an_edit_is_seen_after_the_clock_was_set_back(
    path: Path, folder: Path, reader: Reader
) -> None:
    """The time of a change says nothing then, but it is another one."""
    settle(reader.index(path, folder))
    path.write_text(facts(3000), encoding="utf-8")
    assert reader.values(path)[0] == 3000


def test_equal_bytes_need_no_new_index(path: Path, folder: Path, reader: Reader) -> None:
    """Soon after a change the bytes are compared, and later the stamps are enough."""
    reader.index(path, folder)
    first = indexes(folder)[0].stat()
    reader.values(path)
    assert reader.indexed == 1
    assert indexes(folder)[0].stat().st_ino == first.st_ino
    assert indexes(folder)[0].stat().st_mtime_ns > first.st_mtime_ns


def test_a_new_file_beside_an_old_one_is_compared_by_its_bytes(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    """Each file is proved by the clock or by its bytes."""
    other = "[topic.u]\ntitle = 'U'\n[claim.c]\ntitle = '{}'\ntopics = ['u']\n"
    new = path.with_name("new.toml")
    new.write_text(other.format("C"), encoding="utf-8")
    _change_long_ago(path, monkeypatch)
    freeze(monkeypatch, new)
    assert len(reader.values(path.parent)) == len(reader.values(path.parent)) == ROWS + 1
    assert reader.indexed == 1
    new.write_text(other.format("D"), encoding="utf-8")
    store = factreport.open_store(str(path.parent))
    assert [one.title for one in store.select(Query(kinds=["claim"]))] == ["D"]


def test_an_edit_while_indexing_is_seen(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    """An index is as old as the moment at which its making began."""
    clock = Clock(freeze(monkeypatch, path))
    reader.limits["clock"] = clock.read

    def edit(progress: str) -> None:
        if progress == "checking and indexing":
            path.write_text(facts(5000), encoding="utf-8")  # within the same tick
            clock.go_on(seconds=10)  # but indexing takes long

    reader.watch = edit
    assert reader.values(path)[0] == 1000
    assert reader.values(path)[0] == 5000


def test_an_edit_while_bytes_are_compared_is_seen(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    """They were the same when the comparison began, which is all that is known."""
    clock = Clock(freeze(monkeypatch, path))
    reader.index(path, folder)
    original, asked = os.fstat, []

    def edit_once_read(descriptor: int) -> os.stat_result:
        status = original(descriptor)
        asked.append(descriptor)
        if len(asked) == 2:  # before and after the file is read
            path.write_text(facts(6000), encoding="utf-8")
            clock.go_on(seconds=10)
        return status

    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", edit_once_read)
        assert reader.values(path)[0] == 1000
    assert reader.values(path)[0] == 6000


def test_an_answer_is_from_one_version(path: Path, folder: Path) -> None:
    """Where an index is damaged in mid-answer and its files have changed, it is of the new ones."""
    path.write_text(facts(rows=5000), encoding="utf-8")
    store = factreport.open_store(str(path))
    spoil_end(folder)
    path.write_text(facts(7000, rows=5000), encoding="utf-8")
    assert [record.value for record in store.select(Query())] == list(range(7000, 12000))


def test_a_clock_that_proves_nothing_is_not_trusted(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    """Where a file has no change time of its own (FAT, sshfs), its content decides."""
    hour_ago = (time.time_ns() // 10**9 - 3_600) * 10**9
    freeze(monkeypatch, path, st_mtime_ns=hour_ago, st_ctime_ns=hour_ago)
    settle(reader.index(path, folder))
    path.write_text(facts(4000), encoding="utf-8")
    assert reader.values(path)[0] == 4000


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """As on Windows, where a cache outside the profile is not trusted."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return monkeypatch


@pytest.mark.parametrize(
    "case",
    [("", 60, True), ("#" * 10**7, 60, False), ("#" * 10**7, 0, True)],
    ids=["small", "large", "large and new"],
)
def test_windows_has_no_change_time(
    path: Path, windows: pytest.MonkeyPatch, reader: Reader, case: tuple[str, int, bool]
) -> None:
    """There the content of a small file decides, and the last write of a large one."""
    rest, age, is_seen = case
    path.write_text(facts() + rest, encoding="utf-8")
    clock = Clock(freeze(windows, path))
    reader.limits["clock"] = clock.read
    clock.go_on(seconds=age)
    assert reader.values(path)[0] == 1000
    path.write_text(facts(4000) + rest, encoding="utf-8")
    assert (reader.values(path)[0] == 4000) == is_seen


def test_a_question_that_is_too_large_harms_no_index(
    path: Path, folder: Path, reader: Reader
) -> None:
    """It says nothing against the index, which stays as it is."""
    found = reader.index(path, folder)
    before = found.stat()
    store = reader.open(path)
    with pytest.raises(factreport.ReportError, match="the query is too large"):
        store.select(Query(years=list(range(1, 1_200))))
    assert (found.stat().st_ino, reader.indexed) == (before.st_ino, 1)
    assert len(store.select(Query())) == ROWS


def test_a_store_is_for_one_thread(path: Path, reader: Reader) -> None:
    """Another one is told so, and nothing is made anew."""
    store = reader.open(path)
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
    assert reader.indexed == 1


def _change_long_ago(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The status of a file as it is now, for good, and as if it had long been so."""
    freeze(monkeypatch, path, st_ctime_ns=path.stat().st_ctime_ns - 60 * 1_000_000_000)


def test_a_file_more_is_seen(path: Path, folder: Path, reader: Reader) -> None:
    """A folder is indexed as the files that are in it."""
    age(path)
    assert len(reader.values(path.parent)) == ROWS
    other = "[topic.u]\ntitle = 'U'\n[claim.c]\ntitle = 'C'\ntopics = ['u']\n"
    path.with_name("more.toml").write_text(other, encoding="utf-8")
    assert len(reader.values(path.parent)) == ROWS + 1


def test_the_answer_is_from_one_version_while_the_file_changes(path: Path, reader: Reader) -> None:
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
        assert reader.values(path) == list(range(6000, 6000 + ROWS))


def test_a_file_that_never_stands_still_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    """Rather no answer than one from two versions."""
    original = os.fstat
    number = iter(range(10**6))

    def changing(descriptor: int) -> os.stat_result:
        path.write_text(facts(1000 + next(number) % 1000), encoding="utf-8")
        return original(descriptor)

    monkeypatch.setattr(os, "fstat", changing)
    with pytest.raises(factreport.ReportError, match="keeps changing while it is read"):
        reader.values(path)
