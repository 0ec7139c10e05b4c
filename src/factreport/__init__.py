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

    from factreport.auditing import audit
    from factreport.errors import ReportError
    from factreport.model import Problem, Record
    from factreport.periods import Period
    from factreport.store import Store, open_store
    from factreport.store.query import Query
    from factreport.texts import read_text
    from factreport.verification import verify

__version__ = "0.1.0"
__all__ = [
    "Period",
    "Problem",
    "Query",
    "Record",
    "ReportError",
    "Store",
    "audit",
    "open_store",
    "read_text",
    "verify",
]

_HOMES = {
    "Period": "periods",
    "Problem": "model",
    "Query": "store.query",
    "Record": "model",
    "ReportError": "errors",
    "Store": "store",
    "audit": "auditing",
    "open_store": "store",
    "read_text": "texts",
    "verify": "verification",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"factreport.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
