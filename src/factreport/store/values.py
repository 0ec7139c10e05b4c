"""The values of observations: read from ``written``, checked, and converted to plain amounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from factreport.figures.statement import Statement, misstatement, states
from factreport.figures.units import magnitude_of, to_base, unit_of
from factreport.kinds.types import VALUE, VALUE_LIMIT
from factreport.store.index import Row
from factreport.store.validate import Entry, Mistakes

_Part = Mapping[str, Any]
_Scale = Callable[[float], float]
_STATED = Statement._fields


def read_values(
    entry: Entry, parts: Sequence[_Part], unit: str, mistakes: Mistakes
) -> Sequence[_Part]:
    """The observations with the values that ``written`` states; contradictions are reported."""
    read = []
    for number, part in enumerate(parts):
        written, value, stated = part.get("written"), part.get("value"), part
        if written is not None:
            qualifier = part.get("qualifier")
            # The fast path: most values are written like this.
            is_usual = type(value) is int and written == (
                f"{value:,}" if qualifier is None else f"{qualifier} {value:,}"
            )
            if not is_usual:
                stated, clause = _with_stated(part, unit)
                if clause:
                    mistakes.report(entry.part(number, part), clause, "written")
        if "low" in stated:
            low, high, value = stated["low"], stated["high"], stated.get("value")
            clause = None
            if low > high:
                clause = f"low is {low:,}, more than high, {high:,}; swap them"
            elif value is not None and not low <= value <= high:
                clause = (
                    f"value is {value:,}, which is not between low, {low:,}, and high, {high:,}"
                )
            if clause:
                mistakes.report(entry.part(number, part), clause, "low")
        read.append(stated)
    return read


def _with_stated(part: _Part, unit: str) -> tuple[_Part, str | None]:
    """An observation with the values that its words state, and a clause if any disagrees."""
    stated = states(part["written"], unit)
    given = {name: part[name] for name in _STATED if name in part}
    if stated is None or any(getattr(stated, name) != given[name] for name in given):
        fact = Statement(*(given.get(name) for name in _STATED))
        if clause := misstatement(part["written"], fact, unit):
            return part, clause
    if stated is None:
        return part, None
    read = {name: part for name, part in stated._asdict().items() if part is not None}
    for name in read.keys() & {"value", "low", "high"}:
        if clause := VALUE.check(read[name]):
            return part, f"written states a figure that {clause}"
    return {**part, **read, **given}, None


def amounts(parts: Sequence[_Part], unit: str, first: int) -> Iterator[tuple[str, list[Row]]]:
    """The ranges of observations, and their numbers in full and in the base unit."""
    spread = [
        (number, part["low"], part["high"])
        for number, part in enumerate(parts, first)
        if "low" in part
    ]
    plain, base = scales(unit) if unit else (None, None)
    if spread:
        yield "spread", spread
        ends = [(end, at) for at, *ends in spread for end in ends]
        yield "plain", [(plain(end) if plain else end, at) for end, at in ends]
        yield "base", [(base(end) if base else end, at) for end, at in ends]
    for table, scaled in (("plain", plain), ("base", base)):
        if scaled:
            values = ((part.get("value"), number) for number, part in enumerate(parts, first))
            yield table, [(scaled(value), at) for value, at in values if value is not None]


@lru_cache(maxsize=1024)
def scales(unit: str) -> tuple[_Scale | None, _Scale | None]:
    """The functions from a number in a unit to its value in full and in the base unit.

    None if the number stays the same.
    """
    measure = unit_of(unit)
    magnitude = magnitude_of(measure)
    plain = None if magnitude == 1 else _scale(lambda amount: amount * magnitude)
    is_base = to_base(Decimal(0), measure) == 0 and to_base(Decimal(1), measure) == 1
    base = None if is_base else _scale(lambda amount: to_base(amount, measure))
    return plain, base


def _scale(scaled: Callable[[Decimal], Decimal]) -> _Scale:
    """The same function for numbers; the result is an int if it is whole and fits into SQLite."""

    def number(value: float) -> float:
        amount = scaled(Decimal(repr(value)))
        is_whole = abs(amount) < VALUE_LIMIT and amount == int(amount)
        return int(amount) if is_whole else float(amount)

    return number
