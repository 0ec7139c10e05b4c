"""Statements: what the ``written`` of a fact states, and which of its values disagree."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factreport.english.numbers import USUAL_SCALES, WITH_SCALE
from factreport.figure_text import decimal_of, write_number
from factreport.figures.number import EXACT
from factreport.model import QUALIFIERS, Qualifier

if TYPE_CHECKING:
    from factreport.figures.figure import Figure
    from factreport.unit import Unit

_QUALIFIERS: dict[str, Qualifier] = {qualifier: qualifier for qualifier in QUALIFIERS}
# Most records write their value in this usual way, which needs no grammar.
_USUAL = re.compile(
    rf"(?:({'|'.join(QUALIFIERS)}) )?"
    r"((?!0[0-9])[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(\.[0-9]{1,15})?"
    rf"(?: ({'|'.join(USUAL_SCALES)}))?((?<=[0-9])%| .+)?"
)
# A unit with a magnitude, or one that is per some number.
_UNUSUAL_UNIT = re.compile(rf"[0-9]|{WITH_SCALE}")


class Statement(NamedTuple):
    """The meaning of words in the unit of a fact: a value, a range, or a value with a margin."""

    value: float | None
    low: float | None
    high: float | None
    qualifier: Qualifier | None


def states(written: str, unit: str) -> Statement | None:
    """What the words of a source state in a unit; None if they have no figure in it, or several.

    "36.8 million tonnes" and "36,800,000" are 36.8 in "million tonnes", and so is "36.8".  A fall,
    "fell 2.6 percent", is negative, like a number with a minus sign.
    """
    if plain := _read_plainly(written, unit):
        return plain
    figure = _only_figure(written)
    if isinstance(figure, str) or _objection(figure, unit):
        return None
    if figure.direction == "down":
        figure = figure.scaled(Decimal(-1))
    value, low, high = (
        None if part is None else _as_number(_amounts(part, figure, unit)[0])
        for part in (figure.value, figure.low, figure.high)
    )
    return Statement(value, low, high, figure.qualifier)


def misstatement(written: str, fact: Statement, unit: str) -> str | None:
    """A clause that says which part of a fact disagrees with its words; None if none does."""
    plain = _read_plainly(written, unit)
    if plain and fact[:3] == plain[:3] and fact.qualifier in (None, plain.qualifier):
        return None
    figure = _only_figure(written)
    if isinstance(figure, str):
        return f'written "{written}" {figure}'
    if objection := _objection(figure, unit):
        return f'written "{written}" {objection}; correct one of them'
    clause = _disagreement(figure, written, fact, unit)
    # A fall may be negative, and so may a number in brackets, and a loss: the words beside an
    # amount of money say so, which `verify` looks up.
    is_bracketed = written[: figure.start].rstrip().endswith("(")
    if clause and (figure.direction == "down" or is_bracketed or figure.unit.is_money):
        return _disagreement(figure.scaled(Decimal(-1)), written, fact, unit) and clause
    return clause


def _read_plainly(written: str, unit: str) -> Statement | None:
    """What words in the usual way state, "more than 2.7 million people"; None for others."""
    usual = _USUAL.fullmatch(written)
    if usual is None or _UNUSUAL_UNIT.search(unit):
        return None
    is_share = unit in ("%", "percent") or unit.startswith(("percent of ", "% of "))
    units = ("%", "percent", "per cent") if is_share else (unit,)
    if usual[5] and usual[5].strip() not in units:
        return None
    value = Decimal(usual[2].replace(",", "") + (usual[3] or ""))
    if usual[4]:
        value = value.scaleb(USUAL_SCALES[usual[4]])
    return Statement(_as_number(value), None, None, _QUALIFIERS.get(usual[1]))


def _only_figure(written: str) -> Figure | str:
    """The only figure in the words, or a clause that says why there is none."""
    # Imported late: not needed for the usual styles.
    from factreport.figures.figure import Figure
    from factreport.figures.reading import read
    from factreport.unit import Unit

    reading = read(written)
    if len(reading.figures) == 1:
        return reading.figures[0]
    if reading.figures:
        texts = " and ".join([f'"{figure.text}"' for figure in reading.figures])
        count = len(reading.figures)
        return f"contains {count} figures, {texts}; keep only the value"
    digits = "1" if written == "one" else written.strip("() ")
    if re.fullmatch("[0-9]{1,15}", digits):  # even if it might otherwise be a year or a label
        value, span = Decimal(digits), (0, len(written))
        return Figure(written, *span, value, None, None, None, Unit(), Decimal(1), None, span)
    if any(skipped.reason == "a year" for skipped in reading.skipped):
        return (
            "contains no figure: a bare number from 1500 to 2100 is read as a year; add what it "
            'counts, as in "2000 people", or remove `written`'
        )
    if reading.skipped:
        first = reading.skipped[0]
        return f'contains no figure: "{first.text}" is read as {first.reason}; remove `written`'
    return "contains no figure that can be read; remove `written`"


@lru_cache(maxsize=4096)
def _unit(unit: str) -> tuple[Unit, Decimal]:
    """The unit of a fact and its magnitude."""
    from factreport.figures import units

    read = units.unit_of(unit)
    return read, units.magnitude_of(read)


def _objection(figure: Figure, unit: str) -> str | None:
    """Why a figure can't be in the unit of a fact: another currency, or percent for people."""
    from factreport.figures import units

    wanted, _ = _unit(unit)
    if figure.unit.is_count or not wanted.dimension:
        return None
    if units.convert(Decimal(1), figure.unit, wanted) is not None:
        return None
    if figure.unit.dimension == "percent":
        return f'is a percentage, but the unit is "{unit}"'
    return f'is in {figure.unit.name}, but the unit is "{unit}"'


