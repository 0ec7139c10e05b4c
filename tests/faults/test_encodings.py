"""Locales, arguments and paths that are not UTF-8."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import EXAMPLE
from faults.samples import in_process
from process import in_locale, linux, posix, run

C_LOCALE = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}


@posix
@pytest.mark.parametrize("name", ["table", "json", "csv", "markdown", "html"])
def test_an_ascii_locale_loses_nothing(name: str) -> None:
    """Data is UTF-8 whatever the locale, and so are the words asked for."""
    asked = ("metric", "--area", "Südmark", "-f", name)
    plain, odd = run(*asked), run(*asked, env=C_LOCALE)
    assert odd == plain
    assert "Südmark" in odd.out


@posix
def test_an_ascii_locale_takes_words_and_paths() -> None:
    """A word finds its fact, a path its file."""
    os.rename("facts.toml", in_locale("größe.toml"))
    done = run("find", "SÜDMARK", "--facts", "größe.toml", "-o", "süd.json", env=C_LOCALE)
    assert done == (0, "", "")
    assert (
        json.loads(Path(in_locale("süd.json")).read_text(encoding="utf-8"))[0]["area"] == "Südmark"
    )


@posix
def test_an_ascii_locale_shows_messages() -> None:
    """What standard error can't show is shown as an escape."""
    line = run("metric", "--area", "Nördland", env=C_LOCALE).line()
    assert line.startswith(r'report: unknown area "N\xf6rdland"; did you mean "Northland"?')


@posix
@pytest.mark.parametrize(
    "asked",
    [
        ["find", b"caf\xe9"],
        ["metric", b"caf\xe9"],
        ["show", b"caf\xe9"],
        ["trend", b"caf\xe9"],
        ["verify", b"caf\xe9"],
        ["completion", b"caf\xe9"],
        [b"caf\xe9"],
        [b"--caf\xe9"],
        *(["metric", option, b"caf\xe9"] for option in ("-t", "-y", "-a", "-s", "-n", "-f")),
        *(["metric", option, b"caf\xe9"] for option in ("--sort", "--fields", "--color")),
    ],
    ids=str,
)
def test_an_argument_that_is_not_utf_8_is_one_line(asked: list[str | bytes]) -> None:
    """Shown with the byte as an escape, whatever the locale."""
    assert r"caf\xe9" in run(*asked, env=C_LOCALE).line()
    assert r"caf\xe9" in in_process(list(map(os.fsdecode, asked))).line()


# A text with pages, for the facts of the example store that cite one.
ATLAS = "12.5%" + "\f\n" * 6 + "Late mowing.\fMeadows."


@linux
def test_a_path_may_be_any_bytes() -> None:
    """The system takes such a name, so it is read, written and shown."""
    folder = b"caf\xe9"
    os.mkdir(folder)
    text = EXAMPLE.replace('title = "Atlas of wetlands"', 'title = "Atlas"\ntext = "atlas.txt"')
    Path(os.fsdecode(folder), "facts.toml").write_text(text, encoding="utf-8")
    Path(os.fsdecode(folder), "atlas.txt").write_text(ATLAS, encoding="utf-8")
    out = folder + b"/out.json"
    assert run("source", "--facts", folder, "-o", out) == (0, "", "")
    written = json.loads(Path(os.fsdecode(out)).read_text(encoding="utf-8"))
    assert written[1]["text"] == "atlas.txt"
    assert run("verify", "atlas", "--facts", folder).code in (0, 1)
    assert run("check", folder).code == 0
    assert r"caf\xe9/no.toml: No such" in run("check", folder + b"/no.toml").line()


@posix
def test_an_ascii_locale_finds_the_text_of_a_source() -> None:
    """Whatever its name: the store is UTF-8, and so is what it names."""
    name = "tëxt 文.txt"
    text = EXAMPLE.replace('title = "Atlas of wetlands"', f'title = "Atlas"\ntext = "{name}"')
    Path("facts.toml").write_text(text, encoding="utf-8")
    Path(in_locale(name)).write_text(ATLAS, encoding="utf-8")
    plain, odd = run("verify", "-f", "json"), run("verify", "-f", "json", env=C_LOCALE)
    assert odd == plain
    assert '"found"' in odd.out
    assert "can't be checked" not in run("check", env=C_LOCALE).out
    assert "12.5%" in run("verify", "atlas", name, "-f", "json", env=C_LOCALE).out
    figures = json.loads(run("figures", name, "-f", "json", env=C_LOCALE).out)
    assert [(figure["text"], figure["file"]) for figure in figures] == [("12.5%", name)]
