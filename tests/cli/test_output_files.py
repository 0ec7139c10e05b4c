"""``--output``: files are replaced whole or not at all, and nothing that is read is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLE, Report


def test_a_file_is_replaced_whole(report: Report, example: str, tmp_path: Path) -> None:
    """A question without an answer leaves it as it was; nothing is left beside it."""
    path = tmp_path / "out.csv"
    path.write_text("old\n", encoding="utf-8")
    report("metric", "-t", "no", "--facts", example, "-o", path, code=2)
    assert path.read_text(encoding="utf-8") == "old\n"
    report("metric", "--facts", example, "-o", path)
    expected = report("metric", "--facts", example, "-f", "csv").out
    assert path.read_text(encoding="utf-8") == expected
    assert sorted(one.name for one in tmp_path.iterdir()) == ["facts.toml", "out.csv"]


def test_facts_written_as_a_store_keep_their_keywords_and_their_texts(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text is named from the folder of the new store, or not at all if it lies elsewhere."""
    monkeypatch.chdir(tmp_path)
    Path("texts").mkdir()
    Path("texts/a.txt").write_text("310 storks", encoding="utf-8")
    Path("old.toml").write_text(
        '[source.a]\ntitle = "A"\ntext = "texts/a.txt"\n[topic.t]\ntitle = "T"\n[metric.m]\n'
        'title = "Birds"\ntopics = ["t"]\nkeywords = ["waders"]\nunit = "storks"\nsource = "a"\n'
        'observations = [{ year = 2020, written = "310 storks", paragraph = 1 }]\n'
        '[policy.p]\ntitle = "Mowing"\ntopics = ["t"]\nkeywords = ["hay"]\n',
        encoding="utf-8",
    )
    for command in (("metric",), ("show", "m")):
        report(*command, "--facts", "old.toml", "-o", "texts/new.toml")
        assert report("metric", "waders", "--facts", "texts/new.toml").json
        assert 'text = "a.txt"' in Path("texts/new.toml").read_text(encoding="utf-8")
        assert "1 found" in report("verify", "--facts", "texts/new.toml").err
    report("policy", "--facts", "old.toml", "-o", "p.toml")
    assert report("policy", "hay", "--facts", "p.toml").json
    Path("elsewhere").mkdir()
    report("metric", "--facts", "old.toml", "-o", "elsewhere/new.toml")
    assert "text =" not in Path("elsewhere/new.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["metric", "source", "show storks", "verify", "check"])
def test_a_text_that_a_source_names_is_never_the_output(
    command: str, store: Callable[..., str], report: Report, tmp_path: Path
) -> None:
    """However its path is written; nor is a file of the store, read by name or in a folder."""
    path = store(EXAMPLE.replace("url = ", 'text = "texts/birds.html"\nurl = '), "facts/birds.toml")
    text = tmp_path / "facts" / "texts" / "birds.html"
    text.parent.mkdir()
    text.write_text("<p>310 storks</p>\n", encoding="utf-8")
    (tmp_path / "link.html").symlink_to(text)
    os.link(text, tmp_path / "hard.html")
    written = (text, text.parent / ".." / "texts" / "birds.html")
    for target in (*written, tmp_path / "link.html", tmp_path / "hard.html", Path(path)):
        said = report(
            *command.split(), "--facts", str(tmp_path / "facts"), "-f", "json", "-o", str(target),
            code=2,
        )  # fmt: skip
        assert said.err == (
            f"report: {target}: this command or the store reads it;"
            " name another file for --output\n"
        )
    assert text.read_text(encoding="utf-8") == "<p>310 storks</p>\n"


def test_the_texts_of_a_store_with_errors_are_kept_too(
    store: Callable[..., str], report: Report, tmp_path: Path
) -> None:
    broken = EXAMPLE.replace("url = ", 'text = "birds.html"\nurl = ').replace(
        '["birds"]', '["brids"]'
    )
    (tmp_path / "birds.html").write_text("310 storks\n", encoding="utf-8")
    path = store(broken, "birds.toml")
    said = report("check", path, "-o", str(tmp_path / "birds.html"), code=2)
    assert "this command or the store reads it" in said.err
