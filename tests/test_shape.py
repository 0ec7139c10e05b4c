"""The shape of the code: who may import whom, how long things are, what is written once."""

from __future__ import annotations

import ast
import functools
import graphlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli

from factreport.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "factreport"

# What each room may import of the package, and those that may import everything.
FREE = {"cli", "__main__", ""}
_WORDS = {"errors", "wording"}
_FACTS = {*_WORDS, "model", "periods", "kinds", "citation"}
_READING = {*_FACTS, "english", "figures", "texts"}
MAY_IMPORT = {
    "errors": set[str](),
    "wording": set[str](),
    "unit": set[str](),
    "model": set[str](),
    "signals": set[str](),
    "files": _WORDS,
    "periods": {"wording", "english"},
    "typed_periods": {*_WORDS, "periods", "english"},
    "citation": {"wording"},
    "figure_text": {"model"},
    "english": {"wording", "model", "unit"},
    "texts": {*_WORDS, "files", "english"},
    "figures": {*_WORDS, "model", "periods", "unit", "figure_text", "english", "texts"},
    "kinds": {*_WORDS, "model", "typed_periods", "english", "figures"},
    "store": {
        *_FACTS,
        "typed_periods",
        "files",
        "signals",
        "figure_text",
        "english",
        "figures",
        "",
    },
    "trend": {"wording", "model", "periods", "figure_text", "figures"},
    # These two are given a store and ask it; nothing in it knows of them.
    "verification": {*_READING, "files", "store", "auditing"},
    "auditing": {*_READING, "unit", "store"},
    "capture": {*_READING, "unit", "verification", "auditing"},
    # What is found becomes an answer, which is all that a renderer sees.
    "answers": {*_FACTS, "figure_text", "texts", "trend", "verification", "auditing", "capture"},
    "render": {*_WORDS, "model", "periods", "kinds", "figure_text", "answers"},
}
# The rooms in which a library may be imported.
ROOMS = {
    "click": {"cli"},
    "rich": {"render", "texts"},
    "tomli": {"store"},
    "sqlite3": {"store", "render.sqlite"},
}
LIBRARIES = {"click", "rich", "tomli"}


def modules() -> dict[str, Path]:
    """Every module of the package, by its name within it: ``store.index``, ``cli``, `` ``."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


@functools.cache
def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def imported(nodes: Iterator[ast.AST] | list[ast.stmt]) -> Iterator[str]:
    """The full names of what is imported, ``from a import b`` as ``a.b``."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def inside(full: str) -> str | None:
    """The module of the package that an import names, if it names one."""
    if full != "factreport" and not full.startswith("factreport."):
        return None
    name = full.removeprefix("factreport").lstrip(".")
    while name not in MODULES:
        name = name.rpartition(".")[0]
    return name


