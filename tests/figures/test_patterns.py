# ruff: noqa: SLF001  # how patterns are compiled and parsed is told by private names alone
"""Patterns: none of the package has two ways to match one text, so none runs away."""

from __future__ import annotations

import ast
import contextlib
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import factreport

if sys.version_info >= (3, 11):
    from re import _parser as sre_parse
else:
    import sre_parse

ALPHABET = [chr(code) for code in range(0x20, 0x7F)] + list("\t\n\xa0\xe9\u2013\u2019\u4e07")
# The modules of English words by which figures are read.
OF_FIGURES = {
    *("clauses", "directions", "headers", "labels", "numbers", "qualifiers", "shapes", "units")
}
LATE = {"search", "match", "fullmatch", "sub", "split", "findall", "finditer"}
REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


def _compiled_patterns() -> set[tuple[str, int, bool]]:
    """Every pattern that the package compiles in use, its flags, and if it reads figures."""
    found: set[tuple[str, int, bool]] = set()
    original = re._compile  # type: ignore[attr-defined]

    def record(pattern: Any, flags: int) -> Any:
        compiled = original(pattern, flags)
        if isinstance(compiled.pattern, str):
            home = sys._getframe(2).f_code.co_filename
            found.add(
                (
                    compiled.pattern,
                    compiled.flags,
                    Path(home).parent.name == "figures"
                    or home.endswith(tuple(f"/english/{name}.py" for name in OF_FIGURES)),
                )
            )
        return compiled

    names = [name for name in sys.modules if name.split(".")[0] == "factreport"]
    kept = {name: sys.modules.pop(name) for name in names}
    re._compile = record  # type: ignore[attr-defined]
    try:
        for module in pkgutil.walk_packages(factreport.__path__, "factreport."):
            if not module.name.endswith("__main__"):
                for pattern in _named_in(importlib.import_module(module.name)):
                    re.compile(pattern)
        sys.modules["factreport.figures.reading"].read("It rose 5% in March 2020, or $3 a share.")
    finally:
        re._compile = original  # type: ignore[attr-defined]
        for name in [name for name in sys.modules if name.split(".")[0] == "factreport"]:
            del sys.modules[name]
        sys.modules.update(kept)
    return found


def _named_in(module: ModuleType) -> Iterator[str]:
    """The patterns that a module compiles when it first needs them: `re.search("…", text)`."""
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
        match node:
            case ast.Call(ast.Attribute(ast.Name("re"), name), [first, *_]) if name in LATE:
                with contextlib.suppress(NameError):  # one that is made of a variable
                    pattern = eval(ast.unparse(first), vars(module))
                    if isinstance(pattern, str):
                        yield pattern


PATTERNS = sorted(_compiled_patterns())


def _chars(node: Any, flags: int) -> set[str]:
    """The characters of an alphabet that one item of a pattern matches."""
    name, argument = str(node[0]), node[1]
    if name == "LITERAL":
        return _same(chr(argument), flags)
    if name == "NOT_LITERAL":
        return set(ALPHABET) - _same(chr(argument), flags)
    if name == "ANY":
        return {char for char in ALPHABET if char != "\n" or flags & re.DOTALL}
    chars: set[str] = set()
    for kind, value in argument:
        if str(kind) == "LITERAL":
            chars |= _same(chr(value), flags)
        elif str(kind) == "RANGE":
            chars |= {c for c in ALPHABET if value[0] <= ord(c) <= value[1]}
            if flags & re.IGNORECASE:
                chars |= {c for c in ALPHABET if value[0] <= ord(c.swapcase()[0]) <= value[1]}
        elif str(kind) == "CATEGORY":
            letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[str(value).rpartition("_")[2]]
            letter = letter.upper() if "NOT" in str(value) else letter
            chars |= {char for char in ALPHABET if re.match(f"\\{letter}", char)}
    is_negated = any(str(kind) == "NEGATE" for kind, _ in argument)
    return set(ALPHABET) - chars if is_negated else chars


def _same(char: str, flags: int) -> set[str]:
    return {char, char.swapcase()} if flags & re.IGNORECASE else {char}


def _parts(node: Any) -> list[Any]:
    """The sequences that a group, a branch or a repeat holds."""
    name, argument = str(node[0]), node[1]
    if name == "SUBPATTERN":
        return [list(argument[3])]
    if name == "ATOMIC_GROUP":
        return [list(argument)]
    if name == "BRANCH":
        return [list(branch) for branch in argument[1]]
    return [list(argument[2])] if name in REPEATS else []


def _is_item(node: Any) -> bool:
    return str(node[0]) in {"LITERAL", "NOT_LITERAL", "ANY", "IN"}


def _is_empty(node: Any) -> bool:
    """Whether an item may match nothing."""
    if _is_item(node):
        return False
    name = str(node[0])
    if name in REPEATS and node[1][0] == 0:
        return True
    parts = _parts(node)
    return not parts or any(all(map(_is_empty, part)) for part in parts)


