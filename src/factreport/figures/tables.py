"""Tables: a cell takes its unit, its scale and its sign from its headers and its caption."""

from __future__ import annotations

import re
from decimal import Decimal

from factreport.figures import english, units
from factreport.figures.exact import EXACT
from factreport.figures.figure import Figure, Reading, Skipped, Time, Unit
from factreport.figures.reading import read
from factreport.figures.running import NO_TIME, Running
from factreport.periods import Period
from factreport.texts.blocks import Block

_NOTHING = Reading((), (), ())
_YEAR = re.compile(r"\s*((?:1[5-9]|20)[0-9]{2})[efp]?\s*")  # "2024e" is an estimate
_MARKED = re.compile(r"(?<=[0-9]{2}) ?\([prefP]\)\Z")  # and "Apr 2024 (p)" provisional
_WHOLE_NUMBER = re.compile(r"[^\w]*([0-9]+)[^\w%]*")
_BRACKETED = re.compile(r"\([^\w()]?[0-9][0-9.,]*%?\)[^\w]?")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
# "15–24", "75+", "65 and over": what a group of people is called.
_GROUP = re.compile(
    r"(?:aged? )?[0-9]{1,3}(?: ?(?:[-–]|to|and) ?(?:[0-9]{1,3}|over|older|above|under|younger)|\+)"
    r"(?: years?(?: old)?)?",
    re.IGNORECASE,
)
_LONGEST_HEADER = 200


def read_block(block: Block, running: Running = NO_TIME) -> Reading:
    """Read a block; a block without prose has nothing to read.

    A number in a cell has the unit and the scale that its headers or its caption name: "(%)", "$
    million", "in thousands".  In a table of money, brackets make it negative.  Four digits are a
    year under the header "Year", and a number under any other header.
    """
    if not block.is_prose:
        return _NOTHING
    if block.kind != "cell":
        return read(block.text, running)
    if not block.column and (year := _YEAR.fullmatch(block.text)):
        return _year(block.text, year)
    if reason := _why_label(block):
        return Reading((), (Skipped(block.text, 0, len(block.text), reason),), ())
    reading = read(block.text)
    if block.column and not _is_of_years(block):
        reading = _with_bare_number(block.text, reading)
    if not reading.figures:
        return reading
    unit = _unit_of(block)
    is_negative = _is_of_money(block, unit) and _is_bracketed(block.text)
    figures = tuple(_in_unit(figure, unit, is_negative=is_negative) for figure in reading.figures)
    return reading._replace(figures=figures)


def _year(text: str, year: re.Match[str]) -> Reading:
    start, end = year.span(1)
    when = Time(year[1], start, end, Period.of(int(year[1])), "in")
    return Reading((), (Skipped(year[1], start, end, "a year"),), (when,))


def _why_label(block: Block) -> str | None:
    """Why the number of a cell is no figure: a group that it names, a rank, a note."""
    header = (block.column or ("",))[-1].lower().strip(" .:")
    if header in english.LABEL_HEADERS and _WHOLE_NUMBER.fullmatch(block.text):
        return "a label"
    if not _GROUP.fullmatch(block.text):
        return None
    if not english.AGES.isdisjoint(header.split()):
        return "an age group"
    return None if block.row or block.column else "a label"


def _is_of_years(block: Block) -> bool:
    """Whether a header says that the numbers below or beside it are years."""
    words = " ".join((*block.column, *block.row)).lower().replace(":", " ").split()
    return not english.YEAR_HEADERS.isdisjoint(words)


def _with_bare_number(text: str, reading: Reading) -> Reading:
    """The reading, with a number that might be a year or a label taken as a figure."""
    number = _WHOLE_NUMBER.fullmatch(text)
    if reading.figures or not number or len(reading.skipped) != 1:
        return reading
    start, end = number.span(1)
    value = Decimal(number[1])
    figure = Figure(
        *(number[1], start, end, value, None, None, None, Unit(), Decimal(1), None, (start, end))
    )
    return Reading((figure,), (), ())


def _unit_of(block: Block) -> Unit:
    """The unit that the headers and the caption name, the nearest first, with their scale."""
    found = Unit()
    scale = Decimal(1)
    is_exempt = "except per share" in f"{block.corner} {block.caption}".lower() and any(
        re.search(r"\bper share\b|\beps\b", header.lower())
        for header in (*block.row, *block.column)
    )
    for header in (*reversed(block.column), *reversed(block.row), _corner(block), block.caption):
        unit = _named_in(header[:_LONGEST_HEADER])
        if unit is None:
            continue
        magnitude = units.magnitude_of(unit)
        if scale == 1 and not is_exempt:
            scale = magnitude
        if not found.dimension:
            found = unit._replace(factor=EXACT.divide(unit.factor, magnitude))
    if found.dimension in ("percent", "points"):
        return found
    return found._replace(factor=EXACT.multiply(found.factor, scale))


def _corner(block: Block) -> str:
    """The corner of the table, unless it is but a name for the rows: "Year"."""
    return block.corner if re.search(r"[,(\[]|\bin\b", block.corner.lower()) else ""


def _named_in(header: str) -> Unit | None:
    """The unit that a header names: in brackets, after a comma, or as the whole header."""
    header = _MARKED.sub("", header)
    behind_comma = header.rpartition(",")[2] if "," in header else ""
    for part in (*_IN_BRACKETS.findall(header), behind_comma, header):
        words = (
            part.partition(", except")[0].strip().removeprefix("in ").removeprefix("In ").strip()
        )
        if not words:
            continue
        unit = units.unit_of(words)
        magnitude = units.magnitude_of(unit)
        # "Deaths per 100,000 people", but not "2023/24".
        is_rate = any(map(str.isdigit, unit.per)) and unit.name.isalpha()
        if unit.dimension not in ("", "count") or magnitude != 1 or is_rate:
            # "2020" is not a magnitude, "1,000 t" has one
            return unit if f"{magnitude.normalize():E}".startswith("1E") else None
    return None


def _is_of_money(block: Block, unit: Unit) -> bool:
    if unit.dimension.startswith("money"):
        return True
    headers = (*block.column, *block.row, _corner(block), block.caption)
    named = (_named_in(header[:_LONGEST_HEADER]) for header in headers)
    return any(unit is not None and unit.dimension.startswith("money") for unit in named)


def _is_bracketed(text: str) -> bool:
    """Whether a cell is nothing but a number in brackets: "(217,480)", "$ (0.4)"."""
    return _BRACKETED.fullmatch("".join(text.split())) is not None


def _in_unit(figure: Figure, unit: Unit, *, is_negative: bool) -> Figure:
    """The figure in the unit of its table, if it names none of its own."""
    if figure.unit.dimension in ("", "count"):
        is_plain = figure.step <= 1  # and not "3.2 million"
        scale = units.magnitude_of(unit) if is_plain else Decimal(1)
        base = unit._replace(factor=EXACT.divide(unit.factor, units.magnitude_of(unit)))
        figure = _scaled(figure, scale)
        if unit.dimension:
            figure = figure._replace(unit=base)
    return _scaled(figure, Decimal(-1)) if is_negative else figure


def _scaled(figure: Figure, factor: Decimal) -> Figure:
    value, low, high = (
        None if part is None else EXACT.multiply(part, factor)
        for part in (figure.value, figure.low, figure.high)
    )
    if factor < 0:
        low, high = high, low
    step = EXACT.multiply(figure.step, abs(factor))
    return figure._replace(value=value, low=low, high=high, step=step)
