"""A store from a stranger: it runs nothing, asks nobody, and writes to two places alone."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import process
import pytest

# Seen by Python itself, whatever is called: each file that is opened or changed, each program that
# is started, each address that is looked up.  https://docs.python.org/3/library/audit_events.html
_WATCH = """
import json, os, sys

_log = open(os.environ["WATCHED"], "a", encoding="utf-8")
_names = ("open", "os.", "shutil.", "socket.", "subprocess.", "sqlite3.connect", "ctypes.", "mmap.",
          "http.", "urllib.", "ftplib.", "smtplib.", "webbrowser.", "pty.", "winreg.", "syslog.")

def _watch(event, arguments):
    if event.startswith(_names):
        given = [os.fsdecode(one) if isinstance(one, bytes) else str(one) for one in arguments]
        _log.write(json.dumps([event, given]) + "\\n")
        _log.flush()

sys.addaudithook(_watch)
"""
_PROGRAMS = ("os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system")
_ELSEWHERE = (
    *("socket.", "http.", "urllib.", "ftplib.", "smtplib.", "webbrowser.", "subprocess.", "pty."),
    *_PROGRAMS,
)
_CHANGES = (
    *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"),
    *("os.symlink", "os.truncate", "os.utime", "os.setxattr", "shutil."),
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

HOSTILE = """\
#:schema http://localhost:9/schema.json
[source.s]
title = "$(touch ran) `touch ran` {{7*7}} ${jndi:ldap://localhost:9/x} %n"
author = "</script><script>alert(1)</script><img src=http://localhost:9/a.png onerror=alert(1)>"
publisher = "__import__('os').system('touch ran')"
url = "javascript:fetch('http://localhost:9/')"
text = "text.txt"
[source.far]
title = "Far"
url = "http://localhost:9/"
text = "http://localhost:9/text.txt"
[topic.t]
title = "'; DROP TABLE fact; ATTACH DATABASE 'ran' AS ran; --"
summary = "!!python/object/apply:os.system [touch ran]"
[metric.m]
title = "=HYPERLINK(\\"http://localhost:9/\\")"
topics = ["t"]
unit = "people \\" MATCH 'x"
area = "../../ran"
source = "s"
observations = [
    { year = 2019, value = 5, written = "5", paragraph = 1 },
    { year = 2020, value = 7, written = "7", paragraph = 1, note = "file:///etc/passwd" },
]
[claim.c]
title = "<a href=javascript:alert(1)>"
topics = ["t"]
source = "far"
"""

_FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown", "value", "html", "svg", "sqlite")
ASKED: list[list[str]] = [
    [],
    ["--help"],
    *(["metric", "-f", name] for name in _FORMATS),
    *(["trend", "m", "-f", name] for name in _FORMATS),
    *(["metric", "-o", f"out.{name}"] for name in ("csv", "html", "svg", "db")),
    ["find", "touch", "-f", "table"],
    ["find", "7", "-f", "html"],
    ["show", "m", "-f", "html"],
    ["show", "s", "-f", "table"],
    ["topic", "-f", "markdown"],
    ["source", "-f", "html"],
    ["year"],
    ["check"],
    ["verify", "-f", "table"],
    ["verify", "far"],
    ["audit", "text.txt"],
    ["metric", "-a", "../../ran"],
]


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the hostile store, large enough to be indexed, and a text."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    padding = "".join(f"# {'x' * 70}\n" for _ in range(100))
    Path("facts.toml").write_text(HOSTILE + padding, encoding="utf-8")
    Path("text.txt").write_text("Of 5 people, 7 ran.\n", encoding="utf-8")


def watched(folder: Path, *arguments: str) -> list[tuple[str, list[str]]]:
    """What the command did that somebody could notice."""
    log = folder / "log"
    env = {**process.stand_in(folder / "watch", "sitecustomize", _WATCH), "WATCHED": str(log)}
    log.unlink(missing_ok=True)
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    env |= {"PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(temporary)}
    with open(os.devnull, "wb") as nowhere:  # the answer may be a database
        done = process.run(*arguments, env=env, stdout=nowhere)
    assert done.code in (0, 1, 2), done.err
    assert "Traceback" not in done.err
    assert os.listdir(temporary) == []
    return [tuple(json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines()]


def changed(events: list[tuple[str, list[str]]]) -> set[str]:
    """The paths that were written to, made, moved or removed."""
    paths = set()
    for event, arguments in events:
        path, *more = arguments or [""]
        if event in ("os.remove", "os.rmdir") and more[0] not in ("-1", "None"):
            continue  # inside a folder of which shutil.rmtree has told
        is_written = event == "open" and more[1] != "None" and int(more[1]) & _WRITES
        is_database = event == "sqlite3.connect" and "mode=ro" not in path
        if is_written or is_database or event.startswith(_CHANGES):
            paths.add(path)
        if event in ("os.rename", "os.link", "os.symlink"):
            paths.add(more[0])
    # A descriptor that was open already is a number: standard output.
    return {os.path.abspath(path) for path in paths if path != ":memory:" and not path.isdigit()}


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: " ".join(asked) or "bare")
def test_a_stranger_s_store_acts_on_nothing(asked: list[str], tmp_path: Path) -> None:
    """No program, no network; what is written lies in the cache folder or is the output.

    Before Python 3.11 a database goes through a temporary folder, which is gone afterwards.
    """
    output = {asked[-1]} if "-o" in asked else set()
    places = [tmp_path / "cache", *([tmp_path / "temporary"] * _makes_a_database(asked))]
    for _ in range(2):  # indexing, then answered by the index
        events = watched(tmp_path, *asked)
        assert [event for event, _ in events if event.startswith(_ELSEWHERE)] == []
        for path in map(Path, changed(events)):
            is_output = output and (path.name in output or path.name.startswith(".report."))
            if not (is_output and path.parent == Path.cwd()):
                assert any(path.is_relative_to(place) for place in places), path
    assert set(os.listdir()) == {"facts.toml", "text.txt"} | output


def _makes_a_database(asked: list[str]) -> bool:
    return sys.version_info < (3, 11) and bool({"sqlite", "out.db"} & set(asked))


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("import socket; socket.getaddrinfo('localhost', 9)", "socket.getaddrinfo"),
        ("import subprocess, sys; subprocess.run([sys.executable, '-c', ''])", "subprocess.Popen"),
        ("import os; os.system(':')", "os.system"),
    ],
)
def test_the_watch_sees_what_it_is_for(code: str, event: str, tmp_path: Path) -> None:
    """It would notice a program that was started and an address that was looked up."""
    env = process.stand_in(tmp_path / "watch", "sitecustomize", _WATCH)
    env |= {"WATCHED": str(tmp_path / "log")}
    subprocess.run([sys.executable, "-c", code], env=process.environment(**env), check=True)
    seen = [
        json.loads(line)[0]
        for line in Path(tmp_path, "log").read_text(encoding="utf-8").splitlines()
    ]
    assert event in seen
    assert event.startswith(_ELSEWHERE)


def test_the_watch_sees_what_is_written(tmp_path: Path) -> None:
    """The index and the output are seen to be made, so another file would be."""
    made = changed(watched(tmp_path, "metric", "-o", "out.csv"))
    assert any(path.endswith(".index") for path in made)
    assert os.path.abspath("out.csv") in made


def test_what_is_watched_is_the_real_thing(tmp_path: Path) -> None:
    """A server that listens where the store points to hears nothing."""
    with socket.create_server(("localhost", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        content = Path("facts.toml").read_text(encoding="utf-8").replace(":9/", f":{port}/")
        Path("facts.toml").write_text(content, encoding="utf-8")
        for asked in (["metric"], ["show", "far"], ["verify"], ["source", "-f", "html"]):
            process.run(*asked)
        with pytest.raises(BlockingIOError):
            server.accept()
