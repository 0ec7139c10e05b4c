"""Stores that somebody else wrote: what is found is a file, and no secret is shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from process import posix
from store.problems import BASE, CLAIM, check, problems

from factreport import open_store
from factreport.errors import StoreError
from factreport.files import objection_to_text
from factreport.store import locate


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_folder_named_facts_is_found() -> None:
    """As facts.toml is, here or in a parent folder; a file goes before a folder."""
    Path("facts").mkdir()
    Path("inner").mkdir()
    Path("facts/a.toml").write_text(BASE, encoding="utf-8")
    Path("facts/b.toml").write_text(CLAIM, encoding="utf-8")
    os.chdir("inner")
    names = [file.name for file in locate.locate()]
    assert names == [os.path.join("..", "facts", name) for name in ("a.toml", "b.toml")]
    Path("facts").mkdir()  # without a store in it
    assert [file.name for file in locate.locate()] == names
    Path("../facts.toml").write_text(BASE, encoding="utf-8")
    assert [file.name for file in locate.locate()] == [os.path.join("..", "facts.toml")]


@posix
@pytest.mark.parametrize(
    "secret",
    ["machine example.org login me password hunter2", f"{BASE}[claim.hunter2]\nhunter2 = 1"],
)
@pytest.mark.parametrize(
    ("link", "target", "store"),
    [
        ("repository/facts.toml", "../home/secret.toml", "repository/facts.toml"),
        ("repository/facts", "../home", "repository/facts/secret.toml"),
        ("repository/facts", "../home", "repository/facts"),
    ],
)
def test_the_words_of_a_file_that_lies_elsewhere_are_not_shown(
    secret: str, link: str, target: str, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link out of the folder may lead to a secret: its mistakes have a line and no words."""
    Path("home").mkdir()
    Path("home/secret.toml").write_text(secret, encoding="utf-8")
    Path("repository/inner").mkdir(parents=True)
    Path(link).symlink_to(target)
    for folder, named in ((".", [store]), ("repository", []), ("repository/inner", [])):
        with monkeypatch.context() as patch:
            patch.chdir(folder)
            found = problems(*named)
            with pytest.raises(StoreError) as caught:
                open_store(*named)
        assert found
        assert not any("hunter2" in line or "password" in line for line in found)
        assert all("leads out of its folder" in line for line in found)
        assert "hunter2" not in str(caught.value)


@posix
def test_a_link_within_the_folder_is_a_file_like_any_other() -> None:
    """Its mistakes are told in words."""
    Path("a").write_text("x = 1\n", encoding="utf-8")
    Path("facts.toml").symlink_to("a")
    assert problems("facts.toml") == [
        (
            'facts.toml:1: error: unknown table "x"; known: source, topic, metric, policy, event,'
            " claim, observation"
        )
    ]


@posix
@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("text.txt", None),
        ("sub/text.txt", None),
        ("missing.txt", "there is no such file"),
        ("../outside.txt", "it lies outside the folder of the store; name it on the command line"),
        ("/etc/passwd", "it lies outside the folder of the store; name it on the command line"),
        ("leads-out.txt", "it lies outside the folder of the store; name it on the command line"),
        ("sub", "it is not a regular file"),
        ("pipe", "it is not a regular file"),
        (r"\\host\share\x", "it lies outside the folder of the store; name it on the command line"),
        ("//host/share/x", "it lies outside the folder of the store; name it on the command line"),
        (r"\/host/share/x", "it lies outside the folder of the store; name it on the command line"),
    ],
)
def test_texts_are_read_below_the_folder_of_the_store_alone(path: str, cause: str | None) -> None:
    """What else a store names is read only when it is named on the command line."""
    os.makedirs("store/sub")
    for name in ("outside.txt", "store/text.txt", "store/sub/text.txt", "store/facts.toml"):
        Path(name).write_text("x", encoding="utf-8")
    os.mkfifo("store/pipe")
    Path("store/leads-out.txt").symlink_to("../outside.txt")
    (store,) = locate.locate(["store"])
    named = path if path.startswith((r"\\", "//", r"\/")) else os.path.join("store", path)
    assert objection_to_text(named, store) == cause


@posix
def test_a_text_outside_is_told_by_check() -> None:
    """Before anything reads it."""
    assert check('[source.o]\ntitle = "O"\ntext = "/etc/passwd"\n' + CLAIM.replace('"s"', '"o"'))[
        -1
    ] == (
        '7: warning: source.o: the text "/etc/passwd" can\'t be checked: it lies outside the '
        "folder of the store; name it on the command line"
    )
