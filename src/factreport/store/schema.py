"""The JSON Schema of a store, for editors: draft 7, which taplo and Even Better TOML read in full.

It says what can be said of one table by itself.  That an id is unique, that a topic is defined and
that a figure reads as its value is left to ``report check``; so is a date within quotes, which
editors can't tell from one without.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factreport.kinds import KINDS, TABLES, Table
from factreport.kinds.types import ID_REFERENCE

FILE_NAME = "facts.schema.json"

Schema = dict[str, Any]


def schema() -> Schema:
    """The schema as JSON knows it.

    Every table is written out where it stands: not all editors follow references.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Facts",
        "description": "Facts, each with the place it was read; `report check` finds out more.",
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
    """Where one time is given, no other: the mistake is then shown at the other's own line."""
    return {"properties": {key: False for key in times if key != but}}
