"""Trends for people: a bar for each observation with its changes, and the total change above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from factreport.figures.writing import SIGNS, write_number
from factreport.model import Source
from factreport.periods import Period, label
from factreport.render import records as look_up
from factreport.render.answer import Answer, Column, Note
from factreport.render.series import Point, Series
from factreport.trend import FIELDS, POINTS, Comparison, Step, length_of, rounded
from factreport.wording import listed

_PROJECTION = "projection"
_UNMEASURED = ("estimate", _PROJECTION)
_MOST_PERIODS = 4
# A series with more periods is drawn along a time axis, not as a list of bars.
_MOST_BARS = 12

_Key = tuple[str | None, str | None, str | None]  # area, group, length of the periods


class _Line(NamedTuple):
    """A step, the key of its series, and the length of its bar."""

    step: Step
    key: _Key
    share: float  # of the largest value with periods of this length; 0 for a step without others


def answer(steps: Sequence[Step], sources: Sequence[Source]) -> Answer:
    """The trend of one metric; ``steps`` are all its steps, in any order of areas."""
    lines = _lines(steps)
    records = [line.step.record for line in lines]
    shared = {**look_up.shared_parts(records), "unit": (records[0].unit or "") if records else ""}
    numbers = look_up.numbered(records)
    keys = [line.key for line in lines]
    return Answer(
        fields=FIELDS,
        rows=[line.step.as_row() for line in lines],
        items=lines,
        columns=_columns(lines, shared, numbers),
        title=records[0].title if records else "",
        about=[("", " · ".join(filter(None, shared.values()))), *_totals(lines)] if records else [],
        notes=[*_reasons(lines), *look_up.source_notes(records, sources, numbers)],
        footnotes=[record.citation for record in records],
        gaps=frozenset(
            place for place in range(1, len(keys)) if keys[place][2] != keys[place - 1][2]
        ),
        series=_series(lines),
        unit=shared["unit"],
        sources=sources,
    )


def _lines(steps: Sequence[Step]) -> list[_Line]:
    """The steps by length of period, then by area and group, in the order of the steps."""
    grouped: dict[_Key, list[Step]] = {}
    for step in steps:
        record = step.record
        length = length_of(Period.parse(record.period)) if record.period else None
        grouped.setdefault((record.area, record.group, length), []).append(step)
    lengths = list(dict.fromkeys(key[2] for key in grouped))
    compared = Counter(key[2] for key, found in grouped.items() if len(found) > 1 for _ in found)
    lengths.sort(key=lambda length: -compared[length])  # the most frequent length first
    largest = {
        length: max(
            (
                abs(_middle(step))
                for key, found in grouped.items()
                if key[2] == length
                for step in found
            ),
            default=0,
        )
        for length in lengths
    }
    return [
        _Line(step, key, _middle(step) / (largest[length] or 1) if len(found) > 1 else 0.0)
        for length in lengths
        for key, found in grouped.items()
        if key[2] == length
        for step in found
    ]


def _middle(step: Step) -> float:
    """The value, or the middle of a range."""
    record = step.record
    if record.value is not None:
        return record.value
    return ((record.low or 0) + (record.high or 0)) / 2


def _columns(
    lines: Sequence[_Line], shared: dict[str, str], numbers: dict[str, int]
) -> list[Column]:
    is_rate = any(line.step.change_unit == POINTS for line in lines)
    of_record = look_up.COLUMNS
    source = look_up.source_column(numbers)
    read_in = Column(
        "source", lambda line: source.cell(line.step.record), style="dim", is_plain=True
    )

    def cell_of(name: str) -> Column:
        column = of_record[name]
        return Column(
            name,
            lambda line: column.cell(line.step.record),
            is_firm=column.is_firm,
            is_plain=True,
        )

    return [
        *(cell_of(name) for name in ("area", "group") if name not in shared),
        Column("period", lambda line: _period(line.step), is_firm=True, is_plain=True),
        Column(
            "value",
            lambda line: look_up.value(line.step.record),
            style="bold",
            is_number=True,
            is_plain=True,
            bar=lambda line: float(line.share),
            is_open=lambda line: line.step.record.status in _UNMEASURED,
        ),
        Column(
            "change",
            lambda line: _signed(line.step, line.step.previous),
            "Points" if is_rate else "Change",
            is_number=True,
        ),
        Column("percent", lambda line: _percent(line.step.previous), "In %", is_number=True),
        Column("growth", lambda line: _growth(line.step.previous), "Per year", is_number=True),
        Column(
            "year_before",
            lambda line: _on_year_before(line.step, is_rate=is_rate),
            "On the year",
            is_number=True,
        ),
        cell_of("status"),
        *([] if look_up.is_one_citation([line.step.record for line in lines]) else [read_in]),
    ]


def _period(step: Step) -> str:
    return look_up.period(step.record.period) or "no period"


def _signed(step: Step, comparison: Comparison) -> str:
    """The change, with a decimal where the value has one: ``-1.0`` beside ``+0.2``."""
    change = comparison.change
    if change is None:
        return ""
    if isinstance(step.record.value, float):
        change = float(change)
    plus = "+" if change > 0 else ""
    return f"{_sign(comparison)}{plus}{write_number(change)}"


def _sign(comparison: Comparison) -> str:
    return SIGNS[comparison.qualifier] if comparison.qualifier else ""


def _percent(comparison: Comparison) -> str:
    return _percentage(comparison, comparison.percent)


def _growth(comparison: Comparison) -> str:
    return _percentage(comparison, comparison.growth)


def _on_year_before(step: Step, *, is_rate: bool) -> str:
    """The change from the same month, quarter or half of the previous year."""
    return _signed(step, step.year_before) if is_rate else _percent(step.year_before)


def _percentage(comparison: Comparison, percent: float | None) -> str:
    """``+112.4%``, with more decimals if one would show only 0."""
    if percent is None:
        return ""
    places = 1 if not percent or abs(percent) >= 0.1 else 4
    return f"{_sign(comparison)}{rounded(percent, places, comparison.qualifier):+,f}%"


def _totals(lines: Sequence[_Line]) -> Iterator[tuple[str, str]]:
    """For each series that was compared, its first and last period, and the change between them.

    Measured values are not combined with projections, which have their own line.
    """
    last_of: dict[tuple[_Key, bool], Step] = {}
    for line in lines:
        if line.step.total.change is not None:
            last_of[line.key, line.step.record.status == _PROJECTION] = line.step
    name_of = _names(lines)
    for (key, is_projected), step in last_of.items():
        span = f"{look_up.period(step.total.period)} to {_period(step)}"
        projected = ["projected"] if is_projected else []
        yield ", ".join([*name_of(key), span, *projected]), _total(step)


def _names(lines: Sequence[_Line]) -> Callable[[_Key], list[str]]:
    """A function that names a series: its area and group, if they distinguish it from others."""
    varying = [part for part in (0, 1) if len({line.key[part] for line in lines}) > 1]
    return lambda key: [name for part in varying if (name := key[part])]


def _total(step: Step) -> str:
    total = step.total
    growth = _growth(total)
    parts = [
        f"{_signed(step, total)} {step.change_unit or ''}".rstrip(),
        _percent(total),
        f"{growth} a year" if growth else "",
    ]
    return ", ".join(part for part in parts if part)


def _reasons(lines: Sequence[_Line]) -> list[Note]:
    """Why a change is not given, and for which periods."""
    periods: dict[tuple[str, str], dict[str, None]] = {}
    name_of = _names(lines)
    for line in lines:
        if reason := line.step.previous.reason:
            names = ", ".join(name_of(line.key))
            periods.setdefault((names, reason), {})[_period(line.step)] = None
    return [
        Note(f"{f'{names}, ' if names else ''}{_listed(list(named))}: {reason}")
        for (names, reason), named in periods.items()
    ]


def _listed(periods: Sequence[str]) -> str:
    if len(periods) <= _MOST_PERIODS:
        return listed(periods)
    return f"{periods[0]} to {periods[-1]} ({len(periods)} times)"


def _series(lines: Sequence[_Line]) -> list[Series]:
    """The series of a chart along a time axis; empty if a few bars are clearer.

    Periods of another length have another scale, so they get a chart of their own.
    """
    lengths = {line.key[2] for line in lines if line.share}
    points: dict[_Key, list[Point]] = {}
    for line in lines:
        if line.key[2] in lengths and line.key[2] and not line.step.record.is_superseded:
            points.setdefault(line.key, []).append(_point(line.step))
    is_plain = len({key[:2] for key in points}) == 1
    if is_plain and max(map(len, points.values())) <= _MOST_BARS:
        return []
    name_of = _names(lines)
    return [
        Series(" · ".join(name_of(key)), tuple(found), key[2] or "")
        for key, found in points.items()
    ]


def _point(step: Step) -> Point:
    record, value = step.record, _middle(step)
    period = Period.parse(record.period or "")
    return Point(
        period.first.toordinal(),
        period.last.toordinal(),
        value,
        value if record.low is None else record.low,
        value if record.high is None else record.high,
        label(period.iso),
        look_up.value(record),
        record.status if record.status in _UNMEASURED else "",
    )
