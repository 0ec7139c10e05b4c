"""The grammar of an amount: a number with its sign, its currency, its scale and its unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from factreport.english import numbers, vocabulary
from factreport.english.vocabulary import GAP
from factreport.figures import units
from factreport.figures.digits import RACE_TIME, read_digits
from factreport.figures.number import EXACT, MOST_DIGITS, Number, plain
from factreport.figures.spelled import (
    fraction_of_scale,
    out_of,
    read_spelled,
    with_denominator,
    with_half,
    with_scale,
)
from factreport.figures.tokens import Token
from factreport.unit import Unit

SHARE = Unit("percent", "share", Decimal(100))
_MINUS = "-−–\u2010\u2011"
_SIGNS = f"+±{_MINUS}"
_PRIMES = ("'", "’", "\u2032")
_MARGINS = ("+/-", "+/−", "±")
# Another number, a bracket, or the end of a row: no scale and no unit.
_BLANK_AND_MORE = re.compile(rf"\s(?:[{_MINUS}+]?[$€£¥₹]?[0-9]|[(\[|])|\n\n")
# These are not written in two parts, as feet and inches are.
_IN_ONE_PART = frozenset(("", "count", "percent", "points", "parts", "temperature"))
_BEFORE_MINUS = frozenset("([{“\"\u2018'*_:=~≈≲<>≤≥/|$€£¥")
# Only one of these, before a number or its blank, ends a sign or a currency.
_IN_FRONT = units.LAST_BEFORE.union(_SIGNS, *(word[-2] for word in numbers.MINUS))
_GAP = re.compile(GAP)
_REPEATED = re.compile(rf"{GAP}\(([0-9][0-9,]*)\)")  # "twenty-one (21) days"
# "6'2", and with prime marks.
_FEET = re.compile(
    r"([0-9]{1,2})['’\u2032](?:[ -]?([0-9]{1,2}(?:\.[0-9])?)(?:[\"”\u2033]|''|\u2032\u2032)"
    r"|([0-9]|1[01])(?![\w'’.,]))"
)
_RACE_TIME = re.compile(RACE_TIME)
_BRACKET = re.compile(rf"\){GAP}(?:[a-z]|%)")  # and the scale after it, "(0.4) million"
_LETTER = re.compile(r"[ ](?:M(?=[,;)]|\.?(?:\Z|[ ][A-Z]))|k(?![\w&/-]))")
_MOST_AHEAD = 64  # amounts that are kept
_NEAR = 32  # characters
_MOST_PARTS = 4
_MOST_OF_PART = 1000


class Prose(NamedTuple):
    """A text as written and in two simplified forms; positions are the same in all three.

    ``text`` is the ``source`` with ASCII digits and a blank for each line end; ``low`` is in small
    letters and keeps the line ends.  ``years`` are the positions of digits that are the year of a
    time.  ``ahead`` has the amounts that were read as the ends of ranges.
    """

    source: str
    text: str
    low: str
    years: frozenset[int]
    ahead: dict[int, Amount]


class Amount(NamedTuple):
    """A number with its sign, scale and unit, from ``start`` to ``end``.

    ``number`` is the bare number with its position and form; ``names_unit`` says that a unit is
    written with it.  A range or a margin has ``low`` and ``high``; of a range ``value`` and
    ``number`` are those of its first amount.
    """

    start: int
    end: int
    number: Number
    value: Decimal
    unit: Unit
    names_unit: bool
    low: Decimal | None = None
    high: Decimal | None = None
    is_range: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it is only digits, like a year or the number of a label."""
        return self.number.form == "digits" and not self.names_unit


