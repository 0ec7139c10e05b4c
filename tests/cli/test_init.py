"""A store to begin with: written whole or not at all, sound, and showing what there is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import process
import pytest
import tomli

from factreport.kinds import KINDS
from factreport.store.schema import schema

NAMES = ["facts.schema.json", "facts.toml"]
Report = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    path = tmp_path / "work"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


def test_both_files_are_written_to_the_current_folder(folder: Path, report: Report) -> None:
    """Both files are in the current folder; standard output stays empty."""
    said = report("init")
    assert said.out == ""
    assert said.err == "wrote facts.toml and facts.schema.json\nnext: report check facts.toml\n"
    assert sorted(os.listdir(folder)) == NAMES
    assert json.loads((folder / "facts.schema.json").read_text("utf-8")) == schema()
    assert (folder / "facts.toml").read_text("utf-8").startswith("#:schema ./facts.schema.json\n")


def test_a_named_folder_is_created(folder: Path, report: Report) -> None:
    """The named folder is created, with its parents."""
    report("init", "new/parks")
    assert sorted(os.listdir(folder / "new" / "parks")) == NAMES


def test_the_new_store_has_no_problem(folder: Path, report: Report) -> None:
    """`check` has nothing to say about it, not even a warning, and neither has the schema."""
    report("init")
    assert report("check", "--strict", "facts.toml").out == ""
    text = (folder / "facts.toml").read_text("utf-8")
    plain = json.loads(json.dumps(tomli.loads(text), default=str))
    assert list(jsonschema.Draft7Validator(schema()).iter_errors(plain)) == []


def test_the_new_store_shows_everything_there_is(folder: Path, report: Report) -> None:
    """An example of each kind, and of what an observation can have."""
    report("init")
    store = tomli.loads((folder / "facts.toml").read_text("utf-8"))
    assert set(store) == {"source", "topic", *KINDS}
    observations = [one for metric in store["metric"].values() for one in metric["observations"]]
    shown = {key for observation in observations for key in observation}
    assert shown >= {"year", "period", "date", "value", "low", "high", "qualifier", "written"}
    assert shown >= {"group", "status", "paragraph", "note"}
    found = report("metric", "--year", "2022", "--facts", "facts.toml").json
    assert [(one["period"], one["qualifier"], one["value"]) for one in found] == [
        ("2022", "about", 1_900_000),
        ("2019/2023", None, 12_450),
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("is_link", [False, True])
def test_nothing_is_overwritten(folder: Path, report: Report, name: str, is_link: bool) -> None:
    """A file that is there, or a link to nowhere, stays, and nothing is written beside it."""
    path = folder / name
    path.symlink_to("nowhere") if is_link else path.write_text("mine", encoding="utf-8")
    said = report("init", code=2)
    assert said.err == f"report: {name}: already exists; name another folder: report init FOLDER\n"
    assert os.listdir(folder) == [name]
    assert is_link or path.read_text(encoding="utf-8") == "mine"


def test_a_file_in_place_of_the_folder_is_one_line(folder: Path, report: Report) -> None:
    """A file where a folder should be is one line."""
    (folder / "parks").write_text("", encoding="utf-8")
    said = report("init", "parks", code=2)
    assert said.err == "report: parks: can't make the folder: File exists\n"


@pytest.mark.parametrize("failing", NAMES)
def test_on_a_full_disk_neither_file_is_left(tmp_path: Path, failing: str) -> None:
    """When one of the files does not fit on the disk, the other is not there either."""
    size = len(process.run("schema").out.encode()) if failing == "facts.toml" else 1
    pages = -(-size // 4096)
    with process.small_disk(tmp_path / "disk", f"{4 * pages}k") as disk:
        said = process.run("init", disk)
        assert said.line() == f"report: can't write to {disk / failing}: No space left on device"
        assert os.listdir(disk) == []


def test_the_schema_is_printed_as_it_is_written(folder: Path, report: Report) -> None:
    """`report schema` gives the file that `report init` writes."""
    report("init")
    assert report("schema").out == (folder / "facts.schema.json").read_text("utf-8")
