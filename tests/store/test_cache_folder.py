"""The folder of the indexes: never needed, never trusted too far, pruned by itself."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
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
from store.indexes import ROWS, Reader, facts, indexes

import factreport
from factreport.store import Store, locate

# Where it can't be used


def test_a_refused_store_is_not_indexed(path: Path, folder: Path, reader: Reader) -> None:
    """Nor does the attempt leave anything behind."""
    path.write_text(facts().replace("value = 1007", "value = true"), encoding="utf-8")
    with pytest.raises(factreport.ReportError):
        reader.values(path)
    assert os.listdir(folder) == ["CACHEDIR.TAG"]


def test_a_small_store_is_not_indexed_on_disk(
    store: Callable[..., str], folder: Path, reader: Reader
) -> None:
    """Its index is made in memory, by the same statements."""
    assert reader.values(Path(store(facts(rows=3)))) == [1000, 1001, 1002]
    assert not folder.exists()


def test_standard_input_is_not_indexed_on_disk(report: Any, folder: Path) -> None:
    """What can be read once only has no stamp."""
    found = report("metric", "--facts", "-", "--json", stdin=facts().encode())
    assert len(found.json) == ROWS
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
    """Uncached where there is no place for a cache, without a word."""
    place, was_there = _HOMES[home](tmp_path), os.path.lexists("/.cache/factreport")
    env = {"REPORT_CACHE": None, "XDG_CACHE_HOME": None, "HOME": place}
    if home == "unset":  # as without an entry in the list of users
        code = "def getpwuid(*_): raise KeyError\ngetpwnam = getpwuid\n"
        env |= process.stand_in(tmp_path / "modules", "pwd", code)
    done = process.run("metric", "--json", "--facts", path, env=env)
    assert (done.code, done.err, len(json.loads(done.out))) == (0, "", ROWS)
    assert os.path.lexists("/.cache/factreport") == was_there


@posix
def test_it_works_with_a_home_that_can_not_be_written_to(path: Path, tmp_path: Path) -> None:
    """Nothing is written, nothing is said."""
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    env = {"REPORT_CACHE": None, "XDG_CACHE_HOME": None, "HOME": str(home)}
    without_rights = process.as_anybody()
    done = process.run("metric", "--json", "--facts", path, env=env, preexec=without_rights)
    assert (done.code, done.err, len(json.loads(done.out))) == (0, "", ROWS)
    assert list(home.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the folders are those of Linux")
@pytest.mark.parametrize("base", ["XDG_CACHE_HOME", "HOME"])
def test_the_cache_is_in_the_folder_of_the_platform(
    path: Path, tmp_path: Path, base: str, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    """XDG's on Linux, that of the system elsewhere."""
    monkeypatch.delenv("REPORT_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative, so passed over")
    monkeypatch.setenv(base, str(tmp_path / "base"))
    reader.values(path)
    inside = tmp_path / "base" / ("" if base == "XDG_CACHE_HOME" else ".cache") / "factreport"
    assert len(indexes(inside)) == 1