def read_amount(prose: Prose, position: int, floor: int) -> Amount | None:
    """The amount whose number begins there; its sign and currency are at ``floor`` or later.

    One that was already read as the end of a range is not read again.
    """
    low = prose.low
    ahead = prose.ahead.get(position) if prose.ahead else None
    is_alike = ahead and _read_front(prose, ahead.number.start, floor)[0] == ahead.start
    if ahead and is_alike and not low.startswith("(", ahead.start - 1):
        return ahead
    number = _read_number(low, position, floor)
    if number is None or number.form == "fraction" or low.startswith(_PRIMES, number.end):
        pair = _measured_pair(prose, position)
        if pair or number is None:
            return pair
    start, unit, is_negative = _read_front(prose, number.start, floor)
    end = number.end
    is_bracketed = start > floor and low[start - 1] == "(" and low.startswith(")", end)
    if is_bracketed and (loss := _bracketed(prose, number, unit, start=start, floor=floor)):
        return loss
    if not is_closed(low, end):
        if number.form == "fraction" or numbers.MORE_NEXT.match(low, end):
            number = with_denominator(low, number) or out_of(low, number) or number
            if plus := numbers.PLUS.match(low, number.end):
                number = number._replace(end=plus.end())
            number = _with_any_scale(prose, number, is_paid=unit.is_money)
        unit, end, number = _read_back(prose, number, unit)
        if low.startswith(numbers.FROM_ZERO, end) and (zero := numbers.ZERO.match(low, end)):
            is_negative, end = is_negative or zero[1] == "below", zero.end()
    names_unit = bool(unit.dimension)
    if number.form == "fraction" and not names_unit and number.value <= 1:
        unit = SHARE
    value = -number.value if is_negative else number.value
    return Amount(start, end, number, value, unit, names_unit)


def read_ahead(prose: Prose, position: int, floor: int) -> Amount | None:
    """Read an amount that may belong to the one before, and keep it for when it is read itself."""
    amount = read_amount(prose, position, floor)
    if amount:
        if len(prose.ahead) >= _MOST_AHEAD:
            prose.ahead.clear()
        prose.ahead[position] = amount
    return amount


def _measured_pair(prose: Prose, position: int) -> Amount | None:
    """Feet and inches as inches, minutes and seconds as seconds, the "50" of "50/60 Hz"."""
    if feet := _FEET.match(prose.low, position):
        inches = 12 * int(feet[1]) + Decimal(feet[2] or feet[3])
        step = Decimal("0.1") if "." in feet[0] else Decimal(1)
        number = Number(position, feet.end(), inches, step, "grouped")
        return Amount(*number[:2], number, inches, units.unit_of("inches"), names_unit=True)
    if race := _RACE_TIME.match(prose.low, position):
        seconds = Decimal(0)
        for part in race[0].split(":"):
            seconds = 60 * seconds + Decimal(part)
        step = Decimal(f"1e{seconds.as_tuple().exponent}")
        number = Number(position, race.end(), seconds, step, "grouped")
        return Amount(*number[:2], number, seconds, units.unit_of("seconds"), names_unit=True)
    if pair := numbers.PAIR.match(prose.low, position):
        unit_and_end = units.unit_after(prose.text, pair.start(2)) if pair[2] else None
        if numbers.BLOOD_PRESSURE.search(prose.low, max(position - _NEAR, 0), position):
            unit_and_end = units.unit_of("mmHg"), pair.end(1)
        if unit_and_end and unit_and_end[0].dimension not in ("count", "percent"):
            number = Number(*pair.span(1), Decimal(pair[1]), Decimal(1), "digits")
            return Amount(*pair.span(1), number, number.value, unit_and_end[0], names_unit=True)
    return None


