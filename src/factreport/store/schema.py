"""The JSON Schema of a store, for editors: draft 7, which taplo and Even Better TOML read in full.

It only covers rules about a single table.  Whether ids are unique, topics are defined and figures
agree with their values is left to ``report check``; so are dates in quotes, which editors can't
distinguish from dates without.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factreport.kinds import KINDS, TABLES, Table
from factreport.kinds.types import ID_REFERENCE

FILE_NAME = "facts.schema.json"

Schema = dict[str, Any]


def schema() -> Schema:
    """The schema as a JSON object.

    Every table is written out in place: not all editors follow references.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Facts",
        "description": "Facts, each with its source; `report check` finds more mistakes.",
        "type": "object",
        "properties": {name: _entries(name, table) for name, table in TABLES.items()},
        "additionalProperties": False,
    }


def _entries(name: str, table: Table) -> Schema:
    """The tables ``[NAME.ID]``."""
    return {
        "description": f"{table.description} Written as [{name}.ID].",
        "type": "object",
        "patternProperties": {ID_REFERENCE.schema["pattern"]: _table(name, table)},
        "additionalProperties": False,
    }


def _table(name: str, table: Table) -> Schema:
    properties = {
        key.name: {"description": key.description, **key.type.schema} for key in table.keys.values()
    }
    if name in KINDS and (parts := KINDS[name].parts):
        properties["observations"]["items"] = _table("observation", parts)
    dependencies: Schema = {key: _none_of(table.when, but=key) for key in table.when}
    for key in table.together:
        dependencies[key] = [other for other in table.together if other != key]
    rules: Schema = {"dependencies": dependencies} if dependencies else {}
    if table.need:
        rules["anyOf"] = [{"required": list(choice)} for choice in table.need.choices]
    return {
        "description": table.description,
        "type": "object",
        "properties": properties,
        "required": list(table.required),
        "additionalProperties": False,
        **rules,
    }


def _none_of(times: Iterable[str], *, but: str) -> Schema:
    """With one time given, forbid the others: the mistake then shows on the line of the other."""
    return {"properties": {key: False for key in times if key != but}}
