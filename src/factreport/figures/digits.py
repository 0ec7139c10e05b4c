"""Digits: in any usual grouping, with a fraction or an exponent after them."""

from __future__ import annotations

import re
from decimal import Decimal

from factreport.english import numbers
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
_POINT = "[.·]"
_STEPS = tuple(Decimal(f"1e-{places}") for places in range(MOST_DIGITS + 1))
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_AFTER_BLANK = frozenset(" \u00a00123456789×x*·").union(FRACTION_SIGNS)
_BEFORE_MORE = frozenset((" ", "\u00a0", "\n", "-", *FRACTION_SIGNS))
_TO_LINE = str.maketrans(f"{_RAISED}⁻−", "0123456789--")
# How long a race took: "14:39.29", "2:01.52".
RACE_TIME = r"(?:[0-9]:(?=[0-5][0-9]:))?[0-9]{1,2}:[0-5][0-9]\.[0-9]{1,3}(?![0-9:])"
# Digits and the signs between them; the shape shows whether they are a number, a date or a list.
RUN = re.compile(r"[0-9]+(?:[.,'’:/][0-9]+|·(?!10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹^])[0-9]+)*")
_SPACED = re.compile(
    rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}}(?![0-9]))+"
    rf"(?:{_POINT}[0-9]+(?![.,][0-9])|,[0-9]{{1,2}}(?=[ ]?(?:%|{numbers.MONEY})))?"
)
_PLAIN = re.compile(rf"[0-9]+(?:{_POINT}[0-9]+)?")
_GROUPED = re.compile(
    rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:{_POINT}[0-9]+)?"
    rf"|[0-9]{{1,3}}(?:['’][0-9]{{3}})+(?:{_POINT}[0-9]+)?"
    rf"|[0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}}(?:{_POINT}[0-9]+)?"
)
# As in other languages: "10.000.000", "1.234,5"; "93,8" before "%" or a scale, "17,50 €".
_FOREIGN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_COMMA = re.compile(r"[0-9]{1,3},[0-9]{1,2}")
_BEFORE_COMMA = re.compile(rf"{numbers.MONEY}[ ]?\Z")
_LONGEST_CURRENCY = 5  # with the characters around it
_FIRST_OF_TWO = re.compile(r"[0-9]+\.[0-9]+(?=,[0-9]+\.[0-9]+\Z)")  # "95% CI 1.03,1.11"
_FRACTION = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)/([0-9]{1,4})")
_MIXED = re.compile(
    r"(?:[ \u00a0]{1,3}|-)([0-9]{1,2})[/\u2044]([0-9]{1,3})(?![0-9/])"
    rf"|[ \u00a0-]?([{''.join(FRACTION_SIGNS)}])"
)
_POWER = re.compile(
    rf"(?:[ ]?[×x*·][ ]?10(?:\^|\*\*|(?=[-−+⁻{_RAISED}]))([-−+⁻]?[0-9{_RAISED}]{{1,2}})"
    r"|e([-+]?[0-9]{1,2}))"
    r"(?![0-9a-z]|\.[0-9])"
)
_RAISED_TEN = re.compile(rf"10(⁻?[{_RAISED}]{{1,2}})(?![0-9a-z])")
_EXPONENT = re.compile(r"\^([-−+]?[0-9]{1,3})(?![0-9a-z]|\.[0-9])")


def read_digits(low: str, start: int) -> Number | None:  # noqa: C901, PLR0911, PLR0912  # a form a line
    """The number that the digits from ``start`` form; None for a time, a list or a version."""
    if low.startswith("10", start) and (ten := _RAISED_TEN.match(low, start)):
        value = plain(Decimal(f"1e{ten[1].translate(_TO_LINE)}"))
        return Number(start, ten.end(), value, value, "grouped")
    run = RUN.match(low, start)
    if run is None:
        return None
    written, end = run[0], run.end()
    following = low[end : end + 1]  # tells which forms are possible, before any is tried
    exponent = _EXPONENT.match(low, end) if following == "^" else None
    if exponent and _PLAIN.fullmatch(written) and Decimal(written):  # "10^6", "2^10"
        value = plain(EXACT.power(Decimal(written), int(exponent[1].translate(_TO_LINE))))
        if len(value.as_tuple().digits) <= MOST_DIGITS:  # and it has an end
            step = value if written == "10" else Decimal(1)
            return Number(start, exponent.end(), value, step, "grouped")
    is_apart = following and following in SPACES and low[end + 1 : end + 4].isdigit()
    spaced = _SPACED.match(low, start) if is_apart and len(written) <= 3 else None
    if spaced and spaced.end() > end:
        if len(spaced[0]) > 2 * MOST_DIGITS or RUN.match(low, spaced.end()):
            return None
        return _number(
            start, spaced.end(), re.sub(f"[{SPACES}]", "", spaced[0]).replace(",", "."), "grouped"
        )
    if len(written) > 2 * MOST_DIGITS:
        return None
    if written.isdigit() or _PLAIN.fullmatch(written):
        return _with_more(low, _number(start, end, written, "digits"))
    if _GROUPED.fullmatch(written):
        return _with_more(low, _number(start, end, re.sub("[,'’]", "", written), "grouped"))
    is_decimal = _COMMA.fullmatch(written) and (
        numbers.AFTER_COMMA.match(low, end)
        or _BEFORE_COMMA.search(low, max(start - _LONGEST_CURRENCY, 0), start)
    )
    if is_decimal or _FOREIGN.fullmatch(written):
        return _number(start, end, written.replace(".", "").replace(",", "."), "grouped")
    if first := _FIRST_OF_TWO.match(written):
        return _number(start, start + first.end(), first[0], "digits")
    share = _FRACTION.fullmatch(written)
    if share and 0 < Decimal(share[1]) < int(share[2]) <= 1000:
        if "." in share[1]:  # "rated 4.7/5"
            return _number(start, start + share.end(1), share[1], "digits")
        end += 2 * low.startswith("th", end)  # "1/8th"
        return fraction(start, end, int(share[1]), int(share[2]))
    return None


def _number(start: int, end: int, written: str, form: Form) -> Number | None:
    whole, _, places = written.replace("·", ".").partition(".")
    if len(whole) + len(places) > MOST_DIGITS:
        return None
    value = Decimal(f"{whole}.{places}" if places else whole)
    zeros = 0 if places or whole[-1] != "0" else closing_zeros(whole)
    return Number(start, end, value, _STEPS[len(places)], form, zeros)


def _with_more(low: str, number: Number | None) -> Number | None:
    """The number with "1/2", "½" or "× 10^6" after it."""
    if number is None:
        return None
    following = low[number.end : number.end + 1]
    if following == " " and low[number.end + 1 : number.end + 2] not in _AFTER_BLANK:
        return number
    if following in "×x*·e " and (power := _POWER.match(low, number.end)):
        exponent = int((power[1] or power[2]).translate(_TO_LINE))
        value, step = (plain(EXACT.scaleb(part, exponent)) for part in (number.value, number.step))
        return number._replace(end=power.end(), value=value, step=step, form="grouped", zeros=0)
    if number.step != 1 or following not in _BEFORE_MORE:
        return number
    if mixed := _MIXED.match(low, number.end):
        top, bottom = FRACTION_SIGNS[mixed[3]] if mixed[3] else (int(mixed[1]), int(mixed[2]))
        return with_fraction(number, mixed.end(), top, bottom) if 0 < top < bottom else number
    return number