def room(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_one_way(name: str) -> None:
    """Each room imports only what the design allows it; checked at the top and inside functions."""
    if room(name) in FREE:
        return
    allowed = MAY_IMPORT[room(name)]
    for full in imported(ast.walk(tree(name))):
        one = inside(full)
        if one is not None and room(one) != room(name):
            assert room(one) in allowed, f"{name} imports {full}"


def test_no_imports_run_in_a_circle() -> None:
    """Not inside a room either, nor for types alone.

    The module that gives a room its name may ask the others of the room when it is called.
    """
    graph = {
        name: {
            other
            for full in imported(ast.walk(tree(name)))
            if (other := inside(full)) and room(other) != name
        }
        for name in MODULES
        if name
    }
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


@pytest.mark.parametrize("name", MODULES)
def test_a_library_has_its_rooms(name: str) -> None:
    """In cli only click, rich only in render, tomli and sqlite3 only in store (and one format)."""
    for full in imported(ast.walk(tree(name))):
        rooms = ROOMS.get(room(full))
        assert rooms is None or {room(name), name} & rooms, f"{name} imports {full}"


@pytest.mark.parametrize("name", MODULES)
def test_only_declared_libraries_are_imported(name: str) -> None:
    """Beside the standard library there are click, rich and tomli."""
    for full in imported(ast.walk(tree(name))):
        assert room(full) in {*sys.stdlib_module_names, *LIBRARIES, "factreport"}, full


# English has one room
#
# Whoever adds another language writes a room like `english` and changes no other.  What `answers`,
# `render` and `cli` say is shown, not read.

# Words in patterns that are of no language: of CSS, WordprocessingML, JSON Schema and Quarto; of
# the comments that switch the audit off; of file names; dimensions of units; units of shifts.
NOT_ENGLISH = set(
    re.findall(
        r"\w+",
        "display none visibility hidden font weight bold, main wordprocessingml officeDocument math"
        " del moveFrom Fallback tc tr tbl sect PrChange pre listing, minimum maximum, python julia"
        " ojs; report off on skip derived; ww ttps http; index unfinished; count temperature season"
        " decade",
    )
)
_NAMES_IN_PATTERNS = r"\(\?P?[<=]([A-Za-z_]+)[>)]"
_SYNTAX_OF_PATTERNS = (
    rf"{_NAMES_IN_PATTERNS}|\(\?[a-z]+[:)]|\(\?\(\w+\)|\\[uxU][0-9A-Fa-f]+|\\.|\[\^?\]?[^\]]*\]"
)
Texts = dict[str, ast.expr]


def texts_in(node: ast.AST, constants: Texts) -> Iterator[str]:
    """The texts of an expression, with those of the module's constants that it names."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield " ".join(text for part in node.values for text in texts_in(part, constants))
    elif isinstance(node, ast.Name) and node.id in constants:
        others = {name: value for name, value in constants.items() if name != node.id}
        yield from texts_in(constants[node.id], others)
    else:
        for child in ast.iter_child_nodes(node):
            yield from texts_in(child, constants)


def words_of_patterns(module: ast.Module) -> Iterator[tuple[int, set[str]]]:
    """Each call of `re` with the words in its pattern, without the syntax of patterns."""
    constants = {
        target.id: statement.value
        for statement in module.body
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None
        for target in ast.walk(statement)
        if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store)
    }
    for node in ast.walk(module):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_call and getattr(node.func.value, "id", "") == "re" and node.args:
            patterns = texts_in(node.args[0], constants)
            plain = " ".join(re.sub(_SYNTAX_OF_PATTERNS, " ", pattern) for pattern in patterns)
            yield node.lineno, set(re.findall("[A-Za-z]{2,}", plain)) - NOT_ENGLISH


def words_of_lists(module: ast.Module) -> Iterator[tuple[int, set[str]]]:
    """Each set, list, tuple or dictionary with those of its texts that the English room knows."""
    groups = {
        name for text in texts_in(module, {}) for name in re.findall(_NAMES_IN_PATTERNS, text)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Set | ast.List | ast.Tuple | ast.Dict):
            items = node.keys if isinstance(node, ast.Dict) else node.elts
            texts = {item.value for item in items if isinstance(item, ast.Constant)}
            yield (
                node.lineno,
                {
                    text
                    for text in texts - PROGRAM_WORDS - NOT_ENGLISH - groups
                    if isinstance(text, str)
                    and re.fullmatch("(?!an? )[a-z][a-z' ]+", text)  # "a date" is shown
                    and {*re.findall("[a-z]{2,}", text)} <= ENGLISH_WORDS
                },
            )


def _program_words() -> set[Any]:
    """The words of the program itself: its rooms, its fields and what they hold, and the model."""
    words: set[Any] = {*texts_in(tree("model"), {}), *map(room, MODULES)}
    for name in MODULES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                words.add(node.target.id)
            elif isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == "Literal":
                words.update(texts_in(node.slice, {}))
    return words


PROGRAM_WORDS = _program_words()
ENGLISH_WORDS = {
    word
    for name in MODULES
    if room(name) == "english"
    for text in texts_in(tree(name), {})
    for word in re.findall("[a-z]{2,}", text)
}


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in MODULES
        if room(name) not in ("english", "answers", "render", "cli", "model")
    ],
)
def test_english_has_one_room(name: str) -> None:
    """No other module reads English: no pattern of it has a word, no list or set two of them."""
    found = [(line, words) for line, words in words_of_patterns(tree(name)) if words]
    found += [(line, words) for line, words in words_of_lists(tree(name)) if len(words) > 1]
    assert not found, f"{name} reads English, which belongs in the room of that name: {found}"


def _at_top(name: str) -> set[str]:
    """What is imported when the module is: at the top, but not for types alone."""
    found = {inside(full) for full in imported(tree(name).body)} - {None, name}
    return {one for one in found if one is not None}


def test_no_import_is_cyclic() -> None:
    """The modules can be put in an order in which each imports only earlier ones."""
    left = {name: _at_top(name) for name in MODULES}
    while left:
        ready = [name for name, needed in left.items() if not needed & set(left)]
        assert ready, f"these import each other: {sorted(left)}"
        for name in ready:
            del left[name]


def _loaded(*arguments: str) -> set[str]:
    """The modules that a run of the command has loaded."""
    code = (
        "import sys; before = {*sys.modules}; from factreport.cli.main import run;"
        "code = run(sys.argv[1:]); print('LOADED', *{*sys.modules} - before); sys.exit(code)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments, "--facts", str(ROOT / "facts.toml")],
        capture_output=True,
        check=True,
    )
    return set(ended.stdout.decode().rpartition("LOADED")[2].split())


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "tsv", "markdown", "value"])
def test_what_is_not_drawn_costs_no_drawing(name: str) -> None:
    """An answer as data loads neither rich nor other large libraries."""
    loaded = _loaded("metric", "-y", "2020", "-f", name)
    assert not loaded & {"rich", "difflib", "importlib.metadata", "asyncio", "email"}


def test_a_table_measures_its_letters_with_rich() -> None:
    """The test above would notice: a table does load it, and no more of it than that takes."""
    loaded = _loaded("metric", "-f", "table")
    assert "rich.cells" in loaded
    assert "rich.console" not in loaded


def functions() -> Iterator[tuple[str, int]]:
    """Every function with its length: the lines of its body, without its docstring."""
    for name in MODULES:
        for node in ast.walk(tree(name)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                body: Any = node.body
                if ast.get_docstring(node) is not None:
                    body = body[1:]
                lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
                yield f"{name}.{node.name}:{node.lineno}", lines


def test_functions_are_short() -> None:
    """None is over sixty lines, nine in ten are under thirty, half are under ten."""
    lengths = dict(functions())
    assert max(lengths.values()) <= 60, max(lengths, key=lambda name: lengths[name])
    ordered = sorted(lengths.values())
    assert ordered[len(ordered) * 9 // 10] < 30
    assert ordered[len(ordered) // 2] < 10


@pytest.mark.parametrize("name", MODULES)
def test_every_module_and_public_function_says_what_it_is_for(name: str) -> None:
    """A module's docstring says what lives there; a public function has one too."""
    module = tree(name)
    assert ast.get_docstring(module)
    for node in module.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.decorator_list:
            assert node.name[0] == "_" or ast.get_docstring(node), f"{name}.{node.name}"


def project() -> dict[str, Any]:
    return tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]  # type: ignore[no-any-return]