def _amounts(amount: Decimal, figure: Figure, unit: str) -> list[Decimal]:
    """The values that an amount of a figure may have in the unit of a fact, the likeliest first."""
    from factreport.figures import units

    wanted, magnitude = _unit(unit)
    if figure.unit.is_count:
        full = EXACT.divide(amount, magnitude)
    else:
        converted = units.convert(amount, figure.unit, wanted)
        full = amount if converted is None else converted
        if figure.unit.name == "share":
            full = full.quantize(Decimal("0.1"))
    if magnitude == 1:
        return [full]
    is_in_full = abs(amount) >= magnitude or figure.step >= magnitude
    return [full, amount] if is_in_full else [amount, full]


def _as_number(value: Decimal) -> float:
    """An int if the value is whole, else a float, as in TOML."""
    return int(value) if value == value.to_integral_value() else float(value)


def _disagreement(figure: Figure, written: str, fact: Statement, unit: str) -> str | None:
    """A clause that says which part of a fact disagrees with the figure in its words."""
    parts = (
        ("value", fact.value, figure.value),
        ("low", fact.low, figure.low),
        ("high", fact.high, figure.high),
    )
    reads = f'written "{written}" reads as {_in_words(figure, unit)}'
    for name, given, read in parts:
        if given is None:
            continue
        if read is None:
            reads += f", which is {'one value' if figure.low is None else 'a range'}"
        else:
            amounts, value = _amounts(read, figure, unit), decimal_of(given)
            near = Decimal("0.5") if figure.unit.name == "share" else Decimal(0)  # a rounded third
            if value in amounts or any(abs(amount - value) < near for amount in amounts):
                continue
        cure, scaled = "correct one of them", None
        if read and figure.unit.is_count and figure.step <= 1:  # as in a table
            by = decimal_of(given)
            scales = (name for name, places in USUAL_SCALES.items() if by == read.scaleb(places))
            scaled = next(scales, None)
        if scaled:
            cure = f'if a header says {scaled}, remove `written`, or set unit = "{scaled} {unit}"'
        return f"{reads}, but {name} is {write_number(given)}; {cure}"
    if fact.qualifier in (None, figure.qualifier):
        return None
    cure = f'set qualifier = "{figure.qualifier}"' if figure.qualifier else "leave qualifier out"
    return f'{reads}, but qualifier is "{fact.qualifier}"; {cure}, or correct written'


def _in_words(figure: Figure, unit: str) -> str:
    def number(amount: Decimal) -> str:
        return write_number(_amounts(amount, figure, unit)[0])

    words = f"{figure.qualifier} " if figure.qualifier else ""
    if figure.value is None and figure.low is not None and figure.high is not None:
        return f"{words}{number(figure.low)} to {number(figure.high)}"
    return words + number(figure.value or Decimal(0))
