"""Stating: whether the wording of a value, its ``written``, says that value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from factreport.figures.exact import decimal_of
from factreport.figures.figure import Figure
from factreport.figures.qualifiers import read_lead
from factreport.figures.reading import read_figure, read_figures
from factreport.figures.units import currencies, in_full, is_percent
from factreport.figures.words import MONEY
from factreport.figures.writing import write_figure
from factreport.model import Qualifier

_BARE = "[1-9][0-9]{3}"
_REACH_BACK = 60  # as far as a qualifier is looked for before it, in characters


def states(written: str, value: float, qualifier: Qualifier | None, unit: str) -> str | None:
    """What is wrong with ``written`` as the wording of a value, in a clause; None if nothing is.

    ``written`` holds one figure.  It reads as ``value`` exactly, in the unit or, where the unit
    has a magnitude, as a plain number: with "million tonnes" and 36.8 both "36.8 million" and
    "36.8" are right.  With a percentage "93.8%" and "93.8" are right; with another unit a percent
    sign is wrong.  A range is never one value.  "2000" alone is the number, as in a table, though
    in a sentence it would be a year.
    """
    sign = "%" if is_percent(unit) else ""
    # A figure in a usual style reads as what it was written from, so it need not be read.
    usual = write_figure(value, unit=sign, qualifier=qualifier)
    if _opens_with(written, usual):
        return None
    if "illion" in written:
        usual = write_figure(in_full(value, unit), qualifier=qualifier, is_scaled=True)
        if _opens_with(written, usual):
            return None
    figures = list(read_figures(written)) or _bare_number(written)
    if len(figures) != 1:
        return f'written "{written}" {_miscount(written, figures)}'
    return _misreading(figures[0], written, decimal_of(value), qualifier, unit)


def misstatements(
    written: Iterable[str | None],
    values: Iterable[float | None],
    qualifiers: Iterable[Qualifier | None],
    unit: str,
) -> Iterator[tuple[int, str]]:
    """Of many wordings those that do not state their values: which, from 0, and what is wrong.

    What has no wording or no value is passed over.
    """
    stated = zip(written, values, qualifiers, strict=True)
    for number, (words, value, qualifier) in enumerate(stated):
        if words is None or value is None:
            continue
        # Nearly all are written so, and it is soon seen.
        if type(value) is int and words == (
            f"{qualifier} {value:,}" if qualifier else f"{value:,}"
        ):
            continue
        if (clause := states(words, value, qualifier, unit)) is not None:
            yield number, clause


def reads_as(figure: Figure, value: float, qualifier: Qualifier | None, unit: str) -> bool:
    """Whether a figure of a source states a value with its qualifier, by the rules of `states`.

    A range states its ends as bounds.  One with "to" may tell of a change, "from 10 to 12
    million", and states them exactly too.
    """
    return any(
        _misreading(one, figure.text, decimal_of(value), qualifier, unit) is None
        for one in _ends(figure)
    )


def _ends(figure: Figure) -> list[Figure]:
    """The figures that a range stands for; any other stands for itself."""
    if figure.upper is None:
        return [figure]
    ends = [figure._replace(upper=None), figure._replace(value=figure.upper, upper=None)]
    bounds = [ends[0]._replace(qualifier="at least"), ends[1]._replace(qualifier="at most")]
    return [*bounds, *ends] if re.search(r"\bto\b", figure.text) else bounds


def _opens_with(written: str, usual: str) -> bool:
    """Whether ``written`` is a figure in a usual style, alone or with words that add nothing."""
    if not written.startswith(usual):
        return False
    return len(written) == len(usual) or _changes_nothing(written[len(usual) :])


@lru_cache(maxsize=1024)
def _changes_nothing(rest: str) -> bool:
    """Whether what follows a figure ("people") leaves the reading of every figure as it is."""
    plain = ("7", "7,000", "7 million", "7%")
    return all(read_figure(figure + rest) == read_figure(figure) for figure in plain)


def bare_numbers(text: str, figures: Iterable[Figure]) -> Iterator[tuple[int, int]]:
    """Where four digits stand by themselves that were not read as a figure: they look like a year.

    Not those with a qualifier, "over 2000", which may be of a year or of a number.
    """
    read = {at for one in figures for at in range(one.start, one.end)}
    for found in re.finditer(rf"(?<![\w.,]){_BARE}(?![\w]|[.,][0-9])", text):
        before = text[max(found.start() - _REACH_BACK, 0) : found.start()].lower()
        has_qualifier = read_lead(before, 0, len(before)).qualifier
        if not has_qualifier and read.isdisjoint(range(*found.span())):
            yield found.span()


def _bare_number(written: str) -> list[Figure]:
    """The number that four digits with nothing around them are, which look like a year."""
    if not re.fullmatch(_BARE, written):
        return []
    return [Figure(Decimal(written), None, Decimal(1), "", None, written, 0, len(written))]


def _miscount(written: str, figures: list[Figure]) -> str:
    if figures:
        texts = " and ".join([f'"{figure.text}"' for figure in figures])
        return f"holds {len(figures)} figures, {texts}; keep the one that is the value"
    if re.search(r"\b(1[5-9]|20)[0-9]{2}\b", written):
        return (
            "holds no figure, for a bare number from 1500 to 2100 reads as a year; add what it "
            'counts, as in "2000 people", or leave out written'
        )
    return "holds no figure that can be read; leave out written"


def _misreading(
    figure: Figure, written: str, value: Decimal, qualifier: Qualifier | None, unit: str
) -> str | None:
    """What is wrong with the one figure in ``written``, or None."""
    if figure.upper is not None:
        return (
            f'written "{written}" is a range, and no value is one; keep its two ends as two '
            "observations, and leave out written"
        )
    if figure.unit == "%" and not is_percent(unit):
        return f'written "{written}" is a percentage, but the unit is "{unit}"; correct one of them'
    if figure.unit in MONEY and (money := currencies(unit)) and figure.unit not in money:
        named = f'written "{written}" is in {figure.unit}, but the unit is "{unit}"'
        return f"{named}; correct one of them"
    reading = _write(figure.value, figure.unit, figure.qualifier)
    scaled = in_full(value, unit)
    if figure.value not in (value, scaled):
        stated = _write(scaled, figure.unit, qualifier if qualifier != figure.qualifier else None)
        return f'written "{written}" reads as {reading}, but value is {stated}; correct one of them'
    if figure.qualifier == qualifier:
        return None
    has = f'qualifier is "{qualifier}"' if qualifier else "there is no qualifier"
    cure = f'set qualifier = "{figure.qualifier}"' if figure.qualifier else "leave qualifier out"
    return f'written "{written}" reads as {reading}, but {has}; {cure}, or correct written'


def _write(value: Decimal | float, unit: str, qualifier: Qualifier | None) -> str:
    return write_figure(value, unit=unit, qualifier=qualifier)
