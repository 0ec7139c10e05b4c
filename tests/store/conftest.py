"""What tests of the index in the user's cache folder share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cachelib import age, facts

from factreport.store import build_index, index


@pytest.fixture
def unsealed(monkeypatch: pytest.MonkeyPatch) -> int:
    """As a large index is: a small one is given up for any change, whatever else would see it."""
    usual = vars(index)["_MOST_SEALED"]
    monkeypatch.setattr(index, "_MOST_SEALED", 0)
    return int(usual)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The cache folder that the tests are given; made when it is first used."""
    return tmp_path / "cache"


@pytest.fixture
def path(store: Callable[..., str], unsealed: int) -> Path:
    """A store of a size that is indexed on disk, not written in the last seconds."""
    written = Path(store(facts()))
    age(written)
    return written


@pytest.fixture
def built_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A note for each time that files are read and indexed."""
    notes: list[str] = []
    original = build_index.build

    def noting(*arguments: Any, **named: Any) -> Any:
        notes.append("built")
        return original(*arguments, **named)

    monkeypatch.setattr(build_index, "build", noting)
    return notes
