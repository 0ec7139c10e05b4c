"""What tests of the index in the user's cache folder share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from store.indexes import Reader, age, facts


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The cache folder that the tests are given; made when it is first used."""
    return tmp_path / "cache"


@pytest.fixture
def path(store: Callable[..., str]) -> Path:
    """A store of a size that is indexed on disk, not written in the last seconds."""
    written = Path(store(facts()))
    age(written)
    return written
