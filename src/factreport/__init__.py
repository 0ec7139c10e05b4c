"""Look up facts in a plain-text store: figures that stay tied to the words they were read from.

>>> import factreport
>>> store = factreport.open_store("facts.toml")
>>> store.select(factreport.Query(kinds=["metric"], years=[2020]))
"""

from __future__ import annotations

# Not from typing: until the command is ready to answer Ctrl-C, nothing large is imported.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from factreport.errors import ReportError
    from factreport.model import Period, Problem, Record, Years
    from factreport.store import Store, open_store
    from factreport.store.query import Query

__version__ = "0.1.0"
__all__ = [
    "Period",
    "Problem",
    "Query",
    "Record",
    "ReportError",
    "Store",
    "Years",
    "open_store",
]

_HOMES = {
    "Period": "model",
    "Problem": "model",
    "Query": "store.query",
    "Record": "model",
    "ReportError": "errors",
    "Store": "store",
    "Years": "model",
    "open_store": "store",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"factreport.{_HOMES[name]}"), name)
