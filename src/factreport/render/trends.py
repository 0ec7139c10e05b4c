"""Trends for people: a bar an observation, the changes beside it, what came of it all below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from factreport.model import Source
from factreport.render import records as look_up
from factreport.render.answer import Answer, Column, number, period
from factreport.wording import listed
from factreport.trend import POINTS, Step, rounded

_MOST_PERIODS = 4


def answer(steps: Sequence[Step], sources: Callable[..., list[Source]]) -> Answer:
    """The trend of one metric; ``steps`` are all of one metric, at least one of them."""
    citations = look_up.Citations(sources)
    areas = list(dict.fromkeys(step.area for step in steps))
    largest = max((abs(step.value or 0) for step in steps), default=0) or 1
    is_share = any(step.change_unit == POINTS for step in steps)
    columns = [
        Column("Area", lambda step: step.area or ""),
        Column("Period", _period, is_firm=True),
        Column(
            "Value", look_up.value, is_number=True, bar=lambda step: (step.value or 0) / largest
        ),
        Column("Points" if is_share else "Change", _change, is_number=True),
        Column("In %", lambda step: _percent(step, step.change_percent), is_number=True),
        Column("Per year", lambda step: _percent(step, step.growth_per_year), is_number=True),
        Column("Source", citations.cell, style="dim"),
    ]
    return Answer(
        Step._fields,
        steps,
        columns if len(areas) > 1 else columns[1:],
        lambda: [*_reasons(steps), *citations.notes()],
        title=steps[0].title if steps else "",
        about=[("", _subject(steps[0], areas)), *_totals(steps)] if steps else [],
    )


def _subject(step: Step, areas: Sequence[str | None]) -> str:
    """What the bars stand for: the unit, and the area where it is only one."""
    area = areas[0] if len(areas) == 1 else None
    is_named = area is None or look_up.is_named(area, step.title)
    return " · ".join(part for part in (None if is_named else area, step.unit) if part)


def _period(step: Step) -> str:
    return period(step.period) if step.period else "no period"


def _change(step: Step) -> str:
    return _signed(step.change, step.change_qualifier)


def _signed(change: float | None, qualifier: str | None) -> str:
    if change is None:
        return ""
    plus = "+" if change > 0 else ""
    return f"{look_up.SIGNS.get(qualifier or '', '')}{plus}{number(change)}"


def _percent(step: Step, percent: float | None) -> str:
    return _percentage(percent, step.change_qualifier)


def _percentage(percent: float | None, qualifier: str | None) -> str:
    """``+112.4%``, with more decimals where one would show none of it."""
    if percent is None:
        return ""
    places = 1 if not percent or abs(percent) >= 0.1 else 4
    sign = look_up.SIGNS.get(qualifier or "", "")
    return f"{sign}{rounded(percent, places, qualifier):+,f}%"


def _totals(steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
    """For each series that was compared, its first and last period, and what lies between."""
    last_of = {(step.area, step.first_period): step for step in steps if step.first_period}
    has_areas = len({step.area for step in steps}) > 1
    for step in last_of.values():
        if step.total_change is not None:
            area = f"{step.area}, " if has_areas and step.area else ""
            yield f"{area}{period(step.first_period)} to {period(step.period)}", _total(step)


def _total(step: Step) -> str:
    qualifier = step.total_change_qualifier
    growth = _percentage(step.total_growth_per_year, qualifier)
    parts = [
        f"{_signed(step.total_change, qualifier)} {step.change_unit or ''}".rstrip(),
        _percentage(step.total_change_percent, qualifier),
        f"{growth} a year" if growth else "",
    ]
    return ", ".join(part for part in parts if part)


def _reasons(steps: Sequence[Step]) -> list[str]:
    """Why something is not worked out, and for which periods."""
    periods: dict[tuple[str | None, str], dict[str, None]] = {}
    for step in steps:
        if step.reason:
            periods.setdefault((step.area, step.reason), {})[_period(step)] = None
    has_areas = len({step.area for step in steps}) > 1
    return [
        f"{f'{area}, ' if has_areas and area else ''}{_listed(list(named))}: {reason}"
        for (area, reason), named in periods.items()
    ]


def _listed(periods: Sequence[str]) -> str:
    if len(periods) <= _MOST_PERIODS:
        return listed(periods)
    return f"{periods[0]} to {periods[-1]} ({len(periods)} times)"
