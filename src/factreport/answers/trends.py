"""Trends for people: a bar for each observation with its changes, and the total change above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from factreport.answers import Answer, ChartSeries, Column, Note, Point, look_ups
from factreport.figure_text import SIGNS, write_number
from factreport.model import Source
from factreport.periods import Period, short_label
from factreport.trend import FIELDS, POINTS, Comparison, Step, length_of, rounded
from factreport.wording import listed

_PROJECTION = "projection"
_UNMEASURED = ("estimate", _PROJECTION)
_MOST_PERIODS = 4


class _SeriesKey(NamedTuple):
    """What a series is about: its area, its group, and the length of its periods."""

    area: str | None
    group: str | None
    length: str | None


class _TrendRow(NamedTuple):
    """A step, the key of its series, the length of its bar, and the period before a gap."""

    step: Step
    key: _SeriesKey
    share: float | None  # of the largest value with periods of this length; None if there is one
    since: str


def answer(steps: Sequence[Step], sources: Sequence[Source]) -> Answer:
    """The trend of one metric; ``steps`` are all its steps, in any order of areas."""
    lines = _lines(steps)
    records = [line.step.record for line in lines]
    shared = look_ups.shared_parts(records)
    if records and records[0].unit:
        shared["unit"] = records[0].unit
    numbers = look_ups.numbered(records)
    lengths = [line.key.length for line in lines]
    is_mixed = len({line.key.length for line in lines if line.share is not None}) > 1
    scales = [Note("Each period length has its own scale.")] if is_mixed else []
    return Answer(
        fields=FIELDS,
        rows=[line.step.as_row() for line in lines],
        columns=_columns(lines, shared, numbers),
        title=records[0].title if records else "",
        about=[*(("", note.text) for note in look_ups.caption(shared)), *_totals(lines)],
        notes=[*scales, *_reasons(lines), *look_ups.source_notes(records, sources, numbers)],
        footnotes=look_ups.footnotes(records),
        gaps=frozenset(
            number for number in range(1, len(lines)) if lengths[number] != lengths[number - 1]
        ),
        series=_series(lines),
        unit=shared.get("unit", ""),
        sources=sources,
    )


def _lines(steps: Sequence[Step]) -> list[_TrendRow]:
    """The steps by length of period, then by area and group, in the order of the steps."""
    grouped: dict[_SeriesKey, list[Step]] = {}
    for step in steps:
        record = step.record
        length = length_of(Period.parse(record.period)) if record.period else None
        grouped.setdefault(_SeriesKey(record.area, record.group, length), []).append(step)
    compared = Counter[str | None]()
    largest: dict[str | None, float] = {}
    for key, observations in grouped.items():
        compared[key.length] += len(observations) if len(observations) > 1 else 0
        values = [abs(_middle(step)) for step in observations]
        largest[key.length] = max(largest.get(key.length, 0), *values)
    return [
        _TrendRow(step, key, _middle(step) / (largest[length] or 1) if is_drawn else None, since)
        for length, is_drawn in compared.most_common()  # the most frequent length first
        for key, observations in grouped.items()
        if key.length == length
        for step, since in zip(observations, _gaps(observations), strict=True)
    ]


def _middle(step: Step) -> float:
    """The value, or the middle of a range."""
    record = step.record
    if record.value is not None:
        return record.value
    return ((record.low or 0) + (record.high or 0)) / 2


def _gaps(steps: Sequence[Step]) -> list[str]:
    """For each step after a gap, the period before the gap; else "".

    A constant distance between years is not a gap.
    """
    distances: dict[int, float] = {}  # in lengths of the period
    is_by_year = False
    for number, step in enumerate(steps):
        if step.previous.period and step.record.period:
            now, then = Period.parse(step.record.period), Period.parse(step.previous.period)
            days = (then.last - then.first).days + 1
            distances[number] = (now.first - then.first).days / days
            is_by_year |= now.grain == "year"
    usual = min(distances.values(), default=1) if is_by_year else 1
    return [
        short_label(step.previous.period) if distances.get(number, 0) > 1.5 * usual else ""
        for number, step in enumerate(steps)
    ]


def _columns(
    lines: Sequence[_TrendRow], shared: dict[str, str], numbers: dict[str, int]
) -> list[Column]:
    is_rate = any(line.step.change_unit == POINTS for line in lines)
    has_groups = any(line.key.group for line in lines)

    records = [line.step.record for line in lines]
    changes = [_changes(line.step) for line in lines]

    def of_step(name: str, heading: str) -> Column:
        is_labelled = heading not in ("Change", "In %")  # the sign tells what these are
        cells = [texts[name] for texts in changes]
        return Column(name, cells, heading, is_number=True, is_labelled=is_labelled)

    area, value, status = look_ups.columns(records, ("area", "value", "status"))
    shares = [line.share for line in lines]
    value = replace(
        value,
        bars=shares if any(share is not None for share in shares) else (),
        outlines={at for at, record in enumerate(records) if record.status in _UNMEASURED},
    )
    since = ["" if line.step.previous.change is None else line.since for line in lines]
    columns = [
        area,
        Column("group", [line.key.group or "all" for line in lines] if has_groups else ()),
        Column("period", [_period(line.step) for line in lines], is_firm=True),
        value,
        of_step("change", "Points" if is_rate else "Change"),
        of_step("percent", "In %"),
        Column("since", since, is_firm=True, is_labelled=True),
        of_step("growth", "Per year"),
        of_step("year_before", "YoY"),
        status,
        look_ups.source_column(records, numbers),
    ]
    hidden = {*shared, *(["percent"] if is_rate else [])}
    # These add nothing if all periods are a year apart.
    relative = "change" if is_rate else "percent"
    for name in ("growth", "year_before"):
        if all(texts[name] in ("", texts[relative]) for texts in changes):
            hidden.add(name)
    if look_ups.is_one_citation(records):
        hidden.add("source")
    return [column for column in columns if column.name not in hidden]


def _period(step: Step) -> str:
    return short_label(step.record.period) or "no period"


def _changes(step: Step) -> dict[str, str]:
    """The changes by column; ``year_before`` is from the same part of the previous year."""
    then, before = step.previous, step.year_before
    is_rate = step.change_unit == POINTS
    return {
        "change": _signed(step, then),
        "percent": _percentage(then, then.percent),
        "growth": _percentage(then, then.growth),
        "year_before": _signed(step, before) if is_rate else _percentage(before, before.percent),
    }


def _signed(step: Step, comparison: Comparison) -> str:
    """The change, with a decimal where the value has one: ``-1.0`` beside ``+0.2``."""
    change = comparison.change
    if change is None:
        return ""
    if isinstance(step.record.value, float):
        change = float(change)
    return _qualified(comparison, f"{'+' if change > 0 else ''}{write_number(change)}")


def _percentage(comparison: Comparison, percent: float | None) -> str:
    """``+112.4%``, with more decimals if one would show only 0."""
    if percent is None:
        return ""
    places = 1 if not percent or abs(percent) >= 0.1 else 4
    return _qualified(comparison, f"{rounded(percent, places, comparison.qualifier):+,f}%")


def _qualified(comparison: Comparison, number: str) -> str:
    return f"{SIGNS[comparison.qualifier]}{number}" if comparison.qualifier else number


def _totals(lines: Sequence[_TrendRow]) -> Iterator[tuple[str, str]]:
    """For each series that was compared, its first and last period, and the change between them.

    Measured values are not combined with projections, which have their own line.
    """
    last_of: dict[tuple[_SeriesKey, bool], Step] = {}
    for line in lines:
        if line.step.total.change is not None:
            last_of[line.key, line.step.record.status == _PROJECTION] = line.step
    name_of = _names(lines)
    spans = {
        step: f"{short_label(step.total.period)} to {_period(step)}" for step in last_of.values()
    }
    is_one_span = len(spans) > 1 and len({*spans.values()}) == 1
    if is_one_span:
        yield "", f"Changes from {next(iter(spans.values()))}"
    for (key, is_projected), step in last_of.items():
        total = step.total
        projected = ["projected"] if is_projected else []
        percent, growth = _percentage(total, total.percent), _percentage(total, total.growth)
        changes = [
            f"{_signed(step, total)} {step.change_unit or ''}".rstrip(),
            percent,
            f"{growth} a year" if growth not in ("", percent) else "",
        ]
        span = [] if is_one_span else [spans[step]]
        yield ", ".join([*name_of(key), *span, *projected]), ", ".join(filter(None, changes))


def _names(lines: Sequence[_TrendRow]) -> Callable[[_SeriesKey], list[str]]:
    """A function that names a series: its area and group, if they distinguish it from others.

    One without either, among others that have some, is about all of them.
    """
    varying = [part for part in (0, 1) if len({line.key[part] for line in lines}) > 1]
    of_all = ["all"] if varying else []
    return lambda key: [name for part in varying if (name := key[part])] or of_all


def _reasons(lines: Sequence[_TrendRow]) -> list[Note]:
    """Why a change is not given, and for which periods."""
    periods: dict[tuple[str, str], dict[str, None]] = {}
    name_of = _names(lines)
    for line in lines:
        if reason := line.step.previous.reason:
            names = "".join(f"{name}, " for name in name_of(line.key))
            periods.setdefault((names, reason), {})[_period(line.step)] = None
    notes = []
    for (names, reason), named in periods.items():
        first, *_, last = [*named, *named]
        is_few = len(named) <= _MOST_PERIODS
        span = listed([*named]) if is_few else f"{first} to {last} ({len(named)} times)"
        notes.append(Note(f"{names}{span}: {reason}"))
    return notes


def _series(lines: Sequence[_TrendRow]) -> list[ChartSeries]:
    """The series of a chart along a time axis; periods of another length have their own chart."""
    lengths = {line.key.length for line in lines if line.share is not None}
    points: dict[_SeriesKey, list[Point]] = {}
    for line in lines:
        record = line.step.record
        if not line.key.length or line.key.length not in lengths or record.is_superseded:
            continue
        period, value = Period.parse(record.period or ""), _middle(line.step)
        points.setdefault(line.key, []).append(
            Point(
                period.first.toordinal(),
                period.last.toordinal(),
                value,
                value if record.low is None else record.low,
                value if record.high is None else record.high,
                short_label(period.iso),
                look_ups.value(record),
                record.status if record.status in (*_UNMEASURED, "provisional") else "",
                is_after_gap=bool(line.since),
            )
        )
    name_of = _names(lines)
    return [
        ChartSeries(" · ".join(name_of(key)), tuple(values), key.length or "")
        for key, values in points.items()
    ]
