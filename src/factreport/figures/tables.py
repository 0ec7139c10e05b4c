"""Tables: a cell takes its unit, its scale and its sign from its headers and its caption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from factreport.english import headers, labels, vocabulary
from factreport.figures import units
from factreport.figures.figure import Figure, Reading, Skipped, Time
from factreport.figures.number import EXACT
from factreport.figures.reading import read
from factreport.figures.running import NO_TIME, Running
from factreport.periods import Period
from factreport.texts.blocks import Block
from factreport.unit import Unit

Column = tuple[int | None, tuple[str, ...]]  # the number of a table, and the column's headers

_GROUPED = re.compile(r"\d,\d{3}")
_NOTHING = Reading((), (), ())
_YEAR = re.compile(r"\s*((?:1[5-9]|20)[0-9]{2})(?:[prefb]|[*]{1,3})?\s*")  # "2024e" is an estimate
MARKED_HEADER = re.compile(r"(?<=[0-9]) ?\(([pref])\)\Z")  # "2025 Q3 (p)": provisional
# A number with the mark of its status: "5,387r", "5,387 (p)"; "5.2b" is billions and "85p" a price.
MARKED_CELL = re.compile(
    r"(?P<number>\W*[0-9][0-9., ]*%? ?)"
    r"[(\[]?(?P<mark>[ref]|\*{1,3}|(?<= )p|(?:(?<=[(\[])|(?<=[, ][0-9]{3})|(?<=[, ][0-9]{3} ))[pb])"
    r"[)\]]?"
)
_WHOLE_NUMBER = re.compile(r"[^\w]*([0-9]+)[^\w%]*")
# "L 5–14", "1 – 2 aet"; but "2–4 weeks"
_SCORE = re.compile(r"(?s)(?:[A-Z] )?[0-9]{1,2} ?[-–] ?[0-9]{1,2}(?![0-9.%]| ?%| [a-z]{4,}).*")
# What numbers are below some headers.
_LABELLED = (
    (headers.LABELS, _WHOLE_NUMBER, "a label"),
    (headers.VERSIONS, re.compile(r"v?[0-9]+(?:\.[0-9]+)+"), "a version"),
    (headers.SCORES, _SCORE, "a score"),
    (headers.PAGES, _WHOLE_NUMBER, "a page"),
)
_DAY = re.compile(r"[1-9]|[12][0-9]|3[01]")
_SHORTENED = re.compile(r"[A-Z][/-][A-Z]")  # "F/Lap", "W/L", the pattern "[A-Z]"
_NUMBER_OF_ROW = re.compile(r"([0-9]{1,3})\.?")
_FEWEST_ROWS = 3
_PAIR = re.compile(r"([0-9]{1,3})/([0-9]{1,3})")  # the highest and the lowest: "23/16"
_APART_FROM_SIGN = re.compile(r"[-–−]\s+[0-9][0-9.,]*\s?%?")  # "- 2.3"
_BRACKETED = re.compile(r"\([^\w()]?[0-9][0-9.,]*%?\)[^\w]?")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
# Also a bracket: "Revenue (restated)* £m"; but not the comma of "per 100,000".
_COMMA = re.compile(r",(?![0-9]{3}\b)|(?<![0-9]),|[)\]][*†]?\s")
_PART = re.compile(f"{_IN_BRACKETS.pattern}|{_COMMA.pattern}")
_LONGEST_HEADER = 200
_LONGEST_NAME = 60
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_WORDS = 3
_WITH_SHARE = re.compile(r"([0-9][0-9,]*) \([0-9.]+\)")  # "204 (65)" of a "Rate (%)"
_ALL = 100  # percent
_NOTE = re.compile(r"(?<=[12][0-9]{3} )\(([0-9])\)\Z")
_NOTE_OF_ROW = re.compile(r"\b[a-z][a-z-]+ \(([0-9])\)\Z")  # "Deferred revenue (2)"
_CLOSING_YEAR = re.compile(r"(?<=[a-z])[,:]?\s(?:1[5-9]|20)[0-9]{2}(?:[-–/][0-9]{2})?\Z")
_LEVEL = re.compile(r"\d ?%")
_ONLY_DIGITS = re.compile(r"[0-9., ]+")


class Columns(NamedTuple):
    """What the columns of tables are known for: their currencies, and which only number rows."""

    currencies: Mapping[Column, Unit] = MappingProxyType({})
    numbering: frozenset[Column] = frozenset()


NO_COLUMNS = Columns()


def columns_of(blocks: Iterable[Block]) -> Columns:
    """What is known of the columns by all their cells.

    Accounts have the sign of a currency in the first row of a column for all of them.  A first
    column that counts 1, 2, 3 numbers the rows.
    """
    units_of: dict[Column, Unit] = {}
    numbers: dict[Column, list[int]] = {}
    for block in blocks:
        column = block.table, block.column
        if block.column and not block.row:
            number = _NUMBER_OF_ROW.fullmatch(block.text)
            numbers.setdefault(column, []).append(int(number[1]) if number else -1)
        if block.column and column not in units_of and (figures := read(block.text).figures):
            units_of[column] = figures[0].unit
    return Columns(
        {column: unit for column, unit in units_of.items() if unit.is_money},
        frozenset(
            column
            for column, named in numbers.items()
            if len(named) >= _FEWEST_ROWS and named[0] >= 0
            if all(number == named[0] + at for at, number in enumerate(named))
        ),
    )


def read_block(block: Block, running: Running = NO_TIME, columns: Columns = NO_COLUMNS) -> Reading:
    """Read a block; a block without prose has nothing to read.

    A number in a cell has the unit and the scale that its headers or its caption name: "(%)", "$
    million", "in thousands"; else the currency of its column.  Brackets around an amount make it
    negative.  Four digits are a year under the header "Year", and a number under any other header.
    """
    if not block.is_prose:
        return _NOTHING
    if block.kind != "cell":
        return read(block.text, running)
    if not block.column and (year := year_of(block.text)):
        return Reading((), (Skipped(year.text, year.start, year.end, "a year"),), (year,))
    reason = _why_label(block)
    if not block.row and (block.table, block.column) in columns.numbering:
        reason = "a label"
    if reason:
        return Reading((), (Skipped(block.text, 0, len(block.text), reason),), ())
    reading = read(without_mark(block.text))
    is_lone = not reading.figures and len(reading.skipped) == 1
    number = _WHOLE_NUMBER.fullmatch(block.text) if is_lone and block.column else None
    if is_lone and "/" in block.text and _unit_of(block).dimension:
        number = _PAIR.fullmatch(block.text)
    words = (
        " ".join((*block.column, *block.row)).lower().replace(":", " ").split() if number else ()
    )
    if number and headers.YEARS.isdisjoint(words):
        # Not a year, a label or a score after all.
        parts = [(number[at], number.span(at)) for at in range(1, len(number.groups()) + 1)]
        bare = [
            Figure(part, *at, Decimal(part), None, None, None, Unit(), Decimal(1), None, at)
            for part, at in parts
        ]
        reading = Reading(tuple(bare), (), ())
    note = None
    if block.text.endswith(")"):
        note = _NOTE.search(block.text)  # "November 2, 2024 (1)"
        note = note or (None if block.row else _NOTE_OF_ROW.search(block.text))
    if note and reading.figures and reading.figures[-1].start >= note.start():
        skipped = (*reading.skipped, Skipped(note[1], *note.span(1), "a label"))
        reading = reading._replace(figures=reading.figures[:-1], skipped=skipped)
    own_words = _WORD.findall(block.text)
    if not reading.figures or len(own_words) > _MOST_WORDS + len(reading.figures):
        return reading  # a sentence
    if block.column and not block.row:  # "Under 18 years", "4 or more" in the first column
        named = [
            figure for figure in reading.figures if figure.unit.is_duration or figure.qualifier
        ]
        labelled = [Skipped(part.text, part.start, part.end, "a label") for part in named]
        figures = tuple(figure for figure in reading.figures if figure not in named)
        reading = Reading(figures, tuple(sorted((*reading.skipped, *labelled))), reading.times)
    return reading._replace(figures=_in_table(block, reading.figures, columns.currencies))


def year_of(header: str) -> Time | None:
    """The year that a header consists of, perhaps with a unit: "2019", "2019 £m"."""
    year = _YEAR.match(header)
    rest = header[year.end() :] if year else ""
    if year is None or (rest and not _named_in(rest)):
        return None
    return Time(year[1], *year.span(1), Period.of(int(year[1])), "in")


def _in_table(
    block: Block, figures: Iterable[Figure], currencies: Mapping[Column, Unit]
) -> tuple[Figure, ...]:
    """The figures of a cell with the unit, the scale and the sign that its table gives them."""
    unit = _unit_of(block)
    money = currencies.get((block.table, block.column)) if currencies else None
    if money and not (unit.dimension or headers.NO_MONEY.search(" ".join(block.row))):
        unit = money._replace(factor=EXACT.multiply(money.factor, units.magnitude_of(unit)))
    is_negative = _APART_FROM_SIGN.fullmatch(block.text.strip()) is not None
    is_bracketed = "(" in block.text and _BRACKETED.fullmatch("".join(block.text.split()))
    if is_bracketed:  # "(217,480)", "$ (0.4)"
        named = [unit, *filter(None, map(_named_in, _headers(block)))]
        is_negative = _GROUPED.search(block.text) is not None or any(
            unit.is_money or units.magnitude_of(unit) != 1 for unit in named
        )
    if unit == units.BARE and not is_negative:
        return (*figures,)
    figures, counts = [*figures], list[Figure]()
    if unit.is_percentage and (count := _WITH_SHARE.fullmatch(block.text)):
        is_named = any(map(headers.COUNT_AND_SHARE.search, (*block.column, *block.row)))
        if is_named or int(count[1].replace(",", "")) > _ALL:
            counts, figures = figures[:1], figures[1:]
    read_in_unit = [*counts, *(_in_unit(figure, unit) for figure in figures)]
    return tuple(
        figure.scaled(Decimal(-1 if is_negative and figure.first > 0 else 1))  # "(4.2)%" is read so
        for figure in read_in_unit
    )


def without_mark(cell: str) -> str:
    """The text of a cell without the mark of its status."""
    marked = MARKED_CELL.fullmatch(cell)
    return marked["number"] if marked else cell


def _why_label(block: Block) -> str | None:
    """Why the number of a cell is not a figure: a group that it names, a rank, a note."""
    header = (block.column or ("",))[-1].lower().strip(" .:")
    for named, written, reason in _LABELLED:
        if header in named and written.fullmatch(block.text):
            return reason
    is_alone = not block.column and _NUMBER_OF_ROW.fullmatch(block.text) is not None
    if is_alone and any(map(headers.LABEL_OF_ROW.fullmatch, block.row)):  # "Item 7A.", in contents
        return "a page"
    is_calendar = header in headers.WEEKDAYS and _DAY.fullmatch(block.text) is not None
    if is_calendar and not any(map(headers.NAME_OF_ROW.search, block.row)):
        return "a date"
    if not headers.AGES.fullmatch(block.text):
        return None
    if not labels.AGES.isdisjoint(header.split()):
        return "an age group"
    return None if block.row or block.column else "a label"


def _unit_of(block: Block) -> Unit:
    """The unit that the headers and the caption name, the nearest first, with their scale."""
    named = [(header, _named_in(header)) for header in _headers(block)]
    if not any(unit for _, unit in named):
        return units.BARE
    unit_named = units.BARE
    scale = Decimal(1)
    name = "".join((block.row or block.column)[-1:]).lower()
    if "shares" in name and len(name) < _LONGEST_NAME:
        is_exempt = headers.EXCEPT_SHARES.search(f"{block.corner} {block.caption}") is not None
    else:
        is_exempt = headers.PER_SHARE.search(" ".join((*block.row, *block.column))) is not None
    # "Employees" and "Number of employees" in a table of money; not "Loans to companies", or 1.2.
    label = " ".join(block.row).lower().removeprefix("number of ")
    words = headers.OF_WHAT.split(label)[0].split()
    is_counted = bool(words) and words[-1] in vocabulary.COUNTED and "." not in block.text
    is_counted |= headers.OF_SHARES.search(label) is not None
    for header, unit in named:
        if header in block.row and header[:1].isdigit():
            continue  # "100 m", a race
        is_of_table = header in (block.corner, block.caption)
        if unit is None or (is_counted and is_of_table and unit.is_money):
            continue
        if unit_named.name and not unit.is_count and unit.name != unit_named.name:
            continue  # "Dividend (pence)" in a column in £m
        magnitude = units.magnitude_of(unit)
        if scale == 1 and not is_exempt:
            scale = magnitude
        if not unit_named.dimension:
            unit_named = unit._replace(factor=EXACT.divide(unit.factor, magnitude))
    if unit_named.is_percentage or scale == 1:
        return unit_named
    return unit_named._replace(factor=EXACT.multiply(unit_named.factor, scale))


def _headers(block: Block) -> list[str]:
    """What may name the unit of a cell, the nearest first; a corner such as "Year" does not."""
    corner = block.corner if headers.CORNER_OF_UNIT.search(block.corner) else ""
    column, row = reversed(block.column), reversed(block.row)
    named = [_named_in(header) for header in block.row if _PART.search(header)]
    of_column = [_named_in(header) for header in block.column]
    # "Dividend (pence)" in a column in £m, but "Sales (£m)" in a column of changes in percent
    if any(named) and not any(unit and unit.dimension == "percent" for unit in of_column):
        column, row = row, column
    names = [*column, *row, corner, block.caption]
    # "Population, thousands" or "Jobless rate (%)" above a table is like its caption; another unit
    # may be that of a part of it.
    heading = block.headings[-1][:_LONGEST_HEADER] if block.headings else ""
    for part in (*_IN_BRACKETS.findall(heading), *_COMMA.split(heading)[1:]) if heading else ():
        unit = _named_in(part)
        is_scale = unit and not unit.name and units.magnitude_of(unit) != 1
        if unit and (is_scale or unit.dimension == "percent"):
            names.append(part)
    return [header[:_LONGEST_HEADER] for header in names]


@lru_cache(maxsize=32768)  # all cells of a column have one; spreadsheets have 16,384 columns
def _named_in(header: str) -> Unit | None:
    """The unit that a header names: in brackets, after a comma, or as the whole header."""
    header = _CLOSING_YEAR.sub("", MARKED_HEADER.sub("", header))
    after_comma = "".join(_COMMA.split(header)[1:][-1:])
    for part in (*_IN_BRACKETS.findall(header), after_comma, header):
        words = headers.BEFORE_MAGNITUDE.sub("", headers.EXCEPTION.split(part)[0].strip()).strip()
        is_letter = len(words) == 1 and words.isupper() and words == header
        is_letter |= _SHORTENED.match(words) is not None
        if is_letter or words.startswith("A ") or _LEVEL.search(words):
            continue  # "A year ago", or a row "A", has nothing of amperes; "95% CI" is not percent
        if not words or (_ONLY_DIGITS.fullmatch(words) and words != "000"):
            continue
        unit = units.unit_of(words)
        if "/" in unit.per:
            continue  # "W/E 02/24/17"
        if unit.per.startswith("("):
            unit = unit._replace(per="")  # "$000 Increase / (Decrease)"
        magnitude = units.magnitude_of(unit)
        if unit.is_duration and headers.TIME.search(words):
            continue
        # "Deaths per 100,000 people", but not "2023/24".
        is_rate = unit.per[:1].isdigit() and unit.name.isalpha()
        if not unit.is_count or magnitude != 1 or is_rate:
            # "2020" is not a magnitude, "1,000 t" has one
            return unit if f"{magnitude.normalize():E}".startswith("1E") else None
    return None


def _in_unit(figure: Figure, unit: Unit) -> Figure:
    """The figure in the unit of its table, if it names none of its own, and in its scale."""
    if unit == units.BARE:
        return figure
    is_money = figure.unit.is_money and figure.unit.factor == 1  # and not pence
    first, last = (position - figure.start for position in figure.number)
    # "1,300" is rounded, but is not in hundreds as "3.2 million" is in millions.
    is_plain = figure.step <= 1 or _ONLY_DIGITS.fullmatch(figure.text, first, last) is not None
    scale = units.magnitude_of(unit) if is_plain else Decimal(1)
    if is_money and unit.dimension in ("", "count", figure.unit.dimension):
        return figure.scaled(scale)  # "$ 1,185" in a table in millions
    if not figure.unit.is_count:
        return figure
    base = unit._replace(factor=EXACT.divide(unit.factor, units.magnitude_of(unit)))
    return figure.scaled(scale)._replace(unit=base if unit.dimension else figure.unit)