def _bracketed(
    prose: Prose, number: Number, unit: Unit, *, start: int, floor: int
) -> Amount | None:
    """A number in brackets with its currency before or its scale or unit after them: a loss.

    "($0.4) million" and "$(0.4)" are negative.  Brackets after a number in words repeat it: "thirty
    (30) days".
    """
    has_more = _BRACKET.match(prose.low, number.end) is not None
    paid = None if unit.dimension else currency_before(prose.text, start - 1)
    if paid is not None and paid[1] < floor:
        paid = None
    if not (has_more or paid):
        return None
    number = number._replace(end=number.end + 1)
    number = _with_any_scale(prose, number, is_paid=paid is not None or unit.is_money)
    after, end, number = _read_back(prose, number, unit)
    is_of_next = after.is_money and prose.text[end : end + 2].strip().isdigit()  # "(4) USD 30"
    if not (paid or number.is_scaled) and (after == unit or is_of_next):
        return None
    is_loss = paid or number.is_scaled or after.is_money or after.dimension == "percent"
    is_beside = 0 < start - 2 <= floor and after.dimension != "percent"  # but "1,373 (2)%"
    is_negative = is_loss and not is_beside
    if paid and not after.dimension:
        after = paid[0]
    start = paid[1] if paid else start - 1
    value = -number.value if is_negative else number.value
    return Amount(start, end, number, value, after, names_unit=bool(after.dimension))


def is_closed(low: str, end: int) -> bool:
    """Whether the next sign can't belong to a number before it: a comma, a bracket, a number."""
    following = low[end : end + 1]
    if following.isspace():
        return _BLANK_AND_MORE.match(low, end) is not None
    return following in ',.;:!?)]"”'


def with_parts(prose: Prose, amount: Amount) -> Amount:
    """The amount with the smaller amounts after it: "5 feet 2 inches", "$20 and 43 cents".

    The unit is the larger one if the result is exact, 3.5 dollars, or else the smaller one, 62
    inches.
    """
    if amount.unit.dimension in _IN_ONE_PART or EXACT.remainder(amount.value, Decimal(1)):
        return amount
    for _ in range(_MOST_PARTS):
        part = _next_part(prose, amount) if amount.names_unit else None
        if part is None:
            break
        unit, ratio = amount.unit, EXACT.divide(part.unit.factor, amount.unit.factor)
        first, share, step = amount.value, EXACT.multiply(part.value, ratio), ratio
        if len(ratio.as_tuple().digits) > MOST_DIGITS:
            unit, share, step = part.unit, part.value, Decimal(1)
            first = EXACT.divide(EXACT.multiply(first, amount.unit.factor), part.unit.factor)
        value = plain(EXACT.add(first, share) if first >= 0 else EXACT.subtract(first, share))
        number = amount.number._replace(form="grouped", step=plain(step), zeros=0)
        amount = amount._replace(end=part.end, number=number, value=value, unit=unit)
    return amount


def with_unit_before(prose: Prose, amount: Amount, before: list[Token]) -> Amount:
    """The amount with a unit in front: "an hour and a half"."""
    is_joined = len(before) > 2 and before[-1].word == "and"
    if not is_joined or before[-3].word not in vocabulary.ARTICLES:
        return amount
    unit_and_end = units.unit_after(prose.text, before[-2].start)
    if unit_and_end is None or unit_and_end[1] != before[-2].end:
        return amount
    unit, start = unit_and_end[0], before[-3].start
    if amount.unit == SHARE:
        return amount._replace(start=start, value=1 + amount.value, unit=unit, names_unit=True)
    if unit.dimension != amount.unit.dimension or not amount.unit.factor < unit.factor:
        return amount
    whole = EXACT.divide(unit.factor, amount.unit.factor)
    return amount._replace(start=start, value=plain(EXACT.add(whole, amount.value)))


