"""The grammar: amounts with their signs, scales and units, and the ranges that two of them are."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from factreport.figures import english, units
from factreport.figures.figure import Unit
from factreport.figures.number import (
    Number,
    out_of,
    read_digits,
    read_part,
    read_words,
    with_denominator,
    with_scale,
)
from factreport.figures.tokens import GAP, Token, token_after, words_after

NO_UNIT = Unit()
SHARE = Unit("percent", "share", english.SHARE)
_MINUS = "-−–‐‑"
_BEFORE_MINUS = frozenset("([{“\"‘'*_:=~≈<>≤≥/|")
_MONEY = "money"
_GAP = re.compile(GAP)
_CODE = re.compile(rf"{GAP}(k|mm|mn|m|bn)([a-z]{{3}})(?![a-z])")
_ARTICLE = re.compile(rf"{GAP}(?:of{GAP})?an?{GAP}(?=[a-z])")


class Prose(NamedTuple):
    """A text as it is written, and in small letters with ASCII digits, for looking things up."""

    text: str
    low: str


class Amount(NamedTuple):
    """A number with its sign, scale and unit, from ``start`` to ``end``.

    ``number`` is where the bare number stands; ``is_bare`` says that it is digits and no more,
    like the number of a year or a label; ``names_unit`` that a unit is written with it.
    """

    start: int
    end: int
    number: Number
    value: Decimal
    unit: Unit
    names_unit: bool

    @property
    def is_bare(self) -> bool:
        """Whether it is digits and no more."""
        return self.number.form == "digits" and not self.names_unit

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit.dimension.startswith(_MONEY)


def read_amount(prose: Prose, position: int, floor: int) -> Amount | None:
    """The amount whose number begins there; its sign and currency stand at ``floor`` or later."""
    number = read_number(prose.low, position, floor)
    if number is None:
        return None
    start, unit, is_negative = _read_front(prose, number.start, floor)
    number = _with_any_scale(prose, number, is_money=unit.dimension.startswith(_MONEY))
    if (code := _CODE.match(prose.low, number.end)) and _prefixed_code(*prose, number.end):
        number = number.scaled(english.CODE_PREFIXES[code[1]], code.start(2))
    end = number.end
    after = _unit_behind(prose, number)
    if after and not (unit.dimension and after[0].dimension.startswith(_MONEY) and after[1] == end):
        if not unit.dimension or after[0].dimension == unit.dimension:
            unit, end = after
            if unit.dimension.startswith(_MONEY) and not number.is_scaled:  # "75 USD million"
                scaled = with_scale(prose.low, number._replace(end=end), is_money=True)
                if scaled.is_scaled:
                    end, number = scaled.end, scaled._replace(end=number.end)
    names_unit = bool(unit.dimension)
    if number.form == "fraction" and not names_unit and number.value < 1:
        unit = SHARE
    value = -number.value if is_negative else number.value
    return Amount(start, end, number, value, unit, names_unit)


def read_number(low: str, position: int, floor: int) -> Number | None:
    """The number that begins there, with the fraction that it may be part of."""
    char = low[position]
    if char.isdigit():
        number = read_digits(low, position)
        if number and position > floor and low[position - 1] in ".·" and number.form == "digits":
            number = _with_leading_point(low, number, floor)
    elif char in english.FRACTION_SIGNS:
        return read_part(low, position)
    else:
        word = token_after(low, position).word
        number = (
            read_part(low, position) if word in english.DENOMINATORS else read_words(low, position)
        )
    if number is None:
        return None
    return with_denominator(low, number) or out_of(low, number) or number


def _with_leading_point(low: str, number: Number, floor: int) -> Number | None:
    """ ".7" is seven tenths; in "a.5" it is a part of a name."""
    start = number.start - 1
    before = low[start - 1 : start] if start > floor else ""
    if number.step != 1 or (before and (before.isalnum() or before in ".)”'\"")):
        return number
    places = number.end - number.start
    value = number.value.scaleb(-places)
    return number._replace(start=start, value=value, step=Decimal(f"1e-{places}"), zeros=0)


def _read_front(prose: Prose, start: int, floor: int) -> tuple[int, Unit, bool]:
    """The sign and the currency before a number: where they begin, what they are."""
    low = prose.low
    begin, is_negative = _read_sign(low, start, floor)
    unit = NO_UNIT
    found = units.unit_before(prose.text, begin)
    if found and found[1] >= floor:
        unit, begin = found
        if not is_negative:
            begin, is_negative = _read_sign(low, begin, floor)
    if not is_negative:
        for word in ("minus ", "negative "):
            if low.endswith(word, floor, begin):
                return begin - len(word), unit, True
    return begin, unit, is_negative


def _read_sign(low: str, start: int, floor: int) -> tuple[int, bool]:
    """Where a sign before ``start`` stands, and whether it is a minus."""
    if start <= floor or low[start - 1] not in _MINUS and low[start - 1] != "+":
        return start, False
    before = low[start - 2 : start - 1] if start - 2 >= floor else ""
    if before and not before.isspace() and before not in _BEFORE_MINUS and before not in "$€£¥":
        return start, False
    return start - 1, low[start - 1] != "+"


def _with_any_scale(prose: Prose, number: Number, *, is_money: bool) -> Number:
    """The number with its scale; "mil" and "mm" scale only what is money."""
    low = prose.low
    if number.form == "fraction":
        return _with_article_scale(low, number)
    scaled = with_scale(low, number, is_money=is_money)
    if scaled.is_scaled or is_money:
        return scaled
    as_money = with_scale(low, number, is_money=True)
    if as_money.is_scaled:
        behind = units.unit_after(prose.text, as_money.end)
        if behind and behind[0].dimension.startswith(_MONEY):
            return as_money
    return scaled


def _with_article_scale(low: str, number: Number) -> Number:
    """ "half a million", "three quarters of a billion"."""
    article = _ARTICLE.match(low, number.end)
    word = token_after(low, article.end()) if article else token_after(low, number.end)
    if word.word not in english.SCALES or word.word == "dozen" and not article:
        return number
    scaled = number.scaled(english.SCALES[word.word], word.end)
    exact = (
        scaled.value.quantize(Decimal("0.01")).normalize() if scaled.value > 100 else scaled.value
    )
    step = Decimal("0.1") if number.value.as_tuple().exponent == -1 else Decimal("0.01")
    return scaled._replace(
        value=Decimal(f"{exact:f}"), step=step * english.SCALES[word.word], form="grouped"
    )


def _unit_behind(prose: Prose, number: Number) -> tuple[Unit, int] | None:
    """The unit that is written behind a number: "kg", "-day", "an hour" after a half."""
    text, low, end = prose.text, prose.low, number.end
    if number.form == "fraction":
        article = _ARTICLE.match(low, end)
        if article and (found := units.unit_after(text, article.end())):
            return found
    if low[end : end + 1] in "-‐‑" and low[end + 1 : end + 2].isalpha():
        return units.unit_after(text, end + 1)
    gap = _GAP.match(low, end)
    blanks = gap.end() - end if gap else 0
    return units.unit_after(text, end + max(blanks - 1, 0)) or _prefixed_code(text, low, end)


def _prefixed_code(text: str, low: str, end: int) -> tuple[Unit, int] | None:
    """ "MEUR", "kUSD": the money alone; `english.CODE_PREFIXES` has the scales."""
    found = _CODE.match(low, end)
    money = units.unit_after(text, found.start(2)) if found else None
    return money if found and money and money[1] == found.end() else None
