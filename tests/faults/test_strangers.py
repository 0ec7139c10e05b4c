"""A stranger's repository: devices where a store is looked for, and links that lead out of it."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import process
import pytest
from conftest import EXAMPLE
from faults.samples import took
from process import linux, posix

SECRET = "hunter2"
_PLACES = ["facts.toml", "facts/a.toml", "../facts.toml"]


def lead(place: str, target: str) -> None:
    """Where a store would be found, a link to something else; no other store is there."""
    Path("facts.toml").unlink()
    Path(place).unlink(missing_ok=True)
    if target == "pipe":
        os.mkfifo("pipe")
        target = os.path.abspath("pipe")
    Path(place).parent.mkdir(exist_ok=True)
    Path(place).symlink_to(target)


@linux
@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/tty", "/dev/stdin", "/proc/kmsg", "pipe"])
def test_a_device_that_is_found_is_one_line(place: str, target: str) -> None:
    """It is not opened: that would wait for ever, or fill the memory."""
    os.makedirs("inner/folder")
    os.chdir("inner")
    Path("facts.toml").touch()
    lead(place, target)
    others: list[list[str]] = [["check"], ["edit", "storks"], ["audit", "../draft.md"], []]
    for asked in (["metric"], *(others if target == "/dev/zero" else ())):
        line = took(asked, 5).line()
        assert line.endswith("it is not a regular file; name it with --facts to read it"), asked


@linux
@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/tty", "pipe"])
def test_completion_opens_no_device(place: str, target: str) -> None:
    """It offers nothing, without a word; the terminal is the user's."""
    os.makedirs("inner/folder")
    os.chdir("inner")
    Path("facts.toml").touch()
    lead(place, target)
    for shell, words in (
        ("bash", ["report metric --topic ", ""]),
        ("zsh", ["metric", "--topic", ""]),
        ("fish", ["show", ""]),
    ):
        limit = process.limited("CPU", 5)
        variables = {"_REPORT_COMPLETE": f"{shell}_complete"}
        done = process.run(*words, env=variables, preexec=limit)
        assert (done.out, done.err) == ("", "")
        assert done.code in (0, 1)


@posix
@pytest.mark.parametrize("asked", [["metric"], ["check"]])
@pytest.mark.parametrize(
    "content",
    [
        f"machine example.org login me password {SECRET}\n",
        f'[default]\naws_secret_access_key = "{SECRET}"\n',
        f"{SECRET}:x:0:0::/root:/bin/sh\n",
        f'"{SECRET}" = 1\n"{SECRET}" = 2\n',
        f"[topic.t]\ntitle = '{SECRET}'\n{SECRET} = 1\n",
        f"\xff{SECRET}",
    ],
    ids=["netrc", "credentials", "passwd", "twice", "key", "bytes"],
)
def test_a_store_that_leads_out_of_its_folder_shows_no_word(asked: list[str], content: str) -> None:
    """``facts.toml`` may be a link to ``~/.netrc``: its mistakes have a line and no words."""
    Path("home").mkdir()
    Path("home/secret").write_text(content, encoding="latin-1")
    Path("repository").mkdir()
    os.chdir("repository")
    Path("facts.toml").symlink_to("../home/secret")
    done = process.run(*asked)
    assert done.code in (1, 2)
    assert done.out + done.err
    assert SECRET not in done.out + done.err
    assert "password" not in done.out + done.err
    assert "Traceback" not in done.err


@posix
@pytest.mark.parametrize(
    "named", ["../secret.txt", "link.txt", "folder/secret.txt", "/etc/passwd", "/dev/zero", "pipe"]
)
def test_a_text_outside_the_folder_of_its_store_is_not_read(named: str) -> None:
    """Unless it is named on the command line: it could be anybody's."""
    Path("secret.txt").write_text(f"{SECRET} 12.5% late mowing", encoding="utf-8")
    os.mkdir("elsewhere")
    Path("elsewhere/secret.txt").write_text(f"{SECRET} 12.5%", encoding="utf-8")
    Path("repository").mkdir()
    os.chdir("repository")
    os.mkfifo("pipe")
    Path("link.txt").symlink_to("../secret.txt")
    Path("folder").symlink_to("../elsewhere")
    store = EXAMPLE.replace('title = "Atlas of wetlands"', f'title = "Atlas"\ntext = "{named}"')
    Path("facts.toml").write_text(store, encoding="utf-8")
    for asked in (["verify", "-f", "table"], ["check"], ["verify", "-f", "json"]):
        done = took(asked, 5)
        assert done.code == 0, done.err
        assert SECRET not in done.out + done.err
        reasons = "outside the folder", "no such file", "not a regular file"
        assert any(reason in done.out for reason in reasons)
    if "secret" in named:
        done = process.run("verify", "atlas", named, "-f", "json")
        assert {one["result"] for one in json.loads(done.out)} & {"found", "not found"}


@posix
def test_a_device_that_is_named_is_not_read() -> None:
    """It may have no end.  The null device is as good as an empty file."""
    assert took(["metric", "--facts", "/dev/zero"], 5).line().startswith("report: /dev/zero: ")
    assert took(["audit", "/dev/zero"], 5).line().startswith("report: /dev/zero: it is a device")
    assert process.run("metric", "--facts", "/dev/null", "-f", "json").out == "[]\n"


@linux
def test_a_file_of_the_kernel_that_is_named_is_not_read() -> None:
    """It looks like a regular file, and may never answer."""
    for asked in (["metric", "--facts", "/proc/kmsg"], ["audit", "/proc/kmsg"]):
        assert took(asked, 5).line().startswith("report: /proc/kmsg: it is a device")


@posix
def test_a_text_that_is_named_may_be_a_pipe() -> None:
    """Who names it means it."""
    os.mkfifo("pipe")

    def feed() -> None:
        Path("pipe").write_text("Of the land 12.5% is wet.", encoding="utf-8")

    writer = threading.Thread(target=feed)
    writer.start()
    done = process.run("figures", "pipe", "-f", "json")
    writer.join()
    assert "12.5%" in done.out