def test_three_libraries_are_needed_at_run_time() -> None:
    """click, rich and tomli, each with a lower bound and no upper one."""
    needed = project()["dependencies"]
    assert {re.match(r"[a-z]+", one)[0] for one in needed} == LIBRARIES  # type: ignore[index]
    assert all(re.fullmatch(r"[a-z]+>=[0-9.]+", one) for one in needed)


def test_the_version_is_written_once() -> None:
    """In the package; everything else takes it from there."""
    from factreport import __version__

    assert project()["dynamic"] == ["version"]
    written = [
        str(path.relative_to(ROOT))
        for path in [*ROOT.glob("*.toml"), *MODULES.values()]
        if re.search(rf"""["']{re.escape(__version__)}["']""", path.read_text(encoding="utf-8"))
    ]
    assert written == [str(Path("src", "factreport", "__init__.py"))]


def test_the_command_is_the_one_that_the_project_names() -> None:
    """``report`` leads to a function that is there."""
    assert project()["scripts"] == {"report": "factreport.__main__:main"}
    assert project()["requires-python"] == ">=3.10"


def tracked() -> list[str]:
    try:
        ended = subprocess.run(
            ["git", "ls-files"],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    if not ended.stdout:
        pytest.skip("not a git checkout")
    return ended.stdout.splitlines()


def test_the_top_level_has_five_names() -> None:
    """Everything has its place in README.md, pyproject.toml, facts.toml, src or tests."""
    visible = {path.partition("/")[0] for path in tracked() if not path.startswith(".")}
    assert visible == {"README.md", "pyproject.toml", "facts.toml", "src", "tests"}


@pytest.mark.parametrize("name", sorted(set(MODULES) - {"kinds"}))
def test_a_new_kind_costs_its_declaration_alone(name: str) -> None:
    """No other module lists the kinds; "metric" alone is named, as what has values."""
    texts = {node.value for node in ast.walk(tree(name)) if isinstance(node, ast.Constant)}
    assert not texts & {"policy", "event", "claim"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_place_in_the_readme(command: str) -> None:
    """The README shows each command."""
    assert f"report {command}" in (ROOT / "README.md").read_text(encoding="utf-8")
