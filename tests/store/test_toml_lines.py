"""The line of every key and element of a TOML document."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from factreport.errors import StoreError
from factreport.model import Problem
from factreport.store.line_numbers import find_lines
from factreport.store.toml import Path, parse

DOCUMENT = '''\
top = 1
[source.one]                # a comment with [metric.two] in it
title = "[metric.two]"
"quoted key" = 1
'literal "key"' = 2
note = """
[metric.two]
title = 3
"""
url = \'\'\'
[metric.two]
\'\'\'

  [ metric . "two" ]
title = "T" # value = 4
dotted.key.inside = 1
dotted.key.beside = 2
observations = [
    # none here
    { year = 2020, value = 1 },
    { year = 2021,
      value = [1,
        2] },

    {},
]
last = { a.b = 1, c = { d = [ { e = 1 } ] } }

[[array]]
name = 1
[array.inner]
deep = 1
[[array]]
name = 2
[[array.items]]
x = 1
[[array.items]]
x = 2
[metric.three]
date = 2021-01-26 12:00:00
value = -1.5e3
'''
LINES: dict[Path, int] = {
    (): 1,
    ("top",): 1,
    ("source", "one"): 2,
    ("source", "one", "title"): 3,
    ("source", "one", "quoted key"): 4,
    ("source", "one", 'literal "key"'): 5,
    ("source", "one", "note"): 6,
    ("source", "one", "url"): 10,
    ("metric", "two"): 14,
    ("metric", "two", "title"): 15,
    ("metric", "two", "dotted"): 16,
    ("metric", "two", "dotted", "key", "inside"): 16,
    ("metric", "two", "dotted", "key", "beside"): 17,
    ("metric", "two", "observations"): 18,
    ("metric", "two", "observations", 0): 20,
    ("metric", "two", "observations", 0, "value"): 20,
    ("metric", "two", "observations", 1): 21,
    ("metric", "two", "observations", 1, "value"): 22,
    ("metric", "two", "observations", 1, "value", 1): 23,
    ("metric", "two", "observations", 2): 25,
    ("metric", "two", "last", "a", "b"): 27,
    ("metric", "two", "last", "c", "d", 0, "e"): 27,
    ("array", 0): 29,
    ("array", 0, "name"): 30,
    ("array", 0, "inner", "deep"): 32,
    ("array", 1): 33,
    ("array", 1, "name"): 34,
    ("array", 1, "items", 0, "x"): 36,
    ("array", 1, "items", 1): 37,
    ("array", 1, "items", 1, "x"): 38,
    ("metric", "three", "value"): 41,
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_key_and_element_has_its_line(end: str) -> None:
    """Headers, keys, elements and tables in them; what looks like a header in a string is none."""
    assert tomli.loads(DOCUMENT)
    assert find_lines(DOCUMENT.replace("\n", end), LINES) == LINES


def test_what_is_not_there_has_the_line_of_its_parent() -> None:
    """A missing key is shown where its entry begins, a missing entry at the top."""
    assert find_lines(
        DOCUMENT, [("metric", "two", "unit"), ("metric", "two", "observations", 7), ("event", "x")]
    ) == {
        ("metric", "two", "unit"): 14,
        ("metric", "two", "observations", 7): 18,
        ("event", "x"): 1,
    }


def test_nothing_is_kept_of_what_nobody_asks_for() -> None:
    """Keys of hundreds of parts are walked in less memory than their text takes."""
    lines = [f"k{number}.{'.'.join(['a'] * 890)} = 1\n" for number in range(50)]
    text = "".join(lines)
    tracemalloc.start()
    try:
        found = find_lines(text, [("k49",)])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found == {("k49",): 50}
    assert most < len(text)


_NAMES = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True), st.text("a .\"'[]#=é\\", max_size=4)
)
_SCALARS = st.one_of(
    st.sampled_from(["1", "-2.5", "true", "2021-01-26", "2021-01-26 10:00:00Z", "nan", "0xff"]),
    st.sampled_from(["'[a]'", '"# no"', '"\\"]"', "''", '"\\\\"']),
    st.sampled_from(['"""\n[a]\nb = 1\n"""', "'''\n\n]'''", '"""a""b\\"""""', "''''a'''"]),
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_NAMES, inner, max_size=3)
    ),
    max_leaves=6,
)
_TABLES = st.dictionaries(_NAMES, st.dictionaries(_NAMES, _VALUES, max_size=3), max_size=4)
_BLANKS = st.sampled_from(["", "\n", "# [x] = {\n", " \n\n"])


class _Writer:
    """Writes TOML, and notes the line on which each path begins."""

    def __init__(self, draw: Any) -> None:
        self.text, self.lines, self._draw = "", dict[Path, int](), draw

    def put(self, text: str) -> None:
        self.text += text

    def begin(self, path: Path) -> None:
        self.lines[path] = self.text.count("\n") + 1

    def value(self, path: Path, value: Any) -> None:
        if isinstance(value, str):
            self.put(value)
        elif isinstance(value, list):
            self._array(path, value)
        else:
            self._inline(path, value)

    def _array(self, path: Path, values: list[Any]) -> None:
        self.put("[")
        for number, value in enumerate(values):
            self.put(self._draw(_BLANKS))
            self.begin((*path, number))
            self.value((*path, number), value)
            self.put(f"{self._draw(_BLANKS)},")
        self.put(f"{self._draw(_BLANKS)}]")

    def _inline(self, path: Path, table: dict[str, Any]) -> None:
        self.put("{")
        for number, (name, value) in enumerate(table.items()):
            self.put(", " if number else " ")
            self.begin((*path, name))
            self.put(f"{_key(name)} = ")
            self.value((*path, name), value)
        self.put("}")


def _key(name: str) -> str:
    if name and all(char.isascii() and (char.isalnum() or char in "_-") for char in name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def documents(draw: Any) -> tuple[str, dict[Path, int]]:
    writer = _Writer(draw)
    for name, table in draw(_TABLES).items():
        writer.put(draw(_BLANKS))
        writer.begin((name,))
        writer.put(f"[{_key(name)}]\n")
        for key, value in table.items():
            writer.put(draw(_BLANKS))
            writer.begin((name, key))
            writer.put(f"{_key(key)} = ")
            writer.value((name, key), value)
            writer.put(draw(st.sampled_from(["\n", " # [x]\n"])))
    return writer.text, writer.lines


@given(documents())
def test_in_any_document_each_key_has_its_line(document: tuple[str, dict[Path, int]]) -> None:
    """For documents of any shape, every key and every element is found on its own line."""
    text, lines = document
    assert set(tomli.loads(text)) == {str(path[0]) for path in lines}
    assert find_lines(text, lines) == lines


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Whatever is in a file, it is read or refused with a place within it."""
    try:
        tables, text = parse("f.toml", content)
    except StoreError as error:
        (problem,) = error.problems
        assert isinstance(problem, Problem)
        assert 1 <= problem.line <= content.count(b"\n") + 1
        assert problem.column
    else:
        assert len(find_lines(text, [(name,) for name in tables])) == len(tables)
