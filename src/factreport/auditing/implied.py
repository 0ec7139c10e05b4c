"""Implied readings: what a figure may mean beyond its own words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from factreport.auditing.directions import direction_of, falls, names_loss
from factreport.auditing.mentions import Mention
from factreport.english.comparisons import IN_LIST, OR
from factreport.figures.figure import Figure

_MOST_BESIDE = 4  # figures whose unit another figure may share


def implied_readings(mention: Mention) -> Iterator[Figure]:
    """What a figure may mean beyond its own words.

    It may restate the figure before it in another unit, and then takes over its qualifier.  A bare
    figure may have the unit and the scale of another figure: "14.2 million in Norland, 6.3 in
    Sudland"; "5.1% (2022: 4.6)".  "About" before a range is ignored.  A loss is negative.
    """
    figure = mention.figure
    if figure.value is None:
        if figure.qualifier == "about":
            yield figure._replace(qualifier=None)
        return
    is_loss = names_loss(mention) or (falls(mention) and direction_of(mention) != "up")
    if figure.direction is None and is_loss:
        yield figure._replace(direction="down")
    # "About 8,900 hectares, or 89 km²"; "about 6,120 in May, 4,380 in June"
    for other in _beside(mention) if figure.qualifier is None else ():
        if other.qualifier and any(
            joint.fullmatch(mention.sentence.text, other.end, figure.start)
            for joint in (OR, IN_LIST)
        ):
            yield figure._replace(qualifier=other.qualifier)
    if figure.unit.is_count:
        for full in _in_full(mention, figure.value):
            yield full
            if falls(mention):
                yield full._replace(direction="down")


def _in_full(mention: Mention, value: Decimal) -> Iterator[Figure]:
    """A bare figure with the unit and the scale of another one, or of the table."""
    figure, text = mention.figure, mention.sentence.text
    if mention.sentence.is_cell and figure.step < 1 and value == _plain(figure, text):
        for scale in (Decimal(1_000), Decimal(1_000_000)):  # said below the table
            yield figure._replace(value=value * scale, step=figure.step * scale)
    for other in _beside(mention):
        if other.start == figure.start or other.value is None:
            continue
        written = _plain(other, text) if value == _plain(figure, text) else None
        scale = abs(other.value / written) if written and other.value else Decimal(1)
        is_counted = bool(figure.unit.dimension) and other.unit.dimension == "count"
        unit = figure.unit if is_counted else other.unit
        if scale != 1 or unit != figure.unit:
            yield figure._replace(value=value * scale, step=figure.step * scale, unit=unit)


def _beside(mention: Mention) -> Sequence[Figure]:
    """The figures just before a figure, and the next one."""
    figures = (*mention.sentence.earlier, *mention.sentence.figures)
    number = bisect_left(figures, mention.figure.start, key=lambda figure: figure.start)
    return figures[max(0, number - _MOST_BESIDE) : number + 2]


def _plain(figure: Figure, text: str) -> Decimal | None:
    """The number of a figure as written, without its scale."""
    written = text[slice(*figure.number)].split()[0:1]
    try:
        return Decimal(written[0].replace(",", "")) if written else None
    except ArithmeticError:
        return None
