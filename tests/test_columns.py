"""Columns: what they give is what the tables give one by one."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factreport.store.columns import Columns

_KEYS = ("a", "b", "c")
_VALUES = st.one_of(st.integers(0, 2), st.sampled_from(["x", "y"]), st.lists(st.integers(0, 1)))
_TABLES = st.lists(st.dictionaries(st.sampled_from(_KEYS), _VALUES), max_size=6)


@given(_TABLES, st.sampled_from([*_KEYS, "absent"]))
def test_a_column_is_what_the_tables_hold(tables: list[dict[str, Any]], key: str) -> None:
    """One for each table, the usual in one that lacks it; or of those alone that have it."""
    columns = Columns(tables)
    assert columns.keys == {one for table in tables for one in table}
    assert columns.shapes == {tuple(table) for table in tables}
    assert list(columns.filled(key)) == [table.get(key) for table in tables]
    assert list(columns.filled(key, "usual")) == [table.get(key, "usual") for table in tables]
    if key in columns.keys:
        assert columns.held(key) == [table[key] for table in tables if key in table]


@given(_TABLES, st.lists(st.sampled_from(_KEYS), max_size=3, unique=True))
def test_a_function_is_mapped_over_columns(tables: list[dict[str, Any]], keys: list[str]) -> None:
    """It is called once for each combination, with a list as a tuple and nothing for no column."""

    def hashable(value: Any) -> Any:
        return tuple(value) if isinstance(value, list) else value

    calls: Counter[Any] = Counter()

    def noted(a: Any = None, b: Any = None, c: Any = None) -> Any:
        calls[a, b, c] += 1
        return a, b, c

    expected = [
        tuple(hashable(table.get(key)) if key in keys else None for key in _KEYS)
        for table in tables
    ]
    assert list(Columns(tables).mapped(keys, noted)) == expected
    assert set(calls) >= set(expected)
    assert set(calls.values()) <= {1}


@pytest.mark.parametrize("keys", [["a"], ["a", "b"]])
def test_what_is_numbered_is_in_the_order_of_the_tables(keys: list[str]) -> None:
    """The same store gives the same index, whatever the order of a set."""
    tables = [{"a": str(number % 7), "b": "x"} for number in range(100)]
    found: list[str] = []

    def noted(a: str, b: str = "x") -> str:
        found.append(a + b)
        return a

    assert list(Columns(tables).mapped(keys, noted)) == [table["a"] for table in tables]
    assert found == ["0x", "1x", "2x", "3x", "4x", "5x", "6x"]


def test_what_is_named_must_be_a_parameter() -> None:
    """A key that the function does not know is a mistake in the program, not in a store."""
    with pytest.raises(TypeError):
        Columns([{"a": 1}]).mapped(["a"], lambda b: b)
