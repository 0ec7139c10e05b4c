"""Capture: the figures of a text, and the store entries that they would become."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context as Precision
from decimal import Decimal
from typing import NamedTuple

from factreport.figures.context import Context, FigureTimes, of_blocks
from factreport.figures.figure import Figure, Skipped
from factreport.model import Direction, Qualifier, Record
from factreport.periods import Period
from factreport.texts.blocks import Place, Text

_LARGEST = Decimal("1e300")  # near that of a float
_MOST_DIGITS = 25  # a fraction without an end has more
_PLACES = 6


class Known(NamedTuple):
    """The names of areas and groups of a store, and whether an id is taken.

    ``facts_of`` gives the observations of the metric with an id or a title, if there is just one.
    """

    areas: Sequence[str] = ()
    groups: Sequence[str] = ()
    is_taken: Callable[[str], bool] = lambda _: False
    facts_of: Callable[[str], Sequence[Record]] = lambda _: ()

    @property
    def names(self) -> frozenset[str]:
        """The names of areas and groups."""
        return frozenset((*self.areas, *self.groups))


class Sighting(NamedTuple):
    """A figure that was sighted in a text, with its surroundings.

    ``figure`` has the unit, scale and sign that the headers of a table give it, ``plain`` is the
    figure as its own words give it.
    """

    place: Place
    context: Context
    figure: Figure
    plain: Figure

    @property
    def when(self) -> FigureTimes:
        """The time of the figure."""
        return self.context.when(self.figure)


class Passed(NamedTuple):
    """Something that looks like a figure but is not one."""

    place: Place
    context: Context
    skipped: Skipped


class FigureRow(NamedTuple):
    """A figure of a text, or a skipped thing with its reason, as plain data.

    ``line`` and ``column`` are None if the format has none.  ``period`` is the canonical period of
    the figure.  ``skipped`` is the reason, None for a figure.  ``facts`` are the ids of the facts
    that the figure may state.
    """

    file: str
    line: int | None
    column: int | None
    paragraph: int | None
    page: int | None
    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    direction: Direction | None = None
    period: str | None = None
    skipped: str | None = None
    facts: tuple[str, ...] = ()


def read(text: Text, published: Period | None = None) -> list[Sighting | Passed]:
    """All figures of a text, and things that only look like figures, in order.

    "Last year" is the one before the text was ``published``.
    """
    sightings: list[Sighting | Passed] = []
    # Called like this, a text that others have read is not read again.
    contexts = of_blocks(text.blocks, published) if published else of_blocks(text.blocks)
    for context in contexts:
        plain = {figure.start: figure for figure in context.plain.figures}
        parts: list[Figure | Skipped] = [*context.reading.figures, *context.reading.skipped]
        for part in sorted(parts, key=lambda part: part.start):
            place = text.place(context.block, part.start)
            if isinstance(part, Skipped):
                sightings.append(Passed(place, context, part))
            else:
                sightings.append(Sighting(place, context, part, plain.get(part.start, part)))
    return sightings


def row_of(name: str, sighting: Sighting | Passed, facts: tuple[str, ...] = ()) -> FigureRow:
    """A figure of the text with this name, or a skipped one, as plain data."""
    if isinstance(sighting, Passed):
        return FigureRow(
            name, *sighting.place, sighting.skipped.text, skipped=sighting.skipped.reason
        )
    figure = sighting.figure
    period = sighting.when.period
    unit, per = figure.unit.name, figure.unit.per
    unit += f" per {per}" if per and "/" not in unit else ""  # "b/d" says what it is per
    return FigureRow(
        name,
        *sighting.place,
        figure.text,
        *numbers(figure),
        unit.strip() or None,
        figure.qualifier,
        figure.direction,
        period.iso if period else None,
        None,
        facts,
    )


def numbers(figure: Figure) -> tuple[float | None, float | None, float | None]:
    """The value of a figure and the ends of its range."""
    return _number(figure.value), _number(figure.low), _number(figure.high)


def _number(value: Decimal | None) -> float | None:
    """A value as a number; None if it is beyond every float.  A third is 0.333333."""
    if value is None or abs(value) >= _LARGEST:
        return None
    if value == value.to_integral_value():
        return int(value)
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        value = Precision(prec=max(value.adjusted() + 1, 0) + _PLACES).create_decimal(value)
    return int(value) if value == value.to_integral_value() else float(value)
