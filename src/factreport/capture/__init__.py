"""Capture: the figures of a text, and the entries of a store that they would make."""

from __future__ import annotations

from typing import NamedTuple

from factreport.capture.numbers import number
from factreport.figures.figure import Direction, Figure, Skipped
from factreport.figures.surroundings import Surroundings, When, of_blocks
from factreport.model import Qualifier
from factreport.texts.blocks import Place, Text


class Mention(NamedTuple):
    """A figure of a text with what stands around it.

    ``figure`` has the unit, scale and sign that the headers of a table give it, ``plain`` is what
    its words alone say.
    """

    place: Place
    around: Surroundings
    figure: Figure
    plain: Figure

    @property
    def when(self) -> When:
        """The time of the figure."""
        return self.around.when(self.figure)


class Passed(NamedTuple):
    """What looks like a figure and is none."""

    place: Place
    around: Surroundings
    skipped: Skipped


class Seen(NamedTuple):
    """A figure of a text, or what was skipped and why, as plain data.

    ``line`` and ``column`` are None where the format has none.  ``period`` is that of the figure,
    canonical.  ``skipped`` is the reason; a figure has none.  ``facts`` are the ids of the facts
    that it may be.
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


def read(text: Text) -> list[Mention | Passed]:
    """All figures of a text, and what looks like one and is none, in order."""
    found: list[Mention | Passed] = []
    for around in of_blocks(block for block in text.blocks if block.is_prose):
        plain = {figure.start: figure for figure in around.plain.figures}
        parts: list[Figure | Skipped] = [*around.reading.figures, *around.reading.skipped]
        for part in sorted(parts, key=_start):
            place = text.place(around.block, part.start)
            if isinstance(part, Skipped):
                found.append(Passed(place, around, part))
            else:
                found.append(Mention(place, around, part, plain.get(part.start, part)))
    return found


def seen(name: str, one: Mention | Passed, facts: tuple[str, ...] = ()) -> Seen:
    """A figure of the text with this name, or what is none, as plain data."""
    if isinstance(one, Passed):
        return Seen(name, *one.place, one.skipped.text, skipped=one.skipped.reason)
    figure = one.figure
    period = one.when.period
    return Seen(
        name,
        *one.place,
        figure.text,
        number(figure.value),
        number(figure.low),
        number(figure.high),
        " per ".join(filter(None, (figure.unit.name, figure.unit.per))) or None,
        figure.qualifier,
        figure.direction,
        period.iso if period else None,
        None,
        facts,
    )


def _start(part: Figure | Skipped) -> int:
    return part.start
