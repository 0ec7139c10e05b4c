"""Whatever a store, a text or a command line holds: an answer, or lines that say what is wrong.

``FUZZ=20000`` asks for so many examples of each test, where a run of the suite takes a few.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import EXAMPLE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from process import in_locale

import factreport
from factreport.cli.main import report as group
from factreport.cli.main import run
from factreport.errors import StoreError
from factreport.model import Problem, Record

pytestmark = pytest.mark.slow

_EXAMPLES = int(os.environ.get("FUZZ", "0"))

UNSAFE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# As UNSAFE, and the tab, which only tab-separated values may have.
UNSAFE_SHOWN = re.compile(f"[\t{UNSAFE.pattern[1:]}")


def fuzzed(quick: int) -> settings:
    return settings(
        max_examples=_EXAMPLES or quick,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


class Ended(NamedTuple):
    """How a run ended, and what it wrote."""

    code: int
    out: str
    err: str


class _Output(io.TextIOWrapper):
    """Standard output in memory, with bytes beneath it, as a file has them."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="\n")

    def text(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode(errors="replace")


def ended(*arguments: str) -> Ended:
    """Run ``report`` in this process; whatever it raises fails the test."""
    err = io.StringIO()
    with _Output() as out, redirect_stdout(out), redirect_stderr(err):
        code = run([in_locale(argument) for argument in arguments])
        return Ended(code, out.text(), err.getvalue())


@pytest.fixture(autouse=True, scope="module")
def in_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder of its own, with the example store and nothing that an argument could harm."""
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "facts.toml").write_text(EXAMPLE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("REPORT_CACHE", "off")
        yield


@pytest.fixture(autouse=True)
def environment() -> None:
    """In place of that of conftest, which would begin anew for each test alone."""


# Any text as a string of a store

_VISIBLE = r"""
=1+1 @x + -1 " ' , ; \ \n {} [bold] [/x] :smile: %s {0} $HOME `id` <script> &amp; ]]> -- /* | * _ #
~ NULL nan 0x10 1e400 e\u0301 你好 👩‍👩‍👧 🇨🇳 ﷺ İ ß ﬃ ٣ ½ ²
"""
ODD = st.sampled_from(
    [
        *_VISIBLE.split(),
        *"\ufeff\u200b\u200d\u00ad\ufffe\uffff\U0010ffff\ue000\ufdd0\u061c\u200f\u0301\xa0\u3000",
        *"\x1b\x9b\x85\x7f\x00\u2028\u202e\u2066\t\n\r ",
        *("", "\r\n", "\x1b[0m", "a" * 300, "9" * 50, "\uff11\uff12"),
    ]
)
any_text = st.lists(st.one_of(ODD, st.text(max_size=8)), max_size=5).map("".join)


def toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class Strings(NamedTuple):
    """The strings of a store."""

    title: str
    summary: str
    area: str
    topic: str
    unit: str
    note: str


strings = st.builds(Strings, *[any_text] * 6)


def store_of(given_: Strings) -> str:
    title, summary, area, topic, unit, note = map(toml, given_)
    return f"""\
[topic.t]
title = {topic}
[source.s]
title = {title}
author = {area}
note = {note}
[metric.m]
topics = ["t"]
title = {title}
summary = {summary}
unit = {unit}
area = {area}
note = {note}
source = "s"
observations = [{{ year = 2020, value = 5 }}, {{ year = 2021, value = -7.25 }}]
"""


READERS = {
    "json": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.split("\n") if line],
    "csv": lambda text: list(csv.DictReader(io.StringIO(text, newline=""))),
}
SHOWN = ("table", "markdown", "html", "svg")


@fuzzed(50)
@given(strings, st.integers(1, 400))
@example(Strings("a", "b\n c\t\td", "e\u0301", "\ufeff", "\xa0x", "\u200b"), 1)
@example(Strings("\uffff", "\ufffe", "\U0010ffff", "\ue000", "%", "\ufdd0"), 20)
def test_a_string_is_refused_or_comes_back(given_: Strings, width: int) -> None:
    """From JSON, CSV and the Python API alike; nothing that is shown acts on a terminal."""
    Path("store.toml").write_text(store_of(given_), encoding="utf-8", newline="")
    try:
        store = factreport.open_store("store.toml")
    except StoreError as error:
        _is_refused(error)
        return
    for record in store.select(factreport.Query()):
        assert _strings(record.as_dict()) == given_._replace(topic="")
    for name, read in READERS.items():
        done = ended("metric", "--facts", "store.toml", "-f", name)
        assert (done.code, done.err) == (0, "")
        for row in read(done.out):
            assert _strings(row) == given_._replace(topic="")
        (row,) = read(ended("topic", "--facts", "store.toml", "-f", name).out)
        assert row["title"] == given_.topic
    os.environ["COLUMNS"] = str(width)
    for command in (["metric"], ["show", "m"], ["show", "s"], ["trend", "m"], ["topic"]):
        for name in SHOWN:
            done = ended(*command, "--facts", "store.toml", "-f", name)
            assert (done.code, done.err) == (0, ""), (command, name)
            assert not UNSAFE.search(done.out), (command, name)
    del os.environ["COLUMNS"]


def _is_refused(error: StoreError) -> None:
    assert all(isinstance(one, Problem) for one in error.problems)
    refused = ended("metric", "--facts", "store.toml")
    assert refused.code == 2
    assert refused.err.count("\n") == len(error.problems)
    assert not UNSAFE_SHOWN.search(refused.err)


def _strings(row: dict[str, str]) -> Strings:
    return Strings(row["title"], row["summary"], row["area"], "", row["unit"], row["note"])


# Any bytes as a store

_PIECES = rb"""
[topic.t] [metric.m] [source.s] [event.e] [[metric.m.x]] [ ] { } , = . # " '
title= topics= unit= observations= value= year= period= date= written= qualifier= source= paragraph=
"t" ["t"] {value=1} 1 -1.5e3 0x1f 1_000 nan inf true 2020-02-29 2020-02-30 12:30:00 \
2020-01-01T00:00:00Z "2016/2020" "5" \u0000 \U0010ffff \x1b
"""
TOML = st.sampled_from(
    [
        *_PIECES.split(),
        *(
            b'"""',
            b"'''",
            b"'m'",
            b"\n",
            b"\r\n",
            b" ",
            b"\t",
            b"2020-01-01 00:00:00",
            b'"about 5"',
        ),
        *(b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\x00", b"\x1b"),
    ]
)
any_bytes = st.one_of(
    st.binary(max_size=200),
    st.lists(TOML, max_size=40).map(b"".join),
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """The example store with pieces cut out, repeated, or put in."""
    content = EXAMPLE.encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 30)))
        content = content[:start] + draw(st.one_of(TOML, st.binary(max_size=4))) + content[end:]
    return content


