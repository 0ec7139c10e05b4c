"""TOML as written: what is not TOML is refused with its place, and nothing takes long."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from growth import grows_in_proportion

from factreport.errors import StoreError
from factreport.model import Problem
from factreport.store.line_numbers import find_lines
from factreport.store.toml import parse

DEEP = "arrays or tables nested more than 100 deep; flatten them"
LONG = "a number of more than 1,000 digits; a value is less than 2^63 in size"
PARTS = "a key of more than 50 parts; shorten it"


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        pytest.param(b"[a]\nx = = 1\n", 2, 5, "invalid value", id="syntax"),
        pytest.param(
            b"a = 1\na = 2\n",
            2,
            6,
            "cannot overwrite a value; this key is defined twice; keep one",
            id="twice",
        ),
        pytest.param(b"a = 'x", 1, 7, 'expected "\'"', id="open string"),
        pytest.param(b"[a\n", 1, 3, "expected ']' at the end of a table declaration", id="header"),
        pytest.param(
            b'a = 1\nb = "\xc3\xa9\xff"\n',
            *(2, 7, "byte 0xff is not UTF-8; save the file as UTF-8"),
            id="not UTF-8",
        ),
        pytest.param(
            b'\xef\xbb\xbfa = "\xe9"\n',
            *(1, 6, "byte 0xe9 is not UTF-8; save the file as UTF-8"),
            id="not UTF-8 behind a BOM",
        ),
        pytest.param(
            b"\xff\xfea\x00 \x00",
            *(1, 1, "byte 0xff is not UTF-8; save the file as UTF-8"),
            id="UTF-16",
        ),
        pytest.param(b"a = 1\nb = '\0'\n", 2, 6, "found invalid character '\\x00'", id="NUL"),
        pytest.param(b"a = '\x1b'\n", 1, 6, "found invalid character '\\x1b'", id="ESC"),
        pytest.param(b"a = 1\nb = " + b"[" * 100_000, 2, 105, DEEP, id="brackets"),
        pytest.param(b"a = " + b"[" * 500 + b"]" * 500, 1, 105, DEEP, id="closed brackets"),
        pytest.param(b"a = " + b"{a = " * 500, 1, 505, DEEP, id="inline tables"),
        pytest.param(b"x = 1\n" + b".".join([b"a"] * 1_100) + b" = 1", 2, 1, PARTS, id="key"),
        pytest.param(b"[" + b".".join([b"a"] * 3_000) + b"]", 1, 2, PARTS, id="long header"),
        pytest.param(
            b"x = 1\n" + b" . ".join([b'"a"'] * 1_100) + b" = 1", 2, 1, PARTS, id="quoted key"
        ),
        pytest.param(b"x = 1\na = " + b"1" * 5_000, 2, 5, LONG, id="integer"),
        pytest.param(b"a = [1,\n  -" + b"1" * 5_000 + b"]", 2, 3, LONG, id="negative integer"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_place(
    content: bytes, line: int, column: int, words: str
) -> None:
    """One problem with line and column, from 1, whatever is wrong with the file."""
    with pytest.raises(StoreError) as caught:
        parse("f.toml", content)
    assert caught.value.problems == (Problem("f.toml", line, "error", None, words, column),)


@pytest.mark.parametrize(
    ("content", "tables"),
    [
        (b"", {}),
        (b"# nothing\n", {}),
        (b"\xef\xbb\xbfa = 1\n", {"a": 1}),
        (b"a = 1\r\n[b]\r\nc = 2\r\n", {"a": 1, "b": {"c": 2}}),
        (b"a = '\xe4\xbd\xa0'", {"a": "你"}),
        (b"a = " + b"1" * 1_000, {"a": int("1" * 1_000)}),
    ],
)
def test_what_is_toml_is_read(content: bytes, tables: dict[str, Any]) -> None:
    """A BOM and line ends of Windows are read as usual, and so is a file without a key."""
    assert parse("f.toml", content)[0] == tables


_QUOTED = '"' + "\\\\n" * 300_000 + '"'


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        lambda length: "a = " + "{a = " * min(length // 5, 330) + '"' + "x" * 40,
        lambda length: "a = " + "{a = " * min(length // 5, 500) + '"' + "x\\\\" * (length // 3),
        lambda length: 'a = """' + '\\\\"""' * (length // 5),
        lambda length: "a = '''" + "'' " * (length // 3),
        lambda length: "a = " + "1" * length,
        lambda length: "a = 0x" + "f" * length,
        lambda length: "a = 0." + "1_" * (length // 2),
        lambda length: "a = 2020-01-01T00:00:00." + "1" * length,
        lambda length: "a" * length,
        lambda length: "k." + ".".join(["a"] * (length // 2)) + " = 1",
        lambda length: "".join(
            f"k{number}.{'.'.join(['a'] * 300)} = 1\n" for number in range(length // 600)
        ),
        lambda length: f'a = "{"n" * length}"\n= 1'.replace("n", "\\\\n"),
        lambda length: "[" * length,
        lambda length: "a = [" + "[]," * (length // 3),
        lambda length: "\n" * length + "=",
        lambda length: '"' * (length + 1),
        lambda length: "#" * length + "\n=",
    ],
    ids=range(17),
)
def test_a_small_file_costs_no_more_than_a_large_one(text: Callable[[int], str]) -> None:
    """Whatever it holds, it is refused; time and memory grow with it, and no faster."""

    def refuse(length: int) -> None:
        with pytest.raises(StoreError):
            parse("f.toml", text(length).encode())

    assert grows_in_proportion(refuse, 30_000)
    tracemalloc.start()
    try:
        refuse(300_000)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < max(40 * len(text(300_000)), 5_000_000)


@pytest.mark.parametrize(
    "text", [f"a = {_QUOTED}\nb = 1\n", 'a = """' + 'x"" ' * 300_000 + '"""\nb = 1\n']
)
def test_a_long_text_is_walked_in_a_moment(text: str) -> None:
    """Also one that is full of escapes and quotes."""
    assert find_lines(text, [("b",)]) == {("b",): 2}