def test_report_cache_switches_it_off(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    """Nothing is written anywhere."""
    monkeypatch.setenv("REPORT_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "base"))
    assert reader.values(path)[0] == 1000
    assert not (tmp_path / "base").exists()


def test_a_read_only_cache_still_answers(
    path: Path, folder: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there can be used where nothing can be added."""
    reader.index(path, folder)

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(os, "utime", refuse)
    assert reader.values(path)[0] == 1000
    assert reader.indexed == 1


@posix
def test_a_cache_on_a_read_only_folder_is_done_without(path: Path, folder: Path) -> None:
    """Nothing is written, nothing is said."""
    folder.mkdir(mode=0o500)
    env = {"REPORT_CACHE": str(folder)}
    arguments = ("metric", "--json", "--facts", path)
    done = process.run(*arguments, env=env, preexec=process.as_anybody())
    assert (done.code, done.err, len(json.loads(done.out))) == (0, "", ROWS)
    assert os.listdir(folder) == []


@posix
def test_a_full_file_system_is_done_without(path: Path, tmp_path: Path) -> None:
    """And nothing is left on it."""
    with process.small_disk(tmp_path / "disk", "32k") as disk:
        env = {"REPORT_CACHE": str(disk / "cache")}
        done = process.run("metric", "--json", "--facts", path, env=env)
        assert (done.code, done.err, len(json.loads(done.out))) == (0, "", ROWS)
        assert not list((disk / "cache").glob("*.index"))
        assert not list((disk / "cache").glob("*.unfinished"))


def test_a_cache_that_is_a_file_is_done_without(path: Path, folder: Path, reader: Reader) -> None:
    """And the file stays as it is."""
    folder.write_text("mine", encoding="utf-8")
    assert reader.values(path)[0] == 1000
    assert folder.read_text(encoding="utf-8") == "mine"


# Never trusted too far


@posix
def test_the_folder_is_private_and_tagged(path: Path, folder: Path, reader: Reader) -> None:
    """The tag keeps it out of backups (bford.info/cachedir)."""
    found = reader.index(path, folder)
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
    path: Path, folder: Path, case: str, reader: Reader
) -> None:
    """Nothing is written, nothing is said."""
    found = reader.index(path, folder)
    _forge(found)
    assert reader.values(path)[0] == 666, "the forged index would be used"
    _OTHERS[case](folder, found)
    assert reader.values(path)[0] == 1000


@posix
def test_links_are_not_followed(path: Path, folder: Path, tmp_path: Path, reader: Reader) -> None:
    """Neither to a folder nor to an index."""
    found = reader.index(path, folder)
    _forge(found)
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert reader.values(path)[0] == 1000
    folder.unlink()
    folder.mkdir(mode=0o700)
    (folder / found.name).symlink_to(tmp_path / "elsewhere" / found.name)
    assert reader.values(path)[0] == 1000


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


@pytest.mark.slow
@posix
def test_many_processes_at_once_answer_right(path: Path, folder: Path, reader: Reader) -> None:
    """Four that index the store anew, again and again, while four read it sixty times."""
    reader.index(path, folder)
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


@pytest.mark.slow
@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_process_leaves_no_unfinished_index(
    store: Callable[..., str], folder: Path, number: signal.Signals
) -> None:
    large = store(facts(rows=30_000), "large.toml")
    running = process.start("metric", "--facts", large, env={"REPORT_CACHE": str(folder)})
    process.until(lambda: list(folder.glob("*.unfinished")))
    running.send_signal(number)
    ended = process.end(running)
    assert (ended.code, ended.err) == (130 if number == signal.SIGINT else -number, "")
    assert not list(folder.glob("*.index*"))


@pytest.mark.slow
@posix
def test_a_killed_process_leaves_nothing_for_long(
    store: Callable[..., str], folder: Path, tmp_path: Path
) -> None:
    """The next run answers right and clears up."""
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
    path: Path, folder: Path, others: Callable[..., Path], reader: Reader
) -> None:
    """Sixty days are long; what is not an index is left alone."""
    old, recent = (
        others("11111111.index", days=61),
        others("22222222.index", days=59),
    )
    notes = others("notes.txt", days=400)
    reader.values(path)
    assert (old.exists(), recent.exists(), notes.exists()) == (False, True, True)


@pytest.mark.parametrize(
    "name",
    [
        "thesis.draft.v1.unfinished",
        "book.index",
        "x.unfinished",
        "a.99999999999999999999.1.unfinished",
        "11111111.index.old",
        "11111111.index.x.1.unfinished",
    ],
)
def test_the_files_of_others_are_left_alone(
    path: Path, folder: Path, others: Callable[..., Path], name: str, reader: Reader
) -> None:
    """The folder may be one that holds more; nothing in it is in the way either."""
    other = others(name, days=400, size=10)
    assert reader.values(path) == list(range(1000, 1000 + ROWS))
    assert other.stat().st_size == 10
    assert len(indexes(folder)) == 1 + other.name.endswith(".index")


@posix
def test_a_process_of_no_number_runs_no_more(
    path: Path, folder: Path, others: Callable[..., Path], reader: Reader
) -> None:
    """No system counts so far."""
    left = others("11111111.index.9999999999.5.unfinished")
    reader.values(path)
    assert not left.exists()


def test_the_oldest_beyond_the_limit_are_pruned(
    path: Path,
    folder: Path,
    others: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    reader: Reader,
) -> None:
    """The size of all indexes is limited."""
    reader.limits["most_bytes"] = 10_000
    first = others("11111111.index", days=3, size=6_000)
    second = others("22222222.index", days=2, size=6_000)
    third = others("33333333.index", days=1, size=3_000)
    reader.values(path)
    assert (first.exists(), second.exists(), third.exists()) == (False, True, True)


@posix
def test_the_work_of_a_living_process_is_not_pruned(
    path: Path, folder: Path, others: Callable[..., Path], reader: Reader
) -> None:
    """One that was killed has no use for its file."""
    living = others(f"11111111.index.{os.getppid()}.5.unfinished")
    dead = others(f"22222222.index.{2**22 + 1}.5.unfinished")
    reader.values(path)
    assert (living.exists(), dead.exists()) == (True, False)


def test_an_index_in_use_is_marked_as_used(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    """Once a day, also where reading leaves no mark; so it is not pruned while it is of use."""
    found = reader.index(path, folder)
    now, day = time.time_ns(), 86_400 * 1_000_000_000
    marked: list[int] = []
    later = now + 10 * 1_000_000_000
    set_times = os.utime
    monkeypatch.setattr(os, "utime", lambda _, ns: marked.append(ns[0]))
    for last_use in (now - 50 * day, now):
        set_times(found, ns=(last_use, later))
        reader.values(path)
    assert len(marked) == 1
    assert marked[0] >= now


@pytest.mark.skipif(sys.platform == "win32", reason="its folder is found otherwise")
def test_progress_is_told_for_large_stores_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the line is blank again at the end."""
    said: list[str] = []
    Store(locate.locate([str(path)]), said.append)
    assert said in ([], [""])
    monkeypatch.setenv("REPORT_CACHE", "off")
    Store(locate.locate([str(path)]), said.append, slow_from_bytes=1)
    assert said[-3:] == [f"reading {path}", "checking and indexing", ""]


def test_windows_trusts_folders_of_the_profile_alone(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    """Nothing there says who could have written a file elsewhere."""
    monkeypatch.setattr(sys, "platform", "win32")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "me"))
    for place, is_used in (("me/cache", True), ("shared/cache", False), ("me-too/cache", False)):
        monkeypatch.setenv("REPORT_CACHE", str(tmp_path / place))
        assert reader.values(path)[0] == 1000
        assert (tmp_path / place).exists() == is_used
