"""Digits: in any usual grouping, with a fraction or an exponent after them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from factreport.english import numbers
from factreport.english.shapes import ZONES
from factreport.english.vocabulary import FRACTION_SIGNS
from factreport.figures.number import (
    EXACT,
    MOST_DIGITS,
    Form,
    Number,
    closing_zeros,
    fraction,
    plain,
    with_fraction,
)

SPACES = " \u00a0\u2007\u2009\u202f"
_STEPS = tuple(Decimal(f"1e-{places}") for places in range(MOST_DIGITS + 1))
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_LINE = str.maketrans(f"{_RAISED}⁻−", "0123456789--")
# How long a race took: "14:39.29", "2:01.52", "in 2:09:14".
RACE_TIME = (
    r"(?:(?:[0-9]:(?=[0-5][0-9]:))?[0-9]{1,2}:[0-5][0-9]\.[0-9]{1,3}"
    r"|(?<!at )(?<![0-9] )[0-9]:[0-5][0-9]:[0-5][0-9]|(?<=\bin )[1-5]?[0-9]:[0-5][0-9])"
    rf"(?![0-9:]|\.[0-9]|[ ]?(?:[ap]\.?m|{ZONES})\b)"
)
# Digits and the signs between them; the shape shows whether they are a number, a date or a list.
RUN = re.compile(r"[0-9]+(?:[.,'’:/][0-9]+|·(?!10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹^])[0-9]+)*")
_SPACED = re.compile(
    rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}}(?![0-9]))+"
    rf"(?:[.·][0-9]+(?![.,][0-9])|,[0-9]{{1,2}}(?=[ ]?(?:%|{numbers.MONEY})))?"
)
# "500 400 390 360" are four numbers in a row.
_LENGTH_OF_ROW = len("000 000 000 000")
_IN_ROW = re.compile(rf"(?<![0-9])[0-9]{{3}}[{SPACES}]\Z")
_PLAIN = re.compile(r"[0-9]+\.[0-9]+")
_GROUPED = re.compile(
    r"(?:[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:['’][0-9]{3})+)|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3})"
    r"(?:\.[0-9]+)?"
)
# As in other languages: "10.000.000", "1.234,5"; "93,8" before "%" or a scale, "17,50 €".
_FOREIGN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_COMMA = re.compile(r"[0-9]{1,3},[0-9]{1,2}")
_BEFORE_COMMA = re.compile(rf"{numbers.MONEY}[ ]?\Z")
_LONGEST_CURRENCY = 5  # with the characters around it
_YEARS = 1900, 2100  # "39/2015" is no share
_FRACTION = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)/([0-9]{1,4})")
# What may follow a number and belong to it: "× 10^6", "e6"; "1/2", "½".
_MORE = re.compile(
    rf"(?:[ ]?[×x*·][ ]?10(?:\^|\*\*|(?=[-−+⁻{_RAISED}]))(?P<power>[-−+⁻]?[0-9{_RAISED}]{{1,2}})"
    r"|e(?P<e>[-+]?[0-9]{1,2}))(?![0-9a-z]|\.[0-9])"
    r"|(?:[ \u00a0]{1,3}|-)(?P<top>[0-9]{1,2})[/\u2044](?P<bottom>[0-9]{1,3})(?![0-9/])"
    rf"|[ \u00a0-]?(?P<sign>[{''.join(FRACTION_SIGNS)}])"
)
_BEFORE_POWER = frozenset(f"^⁻{_RAISED}")
_BEFORE_MORE = frozenset((*" \u00a0-×x*·e", *FRACTION_SIGNS))
_EXPONENT = re.compile(
    rf"\^([-−+]?[0-9]{{1,3}})(?![0-9a-z]|\.[0-9])|(⁻?[{_RAISED}]{{1,2}})(?![0-9a-z])"
)


def read_digits(low: str, start: int) -> Number | None:  # noqa: PLR0911
    """The number that the digits from ``start`` form; None for a time, a list or a version."""
    run = RUN.match(low, start)
    if run is None:
        return None
    written, end = run[0].replace("·", "."), run.end()
    following = low[end : end + 1]  # shows which forms are possible, before any is tried
    is_whole = written.isdigit()
    is_plain = is_whole or _PLAIN.fullmatch(written) is not None
    if is_plain and following in _BEFORE_POWER:  # "10^6", "2^10", "10⁻⁶"
        power = _EXPONENT.match(low, end)
        if power and (power[1] or written == "10") and Decimal(written):
            exponent = int((power[1] or power[2]).translate(_TO_LINE))
            value = plain(EXACT.power(Decimal(written), exponent))
            if len(value.as_tuple().digits) <= MOST_DIGITS:  # and it has an end
                step = value if written == "10" else Decimal(1)
                return Number(start, power.end(), value, step, "grouped")
    is_spaced = len(written) <= 3 and following in SPACES and low[end + 1 : end + 4].isdigit()
    if is_spaced and (spaced := _spaced(low, start, end)):
        if len(spaced[0]) > 2 * MOST_DIGITS or RUN.match(low, spaced.end()):
            return None
        grouped = re.sub(f"[{SPACES}]", "", spaced[0]).replace("·", ".").replace(",", ".")
        return _number(start, spaced.end(), grouped, "grouped")
    if len(written) > 2 * MOST_DIGITS:
        return None
    if is_plain:
        return _with_more(low, _number(start, end, written, "digits"))
    if _GROUPED.fullmatch(written):
        return _with_more(low, _number(start, end, re.sub("[,'’]", "", written), "grouped"))
    is_decimal = _COMMA.fullmatch(written) and (
        numbers.AFTER_COMMA.match(low, end)
        or _BEFORE_COMMA.search(low, max(start - _LONGEST_CURRENCY, 0), start)
    )
    if is_decimal or _FOREIGN.fullmatch(written):
        return _number(start, end, written.replace(".", "").replace(",", "."), "grouped")
    share = _FRACTION.fullmatch(written)
    is_of_year = share and _YEARS[0] < int(share[2]) < _YEARS[1]
    if share and not is_of_year and 0 < Decimal(share[1]) < int(share[2]):
        if "." in share[1]:  # "rated 4.7/5"
            return _number(start, start + share.end(1), share[1], "digits")
        end += 2 * low.startswith("th", end)  # "1/8th"
        return fraction(start, end, int(share[1]), int(share[2]))
    return None


def _spaced(low: str, start: int, end: int) -> re.Match[str] | None:
    """Digits in groups with blanks between them; None if they are a row of several numbers."""
    spaced = _SPACED.match(low, start)
    if spaced is None or spaced.end() <= end or numbers.MODEL.match(low, spaced.end()):
        return None
    is_row = end - start == len("000") and (
        len(spaced[0]) >= _LENGTH_OF_ROW or _IN_ROW.search(low, max(start - 5, 0), start)
    )
    return None if is_row else spaced


def _number(start: int, end: int, written: str, form: Form) -> Number | None:
    if len(written) > MOST_DIGITS + ("." in written):
        return None
    value, step, zeros = _parts(written)
    return Number(start, end, value, step, form, zeros)


@lru_cache(maxsize=4096)  # most numbers of a text are short, and come again
def _parts(written: str) -> tuple[Decimal, Decimal, int]:
    """The value of digits, the value of one unit in the last of them, and the rounded zeros."""
    whole, _, places = written.partition(".")
    zeros = closing_zeros(whole) if whole[-1] == "0" and not places else 0
    return Decimal(written), _STEPS[len(places)], zeros


def _with_more(low: str, number: Number | None) -> Number | None:
    """The number with "1/2", "½" or "× 10^6" after it."""
    if number is None or low[number.end : number.end + 1] not in _BEFORE_MORE:
        return number
    sign = low[number.end : number.end + 4].lstrip(" \u00a0-")[:1]
    more = _MORE.match(low, number.end) if sign.isdigit() or sign in _BEFORE_MORE else None
    if more is None:
        return number
    if more["e"] and len(more["e"]) == 1 and number.step == 1 and number.value != 1:
        return number  # "7E7", a name
    if power := more["power"] or more["e"]:
        exponent = int(power.translate(_TO_LINE))
        value, step = (plain(EXACT.scaleb(part, exponent)) for part in (number.value, number.step))
        return number._replace(end=more.end(), value=value, step=step, form="grouped", zeros=0)
    sign = more["sign"]
    top, bottom = FRACTION_SIGNS[sign] if sign else (int(more["top"]), int(more["bottom"]))
    if number.step != 1 or not 0 < top < bottom:
        return number
    return with_fraction(number, more.end(), top, bottom)