def _first(sequence: list[Any], flags: int) -> set[str]:
    """The characters that a sequence may begin with."""
    chars: set[str] = set()
    for node in sequence:
        if _is_item(node):
            return chars | _chars(node, flags)
        for part in _parts(node):
            chars |= _first(part, flags)
        if not _is_empty(node):
            break
    return chars


def _endings(sequence: list[Any], flags: int) -> Iterator[set[str]]:
    """The characters of each unbounded repeat that a sequence may end in."""
    for node in reversed(sequence):
        if str(node[0]) in REPEATS and node[1][1] > 1000:
            body = list(node[1][2])
            yield _first(body, flags)
        for part in _parts(node):
            yield from _endings(part, flags)
        if not _is_empty(node):
            return


def _ambiguities(sequence: list[Any], flags: int) -> Iterator[str]:
    """What can match one text in two ways within a repeat: each try would double the next."""
    for node in sequence:
        if str(node[0]) in REPEATS and node[1][1] > 1000:
            body = list(node[1][2])
            first = _first(body, flags)
            if any(first & ending for ending in _endings(body, flags)):
                yield f"a repeat in a repeat: {node}"
            for branch, following in _branches(body, first, flags):
                for one, other in combinations(_parts(branch), 2):
                    if _overlap(one, other, following, flags):
                        yield f"alternatives that overlap: {one} and {other}"
        for part in _parts(node):
            yield from _ambiguities(part, flags)


def _branches(
    sequence: list[Any], following: set[str], flags: int
) -> Iterator[tuple[Any, set[str]]]:
    """Every branch in a sequence, and the characters that may come behind it."""
    for at, node in enumerate(sequence):
        rest = sequence[at + 1 :]
        behind = _first(rest, flags) | (following if all(map(_is_empty, rest)) else set())
        if str(node[0]) == "BRANCH":
            yield node, behind
        for part in _parts(node):
            yield from _branches(part, behind, flags)


def _may_begin(sequence: list[Any], following: set[str], flags: int) -> set[str]:
    """The characters that a sequence, or what follows it, may begin with."""
    if sequence and str(sequence[0][0]) == "ASSERT_NOT":
        excluded = _first(list(sequence[0][1][1]), flags)
        return _may_begin(sequence[1:], following, flags) - excluded
    return _first(sequence, flags) or following


def _overlap(one: list[Any], other: list[Any], following: set[str], flags: int) -> bool:
    """Whether two alternatives, each with what follows, can match one text."""
    for at in range(max(len(one), len(other))):
        pair = [side[at : at + 1] for side in (one, other)]
        if any(side and not _is_item(side[0]) for side in pair):
            rests = (_may_begin(side[at:], following, flags) for side in (one, other))
            return bool(set.intersection(*rests))
        first, second = (_chars(side[0], flags) if side else following for side in pair)
        if not first & second:
            return False
        if not all(pair):
            return True
    return True


def _neighbours(sequence: list[Any], flags: int) -> Iterator[str]:
    """Repeats side by side that can share a text in many ways: "a*a*"."""
    for at, node in enumerate(sequence):
        if str(node[0]) in REPEATS and node[1][1] > 1000:
            first = _first(list(node[1][2]), flags)
            if _begins_with_repeat(sequence[at + 1 :], first, flags):
                yield f"two repeats side by side: {node}"
        for part in _parts(node):
            yield from _neighbours(part, flags)


def _begins_with_repeat(sequence: list[Any], chars: set[str], flags: int) -> bool:
    """Whether an unbounded repeat of some of these characters may come first."""
    for node in sequence:
        if str(node[0]) in REPEATS and node[1][1] > 1000:
            if _first(list(node[1][2]), flags) & chars:
                return True
        elif any(_begins_with_repeat(part, chars, flags) for part in _parts(node)):
            return True
        if not _is_empty(node):
            return False
    return False


@pytest.mark.parametrize("pattern", [r"(?:a+)+", r"(?:[^x]+|\\.)*x", "(?:ab|a.)*", r"(\s*,?\s*)*"])
def test_the_detector_finds_what_it_looks_for(pattern: str) -> None:
    """Patterns that are known to run away are seen as such."""
    assert list(_ambiguities(list(sre_parse.parse(pattern)), 0))
    assert list(_neighbours(list(sre_parse.parse("a*b?a*")), 0))


def test_the_package_compiles_patterns() -> None:
    """The walk sees them, also those that are compiled late."""
    sources = {source for source, _, _ in PATTERNS}
    assert len(sources) > 600
    assert "(.*?)\\.\\.(.*)" in sources  # of typed periods


def test_no_pattern_has_two_ways_to_match_one_text() -> None:
    """Each text is matched in one way, so that a failure costs no more than the text is long."""
    found = []
    for source, flags, reads_figures in PATTERNS:
        tree = list(sre_parse.parse(source, flags & ~re.DEBUG))
        faults = list(_ambiguities(tree, flags))
        faults += _neighbours(tree, flags) if reads_figures else []
        found += [(source, fault) for fault in faults]
    assert found == []
