"""Scales: what a number is multiplied by, "million", "bn", with or without a space."""

from __future__ import annotations

import re
from decimal import Decimal

from factreport import english
from factreport.english import GAP, numbers
from factreport.figures.number import Number
from factreport.figures.spelled import with_half

_APART = re.compile(rf"(?:[-\u2010\u2011]|{GAP})([a-z]+)(?![a-z])")
_GLUED = re.compile(r"[a-z]+|[千万萬亿億]{1,2}")
# "Ran the 100m in 10.7 seconds", "the world 200m and 400m record holder".
_RACES = frozenset(map(Decimal, (50, 60, 100, 110, 200, 300, 400, 800, 1500, 3000, 5000, 10000)))
_NEAR_RACE = 64
_LONGEST_MEASURED = 64
_MOST_THOUSANDS = 1000  # "3000K" is a temperature, "3,000m" a distance


def with_scale(low: str, number: Number, *, is_money: bool) -> Number:
    """The number with its scale and a following "and a half".

    ``is_money`` says that the number is an amount of money: then "5 m" is five million.
    """
    for _ in range(2):  # "5 hundred thousand"
        if (scale := _scale_after(low, number, is_money=is_money)) is None:
            break
        number = number.scaled(*scale)
    halved = with_half(low, number)
    is_other = is_money and low.startswith(" of ", halved.end)  # "$5 and a half of it"
    return number if is_other else halved


def _scale_after(  # a form a line
    low: str, number: Number, *, is_money: bool
) -> tuple[int, int] | None:
    """The scale after a number, and where it ends."""
    end = number.end
    if glued := _GLUED.match(low, end):
        word = glued[0]
        is_whole = not low[glued.end() : glued.end() + 1].isdigit()
        is_metres = False
        if word == "m" and not is_money:
            start = low.rfind(" ", 0, end) + 1
            is_metres = bool(
                numbers.METRES.match(low, end)
                or numbers.MEASURED_BEFORE.search(low, max(start - _LONGEST_MEASURED, 0), start)
                or (
                    number.value in _RACES
                    and numbers.RACE.search(low, max(end - _NEAR_RACE, 0), end + _NEAR_RACE)
                )
            )
        if word not in english.GLUED or not is_whole or is_metres:
            return None
        is_great = word in ("k", "m") and number.value >= _MOST_THOUSANDS
        if (word in english.MONEY_GLUED or is_great) and not is_money:
            return None
        return english.GLUED[word], glued.end()
    match = _APART.match(low, end)
    word = match[1] if match else ""
    if is_money and word in english.LETTER_SCALES:
        return english.LETTER_SCALES[word], match.end() if match else end
    if not match or word not in english.APART or (word in english.MONEY_SCALES and not is_money):
        return None
    return english.APART[word], match.end()
