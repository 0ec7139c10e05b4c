"""Which files make up a store."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from factreport.errors import StoreError
from factreport.files import (
    STANDARD_INPUT,
    File,
    file_at,
    found_file,
    is_elsewhere,
    named,
    unreadable,
)
from factreport.wording import escaped, first_few

STORE_NAME = "facts.toml"
FOLDER_NAME = "facts"
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def locate(paths: Sequence[str] = ()) -> list[File]:
    """The files of the paths, else of REPORT_FACTS, else of the nearest or the shipped store.

    A folder stands for every ``*.toml`` file in it.  StoreError says what can't be found and why.
    """
    files: list[File] = []
    for path in chosen(paths):
        if path == STANDARD_INPUT:
            files.append(File("<standard input>", None, []))
        elif os.path.isdir(path):
            files += _in_folder(path)
        else:
            files.append(file_at(path))
    files = files or _nearest() or _shipped()
    return list({file.stamp or file.name: file for file in files}.values())


def chosen(paths: Sequence[str]) -> Sequence[str]:
    """The paths, else those of REPORT_FACTS, else none."""
    from_environment = os.environ.get("REPORT_FACTS", "")
    return paths or [path for path in from_environment.split(os.pathsep) if path]


def _nearest() -> list[File]:
    """The store in the working folder or its nearest parent that has one; empty if none has.

    ``facts.toml`` takes precedence over a folder ``facts``, which counts only if it contains a
    store.
    """
    try:
        folder = os.getcwd()
    except OSError:  # the working folder was removed
        return []
    upwards = ""
    while True:
        # lexists: a dangling link is a mistake to report, not to ignore.
        if os.path.lexists(os.path.join(folder, STORE_NAME)):
            return [found_file(os.path.join(upwards, STORE_NAME))]
        inside = os.path.join(folder, FOLDER_NAME)
        if os.path.isdir(inside) and _store_names(inside):
            return _in_folder(os.path.join(upwards, FOLDER_NAME))
        parent = os.path.dirname(folder)
        if parent == folder:
            return []
        folder, upwards = parent, os.path.join(os.pardir, upwards)


def _shipped() -> list[File]:
    """The store that comes with the package: inside a wheel, at the root of a checkout."""
    inside = os.path.join(PACKAGE, STORE_NAME)
    checkout = os.path.join(os.path.dirname(os.path.dirname(PACKAGE)), STORE_NAME)
    return [file_at(inside if os.path.exists(inside) else checkout)]


def is_shipped(files: Sequence[File]) -> bool:
    """Whether the files are the store that comes with the package."""
    return list(files) == _shipped()


def _in_folder(path: str) -> list[File]:
    try:
        names = _store_names(path)
    except OSError as error:
        raise StoreError(unreadable(path, error)) from None
    if not names:
        raise StoreError(f"{named(path)}: the folder has no .toml file; `report init` writes one")
    return [found_file(os.path.join(path, name)) for name in names]


def _store_names(folder: str) -> list[str]:
    """The files of a folder that are part of the store; hidden files belong to editors."""
    return sorted(
        name for name in os.listdir(folder) if name.endswith(".toml") and not name.startswith(".")
    )


def beside(file: File, path: str) -> str:
    """A path that is relative to a file of the store, in UTF-8 as the store is."""
    name = os.fsdecode(path.encode("utf-8"))
    return os.path.join(os.path.dirname(os.path.abspath(file.name)), name)


def texts_of(rows: Iterable[tuple[int, str, str]], files: Sequence[File]) -> dict[str, str]:
    """The paths of the texts in rows of `index.TEXTS`, by the ids of their sources.

    Those on other computers are left out: to ask for one would reach the network.
    """
    named = (row for row in rows if not is_elsewhere(row[2]))
    return {id_: beside(files[file], text) for file, id_, text in named}


def described(files: Sequence[File]) -> str:
    """The names of the files for a message; of many files, the first three."""
    return first_few([escaped(file.name) for file in files], "file", 3)
