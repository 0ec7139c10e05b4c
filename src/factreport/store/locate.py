"""Which files make up a store."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence

from factreport.errors import StoreError
from factreport.files import STANDARD_INPUT, File, file_at, status_of, unreadable
from factreport.wording import escaped, listed

STORE_NAME = "facts.toml"


def locate(paths: Sequence[str] = ()) -> list[File]:
    """The files of the store: the paths, else REPORT_FACTS, else the nearest, else the shipped.

    A folder stands for every ``*.toml`` in it.  StoreError names what can't be found and why.
    """
    paths = chosen(paths) or [_nearest() or _shipped()]
    files = [file for path in paths for file in _expand(path)]
    return list({file.stamp or file.name: file for file in files}.values())


def chosen(paths: Sequence[str]) -> Sequence[str]:
    """The paths, else those of REPORT_FACTS, else none."""
    named = os.environ.get("REPORT_FACTS", "")
    return paths or [path for path in named.split(os.pathsep) if path]


def _nearest() -> str | None:
    """The ``facts.toml`` of the working folder or its nearest parent that has one."""
    try:
        folder = os.getcwd()
    except OSError:  # the working folder was removed
        return None
    depth = 0
    while True:
        candidate = os.path.join(folder, STORE_NAME)
        # lexists: a link that leads nowhere is a mistake to report, not one to pass over.
        if os.path.lexists(candidate):
            return os.path.join(*[os.pardir] * depth, STORE_NAME)
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder, depth = parent, depth + 1


def _shipped() -> str:
    """The store that comes with the package: inside a wheel, at the root of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, STORE_NAME)
    checkout = os.path.join(os.path.dirname(os.path.dirname(package)), STORE_NAME)
    return inside if os.path.exists(inside) else checkout


def _expand(path: str) -> list[File]:
    if path == STANDARD_INPUT:
        return [File("<standard input>", None, [])]
    status = status_of(path)
    if not stat.S_ISDIR(status.st_mode):
        return [file_at(path, status)]
    try:
        names = sorted(filter(_is_named_as_store, os.listdir(path)))
    except OSError as error:
        raise StoreError(unreadable(path, error)) from None
    if not names:
        raise StoreError(f"{escaped(path)}: the folder has no .toml file; `report init` writes one")
    inside = [os.path.join(path, name) for name in names]
    return [file_at(name, status_of(name)) for name in inside]


def _is_named_as_store(name: str) -> bool:
    """Whether a file of a folder is part of the store; a hidden one is an editor's own."""
    return name.endswith(".toml") and not name.startswith(".")


def beside(file: File, path: str) -> str:
    """A path that is relative to a file of the store."""
    return os.path.join(os.path.dirname(os.path.abspath(file.name)), path)


def described(files: Sequence[File]) -> str:
    """The names of the files for a message, the first three of many."""
    names = [escaped(file.name) for file in files]
    return listed(names if len(names) < 5 else [*names[:3], f"{len(names) - 3} more files"])
