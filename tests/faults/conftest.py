"""A folder with the example store and a draft, and a store with a large answer."""

from __future__ import annotations

from pathlib import Path

import process
import pytest
from conftest import EXAMPLE


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the example store and a draft, and no cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORT_CACHE", "off")
    Path("facts.toml").write_text(EXAMPLE, encoding="utf-8")
    Path("draft.md").write_text("There were 1,500 pairs in 2020.\n", encoding="utf-8")


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose answer is larger than any pipe holds."""
    path = tmp_path_factory.mktemp("large") / "facts.toml"
    rows = [f'{{ year = 2020, value = {one}, area = "Area {one}" }}' for one in range(3_000)]
    path.write_text(process.table(rows), encoding="utf-8")
    return path