def _next_part(prose: Prose, amount: Amount) -> Amount | None:
    is_lettered = amount.unit.name in numbers.OF_LETTER
    part = numbers.LETTERED_PART.match(prose.low, amount.end) if is_lettered else None
    if part and part.lastgroup == amount.unit.name:
        number = Number(*part.span(1), Decimal(part[1]), Decimal(1), "digits")
        unit = units.unit_of(numbers.OF_LETTER[amount.unit.name])
        return Amount(number.start, part.end(), number, number.value, unit, names_unit=True)
    gap = numbers.NEXT_PART.match(prose.low, amount.end)
    if not gap or amount.number.is_scaled or not (gap[1] or gap[2] in vocabulary.SMALL):
        return None
    other = read_ahead(prose, gap.end(), gap.end())
    if other is None or other.start != gap.end() or not other.names_unit or other.number.is_scaled:
        return None
    for unit in units.readings(other.unit):  # "15 stone 3 pounds"
        if unit.dimension == amount.unit.dimension:
            other = other._replace(unit=unit)
            break
    is_smaller = other.unit.factor < amount.unit.factor
    if other.unit.dimension != amount.unit.dimension:
        is_cents = other.unit.name == "cents" and amount.unit.is_money
        is_smaller = is_cents and amount.unit.factor == 1
    is_listed = gap[0].startswith(",") and other.unit.is_money
    return other if is_smaller and not is_listed and other.value < _MOST_OF_PART else None


def _read_number(low: str, position: int, floor: int) -> Number | None:
    """The number that begins at ``position``, in digits or words; some texts give it in both."""
    if low[position].isdigit():
        number = read_digits(low, position)
        start = position - 1
        if number and start >= floor and low[start] in ".·" and number.form == "digits":
            before = low[start - 1] if start > floor or low[start - 1 : start].isalpha() else ""
            is_in_word = before.isalnum() or (before != "" and before in ".)”'\"")
            if number.step == 1 and not is_in_word:  # ".7" is seven tenths, "a.5" a name
                places = number.end - position
                value, step = number.value.scaleb(-places), Decimal(f"1e-{places}")
                number = number._replace(start=start, value=value, step=step, zeros=0)
        repeated = None
        if number and low.startswith(" (", number.end):
            repeated = numbers.REPEATED_IN_WORDS.match(low, number.end)
        words = read_spelled(low, repeated.end()) if repeated else None
        if number and words and words.value == number.value and low.startswith(")", words.end):
            number = number._replace(end=words.end + 1)  # "30 (thirty) days"
    else:
        number = read_spelled(low, position)
        repeated = _REPEATED.match(low, number.end) if number else None
        if number and repeated and Decimal(repeated[1].replace(",", "")) == number.value:
            number = number._replace(end=repeated.end())
    return number


def _read_front(prose: Prose, start: int, floor: int) -> tuple[int, Unit, bool]:
    """The sign and the currency before a number: where they begin, and what they are."""
    low = prose.low
    before = prose.text[start - 1 : start]
    if before in units.BLANKS:
        before = prose.text[start - 2 : start - 1]
    if before not in _IN_FRONT:
        return start, units.BARE, False
    begin, is_negative = _read_sign(low, start, floor)
    unit = units.BARE
    currency = currency_before(prose.text, begin)
    if currency and currency[1] >= floor:
        unit, begin = currency
        if not is_negative:
            begin, is_negative = _read_sign(low, begin, floor)
    for word in numbers.MINUS if low.endswith(numbers.MINUS, floor, begin) else ():
        if low.endswith(word, floor, begin):
            if low.endswith(numbers.NO_MINUS, floor, begin):
                return begin - len(numbers.NO_MINUS), unit, False
            if low[max(begin - len(word) - 2, 0) : begin - len(word)].strip().isdigit():
                return begin, unit, is_negative  # "9 minus 2"
            return begin - len(word), unit, True
    return begin, unit, is_negative


def currency_before(text: str, position: int) -> tuple[Unit, int] | None:
    """The currency whose sign or code ends there, and where it begins; "Rs." has a full stop."""
    is_pointed = position > 1 and text[position - 1] == "." and text[position - 2].isalpha()
    return units.unit_before(text, position - is_pointed)


