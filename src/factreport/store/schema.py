"""The JSON Schema of a store, for editors: draft 7, which taplo and Even Better TOML read in full.

It only covers rules about a single table.  Whether ids are unique, topics are defined and figures
agree with their values is left to ``report check``; so are dates in quotes, which editors can't
distinguish from dates without.
"""

from __future__ import annotations

from typing import Any

from factreport.kinds import APPENDED, KINDS, TABLES, Table
from factreport.kinds.key_types import ID_REFERENCE

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
        "properties": {
            name: {
                "description": f"{table.description} Written as [{name}.ID].",
                "type": "object",
                "patternProperties": {ID_REFERENCE.schema["pattern"]: _table(name, table)},
                "additionalProperties": False,
            }
            for name, table in TABLES.items()
        }
        | {
            "observation": {
                "description": f"{APPENDED.description} Written as [[observation]].",
                "type": "array",
                "items": _table("observation", APPENDED),
            }
        },
        "additionalProperties": False,
    }


def _table(name: str, table: Table) -> Schema:
    properties = {
        key.name: {"description": key.description, **key.type.schema} for key in table.keys.values()
    }
    if name in KINDS and (parts := KINDS[name].parts):
        properties["observations"]["items"] = _table("observation", parts)
    # With one time given, the others are forbidden: a mistake then shows on the line of the other.
    dependencies: Schema = {
        key: {"properties": {other: False for other in table.when if other != key}}
        for key in table.when
    }
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
