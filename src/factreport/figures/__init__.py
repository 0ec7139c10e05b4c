"""Figures in prose: reads the numbers of a text, and compares one figure with another.

`read` reads all figures of a text, `read_block` those of a block, `read_figure` the only figure of
a phrase.  Arithmetic is exact throughout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factreport.figures.figure import Figure, Reading, Skipped, Time, Unit
    from factreport.figures.reading import read, read_figure
    from factreport.figures.tables import read_block

__all__ = ["Figure", "Reading", "Skipped", "Time", "Unit", "read", "read_block", "read_figure"]

_HOMES = {
    **dict.fromkeys(("Figure", "Reading", "Skipped", "Time", "Unit"), "figure"),
    **dict.fromkeys(("read", "read_figure"), "reading"),
    "read_block": "tables",
}


def __getattr__(name: str) -> Any:
    # Imported late: most runs write figures and read none.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