def _read_sign(low: str, start: int, floor: int) -> tuple[int, bool]:
    """Where a sign before ``start`` stands, and whether it is a minus."""
    if start <= floor or low[start - 1] not in _SIGNS:
        return (start - 2, True) if low.endswith("(- ", floor, start) else (start, False)
    if low.endswith(_MARGINS, floor, start):
        return start - (1 if low[start - 1] == "±" else len("+/-")), False
    before = low[start - 2] if start > 1 else ""
    if before and not before.isspace() and before not in _BEFORE_MINUS:
        return start, False
    return start - 1, low[start - 1] in _MINUS


def _with_any_scale(prose: Prose, number: Number, *, is_paid: bool) -> Number:
    """The number with its scale; "mil" and "mm" only scale money."""
    low = prose.low
    if number.form == "fraction":
        return fraction_of_scale(low, number)
    is_letter = low.startswith((" m", " k"), number.end)
    letter = _LETTER.match(prose.text, number.end) if is_letter and number.value >= 1 else None
    if letter:  # "110.5 M", "45 k"
        return number.scaled(10**6 if letter[0] == " M" else 10**3, letter.end())
    scaled = with_scale(low, number, is_money=is_paid)
    if not (scaled.is_scaled or is_paid) and numbers.PAID.match(low, number.end):
        as_money = with_scale(low, number, is_money=True)
        after = units.unit_after(prose.text, as_money.end) if as_money.is_scaled else None
        if after and after[0].is_money:
            return as_money
    code = None if scaled.is_scaled else numbers.CODE.match(low, scaled.end)
    money = units.unit_after(prose.text, code.start(2)) if code else None
    if code and money and money[1] == code.end() and money[0].is_money:  # "80 MEUR"
        return number.scaled(vocabulary.GLUED[code[1]], code.start(2))
    return scaled


def _read_back(prose: Prose, number: Number, unit: Unit) -> tuple[Unit, int, Number]:
    """The unit after a number, where it ends, and the number with any further scale."""
    end = number.end
    after = _unit_after(prose, number)
    if after is None or unit.dimension not in ("", after[0].dimension):
        return unit, end, number
    unit, end = after
    if unit.is_money and not number.is_scaled:  # "75 USD million"
        scaled = with_scale(prose.low, number._replace(end=end), is_money=True)
        if scaled.is_scaled:
            return unit, scaled.end, scaled._replace(end=number.end)
    has_more = numbers.AND_HALF.match(prose.low, end)
    if (
        has_more
        and unit.dimension != "percent"
        and number.form != "fraction"
        and not number.is_scaled
    ):  # "two years and a half"
        halved = with_half(prose.low, number._replace(end=end))
        return unit, halved.end, halved._replace(end=number.end)
    return unit, end, number


def _unit_after(prose: Prose, number: Number) -> tuple[Unit, int] | None:
    """The unit that is written after a number: "kg", "-day", "an hour" after a half."""
    text, low, end = prose.text, prose.low, number.end
    if low.startswith("m ", end) and numbers.MINUTES.match(low, end):  # "1m 18.792s", "52m ago"
        return units.unit_of("minutes"), end + 1
    is_decimal = number.step < 1 and number.form == "digits"
    if is_decimal and (rating := numbers.RATING.match(low, end)):  # "4.7 out of 5"
        return Unit("count", f"out of {rating[1]}"), rating.end()
    if number.form == "fraction" and (article := numbers.ARTICLE.match(low, end)):
        return units.unit_after(text, article.end() - (article.end() > end))
    if low.startswith(numbers.OF_A_POINT, end):  # "0.2 of a percentage point"
        return units.unit_after(text, low.index(" p", end) + 1)
    if low[end : end + 1] in "-\u2010\u2011" and low[end + 1 : end + 2].isalpha():
        return units.unit_after(text, end + 1)
    gap = _GAP.match(low, end)
    spaces = gap.end() - end if gap else 0
    return units.unit_after(text, end + max(spaces - 1, 0))