@fuzzed(250)
@given(st.one_of(any_bytes, mutated()))
@example(b"a = " + b"[" * 500)
@example(b"[[source]]\n")
@example(b"source.s.title = 't'\n[topic]\nt.title = 't'\n")
@example(b'[metric]\nm = []\n[metric2.""]\n')
@example(b'[metric."a\\u001b"]\ntitle = "t"\n')
@example(b"[metric.m]\nobservations = [{}, {value = 1, year = 1, date = 2}]\n")
@example(b'x = """a"""""\n')
def test_any_bytes_are_a_store_or_refused(content: bytes) -> None:
    """Answers, or one line a problem; the same ones from a look-up and from a check."""
    Path("store.toml").write_bytes(content)
    looked_up = ended("metric", "--facts", "store.toml", "-f", "csv")
    checked = ended("check", "store.toml")
    assert not UNSAFE_SHOWN.search(checked.out + looked_up.err)
    if looked_up.code == 0:
        assert checked.code == 0
        assert all(": warning: " in line for line in checked.out.splitlines())
        return
    assert (looked_up.code, checked.code) == (2, 1)
    assert looked_up.err == checked.out
    lines = len(content.decode(errors="replace").split("\n"))
    for line in looked_up.err.splitlines():
        found = re.match(r"store\.toml:(\d+)(:\d+)?: error: .", line)
        assert found, line
        assert 1 <= int(found[1]) <= lines


# Any text as one to check

_FIGURES = "1,500|more than 1.5 thousand|≈|12.5%|6 000|$5bn|310 pairs|in 2020|. |five|½|10^9"
FIGURES = st.sampled_from(
    [
        *_FIGURES.split("|"),
        "\n\n",
        "\f",
        "1\u202e500",
        "1\x1b500",
        "\u2028",
        "1\xa0500",
        "\uff11\uff15",
    ]
)
prose = st.lists(st.one_of(FIGURES, ODD, st.text(max_size=10)), max_size=12).map(" ".join)


