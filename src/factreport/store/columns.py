"""Columns: tables with much the same keys, gone through key by key instead of one by one.

A large store is nearly all observations: to check and to flatten them takes half the time so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any


class Columns:
    """Some tables by column: ``shapes`` are the orders of keys that occur, ``keys`` all keys."""

    def __init__(self, tables: Sequence[Mapping[str, Any]]) -> None:
        self.tables = tables
        self.shapes = set(map(tuple, tables))
        self.keys = {key for shape in self.shapes for key in shape}
        self._everywhere = self.keys.intersection(*self.shapes)
        # TOML has no null: None is what a table lacks.
        self._columns = {key: self._column(key) for key in self.keys}

    def _column(self, key: str) -> list[Any]:
        if key in self._everywhere:
            return list(map(itemgetter(key), self.tables))
        return [table.get(key) for table in self.tables]

    def held(self, key: str) -> list[Any]:
        """What the key holds in the tables that have it."""
        column = self._columns[key]
        return column if key in self._everywhere else [one for one in column if one is not None]

    def filled(self, key: str, usual: Any = None) -> Iterable[Any]:
        """What the key holds in each table, and the usual in one that lacks it."""
        if key not in self.keys:
            return repeat(usual, len(self.tables))
        column = self._columns[key]
        if usual is None or key in self._everywhere:
            return column
        return [usual if one is None else one for one in column]

    def mapped(self, keys: Iterable[str], function: Callable[..., Any]) -> Iterable[Any]:
        """The function of what each table holds under these keys, which are its parameters.

        It is called once for each different combination, without what no table has, and with None
        for what one lacks; a list comes as a tuple.  Values that are equal are taken for one, so
        that they have to be of one type, as checked ones are.
        """
        here = [key for key in keys if key in self.keys]
        columns = [_hashable(self._columns[key]) for key in here]
        if not here:
            return repeat(function(), len(self.tables))
        if len(here) == 1:  # by far the most, and soon done
            known = {one: function(**{here[0]: one}) for one in dict.fromkeys(columns[0])}
            return map(known.__getitem__, columns[0])
        together = list(zip(*columns, strict=True))
        known = {
            some: function(**dict(zip(here, some, strict=True))) for some in dict.fromkeys(together)
        }
        return map(known.__getitem__, together)


def _hashable(column: list[Any]) -> list[Any]:
    if list not in set(map(type, column)):
        return column
    return [tuple(one) if type(one) is list else one for one in column]