@fuzzed(40)
@given(st.one_of(prose.map(str.encode), st.binary(max_size=100)))
def test_any_text_can_be_checked(content: bytes) -> None:
    """Audit and verify find, don't find, or say why they can't read it."""
    Path("draft.md").write_bytes(content)
    for asked in (["audit", "draft.md", "--all"], ["verify", "atlas", "draft.md"]):
        for name in ("table", "csv", "json", "github"):
            done = ended(*asked, "-f", name)
            assert done.code in (0, 1, 2)
            assert done.err.count("\n") == 1
            assert not UNSAFE_SHOWN.search(done.out + done.err), (asked, name)


# Any arguments

_COMMANDS = group.list_commands(None)  # type: ignore[arg-type]  # it needs no context
_OPTIONS = sorted(
    {
        name
        for command in _COMMANDS
        for param in group.get_command(None, command).params  # type: ignore[arg-type,union-attr]
        for name in param.opts
        if name.startswith("-")
    }
    | {"--version", "-h", "--help", "--"}
)
_VALUES = """
storks birds wetlands atlas census-2021 Northland südmark 2020 2016.. 2016-2020 .. title -value
id,title json csv table value text html svg sqlite github markdown tsv 0 3 -1 facts.toml draft.md
nofile out.json out.db . bash zsh always never 12.5% 1,500
""".split()  # noqa: SIM905 - a list would take a page
# What no shell can hand over, and what would lead out of the folder.
_word = st.text(st.characters(codec="utf-8", exclude_characters="\0/\\~"), max_size=12).filter(
    lambda text: ".." not in text
)
argument = st.one_of(
    st.sampled_from(_OPTIONS),
    st.sampled_from(_VALUES),
    _word,
    st.builds(
        "{}={}".format, st.sampled_from(_OPTIONS), st.one_of(st.sampled_from(_VALUES), _word)
    ),
    st.builds("{}{}".format, st.sampled_from([one for one in _OPTIONS if len(one) == 2]), _word),
    st.just("caf\udce9"),
)
arguments = st.builds(
    lambda command, rest: [*command, *rest],
    st.lists(st.sampled_from(_COMMANDS), max_size=1),
    st.lists(argument, max_size=6),
)


@fuzzed(150)
@given(arguments)
@example(["metric", "-n", "9" * 30])
@example(["metric", "-a", "caf\udce9"])
@example(["find", "caf\udce9"])
@example(["--facts", "", "check", ""])
def test_any_arguments_give_an_exit_code(given_: list[str]) -> None:
    """0, 1 or 2, and with 2 at least a line that says why."""
    if "init" in given_ or "-" in given_:
        return  # what it writes would change what comes after; what it reads would be the keyboard
    done = ended(*given_)
    assert done.code in (0, 1, 2)
    assert not UNSAFE_SHOWN.search(done.err)
    if done.code == 2:
        assert done.out == "" or done.err
        assert done.err.startswith(("report: ", "facts.toml:", "draft.md:", "out"))
    for path in Path().iterdir():
        if path.name not in ("facts.toml", "draft.md", "store.toml"):
            path.unlink()
    Path("facts.toml").write_text(EXAMPLE, encoding="utf-8")


# Any width

SHIPPED = Path(__file__).parents[1] / "facts.toml"
_RECORDS = factreport.open_store(str(SHIPPED)).select(factreport.Query(kinds=["metric"]))


def figure(record: Record) -> str:
    assert record.value is not None
    return f"{record.value:,}"


@fuzzed(25)
@given(
    st.integers(1, 400), st.sampled_from([["metric"], ["find", "workers"], ["metric", "--latest"]])
)
@example(1, ["metric"])
@example(20, ["metric"])
@example(400, ["metric"])
def test_no_figure_is_cut_at_any_width(width: int, asked: list[str]) -> None:
    """Each figure of the shipped store stands whole on one line; a span may break at its dash."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        shown = ended(*asked, "-f", "table", "--facts", str(SHIPPED)).out
    exact = json.loads(ended(*asked, "-f", "json", "--facts", str(SHIPPED)).out)
    numbers = re.findall(r"(?<![\w.,])\d[\d,.]*(?![\w,])", shown)
    for one in exact:
        if one["value"] is not None:
            assert f"{one['value']:,}" in numbers
        if one["period"] is not None:
            assert all(end in shown for end in one["period"].split("/"))


@fuzzed(15)
@given(st.integers(1, 400), st.sampled_from(sorted({record.id for record in _RECORDS})))
def test_no_figure_of_one_entry_is_cut_at_any_width(width: int, id_: str) -> None:
    """The same on the card of a metric, and in its trend."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        for command in ("show", "trend"):
            shown = ended(command, id_, "-f", "table", "--facts", str(SHIPPED)).out
            for record in _RECORDS:
                if record.id == id_:
                    assert figure(record) in shown
